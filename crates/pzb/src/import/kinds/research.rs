//! Registers on which clause 2 rests: public calls, experts who sit on panels, and who is barred from every review
//! (clause 15).

use policy::article::Words;
use policy::command::Command;
use policy::scheme::SchemeFact;
use policy::scheme::research::{Call, CallKind, Expert, ReviewBar};

use super::drafting::KIND_OF_PARTICIPANT;
use super::enterprise::{NUMBER, REASON, industry};
use super::{brought, enter_scheme, with_scheme_end};
use crate::import::column::{Column, Take};
use crate::import::reader::Reader;

const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

/// See [`super::Kind::Calls`].
pub const CALLS: &[Column] = &[
    Column::must(
        "id",
        "征集编号",
        Take::Code,
        words("申报用它指称征集", "proposals name the call by it"),
        "ZJ-2026-01",
    ),
    Column::must(
        "title",
        "名称",
        Take::Text,
        words("征集名称", "what it is called"),
        "2026年第一批标准征集（示例）",
    ),
    Column::must(
        "kind",
        "征集类别",
        Take::Named(CallKind::CHOICES),
        words("征集体系建设单位或标准牵头单位", "asks for those who build a system, or lead a standard"),
        "标准研制",
    ),
    Column::must(
        "published on",
        "公布日期",
        Take::Day,
        words("公布之日", "day of publication"),
        "2026-01-05",
    ),
    Column::must(
        "from",
        "起始日期",
        Take::Day,
        words("接收申报首日", "first day on which proposals are received"),
        "2026-01-12",
    ),
    Column::must("until", "截止日期", Take::Day, words("接收申报末日", "last day"), "2026-02-12"),
    Column::may(
        "industry",
        "限定行业",
        Take::Text,
        words(
            "国民经济行业分类（GB/T 4754—2017）制造业代码，2至4位，或大类名称；不限行业可不填",
            "for which industry: code of manufacturing in GB/T 4754-2017, two to four digits, or the Chinese name of the \
             division; empty for every one",
        ),
        "",
    ),
    Column::may(
        "closed on",
        "提前结束日期",
        Take::Day,
        words("提前结束后不再接收的首日", "first day on which it takes no more, if closed early"),
        "",
    ),
    REASON,
];

/// A public call.
pub fn calls(row: &mut Reader) -> Option<Vec<Command>> {
    let id = row.code("id");
    let title = row.text("title");
    let kind = row.one_of("kind");
    let published_on = row.day("published on");
    let (from, until) = (row.day("from"), row.day("until"));
    let industry = industry(row);
    let call = brought!(Call {
        id: id?,
        title: title?,
        kind: kind?,
        published_on: published_on?,
        from: from?,
        until: until?,
        industry,
    });
    Some(with_scheme_end(row, "closed on", enter_scheme(SchemeFact::Call(call))))
}

/// See [`super::Kind::Experts`].
pub const EXPERTS: &[Column] = &[
    Column::must(
        "id",
        "专家编号",
        Take::Code,
        words("专家组用它指称专家；姓名不入账", "panels name the expert by it; names are not kept"),
        "E-001",
    ),
    Column::must(
        "organisation",
        "工作单位",
        Take::Text,
        words("单位全称", "where the expert works"),
        "示例检验研究院（演示）",
    ),
    Column::may(
        "credit code",
        "统一社会信用代码",
        Take::Code,
        words("工作单位的代码，用于回避", "of the organisation: whoever works for a participant stays out"),
        "",
    ),
    KIND_OF_PARTICIPANT,
    Column::must("from", "首日", Take::Day, words("入库首日", "first day on the register"), "2026-01-05"),
    Column::may(
        "valid until",
        "有效期至",
        Take::Day,
        words("最后一日", "last day, if the term is known"),
        "",
    ),
    Column::may("ended on", "终止日期", Take::Day, words("出库首日", "first day off the register"), ""),
    REASON,
];

/// An expert.
pub fn experts(row: &mut Reader) -> Option<Vec<Command>> {
    let id = row.code("id");
    let organisation = row.text("organisation");
    let enterprise = row.credit_code("credit code");
    let kind = row.one_of("kind of participant");
    let from = row.day("from");
    let valid_until = row.day("valid until");
    let expert = brought!(Expert {
        id: id?,
        organisation: organisation?,
        enterprise,
        kind: kind?,
        from: from?,
        valid_until,
    });
    Some(with_scheme_end(row, "ended on", enter_scheme(SchemeFact::Expert(expert))))
}

/// See [`super::Kind::ReviewBars`].
pub const REVIEW_BARS: &[Column] = &[
    NUMBER,
    Column::must(
        "expert",
        "专家编号",
        Take::Code,
        words("在专家库内的编号", "the number on the register"),
        "E-001",
    ),
    Column::must("from", "起始日期", Take::Day, words("禁止参加评审首日", "first day"), "2026-03-02"),
    Column::may("ended on", "终止日期", Take::Day, words("解除之日", "first day on which it is lifted"), ""),
    REASON,
];

/// A bar on an expert.
pub fn review_bars(row: &mut Reader) -> Option<Vec<Command>> {
    let id = row.code("id").unwrap_or_default();
    let expert = row.code("expert");
    let from = row.day("from");
    let bar = brought!(ReviewBar { id, expert: expert?, from: from? });
    Some(with_scheme_end(row, "ended on", enter_scheme(SchemeFact::ReviewBar(bar))))
}
