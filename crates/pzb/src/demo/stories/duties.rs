//! What clause 4 asks of those who took part in drafting (`drafting_roles.csv`, `exhibitions.csv`): duties pending, met,
//! met late, overdue and such as nobody can tell, a lead whose proposals are not accepted, label filings accepted,
//! returned and waiting, a review done and one due.

use policy::powers::{Actor, Office, OfficeKind};
use serde_json::{Value, json};

use super::firm::{CHOPSTICKS, Firm, SCARF, day, issued, officer, plain};
use super::revision::{decided, reviewed};
use crate::demo::county::photo;
use crate::demo::facts::{bureau_of, federation, person};
use crate::demo::timeline::{Expect, Timeline};

impl Firm<'_> {
    /// Somebody states that a register is complete.
    fn confirmed(&mut self, on: &str, kind: &str, since: &str) {
        let by = if kind == "drafting_role" { federation() } else { bureau_of(self.code()) };
        self.act(on, by, json!({ "do": "complete_register", "kind": kind, "since": since }));
    }

    /// The firm files its labels with the demonstration's photo of that number; gives the reference of the filing.
    fn labels(&mut self, on: &str, mark: &str, number: u8) -> String {
        let act = json!({ "do": "file_label", "authorization": mark, "photos": [photo(number).1] });
        let maker = self.maker();
        format!("${}/BQ", self.act(on, maker, act))
    }

    /// The bureau accepts the filing.
    fn labels_accepted(&mut self, on: &str, label: &str) {
        let act = looked_at(label, "accept_label", true);
        let bureau = bureau_of(self.code());
        self.act(on, bureau, act);
    }

    /// The bureau returns the filing, for the comparison table is not to be seen.
    fn labels_returned(&mut self, on: &str, label: &str) {
        let mut act = looked_at(label, "return_label", false);
        act["reason"] = plain("照片未见对比表，请补拍后重新备案。");
        let bureau = bureau_of(self.code());
        self.act(on, bureau, act);
    }
}

/// An answer to a filing, with its checklist.
fn looked_at(label: &str, does: &str, table_shown: bool) -> Value {
    json!({
        "do": does, "label": label, "checklist": {
            "right_mark": true, "right_product": true, "right_code": true, "table_shown": table_shown,
            "service_commitment_shown": true,
        },
    })
}

/// The marks, of the stories told before, of three firms.
pub struct Marks {
    /// Of `cuiyun`.
    pub cuiyun: String,
    /// Of `baofu`.
    pub baofu: String,
    /// Of `changlong`.
    pub changlong: String,
}

/// Puts the stories on the timeline.
pub fn tell(timeline: &mut Timeline, marks: &Marks) {
    chopsticks(timeline, marks);
    scarves(timeline, marks);
    reviews(timeline);
    reported(timeline);
}

/// The report as of the end of a quarter: filed, published, told to the places, and confirmed by one of them; each with
/// its letter, but for that to the finance department, which the province is still to issue.
fn reported(timeline: &mut Timeline) {
    let mut act =
        |on: &str, actor: Actor, act: Value| timeline.act(day(on), actor, None, act, Expect::Granted);
    let letter = |of: &str, kind: &str, copy: &str| issued(&format!("${of}/#"), kind, copy);
    let filed = act("2026-10-09", federation(), json!({ "do": "file_duty_report", "as_of": "2026-09-30" }));
    act("2026-10-09", federation(), letter(&filed, "duty_report", "parties"));
    let province = || Actor { person: person("lin"), office: Office::sole(OfficeKind::ProvinceBureau) };
    let report = "BG-2026-09-30";
    let published = act("2026-10-16", province(), json!({ "do": "publish_duty_report", "report": report }));
    act("2026-10-16", province(), letter(&published, "duty_publication", "public"));
    let to = |does: &str, department: &str| json!({ "do": does, "report": report, "department": department, "region": "330521" });
    let told = act("2026-10-19", province(), to("notify_duties", "market"));
    act("2026-10-19", province(), letter(&told, "duty_notice", "parties"));
    act("2026-10-19", province(), to("notify_duties", "finance"));
    act(
        "2026-10-20",
        officer("qian", OfficeKind::CountyBureau, "330521"),
        to("receive_duty_notice", "market"),
    );
}

/// T/ZZB 2109-2021, last day 2022-05-01: one firm in time, another late.
fn chopsticks(timeline: &mut Timeline, marks: &Marks) {
    let mut cuiyun = Firm::of(timeline, "cuiyun", CHOPSTICKS);
    let label = cuiyun.labels("2021-09-01", &marks.cuiyun, 1);
    cuiyun.labels_accepted("2021-09-10", &label);
    // Of T/ZZB 9101-2026 it has until 2027-03-31.
    cuiyun.confirmed("2026-03-09", "drafting_role", "2019-01-01");

    // The label was accepted after the last day, and nobody has confirmed where its table was shown.
    let mut baofu = Firm::of(timeline, "baofu", CHOPSTICKS);
    let label = baofu.labels("2022-05-16", &marks.baofu, 2);
    baofu.labels_accepted("2022-06-06", &label);
}

/// T/ZZB 1527-2020, last day 2021-03-01: a lead that did nothing, and a filing that was returned and filed anew.
fn scarves(timeline: &mut Timeline, marks: &Marks) {
    let mut luoshe = Firm::of(timeline, "luoshe", SCARF);
    luoshe.confirmed("2026-09-07", "exhibition", "2020-02-01");
    luoshe.confirmed("2026-09-08", "drafting_role", "2019-01-01");

    let mut changlong = Firm::of(timeline, "changlong", SCARF);
    let label = changlong.labels("2026-10-12", &marks.changlong, 3);
    changlong.labels_returned("2026-10-19", &label);
    changlong.labels("2026-11-16", &marks.changlong, 4);
}

/// The tea standard was reviewed when too few held a mark against it; the others are still to be.
fn reviews(timeline: &mut Timeline) {
    decided(timeline, "2024-06-10", reviewed("T/ZZB 2061-2021", "confirmed", "指标仍属先进，标准继续有效。"));
}
