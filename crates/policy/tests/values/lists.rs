//! Lists of all there is of a kind are written by hand: one that is left out would be out of powers, forms and tests,
//! and nobody would miss it. Kinds that are read from JSON tell their own names; of the others each names the next one,
//! and a new one does not compile until it has its place here.

use std::collections::BTreeSet;

use policy::authorization::MarkState;
use policy::calendar::Day;
use policy::enterprise::facts::FactKind;
use policy::ground::GroundKind;
use policy::paper::{PaperKind, PaperLang};
use policy::parameters::Key;
use policy::powers::OfficeKind;
use policy::scheme::SchemeFactKind;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The names that a kind is read from: what is none of them is answered with all of them.
fn names<T: DeserializeOwned>() -> BTreeSet<String> {
    let answer = serde_json::from_str::<T>("\"none of them\"").err().expect("no such name").to_string();
    let told =
        answer.split_once("expected one of ").or(answer.split_once("expected ")).expect("it names them").1;
    told.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn holds_all<T: Serialize + DeserializeOwned>(all: &[T]) {
    let listed: Vec<String> = all
        .iter()
        .map(|one| serde_json::to_value(one).unwrap().as_str().expect("a name").to_owned())
        .collect();
    assert_eq!(listed.iter().cloned().collect::<BTreeSet<_>>(), names::<T>());
    assert_eq!(listed.len(), names::<T>().len(), "each once");
}

#[test]
fn every_list_has_every_kind() {
    holds_all(&FactKind::ALL);
    holds_all(&SchemeFactKind::ALL);
    holds_all(&OfficeKind::ALL);
    holds_all(&PaperKind::ALL);
    holds_all(&PaperLang::ALL);
    holds_all(Key::ALL);
}

fn next_ground(kind: GroundKind) -> Option<GroundKind> {
    Some(match kind {
        GroundKind::Penalty => GroundKind::Listing,
        GroundKind::Listing => GroundKind::Recall,
        GroundKind::Recall => GroundKind::Breach,
        GroundKind::Breach => GroundKind::Check,
        GroundKind::Check => GroundKind::CertificateEnded,
        GroundKind::CertificateEnded => GroundKind::CertificateSuspended,
        GroundKind::CertificateSuspended => GroundKind::CatalogueEntry,
        GroundKind::CatalogueEntry => GroundKind::Authorization,
        GroundKind::Authorization => GroundKind::Edition,
        GroundKind::Edition => GroundKind::Declaration,
        GroundKind::Declaration => GroundKind::DraftingRole,
        GroundKind::DraftingRole => GroundKind::Rule,
        GroundKind::Rule => return None,
    })
}

fn next_state(state: MarkState) -> Option<MarkState> {
    let day = Day::FIRST;
    Some(match state {
        MarkState::NotYet(_) => MarkState::Valid,
        MarkState::Valid => MarkState::Suspended(day),
        MarkState::Suspended(_) => MarkState::BasisGone(day),
        MarkState::BasisGone(_) => MarkState::Revoked(day),
        MarkState::Revoked(_) => MarkState::Ended(day),
        MarkState::Ended(_) => MarkState::Expired(day),
        MarkState::Expired(_) => MarkState::CannotTell,
        MarkState::CannotTell => return None,
    })
}

#[test]
fn every_ground_and_every_state_is_found_by_its_name() {
    for kind in std::iter::successors(Some(GroundKind::Penalty), |kind| next_ground(*kind)) {
        assert_eq!(GroundKind::named(kind.name()), Some(kind));
    }
    for state in std::iter::successors(Some(MarkState::NotYet(Day::FIRST)), |state| next_state(*state)) {
        assert_eq!(MarkState::named(state.name()), Some(state.words()), "{}", state.name());
    }
}
