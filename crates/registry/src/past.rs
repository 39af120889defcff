//! What was on file as it was seen on an earlier day, of every kind. Rows are kept for the present only; of another day they are
//! made from the cases, one after the other, by the same functions that make the present ones, so that both say the
//! same things the same way.

use std::sync::Arc;

use policy::authorization::code::MarkCode;
use policy::dossier_file::DossierFile;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::scheme::Scheme;
use policy::seen::Seen;
use policy::standard::Standard;
use policy::standard::number::StandardNumber;
use policy::standard::project::Project;
use policy::standard::publishing::DutyReport;

use crate::fault::Fault;
use crate::kinds::case_of;
use crate::mark::PublicMark;
use crate::page::{Key, LONGEST_PAGE, Page, Query};
use crate::reader::{Filed, Reader};
use crate::rows::{self, ANNULLED, DUTY_REPORT, Row};
use crate::rows_project::of_project;
use crate::search::Asked;
use crate::{books, made, report, standing};

/// The most cases looked through for one page of rows.
const LOOKED_THROUGH: usize = 10_000;

/// Stands between the case and the row in the key of a page.
const BETWEEN: char = '|';

/// A dossier as it was seen; `None` if the enterprise was not registered yet, or nobody knew.
fn dossier(filed: Filed<Dossier>, seen: Seen) -> Option<Filed<Dossier>> {
    let value = seen.dossier(&filed.value);
    (!value.registrations.list.is_empty()).then_some(Filed { value, version: filed.version })
}

/// The scheme as it was seen; `None` if nothing of it had happened yet, or nobody knew.
fn scheme(filed: Filed<Scheme>, seen: Seen) -> Option<Filed<Scheme>> {
    let value = seen.scheme(&filed.value);
    let Scheme { catalogue, bodies, holders, organisations, calls, experts, review_bars, artworks, .. } =
        &value;
    let is_empty = catalogue.list.is_empty()
        && bodies.list.is_empty()
        && holders.list.is_empty()
        && organisations.list.is_empty()
        && calls.list.is_empty()
        && experts.list.is_empty()
        && review_bars.list.is_empty()
        && artworks.list.is_empty();
    (!is_empty).then_some(Filed { value, version: filed.version })
}

fn standard(filed: Filed<Standard>, seen: Seen) -> Option<Filed<Standard>> {
    let value = seen.standard(&filed.value);
    (!value.editions.is_empty()).then_some(Filed { value, version: filed.version })
}

impl Reader {
    /// The dossier of an enterprise as it was seen, with its present version.
    ///
    /// # Errors
    /// If the database fails.
    pub fn dossier_seen(&self, code: CreditCode, seen: Seen) -> Result<Option<Filed<Dossier>>, Fault> {
        Ok(self.dossier(code)?.and_then(|filed| dossier(filed, seen)))
    }

    /// A standard as it was seen, with its present version.
    ///
    /// # Errors
    /// If the database fails.
    pub fn standard_seen(
        &self,
        number: &StandardNumber,
        seen: Seen,
    ) -> Result<Option<Filed<Standard>>, Fault> {
        Ok(self.standard(number)?.and_then(|filed| standard(filed, seen)))
    }

    /// Everything the page behind a code needs, as it was seen; `None` if the mark was not granted yet, or nobody
    /// knew.
    ///
    /// # Errors
    /// If the database fails.
    pub fn mark_seen(&self, code: MarkCode, seen: Seen) -> Result<Option<Filed<PublicMark>>, Fault> {
        let Some(present) = self.mark(code)? else { return Ok(None) };
        let Some(filed) = self.dossier_seen(present.value.enterprise, seen)? else { return Ok(None) };
        let mut list = filed.value.authorizations.list.iter();
        let found = list.find(|authorization| authorization.code == code);
        Ok(found.map(|authorization| Filed {
            value: PublicMark::of(&filed.value, authorization),
            version: present.version,
        }))
    }

    /// Everything a verdict about an enterprise rests on, as it was seen.
    ///
    /// # Errors
    /// If the database fails.
    pub fn case_file_seen(&self, code: CreditCode, seen: Seen) -> Result<Option<DossierFile>, Fault> {
        let Some(file) = self.case_file(code)? else { return Ok(None) };
        let enterprise = seen.dossier(&file.enterprise);
        if enterprise.registrations.list.is_empty() {
            return Ok(None);
        }
        Ok(Some(DossierFile {
            enterprise,
            parents: file.parents.iter().map(|parent| seen.dossier(parent)).collect(),
            scheme: seen.scheme(&file.scheme),
            standards: file.standards.iter().map(|standard| seen.standard(standard)).collect(),
            ..file
        }))
    }

