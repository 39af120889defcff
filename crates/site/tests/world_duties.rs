//! The small world of clause 4: two drafters with duties met late, overdue and such as nobody can tell, a bar, a review
//! due, and label filings accepted and waiting.

use policy::command::Command;
use policy::enterprise::credit_code::CreditCode;
use policy::paper::PaperKind;
use policy::powers::{Actor, Office, OfficeKind};
use policy::standard::publishing::letters::is_issued;
use policy::supervision::proceedings::paper_of_notice;
use policy::supervision::verdicts::issued_to_parties;
use registry::{LooseFile, Order};
use serde_json::{Value, json};

use super::{World, noon};

/// A picture of one point, as small as one can be.
pub const PHOTO: &[u8] = include_bytes!("../../pzb/demo/label.png");

/// The day on which a standard is revised.
const REVISED: &str = "2026-11-02";
/// The last day of the small world: other tests go on from the day after.
const DAY: &str = "2026-11-10";
/// The day since which both firms drafted T/ZZB 0003-2020.
const DRAFTED: &str = "2020-12-01";

impl World {
    pub(super) fn editions(&mut self) {
        // Invented limits, marked as samples, against standards that exist.
        let table: Value = serde_json::from_str(include_str!("world_table.json")).expect("a table");
        let hood = json!({
            "edition": "T/ZZB 0003-2020", "title": "吸油烟机", "is_consumer_standard": true,
            "published_on": "2020-12-30", "in_force_from": "2021-01-01", "table": table,
        });
        let cup = json!({
            "edition": "T/ZZB 0087-2017", "title": "不锈钢真空杯", "is_consumer_standard": true,
            "published_on": "2019-03-01", "in_force_from": "2019-03-20",
        });
        // Revised, and nobody has ended the earlier edition.
        let plain = |number: &str, published: &str, in_force: &str| {
            json!({
                "edition": number, "title": "电饭煲（虚构）", "is_consumer_standard": false,
                "published_on": published, "in_force_from": in_force,
            })
        };
        let earlier = plain("T/ZZB 0500-2020", "2020-06-01", "2020-07-01");
        for (on, edition) in [("2019-03-01", cup), ("2020-06-01", earlier), ("2020-12-30", hood)] {
            let act = json!({ "do": "enter_edition", "edition": edition });
            self.act(Office::sole(OfficeKind::Federation), None, on, act);
        }
    }

    /// The later edition, in force on the day that the world is looked at.
    pub(super) fn revision(&self) {
        let later = json!({
            "edition": "T/ZZB 0500-2026", "title": "电饭煲（虚构）", "is_consumer_standard": false,
            "published_on": REVISED, "in_force_from": "2026-11-24",
        });
        let act = json!({ "do": "enter_edition", "edition": later });
        self.act(Office::sole(OfficeKind::Federation), None, REVISED, act);
    }

    pub(super) fn duties(&mut self, maker: CreditCode, failed: CreditCode) {
        // Nobody drafts what is published: who took part is entered years late.
        let role = |edition: &str, part: &str| {
            let fact = json!({
                "fact": "drafting_role", "id": format!("DR-{part}"), "edition": edition, "part": part,
                "drafter": "maker", "since": DRAFTED,
            });
            json!({ "do": "enter_fact", "fact": fact })
        };
        let complete = |kind: &str| json!({ "do": "complete_register", "kind": kind, "since": "2019-01-01" });
        // It leads a standard of which no mark of its own is on file: it is barred.
        self.entered(failed, role("T/ZZB 0003-2020", "lead"));
        // A report of what is overdue so far, published and told to one department: the scripts file one of their own.
        let filed = json!({ "do": "file_duty_report", "as_of": DAY });
        self.act(Office::sole(OfficeKind::Federation), None, DAY, filed);
        let report = format!("BG-{DAY}");
        let published = json!({ "do": "publish_duty_report", "report": report });
        let told =
            json!({ "do": "notify_duties", "report": report, "department": "market", "region": "330106" });
        self.issue_letters(&report, DAY);
        for act in [published, told] {
            self.act(Office::of(OfficeKind::ProvinceBureau, "330000"), None, DAY, act);
            self.issue_letters(&report, DAY);
        }
        // Its marks came after the last day, and the bureau knows that its table is not shown.
        self.entered(maker, role("T/ZZB 0003-2020", "participant"));
        self.federation(maker, DAY, complete("drafting_role"));
        self.bureau(maker, DAY, complete("exhibition"));
        let accepted = self.label(maker, "valid", 1);
        let act = json!({
            "do": "accept_label", "label": accepted, "checklist": {
                "right_mark": true, "right_product": true, "right_code": true, "table_shown": true,
                "service_commitment_shown": true,
            },
        });
        self.bureau(maker, DAY, act);
        self.name("label_accepted", accepted);
        let waiting = self.label(maker, "not_yet", 2);
        self.name("label", waiting);
    }

