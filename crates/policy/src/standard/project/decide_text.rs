//! The end of a project: submitted, examined, approved, published; or another lead, or stopped.

use std::collections::{BTreeMap, BTreeSet};

use super::Project;
use super::act::ProjectActKind as Kind;
use super::decide::{C2, FARTHEST_DAYS, On, too_far};
use super::decide_panel::experts_of;
use super::stage::{Node, Stage, Wants};
use super::step::ProjectStep;
use super::tree::{Hung, hung};
use crate::decide::{Books, Decision, Problem, Refusal, Scene, before_policy};
use crate::enterprise::Dossier;
use crate::enterprise::check_fact::named;
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::facts::Fact;
use crate::event::Event;
use crate::finding::{Finding, sifted};
use crate::powers::OfficeKind;
use crate::question::{About, Question, World};
use crate::standard::Edition;
use crate::standard::decide as editions;
use crate::standard::drafting::{DrafterKind, DraftingPart, DraftingRole};
use crate::standard::parts::{MOST_BYTES, length};
use crate::standard::rules::LEADING;
use crate::writing::fold_tight;

/// The most nodes of a system.
pub const MOST_NODES: usize = 300;

/// A draft that was sent back can be submitted anew: whether the public must be asked again, the comments tell.
pub(super) fn submit(on: &On) -> Result<Decision, Refusal> {
    has_nodes(on)?;
    if on.now.is_redraft_due {
        return Err(Problem::new(
            "no_redraft",
            "退回后尚未提交修改稿，须先提交新的标准文本",
            "the draft was sent back: put another one on file first",
        )
        .at("project")
        .by(C2)
        .into());
    }
    let findings = on.judged(Kind::SubmitDraft)?;
    Ok(Decision { findings, ..on.happens(ProjectStep::Submitted {}) })
}

pub(super) fn approve(on: &On) -> Result<Decision, Refusal> {
    let findings = on.judged(Kind::ApproveText)?;
    Ok(Decision { findings, ..on.happens(ProjectStep::TextApproved {}) })
}

pub(super) fn publish_system(on: &On) -> Result<Decision, Refusal> {
    if !is_system(on) {
        return Err(is_no_system());
    }
    has_nodes(on)?;
    let findings = on.judged(Kind::PublishSystem)?;
    Ok(Decision { findings, ..on.happens(ProjectStep::SystemPublished {}) })
}

fn is_system(on: &On) -> bool {
    on.now.proposal.is_some_and(|proposal| matches!(proposal.wants, Wants::System { .. }))
}

fn is_no_system() -> Refusal {
    Problem::new("is_no_system", "本项目不是体系建设", "the project builds no system").at("project").into()
}

/// What a panel examines and everybody is shown of a system is its nodes.
fn has_nodes(on: &On) -> Result<(), Refusal> {
    if is_system(on) && on.now.nodes.is_empty() {
        return Err(Problem::new(
            "no_system",
            "尚无标准体系表：请先编制",
            "there is no system yet: draw its nodes first",
        )
        .at("project")
        .by(C2)
        .into());
    }
    Ok(())
}

/// Publication puts the edition on file as the door for editions does, and the lead on file as its drafter.
pub(super) fn publish(on: &On, edition: &Edition) -> Result<Decision, Refusal> {
    let findings = on.judged(Kind::PublishStandard)?;
    let mut edition = edition.clone();
    // What the proposal said of the product stands until somebody says otherwise.
    edition.is_consumer_standard =
        edition.is_consumer_standard.or(on.now.proposal.and_then(|proposal| proposal.is_consumer_standard));
    let edition = &edition;
    let mut problems = publication_faults(on, edition);
    if edition.table.is_none() {
        problems.push(
            Problem::new(
                "no_table",
                "发布时须附主要关键性能指标对比表",
                "a standard is published with its comparison table",
            )
            .at("edition.table")
            .by(crate::article::Article::of(3)),
        );
    }
    let entered = editions::enter(on.scene, edition);
    if !problems.is_empty() {
        let more = entered.err().unwrap_or_default();
        problems.extend(more.problems);
        return Err(Refusal { problems, findings: more.findings });
    }
    let mut decision = entered?;
    decision.findings.extend(findings);
    let published = ProjectStep::Published { edition: edition.edition.clone() };
    decision.events.extend(on.happens(published).events);
    decision.events.extend(lead_as_drafter(on, edition)?);
    Ok(decision)
}

