//! What waits in a case for an office today: which acts it can do now, by the table of powers and the point that the
//! case has reached, and the day by which something has to happen.

use policy::article::Words;
use policy::authorization::Declaration;
use policy::calendar::Day;
use policy::command::ActKind;
use policy::enterprise::credit_code::CreditCode;
use policy::finding::outcome_of_all;
use policy::powers::{Office, Touches, permits, power_of};
use policy::question::{About, Law, Question, World};
use policy::scheme::Scheme;
use policy::supervision::label::LabelFiling;
use policy::supervision::proceedings::last_day_to_answer;
use policy::supervision::rules::VERIFYING;
use policy::supervision::{Check, Proceeding, ProceedingKind, StepKind};
use registry::{Fault, Row};

use crate::acts::CaseKind;
use crate::acts::field::w;
use crate::office::called::{ANSWER_UNTIL, Called, INTERVIEW_ON, OBJECTION_UNTIL, objection_until};
use crate::office::ripe::{
    is_ripe_for_check, is_ripe_for_declaration, is_ripe_for_label, is_ripe_for_proceeding,
};
use crate::office::waits_project::PROJECT;
use crate::office::weighing::Note;
use crate::public::filter::case_of;

/// Acts that take a case on, by the kind of case. Setting aside and erasing are no work that waits.
const DECLARATION: &[ActKind] = &[
    ActKind::GrantDeclared,
    ActKind::RefuseDeclaration,
    ActKind::WithdrawDeclaration,
    ActKind::JoinDeclaration,
    ActKind::DeclineDeclaration,
];
const PROCEEDING: &[ActKind] = &[
    ActKind::CallInterview,
    ActKind::HoldInterview,
    ActKind::SampleProduct,
    ActKind::ServeNotice,
    ActKind::State,
    ActKind::RequestHearing,
    ActKind::HoldHearing,
    ActKind::DecideProceeding,
    ActKind::ServeDecision,
    ActKind::PublishDecision,
];
const LABEL: &[ActKind] = &[ActKind::AcceptLabel, ActKind::ReturnLabel];
const CHECK: &[ActKind] = &[
    ActKind::EnterResult,
    ActKind::NotifyResult,
    ActKind::Object,
    ActKind::OrderRetest,
    ActKind::EnterRetest,
    ActKind::AnswerObjection,
    ActKind::VerifyResult,
];

/// Whether cases of a kind are ever work of an office.
pub(super) fn is_work_of(office: &Office, kind: CaseKind) -> bool {
    let has_power = |act: &ActKind| power_of(office.kind, *act).is_some();
    match kind {
        CaseKind::Declaration => DECLARATION.iter().any(has_power),
        CaseKind::Proceeding => PROCEEDING.iter().any(has_power),
        CaseKind::Label => LABEL.iter().any(has_power),
        CaseKind::Check => CHECK.iter().any(has_power),
        CaseKind::Project => PROJECT.iter().any(|act| has_power(&ActKind::OnProject(*act))),
        CaseKind::Enterprise
        | CaseKind::Product
        | CaseKind::Authorization
        | CaseKind::Certificate
        | CaseKind::Edition
        | CaseKind::DutyReport
        | CaseKind::Scheme => false,
    }
}

/// A day by which something has to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Due {
    /// The last day.
    pub(super) day: Day,
    /// What it is the last day of.
    pub(super) what: Words,
}

/// Work that waits.
pub(super) struct Work {
    /// What it is called.
    pub(super) what: Words,
    /// What can be done now.
    pub(super) acts: Vec<ActKind>,
    /// The day by which something has to happen; nothing where the policy sets none.
    pub(super) due: Option<Due>,
    /// What the day it began is called, and that day.
    pub(super) since: (Words, Day),
    /// The day on which it was entered, where the record says.
    pub(super) entered: Option<Day>,
    /// What comes of it if nobody acts.
    pub(super) otherwise: Words,
    /// What keeps other acts from being offered, and what can be done about it.
    pub(super) notes: Vec<Note>,
}

impl Work {
    /// In the order of the desk: by the last day, and what has none after what has one, the oldest first.
    pub(super) fn order(&self) -> (bool, Option<Day>, Day) {
        let due = self.due.map(|due| due.day);
        (due.is_none(), due, self.since.1)
    }

    /// The day since which it is known, where it was entered after the day it began.
    pub(super) fn known(&self) -> Option<Day> {
        self.entered.filter(|entered| *entered > self.since.1)
    }

