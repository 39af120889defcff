//! Accounts, sessions, tokens, throttling: outside the ledger, and never a way to lock somebody out for good.

use std::net::IpAddr;
use std::sync::Barrier;

use policy::powers::{Office, OfficeKind};
use registry::{Disabling, LONGEST_LOGIN, Moment, NewAccount, Session, Standing, Token, Trying};

use crate::support::*;

fn new(person: &str, login: &str) -> NewAccount {
    NewAccount {
        person: person.into(),
        login: login.into(),
        hash: "$argon2id$x".into(),
        name: "张伟".into(),
        standing: Standing::Open,
    }
}

const X: &str = "$argon2id$x";
const Y: &str = "$argon2id$y";

fn token(digest: &str) -> Token {
    Token {
        digest: digest.into(),
        person: "p1".into(),
        office: None,
        scope: "read".into(),
        label: "report".into(),
        expires: 2_000_000_000,
        used: 0,
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
    assert!(!registry.create_account(new("p3", "ZHANG"), at(1)).expect("the same but for its case"));
    // Two people of one name are two people.
    assert!(registry.create_account(new("p2", "zhang2"), at(1)).expect("made"));
    let account = reader.account("zhang").expect("readable").expect("there");
    assert_eq!((account.person.as_str(), account.standing), ("p1", Standing::Open));
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
        assert!(
            registry.begin_session(&session(digest, "p1", at(begun)), X, at(-100), at(-100)).expect("begun")
        );
    }
    assert!(
        registry.begin_session(&session("s1", "p1", at(0)), X, at(-100), at(-100)).expect("the same again")
    );
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
    assert!(registry.begin_session(&session("s4", "p1", at(60)), X, at(15), at(15)).expect("begun"));
    let left: Vec<String> = reader.sessions("p1").expect("readable").into_iter().map(|s| s.digest).collect();
    assert_eq!(left, ["s3", "s4"]);
    assert!(registry.set_password("p1", "$argon2id$y", Standing::Open).expect("set"));
    assert_eq!(reader.sessions("p1").expect("readable"), []);
    // Whoever was verified with the former password comes too late.
    assert!(!registry.begin_session(&session("s5", "p1", at(70)), X, at(0), at(0)).expect("asked"));
    assert!(!registry.choose_password("p1", X, "$argon2id$thief").expect("asked"));
    assert!(registry.begin_session(&session("s5", "p1", at(70)), Y, at(0), at(0)).expect("begun"));
    registry.add_token(&token("d1")).expect("added");
    assert_eq!(registry.disable_account("p1", at(71)).expect("disabled"), Disabling::Done);
    assert_eq!(reader.tokens("p1").expect("readable"), []);
    assert!(!registry.begin_session(&session("s6", "p1", at(72)), Y, at(0), at(0)).expect("asked"));
    assert!(!registry.choose_password("p1", Y, "$argon2id$thief").expect("asked"));
    assert_eq!(reader.session("s5").expect("readable"), None);
    let standing = || reader.account_of("p1").expect("readable").expect("there").standing;
    assert_eq!(standing(), Standing::Disabled);
    // A password is no way back in, neither one's own nor one that was given.
    assert!(registry.set_password("p1", "$argon2id$z", Standing::Open).expect("set"));
    assert!(registry.set_password("p1", "$argon2id$z", Standing::ToChoose).expect("set"));
    assert_eq!(standing(), Standing::Disabled);
    assert!(registry.enable_account("p1", "$argon2id$v").expect("opened again"));
    assert!(!registry.enable_account("p1", "$argon2id$u").expect("it is not disabled"));
    assert_eq!(standing(), Standing::ToChoose);
    assert!(
        !registry.begin_session(&session("s7", "p1", at(73)), "$argon2id$v", at(0), at(0)).expect("asked")
    );
    assert!(registry.choose_password("p1", "$argon2id$v", "$argon2id$w").expect("chosen"));
    assert_eq!(standing(), Standing::Open);
    registry.add_token(&token("d2")).expect("added");
    assert!(registry.choose_password("p1", "$argon2id$w", "$argon2id$w2").expect("one's own change"));
    assert_eq!(reader.tokens("p1").expect("readable").len(), 1, "tokens are seen and ended by their holder");
    assert!(registry.set_password("p1", "$argon2id$t", Standing::ToChoose).expect("given"));
    assert_eq!(reader.tokens("p1").expect("readable"), []);
    assert!(!registry.set_password("p9", "$argon2id$w", Standing::Open).expect("nobody"));
    assert_eq!(registry.disable_account("p9", at(0)).expect("nobody"), Disabling::NoAccount);
}

