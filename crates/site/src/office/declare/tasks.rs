//! The list of questions: which are answered, which is next, and when it can be filed.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

use super::writing::{Step, Writing, case_of, find, maker};
use crate::frame::{Frame, Section};
use crate::office::OfficeSite;
use crate::office::case::Case;
use crate::problem::Trouble;
use crate::public::page;
use crate::session::Member;
use crate::tone::{self, State as Look};
use crate::words::fill;

struct Task {
    href: String,
    question: &'static str,
    answer: String,
    state: Look,
}

#[derive(Template)]
#[template(path = "declare_tasks.html")]
struct TasksPage {
    f: Frame,
    csrf: String,
    id: String,
    tasks: Vec<Task>,
    is_whole: bool,
}

/// `GET /declare/{id}`.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    Path(id): Path<String>,
    member: Member,
) -> Result<Response, Trouble> {
    let writing = find(&site, &member, &id).await?;
    let code = maker(&member)?;
    let case = case_of(&site, code, writing.typed(Step::Product)).await?;
    let visitor = &member.visitor;
    let w = &visitor.w.declare;
    let task = |step: Step| Task {
        href: format!("/declare/{}/{}", writing.id, step.name()),
        question: step.words(visitor),
        answer: answer(&member, &case, &writing, step),
        state: if writing.has(step) { Look::new(tone::GOOD, w.done) } else { Look::new(tone::CLOCK, w.todo) },
    };
    let tasks: Vec<Task> = Step::ALL.into_iter().map(task).collect();
    let page_of = TasksPage {
        f: visitor.frame(format!("{} · {}", w.tasks, w.title), Section::Other),
        csrf: member.signed.csrf.clone(),
        id: writing.id.clone(),
        tasks,
        is_whole: writing.next().is_none(),
    };
    Ok(page(&page_of)?.into_response())
}

/// What was answered, in words; empty where nothing was.
pub(super) fn answer(member: &Member, case: &Case, writing: &Writing, step: Step) -> String {
    let w = &member.visitor.w.declare;
    let typed = writing.typed(step);
    match step {
        _ if !writing.has(step) => String::new(),
        Step::Models if typed.is_empty() => w.all_models.to_owned(),
        Step::Parent if typed.is_empty() => w.alone.to_owned(),
        Step::Product => match case.dossier.as_ref().and_then(|dossier| dossier.product(typed)) {
            Some(product) => format!("{} · {typed}", product.name),
            None => typed.to_owned(),
        },
        Step::Evidence if writing.evidence.is_empty() => w.evidence_none.to_owned(),
        Step::Evidence => fill(w.evidence_count, &[&writing.evidence.len()]),
        Step::Models | Step::Edition | Step::Until | Step::Parent => {
            typed.lines().collect::<Vec<_>>().join(member.visitor.w.case.comma)
        }
    }
}
