//! Clause 4: while an enterprise that led the drafting of a standard is overdue in holding a valid authorisation, its
//! proposals for new projects as lead are not accepted. The bar begins on the day after the last day, ends by itself
//! on the day the duty is met, and touches neither projects accepted already nor any part but that of the lead.

use super::duty::noted;
use crate::article::{Article, Words};
use crate::calendar::Day;
use crate::cited::Kept;
use crate::powers::OfficeKind;
use crate::question::{About, Question};
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::standard::drafting::DraftingPart;
use crate::standard::duties::{Duty, DutyStatus};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c4.lead_open",
    articles: &[Article::of(4)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "企业作为牵头单位的立项申请可以受理：没有牵头起草的标准逾期未取得授权",
        en: "a proposal of the enterprise as lead can be accepted: it led no standard against which it is overdue in holding an authorisation",
    },
    not_met: Sentence {
        zh: "企业牵头起草的标准逾期未取得授权，暂停受理其新的牵头立项申请",
        en: "The enterprise led a standard and is overdue in holding an authorisation against it: new proposals as lead are not accepted",
    },
    remedy: Sentence {
        zh: "取得该标准的授权，自授权首日起恢复受理",
        en: "obtain an authorisation against that standard; proposals are accepted again from its first day",
    },
    undone_by: Sentence {
        zh: "企业牵头起草的标准逾期未取得授权",
        en: "the enterprise being overdue in holding an authorisation against a standard that it led",
    },
    subject: Subject::LeadProposal,
    part_of: None,
};

const ROLES: Missing = Missing {
    fact: "drafting_roles_complete",
    words: Words {
        zh: "参与起草记录是否完整（联合会尚未确认回溯到政策首日）",
        en: "whether the drafting roles on file are complete (the federation has not confirmed them back to the policy's first day)",
    },
    from: OfficeKind::Federation,
};

/// Where nobody can tell, no authorisation is lacking as far as is known: a fact is.
const SUPPLY: Sentence = Sentence {
    zh: "补充所缺的资料后即可判断；参与起草记录由品牌建设联合会确认完整",
    en: "it can be told once what is missing is supplied; the federation confirms that the drafting roles on file are complete",
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let About::LeadProposal = q.about else { return Outcome::NotApplicable };
    let roles = &q.world.enterprise.drafting_roles;
    let complete = q.is_complete(roles, RULE.since);
    let mut answer = if complete { Outcome::Met } else { Outcome::Unknown(&ROLES) };
    for role in q.seen(roles).filter(|role| role.part == DraftingPart::Lead) {
        answer = answer.and(match noted(q, trace, role, Duty::Authorised) {
            DutyStatus::Overdue { .. } => Outcome::NotMet,
            DutyStatus::CannotTell(missing) => Outcome::Unknown(missing),
            DutyStatus::Pending { .. }
            | DutyStatus::Met { .. }
            | DutyStatus::MetLate { .. }
            | DutyStatus::MetUnsure { .. }
            | DutyStatus::NotBound(_) => Outcome::Met,
        });
    }
    if answer == Outcome::Met {
        trace.complete(q, Kept::DRAFTING_ROLES, roles, RULE.since);
    }
    if let Outcome::Unknown(_) = answer {
        trace.remedy(SUPPLY);
    }
    answer
}
