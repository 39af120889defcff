//! A joint filing rests on its parent: what becomes of the parent's facts is looked at in the child's case, in the
//! same transaction; and so is what becomes of the catalogue.

use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::supervision::{Proceeding, ProceedingKind};
use serde_json::{Value, json};

use crate::rebuild::rebuilt_is_live;
use crate::support::*;

/// A parent with a mark in Zhejiang, and a subsidiary outside of which it owns 60 %.
fn family() -> (House, CreditCode, CreditCode) {
    let (house, parent, _) = granted();
    let child = code(2);
    fit_maker(&house, child, "苏州天华热水器有限公司");
    house.fact(
        bureau(),
        child,
        "2021-05-06",
        json!({"fact": "head_office", "region": "320500", "since": "2021-05-06"}),
    );
    let share = json!({"fact": "holding", "owner": parent, "percent": "60", "since": "2021-05-06"});
    house.fact(bureau(), child, "2021-05-06", share);
    for code in [parent, child] {
        let act = json!({"do": "complete_register", "kind": "head_office", "since": "2016-01-01"});
        drop(house.act(bureau(), Some(code), "2021-05-06", act));
    }
    (house, parent, child)
}

fn file_jointly(house: &House, child: CreditCode, parent: CreditCode, on: &str) -> String {
    let filing = json!({"product": "p1", "edition": EDITION, "until": "2026-06-30", "parent": parent});
    house.done(maker(child), Some(child), on, json!({"do": "file_declaration", "filing": filing})).created[0]
        .clone()
}

/// The parent joins the filing.
fn join(house: &House, child: CreditCode, parent: CreditCode, declaration: &str, on: &str) {
    house.done(maker(parent), Some(child), on, json!({"do": "join_declaration", "declaration": declaration}));
}

fn penalty(id: &str, on: &str) -> Value {
    json!({"fact": "penalty", "id": id, "decided_on": on, "classification": "quality", "legal_basis": "产品质量法",
           "authority": "局", "products": []})
}

fn dossier(house: &House, code: CreditCode) -> Dossier {
    house.registry.reader().dossier(code).expect("readable").expect("on file").value
}

fn open_work(house: &House, code: CreditCode, kind: ProceedingKind) -> Vec<Proceeding> {
    dossier(house, code).proceedings.into_iter().filter(|p| p.kind == kind && !p.is_closed()).collect()
}

fn texts(work: &Proceeding) -> Vec<String> {
    work.facts.iter().map(ToString::to_string).collect()
}

fn annul(house: &House, code: CreditCode, id: &str, on: &str) {
    let act = json!({"do": "annul_fact", "kind": "penalty", "id": id, "reason": {"plain": "法院撤销"}});
    house.done(bureau(), Some(code), on, act);
}

#[test]
fn who_was_refused_for_a_penalty_of_its_parent_is_told_when_it_is_set_aside() {
    let (house, parent, child) = family();
    house.fact(bureau(), parent, "2021-08-02", penalty("罚1", "2021-08-02"));
    let declaration = file_jointly(&house, child, parent, "2021-09-01");
    let grant = json!({"do": "grant_declared", "declaration": declaration, "from": "2021-09-10", "valid_until": "2026-06-30",
                       "reason": {"plain": "条件齐备"}});
    assert!(house.act(federation(), Some(child), "2021-09-10", grant).is_err(), "the parent was punished");
    let refuse =
        json!({"do": "refuse_declaration", "declaration": declaration, "reason": {"plain": "母公司受处罚"}});
    house.done(federation(), Some(child), "2021-09-10", refuse);
    assert!(open_work(&house, child, ProceedingKind::RefusalReview).is_empty());
    annul(&house, parent, "罚1", "2021-10-11");
    let told = open_work(&house, child, ProceedingKind::RefusalReview);
    assert_eq!(told.len(), 1, "told in the same transaction");
    assert_eq!(texts(&told[0]), [format!("declaration:{declaration}"), format!("penalty@{parent}:罚1")]);
    let receipt =
        house.registry.reader().history(&format!("proceeding:{}", told[0].id), None, 10).expect("readable");
    assert_eq!(receipt.len(), 1);
    // Once is enough.
    house.done(federation(), Some(child), "2021-10-12", json!({"do": "open_due_work"}));
    house.fact(
        bureau(),
        parent,
        "2021-10-12",
        json!({"fact": "registration", "name": "天华集团", "since": "2021-10-12"}),
    );
    assert_eq!(open_work(&house, child, ProceedingKind::RefusalReview).len(), 1);
    rebuilt_is_live(&house);
    sound(&house.registry);
}

