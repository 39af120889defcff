//! Whether there is a reason to remind somebody today: something waits that was not told before, or a last day comes near or
//! has just passed. A function of what waits, the day, and the day of the last letter.

use policy::calendar::Day;

/// How many days before its last day work is a reason for a letter; and once it has passed, the day after.
const LEADS: [i64; 5] = [7, 3, 1, 0, -1];

/// When a piece of work began to wait, as far as that is told, and its last day, if it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) began: Option<Day>,
    pub(super) due: Option<Day>,
}

impl Dated {
    /// Whether it is new since the last letter. What comes on the day of a letter may come after it, and is new the day
    /// after; so nothing is new on the day on which it comes.
    fn is_new(self, today: Day, told: Option<Day>) -> bool {
        match (self.began, told) {
            (Some(began), Some(told)) => told <= began && began < today,
            (Some(began), None) => began < today,
            (None, told) => told.is_none(),
        }
    }

    /// Whether its last day has come nearer by a step since the last letter, while it waited. Days on which nobody could
    /// write count: their step is told once, later.
    fn is_near(self, today: Day, told: Option<Day>) -> bool {
        let Some(due) = self.due else { return false };
        let left = today.days_until(due);
        LEADS.into_iter().any(|lead| {
            let is_since = told.map_or(left == lead, |told| told.days_until(due) > lead);
            left <= lead && is_since && self.began.is_none_or(|began| began.days_until(due) > lead)
        })
    }
}

/// Whether a letter is written today, where the last one was written on an earlier day, or none was.
pub(super) fn is_reason(waits: &[Dated], today: Day, told: Option<Day>) -> bool {
    waits.iter().any(|one| one.is_new(today, told) || one.is_near(today, told))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i8) -> Day {
        Day::constant(2026, 11, day)
    }

    /// The days of a month on which a letter is written of what waits, by the days of letters before.
    fn letters(waits: &[Dated], mut told: Option<Day>, looked: impl Fn(i8) -> bool) -> Vec<i8> {
        let mut written = Vec::new();
        for at in (1..=30).filter(|at| looked(*at)) {
            let seen: Vec<Dated> =
                waits.iter().copied().filter(|one| one.began.is_none_or(|began| began <= day(at))).collect();
            if told.is_none_or(|told| told < day(at)) && is_reason(&seen, day(at), told) {
                (told, written) = (Some(day(at)), [written, vec![at]].concat());
            }
        }
        written
    }

    #[test]
    fn a_last_day_is_told_seven_three_one_and_no_days_before_and_once_after() {
        let one = [Dated { began: Some(Day::constant(2026, 10, 1)), due: Some(day(20)) }];
        let told = Some(Day::constant(2026, 10, 31));
        assert_eq!(letters(&one, told, |_| true), [13, 17, 19, 20, 21]);
        for (at, is) in
            [(12, false), (13, true), (14, false), (16, false), (17, true), (18, false), (22, false)]
        {
            assert_eq!(is_reason(&one, day(at), Some(day(at).previous())), is, "{at}");
        }
        // Whose beginning nobody tells, too.
        assert_eq!(letters(&[Dated { began: None, ..one[0] }], told, |_| true), [13, 17, 19, 20, 21]);
    }

    #[test]
    fn what_is_new_is_told_once_on_the_day_after() {
        let one = [Dated { began: Some(day(9)), due: None }];
        assert_eq!(letters(&one, Some(day(1)), |_| true), [10]);
        assert_eq!(letters(&one, None, |_| true), [10]);
        // It came on the day of a letter, perhaps behind it.
        assert_eq!(letters(&one, Some(day(9)), |_| true), [10]);
        assert_eq!(letters(&one, Some(day(10)), |_| true), [] as [i8; 0]);
        // Its last day is near from the beginning: new, and then the steps that are left.
        let near = [Dated { began: Some(day(9)), due: Some(day(12)) }];
        assert_eq!(letters(&near, Some(day(1)), |_| true), [10, 11, 12, 13]);
    }

    #[test]
    fn days_on_which_nobody_wrote_are_made_up_for_once() {
        let one = [Dated { began: Some(day(1)), due: Some(day(20)) }];
        let told = Some(day(2));
        assert_eq!(letters(&one, told, |at| ![13, 14].contains(&at)), [15, 17, 19, 20, 21]);
        assert_eq!(letters(&one, told, |at| at >= 25), [25]);
        let new = [Dated { began: Some(day(9)), due: None }];
        assert_eq!(letters(&new, told, |at| at > 14), [15]);
    }

    #[test]
    fn nothing_is_no_reason() {
        assert!(!is_reason(&[], day(9), None));
        let old = [Dated { began: Some(day(1)), due: Some(day(3)) }];
        assert!(!is_reason(&old, day(20), Some(day(10))));
    }
}
