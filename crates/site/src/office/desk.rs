//! The desk of an office: what it can act on today, in its area, by the last day.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use policy::article::Said;
use policy::calendar::Day;
use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Office, OfficeKind};
use policy::standard::project::stage::Stage;
use policy::supervision::Proceeding;
use registry::{Reader, Row};

use crate::acts::{self, CaseKind};
use crate::frame::{Frame, Section};
use crate::office::desk_row::DeskRow;
use crate::office::own::{self, Own};
use crate::office::unfinished::{self, Unfinished};
use crate::office::waits::{Looks, Work, is_work_of};
use crate::office::weighing::{self, Note};
use crate::office::{OfficeSite, body, case, coaching, desk_days, drafter, joint, reported, starting};
use crate::problem::Trouble;
use crate::public::filter::case_of;
use crate::public::mark::Page;
use crate::public::registers::RowView;
use crate::public::{PublicSite, page};
use crate::session::Member;
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::words::fill;

/// The most rows of one part.
pub(super) const SHOWN: usize = 50;
/// The most rows of the store looked through for one part.
const LOOKED_THROUGH: usize = 2_000;

/// A part of a desk.
pub(crate) struct Part {
    /// Its name for programs.
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) rows: Vec<DeskRow>,
    pub(crate) is_cut: bool,
    /// Where the rest is.
    pub(crate) place: &'static str,
}

impl Part {
    /// Whether it says anything: what was cut off says so also where nothing is left to show.
    pub(super) fn says_something(&self) -> bool {
        !self.rows.is_empty() || self.is_cut
    }
}

/// Between what is said in one line.
const BETWEEN: &str = " · ";

/// Where cases are looked for that no register tells.
pub(super) const SEARCH: &str = "/desk/search";

#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage {
    f: Frame,
    lead: String,
    is_empty: bool,
    /// What has a last day, by that day.
    by_day: Vec<DeskRow>,
    parts: Vec<Part>,
    starting: Vec<(String, String)>,
    own: Option<Own>,
    unfinished: Vec<Unfinished>,
    coaches: bool,
    /// Whether the office looks for cases: an expert comes to its own from the desk, and a search finds it none.
    searches: bool,
    csrf: String,
}

