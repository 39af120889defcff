//! What may be done to the registers of the scheme: enter, end, set aside.

use crate::admission;
use crate::decide::{Decision, Problem, Refusal, Scene};
use crate::enterprise::check_fact::{kept_fields, number, period, text};
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::record::Record;
use crate::event::Event;
use crate::powers::{Office, OfficeKind};
use crate::scheme::{Organisation, SchemeFact, SchemeFactKind};

/// Ends a fact about the scheme.
pub(crate) fn end(scene: &Scene, kind: SchemeFactKind, id: &str) -> Result<Decision, Refusal> {
    let record = record(scene, kind, id)?;
    if record.ended().is_some() {
        return Err(Problem::new("fact_ended", "该记录已终止", "the record has ended already")
            .at("id")
            .into());
    }
    not_before(scene, record)?;
    stays_governed(scene, kind, id)?;
    Ok(Decision::of(Event::SchemeFactEnded { kind, id: id.to_owned() }))
}

/// Sets a fact about the scheme aside.
pub(crate) fn annul(scene: &Scene, kind: SchemeFactKind, id: &str) -> Result<Decision, Refusal> {
    not_before(scene, record(scene, kind, id)?)?;
    stays_governed(scene, kind, id)?;
    Ok(Decision::of(Event::SchemeFactAnnulled { kind, id: id.to_owned() }))
}

/// Somebody always holds the administrator's office.
fn stays_governed(scene: &Scene, kind: SchemeFactKind, id: &str) -> Result<(), Refusal> {
    match kind {
        SchemeFactKind::Holder => admission::not_the_last(scene.books.scheme, id, scene.today),
        SchemeFactKind::CatalogueEntry
        | SchemeFactKind::Body
        | SchemeFactKind::Organisation
        | SchemeFactKind::Call
        | SchemeFactKind::Expert
        | SchemeFactKind::ReviewBar
        | SchemeFactKind::Artwork => Ok(()),
    }
}

fn not_before(scene: &Scene, record: &dyn Record) -> Result<(), Refusal> {
    if scene.command.on < record.happened_on() {
        return Err(Problem::new(
            "before_its_start",
            "早于该记录的发生日",
            "the day is before the record happened",
        )
        .at("on")
        .into());
    }
    Ok(())
}

fn record<'a>(scene: &Scene<'a>, kind: SchemeFactKind, id: &str) -> Result<&'a dyn Record, Refusal> {
    scene.books.scheme.record(kind, id).filter(|record| record.annulled().is_none()).ok_or_else(|| {
        Problem::new("fact_unknown", format!("没有编号为“{id}”的记录"), format!("there is no record `{id}`"))
            .at("id")
            .into()
    })
}

/// Everything that is wrong with a fact by itself.
fn faults(fact: &SchemeFact) -> Vec<Problem> {
    let mut found = Vec::new();
    let to = &mut found;
    let is_numbered =
        matches!(fact.kind(), SchemeFactKind::Body | SchemeFactKind::Call | SchemeFactKind::Expert);
    if !fact.record().id().is_empty() || is_numbered {
        number(to, "id", fact.record().id());
    }
    match fact {
        SchemeFact::CatalogueEntry(entry) => {
            text(to, "category", &entry.category);
            text(to, "title", &entry.title);
            period(to, "from", entry.published_on, Some(entry.from));
        }
        SchemeFact::Body(body) => {
            text(to, "name", &body.name);
            period(to, "valid_until", body.from, body.valid_until);
        }
        SchemeFact::Holder(holder) => {
            text(to, "person", &holder.person);
            found.extend(office_fault(&holder.office));
        }
        SchemeFact::Organisation(one) => {
            text(to, "name", &one.name);
            text(to, "address", &one.address);
            one.name_en.iter().for_each(|name| text(to, "name_en", name));
            one.phone.iter().for_each(|phone| text(to, "phone", phone));
            found.extend(office_fault(&one.office));
        }
        SchemeFact::Call(call) => {
            text(to, "title", &call.title);
            period(to, "from", call.published_on, Some(call.from));
            period(to, "until", call.from, Some(call.until));
        }
        SchemeFact::Expert(expert) => {
            text(to, "organisation", &expert.organisation);
            period(to, "valid_until", expert.from, expert.valid_until);
        }
        SchemeFact::ReviewBar(bar) => text(to, "expert", &bar.expert),
        SchemeFact::Artwork(artwork) => artwork.faults(to),
    }
    found.extend(kept_fields(fact.record(), "fact"));
    found
}

