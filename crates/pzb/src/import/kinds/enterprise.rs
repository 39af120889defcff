//! Registers about an enterprise itself: who it is, where it sits, who owns it, and what others say of it.

use policy::article::Words;
use policy::command::{Act, Command, Text};
use policy::enterprise::facts::{
    Award, Commitment, Fact, HeadOffice, Holding, Listing, Penalty, SystemCertificate,
};

use super::{brought, command, enter, with_annulment, with_end};
use crate::divisions;
use crate::import::column::{Column, Take};
use crate::import::reader::Reader;

const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

/// The column that names the enterprise, first in every register about one.
pub const ENTERPRISE: Column = Column::must(
    "credit code",
    "统一社会信用代码",
    Take::Code,
    words("企业的18位统一社会信用代码，单元格须为文本格式", "the 18 characters, in a cell formatted as text"),
    "91330784MA28PZBX0K",
);

/// The column for the number of the document.
pub const NUMBER: Column = Column::may(
    "id",
    "编号",
    Take::Code,
    words("文书或证书编号；不填则按内容生成", "number of the document; made from the content if empty"),
    "永市监罚〔2024〕12号",
);

/// The column for the reason of an end.
pub const REASON: Column = Column::may(
    "reason",
    "事由",
    Take::Text,
    words("终止或撤销的事由，不进入账本", "why it ended or was set aside; kept outside the ledger"),
    "",
);

/// The column for the products of an enterprise, by their identifiers.
const DAY: &str = "2024-03-01";

/// See [`super::Kind::Enterprises`].
pub const ENTERPRISES: &[Column] = &[
    ENTERPRISE,
    Column::must(
        "name",
        "企业名称",
        Take::Text,
        words("登记的名称", "registered name"),
        "永康示例杯业有限公司",
    ),
    Column::must(
        "region",
        "总部所在地",
        Take::Code,
        words(
            "6位行政区划代码，或浙江县（市、区）名称",
            "six-digit division code, or the name of a county of Zhejiang",
        ),
        "330784",
    ),
    Column::must(
        "registered on",
        "登记日期",
        Take::Day,
        words("名称与总部自该日起", "name and head office since"),
        DAY,
    ),
    Column::may(
        "override reason",
        "校验位不符的理由",
        Take::Text,
        words(
            "代码校验位不符而确认无误时填写",
            "why a code whose check character is wrong is right all the same",
        ),
        "",
    ),
];

pub fn enterprises(row: &mut Reader) -> Option<Vec<Command>> {
    let enterprise = row.credit_code("credit code");
    let name = row.text("name");
    let region = region(row);
    let on = row.day("registered on");
    let override_reason = row.text("override reason").map(Text::Plain);
    let act = Act::RegisterEnterprise { name: name?, region: region?, override_reason };
    Some(vec![command(Some(enterprise?), on?, act)])
}

fn region(row: &mut Reader) -> Option<String> {
    let text = row.code("region")?;
    let code = divisions::code_of(&text).map(str::to_owned);
    if code.is_none() {
        row.fault_at(
            "region",
            &format!(
                "“{text}”不是6位行政区划代码，也不是浙江县（市、区）的唯一名称；同名的请在前面写明设区市"
            ),
            &format!(
                "`{text}` is no six-digit division code nor the name of one county of Zhejiang; \
                 where two share a name, write the city before it"
            ),
        );
    }
    code
}

/// See [`super::Kind::HeadOffices`].
pub const HEAD_OFFICES: &[Column] = &[
    ENTERPRISE,
    NUMBER,
    Column::must(
        "region",
        "总部所在地",
        Take::Code,
        words(
            "6位行政区划代码，或浙江县（市、区）名称",
            "six-digit division code, or the name of a county of Zhejiang",
        ),
        "330784",
    ),
    Column::must("since", "起始日期", Take::Day, words("总部自该日起在此", "first day there"), DAY),
    Column::may("ended on", "终止日期", Take::Day, words("不再在此的首日", "first day no longer there"), ""),
    REASON,
];

pub fn head_offices(row: &mut Reader) -> Option<Vec<Command>> {
    let enterprise = row.credit_code("credit code");
    let id = row.code("id").unwrap_or_default();
    let region = region(row);
    let since = row.day("since");
    let seat = brought!(HeadOffice { id, region: region?, since: since? });
    Some(with_end(row, "ended on", enter(enterprise?, Fact::HeadOffice(seat))))
}

