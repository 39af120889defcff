//! Clause 9, condition 6 (iii): a Zhejiang Made certificate, valid on the filing day, for a product of the
//! same series as the one declared, from a body that was qualified on the day of issue (clause 8).

use super::base::{filing, route_holder};
use super::certificate_covers::issued_by_qualified;
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::certification::{self, CertificateState};
use crate::cited::Kept;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule, tells_all};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.certified_same_series",
    articles: &[Article::of(9), Article::of(8)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "情形三：同系列产品已通过认证",
        en: "route (iii): a valid certificate for a product of the same series",
    },
    not_met: Sentence {
        zh: "没有同系列产品的有效认证证书",
        en: "There was no valid certificate for a product of the same series",
    },
    remedy: Sentence {
        zh: "同系列产品取得认证证书之日起符合；证书由认证机构录入，系列由企业注明",
        en: "met from the day a product of the same series is certified; certificates are entered by the body, the series is stated by the maker",
    },
    undone_by: Sentence {
        zh: "该证书暂停、撤销、注销或到期",
        en: "that certificate being suspended, withdrawn or cancelled, or running out",
    },
    subject: Subject::Filing,
    part_of: Some("c9.route"),
};

const PRODUCT: Missing = Missing {
    fact: "product",
    words: Words { zh: "所申报产品的资料", en: "the declared product" },
    from: OfficeKind::Maker,
};
const SERIES: Missing = Missing {
    fact: "product_series",
    words: Words { zh: "产品所属系列", en: "the series a product belongs to" },
    from: OfficeKind::Maker,
};
const CERTIFICATES: Missing = Missing {
    fact: "certificates",
    words: Words { zh: "“浙江制造”认证证书", en: "the Zhejiang Made certificates" },
    from: OfficeKind::CertificationBody,
};

/// The check, which the rule over all three routes asks as well.
pub fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let holder = match route_holder(q, trace) {
        Ok(dossier) => dossier,
        Err(outcome) => return outcome,
    };
    let Some(filing) = filing(q) else { return Outcome::NotApplicable };
    let Some(declared) = q.seen(&q.world.enterprise.products).find(|product| product.id == filing.product)
    else {
        return Outcome::Unknown(&PRODUCT);
    };
    let complete = tells_all(q, trace, &holder.certificates);
    let mut answer = if complete { Outcome::NotMet } else { Outcome::Unknown(&CERTIFICATES) };
    for certificate in q.seen(&holder.certificates) {
        if T::NOTES {
            certification::turning_days(certificate, q).for_each(|day| trace.turn(day));
        }
        if certification::state(certificate, q) != CertificateState::Valid {
            continue;
        }
        let certified = q.seen(&holder.products).find(|product| product.id == certificate.product);
        let is_declared =
            certificate.product == declared.id && holder.enterprise == q.world.enterprise.enterprise;
        let same_series = match (&declared.series, certified.and_then(|product| product.series.as_ref())) {
            _ if is_declared => Some(true),
            (Some(one), Some(other)) => Some(one == other),
            _ => None,
        };
        if same_series != Some(false) {
            trace.fact("certificate", certificate, || {
                let (product, last) = (q.product_name(holder, &certificate.product), certificate.valid_until);
                Said::new(
                    format!("产品“{product}”，有效至{last}"),
                    format!("for product “{product}”, valid to {last}"),
                )
            });
        }
        answer = answer.or(match same_series {
            Some(true) => {
                // The register of bodies is the scheme's, whoever holds the certificate.
                trace.owner(None);
                let qualified = issued_by_qualified(q, trace, certificate);
                trace.owner(filing.parent);
                if qualified == Outcome::NotMet {
                    trace.note(|| {
                        let (body, issued) = (&certificate.body, certificate.issued_on);
                        Said::new(
                            format!("发证机构“{body}”在发证日{issued}不具备认证资质，该证书不计"),
                            format!("the body `{body}` was not qualified on the day of issue, {issued}: the certificate does not count"),
                        )
                    });
                }
                qualified
            }
            Some(false) => Outcome::NotMet,
            None => Outcome::Unknown(&SERIES),
        });
    }
    if answer == Outcome::NotMet {
        trace.complete(q, Kept::CERTIFICATES, &holder.certificates, q.day);
    }
    answer
}
