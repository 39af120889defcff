//! Proofs that travel alone: their text, and that nothing about them can be changed unnoticed.
use ledger::{
    MemoryLog, ProofError, TlogProof, inclusion_proof, root, verify_consistency, verify_inclusion,
    verify_proof, verify_proof_with_witnesses,
};

use crate::support::{checkpoint, entry, log, verifier};

fn proof(log: &MemoryLog, index: u64) -> TlogProof {
    let path = inclusion_proof(log, index, log.size()).unwrap();
    TlogProof { extra: None, index, path, checkpoint: checkpoint(log, log.size()) }
}

#[test]
fn a_proof_is_written_as_specified_and_verified() {
    let log = log(300);
    for index in [0, 1, 255, 256, 299] {
        let text = proof(&log, index).to_string();
        assert!(text.starts_with(&format!("c2sp.org/tlog-proof@v1\nindex {index}\n")), "{text}");
        assert_eq!(TlogProof::parse(&text).unwrap().to_string(), text);
        let proven = verify_proof(&text, &entry(index), &verifier()).unwrap();
        assert_eq!((proven.index, proven.checkpoint.size), (index, 300));
        assert_eq!(proven.checkpoint.root, root(&log, 300).unwrap());
        assert_eq!(verify_proof_with_witnesses(&text, &entry(index), &verifier(), &[]).unwrap(), proven);
        let refused = verify_proof(&text, &entry(index + 1), &verifier());
        assert_eq!(refused, Err(ProofError::NotIncluded { index, size: 300 }));
    }
}

#[test]
fn a_proof_in_a_log_of_one_entry_has_no_path() {
    let log = log(1);
    let text = proof(&log, 0).to_string();
    assert!(text.starts_with("c2sp.org/tlog-proof@v1\nindex 0\n\nexample.com/record\n1\n"), "{text}");
    assert!(verify_proof(&text, &entry(0), &verifier()).is_ok());
}

#[test]
fn extra_data_is_carried_and_not_trusted() {
    let log = log(9);
    let with = TlogProof { extra: Some(b"a salt".to_vec()), ..proof(&log, 4) };
    let text = with.to_string();
    assert!(text.starts_with("c2sp.org/tlog-proof@v1\nextra YSBzYWx0\nindex 4\n"), "{text}");
    assert_eq!(TlogProof::parse(&text).unwrap(), with);
    assert!(verify_proof(&text, &entry(4), &verifier()).is_ok());
}

#[test]
fn other_forms_are_refused() {
    let log = log(9);
    let text = proof(&log, 4).to_string();
    let refused = [
        text.replace("tlog-proof@v1", "tlog-proof@v2"),
        text.replace("index 4", "index 04"),
        text.replace("index 4", "index +4"),
        text.replace("index 4", "index"),
        text.replace("index 4", "index 4 "),
        text.replace("index 4", "extra !\nindex 4"),
        text.replace("index 4", "index 4\nextra AA=="),
        text.replace("index 4", "index 4\nAA=="),
        text.replace("\n\n", "\n"),
        text.replace('\n', "\r\n"),
        format!("\n{text}"),
        String::new(),
        "c2sp.org/tlog-proof@v1\nindex 0\n".to_owned(),
        text.replace(
            "index 4",
            &format!("index 4{}", "\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=".repeat(62)),
        ),
        "x".repeat(2_000_001),
    ];
    for text in &refused {
        assert!(
            matches!(TlogProof::parse(text), Err(ProofError::Form(_))),
            "{}",
            &text[..text.len().min(90)]
        );
    }
}

#[test]
fn every_flipped_bit_of_a_proof_is_refused() {
    let log = log(300);
    let text = proof(&log, 77).to_string();
    let (entry, key) = (entry(77), verifier());
    for place in 0..text.len() {
        for bit in 0..8 {
            let mut bytes = text.clone().into_bytes();
            bytes[place] ^= 1 << bit;
            // Bytes that are no text cannot be a proof at all.
            let Ok(flipped) = String::from_utf8(bytes) else { continue };
            assert!(verify_proof(&flipped, &entry, &key).is_err(), "byte {place}, bit {bit}: {flipped}");
        }
    }
    for place in 0..entry.len() {
        let mut other = entry.clone();
        other[place] ^= 1;
        assert!(verify_proof(&text, &other, &key).is_err(), "entry byte {place}");
    }
}

