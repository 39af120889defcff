//! The only date arithmetic in the house.
//!
//! Every period of the policy is counted here, in the civil calendar of Asia/Shanghai, by the readings of
//! the policy page §0: *within N years after* ends on the same day N years later (mended to the last day of
//! a month that lacks it, Civil Code art. 202), *N full years since* are complete on that day, and *in the
//! N years before D* leaves out the day D minus N years and takes in D. Nothing here reads a clock.

use std::borrow::Cow;
use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

mod working_days;

pub use working_days::{LastDay, WorkingDays, Year, YearOfDays};

/// A civil day in Asia/Shanghai, between 1900-01-01 and 2199-12-31.
///
/// Year, month and day lie side by side in one number, so that comparing two days, which rules do more than
/// anything else, compares two numbers. It is never nought, so that a day that may be absent takes no more room.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NonZeroU32);

const SHORTEST_MONTH: i8 = 28;
const MONTH: u32 = 1 << 5;
const YEAR: u32 = MONTH << 4;

/// Why a text is not a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day: write an existing day between 1900 and 2199 as YYYY-MM-DD")]
pub struct NotADay(pub String);

const FIRST_YEAR: i16 = 1900;
const LAST_YEAR: i16 = 2199;

impl Day {
    /// The first day that can be spoken of.
    pub const FIRST: Day = Day::constant(FIRST_YEAR, 1, 1);
    /// The last day that can be spoken of; arithmetic stops here instead of overflowing.
    pub const LAST: Day = Day::constant(LAST_YEAR, 12, 31);

    /// Years are those of `FIRST` to `LAST`, so nothing is negative.
    const fn packed(year: i16, month: i8, day: i8) -> Day {
        match NonZeroU32::new(year as u32 * YEAR + month as u32 * MONTH + day as u32) {
            Some(packed) => Day(packed),
            // No year is nought.
            None => Day(NonZeroU32::MIN),
        }
    }

    fn date(self) -> Date {
        // Every day was made of a date.
        Date::new(self.year(), self.month(), self.day()).unwrap_or(Date::constant(FIRST_YEAR, 1, 1))
    }

    /// The day of a date, if it lies within the years that can be spoken of.
    fn of(date: Date) -> Option<Day> {
        let (year, month, day) = (date.year(), date.month(), date.day());
        (FIRST_YEAR..=LAST_YEAR).contains(&year).then(|| Day::packed(year, month, day))
    }

    /// A day from its parts.
    ///
    /// # Errors
    /// If there is no such day, or it lies outside 1900–2199.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Day, NotADay> {
        let date = Date::new(year, month, day).ok();
        date.and_then(Day::of).ok_or_else(|| NotADay(format!("{year:04}-{month:02}-{day:02}")))
    }

    /// A day known when the program is written. One outside 1900–2199 does not compile.
    #[must_use]
    pub const fn constant(year: i16, month: i8, day: i8) -> Day {
        assert!(year >= FIRST_YEAR && year <= LAST_YEAR, "days are those of 1900 to 2199");
        // Panics for a day that does not exist, when the program is built.
        let _ = Date::constant(year, month, day);
        Day::packed(year, month, day)
    }

    /// The day, in Shanghai, of a number of seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn in_shanghai(unix_seconds: i64) -> Day {
        let days = unix_seconds.saturating_add(8 * 3600).div_euclid(86_400);
        Day::constant(1970, 1, 1).plus_days(days)
    }

    /// The year, as printed.
    #[must_use]
    pub fn year(self) -> i16 {
        (self.0.get() / YEAR) as i16
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> i8 {
        (self.0.get() % YEAR / MONTH) as i8
    }

    /// The day of the month.
    #[must_use]
    pub fn day(self) -> i8 {
        (self.0.get() % MONTH) as i8
    }

    fn in_month(year: i16, month: i8, day: i8) -> Day {
        if year < FIRST_YEAR {
            return Day::FIRST;
        }
        if year > LAST_YEAR {
            return Day::LAST;
        }
        if day <= SHORTEST_MONTH {
            return Day::packed(year, month, day);
        }
        // The only days a month can lack are 29, 30 and 31: step back to the month's last day.
        let mended = (0..4).find_map(|back| Date::new(year, month, day.saturating_sub(back)).ok());
        mended.and_then(Day::of).unwrap_or(Day::LAST)
    }

    /// The same day `years` later (earlier if negative), mended to the month's last day.
    #[must_use]
    pub fn plus_years(self, years: i16) -> Day {
        // Years lie above month and day in the number, and most days are in that month of every year.
        let moved = i64::from(self.0.get()) + i64::from(years) * i64::from(YEAR);
        let same_day = u32::try_from(moved).ok().and_then(NonZeroU32::new).map(Day);
        if let Some(same_day) = same_day.filter(|day| (Day::FIRST..=Day::LAST).contains(day))
            && self.day() <= SHORTEST_MONTH
        {
            return same_day;
        }
        Day::in_month(self.year().saturating_add(years), self.month(), self.day())
    }

    /// The same day `years` earlier, mended to the month's last day.
    #[must_use]
    pub fn minus_years(self, years: i16) -> Day {
        self.plus_years(years.saturating_neg())
    }

    /// The same day `months` later, mended to the month's last day.
    #[must_use]
    pub fn plus_months(self, months: i16) -> Day {
        let zero = i32::from(self.year()) * 12 + i32::from(self.month()) - 1 + i32::from(months);
        let year = i16::try_from(zero.div_euclid(12)).unwrap_or(LAST_YEAR);
        let month = i8::try_from(zero.rem_euclid(12)).unwrap_or(0).saturating_add(1);
        Day::in_month(year, month, self.day())
    }

    /// `days` later (earlier if negative).
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one file that may")]
    pub fn plus_days(self, days: i64) -> Day {
        let within = i64::from(self.day()).saturating_add(days);
        if let Some(day) = i8::try_from(within).ok().filter(|day| (1..=SHORTEST_MONTH).contains(day)) {
            return Day::packed(self.year(), self.month(), day);
        }
        let span = jiff::Span::new().try_days(days.clamp(-200_000, 200_000)).unwrap_or_default();
        match self.date().checked_add(span) {
            Ok(date) if date.year() < FIRST_YEAR => Day::FIRST,
            Ok(date) => Day::of(date).unwrap_or(Day::LAST),
            Err(_) if days < 0 => Day::FIRST,
            Err(_) => Day::LAST,
        }
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Day {
        if self.day() < SHORTEST_MONTH {
            return Day(self.0.saturating_add(1));
        }
        self.date().tomorrow().ok().and_then(Day::of).unwrap_or(Day::LAST)
    }

    /// The day before.
    #[must_use]
    pub fn previous(self) -> Day {
        if self.day() > 1 {
            return Day::packed(self.year(), self.month(), self.day() - 1);
        }
        self.date().yesterday().ok().and_then(Day::of).unwrap_or(Day::FIRST)
    }

    /// How many days from this day to `other`; negative if `other` is earlier.
    #[must_use]
    pub fn days_until(self, other: Day) -> i64 {
        self.date().duration_until(other.date()).as_secs() / 86_400
    }

    /// Whether the day is a Saturday or Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        matches!(self.date().weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday)
    }
}

