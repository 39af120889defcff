//! Chapter II: the projects from which standards come (clause 2), standards and their editions with the comparison table
//! (clause 3), and the duties of those who drafted them (clause 4).
//!
//! A standard keeps its number through revisions and the year changes, so the two are apart and every
//! reference names the edition. A clock that starts "after publication and entry into force" starts on the
//! later of the two days.

pub mod comparison;
mod comparison_words;
pub mod decide;
mod designator;
pub mod diff;
pub mod draft;
mod draft_far;
mod draft_fault;
mod draft_units;
mod draft_words;
pub mod drafting;
pub mod duties;
mod duty_status;
pub mod judgement;
pub mod limit;
mod limit_fault;
mod limit_operator;
mod limit_reading;
pub mod number;
mod number_fault;
mod parts;
pub mod project;
pub mod publishing;
mod quantity;
pub mod reminders;
pub mod review;
mod row_name;
pub mod rules;
pub mod table;
mod table_fault;
mod table_json;
mod table_remark;
pub mod unit;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::number::{EditionNumber, StandardNumber};
use self::review::Review;
use self::table::ComparisonTable;
use crate::calendar::Day;
use crate::enterprise::record::{Entered, Mark, Record, record};

record! {
    /// One edition of a standard; `ended` is its withdrawal or the day a new edition replaced it.
    Edition happened published_on {
        /// Number with year.
        edition: EditionNumber,
        /// Title.
        title: String,
        /// Whether the standard is for consumer end products; absent means not stated.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        is_consumer_standard: Option<bool>,
        /// Day of publication.
        published_on: Day,
        /// First day in force.
        in_force_from: Day,
        /// The comparison table of clause 3; absent means not on file.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        table: Option<ComparisonTable>,
        /// Reviews completed (clause 4).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        reviews: Vec<Review>,
    }
}

/// A standard and its editions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Number without year.
    pub number: StandardNumber,
    /// Editions, oldest first.
    pub editions: Vec<Edition>,
}

impl Standard {
    /// The edition with this number.
    #[must_use]
    pub fn edition(&self, number: &EditionNumber) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.edition == *number && edition.annulled.is_none())
    }

    /// The latest edition after this one that is in force on a day: it has come in its place.
    #[must_use]
    pub fn later_in_force(&self, number: &EditionNumber, day: Day) -> Option<&Edition> {
        let later = self.editions.iter().filter(|one| one.edition.year() > number.year());
        let in_force = later.filter(|one| one.stands_on(day) && one.in_force_from <= day);
        in_force.max_by_key(|one| one.edition.year())
    }

    /// The editions that nobody has ended although a later one is in force on a day, each with that one: the register
    /// tells of two where people reach for one.
    pub fn outlived(&self, day: Day) -> impl Iterator<Item = (&Edition, &Edition)> {
        let standing = self.editions.iter().filter(move |one| one.stands_on(day));
        standing.filter_map(move |one| Some((one, self.later_in_force(&one.edition, day)?)))
    }

    /// The first day on which an edition stands beside a later one in force, by what is on file now. What has not happened
    /// cannot be entered, so an edition that is ended is so from a day that is over.
    #[must_use]
    pub fn outlived_from(&self) -> Option<Day> {
        let is_kept = |edition: &&Edition| edition.annulled.is_none() && edition.ended.is_none();
        let first = self.editions.iter().filter(is_kept).map(|edition| edition.edition.year()).min()?;
        let standing = self.editions.iter().filter(is_kept);
        standing.filter(|edition| edition.edition.year() > first).map(|edition| edition.in_force_from).min()
    }
}

impl Edition {
    /// Whether it is published by a day and neither withdrawn by then nor set aside.
    #[must_use]
    pub fn stands_on(&self, day: Day) -> bool {
        let is_over = self.ended.is_some_and(|end| end.on <= day);
        self.published_on <= day && !is_over && self.annulled.is_none()
    }
}
