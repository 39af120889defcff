//! An office in a temporary folder, and short ways to bring acts to it.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, ThreadId};

use policy::calendar::{Day, WorkingDays};
use policy::command::{Act, Command};
use policy::enterprise::credit_code::CreditCode;
use policy::parameters::Parameters;
use policy::powers::{Actor, Office, OfficeKind};
use registry::{Moment, Opening, Order, PublicMark, Query, Receipt, Refused, Registry};
use serde_json::{Value, json};
use tempfile::TempDir;

pub const ORIGIN: &str = "ledger.test.example";

/// Small numbers that are the same in every run (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.roll() % n as u64) as usize
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// Noon of a day in Shanghai.
pub fn noon(text: &str) -> Moment {
    Moment::from_utc(&format!("{text}T04:00:00Z")).expect("a moment")
}

pub fn opening(dir: &Path) -> Opening {
    let salt = AtomicU64::new(1);
    Opening {
        dir: dir.to_owned(),
        origin: ORIGIN.to_owned(),
        signing_seed: [7; 32],
        parameters: Parameters::shipped().expect("the shipped numbers"),
        calendar: WorkingDays::from_toml(include_str!("../../policy/data/working_days.toml"))
            .expect("the shipped calendar"),
        entropy: Box::new(move || ledger::digest(&salt.fetch_add(1, Ordering::Relaxed).to_be_bytes())),
    }
}

/// The `n`th enterprise's code, with a right check character.
pub fn code(n: usize) -> CreditCode {
    let body = format!("91330110MA{n:07}");
    "0123456789ABCDEFGHJKLMNPQRTUWXY"
        .chars()
        .find_map(|check| CreditCode::parse(&format!("{body}{check}")).ok())
        .expect("one check character fits")
}

/// The day on which `p1` takes the offices of the tests, makers apart: the first entries of every house.
pub const FOUNDED: &str = "2015-01-05";
/// How many entries that makes.
pub const FOUNDING: u64 = 3;

pub fn administrator() -> Office {
    Office::sole(OfficeKind::Administrator)
}

pub fn federation() -> Office {
    Office::sole(OfficeKind::Federation)
}

pub fn bureau() -> Office {
    Office::sole(OfficeKind::ProvinceBureau)
}

pub fn maker(code: CreditCode) -> Office {
    Office::of(OfficeKind::Maker, code.to_string())
}

/// Who acts in an office: nobody sits on both sides.
pub fn person_of(office: &Office) -> &'static str {
    if office.kind == OfficeKind::Maker { "P-M" } else { "P-1" }
}

/// An order, entered at noon of a day.
pub fn order(
    office: Office,
    key: &str,
    about: Option<CreditCode>,
    (on, entered): (&str, &str),
    act: Value,
) -> Order {
    let act: Act = serde_json::from_value(act).expect("an act");
    Order {
        actor: Actor { person: person_of(&office).to_owned(), office },
        command: Command { key: key.to_owned(), enterprise: about, on: day(on), act },
        now: noon(entered),
        expected: None,
    }
}

pub struct House {
    pub registry: Registry,
    pub dir: TempDir,
    keys: AtomicU64,
    /// Who acts alone, and so knows beforehand what comes of it.
    alone: ThreadId,
}

impl House {
    pub fn new() -> House {
        let dir = TempDir::new().expect("a folder");
        let registry = Registry::open(opening(dir.path())).expect("a new office");
        let house = House { registry, dir, keys: AtomicU64::new(0), alone: thread::current().id() };
        for office in [administrator(), federation(), bureau()] {
            house.seat("P-1", office, FOUNDED);
        }
        house
    }

    /// Enters that somebody holds an office from a day on.
    #[track_caller]
    pub fn seat(&self, person: &str, office: Office, from: &str) -> Receipt {
        let holder = json!({"fact": "holder", "id": "", "person": person, "office": office, "from": from});
        self.done(administrator(), None, from, json!({"do": "enter_scheme_fact", "fact": holder}))
    }

    /// The same folder, opened again.
    pub fn reopened(self) -> House {
        let House { registry, dir, keys, alone } = self;
        drop(registry);
        let registry = Registry::open(opening(dir.path())).expect("the office again");
        House { registry, dir, keys, alone }
    }

    pub fn key(&self) -> String {
        format!("k{}", self.keys.fetch_add(1, Ordering::Relaxed))
    }

    /// An act that happened on a day and is entered the same day.
    pub fn act(
        &self,
        office: Office,
        about: Option<CreditCode>,
        on: &str,
        act: Value,
    ) -> Result<Receipt, Refused> {
        self.act_entered(office, about, (on, on), act)
    }

