//! A standard that was reviewed, revised and lives on: the review found too few who hold a mark against it, a project
//! revised it under its number, and the earlier edition ended on the day the new one came into force.

use serde_json::{Value, json};

use super::firm::{day, plain};
use super::project::Project;
use super::research::known_parts;
use crate::demo::facts::federation;
use crate::demo::timeline::{Expect, Timeline};

/// The standard that is revised.
const STANDARD: &str = "T/ZZB 9104";

/// Puts the story on the timeline.
pub fn tell(timeline: &mut Timeline) {
    decided(
        timeline,
        "2025-01-20",
        reviewed("T/ZZB 9104-2019", "to_revise", "对标达标企业不足3家，两项指标已落后，须修订。"),
    );
    known_parts(timeline, "kuntong", "2025-02-10");
    let wants = json!({ "want": "revise", "standard": STANDARD });
    let named = ("ZJ-2025-1", "竹集成材杯垫（示例标准，演示）");
    let mut project = Project::proposed(timeline, "kuntong", "2025-02-24", named, wants, None);
    project.accepted("2025-04-02");
    project.panel(1, "proposal", ("2025-04-03", "2025-04-11"), 0);
    project.announced("2025-04-14", "2025-04-22");
    project.approved("2025-04-25", (2025, 1, 4));
    project.lead("2025-05-08", json!({ "act": "kick_off", "draft_by": "2025-09-30" }));
    project.participant("2025-05-09", ("德清新市竹业有限公司（演示）", "maker"), Some("xinshi"));
    project.participant("2025-05-09", ("安吉质量检验所（演示）", "laboratory"), None);
    project.papers("2025-07-10", "征求意见稿", 17);
    project.federation("2025-07-14", json!({ "act": "open_comments", "until": "2025-08-15" }));
    project.comment(
        "2025-07-28",
        ("4.2", Some("浙江餐饮协会（演示）")),
        "胶合强度可再提高，并增加甲醛释放量。",
    );
    project.let_through("2025-07-29", 1);
    project.answered("2025-08-18", 1, "adopted", "胶合强度提高到1.5 MPa，增加甲醛释放量。");
    project.lead("2025-09-10", json!({ "act": "submit_draft" }));
    project.panel(2, "text", ("2025-09-12", "2025-09-24"), 1);
    project
        .federation("2025-10-09", Project::because("approve_text", "评审通过，达到“国内一流、国际先进”。"));
    project.federation("2025-11-05", json!({ "act": "publish_standard", "edition": revised() }));
    let reason = plain("由T/ZZB 9104-2025代替。");
    let ended = json!({ "do": "withdraw_edition", "edition": "T/ZZB 9104-2019", "reason": reason });
    decided(timeline, "2025-12-01", ended);
}

/// What the federation decides of a standard.
pub(super) fn decided(timeline: &mut Timeline, on: &str, act: Value) {
    timeline.act(day(on), federation(), None, act, Expect::Granted);
}

/// A completed review.
pub(super) fn reviewed(edition: &str, verdict: &str, why: &str) -> Value {
    json!({ "do": "complete_review", "edition": edition, "verdict": verdict, "reason": plain(why) })
}

/// The edition that the project publishes: limits tightened, an indicator added.
fn revised() -> Value {
    let row = |zh: &str, en: &str, (unit, direction): (&str, &str), limit: &str, theirs: &str| {
        json!({
            "indicator": { "zh": zh, "en": en }, "unit": unit, "direction": direction, "limit": limit,
            "compared": [{ "reference": "ls", "cell": theirs }],
        })
    };
    let table = json!({
        "sample": true,
        "references": [{
            "id": "ls", "standard": "LY/T 1815-2009", "kind": "industry", "name": { "zh": "非结构用竹集成材" },
        }],
        "rows": [
            row("含水率", "moisture content", ("%", "lower"), "≤8", "≤12"),
            row("胶合强度", "bond strength", ("MPa", "higher"), "≥1.5", "≥0.8"),
            row("甲醛释放量", "formaldehyde emission", ("mg/m³", "lower"), "≤0.05", "≤0.12"),
        ],
    });
    json!({
        "edition": format!("{STANDARD}-2025"), "title": "竹集成材杯垫（示例标准，演示）", "is_consumer_standard": true,
        "published_on": "2025-11-05", "in_force_from": "2025-12-01", "table": table,
    })
}
