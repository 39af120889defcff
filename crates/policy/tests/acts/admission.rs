//! Who may act at all: holders of the office on the day of entry, and once, at the beginning, the administrator.

use policy::admission::{NOT_HELD, admit};
use policy::calendar::Day;
use policy::command::{Act, ActKind, Command};
use policy::decide::{Books, Decision, Refusal, Scene, decide, entries};
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::facts::FactKind;
use policy::powers::{Actor, Office as Seat, OfficeKind};
use policy::scheme::{Holder, Scheme, SchemeFact};
use policy::{apply, powers};
use serde_json::{Value, json};

use super::office::{FIRM, Office, day};

const NOW: &str = "2022-03-01";

fn holder(id: &str, person: &str, office: Seat, from: &str) -> Holder {
    let holder = json!({ "id": id, "person": person, "office": office, "from": from });
    serde_json::from_value(holder).unwrap()
}

fn enter(holder: Holder) -> Act {
    Act::EnterSchemeFact { fact: SchemeFact::Holder(holder) }
}

fn administrator() -> Seat {
    Seat::sole(OfficeKind::Administrator)
}

/// A firm and a scheme, and whoever asks.
struct Desk {
    office: Office,
    scheme: Scheme,
}

impl Desk {
    fn empty() -> Desk {
        Desk { office: Office::with_firm(), scheme: Scheme::opened() }
    }

    fn with(holders: impl IntoIterator<Item = Holder>) -> Desk {
        let mut desk = Desk::empty();
        desk.scheme.holders.list.extend(holders);
        desk
    }

    fn ask(&mut self, actor: &Actor, act: Act, on: &str) -> Result<Decision, Refusal> {
        let enterprise = Some(CreditCode::parse(FIRM).unwrap());
        let command = Command { key: "k".to_owned(), enterprise, on: day(on), act };
        let scene = Scene {
            books: Books {
                enterprise: self.office.firm.as_ref(),
                parents: &[],
                scheme: &self.scheme,
                standards: &self.office.standards,
                project: None,
                rivals: &[],
                report: None,
                drafters: &[],
                issued: &[],
            },
            law: self.office.scene_law(),
            actor,
            command: &command,
            today: day(on),
            fresh: self.scheme.holders.list.len() as u64,
        };
        let decision = decide(&scene)?;
        for (entry, at) in entries(&scene, &decision, "", "").iter().zip(scene.fresh..) {
            apply::to_scheme(&mut self.scheme, entry, at);
        }
        Ok(decision)
    }

    fn enter(&mut self, by: &Actor, holder: Holder) -> Result<Decision, Refusal> {
        let on = holder.from.to_string();
        self.ask(by, enter(holder), &on)
    }
}

fn codes(refusal: &Refusal) -> Vec<&str> {
    refusal.problems.iter().map(|problem| problem.code.as_str()).collect()
}

fn actor(person: &str, office: Seat) -> Actor {
    Actor { person: person.to_owned(), office }
}

/// What each kind of fact needs beside its identifier.
fn fact(kind: FactKind) -> Value {
    let d = NOW;
    match kind {
        FactKind::Registration => json!({ "name": "甲", "since": d }),
        FactKind::HeadOffice => json!({ "region": "330109", "since": d }),
        FactKind::Holding => json!({ "owner": FIRM, "percent": "51", "since": d }),
        FactKind::Penalty => {
            json!({ "decided_on": d, "classification": "other", "legal_basis": "条", "authority": "局" })
        }
        FactKind::Listing => json!({ "listed_on": d, "authority": "局" }),
        FactKind::Award => {
            json!({ "name": "奖", "level": "city", "is_government_quality_award": true, "awarded_on": d })
        }
        FactKind::SystemCertificate => {
            json!({ "system": "quality", "body": "body-1", "from": d, "valid_until": d })
        }
        FactKind::Commitment => json!({ "signed_on": d, "from": d }),
        FactKind::Recall => json!({ "product": "lamp", "ordered_on": d }),
        FactKind::Breach => json!({ "of": "product_standard", "verified_on": d, "found": "不符" }),
        FactKind::Product => json!({ "name": "灯", "models": ["L9"], "since": d }),
        FactKind::Certificate => {
            json!({ "body": "body-1", "product": "lamp", "edition": "T/ZZB 9901-2020", "issued_on": d, "valid_until": d })
        }
        FactKind::Membership => json!({ "from": d, "ground": "理事会决议" }),
        FactKind::DraftingRole | FactKind::Exhibition => super::duties::fact(kind, d),
    }
}

