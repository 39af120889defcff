//! The register of the federation's members (reading 0030): who joined it, since when, by which resolution, and until when.

use axum::extract::{Query, State};
use documents::sheet::Value;
use policy::article::Words;
use policy::enterprise::Dossier;
use policy::enterprise::facts::Membership;
use registry::{Fault, MEMBERSHIP, Row};

use crate::frame::Section;
use crate::lang::Lang;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::columns::{self, CREDIT_CODE, Column, REGION, column, text};
use crate::public::filter::{Filter, case_of};
use crate::public::registers::{Answer, Register, RowView, list};
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// The states of a membership, as rows keep them.
pub(super) const STATES: [(&str, Words); 2] =
    [("in_force", Words { zh: "会员", en: "member" }), ("ended", Words { zh: "已终止", en: "ended" })];

/// The columns of the register as a file.
pub(super) const COLUMNS: &[Column] = &[
    column("member", "会员单位", "member"),
    CREDIT_CODE,
    REGION,
    column("id", "会员编号", "number"),
    column("from", "入会日", "first day"),
    column("ground", "入会依据", "admitted by"),
    column("state", "状态", "state"),
    column("ended_on", "终止日", "first day out"),
];

fn look(visitor: &Visitor, membership: &Membership) -> Look {
    let [(_, member), (_, ended)] = STATES;
    match membership.ended {
        None => Look { tone: tone::GOOD, word: visitor.lang.label(member) },
        Some(_) => Look { tone: tone::CLOSED, word: visitor.lang.label(ended) },
    }
}

fn period(visitor: &Visitor, membership: &Membership) -> String {
    let w = &visitor.w.register;
    match &membership.ended {
        None => fill(w.member_since, &[&membership.from]),
        Some(end) => fill(w.member_until, &[&membership.from, &end.on]),
    }
}

/// A membership as a row of the register.
///
/// # Errors
/// If the row cannot be read.
pub(super) fn row(visitor: &Visitor, row: &Row, when: &When) -> Result<RowView, Trouble> {
    let membership: Membership = case_of(row)?;
    Ok(RowView {
        href: when.carried(format!("/makers/{}", row.enterprise)),
        title: row.title.clone(),
        state: Some(look(visitor, &membership)),
        under: vec![
            row.enterprise.clone(),
            visitor.lang.place(&row.region),
            membership.number().unwrap_or_default().to_owned(),
            period(visitor, &membership),
            membership.ground.clone(),
        ]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect(),
        links: Vec::new(),
    })
}

/// The values of a row of the register as a file.
///
/// # Errors
/// As [`row`].
pub(super) fn cells(row: &Row, lang: Option<Lang>) -> Result<Vec<Value>, Fault> {
    let membership: Membership = case_of(row)?;
    let known = STATES.iter().find(|(name, _)| *name == row.state);
    let state =
        known.map_or(row.state.as_str(), |(name, words)| lang.map_or(*name, |lang| lang.word(*words)));
    Ok(vec![
        text(&*row.title),
        text(&*row.enterprise),
        text(&*row.region),
        text(membership.number().unwrap_or_default()),
        columns::date(membership.from),
        text(membership.ground),
        text(state),
        columns::day(membership.ended.map(|end| end.on)),
    ])
}

/// What the page of a unit tells of its memberships, the latest first.
pub(super) fn of_maker(visitor: &Visitor, dossier: &Dossier) -> Vec<String> {
    let standing = dossier.memberships.list.iter().filter(|membership| membership.annulled.is_none());
    let mut told: Vec<&Membership> = standing.collect();
    told.sort_by_key(|membership| std::cmp::Reverse(membership.from));
    told.into_iter().map(|membership| period(visitor, membership)).collect()
}

/// `GET /members`.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Answer {
    let w = &visitor.w.register;
    let register = Register {
        kind: MEMBERSHIP,
        path: "/members",
        section: Section::Makers,
        heading: w.members_title,
        lead: Some(w.members_lead),
        empty: w.members_empty,
        has_states: true,
        has_region: true,
        has_industry: false,
    };
    list(site, visitor, filter, register).await
}
