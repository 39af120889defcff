//! Drafting roles, showings, label filings and reviews come in through the one door, and only as the clauses allow.

use policy::command::ActKind;
use policy::enterprise::facts::FactKind;
use policy::powers::OfficeKind::{self, CountyBureau, Federation, Maker};
use policy::powers::{Actor, Office as Seat};
use policy::question::{About, Question};
use policy::standard::duties::{Duty, DutyStatus, status};
use policy::supervision::label::LabelState;
use serde_json::{Value, json};

use super::office::{FIRM, Office, day};

/// What a fact of clause 4 needs beside its identifier.
pub fn fact(kind: FactKind, on: &str) -> Value {
    if kind == FactKind::DraftingRole {
        json!({ "edition": "T/ZZB 9901-2020", "part": "lead", "drafter": "maker", "since": on })
    } else {
        json!({ "edition": "T/ZZB 9901-2020", "place": "premises", "from": on })
    }
}

fn checklist(table_shown: bool) -> Value {
    json!({
        "right_mark": true, "right_product": true, "right_code": true, "table_shown": table_shown,
        "service_commitment_shown": true,
    })
}

/// An act on label filings and reviews, one of each kind.
pub fn on_labels(kind: ActKind) -> Option<Value> {
    let why = json!({ "sealed": "0" });
    Some(match kind {
        ActKind::FileLabel => {
            json!({ "do": "file_label", "authorization": "PZB-7379-PJKH", "photos": ["a".repeat(64)] })
        }
        ActKind::AcceptLabel => {
            json!({ "do": "accept_label", "label": "none", "checklist": checklist(true) })
        }
        ActKind::ReturnLabel => {
            json!({ "do": "return_label", "label": "none", "checklist": checklist(false), "reason": why })
        }
        ActKind::WithdrawLabel => json!({ "do": "withdraw_label", "label": "none", "reason": why }),
        ActKind::CompleteReview => {
            json!({ "do": "complete_review", "edition": "T/ZZB 9901-2020", "verdict": "confirmed", "reason": why })
        }
        _ => return None,
    })
}

fn codes(office: &mut Office, kind: OfficeKind, on: &str, act: Value) -> Vec<String> {
    office.refused(kind, on, act).problems.into_iter().map(|problem| problem.code).collect()
}

fn role(id: &str) -> Value {
    let mut role = fact(FactKind::DraftingRole, "2020-09-01");
    (role["fact"], role["id"]) = (json!("drafting_role"), json!(id));
    json!({ "do": "enter_fact", "fact": role })
}

/// A firm with a mark from 2022-02-07 on, and the code of that.
fn with_mark() -> (Office, String) {
    let mut office = Office::with_firm();
    let filing = json!({ "product": "lamp", "edition": "T/ZZB 9901-2020", "until": "2027-12-31" });
    office.must(Maker, "2022-02-01", json!({ "do": "file_declaration", "filing": filing }));
    let declaration = office.dossier().declarations[0].id.clone();
    let grant = json!({ "do": "grant_declared", "declaration": declaration, "from": "2022-02-07", "valid_until": "2027-12-31", "reason": { "sealed": "0" } });
    office.must(Federation, "2022-02-07", grant);
    let code = office.dossier().authorizations.list[0].code.to_string();
    (office, code)
}

fn file(code: &str, photos: &[String]) -> Value {
    json!({ "do": "file_label", "authorization": code, "photos": photos })
}

fn stands(office: &Office, duty: Duty, on: &str) -> DutyStatus {
    let role = &office.dossier().drafting_roles.list[0];
    let about = About::DraftingRole(role);
    let q = Question::new(office.world(), about, office.scene_law(), day(on)).unwrap();
    status(&q, role, duty)
}

#[test]
fn the_federation_alone_says_who_took_part_and_once_for_an_edition() {
    let mut office = Office::with_firm();
    for kind in [CountyBureau, Maker] {
        assert_eq!(codes(&mut office, kind, "2020-09-01", role("R-1")), ["no_power"]);
    }
    office.must(Federation, "2020-09-01", role("R-1"));
    assert_eq!(codes(&mut office, Federation, "2020-09-01", role("R-2")), ["role_exists"]);
    // Nobody begins to draft what is published; of an edition that is to come nobody can tell yet.
    let later = |edition: &str| {
        let mut later = role("R-3");
        (later["fact"]["edition"], later["fact"]["since"]) = (json!(edition), json!("2020-09-02"));
        later
    };
    let refused = codes(&mut office, Federation, "2020-09-02", later("T/ZZB 9901-2020"));
    assert_eq!(refused, ["role_exists", "role_after_publication"]);
    office.must(Federation, "2020-09-02", later("T/ZZB 9909-2020"));
    // Set aside, it can be entered as it should have been (decision 0001).
    let annul =
        json!({ "do": "annul_fact", "kind": "drafting_role", "id": "R-1", "reason": { "sealed": "0" } });
    office.must(Federation, "2022-02-01", annul);
    office.must(Federation, "2020-09-01", role("R-1"));
}

