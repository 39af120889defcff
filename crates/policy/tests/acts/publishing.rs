//! Duties not fulfilled, from the report to the receipts of the places: each act by its office, from the registers, and
//! nothing told as overdue that no longer is.

use policy::command::{Act, ActKind};
use policy::event::Event;
use policy::paper::PaperKind;
use policy::powers::OfficeKind::{self, CountyBureau, Federation, Finance, Maker, ProvinceBureau};
use policy::powers::{Actor, Office as Seat};
use policy::seen::Seen;
use policy::standard::drafting::Duty;
use policy::standard::publishing::{Department, DutyReport, LineNow, ReportStep};
use serde_json::{Value, json};

use super::duties::fact;
use super::office::{Office, day};
use policy::enterprise::facts::FactKind;

/// An act on reports, labels and reviews, one of each kind.
pub fn on_reports(kind: ActKind) -> Option<Value> {
    let why = json!({ "sealed": "0" });
    let to = |act: &str| json!({ "do": act, "report": "BG-2021-10-02", "department": "market", "region": "330109" });
    Some(match kind {
        ActKind::FileDutyReport => json!({ "do": "file_duty_report", "as_of": "2021-10-02" }),
        ActKind::PublishDutyReport => json!({ "do": "publish_duty_report", "report": "BG-2021-10-02" }),
        ActKind::CorrectDutyLine => {
            json!({ "do": "correct_duty_line", "report": "BG-2021-10-02", "line": 3, "reason": why })
        }
        ActKind::NotifyDuties => to("notify_duties"),
        ActKind::ReceiveDutyNotice => to("receive_duty_notice"),
        ActKind::AnnulLabelDecision => {
            json!({ "do": "annul_label_decision", "label": "none", "reason": why })
        }
        ActKind::AnnulReview => {
            json!({ "do": "annul_review", "edition": "T/ZZB 9901-2020", "completed_on": "2022-02-01", "reason": why })
        }
        other => return super::duties::on_labels(other),
    })
}

/// The report of duties that an act names.
pub fn named_report(act: &Act) -> Option<String> {
    match act {
        Act::FileDutyReport(act) => Some(DutyReport::name(act.as_of)),
        Act::PublishDutyReport(act) => Some(act.report.clone()),
        Act::CorrectDutyLine(act) => Some(act.report.clone()),
        Act::NotifyDuties(to) | Act::ReceiveDutyNotice(to) => Some(to.report.clone()),
        _ => None,
    }
}

fn act(kind: ActKind) -> Value {
    on_reports(kind).expect("an act")
}

fn to(act: &str, department: &str, region: &str) -> Value {
    json!({ "do": act, "report": "BG-2021-10-02", "department": department, "region": region })
}

fn codes(office: &mut Office, kind: OfficeKind, on: &str, act: Value) -> Vec<String> {
    office.refused(kind, on, act).problems.into_iter().map(|problem| problem.code).collect()
}

/// An office in which a firm led T/ZZB 9901-2020 and did nothing: the last day was 2021-10-01.
fn office() -> Office {
    let mut office = Office::with_firm();
    for (kind, of) in [(ProvinceBureau, None), (Finance, Some("330109"))] {
        let seat = json!({ "kind": kind, "of": of });
        let holder = json!({ "fact": "holder", "id": format!("late-{kind:?}"), "person": format!("{kind:?}-1"), "office": seat, "from": "2016-01-04" });
        office.must(
            OfficeKind::Administrator,
            "2016-01-04",
            json!({ "do": "enter_scheme_fact", "fact": holder }),
        );
    }
    let mut role = fact(FactKind::DraftingRole, "2020-09-01");
    (role["fact"], role["id"]) = (json!("drafting_role"), json!("R-1"));
    office.fact(Federation, "2020-09-01", role);
    let whole = json!({ "do": "complete_register", "kind": "exhibition", "since": "2020-10-01" });
    office.must(CountyBureau, "2022-01-04", whole);
    office
}

