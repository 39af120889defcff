//! The registers of the demonstration: the files of `crates/pzb/demo`, read by the same import as any file. Each
//! row is entered three days after it happened, by the office that keeps the register; what is known late is told
//! in `late.csv`.

use std::collections::BTreeMap;

use documents::{comparison, sheet};
use policy::calendar::Day;
use policy::command::{Act, Command};
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::facts::{Fact, FactKind};
use policy::powers::{Actor, Office, OfficeKind};
use policy::scheme::SchemeFact;

use super::timeline::Timeline;
use crate::actor;
use crate::answer::Failure;
use crate::import::{Kind, Tables, plan, read_tables};

/// The files, in the order in which one needs the other.
const FILES: [(Kind, &str); 19] = [
    (Kind::Holders, include_str!("../../demo/holders.csv")),
    (Kind::Organisations, include_str!("../../demo/organisations.csv")),
    (Kind::Bodies, include_str!("../../demo/bodies.csv")),
    (Kind::Catalogue, include_str!("../../demo/catalogue.csv")),
    (Kind::Editions, include_str!("../../demo/editions.csv")),
    (Kind::Enterprises, include_str!("../../demo/enterprises.csv")),
    (Kind::Completeness, include_str!("../../demo/completeness.csv")),
    (Kind::Products, include_str!("../../demo/products.csv")),
    (Kind::Holdings, include_str!("../../demo/holdings.csv")),
    (Kind::Awards, include_str!("../../demo/awards.csv")),
    (Kind::SystemCertificates, include_str!("../../demo/system_certificates.csv")),
    (Kind::Commitments, include_str!("../../demo/commitments.csv")),
    (Kind::Certificates, include_str!("../../demo/certificates.csv")),
    (Kind::DraftingRoles, include_str!("../../demo/drafting_roles.csv")),
    (Kind::Exhibitions, include_str!("../../demo/exhibitions.csv")),
    (Kind::Memberships, include_str!("../../demo/memberships.csv")),
    (Kind::Penalties, include_str!("../../demo/penalties.csv")),
    (Kind::Listings, include_str!("../../demo/listings.csv")),
    (Kind::Recalls, include_str!("../../demo/recalls.csv")),
];
const BREACHES: &str = include_str!("../../demo/breaches.csv");
const TABLES: &str = include_str!("../../demo/tables.csv");
const FIRMS: &str = include_str!("../../demo/firms.csv");
const PEOPLE: &str = include_str!("../../demo/people.csv");
const LATE: &str = include_str!("../../demo/late.csv");
const ENTERPRISES: &str = include_str!("../../demo/enterprises.csv");

/// How many days after it happened a fact is entered.
const DELAY_DAYS: i64 = 3;

/// The firms by the short names that the stories use.
#[must_use]
pub fn firms() -> BTreeMap<&'static str, CreditCode> {
    FIRMS
        .lines()
        .skip(1)
        .filter_map(|line| {
            let (alias, code) = line.split_once(',')?;
            Some((alias, CreditCode::parse(code).ok()?))
        })
        .collect()
}

/// The persons of the demonstration with what they sign in as, and their offices.
#[must_use]
pub fn people() -> Vec<(&'static str, Actor)> {
    let held = offices();
    let lines = PEOPLE.lines().skip(1).filter_map(|line| line.split_once(','));
    lines
        .filter_map(|(login, person)| {
            held.iter().find(|actor| actor.person == person).map(|actor| (login, actor.clone()))
        })
        .collect()
}

/// The identifier of whoever signs in so.
pub fn person(login: &str) -> String {
    let found = PEOPLE.lines().filter_map(|line| line.split_once(',')).find(|(known, _)| *known == login);
    // Every login of the stories stands in `people.csv`, and the demonstration's test plays them all.
    found.unwrap_or_else(|| panic!("nobody in the demonstration signs in as `{login}`")).1.to_owned()
}

/// The persons of the demonstration and their offices, as in its register of holders.
#[must_use]
pub fn offices() -> Vec<Actor> {
    let lines = include_str!("../../demo/holders.csv").lines().skip(1);
    lines
        .filter_map(|line| {
            let mut parts = line.split(',');
            let (person, office) = (parts.next()?, parts.next()?);
            Some(Actor { person: person.to_owned(), office: actor::parse_office(office).ok()? })
        })
        .collect()
}

