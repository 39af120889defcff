//! Registers about products: what they are, what certifies them, what went wrong with them.

use policy::article::Words;
use policy::command::{Act, Command};
use policy::enterprise::facts::{Breach, Certificate, CertificateEnd, Fact, FactKind, Product, Recall};

use super::enterprise::{ENTERPRISE, NUMBER, REASON};
use super::{brought, command, enter, reason, with_annulment, with_end};
use crate::import::column::{Column, Take};
use crate::import::reader::Reader;

const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

const PRODUCT_ID: Column = Column::must(
    "product",
    "产品编号",
    Take::Code,
    words("登记产品时的编号", "identifier under which the product is on file"),
    "CUP-1",
);

/// See [`super::Kind::Products`].
pub const PRODUCTS: &[Column] = &[
    ENTERPRISE,
    Column::must(
        "id",
        "产品编号",
        Take::Code,
        words("企业自定，本企业内不重复", "the maker's own, unique in the firm"),
        "CUP-1",
    ),
    Column::must("name", "产品名称", Take::Text, words("产品名称", "what it is called"), "不锈钢真空杯"),
    Column::must("models", "型号", Take::List, words("以、分隔", "divided by `;`"), "ZB-350、ZB-500"),
    Column::may("series", "系列", Take::Text, words("企业自己的系列名", "the maker's own naming"), "ZB"),
    Column::may(
        "categories",
        "类别",
        Take::List,
        words(
            "排除目录所用的类别；不属于任何类别填“无”",
            "categories as the exclusion catalogue has them; `none` for none",
        ),
        "无",
    ),
    Column::may("consumer product", "是否消费终端产品", Take::YesNo, words("是或否", "yes or no"), "是"),
    Column::must("since", "登记日期", Take::Day, words("登记首日", "first day on file"), "2024-03-01"),
];

pub fn products(row: &mut Reader) -> Option<Vec<Command>> {
    let enterprise = row.credit_code("credit code");
    let id = row.code("id");
    let name = row.text("name");
    let models = row.list("models");
    let series = row.text("series");
    let categories = row.list("categories");
    let is_consumer_product = row.yes_no("consumer product");
    let since = row.day("since");
    let product = brought!(Product {
        id: id?,
        name: name?,
        models: models?,
        series,
        categories,
        is_consumer_product,
        since: since?,
    });
    Some(vec![enter(enterprise?, Fact::Product(product))])
}

/// See [`super::Kind::Recalls`].
pub const RECALLS: &[Column] = &[
    ENTERPRISE,
    NUMBER,
    PRODUCT_ID,
    Column::must(
        "ordered on",
        "责任产生日期",
        Take::Day,
        words("责令或报告召回之日", "day the duty arose"),
        "2024-03-01",
    ),
    Column::may(
        "due on",
        "期限",
        Take::Day,
        words("最后一日；不明留空", "last day; empty if nobody has said"),
        "",
    ),
    Column::may("fulfilled on", "完成日期", Take::Day, words("完成召回之日", "day it was fulfilled"), ""),
    REASON,
];

pub fn recalls(row: &mut Reader) -> Option<Vec<Command>> {
    let enterprise = row.credit_code("credit code");
    let id = row.code("id").unwrap_or_default();
    let product = row.code("product");
    let ordered_on = row.day("ordered on");
    let due_on = row.day("due on");
    let recall = brought!(Recall { id, product: product?, ordered_on: ordered_on?, due_on });
    Some(with_end(row, "fulfilled on", enter(enterprise?, Fact::Recall(recall))))
}