/// Issues a letter, made from an entry, in a language.
fn issue(office: &mut Office, on: &str, (entry, kind): (u64, PaperKind), lang: &str) {
    let copy = if kind.is_public() { "public" } else { "parties" };
    let paper = json!({ "entry": entry, "kind": kind, "lang": lang, "copy": copy, "engine": "E 1", "sha256": "0".repeat(64) });
    office.must(kind.issuer(), on, json!({ "do": "issue_paper", "paper": paper }));
}

/// Issues every letter of a report that something further rests on.
fn letters(office: &mut Office, on: &str, id: &str) {
    for letter in report(office, id).letters_awaited() {
        issue(office, on, letter, "zh");
    }
}

fn report(office: &Office, id: &str) -> DutyReport {
    office.reports.iter().find(|report| report.id == id).expect("a report").clone()
}

#[test]
fn a_report_has_what_is_overdue_as_of_its_day_and_on_no_day_before() {
    let mut office = office();
    for (as_of, count) in [("2021-09-30", 0), ("2021-10-01", 0), ("2021-10-02", 3), ("2021-10-03", 3)] {
        office.must(Federation, "2022-01-04", json!({ "do": "file_duty_report", "as_of": as_of }));
        let report = report(&office, &format!("BG-{as_of}"));
        assert_eq!(report.lines.len(), count, "{as_of}");
        assert_eq!((report.as_of, report.filed_on), (day(as_of), day("2022-01-04")));
    }
    let report = report(&office, "BG-2021-10-02");
    let told: Vec<(u32, &str, &str, String)> = report
        .lines
        .iter()
        .map(|line| (line.line, line.duty.name(), line.outcome.as_str(), line.last.to_string()))
        .collect();
    let last = "2021-10-01".to_owned();
    assert_eq!(
        told,
        [
            (1, "authorised", "not_met", last.clone()),
            (2, "labelled", "not_met", last.clone()),
            (3, "exhibited", "not_met", last)
        ]
    );
    let line = &report.lines[0];
    assert_eq!((line.region.as_str(), line.rule.as_str()), ("330109", "c4.authorised"));
    // What the answer rests on leads to its entries.
    assert!(line.rests_on.iter().any(|on| on.kind == "drafting_role" && on.entry.is_some()), "{line:?}");
    // One report for a day, not of a day to come, and by the federation alone.
    let again = act(ActKind::FileDutyReport);
    assert_eq!(codes(&mut office, Federation, "2022-01-04", again.clone()), ["report_exists"]);
    let ahead = json!({ "do": "file_duty_report", "as_of": "2022-01-05" });
    assert_eq!(codes(&mut office, Federation, "2022-01-04", ahead), ["as_of_later"]);
    for kind in [ProvinceBureau, CountyBureau, Maker] {
        assert_eq!(codes(&mut office, kind, "2022-01-04", again.clone()), ["no_power"], "{kind:?}");
    }
}

/// A mark granted after the day of the report, before its publication: the publication says so, and the line stands.
#[test]
fn what_was_met_meanwhile_is_published_with_its_day() {
    let mut office = office();
    office.must(Federation, "2022-01-04", act(ActKind::FileDutyReport));
    office.granted("lamp", &["L1"], "2022-02-01", "2022-02-07");
    letters(&mut office, "2022-02-07", "BG-2021-10-02");
    let publish = act(ActKind::PublishDutyReport);
    assert_eq!(codes(&mut office, Federation, "2022-02-08", publish.clone()), ["no_power"]);
    office.must(ProvinceBureau, "2022-02-08", publish.clone());
    let published = report(&office, "BG-2021-10-02");
    let meanwhile = &published.published.as_ref().expect("published").meanwhile;
    let told: Vec<(u32, &str)> = meanwhile.iter().map(|now| (now.line, now.status.as_str())).collect();
    assert_eq!(told, [(1, "met_late")]);
    assert!(meanwhile[0].says.en.contains("2022-02-07"), "{:?}", meanwhile[0].says);
    assert!(published.lines.iter().all(|line| line.corrected.is_none()));
    assert_eq!(codes(&mut office, ProvinceBureau, "2022-02-08", publish), ["report_published"]);
}

