//! Marks that were granted and what became of them without fault: both paths, the joint filing, the end of a
//! term, the end by the maker's own wish, and what happens to a mark when its certificate falters.

use policy::powers::OfficeKind;
use serde_json::json;

use super::duties::Marks;
use super::firm::{CHOPSTICKS, Firm, HOOD, PENCIL, RESIN, SCARF, TEA, officer};
use crate::demo::facts::{bureau_of, federation};
use crate::demo::timeline::Timeline;

/// Puts the stories on the timeline; gives the marks that others speak of.
pub fn tell(timeline: &mut Timeline) -> Marks {
    let marks = declared(timeline);
    certified(timeline);
    joint(timeline);
    faltering(timeline);
    resin(timeline);
    certificate_set_aside(timeline);
    marks
}

/// Path 2: valid with a recall fulfilled in time, valid with a passed check, expired, ended, not yet in force.
fn declared(timeline: &mut Timeline) -> Marks {
    let mut cuiyun = Firm::of(timeline, "cuiyun", CHOPSTICKS);
    let declaration = cuiyun.declares("2021-05-10", "2027-05-09");
    let of_cuiyun = cuiyun.granted("2021-05-24", &declaration, "2021-06-01", "2027-05-09");
    let done = json!({
        "do": "end_fact", "kind": "recall", "id": "演示-召回-2023-02", "reason": { "plain": "召回完成" },
    });
    let bureau = bureau_of(cuiyun.code());
    cuiyun.act("2023-08-21", bureau, done);

    let mut kuntong = Firm::of(timeline, "kuntong", CHOPSTICKS);
    let declaration = kuntong.declares("2021-05-12", "2023-05-11");
    kuntong.granted("2021-05-26", &declaration, "2021-06-01", "2023-05-11");

    let mut baofu = Firm::of(timeline, "baofu", CHOPSTICKS);
    let declaration = baofu.declares("2021-05-13", "2027-05-12");
    let of_baofu = baofu.granted("2021-05-27", &declaration, "2021-06-01", "2027-05-12");
    let end =
        json!({ "do": "end_authorization", "authorization": of_baofu, "reason": { "plain": "产品停产" } });
    baofu.act("2024-09-30", federation(), end);

    let mut shanchuan = Firm::of(timeline, "shanchuan", CHOPSTICKS);
    let declaration = shanchuan.declares("2026-10-26", "2032-10-25");
    shanchuan.granted("2026-11-18", &declaration, "2026-12-01", "2032-10-25");

    let mut changlong = Firm::of(timeline, "changlong", SCARF);
    let declaration = changlong.declares("2021-01-18", "2026-12-31");
    let of_changlong = changlong.granted("2021-02-01", &declaration, "2021-02-08", "2026-12-31");

    let mut zhangwu = Firm::of(timeline, "zhangwu", PENCIL);
    let declaration = zhangwu.product("CP-2").declares("2023-03-06", "2029-03-05");
    zhangwu.granted("2023-03-20", &declaration, "2023-04-01", "2029-03-05");
    Marks { cuiyun: of_cuiyun, baofu: of_baofu, changlong: of_changlong }
}

/// Path 1: a certificate, then the mark; and a second product of the series declared on its strength.
fn certified(timeline: &mut Timeline) {
    let mut baihe = Firm::of(timeline, "baihe", CHOPSTICKS);
    baihe.certified("2021-06-28", "ZJM-DEMO-001", "2021-07-01", "2027-06-14");

    let mut qinglan = Firm::of(timeline, "qinglan", HOOD);
    qinglan.certified("2021-03-08", "ZJM-DEMO-002", "2021-03-10", "2027-02-19");
    let declaration = qinglan.product("RH-2").declares("2021-04-12", "2027-02-19");
    qinglan.granted("2021-04-26", &declaration, "2021-05-01", "2027-02-19");

    // The body lost its qualification before it issued this certificate, which was known months later.
    let mut meishan = Firm::of(timeline, "meishan", RESIN);
    meishan.certified("2021-02-22", "ZJM-DEMO-009", "2021-03-01", "2027-01-31");
}

