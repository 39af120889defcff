//! The one writer. Orders queue to this thread, which takes all that wait into one transaction: one sync of the
//! disk for many acts. Nobody is answered before the commit is durable and the checkpoint is signed. The checkpoint
//! is kept outside the database when the desk falls quiet, and at the latest after some tens of commits: it guards
//! against an older database, and no backup is restored between two commits (docs/decisions/0007).

use std::sync::mpsc::{Receiver, Sender, SyncSender, TryRecvError, channel, sync_channel};
use std::sync::{Arc, Mutex, RwLock};
use std::thread::JoinHandle;

use ledger::Edge;

use crate::act::{Order, Receipt};
use crate::deed::Pending;
use crate::fault::{Fault, Refused};
use crate::fold::Shelf;
use crate::halt::{Leaving, Published, wait};
use crate::office::SharedRules;
use crate::seal::Seal;
use crate::sql;
use crate::store::{Tx, one_int};

/// The most orders in one transaction.
const MOST_TOGETHER: usize = 256;

/// The most commits whose checkpoints are signed and not yet kept outside the database.
const MOST_UNKEPT: u32 = 64;

/// A piece of work at the writer's desk.
pub type Job = Box<dyn FnOnce(&mut Desk) + Send>;

/// What is brought to the desk.
pub enum Message {
    Act(Box<Order>, Sender<Result<Receipt, Refused>>),
    Run(Job),
    Stop,
}

/// The way to the writer.
pub struct Writer {
    to: SyncSender<Message>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

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
}

/// Checkpoints that were signed and are not yet kept outside the database.
#[derive(Debug, Default)]
pub struct Unkept {
    commits: u32,
    /// Whether keeping the last one failed: then nothing more is signed before it is kept.
    failed: bool,
}

impl Unkept {
    /// Whether keeping the last one failed.
    pub fn has_failed(&self) -> bool {
        self.failed
    }
}

/// An order on its way, and where its answer will come.
pub struct Waiter(Receiver<Result<Receipt, Refused>>);

impl Waiter {
    /// Waits until the order is durable, or refused.
    pub fn wait(self) -> Result<Receipt, Refused> {
        let gone = || Refused::Fault(Fault::Stopped("the office is closed".to_owned()));
        self.0.recv().unwrap_or_else(|_| Err(gone()))
    }
}

impl Writer {
    /// Starts the thread.
    pub fn start(desk: Desk) -> Result<Writer, Fault> {
        let (to, from) = sync_channel(4096);
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || run(desk, &from))
            .map_err(|error| Fault::Stopped(error.to_string()))?;
        Ok(Writer { to, thread: Mutex::new(Some(thread)) })
    }

    /// Sends an order and waits until it is durable, or refused.
    pub fn act(&self, order: Order) -> Result<Receipt, Refused> {
        self.send(order).wait()
    }

    /// Sends an order without waiting for its answer.
    pub fn send(&self, order: Order) -> Waiter {
        let (reply, answer) = channel();
        // A writer that is gone drops the order and its reply: whoever waits hears it then.
        drop(self.to.send(Message::Act(Box::new(order), reply)));
        Waiter(answer)
    }

    /// Runs something in a transaction of the writer's connection, between acts: accounts and sessions, which are
    /// no acts.
    pub fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut dyn Tx) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        self.at_desk(move |desk| in_transaction(&mut *desk.tx, job))
    }

    /// Runs something at the writer's desk, between acts.
    pub fn at_desk<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Desk) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let gone = || Fault::Stopped("the office is closed".to_owned());
        let (reply, answer) = channel();
        let job: Job = Box::new(move |desk| {
            // A caller that gave up waiting loses only the answer.
            drop(reply.send(job(desk)));
        });
        self.to.send(Message::Run(job)).map_err(|_| gone())?;
        answer.recv().unwrap_or_else(|_| Err(gone()))
    }

    /// Ends the thread after what is queued, and waits for it.
    pub fn stop(&self) {
        // A writer that is gone already needs no telling.
        drop(self.to.send(Message::Stop));
        if let Some(thread) = self.thread.lock().ok().and_then(|mut thread| thread.take()) {
            drop(thread.join());
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // The folder's lock is let go after this: nobody else may open it while something is still being written.
        self.stop();
    }
}

/// Runs something in one transaction.
pub fn in_transaction<T>(
    tx: &mut dyn Tx,
    job: impl FnOnce(&mut dyn Tx) -> Result<T, Fault>,
) -> Result<T, Fault> {
    tx.begin()?;
    let done = job(tx);
    match done {
        Ok(value) => match tx.commit() {
            Ok(()) => Ok(value),
            Err(fault) => {
                tx.rollback()?;
                Err(fault.into())
            }
        },
        Err(fault) => {
            tx.rollback()?;
            Err(fault)
        }
    }
}

