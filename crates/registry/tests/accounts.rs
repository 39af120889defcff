//! Accounts, sessions, tokens, throttling: outside the ledger, and never a way to lock somebody out for good.

use policy::powers::Office;
use registry::{Moment, NewAccount, Session, Throttled, Token};

use crate::support::*;

fn new(person: &str, login: &str) -> NewAccount {
    NewAccount {
        person: person.into(), login: login.into(), hash: "$argon2id$x".into(), name: "张伟".into()
    }
}

fn at(seconds: i64) -> Moment {
    Moment { unix_seconds: 1_700_000_000 + seconds }
}

fn session(digest: &str, person: &str, begun: Moment) -> Session {
    let (created, seen) = (begun.unix_seconds, begun.unix_seconds);
    Session {
        digest: digest.into(),
        person: person.into(),
        office: None,
        form_token: "f".into(),
        created,
        seen,
    }
}

#[test]
fn one_account_for_a_person_and_a_login() {
    let house = House::new();
    let (registry, reader) = (&house.registry, house.registry.reader());
    assert!(registry.create_account(new("p1", "zhang"), at(0)).expect("made"));
    assert!(!registry.create_account(new("p1", "zhang"), at(1)).expect("asked again"));
    assert!(!registry.create_account(new("p2", "zhang"), at(1)).expect("the login is taken"));
    assert!(!registry.create_account(new("p1", "wei"), at(1)).expect("the person has one"));
    // Two people of one name are two people.
    assert!(registry.create_account(new("p2", "zhang2"), at(1)).expect("made"));
    let account = reader.account("zhang").expect("readable").expect("there");
    assert_eq!((account.person.as_str(), account.is_disabled), ("p1", false));
    assert_eq!(reader.account("nobody").expect("readable"), None);
    assert_eq!(reader.accounts().expect("readable").len(), 2);
    assert_eq!(reader.head().size, FOUNDING, "no account enters the ledger");
}

#[test]
fn sessions_end_by_hand_by_age_and_with_the_password() {
    let house = House::new();
    let (registry, reader) = (&house.registry, house.registry.reader());
    registry.create_account(new("p1", "zhang"), at(0)).expect("made");
    for (digest, begun) in [("s1", 0), ("s2", 10), ("s3", 20)] {
        registry.begin_session(&session(digest, "p1", at(begun)), at(-100), at(-100)).expect("begun");
    }
    registry.begin_session(&session("s1", "p1", at(0)), at(-100), at(-100)).expect("the same again");
    assert_eq!(reader.sessions("p1").expect("readable").len(), 3);
    let office: Office = federation();
    registry.session_office("s1", &office).expect("chosen");
    registry.session_seen("s1", at(50)).expect("seen");
    let seen = reader.session("s1").expect("readable").expect("there");
    assert_eq!(
        (seen.office, seen.seen, seen.created),
        (Some(office), at(50).unix_seconds, at(0).unix_seconds)
    );
    assert!(registry.end_session("s1").expect("ended"));
    assert!(!registry.end_session("s1").expect("nothing left to end"));
    // What began before 15 or was idle since before 15 goes when the next begins.
    registry.begin_session(&session("s4", "p1", at(60)), at(15), at(15)).expect("begun");
    let left: Vec<String> = reader.sessions("p1").expect("readable").into_iter().map(|s| s.digest).collect();
    assert_eq!(left, ["s3", "s4"]);
    assert!(registry.set_password("p1", "$argon2id$y").expect("set"));
    assert_eq!(reader.sessions("p1").expect("readable"), []);
    registry.begin_session(&session("s5", "p1", at(70)), at(0), at(0)).expect("begun");
    assert!(registry.disable_account("p1", true).expect("disabled"));
    assert_eq!(reader.session("s5").expect("readable"), None);
    assert!(reader.account_of("p1").expect("readable").expect("there").is_disabled);
}

#[test]
fn a_token_is_kept_as_its_digest_and_added_once() {
    let house = House::new();
    let token = Token {
        digest: "d".into(),
        person: "p1".into(),
        office: Some(federation()),
        scope: "act".into(),
        label: "import".into(),
        expires: at(100).unix_seconds,
        used: 0,
    };
    house.registry.add_token(&token).expect("added");
    house.registry.add_token(&token).expect("the same again");
    let reader = house.registry.reader();
    assert_eq!(reader.tokens("p1").expect("readable"), std::slice::from_ref(&token));
    house.registry.token_used("d", at(5)).expect("used");
    assert_eq!(reader.token("d").expect("readable"), Some(Token { used: at(5).unix_seconds, ..token }));
    assert!(house.registry.end_token("d").expect("ended"));
    assert_eq!(reader.token("d").expect("readable"), None);
}

#[test]
fn tries_are_slowed_and_never_stopped_for_good() {
    let house = House::new();
    let reader = house.registry.reader();
    let waits = |now: Moment| reader.throttled("login:zhang").expect("readable").wait(now);
    let mut before = 0;
    for n in 1..=40 {
        house.registry.note_try("login:zhang", true, at(n)).expect("noted");
        let wait = waits(at(n));
        assert!(wait >= before && wait <= 900, "after {n} failures: {wait}");
        assert_eq!(wait == 0, n <= 4);
        before = wait;
    }
    assert_eq!(before, 900, "the longest wait");
    assert_eq!(waits(at(40 + 900)), 0, "and then a try is free again");
    assert_eq!(reader.throttled("address:192.0.2.1").expect("readable"), Throttled::default());
    house.registry.note_try("login:zhang", false, at(1000)).expect("noted");
    assert_eq!(reader.throttled("login:zhang").expect("readable").failures, 0);
    // A day later nobody remembers.
    house.registry.note_try("login:zhang", true, at(1000)).expect("noted");
    house.registry.note_try("other", true, at(1000 + 24 * 3600 + 1)).expect("noted");
    assert_eq!(reader.throttled("login:zhang").expect("readable").failures, 0);
}
