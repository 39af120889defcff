//! The page of all figures: the headlines with their day, and every report by what it is about.

use askama::Template;
use axum::extract::State;

use super::draw::{Shown, as_shown};
use super::figures::{HEADLINES, Headline, sum_of};
use super::page::{clauses, is_for, made};
use super::{ALL, Asked, Cell, Report};
use crate::frame::{Frame, Section};
use crate::problem::Trouble;
use crate::public::mark::Page;
use crate::public::{PublicSite, page};
use crate::visitor::Visitor;
use crate::when::{When, WhenForm};
use crate::words::fill;

struct Link {
    href: String,
    title: &'static str,
    lead: &'static str,
    clauses: String,
}

/// A headline as it is shown, with the report that it is of.
struct Figure {
    title: &'static str,
    shown: Shown,
    report: (String, &'static str),
}

#[derive(Template)]
#[template(path = "reports.html")]
struct ListPage {
    f: Frame,
    figures: Vec<Figure>,
    counted: Option<String>,
    reports: Vec<Link>,
    when: WhenForm,
}

/// The headlines, each with its sum, and of how many entries they tell; those that are still being counted are left out.
///
/// # Errors
/// A fault of the reader, or too many requests from one address.
pub(crate) async fn headlines(
    site: &PublicSite,
    visitor: &Visitor,
    when: When,
) -> Result<(Vec<(&'static Headline, Cell)>, Option<u64>), Trouble> {
    let asked = Asked { law: site.reader().law(), when, lang: visitor.lang };
    let mut told: Vec<(&'static Headline, Cell)> = Vec::new();
    let mut size = None;
    let mut last: Option<&'static Report> = None;
    for headline in &HEADLINES {
        if last.is_some_and(|last| last.name == headline.report.name) {
            continue;
        }
        last = Some(headline.report);
        let count = match made(site, visitor, headline.report, when).await {
            Ok(count) => count,
            Err(Trouble::InTheMaking) => continue,
            Err(trouble) => return Err(trouble),
        };
        // They were counted one after the other: of so many entries all of them tell.
        size = Some(size.map_or(count.size, |size: u64| size.min(count.size)));
        let own = HEADLINES.iter().filter(|one| one.report.name == headline.report.name);
        told.extend(own.map(|one| (one, sum_of(one, &count.value, &asked))));
    }
    Ok((told, size))
}

/// `GET /reports`.
pub(crate) async fn list(State(site): State<PublicSite>, visitor: Visitor) -> Page {
    let when = When::of(&site, &visitor.glimpse)?;
    let (told, size) = headlines(&site, &visitor, when).await?;
    let here = |report: &Report| when.carried(format!("/reports/{}", report.name));
    let figure = |(headline, sum): &(&'static Headline, Cell)| Figure {
        title: visitor.word(headline.words),
        shown: as_shown(sum, visitor.lang),
        report: (here(headline.report), visitor.word(headline.report.title)),
    };
    let reports = ALL.into_iter().filter(|report| is_for(&visitor, report)).map(|report| Link {
        href: here(report),
        title: visitor.word(report.title),
        lead: visitor.word(report.lead),
        clauses: clauses(&visitor, report.articles),
    });
    let title = visitor.w.report.reports_title;
    page(&ListPage {
        f: visitor.frame(title, Section::Reports).seen(when.banner(&visitor)),
        figures: told.iter().map(figure).collect(),
        counted: size.map(|size| fill(visitor.w.report.counted, &[&when.seen.as_of, &size])),
        reports: reports.collect(),
        when: when.form("/reports", Vec::new()),
    })
}
