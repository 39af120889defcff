//! Coaching (clause 4): which firms of a bureau's area could lead a standard, and whose duties run out soon.

use std::cmp::Reverse;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use documents::sheet::{Sheet, Value};
use policy::article::Words;
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
use registry::{Drafter, Fault, Query, Reader};

use crate::acts::CaseKind;
use crate::frame::{Frame, Section};
use crate::lang::pair;
use crate::office::desk_list::SHOWN;
use crate::office::desk_row::DeskRow;
use crate::office::{OfficeSite, case, drafter};
use crate::problem::Trouble;
use crate::public::columns::date;
use crate::public::duties::standards_of;
use crate::public::filter::case_of;
use crate::public::registers::RowView;
use crate::public::{export, page};
use crate::session::Member;
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::words::fill;

/// The most firms looked through.
const LOOKED_THROUGH: usize = 2_000;

#[derive(Template)]
#[template(path = "coaching.html")]
struct CoachingPage {
    f: Frame,
    soon: Vec<DeskRow>,
    is_soon_cut: bool,
    /// Where those are told that were not looked at, where not all were.
    left: Option<&'static str>,
    firms: Vec<RowView>,
    are_firms_cut: bool,
}

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

/// The columns of the firms as a sheet.
const COLUMNS: [Words; 6] = [
    Words { zh: "企业", en: "Enterprise" },
    Words { zh: "统一社会信用代码", en: "Credit code" },
    Words { zh: "有效授权", en: "Valid marks" },
    Words { zh: "可否牵头", en: "May lead" },
    Words { zh: "最近到期的责任", en: "Next duty due" },
    Words { zh: "缺少的信息", en: "What is missing" },
];

fn sheet(visitor: &Visitor, firms: &[Firm]) -> Sheet {
    let row = |firm: &Firm| {
        let missing = firm.missing.iter().map(|missing| visitor.said(&missing.words));
        vec![
            Value::Text(firm.name.clone()),
            Value::Text(firm.code.clone()),
            Value::Whole(i64::try_from(firm.marks).unwrap_or(i64::MAX)),
            Value::Text(visitor.word(firm.outcome.words()).to_owned()),
            firm.next.map_or(Value::Empty, date),
            Value::Text(missing.collect::<Vec<_>>().join(visitor.w.case.comma)),
        ]
    };
    Sheet {
        name: "coaching".to_owned(),
        headers: COLUMNS.iter().map(|words| visitor.lang.label(*words)).collect(),
        rows: firms.iter().map(row).collect(),
    }
}

/// `GET /desk/coaching`: the page, or its firms as a spreadsheet where `format` asks for one.
pub(crate) async fn show(State(site): State<OfficeSite>, member: Member) -> Result<Response, Trouble> {
    let office = member.office()?.clone();
    if !coaches(&office) {
        return Err(Trouble::Forbidden);
    }
    let visitor = &member.visitor;
    site.public().bound_heavy(visitor)?;
    let (today, asked) = (site.public().today(), office.clone());
    let found = site.public().look(move |reader| {
        let firms = firms(reader, &asked, today)?;
        Ok((firms, drafter::of_area(reader, &asked, today)?))
    });
    let ((firms, are_firms_cut), (duties, is_more)) = found.await?;
    let format = visitor.glimpse.query.as_deref().and_then(|query| pair(query, '&', "format"));
    if let Some(format @ ("csv" | "xlsx")) = format {
        return export::spreadsheet(&sheet(visitor, &firms), "coaching", format == "csv");
    }
    let (soon, is_cut) = drafter::soon(visitor, &duties, today, SHOWN);
    let shown = page(&CoachingPage {
        f: visitor.frame(visitor.w.reported.desk_coaching, Section::Other),
        soon,
        is_soon_cut: is_cut,
        left: is_more.then_some(drafter::WAITING),
        firms: firms.iter().map(|firm| view(visitor, firm)).collect(),
        are_firms_cut,
    });
    Ok(shown?.into_response())
}

fn view(visitor: &Visitor, firm: &Firm) -> RowView {
    let w = &visitor.w.reported;
    let mut under = vec![firm.code.clone(), fill(w.coaching_under, &[&firm.marks])];
    under.extend(firm.next.map(|day| fill(w.coaching_next, &[&day])));
    under.extend(firm.missing.iter().map(|missing| {
        fill(w.coaching_missing, &[&visitor.said(&missing.words), &visitor.said(&missing.from_words)])
    }));
    RowView {
        href: case::address(CaseKind::Enterprise, &firm.code),
        title: firm.name.clone(),
        state: Some(Look::new(tone::of_outcome(firm.outcome.name()), visitor.word(firm.outcome.words()))),
        under,
        links: Vec::new(),
    }
}

/// The firms of an area with a valid mark that nothing on file keeps from leading, what is most urgent first; and whether
/// there may be more.
fn firms(reader: &Reader, office: &Office, today: Day) -> Result<(Vec<Firm>, bool), Fault> {
    let area = office.of.as_deref().unwrap_or_default().trim_end_matches('0');
    let mut query =
        Query { kind: "enterprise".to_owned(), region: area.to_owned(), limit: 200, ..Query::default() };
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
    is_cut |= found.len() > SHOWN;
    found.truncate(SHOWN);
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
