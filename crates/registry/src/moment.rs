//! A moment, as it is entered: made by the command's clock and handed in; nothing here reads one.

use policy::calendar::Day;

/// How far the clocks of Shanghai are before UTC.
const SHANGHAI_SECONDS: i64 = 8 * 3600;

/// A moment in seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub unix_seconds: i64,
}

impl Moment {
    /// The civil day in Shanghai.
    #[must_use]
    pub fn day(self) -> Day {
        Day::in_shanghai(self.unix_seconds)
    }

    /// RFC 3339, UTC, to the second.
    #[must_use]
    pub fn utc(self) -> String {
        let day = Day::in_shanghai(self.unix_seconds.saturating_sub(SHANGHAI_SECONDS));
        let second = self.unix_seconds.rem_euclid(86_400);
        format!("{day}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
    }

    /// As people read it: the civil day and the time of day in Shanghai, which is Beijing time (UTC+8), to the second.
    #[must_use]
    pub fn in_shanghai(self) -> String {
        let second = self.unix_seconds.saturating_add(SHANGHAI_SECONDS).rem_euclid(86_400);
        format!("{} {:02}:{:02}:{:02}", self.day(), second / 3600, second / 60 % 60, second % 60)
    }

    /// The moment that [`Moment::utc`] writes; `None` for any other text.
    #[must_use]
    pub fn from_utc(text: &str) -> Option<Moment> {
        let (day, time) = text.split_once('T')?;
        let day: Day = day.parse().ok()?;
        let mut parts = time.strip_suffix('Z')?.split(':').map(|part| part.parse::<i64>().ok());
        let mut part = || parts.next().flatten();
        let (hour, minute, second) = (part()?, part()?, part()?);
        let days = Day::constant(1970, 1, 1).days_until(day);
        let moment = Moment { unix_seconds: days * 86_400 + hour * 3600 + minute * 60 + second };
        (moment.utc() == text).then_some(moment)
    }
}
