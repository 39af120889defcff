//! Drafts: kept for whoever writes them, bounded in size, number and age, and never in the ledger.

use policy::powers::{Office, OfficeKind};
use registry::{DRAFT_BYTES, DRAFT_DAYS, Draft, MOST_DRAFTS, Moment};

use crate::support::*;

fn at(seconds: i64) -> Moment {
    Moment { unix_seconds: 1_700_000_000 + seconds }
}

fn maker(code: &str) -> Office {
    Office { kind: OfficeKind::Maker, of: Some(code.to_owned()) }
}

fn draft(id: &str, person: &str, body: &str) -> Draft {
    Draft { id: id.into(), person: person.into(), office: maker("M1"), body: body.into(), changed: 0 }
}

#[test]
fn a_draft_is_its_writers_alone() {
    let house = House::new();
    let (registry, reader) = (&house.registry, house.registry.reader());
    assert!(registry.keep_draft(draft("d1", "p1", "one"), at(0)).expect("kept"));
    assert!(registry.keep_draft(draft("d1", "p1", "two"), at(5)).expect("kept again"));
    let held = reader.draft("d1", "p1").expect("readable").expect("there");
    assert_eq!((held.body.as_str(), held.changed), ("two", at(5).unix_seconds));
    assert_eq!(reader.draft("d1", "p2").expect("readable"), None, "another person's");
    assert_eq!(held.office, maker("M1"), "it says in which office it is written");
    assert!(reader.drafts("p1", &maker("M2")).expect("readable").is_empty(), "another office's");
    assert!(!registry.keep_draft(draft("d1", "p2", "taken"), at(6)).expect("asked"), "nobody writes over it");
    assert!(!registry.end_draft("d1", "p2").expect("asked"), "nor drops it");
    assert_eq!(reader.draft("d1", "p1").expect("readable").expect("there").body, "two");
    assert!(registry.end_draft("d1", "p1").expect("dropped"));
    assert_eq!(reader.drafts("p1", &maker("M1")).expect("readable"), []);
    assert_eq!(reader.head().size, FOUNDING, "no draft enters the ledger");
}

#[test]
fn drafts_are_bounded_in_size_number_and_age() {
    let house = House::new();
    let (registry, reader) = (&house.registry, house.registry.reader());
    let fits = "x".repeat(DRAFT_BYTES);
    assert!(registry.keep_draft(draft("fits", "p1", &fits), at(0)).expect("kept"));
    assert!(!registry.keep_draft(draft("large", "p1", &format!("{fits}x")), at(0)).expect("asked"));
    for number in 0..MOST_DRAFTS {
        let seconds = i64::try_from(number).expect("few") + 1;
        assert!(registry.keep_draft(draft(&format!("n{number}"), "p1", "b"), at(seconds)).expect("kept"));
    }
    let held = reader.drafts("p1", &maker("M1")).expect("readable");
    assert_eq!(held.len(), MOST_DRAFTS);
    assert!(held.iter().all(|draft| draft.id != "fits"), "the oldest went");
    // The day before its time is up a draft is still there; once it is up, the next draft of anybody drops it.
    let last = DRAFT_DAYS * 86_400 + 1;
    assert!(registry.keep_draft(draft("other", "p2", "b"), at(last)).expect("kept"));
    assert!(reader.draft("n0", "p1").expect("readable").is_some());
    assert!(registry.keep_draft(draft("other", "p2", "b"), at(last + 1)).expect("kept"));
    assert_eq!(reader.draft("n0", "p1").expect("readable"), None);
    assert!(reader.draft("n1", "p1").expect("readable").is_some());
}

/// What is kept for whoever is not signed in stands beside what is kept, and never in its place.
#[test]
fn a_draft_beside_others_pushes_none_out() {
    let house = House::new();
    let (registry, reader) = (&house.registry, house.registry.reader());
    for number in 0..MOST_DRAFTS {
        assert!(registry.keep_draft(draft(&format!("n{number}"), "p1", "b"), at(0)).expect("kept"));
    }
    assert!(!registry.keep_draft_beside(draft("late-0", "p1", "b"), at(1)).expect("asked"));
    // One that is there already is written over where it stands, and stays if the new one has no room.
    assert!(registry.keep_draft_beside(draft("n0", "p1", "c"), at(1)).expect("kept"));
    let large = "x".repeat(DRAFT_BYTES + 1);
    assert!(!registry.keep_draft_beside(draft("n0", "p1", &large), at(2)).expect("asked"));
    assert_eq!(reader.draft("n0", "p1").expect("readable").expect("there").body, "c");
    assert_eq!(reader.drafts("p1", &maker("M1")).expect("readable").len(), MOST_DRAFTS);
    // Where there is room, it is for a few of them.
    let kept = (0..9).filter(|number| {
        registry.keep_draft_beside(draft(&format!("late-{number}"), "p2", "b"), at(3)).expect("asked")
    });
    assert_eq!(kept.count(), 5);
}
