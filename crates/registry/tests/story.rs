//! The whole life of a mark, through the one door: what it is worth as of each day, and what anybody could have
//! known on each day.

use policy::authorization::MarkState;
use policy::authorization::code::MarkCode;
use policy::enterprise::credit_code::CreditCode;
use policy::supervision::ProceedingKind;
use policy::supervision::verdicts::papers_to_serve;
use registry::Refused;
use serde_json::json;

use crate::support::*;

/// What the public page says of the mark on a day, with what was known on another.
fn state(house: &House, mark: &str, on: &str, known_on: &str) -> Option<MarkState> {
    let reader = house.registry.reader();
    let code: MarkCode = mark.parse().expect("a code");
    let page = reader.mark(code).expect("readable").expect("on file").value;
    page.state(reader.law(), day(on), Some(day(known_on)))
}

fn row_state(house: &House, kind: &str, id: &str) -> String {
    house.registry.reader().row(kind, id).expect("readable").expect("on file").state
}

/// One check of product `p1` that fails and is verified after the time to object.
fn failed_check(house: &House, code: CreditCode, days: [&str; 4], reason: serde_json::Value) -> String {
    let [sampled, tested, notified, verified] = days;
    let sample = json!({"do": "sample_product", "product": "p1", "edition": EDITION, "reason": reason,
                        "bureau": "330000", "laboratory": "L1"});
    let check = house.done(bureau(), Some(code), sampled, sample).created[0].clone();
    let result = json!({"do": "enter_result", "check": check, "meets_standard": false, "breaks_law": false});
    house.done(bureau(), Some(code), tested, result);
    house.done(bureau(), Some(code), notified, json!({"do": "notify_result", "check": check}));
    house.done(bureau(), Some(code), verified, json!({"do": "verify_result", "check": check}));
    check
}

fn open_work(house: &House, code: CreditCode, kind: ProceedingKind) -> Option<String> {
    let dossier = house.registry.reader().dossier(code).expect("readable").expect("on file").value;
    dossier.proceedings.iter().find(|p| p.kind == kind && !p.is_closed()).map(|p| p.id.clone())
}

/// A failure, an objection and a retest that confirms it.
fn first_failure(house: &House, code: CreditCode, mark: &str) -> String {
    let sample = json!({"do": "sample_product", "product": "p1", "edition": EDITION, "reason": {"why": "planned"},
                        "bureau": "330000", "laboratory": "L1"});
    let check = house.done(bureau(), Some(code), "2022-03-01", sample).created[0].clone();
    let fails = json!({"do": "enter_result", "check": check, "meets_standard": false});
    house.done(bureau(), Some(code), "2022-03-10", fails);
    house.done(bureau(), Some(code), "2022-03-11", json!({"do": "notify_result", "check": check}));
    let early = house.act(bureau(), Some(code), "2022-03-12", json!({"do": "verify_result", "check": check}));
    assert!(matches!(early, Err(Refused::Refusal(_))), "the time to object is not over");
    let object = json!({"do": "object", "check": check, "statement": {"plain": "样品保存不当"}});
    house.done(maker(code), Some(code), "2022-03-15", object);
    assert_eq!(row_state(house, "check", &check), "objected");
    let order = json!({"do": "order_retest", "check": check, "laboratory": "L1", "is_only_one": true});
    house.done(bureau(), Some(code), "2022-03-18", order);
    assert_eq!(row_state(house, "check", &check), "objected");
    let retest = json!({"do": "enter_retest", "check": check, "meets_standard": false});
    house.done(bureau(), Some(code), "2022-03-25", retest);
    let verified =
        house.done(bureau(), Some(code), "2022-03-26", json!({"do": "verify_result", "check": check}));
    assert_eq!(verified.created.len(), 1, "a first failure opens an interview");
    assert_eq!(row_state(house, "check", &check), "failed");
    assert_eq!(
        state(house, mark, "2022-03-27", "2022-03-27"),
        Some(MarkState::Valid),
        "one failure is no end"
    );
    check
}