/// A revision keeps the number of its standard, a new standard has a new one, a system has none.
fn publication_faults(on: &On, edition: &Edition) -> Vec<Problem> {
    let mut problems = Vec::new();
    if edition.edition.number().designator() != "T/ZZB" {
        problems.push(
            Problem::new(
                "designator",
                "“浙江制造”标准的编号为T/ZZB",
                "the standards of the mark are numbered T/ZZB",
            )
            .at("edition.edition")
            .by(C2),
        );
    }
    if i16::try_from(edition.edition.year()).ok() != Some(edition.published_on.year()) {
        problems.push(
            Problem::new(
                "other_year",
                format!("年代号应为发布年份{}", edition.published_on.year()),
                format!(
                    "the year of the edition is that of its publication, {}",
                    edition.published_on.year()
                ),
            )
            .at("edition.edition"),
        );
    }
    let is_far = edition.in_force_from > edition.published_on.plus_days(FARTHEST_DAYS);
    problems.extend(is_far.then(|| too_far("edition.in_force_from")));
    match on.now.proposal.map(|proposal| &proposal.wants) {
        Some(Wants::Revise { standard }) if edition.edition.number() != standard => problems.push(
            Problem::new(
                "other_standard",
                format!("本项目修订的是{}", standard.as_str()),
                format!("the project revises {}: the number stays and the year changes", standard.as_str()),
            )
            .at("edition.edition")
            .by(C2),
        ),
        Some(Wants::Make {})
            if on.scene.books.standards.iter().any(|known| {
                known.number == *edition.edition.number()
                    && known.editions.iter().any(|one| one.annulled.is_none())
            }) =>
        {
            problems.push(
                Problem::new(
                    "number_taken",
                    "该标准号已在使用；制定项目须用新的标准号",
                    "the number is taken: a new standard has a new number",
                )
                .at("edition.edition")
                .by(C2),
            );
        }
        Some(Wants::System { .. }) => problems.push(
            Problem::new("is_a_system", "体系项目不发布标准", "a system is not published as a standard")
                .at("project"),
        ),
        _ => {}
    }
    problems
}

/// The part of the lead, from the day of publication, of the kind that it takes part as. That of the others follows: each
/// is in a dossier of its own ([`drafting_part`]).
fn lead_as_drafter(on: &On, edition: &Edition) -> Result<Option<Event>, Refusal> {
    let dossier = on.scene.dossier()?;
    let named = on.now.participants.iter().find(|one| one.enterprise == Some(dossier.enterprise));
    let kind = named.map_or(DrafterKind::Maker, |one| one.kind);
    Ok(part_of(on.scene, dossier, edition, (DraftingPart::Lead, kind)))
}

/// The part of one that took part in a standard just published, in its own dossier: whom clause 4 binds is told by its
/// kind.
pub(crate) fn drafting_part(scene: &Scene, project: &Project, edition: &Edition) -> Option<Event> {
    let dossier = scene.books.enterprise?;
    let now = project.progress();
    let one = now.participants.iter().find(|one| one.enterprise == Some(dossier.enterprise))?;
    part_of(scene, dossier, edition, (DraftingPart::Participant, one.kind))
}

/// A part in an edition that is not on file yet.
fn part_of(
    scene: &Scene,
    dossier: &Dossier,
    edition: &Edition,
    (part, drafter): (DraftingPart, DrafterKind),
) -> Option<Event> {
    let mut roles = dossier.drafting_roles.list.iter();
    if roles.any(|role| role.edition == edition.edition && role.annulled.is_none()) {
        return None;
    }
    let role = DraftingRole {
        id: format!("role-{}", scene.fresh),
        edition: edition.edition.clone(),
        part,
        drafter,
        since: edition.published_on,
        entered_on: None,
        entry: None,
        ended: None,
        annulled: None,
    };
    Some(Event::FactEntered { fact: Fact::DraftingRole(role) })
}

/// Nodes hang below nodes that are there, none below itself, and each has a code of its own.
pub(super) fn draw(on: &On, nodes: &[Node]) -> Result<Decision, Refusal> {
    if !is_system(on) {
        return Err(is_no_system());
    }
    // What a panel examines stays as it is. A system that is published lives on, its nodes are drawn anew as standards
    // come and go: by the federation, for it is the federation's word by then.
    if on.scene.actor.office.kind == OfficeKind::Maker {
        on.at(&[Stage::Drafting, Stage::Comments])?;
    }
    on.follows(|step| matches!(step, ProjectStep::SystemDrawn { .. }))?;
    let mut problems = Vec::new();
    if nodes.is_empty() || nodes.len() > MOST_NODES {
        problems.push(
            Problem::new(
                "nodes",
                format!("体系表应有1至{MOST_NODES}个节点"),
                format!("a system has 1 to {MOST_NODES} nodes"),
            )
            .at("step.nodes"),
        );
    }
    if length(&nodes) > MOST_BYTES {
        problems.push(
            Problem::new(
                "too_long",
                "体系表过长：请缩短节点名称",
                "the system is too long for one entry: shorten the titles of its nodes",
            )
            .at("step.nodes"),
        );
    }
    let mut codes = BTreeSet::new();
    for (at, node) in nodes.iter().enumerate() {
        let field = |name: &str| format!("step.nodes[{at}].{name}");
        problems.extend(named(&node.code).map(|problem| problem.at(&field("code"))));
        problems.extend(named(&node.title).map(|problem| problem.at(&field("title"))));
        // A parent stands before its children, so that no node can hang below itself.
        if node.parent.as_ref().is_some_and(|parent| !codes.contains(parent)) {
            problems.push(
                Problem::new(
                    "parent_unknown",
                    "上级节点须在前面列出",
                    "the node above must be listed before it",
                )
                .at(&field("parent")),
            );
        }
        if !codes.insert(node.code.clone()) {
            problems.push(
                Problem::new("code_twice", "节点代码重复", "the code is used twice").at(&field("code")),
            );
        }
    }
    if problems.is_empty() {
        problems.extend(drawn_twice(nodes));
        problems.extend(drawn_outside(nodes));
    }
    if !problems.is_empty() {
        return Err(Refusal { problems, findings: Vec::new() });
    }
    Ok(on.happens(ProjectStep::SystemDrawn { nodes: nodes.to_vec() }))
}

