//! The forms of facts: what is asked for each kind, and the day it happened, which is the day of the act.

use policy::article::Words;
use policy::enterprise::facts::FactKind;

use super::field::{Field, Input, OnFile, w};

/// How a kind of fact is told and asked.
#[derive(Debug, Clone)]
pub(crate) struct FactForm {
    /// As in JSON and addresses.
    pub(crate) name: &'static str,
    /// What it is called.
    pub(crate) noun: Words,
    /// The field of the fact that is the day it happened.
    pub(crate) day: &'static str,
    /// What that day is called.
    pub(crate) day_label: Words,
    /// What else is asked.
    pub(crate) fields: Vec<Field>,
}

pub(super) const ID: Field = Field::new("fact.id", "编号", "Number", Input::Line)
    .hint("文书或证书的编号；没有可留空", "Number of the document; leave empty if there is none")
    .optional();
const OF_PRODUCT: Field = Field::new("fact.id", "产品编号", "Number of the product", Input::Line)
    .hint("企业自编，如 BC-2；留空则自动编号", "Your own, such as BC-2; left empty, one is given")
    .optional();
const NUMBER: Field = Field::new("fact.id", "编号", "Number", Input::Line)
    .hint("证书或文书上的编号", "As printed on the document");
const PRODUCT: Field = Field::new("fact.product", "产品", "Product", Input::OnFile(OnFile::Products));
pub(super) const UNTIL: Field = Field::new("fact.valid_until", "有效期末日", "Last day valid", Input::Day);
const AUTHORITY: Field = Field::new("fact.authority", "作出机关", "Authority", Input::Line);
const MODELS: Field =
    Field::new("fact.models", "型号", "Models", Input::Lines).hint("每行一个", "One a line");

/// The industry of an enterprise: the divisions are offered; a finer code comes in by import or the API.
pub(super) const INDUSTRY: Field =
    Field::new("industry", "所属行业", "Industry", Input::Choice(&policy::industry::DIVISIONS))
        .hint(
            "国民经济行业分类（GB/T 4754—2017）制造业大类；不详的不选",
            "Division of manufacturing in GB/T 4754-2017; leave it open if it is not known",
        )
        .optional();

/// The products that a penalty is about.
pub(super) const PENALISED: Input = Input::Several {
    of: OnFile::Products,
    none: Some(w("无：不涉及任何产品", "None: it is about no product")),
    is_open: false,
};
/// The categories that a product is in.
pub(super) const CLASSIFIED: Input = Input::Several {
    of: OnFile::Categories,
    none: Some(w("无：不属于任何类别", "None: it is in no category")),
    is_open: true,
};

const CLASSIFICATIONS: &[(&str, Words)] = &[
    ("quality", w("因质量问题", "For quality")),
    ("other", w("其他原因", "For something else")),
    ("unclassified", w("尚未归类", "Not classified yet")),
];
const LEVELS: &[(&str, Words)] = &[
    ("below_county", w("县级以下", "Below county")),
    ("county", w("县级", "County")),
    ("city", w("市级", "City")),
    ("province", w("省级", "Province")),
    ("national", w("国家级", "National")),
];
const SYSTEMS: &[(&str, Words)] = &[
    ("quality", w("质量管理体系", "Quality")),
    ("environment", w("环境管理体系", "Environment")),
    ("occupational_health", w("职业健康安全管理体系", "Occupational health and safety")),
];
const BREACHES: &[(&str, Words)] = &[
    ("service_standard", w("未履行品牌服务标准（C标准）", "The brand service standard was not kept")),
    (
        "product_standard",
        w("产品不符合标准（非抽检发现）", "The product does not meet the standard (not found by a check)"),
    ),
];
/// The form of a kind of fact about an enterprise.
pub(crate) fn fact(kind: FactKind) -> FactForm {
    match kind {
        FactKind::Registration => registration(),
        FactKind::HeadOffice => head_office(),
        FactKind::Holding => holding(),
        FactKind::Penalty => penalty(),
        FactKind::Listing => listing(),
        FactKind::Award => award(),
        FactKind::SystemCertificate => system_certificate(),
        FactKind::Commitment => commitment(),
        FactKind::Recall => recall(),
        FactKind::Breach => breach(),
        FactKind::Product => product(),
        FactKind::Certificate => certificate(),
        FactKind::DraftingRole => super::duties::drafting_role(),
        FactKind::Exhibition => super::duties::exhibition(),
        FactKind::Membership => membership(),
    }
}