#[test]
fn the_life_of_a_mark() {
    let house = House::new();
    edition(&house);
    laboratory(&house);
    let code = code(1);
    fit_maker(&house, code, "杭州天华热水器有限公司");

    // A declaration that is refused, and one that is granted.
    let first = file(&house, code, "2021-06-01");
    let refuse = json!({"do": "refuse_declaration", "declaration": first, "reason": {"plain": "材料待补"}});
    house.done(federation(), Some(code), "2021-06-10", refuse);
    assert_eq!(row_state(&house, "declaration", &first), "refused");
    let second = file(&house, code, "2021-07-01");
    let mark = grant(&house, code, &second, "2021-07-05");
    assert_eq!(row_state(&house, "declaration", &second), "granted");
    assert_eq!(state(&house, &mark, "2021-07-04", "2021-07-04"), None, "nobody knew of it before the grant");
    assert_eq!(state(&house, &mark, "2021-07-05", "2021-07-05"), Some(MarkState::Valid));

    let failed = first_failure(&house, code, &mark);
    let interview = open_work(&house, code, ProceedingKind::Interview).expect("an interview is due");
    let at = json!({"day": "2022-04-05", "time": "09:30", "place": "会议室"});
    let call = json!({"do": "call_interview", "proceeding": interview, "appointment": at});
    house.done(bureau(), Some(code), "2022-04-01", call);
    let held = json!({"do": "hold_interview", "proceeding": interview, "minutes": {"plain": "已约谈"}});
    house.done(bureau(), Some(code), "2022-04-05", held);
    assert_eq!(
        open_work(&house, code, ProceedingKind::Interview),
        Some(interview),
        "the follow-up is still due"
    );

    // The second failure within two years opens a revocation, and only opens it.
    let follow_up = json!({"why": "follow_up", "after": failed});
    let days = ["2022-05-01", "2022-05-10", "2022-05-11", "2022-05-31"];
    failed_check(&house, code, days, follow_up);
    assert_eq!(open_work(&house, code, ProceedingKind::Interview), None);
    let revocation = open_work(&house, code, ProceedingKind::Revocation).expect("a revocation is due");
    assert_eq!(
        state(&house, &mark, "2022-06-01", "2022-06-01"),
        Some(MarkState::Valid),
        "nothing is decided yet"
    );
    revoke(&house, code, &mark, &revocation);

    // Corrected by a new act: from its day the mark stands again, and what was known before stays as it was.
    let authorization = &mark;
    let correct =
        json!({"do": "correct_revocation", "authorization": authorization, "reason": {"plain": "送检有误"}});
    house.done(federation(), Some(code), "2022-09-01", correct);
    assert_eq!(state(&house, &mark, "2022-09-01", "2022-09-01"), Some(MarkState::Valid));
    let revoked = Some(MarkState::Revoked(day("2022-07-20")));
    assert_eq!(state(&house, &mark, "2022-08-31", "2022-09-01"), revoked, "a correction does not reach back");
    assert_eq!(
        state(&house, &mark, "2022-09-01", "2022-08-31"),
        revoked,
        "on the day before nobody knew of it"
    );
    assert_eq!(state(&house, &mark, "2022-07-19", "2022-09-01"), Some(MarkState::Valid));
    assert_eq!(row_state(&house, "authorization", &mark), "granted");

    sound(&house.registry);
    assert_eq!(verified(&house.registry), house.registry.reader().head().size);
}

/// Notice, statement, hearing, decision, service, publication.
fn revoke(house: &House, code: CreditCode, mark: &str, proceeding: &str) {
    let decide = json!({"do": "decide_proceeding", "proceeding": proceeding, "outcome": "revoked",
                        "reason": {"plain": "两年内两次未达标"}});
    let unheard = house.act(federation(), Some(code), "2022-06-02", decide.clone());
    assert!(matches!(unheard, Err(Refused::Refusal(_))), "nobody is sanctioned unheard");
    let notice = json!({"do": "serve_notice", "proceeding": proceeding, "notice": {"plain": "拟撤销授权"}});
    house.done(federation(), Some(code), "2022-06-02", notice);
    issue_notice(house, code, proceeding, "2022-06-02");
    let waiting = house.registry.reader().row("proceeding", proceeding).expect("readable").expect("on file");
    assert_eq!((waiting.state.as_str(), waiting.due_on.as_str()), ("open", ""), "the law tells until when");
    let statement = json!({"do": "state", "proceeding": proceeding, "statement": {"plain": "请求听证"}});
    house.done(maker(code), Some(code), "2022-06-06", statement);
    house.done(
        maker(code),
        Some(code),
        "2022-06-06",
        json!({"do": "request_hearing", "proceeding": proceeding}),
    );
    let unheard = house.act(federation(), Some(code), "2022-07-01", decide.clone());
    assert!(matches!(unheard, Err(Refused::Refusal(_))), "who asked for a hearing has one first");
    let hearing = json!({"do": "hold_hearing", "proceeding": proceeding, "sitting": {"place": "听证室"}, "minutes": {"plain": "听证笔录"}});
    house.done(federation(), Some(code), "2022-07-10", hearing);
    // A decision is of the day it is entered: nobody dates it back (reading 0013).
    let back = house.act_entered(federation(), Some(code), ("2022-07-18", "2022-07-20"), decide.clone());
    assert_eq!(codes(back), ["decided_today"]);
    house.done(federation(), Some(code), "2022-07-20", decide);
    assert_eq!(state(house, mark, "2022-07-19", "2022-07-20"), Some(MarkState::Valid));
    assert_eq!(state(house, mark, "2022-07-20", "2022-07-20"), Some(MarkState::Revoked(day("2022-07-20"))));
    assert_eq!(state(house, mark, "2022-07-20", "2022-07-19"), Some(MarkState::Valid));
    assert_eq!(row_state(house, "authorization", mark), "revoked");
    let early = house.act(
        federation(),
        Some(code),
        "2022-07-23",
        json!({"do": "publish_decision", "proceeding": proceeding}),
    );
    assert!(matches!(early, Err(Refused::Refusal(_))), "served before it is published");
    // What is served is the paper, issued for the parties (reading 0026).
    let serve = json!({"do": "serve_decision", "proceeding": proceeding});
    let unissued = house.act(federation(), Some(code), "2022-07-23", serve.clone());
    assert_eq!(codes(unissued), ["paper_unissued"]);
    let dossier = house.registry.reader().dossier(code).expect("readable").expect("on file").value;
    let [(entry, kind)] = papers_to_serve(&dossier, proceeding)[..] else { panic!("one mark, one paper") };
    for (copy, is_enough) in [("public", false), ("parties", true)] {
        let paper = json!({"entry": entry, "kind": kind, "lang": "zh", "copy": copy, "engine": "E 1", "sha256": "0".repeat(64)});
        house.done(federation(), None, "2022-07-23", json!({"do": "issue_paper", "paper": paper}));
        let served = house.act(federation(), Some(code), "2022-07-23", serve.clone());
        assert_eq!(served.is_ok(), is_enough, "{copy}");
    }
    house.done(
        federation(),
        Some(code),
        "2022-07-30",
        json!({"do": "publish_decision", "proceeding": proceeding}),
    );
    assert_eq!(row_state(house, "proceeding", proceeding), "published");
}

