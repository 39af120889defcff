//! The one decision: a command and what is on file in, events or a refusal with all its reasons out. Pure; the
//! registry does what it says and has no choice left.

use serde::{Deserialize, Serialize};

use crate::admission::{self, admit};
use crate::apply;
use crate::article::{Article, Said};
use crate::authorization::{decide as marks, grants, joint};
use crate::calendar::Day;
use crate::command::{Act, Command};
use crate::enterprise::{Dossier, completing, decide as dossier};
use crate::event::{ENTRY_VERSION, Entry, Event};
use crate::finding::Finding;
use crate::paper::Issued;
use crate::powers::{self, Actor, OfficeKind, Touches};
use crate::question::{About, Law, Question, World};
use crate::scheme::{Scheme, decide as scheme};
use crate::standard::project::{self, Project};
use crate::standard::publishing::{DutyReport, decide as publishing};
use crate::standard::{Standard, decide as editions};
use crate::supervision::sampling::sample;
use crate::supervision::{decide as checks, labelling as labels, proceedings, testing, verdicts, work};

/// What is on file for a command: the registry loads it.
#[derive(Debug, Clone, Copy)]
pub struct Books<'a> {
    /// The dossier of the enterprise named by the command, if it is on file.
    pub enterprise: Option<&'a Dossier>,
    /// The parents named in the command or in earlier filings of the enterprise, as far as on file.
    pub parents: &'a [Dossier],
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The standards that the enterprise's editions belong to, and the one named by the command.
    pub standards: &'a [Standard],
    /// The project named by the command, if it is on file.
    pub project: Option<&'a Project>,
    /// Other projects about the same standard, or under the same title.
    pub rivals: &'a [Project],
    /// The report of duties not fulfilled that the command names, if it is on file.
    pub report: Option<&'a DutyReport>,
    /// What was issued of the papers that the command rests on: a letter about it, a decision that is served.
    pub issued: &'a [Issued],
    /// The dossiers of the drafters that the command is about: whoever may be overdue, or has a line in the report.
    pub drafters: &'a [Dossier],
}

/// The circumstances of an act.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// What is on file.
    pub books: Books<'a>,
    /// Numbers and calendar.
    pub law: Law<'a>,
    /// Who acts.
    pub actor: &'a Actor,
    /// What is asked.
    pub command: &'a Command,
    /// The civil day of entry, in Shanghai.
    pub today: Day,
    /// The ledger position that the first event will have: fresh, and so the source of new identifiers.
    pub fresh: u64,
}

/// One thing that is wrong with a command, in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable name of the fault.
    pub code: String,
    /// The field it is about, if one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What is wrong and what to do.
    pub said: Said,
    /// The clauses it rests on, if any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<Article>,
}

impl Problem {
    /// A fault of the command as a whole.
    #[must_use]
    pub fn new(code: &str, zh: impl Into<String>, en: impl Into<String>) -> Problem {
        Problem { code: code.to_owned(), field: None, said: Said::new(zh, en), articles: Vec::new() }
    }

    /// The same, about a field.
    #[must_use]
    pub fn at(mut self, field: &str) -> Problem {
        self.field = Some(field.to_owned());
        self
    }

    /// The same, resting on a clause.
    #[must_use]
    pub fn by(mut self, article: Article) -> Problem {
        self.articles.push(article);
        self
    }
}

/// The policy says no: everything that stands in the way, not the first thing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Faults of the command.
    pub problems: Vec<Problem>,
    /// Findings that stand in the way.
    pub findings: Vec<Finding>,
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Refusal {
        Refusal { problems: vec![problem], findings: Vec::new() }
    }
}

/// The policy says yes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decision {
    /// What happens, in order.
    pub events: Vec<Event>,
    /// The findings it rests on.
    pub findings: Vec<Finding>,
}

impl Decision {
    /// One event that rests on no finding.
    #[must_use]
    pub fn of(event: Event) -> Decision {
        Decision { events: vec![event], findings: Vec::new() }
    }
}

