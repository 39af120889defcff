//! Clause 2: calls, experts and projects in every stage. One standard goes the whole way from a call to publication, one
//! is open for comments and one under public notice today; others were not accepted, not approved, withdrawn, handed
//! to another lead and stopped; a standard system is drawn, with leaves that are there, planned and missing.

use serde_json::{Value, json};

use super::firm::{Firm, day, plain};
use super::project::Project;
use super::revision::{decided, reviewed};
use crate::demo::facts::{federation, firms};
use crate::demo::timeline::{Expect, Timeline};

/// Puts the stories on the timeline.
pub fn tell(timeline: &mut Timeline) {
    scheme(timeline);
    let system = bamboo_system(timeline);
    chopping_board(timeline, &system);
    hood(timeline);
    tea_set(timeline, &system);
    turned_down(timeline);
    resin(timeline);
    kettle(timeline);
    floor(timeline);
    heard_today(timeline);
    pending(timeline);
}

/// Calls, and what they need.
fn scheme(timeline: &mut Timeline) {
    let mut enter = |fact: Value, on: &str| {
        let act = json!({ "do": "enter_scheme_fact", "fact": fact });
        timeline.act(day(on), federation(), None, act, Expect::Granted);
    };
    for (id, title, kind, on, from, until) in [
        (
            "ZJ-2025-1",
            "2025年第一批“品字标”标准研制征集（演示）",
            "lead",
            "2025-01-15",
            "2025-02-01",
            "2025-03-31",
        ),
        ("ZJ-2025-2", "2025年标准体系建设征集（演示）", "system", "2025-01-15", "2025-02-01", "2025-03-31"),
        (
            "ZJ-2026-1",
            "2026年第一批“品字标”标准研制征集（演示）",
            "lead",
            "2026-01-15",
            "2026-02-01",
            "2026-04-30",
        ),
        ("ZJ-2026-3", "2026年文教用品专项征集（演示）", "lead", "2026-01-15", "2026-02-01", "2026-04-30"),
        (
            "ZJ-2026-2",
            "2026年第二批“品字标”标准研制征集（演示）",
            "lead",
            "2026-09-15",
            "2026-10-01",
            "2026-12-31",
        ),
    ] {
        let mut call = json!({
            "fact": "call", "id": id, "title": title, "kind": kind, "published_on": on, "from": from, "until": until,
        });
        // One of them is for makers of articles for culture and education only.
        if id == "ZJ-2026-3" {
            call["industry"] = json!("24");
        }
        enter(call, on);
    }
    experts(timeline);
}

/// The experts, one of them barred, and a call that was closed early.
fn experts(timeline: &mut Timeline) {
    let mut enter = |fact: Value, on: &str| {
        let act = json!({ "do": "enter_scheme_fact", "fact": fact });
        timeline.act(day(on), federation(), None, act, Expect::Granted);
    };
    for (id, organisation, kind) in [
        ("E-01", "浙江省标准化研究院（演示）", "research_institute"),
        ("E-02", "湖州竹制品检验中心（演示）", "laboratory"),
        ("E-03", "浙江省竹产业协会（演示）", "association"),
        ("E-04", "竹制品标准化技术委员会（演示）", "technical_committee"),
        ("E-05", "湖州认证有限公司（演示）", "certification_body"),
        ("E-06", "杭州家电检测院（演示）", "laboratory"),
        ("E-07", "安吉工业设计学院（演示）", "research_institute"),
    ] {
        enter(
            json!({ "fact": "expert", "id": id, "organisation": organisation, "kind": kind, "from": "2025-01-02" }),
            "2025-01-02",
        );
    }
    enter(
        json!({ "fact": "review_bar", "id": "BAR-1", "expert": "E-07", "from": "2026-06-01" }),
        "2026-06-01",
    );
    // Closed from the 20th of February on; it is entered in March.
    let end = json!({
        "key": "demo-call-closed", "on": "2026-02-20",
        "act": { "do": "end_scheme_fact", "kind": "call", "id": "ZJ-2026-3", "reason": plain("申报已满额。") },
    });
    if let Ok(command) = serde_json::from_value(end) {
        timeline.import(day("2026-03-06"), federation(), "ZJ-2026-3@ended".to_owned(), command);
    }
}

