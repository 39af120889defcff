//! A small world with a mark in every state, built through the one door as real use would, for the scripts of the pages.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use ledger::{digest, hex};
use policy::authorization::code::MarkCode;
use policy::calendar::{Day, WorkingDays};
use policy::command::Command;
use policy::enterprise::credit_code::CreditCode;
use policy::parameters::Parameters;
use policy::powers::{Actor, Office, OfficeKind};
use policy::supervision::verdicts::papers_to_serve;
use registry::{Moment, NewAccount, Opening, Order, Receipt, Refused, Registry, Standing, Token};
use serde_json::{Value, json};
use site::{BuildInfo, Proxies, Site};

#[path = "people.rs"]
mod people;
pub use people::people;
#[path = "world_duties.rs"]
pub mod duties;
#[path = "world_projects.rs"]
mod projects;

/// The day on which the world is looked at, at noon in Shanghai.
pub const TODAY: i64 = 1_795_492_800;
/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery staple";

/// The world: a site over it, and the names by which scripts speak of what is in it.
pub struct World {
    pub registry: Registry,
    pub site: Site,
    pub names: Vec<(String, String)>,
    clock: Arc<AtomicI64>,
    keys: AtomicU64,
}

/// A credit code of this organisation with the right check character.
pub fn credit_code(body: &str) -> CreditCode {
    let check = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars();
    check
        .filter_map(|c| CreditCode::parse(&format!("{body}{c}")).ok())
        .next()
        .expect("one check character fits")
}

/// Noon of a day in Shanghai.
pub fn noon(day: &str) -> Moment {
    let day: Day = day.parse().expect("a day");
    Moment { unix_seconds: Day::constant(1970, 1, 1).days_until(day) * 86_400 + 4 * 3600 }
}

