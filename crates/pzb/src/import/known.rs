//! Whether what a row asks for is on file already, so that a file can be imported again: the same content is said
//! to be known, another content under the same number is refused.

use policy::calendar::Day;
use policy::command::{Act, Command};
use policy::enterprise::Dossier;
use policy::enterprise::facts::{Fact, FactKind};
use policy::enterprise::membership::leaves_its_number;
use policy::enterprise::record::{Completeness, Mark, Record, Register};
use policy::register_of;
use policy::scheme::{Scheme, SchemeFact, SchemeFactKind};
use serde::Serialize;
use serde_json::Value;

use crate::answer::Failure;
use crate::trial::Trial;

/// What is on file under the name of a command's fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Nothing.
    No,
    /// The same.
    Same,
    /// Something else.
    Other,
}

impl Known {
    fn when(same: bool) -> Known {
        if same { Known::Same } else { Known::Other }
    }
}

/// Looks for what a command asks for.
///
/// # Errors
/// A fault of the store.
pub fn known(trial: &mut Trial, command: &Command) -> Result<Known, Failure> {
    let on = command.on;
    Ok(match &command.act {
        Act::EnterSchemeFact { fact } => scheme_fact(trial.scheme(), fact),
        Act::EndSchemeFact { kind, id, .. } => ended(trial.scheme().record(*kind, id), on),
        Act::EnterEdition { edition } => {
            let standard = trial.standard(edition.edition.number())?;
            let found = standard.and_then(|standard| standard.edition(&edition.edition));
            found.map_or(Known::No, |found| {
                let (mut found, mut asked) = (found.clone(), (**edition).clone());
                found.id.clear();
                asked.id.clear();
                Known::when(content(&found) == content(&asked))
            })
        }
        Act::WithdrawEdition { edition, .. } => {
            let standard = trial.standard(edition.number())?;
            ended(
                standard.and_then(|standard| standard.edition(edition)).map(|found| found as &dyn Record),
                on,
            )
        }
        act => match command.enterprise {
            Some(code) => trial.dossier(code)?.map_or(Known::No, |dossier| in_dossier(dossier, act, on)),
            None => Known::No,
        },
    })
}

fn in_dossier(dossier: &Dossier, act: &Act, on: Day) -> Known {
    match act {
        Act::RegisterEnterprise { name, region, industry, .. } => {
            let mut registered = dossier.registrations.list.iter();
            // A row that is silent about the industry contradicts none.
            let named = registered.any(|known| {
                known.name == *name
                    && known.since == on
                    && (industry.is_none() || known.industry == *industry)
            });
            let seated =
                dossier.head_offices.list.iter().any(|known| known.region == *region && known.since == on);
            Known::when(named && seated)
        }
        Act::EnterFact { fact } => fact_on_file(dossier, fact),
        // A unit can have been a member more than once by one number: any of those times may be the one that is meant.
        Act::EndFact { kind, id, .. } => match ended(dossier.record(*kind, id), on) {
            Known::Same => Known::Same,
            other => {
                let mut all = dossier.records(*kind, id).into_iter();
                let was = all.any(|one| one.annulled().is_none() && ended(Some(one), on) == Known::Same);
                if was { Known::Same } else { other }
            }
        },
        // A number can be used anew after its record was set aside: any of them may be the one that is meant.
        Act::AnnulFact { kind, id, .. } => {
            let of_number = dossier.records(*kind, id);
            let is_same = |mark: &Mark| mark.on == on;
            if of_number.iter().any(|record| record.annulled().is_some_and(is_same)) {
                Known::Same
            } else if of_number.last().is_some_and(|last| last.annulled().is_some()) {
                Known::Other
            } else {
                Known::No
            }
        }
        Act::CompleteRegister { kind, since } => {
            let same = |known: &Completeness| known.since == *since && known.stated_on == on;
            if statements(dossier, *kind).iter().any(same) { Known::Same } else { Known::No }
        }
        _ => Known::No,
    }
}

fn ended(record: Option<&dyn Record>, on: Day) -> Known {
    record.and_then(Record::ended).map_or(Known::No, |mark| Known::when(mark.on == on))
}

/// A record without what the platform itself notes on it.
fn content<T: Serialize>(record: &T) -> Value {
    let mut value = serde_json::to_value(record).unwrap_or_default();
    if let Some(fields) = value.as_object_mut() {
        for kept in ["fact", "entered_on", "entry", "ended", "annulled", "suspensions", "end_kind"] {
            fields.remove(kept);
        }
    }
    value
}

fn find<T: Record + Serialize>(list: &[T], id: &str, asked: &impl Serialize) -> Known {
    found(list, id, asked, |_| false)
}

/// The same where some leave their number to another.
fn found<T: Record + Serialize>(
    list: &[T],
    id: &str,
    asked: &impl Serialize,
    leaves: impl Fn(&dyn Record) -> bool,
) -> Known {
    let mut of_number = list.iter().filter(|known| known.id() == id);
    if of_number.clone().any(|known| content(known) == content(asked)) {
        Known::Same
    } else if of_number.any(|known| known.annulled().is_none() && !leaves(known)) {
        Known::Other
    } else {
        Known::No
    }
}

fn scheme_fact(scheme: &Scheme, fact: &SchemeFact) -> Known {
    let id = fact.record().id();
    match fact.kind() {
        SchemeFactKind::CatalogueEntry => find(&scheme.catalogue.list, id, fact),
        SchemeFactKind::Body => find(&scheme.bodies.list, id, fact),
        SchemeFactKind::Holder => find(&scheme.holders.list, id, fact),
        SchemeFactKind::Organisation => find(&scheme.organisations.list, id, fact),
        SchemeFactKind::Call => find(&scheme.calls.list, id, fact),
        SchemeFactKind::Expert => find(&scheme.experts.list, id, fact),
        SchemeFactKind::ReviewBar => find(&scheme.review_bars.list, id, fact),
        SchemeFactKind::Artwork => find(&scheme.artworks.list, id, fact),
    }
}

fn fact_on_file(dossier: &Dossier, fact: &Fact) -> Known {
    let id = fact.record().id();
    let leaves = |known: &dyn Record| leaves_its_number(fact.kind(), known);
    register_of!(dossier, fact.kind(), register => found(&register.list, id, fact, leaves))
}

fn statements(dossier: &Dossier, kind: FactKind) -> &[Completeness] {
    fn of<T>(register: &Register<T>) -> &[Completeness] {
        &register.complete
    }
    register_of!(dossier, kind, register => of(register))
}
