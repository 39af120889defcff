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

/// Whether a failed check led to a revocation that stands: then it is spent.
pub fn is_spent(q: &Question, check: &str) -> bool {
    let authorizations = &q.world.enterprise.authorizations;
    q.seen(authorizations).flat_map(|authorization| authorization.revocations.iter()).any(|revocation| {
        let corrected = revocation.corrected.as_ref().and_then(|mark| q.mark_day(mark));
        q.mark_day(&revocation.mark).is_some_and(|day| day <= q.day)
            && corrected.is_none_or(|day| q.day < day)
            && revocation.spent_checks.iter().any(|spent| spent == check)
    })
}

/// The verified failures of a product that count on the day judged and are not spent.
pub fn failures<'a>(q: &Question<'a>, product: &'a str) -> impl Iterator<Item = (&'a Check, Day)> + use<'a> {
    let q = *q;
    q.seen(&q.world.enterprise.checks).filter(move |check| check.product == product).filter_map(
        move |check| {
            let (day, failed) = check.verdict(&q)?;
            (failed && day <= q.day && !is_spent(&q, &check.id)).then_some((check, day))
        },
    )
}
