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
}
