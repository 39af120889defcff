//! Membership of the federation (reading 0030): a unit is a member once at a time, and a number is one unit's at a time.

use super::Dossier;
use super::check_fact::text;
use super::credit_code::CreditCode;
use super::facts::{Fact, FactKind, Membership};
use super::record::{Mark, Record};
use crate::article::Article;
use crate::calendar::Day;
use crate::decide::Problem;
use crate::writing::{plain_number, same_number};

/// The number of a record that was entered without one begins so; behind it stands the number of its entry, or, where it was
/// imported, what stands for its content.
pub const UNNUMBERED: &str = "membership";

impl Membership {
    /// The number that the federation gave it; nothing where it gave none, for the one that the record bears then is no
    /// number of a membership.
    #[must_use]
    pub fn number(&self) -> Option<&str> {
        let rest = self.id.strip_prefix(UNNUMBERED).and_then(|rest| rest.strip_prefix('-'));
        let is_made = |rest: &str| !rest.is_empty() && rest.bytes().all(|sign| sign.is_ascii_hexdigit());
        (!self.id.is_empty() && !rest.is_some_and(is_made)).then_some(self.id.as_str())
    }

    /// The same as all write it who mean this number: large or small, full or half width, with any dash.
    #[must_use]
    pub fn number_as_meant(&self) -> Option<String> {
        self.number().map(plain_number)
    }

    /// Whether it lasts on a day or begins later: one that begins on that day and has no end yet would meet it.
    fn meets(&self, from: Day) -> bool {
        self.annulled.is_none() && self.ended.is_none_or(|end| from < end.on)
    }
}

/// Whether a fact may bear a number that stands already: a membership may, whose unit had it before (the days of both are
/// looked at by themselves).
pub(super) fn may_renew(fact: &Fact) -> bool {
    fact.kind() == FactKind::Membership
}

/// Whether a record leaves its number to the next one of its unit: a membership that is over does.
#[must_use]
pub fn leaves_its_number(kind: FactKind, record: &dyn Record) -> bool {
    kind == FactKind::Membership && record.ended().is_some()
}

/// A unit is a member once at a time: a second membership begins when the one before it has ended.
pub(super) fn problems(to: &mut Vec<Problem>, f: &Membership, dossier: &Dossier) {
    text(to, "ground", &f.ground);
    let Some(known) = dossier.memberships.list.iter().find(|known| known.meets(f.from)) else { return };
    let (from, id) = (known.from, &known.id);
    let (zh, en) = if f.from < from {
        (
            format!(
                "已有自{from}起的会员资格（编号“{id}”）；补录更早的会员资格，须先撤销该条记录，补录并终止更早的一条后再行录入"
            ),
            format!(
                "a later membership from {from} (`{id}`) is on file: set it aside, enter the earlier one with its end, then enter it again"
            ),
        )
    } else {
        (
            format!("已有自{from}起的会员资格（编号“{id}”）尚未终止"),
            format!("a membership from {from} (`{id}`) has not ended by then"),
        )
    };
    // The day of a fact is the day of its act.
    to.push(Problem::new("member_already", zh, en).at("on"));
}

/// A membership, and whose it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The unit.
    pub enterprise: CreditCode,
    /// Its name.
    pub name: String,
    /// One of its memberships.
    pub membership: Membership,
}

impl Member {
    /// The memberships of a unit.
    pub fn all(dossier: &Dossier) -> impl Iterator<Item = Member> + use<'_> {
        let member = |membership: &Membership| Member {
            enterprise: dossier.enterprise,
            name: dossier.name(),
            membership: membership.clone(),
        };
        dossier.memberships.list.iter().map(member)
    }

    /// What stands in the way of a membership that another unit is to have: it has the same number, and on a day of both. What
    /// is entered has no end yet, so every later day counts.
    #[must_use]
    pub fn bars(&self, entered: &Membership) -> Option<Problem> {
        let Member { name, enterprise, membership: known } = self;
        let number = entered.number()?;
        let bears_it = known.number().is_some_and(|held| same_number(held, number));
        if !bears_it || !known.meets(entered.from) {
            return None;
        }
        let from = known.from;
        let (zh, en) = match known.ended {
            None => (
                format!("会员编号“{number}”自{from}起属于{name}（{enterprise}）"),
                format!("the membership number `{number}` is that of {name} ({enterprise}) from {from} on"),
            ),
            Some(Mark { on, .. }) => (
                format!("会员编号“{number}”自{from}起属于{name}（{enterprise}），{on}起才空出"),
                format!(
                    "the membership number `{number}` is that of {name} ({enterprise}) from {from}, and free from {on} on"
                ),
            ),
        };
        Some(Problem::new("number_taken", zh, en).at("fact.id").by(Article::of(15)))
    }
}
