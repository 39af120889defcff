//! The duties of those who took part in drafting (clause 4): one function says how each stands on a day, and rules,
//! desks, reports and public pages all ask it. Read as in reading 0019.

use super::Edition;
use super::drafting::{DraftingRole, Exhibition};
use super::number::EditionNumber;
use crate::article::Words;
use crate::authorization::{Authorization, MarkState, state, turning_days};
use crate::calendar::Day;
use crate::enterprise::record::Record;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::Missing;
use crate::supervision::label::LabelFiling;

pub use super::drafting::Duty;
pub use super::duty_status::{DutyStatus, Unbound};

const EDITION: Missing = Missing {
    fact: "edition",
    words: Words { zh: "标准版本的资料", en: "the edition of the standard" },
    from: OfficeKind::Federation,
};
const FIRST_DAY: Missing = Missing {
    fact: "drafting_role_since",
    words: Words {
        zh: "参与起草的真实首日（在案的首日晚于标准发布日，发布之后无人参与起草）",
        en: "the true first day as a drafter (the one on file comes after publication, when nobody drafts any more)",
    },
    from: OfficeKind::Federation,
};
const AUTHORIZATIONS: Missing = Missing {
    fact: "authorizations_complete",
    words: Words { zh: "授权记录是否完整", en: "whether the authorisations on file are complete" },
    from: OfficeKind::Federation,
};
const CERTIFICATE: Missing = Missing {
    fact: "certificate",
    words: Words { zh: "授权所依据的证书", en: "the certificate that an authorisation rests on" },
    from: OfficeKind::CertificationBody,
};
pub(crate) const LABEL_DECISION: Missing = Missing {
    fact: "label_decision",
    words: Words {
        zh: "监管部门对按期提交的贴标备案的审查结论",
        en: "the bureau's answer to a label filing that came in time",
    },
    from: OfficeKind::CountyBureau,
};
const EXHIBITIONS: Missing = Missing {
    fact: "exhibitions_complete",
    words: Words {
        zh: "对比表明示记录是否完整（尚无部门确认回溯到标准实施日）",
        en: "whether the showings on file are complete (no bureau has confirmed them back to the first day)",
    },
    from: OfficeKind::CountyBureau,
};

/// The time of a duty: the later of publication and first day in force, and the last day, which is in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The day the clock starts.
    pub start: Day,
    /// The last day.
    pub last: Day,
}

/// The day the clocks of clause 4 start for an edition.
#[must_use]
pub fn clock_start(edition: &Edition) -> Day {
    edition.published_on.max(edition.in_force_from)
}

/// The time of the duties of a role, by the number of years in force on the day the clock starts.
///
/// # Errors
/// The status of the duties where they have no time: the edition is not on file, or they do not bind.
pub fn term(q: &Question, role: &DraftingRole) -> Result<Term, DutyStatus> {
    if !role.drafter.is_bound() {
        return Err(DutyStatus::NotBound(Unbound::Kind));
    }
    let Some(edition) = q.edition(&role.edition) else { return Err(DutyStatus::CannotTell(&EDITION)) };
    let start = clock_start(edition);
    let Some(numbers) = q.numbers_on(start) else {
        return Err(DutyStatus::NotBound(Unbound::BeforePolicy));
    };
    if q.end_of(role).is_some_and(|end| end <= edition.published_on) {
        return Err(DutyStatus::NotBound(Unbound::Left));
    }
    // Nobody begins to draft what is published: one of the two days is wrong.
    if edition.published_on < role.since {
        return Err(DutyStatus::CannotTell(&FIRST_DAY));
    }
    Ok(Term { start, last: start.plus_years(numbers.duty_years) })
}

/// Whether an edition is the one of the role or a later one of the same standard, which takes its place.
fn carries(role: &EditionNumber, edition: &EditionNumber) -> bool {
    role.number() == edition.number() && role.year() <= edition.year()
}

/// The first day without the edition or a later one of the same standard, if they are all withdrawn.
fn gone_on(q: &Question, role: &DraftingRole) -> Option<Day> {
    let editions = q.world.standards.iter().flat_map(|standard| &standard.editions);
    let mut gone = None;
    for edition in editions.filter(|known| carries(&role.edition, &known.edition) && q.sees(*known)) {
        gone = gone.max(Some(q.end_of(edition)?));
    }
    gone
}

