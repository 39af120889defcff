//! Projects whose lead was dissolved: of one a participant took over and drafts on; the other waits for a new lead.

use serde_json::json;

use super::firm::{Firm, plain};
use super::project::Project;
use super::research::known_parts;
use crate::demo::facts::{bureau_of, firms};
use crate::demo::timeline::Timeline;

/// Puts the stories on the timeline.
pub fn tell(timeline: &mut Timeline) {
    let mut project = drafting(timeline, "zhangcun", "竹栈道板（示例标准，演示）", 4);
    project.participant("2026-06-26", ("安吉山川竹业有限公司（演示）", "maker"), Some("shanchuan"));
    project.participant("2026-06-26", ("安吉质量检验所（演示）", "laboratory"), None);
    dissolved(project.timeline(), "zhangcun", "2026-08-17");
    // What it helped to draft is known: the bar of clause 4 is asked of whoever takes over.
    known_parts(project.timeline(), "shanchuan", "2026-08-24");
    let lead = firms().get("shanchuan").copied();
    let reason = plain("原牵头单位已注销登记；参加单位一致同意，由其中一家接替牵头，项目继续。");
    project.federation("2026-08-31", json!({ "act": "replace_lead", "lead": lead, "reason": reason }));
    project.lead = "shanchuan";
    project.filed("2026-10-20", ("draft", "工作组讨论稿"), 20);

    let mut project = drafting(timeline, "xiaoyuan", "竹编灯罩（示例标准，演示）", 5);
    project.participant("2026-06-26", ("安吉余村竹业有限公司（演示）", "maker"), Some("yucun"));
    dissolved(project.timeline(), "xiaoyuan", "2026-10-26");
}

/// A project that is being drafted, in a line of the plan.
fn drafting<'t>(timeline: &'t mut Timeline, lead: &'static str, title: &str, line: u16) -> Project<'t> {
    known_parts(timeline, lead, "2026-02-10");
    let wants = json!({ "want": "make" });
    let mut project = Project::proposed(timeline, lead, "2026-02-26", ("ZJ-2026-1", title), wants, None);
    project.accepted("2026-05-08");
    project.panel(1, "proposal", ("2026-05-11", "2026-05-22"), 0);
    project.announced("2026-05-25", "2026-06-03");
    project.approved("2026-06-09", (2026, 1, line));
    project.lead("2026-06-25", json!({ "act": "kick_off", "draft_by": "2026-12-31" }));
    project
}

/// The bureau ends the seat of a firm that was struck off: no other fact of the registers says so.
fn dissolved(timeline: &mut Timeline, alias: &'static str, on: &str) {
    let mut firm = Firm::of(timeline, alias, ("", ""));
    let (bureau, code) = (bureau_of(firm.code()), firm.code());
    let act = json!({
        "do": "end_fact", "kind": "head_office", "id": format!("${code}@entered/#seat"),
        "reason": plain("企业已注销登记。"),
    });
    firm.act(on, bureau, act);
}
