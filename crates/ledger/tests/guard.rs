//! The fork guard's fault table: each way in which a log could contradict what it signed, and what is said then.
use ledger::{
    Algorithm, CheckpointError, Ed25519Signer, Guard, GuardError, MemoryLog, Message, SignError,
    SignedCheckpoint, Signer, hex, root,
};

use crate::support::{Mirror, ORIGIN, checkpoint, entry, log, signer, verifier};

/// A log like `log(size)` in which entry `changed` is another one.
fn changed_log(size: u64, changed: u64) -> MemoryLog {
    let mut log = MemoryLog::new();
    for index in 0..size {
        let bytes = if index == changed { b"another entry".to_vec() } else { entry(index) };
        log.push(&bytes).unwrap();
    }
    log
}

fn guard_at(size: u64) -> Guard {
    Guard::resume(&checkpoint(&log(size), size), &verifier()).unwrap()
}

#[test]
fn a_log_that_grows_is_signed_at_each_size() {
    let log = log(600);
    let mut guard = Guard::begin(ORIGIN).unwrap();
    for size in [0, 0, 1, 1, 2, 255, 256, 257, 300, 512, 513, 600] {
        let note = guard.admit(&log, size).unwrap().sign(&[&signer()]).unwrap();
        let signed = SignedCheckpoint::open(&note, &verifier()).unwrap();
        assert_eq!(signed.checkpoint().size, size);
        assert_eq!(signed.checkpoint().root, root(&log, size).unwrap());
        assert_eq!(guard.last(), Some(signed.checkpoint()));
        // What a restart reads is what the guard holds.
        assert_eq!(Guard::resume(&note, &verifier()).unwrap().last(), guard.last());
    }
}

#[test]
fn a_shrunken_log_is_refused() {
    for (signed, now) in [(1, 0), (300, 299), (300, 0), (256, 255), (600, 512)] {
        let refused = guard_at(signed).admit(&log(now), now).unwrap_err();
        assert!(matches!(refused, GuardError::Shrunk { signed: s, now: n } if (s, n) == (signed, now)));
        assert!(refused.to_string().contains(&format!("{now} entries but {signed} were signed")));
    }
}

#[test]
fn a_changed_past_is_refused_whichever_entry_it_was() {
    for signed in [1, 2, 255, 256, 300] {
        for now in [signed, signed + 1, 512, 600] {
            for changed in [0, signed / 2, signed - 1] {
                let source = changed_log(now, changed);
                let refused = guard_at(signed).admit(&source, now).unwrap_err();
                let GuardError::PastChanged { size, signed: before, now: after } = &refused else {
                    panic!("{refused}")
                };
                assert_eq!(*size, signed);
                assert_eq!(*before, root(&log(signed), signed).unwrap());
                assert_eq!(*after, root(&source, signed).unwrap());
                assert!(refused.to_string().contains(&hex(after)));
            }
        }
    }
}

#[test]
fn a_backup_that_was_continued_differently_is_refused() {
    // 400 signed; the database went back to 350 and grew to 450 with other entries.
    let mut source = log(350);
    (350..450).for_each(|index| source.push(format!("after the restore {index}").as_bytes()).unwrap());
    let refused = guard_at(400).admit(&source, 450).unwrap_err();
    assert!(matches!(refused, GuardError::PastChanged { size: 400, .. }));
    // Entries after the signed size may be anything.
    assert!(guard_at(350).admit(&source, 450).is_ok());
}

#[test]
fn tiles_that_contradict_each_other_are_refused() {
    // The level-1 tile holds another hash for tile 0/001 than its leaves have: the old root, which uses the
    // leaves, still stands, but the new one, which uses the hash above them, does not continue it.
    let mut mirror = Mirror::of(&log(600), 600);
    mirror.file("tile/1/000.p/2")[32] ^= 1;
    let refused = guard_at(300).admit(&mirror, 600).unwrap_err();
    assert!(matches!(refused, GuardError::Inconsistent { old: 300, new: 600 }), "{refused}");
    let mut mirror = Mirror::of(&log(600), 600);
    mirror.file("tile/1/000.p/2")[0] ^= 1;
    let refused = guard_at(300).admit(&mirror, 600).unwrap_err();
    assert!(matches!(refused, GuardError::PastChanged { size: 300, .. }), "{refused}");
}

#[test]
fn missing_and_cut_tiles_are_refused_by_name() {
    let mut mirror = Mirror::of(&log(600), 600);
    mirror.remove("tile/0/001");
    let refused = guard_at(300).admit(&mirror, 600).unwrap_err();
    assert!(refused.to_string().contains("`tile/0/001` cannot be read: not found"), "{refused}");
    let mut mirror = Mirror::of(&log(600), 600);
    mirror.file("tile/0/002.p/88").pop();
    let refused = guard_at(300).admit(&mirror, 600).unwrap_err();
    assert!(
        refused.to_string().contains("`tile/0/002.p/88` is 2815 bytes long instead of 2816"),
        "{refused}"
    );
    let refused = guard_at(300).admit(&log(600), 1 << 63).unwrap_err();
    assert!(refused.to_string().contains("larger than this program supports"), "{refused}");
}

#[test]
fn a_kept_checkpoint_that_is_damaged_or_foreign_is_refused() {
    let note = checkpoint(&log(300), 300);
    let changed = note.replace("\n300\n", "\n299\n");
    assert_ne!(changed, note);
    assert!(matches!(Guard::resume(&changed, &verifier()), Err(GuardError::Last(CheckpointError::Note(_)))));
    assert!(Guard::resume("", &verifier()).is_err());
    let other = Ed25519Signer::from_seed(ORIGIN, &[8; 32]).unwrap();
    assert!(Guard::resume(&note, &other.verifier()).is_err());
    assert!(matches!(Guard::begin("two words"), Err(GuardError::Name(_))));
    assert!(matches!(Guard::begin(""), Err(GuardError::Name(_))));
}

/// A key whose device fails.
struct Broken;

impl Signer for Broken {
    fn name(&self) -> &str {
        ORIGIN
    }
    fn algorithm(&self) -> Algorithm {
        Algorithm::Named("example.com/broken".into())
    }
    fn public_key(&self) -> Vec<u8> {
        vec![0]
    }
    fn sign(&self, _: &Message<'_>) -> Result<Vec<u8>, SignError> {
        Err(SignError::Failed { name: ORIGIN.into(), cause: "no device".into() })
    }
}

#[test]
fn a_failing_key_yields_no_note_and_the_guard_still_holds_the_log_to_what_may_have_been_signed() {
    let mut guard = guard_at(300);
    let failed = guard.admit(&log(400), 400).unwrap().sign(&[&signer(), &Broken]);
    assert!(matches!(failed, Err(SignError::Failed { .. })));
    assert_eq!(guard.last().unwrap().size, 400);
    assert!(matches!(
        guard.admit(&changed_log(400, 350), 400),
        Err(GuardError::PastChanged { size: 400, .. })
    ));
    assert!(guard.admit(&log(400), 400).unwrap().sign(&[&signer()]).is_ok());
}

#[test]
fn the_guard_reads_only_tiles_that_the_present_size_has() {
    let mirror = Mirror::of(&log(70_000), 70_000);
    guard_at(300).admit(&mirror, 70_000).unwrap();
    let read = mirror.take_read();
    assert!(read.iter().all(|path| mirror.files().contains_key(path)), "{read:?}");
    assert!(read.len() < 30, "{} tiles were read", read.len());
}
