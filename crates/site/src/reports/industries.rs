//! Marks by the industry of the maker, and by what they are worth on the day.

use std::collections::BTreeMap;

use policy::article::{Article, Words};
use policy::industry::DIVISIONS;
use registry::{Fault, Row};

use super::areas::{ALL, Counts, column, columns, row};
use super::{Asked, Cell, Report, Tally};
use crate::public::filter::{NOT_STATED, mark_of};
use crate::public::mark::standing;
use crate::words::text;

const COLUMNS: &[Words] = &columns(Words { zh: "行业", en: "Industry" });

/// The report.
pub(super) const REPORT: Report = Report {
    name: "marks-by-industry",
    title: Words { zh: "各行业品字标授权", en: "Marks by industry" },
    lead: Words {
        zh: "按企业所属制造业大类（GB/T 4754—2017）统计全部授权；未登记行业的企业单列一行。",
        en: "All authorisations by the maker's division of manufacturing (GB/T 4754-2017); makers whose industry nobody has stated have a line of their own.",
    },
    articles: &[Article::of(8), Article::of(9), Article::of(13)],
    kinds: &["authorization"],
    columns: COLUMNS,
    narrows: &[],
    sum: Some(|asked, _, sums| row(asked, ("industry", ""), asked.lang.word(ALL), sums)),
    hears_findings: false,
    map: None,
    has_bars: false,
    is_public: true,
    first: None,
    start: || Box::<Industries>::default(),
};

/// Counts by division; those whose maker's industry is not stated are under no code.
#[derive(Default)]
struct Industries(BTreeMap<String, Counts>);

impl Tally for Industries {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        let mark = mark_of(row)?;
        let state = standing(&mark, asked.law, asked.when.seen.as_of);
        let division = mark.industry.as_ref().map_or("", |industry| industry.division());
        let counts = self.0.entry(division.to_owned()).or_default();
        if let Some(count) = counts.get_mut(column(state)) {
            *count += 1;
        }
        Ok(())
    }

    fn rows(self: Box<Self>, asked: &Asked) -> Vec<Vec<Cell>> {
        let none = Counts::default();
        let of = |division: &str| self.0.get(division).unwrap_or(&none);
        // Every division has its row, also without a mark: one that is missing is not one with none.
        let divisions = DIVISIONS
            .iter()
            .map(|(code, _)| row(asked, ("industry", code), &asked.lang.industry(code), of(code)));
        let not_stated = text(asked.lang).register.industry_not_stated;
        divisions.chain([row(asked, ("industry", NOT_STATED), not_stated, of(""))]).collect()
    }
}
