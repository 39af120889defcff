//! Clause 11, third ground: the duty to recall a defective product is not fulfilled. The last day to fulfil it
//! is in time; the day after is not. A recall finished late is finished: the ground is gone, unless the federation
//! has decided by then.

use super::base::{advised, self_declared};
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::cited::{Kept, Step};
use crate::ground::GroundKind;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c11.recall_fulfilled",
    articles: &[Article::of(11)],
    since: Day::constant(2019, 1, 1),
    title: Sentence { zh: "履行缺陷产品召回责任", en: "the duty to recall a defective product is fulfilled" },
    not_met: Sentence {
        zh: "逾期未履行缺陷产品召回责任",
        en: "The duty to recall a defective product was not fulfilled in time",
    },
    remedy: Sentence {
        zh: "完成召回并由市场监管局录入；逾期的，由联合会在听取申辩后决定",
        en: "finish the recall, entered by the bureau; if overdue, the federation decides after hearing the maker",
    },
    undone_by: Sentence {
        zh: "该产品另有召回责任逾期未履行",
        en: "a duty to recall the product whose last day passes without its being fulfilled",
    },
    subject: Subject::Authorization,
    part_of: None,
};

const DUE: Missing = Missing {
    fact: "recall_due_on",
    words: Words { zh: "召回的最后期限", en: "the last day to finish the recall" },
    from: OfficeKind::CountyBureau,
};
const RECALLS: Missing = Missing {
    fact: "recalls",
    words: Words { zh: "是否负有召回责任", en: "whether there is a duty to recall" },
    from: OfficeKind::CountyBureau,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some(authorization) = self_declared(q, trace) else { return Outcome::NotApplicable };
    let recalls = &q.world.enterprise.recalls;
    trace.complete(q, Kept::RECALLS, recalls, authorization.watched_from().next());
    let complete = q.is_complete(recalls, authorization.watched_from().next());
    let mut answer = if complete { Outcome::Met } else { Outcome::Unknown(&RECALLS) };
    let of_product = q.seen(recalls).filter(|recall| recall.product == authorization.product);
    for recall in of_product.filter(|recall| recall.ordered_on <= q.day) {
        let fulfilled = q.end_of(recall);
        if let Some(due) = recall.due_on {
            trace.turn(due.next());
        }
        if let Some(mark) = recall.ended.as_ref().filter(|_| fulfilled.is_some_and(|day| day <= q.day)) {
            trace.fact("recall", &Step { id: &recall.id, mark: *mark }, || {
                Said::new(
                    format!("{}责令的召回于{}完成", recall.ordered_on, mark.on),
                    format!("the recall ordered on {} was fulfilled on {}", recall.ordered_on, mark.on),
                )
            });
            continue;
        }
        trace.fact("recall", recall, || {
            let due = recall.due_on.map_or_else(|| "?".to_owned(), |day| day.to_string());
            Said::new(
                format!("{}责令召回，期限{due}", recall.ordered_on),
                format!("recall ordered on {}, due by {due}", recall.ordered_on),
            )
        });
        answer = answer.and(match recall.due_on {
            None => Outcome::Unknown(&DUE),
            Some(due) if q.day <= due => Outcome::Met,
            Some(_) => {
                trace.ground(GroundKind::Recall, || recall.id.clone());
                Outcome::NotMet
            }
        });
    }
    advised(q, trace, authorization, answer)
}
