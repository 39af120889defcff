//! The demonstration county: 安吉 and its neighbours, with firms that are invented and say so. It is built by the
//! same imports and acts as real use, on a simulated clock that walks from 2019 to 2026, with nothing drawn by
//! chance: two runs give the same ledger, entry for entry.

pub mod county;
mod facts;
mod rehearsal;
mod stories;
mod timeline;

use policy::article::Said;
use policy::calendar::Day;
use policy::command::Command;
use policy::decide::Refusal;
use policy::finding::Finding;
use policy::powers::Actor;

use crate::answer::Failure;
use crate::say::Progress;

pub use facts::{firms, offices, people};
pub use timeline::{Expect, Step, Timeline};

/// The day on which the demonstration's platform opens: what happened earlier is entered on it.
pub const OPENED: &str = "2019-01-08";

/// The last day of the demonstration.
pub const LAST: &str = "2026-11-20";

/// The password of every demonstration account. It is public, so accounts with it are made by `serve --demo` alone.
pub const PASSWORD: &str = "pinzibiao-demo-2026";

/// What carries out the acts of the demonstration: the registry, or a trial of it.
pub trait Office {
    /// Carries out one act at a moment, in seconds since 1970.
    ///
    /// # Errors
    /// Outside, a fault; inside, the refusal.
    fn act(&mut self, actor: &Actor, command: Command, moment: i64)
    -> Result<Result<Made, Refusal>, Failure>;
}

/// What an act made.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// Identifiers of what was made: declarations, codes, proceedings, facts.
    pub ids: Vec<String>,
    /// The position of its first entry, if it made any.
    pub entry: Option<u64>,
    /// The findings it rests on.
    pub findings: Vec<Finding>,
}

/// What came of the whole demonstration.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Acts carried out.
    pub acts: usize,
    /// Acts that were asked for and refused, as they should be.
    pub refusals: Vec<Refusal>,
}

/// Seconds since 1970 of nine in the morning in Shanghai on a day, and one minute more for each act of that day.
fn moment(day: Day, nth: u32) -> i64 {
    let epoch = Day::constant(1970, 1, 1);
    // Shanghai is eight hours ahead of UTC.
    epoch.days_until(day) * 86_400 + 3_600 + i64::from(nth) * 60
}

/// Plays the demonstration.
///
/// # Errors
/// A step that the policy does not answer as the story has it, or a fault of the office.
pub fn play(office: &mut dyn Office) -> Result<Told, Failure> {
    let mut timeline = Timeline::default();
    facts::tell(&mut timeline)?;
    stories::tell(&mut timeline);
    let steps = timeline.in_order();
    let of = steps.len() as u64;
    let mut progress = Progress::start("演示县", "demonstration county");
    let mut told = Told::default();
    let mut results = timeline::Results::default();
    let (mut day, mut nth) = (Day::FIRST, 0);
    for (done, step) in (1_u64..).zip(&steps) {
        nth = if step.at == day { nth + 1 } else { 0 };
        day = step.at;
        let command = step.command(&results)?;
        match (office.act(&step.actor, command, moment(day, nth))?, step.expect) {
            (Ok(made), Expect::Granted) => {
                results.note(step, made);
                told.acts += 1;
            }
            (Err(refusal), Expect::Refused) => told.refusals.push(refusal),
            (Ok(_), Expect::Refused) => return Err(off_the_story(step, None)),
            (Err(refusal), Expect::Granted) => return Err(off_the_story(step, Some(&refusal))),
        }
        progress.at(done, of);
    }
    Ok(told)
}

fn off_the_story(step: &Step, refusal: Option<&Refusal>) -> Failure {
    let what = step.words();
    let mut failure = Failure::fault(
        format!("演示数据与政策不符：{what}"),
        format!("the demonstration and the policy disagree: {what}"),
    );
    if let Some(refusal) = refusal {
        failure.more = refusal.problems.iter().map(crate::wording::problem).collect();
        let stands = |finding: &&Finding| !matches!(finding.outcome.as_str(), "met" | "not_applicable");
        failure.more.extend(refusal.findings.iter().filter(stands).map(crate::wording::in_the_way));
    } else {
        failure.more.push(Said::new("本应被拒绝，却获准", "it was granted and should have been refused"));
    }
    failure
}
