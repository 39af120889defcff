//! Clause 8, path 1: the certificate is the maker's own, for this product, these models and this edition,
//! and from a body that was qualified on the day of issue.

use crate::article::{Article, Said, Words};
use crate::authorization::{Authorization, Basis, certificate, certificate_set_aside};
use crate::calendar::Day;
use crate::enterprise::facts::Certificate;
use crate::powers::OfficeKind;
use crate::question::{About, Question};
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::scheme::BodyKind;

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c8.certificate_covers",
    articles: &[Article::of(8)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "证书由具备资质的认证机构签发，覆盖该产品、型号和标准版本",
        en: "the certificate is from a qualified body and covers the product, the models and the edition",
    },
    not_met: Sentence {
        zh: "证书不是由具备资质的认证机构签发，或没有覆盖该产品、型号或标准版本",
        en: "The certificate is not from a qualified body, or does not cover the product, the models or the edition",
    },
    remedy: Sentence {
        zh: "授权范围须在证书范围之内；机构资质由联合会录入",
        en: "the authorisation must stay within the certificate; a body's qualification is entered by the federation",
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
const BODIES: Missing = Missing {
    fact: "bodies",
    words: Words { zh: "认证机构的资质", en: "which bodies are qualified" },
    from: OfficeKind::Federation,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let About::Authorization(authorization) = q.about else { return Outcome::NotApplicable };
    if !matches!(authorization.basis, Basis::Certificate { .. }) {
        return Outcome::NotApplicable;
    }
    let Some(certificate) = certificate(authorization, q) else {
        return basis_gone(authorization, q, trace).unwrap_or(Outcome::Unknown(&CERTIFICATE));
    };
    trace.fact("certificate", certificate, || {
        let models =
            if certificate.models.is_empty() { "*".to_owned() } else { certificate.models.join(", ") };
        Said::new(
            format!("产品{}，型号{models}，标准{}", certificate.product, certificate.edition),
            format!("product {}, models {models}, edition {}", certificate.product, certificate.edition),
        )
    });
    let covers = certificate.product == authorization.product
        && certificate.edition == authorization.edition
        && (certificate.models.is_empty()
            || authorization.models.iter().all(|model| certificate.models.contains(model)));
    if !covers {
        return Outcome::NotMet;
    }
    issued_by_qualified(q, certificate)
}

/// The answer about a mark whose certificate was set aside: there is no basis that could cover anything.
pub(super) fn basis_gone<T: Trace>(
    authorization: &Authorization,
    q: &Question,
    trace: &mut T,
) -> Option<Outcome> {
    let (certificate, _) = certificate_set_aside(authorization, q)?;
    trace.fact("certificate", certificate, || {
        let number = &certificate.id;
        Said::new(
            format!("证书{number}已被撤销登记，依据不复存在"),
            format!("the certificate {number} was set aside: the basis is gone"),
        )
    });
    Some(Outcome::NotMet)
}

/// Whether a body issued the certificate that was qualified on the day of issue.
pub(super) fn issued_by_qualified(q: &Question, certificate: &Certificate) -> Outcome {
    let bodies = &q.world.scheme.bodies;
    let issued = certificate.issued_on;
    let qualified = q.seen(bodies).any(|body| {
        body.id == certificate.body
            && body.kind == BodyKind::CertificationBody
            && body.from <= issued
            && body.valid_until.is_none_or(|last| issued <= last)
            && q.end_of(body).is_none_or(|end| issued < end)
    });
    if qualified {
        Outcome::Met
    } else if q.is_complete(bodies, issued) {
        Outcome::NotMet
    } else {
        Outcome::Unknown(&BODIES)
    }
}
