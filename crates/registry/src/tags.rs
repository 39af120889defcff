//! What an entry can be found by, and what an act is said to have made.

use policy::event::{Entry, Event};

/// What an entry can be found by.
pub fn tags(entry: &Entry) -> Vec<String> {
    let mut tags = Vec::new();
    tags.extend(entry.enterprise.map(|code| format!("enterprise:{code}")));
    match &entry.event {
        Event::DeclarationFiled { declaration } => tags.push(format!("declaration:{}", declaration.id)),
        Event::DeclarationWithdrawn { declaration } | Event::DeclarationRefused { declaration } => {
            tags.push(format!("declaration:{declaration}"));
        }
        Event::AuthorizationGranted { authorization } => {
            tags.push(format!("authorization:{}", authorization.code));
            if let policy::authorization::Basis::SelfDeclaration { declaration, .. } = &authorization.basis {
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
            tags.push(format!("{}:{}", kind_name(fact.kind()), fact.record().id()))
        }
        Event::FactEnded { kind, id, .. } | Event::FactAnnulled { kind, id } => {
            tags.push(format!("{}:{id}", kind_name(*kind)));
        }
        Event::EditionEntered { edition } => {
            tags.push(format!("standard:{}", edition.edition.number().as_str()));
        }
        Event::EditionWithdrawn { edition } => tags.push(format!("standard:{}", edition.number().as_str())),
        Event::SchemeFactEntered { .. }
        | Event::SchemeFactEnded { .. }
        | Event::SchemeFactAnnulled { .. } => {
            tags.push("scheme".to_owned());
        }
        Event::TextErased { digest } => tags.push(format!("text:{digest}")),
        Event::EnterpriseRegistered { .. } | Event::RegisterCompleted { .. } => {}
    }
    tags.sort();
    tags.dedup();
    tags
}

fn kind_name(kind: policy::enterprise::facts::FactKind) -> String {
    serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Identifiers of what an act makes.
pub fn created(events: &[Event]) -> Vec<String> {
    let made = |event: &Event| match event {
        Event::FactEntered { fact } => Some(fact.record().id().to_owned()),
        Event::SchemeFactEntered { fact } => Some(fact.record().id().to_owned()),
        Event::EditionEntered { edition } => Some(edition.edition.to_string()),
        Event::DeclarationFiled { declaration } => Some(declaration.id.clone()),
        Event::AuthorizationGranted { authorization } => Some(authorization.code.to_string()),
        Event::ProductSampled { check } => Some(check.id.clone()),
        Event::ProceedingOpened { proceeding } => Some(proceeding.id.clone()),
        _ => None,
    };
    events.iter().filter_map(made).collect()
}
