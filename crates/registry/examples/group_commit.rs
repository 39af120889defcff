//! How many durable acts one sync of the disk carries: 64 writers, each waiting until its own act is durable and
//! signed for. Two figures a round, both printed: acts for each sync that the office really asked for (commits of
//! the database and keepings of the checkpoint, counted), and acts a second beside the `fdatasync`s a second that
//! the machine can do one by one, measured in the same round.
//! `cargo run --release -p registry --example group_commit [ROUNDS]`

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use policy::calendar::WorkingDays;
use policy::command::Command;
use policy::enterprise::credit_code::CreditCode;
use policy::parameters::Parameters;
use policy::powers::{Actor, Office, OfficeKind};
use registry::store::{Line, Store, StoreFault, Tx, Value};
use registry::{CheckpointFile, Moment, Opening, Order, Registry, Vault};

const WRITERS: u64 = 64;
const ROUND: Duration = Duration::from_secs(4);

/// Counts what makes the disk sync, on its way through.
struct Counting<T> {
    inner: T,
    syncs: Arc<AtomicU64>,
}

impl Store for Counting<Arc<dyn Store>> {
    fn writer(&self) -> Result<Box<dyn Tx>, StoreFault> {
        Ok(Box::new(Counting { inner: self.inner.writer()?, syncs: self.syncs.clone() }))
    }
    fn reader(&self) -> Result<Box<dyn Tx>, StoreFault> {
        self.inner.reader()
    }
    fn copy_to(&self, to: &Path) -> Result<(), StoreFault> {
        self.inner.copy_to(to)
    }
}

impl Tx for Counting<Box<dyn Tx>> {
    fn execute(&mut self, sql: &'static str, args: &[Value]) -> Result<usize, StoreFault> {
        self.inner.execute(sql, args)
    }
    fn query(&mut self, sql: &'static str, args: &[Value]) -> Result<Vec<Line>, StoreFault> {
        self.inner.query(sql, args)
    }
    fn begin(&mut self) -> Result<(), StoreFault> {
        self.inner.begin()
    }
    fn commit(&mut self) -> Result<(), StoreFault> {
        self.syncs.fetch_add(1, Ordering::Relaxed);
        self.inner.commit()
    }
    fn scrub(&mut self) -> Result<bool, StoreFault> {
        self.inner.scrub()
    }
    fn rollback(&mut self) -> Result<(), StoreFault> {
        self.inner.rollback()
    }
}

