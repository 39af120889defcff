//! Drafting roles, showings and label filings in the register: rows, tags and receipts, as of a day and as known on a
//! day, rebuilt to the byte and audited without a difference.

use policy::calendar::Day;
use policy::seen::Seen;
use policy::standard::duties::Duty;
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

#[test]
fn the_duties_of_a_drafter_live_in_rows_tags_and_receipts() {
    // The clock starts on 2021-04-01; the mark is of 2021-07-05, so in time.
    let (house, firm, mark) = granted();
    let reader = house.registry.reader();
    let entered = house
        .act_entered(
            federation(),
            Some(firm),
            ("2021-03-01", "2022-05-02"),
            json!({"do": "enter_fact", "fact": role("R-1")}),
        )
        .expect("entered late");
    assert_eq!(entered.created, ["R-1"]);
    let row = &rows(&reader, DRAFTING_ROLE)[0];
    assert_eq!((row.id.as_str(), row.state.as_str()), (&*format!("{firm}/R-1"), "on_file"));
    assert_eq!(duties(&reader, seen("2022-05-02", None)), ["met", "overdue", "cannot_tell"]);
    // Nobody knew of the role before it was entered.
    assert_eq!(duties(&reader, seen("2022-05-02", Some("2022-05-01"))), Vec::<&str>::new());
    let complete = json!({"do": "complete_register", "kind": "exhibition", "since": "2021-01-01"});
    house.done(bureau(), Some(firm), "2022-05-03", complete);
    assert_eq!(duties(&reader, seen("2022-05-03", None)), ["met", "overdue", "overdue"]);
    // A showing that comes late turns the answer for its own day, and not as it was known then.
    let shown = json!({"fact": "exhibition", "id": "E-1", "edition": EDITION, "place": "packaging", "product": "p1", "from": "2021-09-01"});
    house
        .act_entered(
            bureau(),
            Some(firm),
            ("2021-09-01", "2022-05-04"),
            json!({"do": "enter_fact", "fact": shown}),
        )
        .expect("entered");
    assert_eq!(duties(&reader, seen("2022-05-04", None)), ["met", "overdue", "met"]);
    assert_eq!(duties(&reader, seen("2022-05-04", Some("2022-05-03"))), ["met", "overdue", "overdue"]);
    // A photo must have been sent, by whoever files it, and be a picture.
    let file = |photo: &str| json!({"do": "file_label", "authorization": mark, "photos": [photo]});
    assert_eq!(
        codes(house.act(maker(firm), Some(firm), "2022-05-05", file(&"0".repeat(64)))),
        ["evidence_unknown"]
    );
    let keep = |body: &[u8], person: &str| {
        let file =
            LooseFile { person: person.to_owned(), office: maker(firm), salt: [9; 32], body: body.to_vec() };
        house.registry.keep_loose_file(file, noon("2022-05-05")).expect("writes").expect("there is room")
    };
    let paper = keep(b"%PDF-1.7", "P-M");
    assert_eq!(codes(house.act(maker(firm), Some(firm), "2022-05-05", file(&paper))), ["photos_type"]);
    let others = keep(b"\x89PNG\r\n\x1a\n another", "P-9");
    assert_eq!(codes(house.act(maker(firm), Some(firm), "2022-05-05", file(&others))), ["evidence_unknown"]);
    let photo = keep(PNG, "P-M");
    assert_eq!(reader.loose_files("P-M", &maker(firm)).expect("readable").len(), 2);
    let filed = house.done(maker(firm), Some(firm), "2022-05-05", file(&photo));
    let label = filed.created[0].clone();
    assert_eq!(
        reader.loose_files("P-M", &maker(firm)).expect("readable").len(),
        1,
        "what is filed is out of the tray"
    );
    let history = reader.history(&format!("label:{label}"), None, 10).expect("readable");
    assert_eq!(history.len(), 1);
    let state = |reader: &Reader| rows(reader, "label")[0].state.clone();
    assert_eq!(state(&reader), "filed");
    let accept = json!({"do": "accept_label", "label": label, "checklist": yes()});
    house.done(bureau(), Some(firm), "2022-05-10", accept);
    assert_eq!(state(&reader), "accepted");
    assert_eq!(duties(&reader, seen("2022-05-10", None)), ["met", "met_late", "met"]);
    let public = reader.mark(mark.parse().expect("a code")).expect("readable").expect("on file").value;
    let since =
        |day: &str| public.labelled_since(day.parse::<Day>().expect("a day")).map(|day| day.to_string());
    assert_eq!((since("2022-05-09"), since("2022-05-10")), (None, Some("2022-05-10".to_owned())));
    let withdraw = json!({"do": "withdraw_label", "label": label, "reason": {"plain": "标识已更换"}});
    house.done(bureau(), Some(firm), "2022-06-01", withdraw);
    assert_eq!(state(&reader), "withdrawn");
    let public = reader.mark(mark.parse().expect("a code")).expect("readable").expect("on file").value;
    let since = |day: &str| public.labelled_since(day.parse::<Day>().expect("a day")).is_some();
    assert_eq!((since("2022-05-31"), since("2022-06-01")), (true, false));
    // The row tells the same as the dossier, whatever was made anew and what was taken over.
    let kept: Drafter = serde_json::from_str(&rows(&reader, DRAFTING_ROLE)[0].body).expect("a drafter");
    assert_eq!(kept, reader.drafters(&number(), seen("2022-06-01", None)).expect("readable").remove(0));
    assert_eq!(
        kept.duties(&[], reader.law(), seen("2022-06-01", None)).expect("judged").map(|(_, s)| s.name()),
        ["cannot_tell"; 3]
    );
    sound(&house.registry);
    verified(&house.registry);
    let rebuilt: Vec<_> = ["enterprise", DRAFTING_ROLE, "label", "authorization", "standard"]
        .iter()
        .flat_map(|kind| rows(&reader, kind))
        .collect();
    house.registry.rebuild().expect("rebuilt");
    let again: Vec<_> = ["enterprise", DRAFTING_ROLE, "label", "authorization", "standard"]
        .iter()
        .flat_map(|kind| rows(&reader, kind))
        .collect();
    assert_eq!(rebuilt, again, "rebuild equals live");
    assert_eq!(Duty::ALL.len(), 3);
}

