//! Editions that nobody has ended although a later one of their standard is in force (clause 2), with the marks that
//! still name them.

use std::collections::BTreeMap;

use policy::apply::stands;
use policy::article::{Article, Words};
use policy::standard::number::EditionNumber;
use registry::{Fault, Reader, Row};

use super::{Asked, Cell, Report, Tally};
use crate::public::asking::{Outlived, first_outlived, outlived_of};
use crate::public::bare::standard_without_tables;
use crate::public::columns::date;
use crate::public::filter::mark_of;
use crate::public::mark::standing;
use crate::public::standards::address;

/// The report.
pub(super) const REPORT: Report = Report {
    name: "editions-outlived",
    title: Words { zh: "后续版本已实施的旧版标准", en: "Editions with a later one in force" },
    lead: Words {
        zh: "后续版本已实施、而旧版尚未废止的标准；现存授权指尚未撤销、注销或过期的授权。",
        en: "Editions that were not withdrawn although a later one of their standard is in force; marks that stand are those neither revoked nor ended nor expired.",
    },
    articles: &[Article::of(2), Article::of(13)],
    kinds: &["standard", "authorization"],
    columns: &[
        Words { zh: "旧版", en: "Earlier edition" },
        Words { zh: "名称", en: "Title" },
        Words { zh: "后续版本", en: "Later edition" },
        Words { zh: "实施日", en: "In force from" },
        Words { zh: "仍写旧版的现存授权", en: "Marks that stand and name the earlier" },
    ],
    narrows: &[],
    sum: None,
    hears_findings: false,
    map: None,
    has_bars: false,
    is_public: true,
    first: Some(first),
    start: || Box::<Counted>::default(),
};

#[derive(Default)]
struct Counted(BTreeMap<EditionNumber, Outlived>);

impl Tally for Counted {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        let day = asked.when.seen.as_of;
        if row.kind == "standard" {
            let standard = standard_without_tables(row)?;
            let found = outlived_of(&standard, &[], asked.law, day);
            self.0.extend(found.map(|one| (one.edition.clone(), one)));
            return Ok(());
        }
        let mark = mark_of(row)?;
        if let Some(one) = self.0.get_mut(&mark.authorization.edition) {
            one.marks += usize::from(stands(standing(&mark, asked.law, day)));
        }
        Ok(())
    }

    fn rows(self: Box<Self>, asked: &Asked) -> Vec<Vec<Cell>> {
        rows(self.0.into_values().collect(), asked)
    }
}

/// The rows, those that wait for longest first.
fn rows(mut found: Vec<Outlived>, asked: &Asked) -> Vec<Vec<Cell>> {
    found.sort_by_cached_key(|one| (one.asks_from, one.edition.to_string()));
    let row = |one: Outlived| {
        vec![
            Cell::text(one.edition.print()).leads_to(asked.when.carried(address(one.edition.number()))),
            Cell::text(one.title),
            Cell::text(one.later.print()),
            Cell::of(date(one.since)),
            Cell::count(one.marks as u64),
        ]
    };
    found.into_iter().map(row).collect()
}

fn first(reader: &Reader, asked: &Asked, most: usize) -> Result<(Vec<Vec<Cell>>, bool), Fault> {
    let (found, is_more) = first_outlived(reader, asked.when.today, most)?;
    Ok((rows(found, asked), is_more))
}
