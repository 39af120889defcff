//! The duties of those who took part in drafting (clause 4): one function says how each stands on a day, and rules,
//! desks, reports and public pages all ask it. Read as in reading 0019.

use super::Edition;
use super::drafting::{DraftingRole, Exhibition};
use super::number::EditionNumber;
use crate::article::{Said, Words};
use crate::authorization::{Authorization, MarkState, state, turning_days};
use crate::calendar::Day;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::Missing;
use crate::supervision::label::LabelFiling;

pub use super::drafting::Duty;

/// How a duty stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DutyStatus {
    /// Not met yet, and its last day is not over.
    Pending {
        /// The last day, which is in time.
        last: Day,
    },
    /// Met in time.
    Met {
        /// The first day on which what it asks for was so.
        on: Day,
        /// The last day.
        last: Day,
    },
    /// Met after its last day.
    MetLate {
        /// The first day on which what it asks for was so.
        on: Day,
        /// The last day.
        last: Day,
    },
    /// Not met, and its last day is over.
    Overdue {
        /// The last day; overdue from the day after.
        last: Day,
    },
    /// A fact is missing.
    CannotTell(Missing),
    /// The duty does not bind, or no longer: see [`Unbound`].
    NotBound(Unbound),
}

/// Why a duty does not bind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unbound {
    /// The drafter is no enterprise that could bear the mark.
    Kind,
    /// The drafter had left before the duty began.
    Left,
    /// The edition was in force before the policy was.
    BeforePolicy,
    /// The standard was withdrawn, and no later edition is on file.
    Withdrawn,
}

impl Unbound {
    fn words(self) -> Words {
        match self {
            Unbound::Kind => Words {
                zh: "起草单位不是企业，不承担第四条的主体责任",
                en: "the drafter is no enterprise: the duties of clause 4 are those of enterprises",
            },
            Unbound::Left => Words {
                zh: "标准发布前已退出起草",
                en: "it had left the drafting before the standard was published",
            },
            Unbound::BeforePolicy => Words {
                zh: "标准在政策首日之前已发布实施",
                en: "the edition was published and in force before the policy's first day",
            },
            Unbound::Withdrawn => Words {
                zh: "标准在期限届满前已废止，且无新版本，尚未到期的责任不再存在",
                en: "the standard was withdrawn before the last day and has no later edition: what was not due by then falls away",
            },
        }
    }
}

impl DutyStatus {
    /// The names of all statuses.
    pub const NAMES: [&'static str; 6] =
        ["pending", "met", "met_late", "overdue", "cannot_tell", "not_bound"];

    /// Stable name, as in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            DutyStatus::Pending { .. } => "pending",
            DutyStatus::Met { .. } => "met",
            DutyStatus::MetLate { .. } => "met_late",
            DutyStatus::Overdue { .. } => "overdue",
            DutyStatus::CannotTell(_) => "cannot_tell",
            DutyStatus::NotBound(_) => "not_bound",
        }
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            DutyStatus::Pending { .. } => Words { zh: "待履行", en: "pending" },
            DutyStatus::Met { .. } => Words { zh: "已履行", en: "met" },
            DutyStatus::MetLate { .. } => Words { zh: "逾期履行", en: "met late" },
            DutyStatus::Overdue { .. } => Words { zh: "逾期未履行", en: "overdue" },
            DutyStatus::CannotTell(_) => Words { zh: "无法判断", en: "cannot tell" },
            DutyStatus::NotBound(_) => Words { zh: "不承担", en: "not bound" },
        }
    }

    /// The last day of the duty, where it has one.
    #[must_use]
    pub fn last_day(self) -> Option<Day> {
        match self {
            DutyStatus::Pending { last }
            | DutyStatus::Met { last, .. }
            | DutyStatus::MetLate { last, .. }
            | DutyStatus::Overdue { last } => Some(last),
            DutyStatus::CannotTell(_) | DutyStatus::NotBound(_) => None,
        }
    }

    /// The day it was met, in time or not.
    #[must_use]
    pub fn met_on(self) -> Option<Day> {
        match self {
            DutyStatus::Met { on, .. } | DutyStatus::MetLate { on, .. } => Some(on),
            DutyStatus::Pending { .. }
            | DutyStatus::Overdue { .. }
            | DutyStatus::CannotTell(_)
            | DutyStatus::NotBound(_) => None,
        }
    }

    /// In a sentence, as of a day: with the days left, the day it was met, or what is missing.
    #[must_use]
    pub fn said(self, day: Day) -> Said {
        match self {
            DutyStatus::Pending { last } => {
                let left = day.days_until(last);
                Said::new(
                    format!("待履行：最迟{last}，还有{left}天"),
                    format!("pending: by {last}, {left} days left"),
                )
            }
            DutyStatus::Met { on, last } => Said::new(
                format!("已履行：{on}（最迟{last}）"),
                format!("met on {on} (by {last} at the latest)"),
            ),
            DutyStatus::MetLate { on, last } => Said::new(
                format!("逾期履行：{on}（最迟{last}）"),
                format!("met late, on {on} (by {last} at the latest)"),
            ),
            DutyStatus::Overdue { last } => Said::new(
                format!("逾期未履行：最迟{last}，自{}起逾期", last.next()),
                format!("overdue since {}: the last day was {last}", last.next()),
            ),
            DutyStatus::CannotTell(missing) => Said::new(
                format!("无法判断：缺少{}", missing.words.zh),
                format!("cannot tell: missing is {}", missing.words.en),
            ),
            DutyStatus::NotBound(why) => Said::new(why.words().zh, why.words().en),
        }
    }
}

