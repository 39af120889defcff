//! Vectors made by others: the test tree of RFC 6962 implementations, the signed notes of the C2SP specifications
//! and of Go's `sumdb/note`.
use ledger::{
    Algorithm, Checkpoint, Ed25519Signer, Hash, MemoryLog, Note, Signer, Statement, Verifier, Verify,
    consistency_proof, digest, empty_root, hash_from_base64, hash_from_hex, hex, inclusion_proof, key_id,
    leaf_hash, node_hash, root, root_of, salted_digest, sign_text, unbase64, unhex,
};

/// The eight entries of the reference test tree (google/certificate-transparency, RFC 6962 test data).
const ENTRIES: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

/// Its roots at sizes 1 to 8.
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn tree() -> MemoryLog {
    let mut log = MemoryLog::new();
    ENTRIES.iter().for_each(|entry| log.push(&unhex(entry).unwrap()).unwrap());
    log
}

fn hashes(texts: &[&str]) -> Vec<Hash> {
    texts.iter().map(|text| hash_from_hex(text).unwrap()).collect()
}

#[test]
fn the_reference_tree_has_its_known_roots() {
    assert_eq!(hex(&empty_root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    let log = tree();
    let leaves: Vec<Hash> = ENTRIES.iter().map(|entry| leaf_hash(&unhex(entry).unwrap())).collect();
    for (size, expected) in (1..).zip(ROOTS) {
        assert_eq!(hex(&root(&log, size).unwrap()), expected, "size {size}");
        assert_eq!(hex(&root_of(&leaves[..usize::try_from(size).unwrap()])), expected, "size {size}");
    }
}

#[test]
fn the_reference_tree_has_its_known_proofs() {
    let log = tree();
    let inclusion: [(u64, u64, &[&str]); 4] = [
        (0, 1, &[]),
        (
            0,
            8,
            &[
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            5,
            8,
            &[
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
        (2, 3, &["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    ];
    for (index, size, expected) in inclusion {
        assert_eq!(inclusion_proof(&log, index, size).unwrap(), hashes(expected), "{index} in {size}");
    }
    let consistency: [(u64, u64, &[&str]); 3] = [
        (1, 1, &[]),
        (
            6,
            8,
            &[
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
        (
            2,
            5,
            &[
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ],
        ),
    ];
    for (old, new, expected) in consistency {
        assert_eq!(consistency_proof(&log, old, new).unwrap(), hashes(expected), "{old} to {new}");
    }
}

#[test]
fn prefixes_and_salts_are_hashed_as_written() {
    let (left, right) = ([0xaa; 32], [0xbb; 32]);
    assert_eq!(node_hash(&left, &right), digest(&[&[1], &left[..], &right].concat()));
    assert_eq!(leaf_hash(b"entry"), digest(b"\x00entry"));
    assert_eq!(salted_digest(&[9; 32], b"name"), digest(&[&[9; 32][..], b"name"].concat()));
    assert_eq!(hex(&digest(b"abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn texts_of_bytes_are_strict() {
    assert_eq!(unhex("00ff"), Some(vec![0, 255]));
    assert_eq!([unhex("0"), unhex("0G"), unhex("FF"), unhex("é0")], [None, None, None, None]);
    assert_eq!(unbase64("AAE="), Some(vec![0, 1]));
    // No padding, non-zero trailing bits, the other alphabet, white space.
    assert_eq!(["AAE", "AAF=", "_-8=", "AAE=\n"].map(unbase64), [None, None, None, None]);
    assert_eq!(hash_from_base64("AAE="), None);
    assert_eq!(hash_from_hex("00"), None);
}

#[test]
fn the_note_of_go_sumdb_is_signed_and_verified() {
    // Seed and texts from the documentation of golang.org/x/mod/sumdb/note.
    let secret = unbase64("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz").unwrap();
    let signer = Ed25519Signer::from_seed("PeterNeumann", &secret[1..].try_into().unwrap()).unwrap();
    assert_eq!(signer.vkey(), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    let text = "If you think cryptography is the answer to your problem,\n\
                then you don't know what your problem is.\n";
    let note = "If you think cryptography is the answer to your problem,\n\
                then you don't know what your problem is.\n\
                \n\
                — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    assert_eq!(sign_text(text, &[&signer]).unwrap(), note);
    let key = Verifier::parse(&signer.vkey()).unwrap();
    assert_eq!(key, signer.verifier());
    let found = Note::parse(note).unwrap().verify(&[&key]).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].name.as_str(), found[0].key_id), ("PeterNeumann", 0xc74f_20a3));
    assert_eq!(found[0].statement, Statement::Signed);
}

#[test]
fn the_example_of_the_signed_note_specification_verifies() {
    let key =
        Verifier::parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k").unwrap();
    let note = "This is an example message.\n\n\
                — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    assert_eq!(Note::parse(note).unwrap().verify(&[&key]).unwrap().len(), 1);
    let other = note.replace("example message", "example massage");
    assert!(Note::parse(&other).unwrap().verify(&[&key]).is_err());
}

#[test]
fn the_example_of_the_checkpoint_specifications_is_read_and_written_back() {
    let note = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\
        — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
    let parsed = Note::parse(note).unwrap();
    assert_eq!(parsed.to_string(), note);
    assert_eq!(parsed.signatures().len(), 2);
    assert_eq!(parsed.signatures()[0].key_id, 0x033d_e0ae);
    // The witness signed at the time its specification prints: 1679315147.
    assert_eq!(parsed.signatures()[1].bytes[..8], 1_679_315_147u64.to_be_bytes());
    let checkpoint = Checkpoint::parse(parsed.text()).unwrap();
    assert_eq!((checkpoint.origin.as_str(), checkpoint.size), ("example.com/behind-the-sofa", 20_852_163));
    assert_eq!(checkpoint.body(), parsed.text());
}

#[test]
fn key_ids_are_of_name_type_and_key() {
    let key = [3u8; 32];
    let expected = digest(&[b"n\n\x04".as_slice(), &key].concat());
    let id = key_id("n", &Algorithm::CosignatureV1, &key);
    assert_eq!(id.to_be_bytes(), expected[..4]);
    assert_eq!(Algorithm::Named("sm2".into()).type_bytes(), b"\xffsm2");
    let names = ["", "a b", "a+b", "a\u{3000}b", "a\tb"];
    assert!(names.iter().all(|name| Ed25519Signer::from_seed(name, &[0; 32]).is_err()));
    let signer = Ed25519Signer::from_seed("n", &[7; 32]).unwrap();
    assert!(!format!("{signer:?}").contains("[7"), "a seed must not be printed");
    assert_eq!(Verifier::parse(&signer.vkey()).unwrap().name(), "n");
}