fn run(mut desk: Desk, from: &Receiver<Message>) {
    let _leaving = Leaving(desk.published.clone());
    let mut next: Option<Message> = None;
    loop {
        let message = match next.take().or_else(|| soon(from)) {
            Some(message) => message,
            None => {
                desk.keep();
                match wait(&desk, from) {
                    Some(message) => message,
                    None => {
                        desk.try_again();
                        continue;
                    }
                }
            }
        };
        match message {
            Message::Stop => {
                desk.keep();
                return;
            }
            Message::Run(job) => {
                // Whoever works at the desk sees nothing half done.
                desk.keep();
                job(&mut desk);
            }
            Message::Act(order, reply) => {
                let batch = gather((order, reply), from, &mut next);
                desk.together(batch);
            }
        }
    }
}

/// How often the processor is offered to others before the desk counts as quiet.
const PATIENCE: u32 = 32;

/// The next message, if one waits or comes at once. Those just answered bring their next order within microseconds,
/// so the processor is offered to them a few times: nothing that could be measured beside a sync of the disk.
fn soon(from: &Receiver<Message>) -> Option<Message> {
    for _ in 0..PATIENCE {
        match from.try_recv() {
            Ok(message) => return Some(message),
            Err(TryRecvError::Empty) => std::thread::yield_now(),
            Err(TryRecvError::Disconnected) => return None,
        }
    }
    None
}

type Waiting = (Box<Order>, Sender<Result<Receipt, Refused>>);

/// Takes all that wait, and those who come at once.
fn gather(first: Waiting, from: &Receiver<Message>, next: &mut Option<Message>) -> Vec<Waiting> {
    let mut batch = vec![first];
    while batch.len() < MOST_TOGETHER {
        match soon(from) {
            Some(Message::Act(order, reply)) => batch.push((order, reply)),
            other => {
                *next = other;
                break;
            }
        }
    }
    batch
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
    fn together(&mut self, batch: Vec<Waiting>) {
        match self.ready().and_then(|()| self.transaction(&batch)) {
            Ok(answers) => {
                self.tell();
                for ((_, reply), answer) in batch.into_iter().zip(answers) {
                    drop(reply.send(answer));
                }
            }
            Err(fault) => {
                if fault.is_fatal() && self.stopped.is_none() {
                    self.stopped = Some(fault.clone());
                }
                self.tell();
                answer_all(batch, &fault);
            }
        }
        self.shelf.trim();
    }

    /// Refuses to go on after a fatal fault, and signs for what an earlier act left unsigned.
    pub fn ready(&mut self) -> Result<(), Fault> {
        if let Some(fault) = &self.stopped {
            return Err(Fault::Stopped(fault.to_string()));
        }
        if let Some(entered) = self.unsigned {
            self.publish(entered)?;
        }
        if self.unkept.failed || self.unkept.commits >= MOST_UNKEPT {
            self.keep();
        }
        if self.unkept.failed {
            return Err(Fault::Checkpoint("the last one cannot be kept".to_owned()));
        }
        Ok(())
    }

    fn transaction(&mut self, batch: &[Waiting]) -> Result<Vec<Result<Receipt, Refused>>, Fault> {
        self.tx.begin()?;
        let done = match self.append(batch) {
            Ok(done) => done,
            Err(fault) => {
                self.give_up()?;
                return Err(fault);
            }
        };
        if !done.wrote {
            // Nothing but refusals and repeats: what the shelf took up meanwhile is as it is on file.
            self.tx.rollback()?;
            return Ok(done.answers);
        }
        // A crash before this commit loses orders that nobody was told of. After it, the entries are there and
        // the next opening signs for them.
        self.commit()?;
        if done.edge.size() > self.edge.size() {
            self.edge = done.edge;
            self.publish(done.entered)?;
        }
        if done.erased {
            // The erasure itself is committed; if old pages cannot be cleared now, the next checkpoint does it.
            drop(self.tx.scrub());
        }
        Ok(done.answers)
    }

    /// Gives the transaction up, and with it what the shelf took up from it.
    fn give_up(&mut self) -> Result<(), Fault> {
        self.shelf.clear();
        self.tx
            .rollback()
            .map_err(|fault| Fault::Stopped(format!("a transaction cannot be given up: {fault}")))
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
            edge: self.edge.clone(),
            entered,
            wrote: false,
            erased: false,
        };
        for (order, _) in batch {
            answers.push(pending.act(order)?);
        }
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
        *published = Published { checkpoint, size: self.edge.size(), entered, halt: published.halt };
        Ok(())
    }

    /// Keeps the last signed checkpoint outside the database, if that is not done yet. Those it speaks of are
    /// answered already and their acts are durable; if this fails, no further act is done before it succeeds.
    pub fn keep(&mut self) {
        if self.unkept.commits > 0 {
            let failed = self.seal.keep().is_err();
            self.unkept = Unkept { commits: if failed { self.unkept.commits } else { 0 }, failed };
            self.tell();
        }
    }
}
