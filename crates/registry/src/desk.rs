//! The writer's desk: one transaction for all that wait, signing for what was committed, and keeping what was
//! signed outside the database. What each failure leaves is told in docs/decisions/0002 and 0007.

use std::sync::{Arc, RwLock};

use ledger::Edge;
use policy::command::Act;

use crate::act::{Order, Receipt};
use crate::deed::Pending;
use crate::fault::{Fault, Refused};
use crate::fold::Shelf;
use crate::halt::Published;
use crate::office::SharedRules;
use crate::seal::Seal;
use crate::sql;
use crate::store::{Tx, one_int};
use crate::writer::{Waiting, roll_back};

/// The most commits whose checkpoints are signed and not yet kept outside the database.
const MOST_UNKEPT: u32 = 64;

/// What the writer owns.
pub struct Desk {
    pub tx: Box<dyn Tx>,
    pub rules: SharedRules,
    pub shelf: Shelf,
    pub edge: Edge,
    pub seal: Seal,
    pub published: Arc<RwLock<Published>>,
    pub stopped: Option<Fault>,
    /// When the last entry was entered that is committed and not signed for, because that failed.
    pub unsigned: Option<i64>,
    /// What was signed since a checkpoint was last kept outside the database.
    pub unkept: Unkept,
    /// Whether the files of the database may still hold what was erased: at opening nobody knows.
    pub unscrubbed: bool,
}

/// Checkpoints that were signed and are not yet kept outside the database.
#[derive(Debug, Default)]
pub struct Unkept {
    commits: u32,
    /// Why keeping the last one failed: then nothing more is done before it is kept.
    failed: Option<String>,
}

impl Unkept {
    /// Whether keeping the last one failed.
    pub fn has_failed(&self) -> bool {
        self.failed.is_some()
    }
}

fn answer_all(batch: Vec<Waiting>, fault: &Fault) {
    for (_, reply) in batch {
        drop(reply.send(Err(Refused::Fault(fault.clone()))));
    }
}

/// What a transaction came to before its commit.
struct Appended {
    answers: Vec<Result<Receipt, Refused>>,
    edge: Edge,
    entered: i64,
    wrote: bool,
    erased: bool,
}

impl Desk {
    /// One transaction for all that wait. A refusal concerns its order alone; a fault of the machine concerns
    /// them all, because none of them is durable.
    pub fn together(&mut self, batch: Vec<Waiting>) {
        match self.ready().and_then(|()| self.transaction(&batch)) {
            Ok(answers) => {
                self.tell();
                for ((order, reply), answer) in batch.into_iter().zip(answers) {
                    drop(reply.send(answer.map(|receipt| self.with_erasure(&order, receipt))));
                }
            }
            Err(fault) => {
                self.stop_if_fatal(&fault);
                self.tell();
                answer_all(batch, &fault);
            }
        }
        self.shelf.lighten();
    }

    /// The receipt of an erasure says whether the text is gone from the disk, as far as that is known now.
    fn with_erasure(&mut self, order: &Order, receipt: Receipt) -> Receipt {
        if !matches!(order.command.act, Act::EraseText { .. }) {
            return receipt;
        }
        self.scrub();
        Receipt { gone_from_disk: Some(!self.unscrubbed), ..receipt }
    }

    /// Notes a fault after which nothing more is done.
    pub fn stop_if_fatal(&mut self, fault: &Fault) {
        if fault.is_fatal() && self.stopped.is_none() {
            self.stopped = Some(fault.clone());
        }
    }

    /// Refuses to go on after a fatal fault, and signs for what an earlier act left unsigned.
    pub fn ready(&mut self) -> Result<(), Fault> {
        if let Some(fault) = &self.stopped {
            return Err(Fault::Stopped(fault.to_string()));
        }
        if let Some(entered) = self.unsigned {
            self.publish(entered)?;
        }
        if self.unkept.failed.is_some() || self.unkept.commits >= MOST_UNKEPT {
            self.keep();
        }
        match &self.unkept.failed {
            Some(why) => Err(Fault::Unkept(why.clone())),
            None => Ok(()),
        }
    }

    fn transaction(&mut self, batch: &[Waiting]) -> Result<Vec<Result<Receipt, Refused>>, Fault> {
        self.tx.begin()?;
        let mut done = match self.append(batch) {
            Ok(done) => done,
            Err(fault) => {
                self.give_up()?;
                return Err(fault);
            }
        };
        if !done.wrote {
            // Nothing but refusals and repeats: what the shelf took up meanwhile is as it is on file.
            roll_back(&mut *self.tx)?;
            return Ok(done.answers);
        }
        // A crash before this commit loses orders that nobody was told of. After it, the entries are there and
        // the next opening signs for them.
        self.commit()?;
        if done.edge.size() > self.edge.size() {
            self.edge = done.edge;
            let signed = self.seal.signed_size();
            if let Err(fault) = self.publish(done.entered) {
                self.stop_if_fatal(&fault);
                tell_unsigned(&mut done.answers, signed, &fault);
            }
        }
        self.unscrubbed |= done.erased;
        Ok(done.answers)
    }

