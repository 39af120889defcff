//! What everybody is told of a project, in the reader's words.

use policy::calendar::Day;
use policy::command::ActKind;
use policy::enterprise::facts::FactKind;
use policy::enterprise::record::Mark;
use policy::powers::power_of;
use policy::standard::project::panel::Panel;
use policy::standard::project::progress::{Asking, Comment, CommentState, Progress};
use policy::standard::project::stage::{ClauseVerdict, Purpose, Stage, Vote, Wants};
use policy::standard::project::step::Participant;

use crate::acts::{self, CaseKind};
use crate::office::case;
use crate::public::filter::encoded;
use crate::public::project::{Behind, SHOWN, address};
use crate::public::systems::{self, SystemView};
use crate::public::versions::{DocumentsView, documents};
use crate::public::{project_grounds, project_led, standards};
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// A step on the way.
pub(crate) struct StampView {
    pub(crate) look: Look,
    pub(crate) on: String,
    pub(crate) took: String,
    pub(crate) is_now: bool,
}

/// A panel.
pub(crate) struct PanelView {
    pub(crate) title: String,
    pub(crate) lines: Vec<String>,
}

/// A comment with its answer.
pub(crate) struct CommentView {
    pub(crate) title: String,
    pub(crate) says: String,
    pub(crate) verdict: Option<String>,
    pub(crate) answer: String,
}

/// What everybody is told of a project.
pub(crate) struct ProjectView {
    /// That nobody leads it any more.
    pub(crate) led: Option<project_led::LedView>,
    pub(crate) decisions: Vec<project_grounds::DecidedView>,
    pub(crate) facts: Vec<(String, String, Option<String>)>,
    pub(crate) stamps: Vec<StampView>,
    pub(crate) participants: Vec<String>,
    pub(crate) gaps: String,
    /// Participants whose part is to be entered, with the address of the form; for whoever enters it.
    pub(crate) lacking: Vec<(String, String)>,
    pub(crate) panels: Vec<PanelView>,
    pub(crate) notice: Option<String>,
    pub(crate) asking: Option<String>,
    pub(crate) documents: Vec<DocumentsView>,
    pub(crate) comments: Vec<CommentView>,
    /// That comments are left out, and the address that has all of them.
    pub(crate) left_out: Option<(String, String)>,
    pub(crate) waiting: Option<String>,
    pub(crate) comment_href: Option<String>,
    /// Of a project that builds one: the system.
    pub(crate) system: Option<SystemView>,
}

/// What everybody is told.
pub(crate) fn view(visitor: &Visitor, behind: &Behind, today: Day, when: &When) -> ProjectView {
    let now = behind.project.progress();
    let w = &visitor.w.project;
    let is_system = now.proposal.is_some_and(|it| matches!(it.wants, Wants::System { .. }));
    let between = |words: &'static str, asking: Asking| fill(words, &[&asking.from.on, &asking.until]);
    let waiting = now.comments.iter().filter(|comment| comment.state == CommentState::Waiting).count();
    let told = || now.comments.iter().filter(|comment| comment.state.is_told());
    let left = told().count().saturating_sub(SHOWN);
    let api = || when.carried(format!("/api/v1{}", address(&behind.project.id)));
    let is_open = now.asked_on(today).is_some() && !when.is_dated;
    let kinds: Vec<String> =
        now.gaps().into_iter().map(|kind| visitor.word(kind.words()).to_owned()).collect();
    ProjectView {
        led: behind.gone.as_ref().map(|gone| project_led::view(visitor, &behind.project, gone)),
        decisions: project_grounds::views(visitor, &behind.decided),
        facts: facts(visitor, behind, &now),
        stamps: stamps(visitor, behind, &now, today),
        participants: participants(visitor, &now),
        gaps: if now.stage.is_in_plan() { kinds.join(visitor.w.case.comma) } else { String::new() },
        lacking: lacking(behind),
        panels: now.panels.iter().map(|panel| panel_view(visitor, behind, panel)).collect(),
        notice: now.notice.map(|notice| between(w.notice_text, notice)),
        asking: now.asking.map(|asking| between(w.comments_text, asking)),
        documents: documents(visitor, (&behind.project.id, &behind.there), &now, when),
        comments: told().take(SHOWN).map(|comment| comment_view(visitor, behind, comment)).collect(),
        left_out: (left > 0).then(|| (fill(w.comments_left, &[&left]), api())),
        waiting: (waiting > 0).then(|| fill(w.comments_waiting, &[&waiting])),
        comment_href: is_open.then(|| format!("{}/comment", address(&behind.project.id))),
        system: is_system.then(|| systems::view(visitor, behind, &now, today, when)),
    }
}

