//! Periods counted by the readings of the policy page §0: the same day N years later, mended; windows that leave out
//! their first end; full years; last days that move; and days that are none.

use policy::calendar::{
    Day, LastDay, WorkingDays, first_day_outside_years, first_day_window_opens_on, is_in_years_before,
};
use proptest::prelude::*;

use crate::law;
use crate::properties::config;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn years_and_months_are_mended_to_the_last_day_of_a_month() {
    let cases = [
        ("2024-02-29", 6, "2030-02-28"),
        ("2024-02-29", 4, "2028-02-29"),
        ("2024-02-29", -1, "2023-02-28"),
        ("2023-02-28", 1, "2024-02-28"),
        ("2021-08-31", 3, "2024-08-31"),
        ("2096-02-29", 4, "2100-02-28"),
    ];
    for (from, years, to) in cases {
        assert_eq!(day(from).plus_years(years), day(to), "{from} plus {years} years");
    }
    let cases = [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-10-31", 4, "2025-02-28"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2024-11-30", 3, "2025-02-28"),
    ];
    for (from, months, to) in cases {
        assert_eq!(day(from).plus_months(months), day(to), "{from} plus {months} months");
    }
}

#[test]
fn a_window_leaves_out_the_day_it_starts_from() {
    let end = day("2024-06-03");
    assert!(!is_in_years_before(day("2021-06-03"), 3, end));
    assert!(is_in_years_before(day("2021-06-04"), 3, end));
    assert!(is_in_years_before(end, 3, end));
    assert!(!is_in_years_before(end.next(), 3, end));
    // From 29 February: D minus 3 years is 28 February.
    let leap = day("2024-02-29");
    assert!(!is_in_years_before(day("2021-02-28"), 3, leap));
    assert!(is_in_years_before(day("2021-03-01"), 3, leap));
    // Something of 29 February is still inside on 28 February three years later, and out on 1 March.
    assert!(is_in_years_before(leap, 3, day("2027-02-28")));
    assert_eq!(first_day_outside_years(leap, 3), day("2027-03-01"));
    assert_eq!(first_day_outside_years(leap, 4), day("2028-02-29"));
    assert_eq!(first_day_outside_years(day("2021-06-03"), 3), end);
}

#[test]
fn a_last_day_off_moves_to_the_next_working_day() {
    let shipped = law();
    let moves = |start: &str| shipped.calendar.last_day(day(start), 15, LastDay::MovesToWorkingDay);
    // The Spring festival of 2026 runs from Sunday 15 to Monday 23 February.
    for start in ["2026-01-31", "2026-02-01", "2026-02-05", "2026-02-08"] {
        assert_eq!(moves(start), Some(day("2026-02-24")), "15 days after {start}");
    }
    // Saturday 14 and Saturday 28 February 2026 are worked (调休).
    assert_eq!(moves("2026-01-30"), Some(day("2026-02-14")));
    assert_eq!(moves("2026-02-13"), Some(day("2026-02-28")));
    // A plain weekend.
    assert_eq!(moves("2026-03-06"), Some(day("2026-03-23")));
    assert_eq!(shipped.calendar.last_day(day("2026-01-31"), 15, LastDay::Stays), Some(day("2026-02-15")));
    assert_eq!(moves("2026-12-20"), None, "the year of the last day is not in the calendar");
    assert_eq!(shipped.calendar.is_worked(day("2031-05-06")), None);
}

#[test]
fn working_days_are_counted_over_holidays_and_worked_weekends() {
    let calendar = law().calendar;
    // Friday 13 February 2026; Saturday 14 is worked; then nothing until Tuesday 24.
    assert_eq!(calendar.working_days_after(day("2026-02-13"), 1), Some(day("2026-02-14")));
    assert_eq!(calendar.working_days_after(day("2026-02-13"), 2), Some(day("2026-02-24")));
    assert_eq!(calendar.working_days_after(day("2026-02-13"), 5), Some(day("2026-02-27")));
    assert_eq!(calendar.working_days_after(day("2026-02-13"), 6), Some(day("2026-02-28")));
    assert_eq!(calendar.working_days_after(day("2026-12-28"), 5), None, "it reaches into a year not known");
}

#[test]
fn the_shipped_calendar_contradicts_itself_nowhere() {
    let calendar: WorkingDays = law().calendar;
    assert!(!calendar.source.is_empty());
    for (year, days) in &calendar.years {
        for off in &days.off {
            assert!(
                !off.is_weekend() && off.year().to_string() == year.to_string(),
                "{off} is no weekday of {year}"
            );
        }
        for worked in &days.worked {
            assert!(
                worked.is_weekend() && worked.year().to_string() == year.to_string(),
                "{worked} is no weekend of {year}"
            );
        }
    }
}

