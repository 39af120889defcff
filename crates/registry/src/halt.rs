//! Whether acts are done, as everybody may see it. The office goes on being read after a fault that ends its acts, so
//! whoever watches over it must be told apart: alive, and not ready. What can be mended without opening the office
//! again is tried again here, because a server that is not ready is brought no act that would do it.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use crate::desk::Desk;
use crate::writer::Message;

/// What the writer shows to readers after each commit.
#[derive(Debug, Default)]
pub struct Published {
    /// The last signed checkpoint.
    pub checkpoint: String,
    /// Its size.
    pub size: u64,
    /// When its last entry was entered, in seconds since 1970.
    pub entered: i64,
    /// Why no act is done, while none is.
    pub halt: Option<Halt>,
    /// Whether the files of the database may still hold what was erased.
    pub unscrubbed: bool,
}

/// Why no act is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Halt {
    /// After a fault that only opening the office again may mend, or because it was closed.
    Stopped,
    /// The last checkpoint could not be signed or kept; that is tried again by itself.
    Unsealed,
}

/// Says that nobody is at the desk any more, also where the thread panicked.
pub struct Leaving(pub Arc<RwLock<Published>>);

impl Drop for Leaving {
    fn drop(&mut self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).halt = Some(Halt::Stopped);
    }
}

/// How long a checkpoint that could not be signed or kept waits to be tried again, if no act comes before.
const TRIED_AGAIN: Duration = Duration::from_secs(5);

/// How long the disk waits to be cleared again of what was erased.
const CLEARED_AGAIN: Duration = Duration::from_secs(1);

/// The next message of those that may come, or `None` if what could not be done should be tried again before one
/// comes.
pub fn wait(desk: &Desk, from: &Receiver<Message>) -> Option<Message> {
    let patience = match desk.halt() {
        Some(Halt::Unsealed) => TRIED_AGAIN,
        _ if desk.unscrubbed => CLEARED_AGAIN,
        _ => return from.recv().ok().or(Some(Message::Stop)),
    };
    match from.recv_timeout(patience) {
        Ok(message) => Some(message),
        Err(RecvTimeoutError::Timeout) => None,
        Err(RecvTimeoutError::Disconnected) => Some(Message::Stop),
    }
}

impl Desk {
    /// Why no act is done now, if none is.
    pub fn halt(&self) -> Option<Halt> {
        match self {
            Desk { stopped: Some(_), .. } => Some(Halt::Stopped),
            Desk { unsigned: Some(_), .. } => Some(Halt::Unsealed),
            Desk { unkept, .. } if unkept.has_failed() => Some(Halt::Unsealed),
            _ => None,
        }
    }

    /// Shows readers whether acts are done, and whether what was erased is gone: before the answers, so that whoever
    /// was refused, or erased something, finds it told.
    pub fn tell(&self) {
        let (halt, unscrubbed) = (self.halt(), self.unscrubbed);
        let shown = |published: &Published| published.halt == halt && published.unscrubbed == unscrubbed;
        if !self.published.read().is_ok_and(|published| shown(&published)) {
            let mut published = self.published.write().unwrap_or_else(PoisonError::into_inner);
            (published.halt, published.unscrubbed) = (halt, unscrubbed);
        }
    }

    /// Signs and keeps what could not be before.
    pub fn try_again(&mut self) {
        if self.halt() == Some(Halt::Unsealed)
            && let Err(fault) = self.ready()
        {
            self.stop_if_fatal(&fault);
        }
        self.tell();
    }
}