/// Who keeps the county's registers where a firm sits: its county bureau, or the province for firms outside.
#[must_use]
pub fn bureau_of(code: CreditCode) -> Actor {
    let region = ENTERPRISES
        .lines()
        .find(|line| line.starts_with(code.as_str()))
        .and_then(|line| line.split(',').nth(2))
        .unwrap_or_default();
    holder_of(&Office::of(OfficeKind::CountyBureau, region))
        .or_else(|| holder_of(&Office::sole(OfficeKind::ProvinceBureau)))
        .unwrap_or_else(federation)
}

fn holder_of(office: &Office) -> Option<Actor> {
    offices().into_iter().find(|actor| actor.office == *office)
}

/// The federation's officer.
#[must_use]
pub fn federation() -> Actor {
    Actor { person: person("chen"), office: Office::sole(OfficeKind::Federation) }
}

/// Whose work it is to enter what a command brings.
fn keeper(command: &Command) -> Actor {
    let by_kind = |kind: FactKind| match kind {
        FactKind::SystemCertificate
        | FactKind::Commitment
        | FactKind::Certificate
        | FactKind::DraftingRole
        | FactKind::Membership => Some(federation()),
        _ => None,
    };
    let own = match &command.act {
        Act::EnterFact { fact: Fact::Certificate(certificate) } => {
            holder_of(&Office::of(OfficeKind::CertificationBody, certificate.body.clone()))
        }
        Act::EnterFact { fact } => by_kind(fact.kind()),
        Act::EndFact { kind, .. } | Act::AnnulFact { kind, .. } | Act::CompleteRegister { kind, .. } => {
            by_kind(*kind)
        }
        Act::EnterSchemeFact { fact: SchemeFact::Holder(_) | SchemeFact::Organisation(_) } => {
            holder_of(&Office::sole(OfficeKind::Administrator))
        }
        Act::RegisterEnterprise { .. } => None,
        _ => Some(federation()),
    };
    own.or_else(|| command.enterprise.map(bureau_of)).unwrap_or_else(federation)
}

/// The name of what a command is about, for `late.csv` and for the stories: register, number, and what happens.
fn name_of(command: &Command) -> (String, &'static str) {
    match &command.act {
        Act::EnterFact { fact } => (fact.record().id().to_owned(), "entered"),
        Act::EnterSchemeFact { fact } => (fact.record().id().to_owned(), "entered"),
        Act::EndFact { id, .. } | Act::EndSchemeFact { id, .. } => (id.clone(), "ended"),
        Act::AnnulFact { id, .. } => (id.clone(), "annulled"),
        Act::RegisterEnterprise { .. } => {
            (command.enterprise.map(|code| code.to_string()).unwrap_or_default(), "entered")
        }
        _ => (command.key.clone(), "entered"),
    }
}

/// Puts every row of every file on the timeline.
pub fn tell(timeline: &mut Timeline) -> Result<(), Failure> {
    let opened: Day = super::OPENED.parse().map_err(|_| broken("the opening day"))?;
    let found = comparison::read("tables.csv", TABLES.as_bytes(), &sheet::Limits::default(), None);
    let tables = read_tables(&found.map_err(|error| Failure::from(&error))?)?;
    for (kind, text) in FILES.into_iter().chain([(Kind::Breaches, BREACHES)]) {
        let none = Tables::default();
        let beside = if kind == Kind::Editions { &tables } else { &none };
        for row in plan(kind, &table(kind.name(), text)?, beside)? {
            if let Some(fault) = row.faults.first() {
                return Err(Failure::fault(
                    fault.zh.clone(),
                    format!("demo/{}.csv: {}", kind.name(), fault.en),
                ));
            }
            for command in row.commands {
                let (id, what) = name_of(&command);
                let usual = command.on.plus_days(DELAY_DAYS).max(opened);
                let at = late(kind, &id, what).unwrap_or(usual);
                timeline.import(at, keeper(&command), format!("{id}@{what}"), command);
            }
        }
    }
    Ok(())
}

fn late(kind: Kind, id: &str, what: &str) -> Option<Day> {
    LATE.lines().skip(1).find_map(|line| {
        let parts: Vec<&str> = line.split(',').collect();
        match parts.as_slice() {
            [register, late_id, late_what, day]
                if *register == kind.name() && *late_id == id && *late_what == what =>
            {
                day.parse().ok()
            }
            _ => None,
        }
    })
}

fn table(name: &str, text: &str) -> Result<sheet::Table, Failure> {
    sheet::read(name, text.as_bytes(), &sheet::Limits::default()).map_err(|error| Failure::from(&error))
}

fn broken(what: &str) -> Failure {
    Failure::fault(format!("演示数据有误：{what}"), format!("the demonstration is wrong: {what}"))
}