impl Vault for Counting<CheckpointFile> {
    fn last(&self) -> io::Result<Option<String>> {
        self.inner.last()
    }
    fn keep(&mut self, note: &str) -> io::Result<()> {
        self.syncs.fetch_add(1, Ordering::Relaxed);
        self.inner.keep(note)
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn now() -> Instant {
    Instant::now()
}

/// Overwrites of 4 KiB made durable one by one, in a second.
fn syncs_a_second(dir: &Path) -> f64 {
    let file = File::create(dir.join("sync-probe")).expect("a probe file");
    file.write_all_at(&[0; 4096], 0).expect("written");
    file.sync_all().expect("synced");
    let started = now();
    let mut count = 0_u32;
    while started.elapsed() < ROUND / 2 {
        file.write_all_at(&[count as u8; 4096], 0).expect("written");
        file.sync_data().expect("synced");
        count += 1;
    }
    f64::from(count) / started.elapsed().as_secs_f64()
}

fn code(number: u64) -> CreditCode {
    let stem = format!("91330784M{number:08}");
    "0123456789ABCDEFGHJKLMNPQRTUWXY"
        .chars()
        .find_map(|check| CreditCode::parse(&format!("{stem}{check}")).ok())
        .expect("one of 31 characters is right")
}

/// The first entries: the administrator, and the officer of the county who enters everything here.
fn seat(registry: &Registry) {
    let administrator = Office::sole(OfficeKind::Administrator);
    for office in [administrator.clone(), county()] {
        let (kind, office) = (office.kind, serde_json::to_string(&office).expect("an office"));
        let text = format!(
            r#"{{"key":"holder-{kind:?}","on":"2020-01-01","act":{{"do":"enter_scheme_fact","fact":{{"fact":"holder","id":"","person":"P-1","office":{office},"from":"2020-01-01"}}}}}}"#
        );
        registry.act(by(administrator.clone(), &text)).expect("entered");
    }
}

fn county() -> Office {
    Office::of(OfficeKind::CountyBureau, "330784")
}

fn order(key: &str, code: CreditCode, act: &str) -> Order {
    by(county(), &format!(r#"{{"key":"{key}","enterprise":"{code}","on":"2020-01-01","act":{act}}}"#))
}

fn by(office: Office, command: &str) -> Order {
    Order {
        actor: Actor { person: "P-1".to_owned(), office },
        command: serde_json::from_str::<Command>(command).expect("a command"),
        now: Moment { unix_seconds: 1_600_000_000 },
        expected: None,
    }
}

/// What the writers do in a round.
#[derive(Clone, Copy)]
enum Work {
    /// Registers firms: a first row, and all that search finds it by.
    Register,
    /// Enters penalties on firms that are on file: one event each.
    Enter,
}

impl Work {
    fn act(self) -> &'static str {
        match self {
            Work::Register => r#"{"do":"register_enterprise","name":"某某电器有限公司","region":"330784"}"#,
            Work::Enter => {
                r#"{"do":"enter_fact","fact":{"fact":"penalty","decided_on":"2020-01-01","classification":"other","legal_basis":"条","authority":"局","products":[]}}"#
            }
        }
    }
}

/// What 64 writers did in a round.
struct Done {
    /// Acts acknowledged in a second.
    rate: f64,
    /// Acts acknowledged for each sync that the office asked for.
    each_sync: f64,
}

/// Acts from 64 writers for the length of a round, each act on the next firm.
fn acts(office: &Registry, syncs: &AtomicU64, work: Work, next: &AtomicU64, firms: u64) -> Done {
    let started = now();
    let (first, before) = (next.load(Ordering::Relaxed), syncs.load(Ordering::Relaxed));
    std::thread::scope(|scope| {
        for _ in 0..WRITERS {
            scope.spawn(move || {
                while started.elapsed() < ROUND {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let (key, firm) = match work {
                        Work::Register => (format!("r{at}"), at),
                        Work::Enter => (format!("e{at}"), at % firms),
                    };
                    office.act(order(&key, code(firm), work.act())).expect("done");
                }
            });
        }
    });
    let done = (next.load(Ordering::Relaxed) - first) as f64;
    let synced = (syncs.load(Ordering::Relaxed) - before) as f64;
    Done { rate: done / started.elapsed().as_secs_f64(), each_sync: done / synced }
}

fn summary(what: &str, ratios: &mut [f64]) {
    ratios.sort_by(f64::total_cmp);
    let (middle, last) = (ratios.len() / 2, ratios.len() - 1);
    println!("{what}: median {:.1}, lowest {:.1}, highest {:.1}", ratios[middle], ratios[0], ratios[last]);
}

fn main() {
    let rounds: u32 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(7);
    let folder = tempfile::tempdir_in(".").expect("a folder on the disk that is measured");
    let opening = Opening {
        dir: folder.path().to_owned(),
        origin: "bench.example/ledger".to_owned(),
        signing_seed: [1; 32],
        parameters: Parameters::shipped().expect("the shipped numbers"),
        calendar: WorkingDays::default(),
        entropy: Box::new(|| [9; 32]),
    };
    let counted = Arc::new(AtomicU64::new(0));
    let vault = Counting { inner: CheckpointFile::in_folder(folder.path()), syncs: counted.clone() };
    let between = |inner| Arc::new(Counting { inner, syncs: counted.clone() }) as Arc<dyn Store>;
    let office = Registry::open_over(opening, between, Box::new(vault)).expect("an office");
    seat(&office);
    let (registered, entered) = (AtomicU64::new(0), AtomicU64::new(0));
    let [mut one_each, mut one_beside, mut other_each, mut other_beside] = [const { Vec::new() }; 4];
    println!("       machine      registrations                        facts");
    println!("round  fdatasync/s  acts/s  a sync  beside fdatasync/s  acts/s  a sync  beside fdatasync/s");
    for round in 1..=rounds {
        let machine = syncs_a_second(folder.path());
        let one = acts(&office, &counted, Work::Register, &registered, 0);
        let other = acts(&office, &counted, Work::Enter, &entered, registered.load(Ordering::Relaxed));
        let (beside_one, beside_other) = (one.rate / machine, other.rate / machine);
        println!(
            "{round:>5}  {machine:>11.0}  {:>6.0}  {:>6.1}  {beside_one:>18.1}  {:>6.0}  {:>6.1}  {beside_other:>18.1}",
            one.rate, one.each_sync, other.rate, other.each_sync
        );
        one_each.push(one.each_sync);
        one_beside.push(beside_one);
        other_each.push(other.each_sync);
        other_beside.push(beside_other);
    }
    summary("registrations a sync", &mut one_each);
    summary("registrations/s beside fdatasync/s", &mut one_beside);
    summary("facts a sync", &mut other_each);
    summary("facts/s beside fdatasync/s", &mut other_beside);
    office.close();
}
