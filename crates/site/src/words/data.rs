//! Words of the open data.

use super::words;

words! {
    /// Open data.
    Data {
        title: "开放数据", "Open data";
        lead: "每个公开登记的全部内容，以及账本本身。内容相同，文件的每个字节就相同。", "Every public register whole, and the ledger itself. Equal content has equal bytes.";
        day: "截至{}", "As of {}";
        rows: "{}行", "{} row[s]";
        up_to: "账本共{}条时", "when the ledger had {} entr[y|ies]";
        in_the_making: "文件正在生成，请过几分钟再打开本页。", "The files are being made. Open this page again in a few minutes.";
        bytes: "{}字节", "{} byte[s]";
        leaves: "标准体系的节点", "Leaves of standard systems";
        leaves_note: "state为there（有现行标准）、planned（已受理的项目在研）或missing（缺失），按当日计算。industry空缺表示该节点及其上级未注明行业类别，无法判断。", "state is there (an edition is in force), planned (a project that was taken up is to make it) or missing, as of the day. An empty industry says that neither the leaf nor a node above it names a class: nobody can tell.";
        verdicts: "对比表的比较结果", "Verdicts of comparison tables";
        verdicts_note: "每个指标与每项对比标准一行。verdict为better（优于）、equal（相同）、worse（劣于）、added（对方未规定，本标准新增）、not_comparable（不能比较）或cannot_tell（对方规定未录入）；margin为正表示更优。sample为true的是示例数据。", "One row for each indicator and each compared standard. verdict is better, equal, worse, added (the other standard does not have it), not_comparable or cannot_tell (what the other says was not entered); a positive margin is better. Where sample is true the figures are made up.";
        duties: "起草责任（第四条）", "Duties of drafters (clause 4)";
        duties_note: "status为met（已履行）时附履行日；省市场监管局公开前，未履行与否不公布，为not_told。已公开的，另列报告、最后一日和当日情况（met_late逾期履行、overdue逾期未履行等）。", "Where status is met, the day is told. Whether a duty is not met is told to nobody before the province publishes it: not_told. Once a line about it is published, the report, the last day and how it stands as of the day are told, too (met_late, overdue and so on).";
        published_note: "省市场监管局公开的每一行。when_published为公开时的情况，now为当日的情况；公开后查明有误的，列更正日和更正结果。", "Each line that the province published. when_published is how it stood then, now is how it stands as of the day; what proved wrong since has the day and the outcome of its correction.";
        columns: "列", "Columns";
        registers: "登记", "Registers";
        ledger: "账本", "The ledger";
        ledger_text: "全部条目以C2SP tlog-tiles格式公开，可用任何支持该格式的工具下载并核验。", "All entries are public in the C2SP tlog-tiles format, to be read and checked with any tool that knows it.";
        entries: "{}条", "{} entr[y|ies]";
        how: "怎样核验与下载", "How to read and check it";
        pages: "逐页读取请用接口：", "To read page by page, use the API:";
        terms: "使用条件", "Terms of use";
        terms_use: "可自由使用、加工与再发布（包括商业用途），无须申请，不收费用；须注明来源“品字标公共服务”及数据日期。", "Free to use, change and publish again, also commercially: without asking and without a fee, if the source (Pinzibiao public service) and the day of the data are named.";
        terms_not: "不得使人误以为联合会为使用者背书；取得数据不等于取得使用标志的授权。", "Nobody may be led to believe that the federation stands behind the user; whoever has the data has no right to the mark by that.";
        terms_who: "每项事实由录入它的机关负责，账本逐条记有录入机关；发现错误请告知该机关，更正作为新的记录写入，旧记录不改。", "Each fact is the responsibility of the office that entered it, which the ledger names entry by entry. Tell that office of an error: it is corrected by a new record, and the old one stays.";
        terms_day: "文件只说明所示日期的状况；标志此刻是否有效，以扫码或查验页为准。", "A file tells how things stood on its day; whether a mark is valid at this moment, the page behind its code tells.";
    }
}
