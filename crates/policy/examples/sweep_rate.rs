//! How fast the rules sweep: every rule of clauses 8 to 11 over a million varied dossiers in memory, silently, in
//! several rounds; beside it, in the same run, a plain loop that does the least such a sweep could do (two
//! comparisons of days for each rule), and the rate of full explanations.
//!
//! `cargo run --release -p policy --example sweep_rate [DOSSIERS]`

use std::hint::black_box;
use std::time::Duration;

use policy::authorization::code::MarkCode;
use policy::authorization::rules::{FILING, GRANT};
use policy::authorization::{Authorization, Filing};
use policy::calendar::{Day, WorkingDays};
use policy::enterprise::Dossier;
use policy::enterprise::facts::{Certificate, Penalty};
use policy::finding::{finding, outcome};
use policy::parameters::Parameters;
use policy::question::{About, Law, Question, World};
use policy::rule::{Outcome, Rule};
use policy::scheme::Scheme;
use policy::standard::Standard;
use policy::{rules, supervision};
use serde_json::{Value, json};

const ROUNDS: usize = 5;
/// Explanations are timed over fewer dossiers: they write words.
const EXPLAINED: usize = 20_000;

/// Chance with a fixed seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }

    fn day(&mut self, from: Day, years: usize) -> Day {
        from.plus_days(self.below(years * 365) as i64)
    }
}

/// A dossier of each sort, read from JSON once and then varied: the registers of the four sorts differ.
fn sorts() -> Vec<Dossier> {
    let base = json!({
        "enterprise": "91330109MA0P2B001U",
        "head_offices": [{ "id": "seat-1", "region": "330109", "since": "2010-01-04" }],
        "holdings": [], "penalties": [], "listings": [], "recalls": [], "breaches": [], "checks": [],
        "awards": [{ "id": "award-1", "name": "区政府质量奖", "level": "county", "is_government_quality_award": true, "awarded_on": "2020-05-20" }],
        "system_certificates": [],
        "commitments": [{ "id": "commitment-1", "signed_on": "2019-12-20", "from": "2020-01-01" }],
        "products": [{ "id": "lamp", "name": "LED台灯", "models": ["L1", "L2"], "series": "台灯", "categories": ["lighting"], "since": "2012-01-04" }],
        "certificates": [],
        "declarations": [{ "id": "SD-1", "filed_on": "2022-06-01", "filing": { "product": "lamp", "models": ["L1", "L2"], "edition": "T/ZZB 9901-2020", "until": "2028-05-31" } }],
        "authorizations": [{ "id": "A-1", "code": "PZB-7379-PJKH", "product": "lamp", "models": ["L1", "L2"], "edition": "T/ZZB 9901-2020", "basis": { "path": "self_declaration", "declaration": "SD-1", "filed_on": "2022-06-01" }, "granted_on": "2022-06-15", "from": "2022-06-15", "valid_until": "2028-05-31" }],
    });
    let with = |changes: Value| {
        let mut sort = base.clone();
        sort.as_object_mut()
            .into_iter()
            .for_each(|sort| sort.extend(changes.as_object().cloned().unwrap_or_default()));
        serde_json::from_value(sort).unwrap_or_else(|fault| panic!("not a dossier: {fault}"))
    };
    let penalty = |id: &str, on: &str| json!({ "id": id, "decided_on": on, "classification": "quality", "legal_basis": "《产品质量法》第四十九条", "authority": "局", "products": ["lamp"] });
    let system = |system: &str, from: &str, until: &str| json!({ "id": format!("{system}-{from}"), "system": system, "body": "机构", "from": from, "valid_until": until });
    let failed = |id: &str, on: &str| json!({ "id": id, "product": "lamp", "edition": "T/ZZB 9901-2020", "reason": { "why": "planned" }, "bureau": "330109", "laboratory": "lab", "sampled_on": on, "result": { "mark": { "on": on }, "meets_standard": false }, "notified": { "on": on }, "verified": { "mark": { "on": on }, "failed": true } });
    vec![
        with(json!({})),
        with(
            json!({ "penalties": [penalty("P-1", "2020-03-02"), penalty("P-2", "2023-08-01")], "checks": [failed("CK-1", "2023-03-01")] }),
        ),
        with(json!({
            "awards": [],
            "system_certificates": [
                system("quality", "2017-01-09", "2020-01-08"), system("quality", "2020-01-09", "2026-01-08"),
                system("environment", "2018-01-09", "2027-01-08"), system("occupational_health", "2019-01-09", "2027-01-08"),
            ],
            "recalls": [{ "id": "R-1", "product": "lamp", "ordered_on": "2023-02-06", "due_on": "2024-09-01" }],
        })),
        with(json!({
            "certificates": [{ "id": "CERT-1", "body": "body-1", "product": "lamp", "edition": "T/ZZB 9901-2020", "models": ["L1", "L2"], "issued_on": "2022-03-01", "valid_until": "2028-02-29" }],
            "authorizations": [{ "id": "A-1", "code": "PZB-7379-PJKH", "product": "lamp", "models": ["L1", "L2"], "edition": "T/ZZB 9901-2020", "basis": { "path": "certificate", "certificate": "CERT-1" }, "granted_on": "2022-03-10", "from": "2022-03-10", "valid_until": "2028-02-29" }],
            "checks": [failed("CK-1", "2022-05-10"), failed("CK-2", "2023-11-01")],
            "listings": { "complete": [{ "since": "2015-01-01", "stated_on": "2022-01-04" }] },
        })),
    ]
}

