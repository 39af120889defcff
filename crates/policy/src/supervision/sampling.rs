//! Clause 10: a product is sampled, by a bureau of the province in its own area, at a laboratory of the scheme, against the
//! standard of the product's marks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::work::interviews_ended_by;
use super::{Check, CheckReason, Sample};
use crate::article::Article;
use crate::calendar::Day;
use crate::decide::{Decision, LONGEST_NAME, Problem, Refusal, Scene};
use crate::division::is_in_zhejiang;
use crate::enterprise::Dossier;
use crate::enterprise::check_fact::named;
use crate::enterprise::decide::{division_problem, is_division};
use crate::enterprise::record::current;
use crate::event::Event;
use crate::ground::GroundKind;
use crate::powers::covers;
use crate::scheme::{Body, BodyKind};
use crate::standard::number::EditionNumber;

const C10: Article = Article::of(10);

/// What the act that samples a product asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SampleProduct {
    /// Identifier; empty for a given one.
    #[serde(default)]
    pub id: String,
    /// The product.
    pub product: String,
    /// The edition tested against.
    pub edition: EditionNumber,
    /// Planned or follow-up.
    pub reason: CheckReason,
    /// Division code of the bureau that samples.
    pub bureau: String,
    /// The laboratory.
    pub laboratory: String,
    /// Where, and of which batch.
    #[serde(default, skip_serializing_if = "Sample::is_blank")]
    pub sample: Sample,
}

/// Refuses a laboratory that the scheme does not know on the day of the act.
pub(crate) fn laboratory_problem(scene: &Scene, id: &str) -> Option<Problem> {
    let is_it = |body: &Body| {
        body.id == id
            && body.kind == BodyKind::Laboratory
            && body.annulled.is_none()
            && body.from <= scene.command.on
            && body.ended.is_none_or(|end| scene.command.on < end.on)
            && body.valid_until.is_none_or(|last| scene.command.on <= last)
    };
    (!scene.books.scheme.bodies.list.iter().any(is_it)).then(|| {
        Problem::new(
            "laboratory_unknown",
            "该检验机构不在名录内",
            "no laboratory of the scheme has this identifier on that day",
        )
        .at("laboratory")
        .by(C10)
    })
}

/// Whose check it is: the bureau's own or one in its area, at a laboratory of the scheme, against an edition on file.
fn who_samples(scene: &Scene, asked: &SampleProduct) -> Vec<Problem> {
    let mut found = Vec::new();
    let own = scene.actor.office.of.as_deref();
    if !is_division(&asked.bureau) {
        found.push(division_problem("bureau"));
    } else if !is_in_zhejiang(&asked.bureau) {
        found.push(
            Problem::new(
                "bureau",
                "抽检由本省市场监督管理部门组织，区划代码以33开头",
                "spot checks are made by bureaus of this province: a division code that begins with 33",
            )
            .at("bureau")
            .by(C10),
        );
    } else if own.is_some_and(|own| !covers(own, &asked.bureau)) {
        found.push(
            Problem::new("bureau", "不在本局辖区内", "this bureau is not in the area of yours")
                .at("bureau")
                .by(C10),
        );
    }
    found.extend(laboratory_problem(scene, &asked.laboratory));
    if scene.books.standards.iter().all(|standard| standard.edition(&asked.edition).is_none()) {
        found.push(
            Problem::new("edition_unknown", "该标准版本不在案", "the edition is not on file")
                .at("edition")
                .by(C10),
        );
    }
    found
}

