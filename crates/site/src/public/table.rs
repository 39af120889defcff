//! The comparison table of clause 3 as cards: one indicator a card, one line a compared standard, with the
//! verdict in a word and a sign and the margin beside it. Rendered once for each edition, version and
//! language, and kept: the page behind a code shows a table it need not make.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use askama::Template;
use policy::article::Words;
use policy::standard::Edition;
use policy::standard::comparison::{Comparison, Direction, Verdict};
use policy::standard::draft::DIRECTIONS;
use policy::standard::limit::{Cell, Stated};
use policy::standard::number::EditionNumber;
use policy::standard::table::{ComparisonTable, Reference, ReferenceKind, Row, Title};
use policy::standard::unit::Unit;
use serde_json::{Value, json};

use crate::lang::{Lang, quoted};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::table_kept::One;
use crate::tone::{self, Tone};
use crate::words::{Text, fill, text};

/// An edition ready to show.
#[derive(Debug)]
pub(crate) struct Shown {
    /// Title of the edition.
    pub(crate) title: String,
    /// Its number as it is printed.
    pub(crate) printed: String,
    /// Where its standard is.
    pub(crate) standard: String,
    /// Its table as HTML.
    pub(crate) html: String,
    /// Its table as JSON text, with every comparison.
    pub(crate) json: String,
    /// Another number for another content, so that whoever keeps a page with it learns that it changed.
    pub(crate) seal: u64,
}

/// An edition ready to show, from what is kept or made now.
///
/// # Errors
/// A fault of the reader.
pub(crate) fn of_edition(
    site: &PublicSite,
    number: &EditionNumber,
    lang: Lang,
) -> Result<Arc<Shown>, Trouble> {
    // Asked before the version is looked up: what is written in between is another moment.
    let moment = site.reader().moment();
    if let Some(shown) = site.tables().at(number, lang, moment) {
        return Ok(shown);
    }
    let version = site.reader().version("standard", number.number().as_str())?;
    if let Some(shown) = version.and_then(|version| site.tables().get(number, lang, version, moment)) {
        return Ok(shown);
    }
    let filed = site.reader().standard(number.number())?;
    let edition = filed.as_ref().and_then(|filed| filed.value.edition(number));
    let shown = Arc::new(show(number, edition, lang)?);
    if let (Some(filed), true) = (&filed, edition.is_some()) {
        let one = One { version: filed.version, still_at: moment, shown: Arc::clone(&shown) };
        site.tables().keep(number.clone(), lang, one);
    }
    Ok(shown)
}

/// An edition made ready to show.
///
/// # Errors
/// If the template fails.
pub(crate) fn show(number: &EditionNumber, edition: Option<&Edition>, lang: Lang) -> Result<Shown, Trouble> {
    let table = edition.and_then(|edition| edition.table.as_ref());
    let w = text(lang);
    let page = TablePage { w, table: table.map(|table| cards(table, w, lang)) };
    let html = page.render().map_err(|fault| Trouble::Fault(format!("a template failed: {fault}")))?;
    let title = edition.map_or_else(|| w.mark.table_erased.to_owned(), |edition| edition.title.clone());
    let standard = crate::public::standards::address(number.number());
    let json = table.map_or(Value::Null, as_json).to_string();
    let mut hasher = DefaultHasher::new();
    (&title, &html, &json).hash(&mut hasher);
    Ok(Shown { title, printed: number.print(), standard, html, json, seal: hasher.finish() })
}

/// A table as HTML that is not kept: of a form, or of an edition that is not on file yet.
///
/// # Errors
/// If the template fails.
pub(crate) fn html(table: &ComparisonTable, lang: Lang) -> Result<String, Trouble> {
    let w = text(lang);
    let page = TablePage { w, table: Some(cards(table, w, lang)) };
    page.render().map_err(|fault| Trouble::Fault(format!("a template failed: {fault}")))
}

#[derive(Template)]
#[template(path = "table.html")]
struct TablePage {
    w: &'static Text,
    table: Option<Cards>,
}

