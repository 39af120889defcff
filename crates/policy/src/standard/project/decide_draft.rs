//! Drafting: who takes part, documents, and what the public says of the draft.

use std::collections::BTreeSet;

use super::act::ProjectActKind as Kind;
use super::decide::{C2, MOST_AT_ONCE, MOST_COMMENTS, On, asked_long_enough};
use super::decide_panel::experts_of;
use super::progress::CommentState;
use super::stage::{CommentVerdict, DocumentKind, Stage};
use super::step::{Participant, ProjectStep};
use crate::calendar::Day;
use crate::decide::{Decision, Problem, Refusal};
use crate::enterprise::check_fact::named;
use crate::paper::is_digest;
use crate::powers::OfficeKind;
use crate::standard::drafting::DrafterKind;
use crate::writing::same_number;

/// The most that take part in one project.
pub const MOST_PARTICIPANTS: usize = 100;
/// The most documents of one project.
pub const MOST_DOCUMENTS: usize = 200;

pub(super) fn drop_out(on: &On, name: &str) -> Result<Decision, Refusal> {
    if !on.now.participants.iter().any(|one| one.name == *name) {
        return Err(Problem::new("participant_unknown", "没有此参与单位", "it does not take part")
            .at("step.name")
            .into());
    }
    on.follows(|step| step.participant() == Some(name))?;
    Ok(on.happens(ProjectStep::ParticipantLeft { name: name.to_owned() }))
}

pub(super) fn let_through(on: &On, numbers: &[u32]) -> Result<Decision, Refusal> {
    on_comments(on, numbers, Kind::LetCommentsThrough)?;
    Ok(on.happens(ProjectStep::CommentsLetThrough { comments: numbers.to_vec() }))
}

/// An answer can be given anew as long as the draft is worked on; what came late is answered until the text is approved.
pub(super) fn answer(on: &On, number: u32, verdict: CommentVerdict) -> Result<Decision, Refusal> {
    if on.now.stage == Stage::Announced && on.scene.actor.office.kind == OfficeKind::Maker {
        return Err(Problem::new(
            "answer_of_a_notice",
            "对立项公示的意见由联合会答复",
            "what is said in the public notice is answered by the brand federation",
        )
        .at("step.comment")
        .by(C2)
        .into());
    }
    on_comment(on, number, Kind::AnswerComment)?;
    Ok(on.happens(ProjectStep::CommentAnswered { comment: number, verdict }))
}

pub(super) fn set_aside(on: &On, numbers: &[u32]) -> Result<Decision, Refusal> {
    on_comments(on, numbers, Kind::SetCommentsAside)?;
    Ok(on.happens(ProjectStep::CommentsSetAside { comments: numbers.to_vec() }))
}

pub(super) fn name(on: &On, participant: &Participant) -> Result<Decision, Refusal> {
    on.follows(|step| step.participant() == Some(&participant.name))?;
    let mut problems = Vec::new();
    problems.extend(named(&participant.name).map(|problem| problem.at("step.participant.name")));
    let is_known = on.now.participants.iter().any(|one| {
        same_number(&one.name, &participant.name)
            || (one.enterprise.is_some() && one.enterprise == participant.enterprise)
    });
    let leads =
        participant.enterprise.is_some() && participant.enterprise == on.now.lead.map(|(lead, ..)| lead);
    // The lead is named where it takes part as more than a maker: as a leading enterprise, as an institute.
    if is_known || (leads && participant.kind == DrafterKind::Maker) {
        problems.push(
            Problem::new("participant_exists", "该单位已参与本项目", "it takes part already")
                .at("step.participant.name"),
        );
    }
    if on.now.participants.len() >= MOST_PARTICIPANTS {
        problems.push(
            Problem::new(
                "too_many",
                format!("参与单位最多{MOST_PARTICIPANTS}家"),
                format!("at most {MOST_PARTICIPANTS} take part"),
            )
            .at("step.participant"),
        );
    }
    if participant.kind.is_bound() && participant.enterprise.is_none() {
        problems.push(
            Problem::new(
                "enterprise_missing",
                "企业参与起草的，请写明统一社会信用代码：第四条的责任按代码归集",
                "name the credit code of an enterprise that takes part: the duties of clause 4 are kept by it",
            )
            .at("step.participant.enterprise")
            .by(C2),
        );
    }
    problems.extend(not_as_registered(on, participant));
    let joins = (participant.name.as_str(), participant.enterprise);
    problems.extend(experts_of(on, joins, "step.participant.name"));
    if !problems.is_empty() {
        return Err(Refusal { problems, findings: Vec::new() });
    }
    Ok(on.happens(ProjectStep::ParticipantNamed { participant: participant.clone() }))
}

