//! Notes and checkpoints: what is accepted, what is refused, and who may sign.
use ed25519_dalek::Signer as _;
use ledger::{
    Algorithm, Checkpoint, CheckpointError, Ed25519Signer, Guard, KeyError, Message, Note, NoteError,
    NoteSignature, SignError, SignedCheckpoint, Signer, Statement, Verifier, Verify, base64, digest, key_id,
    sign_text,
};

use crate::support::{ORIGIN, checkpoint, log, signer, verifier};

/// A key of a second algorithm. Its "signature" is a keyed digest: enough to stand where SM2 will stand.
struct Second;

impl Second {
    fn tag(message: &[u8]) -> Vec<u8> {
        digest(&[b"second key".as_slice(), message].concat()).to_vec()
    }
}

impl Signer for Second {
    fn name(&self) -> &str {
        ORIGIN
    }
    fn algorithm(&self) -> Algorithm {
        Algorithm::Named("example.com/second".into())
    }
    fn public_key(&self) -> Vec<u8> {
        vec![1, 2, 3]
    }
    fn sign(&self, message: &Message<'_>) -> Result<Vec<u8>, SignError> {
        Ok(Self::tag(message.bytes()))
    }
}

impl Verify for Second {
    fn name(&self) -> &str {
        ORIGIN
    }
    fn key_id(&self) -> u32 {
        Signer::key_id(self)
    }
    fn verify(&self, text: &str, signature: &[u8]) -> Option<Statement> {
        (signature == Self::tag(text.as_bytes())).then_some(Statement::Signed)
    }
}

/// A witness: its verifier, and its cosignature of a text at a time.
fn witness(name: &str, seed: u8, text: &str, time: u64) -> (Verifier, NoteSignature) {
    let key = ed25519_dalek::SigningKey::from_bytes(&[seed; 32]);
    let public = key.verifying_key().to_bytes();
    let id = key_id(name, &Algorithm::CosignatureV1, &public);
    let vkey = format!("{name}+{id:08x}+{}", base64(&[&[4], &public[..]].concat()));
    let signed = key.sign(format!("cosignature/v1\ntime {time}\n{text}").as_bytes()).to_bytes();
    let bytes = [&time.to_be_bytes(), &signed[..]].concat();
    (Verifier::parse(&vkey).unwrap(), NoteSignature { name: name.into(), key_id: id, bytes })
}

#[test]
fn a_second_algorithm_signs_beside_ed25519_and_verifiers_without_it_ignore_its_line() {
    let log = log(3);
    let mut guard = Guard::begin(ORIGIN).unwrap();
    let note = guard.admit(&log, 3).unwrap().sign(&[&signer(), &Second]).unwrap();
    let parsed = Note::parse(&note).unwrap();
    assert_eq!(parsed.signatures().len(), 2);
    assert_eq!(parsed.verify(&[&verifier()]).unwrap().len(), 1);
    assert_eq!(parsed.verify(&[&Second]).unwrap().len(), 1);
    assert_eq!(parsed.verify(&[&Second, &verifier()]).unwrap().len(), 2);
    assert!(SignedCheckpoint::open(&note, &verifier()).is_ok());
    assert!(SignedCheckpoint::open(&note, &Second).is_ok());
    let vkey = Signer::vkey(&Second);
    assert_eq!(Verifier::parse(&vkey), Err(KeyError::Unsupported(ORIGIN.into())));
    let mut wrong = parsed.signatures()[1].clone();
    wrong.bytes[0] ^= 1;
    let mut note = parsed.clone();
    note.add(wrong);
    assert_eq!(note.verify(&[&Second]), Err(NoteError::Wrong(ORIGIN.into())));
    assert!(note.verify(&[&verifier()]).is_ok());
}

