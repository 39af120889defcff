//! Chapter V: what happens after the grant. Spot checks from sample to *verified*, and the pieces of work
//! that findings open: an interview, a follow-up sample, a revocation with its notice, defence, hearing,
//! decision, service, publication and, if it was wrong, correction by a new act.

pub mod appointment;
pub mod calls;
pub(crate) mod check;
pub mod decide;
mod grounds;
pub mod label;
pub(crate) mod labelling;
pub mod proceedings;
pub mod rules;
pub mod sampling;
mod telling;
pub mod testing;
pub mod verdicts;
pub mod work;

pub use self::appointment::{Appointment, Sitting};
pub use self::check::{
    Answered, Check, CheckReason, ObjectionAnswer, Report, RetestOrder, Sample, TestResult, Verified,
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::Words;
use crate::authorization::code::MarkCode;
use crate::calendar::Day;
use crate::enterprise::record::{Entered, Mark, Record, record};
use crate::ground::Ground;
use crate::question::Question;

/// What a piece of work is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProceedingKind {
    /// Interview and follow-up sampling after a first verified failure (clause 10).
    Interview,
    /// Revocation (clauses 10 and 11).
    Revocation,
    /// The certificate is suspended: suspend the authorisation (clause 8).
    Suspension,
    /// The certificate ended: end the authorisation (clause 8).
    EndOfBasis,
    /// Facts that came late show that the conditions did not hold on the filing day (clause 9), or that the edition was
    /// none to grant against (clause 8).
    Review,
    /// What a refusal rested on was set aside: tell the maker (clause 9).
    RefusalReview,
    /// What a revocation rested on was set aside: tell the maker, and see whether to correct it (clause 11).
    RevocationReview,
}

impl ProceedingKind {
    /// In words.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            ProceedingKind::Interview => {
                Words { zh: "约谈与跟踪抽检", en: "interview and follow-up sampling" }
            }
            ProceedingKind::Revocation => Words { zh: "撤销授权", en: "revocation" },
            ProceedingKind::Suspension => Words { zh: "暂停授权", en: "suspension" },
            ProceedingKind::EndOfBasis => Words { zh: "依据终止", en: "end of the basis" },
            ProceedingKind::Review => Words { zh: "授权复核", en: "review of the grant" },
            ProceedingKind::RefusalReview => {
                Words { zh: "不予授权的依据消失", en: "ground of a refusal gone" }
            }
            ProceedingKind::RevocationReview => {
                Words { zh: "撤销授权的依据消失", en: "ground of a revocation gone" }
            }
        }
    }

    /// Whether it is there to tell the maker that a ground is gone: it ends when the maker has been served.
    #[must_use]
    pub fn tells_the_maker(self) -> bool {
        matches!(self, ProceedingKind::RefusalReview | ProceedingKind::RevocationReview)
    }

    /// Whether its outcome is a sanction, which needs notice, defence and, if asked for, a hearing.
    #[must_use]
    pub fn is_sanction(self) -> bool {
        matches!(self, ProceedingKind::Revocation | ProceedingKind::Review)
    }

    /// Whether such work can be decided so.
    #[must_use]
    pub fn may_end_in(self, outcome: ProceedingOutcome) -> bool {
        match outcome {
            ProceedingOutcome::NoAction => true,
            ProceedingOutcome::Revoked => self.is_sanction(),
            ProceedingOutcome::Suspended => self == ProceedingKind::Suspension,
            ProceedingOutcome::Ended => {
                matches!(self, ProceedingKind::EndOfBasis | ProceedingKind::Suspension)
            }
        }
    }
}

/// What a proceeding decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProceedingOutcome {
    /// The authorisations named are revoked.
    Revoked,
    /// They are suspended.
    Suspended,
    /// They are ended without fault.
    Ended,
    /// Nothing is done, for the reasons given.
    NoAction,
}

/// One step of a proceeding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum StepKind {
    /// Notice of the intended act was served; the party may answer until the day named.
    NoticeServed {
        /// Last day for statement, defence and a request for a hearing.
        reply_by: Day,
    },
    /// The party made its statement and defence.
    StatementReceived {
        /// Salted digests of the files sent along, 64 hexadecimal digits each.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<String>,
    },
    /// The party asked for a hearing.
    HearingRequested,
    /// The hearing was held.
    HearingHeld {
        /// Where, and who attended; nothing of one that was entered before that was asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sitting: Option<Sitting>,
    },
    /// The maker was called to the interview; one that is called again is called anew.
    InterviewCalled {
        /// When and where.
        appointment: Appointment,
    },
    /// The interview was held.
    InterviewHeld,
    /// A named officer decided.
    Decided {
        /// What.
        outcome: ProceedingOutcome,
    },
    /// The decision was served.
    DecisionServed,
    /// The decision was published.
    Published,
    /// The decision was corrected by a new act.
    Corrected,
}

impl StepKind {
    /// The files that came with it, by their salted digests.
    #[must_use]
    pub fn files(&self) -> &[String] {
        match self {
            StepKind::StatementReceived { files } => files,
            StepKind::NoticeServed { .. }
            | StepKind::HearingRequested
            | StepKind::HearingHeld { .. }
            | StepKind::InterviewCalled { .. }
            | StepKind::InterviewHeld
            | StepKind::Decided { .. }
            | StepKind::DecisionServed
            | StepKind::Published
            | StepKind::Corrected => &[],
        }
    }
}

