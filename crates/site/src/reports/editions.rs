//! The editions of all standards, one a row, with their days and what each is worth on the day (clause 2).

use policy::article::{Article, Words};
use policy::standard::Edition;
use policy::standard::number::EditionNumber;
use registry::{Fault, Row};

use super::{Asked, Cell, Narrow, Report, Tally};
use crate::public::bare::standard_without_tables;
use crate::public::columns::date;
use crate::public::standards::{address_of_edition, state_words};

/// The report.
pub(super) const REPORT: Report = Report {
    name: "editions",
    title: Words { zh: "标准各版本", en: "Editions of standards" },
    lead: Words {
        zh: "每个版本一行，最近发布的在前，写明当日的效力；已撤下登记的版本不列。",
        en: "One edition a row, the latest publication first, with what it is worth on the day; entries that were set aside are not listed.",
    },
    articles: &[Article::of(2), Article::of(13)],
    kinds: &["standard"],
    columns: &[
        Words { zh: "版本", en: "Edition" },
        Words { zh: "名称", en: "Title" },
        Words { zh: "发布日", en: "Published on" },
        Words { zh: "实施日", en: "In force from" },
        Words { zh: "状态", en: "State" },
        Words { zh: "废止日", en: "Withdrawn on" },
    ],
    narrows: &[Narrow::Months, Narrow::Standard],
    sum: None,
    hears_findings: false,
    map: None,
    has_bars: false,
    is_public: true,
    first: None,
    start: || Box::<Editions>::default(),
};

#[derive(Default)]
struct Editions(Vec<(policy::calendar::Day, EditionNumber, Vec<Cell>)>);

impl Tally for Editions {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        let (day, standard) = (asked.when.seen.as_of, standard_without_tables(row)?);
        let of = |one: &Edition| asked.when.carried(address_of_edition(&standard, one));
        for edition in standard.editions.iter().filter(|edition| edition.annulled.is_none()) {
            let ended = edition.ended.map(|end| end.on).filter(|on| *on <= day);
            let cells = vec![
                Cell::text(edition.edition.print()).leads_to(of(edition)),
                Cell::text(&*edition.title),
                Cell::of(date(edition.published_on)),
                Cell::of(date(edition.in_force_from)),
                Cell::text(asked.lang.label(state_words(edition, day))),
                ended.map_or(Cell::of(documents::sheet::Value::Empty), |on| Cell::of(date(on))),
            ];
            self.0.push((edition.published_on, edition.edition.clone(), cells));
        }
        Ok(())
    }

    fn rows(mut self: Box<Self>, _: &Asked) -> Vec<Vec<Cell>> {
        self.0.sort_by(|one, other| (other.0, &other.1).cmp(&(one.0, &one.1)));
        self.0.into_iter().map(|(.., cells)| cells).collect()
    }
}