fn membership() -> FactForm {
    FactForm {
        name: "membership",
        noun: w("联合会会员资格", "membership of the federation"),
        day: "from",
        day_label: w("入会日", "First day as a member"),
        fields: vec![
            Field::new("fact.id", "会员编号", "Number of the membership", Input::Line)
                .hint(
                    "会员证上的编号；没有可留空",
                    "As printed on the certificate of membership; leave empty if there is none",
                )
                .optional(),
            Field::new("fact.ground", "入会依据", "Admitted by", Input::Line).hint(
                "联合会的决议及文号，将公开；不要写个人姓名",
                "The resolution of the federation with its number; it is made public, so name no person",
            ),
        ],
    }
}

fn registration() -> FactForm {
    FactForm {
        name: "registration",
        noun: w("名称登记", "name on the register"),
        day: "since",
        day_label: w("启用日", "First day under this name"),
        fields: vec![
            ID,
            Field::new("fact.name", "企业名称", "Registered name", Input::Line),
            Field { at: "fact.industry", ..INDUSTRY },
        ],
    }
}

fn head_office() -> FactForm {
    FactForm {
        name: "head_office",
        noun: w("住所", "head office"),
        day: "since",
        day_label: w("迁入日", "First day there"),
        fields: vec![
            ID,
            Field::new("fact.region", "行政区划代码", "Division code", Input::Division)
                .hint(
                    "6位代码或地名，如 330106、杭州市西湖区；省外写到省级即可",
                    "Six digits, or a name such as 杭州市西湖区; of a place outside Zhejiang the province will do",
                ),
        ],
    }
}

fn holding() -> FactForm {
    FactForm {
        name: "holding",
        noun: w("持股", "owner's share"),
        day: "since",
        day_label: w("自何日起", "First day of this share"),
        fields: vec![
            ID,
            Field::new("fact.owner", "股东统一社会信用代码", "Credit code of the owner", Input::Enterprise),
            Field::new("fact.percent", "持股比例（%）", "Share in percent", Input::Decimal),
        ],
    }
}

fn listing() -> FactForm {
    FactForm {
        name: "listing",
        noun: w("严重违法失信列入", "listing as seriously dishonest"),
        day: "listed_on",
        day_label: w("列入日", "Day of listing"),
        fields: vec![ID, AUTHORITY],
    }
}

fn system_certificate() -> FactForm {
    FactForm {
        name: "system_certificate",
        noun: w("管理体系证书", "management-system certificate"),
        day: "from",
        day_label: w("首日", "First day"),
        fields: vec![
            NUMBER,
            Field::new("fact.system", "体系", "System", Input::Choice(SYSTEMS)),
            Field::new("fact.body", "发证机构", "Body that issued it", Input::Line),
            UNTIL,
        ],
    }
}

fn commitment() -> FactForm {
    FactForm {
        name: "commitment",
        noun: w("品牌服务承诺（C标准）", "commitment to the service standard"),
        day: "signed_on",
        day_label: w("签署日", "Day of signature"),
        fields: vec![
            ID,
            Field::new("fact.from", "生效日", "First day in force", Input::Day),
            UNTIL.optional(),
        ],
    }
}

fn recall() -> FactForm {
    FactForm {
        name: "recall",
        noun: w("召回义务", "recall duty"),
        day: "ordered_on",
        day_label: w("义务产生日", "Day the duty arose"),
        fields: vec![
            ID,
            PRODUCT,
            Field::new("fact.due_on", "履行期限", "Last day to fulfil it", Input::Day).optional(),
        ],
    }
}

