//! What may be done to a dossier: open it, put facts on file, end them, set them aside, state that a register
//! is complete, and note what a certification body says of its certificates.

use super::Dossier;
use super::facts::{Certificate, CertificateEnd, Fact, FactKind, Suspension};
use super::membership;
use super::record::{Record, current};
use crate::article::{Article, counted};
use crate::calendar::Day;
use crate::command::Act;
use crate::decide::{Decision, LONGEST_NAME, Problem, Refusal, Scene};
use crate::event::Event;
use crate::powers::OfficeKind;
use crate::standard::drafting::faults_beside_the_edition;

/// Ends a fact.
pub(crate) fn end(
    scene: &Scene,
    kind: FactKind,
    id: &str,
    how: Option<CertificateEnd>,
) -> Result<Decision, Refusal> {
    let record = on_file(scene.dossier()?, kind, id)?;
    not_before(scene, record.happened_on())?;
    if record.ended().is_some() {
        return Err(already_ended());
    }
    Ok(Decision::of(Event::FactEnded { kind, id: id.to_owned(), how }))
}

/// Sets a fact aside.
pub(crate) fn annul(scene: &Scene, kind: FactKind, id: &str) -> Result<Decision, Refusal> {
    let record = on_file(scene.dossier()?, kind, id)?;
    not_before(scene, record.happened_on())?;
    // An earlier share of the same owner counts again.
    if let Some(problem) = super::shares::ring(scene, scene.dossier()?, "id") {
        return Err(problem.into());
    }
    Ok(Decision::of(Event::FactAnnulled { kind, id: id.to_owned() }))
}

/// Opens a dossier.
pub(crate) fn register(scene: &Scene) -> Result<Decision, Refusal> {
    // No other act opens one.
    let Act::RegisterEnterprise { name, region, industry, override_reason: reason } = &scene.command.act
    else {
        return Ok(Decision::default());
    };
    let mut refusal = Refusal::default();
    let Some(code) = scene.command.enterprise else {
        return Err(Problem::new(
            "enterprise_missing",
            "请填写统一社会信用代码",
            "give the unified social credit code",
        )
        .at("enterprise")
        .into());
    };
    if scene.books.enterprise.is_some() {
        refusal.problems.push(
            Problem::new("registered", "该企业已登记", "the enterprise is on file already").at("enterprise"),
        );
    }
    if !code.is_check_valid() && reason.is_none() {
        refusal.problems.push(
            Problem::new(
                "check_character",
                "统一社会信用代码的校验位不符；确认无误的，请填写理由后登记",
                "the check character of the code is wrong; if the code is right all the same, register it with a reason",
            )
            .at("enterprise"),
        );
    }
    if name.trim().is_empty() || name.chars().count() > LONGEST_NAME {
        refusal
            .problems
            .push(Problem::new("name", "企业名称应为1至200字", "a name has 1 to 200 characters").at("name"));
    }
    refusal.problems.extend(super::check_fact::hidden(name).map(|problem| problem.at("name")));
    if !is_division(region) {
        refusal.problems.push(division_problem("region"));
    }
    if !refusal.problems.is_empty() {
        return Err(refusal);
    }
    Ok(Decision::of(Event::EnterpriseRegistered {
        name: name.trim().to_owned(),
        region: region.clone(),
        industry: industry.clone(),
        check_overridden: !code.is_check_valid(),
    }))
}

/// The first two digits of a division code: the 34 units of the first level (GB/T 2260).
const PROVINCES: [&str; 34] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42",
    "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
];

/// Whether a text can be a division code (GB/T 2260): six digits in a unit of the first level. Abolished codes stay
/// readable, so no more is asked.
pub(crate) fn is_division(code: &str) -> bool {
    code.len() == 6
        && code.bytes().all(|b| b.is_ascii_digit())
        && code.get(..2).is_some_and(|province| PROVINCES.contains(&province))
}

pub(crate) fn division_problem(field: &str) -> Problem {
    Problem::new(
        "region",
        "行政区划代码应为6位数字，前两位为省级代码",
        "a division code has six digits, the first two those of a province",
    )
    .at(field)
}

fn unknown(id: &str) -> Problem {
    Problem::new("fact_unknown", format!("没有编号为“{id}”的记录"), format!("there is no record `{id}`"))
        .at("id")
}

pub(super) fn on_file<'a>(dossier: &'a Dossier, kind: FactKind, id: &str) -> Result<&'a dyn Record, Refusal> {
    let found = dossier.record(kind, id).ok_or_else(|| unknown(id))?;
    if found.annulled().is_some() {
        return Err(Problem::new("fact_annulled", "该记录已被撤销", "the record has been set aside")
            .at("id")
            .into());
    }
    Ok(found)
}

fn already_ended() -> Refusal {
    Problem::new("fact_ended", "该记录已终止", "the record has ended already").at("id").into()
}

pub(super) fn not_before(scene: &Scene, happened: Day) -> Result<(), Refusal> {
    if scene.command.on < happened {
        return Err(Problem::new(
            "before_its_start",
            format!("{}早于该记录的发生日{happened}", scene.command.on),
            format!("`{}` is before the record happened, {happened}", scene.command.on),
        )
        .at("on")
        .into());
    }
    Ok(())
}

