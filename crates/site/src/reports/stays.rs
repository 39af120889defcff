//! The lists behind the figures of stages: each stay of a project in a stage that is over, with how long it was.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use policy::article::Words;
use policy::calendar::Day;
use policy::standard::project::Project;
use policy::standard::project::stage::Stage;
use registry::{Fault, Row};

use super::page::{as_asked, offer};
use super::shape::Shape;
use super::stages::{REPORT, stays};
use super::{Asked, Cell, Tally, shelf};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::columns::date;
use crate::public::filter::{Filter, case_of};
use crate::public::project;
use crate::visitor::Visitor;
use crate::when::When;

const COLUMNS: &[Words] = &[
    Words { zh: "离开日期", en: "Left on" },
    Words { zh: "项目", en: "Project" },
    Words { zh: "进入日期", en: "Entered on" },
    Words { zh: "天数", en: "Days" },
];
/// Of the columns that of the days, as an address orders by it.
const BY_DAYS: &str = "4";

const TITLE: Words = Words { zh: "已离开该阶段的项目", en: "Stays that are over" };
const LEAD: Words = Words {
    zh: "项目处于该阶段、现已离开的每一次，各一行，最近离开的在前；项目可多次处于同一阶段。",
    en: "Each time that a project was in the stage and has left it, one a row, the latest first; a project may be in a stage more than once.",
};

/// Where the list of a stage is; that of its days in their order, the longest first.
pub(super) fn address(stage: Stage, by_days: bool) -> String {
    let sort = if by_days { format!("?sort={BY_DAYS}") } else { String::new() };
    format!("/reports/{}/{}/stays{sort}", REPORT.name, stage.name())
}

/// `GET /reports/project-stages/{stage}/stays`: the page, or the spreadsheet where `format` asks for one.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    Path(name): Path<String>,
    Query(filter): Query<Filter>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let stage = Stage::ALL.iter().copied().find(|stage| stage.name() == name).ok_or(Trouble::NotFound)?;
    let when = When::of(&site, &visitor.glimpse)?;
    let (filter, doubts) = filter.read(&offer(COLUMNS, &[]));
    site.bound_heavy(&visitor)?;
    let lang = visitor.lang;
    let counted = site
        .look(move |reader| {
            let tally = Box::new(Stays { stage, rows: Vec::new() });
            shelf::seen(reader, (REPORT.kinds, false), tally, &Asked { law: reader.law(), when, lang })
        })
        .await?;
    let says =
        (format!("{} · {}", visitor.lang.label(stage.words()), visitor.word(TITLE)), visitor.word(LEAD));
    let (file, path) = (format!("{}-{name}-stays", REPORT.name), address(stage, false));
    let shape = Shape {
        up: Some((when.carried(format!("/reports/{}", REPORT.name)), visitor.word(REPORT.title))),
        ..Shape::list((&file, &path), says, (COLUMNS, REPORT.articles), doubts)
    };
    as_asked(&site, &visitor, (&shape, Vec::new()), &filter, counted, when)
}

struct Stays {
    stage: Stage,
    rows: Vec<(Day, Vec<Cell>)>,
}

impl Tally for Stays {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        let project: Project = case_of(row)?;
        let now = project.progress_seen(asked.when.seen);
        for (_, from, until) in stays(&now).filter(|(stage, ..)| *stage == self.stage) {
            let cells = vec![
                Cell::of(date(until)),
                Cell::text(&*row.title).leads_to(asked.when.carried(project::address(&row.id))),
                Cell::of(date(from)),
                Cell::count(from.days_until(until).unsigned_abs()),
            ];
            self.rows.push((until, cells));
        }
        Ok(())
    }

    fn rows(mut self: Box<Self>, _: &Asked) -> Vec<Vec<Cell>> {
        self.rows.sort_by_key(|(until, _)| std::cmp::Reverse(*until));
        self.rows.into_iter().map(|(_, cells)| cells).collect()
    }
}
