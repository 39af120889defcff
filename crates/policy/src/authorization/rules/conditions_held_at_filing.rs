//! Clause 9, after the grant: the conditions held on the filing day, as far as is known now. A fact that was
//! entered late can show that they did not; whoever is in charge then reviews the grant.

use super::FILING;
use crate::article::{Article, Said, Words};
use crate::authorization::Basis;
use crate::calendar::Day;
use crate::finding::{outcome, outcome_of_all};
use crate::powers::OfficeKind;
use crate::question::{About, Question};
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.conditions_held_at_filing",
    articles: &[Article::of(9)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "以现有资料看，自我声明的条件在申报日均符合",
        en: "as far as is known now, the conditions of self-declaration held on the filing day",
    },
    not_met: Sentence {
        zh: "以现有资料看，申报日有自我声明的条件不成立",
        en: "As is known now, a condition of self-declaration failed on the filing day",
    },
    remedy: Sentence { zh: "由联合会复核授权", en: "the federation reviews the grant" },
    undone_by: Sentence {
        zh: "补录的事实表明申报日有条件不成立",
        en: "a fact entered later that shows that a condition failed on the filing day",
    },
    subject: Subject::Authorization,
    part_of: None,
};

const DECLARATION: Missing = Missing {
    fact: "declaration",
    words: Words {
        zh: "授权所依据的自我声明", en: "the declaration that the authorisation rests on"
    },
    from: OfficeKind::Federation,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let About::Authorization(authorization) = q.about else { return Outcome::NotApplicable };
    let Basis::SelfDeclaration { declaration, .. } = &authorization.basis else {
        trace.note(|| {
            Said::new("该授权凭认证证书，没有申报", "this mark rests on a certificate: nothing was declared")
        });
        return Outcome::NotApplicable;
    };
    let filed = q.world.enterprise.declarations.iter().find(|d| d.id == *declaration && q.sees(*d));
    let Some(filed) = filed else { return Outcome::Unknown(&DECLARATION) };
    let filed_on = filed.filed_on;
    let Some(numbers) = q.numbers_on(filed_on) else { return Outcome::NotApplicable };
    let then =
        Question { about: About::Filing(&filed.filing), as_of: filed_on, day: filed_on, numbers, ..*q };
    let answer = outcome_of_all(FILING, &then);
    trace.fact("declaration", filed, || {
        Said::new(
            format!("{filed_on}申报，各项条件按该日重新判断"),
            format!("filed on {filed_on}; every condition is asked again for that day"),
        )
    });
    if T::NOTES && answer == Outcome::NotMet {
        for rule in FILING.iter().filter(|rule| rule.part_of.is_none()) {
            if outcome(rule, &then) != Outcome::NotMet {
                continue;
            }
            trace.note(|| {
                let title = rule.title.on(q.law.parameters, filed_on);
                Said::new(
                    format!("申报日{filed_on}不符合：{}", title.zh),
                    format!("not met on the filing day {filed_on}: {}", title.en),
                )
            });
            trace.other(rule, filed_on, |reasons| {
                (rule.explain)(&then, reasons);
            });
        }
    }
    answer
}