/// An office that there cannot be: an area that is none would reach everywhere or nowhere.
fn office_fault(office: &Office) -> Option<Problem> {
    let of = office.of.as_deref();
    let is_division = |code: &str| {
        code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()) && !code.starts_with("00")
    };
    let fits = match (office.kind, of) {
        (OfficeKind::CountyBureau, Some(code)) => is_division(code) && !code.ends_with("00"),
        (OfficeKind::CityBureau, Some(code)) => {
            is_division(code) && code.ends_with("00") && !code.ends_with("0000")
        }
        (OfficeKind::ProvinceBureau, Some(code)) => code == "330000",
        // A finance department is the province's, or that of a place.
        (OfficeKind::Finance, Some(code)) => is_division(code),
        (OfficeKind::Maker, Some(code)) => CreditCode::parse(code).is_ok(),
        (OfficeKind::CertificationBody | OfficeKind::Laboratory | OfficeKind::Expert, Some(body)) => {
            !body.trim().is_empty()
        }
        (
            OfficeKind::CountyBureau
            | OfficeKind::CityBureau
            | OfficeKind::Maker
            | OfficeKind::CertificationBody
            | OfficeKind::Laboratory
            | OfficeKind::Expert,
            None,
        ) => false,
        // Nobody holds what is everybody's.
        (OfficeKind::Public, _) => false,
        (_, of) => of.is_none(),
    };
    let wrong = || {
        Problem::new(
            "office",
            "没有这样的岗位：县级、市级局写区划代码，企业写统一社会信用代码，机构和专家写其编号，省局写330000或不写，财政部门写区划代码或不写，其余不写",
            "there is no such office: county and city bureaus have a division code, makers a credit code, bodies, \
             laboratories and experts their identifier, the province 330000 or nothing, finance departments a division \
             code or nothing, all others nothing",
        )
        .at("fact.office")
    };
    (!fits).then(wrong)
}

/// Puts a fact about the scheme on file.
pub(crate) fn enter(scene: &Scene, fact: &SchemeFact) -> Result<Decision, Refusal> {
    let mut problems = faults(fact);
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
    if let SchemeFact::Holder(holder) = fact {
        problems.extend(admission::conflict_of_interest(scene.books.scheme, holder));
    }
    if let SchemeFact::ReviewBar(bar) = fact
        && scene.books.scheme.expert(&bar.expert).is_none()
    {
        problems.push(
            Problem::new("expert_unknown", "专家库内没有此编号", "there is no such expert on the register")
                .at("fact.expert"),
        );
    }
    if let SchemeFact::Organisation(new) = fact {
        problems.extend(begins_with(scene, new));
    }
    let mut fact = fact.clone();
    if fact.record().id().is_empty() {
        fact.record_mut().set_id(format!("scheme-{}", scene.fresh));
    }
    let known = scene.books.scheme.record(fact.kind(), fact.record().id());
    if known.is_some_and(|known| known.annulled().is_none()) {
        problems.push(
            Problem::new("fact_exists", "该编号已在案", "a record with this identifier is on file")
                .at("fact.id"),
        );
    }
    if problems.is_empty() {
        Ok(Decision::of(Event::SchemeFactEntered { fact }))
    } else {
        Err(Refusal { problems, findings: Vec::new() })
    }
}

/// Of two organisations that begin on one day nobody could say which one holds the office.
fn begins_with(scene: &Scene, new: &Organisation) -> Option<Problem> {
    let mut others = scene.books.scheme.organisations.list.iter();
    let other = others.find(|one| {
        one.annulled.is_none() && one.office == new.office && one.from == new.from && one.id != new.id
    })?;
    Some(
        Problem::new(
            "organisation_exists",
            format!("{}自该日起已承担此岗位；有误的，先撤销该记录", other.name),
            format!("{} holds the office from that day: set a wrong record aside first", other.name),
        )
        .at("fact.from"),
    )
}
