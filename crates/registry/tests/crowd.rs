//! Many at once: every acknowledged act is there, positions are without gaps, and many acts share a sync.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::json;

use crate::support::*;

#[test]
fn sixty_four_writers_lose_nothing() {
    const WRITERS: usize = 64;
    const EACH: usize = 12;
    let house = House::new();
    for n in 0..8 {
        house.enterprise(code(n), &format!("企业{n}"), "2022-01-01");
    }
    let before = house.registry.reader().head().size;
    let refused = AtomicUsize::new(0);
    let mut positions: Vec<u64> = thread::scope(|scope| {
        let tasks: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (house, refused) = (&house, &refused);
                scope.spawn(move || {
                    let mut own = Vec::new();
                    for n in 0..EACH {
                        // One in six is refused: its batch goes on without it.
                        let level = if n % 6 == 5 { "" } else { "奖" };
                        let award = json!({"fact": "award", "id": format!("a{writer}-{n}"), "name": level, "level": "city",
                                           "is_government_quality_award": true, "awarded_on": "2022-01-02"});
                        let act = json!({"do": "enter_fact", "fact": award});
                        match house.act(bureau(), Some(code(writer % 8)), "2022-01-02", act) {
                            Ok(receipt) => own.extend(receipt.positions),
                            Err(_) => drop(refused.fetch_add(1, Ordering::Relaxed)),
                        }
                    }
                    own
                })
            })
            .collect();
        tasks.into_iter().flat_map(|task| task.join().expect("a writer")).collect()
    });
    positions.sort_unstable();
    let after = house.registry.reader().head().size;
    assert_eq!(positions, (before..after).collect::<Vec<_>>(), "gapless, each once");
    assert_eq!(refused.load(Ordering::Relaxed), WRITERS * (EACH / 6));
    assert_eq!(positions.len(), WRITERS * (EACH - EACH / 6));
    for n in 0..8 {
        let dossier = house.registry.reader().dossier(code(n)).expect("readable").expect("on file").value;
        assert_eq!(dossier.awards.list.len(), positions.len() / 8);
    }
    sound(&house.registry);
    assert_eq!(verified(&house.registry), after);
    // Full tiles were made on the way, and each entry has its proof.
    let reader = house.registry.reader();
    let key = ledger::Verifier::parse(reader.vkey()).expect("a key");
    for position in [0, 255, 256, after - 1] {
        let proof = reader.proof(position).expect("readable").expect("in the record");
        let entry = reader.entry_bytes(position).expect("readable").expect("there");
        assert_eq!(ledger::verify_proof(&proof, entry.as_bytes(), &key).expect("proven").index, position);
    }
    assert_eq!(reader.proof(after).expect("readable"), None);
    sound(&house.reopened().registry);
}

/// Readers keep their snapshots as long as nobody writes: none may be older than what was answered.
#[test]
fn whoever_was_answered_sees_it_whoever_else_looks_and_writes() {
    const WRITERS: usize = 8;
    let house = House::new();
    for n in 0..WRITERS {
        house.enterprise(code(n), &format!("企业{n}"), "2022-01-01");
    }
    let done = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            let reader = house.registry.reader();
            let done = &done;
            scope.spawn(move || {
                let mut latest = 0;
                while done.load(Ordering::SeqCst) < WRITERS {
                    let version = reader.dossier(code(0)).expect("readable").expect("on file").version;
                    assert!(version >= latest, "a later look sees no less");
                    latest = version;
                }
            });
        }
        for writer in 0..WRITERS {
            let (house, done) = (&house, &done);
            scope.spawn(move || {
                let reader = house.registry.reader();
                for n in 0..10 {
                    let award = json!({"fact": "award", "id": format!("a{n}"), "name": "奖", "level": "city",
                                       "is_government_quality_award": true, "awarded_on": "2022-01-02"});
                    let receipt = house.fact(bureau(), code(writer), "2022-01-02", award);
                    let seen = reader.dossier(code(writer)).expect("readable").expect("on file");
                    assert_eq!(seen.value.awards.list.len(), n + 1);
                    assert_eq!(Some(&seen.version), receipt.positions.last());
                }
                done.fetch_add(1, Ordering::SeqCst);
            });
        }
    });
}