#[test]
fn cosignatures_are_verified_with_their_time_and_counted_once() {
    let text = checkpoint(&log(5), 5);
    let mut note = Note::parse(&text).unwrap();
    let (first, line) = witness("w1.example", 1, note.text(), 1_750_000_000);
    note.add(line.clone());
    note.add(line);
    let (second, line) = witness("w2.example", 2, note.text(), 1_750_000_001);
    note.add(line);
    let (unknown, line) = witness("w3.example", 3, "another text\n", 7);
    note.add(line);
    let known = [first.clone(), second.clone()];
    let signed = SignedCheckpoint::open_with_witnesses(&note.to_string(), &verifier(), &known).unwrap();
    let cosigned: Vec<_> = signed.cosigned().collect();
    assert_eq!(cosigned, [("w1.example", 1_750_000_000), ("w2.example", 1_750_000_001)]);
    // The witness that signed something else is ignored while unknown, and refused once known.
    let refused = SignedCheckpoint::open_with_witnesses(&note.to_string(), &verifier(), &[unknown]);
    assert_eq!(refused.unwrap_err(), CheckpointError::Note(NoteError::Wrong("w3.example".into())));
    // A time that was changed, a time beyond the permitted.
    let (key, good) = witness("w1.example", 1, "t\n", 9);
    let mut later = good.bytes.clone();
    later[7] += 1;
    assert_eq!(key.verify("t\n", &good.bytes), Some(Statement::Cosigned { time: 9 }));
    assert_eq!(key.verify("t\n", &later), None);
    let (key, far) = witness("w1.example", 1, "t\n", 1 << 63);
    assert_eq!(key.verify("t\n", &far.bytes), None);
    assert_eq!(Verifier::parse(&key.vkey()).unwrap(), key);
    // Witnesses alone do not make a checkpoint of the log.
    let body = Note::parse(&text).unwrap();
    let (key, line) = witness(ORIGIN, 4, body.text(), 1);
    let alone = format!("{}\n{line}\n", body.text());
    let refused = SignedCheckpoint::open_with_witnesses(&alone, &verifier(), &[key]);
    assert_eq!(refused.unwrap_err(), CheckpointError::NotByLog(ORIGIN.into()));
}

#[test]
fn malformed_notes_are_refused() {
    let line = "— n AAAAAAE=\n";
    let good = format!("text\n\n{line}");
    assert!(Note::parse(&good).is_ok());
    assert_eq!(Note::parse(&format!("a\n\nb\n\n{line}")).unwrap().text(), "a\n\nb\n");
    let refused = [
        String::new(),
        "text\n".into(),
        format!("text\n{line}"),
        "text\n\n".into(),
        good.trim_end().into(),
        format!("{good}\n"),
        format!("{good}junk\n"),
        good.replace('\n', "\r\n"),
        good.replace("text", "te\txt"),
        good.replace('—', "-"),
        good.replace("— n", "—  n"),
        good.replace("— n", "— n n"),
        good.replace("— n", "— n+n"),
        good.replace("— n ", "— "),
        good.replace("AAAAAAE=", "AAAAAA=="),
        good.replace("AAAAAAE=", "AAAAAAE"),
        good.replace("AAAAAAE=", "AAAAAAF="),
        good.replace("AAAAAAE=", ""),
        format!("text\n\n{}", line.repeat(101)),
        format!("{}\n\n{line}", "x".repeat(1_000_000)),
    ];
    for note in &refused {
        assert!(Note::parse(note).is_err(), "{:?}", note.chars().take(60).collect::<String>());
    }
    assert_eq!(Note::parse(&format!("text\n\n{}", line.repeat(100))).unwrap().signatures().len(), 100);
    assert_eq!(Note::parse(&good).unwrap().verify(&[&verifier()]), Err(NoteError::Unsigned));
}

