//! Projects of clause 2 in the register: rows, tags and receipts, found by what people look for, as of a day and as known on
//! a day, rebuilt to the byte and audited without a difference.

use ledger::salted_digest;
use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Actor, Office, OfficeKind};
use policy::seen::Seen;
use policy::standard::project::Project;
use policy::standard::project::stage::Stage;
use registry::{LooseFile, Order, Query, Reader, Refused, Registry, Row};
use serde_json::{Value, json};

use crate::rebuild::rebuilt_is_live;
use crate::support::*;

const PDF: &[u8] = b"%PDF-1.7 a draft as far as anybody looks";

pub fn why() -> Value {
    json!({"plain": "理由"})
}

pub fn step(project: &str, step: Value) -> Value {
    json!({"do": "on_project", "project": project, "step": step})
}

fn propose(title: &str) -> Value {
    let proposal = json!({"call": "ZJ-2024-01", "wants": {"want": "make"}, "title": title,
                          "leaf": {"system": "XM-1", "node": "A01"}});
    step("", json!({"act": "propose", "proposal": proposal, "case_for_it": why()}))
}

pub fn person(id: &str) -> String {
    format!("P-{}", id.replace('-', ""))
}

pub fn expert(id: &str) -> Office {
    Office::of(OfficeKind::Expert, id)
}

/// An office with a call and five experts, and a firm whose part in older standards is told.
pub fn called() -> (House, CreditCode) {
    let house = House::new();
    let firm = code(1);
    house.enterprise(firm, "杭州天华灯具有限公司", "2021-05-01");
    house.seat("P-M", maker(firm), "2021-05-01");
    let complete = json!({"do": "complete_register", "kind": "drafting_role", "since": "2019-01-01"});
    house.done(federation(), Some(firm), "2021-05-05", complete);
    for id in ["E-1", "E-2", "E-3", "E-4", "E-5"] {
        let fact = json!({"fact": "expert", "id": id, "organisation": format!("研究院{id}"), "kind": "laboratory", "from": "2022-01-04"});
        house.done(federation(), None, "2022-01-04", json!({"do": "enter_scheme_fact", "fact": fact}));
        house.seat(&person(id), expert(id), "2022-01-04");
    }
    let call = json!({"fact": "call", "id": "ZJ-2024-01", "title": "2024年第一批标准征集", "kind": "lead",
                      "published_on": "2024-01-02", "from": "2024-01-08", "until": "2024-02-08"});
    house.done(federation(), None, "2024-01-02", json!({"do": "enter_scheme_fact", "fact": call}));
    (house, firm)
}

/// A proposal of the firm; the number of its project.
#[track_caller]
pub fn proposed(house: &House, firm: CreditCode, title: &str, on: &str) -> String {
    let receipt = house.done(maker(firm), Some(firm), on, propose(title));
    assert_eq!(receipt.created.len(), 1, "the receipt names the project");
    receipt.created[0].clone()
}

fn accept(id: &str) -> Value {
    step(id, json!({"act": "accept_proposal", "reason": why()}))
}

fn votes(house: &House, id: &str, panel: u16, on: &str) {
    for expert_id in ["E-1", "E-2", "E-3", "E-4"] {
        let vote =
            json!({"act": "cast_vote", "panel": panel, "expert": expert_id, "vote": "for", "reason": why()});
        let vote = order(expert(expert_id), &house.key(), None, (on, on), step(id, vote));
        let actor = Actor { person: person(expert_id), ..vote.actor };
        let last = registry::Moment { unix_seconds: house.registry.reader().head().entered };
        house.registry.act(Order { actor, now: vote.now.max(last), ..vote }).expect("a vote");
    }
}

/// To the plan: taken up on the 22nd of a month of 31 days, heard, told, approved on the second of the next.
fn to_the_plan_in(
    house: &House,
    firm: CreditCode,
    (id, line): (&str, u16),
    (month, next): (&str, &str),
) -> Result<registry::Receipt, Refused> {
    let on = |day: &str| format!("2024-{month}-{day}");
    house.done(federation(), Some(firm), &on("22"), accept(id));
    let panel = json!({"act": "appoint_panel", "purpose": "proposal", "experts": ["E-1", "E-2", "E-3", "E-4", "E-5"], "meets_on": on("24")});
    house.done(federation(), Some(firm), &on("23"), step(id, panel));
    votes(house, id, 1, &on("24"));
    let close = json!({"act": "close_panel", "panel": 1, "minutes": why()});
    house.done(federation(), Some(firm), &on("24"), step(id, close));
    let announce = json!({"act": "announce_project", "until": format!("2024-{next}-01")});
    house.done(federation(), Some(firm), &on("25"), step(id, announce));
    let plan =
        json!({"act": "approve_project", "plan": {"year": 2024, "batch": 1, "line": line}, "reason": why()});
    house.act(federation(), Some(firm), &format!("2024-{next}-02"), step(id, plan))
}

