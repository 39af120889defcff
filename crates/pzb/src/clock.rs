//! The one place that reads the clock and asks for randomness. Everything else is given a moment or a seed.

use std::time::{Duration, Instant};

use policy::calendar::Day;

/// Seconds since 1970, UTC, by the clock of this machine.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one file that may read the clock")]
pub fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}

/// The civil day in Shanghai by the clock of this machine.
#[must_use]
pub fn today() -> Day {
    Day::in_shanghai(now())
}

/// 32 bytes that nobody can guess, from the operating system.
///
/// # Panics
/// When the operating system has no randomness to give: then nothing that needs a secret may go on.
#[must_use]
pub fn entropy() -> [u8; 32] {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the operating system gives no randomness");
    bytes
}

/// How long something has taken.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts counting.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one file that may read the clock")]
    pub fn start() -> Stopwatch {
        Stopwatch(Instant::now())
    }

    /// The time since the start.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}