    pub fn act_entered(
        &self,
        office: Office,
        about: Option<CreditCode>,
        days: (&str, &str),
        act: Value,
    ) -> Result<Receipt, Refused> {
        let asked = order(office, &self.key(), about, days, act);
        // The record's time never runs backwards: what is told out of order is entered late.
        let last = Moment { unix_seconds: self.registry.reader().head().entered };
        let asked = Order { now: asked.now.max(last), ..asked };
        if thread::current().id() == self.alone {
            crate::foreseen::act(&self.registry, asked)
        } else {
            self.registry.act(asked)
        }
    }

    #[track_caller]
    pub fn done(&self, office: Office, about: Option<CreditCode>, on: &str, act: Value) -> Receipt {
        match self.act(office, about, on, act.clone()) {
            Ok(receipt) => receipt,
            Err(refused) => panic!("{act}: {}", said(&refused)),
        }
    }

    /// Registers an enterprise.
    #[track_caller]
    pub fn enterprise(&self, code: CreditCode, name: &str, on: &str) -> Receipt {
        self.done(
            bureau(),
            Some(code),
            on,
            json!({"do": "register_enterprise", "name": name, "region": "330110"}),
        )
    }

    /// Puts a fact on file.
    #[track_caller]
    pub fn fact(&self, office: Office, code: CreditCode, on: &str, fact: Value) -> Receipt {
        self.done(office, Some(code), on, json!({"do": "enter_fact", "fact": fact}))
    }
}

/// A refusal in short.
pub fn said(refused: &Refused) -> String {
    match refused {
        Refused::Refusal(refusal) => {
            let problems = refusal.problems.iter().map(|p| format!("{}: {}", p.code, p.said.en));
            let open =
                refusal.findings.iter().filter(|f| f.outcome != "met" && f.outcome != "not_applicable");
            let findings =
                open.map(|f| format!("{} {} {:?}", f.rule, f.outcome, f.missing.as_ref().map(|m| &m.fact)));
            problems.chain(findings).collect::<Vec<_>>().join("; ")
        }
        Refused::Conflict(said) => said.en.clone(),
        Refused::Fault(fault) => fault.to_string(),
    }
}

/// The codes of a refusal's problems.
pub fn codes(outcome: Result<Receipt, Refused>) -> Vec<String> {
    match outcome {
        Err(Refused::Refusal(refusal)) => refusal.problems.into_iter().map(|problem| problem.code).collect(),
        other => panic!("not a refusal: {other:?}"),
    }
}

pub const EDITION: &str = "T/ZZB 2109-2021";

/// Enters the standard that the tests speak of.
/// The laboratory that tests the products.
pub fn laboratory(house: &House) {
    let body =
        json!({"fact": "body", "id": "L1", "name": "检验中心", "kind": "laboratory", "from": "2021-03-01"});
    house.done(federation(), None, "2021-03-01", json!({"do": "enter_scheme_fact", "fact": body}));
}

/// The edition that the tests' products are made to.
pub fn edition(house: &House) {
    house.done(
        federation(),
        None,
        "2021-03-01",
        json!({"do": "enter_edition", "edition": {
            "edition": EDITION, "title": "家用燃气快速热水器", "is_consumer_standard": true,
            "published_on": "2021-03-01", "in_force_from": "2021-04-01"}}),
    );
}

/// A maker with everything that clause 9 asks for by the route of an award, with product `p1`.
#[track_caller]
pub fn fit_maker(house: &House, code: CreditCode, name: &str) {
    house.enterprise(code, name, "2021-05-01");
    house.seat("P-M", maker(code), "2021-05-01");
    house.fact(
        maker(code),
        code,
        "2021-05-02",
        json!({"fact": "product", "id": "p1", "name": "燃气热水器", "models": ["JSQ-16A", "JSQ-20B"],
               "categories": ["gas_appliance"], "is_consumer_product": true, "since": "2021-05-02"}),
    );
    house.fact(
        maker(code),
        code,
        "2021-05-03",
        json!({"fact": "commitment", "id": "c1", "signed_on": "2021-05-03", "from": "2021-05-03"}),
    );
    house.fact(
        bureau(),
        code,
        "2021-05-04",
        json!({"fact": "award", "id": "a1", "name": "县政府质量奖", "level": "county",
               "is_government_quality_award": true, "awarded_on": "2021-05-04"}),
    );
    for kind in ["penalty", "listing", "award", "recall", "breach", "holding"] {
        let act = json!({"do": "complete_register", "kind": kind, "since": "2016-01-01"});
        house.done(bureau(), Some(code), "2021-05-05", act);
    }
    house.done(
        maker(code),
        Some(code),
        "2021-05-05",
        json!({"do": "complete_register", "kind": "commitment", "since": "2016-01-01"}),
    );
}