pub fn to_the_plan(
    house: &House,
    firm: CreditCode,
    id: &str,
    line: u16,
) -> Result<registry::Receipt, Refused> {
    to_the_plan_in(house, firm, (id, line), ("01", "02"))
}

fn on_file(reader: &Reader, id: &str) -> Project {
    reader.project(id).expect("readable").expect("on file").value
}

fn row(reader: &Reader, id: &str) -> Row {
    reader.row("project", id).expect("readable").expect("a row")
}

pub fn keep(registry: &Registry, firm: CreditCode, person: &str, body: &[u8]) -> String {
    let file = LooseFile {
        person: person.to_owned(),
        office: maker(firm),
        salt: [9; 32],
        name: String::new(),
        body: body.to_vec(),
    };
    registry.keep_loose_file(file, noon("2024-03-25")).expect("writes").expect("there is room")
}

#[test]
fn a_project_lives_in_a_row_and_is_found_by_what_people_look_for() {
    let (house, firm) = called();
    let reader = house.registry.reader();
    let id = proposed(&house, firm, "读写作业台灯", "2024-01-10");
    assert_eq!(
        (row(&reader, &id).state.as_str(), row(&reader, &id).due_on.as_str()),
        ("proposed", "2024-01-10")
    );
    to_the_plan(&house, firm, &id, 7).expect("approved");
    let kept = row(&reader, &id);
    assert_eq!((kept.state.as_str(), kept.product.as_str()), ("approved", "2024-01-007"));
    assert_eq!((kept.enterprise, kept.region.as_str()), (firm.to_string(), "330110"));
    for words in ["作业台灯", "天华灯具", "ZJ-2024-01", "2024-01-007", "XM-1/A01", &id] {
        let found = reader.search(words, Some("project"), &registry::Key::default(), 10).expect("readable");
        assert_eq!(found.items.len(), 1, "{words}");
    }
    let of_firm =
        Query { kind: "project".to_owned(), enterprise: firm.to_string(), limit: 10, ..Query::default() };
    assert_eq!(reader.rows(&of_firm).expect("readable").items.len(), 1);
    let calls = Query { kind: "call".to_owned(), limit: 10, ..Query::default() };
    assert_eq!(reader.rows(&calls).expect("readable").items[0].due_on, "2024-02-08");
    sound(&house.registry);
    verified(&house.registry);
    rebuilt_is_live(&house);
    let again = house.reopened();
    assert_eq!(on_file(&again.registry.reader(), &id).progress().stage, Stage::Approved);
}

#[test]
fn a_project_is_seen_as_it_was_and_as_it_was_known() {
    let (house, firm) = called();
    let reader = house.registry.reader();
    let id = proposed(&house, firm, "读写作业台灯", "2024-01-10");
    to_the_plan(&house, firm, &id, 7).expect("approved");
    // The kick-off of 2024-03-04 is entered a week later.
    let kick_off = step(&id, json!({"act": "kick_off"}));
    house
        .act_entered(federation(), Some(firm), ("2024-03-04", "2024-03-11"), kick_off)
        .expect("entered late");
    let state = |as_of: &str, known_on: Option<&str>| {
        let seen = Seen { as_of: day(as_of), known_on: known_on.map(day) };
        let query = Query { kind: "project".to_owned(), limit: 10, ..Query::default() };
        let rows = reader.rows_seen(seen, &query, "", |_| Ok(true)).expect("readable").items;
        rows.first().map(|row| row.state.clone())
    };
    assert_eq!(state("2024-01-09", None), None);
    assert_eq!(state("2024-01-10", None).as_deref(), Some("proposed"));
    assert_eq!(state("2024-01-24", None).as_deref(), Some("heard"));
    assert_eq!(state("2024-03-04", None).as_deref(), Some("drafting"));
    assert_eq!(state("2024-03-04", Some("2024-03-10")).as_deref(), Some("approved"));
    assert_eq!(state("2024-03-04", Some("2024-03-11")).as_deref(), Some("drafting"));
}