    /// The interview that the maker is called to, once the row was weighed.
    pub(super) fn called(&self) -> Option<&Called> {
        self.notes.iter().find_map(|note| match note {
            Note::Called(called) => Some(called),
            _ => None,
        })
    }

    /// Whether the last day is over.
    pub(super) fn is_overdue(&self, today: Day) -> bool {
        self.due.is_some_and(|due| due.day < today)
    }
}

/// Whoever looks, and by which law.
#[derive(Clone, Copy)]
pub(super) struct Looks<'a> {
    /// The office.
    pub(super) office: &'a Office,
    /// Numbers and calendar.
    pub(super) law: Law<'a>,
    /// The scheme.
    pub(super) scheme: &'a Scheme,
    /// The day of the desk.
    pub(super) today: Day,
}

impl Looks<'_> {
    /// The work that a row is for this office; `None` if it waits for others, or for nobody.
    ///
    /// # Errors
    /// If the row cannot be read.
    pub(super) fn work(&self, row: &Row) -> Result<Option<Work>, Fault> {
        let Some(kind) = CaseKind::named(&row.kind) else { return Ok(None) };
        let work = match kind {
            CaseKind::Declaration => self.declaration(row, &case_of(row)?),
            CaseKind::Proceeding => self.proceeding(row, &case_of(row)?),
            CaseKind::Label => self.label(row, &case_of(row)?),
            CaseKind::Check => self.check(row, &case_of(row)?),
            CaseKind::Project => self.project(row, &case_of(row)?),
            CaseKind::Enterprise
            | CaseKind::Product
            | CaseKind::Authorization
            | CaseKind::Certificate
            | CaseKind::Edition
            | CaseKind::DutyReport
            | CaseKind::Scheme => return Ok(None),
        };
        Ok((!work.acts.is_empty()).then_some(work))
    }

    /// Those of the acts that the office has the power for, on this case.
    pub(super) fn open(
        &self,
        row: &Row,
        (body, parent): (Option<&str>, Option<CreditCode>),
        acts: &[ActKind],
        is_ripe: impl Fn(ActKind) -> bool,
    ) -> Vec<ActKind> {
        let enterprise = CreditCode::parse_overridden(&row.enterprise).ok();
        let region = Some(row.region.as_str()).filter(|region| !region.is_empty());
        let touches = Touches { enterprise, region, body, parent };
        let open = acts.iter().copied().filter(|&act| is_ripe(act));
        open.filter(|&act| permits(self.office, act, &touches).is_some()).collect()
    }

    fn declaration(&self, row: &Row, declaration: &Declaration) -> Work {
        let is_ripe = |act| is_ripe_for_declaration(declaration, act);
        Work {
            what: CaseKind::Declaration.words(),
            notes: Vec::new(),
            acts: self.open(row, (None, declaration.filing.parent), DECLARATION, is_ripe),
            due: None,
            since: (w("提交日", "filed on"), declaration.filed_on),
            entered: declaration.entered_on,
            otherwise: w("如不办理，产品不得使用标志", "if nobody acts, the product may not bear the mark"),
        }
    }

    fn proceeding(&self, row: &Row, proceeding: &Proceeding) -> Work {
        let last = proceeding.notice().and_then(|notice| last_day_to_answer(self.law, notice));
        self.answered_by(row, proceeding, last)
    }

    /// The work that a proceeding is, the party answering until a day.
    pub(super) fn answered_by(&self, row: &Row, proceeding: &Proceeding, last: Option<Day>) -> Work {
        let last = last.filter(|_| proceeding.outcome().is_none());
        let is_in_time = last.is_some_and(|last| self.today <= last);
        let is_ripe = |act: ActKind| {
            let is_of_party = matches!(act, ActKind::State | ActKind::RequestHearing);
            suits(proceeding, act)
                && is_ripe_for_proceeding(proceeding, act, self.today)
                && (!is_of_party || is_in_time)
        };
        let called = proceeding.called().map(|(_, at)| Due { day: at.day, what: INTERVIEW_ON });
        Work {
            what: proceeding.kind.words(),
            notes: Vec::new(),
            acts: self.open(row, (None, None), PROCEEDING, is_ripe),
            due: called.or(last.map(|day| Due { day, what: ANSWER_UNTIL })),
            since: (w("立案日", "opened on"), proceeding.opened_on),
            entered: proceeding.entered_on,
            otherwise: if is_in_time
                && proceeding.has(|step| matches!(step, StepKind::StatementReceived { .. }))
            {
                w("陈述已在案，期内可以补充", "the statement is on file and may be added to until then")
            } else if is_in_time {
                w("如逾期不陈述，可不经陈述作出决定", "if nobody answers in time, it may be decided without")
            } else {
                otherwise(proceeding)
            },
        }
    }

    fn label(&self, row: &Row, label: &LabelFiling) -> Work {
        Work {
            what: CaseKind::Label.words(),
            notes: Vec::new(),
            acts: self.open(row, (None, None), LABEL, |act| is_ripe_for_label(label, act)),
            due: None,
            since: (w("提交日", "filed on"), label.filed_on),
            entered: label.entered_on,
            otherwise: w(
                "如不办理，起草企业的贴标责任可能逾期",
                "if nobody acts, the drafter's duty to label may become overdue",
            ),
        }
    }

    fn check(&self, row: &Row, check: &Check) -> Work {
        let world = World::without_enterprise(self.scheme, &[]);
        let q = Question::new(world, About::Check(check), self.law, self.today);
        let last = objection_until(self.scheme, self.law, self.today, check);
        let is_final = q.as_ref().is_some_and(|q| outcome_of_all(VERIFYING, q).is_clear());
        let is_ripe = |act: ActKind| {
            is_ripe_for_check(check, act)
                && match act {
                    ActKind::Object => last.is_some_and(|last| self.today <= last),
                    ActKind::VerifyResult => {
                        let has_passed = check.latest_result_failed() == Some(false);
                        is_final && (has_passed || last.is_none_or(|last| last < self.today))
                    }
                    _ => true,
                }
        };
        Work {
            what: CaseKind::Check.words(),
            notes: Vec::new(),
            acts: self.open(row, (Some(check.laboratory_at_work()), None), CHECK, is_ripe),
            due: last.map(|day| Due { day, what: OBJECTION_UNTIL }),
            since: (w("抽样日", "sampled on"), check.sampled_on),
            entered: check.entered_on,
            otherwise: if last.is_some_and(|last| self.today <= last) {
                w("如逾期不提异议，结果可以查实", "if nobody objects in time, the result may be verified")
            } else {
                w("如不办理，结果不作数", "if nobody acts, the result does not count")
            },
        }
    }
}

