//! A desk that is never quiet: the next order is queued before each commit ends. How far the kept checkpoint may lag
//! behind then, and what each order of one transaction is told when its checkpoint cannot be signed.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use registry::store::{Line, Store, StoreFault, Tx, Value};
use registry::{CheckpointFile, Fault, Order, Receipt, Refused, Registry, Vault};
use serde_json::json;
use tempfile::TempDir;

use crate::support::*;

/// What is counted, and how commits and orders wait for each other.
#[derive(Default)]
struct Watch {
    /// Commits since a checkpoint was last kept.
    unkept: AtomicU32,
    /// The most there ever were.
    most: AtomicU32,
    /// Whether reading fails between a commit and the next transaction: where checkpoints are signed.
    is_blind: AtomicBool,
    /// A commit that has begun, and the answer that what it waits for is queued.
    pace: Mutex<Option<(Sender<()>, Receiver<()>)>>,
}

impl Watch {
    /// Groups of orders: each group is given when a commit has begun, and that commit ends when all of the group is
    /// queued, or there are no more.
    fn paced(self: &Arc<Watch>, groups: Vec<Vec<Order>>) -> impl Iterator<Item = Order> + use<> {
        let (began, begun) = channel();
        let (queued, is_queued) = channel();
        *self.pace.lock().expect("whole") = Some((began, is_queued));
        groups.into_iter().enumerate().flat_map(move |(at, group)| {
            // Asked for the next group: the one before is queued.
            if at > 1 {
                queued.send(()).expect("a commit waits");
            }
            if at > 0 {
                begun.recv().expect("a commit begins");
            }
            group
        })
    }

    fn commit(&self) {
        if let Some((began, is_queued)) = &*self.pace.lock().expect("whole")
            && began.send(()).is_ok()
        {
            // An error says that the orders are at their end: nothing to wait for.
            is_queued.recv().ok();
        }
        let unkept = self.unkept.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(unkept, Ordering::SeqCst);
    }
}

struct Watched<T> {
    inner: T,
    watch: Arc<Watch>,
    is_between: bool,
}

impl Store for Watched<Arc<dyn Store>> {
    fn writer(&self) -> Result<Box<dyn Tx>, StoreFault> {
        Ok(Box::new(Watched { inner: self.inner.writer()?, watch: self.watch.clone(), is_between: false }))
    }
    fn reader(&self) -> Result<Box<dyn Tx>, StoreFault> {
        self.inner.reader()
    }
    fn copy_to(&self, to: &Path) -> Result<(), StoreFault> {
        self.inner.copy_to(to)
    }
}

impl Tx for Watched<Box<dyn Tx>> {
    fn execute(&mut self, sql: &'static str, args: &[Value]) -> Result<usize, StoreFault> {
        self.inner.execute(sql, args)
    }
    fn query(&mut self, sql: &'static str, args: &[Value]) -> Result<Vec<Line>, StoreFault> {
        if self.is_between && self.watch.is_blind.load(Ordering::SeqCst) {
            return Err(StoreFault::Failed("blind".to_owned()));
        }
        self.inner.query(sql, args)
    }
    fn begin(&mut self) -> Result<(), StoreFault> {
        self.is_between = false;
        self.inner.begin()
    }
    fn commit(&mut self) -> Result<(), StoreFault> {
        self.watch.commit();
        self.is_between = true;
        self.inner.commit()
    }
    fn scrub(&mut self) -> Result<bool, StoreFault> {
        self.inner.scrub()
    }
    fn rollback(&mut self) -> Result<(), StoreFault> {
        self.inner.rollback()
    }
}

impl Vault for Watched<CheckpointFile> {
    fn last(&self) -> io::Result<Option<String>> {
        self.inner.last()
    }
    fn keep(&mut self, note: &str) -> io::Result<()> {
        self.watch.unkept.store(0, Ordering::SeqCst);
        self.inner.keep(note)
    }
}

