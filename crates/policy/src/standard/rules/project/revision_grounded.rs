//! Clause 2: a revision is of a standard that there is. Its number stays, so it must be on file with an edition that was
//! not withdrawn.

use super::asked;
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::cited::Step;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::standard::project::stage::Wants;

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c2.revision_grounded",
    articles: &[Article::of(2)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "修订的标准有未废止的版本在案",
        en: "the standard to be revised is on file with an edition that was not withdrawn",
    },
    not_met: Sentence {
        zh: "要修订的标准已废止",
        en: "The standard to be revised was withdrawn",
    },
    remedy: Sentence {
        zh: "改为制定新的标准",
        en: "propose a new standard instead",
    },
    undone_by: Sentence {
        zh: "该标准废止",
        en: "the standard being withdrawn",
    },
    subject: Subject::Project,
    part_of: None,
};

const STANDARD: Missing = Missing {
    fact: "standard",
    words: Words { zh: "要修订的标准", en: "the standard to be revised" },
    from: OfficeKind::Federation,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some((_, now)) = asked(q) else { return Outcome::NotApplicable };
    let Some(Wants::Revise { standard }) = now.proposal.map(|proposal| &proposal.wants) else {
        return Outcome::NotApplicable;
    };
    let known = q.world.standards.iter().find(|known| known.number == *standard);
    let mut answer = Outcome::Unknown(&STANDARD);
    for edition in known.iter().flat_map(|known| &known.editions).filter(|edition| q.sees(*edition)) {
        let ended = q.end_of(edition);
        match edition.ended.as_ref().filter(|_| ended.is_some()) {
            Some(mark) => trace.fact("edition", &Step { id: &edition.id, mark: *mark }, || {
                let (number, on) = (&edition.edition, mark.on);
                Said::new(format!("{number}于{on}废止"), format!("{number} was withdrawn on {on}"))
            }),
            None => trace.fact("edition", edition, || {
                let (number, on) = (&edition.edition, edition.published_on);
                Said::new(
                    format!("{number}（{on}发布）未废止"),
                    format!("{number}, published on {on}, was not withdrawn"),
                )
            }),
        }
        answer = match (answer, ended) {
            (Outcome::Met, _) | (_, None) => Outcome::Met,
            (_, Some(_)) => Outcome::NotMet,
        };
    }
    answer
}
