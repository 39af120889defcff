//! Work on marks, drawn: its steps with their days, and the issue of a notice as a paper.

use policy::calendar::Day;
use serde_json::{Value, json};

use super::dossiers::mark;
use super::tape::Tape;

pub(super) fn proceeding(tape: &mut Tape, _: usize) -> (Day, Value) {
    let on = tape.day();
    let mut day = on;
    let mut steps = Vec::new();
    for step in ["notice_served", "hearing_requested", "hearing_held", "interview_called", "interview_held"] {
        if tape.once_in(2) {
            day = tape.after(day);
            let mut step = json!({ "is": step });
            if step["is"] == "notice_served" {
                step["reply_by"] = json!(day.plus_days(tape.one_of(&[7i64, 8, 0])));
            } else if step["is"] == "interview_called" {
                step["appointment"] = json!({ "day": day, "time": "09:30", "place": "会议室" });
            }
            let is_issued = step["is"] == "notice_served" && !tape.once_in(4);
            let mut taken = json!({ "step": step, "mark": mark(tape, day) });
            if is_issued {
                let on = tape.after(day);
                taken["issued"] = mark(tape, on);
            }
            steps.push(taken);
        }
    }
    let kind = tape.one_of(&["revocation", "interview", "review"]);
    let facts = tape.one_of(&[&["check:checks-0"][..], &["check:checks-1"], &[]]);
    let record = json!({
        "kind": kind, "rule": "c10.not_failed_twice", "facts": facts, "authorizations": [], "opened_on": on,
        "steps": steps,
    });
    (on, record)
}