#[test]
fn a_calendar_of_what_is_no_year_is_refused() {
    for year in ["20x5", "1899", "2200", "-1"] {
        let text = format!("source = \"a notice\"\n[years.{year}]\noff = []\nworked = []\n");
        let fault = WorkingDays::from_toml(&text).unwrap_err().to_string();
        assert!(fault.contains(&format!("`{year}` is not a year between 1900 and 2199")), "{fault}");
    }
}

#[test]
fn what_is_no_day_is_refused() {
    for text in [
        "2023-02-29",
        "2023-2-9",
        "2023-13-01",
        "2023-00-10",
        "1899-12-31",
        "2200-01-01",
        "20230101",
        "2023-01-01T00",
        "２０２３-01-01",
        "",
        "-023-01-01",
        "2023-04-31",
    ] {
        assert!(text.parse::<Day>().is_err(), "{text}");
    }
    assert_eq!(day("1900-01-01"), Day::FIRST);
    assert_eq!(day("2199-12-31"), Day::LAST);
    assert!(Day::new(2100, 2, 29).is_err());
}

#[test]
fn arithmetic_stops_at_the_ends_of_time() {
    assert_eq!(Day::LAST.next(), Day::LAST);
    assert_eq!(Day::FIRST.previous(), Day::FIRST);
    assert_eq!(Day::LAST.plus_years(1), Day::LAST);
    assert_eq!(Day::FIRST.minus_years(i16::MAX), Day::FIRST);
    assert_eq!(Day::FIRST.plus_days(i64::MAX), Day::LAST);
    assert_eq!(Day::LAST.plus_days(i64::MIN), Day::FIRST);
    assert_eq!(Day::LAST.plus_months(i16::MAX), Day::LAST);
    assert_eq!(first_day_outside_years(Day::LAST, 5), Day::LAST);
    assert_eq!(Day::in_shanghai(-1), day("1970-01-01"));
    assert_eq!(Day::in_shanghai(16 * 3600 - 1), day("1970-01-01"));
    assert_eq!(Day::in_shanghai(16 * 3600), day("1970-01-02"));
}

fn any_day() -> impl Strategy<Value = Day> {
    (0..109_572i64).prop_map(|days| Day::FIRST.plus_days(days))
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn days_follow_each_other(one in any_day(), other in any_day(), days in -70_000i64..70_000) {
        prop_assert_eq!(one < other, one.to_string() < other.to_string());
        prop_assert_eq!(one.plus_days(one.days_until(other)), other);
        if one != Day::LAST {
            prop_assert_eq!(one.next().previous(), one);
            prop_assert_eq!(one.days_until(one.next()), 1);
        }
        prop_assert_eq!(one.to_string().parse::<Day>().unwrap(), one);
        prop_assert_eq!(Day::new(one.year(), one.month(), one.day()).unwrap(), one);
        let moved = one.plus_days(days);
        if moved != Day::FIRST && moved != Day::LAST {
            prop_assert_eq!(one.days_until(moved), days);
        }
    }

    #[test]
    fn a_move_is_as_many_steps_and_a_year_has_the_same_day(one in any_day(), days in -70i64..70, years in -400i16..400) {
        let step = if days < 0 { Day::previous } else { Day::next };
        let stepped = (0..days.abs()).fold(one, |day, _| step(day));
        prop_assert_eq!(one.plus_days(days), stepped);
        let (year, month, last) = (one.year() + years, one.month(), one.day());
        let same = match year {
            ..1900 => Day::FIRST,
            2200.. => Day::LAST,
            // 29 February is the only day that a year can lack.
            _ => Day::new(year, month, last).or_else(|_| Day::new(year, month, 28)).unwrap(),
        };
        prop_assert_eq!(one.plus_years(years), same);
    }

    #[test]
    fn a_thing_leaves_its_window_on_the_first_day_outside(x in any_day(), years in 1i16..8) {
        let out = first_day_outside_years(x, years);
        prop_assume!(out < Day::LAST);
        prop_assert!(!is_in_years_before(x, years, out));
        prop_assert!(is_in_years_before(x, years, out.previous()));
    }

    #[test]
    fn a_window_opens_on_the_first_day_that_it_does(since in any_day(), years in 1i16..8) {
        let opens = |day: Day| day.minus_years(years).next();
        let first = first_day_window_opens_on(since, years);
        prop_assume!(since > Day::constant(1901, 1, 1) && first < Day::LAST);
        prop_assert!(opens(first) >= since && opens(first.previous()) < since);
    }
}
