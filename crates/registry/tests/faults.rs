//! Everything that can fail, failing: each statement, each commit, each keeping of a checkpoint, in four ways. No
//! acknowledged act is ever lost, nothing is half-written, and the folder opens again to a sound record.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use registry::store::{Line, Store, StoreFault, Tx, Value};
use registry::{CheckpointFile, Fault, Halt, Order, Receipt, Refused, Registry, Vault};
use serde_json::json;
use tempfile::TempDir;

use crate::support::*;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum How {
    /// It says it failed, and did nothing.
    Fails,
    /// It says it failed, and did it all the same.
    DoesAndFails,
    /// The disk is full at this one step.
    Full,
    /// Nothing works from here on: as if the power went.
    Dies,
}

/// Which step fails, and how. Steps are counted once the plan is armed.
struct Plan {
    how: How,
    left: AtomicI64,
    armed: AtomicBool,
    fired: AtomicBool,
}

impl Plan {
    fn new(how: How, step: i64) -> Arc<Plan> {
        let left = AtomicI64::new(step);
        Arc::new(Plan { how, left, armed: AtomicBool::new(false), fired: AtomicBool::new(false) })
    }

    /// What happens at this step: nothing, or the way it fails.
    fn step(&self) -> Option<How> {
        if !self.armed.load(Ordering::SeqCst) {
            return None;
        }
        let left = self.left.fetch_sub(1, Ordering::SeqCst);
        let fails = left == 0 || left < 0 && self.how == How::Dies;
        if fails {
            self.fired.store(true, Ordering::SeqCst);
        }
        fails.then_some(self.how)
    }

    fn run<T>(&self, work: impl FnOnce() -> Result<T, StoreFault>) -> Result<T, StoreFault> {
        match self.step() {
            None => work(),
            Some(How::Full) => Err(StoreFault::Full),
            Some(How::DoesAndFails) => work().and(Err(StoreFault::Failed("injected".into()))),
            Some(How::Fails | How::Dies) => Err(StoreFault::Failed("injected".into())),
        }
    }
}

struct Failing {
    inner: Arc<dyn Store>,
    plan: Arc<Plan>,
}

struct FailingTx {
    inner: Box<dyn Tx>,
    plan: Arc<Plan>,
}

impl Tx for FailingTx {
    fn execute(&mut self, sql: &'static str, args: &[Value]) -> Result<usize, StoreFault> {
        self.plan.run(|| self.inner.execute(sql, args))
    }
    fn query(&mut self, sql: &'static str, args: &[Value]) -> Result<Vec<Line>, StoreFault> {
        self.plan.run(|| self.inner.query(sql, args))
    }
    fn begin(&mut self) -> Result<(), StoreFault> {
        self.plan.run(|| self.inner.begin())
    }
    fn commit(&mut self) -> Result<(), StoreFault> {
        self.plan.run(|| self.inner.commit())
    }
    fn scrub(&mut self) -> Result<bool, StoreFault> {
        self.plan.run(|| self.inner.scrub())
    }
    fn rollback(&mut self) -> Result<(), StoreFault> {
        self.plan.run(|| self.inner.rollback())
    }
}

impl Store for Failing {
    fn writer(&self) -> Result<Box<dyn Tx>, StoreFault> {
        Ok(Box::new(FailingTx { inner: self.inner.writer()?, plan: self.plan.clone() }))
    }
    fn reader(&self) -> Result<Box<dyn Tx>, StoreFault> {
        self.inner.reader()
    }
    fn copy_to(&self, to: &Path) -> Result<(), StoreFault> {
        self.inner.copy_to(to)
    }
}

struct FailingVault {
    inner: CheckpointFile,
    plan: Arc<Plan>,
}

impl Vault for FailingVault {
    fn last(&self) -> io::Result<Option<String>> {
        self.inner.last()
    }
    fn keep(&mut self, note: &str) -> io::Result<()> {
        match self.plan.step() {
            None => self.inner.keep(note),
            Some(How::Full) => Err(io::ErrorKind::StorageFull.into()),
            Some(How::DoesAndFails) => self.inner.keep(note).and(Err(io::Error::other("injected"))),
            Some(How::Fails | How::Dies) => Err(io::Error::other("injected")),
        }
    }
}

fn open_failing(dir: &Path, plan: &Arc<Plan>) -> Registry {
    let vault = FailingVault { inner: CheckpointFile::in_folder(dir), plan: plan.clone() };
    let between = |inner| Arc::new(Failing { inner, plan: plan.clone() }) as Arc<dyn Store>;
    Registry::open_over(opening(dir), between, Box::new(vault)).expect("open: the plan is not armed")
}

