//! The duties of drafters and the reviews of standards, as pages and reports tell them (clause 4).
//!
//! Everybody is told who took part and which duties are met, for marks and accepted labels are public anyway. That a
//! duty is not met the province makes public by an act of its own: here only those are told whose work it is.

use policy::calendar::Day;
use policy::dossier_file::Judged;
use policy::enterprise::Dossier;
use policy::finding::{outcome, verdict};
use policy::powers::{Office, OfficeKind, covers};
use policy::question::{About, Law, Question, World};
use policy::rule::Outcome;
use policy::scheme::Scheme;
use policy::seen::Seen;
use policy::standard::duties::{Duty, DutyStatus};
use policy::standard::review::{Held, Reviewed};
use policy::standard::rules::REVIEWING;
use policy::standard::rules::review_due::first_day;
use policy::standard::{Edition, Standard};
use registry::{Drafter, Fault, PublicMark, Reader};

use crate::office::reach::Whose;
use crate::papers::duties::has_all;
use crate::public::PublicSite;
use crate::public::mark::standing;
use crate::public::registers::RowView;
use crate::public::standards::address;
use crate::tone::{self, State as Look, Tone};
use crate::visitor::Visitor;
use crate::when::When;

/// Whether it is the work of an office which duties are not met: of those who report, publish, supervise and pay.
pub(crate) fn may_know(office: &Office) -> bool {
    match office.kind {
        OfficeKind::Federation
        | OfficeKind::ProvinceBureau
        | OfficeKind::CityBureau
        | OfficeKind::CountyBureau
        | OfficeKind::Finance => true,
        OfficeKind::Alliance
        | OfficeKind::CertificationBody
        | OfficeKind::Laboratory
        | OfficeKind::Maker
        | OfficeKind::Expert
        | OfficeKind::Public
        | OfficeKind::Administrator => false,
    }
}

/// Whether an office is told how the duties of an enterprise stand (reading 0019): the enterprise itself, who reports and who
/// publishes them, and of bureaus and finance those in whose area the enterprise is (decision 0020). Of one whose seat is not
/// on file no area can be said.
pub(crate) fn are_told(office: &Office, of: Whose) -> bool {
    let is_own = office.of.as_deref() == Some(of.code.as_str());
    is_own || (may_know(office) && are_told_at(office, of.region.unwrap_or_default()))
}

/// Whether an office whose work it is is told of the duties of those who have their seat at a place.
pub(crate) fn are_told_at(office: &Office, region: &str) -> bool {
    has_all(office) || office.of.as_deref().is_some_and(|area| covers(area, region))
}

/// Whether an office reads a report of duties that are not met: once it is published everybody whose work it is, before that
/// who reported it and who publishes it.
pub(crate) fn reads_report(office: &Office, is_published: bool) -> bool {
    has_all(office) || (is_published && may_know(office))
}

/// How a status looks.
pub(crate) fn tone_of(status: DutyStatus) -> Tone {
    match status {
        DutyStatus::Pending { .. } => tone::CLOCK,
        DutyStatus::Met { .. } => tone::GOOD,
        DutyStatus::MetLate { .. } | DutyStatus::MetUnsure { .. } => tone::WARN,
        DutyStatus::Overdue { .. } => tone::BAD,
        DutyStatus::CannotTell(_) => tone::UNKNOWN,
        DutyStatus::NotBound(_) => tone::CLOSED,
    }
}

/// What a role is, in the reader's words: lead or participant, and of which kind.
pub(crate) fn part_of(visitor: &Visitor, drafter: &Drafter) -> String {
    let (part, kind) = (drafter.role.part.words(), drafter.role.drafter.words());
    format!("{} · {}", visitor.lang.label(part), visitor.lang.label(kind))
}

/// The standards that a dossier's roles speak of.
///
/// # Errors
/// If the database fails or a standard cannot be read.
pub(crate) fn standards_of(reader: &Reader, dossier: &Dossier) -> Result<Vec<Standard>, Fault> {
    let mut found: Vec<Standard> = Vec::new();
    for role in &dossier.drafting_roles.list {
        let number = role.edition.number();
        if !found.iter().any(|known| known.number == *number) {
            found.extend(reader.standard(number)?.map(|filed| filed.value));
        }
    }
    Ok(found)
}

/// The duties that are met, each with its day, for everybody.
fn met(visitor: &Visitor, drafter: &Drafter, standards: &[Standard], law: Law, seen: Seen) -> Vec<String> {
    let duties = drafter.duties(standards, law, seen).into_iter().flatten();
    let met = duties.filter_map(|(duty, status)| {
        let day = status.met_on()?;
        let w = &visitor.w.duties;
        let shown = drafter.shown(duty, standards, law, seen);
        let declared = if shown.is_some_and(|shown| shown.is_declared) { w.declared } else { "" };
        let photo = if shown.is_some_and(|shown| !shown.has_photo) { w.no_photo } else { "" };
        Some(format!("{}{}{day}{declared}{photo}", visitor.lang.label(duty.words()), visitor.w.case.colon))
    });
    met.collect()
}

