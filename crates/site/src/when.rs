//! The two days by which a page is seen: as of which day, and as known on which day. Without either it is today by
//! all that is known; with one, the page says so in words and leads back to today.

use std::str::FromStr;

use axum::extract::Query;
use axum::http::Uri;
use policy::calendar::Day;
use policy::seen::Seen;
use serde::Deserialize;

use crate::frame::{Banner, address_without};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::visitor::{Glimpse, Visitor};
use crate::words::fill;

/// The names of the two days in addresses.
pub(crate) const DAYS: [&str; 2] = ["as_of", "as_known_on"];

/// The days of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct When {
    /// By which days it is seen.
    pub(crate) seen: Seen,
    /// Whether another day than today, or another knowledge than today's, was asked for.
    pub(crate) is_dated: bool,
    /// The day of the request.
    pub(crate) today: Day,
}

/// The form to choose other days for a page.
pub(crate) struct WhenForm {
    /// Where it leads.
    pub(crate) here: String,
    /// The day judged.
    pub(crate) as_of: String,
    /// The day of knowledge.
    pub(crate) as_known_on: String,
    /// What else of the address is kept.
    pub(crate) kept: Vec<(&'static str, String)>,
}

/// The days as they stand in an address.
#[derive(Debug, Default, Deserialize)]
struct Written {
    #[serde(default)]
    as_of: String,
    #[serde(default)]
    as_known_on: String,
}

/// A day in an address, or none.
///
/// # Errors
/// If it is not a day; the answer names the parameter.
pub(crate) fn day(name: &str, text: &str) -> Result<Option<Day>, Trouble> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let fault = |fault: policy::calendar::NotADay| {
        Trouble::bad(
            format!("参数{name}应为真实存在的日子，写作“2026-03-05”；“{}”不是", text.trim()),
            format!("the parameter `{name}` is a day that exists, as in “2026-03-05”: {fault}"),
        )
    };
    Day::from_str(text.trim()).map(Some).map_err(fault)
}

impl When {
    /// Today by all that is known.
    pub(crate) fn today(today: Day) -> When {
        When { seen: Seen::as_of(today), is_dated: false, today }
    }

    /// Days that were chosen.
    pub(crate) fn chosen(seen: Seen, today: Day) -> When {
        let seen = Seen { known_on: seen.known_on.filter(|&day| day < today), ..seen };
        When { seen, is_dated: seen != Seen::as_of(today), today }
    }

    /// The days that an address asks for.
    ///
    /// # Errors
    /// If one is not a day, or the day is before the policy's first.
    pub(crate) fn of(site: &PublicSite, glimpse: &Glimpse) -> Result<When, Trouble> {
        let today = site.today();
        // Nearly every request asks for today: nothing is read twice for those.
        let Some(query) = glimpse.query.as_deref().filter(|query| query.contains("as_")) else {
            return Ok(When::today(today));
        };
        let unreadable =
            || Trouble::bad("地址中的参数无法读取", "the parameters of the address cannot be read");
        let uri: Uri = format!("/?{query}").parse().map_err(|_| unreadable())?;
        let Query(written) = Query::<Written>::try_from_uri(&uri).map_err(|_| unreadable())?;
        let as_of = day("as_of", &written.as_of)?;
        let known_on = day("as_known_on", &written.as_known_on)?;
        let when = When::chosen(Seen { as_of: as_of.unwrap_or(today), known_on }, today);
        let day = when.seen.as_of;
        if when.is_dated && site.reader().law().parameters.on(day).is_none() {
            return Err(Trouble::bad(
                format!("{day}早于政策首日，那时还没有品字标可查"),
                format!("`{day}` is before the policy's first day: there was no mark to look at yet"),
            ));
        }
        Ok(when)
    }

    /// The answer where nothing is on file: it may be there today.
    pub(crate) fn not_on_file(&self) -> Trouble {
        if self.is_dated { Trouble::NotThen } else { Trouble::NotOnFile }
    }

    /// An address of ours with the same days.
    pub(crate) fn carried(&self, href: String) -> String {
        if !self.is_dated {
            return href;
        }
        let (page, place) = href.split_once('#').unwrap_or((&href, ""));
        let sign = if page.contains('?') { '&' } else { '?' };
        let place = if place.is_empty() { String::new() } else { format!("#{place}") };
        format!("{page}{sign}{}{place}", self.query())
    }

    /// The days as part of an address.
    pub(crate) fn query(&self) -> String {
        if !self.is_dated {
            return String::new();
        }
        let known = self.seen.known_on.map(|day| format!("&as_known_on={day}")).unwrap_or_default();
        format!("as_of={}{known}", self.seen.as_of)
    }

    /// The form to choose other days for this page.
    pub(crate) fn form(&self, here: impl Into<String>, kept: Vec<(&'static str, String)>) -> WhenForm {
        let known_on = self.seen.known_on.map(|day| day.to_string());
        WhenForm {
            here: here.into(),
            as_of: self.seen.as_of.to_string(),
            as_known_on: known_on.unwrap_or_default(),
            kept,
        }
    }

    /// What the page says of its days; nothing where it is today's.
    pub(crate) fn banner(&self, visitor: &Visitor) -> Option<Banner> {
        let w = &visitor.w.when;
        let Seen { as_of, known_on } = self.seen;
        let says = match known_on {
            _ if !self.is_dated => return None,
            Some(known_on) => fill(w.as_known, &[&as_of, &known_on]),
            None if self.today < as_of => fill(w.ahead, &[&as_of]),
            None => fill(w.as_of, &[&as_of]),
        };
        Some(Banner { says, back: address_without(&visitor.glimpse, &DAYS) })
    }
}