/// The federation knows all parts that a firm took in drafting, so that its bar can be told.
pub(super) fn known_parts(timeline: &mut Timeline, firm: &'static str, on: &str) {
    let act = json!({ "do": "complete_register", "kind": "drafting_role", "since": "2019-01-01" });
    Firm::of(timeline, firm, ("", "")).act(on, federation(), act);
}

/// A node of a system; of a class where it names one, else of that of the node above.
fn node(
    code: &str,
    parent: Option<&str>,
    title: &str,
    standard: Option<&str>,
    industry: Option<&str>,
) -> Value {
    let mut node = json!({ "code": code, "title": title });
    for (name, value) in [("parent", parent), ("standard", standard), ("industry", industry)] {
        if let Some(value) = value {
            node[name] = json!(value);
        }
    }
    node
}

/// A standard system for bamboo goods: published, with leaves that are there, planned and missing.
fn bamboo_system(timeline: &mut Timeline) -> String {
    known_parts(timeline, "dipu", "2025-02-10");
    let wants = json!({ "want": "system", "industry": "2041" });
    let named = ("ZJ-2025-2", "竹制品标准体系（演示）");
    let mut project = Project::proposed(timeline, "dipu", "2025-02-12", named, wants, None);
    project.accepted("2025-04-02");
    project.panel(1, "proposal", ("2025-04-03", "2025-04-10"), 0);
    project.announced("2025-04-14", "2025-04-22");
    project.approved("2025-04-25", (2025, 1, 1));
    project.lead("2025-05-06", json!({ "act": "kick_off", "draft_by": "2025-08-31" }));
    project.participant("2025-05-08", ("浙江省标准化研究院杭州分院（演示）", "research_institute"), None);
    let nodes = json!([
        node("A", None, "竹制餐厨具", None, Some("2041")),
        node("A01", Some("A"), "一次性竹筷", Some("T/ZZB 2109"), None),
        node("A02", Some("A"), "竹砧板", Some("T/ZZB 9102"), None),
        node("A03", Some("A"), "竹餐盘", Some("T/ZZB 9101"), None),
        node("A04", Some("A"), "竹茶具", None, None),
        node("B", None, "竹家具", None, Some("2120")),
        node("B01", Some("B"), "竹椅", None, None),
    ]);
    project.lead("2025-06-20", json!({ "act": "draw_system", "nodes": nodes }));
    project.papers("2025-06-25", "体系框架征求意见稿", 1);
    project.federation("2025-07-01", json!({ "act": "open_comments", "until": "2025-07-31" }));
    project.comment("2025-07-10", ("B", Some("安吉椅业商会（演示）")), "建议增加竹沙发。");
    project.let_through("2025-07-11", 1);
    project.answered("2025-08-02", 1, "not_adopted", "竹沙发已由国家标准覆盖，本体系不重复。");
    project.lead("2025-08-20", json!({ "act": "submit_draft" }));
    project.panel(2, "text", ("2025-08-25", "2025-09-05"), 0);
    project.federation("2025-09-12", Project::because("approve_text", "评审通过。"));
    project.federation("2025-09-20", json!({ "act": "publish_system" }));
    project.id
}