/// Acts of every sort of write: a first row, a second version, a sealed text, the end of a tile, an erasure.
fn acts() -> Vec<Order> {
    let on = ("2022-01-02", "2022-01-02");
    let award = |id: &str| {
        json!({"do": "enter_fact", "fact": {"fact": "award", "id": id, "name": "奖", "level": "city",
               "is_government_quality_award": true, "awarded_on": "2022-01-02"}})
    };
    let annul = json!({"do": "annul_fact", "kind": "award", "id": "a1", "reason": {"plain": "录入有误"}});
    // The first salt after opening seals the first text of the office: its digest is known beforehand.
    let digest =
        ledger::hex(&ledger::salted_digest(&ledger::digest(&1_u64.to_be_bytes()), "先前的理由".as_bytes()));
    let erase = json!({"do": "erase_text", "digest": digest, "reason": {"plain": "申请"}});
    let register = json!({"do": "register_enterprise", "name": "丁", "region": "330110"});
    vec![
        order(bureau(), "f1", Some(code(1)), on, award("a1")),
        order(bureau(), "f2", Some(code(9)), on, register),
        order(bureau(), "f3", Some(code(1)), on, annul),
        order(federation(), "f4", None, on, erase),
        order(bureau(), "f5", Some(code(1)), on, award("a2")),
    ]
}

/// A folder with 253 entries, so that the acts fill a tile; one of them sealed a text.
fn prepared() -> TempDir {
    let house = House::new();
    house.enterprise(code(1), "甲", "2022-01-01");
    let award = json!({"fact": "award", "id": "a0", "name": "奖", "level": "city", "is_government_quality_award": true,
                       "awarded_on": "2022-01-01"});
    house.fact(bureau(), code(1), "2022-01-01", award);
    let annul = json!({"do": "annul_fact", "kind": "award", "id": "a0", "reason": {"plain": "先前的理由"}});
    house.done(bureau(), Some(code(1)), "2022-01-01", annul);
    for n in 10..34 {
        house.enterprise(code(n), &format!("企业{n}"), "2022-01-01");
    }
    fill(&house, 10..34, 9);
    fill(&house, 10..17, 1);
    let House { registry, dir, .. } = house;
    assert_eq!(registry.reader().head().size, 253);
    drop(registry);
    dir
}

fn copied(from: &TempDir) -> TempDir {
    let to = TempDir::new().expect("a folder");
    for entry in std::fs::read_dir(from.path()).expect("the folder") {
        let path = entry.expect("an entry").path();
        std::fs::copy(&path, to.path().join(path.file_name().expect("a name"))).expect("copied");
    }
    to
}

/// Only a fault that says that the act is on file leaves it there, and then it is.
#[track_caller]
fn says_the_truth(registry: &Registry, order: &Order, fault: &Fault) {
    let tag = format!("cmd:{}\t{}", order.actor.person, order.command.key);
    let is_on_file = !registry.reader().history(&tag, None, 1).expect("readable").is_empty();
    match fault {
        Fault::Checkpoint(_) => assert!(is_on_file, "{fault}"),
        // Whether the commit is durable is found out from the disk, at the next opening.
        Fault::Stopped(_) => {}
        _ => assert!(!is_on_file, "{fault}"),
    }
}

/// Runs the acts with one step failing; whether it failed at all, and what was acknowledged.
fn attempt(dir: &Path, plan: &Arc<Plan>) -> Vec<(Order, Receipt)> {
    let registry = open_failing(dir, plan);
    plan.armed.store(true, Ordering::SeqCst);
    let mut acknowledged = Vec::new();
    for order in acts() {
        match registry.act(order.clone()) {
            Ok(receipt) => acknowledged.push((order, receipt)),
            Err(Refused::Fault(fault)) => {
                assert!(plan.fired.load(Ordering::SeqCst), "a fault out of nothing: {fault}");
                says_the_truth(&registry, &order, &fault);
                let is_of_the_checkpoint = matches!(fault, Fault::Checkpoint(_) | Fault::Unkept(_));
                if plan.how == How::Full && !is_of_the_checkpoint && !matches!(fault, Fault::Stopped(_)) {
                    assert_eq!(fault, Fault::DiskFull);
                }
            }
            // An act that needs one that failed before it.
            Err(Refused::Refusal(_)) => assert!(plan.fired.load(Ordering::SeqCst)),
            Err(other) => panic!("{}: {}", order.command.key, said(&other)),
        }
    }
    plan.armed.store(false, Ordering::SeqCst);
    acknowledged
}

/// After whatever happened: the folder opens, is sound, holds all that was acknowledged, and takes the same acts
/// again, each of which is then done exactly once.
fn check(dir: &Path, acknowledged: &[(Order, Receipt)], what: &str) {
    let registry = Registry::open(opening(dir)).unwrap_or_else(|fault| panic!("{what}: {fault}"));
    assert_eq!(registry.audit().expect("an audit").differences, vec![], "{what}");
    for (order, receipt) in acknowledged {
        let again = registry.act(order.clone()).expect("known");
        // What could not be cleared from the disk then may be cleared now.
        let gone_from_disk = again.gone_from_disk;
        assert_eq!(again, Receipt { repeated: true, gone_from_disk, ..receipt.clone() }, "{what}");
    }
    for order in acts() {
        let outcome = registry.act(order.clone());
        assert!(outcome.is_ok(), "{what}: {}: {}", order.command.key, said(&outcome.expect_err("refused")));
    }
    assert_eq!(verified(&registry), 258, "{what}");
}

