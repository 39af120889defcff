//! A standard that the platform does not take: its table shows no advance over a mandatory national standard.

use policy::calendar::Day;
use serde_json::json;

use crate::demo::facts::federation;
use crate::demo::timeline::{Expect, Timeline};

pub fn tell(timeline: &mut Timeline) {
    let published_on = Day::constant(2026, 3, 2);
    let edition = json!({
        "edition": "T/ZZB 9001-2026",
        "title": "示例标准（演示，对比表未优于国家标准，不予登记）",
        "is_consumer_standard": true,
        "published_on": published_on,
        "in_force_from": "2026-04-01",
        "table": {
            "sample": true,
            "references": [{
                "id": "gb18401", "standard": "GB 18401-2010", "kind": "national_mandatory",
                "name": { "zh": "国家纺织产品基本安全技术规范" },
            }],
            "rows": [{
                "indicator": { "zh": "甲醛含量", "en": "formaldehyde" }, "unit": "mg/kg", "direction": "lower",
                "limit": "≤100", "compared": [{ "reference": "gb18401", "cell": "≤75" }],
            }],
        },
    });
    let act = json!({ "do": "enter_edition", "edition": edition });
    timeline.act(published_on, federation(), None, act, Expect::Refused);
}
