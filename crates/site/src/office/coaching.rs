//! Coaching (clause 4): which firms of a bureau's area could lead a standard, and whose duties run out soon.

use std::cmp::Reverse;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use documents::sheet::Value;
use policy::article::{Article, Words};
use policy::authorization::{MarkState, state};
use policy::calendar::Day;
use policy::enterprise::Dossier;
use policy::finding::{MissingFact, finding, outcome_of_all};
use policy::powers::{Office, OfficeKind, covers};
use policy::question::{About, Law, Question, World};
use policy::rule::Outcome;
use policy::scheme::Scheme;
use policy::seen::Seen;
use policy::standard::Standard;
use policy::standard::duties::DutyStatus;
use policy::standard::rules::LEADING;
use registry::{Drafter, Fault, Reader};

use crate::acts::CaseKind;
use crate::office::{OfficeSite, case};
use crate::problem::Trouble;
use crate::public::columns::date;
use crate::public::duties::standards_of;
use crate::public::filter::{Filter, case_of};
use crate::public::rules::only_of_today;
use crate::reports::shape::{self, Shape};
use crate::reports::{Cell, Count, as_asked, offer};
use crate::session::Member;
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// The most firms looked through.
const LOOKED_THROUGH: usize = 2_000;

/// Whether an office coaches the firms of its area.
pub(super) fn coaches(office: &Office) -> bool {
    matches!(office.kind, OfficeKind::ProvinceBureau | OfficeKind::CityBureau | OfficeKind::CountyBureau)
}

/// A firm that could lead: its code, its name, its valid marks, what the rule of the lead's bar answers, and what is
/// missing where nobody can tell.
struct Firm {
    code: String,
    name: String,
    marks: usize,
    outcome: Outcome,
    missing: Vec<MissingFact>,
    /// The next last day of a duty of its own that is not met yet: once one as lead is over, it leads no more.
    next: Option<Day>,
}

impl Firm {
    /// What comes first is what is most urgent: a duty that runs out, the sooner the earlier; then a fact to be supplied,
    /// without which no proposal is accepted; then those that can lead, with most marks first.
    fn urgency(&self) -> (bool, Option<Day>, bool, Reverse<usize>, &str) {
        let waits = !self.missing.is_empty();
        (self.next.is_none(), self.next, !waits, Reverse(self.marks), &self.code)
    }
}

const COLUMNS: &[Words] = &[
    Words { zh: "企业", en: "Enterprise" },
    Words { zh: "可否牵头", en: "May lead" },
    Words { zh: "最近到期的责任", en: "Next duty due" },
    Words { zh: "有效授权", en: "Valid marks" },
    Words { zh: "缺少的信息", en: "What is missing" },
    Words { zh: "统一社会信用代码", en: "Credit code" },
];
const ARTICLES: &[Article] = &[Article::of(4)];

/// A firm as a row.
fn cells(visitor: &Visitor, firm: &Firm) -> Vec<Cell> {
    let w = &visitor.w.reported;
    let missing = firm.missing.iter().map(|missing| {
        fill(w.coaching_missing, &[&visitor.said(&missing.words), &visitor.said(&missing.from_words)])
    });
    vec![
        Cell::text(&*firm.name).leads_to(case::address(CaseKind::Enterprise, &firm.code)),
        Cell::text(visitor.word(firm.outcome.words())),
        Cell::of(firm.next.map_or(Value::Empty, date)),
        Cell::count(u64::try_from(firm.marks).unwrap_or(u64::MAX)),
        Cell::of(match firm.missing.is_empty() {
            true => Value::Empty,
            false => Value::Text(missing.collect::<Vec<_>>().join(visitor.w.case.comma)),
        }),
        Cell::text(&*firm.code),
    ]
}

/// `GET /desk/coaching`: the page, or its firms as a spreadsheet where `format` asks for one.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    Query(filter): Query<Filter>,
    member: Member,
) -> Result<Response, Trouble> {
    let office = member.office()?.clone();
    if !coaches(&office) {
        return Err(Trouble::Forbidden);
    }
    let (visitor, public) = (&member.visitor, site.public());
    only_of_today(public, visitor)?;
    public.bound_heavy(visitor)?;
    let (filter, doubts) = filter.read(&offer(COLUMNS, &[]));
    let today = public.today();
    let look = move |reader: &Reader| Ok((firms(reader, &office, today)?, reader.head().size));
    let ((firms, is_cut), size) = public.look(look).await?;
    let w = &visitor.w.reported;
    let soon = ("/desk?part=duties_soon".to_owned(), w.desk_soon.to_owned());
    let about = shape::About { says: Vec::new(), note: w.coaching_how, links: vec![soon], after: None };
    let shape = Shape {
        note: is_cut.then_some(w.coaching_cut),
        up: Some(("/desk".to_owned(), visitor.w.case.desk_title)),
        has_days: false,
        about: Some(about),
        ..Shape::list(
            ("coaching", "/desk/coaching"),
            (w.desk_coaching.to_owned(), w.coaching_lead),
            (COLUMNS, ARTICLES),
            doubts,
        )
    };
    let rows: Vec<Vec<Cell>> = firms.iter().map(|firm| cells(visitor, firm)).collect();
    let count = Count { value: Arc::new(rows), size };
    as_asked(public, visitor, (&shape, Vec::new()), &filter, count, When::today(today))
}