/// The drafters of an edition, as everybody may know them.
pub(crate) fn of_edition(
    site: &PublicSite,
    visitor: &Visitor,
    standard: &Standard,
    edition: &Edition,
    drafters: &[Drafter],
    when: &When,
) -> Vec<RowView> {
    let law = site.reader().law();
    let of_it = drafters.iter().filter(|drafter| drafter.role.edition == edition.edition);
    let row = |drafter: &Drafter| {
        let mut under = vec![part_of(visitor, drafter)];
        under.extend(met(visitor, drafter, std::slice::from_ref(standard), law, when.seen));
        RowView {
            href: when.carried(format!("/makers/{}", drafter.enterprise())),
            title: drafter.name.clone(),
            state: None,
            under,
            links: Vec::new(),
        }
    };
    of_it.map(row).collect()
}

/// What a maker helped to draft, as everybody may know it.
pub(crate) fn of_maker(
    site: &PublicSite,
    visitor: &Visitor,
    dossier: &Dossier,
    standards: &[Standard],
    when: &When,
) -> Vec<RowView> {
    let roles = dossier.drafting_roles.list.iter().filter(|role| role.annulled.is_none());
    let row = |role| {
        let drafter = Drafter::of(dossier, role);
        let mut under = vec![part_of(visitor, &drafter)];
        under.extend(met(visitor, &drafter, standards, site.reader().law(), when.seen));
        RowView {
            href: when.carried(address(drafter.role.edition.number())),
            title: drafter.role.edition.print(),
            state: None,
            under,
            links: Vec::new(),
        }
    };
    roles.map(row).collect()
}

/// The duties of a drafter for itself: each with how it stands.
pub(crate) fn all_of(
    visitor: &Visitor,
    drafter: &Drafter,
    standards: &[Standard],
    law: Law,
    today: Day,
) -> Vec<(Duty, DutyStatus, Look)> {
    let duties = drafter.duties(standards, law, Seen::as_of(today)).into_iter().flatten();
    let look = |(duty, status): (Duty, DutyStatus)| {
        (duty, status, Look::new(tone_of(status), visitor.said(&status.said(today))))
    };
    duties.map(look).collect()
}

/// An edition that is to be reviewed, or of which nobody can tell.
pub(crate) struct ToReview {
    /// The edition.
    pub(crate) edition: Edition,
    /// The day on which the last of the full years was complete.
    pub(crate) since: Day,
    /// How many enterprises surely hold a valid authorisation.
    pub(crate) holders: u64,
    /// What the rule answers.
    pub(crate) outcome: Outcome,
}

/// Whether it is worth counting who holds a mark against any edition of a standard on a day.
pub(crate) fn may_be_due(standard: &Standard, law: Law, day: Day) -> bool {
    to_review(standard, &[], law, day).next().is_some()
}

/// Who holds a mark against an edition on a day, of these marks.
fn held(edition: &Edition, marks: &[PublicMark], law: Law, day: Day) -> Vec<Held> {
    let against = marks.iter().filter(|mark| mark.authorization.edition == edition.edition);
    let held = against.filter_map(|mark| {
        let is_certain = match standing(mark, law, day).name() {
            "valid" => true,
            "cannot_tell" => false,
            _ => return None,
        };
        Some(Held { enterprise: mark.enterprise, from: day, until: None, is_certain })
    });
    held.collect()
}

/// The editions of a standard that are to be reviewed on a day, where these marks are on file against it.
pub(crate) fn to_review<'a>(
    standard: &'a Standard,
    marks: &'a [PublicMark],
    law: Law<'a>,
    day: Day,
) -> impl Iterator<Item = ToReview> + use<'a> {
    standard.editions.iter().filter_map(move |edition| {
        let held = held(edition, marks, law, day);
        let (answer, since) = asked(standard, edition, &held, (law, day), |q| {
            let answers = REVIEWING.iter().map(|rule| outcome(rule, q));
            (answers.fold(Outcome::NotApplicable, Outcome::and), first_day(q, edition))
        })?;
        let (sure, _) = policy::standard::review::count_on(&held, day);
        (!answer.is_clear()).then(|| ToReview {
            edition: Edition { table: None, ..edition.clone() },
            since,
            holders: u64::try_from(sure).unwrap_or(u64::MAX),
            outcome: answer,
        })
    })
}

/// What the rules say of the review of each edition on a day, whatever they say, where these marks are on file against the
/// standard.
#[must_use]
pub fn review_verdicts(standard: &Standard, marks: &[PublicMark], law: Law, day: Day) -> Vec<Judged> {
    let judged = |edition: &Edition| {
        let held = held(edition, marks, law, day);
        let (verdict, since) =
            asked(standard, edition, &held, (law, day), |q| (verdict(REVIEWING, q), first_day(q, edition)))?;
        let is_due = verdict.outcome == Outcome::NotMet.name();
        Some(Judged {
            subject: "edition".to_owned(),
            id: edition.edition.to_string(),
            state: None,
            since: is_due.then_some(since),
            verdict,
        })
    };
    standard.editions.iter().filter_map(judged).collect()
}

/// Asks about the review of an edition; `None` where the question does not see it.
fn asked<T>(
    standard: &Standard,
    edition: &Edition,
    held: &[Held],
    (law, day): (Law, Day),
    answer: impl FnOnce(&Question) -> T,
) -> Option<T> {
    let scheme = Scheme::default();
    let world = World::without_enterprise(&scheme, std::slice::from_ref(standard));
    let about = About::Review(Reviewed { edition, held: Some(held) });
    let q = Question::new(world, about, law, day)?;
    q.sees(edition).then(|| answer(&q))
}
