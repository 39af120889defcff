//! The one writer. Orders queue to this thread, which takes all that wait into one transaction: one sync of the
//! disk for many acts. Nobody is answered before the commit is durable and the checkpoint is signed. The checkpoint
//! is kept outside the database when the desk falls quiet, and at the latest after some tens of commits: it guards
//! against an older database, and no backup is restored between two commits (docs/decisions/0007).

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, SyncSender, TryRecvError, channel, sync_channel};
use std::thread::JoinHandle;

use crate::act::{Order, Receipt};
use crate::desk::Desk;
use crate::fault::{Fault, Refused};
use crate::halt::{Leaving, wait};
use crate::store::Tx;

/// The most orders in one transaction.
const MOST_TOGETHER: usize = 1024;

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
            let done = job(desk);
            if let Err(fault) = &done {
                desk.stop_if_fatal(fault);
            }
            drop(reply.send(done));
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

/// Gives a transaction up. Where that fails nobody knows what the connection is in the middle of, and nothing more is
/// done on it.
pub fn roll_back(tx: &mut dyn Tx) -> Result<(), Fault> {
    tx.rollback().map_err(|fault| Fault::Stopped(format!("a transaction cannot be given up: {fault}")))
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
                roll_back(tx)?;
                Err(fault.into())
            }
        },
        Err(fault) => {
            roll_back(tx)?;
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
            None => quiet(&mut desk, from),
        };
        match message {
            Message::Stop => {
                desk.tidy();
                return;
            }
            Message::Run(job) => {
                // Whoever works at the desk sees nothing half done.
                desk.tidy();
                job(&mut desk);
            }
            Message::Act(order, reply) => {
                let batch = gather((order, reply), from, &mut next);
                desk.together(batch);
            }
        }
    }
}

/// Does what is put off until nobody waits, and waits for the next message.
fn quiet(desk: &mut Desk, from: &Receiver<Message>) -> Message {
    loop {
        desk.tidy();
        match wait(desk, from) {
            Some(message) => return message,
            None => desk.try_again(),
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

/// An order, and where its answer goes.
pub(crate) type Waiting = (Box<Order>, Sender<Result<Receipt, Refused>>);

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