/// A folder with some enterprises, opened again under watch.
fn watched(enterprises: usize) -> (Registry, Arc<Watch>, TempDir) {
    let house = House::new();
    for n in 0..enterprises {
        house.enterprise(code(n), &format!("企业{n}"), "2022-01-01");
    }
    let House { registry, dir, .. } = house;
    drop(registry);
    let watch = Arc::new(Watch::default());
    let vault =
        Watched { inner: CheckpointFile::in_folder(dir.path()), watch: watch.clone(), is_between: false };
    let between =
        |inner| Arc::new(Watched { inner, watch: watch.clone(), is_between: false }) as Arc<dyn Store>;
    let registry = Registry::open_over(opening(dir.path()), between, Box::new(vault)).expect("open");
    (registry, watch, dir)
}

fn award(key: &str, id: &str) -> Order {
    let award = json!({"do": "enter_fact", "fact": {"fact": "award", "id": id, "name": "奖", "level": "city",
        "is_government_quality_award": true, "awarded_on": "2022-01-02"}});
    order(bureau(), key, Some(code(0)), ("2022-01-02", "2022-01-02"), award)
}

#[test]
fn a_loaded_desk_keeps_a_checkpoint_after_64_commits() {
    let (registry, watch, _dir) = watched(1);
    let one_by_one = (0..150).map(|n| vec![award(&format!("b{n}"), &format!("b{n}"))]).collect();
    let answers = registry.act_all(watch.paced(one_by_one));
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(watch.most.load(Ordering::SeqCst), 64, "as many as allowed, and no more");
}

#[test]
fn each_order_is_told_what_became_of_it_when_nothing_can_be_signed() {
    // The entries fill a tile and go beyond it, so that signing must read what the edge does not hold.
    let (registry, watch, _dir) = watched(252 - usize::try_from(FOUNDING).expect("small"));
    let refused = order(
        bureau(),
        "none",
        Some(code(0)),
        ("2022-01-02", "2022-01-02"),
        json!({"do": "end_fact",
        "kind": "award", "id": "none", "reason": {"plain": "无"}}),
    );
    let together: Vec<Order> = (0..5).map(|n| award(&format!("c{n}"), &format!("c{n}"))).collect();
    let first = award("first", "a1");
    let second = [vec![refused, first.clone()], together.clone()].concat();
    let orders = watch.paced(vec![vec![first], second]);
    // The first commit is signed for; the second one cannot be.
    let blind = watch.clone();
    let orders = orders.enumerate().map(move |(at, order)| {
        blind.is_blind.store(at > 0, Ordering::SeqCst);
        order
    });
    let answers = registry.act_all(orders);
    assert!(matches!(&answers[0], Ok(receipt) if !receipt.repeated), "{:?}", answers[0]);
    assert!(matches!(&answers[1], Err(Refused::Refusal(_))), "{:?}", answers[1]);
    assert!(matches!(&answers[2], Ok(receipt) if receipt.repeated), "{:?}", answers[2]);
    for answer in &answers[3..] {
        let Err(Refused::Fault(fault @ Fault::Checkpoint(_))) = answer else { panic!("{answer:?}") };
        assert!(fault.to_string().starts_with("the act is on file"), "{fault}");
    }
    let size = registry.reader().head().size;
    let late = award("late", "late");
    let outcome = registry.act(late.clone());
    assert!(matches!(outcome, Err(Refused::Fault(Fault::Unkept(_)))), "{outcome:?}");
    watch.is_blind.store(false, Ordering::SeqCst);
    for order in together {
        let known: Receipt = registry.act(order).expect("on file");
        assert!(known.repeated);
    }
    assert_eq!(registry.reader().head().size, size + 5, "what could not be signed left nothing");
    assert!(!registry.act(late).expect("signed for again").repeated);
    assert_eq!(verified(&registry), size + 6);
}
