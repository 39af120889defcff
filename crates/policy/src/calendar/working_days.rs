//! The working-day calendar: which days are off and which are worked, year by year, and what that does to the last day of a
//! period.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Day, FIRST_YEAR, LAST_YEAR};

/// What happens to the last day of a period that falls on a day off (policy page §0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LastDay {
    /// It stays: validity, look-back windows, the duties of clause 4.
    Stays,
    /// It moves to the next working day: filings, objections, answers.
    MovesToWorkingDay,
}

/// The working-day calendar: statutory holidays and make-up working days (调休), by year, with its source.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkingDays {
    /// Where the days were taken from.
    pub source: String,
    /// The years that the file speaks for. A day of another year is unknown, not assumed.
    pub years: BTreeMap<Year, YearOfDays>,
}

/// A year, written as the name of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Year(i16);

impl TryFrom<String> for Year {
    type Error = String;

    fn try_from(text: String) -> Result<Year, String> {
        let year = text.parse().ok().filter(|year| (FIRST_YEAR..=LAST_YEAR).contains(year));
        year.map(Year).ok_or_else(|| format!("`{text}` is not a year between {FIRST_YEAR} and {LAST_YEAR}"))
    }
}

impl From<Year> for String {
    fn from(year: Year) -> String {
        year.to_string()
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One year's exceptions from the plain week.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearOfDays {
    /// Weekdays that are off.
    pub off: Vec<Day>,
    /// Weekend days that are worked.
    pub worked: Vec<Day>,
}

impl WorkingDays {
    /// The calendar shipped with the program.
    ///
    /// # Errors
    /// Never for the shipped file, which a test reads; the type is honest about files given by an operator.
    pub fn from_toml(text: &str) -> Result<WorkingDays, toml::de::Error> {
        toml::from_str(text)
    }

    /// The text whose digest a decision keeps: which days are off and which are worked, year by year.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut text = String::from("working days\n");
        for (year, days) in &self.years {
            let list = |days: &[Day]| {
                let mut sorted: Vec<String> = days.iter().map(ToString::to_string).collect();
                sorted.sort_unstable();
                sorted.join(" ")
            };
            text.push_str(&format!("{year} off {} worked {}\n", list(&days.off), list(&days.worked)));
        }
        text
    }

    /// Whether `day` is worked; `None` if its year is not in the calendar.
    #[must_use]
    pub fn is_worked(&self, day: Day) -> Option<bool> {
        let year = self.years.get(&Year(day.year()))?;
        if year.worked.contains(&day) {
            return Some(true);
        }
        Some(!day.is_weekend() && !year.off.contains(&day))
    }

    /// The last day of a period of `days` days after `start` (the day after `start` is the first).
    ///
    /// `None` if the calendar does not know the year that the last day falls in.
    #[must_use]
    pub fn last_day(&self, start: Day, days: i64, last: LastDay) -> Option<Day> {
        let mut day = start.plus_days(days);
        if last == LastDay::Stays {
            return Some(day);
        }
        while !self.is_worked(day)? {
            day = day.next();
        }
        Some(day)
    }

    /// The `count`th working day after `start`; `None` outside the calendar's years.
    #[must_use]
    pub fn working_days_after(&self, start: Day, count: i64) -> Option<Day> {
        let mut day = start;
        let mut left = count;
        while left > 0 {
            day = day.next();
            if self.is_worked(day)? {
                left -= 1;
            }
        }
        Some(day)
    }
}