/// Of two administrators who disable each other at once one stays.
#[test]
fn the_last_administrator_who_can_sign_in_is_not_shut_out() {
    let house = House::new();
    let (registry, reader) = (&house.registry, house.registry.reader());
    let founder = reader.scheme().expect("readable").holders.list[0].person.clone();
    let now = Moment { unix_seconds: 1_767_225_600 };
    assert!(registry.create_account(new(&founder, "root"), now).expect("made"));
    assert_eq!(registry.disable_account(&founder, now).expect("asked"), Disabling::TheLast);
    // A second one in office without an account lets nobody in; nor does one who has a password to choose yet.
    house.seat("P-2", Office::sole(OfficeKind::Administrator), "2024-01-01");
    assert_eq!(registry.disable_account(&founder, now).expect("asked"), Disabling::TheLast);
    let waits = NewAccount { standing: Standing::ToChoose, ..new("P-2", "second") };
    assert!(registry.create_account(waits, now).expect("made"));
    assert_eq!(registry.disable_account(&founder, now).expect("asked"), Disabling::TheLast);
    assert!(registry.choose_password("P-2", X, Y).expect("chosen"));
    assert_eq!(registry.disable_account(&founder, now).expect("asked"), Disabling::Done);
    assert_eq!(registry.disable_account("P-2", now).expect("asked"), Disabling::TheLast);
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

fn trying(login: &str, address: u8) -> Trying {
    Trying::new(login, IpAddr::from([192, 0, 2, address]))
}

#[test]
fn tries_are_slowed_and_never_stopped_for_good() {
    let house = House::new();
    let begin = |who: Trying, now| house.registry.begin_try(who, now).expect("asked");
    let (mut now, mut before) = (0, 0);
    for n in 1..=40 {
        assert_eq!(begin(trying("zhang", 1), at(now)), Ok(()), "after the wait try {n} is free");
        let wait = begin(trying("zhang", 1), at(now)).err();
        let Some(wait) = wait else {
            now += 1;
            continue;
        };
        assert!(n >= 3 && wait >= before && wait <= 900, "after {n} rounds: {wait}");
        assert_eq!(
            begin(trying("ZHANG", 2), at(now)),
            Err(wait),
            "the login waits, wherever it is tried from"
        );
        assert_eq!(begin(trying("zhang", 1), at(now + wait - 1)), Err(1));
        (now, before) = (now + wait, wait);
    }
    assert_eq!(before, 900, "the longest wait");
    // The address waits too, whatever login it tries; another address and login are free.
    let many = now;
    assert_eq!(begin(trying("zhang", 1), at(many)), Ok(()));
    assert_eq!(begin(trying("wang", 1), at(many)), Err(900));
    assert_eq!(begin(trying("wang", 3), at(many)), Ok(()));
    // A day later nobody remembers.
    assert_eq!(begin(trying("zhang", 1), at(many + 24 * 3600 + 1)), Ok(()));
    assert_eq!(begin(trying("zhang", 1), at(many + 24 * 3600 + 1)), Ok(()));
}

#[test]
fn a_success_frees_the_login_and_not_the_address() {
    let house = House::new();
    let begin = |who: Trying| house.registry.begin_try(who, at(0)).expect("asked");
    for login in ["a", "b", "c", "d"] {
        assert_eq!(begin(trying(login, 1)), Ok(()));
    }
    // Signing in right any number of times counts nothing.
    for _ in 0..10 {
        assert_eq!(begin(trying("own", 1)), Ok(()));
        house.registry.end_try(trying("own", 1)).expect("ended");
    }
    assert_eq!(begin(trying("e", 1)), Ok(()));
    assert_eq!(begin(trying("own", 1)), Err(2), "the failures of the address are still there");
    assert_eq!(begin(trying("own", 2)), Ok(()));
}

/// Looking and counting in two steps let any number through that came at once.
#[test]
fn of_many_at_once_no_more_are_let_through_than_one_after_the_other() {
    let house = House::new();
    let (registry, start) = (&house.registry, Barrier::new(24));
    let let_through = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..24)
            .map(|n| {
                let start = &start;
                scope.spawn(move || {
                    start.wait();
                    registry.begin_try(trying("zhang", n), at(0)).expect("asked").is_ok()
                })
            })
            .collect();
        tries.into_iter().map(|one| one.join().expect("no panic")).filter(|&through| through).count()
    });
    assert_eq!(let_through, 5);
}

#[test]
fn what_is_remembered_of_tries_is_bounded() {
    let house = House::new();
    let database = rusqlite::Connection::open(house.dir.path().join("registry.db")).expect("the database");
    database.busy_timeout(std::time::Duration::from_secs(10)).expect("set");
    let kept = |what: &str| {
        let sql = format!("select count(*) from throttle where {what}");
        database.query_row(&sql, [], |row| row.get::<_, i64>(0)).expect("counted")
    };
    // A login of any length is kept as its digest or not at all, and nothing that was typed is there to be read.
    let long = "x".repeat(LONGEST_LOGIN + 1);
    house.registry.begin_try(trying("correct horse", 1), at(0)).expect("asked").expect("free");
    house.registry.begin_try(trying(&long, 1), at(0)).expect("asked").expect("free");
    assert_eq!((kept("true"), kept("length(subject) > 80"), kept("subject like '%horse%'")), (2, 0, 0));
    let fill = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 10500) \
                insert into throttle select 'login:' || i, 9, ";
    let seconds = at(0).unix_seconds;
    database.execute_batch(&format!("{fill} {seconds} - 1 from n")).expect("filled");
    house.registry.begin_try(trying("zhang", 2), at(0)).expect("asked").expect("free");
    assert_eq!(kept("true"), 10_000);
    assert_eq!(kept(&format!("last = {seconds}")), 4, "the ones longest untried go first");
}
