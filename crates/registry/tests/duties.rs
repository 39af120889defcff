//! Drafting roles, showings and label filings in the register: rows, tags and receipts, as of a day and as known on a
//! day, rebuilt to the byte and audited without a difference.

use policy::authorization::evidence::FileType;
use policy::enterprise::credit_code::CreditCode;
use policy::seen::Seen;
use policy::standard::number::StandardNumber;
use registry::{DRAFTING_ROLE, Drafter, LooseFile, Query, Reader};
use serde_json::{Value, json};

use crate::support::*;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n a picture as far as anybody looks";

fn seen(as_of: &str, known_on: Option<&str>) -> Seen {
    Seen { as_of: day(as_of), known_on: known_on.map(day) }
}

fn number() -> StandardNumber {
    StandardNumber::parse("T/ZZB 2109").expect("a number")
}

fn rows(reader: &Reader, kind: &str) -> Vec<registry::Row> {
    reader.rows(&Query { kind: kind.to_owned(), limit: 200, ..Query::default() }).expect("readable").items
}

/// The statuses of the first drafter, as it was seen.
fn duties(reader: &Reader, seen: Seen) -> Vec<&'static str> {
    let standards: Vec<_> = reader
        .standard_seen(&number(), seen)
        .expect("readable")
        .map(|filed| filed.value)
        .into_iter()
        .collect();
    let drafters = reader.drafters(&number(), seen).expect("readable");
    let Some(drafter) = drafters.first() else { return Vec::new() };
    let duties = drafter.duties(&standards, reader.law(), seen).into_iter().flatten();
    duties.map(|(_, status)| status.name()).collect()
}

fn role(id: &str) -> Value {
    json!({"fact": "drafting_role", "id": id, "edition": EDITION, "part": "lead", "drafter": "maker", "since": "2021-03-01"})
}

fn yes() -> Value {
    json!({"right_mark": true, "right_product": true, "right_code": true, "table_shown": true,
           "service_commitment_shown": true})
}

fn enter_role(house: &House, firm: CreditCode) {
    let act = json!({"do": "enter_fact", "fact": role("R-1")});
    let entered = house.act_entered(federation(), Some(firm), ("2021-03-01", "2022-05-02"), act);
    assert_eq!(entered.expect("entered late").created, ["R-1"]);
}

#[test]
fn the_duties_of_a_drafter_live_in_rows_as_of_and_as_known_on_a_day() {
    // The clock starts on 2021-04-01; the mark is of 2021-07-05, so in time.
    let (house, firm, _) = granted();
    let reader = house.registry.reader();
    enter_role(&house, firm);
    let row = &rows(&reader, DRAFTING_ROLE)[0];
    assert_eq!((row.id.as_str(), row.state.as_str()), (&*format!("{firm}/R-1"), "on_file"));
    assert_eq!(duties(&reader, seen("2022-05-02", None)), ["met", "overdue", "cannot_tell"]);
    // Nobody knew of the role before it was entered.
    assert_eq!(duties(&reader, seen("2022-05-02", Some("2022-05-01"))), Vec::<&str>::new());
    let complete = json!({"do": "complete_register", "kind": "exhibition", "since": "2021-01-01"});
    house.done(bureau(), Some(firm), "2022-05-03", complete);
    assert_eq!(duties(&reader, seen("2022-05-03", None)), ["met", "overdue", "overdue"]);
    // A showing that comes late turns the answer for its own day, and not as it was known then.
    let shown = json!({"fact": "exhibition", "id": "E-1", "edition": EDITION, "place": "packaging",
                       "product": "p1", "from": "2021-09-01"});
    let act = json!({"do": "enter_fact", "fact": shown});
    house.act_entered(bureau(), Some(firm), ("2021-09-01", "2022-05-04"), act).expect("entered");
    assert_eq!(duties(&reader, seen("2022-05-04", None)), ["met", "overdue", "met"]);
    assert_eq!(duties(&reader, seen("2022-05-04", Some("2022-05-03"))), ["met", "overdue", "overdue"]);
    sound(&house.registry);
    verified(&house.registry);
}

