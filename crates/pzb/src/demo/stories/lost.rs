//! Marks in danger and marks lost, one proceeding at each step: opened, notice, statement, hearing asked for,
//! hearing held, decided, served, published, corrected.

use serde_json::json;

use super::firm::{CHOPSTICKS, Firm, HOOD, PENCIL, SCARF};
use crate::demo::facts::federation;
use crate::demo::timeline::Timeline;

pub fn tell(timeline: &mut Timeline) {
    twice_failed(timeline);
    listed(timeline);
    grounds(timeline);
    corrected(timeline);
    late(timeline);
}

/// The reference of the work that a fact of the registers opened.
fn opened_by(fact: &str) -> String {
    format!("${fact}@entered/PR")
}

/// Two verified failures within two years: revoked and published, decided and not yet served, under notice.
fn twice_failed(timeline: &mut Timeline) {
    let mut zhangwu = Firm::of(timeline, "zhangwu", PENCIL);
    let declaration = zhangwu.declares("2020-07-06", "2026-07-05");
    zhangwu.granted("2020-07-20", &declaration, "2020-08-01", "2026-07-05");
    let first = zhangwu.fails("CK-2021-AJ-06", ["2021-03-02", "2021-03-19", "2021-03-22", "2021-04-08"]);
    zhangwu.interviewed("2021-04-12", "2021-04-20", &first);
    zhangwu.followed_up("2021-05-10", "CK-2021-AJ-07", "CK-2021-AJ-06");
    zhangwu.tested("2021-05-25", "CK-2021-AJ-07", true);
    zhangwu.notified("2021-05-27", "CK-2021-AJ-07");
    zhangwu.verified("2021-05-28", "CK-2021-AJ-07");
    let work = zhangwu.fails("CK-2022-AJ-08", ["2022-09-06", "2022-09-16", "2022-09-20", "2022-10-12"]);
    zhangwu.notice("2022-10-20", &work);
    zhangwu.states("2022-10-24", &work);
    zhangwu.decided("2022-11-02", &work, "revoked");
    zhangwu.served("2022-11-04", &work);
    zhangwu.published("2022-11-10", &work);

    let mut xiaofeng = Firm::of(timeline, "xiaofeng", PENCIL);
    let declaration = xiaofeng.declares("2021-02-15", "2027-02-14");
    xiaofeng.granted("2021-03-01", &declaration, "2021-03-08", "2027-02-14");
    let first = xiaofeng.fails("CK-2024-AJ-09", ["2024-10-15", "2024-11-01", "2024-11-04", "2024-11-21"]);
    xiaofeng.interviewed("2024-11-27", "2024-12-03", &first);
    xiaofeng.followed_up("2024-12-16", "CK-2024-AJ-10", "CK-2024-AJ-09");
    xiaofeng.tested("2025-01-06", "CK-2024-AJ-10", true);
    xiaofeng.notified("2025-01-07", "CK-2024-AJ-10");
    xiaofeng.verified("2025-01-08", "CK-2024-AJ-10");
    xiaofeng.sampled("2026-07-14", "CK-2026-AJ-12");
    xiaofeng.tested("2026-07-30", "CK-2026-AJ-12", false);
    xiaofeng.notified("2026-08-03", "CK-2026-AJ-12");
    xiaofeng.objects("2026-08-10", "CK-2026-AJ-12");
    xiaofeng.retested("2026-08-17", "2026-08-31", "CK-2026-AJ-12", false);
    let work = xiaofeng.verified("2026-09-02", "CK-2026-AJ-12");
    xiaofeng.notice("2026-10-12", &work);
    xiaofeng.states("2026-10-15", &work);
    xiaofeng.asks_for_hearing("2026-10-16", &work);
    xiaofeng.heard("2026-10-28", &work);
    xiaofeng.decided("2026-11-16", &work, "revoked");

    let mut hanggai = Firm::of(timeline, "hanggai", PENCIL);
    let declaration = hanggai.declares("2021-02-18", "2027-02-17");
    hanggai.granted("2021-03-04", &declaration, "2021-03-08", "2027-02-17");
    let first = hanggai.fails("CK-2025-AJ-01", ["2025-02-18", "2025-03-04", "2025-03-06", "2025-03-25"]);
    hanggai.interviewed("2025-03-31", "2025-04-08", &first);
    hanggai.followed_up("2025-04-22", "CK-2025-AJ-02", "CK-2025-AJ-01");
    hanggai.tested("2025-05-08", "CK-2025-AJ-02", true);
    let work = hanggai.fails("CK-2026-AJ-13", ["2026-09-08", "2026-09-22", "2026-09-24", "2026-10-28"]);
    hanggai.notice("2026-11-16", &work);
}

