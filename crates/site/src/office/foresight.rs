//! What an act would do, before it is confirmed: the answers again, the marks it touches with their states before
//! and after, the work it opens. As a page for people and as JSON for programs; nothing is written by either.

use askama::Template;
use axum::response::{IntoResponse, Response};
use policy::authorization::MarkState;
use policy::calendar::Day;
use policy::command::ActKind;
use policy::enterprise::credit_code::CreditCode;
use policy::event::Event;
use policy::finding::Finding;
use policy::powers::Office;
use policy::scheme::SchemeFactKind;
use policy::standard::drafting::Duty;
use policy::standard::publishing::ReportStep;
use policy::supervision::Proceeding;
use registry::{Foreseen, ForeseenPart, ForeseenWork, Foresight, TouchedMark};
use serde_json::{Value, json};

use crate::acts::Field;
use crate::frame::{Frame, Section};
use crate::office::act::sheet::Sheet;
use crate::office::act::{Desk, table as act_table};
use crate::office::asked::{self, Asked, Control};
use crate::office::called;
use crate::office::finding::{self, FindingView};
use crate::office::fits::Fits;
use crate::office::foresight_seen::seen_by;
use crate::office::names::Names;
use crate::office::of_project::LEAVE;
use crate::office::turning::{self, AboutView};
use crate::office::{OfficeSite, event, photos};
use crate::problem::{Finished, Trouble};
use crate::public::page;
use crate::tone::{self, State};
use crate::visitor::Visitor;
use crate::words::fill;

/// The longest answer that is repeated in full, in characters: a comparison table has hundreds of thousands.
const LONGEST_ANSWER: usize = 2_000;

/// A question with what was answered.
struct Answer {
    at: &'static str,
    label: &'static str,
    says: String,
    /// Addresses of the pictures that were chosen.
    pictures: Vec<String>,
}

/// A state and what it turns into.
struct Change {
    on: String,
    stays: Option<State>,
    before: Option<State>,
    after: Option<State>,
}

struct MarkView {
    code: String,
    href: Option<String>,
    of: String,
    changes: Vec<Change>,
    because: Vec<String>,
}

struct WorkView {
    what: String,
    why: String,
    of: String,
    marks: String,
}

#[derive(Template)]
#[template(path = "check.html")]
struct CheckPage<'a> {
    f: Frame,
    /// The product beside the standard, where a mark is decided.
    fits: Option<&'a Fits>,
    case_href: String,
    case_title: String,
    title: String,
    here: String,
    csrf: String,
    key: String,
    seen: String,
    acting: String,
    is_changed: bool,
    warns: Vec<String>,
    answers: Vec<Answer>,
    told: String,
    marks: Vec<MarkView>,
    turned: Vec<AboutView>,
    turned_more: Option<String>,
    work: Vec<WorkView>,
    parts: Vec<String>,
    events: Vec<String>,
    findings: Vec<FindingView>,
    elsewhere: Option<String>,
    left_out: Option<String>,
    /// A comparison table as the public page will show it.
    table: Option<String>,
}