/// The days of a dossier moved about, so that no two are alike.
fn varied(sort: &Dossier, serial: u64, chance: &mut Chance) -> Dossier {
    let mut dossier = sort.clone();
    let around = Day::constant(2018, 1, 1);
    dossier
        .penalties
        .list
        .iter_mut()
        .for_each(|Penalty { decided_on, .. }| *decided_on = chance.day(around, 6));
    dossier.awards.list.iter_mut().for_each(|award| award.awarded_on = chance.day(around, 6));
    for certificate in &mut dossier.system_certificates.list {
        let shift = chance.below(400) as i64;
        certificate.from = certificate.from.plus_days(shift);
        certificate.valid_until = certificate.valid_until.plus_days(shift);
    }
    for check in &mut dossier.checks.list {
        check.verified.iter_mut().for_each(|verified| verified.mark.on = chance.day(check.sampled_on, 1));
    }
    dossier
        .certificates
        .list
        .iter_mut()
        .for_each(|Certificate { valid_until, .. }| *valid_until = chance.day(*valid_until, 2));
    for authorization in &mut dossier.authorizations.list {
        authorization.valid_until = chance.day(Day::constant(2024, 1, 1), 4);
        authorization.code = MarkCode::from_serial(serial).unwrap_or(authorization.code);
    }
    dossier
}

/// Every rule of clauses 9 (of the declaration), 8, 10 and 11 (of the authorisation), as in a nightly sweep.
fn sweep(dossiers: &[Dossier], world: &World, law: Law, day: Day, ask: &mut impl FnMut(&Rule, &Question)) {
    let of_mark: Vec<&Rule> =
        GRANT.iter().copied().filter(|rule| !supervised(rule)).chain(rules::keeping()).collect();
    let Some(base) = dossiers.first().and_then(|first| {
        let nothing = About::Product("");
        Question::new(World { enterprise: first, ..*world }, nothing, law, day)
    }) else {
        return;
    };
    for enterprise in dossiers {
        let filing: Option<&Filing> = enterprise.declarations.first().map(|declared| &declared.filing);
        let mark: Option<&Authorization> = enterprise.authorizations.list.first();
        let about = [filing.map(About::Filing), mark.map(About::Authorization)];
        for (about, rules) in about.into_iter().zip([FILING, &of_mark]) {
            let Some(q) = about.map(|about| base.of(enterprise).about(about)) else { continue };
            rules.iter().for_each(|rule| ask(rule, &q));
        }
        for check in &enterprise.checks.list {
            let q = base.of(enterprise).about(About::Check(check));
            supervision::rules::VERIFYING.iter().for_each(|rule| ask(rule, &q));
        }
    }
}

/// The certificate's validity is asked among the rules of keeping already.
fn supervised(rule: &Rule) -> bool {
    rules::keeping().any(|kept| kept.id == rule.id)
}

