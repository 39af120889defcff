//! How long the comparison of a whole register of standards takes (clause 3): thirty rows each against three compared
//! standards, judged in memory, silently, in several rounds; beside it, in the same run, a plain loop that does the least
//! such a pass could do (one comparison of two decimals for each cell). Then one table of 200 rows against twelve, read
//! from its texts and judged.
//!
//! `cargo run --release -p policy --example table_rate [STANDARDS]`

use std::hint::black_box;
use std::time::Duration;

use policy::standard::draft::{CellDraft, ReferenceDraft, RowDraft, TableDraft};
use policy::standard::judgement::TableVerdict;
use policy::standard::limit::{Cell, Limit, Stated};
use policy::standard::table::ComparisonTable;
use rust_decimal::Decimal;

const ROUNDS: usize = 5;
/// Tables that differ; a register repeats them, so that it fits into memory.
const SORTS: usize = 1_000;
const REFERENCES: [&str; 12] = [
    "GB 18401-2010",
    "GB/T 31888-2015",
    "ISO 9073-1:2023",
    "QB/T 1234-2010",
    "FZ/T 43014-2018",
    "GB/T 17713-2011",
    "IEC 61591:2019",
    "EN ISO 12100:2010",
    "JIS L 1096:2010",
    "ASTM F963-17",
    "DB33/T 944-2014",
    "T/ZZB 0003-2020",
];

/// Chance with a fixed seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }
}

/// A table of limits of each sort, as people write it.
fn draft(rows: usize, references: usize, chance: &mut Chance) -> TableDraft {
    let row = |at: usize, chance: &mut Chance| {
        let (unit, direction, sign) =
            [("mg/kg", "lower", "≤"), ("h", "higher", "≥"), ("级", "higher", "≥"), ("mm", "equal", "")]
                [at % 4];
        // The standard itself asks for no less than what it is compared with, but now and then.
        let limit = |is_own: bool, chance: &mut Chance| {
            let number = if is_own && chance.below(200) > 0 {
                if direction == "lower" { 2 } else { 4 }
            } else {
                2 + chance.below(3)
            };
            match unit {
                "mm" => format!("2.5±0.{}", if is_own { 1 } else { 1 + chance.below(9) }),
                "h" if chance.below(3) == 0 => format!("≥{} min", 60 * number),
                _ => format!("{sign}{number}"),
            }
        };
        RowDraft {
            indicator: format!("指标{at}"),
            unit: unit.to_owned(),
            direction: direction.to_owned(),
            limit: limit(true, chance),
            cells: (0..references)
                .map(|_| match chance.below(5) {
                    0 => CellDraft { limit: "无此项".to_owned(), ..CellDraft::default() },
                    _ => CellDraft { limit: limit(false, chance), ..CellDraft::default() },
                })
                .collect(),
            test_method: "GB/T 2912.1-2009".to_owned(),
            ..RowDraft::default()
        }
    };
    TableDraft {
        sample: Some(true),
        references: REFERENCES
            .iter()
            .take(references)
            .map(|standard| ReferenceDraft { standard: (*standard).to_owned(), ..ReferenceDraft::default() })
            .collect(),
        rows: (0..rows).map(|at| row(at, chance)).collect(),
        ..TableDraft::default()
    }
}

fn read(draft: &TableDraft) -> ComparisonTable {
    draft.read().whole().unwrap_or_else(|misread| panic!("not a table: {misread:?}"))
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

fn number(stated: &Stated) -> Decimal {
    match &stated.limit {
        Limit::AtLeast(value) | Limit::AtMost(value) | Limit::Nominal { value, .. } => *value,
        _ => Decimal::ZERO,
    }
}

/// The least that a pass could do: one comparison of two decimals for each cell.
fn plain(tables: &[ComparisonTable], count: usize) -> usize {
    let mut less = 0;
    for at in 0..count {
        for row in &tables[at % tables.len()].rows {
            let own = number(&row.limit);
            for compared in &row.compared {
                if let Cell::Limit(there) = &compared.cell {
                    less += usize::from(black_box(own) < black_box(number(there)));
                }
            }
        }
    }
    less
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: usize = std::env::args().nth(1).map_or(Ok(100_000), |text| text.parse())?;
    let mut chance = Chance(20_190_101);
    let tables: Vec<ComparisonTable> = (0..SORTS).map(|_| read(&draft(30, 3, &mut chance))).collect();
    println!("{count} standards of 30 rows against three each; seconds of processor time, one core");
    println!("{:>6} {:>8} {:>8} {:>7}  sound / refused / cannot tell", "round", "judged", "plain", "ratio");
    for round in 1..=ROUNDS {
        let (mut sound, mut refused, mut unknown) = (0usize, 0usize, 0usize);
        let took = timed(|| {
            for at in 0..count {
                match black_box(&tables[at % tables.len()]).judge().verdict() {
                    TableVerdict::Sound => sound += 1,
                    TableVerdict::Refused => refused += 1,
                    TableVerdict::CannotTell => unknown += 1,
                }
            }
        });
        let mut less = 0;
        let least = timed(|| less = plain(&tables, count));
        black_box(less);
        println!(
            "{round:>6} {:>8.2} {:>8.2} {:>7.1}  {sound} / {refused} / {unknown}",
            took.as_secs_f64(),
            least.as_secs_f64(),
            took.as_secs_f64() / least.as_secs_f64()
        );
    }
    let large = draft(200, 12, &mut chance);
    let took = timed(|| {
        for _ in 0..100 {
            black_box(read(black_box(&large)).judge());
        }
    });
    println!(
        "200 rows against twelve standards, read from texts and judged: {:.2} ms",
        took.as_secs_f64() * 10.0
    );
    Ok(())
}