const EDITION: Missing = Missing {
    fact: "edition",
    words: Words { zh: "标准版本的资料", en: "the edition of the standard" },
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
const LABEL_DECISION: Missing = Missing {
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
    let Some(edition) = q.edition(&role.edition) else { return Err(DutyStatus::CannotTell(EDITION)) };
    let start = clock_start(edition);
    let Some(numbers) = q.numbers_on(start) else {
        return Err(DutyStatus::NotBound(Unbound::BeforePolicy));
    };
    if q.end_of(role).is_some_and(|end| end <= edition.published_on) {
        return Err(DutyStatus::NotBound(Unbound::Left));
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

/// The first day on which what a duty asks for is so, of any record, as far as is on file: also a later one than the
/// day judged, where a record says so today.
#[must_use]
pub fn first_day_met(q: &Question, role: &DraftingRole, duty: Duty, start: Day) -> Option<Day> {
    let of = q.world.enterprise;
    match duty {
        Duty::Authorised => {
            let marks = q.seen(&of.authorizations).filter(|mark| carries(&role.edition, &mark.edition));
            marks.filter_map(|mark| first_valid(q, mark, start, MarkState::Valid)).min()
        }
        Duty::Labelled => {
            let labels =
                of.labels.iter().filter(|label| q.sees(*label) && carries(&role.edition, &label.edition));
            labels.filter_map(|label| first_compliant(q, label, start)).min()
        }
        Duty::Exhibited => {
            let shown = q.seen(&of.exhibitions).filter(|shown| carries(&role.edition, &shown.edition));
            shown.filter_map(|shown| first_shown(q, shown, start)).min()
        }
    }
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
    let is_decided = label.decided.as_ref().is_some_and(|decided| q.mark_day(&decided.mark).is_some());
    q.sees(label) && !is_decided && label.filed_on <= last
}

/// The first day, from `start` on, on which a table is shown.
fn first_shown(q: &Question, shown: &Exhibition, start: Day) -> Option<Day> {
    let first = shown.from.max(start);
    let is_shown =
        shown.until.is_none_or(|last| first <= last) && q.end_of(shown).is_none_or(|end| first < end);
    is_shown.then_some(first)
}

/// What stands in the way of saying that a duty was never met.
fn gap(q: &Question, role: &DraftingRole, duty: Duty, Term { start, last }: Term) -> Option<Missing> {
    let of = q.world.enterprise;
    match duty {
        Duty::Authorised => {
            let unsure = |mark: &&Authorization| {
                carries(&role.edition, &mark.edition)
                    && first_valid(q, mark, start, MarkState::CannotTell).is_some_and(|day| day <= q.day)
            };
            if !q.is_complete(&of.authorizations, start) {
                Some(AUTHORIZATIONS)
            } else if q.seen(&of.authorizations).any(|mark| unsure(&mark)) {
                Some(CERTIFICATE)
            } else {
                None
            }
        }
        // The platform keeps label filings itself, as it does authorisations: a file that does not say that it holds
        // these holds no filings either.
        Duty::Labelled => {
            let waits = |label: &&LabelFiling| {
                carries(&role.edition, &label.edition) && waits_since_in_time(q, label, last)
            };
            if !q.is_complete(&of.authorizations, start) {
                Some(AUTHORIZATIONS)
            } else if of.labels.iter().any(|label| waits(&label)) {
                Some(LABEL_DECISION)
            } else {
                None
            }
        }
        Duty::Exhibited => (!q.is_complete(&of.exhibitions, start)).then_some(EXHIBITIONS),
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
    let met = first_day_met(q, role, duty, term.start).filter(|&day| day <= q.day);
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
        (Some(on), None) => DutyStatus::MetLate { on, last },
        // It went no later than the last day.
        (Some(on), Some(gone)) if on < gone => DutyStatus::Met { on, last },
        (_, Some(_)) => DutyStatus::NotBound(Unbound::Withdrawn),
        (None, None) if q.day <= last => DutyStatus::Pending { last },
        (None, None) => match gap(q, role, duty, term) {
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
    days.extend(first_day_met(q, role, duty, start));
    if duty == Duty::Authorised {
        let marks = q.seen(&q.world.enterprise.authorizations);
        days.extend(marks.filter_map(|mark| first_valid(q, mark, start, MarkState::CannotTell)));
    }
    days
}