/// From a call to a standard that is in force.
fn chopping_board(timeline: &mut Timeline, system: &str) {
    known_parts(timeline, "cuiyun", "2025-02-10");
    let named = ("ZJ-2025-1", "竹砧板（示例标准，演示）");
    // The system was not drawn yet: the leaf is named by the number that the project has.
    let leaf = json!({ "system": system, "node": "A02" });
    let mut project =
        Project::proposed(timeline, "cuiyun", "2025-02-20", named, json!({ "want": "make" }), Some(leaf));
    project.accepted("2025-04-02");
    project.panel(1, "proposal", ("2025-04-03", "2025-04-11"), 1);
    project.announced("2025-04-14", "2025-04-22");
    project.approved("2025-04-25", (2025, 1, 2));
    project.lead("2025-05-12", json!({ "act": "kick_off", "draft_by": "2025-09-30" }));
    project.participant("2025-05-12", ("安吉报福竹业有限公司（演示）", "maker"), Some("baofu"));
    project.participant("2025-05-12", ("浙江竹子研究所（演示）", "research_institute"), None);
    project.participant("2025-05-13", ("安吉质量检验所（演示）", "laboratory"), None);
    project.participant("2025-05-14", ("浙江餐饮协会（演示）", "user"), None);
    project.papers("2025-06-30", "征求意见稿", 4);
    project.federation("2025-07-03", json!({ "act": "open_comments", "until": "2025-08-04" }));
    project.comment("2025-07-15", ("5.2", Some("丽水竹木检测站（演示）")), "防霉等级的试验方法未注明年份。");
    project.comment("2025-07-20", ("", None), "点击领取优惠券");
    project.let_through("2025-07-16", 1);
    project.federation(
        "2025-07-21",
        json!({ "act": "set_comments_aside", "comments": [2], "reason": plain("广告。") }),
    );
    project.answered("2025-08-10", 1, "adopted", "已注明GB/T 18261—2013。");
    project.filed("2025-08-20", ("draft", "送审稿"), 7);
    project.lead("2025-08-22", json!({ "act": "submit_draft" }));
    // The first review does not carry it; the second does.
    project.panel(2, "text", ("2025-08-25", "2025-08-29"), 3);
    let approval = Project::because("approve_text", "评审通过。");
    project.act("2025-08-30", federation(), approval, Expect::Refused);
    project.federation("2025-08-30", Project::because("send_back", "先进性数据不足，补充后重新送审。"));
    project.filed("2025-09-02", ("draft", "送审稿（第二稿）"), 8);
    project.lead("2025-09-03", json!({ "act": "submit_draft" }));
    project.panel(3, "text", ("2025-09-03", "2025-09-08"), 1);
    project
        .federation("2025-09-12", Project::because("approve_text", "评审通过，达到“国内一流、国际先进”。"));
    let table = json!({
        "sample": true,
        "references": [{
            "id": "ls", "standard": "LY/T 1815-2009", "kind": "industry", "name": { "zh": "非结构用竹集成材" },
        }],
        "rows": [
            {
                "indicator": { "zh": "含水率", "en": "moisture content" }, "unit": "%", "direction": "lower",
                "limit": "≤8", "compared": [{ "reference": "ls", "cell": "≤12" }],
            },
            {
                "indicator": { "zh": "胶合强度", "en": "bond strength" }, "unit": "MPa", "direction": "higher",
                "limit": "≥1.2", "compared": [{ "reference": "ls", "cell": "≥0.8" }],
            },
        ],
    });
    let edition = json!({
        "edition": "T/ZZB 9102-2025", "title": "竹砧板（示例标准，演示）", "is_consumer_standard": true,
        "published_on": "2025-09-30", "in_force_from": "2025-10-30", "table": table,
    });
    project.federation("2025-09-30", json!({ "act": "publish_standard", "edition": edition }));
}

/// A revision that is open for comments today; a second one of the same standard was not accepted.
fn hood(timeline: &mut Timeline) {
    known_parts(timeline, "tianhuang", "2026-02-10");
    known_parts(timeline, "longshan", "2026-02-10");
    let wants = || json!({ "want": "revise", "standard": "T/ZZB 0003" });
    let named = ("ZJ-2026-1", "吸油烟机（示例标准，演示）");
    let mut project = Project::proposed(timeline, "tianhuang", "2026-02-18", named, wants(), None);
    project.accepted("2026-05-08");
    project.panel(1, "proposal", ("2026-05-10", "2026-05-20"), 0);
    project.announced("2026-05-25", "2026-06-03");
    project.approved("2026-06-08", (2026, 1, 1));
    project.lead("2026-06-20", json!({ "act": "kick_off", "draft_by": "2026-12-31" }));
    project.participant("2026-06-20", ("杭州家电检测院（演示）", "laboratory"), None);
    project.papers("2026-10-20", "征求意见稿", 10);
    project.federation("2026-11-02", json!({ "act": "open_comments", "until": "2026-12-31" }));
    project.comment("2026-11-06", ("6.3", Some("宁波厨电商会（演示）")), "噪声限值建议按风量分档。");
    project.comment("2026-11-12", ("4.1", None), "请说明与国家标准的差别。");
    project.let_through("2026-11-07", 1);
    project.answered("2026-11-16", 1, "in_part", "将按两档风量规定。");
    let early = json!({ "act": "submit_draft" });
    project.act("2026-11-17", federation(), early, Expect::Refused);
    let mut second = Project::proposed(timeline, "longshan", "2026-03-02", named, wants(), None);
    second.act("2026-05-09", federation(), Project::because("accept_proposal", "受理。"), Expect::Refused);
    second.federation("2026-05-09", Project::because("decline_proposal", "同一标准已有受理的修订项目。"));
}