/// See [`super::Kind::Holdings`].
pub const HOLDINGS: &[Column] = &[
    ENTERPRISE,
    NUMBER,
    Column::must(
        "owner",
        "股东代码",
        Take::Code,
        words("股东的统一社会信用代码", "credit code of the owner"),
        "",
    ),
    Column::must(
        "percent",
        "持股比例",
        Take::Number,
        words("百分比，如51.5", "percent, such as 51.5"),
        "51.5",
    ),
    Column::must("since", "起始日期", Take::Day, words("该比例自该日起", "first day of this share"), DAY),
    Column::may("ended on", "终止日期", Take::Day, words("不再持有的首日", "first day no longer held"), ""),
    REASON,
];

pub fn holdings(row: &mut Reader) -> Option<Vec<Command>> {
    let enterprise = row.credit_code("credit code");
    let id = row.code("id").unwrap_or_default();
    let owner = row.credit_code("owner");
    let percent = row.decimal("percent");
    let since = row.day("since");
    let holding = brought!(Holding { id, owner: owner?, percent: percent?, since: since? });
    Some(with_end(row, "ended on", enter(enterprise?, Fact::Holding(holding))))
}

/// See [`super::Kind::Penalties`].
pub const PENALTIES: &[Column] = &[
    ENTERPRISE,
    NUMBER,
    Column::must(
        "decided on",
        "处罚决定日期",
        Take::Day,
        words("作出处罚决定之日", "day of the decision"),
        DAY,
    ),
    Column::must(
        "classification",
        "是否因质量",
        Take::OneOf(&[("quality", "质量"), ("other", "其他"), ("unclassified", "未归类")]),
        words("由承办人归类", "as an officer classified it"),
        "质量",
    ),
    Column::must(
        "legal basis",
        "处罚依据",
        Take::Text,
        words("法律条款", "the provision"),
        "产品质量法第五十条",
    ),
    Column::must(
        "authority",
        "处罚机关",
        Take::Text,
        words("作出决定的机关", "who decided"),
        "永康市市场监督管理局",
    ),
    Column::may(
        "products",
        "涉及产品",
        Take::List,
        words(
            "产品编号，以、分隔；不涉及产品填“无”；不明留空",
            "product ids divided by `;`; `none` for none; empty if not stated",
        ),
        "",
    ),
    Column::may(
        "set aside on",
        "撤销日期",
        Take::Day,
        words("复议或判决撤销之日", "day it was set aside"),
        "",
    ),
    REASON,
];

pub fn penalties(row: &mut Reader) -> Option<Vec<Command>> {
    let enterprise = row.credit_code("credit code");
    let id = row.code("id").unwrap_or_default();
    let decided_on = row.day("decided on");
    let classification = row.one_of("classification");
    let legal_basis = row.text("legal basis");
    let authority = row.text("authority");
    let products = row.list("products");
    let penalty = brought!(Penalty {
        id,
        decided_on: decided_on?,
        classification: classification?,
        legal_basis: legal_basis?,
        authority: authority?,
        products,
    });
    Some(with_annulment(row, "set aside on", enter(enterprise?, Fact::Penalty(penalty))))
}

/// See [`super::Kind::Listings`].
pub const LISTINGS: &[Column] = &[
    ENTERPRISE,
    NUMBER,
    Column::must("listed on", "列入日期", Take::Day, words("列入名单之日", "day of listing"), DAY),
    Column::must(
        "authority",
        "列入机关",
        Take::Text,
        words("列入的机关", "who listed"),
        "浙江省市场监督管理局",
    ),
    Column::may("removed on", "移出日期", Take::Day, words("移出名单之日", "day of removal"), ""),
    REASON,
];

pub fn listings(row: &mut Reader) -> Option<Vec<Command>> {
    let enterprise = row.credit_code("credit code");
    let id = row.code("id").unwrap_or_default();
    let listed_on = row.day("listed on");
    let authority = row.text("authority");
    let listing = brought!(Listing { id, listed_on: listed_on?, authority: authority? });
    Some(with_end(row, "removed on", enter(enterprise?, Fact::Listing(listing))))
}

/// See [`super::Kind::Awards`].
pub const AWARDS: &[Column] = &[
    ENTERPRISE,
    NUMBER,
    Column::must("name", "奖项名称", Take::Text, words("奖项全称", "what it is called"), "永康市政府质量奖"),
    Column::must(
        "level",
        "级别",
        Take::OneOf(&[
            ("below_county", "县级以下"),
            ("county", "县级"),
            ("city", "市级"),
            ("province", "省级"),
            ("national", "国家级"),
        ]),
        words("授奖政府的级别", "level of the government that gave it"),
        "县级",
    ),
    Column::must(
        "government quality award",
        "是否政府质量奖",
        Take::YesNo,
        words("协会、报社的奖填“否”", "`no` for an award of an association or a paper"),
        "是",
    ),
    Column::must("awarded on", "获奖日期", Take::Day, words("授奖之日", "day of the award"), DAY),
    Column::may("valid until", "有效期至", Take::Day, words("最后一日", "last day held"), ""),
    Column::may("withdrawn on", "撤销日期", Take::Day, words("撤销奖项之日", "day it was withdrawn"), ""),
    REASON,
];