/// A showing that was entered late proves a line wrong: nothing is published before it is corrected by an act, and the
/// line itself stays as it was filed.
#[test]
fn a_line_that_proves_wrong_is_corrected_and_never_edited() {
    let mut office = office();
    office.must(Federation, "2022-01-04", act(ActKind::FileDutyReport));
    let filed = report(&office, "BG-2021-10-02").lines[2].clone();
    office.today = day("2022-01-10");
    let mut shown = fact(FactKind::Exhibition, "2021-06-01");
    (shown["fact"], shown["id"]) = (json!("exhibition"), json!("E-1"));
    office.fact(CountyBureau, "2021-06-01", shown);
    letters(&mut office, "2022-01-10", "BG-2021-10-02");
    let publish = act(ActKind::PublishDutyReport);
    assert_eq!(codes(&mut office, ProvinceBureau, "2022-01-10", publish.clone()), ["line_wrong"]);
    let line = |number: u32| json!({ "do": "correct_duty_line", "report": "BG-2021-10-02", "line": number, "reason": { "sealed": "0" } });
    for (number, expected) in [(1, "line_holds"), (4, "line_unknown")] {
        assert_eq!(codes(&mut office, Federation, "2022-01-10", line(number)), [expected]);
    }
    assert_eq!(codes(&mut office, ProvinceBureau, "2022-01-10", line(3)), ["no_power"]);
    office.must(Federation, "2022-01-10", line(3));
    assert_eq!(codes(&mut office, Federation, "2022-01-10", line(3)), ["line_corrected"]);
    let after = report(&office, "BG-2021-10-02");
    let correction = after.lines[2].corrected.clone().expect("corrected");
    assert_eq!((correction.now.status.as_str(), correction.mark.on), ("met", day("2022-01-10")));
    assert_eq!(policy::standard::publishing::DutyLine { corrected: None, ..after.lines[2].clone() }, filed);
    office.must(ProvinceBureau, "2022-01-10", publish);
    // What proved wrong before the publication is told to nobody; what proves wrong later is told with its correction.
    let told = |office: &Office| -> Vec<u32> {
        report(office, "BG-2021-10-02").told().lines.iter().map(|line| line.line).collect()
    };
    assert_eq!(told(&office), [1, 2]);
    // As it was known the day before, nothing was published and nothing corrected.
    let before = Seen { as_of: day("2022-01-10"), known_on: Some(day("2022-01-09")) };
    let seen = before.report(&report(&office, "BG-2021-10-02")).expect("filed by then");
    assert!(seen.published.is_none() && seen.lines.iter().all(|line| line.corrected.is_none()));
    assert!(Seen::as_of(day("2022-01-03")).report(&seen).is_none(), "not filed yet");
}

