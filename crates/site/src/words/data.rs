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
        licence: "使用条件：可自由使用、加工与再发布（包括商业用途），须注明来源“品字标公共服务”及数据日期；不得使人误以为联合会为使用者背书。", "Terms: free to use, change and publish again, also commercially, if the source (Pinzibiao public service) and the day of the data are named, and nobody is led to believe that the federation stands behind the user.";
    }
}
