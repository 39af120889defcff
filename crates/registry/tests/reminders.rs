//! Addresses for reminders: beside the record, in folders from before as well, and gone when nobody wants them.

use policy::calendar::Day;
use registry::{
    Confirmed, Confirming, Disabling, MOST_LETTERS, Moment, NewAccount, Registry, Reminders, Standing,
};

use crate::support::*;

const DAY: i64 = 24 * 3600;

fn later(now: Moment, seconds: i64) -> Moment {
    Moment { unix_seconds: now.unix_seconds + seconds }
}

fn wants(person: &str, now: Moment) -> Reminders {
    let address = format!("{}@example.com", person.to_lowercase());
    Reminders { person: person.to_owned(), address, language: "zh".to_owned(), stands: Confirmed::Asked(now) }
}

fn account(registry: &Registry, person: &str, now: Moment) {
    let standing = Standing::Open;
    let (login, hash) = (person.to_lowercase(), "$argon2id$x".to_owned());
    let new = NewAccount { person: person.to_owned(), login, hash, name: "张伟".to_owned(), standing };
    assert!(registry.create_account(new, now).expect("made"));
}

fn to_remind(registry: &Registry) -> Vec<String> {
    registry.reader().to_remind().expect("reads").into_iter().map(|one| one.person).collect()
}

/// A folder that was made before there were reminders gets the table when it is opened, and nothing else changes.
#[test]
fn a_folder_from_before_takes_addresses_too() {
    let house = House::new();
    enterprise_on_file(&house);
    let House { registry, dir, .. } = house;
    registry.close();
    drop(registry);
    let database = || rusqlite::Connection::open(dir.path().join("registry.db")).expect("the database");
    database().execute_batch("drop table reminder").expect("as it was");
    let registry = Registry::open(opening(dir.path())).expect("opened");
    let now = noon("2026-11-24");
    account(&registry, "P-R1", now);
    registry.ask_reminders(wants("P-R1", now), "1", now).expect("kept");
    assert_eq!(registry.confirm_reminders("P-R1", "1", now).expect("asked"), Confirming::Done);
    sound(&registry);
    // Rows made again from the ledger leave it alone.
    registry.rebuild().expect("rebuilt");
    assert_eq!(to_remind(&registry), ["P-R1"]);
    let form: i64 =
        database().query_row("select form from ledger_head", [], |row| row.get(0)).expect("a form");
    assert_eq!(form, 9);
}

fn enterprise_on_file(house: &House) {
    house.enterprise(code(0), "甲公司", "2026-01-05");
}

#[test]
fn an_address_is_gone_with_its_day_its_person_or_its_account() {
    let house = House::new();
    let (registry, now) = (&house.registry, noon("2026-11-24"));
    for person in ["P-R1", "P-R2", "P-R3"] {
        account(registry, person, now);
        registry.ask_reminders(wants(person, now), "1", now).expect("kept");
    }
    let database = rusqlite::Connection::open(house.dir.path().join("registry.db")).expect("the database");
    let kept = || -> i64 {
        database.query_row("select count(*) from reminder", [], |row| row.get(0)).expect("counted")
    };
    for person in ["P-R1", "P-R2"] {
        assert_eq!(registry.confirm_reminders(person, "1", now).expect("asked"), Confirming::Done);
    }
    // The code is not there to be read, also before it was typed.
    let codes: i64 = database
        .query_row(
            "select count(*) from reminder where code = '1' or length(code) not in (0, 64)",
            [],
            |row| row.get(0),
        )
        .expect("counted");
    assert_eq!(codes, 0);
    assert_eq!((to_remind(registry), kept()), (vec!["P-R1".to_owned(), "P-R2".to_owned()], 3));
    registry.forget_unconfirmed(later(now, DAY)).expect("forgotten");
    assert_eq!(kept(), 3, "its last second is not over");
    registry.forget_unconfirmed(later(now, DAY + 1)).expect("forgotten");
    assert_eq!(kept(), 2);
    assert_eq!(registry.confirm_reminders("P-R3", "1", now).expect("asked"), Confirming::NoCode);
    assert_eq!(registry.disable_account("P-R1", now).expect("disabled"), Disabling::Done);
    assert!(
        registry.end_reminders("P-R2").expect("ended") && !registry.end_reminders("P-R2").expect("ended")
    );
    assert_eq!(kept(), 0);
}

#[test]
fn the_day_of_a_letter_belongs_to_the_address_that_it_went_to() {
    let house = House::new();
    let (registry, now) = (&house.registry, noon("2026-11-24"));
    account(registry, "P-R1", now);
    registry.ask_reminders(wants("P-R1", now), "1", now).expect("kept");
    assert_eq!(registry.confirm_reminders("P-R1", "1", now).expect("asked"), Confirming::Done);
    let told = || match registry.reader().reminders_of("P-R1", now).expect("reads").map(|one| one.stands) {
        Some(Confirmed::Since { told, .. }) => told,
        other => panic!("{other:?}"),
    };
    let day = Day::constant(2026, 11, 25);
    registry.reminded("P-R1", "somebody@example.com", day).expect("noted");
    assert_eq!(told(), None, "another address was entered meanwhile");
    registry.reminded("P-R1", "p-r1@example.com", day).expect("noted");
    assert_eq!(told(), Some(day));
}

#[test]
fn letters_with_codes_are_few() {
    let house = House::new();
    let (registry, now) = (&house.registry, noon("2026-11-24"));
    let may = |person: &str, after: i64| registry.begin_letter(person, later(now, after)).expect("asked");
    for letter in 0..MOST_LETTERS {
        assert!(may("P-R1", letter), "{letter}");
    }
    assert!(!may("P-R1", 100) && may("P-R2", 100));
    // A day after the last one, not after the first.
    assert!(!may("P-R1", DAY + MOST_LETTERS - 2) && may("P-R1", DAY + MOST_LETTERS - 1));
    assert!(may("P-R1", DAY + MOST_LETTERS), "counted anew");
}
