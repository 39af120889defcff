//! What the page behind a code reads is what the register says, in one form or the other, and the rows that an act
//! takes over are those that it leaves as they are.

use registry::{Registry, audit_folder};
use serde_json::{Value, json};

use crate::rebuild::rebuilt_is_live;
use crate::support::*;

fn database(dir: &std::path::Path) -> rusqlite::Connection {
    rusqlite::Connection::open(dir.join("registry.db")).expect("the database")
}

/// The text kept of the one mark.
fn kept(house: &House) -> String {
    database(house.dir.path()).query_row("select body from mark", [], |row| row.get(0)).expect("one mark")
}

/// An office with one mark that rests on a certificate.
fn certified() -> (House, String) {
    let (house, code) = (House::new(), code(2));
    edition(&house);
    laboratory(&house);
    let body = json!({"fact": "body", "id": "CB-01", "name": "示例认证", "kind": "certification_body", "from": "2020-01-01"});
    house.done(federation(), None, "2020-01-01", json!({"do": "enter_scheme_fact", "fact": body}));
    fit_maker(&house, code, "宁波\"海波\"电器有限公司");
    let certificate = json!({"fact": "certificate", "id": "ZJM-1", "body": "CB-01", "product": "p1", "edition": EDITION,
                             "models": [], "issued_on": "2021-06-01", "valid_until": "2027-05-31"});
    house.fact(federation(), code, "2021-06-01", certificate);
    let grant = json!({"do": "grant_certified", "certificate": "ZJM-1", "from": "2021-06-10",
                       "valid_until": "2027-05-31", "reason": {"plain": "证书有效"}});
    let mark = house.done(federation(), Some(code), "2021-06-10", grant).created[0].clone();
    (house, mark)
}

#[test]
fn a_mark_is_kept_short_until_something_happens_to_it() {
    let (declared, maker_code, mark) = granted();
    assert!(kept(&declared).starts_with('['), "{}", kept(&declared));
    sound(&declared.registry);
    let end = json!({"do": "end_authorization", "authorization": mark, "reason": {"plain": "停产"}});
    declared.done(maker(maker_code), Some(maker_code), "2022-01-01", end);
    assert!(kept(&declared).starts_with('{'), "{}", kept(&declared));
    sound(&declared.registry);
    let (house, _) = certified();
    assert!(kept(&house).starts_with('['), "{}", kept(&house));
    sound(&house.registry);
    let suspend =
        json!({"do": "suspend_certificate", "certificate": "ZJM-1", "reason": {"plain": "监督未过"}});
    house.done(federation(), Some(code(2)), "2022-01-10", suspend);
    assert!(kept(&house).starts_with('{'), "{}", kept(&house));
    sound(&house.registry);
    rebuilt_is_live(&house);
}

#[test]
fn what_the_page_reads_is_looked_at_and_made_again() {
    for sql in [
        "update mark set body = replace(body, '海波', '江波')",
        "update mark set version = 1",
        "delete from mark",
    ] {
        let (house, mark) = certified();
        let number = mark.parse::<policy::authorization::code::MarkCode>().expect("a code").serial();
        assert_eq!(database(house.dir.path()).execute(sql, []), Ok(1));
        let found = house.registry.audit().expect("an audit").differences;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].between, found[0].id.as_str()), ("mark", number.to_string().as_str()));
        house.registry.rebuild().expect("rebuilt");
        sound(&house.registry);
    }
    let (house, _) = certified();
    let one_more = "insert into mark (serial, version, body) values (7, 1, '[]')";
    database(house.dir.path()).execute(one_more, []).expect("written");
    let found = house.registry.audit().expect("an audit").differences;
    assert_eq!((found[0].between, found[0].what.en.as_str()), ("mark", "no entry makes it"));
}

#[test]
fn a_folder_from_before_gets_what_it_lacks_when_it_is_opened() {
    let (house, mark) = certified();
    let House { registry, dir, .. } = house;
    registry.close();
    drop(registry);
    database(dir.path())
        .execute_batch("drop table mark; update ledger_head set form = 1")
        .expect("as it was");
    let report = audit_folder(dir.path(), ORIGIN, &[7; 32]).expect("an audit");
    assert_eq!(report.differences, vec![], "a folder that was not opened yet lacks nothing");
    let registry = Registry::open(opening(dir.path())).expect("opened");
    let read = registry.reader().mark(mark.parse().expect("a code")).expect("readable");
    assert!(read.is_some(), "the mark of a folder from before is not unknown");
    sound(&registry);
    let form: i64 =
        database(dir.path()).query_row("select form from ledger_head", [], |row| row.get(0)).expect("a form");
    assert_eq!(form, 9);
}

