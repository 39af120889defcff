//! What may be done about the mark itself: file, withdraw and refuse a self-declaration, lift a suspension, end
//! without fault. Grants are in `grants`; revocation is chapter V's.

use super::code::MarkCode;
use super::prospect::{Prospect, made_up};
use super::{Authorization, Declaration, Filing, MarkState, evidence, state};
use crate::apply::stands;
use crate::article::Article;
use crate::calendar::Day;
use crate::decide::{Decision, Problem, Refusal, Scene, before_policy};
use crate::enterprise::Dossier;
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::facts::Product;
use crate::event::Event;
use crate::finding::{Finding, finding, outcome};
use crate::powers::OfficeKind;
use crate::question::{About, Question, World};
use crate::rule::Rule;

/// The authorisation of the enterprise with this code.
pub(crate) fn authorization_on_file<'a>(
    scene: &Scene<'a>,
    code: MarkCode,
) -> Result<&'a Authorization, Refusal> {
    scene.dossier()?.authorizations.list.iter().find(|a| a.code == code).ok_or_else(|| {
        Problem::new("authorization_unknown", "该企业没有此授权", "the enterprise has no such authorisation")
            .at("authorization")
            .into()
    })
}

/// Why nothing more can be done to a mark: it ended, or a revocation stands that nobody has corrected, whatever
/// their days, or it does not stand on the day asked for.
///
/// An act with an earlier day must not be laid before what was decided already: it would take its place and
/// rewrite what was known (policy page §0).
pub(crate) fn finished(found: &Authorization, q: &Question) -> Option<MarkState> {
    let revoked = found.revocations.iter().find(|revocation| revocation.corrected.is_none());
    let finished = revoked
        .map(|revocation| MarkState::Revoked(revocation.mark.on))
        .or_else(|| found.ended.as_ref().map(|end| MarkState::Ended(end.on)));
    finished.or_else(|| Some(state(found, q)).filter(|&state| !stands(state)))
}

pub(crate) fn not_standing(state: MarkState) -> Refusal {
    let words = state.words();
    Problem::new(
        "not_standing",
        format!("授权{}，不能再办理此事项", words.zh),
        format!("the authorisation is {}: this can no longer be done", words.en),
    )
    .at("authorization")
    .into()
}

pub(super) fn undecided<'a>(scene: &Scene<'a>, id: &str) -> Result<&'a Declaration, Refusal> {
    let found = scene.dossier()?.declarations.iter().find(|declaration| declaration.id == id);
    let Some(declaration) = found else {
        return Err(Problem::new("declaration_unknown", "没有此自我声明", "there is no such declaration")
            .at("declaration")
            .into());
    };
    if declaration.decided.is_some() {
        return Err(Problem::new(
            "declaration_decided",
            "该自我声明已作出决定",
            "the declaration has been decided",
        )
        .into());
    }
    if declaration.ended.is_some() {
        return Err(Problem::new(
            "declaration_withdrawn",
            "该自我声明已撤回",
            "the declaration has been withdrawn",
        )
        .into());
    }
    Ok(declaration)
}

/// The most models that are named as unknown.
const MOST_TOLD: usize = 20;

/// What of the models of a filing the product has not, as the field of the filing that names them.
pub fn unknown_models<'a>(
    product: &'a Product,
    models: impl Iterator<Item = &'a str>,
) -> impl Iterator<Item = Problem> {
    let unknown = models.filter(|model| product.models.iter().all(|known| known != model)).take(MOST_TOLD);
    unknown.map(|model| {
        Problem::new(
            "model_unknown",
            format!("产品没有型号“{model}”，请先为产品补充该型号"),
            format!("the product has no model `{model}`: add it to the product first"),
        )
        .at("filing.models")
    })
}

/// Why a mark cannot be asked for until a day: it lies before the filing.
#[must_use]
pub fn past_last_day(until: Day, filed_on: Day) -> Option<Problem> {
    (until < filed_on).then(|| {
        Problem::new(
            "period",
            format!("最后一天{until}早于申报日{filed_on}：请填写申报日或以后的日期"),
            format!(
                "the last day, {until}, is before the filing day, {filed_on}: give that day or a later one"
            ),
        )
        .at("filing.until")
    })
}

/// What of the product and the models that a filing names is not on file.
#[must_use]
pub fn not_on_file(dossier: &Dossier, filing: &Filing) -> Vec<Problem> {
    match dossier.product(&filing.product) {
        None => vec![unknown_product()],
        Some(product) => unknown_models(product, filing.models.iter().map(String::as_str)).collect(),
    }
}

/// What is said of a product that the enterprise has not.
#[must_use]
pub fn unknown_product() -> Problem {
    let en = "the enterprise has no such product: enter it first";
    Problem::new("product_unknown", "该企业没有此产品，请先登记产品", en).at("filing.product")
}