pub fn awards(row: &mut Reader) -> Option<Vec<Command>> {
    let enterprise = row.credit_code("credit code");
    let id = row.code("id").unwrap_or_default();
    let name = row.text("name");
    let level = row.one_of("level");
    let is_government = row.yes_no("government quality award");
    let awarded_on = row.day("awarded on");
    let valid_until = row.day("valid until");
    let award = brought!(Award {
        id,
        name: name?,
        level: level?,
        is_government_quality_award: is_government?,
        awarded_on: awarded_on?,
        valid_until,
    });
    Some(with_end(row, "withdrawn on", enter(enterprise?, Fact::Award(award))))
}

/// See [`super::Kind::SystemCertificates`].
pub const SYSTEM_CERTIFICATES: &[Column] = &[
    ENTERPRISE,
    NUMBER,
    Column::must(
        "system",
        "体系",
        Take::OneOf(&[("quality", "质量"), ("environment", "环境"), ("occupational_health", "职业健康安全")]),
        words("三体系之一", "one of the three"),
        "质量",
    ),
    Column::must(
        "body",
        "发证机构",
        Take::Text,
        words("机构编号或名称", "the body that issued it"),
        "示例认证",
    ),
    Column::must("from", "首日", Take::Day, words("证书首日", "first day"), DAY),
    Column::must("valid until", "有效期至", Take::Day, words("证书最后一日", "last day"), "2027-02-28"),
    Column::may(
        "ended on",
        "终止日期",
        Take::Day,
        words("撤销或注销之日", "day of withdrawal or cancellation"),
        "",
    ),
    REASON,
];

pub fn system_certificates(row: &mut Reader) -> Option<Vec<Command>> {
    let enterprise = row.credit_code("credit code");
    let id = row.code("id").unwrap_or_default();
    let system = row.one_of("system");
    let body = row.text("body");
    let from = row.day("from");
    let valid_until = row.day("valid until");
    let certificate = brought!(SystemCertificate {
        id,
        system: system?,
        body: body?,
        from: from?,
        valid_until: valid_until?,
    });
    Some(with_end(row, "ended on", enter(enterprise?, Fact::SystemCertificate(certificate))))
}

/// See [`super::Kind::Commitments`].
pub const COMMITMENTS: &[Column] = &[
    ENTERPRISE,
    NUMBER,
    Column::must("signed on", "签署日期", Take::Day, words("签署之日", "day of signature"), DAY),
    Column::must("from", "生效日期", Take::Day, words("生效首日", "first day in force"), DAY),
    Column::may("valid until", "有效期至", Take::Day, words("最后一日", "last day"), ""),
    Column::may("withdrawn on", "撤回日期", Take::Day, words("撤回之日", "day it was withdrawn"), ""),
    REASON,
];

pub fn commitments(row: &mut Reader) -> Option<Vec<Command>> {
    let enterprise = row.credit_code("credit code");
    let id = row.code("id").unwrap_or_default();
    let signed_on = row.day("signed on");
    let from = row.day("from");
    let valid_until = row.day("valid until");
    let commitment = brought!(Commitment { id, signed_on: signed_on?, from: from?, valid_until });
    Some(with_end(row, "withdrawn on", enter(enterprise?, Fact::Commitment(commitment))))
}

/// See [`super::Kind::Completeness`].
pub const COMPLETENESS: &[Column] = &[
    ENTERPRISE,
    Column::must(
        "register",
        "登记册",
        Take::OneOf(&[
            ("registration", "名称"),
            ("head_office", "总部"),
            ("holding", "持股"),
            ("penalty", "处罚"),
            ("listing", "失信名单"),
            ("award", "质量奖"),
            ("system_certificate", "体系证书"),
            ("commitment", "承诺"),
            ("recall", "召回"),
            ("breach", "违反"),
            ("product", "产品"),
            ("certificate", "认证证书"),
        ]),
        words("确认完整的登记册", "the register stated to be complete"),
        "处罚",
    ),
    Column::must(
        "since",
        "回溯至",
        Take::Day,
        words("该日起无遗漏", "complete back to this day"),
        "2019-01-01",
    ),
    Column::must("stated on", "确认日期", Take::Day, words("作出确认之日", "day of the statement"), DAY),
];

pub fn completeness(row: &mut Reader) -> Option<Vec<Command>> {
    let enterprise = row.credit_code("credit code");
    let kind = row.one_of("register");
    let since = row.day("since");
    let on = row.day("stated on");
    Some(vec![command(Some(enterprise?), on?, Act::CompleteRegister { kind: kind?, since: since? })])
}