fn keep(house: &House, firm: CreditCode, body: &[u8], person: &str) -> String {
    let (person, body) = (person.to_owned(), body.to_vec());
    let file = LooseFile { person, office: maker(firm), salt: [9; 32], name: String::new(), body };
    house.registry.keep_loose_file(file, noon("2022-05-05")).expect("writes").expect("there is room")
}

/// A photo must have been sent, by whoever files it, and be a picture.
#[test]
fn a_label_is_filed_with_pictures_that_its_filer_has_sent() {
    let (house, firm, mark) = granted();
    let reader = house.registry.reader();
    let file = |photo: &str| json!({"do": "file_label", "authorization": mark, "photos": [photo]});
    let refused = |photo: &str| codes(house.act(maker(firm), Some(firm), "2022-05-05", file(photo)));
    assert_eq!(refused(&"0".repeat(64)), ["evidence_unknown"]);
    assert_eq!(refused(&keep(&house, firm, b"%PDF-1.7", "P-M")), ["photos_type"]);
    assert_eq!(refused(&keep(&house, firm, b"\x89PNG\r\n\x1a\n another", "P-9")), ["evidence_unknown"]);
    let photo = keep(&house, firm, PNG, "P-M");
    let tray = || reader.loose_files("P-M", &maker(firm)).expect("readable").len();
    assert_eq!(tray(), 2);
    house.done(maker(firm), Some(firm), "2022-05-05", file(&photo));
    assert_eq!(tray(), 1, "what is filed is out of the tray");
    assert_eq!(reader.file(&photo).expect("readable").as_deref(), Some(PNG));
    sound(&house.registry);
}

/// Files that go with an objection are sent before by whoever objects; audit knows each of them, a copy brings them along, and
/// erased they are gone with an entry that says so.
#[test]
fn an_objection_brings_files_that_its_maker_has_sent() {
    let (house, firm, _) = granted();
    let on = "2022-05-05";
    let sample = json!({"do": "sample_product", "product": "p1", "edition": EDITION, "reason": {"why": "planned"},
                        "bureau": "330000", "laboratory": "L1"});
    let check = house.done(bureau(), Some(firm), on, sample).created[0].clone();
    let result = json!({"do": "enter_result", "check": check, "meets_standard": false});
    house.done(bureau(), Some(firm), on, result);
    house.done(bureau(), Some(firm), on, json!({"do": "notify_result", "check": check}));
    let object = |files: &[&String]| json!({"do": "object", "check": check, "statement": {"plain": "样品受潮"}, "files": files});
    let refused = |files: &[&String]| codes(house.act(maker(firm), Some(firm), on, object(files)));
    let (never, other) = ("0".repeat(64), keep(&house, firm, b"%PDF-1.7 of another", "P-9"));
    let odd = keep(&house, firm, b"MZ a program", "P-M");
    let files = [keep(&house, firm, b"%PDF-1.7 mine", "P-M"), keep(&house, firm, PNG, "P-M")];
    assert_eq!(refused(&[&never]), ["evidence_unknown"]);
    assert_eq!(refused(&[&other]), ["evidence_unknown"]);
    assert_eq!(refused(&[&odd]), ["evidence_type"]);
    assert_eq!(refused(&[&files[0], &files[0]]), ["evidence_twice"]);
    house.done(maker(firm), Some(firm), on, object(&[&files[0], &files[1]]));
    sound(&house.registry);
    let reader = house.registry.reader();
    assert_eq!(reader.file_head(&files[0]).expect("readable"), Some((13, Some(FileType::Pdf))));
    let copy = tempfile::tempdir().expect("a folder");
    house.registry.backup(copy.path(), &[]).expect("a backup");
    let erase = json!({"do": "erase_text", "digest": files[0], "reason": {"plain": "依法"}});
    house.done(federation(), None, "2022-05-06", erase);
    assert_eq!(reader.file(&files[0]).expect("readable"), None);
    assert_eq!(reader.file_head(&files[0]).expect("readable"), None);
    assert!(reader.file(&files[1]).expect("readable").is_some());
    sound(&house.registry);
    let back = tempfile::tempdir().expect("a folder");
    registry::restore(copy.path(), &registry::Target { dir: back.path(), may_hold: &[] }, &[])
        .expect("restored");
    let restored = registry::Registry::open(opening(back.path())).expect("open");
    assert!(restored.reader().file(&files[0]).expect("readable").is_some(), "the copy is of the day before");
    sound(&restored);
}

