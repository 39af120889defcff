//! In which month a mark was granted, revoked or ended: once for the report by months and for the lists behind its figures.

use policy::article::Words;
use policy::authorization::Authorization;
use policy::calendar::Day;
use registry::PublicMark;

use crate::public::filter::Filter;

impl Filter {
    /// What happened in which month, where that is asked for: names as in an address.
    pub(crate) fn months(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let months = [("granted", &self.granted), ("revoked", &self.revoked), ("ended", &self.ended)];
        months.into_iter().filter(|(_, month)| !month.is_empty())
    }

    /// Whether a month is asked for.
    pub(crate) fn has_month(&self) -> bool {
        self.months().next().is_some()
    }

    /// Whether anything is asked for that the text of a mark alone tells.
    pub(super) fn is_of_marks(&self) -> bool {
        self.has_month() || !self.standard.is_empty() || !self.path.is_empty()
    }

    /// Whether a mark is of the standard and the path that are asked for, and all that is asked for of months happened to
    /// it in those, up to a day. A year stands for its months.
    pub(super) fn takes_mark(&self, mark: &PublicMark, up_to: Day) -> bool {
        let mark = &mark.authorization;
        let path = if mark.is_self_declared() { SELF_DECLARED } else { CERTIFIED };
        (self.standard.is_empty() || mark.edition.number().as_str() == self.standard)
            && (self.path.is_empty() || self.path == path)
            && self.months().all(|(what, asked)| {
                happened(mark, what, up_to).any(|on| month_of(on).starts_with(asked.as_str()))
            })
    }

    /// Whether a month, or the day in it, lies between the first and the last that are asked for; what has none lies between
    /// none.
    pub(crate) fn spans(&self, month: &str) -> bool {
        if month == NO_MONTH {
            return self.to == NO_MONTH || !self.has_span();
        }
        let upto = month.get(..self.to.len().min(month.len())).unwrap_or(month);
        (self.from.is_empty() || self.from.as_str() <= month)
            && (self.to.is_empty() || upto <= self.to.as_str())
    }

    /// Whether a first or a last month is asked for.
    pub(crate) fn has_span(&self) -> bool {
        !self.from.is_empty() || !self.to.is_empty()
    }
}

/// Stands in an address for the month of what has no day.
pub(crate) const NO_MONTH: &str = "0000-00";

/// The two ways to a mark, as addresses name them.
pub(crate) const CERTIFIED: &str = "certified";
pub(crate) const SELF_DECLARED: &str = "self_declared";

/// The same with their words.
pub(crate) const PATHS: [(&str, Words); 2] = [
    (CERTIFIED, Words { zh: "认证", en: "Certified" }),
    (SELF_DECLARED, Words { zh: "自我声明", en: "Self-declared" }),
];

/// The days up to a day on which a mark was granted, revoked or ended; a revocation that was corrected does not count.
pub(crate) fn happened(mark: &Authorization, what: &str, up_to: Day) -> impl Iterator<Item = Day> + use<> {
    let days: Vec<Day> = match what {
        "granted" => vec![mark.granted_on],
        "revoked" => {
            let stand = mark.revocations.iter().filter(|revocation| revocation.corrected.is_none());
            stand.map(|revocation| revocation.mark.on).collect()
        }
        _ => mark.ended.as_ref().map(|end| end.on).into_iter().collect(),
    };
    days.into_iter().filter(move |day| *day <= up_to)
}

/// A month: its year, and its number from 1.
pub(crate) type Month = (i64, i64);

/// The month in which a day lies.
pub(crate) fn month_in(day: Day) -> Month {
    (i64::from(day.year()), i64::from(day.month()))
}

/// A month as it stands in addresses and reports.
pub(crate) fn month_text((year, month): Month) -> String {
    format!("{year:04}-{month:02}")
}

/// The month in which a day lies, as it stands in addresses and reports.
pub(crate) fn month_of(day: Day) -> String {
    month_text(month_in(day))
}

/// The month that a text means, written as we write it: a list has one address.
pub(crate) fn month_from(text: &str) -> Option<Month> {
    let (year, month) = text.split_once('-')?;
    let month: Month = (year.parse().ok()?, month.parse().ok()?);
    ((1..=12).contains(&month.1) && month_text(month) == text).then_some(month)
}

/// A text where it is a month, a year, or says that there is no month.
pub(crate) fn span_end(text: &str) -> Option<&str> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_year || text == NO_MONTH || month_from(text).is_some()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A year, a month, or that there is none; `2` is the beginning of each year and none of them.
    #[test]
    fn a_month_is_written_out_or_none() {
        for text in ["2026", "2026-01", "2026-12", NO_MONTH] {
            assert_eq!(span_end(text), Some(text));
        }
        for text in
            ["", "2", "20", "2026-", "2026-1", "2026-13", "2026-00", "2026-1-", "-2026", "2-26-01", "20260"]
        {
            assert_eq!(span_end(text), None, "{text}");
        }
        let day = Day::constant(2026, 5, 31);
        assert_eq!(month_from(&month_of(day)), Some(month_in(day)));
        assert_eq!(month_of(day), "2026-05");
    }
}
