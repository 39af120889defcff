//! The comparison table of an edition, ready to be printed.

use documents::paper::{Comparison, ComparisonRow, Head, Paper};
use policy::paper::PaperLang;
use policy::standard::Edition;
use policy::standard::limit::Cell;
use policy::standard::table::{Compared, ComparisonTable, Reference, Row, Title};

use crate::public::standards;

/// The poster of an edition; `None` where it has no table.
pub(super) fn poster(head: Head, edition: &Edition, lang: PaperLang) -> Option<Paper> {
    Some(Paper::ComparisonPoster(comparison(head, edition, lang)?))
}

/// The insert for a product with a mark; `None` where the edition has no table.
pub(super) fn insert(
    head: Head,
    edition: &Edition,
    product: &str,
    code: &str,
    lang: PaperLang,
) -> Option<Paper> {
    let table = comparison(head, edition, lang)?;
    Some(Paper::ComparisonInsert(Comparison {
        product: Some(product.to_owned()),
        code: Some(code.to_owned()),
        page: format!("/v/{code}"),
        ..table
    }))
}

fn comparison(head: Head, edition: &Edition, lang: PaperLang) -> Option<Comparison> {
    let table = edition.table.as_ref()?;
    Some(Comparison {
        head,
        standard: edition.edition.print(),
        title: edition.title.clone(),
        references: table.references.iter().map(|there| there.standard.to_string()).collect(),
        rows: table.rows.iter().map(|line| row(table, line, lang)).collect(),
        sample: table.sample,
        notes: notes(table, lang),
        product: None,
        code: None,
        page: standards::address(edition.edition.number()),
    })
}

fn said(title: &Title, lang: PaperLang) -> String {
    match (lang, &title.en) {
        (PaperLang::En, Some(en)) => en.clone(),
        _ => title.zh.clone(),
    }
}

fn row(table: &ComparisonTable, row: &Row, lang: PaperLang) -> ComparisonRow {
    let unit = row.unit.as_ref().map(ToString::to_string);
    let detail: Vec<String> = [unit, row.applies_to.clone()].into_iter().flatten().collect();
    ComparisonRow {
        indicator: said(&row.indicator, lang),
        detail: detail.join(lang.pick("，", ", ")),
        limit: row.limit.to_string(),
        cells: table.references.iter().map(|there| cell(row, there, lang)).collect(),
    }
}

fn cell(row: &Row, there: &Reference, lang: PaperLang) -> String {
    let of = |compared: &&Compared| compared.reference == there.id;
    match row.compared.iter().find(of).map(|compared| &compared.cell) {
        Some(Cell::Limit(limit)) => limit.to_string(),
        Some(Cell::NotSpecified) => lang.pick("无此项", "none").to_owned(),
        Some(Cell::NotEntered) | None => lang.pick("未录入", "not entered").to_owned(),
    }
}

fn notes(table: &ComparisonTable, lang: PaperLang) -> Vec<String> {
    let about = |there: &Reference| format!("{} {}", there.standard, said(&there.name, lang));
    let mut notes: Vec<String> = table.references.iter().map(about).collect();
    if let Some(reason) = &table.without_reference {
        notes.push(reason.clone());
    }
    notes.push(
        lang.pick(
            "无此项：已查阅，该标准未规定此指标。未录入：尚未查阅。",
            "none: the standard was looked at and does not have this indicator. not entered: nobody has looked.",
        )
        .to_owned(),
    );
    notes
}
