//! Who may act at all: whoever holds the office they act in, on the day of entry, as the scheme knows. The two
//! exceptions stand here and nowhere else: the founding act, with what keeps it from being needed again, and what
//! anybody may do without an account, which is to comment in public (clause 2).
//!
//! What the machine does by itself (the daily sweep) it does in the name of an officer who holds the federation's
//! office, and a maker's people hold the office of that maker: neither is an exception.

use crate::article::Article;
use crate::calendar::Day;
use crate::command::Act;
use crate::decide::{Problem, Refusal, Scene};
use crate::powers::{self, Actor, Office, OfficeKind};
use crate::scheme::{Holder, Scheme, SchemeFact};
use crate::standard::project::act::ProjectAct;

/// The code of the problem that the person does not hold the office.
pub const NOT_HELD: &str = "office_not_held";

/// Lets in whoever holds the office they act in on `today`, the day of entry: not on the day the act is dated, for
/// an officer enters late facts too, and nobody acts through an office they have left.
///
/// # Errors
/// A refusal that says so and nothing about the case.
pub fn admit(scheme: &Scheme, actor: &Actor, act: &Act, today: Day) -> Result<(), Refusal> {
    if scheme.holds(&actor.person, &actor.office, today)
        || founds(scheme, actor, act)
        || is_public(actor, act)
    {
        return Ok(());
    }
    let (person, kind) = (&actor.person, actor.office.kind.words());
    let which = actor.office.of.as_ref().map(|of| format!(" {of}")).unwrap_or_default();
    let (zh, en) = if is_founded(scheme) {
        ("任职由平台管理员录入", "the platform administrator enters who holds which office")
    } else {
        (
            "尚无平台管理员：首先由管理员本人录入自己的任职",
            "nobody is platform administrator yet: that person first enters their own holding of the office",
        )
    };
    Err(Problem::new(
        NOT_HELD,
        format!("{person}在{today}不任{}{which}；{zh}", kind.zh),
        format!("`{person}` does not hold the office `{}{which}` on {today}; {en}", kind.en),
    )
    .into())
}

impl Refusal {
    /// Whether it says that the person does not hold the office: then it is about who acts, and not about the case.
    #[must_use]
    pub fn is_not_held(&self) -> bool {
        self.problems.iter().any(|problem| problem.code == NOT_HELD)
    }
}

/// The founding act, the first of a record: a person enters themself as the administrator, while no administrator
/// was ever on file. Everybody else is entered by somebody who holds that office.
fn founds(scheme: &Scheme, actor: &Actor, act: &Act) -> bool {
    let Act::EnterSchemeFact { fact: SchemeFact::Holder(holder) } = act else { return false };
    let administrator = Office::sole(OfficeKind::Administrator);
    !is_founded(scheme)
        && actor.office == administrator
        && holder.office == administrator
        && holder.person == actor.person
        // A holding that is over as it begins would leave nobody in office and the door closed for good.
        && holder.ended.is_none()
        && holder.annulled.is_none()
}

/// The person in whose name anybody acts: nobody is named.
pub const ANYBODY: &str = "anybody";

/// A comment of anybody: the office is nobody's, so nobody can hold it, and the person is the same for all.
fn is_public(actor: &Actor, act: &Act) -> bool {
    let comments = matches!(act, Act::OnProject { step: ProjectAct::Comment { .. }, .. });
    comments && actor.office == Office::sole(OfficeKind::Public) && actor.person == ANYBODY
}

/// Whether an administrator was ever on file, whatever became of it since.
#[must_use]
pub fn is_founded(scheme: &Scheme) -> bool {
    scheme.holders.list.iter().any(is_administrator)
}

fn is_administrator(holder: &Holder) -> bool {
    holder.office.kind == OfficeKind::Administrator
}

