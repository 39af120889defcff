//! Clause 8, path 1: the certificate is the maker's own, for this product, these models and this edition,
//! and from a body that was qualified on the day of issue.

use crate::article::{Article, Said, Words};
use crate::authorization::{Authorization, Basis, certificate, certificate_set_aside};
use crate::calendar::Day;
use crate::cited::{Kept, Step};
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
    undone_by: Sentence {
        zh: "证书或发证机构的资质记录被撤销登记",
        en: "the certificate or the qualification of its body being set aside",
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
        trace.note(by_declaration);
        return Outcome::NotApplicable;
    }
    let Some(certificate) = certificate(authorization, q) else {
        return basis_gone(authorization, q, trace).unwrap_or(Outcome::Unknown(&CERTIFICATE));
    };
    trace.fact("certificate", certificate, || {
        let models =
            if certificate.models.is_empty() { "*".to_owned() } else { certificate.models.join(", ") };
        let product = q.product_name(q.world.enterprise, &certificate.product);
        let edition = &certificate.edition;
        Said::new(
            format!("产品“{product}”，型号{models}，标准{edition}"),
            format!("product “{product}”, models {models}, edition {edition}"),
        )
    });
    let covers = certificate.product == authorization.product
        && certificate.edition == authorization.edition
        && (certificate.models.is_empty()
            || authorization.models.iter().all(|model| certificate.models.contains(model)));
    if !covers {
        return Outcome::NotMet;
    }
    issued_by_qualified(q, trace, certificate)
}

/// Why nothing is asked of a certificate.
pub(super) fn by_declaration() -> Said {
    Said::new(
        "该授权凭自我声明，不以认证证书为依据",
        "this mark rests on a self-declaration and on no certificate",
    )
}

/// The answer about a mark whose certificate was set aside: there is no basis that could cover anything.
pub(super) fn basis_gone<T: Trace>(
    authorization: &Authorization,
    q: &Question,
    trace: &mut T,
) -> Option<Outcome> {
    let (certificate, mark) = certificate_set_aside(authorization, q)?;
    trace.fact("certificate", &Step { id: &certificate.id, mark: *mark }, || {
        let number = &certificate.id;
        Said::new(
            format!("证书{number}已被撤销登记，依据不复存在"),
            format!("the certificate {number} was set aside: the basis is gone"),
        )
    });
    Some(Outcome::NotMet)
}

/// Whether a body issued the certificate that was qualified on the day of issue.
pub(super) fn issued_by_qualified<T: Trace>(
    q: &Question,
    trace: &mut T,
    certificate: &Certificate,
) -> Outcome {
    let bodies = &q.world.scheme.bodies;
    let issued = certificate.issued_on;
    let mut qualified = q.seen(bodies).filter(|&body| {
        body.id == certificate.body
            && body.kind == BodyKind::CertificationBody
            && body.from <= issued
            && body.valid_until.is_none_or(|last| issued <= last)
            && q.end_of(body).is_none_or(|end| issued < end)
    });
    // Any one will do; for the reader it is the first by its days, for the order of entry must not choose.
    let found =
        if T::NOTES { qualified.min_by_key(|body| (body.from, body.entry)) } else { qualified.next() };
    if let Some(body) = found {
        trace.fact("body", body, || {
            let from = body.from;
            Said::new(
                format!("{}自{from}起具备认证资质，发证日为{issued}", body.name),
                format!("{} is qualified from {from}; the certificate was issued on {issued}", body.name),
            )
        });
        return Outcome::Met;
    }
    trace.complete(q, Kept::BODIES, bodies, issued);
    if q.is_complete(bodies, issued) { Outcome::NotMet } else { Outcome::Unknown(&BODIES) }
}
