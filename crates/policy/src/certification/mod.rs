//! Chapter III: certificates, as imported facts of a kept minimum: enough for path 1 of clause 8 and for
//! route (iii) of clause 9. The process of certification is another kind of case.

use crate::calendar::Day;
use crate::enterprise::facts::{Certificate, CertificateEnd, Suspension};
use crate::question::Question;

/// What a certificate is on a day. The four ways of not being valid are four things, not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateState {
    /// Issued later.
    NotYet,
    /// Valid.
    Valid,
    /// Suspended (暂停) since.
    Suspended(Day),
    /// Withdrawn for fault (撤销) on.
    Withdrawn(Day),
    /// Cancelled without fault (注销) on.
    Cancelled(Day),
    /// Past its last day (过期), which was.
    Expired(Day),
}

/// The state of a certificate on the day of the question, from what had happened and was known.
#[must_use]
pub fn state(certificate: &Certificate, q: &Question) -> CertificateState {
    if q.day < certificate.issued_on {
        return CertificateState::NotYet;
    }
    if let Some(end) = q.end_of(certificate).filter(|&end| end <= q.day) {
        return match certificate.end_kind {
            Some(CertificateEnd::Withdrawn) => CertificateState::Withdrawn(end),
            Some(CertificateEnd::Cancelled) | None => CertificateState::Cancelled(end),
        };
    }
    if q.day > certificate.valid_until {
        return CertificateState::Expired(certificate.valid_until);
    }
    suspended_since(&certificate.suspensions, q).map_or(CertificateState::Valid, CertificateState::Suspended)
}

/// The first day of the suspension that holds on the day of the question; of several, of the earliest.
#[must_use]
pub fn suspended_since(suspensions: &[Suspension], q: &Question) -> Option<Day> {
    let holding = suspensions.iter().filter_map(|suspension| {
        let from = q.mark_day(&suspension.from)?;
        let lifted = suspension.lifted.as_ref().and_then(|mark| q.mark_day(mark));
        (from <= q.day && lifted.is_none_or(|day| q.day < day)).then_some(from)
    });
    holding.min()
}

/// Days on which the state of a certificate may change, as far as is on file.
pub fn turning_days<'a>(
    certificate: &'a Certificate,
    q: &Question<'a>,
) -> impl Iterator<Item = Day> + use<'a> {
    let q = *q;
    let suspensions = certificate.suspensions.iter();
    let suspensions = suspensions.flat_map(move |s| {
        [q.mark_day(&s.from), s.lifted.as_ref().and_then(|mark| q.mark_day(mark))].into_iter().flatten()
    });
    let own = [Some(certificate.issued_on), Some(certificate.valid_until.next()), q.end_of(certificate)];
    own.into_iter().flatten().chain(suspensions)
}
