//! The work on cases that waits for an office, kind by kind: which rows, in which order, what the rules say of each, and how
//! the desk shows it.

use std::collections::HashMap;

use policy::article::Said;
use policy::calendar::Day;
use policy::command::ActKind;
use policy::enterprise::credit_code::CreditCode;
use policy::finding::{Finding, Verdict};
use policy::powers::{Office, OfficeKind};
use policy::standard::project::stage::Stage;
use policy::supervision::Proceeding;
use registry::{Fault, Reader, Row};

use crate::acts::CaseKind;
use crate::lang::Lang;
use crate::office::called::{Called, title_of};
use crate::office::desk::{Part, SEARCH, view};
use crate::office::desk_list::{Wanted, kinds};
use crate::office::desk_row::{DOT, DeskRow, Placed, days};
use crate::office::joint;
use crate::office::waits::{Looks, Work, is_work_of};
use crate::office::weighing::{self, Note};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::filter::case_of;
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::words::fill;

/// The most rows of the store looked through for one part.
const LOOKED_THROUGH: usize = 2_000;

/// Work that waits, as much of it as is told.
#[derive(Default)]
pub(super) struct Waiting {
    rows: Vec<(Row, Work)>,
    /// How many there are of those that were looked at.
    count: usize,
    /// After what the next page begins.
    next: Option<String>,
    /// Whether not all were looked at.
    is_left: bool,
}

/// The page of some work that is wanted.
pub(super) fn page(wanted: &Wanted, rows: Vec<(Row, Work)>, is_left: bool) -> Waiting {
    let count = rows.len();
    let placed = |(row, work): &(Row, Work)| {
        let (_, due, since) = work.order();
        Placed {
            due: format!("{}{since}", Placed::day(due)),
            since: Some(since.to_string()),
            title: row.title.clone(),
            last: row.id.clone(),
        }
    };
    let (rows, next) = wanted.page(rows, placed);
    Waiting { rows, count, next, is_left }
}

/// The parts of a desk that are work on cases, in their order, and where cases of each are looked for.
const PARTS: [(&str, &str); 6] = [
    ("joint", SEARCH),
    ("projects", "/projects"),
    ("declarations", SEARCH),
    ("labels", SEARCH),
    ("proceedings", SEARCH),
    ("checks", SEARCH),
];

/// Whether a part is work on cases, whose rows say what they are.
pub(super) fn is_of_cases(part: &str) -> bool {
    PARTS.iter().any(|(name, _)| *name == part)
}

/// Kinds of work: the kind of case, and the states in which it waits for anybody.
fn work() -> [(&'static str, CaseKind, Vec<&'static str>); 5] {
    let stages = Stage::ALL.iter().filter(|stage| !stage.is_over()).map(|stage| stage.name());
    [
        ("projects", CaseKind::Project, stages.collect()),
        ("declarations", CaseKind::Declaration, vec!["pending"]),
        ("labels", CaseKind::Label, vec!["filed"]),
        ("proceedings", CaseKind::Proceeding, vec!["open", "decided"]),
        ("checks", CaseKind::Check, vec!["sampled", "tested", "notified", "objected", "answered"]),
    ]
}

/// The work of one kind that an office can act on today.
fn waiting(
    reader: &Reader,
    looks: Looks,
    (name, kind, states): (&str, CaseKind, Vec<&str>),
    wanted: &Wanted,
) -> Result<Waiting, Fault> {
    let (mut rows, mut looked, mut is_left) = (Vec::new(), 0, false);
    if !wanted.takes(name) || !is_work_of(looks.office, kind) {
        return Ok(Waiting::default());
    }
    for state in states {
        let mut query = registry::Query {
            kind: kind.name().to_owned(),
            state: state.to_owned(),
            limit: 200,
            ..registry::Query::default()
        };
        if looks.office.kind == OfficeKind::Maker {
            query.enterprise = looks.office.of.clone().unwrap_or_default();
        }
        loop {
            let part = reader.rows(&query)?;
            looked += part.items.len();
            for row in part.items {
                let work = match weighing::unled(reader, looks, &row)? {
                    Some(work) => Some(work),
                    None => looks.work(&row)?,
                };
                rows.extend(work.map(|work| (row, work)));
            }
            match part.next {
                Some(next) if looked < LOOKED_THROUGH => query.after = next.id,
                left => {
                    is_left |= left.is_some();
                    break;
                }
            }
        }
    }
    Ok(page(wanted, rows, is_left))
}

