//! The lists behind figures that are long, and kept whole and small: found by the filter, put in order, and of them the rows of the
//! page or the file written out. No row is left out: a page and a file go on where they end.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use documents::sheet::Value;
use registry::{Fault, Reader};

use super::narrow::{Narrowed, Select, column};
use super::page;
use super::part::{Part, place};
use super::pick::{Says, pick};
use super::shape::{LISTED, Shape};
use super::shelf::{Count, Place};
use super::{Asked, Cell};
use crate::lang::pair;
use crate::problem::Trouble;
use crate::public::export::{MOST, spreadsheet};
use crate::public::filter::Filter;
use crate::public::offer::must_be_known;
use crate::public::{PublicSite, choice};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// The files that a page offers one by one; each of them says where the next one is.
const FILES: usize = 20;

/// A list as one reader sees it.
pub(super) trait View {
    /// The rows that are told to the reader, and whether each is asked for, in the usual order.
    fn rows(&self) -> Vec<(usize, bool)>;
    /// What a row is told from others by.
    fn key(&self, row: usize) -> u64;
    /// What each column says.
    fn columns(&self) -> Vec<Says<'_>>;
    /// A row written out.
    fn cells(&self, row: usize) -> Vec<Cell>;
}

/// The rows of a page or a file.
pub(super) struct Chosen {
    rows: Vec<Vec<Cell>>,
    part: Part,
    all: usize,
    /// After what each file begins, where there are several.
    files: Vec<String>,
}

/// How much of a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Page,
    File { is_csv: bool },
}

/// Of a list what a filter asks for.
fn chosen(view: &dyn View, filter: &Filter, format: Format) -> Chosen {
    let rows = view.rows();
    let all = rows.len();
    let asked: Vec<usize> = rows.into_iter().filter(|(_, is_asked)| *is_asked).map(|(at, _)| at).collect();
    let columns = view.columns();
    let found = pick(asked, &columns, &filter.q, column(filter, columns.len()));
    let key = |at: usize| found.get(at).map_or(0, |row| view.key(*row));
    let most = if format == Format::Page { LISTED } else { MOST };
    let part = Part::after(&filter.after, most, found.len(), key);
    let files = if found.len() > MOST {
        (0..found.len()).step_by(MOST).take(FILES).map(|from| place(from, key)).collect()
    } else {
        Vec::new()
    };
    let rows = found.get(part.range.clone()).unwrap_or_default();
    Chosen { rows: rows.iter().map(|row| view.cells(*row)).collect(), part, all, files }
}

/// How a list is gathered.
pub(super) type Gather<T> = fn(&Reader, &Asked) -> Result<Count<T>, Fault>;

/// What is asked for, where, by whom and of which day.
pub(super) struct Request<'a> {
    pub(super) site: &'a PublicSite,
    pub(super) visitor: &'a Visitor,
    pub(super) filter: &'a Filter,
    pub(super) when: When,
}

