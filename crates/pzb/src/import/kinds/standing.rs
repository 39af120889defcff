//! Registers of what others say of an enterprise: penalties, listings, awards, membership of the federation.

use policy::article::Words;
use policy::command::Command;
use policy::enterprise::facts::{Award, Fact, Listing, Membership, Penalty};
use policy::enterprise::membership::UNNUMBERED;

use super::enterprise::{DAY, ENTERPRISE, NUMBER, REASON};
use super::{brought, content_name, enter, with_annulment, with_end};
use crate::import::column::{Column, Take};
use crate::import::reader::Reader;

const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
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

/// See [`super::Kind::Memberships`].
pub const MEMBERSHIPS: &[Column] = &[
    ENTERPRISE,
    NUMBER,
    Column::must("from", "入会日期", Take::Day, words("会员资格首日", "first day as a member"), DAY),
    Column::must(
        "ground",
        "入会依据",
        Take::Text,
        words(
            "联合会的决议及文号；将公开，不写个人姓名",
            "the resolution with its number; made public, no person's name",
        ),
        "理事会决议〔2019〕3号",
    ),
    Column::may(
        "ended on",
        "终止日期",
        Take::Day,
        words("会员资格终止之日", "first day no longer a member"),
        "",
    ),
    REASON,
];

pub fn memberships(row: &mut Reader) -> Option<Vec<Command>> {
    let enterprise = row.credit_code("credit code");
    let id = row.code("id").unwrap_or_default();
    let from = row.day("from");
    let ground = row.text("ground");
    let mut membership = brought!(Membership { id, from: from?, ground: ground? });
    if membership.id.is_empty() {
        // Units that were admitted together have one content: what stands for it is nobody's number.
        membership.id = format!("{UNNUMBERED}-{}", content_name(&membership));
    }
    Some(with_end(row, "ended on", enter(enterprise?, Fact::Membership(membership))))
}