fn why() -> Value {
    json!({ "sealed": "0" })
}

/// An act on the registers: facts, the scheme, enterprises, editions.
fn on_registers(kind: ActKind) -> Option<Value> {
    let named = |tag: Value, mut fields: Value| {
        fields["fact"] = tag;
        fields["id"] = json!("new-1");
        fields
    };
    let gone = |name: &str, kind: Value| json!({ "do": name, "kind": kind, "id": "none", "reason": why() });
    let edition =
        json!({ "edition": "T/ZZB 9-2022", "title": "灯", "published_on": NOW, "in_force_from": NOW });
    Some(match kind {
        ActKind::EnterFact(of) => json!({ "do": "enter_fact", "fact": named(json!(of), fact(of)) }),
        ActKind::EndFact(of) => gone("end_fact", json!(of)),
        ActKind::AnnulFact(of) => gone("annul_fact", json!(of)),
        ActKind::CompleteRegister(of) => json!({ "do": "complete_register", "kind": of, "since": NOW }),
        ActKind::EnterSchemeFact(of) => {
            json!({ "do": "enter_scheme_fact", "fact": named(json!(of), super::on_projects::scheme_fact(of, NOW)) })
        }
        ActKind::EndSchemeFact(of) => gone("end_scheme_fact", json!(of)),
        ActKind::AnnulSchemeFact(of) => gone("annul_scheme_fact", json!(of)),
        ActKind::RegisterEnterprise => {
            json!({ "do": "register_enterprise", "name": "甲", "region": "330109" })
        }
        ActKind::EnterEdition => json!({ "do": "enter_edition", "edition": edition }),
        ActKind::WithdrawEdition => {
            json!({ "do": "withdraw_edition", "edition": "T/ZZB 9901-2020", "reason": why() })
        }
        ActKind::AnnulEdition => {
            json!({ "do": "annul_edition", "edition": "T/ZZB 9901-2020", "reason": why() })
        }
        ActKind::ClassifyPenalty => {
            json!({ "do": "classify_penalty", "penalty": "none", "classification": "other", "reason": why() })
        }
        ActKind::DescribeProduct => json!({ "do": "describe_product", "product": "none", "series": "无" }),
        ActKind::EraseText => json!({ "do": "erase_text", "digest": "none", "reason": why() }),
        ActKind::IssuePaper => json!({ "do": "issue_paper", "paper": {
            "entry": 0, "kind": "certificate", "lang": "zh", "copy": "public", "engine": "e", "sha256": "none" } }),
        _ => return None,
    })
}

/// An act on certificates, declarations and marks.
fn on_marks(kind: ActKind) -> Option<Value> {
    let about = |name: &str, field: &str| json!({ "do": name, field: "none", "reason": why() });
    let mark = |name: &str| json!({ "do": name, "authorization": "PZB-7379-PJKH", "reason": why() });
    let dated = |name: &str, field: &str| {
        let mut act = about(name, field);
        (act["from"], act["valid_until"]) = (json!(NOW), json!(NOW));
        act
    };
    let filing = json!({ "product": "lamp", "edition": "T/ZZB 9901-2020", "until": "2027-12-31" });
    Some(match kind {
        ActKind::SuspendCertificate => about("suspend_certificate", "certificate"),
        ActKind::LiftCertificateSuspension => about("lift_certificate_suspension", "certificate"),
        ActKind::FileDeclaration => json!({ "do": "file_declaration", "filing": filing }),
        ActKind::WithdrawDeclaration => json!({ "do": "withdraw_declaration", "declaration": "none" }),
        ActKind::JoinDeclaration => json!({ "do": "join_declaration", "declaration": "none" }),
        ActKind::DeclineDeclaration => about("decline_declaration", "declaration"),
        ActKind::GrantDeclared => dated("grant_declared", "declaration"),
        ActKind::RefuseDeclaration => about("refuse_declaration", "declaration"),
        ActKind::GrantCertified => dated("grant_certified", "certificate"),
        ActKind::LiftSuspension => mark("lift_suspension"),
        ActKind::EndAuthorization => mark("end_authorization"),
        ActKind::CorrectRevocation => mark("correct_revocation"),
        _ => return None,
    })
}

