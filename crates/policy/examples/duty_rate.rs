//! How long the sweep of clause 4 takes: the three duties of a million drafting roles in memory, silently, in several
//! rounds; beside it, in the same run, a plain loop that does the least such a sweep could do (two comparisons of days
//! for each duty).
//!
//! `cargo run --release -p policy --example duty_rate [ROLES]`

use std::hint::black_box;
use std::time::Duration;

use policy::calendar::{Day, WorkingDays};
use policy::enterprise::Dossier;
use policy::finding::outcome;
use policy::parameters::Parameters;
use policy::question::{About, Law, Question, World};
use policy::rule::Outcome;
use policy::scheme::Scheme;
use policy::standard::Standard;
use policy::standard::rules::DUTIES;
use serde_json::{Value, json};

const ROUNDS: usize = 5;

/// Chance with a fixed seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }
}

/// A drafter of each sort: nothing done, a mark and a label, a mark on a certificate with a suspension, shown only.
fn sorts() -> Vec<Dossier> {
    let base = json!({
        "enterprise": "91330109MA0P2B001U",
        "drafting_roles": [{ "id": "R-1", "edition": "T/ZZB 9901-2020", "part": "lead", "drafter": "maker", "since": "2020-09-01" }],
        "exhibitions": [], "authorizations": [], "certificates": [],
    });
    let with = |changes: Value| {
        let mut sort = base.clone();
        let fields = sort.as_object_mut().into_iter();
        fields.for_each(|sort| sort.extend(changes.as_object().cloned().unwrap_or_default()));
        serde_json::from_value(sort).unwrap_or_else(|fault| panic!("not a dossier: {fault}"))
    };
    let mark = json!({ "id": "A-1", "code": "PZB-7379-PJKH", "product": "lamp", "models": ["L1"], "edition": "T/ZZB 9901-2020", "basis": { "path": "self_declaration", "declaration": "SD-1", "filed_on": "2021-02-01" }, "granted_on": "2021-02-15", "from": "2021-02-15", "valid_until": "2026-05-31" });
    let mut certified = mark.clone();
    certified["basis"] = json!({ "path": "certificate", "certificate": "CERT-1" });
    certified["suspensions"] = json!([{ "from": { "on": "2021-02-15" }, "lifted": { "on": "2022-01-10" } }]);
    let yes = json!({ "right_mark": true, "right_product": true, "right_code": true, "table_shown": true, "service_commitment_shown": true });
    let label = json!({ "id": "BQ-1", "authorization": "PZB-7379-PJKH", "product": "lamp", "edition": "T/ZZB 9901-2020", "photos": [], "filed_on": "2021-03-01", "decided": { "is_accepted": true, "checklist": yes, "mark": { "on": "2021-03-10" } } });
    let shown =
        json!({ "id": "E-1", "edition": "T/ZZB 9901-2020", "place": "packaging", "from": "2021-04-01" });
    vec![
        with(json!({})),
        with(json!({ "authorizations": [mark], "labels": [label], "exhibitions": [shown.clone()] })),
        with(
            json!({ "authorizations": [certified], "certificates": [{ "id": "CERT-1", "body": "b", "product": "lamp", "edition": "T/ZZB 9901-2020", "models": [], "issued_on": "2021-01-04", "valid_until": "2027-01-03" }] }),
        ),
        with(json!({ "exhibitions": { "list": [shown] } })),
    ]
}

/// The days of a dossier moved about, so that no two are alike.
fn varied(sort: &Dossier, chance: &mut Chance) -> Dossier {
    let mut dossier = sort.clone();
    let shift = chance.below(500) as i64;
    for mark in &mut dossier.authorizations.list {
        mark.granted_on = mark.granted_on.plus_days(shift);
        mark.from = mark.from.plus_days(shift);
    }
    dossier.exhibitions.list.iter_mut().for_each(|shown| shown.from = shown.from.plus_days(shift));
    for label in &mut dossier.labels {
        label.decided.iter_mut().for_each(|decided| decided.mark.on = decided.mark.on.plus_days(shift));
    }
    dossier
}

/// The processor time this process has used, in hundredths of a second (Linux).
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

/// The least that a sweep could do: two comparisons of days for each duty.
fn plain(dossiers: &[Dossier], day: Day) -> usize {
    let mut inside = 0;
    for role in dossiers.iter().filter_map(|dossier| dossier.drafting_roles.list.first()) {
        for _ in DUTIES {
            inside += usize::from(black_box(role.since) <= day && day <= black_box(Day::LAST));
        }
    }
    inside
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: usize = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    let parameters = Parameters::shipped()?;
    let calendar = WorkingDays::from_toml(include_str!("../data/working_days.toml"))?;
    let law = Law { parameters: &parameters, calendar: &calendar };
    let scheme = Scheme::default();
    let standards: Vec<Standard> = serde_json::from_value(
        json!([{ "number": "T/ZZB 9901", "editions": [{ "id": "e", "edition": "T/ZZB 9901-2020", "title": "示例台灯", "published_on": "2020-09-01", "in_force_from": "2020-10-01" }] }]),
    )?;
    let (sorts, mut chance) = (sorts(), Chance(20_190_101));
    let dossiers: Vec<Dossier> = (0..count).map(|at| varied(&sorts[at % sorts.len()], &mut chance)).collect();
    let Some(enterprise) = dossiers.first() else { return Ok(()) };
    let world = World { enterprise, parents: &[], scheme: &scheme, standards: &standards };
    let day = Day::constant(2024, 6, 3);
    let Some(base) = Question::new(world, About::LeadProposal, law, day) else { return Ok(()) };
    println!("{count} drafting roles, three duties each, as of {day}; seconds of processor time, one core");
    println!("{:>6} {:>8} {:>8} {:>7}  met / overdue / cannot tell", "round", "duties", "plain", "ratio");
    for round in 1..=ROUNDS {
        let (mut met, mut overdue, mut unknown) = (0usize, 0usize, 0usize);
        let took = timed(|| {
            for dossier in &dossiers {
                for role in &dossier.drafting_roles.list {
                    let q = base.of(dossier).about(About::DraftingRole(role));
                    for rule in DUTIES {
                        match outcome(rule, &q) {
                            Outcome::Met => met += 1,
                            Outcome::NotMet => overdue += 1,
                            Outcome::Unknown(_) => unknown += 1,
                            Outcome::ForJudgement(_) | Outcome::NotApplicable => {}
                        }
                    }
                }
            }
        });
        let mut inside = 0;
        let least = timed(|| inside = plain(&dossiers, day));
        black_box(inside);
        println!(
            "{round:>6} {:>8.2} {:>8.2} {:>7.1}  {met} / {overdue} / {unknown}",
            took.as_secs_f64(),
            least.as_secs_f64(),
            took.as_secs_f64() / least.as_secs_f64()
        );
    }
    Ok(())
}