fn breach() -> FactForm {
    FactForm {
        name: "breach",
        noun: w("查实的违反承诺或标准", "verified breach"),
        day: "verified_on",
        day_label: w("查实日", "Day it was verified"),
        fields: vec![
            ID,
            Field::new("fact.of", "违反什么", "Of what", Input::Choice(BREACHES)),
            PRODUCT.optional().hint("涉及全部产品的留空", "Leave empty if it touches every product"),
            Field::new("fact.found", "查实内容", "What was found", Input::Line)
                .hint("将公开，请勿写入个人信息", "Will be public: no personal data"),
        ],
    }
}

fn certificate() -> FactForm {
    FactForm {
        name: "certificate",
        noun: w("产品认证证书", "product certificate"),
        day: "issued_on",
        day_label: w("发证日", "Day of issue"),
        fields: vec![
            NUMBER,
            Field::new("fact.body", "认证机构", "Certification body", Input::OnFile(OnFile::Bodies)),
            PRODUCT,
            Field::new(
                "fact.edition",
                "标准编号（带年号）",
                "Standard and year",
                Input::OnFile(OnFile::Editions),
            ),
            MODELS.optional().hint("每行一个；留空表示该产品全部型号", "One a line; empty means every model"),
            UNTIL,
        ],
    }
}

fn penalty() -> FactForm {
    FactForm {
        name: "penalty",
        noun: w("行政处罚", "administrative penalty"),
        day: "decided_on",
        day_label: w("处罚决定日", "Day of the decision"),
        fields: vec![
            NUMBER,
            Field::new(
                "fact.classification",
                "是否因质量问题",
                "Whether it is for quality",
                Input::Choice(CLASSIFICATIONS),
            ),
            Field::new("fact.legal_basis", "法律依据", "Legal basis", Input::Line),
            AUTHORITY,
            Field::new("fact.products", "涉及产品", "Products concerned", PENALISED)
                .hint(
                    "处罚决定未载明的全部不选；不涉及产品的选“无”",
                    "Tick nothing if the decision does not say; “none” if it is about no product",
                )
                .optional(),
        ],
    }
}

fn award() -> FactForm {
    FactForm {
        name: "award",
        noun: w("质量奖", "quality award"),
        day: "awarded_on",
        day_label: w("授奖日", "Day of the award"),
        fields: vec![
            ID,
            Field::new("fact.name", "奖项名称", "Name of the award", Input::Line),
            Field::new("fact.level", "级别", "Level", Input::Choice(LEVELS)),
            Field::new(
                "fact.is_government_quality_award",
                "是否政府质量奖",
                "A quality award given by a government?",
                Input::YesNo,
            ),
            UNTIL.optional(),
        ],
    }
}

fn product() -> FactForm {
    FactForm {
        name: "product",
        noun: w("产品", "product"),
        day: "since",
        day_label: w("登记日", "First day on file"),
        fields: vec![
            OF_PRODUCT,
            Field::new("fact.name", "产品名称", "Name of the product", Input::Line).hint(
                "登记后即在公开的产品登记中可见",
                "Shown in the public register of products as soon as it is entered",
            ),
            MODELS,
            Field::new("fact.series", "系列", "Series", Input::Line)
                .hint(
                    "凭同系列产品的认证证书自我声明时需要",
                    "Needed for a declaration that counts a certificate of the same series",
                )
                .optional(),
            Field::new("fact.categories", "目录类别", "Catalogue categories", CLASSIFIED)
                .hint(
                    "尚未归类的全部不选；不属于目录任何类别的选“无”",
                    "Tick nothing if it is not classified yet; “none” if it is in no category",
                )
                .optional(),
            Field::new(
                "fact.is_consumer_product",
                "是否消费类终端产品",
                "A consumer end product?",
                Input::YesNo,
            )
            .optional(),
        ],
    }
}
