//! Clause 2: research institutes, laboratories, certification bodies, technical committees, associations, leading firms
//! and those who use the product are to take part. Where nobody of a kind does, the gap is shown and the federation
//! judges whether the text can be approved all the same.

use super::asked;
use crate::article::{Article, Said};
use crate::calendar::Day;
use crate::cited::Step;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::standard::project::Project;
use crate::standard::project::progress::Progress;
use crate::standard::project::step::ProjectStep;

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c2.participants",
    articles: &[Article::of(2)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "各类单位均有参与起草",
        en: "participants of every kind take part in drafting",
    },
    not_met: Sentence { zh: "有的类别没有单位参与", en: "Nobody of some kind takes part" },
    remedy: Sentence {
        zh: "邀请所缺类别的单位参与，或说明为何不需要",
        en: "invite somebody of each missing kind, or say why none is needed",
    },
    undone_by: Sentence {
        zh: "某一类别的最后一家单位退出",
        en: "the last participant of a kind leaving",
    },
    subject: Subject::Project,
    part_of: None,
};

/// Cites who takes part, each by the entry that named it.
fn cite_participants<T: Trace>(q: &Question, trace: &mut T, project: &Project, now: &Progress) {
    for stepped in project.steps.iter().filter(|stepped| q.mark_day(&stepped.mark).is_some()) {
        let ProjectStep::ParticipantNamed { participant } = &stepped.step else { continue };
        // Whoever left takes part no longer.
        if !now.participants.contains(&participant) {
            continue;
        }
        trace.fact("project", &Step { id: &project.id, mark: stepped.mark }, || {
            let (name, kind, on) = (&participant.name, participant.kind.words(), stepped.mark.on);
            Said::new(
                format!("{name}（{}）自{on}起参与", kind.zh),
                format!("{name} ({}) takes part since {on}", kind.en),
            )
        });
    }
}

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some((asked, now)) = asked(q) else { return Outcome::NotApplicable };
    let gaps = now.gaps();
    if T::NOTES {
        cite_participants(q, trace, asked.project, &now);
    }
    for kind in &gaps {
        let words = kind.words();
        trace.note(|| Said::new(format!("无{}参与", words.zh), format!("no {} takes part", words.en)));
    }
    if gaps.is_empty() { Outcome::Met } else { Outcome::ForJudgement(OfficeKind::Federation) }
}
