//! Dossiers of every shape, possible and not: rules must answer whatever is on file.

use policy::authorization::code::MarkCode;
use policy::calendar::Day;
use policy::dossier_file::DossierFile;
use serde_json::{Map, Value, json};

use super::schemes::{body, catalogue_entry, edition};
use super::tape::Tape;
use super::work::proceeding;
use super::{duties, projects};

pub const FIRM: &str = "91330109MA0P2B001U";
pub const PARENT: &str = "91330100MA0P2B002W";
const PRODUCTS: [&str; 3] = ["lamp", "torch", "lantern"];
/// Facts meet in one product and one edition more often than not.
const MOSTLY_LAMP: [&str; 5] = ["lamp", "lamp", "lamp", "torch", "lantern"];
const EDITIONS: [&str; 2] = ["T/ZZB 9901-2020", "T/ZZB 9901-2023"];
const MOSTLY_FIRST: [&str; 4] = [EDITIONS[0], EDITIONS[0], EDITIONS[0], EDITIONS[1]];

pub fn any_file(bytes: &[u8]) -> DossierFile {
    let tape = &mut Tape::new(bytes);
    let joint = tape.once_in(4);
    let mut file = json!({ "version": 1, "enterprise": dossier(tape, FIRM) });
    if joint && !tape.once_in(6) {
        file["parents"] = json!([dossier(tape, PARENT)]);
    }
    let mut scheme = Map::new();
    register(tape, &mut scheme, "catalogue", catalogue_entry);
    register(tape, &mut scheme, "bodies", body);
    // Projects are drawn from the other end of the tape: dossiers stay as they were.
    let turned: Vec<u8> = bytes.iter().rev().copied().collect();
    let other = &mut Tape::new(&turned);
    register(other, &mut scheme, "calls", projects::call);
    register(other, &mut scheme, "experts", projects::expert);
    register(other, &mut scheme, "review_bars", projects::review_bar);
    file["scheme"] = Value::Object(scheme);
    let editions: Vec<Value> =
        EDITIONS[..tape.one_of(&[2usize, 2, 1, 0])].iter().map(|number| edition(tape, number)).collect();
    file["standards"] = json!([{ "number": "T/ZZB 9901", "editions": editions }]);
    file["asks"] = json!([filing(tape, joint)]);
    file["projects"] = projects::any_projects(other);
    serde_json::from_value(file).expect("the generator writes dossier files")
}

/// What a firm has on file against which nothing speaks.
fn spotless() -> Value {
    json!({
        "head_offices": [{ "id": "head_offices-0", "region": "330109", "since": "2010-01-01" }],
        "holdings": [{ "id": "holdings-0", "owner": PARENT, "percent": "80", "since": "2010-01-01" }],
        "penalties": [], "listings": [], "recalls": [], "breaches": [],
        "awards": [{ "id": "awards-0", "name": "奖", "level": "city", "is_government_quality_award": true, "awarded_on": "2014-01-01" }],
        "commitments": [{ "id": "commitments-0", "signed_on": "2014-01-01", "from": "2014-01-01" }],
        "catalogue": [], "calls": projects::open_calls(), "experts": projects::free_experts(), "review_bars": [],
        "bodies": [{ "id": "bodies-0", "name": "机构", "kind": "certification_body", "from": "2010-01-01" }],
    })
}

fn dossier(tape: &mut Tape, code: &str) -> Value {
    let mut of = Map::new();
    of.insert("enterprise".to_owned(), json!(code));
    register(tape, &mut of, "head_offices", head_office);
    register(tape, &mut of, "holdings", holding);
    register(tape, &mut of, "penalties", penalty);
    register(tape, &mut of, "listings", listing);
    register(tape, &mut of, "awards", award);
    register(tape, &mut of, "system_certificates", system_certificate);
    register(tape, &mut of, "commitments", commitment);
    register(tape, &mut of, "recalls", recall);
    register(tape, &mut of, "breaches", breach);
    register(tape, &mut of, "certificates", certificate);
    register(tape, &mut of, "authorizations", authorization);
    register(tape, &mut of, "checks", check);
    // One product of each name at most: a product is found by its name.
    let products: Vec<Value> =
        PRODUCTS[..tape.one_of(&[3usize, 3, 2, 1, 0])].iter().map(|id| product(tape, id)).collect();
    of.insert("products".to_owned(), json!(products));
    of.insert("declarations".to_owned(), list(tape, "declarations", declaration));
    of.insert("proceedings".to_owned(), list(tape, "proceedings", proceeding));
    duties::drawn(tape, &mut of);
    Value::Object(of)
}