impl<'a> Scene<'a> {
    /// The dossier, or the refusal that there is none.
    ///
    /// # Errors
    /// If the command names no enterprise, or one that is not on file.
    pub fn dossier(&self) -> Result<&'a Dossier, Refusal> {
        if self.command.enterprise.is_none() {
            return Err(Problem::new("enterprise_missing", "请指明企业", "name the enterprise")
                .at("enterprise")
                .into());
        }
        self.books.enterprise.ok_or_else(|| {
            Problem::new(
                "enterprise_unknown",
                "该企业尚未登记，请先登记",
                "the enterprise is not on file: register it first",
            )
            .at("enterprise")
            .into()
        })
    }

    /// What rules are asked about.
    ///
    /// # Errors
    /// If there is no dossier.
    pub fn world(&self) -> Result<World<'a>, Refusal> {
        Ok(World {
            enterprise: self.dossier()?,
            parents: self.books.parents,
            scheme: self.books.scheme,
            standards: self.books.standards,
        })
    }

    /// A question as of a day.
    ///
    /// # Errors
    /// If there is no dossier, or the day is before the policy.
    pub fn ask(&self, about: About<'a>, day: Day) -> Result<Question<'a>, Refusal> {
        let world = self.world()?;
        Question::new(world, about, self.law, day).ok_or_else(|| before_policy(day))
    }
}

/// The refusal of a day before the policy's first.
#[must_use]
pub fn before_policy(day: Day) -> Refusal {
    Problem::new(
        "before_policy",
        format!("{day}早于政策首日，无法适用"),
        format!("`{day}` is before the policy's first day"),
    )
    .at("on")
    .into()
}

/// Decides a command. Whoever does not hold the office they act in learns that and nothing else.
///
/// # Errors
/// A refusal with every reason that was found.
pub fn decide(scene: &Scene) -> Result<Decision, Refusal> {
    admit(scene.books.scheme, scene.actor, &scene.command.act, scene.today)?;
    well_formed(scene)?;
    permitted(scene)?;
    let mut decision = by_chapter(scene)?;
    decision.events.extend(work::due_work(scene, &decision.events));
    decision.events.extend(labels::closed_with(scene, &decision.events));
    Ok(decision)
}

/// What an act about somebody else, or about the scheme, opens here: a child follows its parent (clause 9), and a firm
/// the catalogue and the bodies that its marks rest on. Nobody needs a power for it, as nobody needs one for the work
/// that an act opens in its own dossier (decision 0004).
#[must_use]
pub fn follow_up(scene: &Scene) -> Decision {
    let mut events = work::due_work(scene, &[]);
    events.extend(labels::closed_with(scene, &events));
    Decision { events, findings: Vec::new() }
}