    /// Gives the transaction up, and with it what the shelf took up from it.
    fn give_up(&mut self) -> Result<(), Fault> {
        self.shelf.clear();
        roll_back(&mut *self.tx)
    }

    /// Commits. A commit that failed may be durable all the same: the head tells. If it is, or cannot be read,
    /// the office stops, and the next opening finds out from the disk.
    fn commit(&mut self) -> Result<(), Fault> {
        let Err(fault) = self.tx.commit() else { return Ok(()) };
        self.give_up()?;
        let head = self.tx.query(sql::HEAD, &[]).map(|lines| one_int(&lines));
        if head == Ok(i64::try_from(self.edge.size()).ok()) {
            return Err(fault.into());
        }
        Err(Fault::Stopped(format!("the database failed at a commit and did it all the same: {fault}")))
    }

    fn append(&mut self, batch: &[Waiting]) -> Result<Appended, Fault> {
        let next = one_int(&self.tx.query(sql::HEAD_LOCK, &[])?).unwrap_or(-1);
        if u64::try_from(next) != Ok(self.edge.size()) {
            return Err(Fault::Fork(format!("the head says {next} entries, the tree {}", self.edge.size())));
        }
        let entered =
            self.published.read().map_err(|_| Fault::Stopped("a reader failed".to_owned()))?.entered;
        let mut answers = Vec::with_capacity(batch.len());
        let mut pending = Pending {
            tx: &mut *self.tx,
            rules: &self.rules,
            shelf: &mut self.shelf,
            salt: &*self.rules.entropy,
            edge: self.edge.clone(),
            entered,
            wrote: false,
            erased: false,
        };
        for (order, _) in batch {
            answers.push(pending.act(order)?);
        }
        pending.shelf.settle(pending.tx)?;
        let Pending { edge, entered, wrote, erased, .. } = pending;
        if edge.size() > self.edge.size() {
            self.tx.execute(sql::HEAD_TAKE, &[edge.size().into()])?;
        }
        Ok(Appended { answers, edge, entered, wrote, erased })
    }

    /// Signs for everything committed and shows it to readers.
    pub fn publish(&mut self, entered: i64) -> Result<(), Fault> {
        self.unsigned = Some(entered);
        let checkpoint = self.seal.sign(&mut *self.tx, &self.edge)?;
        self.unsigned = None;
        self.unkept.commits += 1;
        let mut published =
            self.published.write().map_err(|_| Fault::Stopped("a reader failed".to_owned()))?;
        (published.checkpoint, published.size, published.entered) = (checkpoint, self.edge.size(), entered);
        Ok(())
    }

    /// What is done whenever nobody waits, before other work at the desk, and at the end.
    pub fn tidy(&mut self) {
        self.keep();
        self.scrub();
    }

    /// Clears the files of the database of what was erased, if that is not done yet. The erasure itself is committed;
    /// if this fails or somebody reads an older state, it is done again at the next quiet moment or opening.
    pub fn scrub(&mut self) {
        if self.unscrubbed {
            self.unscrubbed = self.tx.scrub() != Ok(true);
            self.tell();
        }
    }

    /// Keeps the last signed checkpoint outside the database, if that is not done yet. Those it speaks of are
    /// answered already and their acts are durable; if this fails, no further act is done before it succeeds.
    pub fn keep(&mut self) {
        if self.unkept.commits > 0 {
            let failed = self.seal.keep().err().map(|error| error.to_string());
            self.unkept = Unkept { commits: if failed.is_some() { self.unkept.commits } else { 0 }, failed };
            self.tell();
        }
    }
}

/// What was committed is on file and could not be signed for: whoever did it is told so. Refusals, and receipts for
/// what was signed for before, stand as they are.
fn tell_unsigned(answers: &mut [Result<Receipt, Refused>], signed: u64, fault: &Fault) {
    let fault = if let Fault::Unkept(why) = fault { Fault::Checkpoint(why.clone()) } else { fault.clone() };
    for answer in answers {
        let is_unsigned = |receipt: &Receipt| receipt.positions.iter().any(|position| *position >= signed);
        if answer.as_ref().is_ok_and(is_unsigned) {
            *answer = Err(Refused::Fault(fault.clone()));
        }
    }
}
