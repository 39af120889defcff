//! Where a project stands: its steps folded. Total: a step that finds nothing to change changes nothing.

use std::collections::BTreeMap;

use super::Stepped;
use super::act::ProjectActKind;
use super::panel::{Ballot, ClauseNote, Panel};
use super::stage::{CommentVerdict, DocumentKind, Node, PlanLine, Purpose, Stage};
use super::step::{Participant, ProjectStep, Proposal};
use crate::calendar::Day;
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::record::Mark;
use crate::standard::drafting::DrafterKind;
use crate::standard::number::EditionNumber;

/// A document on file.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// What it is.
    pub kind: DocumentKind,
    /// What it is called.
    pub title: &'a str,
    /// Its salted digest.
    pub digest: &'a str,
    /// When it was filed.
    pub mark: Mark,
}

/// What became of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentState {
    /// Nobody has looked at it.
    Waiting,
    /// It is told, and waits for its answer.
    Open,
    /// Answered.
    Answered(CommentVerdict),
    /// It was none.
    SetAside,
}

impl CommentState {
    /// Whether everybody reads it.
    #[must_use]
    pub fn is_told(self) -> bool {
        match self {
            CommentState::Open | CommentState::Answered(_) => true,
            CommentState::Waiting | CommentState::SetAside => false,
        }
    }

    /// Whether it has no answer yet.
    #[must_use]
    pub fn waits(self) -> bool {
        match self {
            CommentState::Waiting | CommentState::Open => true,
            CommentState::Answered(_) | CommentState::SetAside => false,
        }
    }
}

/// A comment.
#[derive(Debug, Clone, Copy)]
pub struct Comment<'a> {
    /// Its number in the project.
    pub number: u32,
    /// The clause it is about; empty for the whole.
    pub clause: &'a str,
    /// For which organisation it was written.
    pub organisation: Option<&'a str>,
    /// When it came.
    pub mark: Mark,
    /// The sealed text.
    pub text: Option<&'a str>,
    /// What became of it.
    pub state: CommentState,
    /// The sealed answer, and when.
    pub answer: Option<(Mark, Option<&'a str>)>,
}

/// A span of days in which the public is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asking {
    /// When it was opened.
    pub from: Mark,
    /// The last day.
    pub until: Day,
}

