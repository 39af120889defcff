//! What the rules of clauses 10 and 11 share: which authorisation is asked about, and which verified
//! failures of its product are not spent.

use crate::authorization::Authorization;
use crate::calendar::Day;
use crate::question::{About, Question};
use crate::supervision::Check;

/// The authorisation in question.
pub fn authorization<'a>(q: &Question<'a>) -> Option<&'a Authorization> {
    if let About::Authorization(authorization) = q.about { Some(authorization) } else { None }
}

/// The self-declared authorisation in question: clause 11 speaks of no other, but for the listing.
pub fn self_declared<'a>(q: &Question<'a>) -> Option<&'a Authorization> {
    authorization(q).filter(|authorization| authorization.is_self_declared())
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
pub fn tells_all_failures(q: &Question, asked: &Authorization) -> bool {
    let years = q.numbers.failure_window_years;
    let first = asked.granted_on.minus_years(years);
    let first = if first.plus_years(years) < asked.granted_on { first.next() } else { first };
    q.is_complete(&q.world.enterprise.checks, first.min(q.day))
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