#[test]
fn a_role_set_aside_is_nobodys_and_a_review_is_of_the_standard() {
    let (house, firm, _) = granted();
    let reader = house.registry.reader();
    house
        .act_entered(
            federation(),
            Some(firm),
            ("2021-03-01", "2022-05-02"),
            json!({"do": "enter_fact", "fact": role("R-1")}),
        )
        .expect("entered");
    let annul =
        json!({"do": "annul_fact", "kind": "drafting_role", "id": "R-1", "reason": {"plain": "录入有误"}});
    house.done(federation(), Some(firm), "2022-05-03", annul);
    assert_eq!(reader.drafters(&number(), seen("2022-05-03", None)).expect("readable"), []);
    assert_eq!(duties(&reader, seen("2022-05-03", Some("2022-05-02"))), ["met", "overdue", "cannot_tell"]);
    assert_eq!(reader.marks_against(&number()).expect("readable").len(), 1);
    let review = json!({"do": "complete_review", "edition": EDITION, "verdict": "confirmed", "reason": {"plain": "仍属先进"}});
    house.done(federation(), None, "2024-04-08", review);
    let standard =
        |on: &str| reader.standard_seen(&number(), seen(on, None)).expect("readable").expect("on file").value;
    assert_eq!(standard("2024-04-07").editions[0].reviews.len(), 0);
    assert_eq!(standard("2024-04-08").editions[0].reviews.len(), 1);
    sound(&house.registry);
}