/// Under public notice today: it fills a leaf of the system.
fn tea_set(timeline: &mut Timeline, system: &str) {
    known_parts(timeline, "baihe", "2026-10-10");
    let leaf = json!({ "system": system, "node": "A04" });
    let named = ("ZJ-2026-2", "竹茶具（示例标准，演示）");
    let mut project =
        Project::proposed(timeline, "baihe", "2026-10-12", named, json!({ "want": "make" }), Some(leaf));
    project.accepted("2026-10-20");
    project.panel(1, "proposal", ("2026-10-22", "2026-11-05"), 1);
    project.announced("2026-11-18", "2026-12-31");
    let approval = json!({
        "act": "approve_project", "plan": { "year": 2026, "batch": 2, "line": 1 }, "reason": plain("论证通过。"),
    });
    project.act("2026-11-19", federation(), approval, Expect::Refused);
}

/// Not approved by the panel; and withdrawn by its lead.
fn turned_down(timeline: &mut Timeline) {
    known_parts(timeline, "xiaofeng", "2026-02-10");
    let make = || json!({ "want": "make" });
    let mut project = Project::proposed(
        timeline,
        "xiaofeng",
        "2026-02-25",
        ("ZJ-2026-1", "可水洗彩色铅笔（示例标准，演示）"),
        make(),
        None,
    );
    project.accepted("2026-05-08");
    project.panel(1, "proposal", ("2026-05-10", "2026-05-21"), 3);
    project.act(
        "2026-05-25",
        federation(),
        json!({ "act": "announce_project", "until": "2026-06-10" }),
        Expect::Refused,
    );
    project.federation("2026-05-26", Project::because("refuse_project", "论证未通过：先进性依据不足。"));
    closed_early(timeline);
    let named = ("ZJ-2026-1", "白茶（示例标准，演示）");
    let mut withdrawn = Project::proposed(timeline, "meixi", "2026-03-10", named, make(), None);
    withdrawn.lead("2026-04-01", json!({ "act": "withdraw_proposal" }));
}

/// A proposal that came after its call was closed early, of which nobody knew yet, to revise a standard that was
/// withdrawn: neither is accepted.
fn closed_early(timeline: &mut Timeline) {
    known_parts(timeline, "zhangwu", "2026-02-10");
    let edition = json!({
        "edition": "T/ZZB 9103-2019", "title": "绘图铅笔（示例标准，演示，已废止）", "is_consumer_standard": true,
        "published_on": "2019-06-03", "in_force_from": "2019-07-01",
    });
    let act = json!({ "do": "enter_edition", "edition": edition });
    timeline.act(day("2019-06-03"), federation(), None, act, Expect::Granted);
    let found =
        reviewed("T/ZZB 9103-2019", "to_withdraw", "实施满三年无企业达标，产品已无人生产，予以废止。");
    decided(timeline, "2025-11-10", found);
    let reason = plain("产品已无人生产。");
    let act = json!({ "do": "withdraw_edition", "edition": "T/ZZB 9103-2019", "reason": reason });
    timeline.act(day("2025-12-01"), federation(), None, act, Expect::Granted);
    let wants = json!({ "want": "revise", "standard": "T/ZZB 9103" });
    let named = ("ZJ-2026-3", "绘图铅笔（示例标准，演示）");
    let mut project = Project::proposed(timeline, "zhangwu", "2026-02-26", named, wants, None);
    project.act("2026-05-08", federation(), Project::because("accept_proposal", "受理。"), Expect::Refused);
    project
        .federation("2026-05-09", Project::because("decline_proposal", "征集已提前结束，且该标准已废止。"));
}