/// In form 2 the index of the search named marks by their codes.
#[test]
fn a_folder_of_form_2_gets_its_search_anew_when_it_is_opened() {
    let (house, mark) = certified();
    let found = |registry: &Registry| -> Vec<String> {
        let page = registry.reader().search(&mark, Some("authorization"), &registry::Key::default(), 10);
        page.expect("readable").items.into_iter().map(|row| row.id).collect()
    };
    let before = found(&house.registry);
    let House { registry, dir, .. } = house;
    registry.close();
    drop(registry);
    let as_it_was = format!("update gram set id = '{mark}' where kind = 'authorization'");
    let database = database(dir.path());
    assert!(database.execute(&as_it_was, []).expect("written") > 0);
    database.execute("update ledger_head set form = 2", []).expect("written");
    drop(database);
    let report = audit_folder(dir.path(), ORIGIN, &[7; 32]).expect("an audit");
    assert_eq!(report.differences, vec![], "a folder that was not opened yet lacks nothing");
    let registry = Registry::open(opening(dir.path())).expect("opened");
    assert_eq!(found(&registry), before);
    assert_eq!(before, [mark]);
    sound(&registry);
}

#[test]
fn a_mark_that_cannot_be_read_is_a_fault_and_not_unknown() {
    let (house, mark) = certified();
    database(house.dir.path()).execute("update mark set body = '[1]'", []).expect("written");
    // No connection stays in an older snapshot.
    let house = house.reopened();
    assert!(house.registry.reader().mark(mark.parse().expect("a code")).is_err());
}

/// The titles of the rows of a kind.
fn titles(house: &House, kind: &str) -> Vec<String> {
    let query = registry::Query { kind: kind.to_owned(), limit: 200, ..registry::Query::default() };
    let rows = house.registry.reader().rows(&query).expect("readable").items;
    rows.into_iter().map(|row| row.title).collect()
}

#[test]
fn rows_that_tell_of_another_record_are_made_anew_with_it() {
    let (house, mark) = certified();
    let enter = |fact: Value| json!({"do": "enter_fact", "fact": fact});
    for kind in ["authorization", "certificate"] {
        assert_eq!(titles(&house, kind), ["宁波\"海波\"电器有限公司 燃气热水器"], "{kind}");
    }
    // A product entered wrongly and again: its name is part of other titles.
    let annul = json!({"do": "annul_fact", "kind": "product", "id": "p1", "reason": {"plain": "录入有误"}});
    house.done(bureau(), Some(code(2)), "2021-07-01", annul);
    sound(&house.registry);
    let again =
        json!({"fact": "product", "id": "p1", "name": "电热水器", "models": ["M1"], "since": "2020-01-01"});
    house
        .act_entered(bureau(), Some(code(2)), ("2020-01-01", "2021-07-02"), enter(again))
        .expect("entered anew");
    for kind in ["authorization", "certificate"] {
        assert_eq!(titles(&house, kind), ["宁波\"海波\"电器有限公司 电热水器"], "{kind}");
    }
    let read =
        house.registry.reader().mark(mark.parse().expect("a code")).expect("readable").expect("on file");
    assert_eq!(read.value.product, "电热水器");
    sound(&house.registry);
    rebuilt_is_live(&house);
}

/// An industry that is stated afterwards, under the same name, is in the row of every mark, and gone with its record.
#[test]
fn an_industry_stated_afterwards_is_in_the_rows_of_marks() {
    let (house, mark) = certified();
    let code_of_mark = mark.parse().expect("a code");
    let industry = || {
        let read = house.registry.reader().mark(code_of_mark).expect("readable").expect("on file");
        read.value.industry.map(|industry| industry.code().to_owned())
    };
    assert_eq!(industry(), None);
    let name = house.registry.reader().dossier(code(2)).expect("reads").expect("on file").value.name();
    let stated = json!({"do": "enter_fact", "fact": {"fact": "registration", "id": "again", "name": name,
                        "since": "2021-07-01", "industry": "38"}});
    house.done(bureau(), Some(code(2)), "2021-07-01", stated);
    assert_eq!(industry().as_deref(), Some("38"));
    sound(&house.registry);
    let annul =
        json!({"do": "annul_fact", "kind": "registration", "id": "again", "reason": {"plain": "录入有误"}});
    house.done(bureau(), Some(code(2)), "2021-07-02", annul);
    assert_eq!(industry(), None);
    sound(&house.registry);
    rebuilt_is_live(&house);
}

/// The check that the page behind a code tells.
fn told_check(house: &House, mark: &str) -> Option<String> {
    let mark =
        house.registry.reader().mark(mark.parse().expect("a code")).expect("readable").expect("on file");
    mark.value.last_check.map(|last| last.check)
}

/// A check of `p1` that is passed and verified.
fn passed(house: &House, edition: &str, [sampled, tested, verified]: [&str; 3]) -> String {
    let of = Some(code(1));
    let sample = json!({"do": "sample_product", "product": "p1", "edition": edition, "reason": {"why": "planned"},
                        "bureau": "330000", "laboratory": "L1"});
    let check = house.done(bureau(), of, sampled, sample).created[0].clone();
    house.done(bureau(), of, tested, json!({"do": "enter_result", "check": check, "meets_standard": true}));
    house.done(bureau(), of, verified, json!({"do": "verify_result", "check": check}));
    check
}

const OTHER: &str = "T/ZZB 0003-2021";