#[test]
fn a_showing_is_possible_by_itself() {
    let mut office = Office::with_firm();
    let shown = |more: Value| {
        let mut fact = fact(FactKind::Exhibition, "2022-02-01");
        (fact["fact"], fact["id"]) = (json!("exhibition"), json!("E-1"));
        fact.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "do": "enter_fact", "fact": fact })
    };
    for (more, expected) in [
        (json!({ "place": "packaging" }), "product_missing"),
        (json!({ "product": "no such" }), "product_unknown"),
        (json!({ "until": "2022-01-31" }), "period"),
        (json!({ "photo": "abc" }), "digest"),
    ] {
        assert_eq!(codes(&mut office, CountyBureau, "2022-02-01", shown(more)), [expected]);
    }
    // A maker shows the table of an edition on file that has one; what a bureau saw may be of an edition still to come.
    for (edition, expected) in [("T/ZZB 9901-2020", "no_table"), ("T/ZZB 9909-2020", "edition_unknown")] {
        let own = shown(json!({ "edition": edition }));
        assert_eq!(codes(&mut office, Maker, "2022-02-01", own), [expected]);
    }
    let early = shown(json!({ "id": "E-0", "edition": "T/ZZB 9909-2020" }));
    office.must(CountyBureau, "2022-02-01", early);
    office.must(CountyBureau, "2022-02-01", shown(json!({ "until": "2022-02-01", "photo": "0".repeat(64) })));
    assert!(!office.dossier().exhibitions.list[1].is_declared, "a bureau saw it");
    assert_eq!(codes(&mut office, Federation, "2022-02-01", shown(json!({ "id": "E-2" }))), ["no_power"]);
}

#[test]
fn labels_are_filed_under_a_mark_that_stands_with_photos() {
    let (mut office, code) = with_mark();
    let photo = |at: usize| format!("{at:064x}");
    for (photos, expected) in [
        (vec![], "photos_none"),
        (vec!["abc".to_owned()], "photos_digest"),
        (vec![photo(1), photo(1)], "photos_twice"),
        ((0..21).map(photo).collect(), "photos_many"),
    ] {
        assert_eq!(codes(&mut office, Maker, "2022-03-01", file(&code, &photos)), [expected]);
    }
    let other = "PZB-7379-PJKH";
    assert_ne!(code, other);
    assert_eq!(codes(&mut office, Maker, "2022-03-01", file(other, &[photo(1)])), ["authorization_unknown"]);
    assert_eq!(codes(&mut office, Federation, "2022-03-01", file(&code, &[photo(1)])), ["no_power"]);
    office.must(Maker, "2022-03-01", file(&code, &[photo(1)]));
    assert_eq!(codes(&mut office, Maker, "2022-03-02", file(&code, &[photo(2)])), ["label_waiting"]);
    let end = json!({ "do": "end_authorization", "authorization": code, "reason": { "sealed": "0" } });
    office.must(Federation, "2022-03-03", end);
    assert_eq!(codes(&mut office, Maker, "2022-03-04", file(&code, &[photo(2)])), ["not_standing"]);
}

/// A filing is about a product that bears its mark: under one that ended nothing is accepted any more.
#[test]
fn no_label_is_accepted_under_a_mark_that_ended() {
    let (mut office, code) = with_mark();
    office.must(Maker, "2022-03-01", file(&code, &["a".repeat(64)]));
    let label = office.dossier().labels[0].id.clone();
    let end = json!({ "do": "end_authorization", "authorization": code, "reason": { "sealed": "0" } });
    office.must(Federation, "2022-03-02", end);
    let accept = json!({ "do": "accept_label", "label": label, "checklist": checklist(true) });
    // It left the bureau's desk with the mark.
    assert_eq!(office.dossier().labels[0].state(), LabelState::Closed);
    assert_eq!(codes(&mut office, CountyBureau, "2022-03-02", accept), ["label_closed"]);
    let back = json!({ "do": "return_label", "label": label, "checklist": checklist(false), "reason": { "sealed": "0" } });
    assert_eq!(codes(&mut office, CountyBureau, "2022-03-02", back), ["label_closed"]);
}

/// A filing whose mark ran out leaves the desk with the next act or sweep, not before.
#[test]
fn a_filing_waits_no_longer_than_its_mark_runs() {
    for (on, expected) in [("2027-12-31", LabelState::Filed), ("2028-01-01", LabelState::Closed)] {
        let (mut office, code) = with_mark();
        office.must(Maker, "2022-03-01", file(&code, &["a".repeat(64)]));
        office.must(Federation, on, json!({ "do": "open_due_work" }));
        assert_eq!(office.dossier().labels[0].state(), expected, "{on}");
    }
}