/// The page on which an act is confirmed.
///
/// # Errors
/// If the template fails.
pub(super) fn show(
    site: &OfficeSite,
    desk: &Desk,
    foresight: Foresight,
    sheet: &Sheet,
    is_changed: bool,
) -> Result<Response, Trouble> {
    let visitor = &desk.member.visitor;
    let w = &visitor.w.check;
    let (foresight, elsewhere) = seen_by(desk.office, desk.case.enterprise, foresight);
    let fields = desk.form.asked();
    let asked = fields.iter().map(|field| (field, asked::ask(desk, field, &sheet.values, &[])));
    let count = foresight.marks.len();
    let page_of = CheckPage {
        fits: desk.fits.as_deref(),
        f: visitor.frame(format!("{} · {}", w.title, desk.title()), Section::Other),
        case_href: desk.case.href(),
        case_title: desk.case.title.clone(),
        title: desk.title(),
        here: desk.here(),
        csrf: desk.member.signed.csrf.clone(),
        key: sheet.key.clone(),
        seen: sheet.digest(),
        acting: desk.member.signed.office_words(visitor.lang),
        is_changed,
        warns: [
            desk.case.replaces(visitor, desk.form.kind),
            called::is_over(desk, &sheet.values, site.public().now()),
            warns(desk, sheet, &foresight.findings).map(str::to_owned),
        ]
        .into_iter()
        .flatten()
        .collect(),
        answers: asked.filter_map(|(field, asked)| answer(visitor, field, &asked)).collect(),
        told: match count {
            0 if turning::are_marks(&foresight.turned) => w.no_marks_yet.to_owned(),
            0 => w.no_marks.to_owned(),
            count => fill(w.marks_lead, &[&count]),
        },
        marks: foresight.marks.iter().map(|mark| touched(site, desk, &foresight, mark)).collect(),
        turned: turning::views(visitor, &foresight.turned),
        turned_more: (foresight.turned_more > 0).then(|| fill(w.turned_more, &[&foresight.turned_more])),
        work: foresight.work.iter().map(|work| opened(site, visitor, work)).collect(),
        parts: foresight.parts.iter().map(|part| bound(visitor, part)).collect(),
        events: foresight.events.iter().map(|event| entered(desk, event)).collect(),
        findings: foresight.findings.iter().map(|one| finding::view(visitor, one, false)).collect(),
        elsewhere: (elsewhere > 0).then(|| fill(w.elsewhere, &[&elsewhere])),
        table: act_table::preview(desk.form, sheet, visitor.lang)?,
        left_out: (foresight.left_out > 0).then(|| fill(w.left_out, &[&foresight.left_out])),
    };
    let mut response = page(&page_of)?.into_response();
    response.extensions_mut().insert(Finished);
    Ok(response)
}

/// What whoever confirms should be told beforehand: a refusal that no condition bears rests on its reasons alone; whoever
/// leaves a project is not bound by what comes of it.
fn warns(desk: &Desk, sheet: &Sheet, findings: &[Finding]) -> Option<&'static str> {
    let (visitor, act) = (&desk.member.visitor, desk.form.kind);
    if act == LEAVE {
        let of = desk.case.project.as_ref()?;
        let name = sheet.values.get("step.name")?;
        let is_bound =
            of.project.progress().participants.iter().find(|one| one.name == *name)?.kind.is_bound();
        let w = &visitor.w.project;
        return Some(if is_bound { w.leaves_bound } else { w.leaves_unbound });
    }
    if let Some(warning) = artwork_warning(desk, sheet) {
        return Some(warning);
    }
    let is_borne = |finding: &Finding| finding.part_of.is_none() && finding.outcome != "met";
    let is_bare = act == ActKind::RefuseDeclaration
        && !findings.iter().any(|one| is_borne(one) && one.outcome != "not_applicable");
    is_bare.then_some(visitor.w.check.no_condition)
}

/// What comes of a picture of the mark that is not the last one, and of the end of one.
fn artwork_warning(desk: &Desk, sheet: &Sheet) -> Option<&'static str> {
    let (w, scheme) = (&desk.member.visitor.w.artwork, desk.case.scheme.as_ref()?);
    match desk.form.kind {
        ActKind::EnterSchemeFact(SchemeFactKind::Artwork) => {
            let from: Day = sheet.values.get("on")?.trim().parse().ok()?;
            let mut standing = scheme.artworks.list.iter().filter(|one| one.annulled.is_none());
            standing.any(|one| one.from > from).then_some(w.is_former)
        }
        ActKind::EndSchemeFact(SchemeFactKind::Artwork)
        | ActKind::AnnulSchemeFact(SchemeFactKind::Artwork) => Some(w.is_over),
        _ => None,
    }
}