    /// Every letter of a report that something further rests on is issued by its office.
    pub fn issue_letters(&self, report: &str, on: &str) {
        let reader = self.registry.reader();
        let report = reader.duty_report(report).expect("readable").expect("on file").value;
        for letter in report.letters_awaited() {
            if is_issued(&reader.issued_of(letter.0).expect("readable"), letter) {
                continue;
            }
            let copy = if letter.1.is_public() { "public" } else { "parties" };
            self.issue(letter, copy, on);
        }
    }

    /// The paper of the notice that was served in some work is issued for the party, unless it is.
    pub fn issue_notice(&self, maker: CreditCode, work: &str, on: &str) {
        let reader = self.registry.reader();
        let dossier = reader.dossier(maker).expect("reads").expect("on file").value;
        let mut works = dossier.proceedings.iter();
        let paper = works.find(|known| known.id == work).and_then(paper_of_notice).expect("a notice");
        if issued_to_parties(&reader.issued_of(paper.0).expect("readable"), paper).is_none() {
            self.issue(paper, "parties", on);
        }
    }

    /// A paper made from an entry is issued in Chinese by its office.
    pub fn issue(&self, (entry, kind): (u64, PaperKind), copy: &str, on: &str) {
        let paper = json!({
            "entry": entry, "kind": kind, "lang": "zh", "copy": copy, "engine": "E 1", "sha256": "ab".repeat(32),
        });
        let office = match kind.issuer() {
            OfficeKind::ProvinceBureau => Office::of(OfficeKind::ProvinceBureau, "330000"),
            other => Office::sole(other),
        };
        self.act(office, None, on, json!({ "do": "issue_paper", "paper": paper }));
    }

    /// The federation enters who took part in drafting, on the last day of the small world.
    fn entered(&self, maker: CreditCode, act: Value) {
        let office = Office::sole(OfficeKind::Federation);
        let actor = Actor { person: self.holder_of(&office), office };
        let act = serde_json::from_value(act).expect("an act");
        let on = DRAFTED.parse().expect("a day");
        let key = format!("drafted-{maker}");
        let command = Command { key, enterprise: Some(maker), on, act };
        let order = Order { actor, command, now: noon(DAY), expected: None };
        self.registry.act(order).expect("entered late");
    }

    /// Files labels under a mark with a photo of its own; gives the number of the filing.
    fn label(&self, maker: CreditCode, mark: &str, salt: u8) -> String {
        let office = Office::of(OfficeKind::Maker, maker.as_str());
        let on = DAY;
        let file = LooseFile {
            person: self.holder_of(&office),
            office: office.clone(),
            salt: [salt; 32],
            name: String::new(),
            body: PHOTO.to_vec(),
        };
        let photo = self.registry.keep_loose_file(file, noon(on)).expect("writes").expect("there is room");
        let act: Value = json!({ "do": "file_label", "authorization": self.named(mark), "photos": [photo] });
        self.act(office, Some(maker), on, act).created.remove(0)
    }
}
