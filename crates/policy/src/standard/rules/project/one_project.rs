//! Clause 2: the plan holds one project for one standard. While a project revises a standard, or makes one under the
//! same title, a second is not taken up: two revisions at once would give one number two texts.

use super::{asked, seen};
use crate::article::{Article, Said};
use crate::calendar::Day;
use crate::cited::{Kept, Step};
use crate::question::Question;
use crate::rule::{Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::standard::project::stage::Stage;

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c2.one_project",
    articles: &[Article::of(2)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "没有已受理的其他项目制定或修订同一标准",
        en: "no other project that was taken up makes or revises the same standard",
    },
    not_met: Sentence {
        zh: "已有其他受理的项目制定或修订同一标准",
        en: "Another project that was taken up makes or revises the same standard",
    },
    remedy: Sentence {
        zh: "参加已受理的项目，或待其结束后再申报",
        en: "take part in that project, or propose again when it is over",
    },
    undone_by: Sentence {
        zh: "制定或修订同一标准的另一项目先被受理",
        en: "another project about the same standard being taken up first",
    },
    subject: Subject::Project,
    part_of: None,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some((asked, now)) = asked(q) else { return Outcome::NotApplicable };
    let Some(proposal) = now.proposal else { return Outcome::NotApplicable };
    let mut answer = Outcome::Met;
    for rival in asked.rivals.iter().filter(|rival| rival.id != asked.project.id) {
        let theirs = seen(q, rival);
        let runs = theirs.stage != Stage::Proposed && !theirs.stage.is_over();
        let is_one = runs && theirs.proposal.is_some_and(|it| it.subject() == proposal.subject());
        let Some((stage, mark)) = theirs.stamps.last().filter(|_| is_one) else { continue };
        trace.fact("project", &Step { id: &rival.id, mark: *mark }, || {
            let words = stage.words();
            Said::new(
                format!("{}自{}起处于“{}”", rival.id, mark.on, words.zh),
                format!("{} is {} since {}", rival.id, words.en, mark.on),
            )
        });
        answer = Outcome::NotMet;
    }
    if answer == Outcome::Met {
        trace.no_entry(|| Kept::PROJECTS.is_source());
    }
    answer
}
