//! What the duties of clause 4 rest on, in every shape; and whom an edition counts as holders of an authorisation.

use std::sync::LazyLock;

use policy::calendar::Day;
use policy::dossier_file::DossierFile;
use policy::standard::review::Held;
use serde_json::{Map, Value, json};

use super::dossiers::{FIRM, PARENT, list, mark, maybe_until, register};
use super::tape::Tape;

const EDITIONS: [&str; 5] =
    ["T/ZZB 9901-2020", "T/ZZB 9901-2020", "T/ZZB 9901-2020", "T/ZZB 9901-2023", "T/ZZB 9902-2020"];

/// Parts in drafting and what is asked of them; names are drawn last.
pub(super) fn drawn(tape: &mut Tape, of: &mut Map<String, Value>) {
    register(tape, of, "drafting_roles", drafting_role);
    register(tape, of, "exhibitions", exhibition);
    of.insert("labels".to_owned(), list(tape, "labels", label));
    register(tape, of, "registrations", registration);
    register(tape, of, "memberships", membership);
}

fn registration(tape: &mut Tape, _: usize) -> (Day, Value) {
    let since = tape.day();
    (since, json!({ "name": tape.one_of(&["甲", "乙"]), "since": since }))
}

fn membership(tape: &mut Tape, _: usize) -> (Day, Value) {
    let from = tape.day();
    (from, json!({ "from": from, "ground": "决议" }))
}

fn drafting_role(tape: &mut Tape, _: usize) -> (Day, Value) {
    let since = if tape.once_in(3) { tape.day() } else { Day::constant(2015, 1, 4) };
    let drafter = tape.one_of(&["maker", "maker", "maker", "leading_firm", "laboratory"]);
    let part = tape.one_of(&["lead", "lead", "participant"]);
    (since, json!({ "edition": tape.one_of(&EDITIONS), "part": part, "drafter": drafter, "since": since }))
}

fn exhibition(tape: &mut Tape, _: usize) -> (Day, Value) {
    let from = tape.day();
    let mut record = json!({ "edition": tape.one_of(&EDITIONS), "place": "premises", "from": from });
    maybe_until(tape, &mut record, from);
    if let Some(until) = record.as_object_mut().and_then(|record| record.remove("valid_until")) {
        record["until"] = until;
    }
    (from, record)
}

fn label(tape: &mut Tape, _: usize) -> (Day, Value) {
    let on = tape.day();
    let mut record = json!({
        "authorization": "PZB-7379-PJKH", "product": "lamp", "edition": tape.one_of(&EDITIONS),
        "photos": ["a".repeat(64)], "filed_on": on,
    });
    if !tape.once_in(4) {
        let decided = tape.after(on);
        let yes = !tape.once_in(4);
        record["decided"] = json!({
            "is_accepted": yes, "mark": mark(tape, decided), "checklist": {
                "right_mark": yes, "right_product": true, "right_code": true, "table_shown": true,
                "service_commitment_shown": true,
            },
        });
    }
    (on, record)
}

/// Lists of holders: none, some, three, three in turn, one of them in doubt.
static HELD: LazyLock<Vec<Vec<Held>>> = LazyLock::new(|| {
    let held = |code: &str, from: &str, until: Option<&str>, is_certain: bool| {
        let mut one = json!({ "enterprise": code, "from": from, "is_certain": is_certain });
        if let Some(until) = until {
            one["until"] = json!(until);
        }
        serde_json::from_value(one).unwrap()
    };
    let third = "91330212MA0P2B004L";
    vec![
        vec![],
        vec![held(FIRM, "2015-01-04", None, true), held(PARENT, "2016-01-04", None, true)],
        vec![
            held(FIRM, "2015-01-04", None, true),
            held(PARENT, "2016-01-04", Some("2025-02-28"), true),
            held(third, "2023-06-01", None, true),
        ],
        vec![
            held(FIRM, "2015-01-04", Some("2024-02-29"), true),
            held(FIRM, "2024-06-01", None, true),
            held(PARENT, "2016-01-04", None, true),
            held(third, "2016-01-04", None, false),
        ],
    ]
});

/// The holders that a file is asked with; sometimes nobody has looked.
pub(super) fn held(file: &DossierFile) -> Option<&'static [Held]> {
    let of = &file.enterprise;
    let drawn = of.checks.list.len() + of.declarations.len() + 2 * of.drafting_roles.list.len();
    HELD.get(drawn % (HELD.len() + 1)).map(Vec::as_slice)
}
