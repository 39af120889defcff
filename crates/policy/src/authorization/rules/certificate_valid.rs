//! Clause 8: an authorisation of path 1 stands on a certificate that is valid on the day. Suspended: suspend
//! the authorisation. Withdrawn, cancelled or expired: it ends. Each is a finding for a person to decide.

use super::certificate_covers::by_declaration;
use crate::article::{Article, Said, Words};
use crate::authorization::{Authorization, Basis, certificate, certificate_set_aside};
use crate::calendar::Day;
use crate::certification::{self, CertificateState};
use crate::cited::Step;
use crate::enterprise::facts::Certificate;
use crate::enterprise::record::Mark;
use crate::ground::GroundKind;
use crate::powers::OfficeKind;
use crate::question::{About, Question};
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c8.certificate_valid",
    articles: &[Article::of(8)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "授权所依据的认证证书有效",
        en: "the certificate that the authorisation rests on is valid",
    },
    not_met: Sentence {
        zh: "授权所依据的认证证书暂停或不再有效",
        en: "The certificate that the authorisation rests on is suspended or no longer valid",
    },
    remedy: Sentence {
        zh: "证书恢复或重新取得；证书由认证机构录入",
        en: "the certificate is restored or issued anew; certificates are entered by the body",
    },
    undone_by: Sentence {
        zh: "证书暂停、撤销、注销或到期",
        en: "the certificate being suspended, withdrawn or cancelled, or running out",
    },
    subject: Subject::Authorization,
    part_of: None,
};

const CERTIFICATE: Missing = Missing {
    fact: "certificate",
    words: Words {
        zh: "授权所依据的认证证书", en: "the certificate that the authorisation rests on"
    },
    from: OfficeKind::CertificationBody,
};

/// The body by its name, as far as it is on file; by its number otherwise.
fn body<'a>(q: &Question<'a>, certificate: &'a Certificate) -> &'a str {
    let named = q.seen(&q.world.scheme.bodies).filter(|body| body.id == certificate.body);
    let named = named.max_by_key(|body| (body.from, &body.name));
    named.map_or(certificate.body.as_str(), |body| body.name.as_str())
}

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let About::Authorization(authorization) = q.about else { return Outcome::NotApplicable };
    let Basis::Certificate { certificate: number } = &authorization.basis else {
        trace.note(by_declaration);
        return Outcome::NotApplicable;
    };
    let Some(certificate) = certificate(authorization, q) else {
        return set_aside(authorization, q, trace);
    };
    if T::NOTES {
        certification::turning_days(certificate, q).for_each(|day| trace.turn(day));
    }
    let state = certification::state(certificate, q);
    trace.fact("certificate", certificate, || {
        Said::new(
            format!("{}签发，{}至{}", body(q, certificate), certificate.issued_on, certificate.valid_until),
            format!(
                "issued by {}, {} to {}",
                body(q, certificate),
                certificate.issued_on,
                certificate.valid_until
            ),
        )
    });
    // What it is, in words, since when, and which work a ground of this kind opens.
    let (since, zh, en, kind) = match state {
        CertificateState::Valid => return Outcome::Met,
        CertificateState::NotYet => {
            (certificate.issued_on, "尚未签发", "not issued yet", GroundKind::CertificateEnded)
        }
        CertificateState::Suspended(day) => (day, "暂停", "suspended", GroundKind::CertificateSuspended),
        CertificateState::Withdrawn(day) => {
            (day, "撤销", "withdrawn for fault", GroundKind::CertificateEnded)
        }
        CertificateState::Cancelled(day) => (day, "注销", "cancelled", GroundKind::CertificateEnded),
        CertificateState::Expired(last) => (last.next(), "过期", "expired", GroundKind::CertificateEnded),
    };
    trace.ground_since(kind, since, || number.clone());
    if let Some(mark) = became(certificate, q, state) {
        trace.fact("certificate", &Step { id: number, mark: *mark }, || {
            Said::new(format!("自{since}起{zh}"), format!("{en} since {since}"))
        });
    }
    trace
        .note(|| Said::new(format!("证书自{since}起{zh}"), format!("the certificate is {en} since {since}")));
    Outcome::NotMet
}

/// By which entry it became what it is: none where it ran out by itself, or was not issued yet.
fn became<'a>(certificate: &'a Certificate, q: &Question, state: CertificateState) -> Option<&'a Mark> {
    match state {
        CertificateState::Withdrawn(_) | CertificateState::Cancelled(_) => certificate.ended.as_ref(),
        CertificateState::Suspended(day) => {
            let from = certificate.suspensions.iter().map(|suspension| &suspension.from);
            let of_the_day = from.filter(|mark| q.mark_day(mark) == Some(day));
            of_the_day.min_by_key(|mark| (mark.entered_on, mark.entry))
        }
        CertificateState::NotYet | CertificateState::Valid | CertificateState::Expired(_) => None,
    }
}

/// A certificate that is not there: nobody has entered it, or it was set aside, and then the mark rests on nothing.
fn set_aside<T: Trace>(authorization: &Authorization, q: &Question, trace: &mut T) -> Outcome {
    let Some((certificate, mark)) = certificate_set_aside(authorization, q) else {
        return Outcome::Unknown(&CERTIFICATE);
    };
    let number = &certificate.id;
    trace.fact("certificate", &Step { id: number, mark: *mark }, || {
        Said::new(format!("证书{number}已被撤销登记"), format!("the certificate {number} was set aside"))
    });
    trace.ground_since(GroundKind::CertificateEnded, mark.on, || number.clone());
    Outcome::NotMet
}