/// A decision that was set aside counts for nothing from the start, for whoever knows; the filing waits again.
#[test]
fn a_label_decision_is_set_aside_and_taken_anew() {
    let (mut office, code) = with_mark();
    office.must(Federation, "2020-09-01", role("R-1"));
    office.must(Maker, "2022-03-01", file(&code, &["a".repeat(64)]));
    let label = office.dossier().labels[0].id.clone();
    let accept = json!({ "do": "accept_label", "label": label, "checklist": checklist(true) });
    let aside = json!({ "do": "annul_label_decision", "label": label, "reason": { "sealed": "0" } });
    assert_eq!(codes(&mut office, CountyBureau, "2022-03-02", aside.clone()), ["label_undecided"]);
    office.must(CountyBureau, "2022-03-02", accept.clone());
    assert_eq!(stands(&office, Duty::Labelled, "2022-03-03").name(), "met_late");
    assert_eq!(codes(&mut office, Maker, "2022-03-10", aside.clone()), ["no_power"]);
    office.must(CountyBureau, "2022-03-10", aside);
    assert_eq!(office.dossier().labels[0].state(), LabelState::Filed);
    assert_eq!(stands(&office, Duty::Labelled, "2022-03-03").name(), "overdue", "from the start");
    let role = &office.dossier().drafting_roles.list[0];
    let q = Question::new(office.world(), About::DraftingRole(role), office.scene_law(), day("2022-03-09"));
    let then = q.unwrap().as_known_on(Some(day("2022-03-09")));
    assert_eq!(status(&then, role, Duty::Labelled).name(), "met_late", "as it was known before");
    let seen = policy::seen::Seen { as_of: day("2022-03-10"), known_on: Some(day("2022-03-09")) };
    assert_eq!(seen.dossier(office.dossier()).labels[0].state(), LabelState::Accepted);
    office.must(CountyBureau, "2022-03-11", accept);
    assert_eq!(stands(&office, Duty::Labelled, "2022-03-11").name(), "met_late");
}

/// A review that was set aside leaves the duty to review as it was.
#[test]
fn a_review_is_set_aside() {
    let mut office = Office::with_firm();
    let review = on_labels(ActKind::CompleteReview).unwrap();
    office.must(Federation, "2022-02-01", review.clone());
    assert_eq!(codes(&mut office, Federation, "2022-02-01", review), ["review_exists"]);
    let aside = |on: &str| json!({ "do": "annul_review", "edition": "T/ZZB 9901-2020", "completed_on": on, "reason": { "sealed": "0" } });
    assert_eq!(codes(&mut office, Federation, "2022-02-03", aside("2022-02-02")), ["review_unknown"]);
    assert_eq!(codes(&mut office, CountyBureau, "2022-02-03", aside("2022-02-01")), ["no_power"]);
    office.must(Federation, "2022-02-03", aside("2022-02-01"));
    assert!(office.standards[0].editions[0].reviews[0].annulled.is_some());
    assert_eq!(codes(&mut office, Federation, "2022-02-03", aside("2022-02-01")), ["review_unknown"]);
}

/// The maker's own word on what it showed is of the day it is entered (reading 0012); a bureau that saw it says since when.
#[test]
fn a_maker_dates_no_showing_back() {
    let (mut office, _) = with_mark();
    office.today = day("2022-03-10");
    let shown = json!({ "fact": "exhibition", "id": "", "edition": "T/ZZB 9901-2020", "place": "premises", "from": "2022-03-01" });
    let enter = json!({ "do": "enter_fact", "fact": shown });
    assert_eq!(codes(&mut office, Maker, "2022-03-01", enter.clone()), ["received_today"]);
    office.must(CountyBureau, "2022-03-01", enter);
}

