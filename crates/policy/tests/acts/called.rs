//! What a letter has to name is asked by the act that it is made from: an interview its day, time and place, a hearing its
//! place and who attended; and the time to answer a notice runs from the paper that the party was given (reading 0035).

use policy::calendar::Day;
use policy::enterprise::record::Mark;
use policy::event::Event;
use policy::finding::outcome_of_all;
use policy::paper::{PaperKind, made_from};
use policy::powers::OfficeKind::{CountyBureau, Federation, Maker};
use policy::question::{About, Question};
use policy::supervision::proceedings::{last_day_to_answer, paper_of_notice};
use policy::supervision::rules::DECIDING;
use policy::supervision::{Step, StepKind};
use serde_json::{Value, json};

use super::office::{Office, day};
use super::office_words::issue;

/// A firm whose product failed once: the interview that this opened.
fn failed_once() -> (Office, String) {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.failed("CK-1", "lamp", "2022-05-10", "2022-06-06", None);
    let interview = office.waiting("c10.interview_held").remove(0);
    (office, interview)
}

/// A firm on the list: the revocation that this opened.
fn listed() -> (Office, String) {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    let listing = json!({ "fact": "listing", "id": "失信1", "listed_on": "2022-05-09", "authority": "局" });
    office.fact(CountyBureau, "2022-05-09", listing);
    let work = office.waiting("c11.not_listed").remove(0);
    (office, work)
}

fn call(work: &str, day: &str, time: &str, place: &str) -> Value {
    let appointment = json!({ "day": day, "time": time, "place": place });
    json!({ "do": "call_interview", "proceeding": work, "appointment": appointment })
}

fn act(name: &str, work: &str, text: &str) -> Value {
    let mut act = json!({ "do": name, "proceeding": work });
    if !text.is_empty() {
        act[text] = json!({ "sealed": "0" });
    }
    act
}

fn revoke(work: &str) -> Value {
    json!({ "do": "decide_proceeding", "proceeding": work, "outcome": "revoked", "reason": { "sealed": "0" } })
}

fn codes(office: &mut Office, kind: policy::powers::OfficeKind, on: &str, act: Value) -> Vec<String> {
    let refusal = office.refused(kind, on, act);
    refusal.problems.into_iter().map(|problem| problem.code).collect()
}

#[test]
fn an_interview_is_called_for_a_day_a_time_and_a_place() {
    let (mut office, work) = failed_once();
    let here = "县市场监管局201会议室";
    for (day, time, place, code) in [
        ("2022-06-05", "09:30", here, "interview_day"),
        ("2023-06-07", "09:30", here, "interview_day"),
        ("2022-06-20", "9:3", here, "interview_time"),
        ("2022-06-20", "930", here, "interview_time"),
        ("2022-06-20", "009:30", here, "interview_time"),
        ("2022-06-20", ":30", here, "interview_time"),
        ("2022-06-20", "-9:30", here, "interview_time"),
        ("2022-06-20", "9时30分", here, "interview_time"),
        ("2022-06-20", "9:30:00", here, "interview_time"),
        ("2022-06-20", "24:00", here, "interview_time"),
        ("2022-06-20", "09:60", here, "interview_time"),
        ("2022-06-20", "上午", here, "interview_time"),
        ("2022-06-20", "09:30", " ", "text"),
        ("2022-06-20", "09:30", &here.repeat(20), "text"),
        ("2022-06-20", "09:30", "室\u{202e}", "invisible"),
    ] {
        let asked = call(&work, day, time, place);
        assert_eq!(codes(&mut office, CountyBureau, "2022-06-06", asked), [code], "{day} {time} {place}");
    }
    // On the day itself, and a year later to the day.
    for (day, time) in [("2022-06-06", "00:00"), ("2023-06-06", "23:59"), ("2022-06-20", "09:30")] {
        office.must(CountyBureau, "2022-06-06", call(&work, day, time, here));
    }
    let found = office.dossier().proceedings.iter().find(|known| known.id == work).unwrap();
    let step = found.steps.last().unwrap().step.clone();
    let StepKind::InterviewCalled { appointment } = &step else { panic!("{step:?}") };
    assert_eq!((appointment.day, appointment.clock()), (day("2022-06-20"), Some((9, 30))));
    let event = Event::ProceedingAdvanced { proceeding: work.clone(), step };
    assert_eq!(made_from(&event), [PaperKind::InterviewNotice]);
    office.must(CountyBureau, "2022-06-20", act("hold_interview", &work, "minutes"));
    let again = call(&work, "2022-07-04", "09:30", here);
    assert_eq!(codes(&mut office, CountyBureau, "2022-06-21", again), ["done_already"]);
}