impl Request<'_> {
    /// A list, kept or gathered now; where that takes long the last one, while another is gathered aside. Of another day than
    /// today it is gathered each time.
    ///
    /// # Errors
    /// A fault of the reader, or that there is none yet.
    pub(super) async fn kept<T: Send + Sync + 'static>(
        &self,
        place: &Arc<Place<T>>,
        (kinds, hears_findings): (&[&str], bool),
        gather: Gather<T>,
    ) -> Result<Count<T>, Trouble> {
        let (site, when, lang) = (self.site, self.when, self.visitor.lang);
        // It is chosen from for each reader anew: what a row tells depends on who reads it.
        site.bound_heavy(self.visitor)?;
        let gathered = move |reader: &Reader| gather(reader, &Asked { law: reader.law(), when, lang });
        if when.is_dated {
            return site.look(gathered).await;
        }
        if page::takes_long(site.reader(), kinds, hears_findings)? {
            return place.meanwhile(site, when.today, || Ok(()), gathered).ok_or(Trouble::InTheMaking);
        }
        place.told(site, when.today, || Ok(()), gathered).await
    }

    /// The page of a list, or the file where `format` asks for one.
    ///
    /// # Errors
    /// A fault of the reader, or if the format is unknown.
    pub(super) async fn answer<T: Send + Sync + 'static>(
        &self,
        (shape, selects): (&Shape, Vec<Select>),
        count: Count<T>,
        choose: impl FnOnce(&Reader, &T, &Asked, &dyn Fn(&dyn View) -> Chosen) -> Result<Chosen, Fault>
        + Send
        + 'static,
    ) -> Result<Response, Trouble> {
        let format = match self.visitor.glimpse.query.as_deref().and_then(|query| pair(query, '&', "format"))
        {
            Some("csv") => Format::File { is_csv: true },
            Some("xlsx") => Format::File { is_csv: false },
            None | Some("html") => Format::Page,
            Some(_) => return Err(page::no_such_format()),
        };
        let (size, when, lang, filter) = (count.size, self.when, self.visitor.lang, self.filter.clone());
        let choose = move |reader: &Reader| {
            let asked = Asked { law: reader.law(), when, lang };
            choose(reader, &count.value, &asked, &|view: &dyn View| chosen(view, &filter, format))
        };
        let chosen = self.site.look(choose).await?;
        match format {
            Format::File { is_csv } => self.file(shape, &chosen, size, is_csv),
            Format::Page => self.page((shape, selects), chosen, size),
        }
    }

    fn page(
        &self,
        (shape, selects): (&Shape, Vec<Select>),
        chosen: Chosen,
        size: u64,
    ) -> Result<Response, Trouble> {
        let since = self.site.reader().head().size.saturating_sub(size);
        let Chosen { rows, part, all, files } = chosen;
        let shown = Narrowed { rows: rows.iter().collect(), part, sums: None, all, is_cut: false };
        let told = page::Told { shown: &shown, selects, map: None, files: &files };
        Ok(page::as_page(self.visitor, (shape, self.filter), told, self.when, (size, since))?.into_response())
    }

    fn file(&self, shape: &Shape, chosen: &Chosen, size: u64, is_csv: bool) -> Result<Response, Trouble> {
        must_be_known(&shape.doubts)?;
        let Chosen { rows, part, .. } = chosen;
        let mut sheet = page::sheet(self.visitor, shape, &rows.iter().collect::<Vec<_>>());
        if let Some(next) = &part.next {
            let next = self.filter.address(&shape.path, next);
            let next =
                format!("{}{next}&format={}", self.site.public_url(), if is_csv { "csv" } else { "xlsx" });
            sheet.rows.push(vec![Value::Text(fill(self.visitor.w.list.goes_on, &[&MOST, &next]))]);
        }
        let name = format!("{}-{}-{size}", shape.name, self.when.seen.as_of);
        let from = if part.is_later() { format!("-{}", part.range.start + 1) } else { String::new() };
        spreadsheet(&sheet, &format!("{name}{from}"), is_csv)
    }
}

/// A choice among some values, with what stands for all of them first.
pub(crate) fn select(
    visitor: &Visitor,
    (name, label): (&'static str, &'static str),
    chosen: &str,
    options: impl Iterator<Item = (String, String)>,
) -> Select {
    let any = (String::new(), visitor.w.register.any.to_owned());
    let options = std::iter::once(any).chain(options).map(|(value, words)| {
        let is_it = value == chosen;
        (value, words, is_it)
    });
    Select { name, label, options: options.collect() }
}

/// The choice of an industry.
pub(super) fn industries(visitor: &Visitor, filter: &Filter) -> Select {
    let (label, choices) = (visitor.w.register.filter_industry, choice::industries(visitor, filter));
    let chosen = choices.iter().find(|one| one.is_chosen).map_or("", |one| one.value);
    let options = choices.iter().map(|one| (one.value.to_owned(), one.word.clone()));
    select(visitor, ("industry", label), chosen, options)
}