#[test]
fn each_department_of_the_place_is_notified_once_and_confirms_it_itself() {
    let mut office = office();
    office.must(Federation, "2022-01-04", act(ActKind::FileDutyReport));
    let market = to("notify_duties", "market", "330109");
    assert_eq!(codes(&mut office, ProvinceBureau, "2022-01-05", market.clone()), ["report_unpublished"]);
    letters(&mut office, "2022-01-04", "BG-2021-10-02");
    office.must(ProvinceBureau, "2022-01-05", act(ActKind::PublishDutyReport));
    letters(&mut office, "2022-01-05", "BG-2021-10-02");
    for (region, expected) in [("330110", "no_line_there"), ("", "no_line_there")] {
        let elsewhere = to("notify_duties", "market", region);
        assert_eq!(codes(&mut office, ProvinceBureau, "2022-01-05", elsewhere), [expected]);
    }
    let receipt = |department: &str| to("receive_duty_notice", department, "330109");
    assert_eq!(codes(&mut office, CountyBureau, "2022-01-05", receipt("market")), ["notice_unknown"]);
    assert_eq!(codes(&mut office, Federation, "2022-01-05", market.clone()), ["no_power"]);
    office.must(ProvinceBureau, "2022-01-05", market.clone());
    assert_eq!(codes(&mut office, ProvinceBureau, "2022-01-05", market.clone()), ["told_already"]);
    let left = report(&office, "BG-2021-10-02");
    assert_eq!(left.to_be_told(), [(Department::Finance, "330109")]);
    office.must(ProvinceBureau, "2022-01-06", to("notify_duties", "finance", "330109"));
    assert!(report(&office, "BG-2021-10-02").to_be_told().is_empty());
    letters(&mut office, "2022-01-06", "BG-2021-10-02");
    // Each confirms its own, on a day that is not before it was sent.
    assert_eq!(codes(&mut office, CountyBureau, "2022-01-06", receipt("finance")), ["other_department"]);
    assert_eq!(codes(&mut office, Finance, "2022-01-05", receipt("finance")), ["before_its_start"]);
    let elsewhere = Actor { person: "Finance-1".to_owned(), office: Seat::of(Finance, "330110") };
    let asked = serde_json::from_value(receipt("finance")).unwrap();
    assert!(office.try_by(&elsewhere, day("2022-01-06"), asked).is_err());
    office.must(Finance, "2022-01-06", receipt("finance"));
    office.must(CountyBureau, "2022-01-08", receipt("market"));
    assert_eq!(codes(&mut office, CountyBureau, "2022-01-08", receipt("market")), ["received_already"]);
    let told = report(&office, "BG-2021-10-02");
    let received: Vec<_> = told.notices.iter().map(|one| one.received.map(|mark| mark.on)).collect();
    assert_eq!(received, [Some(day("2022-01-08")), Some(day("2022-01-06"))]);
    // A line corrected after the notice is told again, to both.
    office.today = day("2022-01-10");
    let mut shown = fact(FactKind::Exhibition, "2021-06-01");
    (shown["fact"], shown["id"]) = (json!("exhibition"), json!("E-1"));
    office.fact(CountyBureau, "2021-06-01", shown);
    office.must(Federation, "2022-01-10", act(ActKind::CorrectDutyLine));
    assert_eq!(report(&office, "BG-2021-10-02").told().lines.len(), 3, "it was published");
    let told = report(&office, "BG-2021-10-02");
    assert_eq!(told.to_be_told(), [(Department::Market, "330109"), (Department::Finance, "330109")]);
    let again = office.must(ProvinceBureau, "2022-01-10", market);
    assert!(
        matches!(&again.events[..], [Event::DutyReportAdvanced { step: ReportStep::NoticeSent { meanwhile, .. }, .. }] if meanwhile.is_empty())
    );
}

/// Nothing is published, told or confirmed on the strength of a letter that nobody issued; a translation is none.
#[test]
fn each_step_rests_on_the_letter_of_the_one_before() {
    let mut office = office();
    office.must(Federation, "2022-01-04", act(ActKind::FileDutyReport));
    let steps = [
        (ProvinceBureau, act(ActKind::PublishDutyReport), PaperKind::DutyReport),
        (ProvinceBureau, to("notify_duties", "market", "330109"), PaperKind::DutyPublication),
        (CountyBureau, to("receive_duty_notice", "market", "330109"), PaperKind::DutyNotice),
    ];
    for (kind, step, paper) in steps {
        let awaited = report(&office, "BG-2021-10-02").letters_awaited();
        let letter = *awaited.last().expect("a letter");
        assert_eq!(letter.1, paper);
        assert_eq!(codes(&mut office, kind, "2022-01-05", step.clone()), ["letter_unissued"], "{paper:?}");
        issue(&mut office, "2022-01-05", letter, "en");
        assert_eq!(codes(&mut office, kind, "2022-01-05", step.clone()), ["letter_unissued"], "{paper:?}");
        // The same kind of paper of another entry is another letter.
        issue(&mut office, "2022-01-05", (letter.0 - 1, paper), "zh");
        assert_eq!(codes(&mut office, kind, "2022-01-05", step.clone()), ["letter_unissued"], "{paper:?}");
        issue(&mut office, "2022-01-05", letter, "zh");
        office.must(kind, "2022-01-05", step);
    }
    let awaited: Vec<PaperKind> =
        report(&office, "BG-2021-10-02").letters_awaited().into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(awaited, [PaperKind::DutyPublication], "the notice was received");
}

