//! Clause 9, joint filing: it is filed by both, so the parent that the declaration names has joined it by its own act,
//! by the day of the grant, and has not declined (reading 0018). The subsidiary's word that there is a parent is not the
//! parent's.

use super::base::no_parent;
use crate::article::{Article, Said, Words};
use crate::authorization::prospect::is_made_up;
use crate::authorization::{Basis, Declaration};
use crate::calendar::Day;
use crate::cited::Step;
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::record::Mark;
use crate::ground::GroundKind;
use crate::powers::OfficeKind;
use crate::question::{About, Question};
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.parent_filed",
    articles: &[Article::of(9)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "联合申报由母公司本身确认（共同申报确认）",
        en: "the parent of a joint filing has joined it by its own act",
    },
    not_met: Sentence {
        zh: "联合申报的母公司未确认共同申报，或已表示不同意",
        en: "The parent of the joint filing did not join it, or declined",
    },
    remedy: Sentence {
        zh: "由申报所列母公司登录后，对该自我声明办理“共同申报确认”；母公司已表示不同意的，企业撤回后另行申报",
        en: "the parent named in the declaration signs in and joins it; where it has declined, the enterprise withdraws and files anew",
    },
    undone_by: Sentence {
        zh: "补录母公司在授权日之前表示的不同意",
        en: "a refusal of the parent by the day of the grant that is entered later",
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
const JOINED: Missing = Missing {
    fact: "parent_joined",
    words: Words { zh: "母公司的共同申报确认", en: "whether the parent joined the filing" },
    from: OfficeKind::Maker,
};

/// What helps where the parent has declined.
const DECLINED: Sentence = Sentence {
    zh: "母公司已表示不同意：由企业撤回后另行申报",
    en: "the parent has declined: the enterprise withdraws and files anew",
};

/// What helps where the parent has not answered.
const WAITS: Sentence = Sentence {
    zh: "由申报所列母公司登录后，对该自我声明办理“共同申报确认”",
    en: "the parent named in the declaration signs in and joins it",
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let About::Authorization(authorization) = q.about else { return Outcome::NotApplicable };
    let Basis::SelfDeclaration { declaration, parent: Some(parent), .. } = &authorization.basis else {
        trace.note(no_parent);
        return Outcome::NotApplicable;
    };
    let filed = q.world.enterprise.declarations.iter().find(|d| d.id == *declaration && q.sees(*d));
    let Some(filed) = filed else { return Outcome::Unknown(&DECLARATION) };
    let by_grant = |mark: &Option<Mark>| {
        mark.filter(|mark| q.mark_day(mark).is_some_and(|day| day <= authorization.granted_on))
    };
    if is_made_up(filed) {
        // Nobody can join what is not filed: that stands in the way of the grant, not of the filing.
        trace.note(|| {
            let who = named(q, *parent);
            Said::new(
                format!("申报提交后，还须由母公司{}办理“共同申报确认”", who.zh),
                format!("once it is filed, its parent {} has to join it", who.en),
            )
        });
        return Outcome::NotApplicable;
    }
    if let Some(mark) = by_grant(&filed.declined) {
        answered(q, trace, filed, *parent, ("不同意", "declined", mark));
        trace.remedy(DECLINED);
        trace.ground(GroundKind::Declaration, || filed.id.clone());
        return Outcome::NotMet;
    }
    if let Some(mark) = by_grant(&filed.joined) {
        answered(q, trace, filed, *parent, ("确认", "joined", mark));
        return Outcome::Met;
    }
    let is_decided = filed.decided.as_ref().is_some_and(|decided| q.mark_day(&decided.mark).is_some());
    if is_decided {
        // Granted before the parent was asked here: what it said then is not on file.
        return Outcome::Unknown(&JOINED);
    }
    trace.note(|| {
        let who = named(q, *parent);
        Said::new(
            format!("母公司{}尚未对{}办理“共同申报确认”", who.zh, filed.id),
            format!("its parent {} has not joined {} yet", who.en, filed.id),
        )
    });
    trace.fact("declaration", filed, || {
        let (on, who) = (filed.filed_on, named(q, *parent));
        Said::new(
            format!("{on}申报，所列母公司为{}", who.zh),
            format!("filed on {on}, naming its parent {}", who.en),
        )
    });
    trace.remedy(WAITS);
    trace.ground(GroundKind::Declaration, || filed.id.clone());
    Outcome::NotMet
}

/// Notes what the parent answered, and when.
fn answered<T: Trace>(
    q: &Question,
    trace: &mut T,
    filed: &Declaration,
    parent: CreditCode,
    (zh, en, mark): (&str, &str, Mark),
) {
    trace.fact("declaration", &Step { id: &filed.id, mark }, || {
        let (who, day) = (named(q, parent), mark.on);
        Said::new(
            format!("母公司{}于{day}{zh}共同申报", who.zh),
            format!("its parent {} {en} on {day}", who.en),
        )
    });
}

/// The parent by its name of the day, as far as its dossier is at hand, and its code.
fn named(q: &Question, parent: CreditCode) -> Said {
    let found = q.world.parents.iter().find(|dossier| dossier.enterprise == parent);
    match found.map(|dossier| q.eyes().dossier(dossier).name()) {
        Some(name) => Said::new(format!("{name}（{parent}）"), format!("{name} ({parent})")),
        None => Said::new(parent.to_string(), parent.to_string()),
    }
}