const ENTER_PART: ActKind = ActKind::EnterFact(FactKind::DraftingRole);

/// Whether the visitor acts in an office that enters who took part in drafting: it alone is told whose part lacks.
pub(super) fn enters_parts(visitor: &Visitor) -> bool {
    let office = visitor.office();
    office.is_some_and(|office| power_of(office.kind, ENTER_PART).is_some())
}

/// Who takes part, and who did before.
fn participants(visitor: &Visitor, now: &Progress) -> Vec<String> {
    let present =
        now.participants.iter().map(|one| format!("{} · {}", one.name, visitor.word(one.kind.words())));
    let left = now.left.iter().map(|(name, on)| fill(visitor.w.project.participant_left, &[name, on]));
    present.chain(left).collect()
}

/// Where the parts of participants are entered.
fn lacking(behind: &Behind) -> Vec<(String, String)> {
    let form = acts::form(ENTER_PART);
    let entry = |one: &Participant| {
        let case = case::address(CaseKind::Enterprise, one.enterprise?.as_str());
        Some((one.name.clone(), format!("{case}/acts/{}", form.name)))
    };
    behind.lacking.iter().filter_map(entry).collect()
}

fn facts(visitor: &Visitor, behind: &Behind, now: &Progress) -> Vec<(String, String, Option<String>)> {
    let w = &visitor.w.project;
    let mut facts = Vec::new();
    let mut add = |name: &str, value: String, href| facts.push((name.to_owned(), value, href));
    if let Some((code, name, region)) = now.lead {
        let place = visitor.lang.place(region);
        add(w.lead, format!("{name} · {place}"), Some(format!("/makers/{code}")));
    }
    for (code, name, until) in now.former_leads.iter().rev() {
        add(w.former_lead, fill(w.former_lead_until, &[name, until]), Some(format!("/makers/{code}")));
    }
    let Some(proposal) = now.proposal else { return facts };
    add(w.wants, visitor.lang.label(proposal.wants.words()), None);
    if let Some(industry) = proposal.wants.industry() {
        let systems = format!("/systems?industry={industry}");
        add(visitor.w.register.filter_industry, visitor.lang.industry(industry.code()), Some(systems));
    }
    if let Some(number) = proposal.revises() {
        add(w.revises, number.as_str().to_owned(), Some(standards::address(number)));
    }
    let title = behind.scheme.call(&proposal.call).map(|call| call.title.as_str());
    let call = title.map_or_else(|| proposal.call.clone(), |title| format!("{title} · {}", proposal.call));
    add(w.call, call, Some(format!("/calls/{}", encoded(&proposal.call))));
    if let Some(leaf) = &proposal.leaf {
        add(w.leaf, format!("{} {}", leaf.system, leaf.node), Some(address(&leaf.system)));
    }
    if let Some(plan) = now.plan {
        add(w.plan, plan.to_string(), None);
    }
    if let Some(day) = now.draft_by {
        add(w.draft_by, day.to_string(), None);
    }
    if let Some(edition) = now.edition {
        add(w.edition, edition.print(), Some(standards::address(edition.number())));
    }
    facts
}

fn stamps(visitor: &Visitor, behind: &Behind, now: &Progress, today: Day) -> Vec<StampView> {
    let w = &visitor.w.project;
    let next = |at: usize| now.stamps.get(at + 1).map(|(_, mark)| mark.on);
    let stamp = |(at, (stage, mark)): (usize, &(Stage, Mark))| {
        let is_now = at + 1 == now.stamps.len();
        let took = match next(at) {
            Some(until) => fill(w.took, &[&mark.on.days_until(until)]),
            None if stage.is_over() => String::new(),
            None => fill(w.so_far, &[&mark.on.days_until(today)]),
        };
        let usual = behind.usual.get(stage).filter(|_| !took.is_empty());
        let took = match usual {
            Some(days) => format!("{took}{}{}", visitor.w.case.comma, fill(w.usually, &[days])),
            None => took,
        };
        StampView {
            look: Look::new(
                if is_now { tone::of_stage(*stage) } else { tone::GOOD },
                visitor.word(stage.words()),
            ),
            on: mark.on.to_string(),
            took,
            is_now,
        }
    };
    now.stamps.iter().enumerate().map(stamp).collect()
}

