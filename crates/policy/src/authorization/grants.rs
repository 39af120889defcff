//! The grant of the mark, on either path (clauses 8 and 9), on what is on file on the day of the decision, which is
//! the day of entry (reading 0013).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::code::MarkCode;
use super::decide::{all, not_before_filing, standing_in_the_way, undecided};
use super::prospect::{drafted, granting, lost_at_once, parts};
use super::rules::FILING;
use super::{Authorization, Basis};
use crate::article::Article;
use crate::calendar::Day;
use crate::decide::{Decision, Problem, Refusal, Scene};
use crate::event::Event;
use crate::finding::Finding;
use crate::question::About;
use crate::standard::number::EditionNumber;
use crate::text::Text;

fn draft(
    scene: &Scene,
    parts: (String, Vec<String>),
    edition: EditionNumber,
    basis: Basis,
    period: (Day, Day),
) -> Result<Authorization, Refusal> {
    let code = MarkCode::from_serial(scene.fresh).map_err(|_| {
        Refusal::from(Problem::new("codes_exhausted", "授权编码已用尽", "there are no codes left"))
    })?;
    Ok(drafted(code, parts, edition, basis, scene.command.on, period))
}

/// The findings of a refusal without alternatives that do not count: where one route is met, the others stand in
/// nobody's way.
fn without_idle_routes(findings: Vec<Finding>) -> Vec<Finding> {
    let is_clear = |rule: &str| {
        let of_rule = findings.iter().find(|found| found.rule == rule);
        of_rule.is_none_or(|found| ["met", "not_applicable"].contains(&found.outcome.as_str()))
    };
    let counts =
        |found: &&Finding| found.part_of.as_deref().is_none_or(|of| !is_clear(of) || is_clear(&found.rule));
    findings.iter().filter(counts).cloned().collect()
}

fn grant(
    scene: &Scene,
    authorization: Authorization,
    mut findings: Vec<Finding>,
    blocked: bool,
) -> Result<Decision, Refusal> {
    let mut refusal = Refusal::default();
    if authorization.from < scene.command.on {
        refusal.problems.push(
            Problem::new(
                "from_earlier",
                "授权首日不能早于决定日",
                "the first day cannot be before the decision",
            )
            .at("from"),
        );
    }
    let q = scene.ask(About::Authorization(&authorization), scene.command.on)?;
    let rules = granting();
    findings.extend(all(&rules, &q));
    let mut is_blocked = blocked || standing_in_the_way(&rules, &q);
    let lost = lost_at_once(&q);
    findings.extend(all(&lost, &q));
    is_blocked |= !lost.is_empty();
    if is_blocked || !refusal.problems.is_empty() {
        refusal.findings = without_idle_routes(findings);
        return Err(refusal);
    }
    Ok(Decision { events: vec![Event::AuthorizationGranted { authorization }], findings })
}

/// What the act that grants the mark on a self-declaration asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantDeclared {
    /// Which declaration.
    pub declaration: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub valid_until: Day,
    /// Why.
    pub reason: Text,
}

/// What the act that grants the mark on a certificate asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantCertified {
    /// The certificate.
    pub certificate: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub valid_until: Day,
    /// Why.
    pub reason: Text,
}

/// Grants the mark on a self-declaration, if every condition held on the filing day.
pub(crate) fn grant_declared(scene: &Scene, act: &GrantDeclared) -> Result<Decision, Refusal> {
    let (id, from, until) = (act.declaration.as_str(), act.from, act.valid_until);
    let declaration = undecided(scene, id)?;
    not_before_filing(scene, declaration)?;
    let q = scene.ask(About::Filing(&declaration.filing), declaration.filed_on)?;
    let mut findings = all(FILING, &q);
    // Waiting turns nothing for what was filed on its day.
    findings.iter_mut().for_each(|found| found.filed_on = Some(declaration.filed_on));
    let blocked = standing_in_the_way(FILING, &q);
    let basis = Basis::SelfDeclaration {
        declaration: declaration.id.clone(),
        filed_on: declaration.filed_on,
        parent: declaration.filing.parent,
    };
    let product = scene.dossier()?.product(&declaration.filing.product);
    let parts = parts(product, &declaration.filing);
    let authorization = draft(scene, parts, declaration.filing.edition.clone(), basis, (from, until))?;
    grant(scene, authorization, findings, blocked)
}

/// Grants the mark on a certificate.
pub(crate) fn grant_certified(scene: &Scene, act: &GrantCertified) -> Result<Decision, Refusal> {
    let (number, from, until) = (act.certificate.as_str(), act.from, act.valid_until);
    let dossier = scene.dossier()?;
    let found = dossier.certificates.list.iter().find(|c| c.id == number && c.annulled.is_none());
    let Some(certificate) = found else {
        if dossier.certificates.list.iter().any(|known| known.id == number) {
            return Err(Problem::new(
                "certificate_annulled",
                "该证书的记录已被撤销，授权失去依据",
                "the certificate was set aside: there is no basis to grant on",
            )
            .at("certificate")
            .by(Article::of(8))
            .into());
        }
        return Err(Problem::new("certificate_unknown", "证书不在案", "the certificate is not on file")
            .at("certificate")
            .by(Article::of(8))
            .into());
    };
    let models = if certificate.models.is_empty() {
        dossier.product(&certificate.product).map(|p| p.models.clone()).unwrap_or_default()
    } else {
        certificate.models.clone()
    };
    let basis = Basis::Certificate { certificate: number.to_owned() };
    let parts = (certificate.product.clone(), models);
    let authorization = draft(scene, parts, certificate.edition.clone(), basis, (from, until))?;
    grant(scene, authorization, Vec::new(), false)
}
