//! Words of the frame round every page.

use super::words;

words! {
    /// What every page has.
    Frame {
        mark_name: "品字标", "Pinzibiao";
        mark_under: "浙江制造公共服务", "Zhejiang Made, public service";
        stand_in: "“品”字图形为临时替代，不是官方标志", "The 品 sign is a stand-in, not the official mark";
        skip: "跳到正文", "Skip to content";
        demo: "演示数据：企业、产品与指标均为虚构或样例，不得用于判断真实商品。", "Demonstration data: firms, products and limits are invented or samples. Do not judge real goods by them.";
        main_menu: "主导航", "Main menu";
        verify: "查验", "Verify";
        marks: "授权", "Marks";
        marks_ever: "授权（含已失效）", "Marks, past ones too";
        makers: "企业", "Makers";
        products: "产品", "Products";
        standards: "标准", "Standards";
        decisions: "决定公告", "Decisions";
        rules: "规则", "Rules";
        ledger: "账本", "Ledger";
        desk: "我的工作", "My desk";
        sign_in: "登录", "Sign in";
        sign_out: "退出登录", "Sign out";
        account: "账户", "Account";
        acting_as: "当前职权：", "Acting as";
        other_language: "English", "中文";
        larger: "大字版", "Larger";
        usual: "标准字号", "Usual";
        about: "依据浙市监质〔2019〕6号文件运行。每项决定都写入可公开核验的账本。", "Run under document 浙市监质〔2019〕6号. Every decision is written to a ledger that anyone can check.";
        api: "开放接口", "Open API";
        request: "请求编号", "Request";
        page_title_end: "品字标", "Pinzibiao";
        error_prefix: "错误：", "Error: ";
        more: "下一页", "Next page";
        first_page: "回到第一页", "Back to the first page";
        home_title: "查验品字标", "Verify a Pinzibiao mark";
        home_lead: "输入产品或包装上的查验码，看它是否有效、承诺了什么、与国际国内标准相比如何。", "Type the code printed on the product or its package to see whether the mark is real, what it promises, and how that compares with international and national standards.";
        code_label: "查验码", "Verification code";
        code_hint: "形如 PZB-7K4M-2XR9，大小写与空格均可", "Like PZB-7K4M-2XR9; small letters and spaces are fine";
        check: "查验", "Verify";
        search_label: "查企业、产品、标准", "Search makers, products and standards";
        search_hint: "名称、代码、拼音首字母，一个字也可以", "A name, a code, pinyin initials, even a single character";
        search: "搜索", "Search";
        at_a_glance: "登记总览", "At a glance";
        beijing: "{}（北京时间）", "{} (Beijing time)";
        beijing_all: "本页时间均为北京时间（UTC+8）。", "Times on this page are Beijing time (UTC+8).";
        entries_in_ledger: "账本条目", "Ledger entries";
        what_is: "什么是品字标", "What the mark is";
        what_is_text: "品字标是浙江制造的区域品牌标识。产品按高于国家或行业要求的标准生产，经第三方认证或企业自我声明，由品牌建设联合会授权使用，并接受对标抽检。", "Pinzibiao is the quality mark of Zhejiang Made. The product follows a standard above national or industry requirements, is certified by a third party or declared by its maker, authorised by the brand federation, and checked afterwards against that standard.";
        making: "标准怎样制定", "How standards are made";
        making_text: "从公开征集、立项到征求意见、发布，每一步都可查；任何人都可以对征求意见的标准提出意见。", "From the public call to the published text each step is open, and anybody may comment on a draft that is open for comments.";
        for_makers: "企业怎样获得品字标", "For makers";
        for_makers_text: "登录后先看产品现在能不能获得授权、缺什么、由谁提供、哪天自动满足，再逐题填写自我声明；也可以凭认证证书授权。", "Sign in to see whether a product may be given the mark now, what is missing, who supplies it and on which day it turns; then declare question by question. A certificate is the other path.";
        how_trust: "凭什么相信", "Why trust it";
        how_trust_text: "每一步都写入只增不改的账本，任何人都能用公开工具核验；每个结论都注明条款、事实与日期。", "Each step is written to a ledger that only grows and that anyone can check with public tools; each answer names its clause, facts and dates.";
    }
}