/// Keeps the last administrator in office: without one nobody could ever enter a holder again.
///
/// # Errors
/// If nobody would hold the administrator's office on `today` without the holder `id`.
pub(crate) fn not_the_last(scheme: &Scheme, id: &str, today: Day) -> Result<(), Refusal> {
    let mut others = scheme.holders.list.iter().filter(|holder| holder.id != id);
    let is_one = |holder: &Holder| is_administrator(holder) && holder.is_in_office(today);
    if !scheme.holders.list.iter().any(|holder| holder.id == id && is_one(holder)) || others.any(is_one) {
        return Ok(());
    }
    Err(Problem::new(
        "last_administrator",
        "这是唯一在任的平台管理员；请先录入接任者",
        "this is the only platform administrator in office: enter the successor first",
    )
    .at("id")
    .into())
}

/// What a party brings counts from the day it is received, and what is decided here from the day it is decided,
/// whatever day is written on it (readings 0012 and 0013).
pub(crate) fn dated_today(scene: &Scene) -> Result<(), Refusal> {
    let (act, today) = (scene.command.act.kind(), scene.today);
    let is_party =
        matches!(scene.actor.office.kind, OfficeKind::Maker | OfficeKind::Expert | OfficeKind::Public);
    if scene.command.on == today {
        return Ok(());
    }
    // What is decided here cannot be handed in on paper: it is done by entering it, whoever asks for it.
    let problem = if is_party && powers::is_received(act) && !powers::is_decided_here(act) {
        // What nobody else can do for the party cannot be handed in on paper either.
        let others = powers::table().any(|power| power.act == act && power.office != OfficeKind::Maker);
        let (zh, en) = if others {
            (
                "；此前已递交书面材料的，由收到材料的机关录入",
                "; if it was handed in on paper before, the office that received it enters it",
            )
        } else {
            ("", "")
        };
        Problem::new(
            "received_today",
            format!("企业提交的事项自收到之日起算，日期应为今日{today}{zh}"),
            format!(
                "what a party brings counts from the day it is received: the day must be today, {today}{en}"
            ),
        )
    } else if powers::is_decided_here(act) {
        Problem::new(
            "decided_today",
            format!("决定自作出并录入之日起生效，日期应为今日{today}"),
            format!("a decision is taken by entering it: its day must be today, {today}"),
        )
    } else {
        return Ok(());
    };
    Err(problem.at("on").into())
}

/// Offices that decide and supervise, and those that are decided about: nobody sits on both sides (reading 0016).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Judges,
    Judged,
    Neither,
}

fn side(kind: OfficeKind) -> Side {
    match kind {
        OfficeKind::Federation
        | OfficeKind::ProvinceBureau
        | OfficeKind::CityBureau
        | OfficeKind::CountyBureau
        | OfficeKind::Finance => Side::Judges,
        OfficeKind::Maker | OfficeKind::CertificationBody | OfficeKind::Laboratory => Side::Judged,
        OfficeKind::Alliance | OfficeKind::Administrator | OfficeKind::Expert | OfficeKind::Public => {
            Side::Neither
        }
    }
}

/// Why a person cannot take an office: they hold one on the other side at the same time.
pub(crate) fn conflict_of_interest(scheme: &Scheme, new: &Holder) -> Option<Problem> {
    let against = match side(new.office.kind) {
        Side::Judges => Side::Judged,
        Side::Judged => Side::Judges,
        Side::Neither => return None,
    };
    let mut others = scheme.holders.list.iter();
    let other = others.find(|other| {
        other.person == new.person
            && other.annulled.is_none()
            && side(other.office.kind) == against
            && other.ended.as_ref().is_none_or(|end| end.on > new.from)
    })?;
    let held = other.office.kind.words();
    Some(
        Problem::new(
            "conflict_of_interest",
            format!("此人同时担任{}的岗位，与本岗位利益冲突；须先离任", held.zh),
            format!(
                "the person is in office at the {} as well, on the other side: they leave it first",
                held.en
            ),
        )
        .at("fact.person")
        .by(Article::of(15)),
    )
}
