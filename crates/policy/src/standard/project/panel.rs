//! A panel of experts as its steps left it: who sits, how they voted, what they said of clauses.

use std::collections::BTreeMap;

use super::progress::Progress;
use super::stage::{ClauseVerdict, Positioning, Purpose, Vote, Wants};
use crate::calendar::Day;
use crate::enterprise::record::Mark;

/// A panel with what its members said.
#[derive(Debug, Clone)]
pub struct Panel<'a> {
    /// Its number in the project.
    pub number: u16,
    /// What it is asked.
    pub purpose: Purpose,
    /// Its members.
    pub experts: &'a [String],
    /// The day it meets.
    pub meets_on: Day,
    /// The last vote of each member who voted.
    pub votes: BTreeMap<&'a str, Ballot<'a>>,
    /// What members said of clauses, in the order they said it.
    pub clauses: Vec<ClauseNote<'a>>,
    /// When it met, and its sealed minutes.
    pub met: Option<(Mark, Option<&'a str>)>,
    /// When it was set aside, and the sealed reason.
    pub set_aside: Option<(Mark, Option<&'a str>)>,
    /// Whether the draft was sent back since: what it said was said of another text.
    pub is_past: bool,
}

/// A vote that counts.
#[derive(Debug, Clone, Copy)]
pub struct Ballot<'a> {
    /// How.
    pub vote: Vote,
    /// Of a text: how it is placed.
    pub positioning: Option<Positioning>,
    /// When.
    pub mark: Mark,
    /// The sealed reasons.
    pub text: Option<&'a str>,
}

/// What a member said of a clause.
#[derive(Debug, Clone, Copy)]
pub struct ClauseNote<'a> {
    /// Which member.
    pub expert: &'a str,
    /// The clause.
    pub clause: &'a str,
    /// What it came to.
    pub verdict: ClauseVerdict,
    /// The sealed remark.
    pub text: Option<&'a str>,
}

impl Panel<'_> {
    /// Whether it sits or its word stands: neither set aside nor of a text that was sent back.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.set_aside.is_none() && !self.is_past
    }

    /// Whether it still has to meet.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.stands() && self.met.is_none()
    }

    /// How many voted so.
    #[must_use]
    pub fn count(&self, vote: Vote) -> usize {
        self.votes.values().filter(|ballot| ballot.vote == vote).count()
    }

    /// How many of its members have not voted.
    #[must_use]
    pub fn uncast(&self) -> usize {
        self.experts.iter().filter(|expert| !self.votes.contains_key(expert.as_str())).count()
    }

    /// How many place the text as clause 1 wants it, first in the country and advanced in the world.
    #[must_use]
    pub fn placed(&self) -> usize {
        self.votes.values().filter(|ballot| ballot.positioning.is_some_and(Positioning::is_both)).count()
    }
}

impl Progress<'_> {
    /// Whether a panel still owes the text that it reviews a word on some clause (clause 2: clause by clause). A system has
    /// nodes and no clauses.
    #[must_use]
    pub fn owes_clauses(&self, panel: &Panel) -> bool {
        let is_system = self.proposal.is_some_and(|proposal| matches!(proposal.wants, Wants::System { .. }));
        panel.purpose == Purpose::Text && !is_system && panel.clauses.is_empty()
    }
}