/// A standard that fills two nodes, or a name that stands twice below one node: a system says each thing once.
fn drawn_twice(nodes: &[Node]) -> Vec<Problem> {
    let (mut standards, mut titles) = (BTreeMap::new(), BTreeMap::new());
    let mut problems = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        let title = (node.parent.as_deref(), fold_tight(&node.title).to_lowercase());
        if let Some(first) = titles.insert(title, &node.code) {
            problems.push(
                Problem::new(
                    "title_twice",
                    format!("节点“{}”与节点“{first}”名称相同，且在同一上级之下", node.code),
                    format!("the node `{}` has the title of `{first}` below the same node", node.code),
                )
                .at(&format!("step.nodes[{at}].title")),
            );
        }
        let Some(standard) = &node.standard else { continue };
        if let Some(first) = standards.insert(standard, &node.code) {
            let number = standard.as_str();
            problems.push(
                Problem::new(
                    "standard_twice",
                    format!("{number}已填在节点“{first}”，又填在节点“{}”", node.code),
                    format!("{number} fills the node `{first}` already, and `{}` names it again", node.code),
                )
                .at(&format!("step.nodes[{at}].standard")),
            );
        }
    }
    problems
}

/// What hangs below a node is of its class: a class that lies elsewhere belongs under a node of its own (reading 0028).
fn drawn_outside(nodes: &[Node]) -> Vec<Problem> {
    let outside = hung(nodes).into_iter().enumerate().filter(|(_, one)| one.is_outside());
    let problem = |(at, one): (usize, Hung)| {
        let (own, above) = one.node.industry.as_ref().zip(one.above)?;
        let code = &one.node.code;
        let problem = Problem::new(
            "industry_outside",
            format!("节点“{code}”的行业类别{own}不在其上级节点的类别{above}之内"),
            format!(
                "the class {own} of the node `{code}` does not lie in the class {above} of the node above it"
            ),
        );
        Some(problem.at(&format!("step.nodes[{at}].industry")).by(C2))
    };
    outside.filter_map(problem).collect()
}

impl On<'_> {
    /// What the bar of clause 4 says of one that is to lead the project, on the day of the act: the findings that stand in
    /// the way, and the others.
    pub(super) fn sifted_as_lead(&self, lead: &Dossier) -> Result<(Vec<Finding>, Vec<Finding>), Refusal> {
        let (scene, day) = (self.scene, self.scene.command.on);
        let Books { parents, scheme, standards, .. } = scene.books;
        let world = World { enterprise: lead, parents, scheme, standards };
        let q = Question::new(world, About::LeadProposal, scene.law, day);
        Ok(sifted(LEADING, &q.ok_or_else(|| before_policy(day))?))
    }
}

/// Another one leads: one whose seat is on file, that has no expert on the panel and whose bar of clause 4 is not on.
pub(super) fn replace(on: &On, lead: CreditCode) -> Result<Decision, Refusal> {
    on.follows(|step| matches!(step, ProjectStep::LeadReplaced { .. }))?;
    if on.now.lead.is_some_and(|(known, ..)| known == lead) {
        return Err(Problem::new("leads_already", "该企业已是牵头单位", "it leads the project already")
            .at("step.lead")
            .into());
    }
    let dossier = on.scene.books.parents.iter().find(|dossier| dossier.enterprise == lead);
    let Some((dossier, region)) = dossier.and_then(|dossier| Some((dossier, dossier.region()?))) else {
        return Err(Problem::new(
            "enterprise_unknown",
            "该企业或其住所尚未在案，请先录入",
            "the enterprise or its seat is not on file: enter it first",
        )
        .at("step.lead")
        .into());
    };
    let name = dossier.name();
    let problems = experts_of(on, (&name, Some(lead)), "step.lead");
    // Whoever takes over leads from now on what it did not lead: it is asked as one that proposes (reading 0025).
    let (against, findings) = on.sifted_as_lead(dossier)?;
    if !problems.is_empty() || !against.is_empty() {
        return Err(Refusal { problems, findings: against });
    }
    let replaced = ProjectStep::LeadReplaced { lead, lead_name: name, region: region.to_owned() };
    Ok(Decision { findings, ..on.happens(replaced) })
}
