//! The findings of the ledger as the list of them is kept: whole, and each as a few numbers, so that pages, orders and files of any
//! reader are made of it without going through the ledger again. It names nobody: whom a reader is told of is asked when it is shown.

use std::collections::HashMap;
use std::sync::Arc;

use policy::calendar::Day;
use policy::rule::Rule;
use registry::{Fault, FindingAt, Reader};

use super::Asked;
use super::findings::{OUTCOMES, Rules, counts};
use super::makers::{self, Maker, Makers};
use super::shelf::{self, Count};

/// One finding.
#[derive(Debug, Clone, Copy)]
pub(super) struct Finding {
    /// The position of its entry.
    pub(super) position: u64,
    /// The day that the entry tells of.
    pub(super) on: Day,
    /// Where its enterprise is kept, if it is about one that is on file.
    maker: u32,
    /// Where its rule is kept.
    rule: u32,
    /// Which it is among those of its entry.
    nth: u16,
    /// What it came to, by its place in [`OUTCOMES`].
    outcome: u8,
}

/// Of no enterprise.
const NOBODY: u32 = u32::MAX;

impl Finding {
    /// Where its enterprise is kept, if it is about one that is on file.
    pub(super) fn maker(&self) -> Option<usize> {
        (self.maker != NOBODY).then_some(self.maker as usize)
    }

    /// Where its rule is kept.
    pub(super) fn rule(&self) -> usize {
        self.rule as usize
    }

    /// What it came to, by its place in [`OUTCOMES`].
    pub(super) fn outcome(&self) -> usize {
        usize::from(self.outcome)
    }

    /// What tells it from every other.
    pub(super) fn key(&self) -> u64 {
        self.position << 16 | u64::from(self.nth)
    }
}

/// All of them, the latest first and those of one day as they came, the latest entry first.
#[derive(Default)]
pub(crate) struct Findings {
    pub(super) list: Vec<Finding>,
    /// The enterprises that some are about, with their codes.
    pub(super) makers: Vec<(String, Maker)>,
    /// The rules, by their names.
    pub(super) rules: Vec<(String, Option<&'static Rule>)>,
}

#[derive(Default)]
struct Gathering {
    all: Makers,
    known: Rules,
    found: Findings,
    makers: HashMap<String, u32>,
    rules: HashMap<String, u32>,
}

impl Gathering {
    fn hear(&mut self, finding: &FindingAt, asked: &Asked) -> Result<(), Fault> {
        let rule = self.known.named(finding.rule);
        let outcome = (0..).zip(OUTCOMES).find(|(_, (name, _))| *name == finding.outcome);
        let Some((outcome, _)) = outcome.filter(|_| counts(finding, rule, asked)) else { return Ok(()) };
        let rule = match self.rules.get(finding.rule) {
            Some(at) => *at,
            None => {
                let at = slot(self.found.rules.len())?;
                self.found.rules.push((finding.rule.to_owned(), rule));
                self.rules.insert(finding.rule.to_owned(), at);
                at
            }
        };
        let last = self.found.list.last().filter(|last| last.position == finding.position);
        let nth = last.map_or(0, |last| last.nth.saturating_add(1));
        let maker = finding.enterprise.map(|code| self.maker(code.as_str())).transpose()?;
        let maker = maker.flatten().unwrap_or(NOBODY);
        let (position, on) = (finding.position, finding.on);
        self.found.list.push(Finding { position, on, maker, rule, nth, outcome });
        Ok(())
    }

    fn maker(&mut self, code: &str) -> Result<Option<u32>, Fault> {
        if let Some(at) = self.makers.get(code) {
            return Ok(Some(*at));
        }
        let Some(maker) = self.all.take(code) else { return Ok(None) };
        let at = slot(self.found.makers.len())?;
        self.found.makers.push((code.to_owned(), maker));
        self.makers.insert(code.to_owned(), at);
        Ok(Some(at))
    }
}

/// The number of the next of some that are kept.
///
/// # Errors
/// If there are more than a number tells apart: a list without the rest would be wrong.
pub(super) fn slot(kept: usize) -> Result<u32, Fault> {
    u32::try_from(kept).map_err(|_| Fault::Unreadable(format!("{kept} are more than a list keeps")))
}

/// Goes through the ledger once.
///
/// # Errors
/// A fault of the reader.
pub(super) fn gather(reader: &Reader, asked: &Asked) -> Result<Count<Findings>, Fault> {
    let mut gathering = Gathering::default();
    let size = shelf::each_row(reader, &[makers::KIND], asked, &mut |row| gathering.all.see(row, true))?;
    reader.each_finding(size, &mut |finding| gathering.hear(finding, asked))?;
    let mut found = gathering.found;
    found.list.reverse();
    found.list.sort_by_key(|finding| std::cmp::Reverse(finding.on));
    Ok(Count { value: Arc::new(found), size })
}
