//! Words of the page behind a code.

use super::words;

words! {
    /// The page behind a code.
    Mark {
        result: "查验结果", "Result";
        about_valid: "这件产品的品字标授权今天有效。", "The authorisation behind this mark is in force today.";
        about_suspended: "授权已暂停使用。暂停期间，企业不得在新产品上使用品字标。", "The authorisation is suspended. While it is, the maker may not put the mark on new goods.";
        about_revoked: "授权因违反要求被撤销，企业不得再使用品字标。", "The authorisation was revoked for fault. The maker may no longer use the mark.";
        about_ended: "授权已注销，并非因过错。企业不再使用品字标。", "The authorisation ended, without fault. The maker no longer uses the mark.";
        about_expired: "授权期限已满，没有续期。", "The authorisation ran out and was not renewed.";
        about_not_yet: "授权已经作出，但首日未到。", "The authorisation has been granted but its first day has not come.";
        about_basis_gone: "授权所依据的认证证书已不再有效，联合会正在处理。", "The certificate that the authorisation rests on is no longer valid; the federation is dealing with it.";
        about_cannot_tell: "授权所依据的证书不在案，平台不能断定。", "The certificate that the authorisation rests on is not on file, so nobody can tell.";
        goods_valid: "在有效期内生产并标注本码产品，均受下列标准约束。", "Goods made and labelled with this code while it is in force are held to the standard named below.";
        goods_suspended: "暂停之前生产的产品仍按所列标准承诺质量；有疑问请向商家或12315查询。", "Goods made before the suspension remain under the promise of the standard named below. If in doubt, ask the seller or 12315.";
        goods_revoked: "撤销日之前生产、仍在销售的产品，不再享有品字标授权的背书；你作为消费者的法定权利不变，质量问题可向商家或12315主张。", "Goods made before that day and still on sale no longer have the mark's backing. Your rights as a consumer are unchanged: claim from the seller or through 12315.";
        goods_ended: "注销日之前生产的产品在当时是获授权的，其质量承诺不因注销而消失。", "Goods made before that day were authorised at the time; the promise of quality made then does not lapse.";
        goods_expired: "期满之前生产的产品在当时是获授权的；之后生产的产品不应再标注。", "Goods made up to the last day were authorised at the time; goods made later should not bear the mark.";
        goods_not_yet: "首日之前生产的产品不应标注品字标。", "Goods made before the first day should not bear the mark.";
        goods_basis_gone: "依据失效之前生产的产品在当时是获授权的；之后生产的产品能否标注，以联合会决定为准。", "Goods made before the basis fell away were authorised at the time; for later goods the federation's decision counts.";
        goods_cannot_tell: "请勿仅凭本标识判断产品质量。", "Do not judge the goods by the mark alone.";
        since: "自{}起", "since {}";
        from_day: "自{}起可用", "from {}";
        until_day: "有效至{}（含当日）", "valid to {} inclusive";
        today: "查验日期", "Checked on";
        ground: "依据", "Ground";
        ground_rule: "未满足“{}”", "not met: {}";
        ground_published: "决定已公告，可在决定公告中查看", "the decision is published and can be read under Decisions";
        ground_unpublished: "决定尚未公告，公告后此处可查看全文编号", "the decision has not been published yet; its number will appear here when it is";
        ground_basis: "认证证书状态变化", "the certificate changed its state";
        product: "产品", "Product";
        maker: "生产企业", "Maker";
        models: "型号", "Models";
        standard: "执行标准", "Standard";
        path: "授权路径", "Path";
        path_certificate: "第三方认证", "third-party certification";
        path_declaration: "企业自我声明", "self-declaration by the maker";
        certificate: "证书编号", "Certificate";
        declaration: "声明编号", "Declaration";
        period: "授权期限", "Period";
        period_text: "{} 至 {}", "{} to {}";
        last_check: "最近一次查实的对标抽检", "Last verified spot check";
        last_check_passed: "{}，符合标准", "{}, met the standard";
        last_check_failed: "{}，未达到标准", "{}, did not meet the standard";
        last_check_none: "尚无查实的抽检", "none verified yet";
        table: "主要关键性能指标对比", "Key indicators compared";
        table_lead: "把本标准的要求与国际、国家、行业标准逐项相比。", "What this standard asks, set against international, national and industry standards.";
        table_none: "该标准版本的对比表不在案。", "No comparison table is on file for this edition.";
        table_erased: "标准版本不在案。", "The edition is not on file.";
        sample: "样例数据", "Sample data";
        sample_text: "表中数值为样例，不是该标准的真实限值。", "The figures are samples, not the real limits of this standard.";
        here: "本标准", "Here";
        method: "试验方法", "Method";
        clause: "条款", "Clause";
        not_specified: "无此要求", "not asked";
        not_entered: "未录入", "not entered";
        table_summary: "{}项优于或新增，共{}项比较", "{} of {} comparisons better or new";
        proof: "凭证", "Proof";
        proof_lead: "本授权是公开账本的第{}条。任何人都可以下载证明，用公开工具在离线状态下核验。", "This authorisation is entry {} of a public ledger. Anyone can download its proof and check it offline with public tools.";
        proof_download: "下载证明（tlog-proof）", "Download the proof (tlog-proof)";
        proof_how: "怎样核验", "How to check it";
        complain: "投诉与举报", "How to complain";
        complain_12315: "买到的产品有质量问题，或商家乱用标识：拨打12315，或在全国12315平台提交，说明查验码与购买凭证。", "If the goods are faulty or a seller misuses the mark: call 12315 or use the national 12315 platform, with this code and your receipt.";
        complain_federation: "对授权本身有疑问：向品牌建设联合会提出，引用查验码与请求编号。", "If you doubt the authorisation itself: write to the brand federation and quote the code and the request number.";
        copied: "查验码可以被复制。请核对地址栏域名，以及实物与本页所列产品、型号、企业是否一致。", "A code can be copied. Check the domain in the address bar, and that the goods in your hand match the product, model and maker shown here.";
        as_json: "本页数据（JSON）", "This page as JSON";
        typo_title: "这个码没有读对", "This code was not read correctly";
        typo_lead: "查验码的最后一位是校验位，它与前面的字符不符，或者有查验码不使用的字符。多半是抄录时看错了一个字。", "The last character of a code checks the others. It does not fit, or a character is used that codes do not have: most likely one character was misread.";
        typo_what: "问题：{}", "What is wrong: {}";
        typo_look: "请对照实物再看一遍。查验码不使用 0、O、1、I、L、A、B、G、N、Q、S、U、Z，以免混淆。", "Please look at the goods again. Codes never use 0, O, 1, I, L, A, B, G, N, Q, S, U or Z, so that nothing can be mistaken.";
        unknown_title: "没有这个码的授权", "No authorisation has this code";
        unknown_lead: "查验码写法正确，但登记中没有这项授权。", "The code is well formed, but no authorisation in the register has it.";
        unknown_mean: "如果它印在商品上，该商品可能冒用品字标。", "If it is printed on goods, the mark may have been put on them without right.";
        report: "请保留实物与购买凭证，拨打12315举报，或告知品牌建设联合会，并附上此码与请求编号。", "Keep the goods and the receipt, and report it: call 12315 or tell the brand federation, quoting the code and the request number.";
        try_again: "再查一次", "Try again";
        grounded_at: "事项编号", "Proceeding";
    }
}
