//! The one writer. Orders queue to this thread, which takes all that wait into one transaction: one sync of the
//! disk for many acts. Nobody is answered before the commit is durable and the checkpoint is signed.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, RwLock};
use std::thread::JoinHandle;

use ledger::Edge;

use crate::act::{Order, Pending, Receipt};
use crate::fault::{Fault, Refused};
use crate::office::SharedRules;
use crate::seal::Seal;
use crate::sql;
use crate::store::{Tx, one_int};

/// The most orders in one transaction.
const MOST_TOGETHER: usize = 256;

/// What the writer shows to readers after each commit.
#[derive(Debug, Default)]
pub struct Published {
    /// The last signed checkpoint.
    pub checkpoint: String,
    /// Its size.
    pub size: u64,
    /// When its last entry was entered, in seconds since 1970.
    pub entered: i64,
}

/// A piece of work for the writer's connection.
type Job = Box<dyn FnOnce(&mut dyn Tx) + Send>;

enum Message {
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
    pub edge: Edge,
    pub seal: Seal,
    pub published: Arc<RwLock<Published>>,
    pub stopped: Option<Fault>,
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
        let gone = || Refused::Fault(Fault::Stopped("the office is closed".to_owned()));
        let (reply, answer) = channel();
        self.to.send(Message::Act(Box::new(order), reply)).map_err(|_| gone())?;
        answer.recv().unwrap_or_else(|_| Err(gone()))
    }

    /// Runs something on the writer's connection, between transactions: accounts and sessions, which are not acts.
    pub fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut dyn Tx) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let gone = || Fault::Stopped("the office is closed".to_owned());
        let (reply, answer) = channel();
        let job: Job = Box::new(move |tx| {
            // A caller that gave up waiting loses only the answer.
            drop(reply.send(in_transaction(tx, job)));
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

fn in_transaction<T>(tx: &mut dyn Tx, job: impl FnOnce(&mut dyn Tx) -> Result<T, Fault>) -> Result<T, Fault> {
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
    let mut next: Option<Message> = None;
    loop {
        let message = match next.take() {
            Some(message) => message,
            None => match from.recv() {
                Ok(message) => message,
                Err(_) => return,
            },
        };
        match message {
            Message::Stop => return,
            Message::Run(job) => job(&mut *desk.tx),
            Message::Act(order, reply) => {
                let mut batch = vec![(order, reply)];
                while batch.len() < MOST_TOGETHER {
                    match from.try_recv() {
                        Ok(Message::Act(order, reply)) => batch.push((order, reply)),
                        Ok(other) => {
                            next = Some(other);
                            break;
                        }
                        Err(_) => break,
                    }
                }
                desk.together(batch);
            }
        }
    }
}

type Waiting = (Box<Order>, Sender<Result<Receipt, Refused>>);

impl Desk {
    /// One transaction for all that wait. A refusal concerns its order alone; a fault of the machine concerns
    /// them all, because none of them is durable.
    fn together(&mut self, batch: Vec<Waiting>) {
        if let Some(fault) = &self.stopped {
            let said = Fault::Stopped(fault.to_string());
            for (_, reply) in batch {
                drop(reply.send(Err(Refused::Fault(said.clone()))));
            }
            return;
        }
        let outcome = self.transaction(&batch);
        match outcome {
            Ok(answers) => {
                for ((_, reply), answer) in batch.into_iter().zip(answers) {
                    drop(reply.send(answer));
                }
            }
            Err(fault) => {
                if fault.is_fatal() {
                    self.stopped = Some(fault.clone());
                }
                for (_, reply) in batch {
                    drop(reply.send(Err(Refused::Fault(fault.clone()))));
                }
            }
        }
    }

    fn transaction(&mut self, batch: &[Waiting]) -> Result<Vec<Result<Receipt, Refused>>, Fault> {
        self.tx.begin()?;
        let done = self.append(batch);
        let (answers, edge, entered) = match done {
            Ok(done) => done,
            Err(fault) => {
                self.tx.rollback()?;
                return Err(fault);
            }
        };
        if edge.size() == self.edge.size() {
            // Nothing but refusals and repeats, or acts with nothing to do.
            self.commit()?;
            return Ok(answers);
        }
        // A crash before this commit loses orders that nobody was told of. After it, the entries are there and
        // the next opening signs for them.
        self.commit()?;
        self.edge = edge;
        self.publish(entered)?;
        Ok(answers)
    }

    fn commit(&mut self) -> Result<(), Fault> {
        if let Err(fault) = self.tx.commit() {
            self.tx.rollback()?;
            return Err(fault.into());
        }
        Ok(())
    }

    #[expect(clippy::type_complexity, reason = "one caller takes it apart at once")]
    fn append(&mut self, batch: &[Waiting]) -> Result<(Vec<Result<Receipt, Refused>>, Edge, i64), Fault> {
        let next = one_int(&self.tx.query(sql::HEAD_LOCK, &[])?).unwrap_or(-1);
        if u64::try_from(next) != Ok(self.edge.size()) {
            return Err(Fault::Fork(format!("the head says {next} entries, the tree {}", self.edge.size())));
        }
        let mut entered = 0;
        let mut answers = Vec::with_capacity(batch.len());
        let mut pending = Pending { tx: &mut *self.tx, rules: &self.rules, edge: self.edge.clone() };
        for (order, _) in batch {
            match pending.act(order) {
                // A lint speaks before anything of its order is written; any other fault may have left half of it.
                Err(Refused::Fault(fault)) if !matches!(fault, Fault::Lint(_)) => return Err(fault),
                answer => {
                    if answer.is_ok() {
                        entered = order.now.unix_seconds;
                    }
                    answers.push(answer);
                }
            }
        }
        let edge = pending.edge;
        if edge.size() > self.edge.size() {
            self.tx.execute(sql::HEAD_TAKE, &[edge.size().into()])?;
        }
        Ok((answers, edge, entered))
    }

    /// Signs for everything committed and shows it to readers.
    pub fn publish(&mut self, entered: i64) -> Result<(), Fault> {
        let size = self.edge.size();
        let checkpoint = self.seal.sign(&mut *self.tx, size)?;
        if let Ok(mut published) = self.published.write() {
            *published = Published { checkpoint, size, entered };
        }
        Ok(())
    }
}
