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