/// Whether `x` lies in the `years` years before `day`: the day `day` minus `years` is outside, `day` is inside.
#[must_use]
pub fn is_in_years_before(x: Day, years: i16, day: Day) -> bool {
    x > day.minus_years(years) && x <= day
}

/// The first day on which something that happened on `x` has left every window of `years` years before it.
///
/// This is not always `x` plus `years`: after 29 February the window of 28 February still mends to the 28th.
#[must_use]
pub fn first_day_outside_years(x: Day, years: i16) -> Day {
    let mut day = x.plus_years(years);
    while day < Day::LAST && is_in_years_before(x, years, day) {
        day = day.next();
    }
    day
}

/// The first day whose window of `years` years before it opens on or after `since`.
#[must_use]
pub fn first_day_window_opens_on(since: Day, years: i16) -> Day {
    let mut day = since.previous().plus_years(years);
    while day < Day::LAST && day.minus_years(years).next() < since {
        day = day.next();
    }
    while day > Day::FIRST && day.previous().minus_years(years).next() >= since {
        day = day.previous();
    }
    day
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Every page and every entry prints days: ten characters at once and not three numbers with their padding.
        let (year, month, day) = (self.year(), i16::from(self.month()), i16::from(self.day()));
        let digit = |number: i16| b'0' + (number % 10) as u8;
        let text = [
            digit(year / 1000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            b'-',
            digit(month / 10),
            digit(month),
            b'-',
            digit(day / 10),
            digit(day),
        ];
        f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Day, NotADay> {
        let fault = || NotADay(text.chars().take(40).collect());
        let well_formed = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !well_formed {
            return Err(fault());
        }
        let number = |from: usize, to: usize| {
            let digits = text.as_bytes().get(from..to).unwrap_or_default();
            digits.iter().fold(0_i16, |number, digit| number * 10 + i16::from(digit - b'0'))
        };
        let (month, day) = (number(5, 7) as i8, number(8, 10) as i8);
        let date = Date::new(number(0, 4), month, day).map_err(|_| fault())?;
        Day::of(date).ok_or_else(fault)
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        deserializer.deserialize_str(Written)
    }
}

/// Reads a day where it stands: a row has a score of them, and none need be copied first.
struct Written;

impl serde::de::Visitor<'_> for Written {
    type Value = Day;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a day as YYYY-MM-DD")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Day, E> {
        text.parse().map_err(E::custom)
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "description": "A civil day in Asia/Shanghai, YYYY-MM-DD."
        })
    }
}