struct Cards {
    is_sample: bool,
    /// Whether there are so many rows that each is folded up.
    is_long: bool,
    summary: String,
    rows: Vec<Card>,
}

/// More rows than these are folded up each: with twelve references they would be thousands of lines.
pub(crate) const LONG: usize = 24;

struct Card {
    indicator: String,
    ours: String,
    summary: String,
    advances: usize,
    against: Vec<Against>,
    under: Option<String>,
}

struct Against {
    kind: &'static str,
    standard: String,
    limit: String,
    tone: Tone,
    verdict: &'static str,
    margin: Option<String>,
    why: Option<String>,
}

/// A title in a language; in Chinese where it has no other.
pub(crate) fn said(title: &Title, lang: Lang) -> String {
    match (lang, &title.en) {
        (Lang::En, Some(en)) => en.clone(),
        _ => title.zh.clone(),
    }
}

/// A limit with its unit: its own, else that of its row; a unit that the limit ends with is not said twice.
pub(crate) fn in_unit(limit: &Stated, unit: Option<&Unit>) -> String {
    let said = limit.to_string();
    // A remark may stand behind it.
    let front = said.split(['（', '(']).next().unwrap_or_default().trim_end();
    let says = |unit: &str| said.ends_with(unit) || front.ends_with(unit);
    match unit.filter(|unit| limit.unit.is_none() && !says(unit.as_str())) {
        Some(unit) => format!("{said} {unit}"),
        None => said,
    }
}

fn cards(table: &ComparisonTable, w: &'static Text, lang: Lang) -> Cards {
    let rows: Vec<Card> = table.rows.iter().map(|row| card(table, row, w, lang)).collect();
    let all: usize = rows.iter().map(|row| row.against.len()).sum();
    let advances: usize = rows.iter().map(|row| row.advances).sum();
    let is_long = rows.len() > LONG;
    Cards { is_sample: table.sample, is_long, summary: fill(w.mark.table_summary, &[&advances, &all]), rows }
}

fn card(table: &ComparisonTable, row: &Row, w: &'static Text, lang: Lang) -> Card {
    let mut indicator = said(&row.indicator, lang);
    if let Some(class) = &row.applies_to {
        indicator.push_str(match lang {
            Lang::Zh => "（",
            Lang::En => " (",
        });
        indicator.push_str(class);
        indicator.push_str(match lang {
            Lang::Zh => "）",
            Lang::En => ")",
        });
    }
    let under = [
        row.test_method.as_ref().map(|method| format!("{}{}{method}", w.mark.method, w.case.colon)),
        row.clause.as_ref().map(|clause| format!("{} {clause}", w.mark.clause)),
        row.remark.clone(),
    ];
    let under: Vec<String> = under.into_iter().flatten().collect();
    let compared: Vec<Comparison> = table.references.iter().map(|there| row.against(&there.id)).collect();
    let advances = compared.iter().filter(|one| one.verdict.is_advance()).count();
    let against = table.references.iter().zip(compared);
    let against = against.map(|(there, comparison)| against_one(row, there, &comparison, w, lang)).collect();
    Card {
        indicator,
        ours: in_unit(&row.limit, row.unit.as_ref()),
        summary: fill(w.mark.table_summary, &[&advances, &table.references.len()]),
        advances,
        against,
        under: (!under.is_empty()).then(|| under.join(" · ")),
    }
}

fn against_one(
    row: &Row,
    there: &Reference,
    comparison: &Comparison,
    w: &'static Text,
    lang: Lang,
) -> Against {
    let cell =
        row.compared.iter().find(|compared| compared.reference == there.id).map(|compared| &compared.cell);
    let limit = match cell {
        Some(Cell::Limit(limit)) => in_unit(limit, row.unit.as_ref()),
        Some(Cell::NotSpecified) => w.mark.not_specified.to_owned(),
        Some(Cell::NotEntered) | None => w.mark.not_entered.to_owned(),
    };
    let why = match &comparison.verdict {
        Verdict::NotComparable(obstacle) => Some(match lang {
            Lang::Zh => obstacle.zh(),
            Lang::En => quoted(&obstacle.to_string()),
        }),
        Verdict::CannotTell(gap) => Some(match lang {
            Lang::Zh => gap.zh().to_owned(),
            Lang::En => quoted(&gap.to_string()),
        }),
        Verdict::Better | Verdict::Equal | Verdict::Worse | Verdict::Added => None,
    };
    let standard = match there.withdrawn_on {
        Some(on) => format!("{} {}", there.standard, fill(w.mark.no_longer_in_force, &[&on])),
        None => there.standard.to_string(),
    };
    Against {
        kind: lang.word(kind_words(there.kind)),
        standard,
        limit,
        tone: look(&comparison.verdict),
        verdict: match lang {
            Lang::Zh => comparison.verdict.zh(),
            Lang::En => comparison.verdict.en(),
        },
        margin: margin(comparison),
        why,
    }
}