/// A subsidiary outside the province files with its parent, which joins; the grant before that is refused.
fn joint(timeline: &mut Timeline) {
    let parent = Firm::of(timeline, "qinglan", HOOD).code();
    let mut subsidiary = Firm::of(timeline, "qinglan-yx", HOOD);
    let declaration = subsidiary.declares_with("2021-07-05", "2027-02-19", parent);
    subsidiary.granted_in_vain("2021-07-12", &declaration, "2021-08-01", "2027-02-19");
    subsidiary.joined_by("2021-07-15", "qinglan", &declaration);
    subsidiary.granted("2021-07-19", &declaration, "2021-08-01", "2027-02-19");
}

/// Certificates that are suspended, withdrawn, cancelled: a finding each, decided or still to decide.
fn faltering(timeline: &mut Timeline) {
    let hu = || officer("hu", OfficeKind::CertificationBody, "CB-01");
    let ruan = || officer("ruan", OfficeKind::CertificationBody, "CB-02");

    let mut tianhuang = Firm::of(timeline, "tianhuang", HOOD);
    tianhuang.certified("2021-03-22", "ZJM-DEMO-003", "2021-04-01", "2027-03-09");
    tianhuang.certificate_suspended("2026-09-15", hu(), "ZJM-DEMO-003", "监督审核发现标识使用不规范");

    let mut longshan = Firm::of(timeline, "longshan", HOOD);
    longshan.certified("2021-04-06", "ZJM-DEMO-004", "2021-04-12", "2027-03-21");
    let work = longshan.certificate_suspended("2026-06-08", ruan(), "ZJM-DEMO-004", "未按期接受监督审核");
    longshan.decided("2026-06-24", &work, "suspended");

    let mut heishan = Firm::of(timeline, "heishan", TEA);
    heishan.certified("2021-05-24", "ZJM-DEMO-005", "2021-06-01", "2027-05-11");
    heishan.certificate_ends("2026-10-20", ruan(), "ZJM-DEMO-005", "withdrawn");

    let mut meixi = Firm::of(timeline, "meixi", TEA);
    meixi.certified("2021-06-01", "ZJM-DEMO-006", "2021-06-07", "2027-05-19");
    let work = meixi.certificate_ends("2025-03-31", hu(), "ZJM-DEMO-006", "cancelled");
    meixi.decided("2025-04-15", &work, "ended");
}

/// A suspension that was lifted, a term that ran out, and a new one that could not outlive its certificate.
fn resin(timeline: &mut Timeline) {
    let ruan = || officer("ruan", OfficeKind::CertificationBody, "CB-02");
    let mut lijiaxiang = Firm::of(timeline, "lijiaxiang", RESIN);
    let mark = lijiaxiang.certified("2020-03-30", "ZJM-DEMO-008", "2020-04-01", "2026-03-15");
    let work = lijiaxiang.certificate_suspended("2022-05-10", ruan(), "ZJM-DEMO-008", "检验报告过期");
    lijiaxiang.decided("2022-05-20", &work, "suspended");
    let reason = json!({ "plain": "整改完成" });
    let lifted = json!({
        "do": "lift_certificate_suspension", "certificate": "ZJM-DEMO-008", "reason": reason,
    });
    lijiaxiang.act("2022-08-01", ruan(), lifted);
    let lifted = json!({ "do": "lift_suspension", "authorization": mark, "reason": reason });
    lijiaxiang.act("2022-08-08", federation(), lifted);

    let mut jiashan = Firm::of(timeline, "jiashan", RESIN);
    jiashan.certified("2020-01-20", "ZJM-DEMO-007", "2020-02-01", "2026-01-09");
    let too_long = Firm::on_certificate("ZJM-DEMO-010", "2026-01-20", "2032-01-15");
    jiashan.in_vain("2026-01-19", federation(), too_long);
    jiashan.certified("2026-01-19", "ZJM-DEMO-010", "2026-01-20", "2032-01-09");
}

/// A certificate that turns out never to have been issued: what rests on it cannot be told.
fn certificate_set_aside(timeline: &mut Timeline) {
    let mut hufu = Firm::of(timeline, "hufu", HOOD);
    hufu.certified("2021-09-13", "ZJM-DEMO-011", "2021-09-20", "2027-08-31");
    let annulled = json!({
        "do": "annul_fact", "kind": "certificate", "id": "ZJM-DEMO-011",
        "reason": { "plain": "录入有误：该编号的证书未曾签发" },
    });
    hufu.act("2026-11-02", federation(), annulled);
}
