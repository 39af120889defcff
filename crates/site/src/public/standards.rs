//! One standard with its editions and their tables.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use policy::calendar::Day;
use policy::standard::number::{EditionNumber, StandardNumber};
use policy::standard::{Edition, Standard};
use registry::{Fault, Filed, Reader};
use serde::Deserialize;

use crate::acts::CaseKind;
use crate::acts::field::w;
use crate::frame::{Frame, Section};
use crate::office::case;
use crate::office::reach::opens_standards;
use crate::problem::Trouble;
use crate::public::filter::encoded;
use crate::public::mark::Page;
use crate::public::registers::RowView;
use crate::public::{PublicSite, calls, diff, duties, page, reported, standard_lives, table, table_file};
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::when::{When, WhenForm};
use crate::words::fill;

/// A slash in a number would be a step in the address, and proxies do not agree on an encoded one: it is
/// written `~`, and a space `_`.
pub(crate) fn address_of_text(number: &str) -> String {
    format!("/standards/{}", encoded(&number.replace('/', "~").replace(' ', "_")))
}

/// The address of a standard.
pub(crate) fn address(number: &StandardNumber) -> String {
    address_of_text(number.as_str())
}

/// The address of the standard of an edition.
pub(crate) fn number_address(edition: &str) -> Option<String> {
    EditionNumber::parse(edition).ok().map(|edition| address(edition.number()))
}

/// So many editions of a standard are shown on its page, the latest first. Nothing bounds how often a standard is revised, and
/// each edition brings its drafters and its table along: an earlier one has an address of its own.
const SHOWN: usize = 5;

/// The editions that were not set aside, the latest first.
fn counting(standard: &Standard) -> Vec<&Edition> {
    standard.editions.iter().rev().filter(|one| one.annulled.is_none()).collect()
}

/// Where an edition is told: on the page of its standard, and by itself where that has too many.
pub(crate) fn address_of_edition(standard: &Standard, edition: &Edition) -> String {
    let here = address(&standard.number);
    let is_shown = counting(standard).iter().take(SHOWN).any(|one| one.edition == edition.edition);
    if is_shown { here } else { format!("{here}?edition={}", encoded(&edition.edition.to_string())) }
}

/// The number behind an address.
pub(crate) fn number_of(segment: &str) -> Option<StandardNumber> {
    StandardNumber::parse(&segment.replace('~', "/").replace('_', " ")).ok()
}

struct EditionView {
    number: String,
    title: String,
    days: String,
    state: Look,
    case: Option<String>,
    marks: String,
    table: String,
    /// The table as files: address and kind.
    files: Vec<(String, &'static str)>,
    drafters: Vec<RowView>,
    /// The later edition that is in force: what is said of it, and its place on the page.
    later: Option<(String, String)>,
    /// Its reviews, the one that is due first.
    reviews: Vec<String>,
}

#[derive(Template)]
#[template(path = "standard.html")]
struct StandardPage {
    f: Frame,
    number: String,
    title: String,
    editions: Vec<EditionView>,
    published: Vec<RowView>,
    /// Of which its editions came, and which revise it.
    projects: Vec<RowView>,
    more_projects: Option<String>,
    /// Where the editions are that are not shown: address and words.
    others: Vec<(String, String)>,
    /// The address that tells the newest table from the one before it, where there are two.
    diff: Option<String>,
    when: WhenForm,
}

/// The standard as it is, or as it was seen.
pub(crate) fn look(
    reader: &Reader,
    number: &StandardNumber,
    when: &When,
) -> Result<Option<Filed<Standard>>, Fault> {
    if when.is_dated { reader.standard_seen(number, when.seen) } else { reader.standard(number) }
}

/// What of a standard an address asks for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    /// An edition that is to be shown by itself.
    #[serde(default)]
    edition: String,
}

