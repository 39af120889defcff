//! Words of lists: what they show, in which order, and as which files.

use super::words;

words! {
    /// Lists.
    List {
        sort: "排序", "Order by";
        one_order: "搜索结果与往日的名单按编号排列。", "Search results and lists of another day are in the order of their numbers.";
        all: "共{}条", "{} in all";
        of_all: "符合条件{}条，登记共{}条", "{} of {}";
        at_least: "至少{}条", "at least {}";
        by_text: "名称、代码等含“{}”", "name, code or number contains “{}”";
        by_state: "状态为{}", "state {}";
        by_region: "地区为{}", "region {}";
        by_industry: "行业为{}", "industry {}";
        sorted: "；按{}排列", "; ordered by {}";
        save: "下载这份名单", "Download this list";
        save_hint: "筛选后的全部行，最多{}行，按本页所看的日期。", "Every row that matches, {} at most, as seen on the day of this page.";
        cut: "到此为止：一份文件最多{}行，其余请缩小筛选范围后另行下载", "Cut here: a file has {} rows at most; narrow the filter for the rest";
        none_here: "这一页没有符合条件的，后面可能还有。", "Nothing matches on this page; there may be more further on.";
    }
}