fn every_step(how: How) {
    let origin = prepared();
    let mut steps = 0;
    loop {
        let dir = copied(&origin);
        let plan = Plan::new(how, steps);
        let acknowledged = attempt(dir.path(), &plan);
        check(dir.path(), &acknowledged, &format!("{how:?} at step {steps}"));
        if !plan.fired.load(Ordering::SeqCst) {
            assert_eq!(acknowledged.len(), acts().len());
            break;
        }
        steps += 1;
    }
    assert!(steps > 80, "only {steps} steps: the plan no longer reaches everything");
}

#[test]
fn each_step_may_fail() {
    every_step(How::Fails);
}

#[test]
fn each_step_may_fail_and_be_done_all_the_same() {
    every_step(How::DoesAndFails);
}

#[test]
fn the_disk_may_be_full_at_each_step() {
    every_step(How::Full);
}

#[test]
fn the_power_may_go_at_each_step() {
    every_step(How::Dies);
}

#[test]
fn a_full_disk_is_told_in_words_and_is_over_when_there_is_room() {
    let dir = copied(&prepared());
    let plan = Plan::new(How::Full, 3);
    let registry = open_failing(dir.path(), &plan);
    plan.armed.store(true, Ordering::SeqCst);
    let order = acts().remove(0);
    let Err(Refused::Fault(fault)) = registry.act(order.clone()) else { panic!("it was not full") };
    assert_eq!(fault.to_string(), "the disk is full: nothing was written; free space and try again");
    assert_eq!(fault.reference(), fault.reference());
    assert_eq!(fault.reference().len(), 8);
    assert!(!registry.act(order).expect("there is room again").repeated);
    sound(&registry);
}

/// Only the vault fails, for as long as the plan is armed.
fn open_over_vault(dir: &Path, plan: &Arc<Plan>) -> Registry {
    let vault = FailingVault { inner: CheckpointFile::in_folder(dir), plan: plan.clone() };
    Registry::open_over(opening(dir), |store| store, Box::new(vault)).expect("open: the plan is not armed")
}

#[test]
fn while_the_checkpoint_cannot_be_kept_nothing_more_is_done() {
    let dir = copied(&prepared());
    let plan = Plan::new(How::Dies, 0);
    let registry = open_over_vault(dir.path(), &plan);
    let kept = || std::fs::read_to_string(dir.path().join("checkpoint")).expect("kept");
    let before = kept();
    plan.armed.store(true, Ordering::SeqCst);
    let mut orders = acts().into_iter();
    let mut next = || orders.next().expect("another act");
    registry.act(next()).expect("it is durable and signed for; keeping comes after the answer");
    // Work at the desk is done between acts: the desk keeps what it signed first.
    registry.end_sessions("nobody").expect("done");
    let second = next();
    let outcome = registry.act(second.clone());
    let Err(Refused::Fault(fault @ Fault::Unkept(_))) = outcome else { panic!("{outcome:?}") };
    assert!(fault.to_string().starts_with("nothing was written"), "{fault}");
    assert_eq!(registry.reader().head().size, 254, "the second act left nothing");
    assert_eq!(registry.reader().halt(), Some(Halt::Unsealed));
    assert_eq!(kept(), before);
    plan.armed.store(false, Ordering::SeqCst);
    assert!(!registry.act(second).expect("there is room again").repeated);
    assert_eq!(registry.reader().halt(), None);
    registry.close();
    assert_eq!(kept(), registry.reader().checkpoint(), "closing keeps the last one");
    assert_eq!(registry.reader().halt(), Some(Halt::Stopped), "a closed office does nothing");
    verified(&registry);
}

/// What was signed is not what is there: the office stops for good, and says so to whoever looks.
#[test]
fn an_office_that_would_fork_the_record_says_that_it_has_stopped() {
    let dir = copied(&prepared());
    let registry = Registry::open(opening(dir.path())).expect("open");
    assert_eq!(registry.reader().halt(), None);
    let database = rusqlite::Connection::open(dir.path().join("registry.db")).expect("the database");
    database.execute_batch("update ledger_head set next = next + 1").expect("changed behind the office");
    let mut orders = acts().into_iter();
    let mut next = || orders.next().expect("another act");
    let outcome = registry.act(next());
    assert!(matches!(outcome, Err(Refused::Fault(Fault::Fork(_)))), "{outcome:?}");
    assert_eq!(registry.reader().halt(), Some(Halt::Stopped));
    assert!(matches!(registry.act(next()), Err(Refused::Fault(Fault::Stopped(_)))));
    registry.end_sessions("nobody").expect("what is no act goes on");
    assert_eq!(registry.reader().halt(), Some(Halt::Stopped));
}