/// Listed as seriously dishonest: revoked, heard, and let stand.
fn listed(timeline: &mut Timeline) {
    let mut dipu = Firm::of(timeline, "dipu", CHOPSTICKS);
    let declaration = dipu.declares("2021-05-17", "2027-05-16");
    dipu.granted("2021-05-31", &declaration, "2021-06-07", "2027-05-16");
    let work = opened_by("演示-失信-2023-01");
    dipu.notice("2023-03-06", &work);
    dipu.decided("2023-03-20", &work, "revoked");
    dipu.served("2023-03-22", &work);
    dipu.published("2023-03-27", &work);

    let mut tianzihu = Firm::of(timeline, "tianzihu", CHOPSTICKS);
    let declaration = tianzihu.declares("2021-05-18", "2027-05-17");
    tianzihu.granted("2021-06-01", &declaration, "2021-06-07", "2027-05-17");
    let work = opened_by("演示-失信-2026-02");
    tianzihu.notice("2026-09-01", &work);
    tianzihu.asks_for_hearing("2026-09-04", &work);
    tianzihu.heard("2026-09-22", &work);

    let mut huangpu = Firm::of(timeline, "huangpu", CHOPSTICKS);
    let declaration = huangpu.declares("2021-05-19", "2027-05-18");
    huangpu.granted("2021-06-02", &declaration, "2021-06-07", "2027-05-18");
    let work = opened_by("演示-失信-2024-04");
    huangpu.notice("2024-01-22", &work);
    huangpu.decided("2024-02-20", &work, "no_action");
    huangpu.served("2024-02-22", &work);
    huangpu.published("2024-02-28", &work);
}

/// The other grounds of clause 11, each proceeding at another step.
fn grounds(timeline: &mut Timeline) {
    // Opened, nothing more.
    let mut zhili = Firm::of(timeline, "zhili", SCARF);
    let declaration = zhili.declares("2021-03-09", "2027-03-08");
    zhili.granted("2021-03-23", &declaration, "2021-04-01", "2027-03-08");

    let mut nanxun = Firm::of(timeline, "nanxun", SCARF);
    let declaration = nanxun.declares("2021-03-10", "2027-03-09");
    nanxun.granted("2021-03-24", &declaration, "2021-04-01", "2027-03-09");
    let work = opened_by("演示-违约-2026-01");
    nanxun.notice("2026-10-19", &work);
    nanxun.decided("2026-10-28", &work, "revoked");
    nanxun.served("2026-10-30", &work);

    // The duty to recall turned overdue by itself; the sweep finds it.
    let mut wukang = Firm::of(timeline, "wukang", HOOD);
    let declaration = wukang.declares("2021-03-11", "2027-03-10");
    wukang.granted("2021-03-25", &declaration, "2021-04-01", "2027-03-10");
    let swept = wukang.act("2026-10-12", federation(), json!({ "do": "open_due_work" }));
    let work = format!("${swept}/PR");
    wukang.notice("2026-10-19", &work);
    wukang.states("2026-10-22", &work);

    let mut zhongguan = Firm::of(timeline, "zhongguan", CHOPSTICKS);
    let declaration = zhongguan.declares("2021-05-20", "2027-05-19");
    zhongguan.granted("2021-06-03", &declaration, "2021-06-07", "2027-05-19");
    let work = opened_by("演示-违标-2026-03");
    zhongguan.notice("2026-10-26", &work);
    zhongguan.asks_for_hearing("2026-10-29", &work);
}

/// Revoked for a breach that turned out to be none, and corrected by a new act.
fn corrected(timeline: &mut Timeline) {
    let mut shangshu = Firm::of(timeline, "shangshu", SCARF);
    let declaration = shangshu.declares("2021-01-11", "2026-12-31");
    let mark = shangshu.granted("2021-01-25", &declaration, "2021-02-01", "2026-12-31");
    let work = opened_by("演示-违约-2023-02");
    shangshu.notice("2023-03-20", &work);
    shangshu.decided("2023-04-04", &work, "revoked");
    shangshu.served("2023-04-06", &work);
    shangshu.published("2023-04-12", &work);
    let correct = json!({
        "do": "correct_revocation", "authorization": mark, "reason": { "plain": "所依据的违反已被撤销" },
    });
    shangshu.act("2023-09-25", federation(), correct);
}

/// A penalty of 2019 that came to light in 2026: the grant is reviewed.
fn late(timeline: &mut Timeline) {
    let mut yucun = Firm::of(timeline, "yucun", CHOPSTICKS);
    let declaration = yucun.declares("2021-04-28", "2027-04-27");
    // The standard was published but not in force yet.
    yucun.granted_in_vain("2021-04-29", &declaration, "2021-04-30", "2027-04-27");
    yucun.granted("2021-05-06", &declaration, "2021-05-06", "2027-04-27");
}
