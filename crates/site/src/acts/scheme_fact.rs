//! The forms of facts about the scheme: catalogue, bodies, who holds which office.

use policy::article::Words;
use policy::scheme::SchemeFactKind;
use policy::scheme::research::CallKind;
use policy::standard::drafting::DrafterKind;

use super::fact::{FactForm, ID, UNTIL};
use super::field::{Field, Input, OnFile, w};

const BODY_KINDS: &[(&str, Words)] = &[
    ("certification_body", w("认证机构", "Certification body")),
    ("laboratory", w("检验检测机构", "Laboratory")),
];
/// The kinds of office, as in JSON.
const OFFICES: &[(&str, Words)] = &[
    ("federation", w("品牌建设联合会", "Brand federation")),
    ("alliance", w("认证联盟", "Certification alliance")),
    ("certification_body", w("认证机构", "Certification body")),
    ("laboratory", w("检验检测机构", "Laboratory")),
    ("province_bureau", w("省市场监管局", "Market regulator of the province")),
    ("city_bureau", w("市市场监管局", "City market bureau")),
    ("county_bureau", w("县（市、区）市场监管局", "County market bureau")),
    ("finance", w("财政部门", "Finance department")),
    ("maker", w("企业", "Maker")),
    ("administrator", w("平台管理员", "Platform administrator")),
    ("expert", w("评审专家", "Expert")),
];

/// The form of a kind of fact about the scheme.
pub(crate) fn scheme_fact(kind: SchemeFactKind) -> FactForm {
    match kind {
        SchemeFactKind::CatalogueEntry => FactForm {
            name: "catalogue_entry",
            noun: w("自我声明排除目录类别", "category of the exclusion catalogue"),
            day: "published_on",
            day_label: w("公布日", "Day of publication"),
            fields: vec![
                ID,
                Field::new("fact.category", "类别代号", "Category", Input::Line),
                Field::new("fact.title", "类别名称", "What it is called", Input::Line),
                Field::new("fact.from", "列入首日", "First day in the catalogue", Input::Day),
            ],
        },
        SchemeFactKind::Body => FactForm {
            name: "body",
            noun: w("合格机构", "qualified body"),
            day: "from",
            day_label: w("具备资格首日", "First day qualified"),
            fields: vec![
                Field::new("fact.id", "机构编号", "Identifier", Input::Line),
                Field::new("fact.name", "机构名称", "Name", Input::Line),
                Field::new("fact.kind", "机构类型", "Kind of body", Input::Choice(BODY_KINDS)),
                UNTIL.optional(),
            ],
        },
        SchemeFactKind::Holder => holder(),
        SchemeFactKind::Organisation => organisation(),
        SchemeFactKind::Call => call(),
        SchemeFactKind::Expert => expert(),
        SchemeFactKind::ReviewBar => bar(),
        SchemeFactKind::Artwork => artwork(),
    }
}

const KIND: Field = Field::new("fact.office.kind", "职权", "Office", Input::Choice(OFFICES));
const OF: Field = Field::new("fact.office.of", "所属", "Which one", Input::Line)
    .hint(
        "监管局填区划代码，机构和专家填编号，企业填信用代码",
        "A division code for bureaus, an identifier for bodies and experts, a credit code for makers",
    )
    .optional();

fn holder() -> FactForm {
    FactForm {
        name: "holder",
        noun: w("职务任用", "holder of an office"),
        day: "from",
        day_label: w("任职首日", "First day in office"),
        fields: vec![
            ID,
            Field::new("fact.person", "人员标识", "Identifier of the person", Input::Line).hint(
                "P-开头的平台编号，不是姓名或登录名",
                "The platform's identifier, P-…, not a name or login",
            ),
            KIND,
            OF,
        ],
    }
}

fn organisation() -> FactForm {
    FactForm {
        name: "organisation",
        noun: w("承担单位", "organisation that holds an office"),
        day: "from",
        day_label: w("承担首日", "First day"),
        fields: vec![
            ID,
            KIND,
            OF,
            Field::new("fact.name", "单位名称", "Name", Input::Line),
            Field::new("fact.name_en", "英文名称", "Name in English", Input::Line).optional(),
            Field::new("fact.address", "地址（含邮政编码）", "Postal address", Input::Line),
            Field::new("fact.phone", "办公电话", "Telephone of the office", Input::Line)
                .hint("单位电话，不填个人号码", "The office's, nobody's own")
                .optional(),
        ],
    }
}

fn call() -> FactForm {
    FactForm {
        name: "call",
        noun: w("公开征集", "public call"),
        day: "published_on",
        day_label: w("公布日", "Day of publication"),
        fields: vec![
            Field::new("fact.id", "征集编号", "Number", Input::Line)
                .hint("如 ZJ-2026-1", "Such as ZJ-2026-1"),
            Field::new("fact.title", "征集名称", "Title", Input::Line),
            Field::new("fact.kind", "征集类别", "What it asks for", Input::Choice(CallKind::CHOICES)),
            Field::new("fact.from", "申报首日", "First day for proposals", Input::Day),
            Field::new("fact.until", "申报末日", "Last day for proposals", Input::Day),
            Field::new(
                "fact.industry",
                "限定行业（GB/T 4754代码）",
                "For the industry (GB/T 4754)",
                Input::Industry,
            )
            .hint("如 C24；不限行业的留空", "Such as C24; leave empty for every one")
            .optional(),
        ],
    }
}

fn expert() -> FactForm {
    FactForm {
        name: "expert",
        noun: w("评审专家", "expert"),
        day: "from",
        day_label: w("入库首日", "First day on the register"),
        fields: vec![
            Field::new("fact.id", "专家编号", "Number", Input::Line).hint(
                "不填姓名：姓名属于个人信息，不进入账本",
                "No name: names are personal data and stay outside",
            ),
            Field::new("fact.organisation", "所在单位", "Where the expert works", Input::Line),
            Field::new("fact.enterprise", "单位统一社会信用代码", "Its credit code", Input::Enterprise)
                .optional(),
            Field::new("fact.kind", "单位类别", "Kind of organisation", Input::Choice(DrafterKind::CHOICES)),
            UNTIL.optional(),
        ],
    }
}

fn bar() -> FactForm {
    FactForm {
        name: "review_bar",
        noun: w("禁止评审", "bar from reviews"),
        day: "from",
        day_label: w("禁止首日", "First day"),
        fields: vec![ID, Field::new("fact.expert", "专家编号", "Number of the expert", Input::Line)],
    }
}

fn artwork() -> FactForm {
    FactForm {
        name: "artwork",
        noun: w("品字标官方图样", "official picture of the mark"),
        day: "from",
        day_label: w("启用首日", "First day of use"),
        fields: vec![
            ID,
            Field::new("fact.title", "图样名称及其依据", "What it is called, and by which rules", Input::Line).hint(
                "如“品字标标识（彩色），标识使用管理办法附件一”",
                "Such as “the mark in colour, annex 1 of the rules for its use”",
            ),
            Field::new("fact.file", "图样文件", "The picture", Input::OnFile(OnFile::Photos)).hint(
                "PNG，宽高各200至480像素，不超过20kB，背景透明为宜；用下面的按钮上传",
                "A PNG of 200 to 480 points on each side and at most 20 kB, best on a transparent ground; send it with the button below",
            ),
        ],
    }
}
