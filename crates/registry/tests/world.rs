//! A small world for the tests: one office in a fresh folder, a few people, and a short way to act.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use policy::calendar::{Day, WorkingDays};
use policy::command::Command;
use policy::enterprise::credit_code::CreditCode;
use policy::parameters::Parameters;
use policy::powers::{Actor, Office, OfficeKind};
use registry::{Moment, Opening, Order, Receipt, Refused, Registry};
use serde_json::{Value, json};
use tempfile::TempDir;

pub const EDITION: &str = "T/ZZB 0878-2018";

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// Ten in the morning, in Shanghai.
pub fn at(text: &str) -> Moment {
    Moment { unix_seconds: Day::constant(1970, 1, 1).days_until(day(text)) * 86_400 + 2 * 3600 }
}

/// A credit code with a right check character, by number.
pub fn code(number: u32) -> CreditCode {
    let stem = format!("91330784MA2E{number:05}");
    "0123456789ABCDEFGHJKLMNPQRTUWXY"
        .chars()
        .find_map(|check| CreditCode::parse(&format!("{stem}{check}")).ok())
        .expect("one of 31 characters is right")
}

pub fn opening(dir: &Path) -> Opening {
    let chance = AtomicU64::new(1);
    Opening {
        dir: dir.to_owned(),
        origin: "ledger.test/pzb".to_owned(),
        signing_seed: [7; 32],
        parameters: Parameters::shipped().expect("the shipped numbers"),
        calendar: WorkingDays::from_toml(include_str!("../../policy/data/working_days.toml"))
            .expect("the calendar"),
        entropy: Box::new(move || {
            let mut bytes = [0; 32];
            bytes[..8].copy_from_slice(&chance.fetch_add(1, Ordering::Relaxed).to_be_bytes());
            bytes
        }),
    }
}

pub fn federation() -> Actor {
    Actor { person: "P-federation".to_owned(), office: Office::sole(OfficeKind::Federation) }
}

pub fn county() -> Actor {
    Actor { person: "P-county".to_owned(), office: Office::of(OfficeKind::CountyBureau, "330784") }
}

pub fn maker(code: CreditCode) -> Actor {
    Actor { person: "P-maker".to_owned(), office: Office::of(OfficeKind::Maker, code.to_string()) }
}

pub struct World {
    pub registry: Registry,
    pub folder: TempDir,
    next: AtomicU64,
}

impl World {
    pub fn new() -> World {
        let folder = tempfile::tempdir().expect("a folder");
        let registry = Registry::open(opening(folder.path())).expect("an office");
        World { registry, folder, next: AtomicU64::new(0) }
    }

