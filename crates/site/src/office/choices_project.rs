//! What the forms of acts on a project choose from.

use policy::calendar::Day;
use policy::command::ActKind;
use policy::powers::Office;
use policy::question::Law;
use policy::standard::project::Project;
use policy::standard::project::act::ProjectActKind;
use policy::standard::project::decide::MOST_AT_ONCE;
use policy::standard::project::progress::Comment;
use policy::standard::project::stage::{Node, Stage};
use policy::standard::project::step::Participant;
use policy::standard::project::tree::hung;
use registry::{Fault, Query, Reader, SYSTEM};

use crate::lang::Lang;
use crate::office::case::Case;
use crate::office::choices::Offer;
use crate::office::ripe::{is_ripe_for_panel, panels_to_set_aside};
use crate::public::filter::case_of;
use crate::words::{as_shown, fill, text};

/// Experts on the register who are not barred and have no interest.
pub(super) fn experts(case: &Case, today: Day) -> Vec<Offer> {
    let (Some(scheme), Some(of)) = (&case.scheme, &case.project) else { return Vec::new() };
    let now = of.project.progress();
    let list = scheme.experts.list.iter().filter(|expert| expert.is_on_register(today));
    list.filter(|expert| !scheme.is_barred(&expert.id, today) && expert.interest_in(&now).is_none())
        .map(|expert| (expert.id.clone(), format!("{} · {}", expert.id, expert.organisation)))
        .collect()
}

/// Panels on which the act is possible.
pub(super) fn ripe_panels(case: &Case, act: ActKind, at: (Law, Day)) -> Vec<u16> {
    let (Some(of), ActKind::OnProject(act)) = (&case.project, act) else { return Vec::new() };
    if act == ProjectActKind::SetPanelAside {
        return panels_to_set_aside(case, at);
    }
    let now = of.project.progress();
    let list = now.panels.iter().filter(|panel| is_ripe_for_panel(&now, panel, act));
    list.map(|panel| panel.number).collect()
}

/// These panels in words.
pub(super) fn panels(case: &Case, ripe: &[u16], lang: Lang) -> Vec<Offer> {
    let Some(of) = &case.project else { return Vec::new() };
    let now = of.project.progress();
    let list = now.panels.iter().filter(|panel| ripe.contains(&panel.number));
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

/// The enterprises that take part, by their codes: whoever leads is one of those as a rule.
pub(super) fn partners(case: &Case, lang: Lang) -> Vec<Offer> {
    let Some(of) = &case.project else { return Vec::new() };
    let partner = |one: &Participant| {
        let code = one.enterprise?.to_string();
        let label = format!("{} · {} · {code}", one.name, lang.word(one.kind.words()));
        Some((code, label))
    };
    of.project.progress().participants.into_iter().filter_map(partner).collect()
}

/// The most leaves of systems that are offered; where there are more, the leaf is written.
const MOST_LEAVES: usize = 1_000;

/// The leaves of standard systems that can be filled.
#[derive(Default)]
pub(super) struct Leaves {
    /// The system's project and title, and the node.
    list: Vec<(String, String, Node)>,
}

impl Leaves {
    pub(super) fn are_too_many(&self) -> bool {
        self.list.len() > MOST_LEAVES
    }

    /// Each with its system, in the order of the trees; one for which there is no standard says so.
    pub(super) fn offers(&self, lang: Lang) -> Vec<Offer> {
        let list = self.list.iter().filter(|_| !self.are_too_many());
        list.map(|(system, title, node)| {
            let standard = match &node.standard {
                Some(number) => number.as_str(),
                None => text(lang).project.leaf_none,
            };
            let label = format!("{title} › {} {} · {standard}", node.code, node.title);
            (format!("{system}/{}", node.code), label)
        })
        .collect()
    }
}

/// The leaves of every system that was not given up.
///
/// # Errors
/// A fault of the reader.
pub(super) fn leaves(reader: &Reader) -> Result<Leaves, Fault> {
    let mut query = Query { kind: SYSTEM.to_owned(), limit: 200, ..Query::default() };
    let mut leaves = Leaves::default();
    loop {
        let page = reader.rows(&query)?;
        for row in &page.items {
            let project: Project = case_of(row)?;
            let now = project.progress();
            if now.stage.is_over() && now.stage != Stage::Published {
                continue;
            }
            let own = hung(now.nodes).into_iter().filter(|one| one.is_leaf).map(|one| one.node);
            leaves.list.extend(own.map(|node| (project.id.clone(), row.title.clone(), node.clone())));
        }
        match page.next {
            Some(next) if !leaves.are_too_many() => query.after = next.id,
            Some(_) | None => return Ok(leaves),
        }
    }
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
        Some(digest) => reader.text(digest)?.and_then(|sealed| sealed.text).map(as_shown).unwrap_or_default(),
        None => String::new(),
    };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut begins: String = line.chars().take(SHOWN).collect();
    if line.chars().count() > SHOWN {
        begins.push('…');
    }
    Ok((number, if begins.is_empty() { label } else { format!("{label} · {begins}") }))
}