/// The firms of an area with a valid mark that nothing on file keeps from leading, what is most urgent first; and whether
/// there may be more.
fn firms(reader: &Reader, office: &Office, today: Day) -> Result<(Vec<Firm>, bool), Fault> {
    let area = office.of.as_deref().unwrap_or_default().trim_end_matches('0');
    let mut query = registry::Query {
        kind: "enterprise".to_owned(),
        region: area.to_owned(),
        limit: 200,
        ..registry::Query::default()
    };
    let (mut found, mut looked, mut is_cut) = (Vec::new(), 0, false);
    loop {
        let part = reader.rows(&query)?;
        looked += part.items.len();
        let own =
            part.items.iter().filter(|row| office.of.as_deref().is_none_or(|own| covers(own, &row.region)));
        for row in own {
            let dossier: Dossier = case_of(row)?;
            found.extend(firm(reader, &dossier, today)?);
        }
        match part.next {
            Some(next) if looked < LOOKED_THROUGH => query.after = next.id,
            next => {
                is_cut |= next.is_some();
                break;
            }
        }
    }
    found.sort_by(|one: &Firm, two| one.urgency().cmp(&two.urgency()));
    Ok((found, is_cut))
}

fn firm(reader: &Reader, dossier: &Dossier, today: Day) -> Result<Option<Firm>, Fault> {
    if dossier.authorizations.list.is_empty() {
        return Ok(None);
    }
    let standards = standards_of(reader, dossier)?;
    let scheme = Scheme::default();
    let world = World { enterprise: dossier, parents: &[], scheme: &scheme, standards: &standards };
    let Some(q) = Question::new(world, About::LeadProposal, reader.law(), today) else { return Ok(None) };
    let valid = dossier.authorizations.list.iter();
    let marks = valid.filter(|mark| q.sees(*mark) && state(mark, &q) == MarkState::Valid).count();
    let outcome = outcome_of_all(LEADING, &q);
    if marks == 0 || outcome == Outcome::NotMet {
        return Ok(None);
    }
    let missing = LEADING.iter().filter_map(|rule| finding(rule, &q).missing).collect();
    let next = next_last_day(dossier, &standards, reader.law(), today);
    let (code, name) = (dossier.enterprise.to_string(), dossier.name());
    Ok(Some(Firm { code, name, marks, outcome, missing, next }))
}

/// The next last day among the duties of a firm that wait.
fn next_last_day(dossier: &Dossier, standards: &[Standard], law: Law, today: Day) -> Option<Day> {
    let roles = dossier.drafting_roles.list.iter().filter(|role| role.annulled.is_none());
    let duties = roles.flat_map(|role| Drafter::of(dossier, role).duties(standards, law, Seen::as_of(today)));
    let waits = duties.flatten().filter_map(|(_, status)| match status {
        DutyStatus::Pending { last } => Some(last),
        DutyStatus::Met { .. }
        | DutyStatus::MetLate { .. }
        | DutyStatus::MetUnsure { .. }
        | DutyStatus::Overdue { .. }
        | DutyStatus::CannotTell(_)
        | DutyStatus::NotBound(_) => None,
    });
    waits.min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use policy::article::Said;

    /// A duty that runs out comes before a fact that is missing, and that before those with most marks.
    #[test]
    fn what_is_most_urgent_comes_first() {
        let firm = |code: &str, marks: usize, next: Option<Day>, is_missing: bool| Firm {
            code: code.to_owned(),
            name: String::new(),
            marks,
            outcome: Outcome::Met,
            missing: Vec::from_iter(is_missing.then(|| MissingFact {
                fact: "fact".to_owned(),
                words: Said::new("事实", "fact"),
                from: OfficeKind::Federation,
                from_words: Said::new("联合会", "federation"),
            })),
            next,
        };
        let [soon, later] = [Day::constant(2026, 12, 1), Day::constant(2027, 3, 1)];
        let mut firms = [
            firm("E", 9, None, false),
            firm("F", 1, None, false),
            firm("C", 1, None, true),
            firm("D", 9, None, false),
            firm("B", 9, Some(later), true),
            firm("A", 1, Some(soon), false),
        ];
        firms.sort_by(|one, two| one.urgency().cmp(&two.urgency()));
        let order: String = firms.iter().map(|firm| firm.code.as_str()).collect();
        assert_eq!(order, "ABCDEF");
    }
}