/// The lead could not go on, another took over, and in the end the project was stopped.
fn resin(timeline: &mut Timeline) {
    known_parts(timeline, "jiashan", "2025-02-10");
    let named = ("ZJ-2025-1", "可降解餐盒用树脂（示例标准，演示）");
    let mut project =
        Project::proposed(timeline, "jiashan", "2025-03-03", named, json!({ "want": "make" }), None);
    project.accepted("2025-04-02");
    project.panel(1, "proposal", ("2025-04-03", "2025-04-11"), 0);
    project.announced("2025-04-14", "2025-04-22");
    project.approved("2025-04-25", (2025, 1, 3));
    known_parts(project.timeline(), "lijiaxiang", "2025-06-09");
    let lead = firms().get("lijiaxiang").copied();
    let reason = plain("原牵头单位停产，经其同意变更。");
    project.federation("2025-06-10", json!({ "act": "replace_lead", "lead": lead, "reason": reason }));
    project.lead = "lijiaxiang";
    project.lead("2025-06-20", json!({ "act": "kick_off" }));
    project.federation("2026-06-30", Project::because("stop_project", "一年内未提出草案，终止。"));
}

/// In drafting today: the text is there, and neither its explanation nor the statement of advancement.
fn kettle(timeline: &mut Timeline) {
    known_parts(timeline, "wukang", "2026-02-10");
    let named = ("ZJ-2026-1", "电热水壶（示例标准，演示）");
    let mut project =
        Project::proposed(timeline, "wukang", "2026-02-20", named, json!({ "want": "make" }), None);
    project.accepted("2026-05-08");
    project.panel(1, "proposal", ("2026-05-11", "2026-05-22"), 0);
    project.announced("2026-05-25", "2026-06-03");
    project.approved("2026-06-08", (2026, 1, 2));
    project.lead("2026-06-22", json!({ "act": "kick_off", "draft_by": "2026-12-31" }));
    project.filed("2026-10-15", ("draft", "工作组讨论稿"), 13);
}

/// Its text is to be reviewed in these days; of several kinds of organisations none takes part, which the federation is
/// to judge.
fn floor(timeline: &mut Timeline) {
    known_parts(timeline, "sian", "2026-02-10");
    let named = ("ZJ-2026-1", "户外竹地板（示例标准，演示）");
    let mut project =
        Project::proposed(timeline, "sian", "2026-02-24", named, json!({ "want": "make" }), None);
    project.accepted("2026-05-08");
    project.panel(1, "proposal", ("2026-05-11", "2026-05-22"), 0);
    project.announced("2026-05-25", "2026-06-03");
    project.approved("2026-06-08", (2026, 1, 3));
    project.lead("2026-06-23", json!({ "act": "kick_off", "draft_by": "2026-09-30" }));
    project.participant("2026-06-23", ("安吉质量检验所（演示）", "laboratory"), None);
    project.papers("2026-08-03", "征求意见稿", 14);
    project.federation("2026-08-10", json!({ "act": "open_comments", "until": "2026-09-15" }));
    project.lead("2026-10-12", json!({ "act": "submit_draft" }));
    project.appointed("text", ("2026-11-09", "2026-11-27"));
}

/// A hearing that is held in these days: three of five have voted.
fn heard_today(timeline: &mut Timeline) {
    known_parts(timeline, "meixi", "2026-10-10");
    let named = ("ZJ-2026-2", "抹茶（示例标准，演示）");
    let mut project =
        Project::proposed(timeline, "meixi", "2026-10-14", named, json!({ "want": "make" }), None);
    project.accepted("2026-10-23");
    project.appointed("proposal", ("2026-11-06", "2026-11-18"));
    (0..3).for_each(|at| project.voted(1, "proposal", "2026-11-18", (at, true)));
}

/// Proposals that wait today; the lead of one is barred (clause 4).
fn pending(timeline: &mut Timeline) {
    let named = ("ZJ-2026-2", "蚕丝被（示例标准，演示）");
    let mut barred =
        Project::proposed(timeline, "luoshe", "2026-10-15", named, json!({ "want": "make" }), None);
    barred.act("2026-10-28", federation(), Project::because("accept_proposal", "受理。"), Expect::Refused);
    let named = ("ZJ-2026-2", "黑茶饼（示例标准，演示）");
    Project::proposed(timeline, "heishan", "2026-11-03", named, json!({ "want": "make" }), None);
}
