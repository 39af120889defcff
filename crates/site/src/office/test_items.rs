//! What is tested in a spot check: the indicators of the comparison table of its edition, each with its limit and its
//! method; those that a report says are missed stand out.

use policy::standard::Edition;
use policy::standard::table::{ComparisonTable, Row};
use policy::supervision::Check;

use crate::lang::Lang;
use crate::office::case::Case;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::table::in_unit;
use crate::visitor::Visitor;
use crate::words::fill;

/// One of them.
pub(super) struct TestItem {
    pub(super) indicator: String,
    pub(super) limit: String,
    pub(super) method: String,
    pub(super) clause: String,
    /// Whether a report says that the sample misses it.
    pub(super) is_missed: bool,
}

/// All of them.
pub(super) struct TestItems {
    pub(super) lead: String,
    pub(super) items: Vec<TestItem>,
}

/// An indicator as reports name it: with its model or size class, where it has one.
pub(super) fn name(row: &Row) -> String {
    match &row.applies_to {
        Some(class) => format!("{}（{class}）", row.indicator.zh),
        None => row.indicator.zh.clone(),
    }
}

/// The limit of a row in its unit.
pub(super) fn limit(row: &Row) -> String {
    in_unit(&row.limit, row.unit.as_ref())
}

/// The table of the edition that a check is made against, where it is on file.
///
/// # Errors
/// If the reader is at fault.
pub(super) async fn table_of(site: &PublicSite, case: &Case) -> Result<Option<ComparisonTable>, Trouble> {
    let Some(check) = case.check() else { return Ok(None) };
    let number = check.edition.clone();
    let filed = site.look(move |reader| reader.standard(number.number())).await?;
    let edition = filed.and_then(|filed| filed.value.edition(&check.edition).cloned());
    Ok(edition.and_then(|edition: Edition| edition.table))
}

/// What is tested in the check that a case is; nothing for a case of another kind.
///
/// # Errors
/// If the reader is at fault.
pub(super) async fn of_case(
    site: &PublicSite,
    visitor: &Visitor,
    case: &Case,
) -> Result<Option<TestItems>, Trouble> {
    let Some(check) = case.check() else { return Ok(None) };
    let w = &visitor.w.table;
    let Some(table) = table_of(site, case).await? else {
        return Ok(Some(TestItems { lead: w.test_items_none.to_owned(), items: Vec::new() }));
    };
    let missed = missed(check);
    let item = |row: &Row| TestItem {
        indicator: match (visitor.lang, &row.indicator.en) {
            (Lang::En, Some(en)) => format!("{en} · {}", name(row)),
            _ => name(row),
        },
        limit: limit(row),
        method: row.test_method.clone().unwrap_or_default(),
        clause: row.clause.clone().unwrap_or_default(),
        is_missed: missed.contains(&name(row).as_str()) || missed.contains(&row.indicator.zh.as_str()),
    };
    let lead = fill(w.test_items_lead, &[&check.edition.print()]);
    Ok(Some(TestItems { lead, items: table.rows.iter().map(item).collect() }))
}

/// What the last report says is missed: that of the retest, where there is one.
fn missed(check: &Check) -> Vec<&str> {
    let report = check.retest.as_ref().or(check.result.as_ref());
    report.into_iter().flat_map(|result| &result.report.misses).map(String::as_str).collect()
}
