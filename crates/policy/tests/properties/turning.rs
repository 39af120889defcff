//! The day on which an answer turns, and the earliest day on which all conditions are met, against asking
//! every day one by one for eight years.

use policy::authorization::rules::FILING;
use policy::calendar::Day;
use policy::finding::{earliest, finding, outcome, outcome_of_all};
use policy::parameters::{Parameters, SHIPPED};
use policy::question::{Law, Question};
use policy::rule::{Outcome, Rule};
use proptest::prelude::*;

use super::dossiers::any_file;
use super::tape::Tape;
use super::{bytes, config, questions};
use crate::law;

const YEARS: i16 = 8;

fn days_after(day: Day) -> impl Iterator<Item = Day> {
    let end = day.plus_years(YEARS);
    std::iter::successors(Some(day.next()), move |&day| (day < end).then(|| day.next()))
}

/// The first day after the one judged with another answer, and that answer.
fn first_turn(rule: &Rule, q: &Question) -> Option<(Day, &'static str)> {
    let now = outcome(rule, q).name();
    let answers = days_after(q.day).map(|day| (day, outcome(rule, &q.on_day(day)).name()));
    answers.into_iter().find(|(_, then)| *then != now)
}

/// The shipped numbers, all changed from the turn of 2025 and again from the leap day of 2028.
fn changed_parameters() -> Parameters {
    let mut text = SHIPPED.to_owned();
    for (since, values) in [
        ("2025-01-01", [5, 4, 3, 2, 60, 3, 1, 20, 3, 2, 2, 1, 6, 75, 10, 45]),
        ("2028-02-29", [6, 2, 6, 4, 40, 2, 3, 10, 8, 1, 4, 4, 3, 50, 5, 20]),
    ] {
        let keys = [
            "authorization_longest_years",
            "enterprise_clean_years",
            "product_clean_years",
            "systems_full_years",
            "controlling_share_percent",
            "failures_to_revoke",
            "failure_window_years",
            "retest_days",
            "defence_working_days",
            "duty_years",
            "review_years",
            "review_holders",
            "panel_members",
            "panel_carry_percent",
            "project_notice_days",
            "comment_days",
        ];
        for (key, value) in keys.iter().zip(values) {
            text.push_str(&format!(
                "\n[[number]]\nkey = \"{key}\"\nvalue = {value}\nunit = \"\"\narticle = 9\nsince = \"{since}\"\ntitle_zh = \"改\"\ntitle_en = \"changed\"\n"
            ));
        }
    }
    Parameters::from_toml(&text).unwrap()
}

/// One question of each dossier, drawn: many dossiers tell more than many questions to one. Every other time it
/// is the filing, whose rules turn most.
fn compare(bytes: &[u8], choice: &[u8], law: Law) -> Result<(), TestCaseError> {
    let file = any_file(bytes);
    let mut tape = Tape::new(choice);
    let day = tape.day_in_force();
    let asked = questions(&file, law, day);
    let drawn = if tape.once_in(2) { tape.below(asked.len()) } else { 0 };
    let (q, rules) = &asked[drawn];
    for rule in rules {
        let found = finding(rule, q);
        let said = found.turns_on.zip(found.turns_to.as_deref());
        let said = said.filter(|(day, _)| *day <= q.day.plus_years(YEARS));
        prop_assert_eq!(said, first_turn(rule, q), "{} as of {}", rule.id, day);
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(160))]

    #[test]
    fn an_answer_turns_on_the_day_named(bytes in bytes(), choice in any::<[u8; 8]>()) {
        compare(&bytes, &choice, law().law())?;
    }

    #[test]
    fn also_when_the_numbers_change(bytes in bytes(), choice in any::<[u8; 8]>()) {
        let shipped = law();
        let parameters = changed_parameters();
        compare(&bytes, &choice, Law { parameters: &parameters, calendar: &shipped.calendar })?;
    }

    #[test]
    fn the_earliest_day_is_the_first_of_all(bytes in bytes(), choice in any::<[u8; 4]>()) {
        let (file, law) = (any_file(&bytes), law());
        let day = Tape::new(&choice).day_in_force();
        let (q, rules) = questions(&file, law.law(), day).swap_remove(0);
        prop_assert_eq!(rules.len(), FILING.len(), "the first question is the filing");
        let is_open = |then: &Question| outcome_of_all(&rules, then).is_clear();
        let first = if is_open(&q) { Some(day) } else { days_after(day).find(|&day| is_open(&q.on_day(day))) };
        let said = earliest(&rules, &q).filter(|said| *said <= day.plus_years(YEARS));
        prop_assert_eq!(said, first);
    }

    #[test]
    fn an_unknown_never_clears(bytes in bytes(), choice in any::<[u8; 4]>()) {
        let (file, law) = (any_file(&bytes), law());
        let day = Tape::new(&choice).day_in_force();
        for (q, rules) in questions(&file, law.law(), day) {
            let counting = || rules.iter().filter(|rule| rule.part_of.is_none());
            let open = counting().any(|rule| matches!(outcome(rule, &q), Outcome::Unknown(_) | Outcome::NotMet));
            prop_assert!(!(open && outcome_of_all(&rules, &q).is_clear()));
        }
    }
}