/// A product with two marks, each against another standard: the house and the codes of both.
fn twice_marked() -> (House, String, String) {
    let (house, code, first) = granted();
    for edition in [OTHER, "T/ZZB 2109-2022"] {
        let enter = json!({"do": "enter_edition", "edition": {
            "edition": edition, "title": "热水器", "is_consumer_standard": true,
            "published_on": "2021-07-06", "in_force_from": "2021-08-01"}});
        house.done(federation(), None, "2021-07-06", enter);
    }
    let filing = json!({"do": "file_declaration", "filing": {"product": "p1", "edition": OTHER, "until": "2026-06-30"}});
    let declaration = house.done(maker(code), Some(code), "2021-09-01", filing).created[0].clone();
    let second = grant(&house, code, &declaration, "2021-09-05");
    (house, first, second)
}

/// What a product meets or misses of another standard says nothing of a mark (reading 0014); the edition is no matter.
#[test]
fn a_mark_tells_checks_against_its_own_standard_only() {
    let (house, first, second) = twice_marked();
    let check = passed(&house, EDITION, ["2022-03-01", "2022-03-10", "2022-04-20"]);
    assert_eq!((told_check(&house, &first), told_check(&house, &second)), (Some(check), None));
    let later = passed(&house, "T/ZZB 2109-2022", ["2022-05-01", "2022-05-10", "2022-06-20"]);
    assert_eq!((told_check(&house, &first), told_check(&house, &second)), (Some(later.clone()), None));
    let own = passed(&house, OTHER, ["2022-07-01", "2022-07-10", "2022-08-20"]);
    assert_eq!((told_check(&house, &first), told_check(&house, &second)), (Some(later), Some(own)));
    sound(&house.registry);
    rebuilt_is_live(&house);
}

/// In form 3 the row of a mark told checks against other standards, and was as new as they.
#[test]
fn a_folder_of_form_3_forgets_checks_against_other_standards_when_it_is_opened() {
    let (house, first, second) = twice_marked();
    let check = passed(&house, EDITION, ["2022-03-01", "2022-03-10", "2022-04-20"]);
    let row =
        |id: &str| house.registry.reader().row("authorization", id).expect("readable").expect("on file");
    let (right, wrong) = (row(&first), row(&second));
    let mut body: Value = serde_json::from_str(&wrong.body).expect("a mark");
    let told: Value = serde_json::from_str(&right.body).expect("a mark");
    body["last_check"] = told["last_check"].clone();
    let House { registry, dir, .. } = house;
    registry.close();
    drop(registry);
    let as_it_was = database(dir.path());
    let number = second.parse::<policy::authorization::code::MarkCode>().expect("a code").serial();
    for (sql, of) in [
        (
            "update register set body = ?1, version = ?2 where kind = 'authorization' and id = ?3",
            second.as_str(),
        ),
        ("update mark set body = ?1, version = ?2 where serial = ?3", number.to_string().as_str()),
    ] {
        assert_eq!(as_it_was.execute(sql, (body.to_string(), right.version as i64, of)), Ok(1));
    }
    as_it_was.execute("update ledger_head set form = 3", []).expect("written");
    drop(as_it_was);
    let report = audit_folder(dir.path(), ORIGIN, &[7; 32]).expect("an audit");
    assert_eq!(report.differences, vec![], "what is mended when it is opened is no difference");
    let registry = Registry::open(opening(dir.path())).expect("opened");
    sound(&registry);
    let read =
        |id: &str| registry.reader().mark(id.parse().expect("a code")).expect("readable").expect("on file");
    assert_eq!(read(&second).value.last_check, None);
    assert_eq!(read(&second).version, wrong.version);
    assert_eq!(read(&first).value.last_check.map(|last| last.check), Some(check));
}

/// In form 4 no entry was found by its findings and a decision had no day.
#[test]
fn a_folder_of_form_4_finds_findings_when_it_is_opened() {
    let (house, _) = certified();
    let told = |registry: &Registry| {
        let (reader, mut told) = (registry.reader(), Vec::new());
        let size = reader.head().size;
        let seen = reader.each_finding(size, &mut |finding| {
            told.push((finding.position, finding.rule.to_owned(), finding.outcome.to_owned()));
            Ok(())
        });
        seen.expect("readable");
        told
    };
    let before = told(&house.registry);
    assert!(
        before.iter().any(|(_, rule, outcome)| rule.starts_with("c8.") && outcome == "met"),
        "{before:?}"
    );
    let House { registry, dir, .. } = house;
    registry.close();
    drop(registry);
    let as_it_was = database(dir.path());
    assert!(as_it_was.execute("delete from entry_tag where tag = 'findings'", []).expect("written") > 0);
    as_it_was.execute("update ledger_head set form = 4", []).expect("written");
    drop(as_it_was);
    let report = audit_folder(dir.path(), ORIGIN, &[7; 32]).expect("an audit");
    assert_eq!(report.differences, vec![], "a folder that was not opened yet lacks nothing");
    let registry = Registry::open(opening(dir.path())).expect("opened");
    assert_eq!(told(&registry), before);
    sound(&registry);
}