/// The parts of a desk that are work on cases.
///
/// # Errors
/// A fault of the reader.
pub(super) async fn parts(
    site: &PublicSite,
    visitor: &Visitor,
    office: &Office,
    wanted: &Wanted,
) -> Result<Vec<Part>, Trouble> {
    let (asked, today, of) = (office.clone(), site.today(), wanted.clone());
    let found = site
        .look(move |reader| {
            let scheme = reader.scheme()?;
            let looks = Looks { office: &asked, law: reader.law(), scheme: &scheme, today };
            let found = work().into_iter().map(|work| waiting(reader, looks, work, &of));
            let found = std::iter::once(joint::waiting(reader, looks, &of)).chain(found);
            let mut found = found.collect::<Result<Vec<Waiting>, _>>()?;
            for waiting in &mut found {
                weighing::weigh(reader, looks, &mut waiting.rows)?;
            }
            let answers = answers(reader, found.iter().flat_map(|waiting| &waiting.rows), today)?;
            Ok((found, answers))
        })
        .await?;
    let (found, answers) = found;
    let titles = kinds(visitor, office);
    let view =
        |(row, work): &(Row, Work)| view_of_work(visitor, office, (row, work), answers.get(&row.id), today);
    let part = |((name, place), waiting): ((&'static str, &'static str), Waiting)| {
        let title = titles.iter().find(|(known, _)| *known == name).map(|(_, title)| *title)?;
        let rows = waiting.rows.iter().filter_map(view).collect();
        let Waiting { count, next, is_left, .. } = waiting;
        Some(Part { count, next, ..Part::new(name, title, place, rows, is_left) })
    };
    Ok(PARTS.into_iter().zip(found).filter_map(part).collect())
}

/// What the rules say of a declaration: all together, and which of them do not say yes.
struct Answer {
    outcome: String,
    words: Said,
    open: Vec<Said>,
}

impl Answer {
    fn of(verdict: Verdict) -> Answer {
        let is_no = |outcome: &str| ["not_met", "cannot_tell"].contains(&outcome);
        // One of several alternatives stands in nobody's way.
        let is_open = |finding: &Finding| finding.part_of.is_none() && is_no(&finding.outcome);
        let findings = verdict.findings.into_iter().filter(|_| is_no(&verdict.outcome));
        let open = findings.filter(is_open).map(|finding| finding.title).collect();
        Answer { open, outcome: verdict.outcome, words: verdict.outcome_words }
    }
}

/// What the rules say of each declaration among the rows, for its own filing day: a queue is worked from findings, not
/// from dates.
fn answers<'a>(
    reader: &Reader,
    rows: impl Iterator<Item = &'a (Row, Work)>,
    today: Day,
) -> Result<HashMap<String, Answer>, registry::Fault> {
    let mut asked: Vec<&str> = rows
        .filter(|(row, _)| row.kind == CaseKind::Declaration.name())
        .map(|(row, _)| row.enterprise.as_str())
        .collect();
    asked.sort_unstable();
    asked.dedup();
    let mut answers = HashMap::new();
    for code in asked.into_iter().filter_map(|code| CreditCode::parse_overridden(code).ok()) {
        let Some(file) = reader.case_file(code)? else { continue };
        let judged = file.judge(reader.law(), today, None).unwrap_or_default();
        let judged = judged.into_iter().filter(|judged| judged.subject == CaseKind::Declaration.name());
        answers.extend(judged.map(|one| (one.id, Answer::of(one.verdict))));
    }
    Ok(answers)
}