/// A record by which a duty was met.
#[derive(Debug, Clone, Copy)]
pub enum MetBy<'a> {
    /// A mark that was valid.
    Mark(&'a Authorization),
    /// A label filing that was compliant.
    Label(&'a LabelFiling),
    /// A showing of the table.
    Shown(&'a Exhibition),
}

/// The first day on which what a duty asks for is so, with the record by which it is, as far as is on file: also a later
/// one than the day judged, where a record says so today.
#[must_use]
pub fn first_met<'a>(
    q: &Question<'a>,
    role: &DraftingRole,
    duty: Duty,
    start: Day,
) -> Option<(Day, MetBy<'a>)> {
    let of = q.world.enterprise;
    match duty {
        Duty::Authorised => {
            let marks = q.seen(&of.authorizations).filter(|mark| carries(&role.edition, &mark.edition));
            let met = marks.filter_map(|mark| Some((first_valid(q, mark, start, MarkState::Valid)?, mark)));
            first_of(met).map(|(day, mark)| (day, MetBy::Mark(mark)))
        }
        Duty::Labelled => {
            let labels =
                of.labels.iter().filter(|label| q.sees(*label) && carries(&role.edition, &label.edition));
            let met = labels.filter_map(|label| Some((first_compliant(q, label, start)?, label)));
            first_of(met).map(|(day, label)| (day, MetBy::Label(label)))
        }
        Duty::Exhibited => {
            let shown = q.seen(&of.exhibitions).filter(|shown| carries(&role.edition, &shown.edition));
            let met = shown.filter_map(|shown| Some((first_shown(q, shown, start)?, shown)));
            first_of(met).map(|(day, shown)| (day, MetBy::Shown(shown)))
        }
    }
}

/// The first of several; of those of one day the one whose number comes first, for the order of entry must not choose.
fn first_of<'a, R: Record>(met: impl Iterator<Item = (Day, &'a R)>) -> Option<(Day, &'a R)> {
    met.min_by(|(one, first), (other, second)| one.cmp(other).then_with(|| first.id().cmp(second.id())))
}

/// The label filing that came in time and waits for the bureau, if that is what nobody can tell by.
#[must_use]
pub fn waiting<'a>(q: &Question<'a>, role: &DraftingRole, last: Day) -> Option<&'a LabelFiling> {
    let labels = q.world.enterprise.labels.iter();
    labels
        .filter(|label| carries(&role.edition, &label.edition))
        .filter(|label| waits_since_in_time(q, label, last))
        .min_by(|one, other| one.id.cmp(&other.id))
}

/// The first day, from `start` on, on which an authorisation is in a state. It comes into one on its first day or on a
/// day on which something of it or of its certificate turns, and on no other.
fn first_valid(q: &Question, mark: &Authorization, start: Day, sought: MarkState) -> Option<Day> {
    let is_it = |day: &Day| state(mark, &Question { day: *day, ..*q }) == sought;
    let first = mark.from.max(start);
    if is_it(&first) {
        return Some(first);
    }
    turning_days(mark, q).into_iter().filter(|&day| day > first && is_it(&day)).min()
}

/// The first day, from `start` on, on which a label filing is compliant: one that is accepted is so from the day it was
/// filed, for what a party brings counts from its receipt (reading 0012), until the acceptance is withdrawn.
fn first_compliant(q: &Question, label: &LabelFiling, start: Day) -> Option<Day> {
    let (accepted, first) = (label.accepted_on(q)?, label.filed_on.max(start));
    q.end_of(label).is_none_or(|end| accepted < end && first < end).then_some(first)
}

/// Whether a filing came in time and waits for the bureau: it may turn out to be compliant from its filing day.
fn waits_since_in_time(q: &Question, label: &LabelFiling, last: Day) -> bool {
    // One whose mark ended before it was decided never becomes compliant.
    q.sees(label) && label.decision(q).is_none() && q.end_of(label).is_none() && label.filed_on <= last
}