/// Kinds of work: the kind of case, and the states in which it waits for anybody.
fn work() -> [(CaseKind, Vec<&'static str>); 5] {
    let stages = Stage::ALL.iter().filter(|stage| !stage.is_over()).map(|stage| stage.name());
    [
        (CaseKind::Project, stages.collect()),
        (CaseKind::Declaration, vec!["pending"]),
        (CaseKind::Label, vec!["filed"]),
        (CaseKind::Proceeding, vec!["open", "decided"]),
        (CaseKind::Check, vec!["sampled", "tested", "notified", "objected", "answered"]),
    ]
}

/// The rows of one kind of work that an office can act on today, by the last day; and whether there are more.
fn waiting(
    reader: &Reader,
    looks: Looks,
    (kind, states): (CaseKind, Vec<&str>),
) -> Result<(Vec<(Row, Work)>, bool), registry::Fault> {
    let (mut rows, mut looked, mut is_left) = (Vec::new(), 0, false);
    if !is_work_of(looks.office, kind) {
        return Ok((rows, false));
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
    rows.sort_by(|(one, first), (two, second)| {
        first.order().cmp(&second.order()).then_with(|| one.id.cmp(&two.id))
    });
    let is_cut = rows.len() > SHOWN || is_left;
    rows.truncate(SHOWN);
    Ok((rows, is_cut))
}

/// What waits for an office, part by part, and what a maker has.
///
/// # Errors
/// A fault of the reader.
pub(crate) async fn parts(
    site: &PublicSite,
    visitor: &Visitor,
    office: &Office,
) -> Result<(Vec<Part>, Option<Own>), Trouble> {
    let (asked, today) = (office.clone(), site.today());
    let found = site
        .look(move |reader| {
            let scheme = reader.scheme()?;
            let looks = Looks { office: &asked, law: reader.law(), scheme: &scheme, today };
            let found = work().into_iter().map(|work| waiting(reader, looks, work));
            let found = std::iter::once(joint::waiting(reader, looks)).chain(found);
            let mut found = found.collect::<Result<Vec<_>, _>>()?;
            for (rows, _) in &mut found {
                weighing::weigh(reader, looks, rows)?;
            }
            let answers = answers(reader, found.iter().flat_map(|(rows, _)| rows), today)?;
            Ok((found, answers))
        })
        .await?;
    let (found, answers) = found;
    let view =
        |(row, work): &(Row, Work)| view_of_work(visitor, office, (row, work), answers.get(&row.id), today);
    let parts =
        titles(visitor, office).into_iter().zip(found).map(|((name, title, place), (rows, is_cut))| Part {
            name,
            title,
            place,
            rows: rows.iter().filter_map(view).collect(),
            is_cut,
        });
    let parts: Vec<Part> = parts.filter(Part::says_something).collect();
    let duties = drafter::parts(site, visitor, office).await?;
    let reports = reported::parts(site, visitor, office).await?;
    let reports = reports.into_iter().chain(body::certificates(site, visitor, office).await?);
    let own = match own::code_of(office) {
        Some(code) => own::of(site, visitor, code).await?,
        None => None,
    };
    Ok((parts.into_iter().chain(reports).chain(duties).collect(), own))
}

/// `GET /desk`.
pub(crate) async fn show(State(site): State<OfficeSite>, member: Member) -> Page {
    let office = member.office()?.clone();
    let visitor = &member.visitor;
    let (mut parts, mut own) = parts(site.public(), visitor, &office).await?;
    let w = &visitor.w.case;
    let is_empty = parts.is_empty() && !own.as_ref().is_some_and(|own| own.has_days);
    let of_own = own.iter_mut().flat_map(|own| &mut own.parts);
    let by_day = desk_days::take(&office, parts.iter_mut().chain(of_own));
    parts.retain(Part::says_something);
    own.iter_mut().for_each(|own| own.parts.retain(Part::says_something));
    page(&DeskPage {
        coaches: coaching::coaches(&office),
        searches: office.kind != OfficeKind::Expert,
        starting: starting::of(&office, visitor),
        own,
        unfinished: unfinished::of(&site, &member).await?,
        csrf: member.signed.csrf.clone(),
        f: visitor.frame(w.desk_title, Section::Other),
        lead: fill(w.desk_lead, &[&member.signed.office_words(visitor.lang)]),
        is_empty,
        by_day,
        parts,
    })
}

/// What the parts of a desk are called, by programs and in words, in the order of the work in them, and where the rest of
/// each is.
fn titles(visitor: &Visitor, office: &Office) -> [(&'static str, &'static str, &'static str); 6] {
    let w = &visitor.w.case;
    let declarations =
        if office.kind == OfficeKind::Maker { w.own_declarations } else { w.desk_declarations };
    let projects = visitor.w.project.desk;
    [
        ("joint", w.desk_joint, SEARCH),
        ("projects", projects, "/projects"),
        ("declarations", declarations, SEARCH),
        ("labels", w.desk_labels, SEARCH),
        ("proceedings", w.desk_proceedings, SEARCH),
        ("checks", w.desk_checks, SEARCH),
    ]
}

/// What the rules say together of each declaration among the rows, for its own filing day: a queue is worked from
/// findings, not from dates.
fn answers<'a>(
    reader: &Reader,
    rows: impl Iterator<Item = &'a (Row, Work)>,
    today: Day,
) -> Result<HashMap<String, (String, Said)>, registry::Fault> {
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
        answers.extend(judged.map(|one| (one.id, (one.verdict.outcome, one.verdict.outcome_words))));
    }
    Ok(answers)
}

/// Work as the desk shows it: where it stands, by when, and what can be done.
fn view_of_work(
    visitor: &Visitor,
    office: &Office,
    (row, work): (&Row, &Work),
    answer: Option<&(String, Said)>,
    today: Day,
) -> Option<DeskRow> {
    let w = &visitor.w.case;
    let (since, day) = work.since;
    let kind = CaseKind::named(&row.kind)?;
    let mut view = view(visitor, row)?;
    let due = match work.due {
        None => w.no_due.to_owned(),
        Some(due) if work.is_overdue(today) => {
            fill(w.overdue, &[&visitor.lang.label(due.what), &due.day, &due.day.days_until(today)])
        }
        Some(due) => fill(w.due, &[&visitor.lang.label(due.what), &due.day, &today.days_until(due.day)]),
    };
    if let Some((outcome, said)) = answer {
        let word = format!("{}{}{}", w.conditions, w.colon, visitor.said(said));
        view.state = Some(Look::new(tone::of_outcome(outcome), word));
    }
    // The last days of the policy are the party's: once they are over, the office may go on.
    if work.is_overdue(today) {
        view.state = view
            .state
            .map(|state| Look::new(tone::CLOCK, format!("{} · {}", state.word, w.answer_time_over)));
    }
    let acts: Vec<String> =
        work.acts.iter().map(|&act| acts::form(act).title_for(office, visitor.lang)).collect();
    if let Some(what) = view.under.first_mut() {
        *what = visitor.lang.label(work.what);
    }
    view.under.extend(marks_of(row));
    let mut lines = vec![view.under.join(BETWEEN)];
    if let Some(declaration) = joint::declaration_of(row) {
        lines.push(joint::lines(visitor, &declaration).join(BETWEEN));
    }
    lines.push([due, format!("{} {day}", visitor.lang.label(since))].join(BETWEEN));
    view.under = lines;
    if !acts.is_empty() {
        view.under.push(format!("{}{}{}", w.acts, w.colon, acts.join(w.comma)));
    }
    view.under.extend(work.notes.iter().flat_map(|note| note.says(visitor)));
    view.under.push(visitor.lang.label(work.otherwise));
    view.links.extend(work.notes.iter().filter_map(|note| note.link(visitor, row)));
    if work.notes.iter().any(|note| matches!(note, Note::Gone(_))) {
        view.state = Some(Look::new(tone::BAD, visitor.w.project.lead_gone));
    }
    let enterprise = Some(row.enterprise.clone()).filter(|code| !code.is_empty());
    let (since, acts, is_work) = (Some(work.since), work.acts.clone(), true);
    let row = DeskRow { enterprise, since, acts, is_work, ..DeskRow::of(kind, &row.id, view) };
    Some(match work.due {
        Some(due) => row.by(due.what, Some(due.day)),
        None => row,
    })
}

/// The marks that work is about: two pieces of work about one firm are told apart by them.
fn marks_of(row: &Row) -> Option<String> {
    if row.kind != CaseKind::Proceeding.name() {
        return None;
    }
    let work: Proceeding = case_of(row).ok()?;
    let codes: Vec<String> = work.authorizations.iter().map(ToString::to_string).collect();
    (!codes.is_empty()).then(|| codes.join(BETWEEN))
}

/// A row as members see it: it leads to the case.
pub(super) fn view(visitor: &Visitor, row: &Row) -> Option<RowView> {
    let kind = CaseKind::named(&row.kind)?;
    let region = if row.region.is_empty() { String::new() } else { visitor.lang.place(&row.region) };
    let mut under = vec![visitor.lang.label(kind.words()), row.id.clone(), region];
    under.retain(|part| !part.is_empty());
    let look = match kind {
        CaseKind::Project => {
            let stage = Stage::ALL.iter().find(|stage| stage.name() == row.state)?;
            Look::new(tone::of_stage(*stage), visitor.word(stage.words()))
        }
        _ => Look::new(tone::CLOCK, state_word(visitor, &row.state)?),
    };
    let href = case::address(kind, &row.id);
    Some(RowView { href, title: row.title.clone(), state: Some(look), under, links: Vec::new() })
}

/// The state of a row, as events left it, in words; `None` where there is nothing to say.
pub(super) fn state_word(visitor: &Visitor, state: &str) -> Option<&'static str> {
    use policy::article::Words;
    let words = |zh, en| Some(visitor.word(Words { zh, en }));
    match state {
        "pending" => words("待决定", "to be decided"),
        "filed" => words("待审", "waiting"),
        "accepted" => words("已接受", "accepted"),
        "returned" => words("已退回", "returned"),
        "open" => words("未决定", "open"),
        "decided" => words("已决定，待送达公告", "decided, to be served and published"),
        "sampled" => words("已抽样", "sampled"),
        "tested" => words("已出结果", "tested"),
        "notified" => words("已送达", "party informed"),
        "objected" => words("有异议", "objected to"),
        "answered" => words("异议已答复", "objection answered"),
        "granted" => words("已授权", "granted"),
        "refused" => words("不予授权", "refused"),
        "withdrawn" => words("已撤回", "withdrawn"),
        "suspended" | "basis_suspended" => words("暂停", "suspended"),
        "revoked" => words("已撤销", "revoked"),
        "ended" => words("已终止", "ended"),
        "basis_gone" => words("依据失效", "basis no longer valid"),
        "annulled" => words("记录已撤销", "set aside"),
        "reported" => words("待公开", "to be published"),
        "closed" | "closed_no_action" | "published" => words("已办结", "closed"),
        "failed" => words("查实未达标", "verified: failed"),
        "passed" => words("查实达标", "verified: passed"),
        _ => words("在案", "on file"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, SEARCH};

    /// What was cut off with nothing left to show is said; what has nothing is not.
    #[test]
    fn a_part_with_nothing_to_show_says_that_something_was_left() {
        let part = |is_cut| Part { name: "", title: "", rows: Vec::new(), is_cut, place: SEARCH };
        assert!(part(true).says_something() && !part(false).says_something());
    }
}
