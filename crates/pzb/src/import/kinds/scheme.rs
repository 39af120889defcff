//! Registers that belong to no single enterprise: catalogue, bodies, holders of offices, editions.

use policy::article::Words;
use policy::command::{Act, Command};
use policy::powers::Office;
use policy::scheme::{Body, CatalogueEntry, Holder, Organisation, SchemeFact};
use policy::standard::Edition;

use super::enterprise::{NUMBER, REASON};
use super::{brought, command, enter_scheme, reason, with_scheme_end};
use crate::actor;
use crate::import::column::{Column, Take};
use crate::import::reader::Reader;
use crate::import::tables::Tables;

const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

/// See [`super::Kind::Catalogue`].
pub const CATALOGUE: &[Column] = &[
    NUMBER,
    Column::must(
        "category",
        "类别",
        Take::Code,
        words("产品登记时所用的类别代码", "as products name theirs"),
        "C-3C",
    ),
    Column::must(
        "title",
        "名称",
        Take::Text,
        words("类别名称", "what it is called"),
        "强制性认证产品（示例）",
    ),
    Column::must(
        "published on",
        "公布日期",
        Take::Day,
        words("公布之日", "day of publication"),
        "2019-02-01",
    ),
    Column::must(
        "from",
        "起始日期",
        Take::Day,
        words("列入首日", "first day in the catalogue"),
        "2019-03-01",
    ),
    Column::may(
        "removed on",
        "移除日期",
        Take::Day,
        words("重新开放首日", "first day on which it is open again"),
        "",
    ),
    REASON,
];

pub fn catalogue(row: &mut Reader) -> Option<Vec<Command>> {
    let id = row.code("id").unwrap_or_default();
    let category = row.code("category");
    let title = row.text("title");
    let published_on = row.day("published on");
    let from = row.day("from");
    let entry = brought!(CatalogueEntry {
        id,
        category: category?,
        title: title?,
        published_on: published_on?,
        from: from?,
    });
    Some(with_scheme_end(row, "removed on", enter_scheme(SchemeFact::CatalogueEntry(entry))))
}

/// See [`super::Kind::Bodies`].
pub const BODIES: &[Column] = &[
    Column::must(
        "id",
        "机构编号",
        Take::Code,
        words("证书与抽检用它指称机构", "certificates and checks name the body by it"),
        "CB-01",
    ),
    Column::must("name", "机构名称", Take::Text, words("机构全称", "its name"), "示例认证有限公司（演示）"),
    Column::must(
        "kind",
        "类型",
        Take::OneOf(&[("certification_body", "认证机构"), ("laboratory", "检验检测机构")]),
        words("资质类型", "what it is qualified as"),
        "认证机构",
    ),
    Column::must("from", "首日", Take::Day, words("具备资质首日", "first day qualified"), "2019-01-01"),
    Column::may(
        "valid until",
        "有效期至",
        Take::Day,
        words("最后一日", "last day, if the term is known"),
        "",
    ),
    Column::may(
        "ended on",
        "终止日期",
        Take::Day,
        words("不再具备资质首日", "first day no longer qualified"),
        "",
    ),
    REASON,
];

pub fn bodies(row: &mut Reader) -> Option<Vec<Command>> {
    let id = row.code("id");
    let name = row.text("name");
    let kind = row.one_of("kind");
    let from = row.day("from");
    let valid_until = row.day("valid until");
    let body = brought!(Body { id: id?, name: name?, kind: kind?, from: from?, valid_until });
    Some(with_scheme_end(row, "ended on", enter_scheme(SchemeFact::Body(body))))
}

/// See [`super::Kind::Holders`].
pub const HOLDERS: &[Column] = &[
    NUMBER,
    Column::must(
        "person",
        "人员标识",
        Take::Code,
        words("P-开头的人员编号，或登录名", "the identifier, P-…, or the login"),
        "P-7Q2M4K9XB1",
    ),
    Column::must(
        "office",
        "岗位",
        Take::Code,
        words("如county_bureau:330784", "such as county_bureau:330784"),
        "county_bureau:330784",
    ),
    Column::must("from", "首日", Take::Day, words("任职首日", "first day in office"), "2019-01-01"),
    Column::may(
        "ended on",
        "终止日期",
        Take::Day,
        words("不再任职首日", "first day no longer in office"),
        "",
    ),
    REASON,
];