/// Files a declaration for product `p1`; its identifier.
#[track_caller]
pub fn file(house: &House, code: CreditCode, on: &str) -> String {
    let receipt = house.done(
        maker(code),
        Some(code),
        on,
        json!({"do": "file_declaration", "filing": {"product": "p1", "edition": EDITION, "until": "2026-06-30"}}),
    );
    receipt.created[0].clone()
}

/// Grants the mark on a declaration; its code.
#[track_caller]
pub fn grant(house: &House, code: CreditCode, declaration: &str, on: &str) -> String {
    let receipt = house.done(
        federation(),
        Some(code),
        on,
        json!({"do": "grant_declared", "declaration": declaration, "from": on, "valid_until": "2026-06-30",
               "reason": {"plain": "条件齐备"}}),
    );
    receipt.created[0].clone()
}

/// An office with one granted mark: the code of the maker and of the mark.
pub fn granted() -> (House, CreditCode, String) {
    let house = House::new();
    edition(&house);
    laboratory(&house);
    let code = code(1);
    fit_maker(&house, code, "杭州天华热水器有限公司");
    let declaration = file(&house, code, "2021-07-01");
    let mark = grant(&house, code, &declaration, "2021-07-05");
    (house, code, mark)
}

/// Nothing differs, and each mark reads as its row in the register does.
#[track_caller]
pub fn sound(registry: &Registry) {
    let report = registry.audit().expect("an audit");
    assert_eq!(report.differences, Vec::new());
    let reader = registry.reader();
    let marks = Query { kind: "authorization".to_owned(), limit: 200, ..Query::default() };
    for row in reader.rows(&marks).expect("readable").items {
        let mark = reader.mark(row.id.parse().expect("a code")).expect("readable").expect("on file");
        let kept: PublicMark = serde_json::from_str(&row.body).expect("a mark");
        assert_eq!((mark.value, mark.version), (kept, row.version), "{}", row.id);
    }
}

/// Tiles through the reader, for the public verifier.
pub struct Served(pub registry::Reader);

impl ledger::TileSource for Served {
    fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<u8>, ledger::SourceError> {
        let path = ledger::TilePath::hashes(level, index, width).map_err(ledger::SourceError::failed)?;
        let found = self.0.tile(&path).map_err(ledger::SourceError::failed)?;
        found.ok_or(ledger::SourceError::Missing)
    }

    fn entries(&self, index: u64, width: u16) -> Result<Vec<u8>, ledger::SourceError> {
        let path = ledger::TilePath::entries(index, width).map_err(ledger::SourceError::failed)?;
        let found = self.0.tile(&path).map_err(ledger::SourceError::failed)?;
        found.ok_or(ledger::SourceError::Missing)
    }
}

/// What an outsider would check, with nothing but what is served. The number of entries.
#[track_caller]
pub fn verified(registry: &Registry) -> u64 {
    let reader = registry.reader();
    let key = ledger::Verifier::parse(reader.vkey()).expect("a key");
    let note = reader.checkpoint();
    let log = Served(reader);
    let report = ledger::verify::Log::new(&log, &key).verify(&note, &mut |_| {}).expect("a sound log");
    report.entries
}

/// Statements that change little, many at once: `each` for every enterprise, to fill tiles.
#[track_caller]
pub fn fill(house: &House, enterprises: std::ops::Range<usize>, each: usize) {
    let complete = json!({"do": "complete_register", "kind": "award", "since": "2016-01-01"});
    std::thread::scope(|scope| {
        for n in enterprises {
            let complete = &complete;
            scope.spawn(move || {
                for _ in 0..each {
                    house.done(bureau(), Some(code(n)), "2022-01-02", complete.clone());
                }
            });
        }
    });
}

/// The paper of a notice that was served is issued for the party.
pub fn issue_notice(house: &House, code: CreditCode, proceeding: &str, on: &str) {
    let dossier = house.registry.reader().dossier(code).expect("readable").expect("on file").value;
    let work = dossier.proceedings.iter().find(|work| work.id == proceeding).expect("on file");
    let (entry, kind) = policy::supervision::proceedings::paper_of_notice(work).expect("a notice");
    let paper = json!({"entry": entry, "kind": kind, "lang": "zh", "copy": "parties", "engine": "E 1", "sha256": "0".repeat(64)});
    house.done(federation(), None, on, json!({"do": "issue_paper", "paper": paper}));
}
