//! Days as papers write them.

use policy::calendar::Day;

use super::Lang;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day in words: 2026年11月29日, 29 November 2026. No zero before a single figure (GB/T 9704, 7.3.5.4).
pub fn day_in_words(day: Day, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => {
            let month = usize::try_from(day.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied();
            format!("{} {} {}", day.day(), month.unwrap_or_default(), day.year())
        }
    }
}