/// A report longer than one entry holds goes on in further ones.
#[test]
fn a_long_report_goes_on_in_further_entries() {
    let mut office = office();
    let first = office.must(Federation, "2022-01-04", act(ActKind::FileDutyReport));
    assert_eq!(first.events.len(), 1);
    for at in 0..MANY {
        let mut edition = json!({ "edition": edition_of(at), "title": "灯", "published_on": "2020-09-01", "in_force_from": "2020-10-01" });
        edition["id"] = json!("");
        office.must(Federation, "2020-09-01", json!({ "do": "enter_edition", "edition": edition }));
        let mut role = fact(FactKind::DraftingRole, "2020-09-01");
        (role["fact"], role["id"]) = (json!("drafting_role"), json!(format!("M-{at}")));
        role["edition"] = json!(edition_of(at));
        office.fact(Federation, "2020-09-01", role);
    }
    let long =
        office.must(Federation, "2022-01-04", json!({ "do": "file_duty_report", "as_of": "2021-12-31" }));
    assert_fit_entries(&long.events);
    let filed = report(&office, "BG-2021-12-31");
    assert_eq!(filed.lines.len(), 3 * (MANY + 1));
    assert!(filed.lines.iter().zip(1..).all(|(line, number)| line.line == number));
    // What became of many lines fills several entries too.
    for at in 0..MANY {
        let mut shown = fact(FactKind::Exhibition, "2022-01-03");
        (shown["fact"], shown["id"]) = (json!("exhibition"), json!(format!("E-{at}")));
        (shown["edition"], shown["from"]) = (json!(edition_of(at)), json!("2022-01-05"));
        office.fact(CountyBureau, "2022-01-05", shown);
    }
    letters(&mut office, "2022-01-05", "BG-2021-12-31");
    let published = office.must(
        ProvinceBureau,
        "2022-01-05",
        json!({ "do": "publish_duty_report", "report": "BG-2021-12-31" }),
    );
    assert_fit_entries(&published.events);
    letters(&mut office, "2022-01-05", "BG-2021-12-31");
    let notify = json!({ "do": "notify_duties", "report": "BG-2021-12-31", "department": "market", "region": "330109" });
    let notified = office.must(ProvinceBureau, "2022-01-05", notify);
    assert_fit_entries(&notified.events);
    let told = report(&office, "BG-2021-12-31");
    let told_of = filed
        .lines
        .iter()
        .filter(|line| line.duty == Duty::Exhibited && line.edition.to_string() != "T/ZZB 9901-2020");
    let shown: Vec<u32> = told_of.map(|line| line.line).collect();
    assert_eq!(shown.len(), MANY);
    let lines = |all: &[LineNow]| -> Vec<u32> { all.iter().map(|now| now.line).collect() };
    assert_eq!(lines(&told.published.expect("published").meanwhile), shown);
    assert_eq!(lines(&told.notices[0].meanwhile), shown);
    assert_eq!(told.lines, filed.lines);
}

/// How many standards give more lines, and lines met meanwhile, than one entry holds.
const MANY: usize = 400;

/// The number of one of many standards.
fn edition_of(at: usize) -> String {
    format!("T/ZZB {}-2020", 8000 + at)
}

/// More than one event, each of which an entry holds.
fn assert_fit_entries(events: &[Event]) {
    assert!(events.len() > 1, "{}", events.len());
    for event in events {
        let bytes = serde_json::to_string(event).expect("JSON").len();
        assert!(bytes <= 57 * 1024, "{bytes} bytes");
    }
}