pub(crate) fn kind_words(kind: ReferenceKind) -> Words {
    match kind {
        ReferenceKind::International => Words { zh: "国际标准", en: "International" },
        ReferenceKind::National { mandatory: true } => {
            Words { zh: "强制性国家标准", en: "National, mandatory" }
        }
        ReferenceKind::National { mandatory: false } => Words { zh: "国家标准", en: "National" },
        ReferenceKind::Industry => Words { zh: "行业标准", en: "Industry" },
        ReferenceKind::Foreign => Words { zh: "国外标准", en: "Foreign" },
        ReferenceKind::Other => Words { zh: "其他标准", en: "Other" },
    }
}

/// A direction by its name, in words.
pub(crate) fn direction_word(name: &str, lang: Lang) -> &str {
    let known = DIRECTIONS.iter().find(|(direction, _)| direction.name() == name);
    let words = match lang {
        Lang::Zh => known.and_then(|(_, words)| words.get(1)).copied(),
        Lang::En => known.map(|(direction, _)| direction_en(*direction)),
    };
    words.unwrap_or(name)
}

fn direction_en(direction: Direction) -> &'static str {
    match direction {
        Direction::Higher => "Higher is better",
        Direction::Lower => "Lower is better",
        Direction::InsideRange => "Inside a range",
        Direction::Equal => "A given value",
        Direction::Qualitative => "Words",
    }
}

pub(crate) fn look(verdict: &Verdict) -> Tone {
    match verdict {
        Verdict::Better | Verdict::Added => tone::UP,
        Verdict::Equal => tone::EQUAL,
        Verdict::Worse => tone::DOWN,
        Verdict::NotComparable(_) | Verdict::CannotTell(_) => tone::UNKNOWN,
    }
}

/// The margin as people read it: in per cent where there is one, else in the unit; nothing where it is zero.
pub(crate) fn margin(comparison: &Comparison) -> Option<String> {
    let signed = |value: rust_decimal::Decimal| {
        let sign = if value.is_sign_negative() { "−" } else { "+" };
        (!value.is_zero()).then(|| format!("{sign}{}", value.abs()))
    };
    if let Some(percent) = comparison.margin_percent {
        return signed(percent).map(|percent| format!("{percent}%"));
    }
    let margin = signed(comparison.margin?)?;
    Some(match &comparison.unit {
        Some(unit) => format!("{margin} {unit}"),
        None => margin,
    })
}

fn as_json(table: &ComparisonTable) -> Value {
    let compared: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            let all = table
                .references
                .iter()
                .map(|there| json!({ "reference": there.id.as_str(), "comparison": row.against(&there.id) }));
            json!({ "indicator": row.indicator, "comparisons": all.collect::<Vec<_>>() })
        })
        .collect();
    json!({ "table": table, "compared": compared })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However it is written, a limit has its unit once.
    #[test]
    fn a_limit_has_its_unit_once() {
        let said = |limit: &str, unit: &str| {
            let limit = Stated::parse(limit).expect("a limit");
            in_unit(&limit, Unit::parse(unit).ok().as_ref())
        };
        assert_eq!(said("≥18", "dB"), "≥18 dB");
        assert_eq!(said("≥18 dB", "dB"), "≥18 dB");
        assert_eq!(said("≥18", ""), "≥18");
    }
}
