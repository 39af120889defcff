//! The whole life of a mark through the one door: granted, checked, lost, corrected, and seen from any day.

use policy::authorization::code::MarkCode;
use serde_json::json;

use crate::world::{World, county, day, federation, maker};

fn states(world: &World, mark: &str, days: &[(&str, Option<&str>)]) -> Vec<&'static str> {
    let reader = world.registry.reader();
    let code = MarkCode::parse(mark).expect("a code");
    let filed = reader.mark(code).expect("a read").expect("a mark");
    days.iter()
        .map(|(as_of, known)| {
            let state = filed.value.state(reader.law(), day(as_of), known.map(day));
            state.map_or("not there", |state| state.name())
        })
        .collect()
}

#[test]
fn an_unknown_never_grants_and_says_who_can_help() {
    let world = World::with_edition();
    let code = crate::world::code(1);
    let act = json!({"do": "register_enterprise", "name": "测试", "region": "330784"});
    world.act(&county(), code, "2020-01-01", act);
    let product =
        json!({"fact": "product", "id": "P1", "name": "铅笔", "models": ["A"], "since": "2020-01-01"});
    world.act(&maker(code), code, "2020-01-01", json!({"do": "enter_fact", "fact": product}));
    let filing = json!({"product": "P1", "edition": crate::world::EDITION, "until": "2024-01-01"});
    let filed =
        world.act(&maker(code), code, "2020-01-02", json!({"do": "file_declaration", "filing": filing}));
    let missing: Vec<&str> =
        filed.findings.iter().filter(|f| f.missing.is_some()).map(|f| f.rule.as_str()).collect();
    assert!(missing.contains(&"c9.no_enterprise_penalty"), "{missing:?}");
    let grant = json!({"do": "grant_declared", "declaration": filed.created[0], "from": "2020-01-03",
        "valid_until": "2023-01-01", "reason": {"plain": "x"}});
    let why = world.refused(&federation(), code, "2020-01-03", grant);
    assert!(why.contains(&"c9.no_enterprise_penalty".to_owned()), "{why:?}");
    assert_eq!(world.registry.reader().count("authorization", "").expect("a count"), 0);
}

#[test]
fn granted_checked_twice_heard_lost_and_corrected() {
    let world = World::with_edition();
    let code = world.ready(1);
    let mark = world.granted(code);
    let (first, opened) = world.failed_check(code, "2021-01-04", "2021-02-01");
    assert_eq!(opened.len(), 1, "the first failure opens an interview");
    let interview =
        json!({"do": "hold_interview", "proceeding": opened[0], "minutes": {"plain": "约谈记录"}});
    world.act(&county(), code, "2021-02-03", interview);
    let follow = json!({"do": "sample_product", "product": "P1", "edition": crate::world::EDITION,
        "reason": {"why": "follow_up", "after": first}, "bureau": "330784", "laboratory": "LAB-1"});
    world.act(&county(), code, "2021-03-01", follow);
    let (_, opened) = world.failed_check(code, "2022-01-04", "2022-02-01");
    assert_eq!(opened.len(), 1, "the second within two years opens a revocation");
    sanctioned(&world, code, &opened[0]);
    let correct = json!({"do": "correct_revocation", "authorization": mark, "reason": {"plain": "样品弄错"}});
    world.act(&federation(), code, "2022-06-01", correct);

    let seen = states(
        &world,
        &mark,
        &[
            ("2020-03-08", None),
            ("2020-03-09", None),
            ("2020-03-10", None),
            ("2022-03-02", None),
            ("2022-03-03", None),
            ("2022-05-31", None),
            ("2022-06-01", None),
            ("2022-06-01", Some("2022-05-31")),
            ("2025-12-31", None),
            ("2026-01-01", None),
        ],
    );
    let expected = [
        "not there",
        "not_yet",
        "valid",
        "valid",
        "revoked",
        "revoked",
        "valid",
        "revoked",
        "valid",
        "expired",
    ];
    assert_eq!(seen, expected);
    assert_eq!(world.registry.audit().expect("an audit").differences, []);
}

