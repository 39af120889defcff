//! Files that a program sends before it files: bounded, forgotten like drafts, and kept once they are filed.

use policy::authorization::evidence::{FILE_BYTES, MOST_FILES};
use policy::powers::Office;
use registry::{DRAFT_DAYS, Draft, LooseFile, MOST_DRAFTS, Moment, Registry};
use serde_json::json;

use crate::support::*;

fn at(seconds: i64) -> Moment {
    Moment { unix_seconds: 1_700_000_000 + seconds }
}

fn keep(registry: &Registry, (person, office): (&str, Office), body: &[u8], now: Moment) -> Option<String> {
    let name = format!("C:\\docs/草案\u{202e}{}.pdf", body.len());
    let file = LooseFile { person: person.to_owned(), office, salt: [7; 32], name, body: body.to_vec() };
    registry.keep_loose_file(file, now).expect("the database works")
}

fn body(number: usize) -> Vec<u8> {
    format!("%PDF-1.7 {number}").into_bytes()
}

#[test]
fn a_tray_is_bounded_and_goes_with_the_days_and_no_page_shows_it() {
    let house = House::new();
    let (registry, reader) = (&house.registry, house.registry.reader());
    let office = maker(code(1));
    let me = || ("P-M", office.clone());
    let kept: Vec<String> =
        (0..MOST_FILES).map(|n| keep(registry, me(), &body(n), at(n as i64)).expect("kept")).collect();
    assert_eq!(keep(registry, me(), &body(99), at(100)), None, "as many as a declaration may bring");
    // Told apart by their names: without folders and without signs that nobody sees.
    let loose = reader.loose_files("P-M", &office).expect("readable");
    let names: std::collections::BTreeSet<&str> = loose.iter().map(|file| file.name.as_str()).collect();
    assert!(names.iter().all(|name| *name == "草案10.pdf" || *name == "草案11.pdf"), "{names:?}");
    // Another office of the same person has a tray of its own, and so has another person.
    assert!(keep(registry, ("P-M", maker(code(2))), &body(100), at(100)).is_some());
    assert!(keep(registry, ("P-2", office.clone()), &body(101), at(100)).is_some());
    assert!(!registry.end_loose_file(&kept[0], "P-2", &office).expect("asked"), "another's");
    assert!(!registry.end_loose_file(&kept[0], "P-M", &maker(code(2))).expect("asked"), "of another tray");
    assert!(registry.end_loose_file(&kept[0], "P-M", &office).expect("asked"));
    assert_eq!(reader.file(&kept[0]).expect("readable"), None);
    assert!(keep(registry, me(), &body(102), at(101)).is_some(), "there is room again");
    assert_eq!(reader.drafts("P-M", &office).expect("readable"), [], "no page shows a tray");
    // Drafts do not push it out, however many there are.
    for number in 0..=MOST_DRAFTS {
        let draft = Draft {
            id: format!("n{number}"),
            person: "P-M".to_owned(),
            office: office.clone(),
            body: "b".to_owned(),
            changed: 0,
        };
        assert!(registry.keep_draft(draft, at(200)).expect("kept"));
    }
    assert!(reader.file(&kept[1]).expect("readable").is_some());
    // On the last of its days it is there; the day after, the next file of anybody drops it.
    let last = 101 + DRAFT_DAYS * 86_400;
    assert!(keep(registry, ("P-3", office.clone()), &body(103), at(last)).is_some());
    assert!(reader.file(&kept[1]).expect("readable").is_some());
    assert!(keep(registry, ("P-3", office.clone()), &body(104), at(last + 1)).is_some());
    assert_eq!(reader.file(&kept[1]).expect("readable"), None);
    assert_eq!(reader.head().size, FOUNDING, "no file enters the ledger");
}

#[test]
fn all_files_of_a_tray_together_are_bounded_too() {
    let house = House::new();
    let office = maker(code(1));
    let large = |n: usize| {
        let mut file = body(n);
        file.resize(usize::try_from(FILE_BYTES).expect("fits"), b' ');
        file
    };
    for number in 0..5 {
        assert!(keep(&house.registry, ("P-M", office.clone()), &large(number), at(0)).is_some());
    }
    assert_eq!(keep(&house.registry, ("P-M", office), b"%PDF-", at(0)), None, "50 MiB are all");
}

/// A second press brings the same file again: it is there once, and in the tray of another it is another's.
#[test]
fn a_file_that_is_sent_twice_is_there_once() {
    let house = House::new();
    let (registry, office) = (&house.registry, maker(code(1)));
    let send = |person: &str, salt: u8, body: &[u8]| {
        let (person, name) = (person.to_owned(), "a.pdf".to_owned());
        let file = LooseFile { person, office: office.clone(), salt: [salt; 32], name, body: body.to_vec() };
        registry.keep_loose_file(file, at(0)).expect("the database works").expect("there is room")
    };
    let first = send("P-M", 1, b"%PDF-1.7 one");
    assert_eq!(send("P-M", 2, b"%PDF-1.7 one"), first);
    assert_ne!(send("P-M", 3, b"%PDF-1.7 two"), first);
    assert_ne!(send("P-2", 4, b"%PDF-1.7 one"), first);
    let held = |person: &str| registry.reader().loose_files(person, &office).expect("readable").len();
    assert_eq!([held("P-M"), held("P-2")], [2, 1]);
}

/// What is filed stays when the tray goes; what is named wrongly, or was sent by another, is refused.
#[test]
fn a_filing_takes_files_out_of_the_tray_and_they_stay() {
    let house = House::new();
    edition(&house);
    laboratory(&house);
    let firm = code(1);
    fit_maker(&house, firm, "杭州天华热水器有限公司");
    let (file, other) = (body(1), body(2));
    let now =
        order(maker(firm), "k", Some(firm), ("2021-07-01", "2021-07-01"), json!({"do": "open_due_work"})).now;
    let digest = keep(&house.registry, ("P-M", maker(firm)), &file, now).expect("kept");
    let of_other = keep(&house.registry, ("P-1", maker(firm)), &other, now).expect("kept");
    let filing = |digest: &str, kind: &str, bytes: usize| {
        json!({"do": "file_declaration", "filing": {"product": "p1", "edition": EDITION, "until": "2026-06-30",
            "evidence": [{"digest": digest, "shows": "award", "file_type": kind, "bytes": bytes}]}})
    };
    for (wrong, says) in [
        (filing(&of_other, "pdf", other.len()), "evidence_unknown"),
        (filing(&"0".repeat(64), "pdf", 10), "evidence_unknown"),
        (filing(&digest, "png", file.len()), "evidence_differs"),
        (filing(&digest, "pdf", file.len() + 1), "evidence_differs"),
    ] {
        assert_eq!(codes(house.act(maker(firm), Some(firm), "2021-07-01", wrong)), [says]);
    }
    house.done(maker(firm), Some(firm), "2021-07-01", filing(&digest, "pdf", file.len()));
    assert!(!house.registry.end_loose_file(&digest, "P-M", &maker(firm)).expect("asked"), "it is filed");
    let late = Moment { unix_seconds: now.unix_seconds + (DRAFT_DAYS + 1) * 86_400 };
    keep(&house.registry, ("P-3", maker(firm)), &body(3), late).expect("kept");
    let reader = house.registry.reader();
    assert_eq!(reader.file(&digest).expect("readable"), Some(file), "a file that an entry names stays");
    assert_eq!(reader.file(&of_other).expect("readable"), None, "the rest is forgotten");
    sound(&house.registry);
}