/// How a panel voted, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    /// The day it met, else that of its last vote.
    on: Day,
    pub(crate) in_favour: usize,
    pub(crate) against: usize,
    pub(crate) abstaining: usize,
    /// How many of its members did not vote.
    pub(crate) uncast: usize,
    /// How many place the text first in the country and advanced in the world.
    pub(crate) placed_first: usize,
}

/// What everybody is told of the votes of a panel: nothing while it sits, for whoever votes after others is not to know
/// how they voted; but also the votes of a panel that was set aside before it was closed, so that none is lost from sight.
pub(crate) fn tally(panel: &Panel) -> Option<Tally> {
    let last_vote = || panel.votes.values().map(|ballot| ballot.mark.on).max();
    let on = match (panel.met, panel.set_aside) {
        (Some((mark, _)), _) => mark.on,
        (None, Some(_)) => last_vote()?,
        (None, None) => return None,
    };
    let [in_favour, against, abstaining] =
        [Vote::For, Vote::Against, Vote::Abstain].map(|vote| panel.count(vote));
    let (uncast, placed_first) = (panel.uncast(), panel.placed());
    Some(Tally { on, in_favour, against, abstaining, uncast, placed_first })
}

/// Where its members come from and how they voted, never who.
fn panel_view(visitor: &Visitor, behind: &Behind, panel: &Panel) -> PanelView {
    let w = &visitor.w.project;
    let from =
        |id: &String| behind.scheme.expert(id).map_or_else(|| id.clone(), |one| one.organisation.clone());
    let from: Vec<String> = panel.experts.iter().map(from).collect();
    let number = fill(w.panel_number, &[&panel.number]);
    let title = format!("{number} · {}", visitor.word(panel.purpose.words()));
    let mut lines = vec![fill(w.panel_members, &[&panel.experts.len(), &from.join(visitor.w.case.comma)])];
    if let Some((mark, reason)) = panel.set_aside {
        let why = behind.text(reason).map(|why| format!("{}{why}", visitor.w.case.colon));
        lines.push(format!("{} {}{}", mark.on, w.panel_set_aside, why.unwrap_or_default()));
    }
    if panel.is_past {
        lines.push(w.panel_past.to_owned());
    }
    if let Some(Tally { on, in_favour, against, abstaining, uncast, placed_first }) = tally(panel) {
        let votes = fill(w.panel_votes, &[&in_favour, &against, &abstaining]);
        let none =
            (uncast > 0).then(|| format!("{}{}", visitor.w.case.comma, fill(w.panel_uncast, &[&uncast])));
        lines.push(format!("{on} · {votes}{}", none.unwrap_or_default()));
        if panel.purpose == Purpose::Text {
            lines.push(fill(w.panel_placed, &[&placed_first]));
        }
        if !panel.clauses.is_empty() {
            let count = |verdict| panel.clauses.iter().filter(|note| note.verdict == verdict).count();
            let [agreed, change, not] =
                [ClauseVerdict::Agreed, ClauseVerdict::Change, ClauseVerdict::Against].map(count);
            lines.push(fill(w.panel_clauses, &[&agreed, &change, &not]));
        }
    } else if panel.waits() {
        lines.push(format!("{} · {}", fill(w.panel_meets, &[&panel.meets_on]), w.panel_waits));
    }
    PanelView { title, lines }
}

fn comment_view(visitor: &Visitor, behind: &Behind, comment: &Comment) -> CommentView {
    let w = &visitor.w.project;
    let text = |digest: Option<&str>| behind.text(digest).unwrap_or(w.comment_text_gone).to_owned();
    let clause = if comment.clause.is_empty() { w.comment_whole } else { comment.clause };
    let number = fill(w.comment_number, &[&comment.number]);
    let day = comment.mark.on.to_string();
    // Whoever comments without an account may name an organisation in the text: nothing is said here of that.
    let parts = [Some(number.as_str()), Some(clause), comment.organisation, Some(day.as_str())];
    let title = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let (verdict, answer) = match (comment.state, comment.answer) {
        (CommentState::Answered(verdict), Some((mark, digest))) => {
            (Some(format!("{} · {}", visitor.lang.label(verdict.words()), mark.on)), text(digest))
        }
        _ => (None, w.comment_no_answer.to_owned()),
    };
    CommentView { title, says: text(comment.text), verdict, answer }
}
