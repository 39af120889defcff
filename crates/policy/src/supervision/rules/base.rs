//! What the rules of clauses 10 and 11 share: which authorisation is asked about, and which verified
//! failures of its product are not spent.

use crate::article::Said;
use crate::authorization::Authorization;
use crate::calendar::Day;
use crate::cited::{Kept, Step};
use crate::enterprise::record::Mark;
use crate::question::{About, Question};
use crate::rule::{Outcome, Sentence, Trace};
use crate::supervision::Check;

/// The authorisation in question.
pub fn authorization<'a>(q: &Question<'a>) -> Option<&'a Authorization> {
    if let About::Authorization(authorization) = q.about { Some(authorization) } else { None }
}

/// The self-declared authorisation in question: clause 11 speaks of no other, but for the listing.
pub fn self_declared<'a, T: Trace>(q: &Question<'a>, trace: &mut T) -> Option<&'a Authorization> {
    let asked = authorization(q)?;
    if !asked.is_self_declared() {
        trace.note(|| {
            Said::new(
                "该授权凭认证证书；第十一条的这一项只问自我声明的产品",
                "this mark rests on a certificate: clause 11 asks this of self-declared products alone",
            )
        });
        return None;
    }
    Some(asked)
}

/// What helps where the mark asked about is only about to be given: there is nothing to revoke.
const AT_GRANT: Sentence = Sentence {
    zh: "授权尚未授予：该情形在案期间不予授权；记录有误的，由录入机关撤销登记",
    en: "the mark is not granted yet: it is refused as long as this is on file; a wrong record is set aside by whoever entered it",
};

/// An answer about a mark, with the advice of a grant where the mark is not on file yet.
pub fn advised<T: Trace>(q: &Question, trace: &mut T, asked: &Authorization, answer: Outcome) -> Outcome {
    let is_against = matches!(answer, Outcome::NotMet | Outcome::ForJudgement(_));
    let marks = &q.world.enterprise.authorizations.list;
    if T::NOTES && is_against && !marks.iter().any(|known| known.code == asked.code) {
        trace.remedy(AT_GRANT);
    }
    answer
}

/// Whether a failed check is spent for this authorisation: it led to a revocation that stands, of this
/// authorisation itself or of one before it was granted. A second mark of the same product that stood beside
/// the revoked one is not cleared by its fall.
pub fn is_spent(q: &Question, asked: &Authorization, check: &str) -> bool {
    q.seen(&q.world.enterprise.authorizations).any(|other| {
        other.revocations.iter().any(|revocation| {
            (other.code == asked.code || revocation.mark.on <= asked.granted_on)
                && revocation.stands(q)
                && revocation.spent_checks.iter().any(|spent| spent == check)
        })
    })
}

/// Whether the checks on file tell of every failure that could count for this authorisation: back to the first
/// day whose window of clause 10 still reaches its grant (reading 0011).
pub fn tells_all_failures<T: Trace>(q: &Question, trace: &mut T, asked: &Authorization) -> bool {
    let years = q.numbers.failure_window_years;
    let first = asked.granted_on.minus_years(years);
    let first = if first.plus_years(years) < asked.granted_on { first.next() } else { first };
    let (checks, first) = (&q.world.enterprise.checks, first.min(q.day));
    trace.complete(q, Kept::CHECKS, checks, first);
    q.is_complete(checks, first)
}

/// A check as a fact that rests on its result having been verified: cited by the entry that verified it.
pub fn verified(check: &Check) -> Step<'_> {
    let sampled = Mark { on: check.sampled_on, entered_on: check.entered_on, entry: check.entry };
    Step { id: &check.id, mark: check.verified.as_ref().map_or(sampled, |verified| verified.mark) }
}

/// The verified failures of the authorisation's product that count on the day judged: not spent, and not so long
/// before the grant that their window had closed by then (reading 0011).
pub fn failures<'a>(q: &Question<'a>, asked: &'a Authorization) -> impl Iterator<Item = (&'a Check, Day)> {
    let of_product = move |check: &&Check| check.product == asked.product;
    q.seen(&q.world.enterprise.checks).filter(of_product).filter_map(move |check| {
        let (day, failed) = check.verdict(q)?;
        let reaches = asked.granted_on <= day.plus_years(q.numbers.failure_window_years);
        (failed && reaches && day <= q.day && !is_spent(q, asked, &check.id)).then_some((check, day))
    })
}