/// What is said of an edition that is not on file.
#[must_use]
pub fn unknown_edition() -> Problem {
    Problem::new("edition_unknown", "该标准版本不在案", "the edition is not on file").at("filing.edition")
}

/// What is wrong with the parent that a filing of an enterprise names. One whose code fails its check character is most
/// likely nobody, and the filing would wait for its answer for ever; a market bureau registers the few real ones
/// (`check_character`).
#[must_use]
pub fn wrong_parent(own: CreditCode, parent: CreditCode, is_on_file: bool) -> Option<Problem> {
    let problem = if parent == own {
        Problem::new("parent", "母公司不能是企业自身", "the parent cannot be the enterprise itself")
    } else if !parent.is_check_valid() && !is_on_file {
        Problem::new(
            "parent_check",
            format!(
                "母公司代码{parent}的校验位不符，也没有此代码的企业在案：多半抄错了一个字符，请核对营业执照"
            ),
            format!(
                "the check character of the parent's code {parent} does not fit and no enterprise is on file under \
                 it: most likely a character was mistyped, look at its licence"
            ),
        )
    } else {
        return None;
    };
    Some(problem.at("filing.parent").by(Article::of(9)))
}

/// Everything that is wrong with a filing by itself, before any condition is asked.
fn faults_of_filing(scene: &Scene, dossier: &Dossier, filing: &Filing) -> Vec<Problem> {
    let mut found = not_on_file(dossier, filing);
    found.extend(evidence::faults(&filing.evidence));
    found.extend(past_last_day(filing.until, scene.command.on));
    let is_on_file = |code| scene.books.parents.iter().any(|parent| parent.enterprise == code);
    let wrong_parent = |code| wrong_parent(dossier.enterprise, code, is_on_file(code));
    found.extend(filing.parent.and_then(wrong_parent));
    if scene.books.standards.iter().all(|standard| standard.edition(&filing.edition).is_none()) {
        found.push(unknown_edition());
    }
    if dossier.declarations.iter().any(|other| is_pending_twin(other, filing)) {
        found.push(
            Problem::new(
                "pending",
                "该产品已有待决的自我声明",
                "a declaration for this product is pending already",
            )
            .at("filing.product"),
        );
    }
    found
}

/// Whether a declaration for the same product and edition still waits for its decision.
fn is_pending_twin(other: &Declaration, filing: &Filing) -> bool {
    other.filing.product == filing.product
        && other.filing.edition == filing.edition
        && other.decided.is_none()
        && other.ended.is_none()
}

/// What the federation would find if it granted the mark on the day of the filing: the conditions of clause 9, and all that
/// a grant asks besides, so that whoever files is told everything that a grant depends on.
fn found_at_filing(scene: &Scene, declaration: &Declaration) -> Result<Vec<Finding>, Refusal> {
    let day = scene.command.on;
    let mut dossier = scene.dossier()?.clone();
    let declaration = made_up(&declaration.filing, 0, day);
    dossier.declarations.push(declaration.clone());
    let world = World { enterprise: &dossier, ..scene.world()? };
    let (law, as_of) = (scene.law, day);
    let prospect = Prospect { world, declaration: &declaration, is_filed: false, law, as_of, known_on: None };
    prospect.verdict().map(|verdict| verdict.findings).ok_or_else(|| before_policy(day))
}

/// Files a self-declaration. Filing is open to everybody: the findings are told at once, and the federation
/// decides.
pub(crate) fn file(scene: &Scene, filing: &Filing) -> Result<Decision, Refusal> {
    let problems = faults_of_filing(scene, scene.dossier()?, filing);
    if !problems.is_empty() {
        return Err(Refusal { problems, findings: Vec::new() });
    }
    let mut filing = filing.clone();
    // All models means those of the filing day: models that the product gets later were not declared.
    if filing.models.is_empty() {
        filing.models = scene.dossier()?.models_on(&filing.product, scene.command.on);
    }
    let declaration = Declaration {
        id: format!("SD-{}-{}", scene.command.on.year(), scene.fresh),
        filing,
        filed_on: scene.command.on,
        joined: None,
        declined: None,
        decided: None,
        entered_on: None,
        entry: None,
        ended: None,
        annulled: None,
    };
    let findings = found_at_filing(scene, &declaration)?;
    Ok(Decision { events: vec![Event::DeclarationFiled { declaration }], findings })
}

/// Withdraws a self-declaration that is not decided.
pub(crate) fn withdraw(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    not_before_filing(scene, undecided(scene, id)?)?;
    Ok(Decision::of(Event::DeclarationWithdrawn { declaration: id.to_owned() }))
}

