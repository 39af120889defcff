//! What a span of days in which the public is asked comes to: long enough, over, and everything said has its answer.

use crate::article::{Said, Words};
use crate::cited::Step;
use crate::parameters::{Key, Numbers};
use crate::question::Question;
use crate::rule::{Missing, Outcome, Trace};
use crate::standard::project::progress::{Asking, Comment};

/// A way to ask the public.
pub(super) struct Way {
    /// The number of days at the least.
    pub(super) key: Key,
    /// The same, as in force on a day.
    pub(super) days: fn(Numbers) -> i16,
    /// What it is called.
    pub(super) words: Words,
    /// What cannot be told where the public was not asked.
    pub(super) missing: &'static Missing,
}

/// Whether the public was asked as it is to be, and what it said has its answer.
pub(super) fn held<'c, T: Trace>(
    q: &Question,
    trace: &mut T,
    (way, project, asking): (&Way, &str, Option<Asking>),
    comments: impl Iterator<Item = &'c Comment<'c>>,
) -> Outcome {
    let Some(asking) = asking else { return Outcome::Unknown(way.missing) };
    trace.number_on(way.key, asking.from.on);
    trace.fact("project", &Step { id: project, mark: asking.from }, || {
        Said::new(
            format!("{}起{}，至{}", asking.from.on, way.words.zh, asking.until),
            format!("{} from {} to {}", way.words.en, asking.from.on, asking.until),
        )
    });
    let Some(numbers) = q.numbers_on(asking.from.on) else { return Outcome::NotApplicable };
    let waiting = comments.filter(|comment| comment.state.waits()).count();
    if waiting > 0 {
        trace.note(|| {
            Said::new(format!("{waiting}条意见未处理"), format!("comments without an answer: {waiting}"))
        });
        return Outcome::NotMet;
    }
    if asking.until < asking.from.on.plus_days(i64::from((way.days)(numbers))) {
        return Outcome::NotMet;
    }
    trace.turn(asking.until.next());
    if q.day > asking.until { Outcome::Met } else { Outcome::NotMet }
}
