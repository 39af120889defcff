//! Spot checks at every step, and the work of a first failure.

use serde_json::json;

use super::firm::{CHOPSTICKS, Firm, HOOD, RESIN, SCARF, TEA};
use crate::demo::facts::bureau_of;
use crate::demo::timeline::Timeline;

pub fn tell(timeline: &mut Timeline) {
    passed(timeline);
    under_way(timeline);
    first_failures(timeline);
}

/// Verified passes, one of them after an upheld objection, and a check that was set aside.
fn passed(timeline: &mut Timeline) {
    let mut cuiyun = Firm::of(timeline, "cuiyun", CHOPSTICKS);
    cuiyun.sampled("2022-04-12", "CK-2022-AJ-01");
    cuiyun.tested("2022-04-28", "CK-2022-AJ-01", true);
    cuiyun.notified("2022-05-05", "CK-2022-AJ-01");
    cuiyun.verified("2022-05-06", "CK-2022-AJ-01");
    cuiyun.sampled("2024-04-16", "CK-2024-AJ-02");
    let bureau = bureau_of(cuiyun.code());
    let set_aside = json!({
        "do": "set_check_aside", "check": "CK-2024-AJ-02", "reason": { "plain": "样品封存不符合要求" },
    });
    cuiyun.act("2024-04-22", bureau, set_aside);

    let mut shangshu = Firm::of(timeline, "shangshu", SCARF);
    shangshu.sampled("2025-03-11", "CK-2025-AJ-03");
    shangshu.tested("2025-03-27", "CK-2025-AJ-03", false);
    shangshu.notified("2025-03-31", "CK-2025-AJ-03");
    shangshu.objects("2025-04-08", "CK-2025-AJ-03");
    shangshu.answered("2025-04-21", "CK-2025-AJ-03", "upheld");
    shangshu.verified("2025-04-23", "CK-2025-AJ-03");
}

/// One check at each step before the result is verified.
fn under_way(timeline: &mut Timeline) {
    let mut baihe = Firm::of(timeline, "baihe", CHOPSTICKS);
    baihe.sampled("2026-10-12", "CK-2026-AJ-11");
    baihe.tested("2026-11-02", "CK-2026-AJ-11", true);
    baihe.sampled("2026-11-16", "CK-2026-AJ-14");

    let mut jiashan = Firm::of(timeline, "jiashan", RESIN);
    jiashan.sampled("2026-10-20", "CK-2026-CX-05");
    jiashan.tested("2026-11-09", "CK-2026-CX-05", false);
    jiashan.sampled("2026-10-22", "CK-2026-CX-06");
    jiashan.tested("2026-11-10", "CK-2026-CX-06", false);
    jiashan.notified("2026-11-12", "CK-2026-CX-06");

    let mut qinglan = Firm::of(timeline, "qinglan", HOOD);
    for (check, sampled) in [("CK-2026-DQ-07", "2026-09-28"), ("CK-2026-DQ-08", "2026-09-29")] {
        qinglan.sampled(sampled, check);
        qinglan.tested("2026-10-20", check, false);
        qinglan.notified("2026-10-26", check);
        qinglan.objects("2026-11-02", check);
    }
    qinglan.retested("2026-11-04", "2026-11-16", "CK-2026-DQ-08", true);

    let mut subsidiary = Firm::of(timeline, "qinglan-yx", HOOD);
    subsidiary.sampled("2026-09-22", "CK-2026-ZJ-02");
    subsidiary.tested("2026-10-13", "CK-2026-ZJ-02", false);
    subsidiary.notified("2026-10-19", "CK-2026-ZJ-02");
    subsidiary.objects("2026-10-28", "CK-2026-ZJ-02");
    subsidiary.answered("2026-11-17", "CK-2026-ZJ-02", "dismissed");
}

/// A first failure: interview and follow-up done, and both still due.
fn first_failures(timeline: &mut Timeline) {
    let mut kangshan = Firm::of(timeline, "kangshan", TEA);
    let declaration = kangshan.declares("2021-04-06", "2027-04-05");
    kangshan.granted("2021-04-20", &declaration, "2021-05-01", "2027-04-05");
    let work = kangshan.fails("CK-2022-AJ-04", ["2022-06-14", "2022-06-30", "2022-07-04", "2022-07-21"]);
    kangshan.interviewed("2022-07-27", "2022-08-02", &work);
    kangshan.followed_up("2022-08-16", "CK-2022-AJ-05", "CK-2022-AJ-04");
    kangshan.tested("2022-08-31", "CK-2022-AJ-05", true);
    kangshan.notified("2022-09-02", "CK-2022-AJ-05");
    kangshan.verified("2022-09-05", "CK-2022-AJ-05");

    let mut linghu = Firm::of(timeline, "linghu", SCARF);
    let declaration = linghu.declares("2021-03-08", "2027-03-07");
    linghu.granted("2021-03-22", &declaration, "2021-04-01", "2027-03-07");
    linghu.fails("CK-2026-NX-09", ["2026-09-15", "2026-09-29", "2026-10-09", "2026-10-28"]);
}