#[test]
fn a_label_filing_has_rows_of_its_own_and_is_told_with_its_mark() {
    let (house, firm, mark) = granted();
    let reader = house.registry.reader();
    enter_role(&house, firm);
    let photo = keep(&house, firm, PNG, "P-M");
    let act = json!({"do": "file_label", "authorization": mark, "photos": [photo]});
    let label = house.done(maker(firm), Some(firm), "2022-05-05", act).created[0].clone();
    let state = || rows(&reader, "label")[0].state.clone();
    assert_eq!(state(), "filed");
    let accept = json!({"do": "accept_label", "label": label, "checklist": yes()});
    house.done(bureau(), Some(firm), "2022-05-10", accept);
    assert_eq!(state(), "accepted");
    assert_eq!(duties(&reader, seen("2022-05-10", None)), ["met", "met_late", "cannot_tell"]);
    let withdraw = json!({"do": "withdraw_label", "label": label, "reason": {"plain": "标识已更换"}});
    house.done(bureau(), Some(firm), "2022-06-01", withdraw);
    assert_eq!(state(), "withdrawn");
    assert_eq!(reader.history(&format!("label:{label}"), None, 10).expect("readable").len(), 3);
    let public = reader.mark(mark.parse().expect("a code")).expect("readable").expect("on file").value;
    let since = |on: &str| public.labelled_since(day(on)).map(|day| day.to_string());
    let told = [since("2022-05-09"), since("2022-05-10"), since("2022-05-31"), since("2022-06-01")];
    let accepted = Some("2022-05-10".to_owned());
    assert_eq!(told, [None, accepted.clone(), accepted, None]);
    // The row tells the same as the dossier, whatever was made anew and what was taken over.
    let kept: Drafter = serde_json::from_str(&rows(&reader, DRAFTING_ROLE)[0].body).expect("a drafter");
    let seen = seen("2022-06-01", None);
    assert_eq!(kept, reader.drafters(&number(), seen).expect("readable").remove(0));
    let blind = kept.duties(&[], reader.law(), seen).expect("judged").map(|(_, status)| status.name());
    assert_eq!(blind, ["cannot_tell"; 3], "without the edition nobody can tell");
    sound(&house.registry);
    let kinds = ["enterprise", DRAFTING_ROLE, "label", "authorization", "standard"];
    let all = || kinds.iter().flat_map(|kind| rows(&reader, kind)).collect::<Vec<_>>();
    let live = all();
    house.registry.rebuild().expect("rebuilt");
    assert_eq!(live, all(), "rebuild equals live");
}

#[test]
fn a_role_set_aside_is_nobodys_and_a_review_is_of_the_standard() {
    let (house, firm, _) = granted();
    let reader = house.registry.reader();
    enter_role(&house, firm);
    let annul =
        json!({"do": "annul_fact", "kind": "drafting_role", "id": "R-1", "reason": {"plain": "录入有误"}});
    house.done(federation(), Some(firm), "2022-05-03", annul);
    assert_eq!(reader.drafters(&number(), seen("2022-05-03", None)).expect("readable"), []);
    assert_eq!(duties(&reader, seen("2022-05-03", Some("2022-05-02"))), ["met", "overdue", "cannot_tell"]);
    assert_eq!(reader.marks_against(&number(), None).expect("readable").len(), 1);
    let review = json!({"do": "complete_review", "edition": EDITION, "verdict": "confirmed", "reason": {"plain": "仍属先进"}});
    house.done(federation(), None, "2024-04-08", review);
    let standard =
        |on: &str| reader.standard_seen(&number(), seen(on, None)).expect("readable").expect("on file").value;
    assert_eq!(standard("2024-04-07").editions[0].reviews.len(), 0);
    assert_eq!(standard("2024-04-08").editions[0].reviews.len(), 1);
    sound(&house.registry);
}