/// Whom a code binds is told by the register: nobody is entered under another name, nor where nobody would be bound.
fn not_as_registered(on: &On, participant: &Participant) -> Option<Problem> {
    let code = participant.enterprise?;
    let mut known = on.scene.books.parents.iter().chain(on.scene.books.enterprise);
    let Some(dossier) = known.find(|dossier| dossier.enterprise == code) else {
        return participant.kind.is_bound().then(|| {
            Problem::new(
                "enterprise_unknown",
                format!("{code}尚未在案：请核对代码，或先录入该企业"),
                format!("{code} is not on file: check the code, or enter the enterprise first"),
            )
            .at("step.participant.enterprise")
        });
    };
    let name = dossier.name();
    (!same_number(&name, &participant.name)).then(|| {
        Problem::new(
            "name_differs",
            format!("{code}在案名称为“{name}”"),
            format!("{code} is on file as `{name}`"),
        )
        .at("step.participant.name")
    })
}

pub(super) fn kick_off(on: &On, draft_by: Option<Day>) -> Result<Decision, Refusal> {
    if draft_by.is_some_and(|day| day <= on.scene.command.on) {
        return Err(Problem::new(
            "before_its_start",
            "计划送审日应晚于启动日",
            "the draft is planned for a day after the kick-off",
        )
        .at("step.draft_by")
        .into());
    }
    Ok(on.happens(ProjectStep::KickedOff { draft_by }))
}

pub(super) fn file(on: &On, kind: DocumentKind, title: &str, digest: &str) -> Result<Decision, Refusal> {
    let mut problems = Vec::new();
    // What a panel says, it says of the text that it has (reading 0021).
    if kind == DocumentKind::Draft
        && matches!(on.now.stage, Stage::Submitted | Stage::Examined | Stage::TextApproved)
    {
        problems.push(
            Problem::new(
                "draft_submitted",
                "文稿已送审：退回修改后方可更换",
                "the draft is with the panel: another one is filed after it was sent back",
            )
            .at("step.kind")
            .by(C2),
        );
    }
    problems.extend(named(title).map(|problem| problem.at("step.title")));
    if !is_digest(digest) {
        problems.push(
            Problem::new(
                "digest",
                "摘要应为64位小写十六进制",
                "a digest is 64 lower-case hexadecimal digits",
            )
            .at("step.digest"),
        );
    }
    if on.now.documents.iter().any(|known| known.digest == digest) {
        problems.push(
            Problem::new("document_exists", "该文件已在案", "this file is on file already").at("step.digest"),
        );
    }
    if on.now.documents.len() >= MOST_DOCUMENTS {
        problems.push(
            Problem::new(
                "too_many",
                format!("文件最多{MOST_DOCUMENTS}份"),
                format!("a project has at most {MOST_DOCUMENTS} documents"),
            )
            .at("step.digest"),
        );
    }
    if !problems.is_empty() {
        return Err(Refusal { problems, findings: Vec::new() });
    }
    Ok(on.happens(ProjectStep::DocumentFiled { kind, title: title.to_owned(), digest: digest.to_owned() }))
}

pub(super) fn open_comments(on: &On, until: Day) -> Result<Decision, Refusal> {
    if !on.now.documents.iter().any(|document| document.kind == DocumentKind::Draft) {
        return Err(Problem::new(
            "no_draft",
            "请先提交征求意见稿",
            "put the draft on file first: there is nothing to comment on",
        )
        .at("step.until")
        .by(C2)
        .into());
    }
    let days = on.numbers()?.comment_days;
    asked_long_enough(on.scene.command.on, until, days, "step.until")?;
    Ok(on.happens(ProjectStep::CommentsOpened { until }))
}