/// What was answered, in the words in which it was asked; nothing for what was left empty.
fn answer(visitor: &Visitor, field: &Field, asked: &Asked) -> Option<Answer> {
    let chosen = asked.options.iter().filter(|option| option.is_chosen).map(|option| option.word.as_str());
    let says = match asked.kind {
        Control::Select | Control::Radio => chosen.collect::<Vec<_>>().join("\n"),
        Control::OneOr | Control::Many => {
            let written = asked.value.lines().map(str::trim).filter(|line| !line.is_empty());
            chosen.chain(written).collect::<Vec<_>>().join("\n")
        }
        Control::Line | Control::Number | Control::Day | Control::Area | Control::Table => {
            asked.value.trim().to_owned()
        }
    };
    let length = says.chars().count();
    let says = if length > LONGEST_ANSWER {
        let start: String = says.chars().take(LONGEST_ANSWER).collect();
        format!("{start}… {}", fill(visitor.w.check.answer_cut, &[&length]))
    } else {
        says
    };
    let is_picture = field.takes_any_file() == Some(false);
    let pictures =
        asked.options.iter().filter(|option| is_picture && option.is_chosen && !option.value.is_empty());
    let pictures = pictures.map(|option| format!("{}/{}", photos::PATH, option.value)).collect();
    (!says.is_empty()).then_some(Answer { at: asked.at, label: asked.label, says, pictures })
}

fn state(visitor: &Visitor, state: MarkState) -> State {
    State::new(tone::of_mark(state), visitor.word(state.words()))
}

fn touched(site: &OfficeSite, desk: &Desk, foresight: &Foresight, mark: &TouchedMark) -> MarkView {
    let visitor = &desk.member.visitor;
    let change = |on: String, (before, after): (Option<MarkState>, Option<MarkState>)| Change {
        on,
        stays: after.filter(|_| before == after).map(|after| state(visitor, after)),
        before: before.map(|before| state(visitor, before)),
        after: after.map(|after| state(visitor, after)),
    };
    let w = &visitor.w.check;
    let mut changes = Vec::new();
    if foresight.on != foresight.today {
        changes.push(change(fill(w.on_day, &[&foresight.on]), mark.on_the_day));
    }
    changes.push(change(fill(w.today, &[&foresight.today]), mark.today));
    MarkView {
        // The code is given when it is confirmed: nobody must print one that another mark may get.
        code: if mark.is_new { w.code_later.to_owned() } else { mark.code.to_string() },
        href: (!mark.is_new).then(|| format!("/v/{}", mark.code)),
        of: format!("{} {}", mark.maker, mark.product),
        changes,
        because: mark.because.iter().map(|event| because(site, desk, event)).collect(),
    }
}

/// Why a mark is touched.
fn because(site: &OfficeSite, desk: &Desk, event: &Event) -> String {
    let visitor = &desk.member.visitor;
    match event {
        Event::ProceedingOpened { proceeding } => {
            let what = visitor.word(proceeding.kind.words());
            format!("{what}{}{}", visitor.w.case.colon, condition(site, visitor, proceeding))
        }
        other => entered(desk, other),
    }
}

/// The condition whose finding opens a piece of work: not met, or, where the maker is told of it, gone as a ground.
fn condition(site: &OfficeSite, visitor: &Visitor, proceeding: &Proceeding) -> String {
    let parameters = site.public().reader().law().parameters;
    let rule = policy::rules::named(&proceeding.rule);
    let ground = rule.map_or_else(
        || proceeding.rule.clone(),
        |rule| visitor.said(&rule.not_met.on(parameters, proceeding.opened_on)),
    );
    if proceeding.kind.tells_the_maker() {
        format!("{}{ground}", visitor.w.register.ground_gone)
    } else {
        ground
    }
}

/// What would be entered; without the numbers that are given when it is confirmed.
fn entered(desk: &Desk, event: &Event) -> String {
    let visitor = &desk.member.visitor;
    match event {
        Event::AuthorizationGranted { .. } | Event::DeclarationFiled { .. } => {
            visitor.word(event::what(event)).to_owned()
        }
        Event::ProceedingOpened { proceeding } => {
            let what = visitor.word(event::what(event));
            format!("{what}{}{}", visitor.w.case.colon, visitor.word(proceeding.kind.words()))
        }
        other => {
            let names = Names { dossier: desk.case.dossier.as_ref(), scheme: desk.case.scheme.as_ref() };
            format!("{}{}", event::words(visitor, names, other), lines_of(visitor, other))
        }
    }
}

