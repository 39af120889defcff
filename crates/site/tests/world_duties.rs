//! The small world of clause 4: two drafters with duties met late, overdue and such as nobody can tell, a bar, a review
//! due, and label filings accepted and waiting.

use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Office, OfficeKind};
use registry::LooseFile;
use serde_json::{Value, json};

use super::{World, noon};

/// A picture of one point, as small as one can be.
pub const PHOTO: &[u8] = include_bytes!("../../pzb/demo/label.png");

impl World {
    pub(super) fn duties(&mut self, maker: CreditCode, failed: CreditCode) {
        let role = |edition: &str, part: &str| {
            let fact = json!({
                "fact": "drafting_role", "id": format!("DR-{part}"), "edition": edition, "part": part,
                "drafter": "maker", "since": "2026-11-11",
            });
            json!({ "do": "enter_fact", "fact": fact })
        };
        let complete = |kind: &str| json!({ "do": "complete_register", "kind": kind, "since": "2019-01-01" });
        // Its marks came after the last day, and the bureau knows that its table is not shown.
        self.federation(maker, "2026-11-11", role("T/ZZB 0003-2020", "participant"));
        self.federation(maker, "2026-11-11", complete("drafting_role"));
        self.bureau(maker, "2026-11-11", complete("exhibition"));
        // It leads a standard of which no mark of its own is on file: it is barred.
        self.federation(failed, "2026-11-11", role("T/ZZB 0003-2020", "lead"));
        let accepted = self.label(maker, "valid", 1);
        let act = json!({
            "do": "accept_label", "label": accepted, "checklist": {
                "right_mark": true, "right_product": true, "right_code": true, "table_shown": true,
                "service_commitment_shown": true,
            },
        });
        self.bureau(maker, "2026-11-13", act);
        self.name("label_accepted", accepted);
        let waiting = self.label(maker, "not_yet", 2);
        self.name("label", waiting);
    }

    /// Files labels under a mark with a photo of its own; gives the number of the filing.
    fn label(&self, maker: CreditCode, mark: &str, salt: u8) -> String {
        let office = Office::of(OfficeKind::Maker, maker.as_str());
        let on = ["2026-11-12", "2026-11-16"][usize::from(salt) - 1];
        let file = LooseFile {
            person: self.holder_of(&office),
            office: office.clone(),
            salt: [salt; 32],
            body: PHOTO.to_vec(),
        };
        let photo = self.registry.keep_loose_file(file, noon(on)).expect("writes").expect("there is room");
        let act: Value = json!({ "do": "file_label", "authorization": self.named(mark), "photos": [photo] });
        self.act(office, Some(maker), on, act).created.remove(0)
    }
}