    /// Rows of a kind as they were seen: in the region that the head office lay in then, found by the words of then,
    /// and kept by `keep`. A page may be short of its limit where much was looked through; it goes on all the same.
    /// States and days when something is due are not looked at: they are the caller's to judge.
    ///
    /// # Errors
    /// If the database fails or a case cannot be read.
    pub fn rows_seen(
        &self,
        seen: Seen,
        query: &Query,
        words: &str,
        keep: impl Fn(&Row) -> Result<bool, Fault>,
    ) -> Result<Page<Row>, Fault> {
        let limit = query.limit.clamp(1, LONGEST_PAGE);
        let asked = Asked::parse(words);
        if asked.is_none() && !words.is_empty() {
            return Ok(Page { items: Vec::new(), next: None });
        }
        // A page that ended inside a case goes on in that case; one that ended with a case, after it.
        let (after, mut inside) = match query.after.split_once(BETWEEN) {
            Some((case, row)) => (case, Some(row)),
            None => (query.after.as_str(), None),
        };
        let mut items: Vec<Row> = Vec::new();
        // The case that the last of them is of.
        let mut last = String::new();
        let Some(kind) = case_of(&query.kind) else { return Ok(Page { items: Vec::new(), next: None }) };
        let mut cases = Query { kind: kind.to_owned(), limit: LONGEST_PAGE, ..Query::default() };
        let mut first = if inside.is_some() { self.row(&cases.kind, after)? } else { None };
        cases.after = after.to_owned();
        let mut looked = 0;
        loop {
            let page = self.rows(&cases)?;
            for case in first.take().into_iter().chain(page.items) {
                looked += 1;
                let before = inside.take().filter(|_| case.id == after);
                for row in of_case(&case, &query.kind, seen)? {
                    let is_before = before.is_some_and(|before| row.id.as_str() <= before);
                    let is_found = asked.as_ref().is_none_or(|asked| asked.matches(&row.words));
                    if is_before || !row.region.starts_with(&query.region) || !is_found || !keep(&row)? {
                        continue;
                    }
                    if items.len() == limit {
                        return Ok(Page {
                            next: items.last().map(|row| key(&query.kind, &last, row)),
                            items,
                        });
                    }
                    last.clone_from(&case.id);
                    items.push(row);
                }
                if looked == LOOKED_THROUGH {
                    let next = Some(Key { kind: query.kind.clone(), id: case.id });
                    return Ok(Page { items, next });
                }
            }
            match page.next {
                Some(next) => cases.after = next.id,
                None => return Ok(Page { items, next: None }),
            }
        }
    }
}

/// The rows of a kind that a case made then, in the order of their identifiers.
fn of_case(case: &Row, kind: &str, seen: Seen) -> Result<Vec<Row>, Fault> {
    let version = case.version;
    let made = match case.kind.as_str() {
        "standard" => {
            let value = books::read(&case.body, "a standard")?;
            let filed = standard(Filed { value, version }, seen);
            filed.map(|filed| standing::of_standard(&filed.value)).transpose()?
        }
        "project" => {
            let value: Project = books::read(&case.body, "a project")?;
            let value = seen.project(&value);
            let has_begun = !value.steps.is_empty();
            has_begun.then(|| of_project(&value)).transpose()?
        }
        "scheme" => {
            let value = books::read(&case.body, "the scheme")?;
            let filed = scheme(Filed { value, version }, seen);
            filed.map(|filed| rows::of_scheme(&filed.value)).transpose()?
        }
        DUTY_REPORT => {
            let value: DutyReport = books::read(&case.body, "a report")?;
            seen.report(&value).map(|report| report::rows(&report)).transpose()?
        }
        _ => {
            let value = books::read(&case.body, "a dossier")?;
            let filed = dossier(Filed { value, version }, seen);
            filed.map(|filed| made::all(&filed.value)).transpose()?
        }
    };
    let mut rows = made.unwrap_or_default();
    rows.retain(|row| row.kind == kind && row.state != ANNULLED);
    let of_case = |row| Row { version, ..Arc::unwrap_or_clone(row) };
    let mut rows: Vec<Row> = rows.into_iter().map(of_case).collect();
    rows.sort_by(|one, two| one.id.cmp(&two.id));
    Ok(rows)
}

/// Where a page goes on after a row of a case.
fn key(kind: &str, case: &str, row: &Row) -> Key {
    Key { kind: kind.to_owned(), id: format!("{case}{BETWEEN}{}", row.id) }
}