#[test]
fn one_key_is_one_step_and_a_version_is_of_the_project() {
    let (house, firm) = called();
    let reader = house.registry.reader();
    let id = proposed(&house, firm, "读写作业台灯", "2024-01-10");
    let version = reader.project(&id).expect("readable").expect("on file").version;
    let once = order(federation(), "once", Some(firm), ("2024-01-22", "2024-01-22"), accept(&id));
    let wrong = Order {
        expected: Some(version - 1),
        ..order(federation(), "w", Some(firm), ("2024-01-22", "2024-01-22"), accept(&id))
    };
    assert!(matches!(house.registry.act(wrong), Err(Refused::Conflict(_))));
    // The dossier of the lead has another version: what is changed is the project.
    let of_firm = reader.dossier(firm).expect("readable").expect("on file").version;
    assert_ne!(of_firm, version);
    let first = house.registry.act(Order { expected: Some(version), ..once }).expect("accepted");
    let size = reader.head().size;
    let again = order(federation(), "once", Some(firm), ("2024-01-22", "2024-01-22"), accept(&id));
    assert_eq!(house.registry.act(again).expect("the same").positions, first.positions);
    assert_eq!(reader.head().size, size);
    assert_eq!(reader.project(&id).expect("readable").expect("on file").version, first.positions[0]);
    // Nothing of the lead's dossier changed by it.
    assert_eq!(reader.dossier(firm).expect("readable").expect("on file").version, of_firm);
}

#[test]
fn of_two_about_one_standard_in_one_transaction_one_is_taken_up() {
    let (house, firm) = called();
    let reader = house.registry.reader();
    let one = proposed(&house, firm, "读写作业台灯", "2024-01-10");
    let other = proposed(&house, firm, "读写 作业台灯", "2024-01-11");
    let orders = [&one, &other]
        .map(|id| order(federation(), &house.key(), Some(firm), ("2024-01-22", "2024-01-22"), accept(id)));
    let answers = house.registry.act_all(orders);
    assert!(answers[0].is_ok(), "{answers:?}");
    let Err(refused) = &answers[1] else { panic!("both are taken up: {answers:?}") };
    assert!(said(refused).contains("c2.one_project not_met"), "{}", said(refused));
    assert_eq!(on_file(&reader, &other).progress().stage, Stage::Proposed);
    let rivals = reader.projects_about("make 读写作业台灯", None).expect("readable");
    assert_eq!(
        rivals.iter().map(|rival| rival.id.as_str()).collect::<Vec<_>>(),
        [one.as_str(), other.as_str()]
    );
    // In one transaction with the withdrawal of the first the second is taken up.
    let withdraw = step(&one, json!({"act": "withdraw_proposal"}));
    let orders = [
        order(maker(firm), &house.key(), Some(firm), ("2024-01-23", "2024-01-23"), withdraw),
        order(federation(), &house.key(), Some(firm), ("2024-01-23", "2024-01-23"), accept(&other)),
    ];
    assert!(house.registry.act_all(orders).iter().all(Result::is_ok));
    // What is over now ran then: as of the day before the withdrawal the rule still finds it in the way.
    let rivals =
        reader.projects_about("make 读写作业台灯", Some(&on_file(&reader, &other))).expect("readable");
    let stage = |as_of: &str| rivals[0].progress_seen(Seen { as_of: day(as_of), known_on: None }).stage;
    assert_eq!(
        (rivals.len(), stage("2024-01-22"), stage("2024-01-23")),
        (1, Stage::Accepted, Stage::Withdrawn)
    );
    sound(&house.registry);
    rebuilt_is_live(&house);
}

#[test]
fn no_two_projects_stand_in_one_line_of_the_plan() {
    let (house, firm) = called();
    let one = proposed(&house, firm, "读写作业台灯", "2024-01-10");
    let other = proposed(&house, firm, "落地灯", "2024-01-11");
    to_the_plan(&house, firm, &one, 7).expect("approved");
    assert_eq!(codes(to_the_plan_in(&house, firm, (&other, 7), ("03", "04"))), ["plan_taken"]);
    let plan =
        json!({"act": "approve_project", "plan": {"year": 2024, "batch": 1, "line": 8}, "reason": why()});
    house.done(federation(), Some(firm), "2024-04-03", step(&other, plan));
    // A line is never given again, whatever becomes of its project.
    let stop = json!({"act": "stop_project", "reason": why()});
    house.done(federation(), Some(firm), "2024-04-04", step(&one, stop));
    assert!(
        house
            .registry
            .reader()
            .plan_line_is_taken(
                serde_json::from_value(json!({"year": 2024, "batch": 1, "line": 7})).expect("a line")
            )
            .expect("readable")
    );
}