#[test]
fn a_time_of_day_is_kept_in_one_form_however_it_is_written() {
    let (mut office, work) = failed_once();
    for written in ["9:30", "09:30", "９：３０", "9：30", " 09 : 30 ", "０９：３０", "9:\u{3000}30"]
    {
        office.must(CountyBureau, "2022-06-06", call(&work, "2022-06-20", written, "室"));
        let found = office.dossier().proceedings.iter().find(|known| known.id == work).unwrap();
        assert_eq!(found.called().unwrap().1.time, "09:30", "{written}");
    }
    office.must(CountyBureau, "2022-06-06", call(&work, "2022-06-20", "0：05", "室"));
    let found = office.dossier().proceedings.iter().find(|known| known.id == work).unwrap();
    assert_eq!(found.called().unwrap().1.time, "00:05");
}

#[test]
fn an_interview_is_not_recorded_before_the_day_it_is_called_for() {
    let held = |calls: &[(&str, &str)], on: &str| {
        let (mut office, work) = failed_once();
        for (called_on, day) in calls {
            office.must(CountyBureau, called_on, call(&work, day, "09:30", "室"));
        }
        let record = act("hold_interview", &work, "minutes");
        let found = office.try_act(CountyBureau, on, record);
        found.map_err(|refusal| refusal.problems.into_iter().map(|problem| problem.code).collect::<Vec<_>>())
    };
    let first = ("2022-06-06", "2022-06-20");
    let early = Err(vec!["interview_early".to_owned()]);
    assert_eq!(held(&[first], "2022-06-19").map(drop), early);
    assert!(held(&[first], "2022-06-20").is_ok());
    assert!(held(&[first], "2022-06-21").is_ok());
    // Whoever comes by himself is heard; a day agreed on is called anew, and the last call is the one that counts.
    assert!(held(&[], "2022-06-07").is_ok());
    assert!(held(&[first, ("2022-06-08", "2022-06-08")], "2022-06-08").is_ok());
    assert_eq!(
        held(&[("2022-06-06", "2022-06-08"), ("2022-06-07", "2022-06-20")], "2022-06-19").map(drop),
        early
    );
}

#[test]
fn the_last_call_stands_and_takes_the_place_of_the_one_before() {
    let (mut office, work) = failed_once();
    for day in ["2022-06-20", "2022-06-27"] {
        office.must(CountyBureau, "2022-06-06", call(&work, day, "09:30", "室"));
    }
    let found = |office: &Office| office.dossier().proceedings.iter().find(|p| p.id == work).unwrap().clone();
    let entries: Vec<u64> = found(&office).steps.iter().filter_map(|step| step.mark.entry).collect();
    let (last, at) = found(&office).called().map(|(entry, at)| (entry, at.day)).unwrap();
    assert_eq!((last, at), (entries.last().copied(), day("2022-06-27")));
    assert_eq!(found(&office).calls_before(entries[0]).next(), None);
    assert_eq!(found(&office).calls_before(entries[1]).next().map(|(_, at)| at.day), Some(day("2022-06-20")));
    office.must(CountyBureau, "2022-06-27", act("hold_interview", &work, "minutes"));
    assert_eq!(found(&office).called(), None);
}

/// Where the maker was called twice: what the notice of the first call says is not where it has to go.
#[test]
fn the_notice_of_a_call_that_was_replaced_is_issued_no_more() {
    let (mut office, work) = failed_once();
    let mut calls = Vec::new();
    for day in ["2022-06-20", "2022-06-27", "2022-06-28"] {
        office.must(CountyBureau, "2022-06-06", call(&work, day, "09:30", "室"));
        let found = office.dossier().proceedings.iter().find(|known| known.id == work).unwrap();
        calls.push(found.steps.last().and_then(|step| step.mark.entry).unwrap());
    }
    for entry in &calls[..2] {
        let refusal = office.refused(
            Federation,
            "2022-06-06",
            issue((*entry, PaperKind::InterviewNotice), "zh", "parties"),
        );
        let problem = &refusal.problems[0];
        assert_eq!((problem.code.as_str(), refusal.problems.len()), ("call_replaced", 1));
        for says in ["2022-06-28", &calls[2].to_string()] {
            assert!(problem.said.en.contains(says) && problem.said.zh.contains(says), "{problem:?}");
        }
    }
    office.must(Federation, "2022-06-06", issue((calls[2], PaperKind::InterviewNotice), "zh", "parties"));
    // What was called last was held: its notice is the one that there was.
    office.must(CountyBureau, "2022-06-28", act("hold_interview", &work, "minutes"));
    office.must(Federation, "2022-06-28", issue((calls[2], PaperKind::InterviewNotice), "zh", "parties"));
}

#[test]
fn only_an_interview_is_called() {
    let (mut office, work) = listed();
    let asked = call(&work, "2022-05-20", "09:30", "室");
    assert_eq!(codes(&mut office, Federation, "2022-05-10", asked), ["not_an_interview"]);
}