/// The most enterprises that a report about to be filed is told with.
const MOST_NAMED: usize = 20;

/// Of a report of duties that would be filed: how many lines it has, and about whom. Nobody files what was not shown.
fn lines_of(visitor: &Visitor, event: &Event) -> String {
    let Event::DutyReportAdvanced {
        step: ReportStep::Filed { lines, .. } | ReportStep::Continued { lines, .. },
        ..
    } = event
    else {
        return String::new();
    };
    let mut names: Vec<&str> = lines.iter().map(|line| line.name.as_str()).collect();
    names.dedup();
    let more = if names.len() > MOST_NAMED { "…" } else { "" };
    names.truncate(MOST_NAMED);
    let count = fill(visitor.w.reported.lines, &[&lines.len()]);
    format!(" · {count} · {}{more}", names.join(visitor.w.case.comma))
}

fn opened(site: &OfficeSite, visitor: &Visitor, work: &ForeseenWork) -> WorkView {
    let marks: Vec<String> = work.proceeding.authorizations.iter().map(ToString::to_string).collect();
    WorkView {
        what: visitor.word(work.proceeding.kind.words()).to_owned(),
        why: condition(site, visitor, &work.proceeding),
        of: format!("{} {}", work.maker, work.enterprise),
        marks: marks.join(visitor.w.case.comma),
    }
}

/// Who becomes a drafter of which standard, and what that asks of it until when.
fn bound(visitor: &Visitor, part: &ForeseenPart) -> String {
    let w = &visitor.w.check;
    let (of, edition) = (visitor.word(part.role.part.words()), part.role.edition.print());
    match part.last {
        None => fill(w.part_free, &[&part.maker, &edition, &of]),
        Some(last) => {
            let duties = Duty::ALL.map(|duty| visitor.word(duty.words()).to_owned());
            fill(w.part_bound, &[&part.maker, &edition, &of, &last, &duties.join(visitor.w.case.comma)])
        }
    }
}

/// The same for programs.
pub(crate) fn as_json(foreseen: Foreseen, office: &Office, own: Option<CreditCode>) -> Value {
    let (foresight, elsewhere) = match foreseen {
        Foreseen::Done(receipt) => {
            return json!({ "dry_run": true, "repeated": true, "receipt": receipt });
        }
        Foreseen::Would(foresight) => seen_by(office, own, *foresight),
    };
    let change = |(before, after): (Option<MarkState>, Option<MarkState>)| json!({ "before": before.map(MarkState::name), "after": after.map(MarkState::name) });
    let mark = |mark: &TouchedMark| {
        json!({
            "code": (!mark.is_new).then(|| mark.code.to_string()),
            "enterprise": mark.enterprise,
            "maker": mark.maker,
            "product": mark.product,
            "on_the_day": change(mark.on_the_day),
            "today": change(mark.today),
            "because": mark.because,
        })
    };
    let part = |part: &ForeseenPart| json!({ "enterprise": part.enterprise, "maker": part.maker, "role": part.role, "duties_until": part.last });
    let work = |work: &ForeseenWork| json!({ "enterprise": work.enterprise, "maker": work.maker, "proceeding": work.proceeding });
    json!({
        "dry_run": true,
        "repeated": false,
        "on": foresight.on,
        "today": foresight.today,
        "events": foresight.events,
        "findings": foresight.findings,
        "marks": foresight.marks.iter().map(mark).collect::<Vec<_>>(),
        "drafters": foresight.parts.iter().map(part).collect::<Vec<_>>(),
        "work": foresight.work.iter().map(work).collect::<Vec<_>>(),
        "turned": foresight.turned.iter().map(turning::as_json).collect::<Vec<_>>(),
        "turned_more": foresight.turned_more,
        "elsewhere": elsewhere,
        "left_out": foresight.left_out,
    })
}
