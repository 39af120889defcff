//! What "may I?" tells of a condition that is not met: the facts that it rests on, the day that turns it, what helps.

use policy::dossier_file::Judged;
use policy::powers::OfficeKind::{Federation, Maker};
use serde_json::json;

use super::office::{Office, day};
use super::prospect::{TODAY, asked, edition, filing};

/// The finding of a rule about a filing.
fn finding_of<'j>(judged: &'j Judged, rule: &str) -> &'j policy::finding::Finding {
    judged.verdict.findings.iter().find(|found| found.rule == rule).unwrap()
}

/// What an answer rests on is what it cites: of an edition that is over its end, on the day and in the entry of that, and
/// no day turns it; of one that is not in force yet the day on which it is.
#[test]
fn an_edition_that_is_over_is_told_with_its_end() {
    const OLD: &str = "T/ZZB 9901-2020";
    let says = |found: &policy::finding::Finding| -> Vec<String> {
        found.facts.iter().map(|fact| fact.says.en.clone()).collect()
    };
    let mut office = Office::with_firm();
    let asked_for = filing(OLD, &["L1"], "2027-12-31");
    let withdraw = json!({ "do": "withdraw_edition", "edition": OLD, "reason": { "sealed": "0" } });
    office.must(Federation, TODAY, withdraw);
    for (on, is_over) in [("2022-03-09", false), (TODAY, true), ("2022-03-11", true)] {
        let judged = asked(&office, &asked_for, on);
        let found = finding_of(&judged, "c8.edition_in_force");
        assert_eq!(found.outcome, if is_over { "not_met" } else { "met" }, "{on}");
        assert_eq!(says(found).len(), if is_over { 2 } else { 1 }, "{on}: {found:?}");
        if is_over {
            let end = &found.facts[1];
            assert_eq!(end.says.en, format!("{OLD} withdrawn from {TODAY}"));
            assert_eq!(end.says.zh, format!("{OLD}自{TODAY}起废止"));
            assert_eq!((end.happened_on, end.id.as_str()), (day(TODAY), OLD));
            assert!(end.entry.is_some() && end.entry != found.facts[0].entry, "an entry of its own: {end:?}");
            assert_eq!((found.turns_on, judged.verdict.earliest), (None, None));
            assert!(found.remedy.as_ref().unwrap().en.contains("file against an edition that is in force"));
        }
    }
    // A later one has come in its place.
    edition(&mut office, "T/ZZB 9901-2022", "2022-02-01", TODAY);
    let judged = asked(&office, &asked_for, "2022-03-11");
    let found = finding_of(&judged, "c8.edition_in_force");
    assert_eq!(says(found)[1], format!("{OLD} replaced by T/ZZB 9901-2022 from {TODAY}"));
    assert_eq!(says(found)[2], format!("T/ZZB 9901-2022 in force from {TODAY}"));
    // One that is to come.
    edition(&mut office, "T/ZZB 9902-2022", "2022-02-01", "2022-03-11");
    let judged = asked(&office, &filing("T/ZZB 9902-2022", &["L1"], "2027-12-31"), TODAY);
    let found = finding_of(&judged, "c8.edition_in_force");
    assert_eq!((found.turns_on, found.turns_to.as_deref()), (Some(day("2022-03-11")), Some("met")));
    assert!(found.remedy.as_ref().unwrap().en.contains("from the day the edition is in force"), "{found:?}");
}

/// A last day that is past cannot be shortened to one that is not.
#[test]
fn a_last_day_before_the_filing_is_refused_and_told_what_helps() {
    for (until, is_past) in [("2022-03-09", true), (TODAY, false), ("2022-03-11", false)] {
        let asked_for = filing("T/ZZB 9901-2020", &["L1"], until);
        let mut office = Office::with_firm();
        let judged = asked(&office, &asked_for, TODAY);
        let found = finding_of(&judged, "c8.within_basis");
        assert_eq!(found.outcome, if is_past { "not_met" } else { "met" }, "{until}");
        let file = json!({ "do": "file_declaration", "filing": asked_for });
        if is_past {
            assert!(found.remedy.as_ref().unwrap().en.contains("give a later one"), "{found:?}");
            let problem = office.refused(Maker, TODAY, file).problems.remove(0);
            assert_eq!((problem.code.as_str(), problem.field.as_deref()), ("period", Some("filing.until")));
            assert!(problem.said.en.contains(until) && problem.said.en.contains(TODAY), "{problem:?}");
        } else {
            office.must(Maker, TODAY, file);
        }
    }
    // One that is too long is shortened.
    let judged = asked(&Office::with_firm(), &filing("T/ZZB 9901-2020", &["L1"], "2028-03-11"), TODAY);
    assert_eq!(finding_of(&judged, "c8.within_basis").remedy.as_ref().unwrap().en, "shorten the period");
}
