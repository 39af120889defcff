//! Clause 8: the mark is granted against an edition that is in force on the first day of the authorisation. Asked of a
//! mark that stands, it finds an edition that was set aside, or withdrawn before that day as is known by now.

use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::cited::Step;
use crate::enterprise::record::Mark;
use crate::ground::GroundKind;
use crate::powers::OfficeKind;
use crate::question::{About, Question};
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::standard::Edition;
use crate::standard::number::EditionNumber;

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c8.edition_in_force",
    articles: &[Article::of(8)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "对标的标准版本在授权首日现行有效",
        en: "the edition is in force on the first day of the authorisation",
    },
    not_met: Sentence {
        zh: "对标的标准版本在授权首日尚未实施，或已被代替、废止或撤销",
        en: "On the first day of the authorisation the edition was not in force, or was replaced, withdrawn or set aside",
    },
    remedy: Sentence {
        zh: "标准实施之日起符合；被代替的，按新版本申报；标准由联合会录入",
        en: "met from the day it is in force; if replaced, file against the new edition; editions are entered by the federation",
    },
    undone_by: Sentence {
        zh: "该标准版本被撤销登记，或补录其在授权首日之前已废止",
        en: "the edition being set aside, or entered as withdrawn before the first day of the authorisation",
    },
    subject: Subject::Authorization,
    part_of: None,
};

const EDITION: Missing = Missing {
    fact: "edition",
    words: Words { zh: "标准版本的资料", en: "the edition of the standard" },
    from: OfficeKind::Federation,
};

/// What helps where the edition is over: no day turns that.
const IS_OVER: Sentence = Sentence {
    zh: "按现行有效的版本申报；该标准没有现行版本的，不能再据以获得授权",
    en: "file against an edition that is in force; where the standard has none, no mark is granted against it",
};

/// What helps where it is not in force yet.
const IS_AHEAD: Sentence = Sentence {
    zh: "标准实施之日起符合，无须办理",
    en: "met from the day the edition is in force, without anything being done",
};

/// Cites that an edition was withdrawn, and the one that came in its place where one did.
fn cite_withdrawal<T: Trace>(q: &Question, trace: &mut T, edition: &Edition, mark: &Mark) {
    let (number, on) = (&edition.edition, mark.on);
    let of_it = q.world.standards.iter().filter(|standard| standard.number == *number.number());
    let later = of_it
        .flat_map(|standard| &standard.editions)
        .filter(|one| one.edition.year() > number.year() && q.sees(*one) && one.in_force_from <= on);
    let replaced_by = later.max_by_key(|one| one.edition.year());
    let withdrawal = Step { id: &edition.id, mark: *mark };
    trace.fact("edition", &withdrawal, || match replaced_by {
        Some(by) => Said::new(
            format!("{number}自{on}起被{}代替", by.edition),
            format!("{number} replaced by {} from {on}", by.edition),
        ),
        None => Said::new(format!("{number}自{on}起废止"), format!("{number} withdrawn from {on}")),
    });
    if let Some(by) = replaced_by {
        trace.fact("edition", by, || in_force(by));
    }
}

fn in_force(edition: &Edition) -> Said {
    Said::new(
        format!("{}自{}起实施", edition.edition, edition.in_force_from),
        format!("{} in force from {}", edition.edition, edition.in_force_from),
    )
}

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let About::Authorization(authorization) = q.about else { return Outcome::NotApplicable };
    let Some(edition) = q.edition(&authorization.edition) else {
        return set_aside(q, trace, &authorization.edition);
    };
    let first = authorization.from;
    let withdrawn = q.end_of(edition);
    // A day on which a grant could be given: whoever asks ahead moves the first day along.
    trace.turn(edition.in_force_from);
    withdrawn.into_iter().for_each(|end| trace.turn(end));
    trace.fact("edition", edition, || in_force(edition));
    // Said only where somebody reads it: a sweep looks through no other editions.
    if let Some(mark) = edition.ended.as_ref().filter(|_| T::NOTES && withdrawn.is_some()) {
        cite_withdrawal(q, trace, edition, mark);
    }
    if edition.in_force_from <= first && withdrawn.is_none_or(|end| first < end) {
        Outcome::Met
    } else {
        trace.ground(GroundKind::Edition, || edition.edition.to_string());
        let is_over = withdrawn.is_some_and(|end| end <= first);
        trace.remedy(if is_over { IS_OVER } else { IS_AHEAD });
        Outcome::NotMet
    }
}

/// An edition that is not there: nobody has entered it, or it was set aside, and then there is nothing to hold to.
fn set_aside<T: Trace>(q: &Question, trace: &mut T, number: &EditionNumber) -> Outcome {
    let mut editions = q.world.standards.iter().flat_map(|standard| &standard.editions);
    let gone = editions.rfind(|known| known.edition == *number && q.sees_annulment(*known).is_some());
    let Some(edition) = gone else { return Outcome::Unknown(&EDITION) };
    if let Some(mark) = q.sees_annulment(edition) {
        trace.fact("edition", &Step { id: &edition.id, mark: *mark }, || {
            Said::new(format!("{number}已被撤销登记"), format!("{number} was set aside"))
        });
    }
    trace.ground(GroundKind::Edition, || number.to_string());
    Outcome::NotMet
}
