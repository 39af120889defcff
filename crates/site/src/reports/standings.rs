//! Duties counted by how they stand: by the place or the industry of the drafter or by a month, each count with the list behind it.
//! Which standings there are and which day a duty has is said by whoever counts them.

use std::collections::BTreeMap;

use policy::article::Words;
use policy::calendar::Day;
use registry::{Fault, Row};

use super::areas::ALL;
use super::makers::{self, Maker, Makers, Of};
use super::months::without_a_gap;
use super::{Asked, Cell};
use crate::public::filter::Filter;
use crate::public::happened::{NO_MONTH, month_from, month_of, month_text};

/// What duties are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The industry or the place of the drafter.
    Maker(Of),
    /// The month of the day that a duty has.
    Month,
}

/// What is counted.
pub(super) struct Kind {
    /// How a duty can stand, by the name that stays, in the order of the columns.
    pub(super) standings: &'static [(&'static str, Words)],
    /// Where the list behind a count is.
    pub(super) behind: &'static str,
    /// What those are called that have no day.
    pub(super) no_month: Words,
    /// Whether the latest month comes first. Those without a month come last either way.
    pub(super) is_latest_first: bool,
}

/// The counts.
pub(super) struct Standings {
    kind: &'static Kind,
    by: By,
    makers: Makers,
    counts: BTreeMap<String, Vec<u64>>,
}

impl Standings {
    pub(super) fn by(kind: &'static Kind, by: By) -> Standings {
        Standings { kind, by, makers: Makers::default(), counts: BTreeMap::new() }
    }

    /// Takes the row of an enterprise; whether it was one.
    pub(super) fn see_maker(&mut self, row: &Row) -> Result<bool, Fault> {
        let is_maker = row.kind == makers::KIND;
        if is_maker {
            self.makers.see(row, true)?;
        }
        Ok(is_maker)
    }

    /// Counts a duty of a drafter in a place, with its day, in the column of how it stands.
    pub(super) fn add(&mut self, (code, region): (&str, &str), day: Option<Day>, standing: usize) {
        let key = match self.by {
            By::Maker(of @ Of::Industry) => of.key(self.makers.get(code)),
            By::Maker(of @ Of::Place(_)) => {
                of.key(Some(&Maker { region: region.to_owned(), ..Maker::default() }))
            }
            By::Month => day.map_or_else(|| NO_MONTH.to_owned(), month_of),
        };
        if let Some(count) = self.under(key).get_mut(standing) {
            *count += 1;
        }
    }

    fn under(&mut self, key: String) -> &mut Vec<u64> {
        let columns = self.kind.standings.len();
        self.counts.entry(key).or_insert_with(|| vec![0; columns])
    }

    /// The keys that have a row without anything counted under them.
    fn without_any(&self) -> Vec<String> {
        match self.by {
            By::Maker(of) => of.all(),
            By::Month => {
                let months = self.counts.keys().filter(|key| *key != NO_MONTH);
                without_a_gap(months.filter_map(|key| month_from(key))).map(month_text).collect()
            }
        }
    }

    pub(super) fn rows(mut self, asked: &Asked) -> Vec<Vec<Cell>> {
        for key in self.without_any() {
            self.under(key);
        }
        let none = self.counts.remove(NO_MONTH).filter(|_| self.by == By::Month);
        let mut rows: Vec<Vec<Cell>> =
            self.counts.iter().map(|(key, counts)| self.row(asked, key, counts)).collect();
        if self.by == By::Month && self.kind.is_latest_first {
            rows.reverse();
        }
        rows.extend(none.map(|counts| self.row(asked, NO_MONTH, &counts)));
        rows
    }

    fn row(&self, asked: &Asked, key: &str, counts: &[u64]) -> Vec<Cell> {
        let (own, none) = (key.to_owned(), Filter::default());
        let (name, filter) = match self.by {
            By::Maker(of @ Of::Industry) => (of.name(key, asked), Filter { industry: own, ..none }),
            By::Maker(of @ Of::Place(_)) => (of.name(key, asked), Filter { region: own, ..none }),
            By::Month => {
                let name = if key == NO_MONTH { asked.lang.word(self.kind.no_month) } else { key };
                (name.to_owned(), Filter { from: own.clone(), to: own, ..none })
            }
        };
        self.kind.line(asked, name, &filter, counts)
    }
}

impl Kind {
    /// The sums, each with the list behind it, which is narrowed as they are.
    pub(super) fn sums(&self, asked: &Asked, filter: &Filter, sums: &[u64]) -> Vec<Cell> {
        let Filter { from, to, region, .. } = filter.clone();
        let narrowed = Filter { from, to, region, ..Filter::default() };
        self.line(asked, asked.lang.word(ALL).to_owned(), &narrowed, sums)
    }

    /// A row, each count with the list behind it.
    fn line(&self, asked: &Asked, name: String, filter: &Filter, counts: &[u64]) -> Vec<Cell> {
        let behind = |outcome: &str| {
            let filter = Filter { outcome: outcome.to_owned(), ..filter.clone() };
            asked.when.carried(filter.address(self.behind, ""))
        };
        let counts = self.standings.iter().zip(counts);
        let all = Cell::count(counts.clone().map(|(_, count)| count).sum()).leads_to(behind(""));
        let counts = counts.map(|((standing, _), count)| Cell::count(*count).leads_to(behind(standing)));
        std::iter::once(Cell::text(name).at(&*filter.region)).chain(counts).chain([all]).collect()
    }
}
