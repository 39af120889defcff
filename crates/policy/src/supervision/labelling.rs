//! What may be done about label filings (clause 12): file, accept, return, withdraw an acceptance, set a decision
//! aside, and close what waits when its mark ends.

use std::collections::BTreeSet;

use super::label::{AcceptLabel, FileLabel, LabelFiling, LabelState, MOST_PHOTOS, ReturnLabel};
use crate::apply::stands;
use crate::article::Article;
use crate::authorization::code::MarkCode;
use crate::authorization::decide::{authorization_on_file, not_standing};
use crate::authorization::state;
use crate::decide::{Decision, Problem, Refusal, Scene};
use crate::event::Event;
use crate::paper::is_digest;
use crate::question::{About, Question};

const C12: Article = Article::of(12);

/// What is wrong with the photos of a filing; whether they were sent, and are pictures, the registry looks at.
fn faults(photos: &[String]) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut note = |code, zh: String, en: String| {
        found.push(Problem::new(code, zh, en).at("photos").by(C12));
    };
    if photos.is_empty() {
        note(
            "photos_none",
            "请至少附一张贴标照片".to_owned(),
            "send at least one photo of the labels".to_owned(),
        );
    }
    if photos.len() > MOST_PHOTOS {
        note("photos_many", format!("照片不得超过{MOST_PHOTOS}张"), format!("at most {MOST_PHOTOS} photos"));
    }
    if photos.iter().any(|photo| !is_digest(photo)) {
        note(
            "photos_digest",
            "照片摘要须为64位十六进制".to_owned(),
            "the digest of a photo has 64 hexadecimal digits".to_owned(),
        );
    }
    if photos.iter().collect::<BTreeSet<_>>().len() < photos.len() {
        note("photos_twice", "同一张照片列了两次".to_owned(), "a photo is named twice".to_owned());
    }
    found
}

/// Files labels under a mark that stands.
pub(crate) fn file(scene: &Scene, act: &FileLabel) -> Result<Decision, Refusal> {
    let (code, photos) = (act.authorization, &act.photos);
    let mark = authorization_on_file(scene, code)?;
    let q: Question = scene.ask(About::Authorization(mark), scene.command.on)?;
    let state = state(mark, &q);
    if !stands(state) {
        return Err(not_standing(state));
    }
    let mut problems = faults(photos);
    let waits = |known: &&LabelFiling| known.authorization == code && known.state() == LabelState::Filed;
    if let Some(known) = scene.dossier()?.labels.iter().find(waits) {
        problems.push(
            Problem::new(
                "label_waiting",
                format!("该授权的贴标备案{}正在审查", known.id),
                format!("the label filing {} under this mark waits for the bureau", known.id),
            )
            .at("authorization"),
        );
    }
    if !problems.is_empty() {
        return Err(Refusal { problems, findings: Vec::new() });
    }
    Ok(Decision::of(Event::LabelFiled {
        label: LabelFiling {
            id: format!("BQ-{}", scene.fresh),
            authorization: code,
            product: mark.product.clone(),
            edition: mark.edition.clone(),
            photos: photos.clone(),
            filed_on: scene.command.on,
            decided: None,
            set_aside: Vec::new(),
            entered_on: None,
            entry: None,
            ended: None,
            annulled: None,
        },
    }))
}

fn on_file<'a>(scene: &Scene<'a>, id: &str) -> Result<&'a LabelFiling, Refusal> {
    let found = scene.dossier()?.labels.iter().find(|label| label.id == id).ok_or_else(|| {
        Problem::new("label_unknown", "没有此贴标备案", "there is no such label filing").at("label")
    })?;
    Ok(found)
}

fn undecided<'a>(scene: &Scene<'a>, id: &str) -> Result<&'a LabelFiling, Refusal> {
    let found = on_file(scene, id)?;
    if found.state() == LabelState::Closed {
        return Err(Problem::new(
            "label_closed",
            "该贴标备案已终止，不再审查",
            "the label filing is closed and waits for nobody",
        )
        .at("label")
        .into());
    }
    if found.decided.is_some() {
        return Err(Problem::new(
            "label_decided",
            "该贴标备案已作出决定",
            "the label filing has been decided",
        )
        .at("label")
        .into());
    }
    Ok(found)
}

