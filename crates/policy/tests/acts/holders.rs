//! Whether a person holds an office is looked up by person: it must be what looking through the whole register gives,
//! whatever happened to the register between two questions.

use policy::enterprise::record::Mark;
use policy::powers::{Office, OfficeKind};
use policy::scheme::{Holder, Scheme, SchemeFact, SchemeFactKind};
use serde_json::json;

use super::office::day;

/// Small numbers that are the same in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % most
    }
}

fn office(which: u64) -> Office {
    Office::sole(
        [OfficeKind::Administrator, OfficeKind::Federation, OfficeKind::ProvinceBureau][which as usize],
    )
}

fn holder(at: usize, dice: &mut Dice) -> Holder {
    let (person, from) = (format!("p{}", dice.below(6)), format!("2022-03-0{}", 1 + dice.below(5)));
    let holder =
        json!({ "id": format!("h{at}"), "person": person, "office": office(dice.below(3)), "from": from });
    serde_json::from_value(holder).expect("a holder")
}

fn agrees(scheme: &Scheme) {
    for person in (0..7).map(|n| format!("p{n}")) {
        for (which, on) in (0..3).flat_map(|which| (1..8).map(move |on| (which, on))) {
            let (office, on) = (office(which), day(&format!("2022-03-0{on}")));
            let is_one = |h: &Holder| h.person == person && h.office == office && h.is_in_office(on);
            let looked_through = scheme.holders.list.iter().any(is_one);
            assert_eq!(scheme.holds(&person, &office, on), looked_through, "{person} {office:?} {on}");
        }
    }
}

#[test]
fn looking_up_gives_what_looking_through_gives() {
    let mut dice = Dice(8);
    let mut scheme = Scheme::opened();
    agrees(&scheme);
    for at in 0..60 {
        match dice.below(6) {
            0..3 => scheme.enter(SchemeFact::Holder(holder(at, &mut dice))),
            3 => scheme.holders.list.push(holder(at, &mut dice)),
            4 => {
                let id = format!("h{}", dice.below(at as u64 + 1));
                if let Some(record) = scheme.record_mut(SchemeFactKind::Holder, &id) {
                    let end = json!({ "on": "2022-03-04", "entered_on": "2022-03-04" });
                    record.end(serde_json::from_value::<Mark>(end).expect("a mark"));
                }
            }
            _ => scheme = scheme.clone(),
        }
        agrees(&scheme);
    }
    let before = scheme.clone();
    assert_eq!(before, scheme, "what was looked up is no part of it");
    assert_eq!(serde_json::to_value(&before).expect("written").as_object().expect("an object").len(), 8);
    scheme.holders.list.clear();
    agrees(&scheme);
}
