//! The findings that the entries of the ledger rest on: which rule answered what, about whom, when. They are part of the
//! record and never change, so that figures of findings are counted from them and from nothing else.

use policy::calendar::Day;
use policy::enterprise::credit_code::CreditCode;
use policy::event::{Entry, Event};
use policy::rule::Outcome;

use crate::fault::Fault;
use crate::page::LONGEST_PAGE;
use crate::reader::{EntryAt, Reader, entry_at};
use crate::sql;
use crate::store::Value;
use crate::tags::FINDINGS;

/// A finding that an entry rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindingAt<'a> {
    /// The position of the entry.
    pub position: u64,
    /// The day of what the entry tells.
    pub on: Day,
    /// The day on which it was entered.
    pub entered_on: Day,
    /// The enterprise it is about, if it is about one.
    pub enterprise: Option<CreditCode>,
    /// The rule.
    pub rule: &'a str,
    /// What it came to, by its stable name.
    pub outcome: &'a str,
}

/// The findings of an entry: those that its decision rests on, and the one that opened a piece of work.
pub(crate) fn findings_of(entry: &Entry) -> impl Iterator<Item = (&str, &str)> {
    let opened = if let Event::ProceedingOpened { proceeding } = &entry.event {
        Some((proceeding.rule.as_str(), Outcome::NotMet.name()))
    } else {
        None
    };
    entry.findings.iter().map(|(rule, outcome)| (rule.as_str(), outcome.as_str())).chain(opened)
}

impl Reader {
    /// The entries that carry a tag, the latest first, those before a position.
    ///
    /// # Errors
    /// If the database fails or an entry cannot be read.
    pub fn history_back(&self, tag: &str, before: Option<u64>, limit: usize) -> Result<Vec<EntryAt>, Fault> {
        let before = before.map_or(Value::Int(i64::MAX), Value::from);
        let limit = limit.clamp(1, LONGEST_PAGE) as u64;
        self.with(|tx| {
            let found = tx.query(sql::TAGGED_BACK, &[tag.into(), before, limit.into()])?;
            found.into_iter().map(entry_at).collect()
        })
    }

    /// Shows each finding that the first `size` entries rest on, in the order of the entries. The entries of one act rest
    /// on the same findings, which are shown once.
    ///
    /// # Errors
    /// If the database fails or an entry cannot be read, or what `see` says.
    pub fn each_finding(
        &self,
        size: u64,
        see: &mut dyn FnMut(&FindingAt) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let (mut after, mut act) = (None, (String::new(), String::new()));
        loop {
            let part = self.history(FINDINGS, after, LONGEST_PAGE)?;
            for at in part.iter().take_while(|at| at.position < size) {
                let entry = &at.entry;
                let is_of_the_act_before = (&entry.by.person, &entry.key) == (&act.0, &act.1);
                let told = if is_of_the_act_before { entry.findings.len() } else { 0 };
                for (rule, outcome) in findings_of(entry).skip(told) {
                    see(&FindingAt {
                        position: at.position,
                        on: entry.on,
                        entered_on: entry.entered_on,
                        enterprise: entry.enterprise,
                        rule,
                        outcome,
                    })?;
                }
                act = (entry.by.person.clone(), entry.key.clone());
            }
            after = part.last().map(|at| at.position);
            if part.len() < LONGEST_PAGE || after.is_some_and(|after| after >= size) {
                return Ok(());
            }
        }
    }
}