#[test]
fn proofs_fit_one_question_only() {
    let log = log(40);
    let leaf = |index| ledger::leaf_hash(&entry(index));
    for size in 1..=40u64 {
        let top = root(&log, size).unwrap();
        for index in 0..size {
            let path = inclusion_proof(&log, index, size).unwrap();
            assert!(verify_inclusion(&leaf(index), index, size, &path, &top));
            for other in (0..=size).filter(|other| *other != index) {
                assert!(
                    !verify_inclusion(&leaf(index), other, size, &path, &top),
                    "{index} as {other} of {size}"
                );
            }
            let longer = [path.clone(), vec![[0; 32]]].concat();
            assert!(!verify_inclusion(&leaf(index), index, size, &longer, &top));
            if let Some((_, shorter)) = path.split_last() {
                assert!(!verify_inclusion(&leaf(index), index, size, shorter, &top));
            }
        }
        for old in 0..=size {
            let path = ledger::consistency_proof(&log, old, size).unwrap();
            let before = root(&log, old).unwrap();
            assert!(verify_consistency(old, size, &before, &top, &path));
            let longer = [path.clone(), vec![[0; 32]]].concat();
            assert!(!verify_consistency(old, size, &before, &top, &longer));
            if let Some((_, shorter)) = path.split_last() {
                assert!(!verify_consistency(old, size, &before, &top, shorter), "{old} to {size}");
            }
            assert!(!verify_consistency(old, size, &[1; 32], &top, &path));
            assert!(!verify_consistency(old, size, &before, &[1; 32], &path) || old == 0);
            assert!(old == size || !verify_consistency(size, old, &top, &before, &path));
            for place in 0..path.len() {
                let mut other = path.clone();
                other[place][31] ^= 1;
                assert!(
                    !verify_consistency(old, size, &before, &top, &other),
                    "{old} to {size}, hash {place}"
                );
            }
        }
    }
}

#[test]
fn proofs_of_one_tree_do_not_pass_for_a_tree_of_another_height() {
    let log = log(8);
    let at = |size| root(&log, size).unwrap();
    let leaf = |index| ledger::leaf_hash(&entry(index));
    // Too long: the last hash would climb above the claimed root.
    assert!(!verify_inclusion(&leaf(1), 0, 1, &[leaf(0)], &at(2)));
    let path = ledger::consistency_proof(&log, 7, 8).unwrap();
    assert!(verify_consistency(7, 8, &at(7), &at(8), &path));
    assert!(!verify_consistency(3, 4, &at(7), &at(8), &path));
    // Too short: the claimed trees are higher than the proof.
    assert!(!verify_consistency(7, 16, &at(7), &at(8), &path));
    let path = inclusion_proof(&log, 0, 8).unwrap();
    assert!(!verify_inclusion(&leaf(0), 0, 9, &path, &at(8)));
}

#[test]
fn impossible_questions_are_errors() {
    let log = log(10);
    assert!(inclusion_proof(&log, 10, 10).is_err());
    assert!(inclusion_proof(&log, 0, 0).is_err());
    assert!(inclusion_proof(&log, 0, u64::MAX).is_err());
    assert!(inclusion_proof(&log, 0, 11).is_err());
    assert!(ledger::consistency_proof(&log, 5, 4).is_err());
    assert!(ledger::consistency_proof(&log, 5, 11).is_err());
    assert!(root(&log, 11).is_err());
    assert!(root(&log, u64::MAX).is_err());
    assert!(ledger::Edge::load(&log, u64::MAX).is_err());
    assert!(ledger::Edge::load(&log, 300).is_err());
}