/// Comments are taken that came while a draft or a public notice was open, the last day included: a letter that came in
/// time counts also where the project has gone on since, and has to be answered before the text is approved.
pub(super) fn comment(on: &On, clause: &str, organisation: Option<&str>) -> Result<Decision, Refusal> {
    let day = on.scene.command.on;
    if on.now.asked_on(day).is_none() {
        return Err(Problem::new(
            "not_open",
            "该日不在公示或征求意见期内",
            "it is not open for comments on this day",
        )
        .at("project")
        .by(C2)
        .into());
    }
    let mut problems = Vec::new();
    if !clause.is_empty() {
        problems.extend(clause_fault(clause));
    }
    problems.extend(organisation.and_then(named).map(|problem| problem.at("step.organisation")));
    if organisation.is_some() && on.scene.actor.office.kind == OfficeKind::Public {
        problems.push(
            Problem::new(
                "organisation_unchecked",
                "无账户提意见的，单位名称写在意见里",
                "whoever comments without an account names the organisation in the comment",
            )
            .at("step.organisation"),
        );
    }
    // What a machine wrote and was set aside keeps nobody from commenting.
    let kept = on.now.comments.iter().filter(|comment| comment.state != CommentState::SetAside);
    if kept.count() >= MOST_COMMENTS {
        problems.push(
            Problem::new("too_many", "意见已达上限", "no more comments can be taken").at("step.comment"),
        );
    }
    if !problems.is_empty() {
        return Err(Refusal { problems, findings: Vec::new() });
    }
    let number = u32::try_from(on.now.comments.len()).unwrap_or(u32::MAX).saturating_add(1);
    Ok(on.happens(ProjectStep::Commented {
        comment: number,
        clause: clause.to_owned(),
        organisation: organisation.map(str::to_owned),
    }))
}

/// What is wrong with the name of a clause, which the ledger holds in plain.
pub(super) fn clause_fault(clause: &str) -> Option<Problem> {
    let problem = || {
        Problem::new(
            "clause_form",
            "请写条款号，如5.2、附录A、表3；其他内容写在意见里",
            "name the clause, as 5.2, Annex A or Table 3: everything else is said in the comment",
        )
        .at("step.clause")
    };
    (!is_clause(clause)).then(problem)
}

/// Whether a text names a place in a standard and nothing else: what is written without an account is not in the ledger in
/// plain before somebody has read it.
fn is_clause(text: &str) -> bool {
    const WORDS: [&str; 9] =
        ["annex", "table", "figure", "clause", "foreword", "introduction", "appendix", "formula", "note"];
    const SIGNS: &str = "第章节条款项附录表图公式注前言引言. -–—~、,，()（）";
    let mut rest = text.to_lowercase();
    for word in WORDS {
        rest = rest.replace(word, "");
    }
    let letters = rest.chars().filter(char::is_ascii_alphabetic).count();
    // A telephone or an identity card is no clause either.
    let is_long = rest.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 3);
    text.chars().count() <= 40
        && letters <= 3
        && !is_long
        && rest.chars().all(|c| c.is_ascii_alphanumeric() || SIGNS.contains(c))
        && !text.trim().is_empty()
}

/// Several comments at once: each is there once, and may be acted on.
fn on_comments(on: &On, numbers: &[u32], act: Kind) -> Result<(), Refusal> {
    if numbers.is_empty() || numbers.len() > MOST_AT_ONCE {
        return Err(Problem::new(
            "comments",
            format!("一次选择1至{MOST_AT_ONCE}条意见"),
            format!("choose 1 to {MOST_AT_ONCE} comments at once"),
        )
        .at("step.comments")
        .into());
    }
    if numbers.iter().collect::<BTreeSet<_>>().len() < numbers.len() {
        return Err(Problem::new("comment_twice", "同一意见列了两次", "a comment is named twice")
            .at("step.comments")
            .into());
    }
    let refused = numbers.iter().filter_map(|number| on_comment(on, *number, act).err());
    let of_many = |problem: Problem| match problem.field.as_deref() {
        Some("step.comment") => problem.at("step.comments"),
        _ => problem,
    };
    let problems: Vec<Problem> = refused.flat_map(|refusal| refusal.problems).map(of_many).collect();
    if problems.is_empty() { Ok(()) } else { Err(Refusal { problems, findings: Vec::new() }) }
}

fn on_comment(on: &On, number: u32, act: Kind) -> Result<(), Refusal> {
    let Some(comment) = on.now.comment(number) else {
        return Err(Problem::new(
            "comment_unknown",
            format!("没有第{number}号意见"),
            format!("there is no comment {number}"),
        )
        .at("step.comment")
        .into());
    };
    let stages = comment.state.stages_of(act);
    if stages.is_empty() {
        return Err(Problem::new(
            "comment_state",
            format!("第{number}号意见的状态不允许此操作"),
            format!("what became of comment {number} does not allow this"),
        )
        .at("step.comment")
        .into());
    }
    on.at(stages)?;
    on.follows(|step| step.comments().contains(&number))
}