/// An act of supervision.
fn on_checks(kind: ActKind) -> Option<Value> {
    let check = |name: &str| json!({ "do": name, "check": "none" });
    let work = |name: &str| json!({ "do": name, "proceeding": "none" });
    let tested = |name: &str| json!({ "do": name, "check": "none", "meets_standard": true });
    let told = |mut act: Value, text: &str| {
        act[text] = why();
        act
    };
    Some(match kind {
        ActKind::SampleProduct => {
            json!({ "do": "sample_product", "product": "lamp", "edition": "T/ZZB 9901-2020", "reason": { "why": "planned" }, "bureau": "330109", "laboratory": "lab-1" })
        }
        ActKind::EnterResult => tested("enter_result"),
        ActKind::NotifyResult => check("notify_result"),
        ActKind::Object => told(check("object"), "statement"),
        ActKind::OrderRetest => {
            json!({ "do": "order_retest", "check": "none", "laboratory": "lab-2" })
        }
        ActKind::EnterRetest => tested("enter_retest"),
        ActKind::AnswerObjection => {
            json!({ "do": "answer_objection", "check": "none", "answer": "upheld", "reason": why() })
        }
        ActKind::VerifyResult => check("verify_result"),
        ActKind::SetCheckAside => told(check("set_check_aside"), "reason"),
        ActKind::OpenDueWork => json!({ "do": "open_due_work" }),
        ActKind::CallInterview => {
            let appointment = json!({ "day": NOW, "time": "09:30", "place": "示例路1号" });
            json!({ "do": "call_interview", "proceeding": "none", "appointment": appointment })
        }
        ActKind::HoldInterview => told(work("hold_interview"), "minutes"),
        ActKind::ServeNotice => told(work("serve_notice"), "notice"),
        ActKind::State => told(work("state"), "statement"),
        ActKind::RequestHearing => work("request_hearing"),
        ActKind::HoldHearing => told(work("hold_hearing"), "minutes"),
        ActKind::DecideProceeding => {
            json!({ "do": "decide_proceeding", "proceeding": "none", "outcome": "no_action", "reason": why() })
        }
        ActKind::ServeDecision => work("serve_decision"),
        ActKind::PublishDecision => work("publish_decision"),
        _ => return None,
    })
}

/// One act of a kind; the test fails at a new kind until it is asked for here.
fn act_of(kind: ActKind) -> Act {
    let sample = on_registers(kind).or_else(|| on_marks(kind)).or_else(|| on_checks(kind));
    let sample = sample.or_else(|| super::duties::on_labels(kind));
    let sample = sample.or_else(|| super::on_projects::on_projects(kind));
    let sample = sample.or_else(|| super::publishing::on_reports(kind));
    let json = sample.unwrap_or_else(|| panic!("no act of the kind {kind:?} is asked for"));
    let act: Act = serde_json::from_value(json.clone()).unwrap_or_else(|fault| panic!("{json}: {fault}"));
    assert_eq!(act.kind(), kind);
    act
}

