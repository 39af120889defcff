//! A model number whose mark was lost for fault is never used again (policy page, facts of the trade), not for
//! another product of the firm either and not after the lost authorisation would have run out; which
//! revocations lose it, is reading 0006. The model number of another enterprise is another number. Nor may one
//! model hold two live authorisations against the same standard.

use crate::apply::stands;
use crate::article::{Article, Said, Words};
use crate::authorization::{self, Authorization, MarkState};
use crate::calendar::Day;
use crate::cited::{Kept, Step};
use crate::ground::GroundKind;
use crate::powers::OfficeKind;
use crate::question::{About, Question};
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::writing::{same_number, share_a_number};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c8.models_free",
    articles: &[Article::of(8), Article::of(10), Article::of(11)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "型号未曾因故被撤销授权，且没有对同一标准的现行授权",
        en: "no model lost the mark for fault, and none holds it already against the same standard",
    },
    not_met: Sentence {
        zh: "型号曾因故被撤销授权，或已有对同一标准的现行授权",
        en: "A model lost the mark for fault, or holds it already against the same standard",
    },
    remedy: Sentence { zh: "改用新的型号", en: "use a new model number" },
    undone_by: Sentence {
        zh: "补录同型号因故被撤销的授权，或对同一标准的现行授权",
        en: "an earlier mark of one of these models coming on file: one lost for fault, or one that stands against the same standard",
    },
    subject: Subject::Authorization,
    part_of: None,
};

const AUTHORIZATIONS: Missing = Missing {
    fact: "authorizations",
    words: Words { zh: "企业此前的授权", en: "the earlier authorisations of the enterprise" },
    from: OfficeKind::Federation,
};

/// What helps where a model was lost.
const LOST: Sentence = Sentence {
    zh: "失去授权的型号不再使用：改用新的型号",
    en: "a model that was lost is never used again: use a new model number",
};

/// What helps where a model holds the mark already.
const HELD: Sentence = Sentence {
    zh: "改用新的型号，或待该授权届满、注销后再申请",
    en: "use another model number, or ask again when that mark has run out or ended",
};

fn shares_model(one: &Authorization, other: &Authorization) -> bool {
    share_a_number(&one.models, &other.models)
}

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let About::Authorization(asked) = q.about else { return Outcome::NotApplicable };
    // The grant is judged as of its own day: what is lost later is not reused by it.
    let granted_on = asked.granted_on.min(q.as_of);
    let then = Question { as_of: granted_on, day: granted_on, ..*q };
    let authorizations = &q.world.enterprise.authorizations;
    // A model may have been lost at any time since there is a policy to lose it by (reading 0011).
    let complete = q.is_complete(authorizations, RULE.since);
    let mut answer = if complete { Outcome::Met } else { Outcome::Unknown(&AUTHORIZATIONS) };
    let mut is_lost = false;
    let others = then.seen(authorizations).filter(|other| other.code != asked.code);
    for other in others.filter(|other| shares_model(asked, other)) {
        // A day on which a grant could be given: whoever asks ahead moves the first day along.
        trace.turn(other.valid_until.next());
        let state = authorization::state(other, &then);
        let lost =
            other.revocations.iter().any(|revocation| revocation.loses_models() && revocation.stands(&then));
        let same_standard = other.edition.number() == asked.edition.number();
        let overlaps = other.valid_until >= asked.from;
        if lost || (stands(state) && same_standard && overlaps) {
            trace.ground(GroundKind::Authorization, || other.code.to_string());
            // Said only where somebody reads it: a sweep writes no codes down.
            if T::NOTES && lost {
                cite_loss(&then, trace, asked, other);
            } else if T::NOTES {
                cite_held(trace, asked, other, state);
            }
            is_lost |= lost;
            trace.remedy(if is_lost { LOST } else { HELD });
            answer = Outcome::NotMet;
        }
    }
    if answer == Outcome::Met {
        trace.complete(q, Kept::AUTHORIZATIONS, authorizations, RULE.since);
    }
    answer
}

/// The models of a mark that the one asked about has as well.
fn shared(asked: &Authorization, other: &Authorization) -> Vec<String> {
    let is_shared = |model: &&String| asked.models.iter().any(|own| same_number(own, model));
    other.models.iter().filter(is_shared).cloned().collect()
}

/// Cites that models were lost for fault, by the entry of the revocation.
fn cite_loss<T: Trace>(then: &Question, trace: &mut T, asked: &Authorization, other: &Authorization) {
    let standing = other.revocations.iter().filter(|it| it.loses_models() && it.stands(then));
    let Some(first) = standing.min_by_key(|it| (it.mark.on, it.mark.entry)) else { return };
    let id = other.code.to_string();
    trace.fact("authorization", &Step { id: &id, mark: first.mark }, || {
        let (code, on, models) = (other.code, first.mark.on, shared(asked, other));
        Said::new(
            format!("型号{}曾因故失去授权：{code}于{on}被撤销", models.join("、")),
            format!("model {} lost the mark for fault: {code} was revoked on {on}", models.join(", ")),
        )
    });
}

/// Cites that models hold a mark against the same standard already.
fn cite_held<T: Trace>(trace: &mut T, asked: &Authorization, other: &Authorization, state: MarkState) {
    trace.fact("authorization", other, || {
        let since = state.since().map(|day| (format!("自{day}起"), format!(" since {day}")));
        let (state, (since_zh, since_en)) = (state.words(), since.unwrap_or_default());
        let (code, models, standard) = (other.code, shared(asked, other), other.edition.number());
        let (granted, last) = (other.granted_on, other.valid_until);
        Said::new(
            format!(
                "型号{}已有对同一标准（{standard}）的现行授权：{code}，{granted}授予，期限至{last}，{}{since_zh}",
                models.join("、"),
                state.zh
            ),
            format!(
                "model {} holds a mark against the same standard ({standard}) already: {code}, granted on {granted}, to {last}, {}{since_en}",
                models.join(", "),
                state.en
            ),
        )
    });
}