#[test]
fn the_record_of_a_hearing_names_its_place_and_who_attended() {
    let (mut office, work) = listed();
    office.notice(&work, "2022-05-10");
    office.must(Maker, "2022-05-11", act("request_hearing", &work, ""));
    let hearing = |sitting: Value| {
        let mut act = act("hold_hearing", &work, "minutes");
        act["sitting"] = sitting;
        act
    };
    let many: Vec<String> = (0..21).map(|at| format!("局{at}")).collect();
    for (sitting, code) in [
        (json!({ "place": "" }), "text"),
        (json!({ "place": "室", "attended": ["局", "局"] }), "attended_twice"),
        (json!({ "place": "室", "attended": many }), "attended_many"),
        (json!({ "place": "室", "attended": [" "] }), "text"),
    ] {
        assert_eq!(codes(&mut office, Federation, "2022-05-20", hearing(sitting)), [code]);
    }
    assert_eq!(
        codes(&mut office, Federation, "2022-05-20", act("hold_hearing", &work, "minutes")),
        ["text"],
        "none is named"
    );
    office.must(Federation, "2022-05-20", hearing(json!({ "place": "室", "attended": ["局"] })));
}

/// A step that was entered before it was asked where and who.
#[test]
fn an_earlier_hearing_is_still_read() {
    let step: StepKind = serde_json::from_value(json!({ "is": "hearing_held" })).unwrap();
    assert_eq!(step, StepKind::HearingHeld { sitting: None });
    assert_eq!(serde_json::to_value(&step).unwrap(), json!({ "is": "hearing_held" }));
}

#[test]
fn nothing_is_decided_on_a_notice_whose_paper_nobody_issued() {
    let (mut office, work) = listed();
    office.bare_notice(&work, "2022-05-10");
    let found = office.dossier().proceedings.iter().find(|known| known.id == work).unwrap();
    let paper = paper_of_notice(found).unwrap();
    assert_eq!(codes(&mut office, Federation, "2022-06-06", revoke(&work)), ["paper_unissued"]);
    // Neither a translation nor another paper is what the party is told its rights by.
    for (other, lang) in [(paper, "en"), ((paper.0, PaperKind::Revocation), "zh")] {
        office.must(Federation, "2022-06-06", issue(other, lang, "parties"));
        assert_eq!(codes(&mut office, Federation, "2022-06-06", revoke(&work)), ["paper_unissued"]);
    }
    // Its time does not run meanwhile: five working days from 10 May ended on 17 May.
    office.must(Maker, "2022-06-06", act("state", &work, "statement"));
    // That nothing is done needs no notice.
    let nothing = json!({ "do": "decide_proceeding", "proceeding": work, "outcome": "no_action", "reason": { "sealed": "0" } });
    office.must(Federation, "2022-06-06", nothing);
}

#[test]
fn the_time_to_answer_runs_from_the_day_the_paper_was_issued() {
    // Five working days from Monday 6 June 2022 end on Monday 13 June.
    let late = || {
        let (mut office, work) = listed();
        office.bare_notice(&work, "2022-05-10");
        office.issue_notice(&work, "2022-06-06");
        (office, work)
    };
    // The finding turns on the day on which the act is no longer refused.
    let finds = |office: &Office, work: &str, on: &str| {
        let found = office.dossier().proceedings.iter().find(|known| known.id == work).unwrap();
        let q = Question::new(office.world(), About::Proceeding(found), office.scene_law(), day(on)).unwrap();
        outcome_of_all(DECIDING, &q).name()
    };
    let (office, work) = late();
    for (on, answer) in [
        ("2022-05-18", "not_met"),
        ("2022-06-05", "not_met"),
        ("2022-06-06", "not_met"),
        ("2022-06-13", "not_met"),
        ("2022-06-14", "met"),
    ] {
        assert_eq!(finds(&office, &work, on), answer, "{on}");
    }
    for on in ["2022-06-12", "2022-06-13"] {
        let (mut office, work) = late();
        assert_eq!(codes(&mut office, Federation, on, revoke(&work)), ["notice_entered_late"], "{on}");
        office.must(Maker, on, act("state", &work, "statement"));
    }
    let (mut office, work) = late();
    let state = act("state", &work, "statement");
    assert_eq!(codes(&mut office, Maker, "2022-06-14", state), ["too_late"]);
    office.must(Federation, "2022-06-14", revoke(&work));
    // Issued once more it leaves the first day as it is.
    let (mut office, work) = late();
    office.issue_notice(&work, "2022-06-10");
    office.must(Federation, "2022-06-14", revoke(&work));
}

#[test]
fn a_paper_of_the_day_of_service_moves_no_last_day() {
    let (mut office, work) = listed();
    office.notice(&work, "2022-05-10");
    let found = office.dossier().proceedings.iter().find(|known| known.id == work).unwrap();
    let notice = found.notice().unwrap();
    let last = |issued: Option<Day>| {
        let issued = issued.map(|on| Mark { on, entered_on: None, entry: None });
        last_day_to_answer(office.scene_law(), &Step { issued, ..notice.clone() })
    };
    assert_eq!(notice.issued_on(), Some(day("2022-05-10")));
    assert_eq!(last(Some(day("2022-05-10"))), found.reply_by());
    assert_eq!(last(None), found.reply_by(), "nothing is told of the paper");
    assert_eq!(last(Some(day("2022-05-11"))), Some(day("2022-05-18")));
    office.must(Federation, "2022-05-18", revoke(&work));
}