fn seats() -> Vec<Seat> {
    let of = |kind| match kind {
        OfficeKind::Maker => Some(FIRM.to_owned()),
        OfficeKind::CityBureau => Some("330100".to_owned()),
        OfficeKind::CountyBureau => Some("330109".to_owned()),
        OfficeKind::CertificationBody => Some("body-1".to_owned()),
        OfficeKind::Laboratory => Some("lab-1".to_owned()),
        OfficeKind::Expert => Some("E-1".to_owned()),
        OfficeKind::Public
        | OfficeKind::Federation
        | OfficeKind::Alliance
        | OfficeKind::ProvinceBureau
        | OfficeKind::Finance
        | OfficeKind::Administrator => None,
    };
    OfficeKind::ALL.into_iter().map(|kind| Seat { kind, of: of(kind) }).collect()
}

/// An act that nobody may do is forgotten in the table of powers, unless it is one of these: such records end by being
/// set aside or replaced, and a name or a product is never known not to be there.
#[test]
fn every_act_is_somebodys() {
    let nobodys = [
        ActKind::EndFact(FactKind::Registration),
        ActKind::EndFact(FactKind::Penalty),
        ActKind::EndFact(FactKind::Breach),
        ActKind::EndFact(FactKind::Product),
        ActKind::CompleteRegister(FactKind::Registration),
        ActKind::CompleteRegister(FactKind::Product),
    ];
    let without: Vec<_> =
        ActKind::all().into_iter().filter(|kind| !powers::table().any(|power| power.act == *kind)).collect();
    assert_eq!(without, nobodys, "acts that no office may do");
}

/// Every act by every office: whoever does not hold it learns that, in the same words whatever is asked, and
/// whoever does is not told so.
#[test]
fn no_act_of_any_kind_passes_without_holding_the_office() {
    let kinds = ActKind::all();
    assert!(powers::table().all(|power| kinds.contains(&power.act)));
    for office in seats() {
        // The office is held, but by others, elsewhere, or on other days.
        let elsewhere = Seat { of: Some("elsewhere".to_owned()), ..office.clone() };
        let mut gone = holder("h-2", "asker", office.clone(), "2021-01-01");
        gone.ended = serde_json::from_value(json!({ "on": NOW, "entered_on": NOW, "entry": 1 })).unwrap();
        let mut aside = holder("h-3", "asker", office.clone(), "2021-01-01");
        aside.annulled = gone.ended;
        let others = [
            holder("h-0", "somebody", office.clone(), "2021-01-01"),
            holder("h-1", "asker", elsewhere, "2021-01-01"),
            gone,
            aside,
            holder("h-4", "asker", office.clone(), "2022-03-02"),
            holder("h-5", "root", administrator(), "2021-01-01"),
        ];
        let mut shut = Desk::with(others.clone());
        let mut open = Desk::with(others.into_iter().chain([holder("h-6", "asker", office.clone(), NOW)]));
        let asker = actor("asker", office.clone());
        let mut said = None;
        for kind in &kinds {
            let before = shut.scheme.clone();
            let refusal = shut.ask(&asker, act_of(*kind), NOW).expect_err("refused");
            assert!(refusal.is_not_held() && refusal.findings.is_empty(), "{kind:?} by {office:?}");
            assert_eq!(said.get_or_insert_with(|| refusal.clone()), &refusal, "{kind:?} tells something");
            assert_eq!(shut.scheme, before);
            if let Err(refusal) = open.ask(&asker, act_of(*kind), NOW) {
                assert!(!refusal.is_not_held(), "{kind:?} by {office:?}");
            }
        }
    }
}

#[test]
fn from_the_first_day_to_the_day_before_the_last() {
    let bureau = Seat::of(OfficeKind::CountyBureau, "330109");
    let mut held = holder("h-1", "yu", bureau.clone(), "2022-03-01");
    held.ended =
        serde_json::from_value(json!({ "on": "2022-04-01", "entered_on": "2022-04-01", "entry": 1 }))
            .unwrap();
    let desk = Desk::with([held]);
    let may = |on: &str| {
        let act = act_of(ActKind::OpenDueWork);
        admit(&desk.scheme, &actor("yu", bureau.clone()), &act, day(on)).is_ok()
    };
    let asked = ["2022-02-28", "2022-03-01", "2022-03-31", "2022-04-01"];
    assert_eq!(asked.map(may), [false, true, true, false]);
}