    pub fn dir(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    pub fn order(
        &self,
        actor: &Actor,
        enterprise: Option<CreditCode>,
        on: &str,
        now: &str,
        act: Value,
    ) -> Order {
        let key = format!("key-{}", self.next.fetch_add(1, Ordering::Relaxed));
        order(&key, actor, enterprise, (on, now), act)
    }

    /// Acts on the day of entry.
    pub fn act(&self, actor: &Actor, enterprise: CreditCode, on: &str, act: Value) -> Receipt {
        self.late(actor, enterprise, on, on, act)
    }

    /// Acts for a day, entered on a later one.
    pub fn late(&self, actor: &Actor, enterprise: CreditCode, on: &str, now: &str, act: Value) -> Receipt {
        let order = self.order(actor, Some(enterprise), on, now, act.clone());
        self.registry.act(order).unwrap_or_else(|refused| panic!("{act}: {refused:?}"))
    }

    /// Acts and expects a refusal: the names of its problems and of the findings in the way.
    pub fn refused(&self, actor: &Actor, enterprise: CreditCode, on: &str, act: Value) -> Vec<String> {
        let order = self.order(actor, Some(enterprise), on, on, act.clone());
        match self.registry.act(order) {
            Err(Refused::Refusal(refusal)) => refusal
                .problems
                .iter()
                .map(|problem| problem.code.clone())
                .chain(refusal.findings.iter().filter(|f| f.remedy.is_some()).map(|f| f.rule.clone()))
                .collect(),
            other => panic!("{act} was not refused: {other:?}"),
        }
    }

    /// A registered enterprise with one product, its registers complete and an award: ready to file.
    pub fn ready(&self, number: u32) -> CreditCode {
        let code = code(number);
        let name = format!("永康市第{number}杯业有限公司（测试）");
        let act = json!({"do": "register_enterprise", "name": name, "region": "330784"});
        self.act(&county(), code, "2020-01-01", act);
        for kind in ["penalty", "listing", "award", "recall", "breach", "holding"] {
            let act = json!({"do": "complete_register", "kind": kind, "since": "2010-01-01"});
            self.act(&county(), code, "2020-01-02", act);
        }
        let product = json!({"fact": "product", "id": "P1", "name": "彩色铅笔", "models": ["A1"], "series": "S1",
            "categories": ["C241"], "since": "2020-02-01"});
        self.act(&maker(code), code, "2020-02-01", json!({"do": "enter_fact", "fact": product}));
        let commitment = json!({"fact": "commitment", "signed_on": "2020-02-01", "from": "2020-02-01"});
        self.act(&maker(code), code, "2020-02-01", json!({"do": "enter_fact", "fact": commitment}));
        let award = json!({"fact": "award", "name": "永康市政府质量奖", "level": "county",
            "is_government_quality_award": true, "awarded_on": "2020-02-02"});
        self.act(&county(), code, "2020-02-02", json!({"do": "enter_fact", "fact": award}));
        code
    }

    pub fn with_edition() -> World {
        let world = World::new();
        let edition = json!({"edition": EDITION, "title": "塑料彩色铅笔", "published_on": "2018-12-24",
            "in_force_from": "2018-12-31"});
        let act = json!({"do": "enter_edition", "edition": edition});
        let order = world.order(&federation(), None, "2018-12-24", "2019-06-01", act);
        world.registry.act(order).expect("an edition");
        world
    }

    /// Files and grants; the authorisation's code.
    pub fn granted(&self, code: CreditCode) -> String {
        let filing = json!({"product": "P1", "edition": EDITION, "until": "2025-12-31"});
        let filed =
            self.act(&maker(code), code, "2020-03-01", json!({"do": "file_declaration", "filing": filing}));
        let grant = json!({"do": "grant_declared", "declaration": filed.created[0], "from": "2020-03-10",
            "valid_until": "2025-12-31", "reason": {"plain": "符合条件"}});
        self.act(&federation(), code, "2020-03-09", grant).created[0].clone()
    }

    /// A check that fails and is verified on `verified`; what that opened.
    pub fn failed_check(&self, code: CreditCode, sampled: &str, verified: &str) -> (String, Vec<String>) {
        let sample = json!({"do": "sample_product", "product": "P1", "edition": EDITION,
            "reason": {"why": "planned"}, "bureau": "330784", "laboratory": "LAB-1"});
        let check = self.act(&county(), code, sampled, sample).created[0].clone();
        let result = json!({"do": "enter_result", "check": check, "meets_standard": false});
        self.act(&county(), code, sampled, result);
        self.act(&county(), code, sampled, json!({"do": "notify_result", "check": check}));
        let opened =
            self.act(&county(), code, verified, json!({"do": "verify_result", "check": check})).created;
        (check, opened)
    }
}

pub fn order(
    key: &str,
    actor: &Actor,
    enterprise: Option<CreditCode>,
    (on, now): (&str, &str),
    act: Value,
) -> Order {
    let mut command = json!({"key": key, "on": on, "act": act});
    if let Some(code) = enterprise {
        command["enterprise"] = code.to_string().into();
    }
    let command: Command = serde_json::from_value(command).expect("a command");
    Order { actor: actor.clone(), command, now: at(now), expected: None }
}