/// `GET /standards/{number}`.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    Path(number): Path<String>,
    Query(wanted): Query<Wanted>,
    visitor: Visitor,
) -> Page {
    let number = number_of(&number).ok_or(Trouble::NotOnFile)?;
    let asked = number.clone();
    let when = When::of(&site, &visitor.glimpse)?;
    let (filed, drafters, told, projects) = site
        .look(move |reader| {
            let drafters = reader.drafters(&asked, when.seen)?;
            let told = reader.published_under(&asked, when.seen)?;
            let filed = look(reader, &asked, &when)?;
            let due = match &filed {
                Some(filed) => standard_lives::due(reader, &filed.value, &when)?,
                None => Vec::new(),
            };
            Ok(((filed, due), drafters, told, calls::about(reader, &asked, &when)?))
        })
        .await?;
    let (filed, due) = filed;
    let standard = filed.ok_or_else(|| when.not_on_file())?.value;
    let mut editions = Vec::with_capacity(standard.editions.len());
    let counts = counting(&standard);
    let alone = alone(&wanted.edition, &counts)?;
    let shown =
        counts.iter().filter(|one| alone.is_none_or(|alone| alone.edition == one.edition)).take(SHOWN);
    let here = alone.map_or_else(String::new, |_| when.carried(address(&number)));
    for edition in shown {
        let drafters = duties::of_edition(&site, &visitor, &standard, edition, &drafters, &when);
        let later = standard_lives::later(&visitor, (&standard, &counts), edition, &when);
        let later = later.map(|(says, place)| (says, format!("{here}{place}")));
        let reviews = standard_lives::reviews(&visitor, edition, &due);
        editions.push(EditionView { drafters, later, reviews, ..view(&site, &visitor, edition, &when)? });
    }
    let published = reported::published(&site, &visitor, told, &when).await?;
    page(&StandardPage {
        published,
        projects: projects.views(&visitor, &when)?,
        more_projects: projects.more(number.as_str(), &when),
        f: visitor.frame(number.to_string(), Section::Standards).seen(when.banner(&visitor)),
        number: number.to_string(),
        title: filed_title(&standard),
        editions,
        others: others(&visitor, &number, (counts.len(), alone.is_some()), &when),
        diff: diff::newest(&standard).map(|address| when.carried(address)),
        when: when.form(
            address(&number),
            alone.map(|one| ("edition", one.edition.to_string())).into_iter().collect(),
        ),
    })
}

/// The edition that an address asks for by itself.
///
/// # Errors
/// If the standard has no such edition.
fn alone<'e>(asked: &str, counts: &[&'e Edition]) -> Result<Option<&'e Edition>, Trouble> {
    if asked.is_empty() {
        return Ok(None);
    }
    let known = counts.iter().find(|one| one.edition.to_string() == asked || one.edition.print() == asked);
    known.map(|one| Some(*one)).ok_or(Trouble::NotOnFile)
}

/// Where the editions are that a page does not show: in a list, and on the page of the latest.
fn others(
    visitor: &Visitor,
    number: &StandardNumber,
    (editions, is_alone): (usize, bool),
    when: &When,
) -> Vec<(String, String)> {
    let w = &visitor.w.register;
    let list = format!("/reports/editions?standard={}", encoded(number.as_str()));
    let all = (when.carried(list), fill(w.all_editions, &[&editions]));
    let latest = (when.carried(address(number)), w.latest_editions.to_owned());
    let is_more = editions > SHOWN;
    is_alone.then_some(latest).into_iter().chain(is_more.then_some(all)).collect()
}

/// The title of the latest edition that counts.
fn filed_title(standard: &Standard) -> String {
    let counts = standard.editions.iter().rfind(|edition| edition.annulled.is_none());
    counts.map(|edition| edition.title.clone()).unwrap_or_default()
}

/// What an edition is on a day.
pub(crate) fn state(visitor: &Visitor, edition: &Edition, today: Day) -> Look {
    let w = &visitor.w.register;
    if edition.ended.is_some_and(|end| end.on <= today) {
        Look::new(tone::CLOSED, w.withdrawn)
    } else if today < edition.in_force_from {
        Look::new(tone::CLOCK, w.not_yet_in_force)
    } else {
        Look::new(tone::GOOD, w.is_in_force)
    }
}

/// What an edition is worth on a day, in words.
pub(crate) fn state_words(edition: &Edition, day: Day) -> policy::article::Words {
    if edition.ended.is_some_and(|end| end.on <= day) {
        w("已废止", "Withdrawn")
    } else if day < edition.in_force_from {
        w("尚未实施", "Not yet in force")
    } else {
        w("现行", "In force")
    }
}

/// The days of an edition in words.
pub(crate) fn days(visitor: &Visitor, edition: &Edition) -> String {
    let w = &visitor.w.register;
    let mut days =
        format!("{} {} · {} {}", w.published, edition.published_on, w.in_force_from, edition.in_force_from);
    if let Some(end) = &edition.ended {
        days.push_str(&format!(" · {} {}", w.withdrawn_on, end.on));
    }
    days
}

fn view(
    site: &PublicSite,
    visitor: &Visitor,
    edition: &Edition,
    when: &When,
) -> Result<EditionView, Trouble> {
    let shown = if when.is_dated {
        Arc::new(table::show(&edition.edition, Some(edition), visitor.lang)?)
    } else {
        table::of_edition(site, &edition.edition, visitor.lang)?
    };
    let marks = format!("/marks?q={}", encoded(&edition.edition.print()));
    let id = edition.edition.to_string();
    Ok(EditionView {
        number: edition.edition.print(),
        title: edition.title.clone(),
        days: days(visitor, edition),
        state: state(visitor, edition, when.seen.as_of),
        marks: when.carried(marks),
        case: visitor.office().is_some_and(opens_standards).then(|| case::address(CaseKind::Edition, &id)),
        table: shown.html.clone(),
        files: edition
            .table
            .as_ref()
            .map_or_else(Vec::new, |_| table_file::addresses(&edition.edition, when)),
        drafters: Vec::new(),
        later: None,
        reviews: Vec::new(),
    })
}
