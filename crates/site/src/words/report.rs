//! Words of the reports.

use super::words;

words! {
    /// Figures counted from the registers.
    Report {
        reports_title: "统计", "Figures";
        reports_lead: "由公开登记逐条计数而得。带下划线的数字可点开看其背后的名单，表格可下载。", "Counted row by row from the public registers. A figure that is underlined leads to the list behind it, and each table can be downloaded.";
        map_title: "各市有效授权", "Valid marks by city";
        map_note: "示意图，不表示实际边界与面积；颜色越深，有效授权越多。", "A sketch: neither borders nor areas. The darker, the more valid marks.";
        table_title: "数据表", "Table";
        empty: "没有可统计的记录", "There is nothing to count";
        counted: "截至{}，账本共{}条", "As of {}, with {} entr[y|ies] in the ledger";
        counted_before: "此后账本又增加{}条，尚未计入；稍后重新打开本页即重新计数", "{} more entr[y|ies] [has|have] come since and [is|are] not counted yet: open this page again in a while and it is counted anew";
        left_out: "另有{}行未在此列出，请下载表格查看", "{} more row[s] [is|are] not shown here; download the table to see them";
        more_in_table: "还有未在此列出的，请下载表格查看", "There are more than are shown here; download the table to see them";
        unpublished: "尚未公告", "Not published";
        download: "下载", "Download";
    }
}
