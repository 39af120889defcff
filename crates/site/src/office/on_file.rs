//! What a dossier holds, register by register, in words; written once for every kind of record.

use policy::article::Words;
use policy::enterprise::Dossier;
use policy::enterprise::facts::FactKind;
use policy::enterprise::record::{Record, Register};
use policy::scheme::{Scheme, SchemeFactKind};
use serde::Serialize;
use serde_json::Value;

use crate::acts::fact;
use crate::acts::{CaseKind, field_words};
use crate::office::case::address;
use crate::visitor::Visitor;
use crate::words::fill;

/// A register of a dossier in words.
pub(crate) struct RegisterView {
    pub(crate) title: &'static str,
    pub(crate) count: usize,
    pub(crate) complete: String,
    pub(crate) records: Vec<RecordView>,
}

/// One record in words.
pub(crate) struct RecordView {
    pub(crate) href: Option<String>,
    pub(crate) title: String,
    pub(crate) under: String,
}

/// The kinds of fact in the order in which a case file shows them.
pub(crate) const FACTS: [FactKind; 12] = [
    FactKind::Registration,
    FactKind::HeadOffice,
    FactKind::Holding,
    FactKind::Product,
    FactKind::Certificate,
    FactKind::Commitment,
    FactKind::Award,
    FactKind::SystemCertificate,
    FactKind::Penalty,
    FactKind::Listing,
    FactKind::Recall,
    FactKind::Breach,
];

/// Runs `$body` with `$register` bound to the register of a kind of fact.
macro_rules! each_register {
    ($dossier:expr, $kind:expr, $register:ident => $body:expr) => {
        match $kind {
            FactKind::Registration => {
                let $register = &$dossier.registrations;
                $body
            }
            FactKind::HeadOffice => {
                let $register = &$dossier.head_offices;
                $body
            }
            FactKind::Holding => {
                let $register = &$dossier.holdings;
                $body
            }
            FactKind::Penalty => {
                let $register = &$dossier.penalties;
                $body
            }
            FactKind::Listing => {
                let $register = &$dossier.listings;
                $body
            }
            FactKind::Award => {
                let $register = &$dossier.awards;
                $body
            }
            FactKind::SystemCertificate => {
                let $register = &$dossier.system_certificates;
                $body
            }
            FactKind::Commitment => {
                let $register = &$dossier.commitments;
                $body
            }
            FactKind::Recall => {
                let $register = &$dossier.recalls;
                $body
            }
            FactKind::Breach => {
                let $register = &$dossier.breaches;
                $body
            }
            FactKind::Product => {
                let $register = &$dossier.products;
                $body
            }
            FactKind::Certificate => {
                let $register = &$dossier.certificates;
                $body
            }
        }
    };
}

/// Identifiers of the facts of a kind that were not set aside.
pub(crate) fn ids(dossier: Option<&Dossier>, kind: FactKind) -> Vec<String> {
    let standing = |dossier: &Dossier| {
        each_register!(dossier, kind, register => {
            register.list.iter().filter(|fact| fact.annulled().is_none()).map(|fact| fact.id().to_owned()).collect()
        })
    };
    dossier.map(standing).unwrap_or_default()
}

/// Identifiers of the scheme facts of a kind that were not set aside.
pub(crate) fn scheme_ids(scheme: Option<&Scheme>, kind: SchemeFactKind) -> Vec<String> {
    fn standing<T: Record>(list: &[T]) -> Vec<String> {
        list.iter().filter(|fact| fact.annulled().is_none()).map(|fact| fact.id().to_owned()).collect()
    }
    let of = |scheme: &Scheme| match kind {
        SchemeFactKind::CatalogueEntry => standing(&scheme.catalogue.list),
        SchemeFactKind::Body => standing(&scheme.bodies.list),
        SchemeFactKind::Holder => standing(&scheme.holders.list),
    };
    scheme.map(of).unwrap_or_default()
}

/// Every register of facts of a dossier, and what the platform itself made.
pub(crate) fn registers(visitor: &Visitor, dossier: &Dossier) -> Vec<RegisterView> {
    let code = dossier.enterprise.to_string();
    let mut views: Vec<RegisterView> = FACTS
        .iter()
        .map(|&kind| {
            let href = |id: &str| match kind {
                FactKind::Product => Some(address(CaseKind::Product, &format!("{code}/{id}"))),
                FactKind::Certificate => Some(address(CaseKind::Certificate, id)),
                _ => None,
            };
            each_register!(dossier, kind, register => of(visitor, fact::fact(kind).noun, register, href))
        })
        .collect();
    let case = |kind: CaseKind| move |id: &str| Some(address(kind, id));
    let made = |kind: CaseKind, records: Vec<RecordView>| RegisterView {
        title: visitor.word(kind.words()),
        count: records.len(),
        complete: visitor.w.case.register_source.to_owned(),
        records,
    };
    let declarations =
        dossier.declarations.iter().map(|r| record(visitor, r, case(CaseKind::Declaration))).collect();
    views.push(made(CaseKind::Declaration, declarations));
    let marks = dossier.authorizations.list.iter();
    let marks = marks.map(|r| record(visitor, r, case(CaseKind::Authorization))).collect();
    views.push(made(CaseKind::Authorization, marks));
    let checks = dossier.checks.list.iter().map(|r| record(visitor, r, case(CaseKind::Check))).collect();
    views.push(made(CaseKind::Check, checks));
    let work = dossier.proceedings.iter().map(|r| record(visitor, r, case(CaseKind::Proceeding))).collect();
    views.push(made(CaseKind::Proceeding, work));
    views
}

