//! Clause 9, condition 6 (ii): certificates of quality, environment and occupational health, all three held
//! without a gap for 3 full years up to the filing day. A renewal joins when it starts no later than the day
//! after the last one ends; the years are complete on the day of the start plus 3 years.

use super::base::{first_day_window_opens_on, route_holder};
use crate::article::{Article, Said, Words};
use crate::calendar::Day;
use crate::enterprise::Dossier;
use crate::enterprise::facts::{ManagementSystem, SystemCertificate};
use crate::parameters::Key;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.three_systems",
    articles: &[Article::of(9)],
    since: Day::constant(2019, 1, 1),
    title: Words {
        zh: "情形二：质量、环境、职业健康安全“三体系”认证满3年",
        en: "route (ii): quality, environment and occupational-health certificates, all held for 3 full years",
    },
    remedy: Words {
        zh: "三张证书均不中断地持有满3年之日起符合；证书由企业录入",
        en: "met from the day all three have been held for 3 full years without a gap; certificates are entered by the maker",
    },
    subject: Subject::Filing,
    part_of: Some("c9.route"),
};

const CERTIFICATES: Missing = Missing {
    fact: "system_certificates",
    words: Words { zh: "管理体系认证证书", en: "the management-system certificates" },
    from: OfficeKind::Maker,
};

const SYSTEMS: [ManagementSystem; 3] =
    [ManagementSystem::Quality, ManagementSystem::Environment, ManagementSystem::OccupationalHealth];

/// The check, which the rule over all three routes asks as well.
pub fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let dossier = match route_holder(q) {
        Ok(dossier) => dossier,
        Err(outcome) => return outcome,
    };
    let years = q.numbers.systems_full_years;
    trace.number(Key::SystemsFullYears);
    let mut all = Outcome::Met;
    for system in SYSTEMS {
        let held = held_since(q, trace, dossier, system);
        let complete_on = held.map(|start| start.plus_years(years));
        if let (Some(start), Some(complete_on)) = (held, complete_on) {
            trace.note(|| {
                Said::new(
                    format!("{system:?}：自{start}起不中断持有，加{years}年为{complete_on}"),
                    format!(
                        "{system:?}: held without a gap since {start}; plus {years} years is {complete_on}"
                    ),
                )
            });
        }
        if complete_on.is_none_or(|day| day > q.day) {
            all = Outcome::NotMet;
        }
    }
    if all == Outcome::NotMet && !q.is_complete(&dossier.system_certificates, q.day.minus_years(years)) {
        for statement in &dossier.system_certificates.complete {
            trace.turn(first_day_window_opens_on(statement.since, years).previous());
            trace.turn(first_day_window_opens_on(statement.since, years));
        }
        return Outcome::Unknown(CERTIFICATES);
    }
    all
}

/// The last day of a certificate: as printed, or the day before it was withdrawn.
fn last_day(q: &Question, certificate: &SystemCertificate) -> Day {
    q.end_of(certificate).map_or(certificate.valid_until, |end| end.previous().min(certificate.valid_until))
}

/// The start of the unbroken chain of certificates of one system that covers the day judged.
fn held_since<T: Trace>(
    q: &Question,
    trace: &mut T,
    dossier: &Dossier,
    system: ManagementSystem,
) -> Option<Day> {
    let of_system = || q.seen(&dossier.system_certificates).filter(move |c| c.system == system);
    for certificate in of_system() {
        let last = last_day(q, certificate);
        trace.turn(certificate.from);
        trace.turn(certificate.from.plus_years(q.numbers.systems_full_years));
        trace.turn(last.next());
        trace.fact("system_certificate", certificate, || {
            Said::new(
                format!("{system:?}证书，{}至{last}", certificate.from),
                format!("{system:?} certificate, {} to {last}", certificate.from),
            )
        });
    }
    let mut start = None;
    let mut reach = q.day;
    // Each round takes the certificate that covers `reach` and starts earliest; the number of certificates
    // bounds the rounds.
    for _ in 0..=dossier.system_certificates.list.len() {
        let earlier = of_system()
            .filter(|c| c.from <= reach && last_day(q, c) >= reach && c.from <= last_day(q, c))
            .map(|c| c.from)
            .min()
            .filter(|&from| start.is_none_or(|start| from < start));
        let Some(from) = earlier else { break };
        start = Some(from);
        reach = from.previous();
    }
    start
}