/// A step, when it was taken, and the sealed text that goes with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Which.
    pub step: StepKind,
    /// When.
    pub mark: Mark,
    /// Digest of the text kept outside the ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Of a notice that was served: when its paper was first issued to the parties in the language of record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Mark>,
}

impl Step {
    /// Since when the parties have had its paper: the day on which that was entered.
    #[must_use]
    pub fn issued_on(&self) -> Option<Day> {
        self.issued.map(|issued| issued.entered_on.unwrap_or(issued.on))
    }
}

record! {
    /// A piece of work that a finding opened, on its way from notice to decision; `ended` closes it.
    Proceeding happened opened_on {
        /// What it is for.
        kind: ProceedingKind,
        /// The rule whose finding opened it.
        rule: String,
        /// The facts it rests on.
        facts: Vec<Ground>,
        /// The product, where it is about one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        product: Option<String>,
        /// The authorisations it may touch.
        authorizations: Vec<MarkCode>,
        /// Day it was opened.
        opened_on: Day,
        /// Steps taken.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        steps: Vec<Step>,
    }
}

impl Proceeding {
    /// The first step that matches, as of the question.
    #[must_use]
    pub fn step_day(&self, q: &Question, is: impl Fn(&StepKind) -> bool) -> Option<Day> {
        self.steps.iter().filter(|step| is(&step.step)).find_map(|step| q.mark_day(&step.mark))
    }

    /// When the first step that matches was taken, and by which entry, as of the question.
    #[must_use]
    pub fn step_mark(&self, q: &Question, is: impl Fn(&StepKind) -> bool) -> Option<&Mark> {
        let marks = self.steps.iter().filter(|step| is(&step.step)).map(|step| &step.mark);
        marks.into_iter().find(|mark| q.mark_day(mark).is_some())
    }

    /// Whether a step was taken, whatever anybody knew when.
    #[must_use]
    pub fn has(&self, is: impl Fn(&StepKind) -> bool) -> bool {
        self.steps.iter().any(|step| is(&step.step))
    }

    /// The last day to answer the notice, once it is served.
    #[must_use]
    pub fn reply_by(&self) -> Option<Day> {
        self.steps.iter().rev().find_map(|step| match step.step {
            StepKind::NoticeServed { reply_by } => Some(reply_by),
            StepKind::StatementReceived { .. }
            | StepKind::HearingRequested
            | StepKind::HearingHeld { .. }
            | StepKind::InterviewCalled { .. }
            | StepKind::InterviewHeld
            | StepKind::Decided { .. }
            | StepKind::DecisionServed
            | StepKind::Published
            | StepKind::Corrected => None,
        })
    }

    /// The notice, once it is served.
    #[must_use]
    pub fn notice(&self) -> Option<&Step> {
        self.steps.iter().rfind(|step| matches!(step.step, StepKind::NoticeServed { .. }))
    }

    /// What was decided, if it was.
    #[must_use]
    pub fn outcome(&self) -> Option<ProceedingOutcome> {
        self.steps.iter().find_map(|step| match step.step {
            StepKind::Decided { outcome } => Some(outcome),
            StepKind::NoticeServed { .. }
            | StepKind::StatementReceived { .. }
            | StepKind::HearingRequested
            | StepKind::HearingHeld { .. }
            | StepKind::InterviewCalled { .. }
            | StepKind::InterviewHeld
            | StepKind::DecisionServed
            | StepKind::Published
            | StepKind::Corrected => None,
        })
    }

    /// The files that the party sent along with what it stated.
    pub fn files(&self) -> impl Iterator<Item = &String> {
        self.steps.iter().flat_map(|step| step.step.files())
    }

    /// The call that stands: the last, until the interview is held; with the entry that made it.
    #[must_use]
    pub fn called(&self) -> Option<(Option<u64>, &Appointment)> {
        let is_open = !self.is_closed() && !self.has(|step| matches!(step, StepKind::InterviewHeld));
        self.steps.iter().rev().filter(|_| is_open).find_map(called_for)
    }

    /// The calls that the call of an entry came after, each with its entry, the last one first; none where the entry made no
    /// call.
    pub fn calls_before(&self, entry: u64) -> impl Iterator<Item = (u64, &Appointment)> {
        let calls = self.steps.iter().rev().filter_map(called_for);
        calls
            .skip_while(move |(made, _)| *made != Some(entry))
            .skip(1)
            .filter_map(|(made, at)| Some((made?, at)))
    }

    /// The last call, where it or one between took the place of the call that an entry made.
    #[must_use]
    pub fn called_since(&self, entry: u64) -> Option<(Option<u64>, &Appointment)> {
        let mut calls = self.steps.iter().filter_map(called_for).skip_while(|(made, _)| *made != Some(entry));
        calls.next()?;
        calls.last()
    }

    /// Whether it waits for nobody any more.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.ended.is_some()
    }
}

/// What a step called the maker to, and by which entry.
fn called_for(step: &Step) -> Option<(Option<u64>, &Appointment)> {
    let StepKind::InterviewCalled { appointment } = &step.step else { return None };
    Some((step.mark.entry, appointment))
}