/// Each act to the chapter that decides it. No wildcard: a new act does not compile until it is decided.
fn by_chapter(scene: &Scene) -> Result<Decision, Refusal> {
    match &scene.command.act {
        Act::RegisterEnterprise { .. } => dossier::register(scene),
        Act::EnterFact { fact } => dossier::enter(scene, fact),
        Act::EndFact { kind, id, how, .. } => dossier::end(scene, *kind, id, *how),
        Act::AnnulFact { kind, id, .. } => dossier::annul(scene, *kind, id),
        Act::ClassifyPenalty(act) => completing::classify(scene, act),
        Act::DescribeProduct(act) => completing::describe(scene, act),
        Act::CompleteRegister { kind, since } => dossier::complete(scene, *kind, *since),
        Act::SuspendCertificate { certificate, .. } => dossier::suspend(scene, certificate),
        Act::LiftCertificateSuspension { certificate, .. } => dossier::lift_suspension(scene, certificate),
        Act::EnterSchemeFact { fact } => scheme::enter(scene, fact),
        Act::EndSchemeFact { kind, id, .. } => scheme::end(scene, *kind, id),
        Act::AnnulSchemeFact { kind, id, .. } => scheme::annul(scene, *kind, id),
        Act::EnterEdition { edition } => editions::enter(scene, edition),
        Act::WithdrawEdition { edition, .. } => editions::withdraw(scene, edition),
        Act::AnnulEdition { edition, .. } => editions::annul(scene, edition),
        Act::FileDeclaration { filing } => marks::file(scene, filing),
        Act::WithdrawDeclaration { declaration } => marks::withdraw(scene, declaration),
        Act::JoinDeclaration { declaration } => joint::join(scene, declaration),
        Act::DeclineDeclaration { declaration, .. } => joint::decline(scene, declaration),
        Act::GrantDeclared(act) => grants::grant_declared(scene, act),
        Act::RefuseDeclaration { declaration, .. } => marks::refuse(scene, declaration),
        Act::GrantCertified(act) => grants::grant_certified(scene, act),
        Act::LiftSuspension { authorization, .. } => marks::lift(scene, *authorization),
        Act::EndAuthorization { authorization, .. } => marks::end(scene, *authorization),
        Act::FileLabel(act) => labels::file(scene, act),
        Act::AcceptLabel(act) => labels::accept(scene, act),
        Act::ReturnLabel(act) => labels::send_back(scene, act),
        Act::WithdrawLabel(act) => labels::withdraw(scene, &act.label),
        Act::AnnulLabelDecision(act) => labels::annul(scene, &act.label),
        Act::AnnulReview(act) => editions::annul_review(scene, act),
        Act::CompleteReview(act) => editions::complete_review(scene, act),
        Act::OnProject { project, step } => project::decide::decide(scene, project, step),
        Act::SampleProduct(act) => sample(scene, act),
        Act::EnterResult(act) => testing::result(scene, act),
        Act::OrderRetest(act) => testing::order(scene, act),
        Act::EnterRetest(act) => testing::retest(scene, act),
        Act::NotifyResult { check } => checks::notify(scene, check),
        Act::Object { check, files, .. } => checks::object(scene, check, files),
        Act::AnswerObjection { check, answer, .. } => checks::answer(scene, check, *answer),
        Act::VerifyResult { check } => checks::verify(scene, check),
        Act::SetCheckAside { check, .. } => checks::set_aside(scene, check),
        // The work itself follows from the facts, whatever the act; here the enterprise must be there.
        Act::OpenDueWork {} => scene.dossier().map(|_| Decision::default()),
        Act::CallInterview { .. } | Act::HoldInterview { .. } => proceedings::interview(scene),
        Act::ServeNotice { proceeding, .. } => proceedings::serve_notice(scene, proceeding),
        Act::State { proceeding, files, .. } => proceedings::state(scene, proceeding, files),
        Act::RequestHearing { proceeding } => proceedings::request_hearing(scene, proceeding),
        Act::HoldHearing { proceeding, sitting, .. } => proceedings::hold_hearing(scene, proceeding, sitting),
        Act::DecideProceeding { proceeding, outcome, .. } => verdicts::decide(scene, proceeding, *outcome),
        Act::ServeDecision { proceeding } => verdicts::serve(scene, proceeding),
        Act::PublishDecision { proceeding } => verdicts::publish(scene, proceeding),
        Act::CorrectRevocation { authorization, .. } => verdicts::correct(scene, *authorization),
        Act::FileDutyReport(act) => publishing::file(scene, act),
        Act::PublishDutyReport(_) => publishing::publish(scene),
        Act::CorrectDutyLine(act) => publishing::correct(scene, act),
        Act::NotifyDuties(to) => publishing::notify(scene, to),
        Act::ReceiveDutyNotice(to) => publishing::receive(scene, to),
        Act::EraseText { digest, .. } => crate::erase::text(scene, digest),
        Act::IssuePaper { paper } => crate::paper::issue(paper, scene),
    }
}

/// The longest key, identifier or name accepted, in characters.
pub const LONGEST_NAME: usize = 200;

