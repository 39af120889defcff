//! Registers about an enterprise itself: who it is, where it sits, who owns it, what it committed to.

use policy::article::Words;
use policy::command::{Act, Command, Text};
use policy::division;
use policy::enterprise::facts::{Commitment, Fact, HeadOffice, Holding, Registration, SystemCertificate};
use policy::industry::Industry;

use super::{brought, command, enter, with_end};
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
    "91330523MADM00019Y",
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

/// The column for the industry.
const INDUSTRY: Column = Column::may(
    "industry",
    "所属行业",
    Take::Text,
    words(
        "国民经济行业分类（GB/T 4754—2017）制造业代码，2至4位，或大类名称；不详可不填",
        "code of manufacturing in GB/T 4754-2017, two to four digits, or the Chinese name of the division; \
         empty if not known",
    ),
    "33",
);

/// The day of the template's sample rows.
pub const DAY: &str = "2024-03-01";

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
            "6位行政区划代码，或浙江县（市、区）、省级地区名称",
            "six-digit division code, or the name of a county of Zhejiang or of a province",
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
    INDUSTRY,
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
    let industry = industry(row);
    let override_reason = row.text("override reason").map(Text::Plain);
    let act = Act::RegisterEnterprise { name: name?, region: region?, industry, override_reason };
    Some(vec![command(Some(enterprise?), on?, act)])
}

/// The industry, if the cell holds one; what cannot be read is a fault of the row.
pub(super) fn industry(row: &mut Reader) -> Option<Industry> {
    let text = row.text("industry")?;
    Industry::of_text(&text).map_err(|fault| row.fault_at("industry", &fault.zh(), &fault.to_string())).ok()
}

fn region(row: &mut Reader) -> Option<String> {
    let text = row.code("region")?;
    let code = division::code_of(&text).map(str::to_owned);
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

/// See [`super::Kind::Registrations`].
pub const REGISTRATIONS: &[Column] = &[
    ENTERPRISE,
    NUMBER,
    Column::must(
        "name",
        "企业名称",
        Take::Text,
        words("登记的名称", "registered name"),
        "永康示例杯业有限公司",
    ),
    INDUSTRY,
    Column::must("since", "起始日期", Take::Day, words("自该日起", "first day under this name"), DAY),
];

pub fn registrations(row: &mut Reader) -> Option<Vec<Command>> {
    let enterprise = row.credit_code("credit code");
    let id = row.code("id").unwrap_or_default();
    let name = row.text("name");
    let industry = industry(row);
    let since = row.day("since");
    let registration = brought!(Registration { id, name: name?, industry, since: since? });
    Some(vec![enter(enterprise?, Fact::Registration(registration))])
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
            "6位行政区划代码，或浙江县（市、区）、省级地区名称",
            "six-digit division code, or the name of a county of Zhejiang or of a province",
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
            ("drafting_role", "参与起草"),
            ("exhibition", "对比表明示"),
            ("membership", "联合会会员"),
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