/// Ends an authorisation without fault (注销).
///
/// A maker cannot end its own mark while anything about it or its product is open, a sanction, an interview or other
/// work, or a spot check that is not verified: the end without fault would take the place of what it may come to and
/// leave the model numbers free (reading 0006). The federation may.
pub(crate) fn end(scene: &Scene, code: MarkCode) -> Result<Decision, Refusal> {
    let found = authorization_on_file(scene, code)?;
    not_before_grant(scene, found)?;
    let q = scene.ask(About::Authorization(found), scene.command.on)?;
    if let Some(state) = finished(found, &q) {
        return Err(not_standing(state));
    }
    match pending_about(scene.dossier()?, found) {
        Some(pending) if scene.actor.office.kind == OfficeKind::Maker => Err(Problem::new(
            "work_pending",
            format!("该授权或其产品正在处理（{pending}），办结前企业不能自行注销"),
            format!(
                "`{pending}` is open about the mark or its product: the maker cannot end the mark before it is decided"
            ),
        )
        .at("authorization")
        .into()),
        Some(_) | None => Ok(Decision::of(Event::AuthorizationEnded { authorization: code })),
    }
}

/// What is open about a mark or its product and may come to something against it: a piece of work, or a check from its
/// sample on until it is verified or set aside. One whose last result is that the product passes can come to nothing.
fn pending_about<'a>(dossier: &'a Dossier, found: &Authorization) -> Option<&'a str> {
    let work = dossier.proceedings.iter().find(|proceeding| {
        let is_about_it = proceeding.authorizations.contains(&found.code)
            || proceeding.product.as_ref() == Some(&found.product);
        let waits = proceeding.outcome().is_none() && !proceeding.is_closed();
        // Work that only tells the maker that a ground is gone can come to nothing against it.
        is_about_it && waits && !proceeding.kind.tells_the_maker()
    });
    let check = dossier.checks.list.iter().find(|check| {
        check.product == found.product
            && check.annulled.is_none()
            && check.verified.is_none()
            && check.latest_result_failed() != Some(false)
    });
    work.map(|work| work.id.as_str()).or(check.map(|check| check.id.as_str()))
}

fn not_before_grant(scene: &Scene, found: &Authorization) -> Result<(), Refusal> {
    if scene.command.on < found.granted_on {
        return Err(Problem::new("before_its_start", "早于授权日", "the day is before the grant")
            .at("on")
            .into());
    }
    Ok(())
}

pub(super) fn all(rules: &[&Rule], q: &Question) -> Vec<Finding> {
    rules.iter().map(|rule| finding(rule, q)).collect()
}

/// Whether findings stand in the way of a grant or a lift: a no, or that nobody can tell. What is for the
/// federation to judge does not: it judges by deciding.
pub(super) fn standing_in_the_way(rules: &[&Rule], q: &Question) -> bool {
    let mut whole = rules.iter().filter(|rule| rule.part_of.is_none());
    whole.any(|rule| outcome(rule, q).stands_in_the_way())
}

pub(super) fn not_before_filing(scene: &Scene, declaration: &Declaration) -> Result<(), Refusal> {
    if scene.command.on < declaration.filed_on {
        return Err(Problem::new(
            "before_its_start",
            "决定日早于申报日",
            "the decision is before the filing day",
        )
        .at("on")
        .into());
    }
    Ok(())
}

/// Refuses a self-declaration. A refusal by a person needs reasons, which the act carries; the findings are
/// kept beside them.
pub(crate) fn refuse(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    let declaration = undecided(scene, id)?;
    not_before_filing(scene, declaration)?;
    let q = scene.ask(About::Filing(&declaration.filing), declaration.filed_on)?;
    // All that stands in the way of a grant, as whoever decides saw it: not the conditions of clause 9 alone.
    let prospect = Prospect {
        world: q.world,
        declaration,
        is_filed: true,
        law: scene.law,
        as_of: scene.command.on,
        known_on: None,
    };
    let findings = prospect.verdict().map(|verdict| verdict.findings).unwrap_or_default();
    Ok(Decision { events: vec![Event::DeclarationRefused { declaration: declaration.id.clone() }], findings })
}

/// Lifts the suspension of an authorisation, if it stands on its grounds again.
pub(crate) fn lift(scene: &Scene, code: MarkCode) -> Result<Decision, Refusal> {
    let found = authorization_on_file(scene, code)?;
    let q = scene.ask(About::Authorization(found), scene.command.on)?;
    let open = found.suspensions.iter().rfind(|suspension| suspension.lifted.is_none());
    let Some(open) = open else {
        return Err(Problem::new("not_suspended", "授权未被暂停", "the authorisation is not suspended")
            .at("authorization")
            .into());
    };
    if scene.command.on < open.from.on {
        return Err(Problem::new("before_its_start", "早于暂停日", "the day is before the suspension")
            .at("on")
            .into());
    }
    if let Some(state) = finished(found, &q) {
        return Err(not_standing(state));
    }
    let rules: Vec<&Rule> = super::rules::KEEPING.to_vec();
    if standing_in_the_way(&rules, &q) {
        return Err(Refusal { problems: Vec::new(), findings: all(&rules, &q) });
    }
    Ok(Decision {
        events: vec![Event::AuthorizationSuspensionLifted { authorization: code }],
        findings: all(&rules, &q),
    })
}
