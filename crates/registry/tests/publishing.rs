//! Reports of duties not fulfilled through the door: made from the register, found by enterprise and by standard, told
//! once they are published, seen as of earlier days, rebuilt to the byte and audited without a difference.

use policy::enterprise::credit_code::CreditCode;
use policy::powers::OfficeKind;
use policy::seen::Seen;
use policy::standard::number::StandardNumber;
use policy::standard::publishing::DutyReport;
use policy::standard::publishing::letters::is_issued;
use registry::{DUTY_LINE, DUTY_REPORT, Order, Query, Reader, Refused, Row};
use serde_json::json;

use crate::support::*;

fn seen(as_of: &str, known_on: Option<&str>) -> Seen {
    Seen { as_of: day(as_of), known_on: known_on.map(day) }
}

fn rows(reader: &Reader, kind: &str) -> Vec<Row> {
    reader.rows(&Query { kind: kind.to_owned(), limit: 200, ..Query::default() }).expect("readable").items
}

fn report(reader: &Reader, id: &str) -> DutyReport {
    reader.duty_report(id).expect("readable").expect("on file").value
}

/// Issues every letter of a report that something further rests on.
fn letters(house: &House, on: &str, id: &str) {
    let reader = house.registry.reader();
    for (entry, kind) in report(&reader, id).letters_awaited() {
        if is_issued(&reader.issued_of(entry).expect("readable"), (entry, kind)) {
            continue;
        }
        let copy = if kind.is_public() { "public" } else { "parties" };
        let paper = json!({"entry": entry, "kind": kind, "lang": "zh", "copy": copy, "engine": "E 1", "sha256": "0".repeat(64)});
        let by = if kind.issuer() == OfficeKind::Federation { federation() } else { bureau() };
        house.done(by, None, on, json!({"do": "issue_paper", "paper": paper}));
        assert!(is_issued(&reader.issued_of(entry).expect("readable"), (entry, kind)));
    }
}

/// A firm with a mark in time, no label and a table that is known not to be shown; and one without a role.
fn house() -> (House, CreditCode) {
    let (house, firm, _) = granted();
    let role = json!({"fact": "drafting_role", "id": "R-1", "edition": EDITION, "part": "lead", "drafter": "maker", "since": "2021-03-01"});
    let act = json!({"do": "enter_fact", "fact": role});
    house.act_entered(federation(), Some(firm), ("2021-03-01", "2022-05-02"), act).expect("entered late");
    let complete = json!({"do": "complete_register", "kind": "exhibition", "since": "2021-01-01"});
    house.done(bureau(), Some(firm), "2022-05-03", complete);
    (house, firm)
}