/// Puts a fact on file.
pub(crate) fn enter(scene: &Scene, fact: &Fact) -> Result<Decision, Refusal> {
    let dossier = scene.dossier()?;
    let mut problems = super::check_fact::problems(fact, dossier);
    if let Fact::Certificate(certificate) = fact {
        problems.extend(too_long(scene, certificate));
    }
    if let Fact::Holding(holding) = fact {
        problems.extend(super::shares::problems(scene, dossier, holding));
    }
    problems.extend(faults_beside_the_edition(scene, fact));
    let happened = fact.record().happened_on();
    if happened != scene.command.on {
        problems.push(
            Problem::new(
                "day_differs",
                format!("操作日期{}与记录的发生日{happened}不一致", scene.command.on),
                format!("the command is of `{}` but the fact happened on {happened}", scene.command.on),
            )
            .at("on"),
        );
    }
    let mut fact = fact.clone();
    if let Fact::Exhibition(shown) = &mut fact {
        // Whose word it is, the office that enters it tells.
        shown.is_declared = scene.actor.office.kind == OfficeKind::Maker;
    }
    if fact.record().id().is_empty() {
        let id = format!("{}-{}", kind_name(fact.kind()), scene.fresh);
        fact.record_mut().set_id(id);
    }
    // Models that the product gets later are not the certificate's.
    if let Fact::Certificate(certificate) = &mut fact
        && certificate.models.is_empty()
    {
        certificate.models = dossier.models_on(&certificate.product, certificate.issued_on);
    }
    // A number whose record was set aside is free again, for the record as it should have been (decision 0001).
    let known = dossier.record(fact.kind(), fact.record().id());
    if known.is_some_and(|known| known.annulled().is_none()) && !membership::may_renew(&fact) {
        problems.push(
            Problem::new(
                "fact_exists",
                format!("编号“{}”已在案", fact.record().id()),
                format!("a record `{}` is on file already", fact.record().id()),
            )
            .at("fact.id"),
        );
    }
    if problems.is_empty() {
        Ok(Decision::of(Event::FactEntered { fact }))
    } else {
        Err(Refusal { problems, findings: Vec::new() })
    }
}

/// Clause 6: how long a certificate may be valid, by the number in force on the day it was issued. One issued before
/// the policy keeps its printed date.
fn too_long(scene: &Scene, certificate: &Certificate) -> Option<Problem> {
    let years = scene.law.parameters.on(certificate.issued_on)?.certificate_validity_years;
    let last = certificate.issued_on.plus_years(years);
    (certificate.valid_until > last).then(|| {
        Problem::new(
            "too_long",
            format!("证书自签发之日起有效期为{years}年，最迟至{last}"),
            format!(
                "a certificate is valid for {} from its issue, until {last} at the latest",
                counted(years, "years")
            ),
        )
        .at("fact.valid_until")
        .by(Article::of(6))
    })
}

fn kind_name(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Registration => "registration",
        FactKind::HeadOffice => "seat",
        FactKind::Holding => "holding",
        FactKind::Penalty => "penalty",
        FactKind::Listing => "listing",
        FactKind::Award => "award",
        FactKind::SystemCertificate => "system",
        FactKind::Commitment => "commitment",
        FactKind::Recall => "recall",
        FactKind::Breach => "breach",
        FactKind::Product => "product",
        FactKind::Certificate => "certificate",
        FactKind::DraftingRole => "drafting",
        FactKind::Exhibition => "exhibition",
        FactKind::Membership => membership::UNNUMBERED,
    }
}

/// States that a register is complete.
pub(crate) fn complete(scene: &Scene, kind: FactKind, since: Day) -> Result<Decision, Refusal> {
    scene.dossier()?;
    if since > scene.command.on {
        return Err(Problem::new(
            "since_later",
            "完整起始日不能晚于确认日",
            "a register cannot be complete since a day after the statement",
        )
        .at("since")
        .into());
    }
    Ok(Decision::of(Event::RegisterCompleted { kind, since }))
}

/// The open suspension, if there is one, of a certificate that is on file and has not ended.
fn open_suspension<'a>(scene: &Scene<'a>, id: &str) -> Result<Option<&'a Suspension>, Refusal> {
    let dossier = scene.dossier()?;
    let record = on_file(dossier, FactKind::Certificate, id)?;
    not_before(scene, record.happened_on())?;
    if record.ended().is_some() {
        return Err(already_ended());
    }
    let found = current(&dossier.certificates.list, id);
    Ok(found.and_then(|found| found.suspensions.iter().rfind(|suspension| suspension.lifted.is_none())))
}

/// Suspends a certificate.
pub(crate) fn suspend(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    let open = open_suspension(scene, id)?;
    if open.is_some() {
        return Err(
            Problem::new("suspended", "证书已处于暂停状态", "the certificate is suspended already").into()
        );
    }
    Ok(Decision::of(Event::CertificateSuspended { certificate: id.to_owned() }))
}

/// Lifts a certificate's suspension.
pub(crate) fn lift_suspension(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    let open = open_suspension(scene, id)?;
    let Some(open) = open else {
        return Err(Problem::new("not_suspended", "证书未被暂停", "the certificate is not suspended").into());
    };
    not_before(scene, open.from.on)?;
    Ok(Decision::of(Event::CertificateSuspensionLifted { certificate: id.to_owned() }))
}
