//! Words of the reports.

use super::words;

words! {
    /// Figures counted from the registers.
    Report {
        reports_title: "统计", "Figures";
        reports_lead: "由公开登记逐条计数而得。带下划线的数字可点开看其背后的名单，表格可下载。", "Counted row by row from the public registers. A figure that is underlined leads to the list behind it, and each table can be downloaded.";
        map_title: "各市示意图", "The cities on a map";
        map_of: "图上显示", "What is drawn";
        map_note: "示意图，不表示实际边界与面积；颜色越深，数字越大。", "A sketch: neither borders nor areas. The darker, the larger the figure.";
        charts_title: "逐月走势", "Month by month";
        charts_note: "每图各有比例，以最高的一个月为满格；数字见下表。", "Each picture has a scale of its own: its highest month fills it. The figures are in the table below.";
        chart_says: "合计{}，最多一个月{}（{}）", "{} in all; the most in a month, {}, in {}";
        chart_none: "没有", "None";
        not_known: "未知或不涉及企业", "Not known, or about no enterprise";
        no_rule: "已不在现行规则中", "No longer among the rules";
        findings_title: "规则结论清单", "Findings, one a row";
        findings_lead: "账本各条目所依据的规则结论，每条一行，最近的在前，规则不适用的不列。", "The findings that the entries of the ledger rest on, one a row, the latest first; a rule that does not apply found nothing.";
        findings_names: "企业名称只向能打开该企业案卷的部门显示，其余读者的各行不写名称，因为处分决定公告前名单不点名；每行所链接的账本条目是公开的，写有企业的统一社会信用代码，供任何人复核。", "Rows have no name for readers who do not open the file of the enterprise, because no list points at anybody before a decision is published; the ledger entry that a row leads to is public and gives the credit code of the enterprise, so that anybody can judge anew.";
        duties_title: "起草责任清单", "Duties of drafters, one a row";
        duties_lead: "参与“浙江制造”标准起草的企业在第四条下的各项责任在当日的履行情况，每项一行，先到期的在前；不适用的责任不列。", "How each duty of clause 4 stands on the day for each enterprise that took part in drafting, one a row, what is due first first; what binds nobody is not listed.";
        table_title: "数据表", "Table";
        empty: "没有可统计的记录", "There is nothing to count";
        counted: "截至{}，账本共{}条", "As of {}, with {} entr[y|ies] in the ledger";
        counted_before: "此后账本又增加{}条，尚未计入；稍后重新打开本页即重新计数", "{} more entr[y|ies] [has|have] come since and [is|are] not counted yet: open this page again in a while and it is counted anew";
        left_out: "另有{}行未在此列出，请下载表格查看", "{} more row[s] [is|are] not shown here; download the table to see them";
        unpublished: "尚未公告", "Not published";
        download: "下载", "Download";
    }
}
