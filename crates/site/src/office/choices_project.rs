//! What the forms of acts on a project choose from.

use policy::calendar::Day;
use policy::command::ActKind;
use policy::powers::{Office, OfficeKind};
use policy::standard::project::decide::MOST_AT_ONCE;
use policy::standard::project::progress::Comment;
use registry::{Fault, Reader};

use crate::lang::Lang;
use crate::office::case::Case;
use crate::office::choices::Offer;
use crate::office::ripe::is_ripe_for_panel;
use crate::words::{fill, text};

/// Experts on the register who are not barred and have no interest.
pub(super) fn experts(case: &Case, today: Day) -> Vec<Offer> {
    let (Some(scheme), Some(of)) = (&case.scheme, &case.project) else { return Vec::new() };
    let now = of.project.progress();
    let list = scheme.experts.list.iter().filter(|expert| expert.is_on_register(today));
    list.filter(|expert| !scheme.is_barred(&expert.id, today) && expert.interest_in(&now).is_none())
        .map(|expert| (expert.id.clone(), format!("{} · {}", expert.id, expert.organisation)))
        .collect()
}

/// The expert who acts.
pub(super) fn members(case: &Case, office: &Office) -> Vec<Offer> {
    let own = office.of.as_ref().filter(|_| office.kind == OfficeKind::Expert);
    let own = own.filter(|own| case.project.as_ref().is_some_and(|of| of.sits(own)));
    own.map(|own| (own.clone(), own.clone())).into_iter().collect()
}

/// Panels on which the act is possible.
pub(super) fn panels(case: &Case, act: ActKind, lang: Lang) -> Vec<Offer> {
    let (Some(of), ActKind::OnProject(act)) = (&case.project, act) else { return Vec::new() };
    let now = of.project.progress();
    let list = now.panels.iter().filter(|panel| is_ripe_for_panel(&now, panel, act));
    list.map(|panel| {
        let named = fill(text(lang).project.panel_number, &[&panel.number]);
        let purpose = lang.word(panel.purpose.words());
        (panel.number.to_string(), format!("{named} · {purpose} · {}", panel.meets_on))
    })
    .collect()
}

/// Those who take part; of whoever leaves by itself, itself.
pub(super) fn participants(case: &Case, office: &Office) -> Vec<Offer> {
    let Some(of) = &case.project else { return Vec::new() };
    let of_all = || of.project.progress().participants;
    let list = case.own_part(office).map_or_else(of_all, |own| vec![own]);
    list.into_iter().map(|one| (one.name.clone(), one.name.clone())).collect()
}

/// A comment that is offered: its offer, and the digest of its text.
pub(super) type Said = (Offer, Option<String>);

/// Comments on which the act is possible, by number, clause and day, those first that wait: as many as one act takes.
pub(super) fn comments(case: &Case, act: ActKind) -> Vec<Said> {
    let (Some(of), ActKind::OnProject(act)) = (&case.project, act) else { return Vec::new() };
    let now = of.project.progress();
    let is_possible = |comment: &&Comment| comment.state.stages_of(act).contains(&now.stage);
    let (waiting, others): (Vec<&Comment>, Vec<&Comment>) =
        now.comments.iter().filter(is_possible).partition(|comment| comment.state.waits());
    let list = waiting.into_iter().chain(others).take(MOST_AT_ONCE);
    list.map(|comment| {
        let day = comment.mark.on.to_string();
        let parts = [day.as_str(), comment.clause, comment.organisation.unwrap_or_default()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let label = format!("{} · {}", comment.number, parts.join(" · "));
        ((comment.number.to_string(), label), comment.text.map(str::to_owned))
    })
    .collect()
}

/// The most characters of a comment that its offer shows.
const SHOWN: usize = 80;

/// The offer of a comment with how it begins: nobody lets through or sets aside what is not read.
pub(super) fn with_its_text(reader: &Reader, ((number, label), text): Said) -> Result<Offer, Fault> {
    let text = match &text {
        Some(digest) => reader.text(digest)?.and_then(|sealed| sealed.text).unwrap_or_default(),
        None => String::new(),
    };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut begins: String = line.chars().take(SHOWN).collect();
    if line.chars().count() > SHOWN {
        begins.push('…');
    }
    Ok((number, if begins.is_empty() { label } else { format!("{label} · {begins}") }))
}
