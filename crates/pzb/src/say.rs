//! How the command speaks: in which language, with or without colour, and how it shows that long work goes on.

use std::io::{IsTerminal, Write};
use std::sync::OnceLock;
use std::time::Duration;

use policy::article::{Said, Words, counted};

use crate::clock::Stopwatch;

/// The language of sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl From<Lang> for site::Lang {
    fn from(lang: Lang) -> site::Lang {
        match lang {
            Lang::Zh => site::Lang::Zh,
            Lang::En => site::Lang::En,
        }
    }
}
/// The style that the command line chose.
static CHOSEN: OnceLock<Style> = OnceLock::new();

/// How text is written for people.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Which language.
    pub lang: Lang,
    /// Whether standard output takes colours.
    pub colour: bool,
}

impl Style {
    /// The style for this terminal: the language asked for or that of the locale; colour only on a terminal and
    /// without `NO_COLOR`.
    #[must_use]
    pub fn of_this_terminal(asked: Option<Lang>) -> Style {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG")).unwrap_or_default();
        let lang = asked.unwrap_or(if locale.starts_with("zh") { Lang::Zh } else { Lang::En });
        Style { lang, colour: set("NO_COLOR").is_none() && std::io::stdout().is_terminal() }
    }

    /// The style of this run, for what shows itself in the midst of work: as it was chosen first, or that of the
    /// terminal.
    #[must_use]
    pub fn of_this_run() -> Style {
        *CHOSEN.get_or_init(|| Style::of_this_terminal(None))
    }

    /// Keeps this style for the run.
    pub fn keep(self) {
        // A second run in one process is a test's; the first choice stays.
        let _ = CHOSEN.set(self);
    }

    /// A sentence in the language.
    #[must_use]
    pub fn say<'a>(&self, said: &'a Said) -> &'a str {
        match self.lang {
            Lang::Zh => &said.zh,
            Lang::En => &said.en,
        }
    }

    /// Words known when the program is written.
    #[must_use]
    pub fn word(&self, words: Words) -> &'static str {
        match self.lang {
            Lang::Zh => words.zh,
            Lang::En => words.en,
        }
    }

    /// One of two forms.
    #[must_use]
    pub fn pick<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// A number with what it counts.
    #[must_use]
    pub fn counted(&self, count: impl std::fmt::Display, zh: &str, en: &str) -> String {
        match self.lang {
            Lang::Zh => format!("{count} {zh}"),
            Lang::En => counted(count, en),
        }
    }

    /// Text in the colour of an outcome (`met`, `not_met`, `cannot_tell` …).
    #[must_use]
    pub fn outcome(&self, name: &str, text: &str) -> String {
        let code = match name {
            "met" | "valid" => "32",
            "not_met" | "revoked" | "basis_gone" => "31",
            "cannot_tell" | "for_judgement" | "suspended" => "33",
            _ => "2",
        };
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// Shows on standard error that work goes on, once it has taken longer than two seconds.
#[derive(Debug)]
pub struct Progress {
    what: &'static str,
    since: Stopwatch,
    next: Duration,
    terminal: bool,
    shown: bool,
}

impl Progress {
    /// Starts; says nothing for two seconds.
    #[must_use]
    pub fn start(zh: &'static str, en: &'static str) -> Progress {
        Progress {
            what: Style::of_this_run().pick(zh, en),
            since: Stopwatch::start(),
            next: Duration::from_secs(2),
            terminal: std::io::stderr().is_terminal(),
            shown: false,
        }
    }

    /// Tells how far the work has come; cheap enough for every step.
    pub fn at(&mut self, done: u64, of: u64) {
        if self.is_due() {
            let percent = done.saturating_mul(100).checked_div(of).unwrap_or(0);
            self.show(&format!("{done}/{of} ({percent} %), "));
        }
    }

    /// Tells that the work goes on, where nobody knows how far it is.
    pub fn going_on(&mut self) {
        if self.is_due() {
            self.show("");
        }
    }

    fn is_due(&mut self) -> bool {
        let elapsed = self.since.elapsed();
        if elapsed < self.next {
            return false;
        }
        self.next = elapsed + Duration::from_millis(if self.terminal { 200 } else { 5_000 });
        true
    }

    fn show(&mut self, how_far: &str) {
        let elapsed = self.since.elapsed();
        let (start, end) = if self.terminal { ("\r", "") } else { ("", "\n") };
        let mut stderr = std::io::stderr().lock();
        // Nobody is there to be told that standard error is closed.
        let _ = write!(stderr, "{start}{}: {how_far}{} s{end}", self.what, elapsed.as_secs());
        let _ = stderr.flush();
        self.shown = true;
    }

    /// The time since the start.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.since.elapsed()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown && self.terminal {
            let _ = writeln!(std::io::stderr());
        }
    }
}

/// Does work that cannot tell how far it is, and shows on standard error that it goes on: nothing for two seconds,
/// then the time it has taken.
pub fn while_waiting<T>(zh: &'static str, en: &'static str, work: impl FnOnce() -> T) -> T {
    let (done, ended) = std::sync::mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let mut progress = Progress::start(zh, en);
            // The sender is dropped when the work is done, which ends the wait at once.
            while ended.recv_timeout(Duration::from_millis(200))
                == Err(std::sync::mpsc::RecvTimeoutError::Timeout)
            {
                progress.going_on();
            }
        });
        let result = work();
        drop(done);
        result
    })
}