#[test]
fn a_certificate_and_what_becomes_of_it_show_in_the_mark() {
    let (house, code) = (House::new(), code(2));
    edition(&house);
    laboratory(&house);
    let body = json!({"fact": "body", "id": "CB-01", "name": "示例认证", "kind": "certification_body", "from": "2020-01-01"});
    house.done(federation(), None, "2020-01-01", json!({"do": "enter_scheme_fact", "fact": body}));
    fit_maker(&house, code, "宁波海波电器有限公司");
    let certificate = json!({"fact": "certificate", "id": "ZJM-1", "body": "CB-01", "product": "p1", "edition": EDITION,
                             "models": [], "issued_on": "2021-06-01", "valid_until": "2027-05-31"});
    house.fact(federation(), code, "2021-06-01", certificate);
    let grant = json!({"do": "grant_certified", "certificate": "ZJM-1", "from": "2021-06-10",
                       "valid_until": "2027-05-31", "reason": {"plain": "证书有效"}});
    let mark = house.done(federation(), Some(code), "2021-06-10", grant).created[0].clone();
    assert_eq!(row_state(&house, "authorization", &mark), "granted");
    let suspend =
        json!({"do": "suspend_certificate", "certificate": "ZJM-1", "reason": {"plain": "监督未过"}});
    house.done(federation(), Some(code), "2022-01-10", suspend);
    assert_eq!(row_state(&house, "authorization", &mark), "basis_suspended");
    assert_eq!(
        state(&house, &mark, "2022-01-10", "2022-01-10"),
        Some(MarkState::Suspended(day("2022-01-10")))
    );
    let lift =
        json!({"do": "lift_certificate_suspension", "certificate": "ZJM-1", "reason": {"plain": "整改通过"}});
    house.done(federation(), Some(code), "2022-02-10", lift);
    let end = json!({"do": "end_fact", "kind": "certificate", "id": "ZJM-1", "how": "withdrawn", "reason": {"plain": "撤销"}});
    house.done(federation(), Some(code), "2022-05-01", end);
    assert_eq!(row_state(&house, "authorization", &mark), "basis_gone");
    assert_eq!(
        state(&house, &mark, "2022-05-01", "2022-05-01"),
        Some(MarkState::BasisGone(day("2022-05-01")))
    );
    // A change of name shows on the page of every mark.
    let name = json!({"fact": "registration", "name": "宁波海波股份有限公司", "since": "2022-06-01"});
    house.fact(bureau(), code, "2022-06-01", name);
    let page =
        house.registry.reader().mark(mark.parse().expect("a code")).expect("readable").expect("on file");
    assert_eq!(page.value.maker, "宁波海波股份有限公司");
    assert_eq!(page.version, house.registry.reader().head().size - 1);
    sound(&house.registry);
}
