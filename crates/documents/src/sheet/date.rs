//! Calendar days as tables write them: the forms that mean one day and no other, and the day numbers of
//! spreadsheet programs.

use std::fmt;

/// A day of the Gregorian calendar, between the years 1900 and 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotADate {
    /// None of the accepted forms.
    Form,
    /// An accepted form, but no such day (29 February 2023), or before 1900.
    NoSuchDay,
    /// A day with a time of day other than midnight.
    TimeOfDay,
}

impl Date {
    /// The day, or `None` when the calendar has no such day or the year is before 1900 or after 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let good = (1900..=9999).contains(&year) && day >= 1 && day <= days_in_month(year, month);
        good.then_some(Self { year, month, day })
    }

    /// The year, 1900 to 9999.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// The day and the seconds into it of a spreadsheet's day number. `None` outside the calendar, and
    /// below 61 of the 1900 system, where programs differ by a day: Excel counts a 29 February 1900 that
    /// never was, LibreOffice does not.
    pub(super) fn from_serial(serial: f64, since_1904: bool) -> Option<(Self, u32)> {
        if !(0.0..2_958_466.0).contains(&serial) {
            return None;
        }
        let seconds = (serial * 86_400.0).round();
        // In range and whole, so the casts lose nothing.
        let (days, rest) = ((seconds / 86_400.0).floor() as i64, (seconds % 86_400.0) as u32);
        let since_1970 = match (since_1904, days) {
            (true, _) => days - 24_107,
            (false, ..61) => return None,
            (false, _) => days - 25_569,
        };
        civil(since_1970).map(|date| (date, rest))
    }

    /// Reads the accepted forms: `2024-02-29`, `2024/2/29`, `2024.2.29`, `20240229`, `2024年2月29日`, with
    /// a midnight time of day or none. The year comes first and has four digits, so that no form can be
    /// read in two ways. Full-width digits and marks count as their plain forms.
    pub(super) fn parse(text: &str) -> Result<Self, NotADate> {
        let plain: String = text.trim().chars().map(super::table::half_width).collect();
        let (day, time) = split_time(&plain);
        let [year, month, day] = parts(day).ok_or(NotADate::Form)?;
        let number = |digits: &str| digits.parse::<u16>().map_err(|_| NotADate::Form);
        let (year, month, day) = (number(year)?, number(month)?, number(day)?);
        let small = |n: u16| u8::try_from(n).unwrap_or(u8::MAX);
        let date = Self::new(year, small(month), small(day)).ok_or(NotADate::NoSuchDay)?;
        match time {
            None => Ok(date),
            Some(time) if is_midnight(time) => Ok(date),
            Some(time) if time.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.')) => {
                Err(NotADate::TimeOfDay)
            }
            Some(_) => Err(NotADate::Form),
        }
    }

    /// Whether all spreadsheet programs number the day alike: from 1 March 1900 on.
    pub(super) fn has_serial(self) -> bool {
        (self.year, self.month) >= (1900, 3)
    }

    /// The day as one number, for storage in a cell.
    pub(super) fn pack(self) -> u32 {
        (u32::from(self.year) << 16) | (u32::from(self.month) << 8) | u32::from(self.day)
    }

    /// The day that [`Date::pack`] made a number of.
    pub(super) fn unpack(packed: u32) -> Option<Self> {
        let [high, low, month, day] = packed.to_be_bytes();
        Self::new(u16::from_be_bytes([high, low]), month, day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn days_in_month(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

/// Days since 1970-01-01 to a date: years of 400, counted from March, as in H. Hinnant's `civil_from_days`.
fn civil(since_1970: i64) -> Option<Date> {
    let z = since_1970 + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

fn split_time(text: &str) -> (&str, Option<&str>) {
    let at = text.rfind([' ', 'T']).filter(|at| text.get(at + 1..).is_some_and(|t| t.contains(':')));
    match at.and_then(|at| text.split_at_checked(at)) {
        Some((day, time)) => (day, time.get(1..)),
        None => (text, None),
    }
}

fn is_midnight(time: &str) -> bool {
    let fields: Vec<&str> = time.split(':').collect();
    (2..=3).contains(&fields.len())
        && fields.iter().all(|f| !f.is_empty() && f.bytes().all(|b| b == b'0' || b == b'.'))
        && fields.iter().take(2).all(|f| f.len() <= 2 && !f.contains('.'))
}

/// The year, month and day of a text in one of the accepted forms, as digits.
fn parts(text: &str) -> Option<[&str; 3]> {
    let digits =
        |s: &str, most: usize| !s.is_empty() && s.len() <= most && s.bytes().all(|b| b.is_ascii_digit());
    let fields = if text.len() == 8 && digits(text, 8) {
        [text.get(0..4)?, text.get(4..6)?, text.get(6..8)?]
    } else if let Some(body) = text.strip_suffix('日') {
        let (year, rest) = body.split_once('年')?;
        let (month, day) = rest.split_once('月')?;
        [year.trim(), month.trim(), day.trim()]
    } else {
        let mark = ['-', '/', '.'].into_iter().find(|m| text.contains(*m))?;
        let mut split = text.split(mark);
        let fields = [split.next()?, split.next()?, split.next()?];
        if split.next().is_some() {
            return None;
        }
        fields
    };
    let [year, month, day] = fields;
    (year.len() == 4 && digits(year, 4) && digits(month, 2) && digits(day, 2)).then_some(fields)
}