/// The processor time this process has used, in hundredths of a second (Linux): what a core did, whoever else
/// the machine served meanwhile.
fn processor_time() -> Option<u64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    let fields: Vec<u64> =
        after_name.split_whitespace().skip(11).take(2).filter_map(|n| n.parse().ok()).collect();
    (fields.len() == 2).then(|| fields.iter().sum())
}

/// How long some work took: processor time where the system tells it, the clock on the wall otherwise.
#[expect(clippy::disallowed_methods, reason = "a measurement is not a fact of the record")]
fn timed(work: impl FnOnce()) -> Duration {
    let (start, used) = (std::time::Instant::now(), processor_time());
    work();
    match (used, processor_time()) {
        (Some(before), Some(after)) => Duration::from_millis(10 * after.saturating_sub(before).max(1)),
        _ => start.elapsed(),
    }
}

/// The least that a sweep could do: two comparisons of days in each dossier for each check.
fn plain(dossiers: &[Dossier], checks_each: usize, day: Day) -> usize {
    let mut inside = 0;
    for dossier in dossiers {
        let Some(mark) = dossier.authorizations.list.first() else { continue };
        for _ in 0..checks_each {
            inside += usize::from(black_box(mark.from) <= day && day <= black_box(mark.valid_until));
        }
    }
    inside
}

fn per_second(count: usize, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64() / 1e6
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: usize = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    let parameters = Parameters::shipped()?;
    let calendar = WorkingDays::from_toml(include_str!("../data/working_days.toml"))?;
    let law = Law { parameters: &parameters, calendar: &calendar };
    let scheme: Scheme = serde_json::from_value(
        json!({ "catalogue": [], "bodies": [{ "id": "body-1", "name": "机构", "kind": "certification_body", "from": "2016-01-04" }] }),
    )?;
    let standards: Vec<Standard> = serde_json::from_value(
        json!([{ "number": "T/ZZB 9901", "editions": [{ "id": "e", "edition": "T/ZZB 9901-2020", "title": "示例台灯", "published_on": "2020-09-01", "in_force_from": "2020-10-01" }] }]),
    )?;
    let mut chance = Chance(20_190_101);
    let sorts = sorts();
    let dossiers: Vec<Dossier> =
        (0..count).map(|at| varied(&sorts[at % sorts.len()], at as u64, &mut chance)).collect();
    let Some(enterprise) = dossiers.first() else { return Ok(()) };
    let world = World { enterprise, parents: &[], scheme: &scheme, standards: &standards };
    let day = Day::constant(2024, 6, 3);

    println!(
        "{count} dossiers, as of {day}; rounds in millions of checks a second of processor time, one core"
    );
    println!("{:>6} {:>10} {:>10} {:>7}  met / not met / cannot tell", "round", "rules", "plain", "ratio");
    for round in 1..=ROUNDS {
        let (mut met, mut not_met, mut unknown, mut all) = (0usize, 0usize, 0usize, 0usize);
        let took = timed(|| {
            sweep(&dossiers, &world, law, day, &mut |rule, q| {
                all += 1;
                match outcome(rule, q) {
                    Outcome::Met => met += 1,
                    Outcome::NotMet => not_met += 1,
                    Outcome::Unknown(_) => unknown += 1,
                    Outcome::ForJudgement(_) | Outcome::NotApplicable => {}
                }
            });
        });
        let mut inside = 0;
        let least = timed(|| inside = plain(&dossiers, all / count.max(1), day));
        let plain_checks = all / count.max(1) * count;
        black_box(inside);
        println!(
            "{round:>6} {:>10.1} {:>10.1} {:>7.3}  {met} / {not_met} / {unknown}",
            per_second(all, took),
            per_second(plain_checks, least),
            per_second(all, took) / per_second(plain_checks, least)
        );
    }
    let some = dossiers.get(..EXPLAINED.min(count)).unwrap_or_default();
    for round in 1..=ROUNDS {
        let (mut all, mut facts) = (0usize, 0usize);
        let took = timed(|| {
            sweep(some, &world, law, day, &mut |rule, q| {
                all += 1;
                facts += finding(rule, q).facts.len();
            });
        });
        println!(
            "explained, round {round}: {:.3} million findings a second ({all} findings, {facts} facts named)",
            per_second(all, took)
        );
    }
    Ok(())
}