/// What can be done, as acts and in lines: a grant that conditions stand in the way of is told as such.
fn offered(
    visitor: &Visitor,
    office: &Office,
    work: &Work,
    answer: Option<&Answer>,
) -> (Vec<ActKind>, Vec<String>) {
    let w = &visitor.w.case;
    // An unknown never grants, and what is not met does not either.
    let open = answer.map(|answer| answer.open.as_slice()).unwrap_or_default();
    let is_refused = |act: &ActKind| *act == ActKind::GrantDeclared && !open.is_empty();
    let (refused, can): (Vec<ActKind>, Vec<ActKind>) = work.acts.iter().partition(|act| is_refused(act));
    let title = |act: &ActKind| title_of(*act, work.called().map(Called::day), office, visitor.lang);
    let titles: Vec<String> = can.iter().map(title).collect();
    let offered = (!titles.is_empty()).then(|| format!("{}{}{}", w.acts, w.colon, titles.join(w.comma)));
    let between = if visitor.lang == Lang::Zh { "；" } else { "; " };
    let why: Vec<String> = open.iter().map(|said| visitor.said(said)).collect();
    let refused = refused.iter().map(|act| fill(visitor.w.waits.refused, &[&title(act), &why.join(between)]));
    (can, offered.into_iter().chain(refused).collect())
}

/// Work as the desk shows it: where it stands, by when, and what can be done.
fn view_of_work(
    visitor: &Visitor,
    office: &Office,
    (row, work): (&Row, &Work),
    answer: Option<&Answer>,
    today: Day,
) -> Option<DeskRow> {
    let w = &visitor.w.case;
    let kind = CaseKind::named(&row.kind)?;
    let mut view = view(visitor, row)?;
    if let Some(Answer { outcome, words, .. }) = answer {
        let word = format!("{}{}{}", w.conditions, w.colon, visitor.said(words));
        view.state = Some(Look::new(tone::of_outcome(outcome), word));
    }
    // The last days of the policy are the party's: once they are over, the office may go on.
    if work.is_overdue(today) && work.called().is_none() {
        view.state = view
            .state
            .map(|state| Look::new(tone::CLOCK, format!("{} · {}", state.word, w.answer_time_over)));
    }
    let (acts, offered) = offered(visitor, office, work, answer);
    if let Some(what) = view.under.first_mut() {
        *what = visitor.lang.label(work.what);
    }
    view.under.extend(marks_of(row));
    let mut lines = vec![view.under.join(DOT)];
    if let Some(declaration) = joint::declaration_of(row) {
        lines.push(joint::lines(visitor, &declaration).join(DOT));
    }
    let due = work.due.map(|due| (due.what, due.day));
    lines.push(days(visitor, today, due, (Some(work.since), work.known())));
    view.under = lines;
    view.under.extend(offered);
    view.under.extend(work.notes.iter().flat_map(|note| note.says(visitor, today)));
    view.under.push(visitor.lang.label(work.otherwise));
    view.links.extend(work.notes.iter().filter_map(|note| note.link(visitor, row)));
    if work.notes.iter().any(|note| matches!(note, Note::Gone(_))) {
        view.state = Some(Look::new(tone::BAD, visitor.w.project.lead_gone));
    }
    let enterprise = Some(row.enterprise.clone()).filter(|code| !code.is_empty());
    let (since, is_work) = (Some(work.since), true);
    let known = work.known();
    let called = work.called().map(Called::day);
    let row = DeskRow { enterprise, since, known, acts, called, is_work, ..DeskRow::of(kind, &row.id, view) };
    Some(DeskRow { due, ..row })
}

/// The marks that work is about: two pieces of work about one firm are told apart by them.
fn marks_of(row: &Row) -> Option<String> {
    if row.kind != CaseKind::Proceeding.name() {
        return None;
    }
    let work: Proceeding = case_of(row).ok()?;
    let codes: Vec<String> = work.authorizations.iter().map(ToString::to_string).collect();
    (!codes.is_empty()).then(|| codes.join(DOT))
}