/// A mark; sometimes entered later than it happened.
pub(super) fn mark(tape: &mut Tape, on: Day) -> Value {
    if tape.once_in(2) { json!({ "on": on, "entered_on": tape.after(on) }) } else { json!({ "on": on }) }
}

/// A record with its number, when it was entered, its end and its annulment.
pub(super) fn kept(tape: &mut Tape, id: &str, happened: Day, mut record: Value) -> Value {
    record["id"] = json!(id);
    if tape.once_in(2) {
        record["entered_on"] = json!(tape.after(happened));
    }
    if tape.once_in(4) {
        let on = tape.after(happened);
        record["ended"] = mark(tape, on);
    }
    if tape.once_in(8) {
        let on = tape.after(happened);
        record["annulled"] = mark(tape, on);
    }
    record
}

pub(super) type Make = fn(&mut Tape, usize) -> (Day, Value);

pub(super) fn list(tape: &mut Tape, name: &str, make: Make) -> Value {
    let counts: &[usize] =
        if name == "system_certificates" { &[3, 6, 5, 4, 2] } else { &[0, 1, 1, 2, 2, 3, 4] };
    let count = tape.one_of(counts);
    let records = (0..count).map(|at| {
        let (happened, record) = make(tape, at);
        kept(tape, &format!("{name}-{at}"), happened, record)
    });
    Value::Array(records.collect())
}

pub(super) fn register(tape: &mut Tape, of: &mut Map<String, Value>, name: &str, make: Make) {
    // Every other register is spotless, so that what is left decides.
    let spotless = &spotless()[name];
    if !spotless.is_null() && tape.once_in(2) {
        of.insert(name.to_owned(), spotless.clone());
        return;
    }
    let records = list(tape, name, make);
    let written = match tape.below(5) {
        0..=2 => records,
        3 => {
            let stated_on = tape.day();
            let mut statement = json!({ "since": tape.day(), "stated_on": stated_on });
            if tape.once_in(2) {
                statement["entered_on"] = json!(tape.after(stated_on));
            }
            json!({ "complete": [statement], "list": records })
        }
        _ => json!({ "list": records }),
    };
    of.insert(name.to_owned(), written);
}

fn head_office(tape: &mut Tape, _: usize) -> (Day, Value) {
    let since = tape.day();
    (since, json!({ "region": tape.one_of(&["330109", "310115"]), "since": since }))
}

fn holding(tape: &mut Tape, _: usize) -> (Day, Value) {
    let since = tape.day();
    let owner = tape.one_of(&[PARENT, PARENT, "91330212MA0P2B004L"]);
    (since, json!({ "owner": owner, "percent": tape.one_of(&["60", "50", "50.01"]), "since": since }))
}

fn penalty(tape: &mut Tape, _: usize) -> (Day, Value) {
    let on = tape.day();
    let classification = tape.one_of(&["quality", "quality", "other", "unclassified"]);
    let mut record =
        json!({ "decided_on": on, "classification": classification, "legal_basis": "法", "authority": "局" });
    match tape.below(4) {
        0 | 1 => record["products"] = json!([tape.one_of(&MOSTLY_LAMP)]),
        2 => record["products"] = json!([]),
        _ => {}
    }
    (on, record)
}

fn listing(tape: &mut Tape, _: usize) -> (Day, Value) {
    let on = tape.day();
    (on, json!({ "listed_on": on, "authority": "局" }))
}

pub(super) fn maybe_until(tape: &mut Tape, record: &mut Value, from: Day) {
    if tape.once_in(2) {
        record["valid_until"] = json!(tape.after(from));
    }
}

fn award(tape: &mut Tape, _: usize) -> (Day, Value) {
    let on = tape.day();
    let level = tape.one_of(&["county", "below_county", "province"]);
    let is_one = !tape.once_in(5);
    let mut record =
        json!({ "name": "奖", "level": level, "is_government_quality_award": is_one, "awarded_on": on });
    maybe_until(tape, &mut record, on);
    (on, record)
}