/// Accepts a filing whose checklist is all yes.
pub(crate) fn accept(scene: &Scene, act: &AcceptLabel) -> Result<Decision, Refusal> {
    let (id, checklist) = (act.label.as_str(), act.checklist);
    let found = undecided(scene, id)?;
    let mark = authorization_on_file(scene, found.authorization)?;
    let state = state(mark, &scene.ask(About::Authorization(mark), scene.command.on)?);
    if !stands(state) {
        return Err(not_standing(state));
    }
    let missing = checklist.items().into_iter().filter(|(.., yes)| !yes);
    let problems: Vec<Problem> = missing
        .map(|(field, words, _)| {
            Problem::new(
                "checklist",
                format!("“{}”为否，不能接受；请退回", words.zh),
                format!("not so: {}; return the filing instead", words.en),
            )
            .at(&format!("checklist.{field}"))
            .by(C12)
        })
        .collect();
    if !problems.is_empty() {
        return Err(Refusal { problems, findings: Vec::new() });
    }
    Ok(Decision::of(Event::LabelDecided { label: id.to_owned(), is_accepted: true, checklist }))
}

/// Returns a filing, whatever the checklist says: the reason tells what else is amiss.
pub(crate) fn send_back(scene: &Scene, act: &ReturnLabel) -> Result<Decision, Refusal> {
    let (id, checklist) = (act.label.as_str(), act.checklist);
    undecided(scene, id)?;
    Ok(Decision::of(Event::LabelDecided { label: id.to_owned(), is_accepted: false, checklist }))
}

/// Withdraws an acceptance.
pub(crate) fn withdraw(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    match on_file(scene, id)?.state() {
        LabelState::Accepted => Ok(Decision::of(Event::LabelWithdrawn { label: id.to_owned() })),
        LabelState::Filed | LabelState::Returned | LabelState::Withdrawn | LabelState::Closed => {
            Err(Problem::new(
                "label_not_accepted",
                "该贴标备案并非已接受状态",
                "the label filing is not accepted",
            )
            .at("label")
            .into())
        }
    }
}

/// Sets the decision of a filing aside: it counts for nothing from the start, and the filing waits again.
pub(crate) fn annul(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    if on_file(scene, id)?.decided.is_none() {
        return Err(Problem::new(
            "label_undecided",
            "该贴标备案没有可撤销的决定",
            "the label filing has no decision to set aside",
        )
        .at("label")
        .into());
    }
    Ok(Decision::of(Event::LabelDecisionAnnulled { label: id.to_owned() }))
}

/// The filings that wait for nobody any more: their marks are ended or revoked by these events, or have run out.
pub(crate) fn closed_with(scene: &Scene, events: &[Event]) -> Vec<Event> {
    let is_gone = |code: MarkCode| {
        events.iter().any(|event| {
            matches!(event, Event::AuthorizationEnded { authorization } | Event::AuthorizationRevoked { authorization, .. } if *authorization == code)
        })
    };
    let labels = scene.books.enterprise.into_iter().flat_map(|dossier| &dossier.labels);
    let waiting = labels.filter(|it| {
        it.state() == LabelState::Filed
            && (is_gone(it.authorization)
                // A command of an earlier day says nothing of what was filed after it.
                || (it.filed_on <= scene.command.on && is_over(scene, it.authorization)))
    });
    waiting.map(|label| Event::LabelWithdrawn { label: label.id.clone() }).collect()
}

/// Whether a mark no longer stands on the day of entry.
fn is_over(scene: &Scene, code: MarkCode) -> bool {
    let mark =
        scene.books.enterprise.and_then(|of| of.authorizations.list.iter().find(|mark| mark.code == code));
    let asked = mark.and_then(|mark| Some((mark, scene.ask(About::Authorization(mark), scene.today).ok()?)));
    asked.is_some_and(|(mark, q)| !stands(state(mark, &q)))
}