/// The day of entry decides: not the day of the act, neither for somebody who came later nor for one who left.
#[test]
fn the_day_of_entry_decides_and_not_the_day_of_the_act() {
    let mut office = Office::with_firm();
    let award = |id: &str| json!({ "do": "enter_fact", "fact": { "fact": "award", "id": id, "name": "奖", "level": "city", "is_government_quality_award": true, "awarded_on": "2015-06-01" } });
    office.must(OfficeKind::CountyBureau, "2015-06-01", award("before-anybody-was-in-office"));
    let end = json!({ "do": "end_scheme_fact", "kind": "holder", "id": "holder-CountyBureau", "reason": { "sealed": "0" } });
    office.must(OfficeKind::Administrator, "2022-01-05", end);
    let refusal = office.refused(OfficeKind::CountyBureau, "2015-06-01", award("after-leaving"));
    assert_eq!(codes(&refusal), [NOT_HELD]);
}

#[test]
fn the_first_administrator_enters_themself_once_and_only_once() {
    let mut desk = Desk::empty();
    let root = actor("root", administrator());
    let own = |id: &str| holder(id, "root", administrator(), NOW);
    // Nobody else founds a record, and nothing else does.
    for (by, entered) in [
        (actor("root", Seat::sole(OfficeKind::Federation)), own("h")),
        (root.clone(), holder("h", "eve", administrator(), NOW)),
        (root.clone(), holder("h", "root", Seat::sole(OfficeKind::Federation), NOW)),
        (root.clone(), holder("h", "root", Seat::of(OfficeKind::Administrator, "330000"), NOW)),
        (actor("root", Seat::of(OfficeKind::Administrator, "330000")), own("h")),
        (
            root.clone(),
            Holder {
                ended: Some(
                    serde_json::from_value(json!({ "on": NOW, "entered_on": NOW, "entry": 0 })).unwrap(),
                ),
                ..own("h")
            },
        ),
    ] {
        let refusal = desk.enter(&by, entered).expect_err("refused");
        assert_eq!(codes(&refusal), [NOT_HELD]);
        assert!(refusal.problems[0].said.en.contains("nobody is platform administrator yet"));
    }
    desk.enter(&root, own("h-0")).expect("the founding act");
    let eve = actor("eve", administrator());
    let refusal = desk.enter(&eve, holder("h-1", "eve", administrator(), NOW)).expect_err("founded already");
    assert_eq!(codes(&refusal), [NOT_HELD]);
    // From now on holders are entered by the administrator; the last one stays.
    desk.enter(&root, holder("h-1", "chen", Seat::sole(OfficeKind::Federation), NOW)).expect("entered");
    let leave = |id: &str| json!({ "do": "end_scheme_fact", "kind": "holder", "id": id, "reason": { "sealed": "0" } });
    let annul = |id: &str| json!({ "do": "annul_scheme_fact", "kind": "holder", "id": id, "reason": { "sealed": "0" } });
    let read = |act: Value| serde_json::from_value::<Act>(act).unwrap();
    for act in [leave("h-0"), annul("h-0")] {
        let refusal = desk.ask(&root, read(act), NOW).expect_err("the last");
        assert_eq!(codes(&refusal), ["last_administrator"]);
    }
    desk.ask(&root, read(leave("h-1")), NOW).expect("others may leave");
    desk.enter(&root, holder("h-2", "eve", administrator(), NOW)).expect("a successor");
    desk.ask(&root, read(leave("h-0")), NOW).expect("the first may leave now");
    let refusal = desk.enter(&root, own("h-3")).expect_err("a former administrator founds nothing");
    assert_eq!(codes(&refusal), [NOT_HELD]);
    assert!(refusal.problems[0].said.en.contains("the platform administrator enters"));
    let refusal = desk.ask(&eve, read(leave("h-2")), NOW).expect_err("the last again");
    assert_eq!(codes(&refusal), ["last_administrator"]);
    let today: Day = day(NOW);
    assert!(desk.scheme.holds("eve", &administrator(), today));
}