pub fn holders(row: &mut Reader) -> Option<Vec<Command>> {
    let id = row.code("id").unwrap_or_default();
    let person = row.code("person");
    let office = office(row);
    let from = row.day("from");
    let holder = brought!(Holder { id, person: person?, office: office?, from: from? });
    Some(with_scheme_end(row, "ended on", enter_scheme(SchemeFact::Holder(holder))))
}

/// The office that a row names.
fn office(row: &mut Reader) -> Option<Office> {
    row.code("office").and_then(|text| match actor::parse_office(&text) {
        Ok(office) => Some(office),
        Err(fault) => {
            row.fault_at("office", &format!("没有“{text}”这一岗位"), &fault);
            None
        }
    })
}

/// See [`super::Kind::Organisations`].
pub const ORGANISATIONS: &[Column] = &[
    NUMBER,
    Column::must("office", "岗位", Take::Code, words("如federation", "such as federation"), "federation"),
    Column::must("name", "单位名称", Take::Text, words("单位全称", "its name"), "示例品牌建设联合会（演示）"),
    Column::may("name in english", "英文名称", Take::Text, words("英文全称", "its name in English"), ""),
    Column::must(
        "address",
        "地址",
        Take::Text,
        words("通信地址与邮政编码", "where letters are sent"),
        "杭州市示例路1号（演示），310000",
    ),
    Column::may("phone", "办公电话", Take::Code, words("单位电话", "the office's telephone"), ""),
    Column::must("from", "首日", Take::Day, words("承担首日", "first day"), "2019-01-01"),
    Column::may(
        "ended on",
        "终止日期",
        Take::Day,
        words("不再承担首日", "first day on which it is another"),
        "",
    ),
    REASON,
];

pub fn organisations(row: &mut Reader) -> Option<Vec<Command>> {
    let id = row.code("id").unwrap_or_default();
    let office = office(row);
    let name = row.text("name");
    let name_en = row.text("name in english");
    let address = row.text("address");
    let phone = row.code("phone");
    let from = row.day("from");
    let one = brought!(Organisation {
        id,
        office: office?,
        name: name?,
        name_en,
        address: address?,
        phone,
        from: from?,
    });
    Some(with_scheme_end(row, "ended on", enter_scheme(SchemeFact::Organisation(one))))
}

/// See [`super::Kind::Editions`].
pub const EDITIONS: &[Column] = &[
    Column::must(
        "edition",
        "标准版本",
        Take::Text,
        words("标准号与年号", "number with year"),
        "T/ZZB 0003—2020",
    ),
    Column::must("title", "标准名称", Take::Text, words("标准名称", "title"), "吸油烟机"),
    Column::may("consumer standard", "是否消费终端产品标准", Take::YesNo, words("是或否", "yes or no"), "是"),
    Column::must(
        "published on",
        "发布日期",
        Take::Day,
        words("发布之日", "day of publication"),
        "2020-12-30",
    ),
    Column::must(
        "in force from",
        "实施日期",
        Take::Day,
        words("实施首日", "first day in force"),
        "2021-01-01",
    ),
    Column::may(
        "withdrawn on",
        "废止日期",
        Take::Day,
        words("废止或被代替之日", "day it was withdrawn or replaced"),
        "",
    ),
    REASON,
];

pub fn editions(row: &mut Reader, tables: &Tables) -> Option<Vec<Command>> {
    let edition = row.edition("edition");
    let title = row.text("title");
    let is_consumer_standard = row.yes_no("consumer standard");
    let published_on = row.day("published on");
    let in_force_from = row.day("in force from");
    let withdrawn_on = row.day("withdrawn on");
    let number = edition?;
    let entered = brought!(Edition {
        id: String::new(),
        edition: number.clone(),
        title: title?,
        is_consumer_standard,
        published_on: published_on?,
        in_force_from: in_force_from?,
        table: tables.of(&number),
        reviews: Vec::new(),
    });
    let on = entered.published_on;
    let entering = command(None, on, Act::EnterEdition { edition: Box::new(entered) });
    let Some(on) = withdrawn_on else { return Some(vec![entering]) };
    let act = Act::WithdrawEdition { edition: number, reason: reason(row) };
    Some(vec![entering, command(None, on, act)])
}