/// Where a project stands.
#[derive(Debug, Clone)]
pub struct Progress<'a> {
    /// What was proposed; absent where the proposal itself is not seen.
    pub proposal: Option<&'a Proposal>,
    /// The sealed case for it.
    pub case_for_it: Option<&'a str>,
    /// The stage.
    pub stage: Stage,
    /// Each stage that was reached, in order, and when.
    pub stamps: Vec<(Stage, Mark)>,
    /// The lead, its name and the division of its seat.
    pub lead: Option<(CreditCode, &'a str, &'a str)>,
    /// Those who led before, in order, each with the day on which another one took over.
    pub former_leads: Vec<(CreditCode, &'a str, Day)>,
    /// Who takes part now, the lead left out.
    pub participants: Vec<&'a Participant>,
    /// Who took part and left, in order, each with the day on which it did.
    pub left: Vec<(&'a str, Day)>,
    /// Every panel.
    pub panels: Vec<Panel<'a>>,
    /// The public notice, if there was one: the last.
    pub notice: Option<Asking>,
    /// Its place in the plan.
    pub plan: Option<PlanLine>,
    /// The day by which the draft was planned to be submitted.
    pub draft_by: Option<Day>,
    /// Documents, in the order they came.
    pub documents: Vec<Document<'a>>,
    /// The last opening for comments.
    pub asking: Option<Asking>,
    /// Every span of days in which the public was asked, by notice or for comments, in the order they were opened.
    pub periods: Vec<Asking>,
    /// Comments, by their numbers.
    pub comments: Vec<Comment<'a>>,
    /// Whether the draft was sent back and no other is on file yet.
    pub is_redraft_due: bool,
    /// The nodes of the system, if this draws one.
    pub nodes: &'a [Node],
    /// The edition that came of it.
    pub edition: Option<&'a EditionNumber>,
}

impl<'a> Progress<'a> {
    /// Folds steps, in the order they were entered.
    #[must_use]
    pub fn of(steps: impl Iterator<Item = &'a Stepped>) -> Progress<'a> {
        let mut progress = Progress {
            proposal: None,
            case_for_it: None,
            stage: Stage::Proposed,
            stamps: Vec::new(),
            lead: None,
            former_leads: Vec::new(),
            participants: Vec::new(),
            left: Vec::new(),
            panels: Vec::new(),
            notice: None,
            plan: None,
            draft_by: None,
            documents: Vec::new(),
            asking: None,
            periods: Vec::new(),
            comments: Vec::new(),
            is_redraft_due: false,
            nodes: &[],
            edition: None,
        };
        for stepped in steps {
            progress.take(stepped);
        }
        progress
    }

    /// When a stage was reached, the last time.
    #[must_use]
    pub fn reached(&self, stage: Stage) -> Option<Day> {
        self.stamps.iter().rfind(|(known, _)| *known == stage).map(|(_, mark)| mark.on)
    }

    /// The day of the last step that changed the stage.
    #[must_use]
    pub fn since(&self) -> Option<Day> {
        self.stamps.last().map(|(_, mark)| mark.on)
    }

    /// The panel for a purpose that sits, or whose word stands: neither set aside nor of a text that was sent back.
    #[must_use]
    pub fn panel(&self, purpose: Purpose) -> Option<&Panel<'a>> {
        self.panels.iter().rfind(|panel| panel.purpose == purpose && panel.stands())
    }

    /// The comment with a number.
    #[must_use]
    pub fn comment(&self, number: u32) -> Option<&Comment<'a>> {
        let at = self.comments.binary_search_by_key(&number, |comment| comment.number).ok()?;
        self.comments.get(at)
    }

    /// The span of days in which the public was asked on a day, the last one included, where what is said is still taken.
    #[must_use]
    pub fn asked_on(&self, day: Day) -> Option<Asking> {
        if !ProjectActKind::Comment.stages().contains(&self.stage) {
            return None;
        }
        self.periods.iter().rfind(|asking| asking.from.on <= day && day <= asking.until).copied()
    }

    /// The kinds of participant of clause 2 that nobody stands for. The lead is a maker, or stands for its own kind if
    /// it is named among the participants.
    #[must_use]
    pub fn gaps(&self) -> Vec<DrafterKind> {
        let has = |kind: DrafterKind| self.participants.iter().any(|one| one.kind == kind);
        DrafterKind::ALL.into_iter().filter(|kind| *kind != DrafterKind::Maker && !has(*kind)).collect()
    }

    /// Whether an enterprise leads or takes part.
    #[must_use]
    pub fn has_part(&self, enterprise: CreditCode) -> bool {
        self.lead.is_some_and(|(lead, ..)| lead == enterprise)
            || self.participants.iter().any(|one| one.enterprise == Some(enterprise))
    }

    fn reach(&mut self, stage: Stage, mark: Mark) {
        self.stage = stage;
        self.stamps.push((stage, mark));
    }

    fn panel_mut(&mut self, number: u16) -> Option<&mut Panel<'a>> {
        self.panels.iter_mut().find(|panel| panel.number == number)
    }

    fn set_comments(
        &mut self,
        numbers: &[u32],
        state: CommentState,
        answer: Option<(Mark, Option<&'a str>)>,
    ) {
        for number in numbers {
            let Ok(at) = self.comments.binary_search_by_key(number, |comment| comment.number) else {
                continue;
            };
            if let Some(comment) = self.comments.get_mut(at) {
                comment.state = state;
                comment.answer = answer.or(comment.answer);
            }
        }
    }

    fn take(&mut self, stepped: &'a Stepped) {
        let (mark, text) = (stepped.mark, stepped.text.as_deref());
        match &stepped.step {
            ProjectStep::Proposed { proposal, lead, lead_name, region } => {
                self.proposal = Some(proposal);
                self.case_for_it = text;
                self.lead = Some((*lead, lead_name, region));
                self.reach(Stage::Proposed, mark);
            }
            ProjectStep::Withdrawn {} => self.reach(Stage::Withdrawn, mark),
            ProjectStep::Accepted {} => self.reach(Stage::Accepted, mark),
            ProjectStep::Declined {} => self.reach(Stage::Declined, mark),
            ProjectStep::Announced { until } => {
                self.notice = Some(Asking { from: mark, until: *until });
                self.periods.extend(self.notice);
                self.reach(Stage::Announced, mark);
            }
            ProjectStep::Approved { plan } => {
                self.plan = Some(*plan);
                self.reach(Stage::Approved, mark);
            }
            ProjectStep::Refused {} => self.reach(Stage::Refused, mark),
            ProjectStep::KickedOff { draft_by } => {
                self.draft_by = *draft_by;
                self.reach(Stage::Drafting, mark);
            }
            ProjectStep::CommentsOpened { until } => {
                self.asking = Some(Asking { from: mark, until: *until });
                self.periods.extend(self.asking);
                self.reach(Stage::Comments, mark);
            }
            ProjectStep::Submitted {} => self.reach(Stage::Submitted, mark),
            ProjectStep::SentBack {} => self.send_back(mark),
            ProjectStep::TextApproved {} => self.reach(Stage::TextApproved, mark),
            ProjectStep::Published { edition } => {
                self.edition = Some(edition);
                self.reach(Stage::Published, mark);
            }
            ProjectStep::SystemPublished {} => self.reach(Stage::Published, mark),
            ProjectStep::Stopped {} => self.reach(Stage::Stopped, mark),
            ProjectStep::LeadReplaced { lead, lead_name, region } => {
                self.replace_lead((*lead, lead_name, region), mark);
            }
            ProjectStep::SystemDrawn { nodes } => self.nodes = nodes,
            ProjectStep::ParticipantNamed { participant } => self.participants.push(participant),
            ProjectStep::ParticipantLeft { name } => self.leave(name, mark),
            ProjectStep::DocumentFiled { kind, title, digest } => {
                self.is_redraft_due &= *kind != DocumentKind::Draft;
                self.documents.push(Document { kind: *kind, title, digest, mark });
            }
            ProjectStep::PanelAppointed { .. }
            | ProjectStep::ClauseNoted { .. }
            | ProjectStep::Voted { .. }
            | ProjectStep::PanelMet { .. }
            | ProjectStep::PanelSetAside { .. } => self.take_of_panel(stepped),
            ProjectStep::Commented { .. }
            | ProjectStep::CommentsLetThrough { .. }
            | ProjectStep::CommentAnswered { .. }
            | ProjectStep::CommentsSetAside { .. } => self.take_of_comment(stepped),
        }
    }

    fn leave(&mut self, name: &'a str, mark: Mark) {
        self.participants.retain(|one| one.name != name);
        self.left.push((name, mark.on));
    }

    /// Whoever leads takes part as the lead; who stands for more than a maker goes on doing so.
    fn replace_lead(&mut self, lead: (CreditCode, &'a str, &'a str), mark: Mark) {
        self.former_leads.extend(self.lead.map(|(code, name, _)| (code, name, mark.on)));
        let is_lead = |one: &Participant| one.enterprise == Some(lead.0);
        self.participants.retain(|one| !is_lead(one) || one.kind != DrafterKind::Maker);
        self.lead = Some(lead);
    }

    fn take_of_panel(&mut self, stepped: &'a Stepped) {
        let (mark, text) = (stepped.mark, stepped.text.as_deref());
        if let ProjectStep::PanelAppointed { panel, purpose, experts, meets_on } = &stepped.step {
            self.panels.push(Panel {
                number: *panel,
                purpose: *purpose,
                experts,
                meets_on: *meets_on,
                votes: BTreeMap::new(),
                clauses: Vec::new(),
                met: None,
                set_aside: None,
                is_past: false,
            });
        } else if let ProjectStep::ClauseNoted { panel, expert, clause, verdict } = &stepped.step {
            let note = ClauseNote { expert, clause, verdict: *verdict, text };
            self.panel_mut(*panel).into_iter().for_each(|panel| panel.clauses.push(note));
        } else if let ProjectStep::Voted { panel, expert, vote, positioning } = &stepped.step {
            let ballot = Ballot { vote: *vote, positioning: *positioning, mark, text };
            self.panel_mut(*panel)
                .into_iter()
                .for_each(|panel| panel.votes.extend([(expert.as_str(), ballot)]));
        } else if let ProjectStep::PanelMet { panel } = &stepped.step {
            let Some(panel) = self.panel_mut(*panel) else { return };
            panel.met = Some((mark, text));
            let reached = match panel.purpose {
                Purpose::Proposal => Stage::Heard,
                Purpose::Text => Stage::Examined,
            };
            self.reach(reached, mark);
        } else if let ProjectStep::PanelSetAside { panel } = &stepped.step {
            self.set_panel_aside(*panel, (mark, text));
        }
    }

    /// What panels said of the draft is said of another text; another draft is due.
    fn send_back(&mut self, mark: Mark) {
        self.panels.iter_mut().for_each(|panel| panel.is_past |= panel.purpose == Purpose::Text);
        self.is_redraft_due = true;
        self.reach(Stage::Drafting, mark);
    }

    /// A panel whose word stands takes the stage back with it: the project waits for another one.
    fn set_panel_aside(&mut self, number: u16, (mark, reason): (Mark, Option<&'a str>)) {
        let Some(known) = self.panel_mut(number) else { return };
        known.set_aside = Some((mark, reason));
        let (stood, purpose) = (known.met.is_some() && !known.is_past, known.purpose);
        match (purpose, self.stage) {
            (Purpose::Proposal, Stage::Heard | Stage::Announced) if stood => {
                self.reach(Stage::Accepted, mark);
            }
            (Purpose::Text, Stage::Examined | Stage::TextApproved) if stood => {
                self.reach(Stage::Submitted, mark);
            }
            _ => {}
        }
    }

    fn take_of_comment(&mut self, stepped: &'a Stepped) {
        let (mark, text) = (stepped.mark, stepped.text.as_deref());
        if let ProjectStep::Commented { comment, clause, organisation } = &stepped.step {
            let said = Comment {
                number: *comment,
                clause,
                organisation: organisation.as_deref(),
                mark,
                text,
                state: CommentState::Waiting,
                answer: None,
            };
            if let Err(at) = self.comments.binary_search_by_key(comment, |known| known.number) {
                self.comments.insert(at, said);
            }
        } else if let ProjectStep::CommentsLetThrough { comments } = &stepped.step {
            self.set_comments(comments, CommentState::Open, None);
        } else if let ProjectStep::CommentAnswered { comment, verdict } = &stepped.step {
            self.set_comments(&[*comment], CommentState::Answered(*verdict), Some((mark, text)));
        } else if let ProjectStep::CommentsSetAside { comments } = &stepped.step {
            self.set_comments(comments, CommentState::SetAside, None);
        }
    }
}