fn system_certificate(tape: &mut Tape, at: usize) -> (Day, Value) {
    // One of each system, then renewals that join, or miss by a day.
    let system = ["quality", "environment", "occupational_health"][at % 3];
    let base = Day::constant(2019, 6, 1).plus_days(tape.one_of(&[0i64, 0, 1, -1, 400, -700]));
    let renewal = base.plus_years(3).plus_days(tape.one_of(&[0i64, 0, 1, -30]));
    let from = if at < 3 { base } else { renewal };
    let until = from.plus_years(tape.one_of(&[3i16, 3, 6, 9])).plus_days(tape.one_of(&[-1i64, -1, 0, -2]));
    (from, json!({ "system": system, "body": "机构", "from": from, "valid_until": until }))
}

fn commitment(tape: &mut Tape, _: usize) -> (Day, Value) {
    let on = tape.day();
    let from = tape.after(on);
    let mut record = json!({ "signed_on": on, "from": from });
    maybe_until(tape, &mut record, from);
    (on, record)
}

fn recall(tape: &mut Tape, _: usize) -> (Day, Value) {
    let on = tape.day();
    let mut record = json!({ "product": tape.one_of(&MOSTLY_LAMP), "ordered_on": on });
    if !tape.once_in(3) {
        record["due_on"] = json!(tape.after(on));
    }
    (on, record)
}

fn breach(tape: &mut Tape, _: usize) -> (Day, Value) {
    let on = tape.day();
    let of = tape.one_of(&["service_standard", "product_standard"]);
    let mut record = json!({ "of": of, "verified_on": on, "found": "不符" });
    if tape.once_in(2) {
        record["product"] = json!(tape.one_of(&MOSTLY_LAMP));
    }
    (on, record)
}

fn product(tape: &mut Tape, id: &str) -> Value {
    let since = if tape.once_in(4) { tape.day() } else { Day::constant(2012, 1, 4) };
    let mut record = json!({ "name": id, "models": ["M1", "M2"], "since": since });
    if !tape.once_in(3) {
        record["series"] = json!(tape.one_of(&["台灯", "手电"]));
    }
    if !tape.once_in(4) {
        record["categories"] = json!([tape.one_of(&["lighting", "toys"])]);
    }
    kept(tape, id, since, record)
}

fn suspensions(tape: &mut Tape, from: Day) -> Value {
    let count = tape.one_of(&[0usize, 0, 1, 2]);
    let each = (0..count).map(|_| {
        let start = tape.after(from);
        let mut suspension = json!({ "from": mark(tape, start) });
        if tape.once_in(2) {
            let lifted = tape.after(start);
            suspension["lifted"] = mark(tape, lifted);
        }
        suspension
    });
    Value::Array(each.collect())
}

fn certificate(tape: &mut Tape, _: usize) -> (Day, Value) {
    let on = tape.day();
    let mut record = json!({
        "body": tape.one_of(&["bodies-0", "bodies-0", "bodies-1"]), "product": tape.one_of(&MOSTLY_LAMP),
        "edition": tape.one_of(&MOSTLY_FIRST), "models": [], "issued_on": on,
        "valid_until": on.plus_years(tape.one_of(&[6i16, 2, 1])), "suspensions": suspensions(tape, on),
    });
    if tape.once_in(2) {
        record["end_kind"] = json!(tape.one_of(&["withdrawn", "cancelled"]));
    }
    (on, record)
}

fn revocations(tape: &mut Tape, from: Day) -> Value {
    let count = tape.one_of(&[0usize, 0, 0, 1, 2]);
    let each = (0..count).map(|_| {
        let on = tape.after(from);
        let rule = tape.one_of(&["c10.not_failed_twice", "c11.not_listed", "c11.recall_fulfilled"]);
        let spent = tape.one_of(&[&["checks-0", "checks-1"][..], &["checks-2"], &[]]);
        let mut revocation = json!({ "mark": mark(tape, on), "proceeding": "proceedings-0", "rule": rule, "spent_checks": spent });
        if tape.once_in(3) {
            let corrected = tape.after(on);
            revocation["corrected"] = mark(tape, corrected);
        }
        revocation
    });
    Value::Array(each.collect())
}

