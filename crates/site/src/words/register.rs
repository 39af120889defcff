//! Words of the public registers, the rules and the ledger.

use super::words;

words! {
    /// Public registers, rules and the ledger.
    Register {
        no_action_on: "不作处理（曾立案：{}）", "no action (opened as: {})";
        kind_corrected: "{}，已更正", "{}, set right";
        filter: "筛选", "Filter";
        filter_text: "名称、代码或拼音首字母", "Name, code or pinyin initials";
        filter_state: "状态", "State";
        filter_region: "区划代码开头", "Division code begins with";
        filter_industry: "行业", "Industry";
        industry_not_stated: "未登记", "not stated";
        any: "全部", "any";
        clear: "清除条件", "Clear the filter";
        marks_title: "授权登记", "Register of marks";
        marks_lead: "联合会授权使用品字标的全部产品，含已暂停、撤销、注销与过期的。", "Every product that the federation authorised to bear the mark, with those suspended, revoked, ended and expired.";
        marks_empty: "没有符合条件的授权", "No authorisation matches";
        makers_title: "企业登记", "Register of makers";
        makers_lead: "平台登记的企业。", "The enterprises on file.";
        makers_empty: "没有符合条件的企业", "No enterprise matches";
        products_title: "产品登记", "Register of products";
        products_empty: "没有符合条件的产品", "No product matches";
        standards_title: "标准登记", "Register of standards";
        standards_lead: "“浙江制造”标准及其各个版本。引用标准时以带年号的版本为准。", "Zhejiang Made standards and their editions. A reference always means the edition with its year.";
        standards_empty: "没有符合条件的标准", "No standard matches";
        search_title: "搜索", "Search";
        search_empty: "没有找到。换一个字、名称的一部分、代码或拼音首字母再试。", "Nothing found. Try a single character, a part of the name, a code or pinyin initials.";
        search_nothing: "请输入要找的内容", "Type what you are looking for";
        decisions_title: "决定公告", "Decisions";
        decisions_lead: "联合会作出的决定：撤销（公告后列出）、暂停、终止、不作处理，以及更正。理由原文不公开，账本留有其摘要。", "Decisions of the federation: revocations (once published), suspensions, ends, decisions of no action, and corrections. The reasons themselves are not public; the ledger keeps their digest.";
        decisions_empty: "没有符合条件的决定", "No decision matches";
        corrected: "已更正", "corrected";
        corrected_on: "更正日", "corrected on";
        on_ground: "依据：", "Ground: ";
        opened_on_ground: "立案依据（经审查未作处理）：", "Opened on (nothing done after review): ";
        ground_gone: "原依据已不存在：", "The ground is gone: ";
        decided_on: "决定日", "decided on";
        published_on: "公告日", "published on";
        in_force_from: "实施日", "in force from";
        published: "发布日", "published";
        withdrawn_on: "废止日", "withdrawn on";
        is_in_force: "现行有效", "in force";
        not_yet_in_force: "尚未实施", "not yet in force";
        withdrawn: "已废止", "withdrawn";
        marks_under: "依本标准的授权", "Marks under this standard";
        credit_code: "统一社会信用代码", "Unified social credit code";
        seat: "住所区划", "Division of the head office";
        its_products: "产品", "Products";
        its_marks: "授权", "Authorisations";
        no_marks: "没有授权", "No authorisations";
        no_products: "没有登记产品", "No products on file";
        open_case: "打开案卷", "Open the case file";
        rules_title: "规则", "Rules";
        rules_lead: "平台判断所依的全部规则与数值，由程序本身列出。每个结论都引用这里的条目。", "Every rule and number the platform judges by, listed by the program itself. Each answer cites an entry of this page.";
        rule_clauses: "条款", "Clauses";
        rule_since: "适用自", "applies since";
        rule_remedy: "不满足时", "If not met";
        rule_part: "可选路径之一", "one of the alternatives of";
        numbers_title: "数值", "Numbers";
        number_since: "自{}起", "since {}";
        in_force: "今日适用", "used today";
        policy_versions: "文件版本", "Versions of the document";
        policy_digest: "规则与数值的摘要", "Digest of rules and numbers";
        ledger_title: "账本", "The ledger";
        ledger_lead: "每项决定是账本的一条，写入后不能更改。这里的一切都可由任何人核验，无需信任本平台。", "Every act is an entry of the ledger, which never changes once written. All of it can be checked by anyone without trusting this platform.";
        ledger_size: "条目数", "Entries";
        ledger_entered: "最近写入", "Last written";
        ledger_checkpoint: "检查点", "Checkpoint";
        ledger_checkpoint_text: "账本当前大小与根的签名声明。", "The signed statement of size and root.";
        ledger_key: "验证公钥", "Verifier key";
        ledger_key_text: "首次使用时请从另一渠道核对。", "Compare it through another channel when you first use it.";
        ledger_how: "自己核验", "Check it yourself";
        ledger_how_1: "用本平台的独立命令下载全部条目，重算每个节点，与检查点比对：", "With the platform's own verifier, which needs nothing but public data, download every entry, compute every node and compare with the checkpoint:";
        ledger_how_2: "或使用任何支持 C2SP tlog-tiles 的工具，读取下列地址：", "Or with any tool that reads C2SP tlog-tiles, from these addresses:";
        ledger_how_3: "只核验一项授权：下载其证明文件（tlog-proof），离线对照验证公钥。", "To check one authorisation only: download its proof (tlog-proof) and check it offline against the verifier key.";
        ledger_proof: "条目证明", "Proof of an entry";
        position: "条目位置", "Position of the entry";
        get_proof: "取得证明", "Get the proof";
    }
}
