//! Standards that are to be reviewed and revised (clause 4): consumer standards in force for the full years with too few
//! enterprises authorised against them; and those of which nobody can tell.

use std::collections::BTreeMap;

use policy::article::{Article, Words};
use policy::standard::Standard;
use policy::standard::duties::clock_start;
use policy::standard::number::StandardNumber;
use registry::{Fault, PublicMark, Reader, Row};

use super::{Asked, Cell, Report, Tally};
use crate::public::asking::first_to_review;
use crate::public::bare::standard_without_tables;
use crate::public::columns::date;
use crate::public::duties::{ToReview, may_be_due, to_review};
use crate::public::filter::mark_of;
use crate::public::standards::address;

/// The report.
pub(super) const REPORT: Report = Report {
    name: "standards-to-review",
    title: Words { zh: "须复审和修订的标准", en: "Standards to be reviewed" },
    lead: Words {
        zh: "终端消费品类标准发布实施满年限，而持有有效授权的企业不足规定家数的；是否消费品类或授权是否有效无法判断的一并列出。",
        en: "Standards for consumer end products that have been in force for the full years with too few enterprises holding a valid authorisation; those of which that cannot be told are listed, too.",
    },
    articles: &[Article::of(4), Article::of(13)],
    kinds: &["standard", "authorization"],
    columns: &[
        Words { zh: "标准", en: "Edition" },
        Words { zh: "名称", en: "Title" },
        Words { zh: "满年限之日", en: "Full years complete on" },
        Words { zh: "持有有效授权的企业", en: "Enterprises authorised" },
        Words { zh: "结论", en: "Answer" },
    ],
    narrows: &[],
    sum: None,
    hears_findings: false,
    map: None,
    has_bars: false,
    is_public: true,
    first: Some(first),
    start: || Box::<Reviews>::default(),
};

#[derive(Default)]
struct Reviews(BTreeMap<StandardNumber, (Standard, Vec<PublicMark>)>);

impl Tally for Reviews {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        let day = asked.when.seen.as_of;
        if row.kind == "standard" {
            let standard = standard_without_tables(row)?;
            // Of the others nobody's marks are looked at.
            if may_be_due(&standard, asked.law, day) {
                self.0.insert(standard.number.clone(), (standard, Vec::new()));
            }
            return Ok(());
        }
        let mark = mark_of(row)?;
        if let Some((_, marks)) = self.0.get_mut(mark.authorization.edition.number()) {
            marks.push(mark);
        }
        Ok(())
    }

    fn rows(self: Box<Self>, asked: &Asked) -> Vec<Vec<Cell>> {
        let day = asked.when.seen.as_of;
        let standards = self.0.values();
        let due = standards.flat_map(|(standard, marks)| to_review(standard, marks, asked.law, day));
        let mut due: Vec<ToReview> = due.collect();
        // Those that wait for longest come first.
        due.sort_by_cached_key(|due| (clock_start(&due.edition), due.edition.edition.to_string()));
        due.into_iter().map(|due| cells(due, asked)).collect()
    }
}

fn cells(due: ToReview, asked: &Asked) -> Vec<Cell> {
    let ToReview { edition, since, holders, outcome } = due;
    vec![
        Cell::text(edition.edition.print()).leads_to(asked.when.carried(address(edition.edition.number()))),
        Cell::text(edition.title),
        Cell::of(date(since)),
        Cell::count(holders),
        Cell::text(asked.lang.label(outcome.words())),
    ]
}

fn first(reader: &Reader, asked: &Asked, most: usize) -> Result<(Vec<Vec<Cell>>, bool), Fault> {
    let (due, is_more) = first_to_review(reader, asked.when.today, most)?;
    Ok((due.into_iter().map(|due| cells(due, asked)).collect(), is_more))
}
