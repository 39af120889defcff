//! Clause 8: an authorisation cannot outlive its basis, nor the longest term; it starts no earlier than its
//! basis and ends no earlier than it starts.

use super::certificate_covers::basis_gone;
use crate::article::{Article, Said, Words, counted};
use crate::authorization::prospect::is_made_up;
use crate::authorization::{Basis, certificate};
use crate::calendar::Day;
use crate::parameters::Key;
use crate::powers::OfficeKind;
use crate::question::{About, Question};
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c8.within_basis",
    articles: &[Article::of(8)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "授权期限不超出其依据的期限和最长期限",
        en: "the period stays within its basis and the longest term",
    },
    not_met: Sentence {
        zh: "授权期限超出其依据的期限或最长期限",
        en: "The period goes beyond its basis or the longest term",
    },
    remedy: Sentence { zh: "缩短授权期限", en: "shorten the period" },
    undone_by: Sentence {
        zh: "授权期限另定，或其依据被撤销登记",
        en: "another period, or the basis being set aside",
    },
    subject: Subject::Authorization,
    part_of: None,
};

const BASIS: Missing = Missing {
    fact: "basis",
    words: Words {
        zh: "授权所依据的证书或自我声明",
        en: "the certificate or declaration that the authorisation rests on",
    },
    from: OfficeKind::Federation,
};

/// What helps where the last day lies before the first: there is nothing left to shorten.
const IS_PAST: Sentence = Sentence {
    zh: "最后一天早于首日：改写更晚的最后一天；已经提交的，须重新申报",
    en: "the last day lies before the first: give a later one; a declaration that was filed has to be filed anew",
};

/// What helps where the first day lies before the basis.
const IS_EARLY: Sentence =
    Sentence { zh: "授权首日不早于其依据的首日", en: "start no earlier than the basis does" };

/// Why what is only asked about has no entry.
fn not_filed() -> Said {
    Said::new("尚未申报，没有账目", "it is not filed yet and has no entry")
}

/// From when to when a basis carries.
fn runs(first: Day, last: Day) -> Said {
    Said::new(format!("{first}至{last}"), format!("from {first} to {last}"))
}

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let About::Authorization(authorization) = q.about else { return Outcome::NotApplicable };
    let basis = match &authorization.basis {
        Basis::Certificate { .. } => certificate(authorization, q).map(|c| {
            trace.fact("certificate", c, || runs(c.issued_on, c.valid_until));
            (c.issued_on, c.valid_until)
        }),
        Basis::SelfDeclaration { declaration, .. } => {
            q.world.enterprise.declarations.iter().find(|d| d.id == *declaration && q.sees(*d)).map(|d| {
                if is_made_up(d) {
                    trace.no_entry(not_filed);
                } else {
                    trace.fact("declaration", d, || runs(d.filed_on, d.filing.until));
                }
                (d.filed_on, d.filing.until)
            })
        }
    };
    let Some((first, last)) = basis else {
        return basis_gone(authorization, q, trace).unwrap_or(Outcome::Unknown(&BASIS));
    };
    // A decision keeps the version of the policy it was taken under.
    let numbers = q.numbers_on(authorization.granted_on).unwrap_or(q.numbers);
    let years = numbers.authorization_longest_years;
    trace.number_on(Key::AuthorizationLongestYears, authorization.granted_on);
    // Days on which a grant could be given: whoever asks ahead moves the first day along.
    let within = authorization.valid_until.minus_years(years);
    [within, within.next(), authorization.valid_until.next()].into_iter().for_each(|day| trace.turn(day));
    let longest = authorization.from.plus_years(years);
    trace.note(|| {
        Said::new(
            format!(
                "授权{}至{}；依据{first}至{last}；首日加{years}年，最长至{longest}",
                authorization.from, authorization.valid_until
            ),
            format!(
                "period {} to {}; basis {first} to {last}; first day plus {}: to {longest} at the longest",
                authorization.from,
                authorization.valid_until,
                counted(years, "years")
            ),
        )
    });
    let holds = first <= authorization.from
        && authorization.from <= authorization.valid_until
        && authorization.valid_until <= last
        && authorization.valid_until <= longest;
    if authorization.valid_until < authorization.from {
        trace.remedy(IS_PAST);
    } else if authorization.from < first {
        trace.remedy(IS_EARLY);
    }
    if holds { Outcome::Met } else { Outcome::NotMet }
}
