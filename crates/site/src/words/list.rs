//! Words of lists: what they show, in which order, and as which files.

use super::words;

words! {
    /// Lists.
    List {
        work: "事项", "Work";
        outcome: "决定", "Decision";
        from: "起始年份或年月（YYYY或YYYY-MM）", "From year or month (YYYY or YYYY-MM)";
        to: "截止年份或年月（YYYY或YYYY-MM）", "To year or month (YYYY or YYYY-MM)";
        words: "表中文字", "Words in the table";
        sort: "排序", "Order by";
        order_of_search: "搜索结果按编号排列；清除搜索词即可另选排序。", "Rows that a search finds come in the order of their numbers. Clear the search to choose another order.";
        order_of_days: "这些标准按日期先后排列；换一个状态即可另选排序。", "These standards come by their days. Choose another state to choose an order.";
        order_of_a_day: "往日的名单由各案卷逐一回溯得出，故只按编号排列，也不先行计数；需要总数或其他排序的，请下载整份名单。", "A list of another day is made from the cases one after the other, so it comes in the order of numbers and without a total. For the total or another order, download the list.";
        all: "共{}条", "{} in all";
        of_all: "符合条件{}条，登记共{}条", "{} of {}";
        at_least: "至少{}条", "at least {}";
        none_yet: "尚未查完，已查看的当中没有符合条件的", "Not all was looked at; among what was, nothing matches";
        by_words: "文字含“{}”", "words “{}”";
        by_text: "名称、代码等含“{}”", "name, code or number contains “{}”";
        by_state: "状态为{}", "state {}";
        by_region: "地区为{}", "region {}";
        by_granted: "{}授权", "granted in {}";
        by_revoked: "{}撤销", "revoked in {}";
        by_ended: "{}注销", "ended in {}";
        by_standard: "标准为{}", "standard {}";
        by_certificate: "经认证", "certified";
        by_declaration: "自我声明", "self-declared";
        by_work: "事项为{}", "work: {}";
        by_outcome: "决定为{}", "decision: {}";
        by_from: "{}起", "from {} on";
        by_to: "至{}止", "up to {}";
        by_in: "{}期间", "in {}";
        by_span: "{}至{}", "from {} to {}";
        by_no_day: "没有最后一日", "no last day";
        by_rule: "规则为{}", "rule {}";
        as_listed: "原次序", "As listed";
        rows: "共{}行", "{} row[s]";
        rows_of: "显示{}行，共{}行", "{} of {} row[s]";
        not_stated: "未知", "not known";
        by_industry: "行业为{}", "industry {}";
        sorted: "；按{}排列", "; ordered by {}";
        save: "下载这份名单", "Download this list";
        save_hint: "筛选后的全部行，最多{}行，按本页所看的日期。", "Every row that matches, {} at most, as seen on the day of this page.";
        goes_on: "本文件至此{}行，其余见下一份：{}", "This file ends after {} row[s]; the next one has the rows after them: {}";
        rows_from: "第{}至{}行，共{}行", "Rows {} to {} of {}";
        first_rows: "最前面的{}行；下一页起列出其余各行", "The first {} row[s]; the next page has the rows after them";
        came_to: "结论", "What it came to";
        clause: "条款", "Clause";
        condition: "条件", "Condition";
        standing: "履行情况", "How it stands";
        cut: "到此为止：一份文件最多{}行，其余请缩小筛选范围后另行下载", "Cut here: a file has {} row[s] at most; narrow the filter for the rest";
        doubt_one_of: "“{}”不是“{}”的可选值，未据此筛选。可选：{}。", "“{}” is no value of “{}” and was left out. To choose from: {}.";
        doubt_month: "“{}”不是年份或年月，未据此筛选。应写作2026或2026-05。", "“{}” is no year or month and was left out. Write 2026 or 2026-05.";
        doubt_place: "“{}”不是已知的地区，未据此筛选。可写省、市、县的名称，或区划代码的前几位。", "“{}” is no known place and was left out. Write the name of a province, city or county, or how its division code begins.";
        doubt_industry: "“{}”不是制造业的行业代码（13至43，或其下的细类），未据此筛选。", "“{}” is no code of an industry in manufacturing (13 to 43, or finer) and was left out.";
        doubt_standard: "“{}”不是标准编号，未据此筛选。应写作T/ZZB 0001。", "“{}” is no number of a standard and was left out. Write T/ZZB 0001.";
        doubt_rule: "“{}”不是条款序号（1至15）或规则名称，未据此筛选。规则与条款见“规则”页。", "“{}” is no number of a clause (1 to 15) and no name of a rule, and was left out. The page of the rules has both.";
        doubt_not_taken: "本名单不按“{}”筛选，“{}”未计入。", "This list is not filtered by “{}”: “{}” was left out.";
        doubt_reversed: "起始{}晚于截止{}，其间没有任何月份。", "The first month or year, {}, is later than the last, {}: nothing lies between them.";
        doubt_parameter: "参数{}：{}", "the parameter {}: {}";
        none_here: "这一页没有符合条件的，后面可能还有。", "Nothing matches on this page; there may be more further on.";
    }
}
