//! What everybody may be told of work towards a sanction, at each of its steps (reading 0015).

use policy::authorization::code::MarkCode;
use policy::event::Event;
use policy::paper::{IssuedPaper, PaperCopy, PaperKind, PaperLang};
use policy::powers::OfficeKind::{CountyBureau, Federation};
use policy::supervision::Proceeding;
use policy::supervision::verdicts::papers_to_serve;
use serde_json::{Value, json};

use super::office::Office;
use super::office_words::issue;

const PENALTY: &str = "c11.no_product_penalty";

fn penalised() -> (Office, MarkCode, String) {
    let mut office = Office::with_firm();
    let mark = office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    let penalty = json!({ "fact": "penalty", "id": "罚1", "decided_on": "2022-05-09", "classification": "quality", "legal_basis": "法", "authority": "局", "products": ["lamp"] });
    office.fact(CountyBureau, "2022-05-09", penalty);
    let work = office.waiting(PENALTY).remove(0);
    (office, mark, work)
}

fn work<'a>(office: &'a Office, id: &str) -> &'a Proceeding {
    office.dossier().proceedings.iter().find(|work| work.id == id).unwrap()
}

fn told(office: &Office, id: &str) -> (bool, bool) {
    let found = work(office, id);
    let opened = Event::ProceedingOpened { proceeding: found.clone() };
    assert_eq!(office.dossier().tells(&opened), found.is_told(), "the event is told with its ground");
    (found.is_told(), found.has_public_decision())
}

fn step(act: &str, id: &str) -> Value {
    json!({ "do": act, "proceeding": id })
}

/// The event by which a mark was lost, as the log holds it.
fn event(office: &Office, is: impl Fn(&Event) -> bool) -> Event {
    office.log.iter().map(|entry| &entry.event).rfind(|event| is(event)).unwrap().clone()
}

fn lost(office: &Office) -> Event {
    event(office, |event| matches!(event, Event::AuthorizationRevoked { .. }))
}

fn decided(office: &mut Office, id: &str) {
    office.notice(id, "2022-05-16");
    office.must(
        Federation,
        "2022-06-06",
        json!({ "do": "decide_proceeding", "proceeding": id, "outcome": "revoked", "reason": { "sealed": "0" } }),
    );
}

#[test]
fn a_sanction_is_told_from_its_publication() {
    let (mut office, _, id) = penalised();
    assert_eq!(told(&office, &id), (false, false), "opened");
    decided(&mut office, &id);
    assert_eq!(told(&office, &id), (false, false), "decided");
    let lost = lost(&office);
    assert!(office.dossier().tells(&lost), "that the mark is lost is told at once");
    assert!(!office.dossier().tells_the_ground_of(&lost), "and why is not");
    office.serve(&id, "2022-06-07");
    assert_eq!(told(&office, &id), (false, false), "served");
    assert!(!office.dossier().tells_the_ground_of(&lost));
    office.must(Federation, "2022-06-08", step("publish_decision", &id));
    assert_eq!(told(&office, &id), (true, true), "published");
    assert!(office.dossier().tells_the_ground_of(&lost));
}

#[test]
fn what_was_corrected_before_it_was_published_is_told_by_the_mark_alone() {
    for is_published in [false, true] {
        let (mut office, mark, id) = penalised();
        decided(&mut office, &id);
        if is_published {
            office.serve(&id, "2022-06-07");
            office.must(Federation, "2022-06-08", step("publish_decision", &id));
        }
        let correct = json!({ "do": "correct_revocation", "authorization": mark.to_string(), "reason": { "sealed": "0" } });
        office.must(Federation, "2022-06-09", correct);
        let corrected = event(&office, |event| matches!(event, Event::RevocationCorrected { .. }));
        assert!(office.dossier().tells(&corrected), "that it stands again is told");
        assert_eq!(office.dossier().tells_the_ground_of(&corrected), is_published);
        assert_eq!(office.dossier().tells_the_ground_of(&lost(&office)), is_published);
        assert_eq!(told(&office, &id), (is_published, is_published));
    }
}

/// What is served is a paper: its service is entered once it is issued, in Chinese and for the parties (reading 0026).
#[test]
fn a_revocation_is_served_once_its_paper_is_issued_for_the_parties() {
    let (mut office, mark, id) = penalised();
    decided(&mut office, &id);
    let [paper] = papers_to_serve(office.dossier(), &id)[..] else { panic!("one mark, one paper") };
    let serve = step("serve_decision", &id);
    let others =
        [(paper, "zh", "public"), (paper, "en", "parties"), ((paper.0 - 1, paper.1), "zh", "parties")];
    for (other, lang, copy) in others {
        office.must(Federation, "2022-06-07", issue(other, lang, copy));
        let refusal = office.refused(Federation, "2022-06-07", serve.clone());
        let codes: Vec<&str> = refusal.problems.iter().map(|problem| problem.code.as_str()).collect();
        assert_eq!(codes, ["paper_unissued"], "{lang} {copy}");
        assert!(refusal.problems[0].said.en.contains(&format!("entry {}", paper.0)), "{refusal:?}");
    }
    office.must(Federation, "2022-06-07", issue(paper, "zh", "parties"));
    office.must(Federation, "2022-06-07", serve);
    // A revocation that was corrected has no paper to be served.
    let correct =
        json!({ "do": "correct_revocation", "authorization": mark.to_string(), "reason": { "sealed": "0" } });
    office.must(Federation, "2022-06-09", correct);
    assert!(papers_to_serve(office.dossier(), &id).is_empty());
}

#[test]
fn that_nothing_was_done_is_told_with_its_publication() {
    let (mut office, _, id) = penalised();
    office.must(
        CountyBureau,
        "2022-05-16",
        json!({ "do": "annul_fact", "kind": "penalty", "id": "罚1", "reason": { "sealed": "0" } }),
    );
    let decide = json!({ "do": "decide_proceeding", "proceeding": id, "outcome": "no_action", "reason": { "sealed": "0" } });
    office.must(Federation, "2022-06-06", decide);
    office.serve(&id, "2022-06-07");
    assert_eq!(told(&office, &id), (false, false));
    office.must(Federation, "2022-06-08", step("publish_decision", &id));
    assert_eq!(told(&office, &id), (true, true));
}

#[test]
fn only_a_check_that_was_verified_is_told_and_only_a_paper_that_may_be_public() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.failed("CK-1", "lamp", "2022-04-04", "2022-05-04", None);
    let of_checks = office.log.iter().map(|entry| &entry.event).filter(|event| {
        matches!(
            event,
            Event::ProductSampled { .. }
                | Event::ResultEntered { .. }
                | Event::ResultNotified { .. }
                | Event::ResultVerified { .. }
        )
    });
    let told: Vec<bool> = of_checks.map(|event| office.dossier().tells(event)).collect();
    assert_eq!(told, [false, false, false, true]);
    for kind in PaperKind::ALL {
        let paper = IssuedPaper {
            entry: 0,
            kind,
            lang: PaperLang::Zh,
            copy: PaperCopy::Parties,
            engine: "e".to_owned(),
            sha256: "0".repeat(64),
        };
        assert_eq!(office.dossier().tells(&Event::PaperIssued { paper }), kind.is_public(), "{kind:?}");
    }
}