#[test]
fn a_late_fact_of_the_parent_opens_the_review_of_its_child() {
    let (house, parent, child) = family();
    let declaration = file_jointly(&house, child, parent, "2021-09-01");
    join(&house, child, parent, &declaration, "2021-09-02");
    let mark = grant(&house, child, &declaration, "2021-09-10");
    // Decided before the filing and entered long after it.
    let entered = json!({"do": "enter_fact", "fact": penalty("罚1", "2021-08-02")});
    house.act_entered(bureau(), Some(parent), ("2021-08-02", "2022-01-10"), entered).expect("entered");
    let reviews = open_work(&house, child, ProceedingKind::Review);
    assert_eq!(reviews.len(), 1);
    let review = &reviews[0];
    assert_eq!(texts(review), [format!("c9.no_enterprise_penalty|penalty@{parent}:罚1")]);
    assert_eq!(review.opened_on, day("2022-01-10"), "opened when it was found");
    let done = |on: &str, act: Value| house.done(federation(), Some(child), on, act);
    done(
        "2022-01-11",
        json!({"do": "serve_notice", "proceeding": review.id, "notice": {"plain": "拟撤销授权"}}),
    );
    issue_notice(&house, child, &review.id, "2022-01-11");
    let decide = json!({"do": "decide_proceeding", "proceeding": review.id, "outcome": "revoked", "reason": {"plain": "申报时条件不备"}});
    done("2022-01-24", decide);
    // And when it was no penalty at all, the child is told.
    annul(&house, parent, "罚1", "2022-03-01");
    let told = open_work(&house, child, ProceedingKind::RevocationReview);
    assert_eq!(told.len(), 1);
    assert_eq!(texts(&told[0]), [format!("penalty@{parent}:罚1")]);
    let revoked = dossier(&house, child).authorizations.list[0].revocations.len();
    assert_eq!((revoked, told[0].authorizations[0].to_string()), (1, mark));
    rebuilt_is_live(&house);
    sound(&house.registry);
}

#[test]
fn a_late_category_of_the_catalogue_opens_the_reviews_of_those_in_it() {
    let (house, code, _) = granted();
    fit_maker(&house, crate::support::code(3), "温州海风电器有限公司");
    let entry = json!({"fact": "catalogue_entry", "id": "目录-1", "category": "gas_appliance", "title": "燃气用具",
                       "published_on": "2021-06-01", "from": "2021-06-01"});
    let act = json!({"do": "enter_scheme_fact", "fact": entry});
    house.act_entered(federation(), None, ("2021-06-01", "2022-01-10"), act).expect("entered");
    let reviews = open_work(&house, code, ProceedingKind::Review);
    assert_eq!(reviews.len(), 1);
    assert_eq!(texts(&reviews[0]), ["c9.not_excluded|catalogue_entry:目录-1"]);
    assert!(dossier(&house, crate::support::code(3)).proceedings.is_empty(), "nothing rests on it there");
    rebuilt_is_live(&house);
    sound(&house.registry);
}

/// The edition that marks rest on is set aside: each of them is reviewed, whoever's it is, and a mark that is not
/// against it is not.
#[test]
fn an_edition_that_is_set_aside_opens_the_reviews_of_the_marks_against_it() {
    let (house, code, _) = granted();
    let annul = |number: &str| json!({"do": "annul_edition", "edition": number, "reason": {"plain": "误录"}});
    let other = json!({"edition": "T/ZZB 9999-2019", "title": "另一标准", "published_on": "2019-01-01", "in_force_from": "2019-02-01"});
    let enter = json!({"do": "enter_edition", "edition": other});
    house.act_entered(federation(), None, ("2019-01-01", "2022-01-05"), enter).expect("entered");
    house.done(federation(), None, "2022-01-06", annul("T/ZZB 9999-2019"));
    assert!(open_work(&house, code, ProceedingKind::Review).is_empty());
    house.done(federation(), None, "2022-01-10", annul(EDITION));
    let reviews = open_work(&house, code, ProceedingKind::Review);
    assert_eq!(reviews.len(), 1, "opened in the same transaction");
    assert_eq!(
        (reviews[0].rule.as_str(), texts(&reviews[0])),
        ("c8.edition_in_force", vec![format!("edition:{EDITION}")])
    );
    // It can be decided as any review, and the model numbers stay free.
    let done = |on: &str, act: Value| house.done(federation(), Some(code), on, act);
    let work = reviews[0].id.clone();
    done("2022-01-11", json!({"do": "serve_notice", "proceeding": work, "notice": {"plain": "拟撤销授权"}}));
    issue_notice(&house, code, &work, "2022-01-11");
    done(
        "2022-01-24",
        json!({"do": "decide_proceeding", "proceeding": work, "outcome": "revoked", "reason": {"plain": "标准版本已撤销"}}),
    );
    let mark = &dossier(&house, code).authorizations.list[0];
    assert!(!mark.revocations[0].loses_models());
    rebuilt_is_live(&house);
    sound(&house.registry);
}