#[test]
fn malformed_checkpoints_are_refused() {
    let root = base64(&[5; 32]);
    let good = format!("origin\n12\n{root}\n");
    let parsed = Checkpoint::parse(&good).unwrap();
    assert_eq!(parsed, Checkpoint { origin: "origin".into(), size: 12, root: [5; 32] });
    assert_eq!(Checkpoint::parse(&format!("{good}extension\n")).unwrap(), parsed);
    assert_eq!(Checkpoint::parse(&good.replace("12", "0")).unwrap().size, 0);
    assert_eq!(Checkpoint::parse(&good.replace("12", "18446744073709551615")).unwrap().size, u64::MAX);
    for size in
        ["", "012", "00", "+12", "-1", "1.0", " 12", "12 ", "18446744073709551616", "１２", "1e3", "0x1"]
    {
        assert!(Checkpoint::parse(&good.replace("12", size)).is_err(), "size {size:?}");
    }
    let refused = [
        good.trim_end().into(),
        format!("\n12\n{root}\n"),
        "origin\n12\n".into(),
        "origin\n".into(),
        String::new(),
        format!("{good}\n"),
        format!("{good}\nextension\n"),
        format!("{good}extension"),
        good.replace(&root, &base64(&[5; 31])),
        good.replace(&root, root.trim_end_matches('=')),
        good.replace(&root, &format!("{root} ")),
        good.replace('\n', "\r\n"),
    ];
    for text in &refused {
        assert!(Checkpoint::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn a_checkpoint_of_another_log_is_refused_even_under_the_right_key() {
    let log = log(2);
    let other = Ed25519Signer::from_seed("example.com/other", &[7; 32]).unwrap();
    let note = Guard::begin("example.com/other").unwrap().admit(&log, 2).unwrap().sign(&[&other]).unwrap();
    let refused = SignedCheckpoint::open(&note, &verifier());
    assert_eq!(refused.unwrap_err(), CheckpointError::Note(NoteError::Unsigned));
    // The same key and name over a text that names another log; our own signers would refuse to make it.
    let body = Checkpoint { origin: "example.com/other".into(), size: 2, root: log.root() }.body();
    let bytes = ed25519_dalek::SigningKey::from_bytes(&[7; 32]).sign(body.as_bytes()).to_bytes().to_vec();
    let line = NoteSignature { name: ORIGIN.into(), key_id: Verify::key_id(&verifier()), bytes };
    let refused = SignedCheckpoint::open(&format!("{body}\n{line}\n"), &verifier()).unwrap_err();
    let (expected, found) = (ORIGIN.into(), "example.com/other".into());
    assert_eq!(refused, CheckpointError::Origin { expected, found });
}

#[test]
fn malformed_verifier_keys_are_refused() {
    let good = signer().vkey();
    assert!(Verifier::parse(&format!(" {good}\n")).is_ok());
    let (name, rest) = good.split_once('+').unwrap();
    let (id, key) = rest.split_once('+').unwrap();
    assert!(matches!(Verifier::parse(&format!("{name}x+{id}+{key}")), Err(KeyError::Id { .. })));
    assert!(matches!(Verifier::parse(&format!("{name}+00000000+{key}")), Err(KeyError::Id { .. })));
    assert!(matches!(Verifier::parse(&format!("+{id}+{key}")), Err(KeyError::Name(_))));
    for text in ["", "a", "a+b", "a+00000000+", "a+0000000+AQ==", "a+0000000G+AQ==", "a+00000000+A"] {
        assert!(matches!(Verifier::parse(text), Err(KeyError::Form(_))), "{text}");
    }
    for length in [0, 31, 33] {
        let public = vec![9u8; length];
        let id = key_id("a", &Algorithm::Ed25519, &public);
        let text = format!("a+{id:08x}+{}", base64(&[&[1], public.as_slice()].concat()));
        assert!(matches!(Verifier::parse(&text), Err(KeyError::Point(_))), "{length}");
    }
}

#[test]
fn a_text_is_signed_unless_it_could_be_taken_for_a_checkpoint() {
    let key = signer();
    let refused = ["", "no line break", "a\u{7}b\n", "origin\n5\nroot\n", "origin\n 5 \nroot\n", "o\n005\n"];
    for text in refused {
        assert!(matches!(sign_text(text, &[&key]), Err(SignError::Text(_))), "{text:?}");
    }
    assert!(matches!(sign_text("fine\n", &[]), Err(SignError::Text(_))));
    let note = sign_text("fine\nand 5\n\nmore\n", &[&key]).unwrap();
    assert_eq!(Note::parse(&note).unwrap().verify(&[&verifier()]).unwrap().len(), 1);
}

#[test]
fn a_log_signs_only_with_its_own_keys_and_always_with_ed25519() {
    let log = log(2);
    let mut guard = Guard::begin(ORIGIN).unwrap();
    let stranger = Ed25519Signer::from_seed("example.com/stranger", &[7; 32]).unwrap();
    let refused = guard.admit(&log, 2).unwrap().sign(&[&signer(), &stranger]);
    assert!(matches!(refused, Err(SignError::Name { .. })));
    assert!(matches!(guard.admit(&log, 2).unwrap().sign(&[&Second]), Err(SignError::NoEd25519)));
    assert!(matches!(guard.admit(&log, 2).unwrap().sign(&[]), Err(SignError::NoEd25519)));
    assert_eq!(guard.last(), None, "nothing was signed");
}