/// What is on file about the one record that a case is about.
pub(crate) fn own(visitor: &Visitor, kind: CaseKind, id: &str, dossier: &Dossier) -> Option<String> {
    fn find<'a, T: Record>(mut list: impl Iterator<Item = &'a T>, id: &str) -> Option<&'a T> {
        list.find(|record| record.id() == id)
    }
    fn tell<T: Record + Serialize>(visitor: &Visitor, found: Option<&T>) -> Option<String> {
        let view = record(visitor, found?, |_| None);
        Some(format!("{} · {}", view.title, view.under))
    }
    match kind {
        CaseKind::Product => tell(visitor, find(dossier.products.list.iter(), id)),
        CaseKind::Certificate => tell(visitor, find(dossier.certificates.list.iter(), id)),
        CaseKind::Declaration => tell(visitor, find(dossier.declarations.iter(), id)),
        CaseKind::Authorization => tell(visitor, find(dossier.authorizations.list.iter(), id)),
        CaseKind::Check => tell(visitor, find(dossier.checks.list.iter(), id)),
        CaseKind::Proceeding => tell(visitor, find(dossier.proceedings.iter(), id)),
        CaseKind::Enterprise | CaseKind::Edition | CaseKind::Scheme => None,
    }
}

/// The registers of the scheme.
pub(crate) fn scheme_registers(visitor: &Visitor, scheme: &Scheme) -> Vec<RegisterView> {
    let none = |_: &str| None;
    vec![
        of(visitor, fact::scheme_fact(SchemeFactKind::CatalogueEntry).noun, &scheme.catalogue, none),
        of(visitor, fact::scheme_fact(SchemeFactKind::Body).noun, &scheme.bodies, none),
        of(visitor, fact::scheme_fact(SchemeFactKind::Holder).noun, &scheme.holders, none),
    ]
}

fn of<T: Record + Serialize>(
    visitor: &Visitor,
    noun: Words,
    register: &Register<T>,
    href: impl Fn(&str) -> Option<String> + Copy,
) -> RegisterView {
    let w = &visitor.w.case;
    let since = register.complete.iter().map(|statement| statement.since).min();
    let complete = match since {
        _ if register.always_complete => w.register_source.to_owned(),
        Some(day) => fill(w.register_complete, &[&day]),
        None => w.register_incomplete.to_owned(),
    };
    RegisterView {
        title: visitor.word(noun),
        count: register.list.len(),
        complete,
        records: register.list.iter().map(|fact| record(visitor, fact, href)).collect(),
    }
}

/// A record: its fields in the words of the forms, and what became of it.
fn record<T: Record + Serialize>(
    visitor: &Visitor,
    fact: &T,
    href: impl Fn(&str) -> Option<String>,
) -> RecordView {
    let w = &visitor.w.case;
    let mut under = vec![format!("{} {}", w.happened, fact.happened_on())];
    if let Some(day) = fact.entered_on() {
        under.push(format!("{} {day}", w.entered));
    }
    if let Some(end) = fact.ended() {
        under.push(fill(w.ended, &[&end.on]));
    }
    if let Some(mark) = fact.annulled() {
        under.push(fill(w.annulled, &[&mark.on]));
    }
    let details = details(visitor, &serde_json::to_value(fact).unwrap_or(Value::Null));
    RecordView { href: href(fact.id()), title: format!("{} {details}", fact.id()), under: under.join(" · ") }
}

/// The plain fields of a record, by the labels of its form.
fn details(visitor: &Visitor, record: &Value) -> String {
    let Value::Object(fields) = record else { return String::new() };
    let says = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(if *yes { visitor.w.case.yes } else { visitor.w.case.no }.to_owned()),
        Value::Array(list) => {
            let texts: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            texts.filter(|texts| !texts.is_empty()).map(|texts| texts.join(visitor.w.case.comma))
        }
        Value::Null | Value::Object(_) => None,
    };
    let parts: Vec<String> = fields
        .iter()
        .filter_map(|(name, value)| {
            let label = field_words(name)?;
            Some(format!("{}{}{}", visitor.word(label), visitor.w.case.colon, says(value)?))
        })
        .collect();
    parts.join(" · ")
}
