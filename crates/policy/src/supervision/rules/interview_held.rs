//! Clause 10: a first verified failure of a product makes an interview with the maker and a follow-up sample
//! due. A failure is a first one if no earlier unspent failure of the product lies within 2 years before it.

use super::base::{authorization, failures, tells_all_failures, verified};
use crate::article::{Article, Said, Words};
use crate::authorization::Authorization;
use crate::calendar::Day;
use crate::cited::Step;
use crate::enterprise::record::Mark;
use crate::ground::GroundKind;
use crate::parameters::Key;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::supervision::{Check, StepKind};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c10.interview_held",
    articles: &[Article::of(10)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "首次查实未达标后已约谈并跟踪抽检",
        en: "after a first verified failure the interview was held and a follow-up sample taken",
    },
    not_met: Sentence {
        zh: "产品首次查实未达到标准，约谈和跟踪抽检尚未完成",
        en: "The product was verified for the first time to miss the standard; the interview and the follow-up sample are due",
    },
    remedy: Sentence {
        zh: "由市场监管局约谈企业并安排跟踪抽检",
        en: "the market bureau interviews the maker and takes a follow-up sample",
    },
    undone_by: Sentence {
        zh: "又有一次首次查实未达标，须再行约谈和跟踪抽检",
        en: "another first verified failure makes an interview and a follow-up sample due again",
    },
    subject: Subject::Authorization,
    part_of: None,
};

const CHECKS: Missing = Missing {
    fact: "checks",
    words: Words { zh: "对标抽检记录", en: "the spot checks of the product" },
    from: OfficeKind::CountyBureau,
};

fn is_first(q: &Question, asked: &Authorization, check: &Check, day: Day) -> bool {
    let years = q.numbers.failure_window_years;
    !failures(q, asked).any(|(other, earlier)| {
        other.id != check.id
            && (earlier < day || earlier == day && other.id < check.id)
            && day <= earlier.plus_years(years)
    })
}

/// The interview about a failed check: its case and the step; of several, the first.
fn interview<'a>(q: &Question<'a>, check: &str) -> Option<(&'a str, &'a Mark)> {
    let about = q.world.enterprise.proceedings.iter();
    let about = about.filter(|p| q.sees(*p) && p.facts.iter().any(|f| f.names(GroundKind::Check, check)));
    let held = about.filter_map(|p| {
        let mark = p.step_mark(q, |step| matches!(step, StepKind::InterviewHeld))?;
        (mark.on <= q.day).then_some((p.id.as_str(), mark))
    });
    held.min_by_key(|(id, mark)| (mark.on, *id))
}

/// The follow-up sample after a failed check; of several, the first.
fn follow_up<'a>(q: &Question<'a>, check: &str) -> Option<&'a Check> {
    let after = q.seen(&q.world.enterprise.checks).filter(|other| other.follows(check));
    after.min_by_key(|other| (other.sampled_on, &other.id))
}

/// Cites what was done about a failure, each by its own entry.
fn cite_done<T: Trace>(trace: &mut T, talk: Option<(&str, &Mark)>, sample: Option<&Check>) {
    if let Some((id, mark)) = talk {
        trace.fact("proceeding", &Step { id, mark: *mark }, || {
            Said::new(format!("{}约谈", mark.on), format!("interview held on {}", mark.on))
        });
    }
    if let Some(sample) = sample {
        trace.fact("check", sample, || {
            let day = sample.sampled_on;
            Said::new(format!("{day}跟踪抽样"), format!("follow-up sample taken on {day}"))
        });
    }
}

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some(asked) = authorization(q) else { return Outcome::NotApplicable };
    trace.number(Key::FailureWindowYears);
    let mut answer =
        if tells_all_failures(q, trace, asked) { Outcome::Met } else { Outcome::Unknown(&CHECKS) };
    for (check, day) in failures(q, asked) {
        if !is_first(q, asked, check, day) {
            continue;
        }
        let (interview, follow_up) = (interview(q, &check.id), follow_up(q, &check.id));
        let (talk, sample) = (interview.is_some(), follow_up.is_some());
        trace.fact("check", &verified(check), || {
            Said::new(
                format!("{day}首次查实未达标；约谈{}，跟踪抽检{}", held_zh(talk), held_zh(sample)),
                format!(
                    "first failure verified on {day}; interview {}, follow-up {}",
                    held_en(talk),
                    held_en(sample)
                ),
            )
        });
        cite_done(trace, interview, follow_up);
        if !(talk && sample) {
            trace.ground(GroundKind::Check, || check.id.clone());
            answer = Outcome::NotMet;
        }
    }
    answer
}

fn held_zh(done: bool) -> &'static str {
    if done { "已进行" } else { "待进行" }
}

fn held_en(done: bool) -> &'static str {
    if done { "done" } else { "due" }
}
