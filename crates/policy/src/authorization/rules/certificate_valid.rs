//! Clause 8: an authorisation of path 1 stands on a certificate that is valid on the day. Suspended: suspend
//! the authorisation. Withdrawn, cancelled or expired: it ends. Each is a finding for a person to decide.

use crate::article::{Article, Said, Words};
use crate::authorization::{Authorization, Basis, certificate, certificate_set_aside};
use crate::calendar::Day;
use crate::certification::{self, CertificateState};
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

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let About::Authorization(authorization) = q.about else { return Outcome::NotApplicable };
    let Basis::Certificate { certificate: number } = &authorization.basis else {
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
            format!("{}发，{}至{}", certificate.body, certificate.issued_on, certificate.valid_until),
            format!(
                "issued by {}, {} to {}",
                certificate.body, certificate.issued_on, certificate.valid_until
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
    trace
        .note(|| Said::new(format!("证书自{since}起{zh}"), format!("the certificate is {en} since {since}")));
    Outcome::NotMet
}

/// A certificate that is not there: nobody has entered it, or it was set aside, and then the mark rests on nothing.
fn set_aside<T: Trace>(authorization: &Authorization, q: &Question, trace: &mut T) -> Outcome {
    let Some((certificate, mark)) = certificate_set_aside(authorization, q) else {
        return Outcome::Unknown(&CERTIFICATE);
    };
    let number = &certificate.id;
    trace.fact("certificate", certificate, || {
        Said::new(format!("证书{number}已被撤销登记"), format!("the certificate {number} was set aside"))
    });
    trace.ground_since(GroundKind::CertificateEnded, mark.on, || number.clone());
    Outcome::NotMet
}