/// Two firms that each control the other: the second share is refused, on whichever side it comes.
#[test]
fn two_firms_do_not_control_each_other() {
    let (house, parent, child) = family();
    let back = |percent: &str| json!({"do": "enter_fact", "fact": {"fact": "holding", "owner": child, "percent": percent, "since": "2021-06-01"}});
    assert_eq!(codes(house.act(bureau(), Some(parent), "2021-06-01", back("50.01"))), ["share_loop"]);
    house.done(bureau(), Some(parent), "2021-06-01", back("50"));
}

#[test]
fn work_that_cannot_be_opened_at_a_child_is_told_and_the_act_holds() {
    let (house, parent, child) = family();
    file_jointly(&house, child, parent, "2021-07-20");
    // The child's case is spoilt: the shelf must read it anew.
    let database = rusqlite::Connection::open(house.dir.path().join("registry.db")).expect("the database");
    let row = "from register where kind = 'enterprise' and id = ?1";
    let whole: String =
        database.query_row(&format!("select body {row}"), [child.as_str()], |row| row.get(0)).expect("a row");
    let spoil = |body: &str| {
        let set = "update register set body = ?2 where kind = 'enterprise' and id = ?1";
        assert_eq!(database.execute(set, [child.as_str(), body]).expect("changed"), 1);
    };
    spoil("{}");
    let house = house.reopened();
    let act = json!({"do": "enter_fact", "fact": penalty("罚1", "2021-08-02")});
    let order = order(bureau(), "p-1", Some(parent), ("2021-08-02", "2021-08-02"), act);
    let receipt = house.registry.act(order.clone()).expect("the act itself holds");
    assert_eq!(receipt.unopened.len(), 1, "{receipt:?}");
    assert_eq!(receipt.unopened[0].enterprise, child);
    assert_eq!(receipt.unopened[0].reference.len(), 8);
    let again = house.registry.act(order).expect("known");
    assert_eq!(again.unopened, receipt.unopened, "and is told again under the same key");
    spoil(&whole);
    let house = house.reopened();
    let fine = house.fact(bureau(), parent, "2021-08-03", penalty("罚2", "2021-08-03"));
    assert_eq!(fine.unopened, vec![]);
    sound(&house.registry);
}

/// The parent finds what waits for it, joins or declines in the subsidiary's dossier, and is found there.
#[test]
fn a_parent_finds_the_filings_that_name_it_and_answers_them() {
    let (house, parent, child) = family();
    let reader = house.registry.reader();
    let waiting = || -> Vec<String> {
        reader.filings_with(parent).expect("readable").into_iter().map(|row| row.id).collect()
    };
    assert_eq!(waiting(), Vec::<String>::new());
    let declaration = file_jointly(&house, child, parent, "2021-09-01");
    assert_eq!(waiting(), std::slice::from_ref(&declaration));
    assert!(reader.filings_with(child).expect("readable").is_empty());
    let act = |what: &str| json!({"do": what, "declaration": declaration, "reason": {"plain": "不同意"}});
    let joining = json!({"do": "join_declaration", "declaration": declaration});
    assert_eq!(codes(house.act(maker(child), Some(child), "2021-09-02", joining.clone())), ["no_power"]);
    // Named for another enterprise, the declaration is not found, and nobody is its parent.
    assert_eq!(codes(house.act(maker(parent), Some(parent), "2021-09-02", joining.clone())), ["no_power"]);
    house.done(maker(parent), Some(child), "2021-09-02", joining.clone());
    assert_eq!(codes(house.act(maker(parent), Some(child), "2021-09-03", joining)), ["joint_joined"]);
    let history = reader.history(&format!("declaration:{declaration}"), None, 10).expect("readable");
    assert_eq!(history.len(), 2);
    assert_eq!((history[1].entry.enterprise, &history[1].entry.by.office), (Some(child), &maker(parent)));
    house.done(maker(parent), Some(child), "2021-09-03", act("decline_declaration"));
    let grant = json!({"do": "grant_declared", "declaration": declaration, "from": "2021-09-10", "valid_until": "2026-06-30",
                       "reason": {"plain": "条件齐备"}});
    assert!(house.act(federation(), Some(child), "2021-09-10", grant).is_err(), "the parent declined");
    assert_eq!(waiting(), std::slice::from_ref(&declaration), "it still waits for its decision");
    house.done(federation(), Some(child), "2021-09-11", act("refuse_declaration"));
    assert_eq!(waiting(), Vec::<String>::new());
    assert_eq!(dossier(&house, child).declarations[0].joined.map(|mark| mark.on), Some(day("2021-09-02")));
    rebuilt_is_live(&house);
    sound(&house.registry);
}