/// See [`super::Kind::Breaches`].
pub const BREACHES: &[Column] = &[
    ENTERPRISE,
    NUMBER,
    Column::must(
        "of",
        "违反",
        Take::OneOf(&[("service_standard", "C标准"), ("product_standard", "产品标准")]),
        words("违反什么", "of what"),
        "C标准",
    ),
    Column::may(
        "product",
        "产品编号",
        Take::Code,
        words("不填为全部产品", "empty for every product of the firm"),
        "",
    ),
    Column::must(
        "verified on",
        "查实日期",
        Take::Day,
        words("查实之日", "day it was verified"),
        "2024-03-01",
    ),
    Column::must(
        "found",
        "查实情况",
        Take::Text,
        words("可公布的文字", "in words meant for publication"),
        "未按承诺时限上门服务",
    ),
    Column::may("set aside on", "撤销日期", Take::Day, words("撤销之日", "day it was set aside"), ""),
    REASON,
];

pub fn breaches(row: &mut Reader) -> Option<Vec<Command>> {
    let enterprise = row.credit_code("credit code");
    let id = row.code("id").unwrap_or_default();
    let of = row.one_of("of");
    let product = row.code("product");
    let verified_on = row.day("verified on");
    let found = row.text("found");
    let breach = brought!(Breach { id, of: of?, product, verified_on: verified_on?, found: found? });
    Some(with_annulment(row, "set aside on", enter(enterprise?, Fact::Breach(breach))))
}

/// See [`super::Kind::Certificates`].
pub const CERTIFICATES: &[Column] = &[
    ENTERPRISE,
    Column::must(
        "id",
        "证书编号",
        Take::Code,
        words("证书编号", "number of the certificate"),
        "PZB-DEMO-0001",
    ),
    Column::must(
        "body",
        "发证机构编号",
        Take::Code,
        words("机构登记册中的编号", "identifier in the register of bodies"),
        "CB-01",
    ),
    PRODUCT_ID,
    Column::must(
        "edition",
        "标准版本",
        Take::Text,
        words("标准号与年号", "number with year"),
        "T/ZZB 0003—2020",
    ),
    Column::may(
        "models",
        "型号",
        Take::List,
        words("不填为全部型号", "empty for all models of the product"),
        "",
    ),
    Column::must("issued on", "发证日期", Take::Day, words("有效首日", "first day valid"), "2024-03-01"),
    Column::must(
        "valid until",
        "有效期至",
        Take::Day,
        words("最后一日", "last day, as printed"),
        "2030-02-28",
    ),
    Column::may(
        "ended on",
        "终止日期",
        Take::Day,
        words("撤销或注销之日", "day it was withdrawn or cancelled"),
        "",
    ),
    Column::may(
        "how",
        "终止方式",
        Take::OneOf(&[("withdrawn", "撤销"), ("cancelled", "注销")]),
        words("有终止日期时必填", "required where there is an end"),
        "",
    ),
    REASON,
];

pub fn certificates(row: &mut Reader) -> Option<Vec<Command>> {
    let enterprise = row.credit_code("credit code");
    let id = row.code("id");
    let body = row.code("body");
    let product = row.code("product");
    let edition = row.edition("edition");
    let models = row.list("models").unwrap_or_default();
    let issued_on = row.day("issued on");
    let valid_until = row.day("valid until");
    let ended_on = row.day("ended on");
    let how: Option<CertificateEnd> = row.one_of("how");
    if ended_on.is_some() && how.is_none() {
        row.fault_at(
            "ended on",
            "有终止日期的须写明撤销或注销",
            "an end needs to say whether withdrawn or cancelled",
        );
    }
    let id = id?;
    let certificate = brought!(Certificate {
        id: id.clone(),
        body: body?,
        product: product?,
        edition: edition?,
        models,
        issued_on: issued_on?,
        valid_until: valid_until?,
        suspensions: Vec::new(),
        end_kind: None,
    });
    let entering = enter(enterprise?, Fact::Certificate(certificate));
    let (Some(on), Some(how)) = (ended_on, how) else { return Some(vec![entering]) };
    let act = Act::EndFact { kind: FactKind::Certificate, id, how: Some(how), reason: reason(row) };
    Some(vec![entering, command(enterprise, on, act)])
}