/// A product that bears marks is checked against the standard of one of them, whatever the edition: what it misses of
/// another standard says nothing of a mark (reading 0014).
fn against_another(dossier: &Dossier, asked: &SampleProduct) -> Option<Problem> {
    let marks = dossier.authorizations.list.iter().filter(|mark| mark.product == asked.product);
    let mut standards: Vec<&str> = marks.map(|mark| mark.edition.number().as_str()).collect();
    standards.sort_unstable();
    standards.dedup();
    let is_another = !standards.is_empty() && !standards.contains(&asked.edition.number().as_str());
    is_another.then(|| {
        let known = (standards.join("、"), standards.join(", "));
        Problem::new(
            "another_standard",
            format!("该产品的授权对应标准{}，抽检应以其为依据", known.0),
            format!("the marks of this product are against {}: check it against that", known.1),
        )
        .at("edition")
        .by(C10)
    })
}

fn faults_of_sampling(scene: &Scene, dossier: &Dossier, asked: &SampleProduct, on: Day) -> Vec<Problem> {
    let mut found = Vec::new();
    if dossier.product(&asked.product).is_none() {
        found.push(
            Problem::new("product_unknown", "该企业没有此产品", "the enterprise has no such product")
                .at("product"),
        );
    }
    found.extend(who_samples(scene, asked));
    found.extend(against_another(dossier, asked));
    for (field, said) in [("sample.place", &asked.sample.place), ("sample.batch", &asked.sample.batch)] {
        found.extend(said.iter().filter_map(|said| named(said)).map(|problem| problem.at(field)));
    }
    if asked.id.chars().count() > LONGEST_NAME {
        found.push(Problem::new("text", "至多200字", "must have at most 200 characters").at("id"));
    }
    if let CheckReason::FollowUp { after } = &asked.reason {
        let fits = dossier.checks.list.iter().any(|check| {
            check.id == *after
                && check.product == asked.product
                && check.annulled.is_none()
                && check.verified.as_ref().is_some_and(|verified| verified.failed && verified.mark.on <= on)
        });
        if !fits {
            found.push(
                Problem::new(
                    "follow_up",
                    "跟踪抽检须针对同一产品已查实的未达标",
                    "a follow-up comes after a verified failure of the same product",
                )
                .at("reason")
                .by(C10),
            );
        }
    }
    found
}

/// Records that a product was sampled. A follow-up sample ends the work that waited for it, if the interview
/// has been held.
pub(crate) fn sample(scene: &Scene, asked: &SampleProduct) -> Result<Decision, Refusal> {
    let dossier = scene.dossier()?;
    let on = scene.command.on;
    let mut problems = faults_of_sampling(scene, dossier, asked, on);
    let id =
        if asked.id.is_empty() { format!("CK-{}-{}", on.year(), scene.fresh) } else { asked.id.to_owned() };
    // A number that was set aside is free again (decision 0001), unless work was opened on it: that work names the
    // check by its number.
    let is_named =
        dossier.proceedings.iter().flat_map(|p| &p.facts).any(|ground| ground.names(GroundKind::Check, &id));
    if current(&dossier.checks.list, &id).is_some_and(|known| known.annulled.is_none() || is_named) {
        problems.push(
            Problem::new("check_exists", "该编号已在案", "a check with this identifier is on file").at("id"),
        );
    }
    if !problems.is_empty() {
        return Err(Refusal { problems, findings: Vec::new() });
    }
    let check = Check {
        id,
        product: asked.product.to_owned(),
        edition: asked.edition.clone(),
        reason: asked.reason.clone(),
        bureau: asked.bureau.to_owned(),
        laboratory: asked.laboratory.to_owned(),
        sampled_on: on,
        sample: asked.sample.clone(),
        result: None,
        notified: None,
        objection: None,
        objection_files: Vec::new(),
        retest_order: None,
        retest: None,
        answer: None,
        verified: None,
        entered_on: None,
        entry: None,
        ended: None,
        annulled: None,
    };
    let ended = interviews_ended_by(dossier, &check).map(|proceeding| proceeding.id.clone());
    let ended: Vec<Event> = ended.map(|proceeding| Event::ProceedingClosed { proceeding }).collect();
    let mut events = vec![Event::ProductSampled { check: Box::new(check) }];
    events.extend(ended);
    Ok(Decision { events, findings: Vec::new() })
}
