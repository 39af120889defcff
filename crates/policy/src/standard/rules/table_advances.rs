//! Clause 3: stand-in.
use crate::article::{Article, Words};
use crate::calendar::Day;
use crate::question::Question;
use crate::rule::{Outcome, Rule, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c3.table_advances",
    articles: &[Article::of(3)],
    since: Day::constant(2019, 1, 1),
    title: Words { zh: "x", en: "x" },
    remedy: Words { zh: "x", en: "x" },
    subject: Subject::Edition,
    part_of: None,
};
fn check<T: Trace>(_q: &Question, _trace: &mut T) -> Outcome {
    Outcome::Met
}