/// Notice, statement, hearing, decision, service, publication; too early, each is refused.
fn sanctioned(world: &World, code: policy::enterprise::credit_code::CreditCode, proceeding: &str) {
    let decide = json!({"do": "decide_proceeding", "proceeding": proceeding, "outcome": "revoked",
        "reason": {"plain": "两年内两次未达标"}});
    let early = world.refused(&federation(), code, "2022-02-08", decide.clone());
    assert!(early.contains(&"c11.defence_heard".to_owned()), "{early:?}");
    let notice = json!({"do": "serve_notice", "proceeding": proceeding, "notice": {"plain": "拟撤销"}});
    world.act(&federation(), code, "2022-02-08", notice);
    let state = json!({"do": "state", "proceeding": proceeding, "statement": {"plain": "申辩"}});
    world.act(&maker(code), code, "2022-02-09", state);
    world.act(&maker(code), code, "2022-02-10", json!({"do": "request_hearing", "proceeding": proceeding}));
    assert!(
        !world.refused(&federation(), code, "2022-03-01", decide.clone()).is_empty(),
        "a hearing was asked for"
    );
    let hearing = json!({"do": "hold_hearing", "proceeding": proceeding, "minutes": {"plain": "笔录"}});
    world.act(&federation(), code, "2022-03-02", hearing);
    world.act(&federation(), code, "2022-03-03", decide);
    world.act(&federation(), code, "2022-03-04", json!({"do": "serve_decision", "proceeding": proceeding}));
    world.act(&federation(), code, "2022-03-05", json!({"do": "publish_decision", "proceeding": proceeding}));
}

#[test]
fn a_late_fact_opens_a_review_and_leaves_the_past_as_it_was_known() {
    let world = World::with_edition();
    let code = world.ready(2);
    let mark = world.granted(code);
    let penalty = json!({"fact": "penalty", "id": "永市监罚2019-7", "decided_on": "2019-12-01",
        "classification": "quality", "legal_basis": "产品质量法第四十九条", "authority": "永康市市场监管局",
        "products": ["P1"]});
    let act = json!({"do": "enter_fact", "fact": penalty});
    let late = world.late(&county(), code, "2019-12-01", "2021-05-01", act);
    assert_eq!(late.created.len(), 2, "the fact and the review that it opens: {:?}", late.created);
    assert_eq!(states(&world, &mark, &[("2021-05-02", None)]), ["valid"], "nothing happens by itself");
    let reader = world.registry.reader();
    let file = reader.case_file(code).expect("a read").expect("a file");
    let judged = |known: Option<&str>| {
        let answers = file.judge(reader.law(), day("2021-05-02"), known.map(day)).expect("in force");
        let declaration = answers.into_iter().find(|a| a.subject == "declaration").expect("the declaration");
        declaration.verdict.outcome
    };
    assert_eq!(judged(None), "not_met");
    assert_eq!(judged(Some("2021-04-30")), "met");
}

#[test]
fn a_set_aside_penalty_counts_for_nothing_and_the_refused_maker_is_told() {
    let world = World::with_edition();
    let code = world.ready(3);
    let penalty = json!({"fact": "penalty", "id": "罚1", "decided_on": "2020-02-10", "classification": "quality",
        "legal_basis": "条", "authority": "局", "products": []});
    world.act(&county(), code, "2020-02-10", json!({"do": "enter_fact", "fact": penalty}));
    let filing = json!({"product": "P1", "edition": crate::world::EDITION, "until": "2024-01-01"});
    let filed =
        world.act(&maker(code), code, "2020-03-01", json!({"do": "file_declaration", "filing": filing}));
    let refuse =
        json!({"do": "refuse_declaration", "declaration": filed.created[0], "reason": {"plain": "处罚"}});
    world.act(&federation(), code, "2020-03-05", refuse);
    let annul = json!({"do": "annul_fact", "kind": "penalty", "id": "罚1", "reason": {"plain": "法院撤销"}});
    let told = world.act(&county(), code, "2021-01-05", annul);
    assert_eq!(told.created.len(), 1, "work to tell the maker is opened: {:?}", told.created);
}

#[test]
fn a_listing_touches_every_mark_of_the_firm_in_one_proceeding() {
    let world = World::with_edition();
    let code = world.ready(4);
    world.granted(code);
    let product = json!({"fact": "product", "id": "P2", "name": "蜡笔", "models": ["B1"], "series": "S1",
        "categories": ["C241"], "since": "2020-04-01"});
    world.act(&maker(code), code, "2020-04-01", json!({"do": "enter_fact", "fact": product}));
    let filing = json!({"product": "P2", "edition": crate::world::EDITION, "until": "2024-01-01"});
    let filed =
        world.act(&maker(code), code, "2020-04-02", json!({"do": "file_declaration", "filing": filing}));
    let grant = json!({"do": "grant_declared", "declaration": filed.created[0], "from": "2020-04-10",
        "valid_until": "2023-01-01", "reason": {"plain": "符合"}});
    world.act(&federation(), code, "2020-04-10", grant);
    let listing = json!({"fact": "listing", "listed_on": "2021-01-01", "authority": "省局"});
    let opened =
        world.act(&county(), code, "2021-01-01", json!({"do": "enter_fact", "fact": listing})).created;
    let reader = world.registry.reader();
    let dossier = reader.dossier(code).expect("a read").expect("on file").value;
    let proceeding = dossier.proceedings.iter().find(|p| opened.contains(&p.id)).expect("opened");
    assert_eq!(proceeding.authorizations.len(), 2);
}