/// The first day, from `start` on, on which a table is shown.
fn first_shown(q: &Question, shown: &Exhibition, start: Day) -> Option<Day> {
    let first = shown.from.max(start);
    let is_shown =
        shown.until.is_none_or(|last| first <= last) && q.end_of(shown).is_none_or(|end| first < end);
    is_shown.then_some(first)
}

/// What stands in the way of saying that a duty was not met by a day.
fn gap(
    q: &Question,
    role: &DraftingRole,
    duty: Duty,
    (Term { start, last }, by): (Term, Day),
) -> Option<&'static Missing> {
    let of = q.world.enterprise;
    match duty {
        Duty::Authorised => {
            let unsure = |mark: &&Authorization| {
                carries(&role.edition, &mark.edition)
                    && first_valid(q, mark, start, MarkState::CannotTell).is_some_and(|day| day <= by)
            };
            if !q.is_complete(&of.authorizations, start) {
                Some(&AUTHORIZATIONS)
            } else if q.seen(&of.authorizations).any(|mark| unsure(&mark)) {
                Some(&CERTIFICATE)
            } else {
                None
            }
        }
        // The platform keeps label filings itself, as it does authorisations: a file that does not say that it holds
        // these holds no filings either.
        Duty::Labelled => {
            if !q.is_complete(&of.authorizations, start) {
                Some(&AUTHORIZATIONS)
            } else if waiting(q, role, last).is_some() {
                Some(&LABEL_DECISION)
            } else {
                None
            }
        }
        Duty::Exhibited => (!q.is_complete(&of.exhibitions, start)).then_some(&EXHIBITIONS),
    }
}

/// How a duty of a role stands on the day of the question.
///
/// Once met it stays met, whatever becomes of the mark, the label or the showing later; one that was lost before the
/// duty began or was never valid counts for nothing (reading 0019).
#[must_use]
pub fn status(q: &Question, role: &DraftingRole, duty: Duty) -> DutyStatus {
    let term = match term(q, role) {
        Ok(term) => term,
        Err(status) => return status,
    };
    let met = first_met(q, role, duty, term.start).map(|(day, _)| day).filter(|&day| day <= q.day);
    // What was due already is not undone by a withdrawal that came after the last day.
    let gone = gone_on(q, role).filter(|&day| day <= q.day && day <= term.last);
    status_within(q, role, duty, term, met, gone)
}

fn status_within(
    q: &Question,
    role: &DraftingRole,
    duty: Duty,
    term: Term,
    met: Option<Day>,
    gone: Option<Day>,
) -> DutyStatus {
    let last = term.last;
    match (met, gone) {
        (Some(on), None) if on <= last => DutyStatus::Met { on, last },
        // It may have been met before by something that nobody has entered, or of which nobody can tell.
        (Some(on), None) => match gap(q, role, duty, (term, last)) {
            Some(missing) => DutyStatus::MetUnsure { on, last, missing },
            None => DutyStatus::MetLate { on, last },
        },
        // It went no later than the last day.
        (Some(on), Some(gone)) if on < gone => DutyStatus::Met { on, last },
        (_, Some(_)) => DutyStatus::NotBound(Unbound::Withdrawn),
        (None, None) if q.day <= last => DutyStatus::Pending { last },
        (None, None) => match gap(q, role, duty, (term, q.day)) {
            Some(missing) => DutyStatus::CannotTell(missing),
            None => DutyStatus::Overdue { last },
        },
    }
}

/// Days after the one judged on which the status may change, as far as is on file.
#[must_use]
pub fn turning(q: &Question, role: &DraftingRole, duty: Duty) -> Vec<Day> {
    let Ok(Term { start, last }) = term(q, role) else { return Vec::new() };
    let mut days = vec![start, last.next()];
    days.extend(gone_on(q, role).filter(|&gone| gone <= last));
    days.extend(first_met(q, role, duty, start).map(|(day, _)| day));
    if duty == Duty::Authorised {
        let marks = q.seen(&q.world.enterprise.authorizations);
        days.extend(marks.filter_map(|mark| first_valid(q, mark, start, MarkState::CannotTell)));
    }
    days
}
