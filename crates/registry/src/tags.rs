//! What an entry can be found by: the cases it is about, and the command that brought it.

use std::collections::BTreeSet;

use policy::authorization::Basis;
use policy::enterprise::facts::FactKind;
use policy::event::{Entry, Event};

/// What an entry can be found by.
pub(crate) fn tags(entry: &Entry) -> BTreeSet<String> {
    let mut tags: BTreeSet<String> = of_event(entry).into_iter().collect();
    tags.extend(entry.enterprise.map(|code| format!("enterprise:{code}")));
    tags.insert(format!("cmd:{}", entry.key));
    tags
}

fn of_event(entry: &Entry) -> Vec<String> {
    let mut tags = Vec::new();
    match &entry.event {
        Event::DeclarationFiled { declaration } => tags.push(format!("declaration:{}", declaration.id)),
        Event::DeclarationWithdrawn { declaration } | Event::DeclarationRefused { declaration } => {
            tags.push(format!("declaration:{declaration}"));
        }
        Event::AuthorizationGranted { authorization } => {
            tags.push(format!("authorization:{}", authorization.code));
            if let Basis::SelfDeclaration { declaration, .. } = &authorization.basis {
                tags.push(format!("declaration:{declaration}"));
            }
        }
        Event::AuthorizationSuspended { authorization }
        | Event::AuthorizationSuspensionLifted { authorization }
        | Event::AuthorizationEnded { authorization }
        | Event::AuthorizationRevoked { authorization, .. }
        | Event::RevocationCorrected { authorization } => tags.push(format!("authorization:{authorization}")),
        Event::ProductSampled { check } => tags.push(format!("check:{}", check.id)),
        Event::ResultEntered { check, .. }
        | Event::ResultNotified { check }
        | Event::ObjectionFiled { check }
        | Event::RetestEntered { check, .. }
        | Event::ObjectionAnswered { check, .. }
        | Event::ResultVerified { check, .. }
        | Event::CheckAnnulled { check } => tags.push(format!("check:{check}")),
        Event::ProceedingOpened { proceeding } => {
            tags.push(format!("proceeding:{}", proceeding.id));
            tags.extend(proceeding.authorizations.iter().map(|code| format!("authorization:{code}")));
        }
        Event::ProceedingAdvanced { proceeding, .. } | Event::ProceedingClosed { proceeding } => {
            tags.push(format!("proceeding:{proceeding}"));
        }
        Event::CertificateSuspended { certificate } | Event::CertificateSuspensionLifted { certificate } => {
            tags.push(format!("certificate:{certificate}"));
        }
        Event::FactEntered { fact } => {
            tags.push(of_fact(entry, fact.kind(), fact.record().id()));
        }
        Event::FactCompleted { completion } => {
            tags.push(of_fact(entry, completion.kind(), completion.id()));
        }
        Event::FactEnded { kind, id, .. } | Event::FactAnnulled { kind, id } => {
            tags.push(of_fact(entry, *kind, id));
        }
        Event::EditionEntered { edition } => {
            tags.push(format!("standard:{}", edition.edition.number().as_str()));
        }
        Event::EditionWithdrawn { edition } | Event::EditionAnnulled { edition } => {
            tags.push(format!("standard:{}", edition.number().as_str()))
        }
        Event::SchemeFactEntered { .. }
        | Event::SchemeFactEnded { .. }
        | Event::SchemeFactAnnulled { .. } => {
            tags.push("scheme".to_owned());
        }
        Event::TextErased { digest } => tags.push(format!("text:{digest}")),
        Event::EnterpriseRegistered { .. } | Event::RegisterCompleted { .. } => {}
    }
    tags
}

/// Certificates have numbers of their own; other facts are numbered within their enterprise.
fn of_fact(entry: &Entry, kind: FactKind, id: &str) -> String {
    match (kind, entry.enterprise) {
        (FactKind::Certificate, _) => format!("certificate:{id}"),
        (kind, Some(code)) => format!("{}:{code}/{id}", kind_name(kind)),
        (kind, None) => format!("{}:{id}", kind_name(kind)),
    }
}

fn kind_name(kind: FactKind) -> String {
    serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
