//! Schemes and standards of every shape, beside the dossiers.

use policy::calendar::Day;
use serde_json::{Value, json};

use super::dossiers::{kept, mark, maybe_until};
use super::tape::Tape;

pub(super) fn catalogue_entry(tape: &mut Tape, _: usize) -> (Day, Value) {
    let on = tape.day();
    let category = tape.one_of(&["lighting", "toys"]);
    (on, json!({ "category": category, "title": "类", "published_on": on, "from": tape.after(on) }))
}

pub(super) fn body(tape: &mut Tape, _: usize) -> (Day, Value) {
    let on = tape.day();
    let kind = tape.one_of(&["certification_body", "certification_body", "certification_body", "laboratory"]);
    let mut record = json!({ "name": "机构", "kind": kind, "from": on });
    maybe_until(tape, &mut record, on);
    (on, record)
}

pub(super) fn edition(tape: &mut Tape, number: &str) -> Value {
    let on = tape.day();
    let mut record =
        json!({ "edition": number, "title": "台灯", "published_on": on, "in_force_from": tape.after(on) });
    if !tape.once_in(4) {
        record["is_consumer_standard"] = json!(!tape.once_in(4));
    }
    if tape.once_in(4) {
        let reviewed = tape.after(on).plus_years(3);
        record["reviews"] = json!([{ "verdict": "confirmed", "mark": mark(tape, reviewed) }]);
    }
    kept(tape, number, on, record)
}