/// A certified product: the name of its state, its number, what it is, and the term of its certificate.
type Certified = (&'static str, &'static str, &'static str, &'static str, &'static str);
const CERTIFIED: [Certified; 6] = [
    ("valid", "P1", "侧吸式吸油烟机", "2022-05-10", "2028-05-09"),
    ("suspended", "P2", "顶吸式吸油烟机", "2022-05-10", "2028-05-09"),
    ("basis_gone", "P3", "近吸式吸油烟机", "2022-05-10", "2028-05-09"),
    ("ended", "P4", "集成吸油烟机", "2022-05-10", "2028-05-09"),
    ("expired", "P5", "壁挂式吸油烟机", "2022-05-10", "2026-05-09"),
    ("not_yet", "P6", "智能吸油烟机", "2026-11-02", "2032-11-01"),
];

impl World {
    /// The world in an empty folder.
    pub fn build(dir: &Path, listen: &str) -> World {
        let counter = Arc::new(AtomicU64::new(0));
        let seeded = move || digest(&counter.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        let registry = Registry::open(Opening {
            dir: dir.to_owned(),
            origin: "pages.example/ledger".to_owned(),
            signing_seed: [9; 32],
            parameters: Parameters::shipped().expect("shipped parameters"),
            calendar: WorkingDays::from_toml(include_str!("../../policy/data/working_days.toml"))
                .expect("shipped calendar"),
            entropy: Box::new(seeded),
        })
        .expect("a new office");
        let clock = Arc::new(AtomicI64::new(TODAY));
        let (now, ticks) = (Arc::clone(&clock), Arc::new(AtomicU64::new(0)));
        let chance = Arc::new(AtomicU64::new(1 << 40));
        let site = Site {
            registry: registry.clone(),
            clock: Arc::new(move || Moment { unix_seconds: now.load(Ordering::Relaxed) }),
            stopwatch: Arc::new(move || ticks.fetch_add(100, Ordering::Relaxed)),
            entropy: Arc::new(move || digest(&chance.fetch_add(1, Ordering::Relaxed).to_be_bytes())),
            public_url: listen.to_owned(),
            is_demo: true,
            secure_cookies: false,
            trusted_proxies: Proxies::default(),
            post: None,
            build: BuildInfo { version: "0.1.0".to_owned(), commit: "test".to_owned() },
        };
        let mut world = World { registry, site, names: Vec::new(), clock, keys: AtomicU64::new(0) };
        world.fill();
        world
    }

    /// Moves the clock of the pages.
    pub fn at(&self, unix_seconds: i64) {
        self.clock.store(unix_seconds, Ordering::Relaxed);
    }

    /// The clock of the pages.
    pub fn now(&self) -> i64 {
        self.clock.load(Ordering::Relaxed)
    }

    fn name(&mut self, name: &str, value: impl ToString) {
        self.names.push((name.to_owned(), value.to_string()));
    }

    /// What a name stands for.
    pub fn named(&self, name: &str) -> &str {
        let found = self.names.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_else(|| panic!("nothing is called `{name}`"))
    }

    /// Brings an order, entered at noon of the day it happened.
    pub fn try_act(
        &self,
        office: Office,
        enterprise: Option<CreditCode>,
        on: &str,
        act: Value,
    ) -> Result<Receipt, Refused> {
        let key = format!("world-{}", self.keys.fetch_add(1, Ordering::Relaxed));
        let mut command = json!({ "key": key, "on": on, "act": act });
        if let Some(code) = enterprise {
            command["enterprise"] = json!(code);
        }
        let command: Command =
            serde_json::from_value(command).unwrap_or_else(|fault| panic!("{act}: {fault}"));
        let actor = Actor { person: self.holder_of(&office), office };
        self.registry.act(Order { actor, command, now: noon(on), expected: None })
    }

    /// Who acts in an office here; nobody is in office whom the world does not name.
    pub fn holder_of(&self, office: &Office) -> String {
        let people = people(self.named("maker"), self.named("failed"));
        people
            .into_iter()
            .find(|(.., own)| own == office)
            .map_or("P-STRANGER", |(_, person, ..)| person)
            .to_owned()
    }

    fn act(&self, office: Office, enterprise: Option<CreditCode>, on: &str, act: Value) -> Receipt {
        let done = self.try_act(office, enterprise, on, act.clone());
        done.unwrap_or_else(|refused| panic!("{on} {act}: {refused:#?}"))
    }

    fn federation(&self, enterprise: CreditCode, on: &str, act: Value) -> Receipt {
        self.act(Office::sole(OfficeKind::Federation), Some(enterprise), on, act)
    }

    fn bureau(&self, enterprise: CreditCode, on: &str, act: Value) -> Receipt {
        self.act(Office::of(OfficeKind::ProvinceBureau, "330000"), Some(enterprise), on, act)
    }

    fn fill(&mut self) {
        let maker = credit_code("91330212MA0000001");
        let failed = credit_code("91330106MA0000002");
        let hostile = credit_code("91330783MA0000003");
        self.name("maker", maker);
        self.name("unknown", MarkCode::from_serial(3_000_000).expect("a code"));
        self.name("failed", failed);
        self.name("hostile", hostile);
        self.scheme(maker, failed);
        self.editions();
        // In the order of the days, as in real use: the record's time never runs backwards.
        self.enterprises([
            (maker, "宁波示例厨电有限公司（虚构）", "330212"),
            (failed, "杭州示例保温杯厂（虚构）", "330106"),
            (hostile, "<script>alert(1)</script>公司", "330783"),
        ]);
        self.declared(failed);
        let [before @ .., last] = CERTIFIED;
        before.into_iter().for_each(|case| self.certified(maker, case));
        self.revoked(failed);
        self.shaken(maker);
        self.research(hostile);
        let waiting = self.filed(failed, "C2", "2026-11-01", "2030-01-01");
        self.name("pending", waiting);
        self.certified(maker, last);
        self.revision();
        let act = json!({
            "do": "sample_product", "id": "CK-3", "product": "C2", "edition": "T/ZZB 0087-2017",
            "reason": { "why": "planned" }, "bureau": "330106", "laboratory": "LAB-01",
        });
        self.bureau(failed, "2026-11-10", act);
        self.duties(maker, failed);
        self.projects(maker, hostile);
        let dossier = self.registry.reader().dossier(maker).expect("reads").expect("on file").value;
        for proceeding in dossier.proceedings.iter().filter(|p| !p.is_closed()) {
            let kind = json!(proceeding.kind).as_str().expect("a name").to_owned();
            self.names.push((format!("work_{kind}"), proceeding.id.clone()));
        }
        self.accounts(maker, failed);
    }

    fn scheme(&self, maker: CreditCode, failed: CreditCode) {
        let admin = || Office::sole(OfficeKind::Administrator);
        let (maker, failed) = (maker.to_string(), failed.to_string());
        let mut holders: Vec<_> = people(&maker, &failed).into_iter().enumerate().collect();
        // The administrator founds the record; that person is the first of their office in the list.
        holders.sort_by_key(|(_, (_, _, _, office))| *office != admin());
        for (at, (_, person, _, office)) in holders {
            if person == "P-NOBODY" {
                continue;
            }
            let fact = json!({ "fact": "holder", "id": format!("H-{at}"), "person": person, "office": office, "from": "2019-01-02" });
            self.act(admin(), None, "2019-01-02", json!({ "do": "enter_scheme_fact", "fact": fact }));
        }
        let federation = || Office::sole(OfficeKind::Federation);
        for (id, name, kind) in [
            ("CB-01", "示例认证有限公司（虚构）", "certification_body"),
            ("LAB-01", "示例检测研究院（虚构）", "laboratory"),
        ] {
            let fact = json!({ "fact": "body", "id": id, "name": name, "kind": kind, "from": "2019-01-02" });
            self.act(federation(), None, "2019-01-02", json!({ "do": "enter_scheme_fact", "fact": fact }));
        }
        let fact = json!({ "fact": "catalogue_entry", "id": "CAT-1", "category": "pressure_vessel", "title": "压力容器", "published_on": "2019-02-01", "from": "2019-03-01" });
        self.act(federation(), None, "2019-02-01", json!({ "do": "enter_scheme_fact", "fact": fact }));
    }

    fn enterprises(&self, firms: [(CreditCode, &str, &str); 3]) {
        let province = || Office::of(OfficeKind::ProvinceBureau, "330000");
        for (code, name, region) in firms {
            // Of the third nobody has stated it.
            let industry = [("330212", "3854"), ("330106", "33")].into_iter().find(|(of, _)| *of == region);
            let industry = industry.map(|(_, code)| code);
            let act =
                json!({ "do": "register_enterprise", "name": name, "region": region, "industry": industry });
            self.act(province(), Some(code), "2021-02-01", act);
        }
        let complete = |kind: &str| json!({ "do": "complete_register", "kind": kind, "since": "2010-01-01" });
        for (code, ..) in firms {
            for kind in ["penalty", "listing", "award", "recall", "breach"] {
                self.act(province(), Some(code), "2021-02-02", complete(kind));
            }
            for kind in ["system_certificate", "commitment", "certificate"] {
                self.federation(code, "2021-02-02", complete(kind));
            }
        }
    }

    fn product(&self, code: CreditCode, id: &str, name: &str, on: &str) {
        let fact = json!({
            "fact": "product", "id": id, "name": name, "models": [format!("{id}-A"), format!("{id}-B")],
            "series": "S", "categories": ["kitchen"], "is_consumer_product": true, "since": on,
        });
        self.bureau(code, on, json!({ "do": "enter_fact", "fact": fact }));
    }

    /// A certified product, for a state that its certificate or its period brings about.
    fn certified(&mut self, maker: CreditCode, (name, id, product, issued, until): Certified) {
        self.product(maker, id, product, issued);
        let certificate = format!("ZJM-2022-{id}");
        let fact = json!({
            "fact": "certificate", "id": certificate, "body": "CB-01", "product": id,
            "edition": "T/ZZB 0003-2020", "issued_on": issued, "valid_until": until,
        });
        self.federation(maker, issued, json!({ "do": "enter_fact", "fact": fact }));
        let from = if name == "not_yet" { "2027-01-01" } else { issued };
        let act = json!({
            "do": "grant_certified", "certificate": certificate, "from": from, "valid_until": until,
            "reason": { "plain": "符合第八条" },
        });
        let receipt = self.federation(maker, issued, act);
        let code = receipt.created.iter().find(|id| MarkCode::parse(id).is_ok()).expect("a code").clone();
        self.name(name, &code);
        self.name(&format!("{name}_certificate"), &certificate);
    }

    /// What befell three of the certified products.
    fn shaken(&self, maker: CreditCode) {
        let why = |text: &str| json!({ "plain": text });
        let (ended, reason) = (self.named("ended"), why("企业停产"));
        let act = json!({ "do": "end_authorization", "authorization": ended, "reason": reason });
        self.federation(maker, "2026-09-01", act);
        let reason = why("跟踪检查未完成");
        let act = json!({ "do": "suspend_certificate", "certificate": "ZJM-2022-P2", "reason": reason });
        self.federation(maker, "2026-10-12", act);
        let reason = why("认证机构撤销");
        let act = json!({ "do": "end_fact", "kind": "certificate", "id": "ZJM-2022-P3", "how": "withdrawn", "reason": reason });
        self.federation(maker, "2026-10-13", act);
    }

    /// A self-declared product with the mark.
    fn declared(&mut self, failed: CreditCode) {
        self.product(failed, "C1", "真空保温杯", "2021-03-01");
        self.product(failed, "C2", "儿童保温杯", "2021-03-01");
        let signed = "2021-03-02";
        let fact = json!({ "fact": "commitment", "id": "CM-1", "signed_on": signed, "from": signed });
        self.federation(failed, signed, json!({ "do": "enter_fact", "fact": fact }));
        let fact = json!({
            "fact": "award", "id": "AW-1", "name": "西湖区政府质量奖（虚构）", "level": "county",
            "is_government_quality_award": true, "awarded_on": "2021-03-03",
        });
        self.bureau(failed, "2021-03-03", json!({ "do": "enter_fact", "fact": fact }));
        let declaration = self.filed(failed, "C1", "2021-03-10", "2027-03-09");
        let act = json!({
            "do": "grant_declared", "declaration": declaration, "from": "2021-03-12", "valid_until": "2027-03-09",
            "reason": { "plain": "条件齐备" },
        });
        let granted = self.federation(failed, "2021-03-12", act);
        let code = granted.created.iter().find(|id| MarkCode::parse(id).is_ok()).expect("a code").clone();
        self.name("revoked", &code);
    }

    /// It fails twice and loses the mark.
    fn revoked(&mut self, failed: CreditCode) {
        self.check(failed, "CK-1", "2025-04-01", json!({ "why": "planned" }));
        self.check(failed, "CK-2", "2026-03-01", json!({ "why": "follow_up", "after": "CK-1" }));
        let dossier = self.registry.reader().dossier(failed).expect("reads").expect("on file").value;
        let work = dossier.proceedings.iter().rfind(|p| p.kind.is_sanction()).expect("a revocation is due");
        let id = work.id.clone();
        self.name("revocation", &id);
        let why = json!({ "plain": "两年内两次查实" });
        let steps = [
            (
                "2026-04-20",
                json!({ "do": "serve_notice", "proceeding": id, "notice": { "plain": "拟撤销" } }),
            ),
            (
                "2026-05-20",
                json!({ "do": "decide_proceeding", "proceeding": id, "outcome": "revoked", "reason": why }),
            ),
        ];
        for (on, act) in steps {
            self.federation(failed, on, act);
            self.issue_notice(failed, &id, "2026-04-20");
        }
        let dossier = self.registry.reader().dossier(failed).expect("reads").expect("on file").value;
        let [(entry, kind)] = papers_to_serve(&dossier, &id)[..] else { panic!("one mark, one paper") };
        self.issue((entry, kind), "parties", "2026-05-22");
        let steps = [
            ("2026-05-22", json!({ "do": "serve_decision", "proceeding": id })),
            ("2026-05-25", json!({ "do": "publish_decision", "proceeding": id })),
        ];
        for (on, act) in steps {
            self.federation(failed, on, act);
        }
    }

    fn filed(&self, maker: CreditCode, product: &str, on: &str, until: &str) -> String {
        let filing = json!({ "product": product, "edition": "T/ZZB 0087-2017", "until": until });
        let act = json!({ "do": "file_declaration", "filing": filing });
        let filed = self.act(Office::of(OfficeKind::Maker, maker.as_str()), Some(maker), on, act);
        filed.created.first().expect("a declaration").clone()
    }

    fn check(&self, code: CreditCode, id: &str, on: &str, reason: Value) {
        let day = |days: i64| on.parse::<Day>().expect("a day").plus_days(days).to_string();
        let act = json!({
            "do": "sample_product", "id": id, "product": "C1", "edition": "T/ZZB 0087-2017",
            "reason": reason, "bureau": "330000", "laboratory": "LAB-01",
        });
        self.bureau(code, on, act);
        let act = json!({ "do": "enter_result", "check": id, "meets_standard": false, "breaks_law": false });
        self.bureau(code, &day(10), act);
        self.bureau(code, &day(12), json!({ "do": "notify_result", "check": id }));
        self.bureau(code, &day(40), json!({ "do": "verify_result", "check": id }));
    }

    fn accounts(&self, maker: CreditCode, failed: CreditCode) {
        let hash = site::password_hash(PASSWORD, &[1; 16]).expect("a hash");
        let now = Moment { unix_seconds: TODAY };
        for (login, person, name, office) in people(&maker.to_string(), &failed.to_string()) {
            let account = NewAccount {
                person: person.to_owned(),
                login: login.to_owned(),
                hash: hash.clone(),
                name: name.to_owned(),
                standing: Standing::Open,
            };
            self.registry.create_account(account, now).expect("writes");
            for (scope, office) in [("act", Some(office)), ("read", None), ("metrics", None)] {
                let secret = format!("pzb_{login}_{scope}");
                let known = self.registry.reader().token(&hex(&digest(secret.as_bytes()))).expect("reads");
                if known.is_none() {
                    let token = Token {
                        digest: hex(&digest(secret.as_bytes())),
                        person: person.to_owned(),
                        office,
                        scope: scope.to_owned(),
                        label: "scripts".to_owned(),
                        expires: TODAY + 86_400,
                        used: 0,
                    };
                    self.registry.add_token(&token).expect("writes");
                }
            }
        }
    }
}