fn authorization(tape: &mut Tape, at: usize) -> (Day, Value) {
    let on = tape.day();
    let from = tape.after(on);
    let basis = if tape.once_in(3) {
        json!({ "path": "certificate", "certificate": tape.one_of(&["certificates-0", "certificates-0", "certificates-1"]) })
    } else {
        let declaration = tape.one_of(&["declarations-0", "declarations-0", "declarations-1"]);
        let mut basis =
            json!({ "path": "self_declaration", "declaration": declaration, "filed_on": on.plus_days(-20) });
        if declaration == "declarations-1" {
            basis["parent"] = json!(PARENT);
        }
        basis
    };
    let record = json!({
        "code": MarkCode::from_serial(at as u64).unwrap(), "product": tape.one_of(&MOSTLY_LAMP),
        "models": tape.one_of(&[&["M1", "M2"][..], &["M2"], &["M3"]]), "edition": tape.one_of(&MOSTLY_FIRST),
        "basis": basis, "granted_on": on, "from": from,
        "valid_until": from.plus_years(tape.one_of(&[6i16, 1, 2])).plus_days(tape.one_of(&[-1i64, 0, 1])),
        "suspensions": suspensions(tape, on), "revocations": revocations(tape, on),
    });
    (on, record)
}

fn soon(tape: &mut Tape, day: Day) -> Day {
    day.plus_days(tape.one_of(&[0i64, 0, 0, 1, 9]))
}

fn check(tape: &mut Tape, _: usize) -> (Day, Value) {
    // Two years apart, give or take a day, more often than by chance.
    let first = tape.one_of(&[Day::constant(2020, 2, 29), Day::constant(2022, 6, 1)]);
    let on = first.plus_years(tape.one_of(&[0i16, 0, 1, 2])).plus_days(tape.one_of(&[0i64, 0, 1, -1]));
    let reason = if tape.once_in(3) {
        json!({ "why": "follow_up", "after": tape.one_of(&["checks-0", "checks-1"]) })
    } else {
        json!({ "why": "planned" })
    };
    let mut record = json!({
        "product": tape.one_of(&MOSTLY_LAMP), "edition": tape.one_of(&MOSTLY_FIRST), "reason": reason,
        "bureau": "330109", "laboratory": "lab", "sampled_on": on,
    });
    let steps = tape.one_of(&[4usize, 4, 4, 3, 2, 1, 0]);
    let passed = tape.once_in(4);
    let mut day = on;
    if steps > 0 {
        day = soon(tape, day);
        record["result"] = json!({ "mark": mark(tape, day), "meets_standard": passed });
    }
    if steps > 1 {
        day = soon(tape, day);
        record["notified"] = mark(tape, day);
    }
    if steps > 2 && tape.once_in(2) {
        let objected = day.plus_days(tape.one_of(&[3i64, 14, 15, 16]));
        record["objection"] = mark(tape, objected);
        let answered = tape.after(objected);
        match tape.below(3) {
            0 => {
                record["retest"] = json!({ "mark": mark(tape, answered), "meets_standard": tape.once_in(2) })
            }
            1 => record["answer"] = json!({ "mark": mark(tape, answered), "answer": "dismissed" }),
            _ => {}
        }
    }
    if steps > 3 {
        let verified = soon(tape, day);
        record["verified"] = json!({ "mark": mark(tape, verified), "failed": !passed });
    }
    (on, record)
}

fn declaration(tape: &mut Tape, _: usize) -> (Day, Value) {
    let on = if tape.once_in(2) { Day::constant(2023, 6, 1) } else { tape.day() };
    let joint = tape.once_in(5);
    let mut record = json!({ "filing": filing(tape, joint), "filed_on": on });
    for (name, rarity) in [("joined", 2), ("declined", 4)] {
        if tape.once_in(rarity) {
            let answered = tape.after(on);
            record[name] = mark(tape, answered);
        }
    }
    if tape.once_in(3) {
        let decided = tape.after(on);
        record["decided"] = json!({ "granted": true, "mark": mark(tape, decided) });
    }
    (on, record)
}

fn filing(tape: &mut Tape, joint: bool) -> Value {
    let mut filing = json!({
        "product": tape.one_of(&MOSTLY_LAMP), "edition": tape.one_of(&MOSTLY_FIRST),
        "until": Day::constant(2028, 5, 31).plus_days(tape.one_of(&[0i64, 1, -1])),
    });
    if joint {
        filing["parent"] = json!(PARENT);
    }
    filing
}