#[test]
fn a_report_is_made_from_the_register_and_told_once_it_is_published() {
    let (house, firm) = house();
    let reader = house.registry.reader();
    // The last day was 2022-04-01: a day earlier and on it nothing is overdue, the day after both are.
    for (as_of, lines) in [("2022-04-01", 0), ("2022-04-02", 2)] {
        let made =
            house.done(federation(), None, "2022-05-04", json!({"do": "file_duty_report", "as_of": as_of}));
        assert_eq!(made.created, [format!("BG-{as_of}")]);
        assert_eq!(report(&reader, &made.created[0]).lines.len(), lines, "{as_of}");
    }
    let id = "BG-2022-04-02";
    let again = json!({"do": "file_duty_report", "as_of": "2022-04-02"});
    assert_eq!(codes(house.act(federation(), None, "2022-05-04", again)), ["report_exists"]);
    let lines = rows(&reader, DUTY_LINE);
    let told: Vec<(&str, &str, &str)> =
        lines.iter().map(|row| (row.id.as_str(), row.state.as_str(), row.due_on.as_str())).collect();
    let last = "2022-04-01";
    assert_eq!(
        told,
        [("BG-2022-04-02/000001", "reported", last), ("BG-2022-04-02/000002", "reported", last)]
    );
    assert!(lines.iter().all(|row| row.enterprise == firm.to_string()));
    let number = StandardNumber::parse("T/ZZB 2109").expect("a number");
    let now = seen("2022-05-10", None);
    let of_firm = |seen: Seen| reader.published_of(firm, seen).expect("readable").len();
    let under = |seen: Seen| reader.published_under(&number, seen).expect("readable").len();
    assert_eq!((of_firm(now), under(now)), (0, 0), "nothing is told before it is published");
    let looked_at = reader.duty_report(id).expect("readable").expect("on file").version;
    let publish = json!({"do": "publish_duty_report", "report": id});
    assert_eq!(codes(house.act(bureau(), None, "2022-05-05", publish.clone())), ["letter_unissued"]);
    letters(&house, "2022-05-05", id);
    house.done(bureau(), None, "2022-05-05", publish);
    letters(&house, "2022-05-05", id);
    assert_eq!((of_firm(now), under(now)), (2, 2));
    // Who looked at the report before it was published decides nothing about the one that is.
    let notify = json!({"do": "notify_duties", "report": id, "department": "market", "region": "330110"});
    let notify = order(bureau(), &house.key(), None, ("2022-05-05", "2022-05-05"), notify);
    let stale = house.registry.act(Order { expected: Some(looked_at), ..notify.clone() });
    assert!(matches!(stale, Err(Refused::Conflict(_))), "{stale:?}");
    let now_on_file = reader.duty_report(id).expect("readable").expect("on file").version;
    house.registry.act(Order { expected: Some(now_on_file), ..notify }).expect("as it stands");
    let before = seen("2022-05-10", Some("2022-05-04"));
    assert_eq!((of_firm(before), under(before)), (0, 0), "as it was known the day before");
    assert_eq!(
        rows(&reader, DUTY_REPORT).iter().map(|row| row.state.as_str()).collect::<Vec<_>>(),
        ["reported", "published"]
    );
    let there = |seen: Seen| {
        let query = Query { kind: DUTY_REPORT.to_owned(), limit: 10, ..Query::default() };
        reader.rows_seen(seen, &query, "", |_| Ok(true)).expect("readable").items.len()
    };
    assert_eq!((there(seen("2022-05-03", None)), there(seen("2022-05-04", None))), (0, 2));
    sound(&house.registry);
    verified(&house.registry);
}

#[test]
fn notices_receipts_and_corrections_are_rebuilt_to_the_byte() {
    let (house, firm) = house();
    let reader = house.registry.reader();
    let id = "BG-2022-04-30";
    house.done(federation(), None, "2022-05-04", json!({"do": "file_duty_report", "as_of": "2022-04-30"}));
    let region = report(&reader, id).lines[0].region.clone();
    // A showing of last year comes in late: its line proves wrong and must be corrected before anybody is told.
    let shown = json!({"fact": "exhibition", "id": "E-1", "edition": EDITION, "place": "premises", "from": "2021-09-01"});
    let act = json!({"do": "enter_fact", "fact": shown});
    house.act_entered(bureau(), Some(firm), ("2021-09-01", "2022-05-05"), act).expect("entered late");
    let publish = json!({"do": "publish_duty_report", "report": id});
    assert_eq!(
        codes(house.act(bureau(), None, "2022-05-05", publish.clone())),
        ["line_wrong", "letter_unissued"]
    );
    let correct =
        json!({"do": "correct_duty_line", "report": id, "line": 2, "reason": {"plain": "明示记录补录"}});
    house.done(federation(), None, "2022-05-05", correct);
    letters(&house, "2022-05-06", id);
    house.done(bureau(), None, "2022-05-06", publish);
    letters(&house, "2022-05-06", id);
    let to = |act: &str, department: &str| json!({"do": act, "report": id, "department": department, "region": region});
    house.done(bureau(), None, "2022-05-06", to("notify_duties", "market"));
    house.done(bureau(), None, "2022-05-06", to("notify_duties", "finance"));
    letters(&house, "2022-05-09", id);
    house.done(bureau(), None, "2022-05-09", to("receive_duty_notice", "finance"));
    let kept = report(&reader, id);
    assert!(kept.lines[0].corrected.is_none() && kept.lines[1].corrected.is_some());
    let received: Vec<bool> = kept.notices.iter().map(|notice| notice.received.is_some()).collect();
    assert_eq!(received, [false, true]);
    assert_eq!(reader.history(&format!("duty_report:{id}"), None, 20).expect("readable").len(), 6);
    sound(&house.registry);
    let all = || [DUTY_REPORT, DUTY_LINE].iter().flat_map(|kind| rows(&reader, kind)).collect::<Vec<_>>();
    let live = all();
    house.registry.rebuild().expect("rebuilt");
    assert_eq!(live, all(), "rebuild equals live");
    sound(&house.registry);
}