#[test]
fn a_document_was_sent_by_whoever_files_it_and_stays() {
    let (house, firm) = called();
    let reader = house.registry.reader();
    let id = proposed(&house, firm, "读写作业台灯", "2024-01-10");
    to_the_plan(&house, firm, &id, 7).expect("approved");
    let file = |digest: &str| {
        step(&id, json!({"act": "file_document", "kind": "draft", "title": "草案", "digest": digest}))
    };
    let refused = |digest: &str| codes(house.act(maker(firm), Some(firm), "2024-03-25", file(digest)));
    assert_eq!(refused(&"0".repeat(64)), ["evidence_unknown"]);
    assert_eq!(refused(&keep(&house.registry, firm, "P-9", b"%PDF-1.7 another's")), ["evidence_unknown"]);
    let digest = keep(&house.registry, firm, "P-M", PDF);
    assert_eq!(digest, ledger::hex(&salted_digest(&[9; 32], PDF)), "known by its salted digest");
    house.done(maker(firm), Some(firm), "2024-03-25", file(&digest));
    assert_eq!(reader.loose_files("P-M", &maker(firm)).expect("readable").len(), 0, "it is out of the tray");
    assert_eq!(reader.file(&digest).expect("readable").as_deref(), Some(PDF));
    // The same file under another salt is no other document.
    let (person, office) = ("P-M".to_owned(), maker(firm));
    let again = LooseFile { person, office, salt: [8; 32], name: String::new(), body: PDF.to_vec() };
    let again = house.registry.keep_loose_file(again, noon("2024-03-25")).expect("writes");
    assert_eq!(refused(&again.expect("there is room")), ["same_file"]);
    sound(&house.registry);
    // Taken away behind the office's back, the audit names it.
    let database = rusqlite::Connection::open(house.dir.path().join("registry.db")).expect("the database");
    database.busy_timeout(std::time::Duration::from_secs(10)).expect("set");
    database.execute_batch("delete from file").expect("changed");
    let found = house.registry.audit().expect("an audit").differences;
    assert!(found.iter().any(|one| one.between == "file" && one.id == digest), "{found:?}");
}

#[test]
fn a_changed_project_is_named_by_the_audit() {
    let (house, firm) = called();
    let id = proposed(&house, firm, "读写作业台灯", "2024-01-10");
    to_the_plan(&house, firm, &id, 7).expect("approved");
    sound(&house.registry);
    let database = rusqlite::Connection::open(house.dir.path().join("registry.db")).expect("the database");
    database.busy_timeout(std::time::Duration::from_secs(10)).expect("set");
    let changes = [
        "update register set state = 'published' where kind = 'project'",
        "update register set body = replace(body, '\"vote\":\"for\"', '\"vote\":\"against\"') where kind = 'project'",
        "delete from register where kind = 'call'",
        "update register set body = replace(body, '研究院E-1', '杭州天华灯具有限公司') where kind = 'expert'",
    ];
    for change in changes {
        database.execute_batch(change).expect("changed");
        assert!(database.changes() > 0, "nothing was changed by `{change}`");
        let found = house.registry.audit().expect("an audit").differences;
        // A row that is gone, or in another state, is counted otherwise, too.
        let is_of_rows = |one: &registry::Difference| matches!(one.between, "row" | "count");
        assert!(found.iter().any(|one| one.between == "row"), "{change}: {found:?}");
        assert!(found.iter().all(is_of_rows), "{change}: {found:?}");
        house.registry.rebuild().expect("rebuilt");
        sound(&house.registry);
    }
}

#[test]
fn anybody_comments_and_nobody_is_named() {
    let (house, firm) = called();
    let reader = house.registry.reader();
    let id = proposed(&house, firm, "读写作业台灯", "2024-01-10");
    to_the_plan(&house, firm, &id, 7).expect("approved");
    house.done(maker(firm), Some(firm), "2024-03-04", step(&id, json!({"act": "kick_off"})));
    let digest = keep(&house.registry, firm, "P-M", PDF);
    let draft = json!({"act": "file_document", "kind": "draft", "title": "草案", "digest": digest});
    house.done(maker(firm), Some(firm), "2024-03-25", step(&id, draft));
    let open = json!({"act": "open_comments", "until": "2024-05-06"});
    house.done(federation(), Some(firm), "2024-04-01", step(&id, open));
    let comment = |person: &str| {
        let text = json!({"act": "comment", "clause": "5.2", "comment": {"plain": "照度应不低于500 lx"}});
        let office = Office::sole(OfficeKind::Public);
        let comment = order(office, &house.key(), None, ("2024-04-02", "2024-04-02"), step(&id, text));
        let actor = Actor { person: person.to_owned(), ..comment.actor };
        house.registry.act(Order { actor, ..comment })
    };
    assert_eq!(codes(comment("P-1")), ["office_not_held"]);
    comment(policy::admission::ANYBODY).expect("received");
    let project = on_file(&reader, &id);
    let now = project.progress();
    let text = now.comments[0].text.expect("sealed");
    assert_eq!(
        reader.text(text).expect("readable").expect("kept").text.as_deref(),
        Some("照度应不低于500 lx")
    );
    sound(&house.registry);
    rebuilt_is_live(&house);
}