/// What comes of work on which nobody acts any more.
fn otherwise(proceeding: &Proceeding) -> Words {
    let is_decided = proceeding.outcome().is_some();
    match proceeding.kind {
        ProceedingKind::RefusalReview | ProceedingKind::RevocationReview => w(
            "如不办理，当事人不知原依据已不存在",
            "if nobody acts, the party is not told that the ground is gone",
        ),
        _ if is_decided && proceeding.has(|step| matches!(step, StepKind::DecisionServed)) => w(
            "如不办理，决定未公告，公众看不到依据",
            "if nobody acts, the decision and its ground stay unpublished",
        ),
        _ if is_decided => {
            w("如不办理，决定未送达当事人", "if nobody acts, the party is not served the decision")
        }
        ProceedingKind::Interview => {
            w("如不办理，不合格未跟进", "if nobody acts, the failure is not followed up")
        }
        ProceedingKind::Suspension | ProceedingKind::EndOfBasis => w(
            "如不办理，授权记录与其依据不符；查验页已显示依据失效",
            "if nobody acts, the authorisation is at odds with its basis; the page behind the code says so already",
        ),
        ProceedingKind::Revocation | ProceedingKind::Review => {
            w("如不办理，标志保持现状", "if nobody acts, the mark stays as it is")
        }
    }
}

/// Whether an act belongs to this kind of proceeding at this point.
fn suits(proceeding: &Proceeding, act: ActKind) -> bool {
    let is_interview = proceeding.kind == ProceedingKind::Interview;
    match act {
        ActKind::CallInterview | ActKind::HoldInterview => {
            !proceeding.has(|step| matches!(step, StepKind::InterviewHeld))
        }
        // Clause 10 asks for the follow-up sample beside the interview.
        ActKind::SampleProduct => is_interview,
        // Work that tells the maker that a ground is gone ends with its service.
        ActKind::ServeDecision => proceeding.kind.is_sanction() || proceeding.kind.tells_the_maker(),
        ActKind::PublishDecision => proceeding.kind.is_sanction(),
        _ => true,
    }
}