#[test]
fn a_label_is_accepted_with_five_yeses_returned_with_a_reason_and_filed_anew() {
    let (mut office, code) = with_mark();
    office.must(Federation, "2020-09-01", role("R-1"));
    office.must(Maker, "2022-03-01", file(&code, &["a".repeat(64)]));
    let first = office.dossier().labels[0].id.clone();
    let accept = |label: &str, checklist: Value| json!({ "do": "accept_label", "label": label, "checklist": checklist });
    for item in ["right_mark", "right_product", "right_code", "table_shown", "service_commitment_shown"] {
        let mut one_no = checklist(true);
        one_no[item] = json!(false);
        let refusal = office.refused(CountyBureau, "2022-03-02", accept(&first, one_no));
        assert_eq!(refusal.problems.len(), 1);
        assert_eq!(refusal.problems[0].field.as_deref(), Some(&*format!("checklist.{item}")));
    }
    assert_eq!(codes(&mut office, Maker, "2022-03-02", accept(&first, checklist(true))), ["no_power"]);
    // Another county's bureau does not reach this firm.
    let elsewhere = Actor { person: "CountyBureau-1".to_owned(), office: Seat::of(CountyBureau, "330212") };
    let act = serde_json::from_value(accept(&first, checklist(true))).unwrap();
    assert!(office.try_by(&elsewhere, day("2022-03-02"), act).is_err());
    let back = json!({ "do": "return_label", "label": first, "checklist": checklist(false), "reason": { "sealed": "0" } });
    office.must(CountyBureau, "2022-03-02", back.clone());
    assert_eq!(office.dossier().labels[0].state(), LabelState::Returned);
    assert_eq!(codes(&mut office, CountyBureau, "2022-03-02", back), ["label_decided"]);
    assert_eq!(stands(&office, Duty::Labelled, "2022-03-02").name(), "overdue");
    office.must(Maker, "2022-03-05", file(&code, &["b".repeat(64)]));
    let second = office.dossier().labels[1].id.clone();
    // What is decided here is of the day it is entered: nobody dates an acceptance back before the last day.
    office.today = day("2022-03-08");
    assert_eq!(
        codes(&mut office, CountyBureau, "2022-03-07", accept(&second, checklist(true))),
        ["decided_today"]
    );
    office.must(CountyBureau, "2022-03-08", accept(&second, checklist(true)));
    assert_eq!(stands(&office, Duty::Labelled, "2022-03-08").name(), "met_late");
    assert_eq!(
        stands(&office, Duty::Labelled, "2022-03-08").met_on(),
        Some(day("2022-03-05")),
        "the day it was filed"
    );
    let withdraw = json!({ "do": "withdraw_label", "label": second, "reason": { "sealed": "0" } });
    office.must(CountyBureau, "2022-04-01", withdraw.clone());
    assert_eq!(office.dossier().labels[1].state(), LabelState::Withdrawn);
    assert_eq!(codes(&mut office, CountyBureau, "2022-04-01", withdraw), ["label_not_accepted"]);
    assert_eq!(stands(&office, Duty::Labelled, "2022-05-01").name(), "met_late", "it was compliant once");
}

#[test]
fn a_review_is_of_an_edition_in_force() {
    let mut office = Office::with_firm();
    let review = |on: &str| (on.to_owned(), on_labels(ActKind::CompleteReview).unwrap());
    let (on, act) = review("2020-09-20");
    assert_eq!(codes(&mut office, Federation, &on, act), ["before_its_start"]);
    let (on, act) = review("2022-02-01");
    assert_eq!(codes(&mut office, CountyBureau, &on, act.clone()), ["no_power"]);
    office.must(Federation, &on, act);
    assert_eq!(office.standards[0].editions[0].reviews.len(), 1);
    let withdrawal =
        json!({ "do": "withdraw_edition", "edition": "T/ZZB 9901-2020", "reason": { "sealed": "0" } });
    office.must(Federation, "2022-03-01", withdrawal);
    let (on, act) = review("2022-03-01");
    assert_eq!(codes(&mut office, Federation, &on, act), ["edition_withdrawn"]);
    // A review is an act of its own: no edition brings one along.
    let mark = json!({ "on": "2022-03-01" });
    let edition = json!({ "edition": "T/ZZB 9902-2022", "title": "灯", "published_on": "2022-03-01", "in_force_from": "2022-03-01", "reviews": [{ "verdict": "confirmed", "mark": mark }] });
    assert_eq!(
        codes(&mut office, Federation, "2022-03-01", json!({ "do": "enter_edition", "edition": edition })),
        ["later_steps"]
    );
    assert_eq!(office.dossier().enterprise.as_str(), FIRM);
}

#[test]
fn what_was_on_file_is_not_withdrawn_or_reviewed_in_its_past() {
    let mut office = Office::with_firm();
    let withdrawal =
        json!({ "do": "withdraw_edition", "edition": "T/ZZB 9901-2020", "reason": { "sealed": "0" } });
    let review = on_labels(ActKind::CompleteReview).unwrap();
    office.today = day("2022-06-01");
    // The edition was entered before, on 2022-01-04 at the latest.
    for act in [withdrawal.clone(), review] {
        assert_eq!(codes(&mut office, Federation, "2022-05-31", act), ["decided_today"]);
    }
    // One that came on file later ended when it ended.
    let edition = json!({ "edition": "T/ZZB 9903-2019", "title": "灯", "published_on": "2019-03-01", "in_force_from": "2019-03-31" });
    office.must(Federation, "2019-03-01", json!({ "do": "enter_edition", "edition": edition }));
    let ended =
        json!({ "do": "withdraw_edition", "edition": "T/ZZB 9903-2019", "reason": { "sealed": "0" } });
    office.must(Federation, "2021-05-01", ended);
    office.must(Federation, "2022-06-01", withdrawal);
}
