//! Reminders before the last day of a duty (clause 4): the clause asks for none, so how many days before is ours, as
//! parameters. They change no answer; desks show them.

use super::duties::DutyStatus;
use crate::calendar::Day;
use crate::parameters::Numbers;

/// How near the last day of a duty is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reminder {
    /// It is the last reminder: few days are left.
    Last,
    /// It is the first reminder: the last day is in sight.
    First,
}

/// The reminder that is due for a duty on a day; none where it is met, over, or far off. The numbers are those in force
/// on that day.
#[must_use]
pub fn reminder(status: DutyStatus, numbers: &Numbers, day: Day) -> Option<Reminder> {
    let DutyStatus::Pending { last } = status else { return None };
    let left = day.days_until(last);
    if left <= i64::from(numbers.duty_last_reminder_days) {
        Some(Reminder::Last)
    } else if left <= i64::from(numbers.duty_first_reminder_days) {
        Some(Reminder::First)
    } else {
        None
    }
}
