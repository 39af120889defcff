//! Declarations that are pending, refused or withdrawn, one for each condition of clause 9 that stands in the way.

use serde_json::json;

use super::firm::{CHOPSTICKS, Firm, HOOD, PENCIL, SCARF, TEA};
use crate::demo::facts::bureau_of;
use crate::demo::timeline::Timeline;

pub fn tell(timeline: &mut Timeline) {
    penalties(timeline);
    outside(timeline);
    others(timeline);
    pending(timeline);
}

/// A quality penalty in the window; one that was set aside after the refusal; one on the product alone.
fn penalties(timeline: &mut Timeline) {
    let mut luoshe = Firm::of(timeline, "luoshe", SCARF);
    let declaration = luoshe.declares("2021-03-15", "2027-03-14");
    luoshe.granted_in_vain("2021-03-22", &declaration, "2021-04-01", "2027-03-14");
    luoshe.refused("2021-03-29", &declaration, "近三年内有因质量问题的行政处罚。");
    let bureau = bureau_of(luoshe.code());
    let set_aside = json!({
        "do": "annul_fact", "kind": "penalty", "id": "演示-德市监罚〔2020〕61号",
        "reason": { "plain": "行政复议决定撤销" },
    });
    luoshe.act("2021-09-10", bureau, set_aside);

    let mut xinshi = Firm::of(timeline, "xinshi", CHOPSTICKS);
    let declaration = xinshi.declares("2023-06-05", "2029-06-04");
    xinshi.refused("2023-06-19", &declaration, "所申报产品近五年内有因质量问题的行政处罚。");
    let declaration = xinshi.declares("2025-03-17", "2031-03-16");
    xinshi.granted("2025-03-31", &declaration, "2025-04-07", "2031-03-16");
}

/// Head offices outside Zhejiang: alone, and with a parent that owns exactly half and has no mark of its own.
fn outside(timeline: &mut Timeline) {
    let mut alone = Firm::of(timeline, "taihu-yx", CHOPSTICKS);
    let declaration = alone.declares("2022-03-07", "2028-03-06");
    alone.refused("2022-03-21", &declaration, "总部不在浙江，且未与省内母公司联合申报。");

    let parent = Firm::of(timeline, "heping", CHOPSTICKS).code();
    let mut half_owned = Firm::of(timeline, "heping-gd", CHOPSTICKS);
    half_owned.declares_with("2026-09-14", "2032-09-13", parent);
}

/// The exclusion catalogue, the list of dishonest firms, no commitment, no route; and a model that was lost.
fn others(timeline: &mut Timeline) {
    let mut hufu = Firm::of(timeline, "hufu", HOOD);
    let declaration = hufu.declares("2021-06-07", "2027-06-06");
    hufu.refused("2021-06-21", &declaration, "产品在暂不开展自我声明的目录内。");

    let mut sian = Firm::of(timeline, "sian", CHOPSTICKS);
    sian.declares("2026-10-19", "2032-10-18");
    sian.product("BC-2").declares("2026-11-04", "2032-11-03");

    let mut mogan = Firm::of(timeline, "mogan", SCARF);
    let declaration = mogan.declares("2021-05-17", "2027-05-16");
    mogan.withdraws("2021-05-25", &declaration);

    // The same model as the one that was revoked in 2022 (see the stories of lost marks).
    let mut zhangwu = Firm::of(timeline, "zhangwu", PENCIL);
    let declaration = zhangwu.declares("2023-02-06", "2029-02-05");
    zhangwu.granted_in_vain("2023-02-13", &declaration, "2023-02-20", "2029-02-05");
    zhangwu.refused("2023-02-20", &declaration, "型号因故被撤销授权，不得再用。");
}

/// All conditions met and waiting; a firm whose registers nobody has looked at; and a model that is not free.
fn pending(timeline: &mut Timeline) {
    Firm::of(timeline, "xilong", TEA).declares("2026-11-09", "2032-11-08");
    Firm::of(timeline, "lingfeng", TEA).declares("2026-11-11", "2032-11-10");
    // Asked for again with the model that was lost: whoever tries to grant it is told why not.
    Firm::of(timeline, "zhangwu", PENCIL).declares("2026-11-12", "2032-11-11");
}