fn well_formed(scene: &Scene) -> Result<(), Refusal> {
    let mut refusal = Refusal::default();
    let key = &scene.command.key;
    if key.is_empty() || key.len() > 100 || !key.bytes().all(|b| b.is_ascii_graphic()) {
        refusal.problems.push(
            Problem::new(
                "key",
                "操作键应为1至100个可见ASCII字符",
                "a key is 1 to 100 visible ASCII characters",
            )
            .at("key"),
        );
    }
    if scene.command.on > scene.today {
        refusal.problems.push(
            Problem::new(
                "in_the_future",
                format!("{}晚于今日{}，尚未发生的事不能录入", scene.command.on, scene.today),
                format!(
                    "`{}` is after today, {}: what has not happened cannot be entered",
                    scene.command.on, scene.today
                ),
            )
            .at("on"),
        );
    }
    if scene.actor.person.is_empty() || scene.actor.person.len() > 100 {
        refusal
            .problems
            .push(Problem::new("person", "请指明经办人", "name the person who acts").at("person"));
    }
    if refusal.problems.is_empty() { Ok(()) } else { Err(refusal) }
}

fn permitted(scene: &Scene) -> Result<(), Refusal> {
    let act = &scene.command.act;
    let region = if let Act::RegisterEnterprise { region, .. } = act {
        Some(region.as_str())
    } else if let Act::ReceiveDutyNotice(to) = act {
        Some(to.region.as_str())
    } else {
        scene.books.enterprise.and_then(Dossier::region)
    };
    let body = checks::body_of(act, scene.books.enterprise);
    let parent = joint::parent_of(act, scene.books.enterprise);
    let touches = Touches { enterprise: scene.command.enterprise, region, body: body.as_deref(), parent };
    if powers::permits(&scene.actor.office, act.kind(), &touches).is_some() {
        return admission::dated_today(scene);
    }
    let own = scene.actor.office.kind;
    let holders: Vec<OfficeKind> =
        powers::table().filter(|power| power.act == act.kind()).map(|power| power.office).collect();
    let said = if holders.contains(&own) {
        Said::new(
            format!("{}只能就自己的辖区、企业、项目或编号办理此事项，这一件不是", own.words().zh),
            format!(
                "the {} does this for its own area, firm, project or number only: this is another's",
                own.words().en
            ),
        )
    } else {
        let words =
            |lang: fn(OfficeKind) -> &'static str| holders.iter().map(|kind| lang(*kind)).collect::<Vec<_>>();
        let (zh, en) = (words(|kind| kind.words().zh).join("、"), words(|kind| kind.words().en).join(", "));
        Said::new(
            format!("{}无权办理此事项（可办理的：{zh}）", own.words().zh),
            format!("the {} has no power for this act; it belongs to: {en}", own.words().en),
        )
    };
    Err(Problem::new("no_power", said.zh, said.en).into())
}

/// The entries that a decision becomes.
#[must_use]
pub fn entries(scene: &Scene, decision: &Decision, entered_at: &str, policy: &str) -> Vec<Entry> {
    let mut act = scene.command.act.clone();
    let reason = act.texts_mut().into_iter().find_map(|text| text.seal().map(str::to_owned));
    let findings: Vec<(String, String)> =
        decision.findings.iter().map(|finding| (finding.rule.clone(), finding.outcome.clone())).collect();
    decision
        .events
        .iter()
        .map(|event| Entry {
            v: ENTRY_VERSION,
            on: scene.command.on,
            entered_at: entered_at.to_owned(),
            entered_on: scene.today,
            by: scene.actor.clone(),
            key: scene.command.key.clone(),
            policy: policy.to_owned(),
            enterprise: match apply::concerns(event) {
                apply::Concerns::Enterprise | apply::Concerns::Project(_) => scene.command.enterprise,
                apply::Concerns::Scheme
                | apply::Concerns::Standard(_)
                | apply::Concerns::DutyReport(_)
                | apply::Concerns::Notice(_)
                | apply::Concerns::Nothing => None,
            },
            event: event.clone(),
            findings: findings.clone(),
            reason: reason.clone(),
        })
        .collect()
}
