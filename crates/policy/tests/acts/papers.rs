//! Issuing a paper: the act says which file is the federation's, and nothing that cannot be true enters.

use policy::event::Event;
use policy::paper::{PaperCopy, PaperKind, made_from};
use policy::powers::OfficeKind::{CountyBureau, Federation, Maker};
use serde_json::{Value, json};

use super::office::Office;

fn issue(change: impl Fn(&mut Value)) -> Value {
    let mut paper = json!({
        "entry": 0, "kind": "certificate", "lang": "zh", "copy": "public", "engine": "press/1",
        "sha256": "0123456789abcdef".repeat(4),
    });
    change(&mut paper);
    json!({ "do": "issue_paper", "paper": paper })
}

#[test]
fn the_federation_issues_a_paper_and_the_entry_says_which() {
    let mut office = Office::with_firm();
    office.must(Federation, "2022-02-07", issue(|_| ()));
    let last = office.log.last().expect("an entry");
    let Event::PaperIssued { paper } = &last.event else { panic!("{:?}", last.event) };
    assert_eq!((paper.entry, paper.kind, paper.copy), (0, PaperKind::Certificate, PaperCopy::Public));
    assert_eq!(last.enterprise, None);
    let twice = serde_json::to_string(last).expect("written");
    assert_eq!(&serde_json::from_str::<policy::event::Entry>(&twice).expect("read"), last);
}

#[test]
fn nobody_else_does() {
    let mut office = Office::with_firm();
    for kind in [CountyBureau, Maker] {
        assert_eq!(office.refused(kind, "2022-02-07", issue(|_| ())).problems[0].code, "no_power");
    }
}

#[test]
fn what_cannot_be_true_is_refused_with_all_that_is_wrong() {
    let mut office = Office::with_firm();
    let mut codes = |change: &dyn Fn(&mut Value)| -> Vec<String> {
        let refusal = office.refused(Federation, "2022-02-07", issue(change));
        refusal.problems.iter().map(|problem| problem.code.clone()).collect()
    };
    assert_eq!(codes(&|paper| paper["sha256"] = json!("ABCDEF")), ["digest"]);
    assert_eq!(codes(&|paper| paper["sha256"] = json!("A".repeat(64))), ["digest"]);
    assert_eq!(codes(&|paper| paper["entry"] = json!(1_000_000)), ["no_such_entry"]);
    assert_eq!(codes(&|paper| paper["engine"] = json!("")), ["engine"]);
    assert_eq!(codes(&|paper| paper["engine"] = json!("\u{202e}")), ["engine"]);
    assert_eq!(codes(&|paper| paper["kind"] = json!("refusal")), ["not_public"]);
    let all = |paper: &mut Value| {
        *paper = json!({ "entry": u64::MAX, "kind": "hearing_record", "lang": "en", "copy": "public",
            "engine": "", "sha256": "" });
    };
    assert_eq!(codes(&all), ["digest", "no_such_entry", "engine", "not_public"]);
}

#[test]
fn every_kind_is_made_from_some_event_and_has_its_name() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    let made: Vec<PaperKind> = office.log.iter().flat_map(|entry| made_from(&entry.event)).copied().collect();
    assert!(made.contains(&PaperKind::Certificate) && made.contains(&PaperKind::ComparisonInsert));
    for kind in PaperKind::ALL {
        assert_eq!(PaperKind::named(kind.name()), Some(kind));
        assert_eq!(json!(kind), json!(kind.name()));
    }
}
