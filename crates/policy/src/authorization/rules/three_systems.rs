//! Clause 9, condition 6 (ii): certificates of quality, environment and occupational health, all three held
//! without a gap for 3 full years up to the filing day. A renewal joins when it starts no later than the day
//! after the last one ends; the years are complete on the day of the start plus 3 years. The day a certificate
//! is withdrawn is a day without it.

use super::base::route_holder;
use crate::article::{Article, Said, Words, counted};
use crate::calendar::Day;
use crate::cited::{Kept, Step};
use crate::enterprise::Dossier;
use crate::enterprise::facts::{ManagementSystem, SystemCertificate};
use crate::parameters::Key;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c9.three_systems",
    articles: &[Article::of(9)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "情形二：质量、环境、职业健康安全“三体系”认证满{systems_full_years}年",
        en: "route (ii): quality, environment and occupational-health certificates, all held for {systems_full_years} full years",
    },
    not_met: Sentence {
        zh: "质量、环境、职业健康安全“三体系”认证未满{systems_full_years}年",
        en: "The quality, environment and occupational-health certificates had not all been held for {systems_full_years} full years",
    },
    remedy: Sentence {
        zh: "三张证书均不中断地持有满{systems_full_years}年之日起符合；证书由企业录入",
        en: "met from the day all three have been held for {systems_full_years} full years without a gap; certificates are entered by the maker",
    },
    undone_by: Sentence {
        zh: "三张证书中有一张中断",
        en: "a gap in one of the three certificates",
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
    let dossier = match route_holder(q, trace) {
        Ok(dossier) => dossier,
        Err(outcome) => return outcome,
    };
    trace.number(Key::SystemsFullYears);
    if T::NOTES {
        q.complete_since(&dossier.system_certificates).for_each(|since| trace.turn(since));
    }
    let mut all = Outcome::Met;
    for system in SYSTEMS {
        all = all.and(one_system(q, trace, dossier, system));
        // Nothing outweighs a no; who asks why is told of all three.
        if all == Outcome::NotMet && !T::NOTES {
            break;
        }
    }
    all
}

/// Whether one system has been certified for the full years up to the day judged.
///
/// What breaks the years is the last day without a certificate. It is a no where the register is known to tell
/// all of that day; where nobody has looked so far back, a certificate may be missing.
fn one_system<T: Trace>(q: &Question, trace: &mut T, dossier: &Dossier, system: ManagementSystem) -> Outcome {
    let years = q.numbers.systems_full_years;
    if T::NOTES {
        note_certificates(q, trace, dossier, system);
    }
    let start = held_since(q, dossier, system);
    let complete_on = start.map(|start| start.plus_years(years));
    if let (Some(start), Some(complete_on)) = (start, complete_on) {
        trace.turn(complete_on);
        trace.note(|| {
            let name = system.words();
            Said::new(
                format!("{}：自{start}起不中断持有，加{years}年为{complete_on}", name.zh),
                format!(
                    "{}: held without a gap since {start}; plus {} is {complete_on}",
                    name.en,
                    counted(years, "years")
                ),
            )
        });
    }
    if T::NOTES
        && let Some(complete_on) = complete_on
        && let Some(ends_on) =
            held_until(q, dossier, system).filter(|&last| q.day <= last && last < complete_on)
    {
        note_renewal(trace, system, ends_on, complete_on);
    }
    let gap = start.map_or(q.day, Day::previous);
    if complete_on.is_some_and(|day| day <= q.day) {
        return Outcome::Met;
    }
    trace.complete(q, Kept::SYSTEM_CERTIFICATES, &dossier.system_certificates, gap);
    if q.is_complete(&dossier.system_certificates, gap) {
        Outcome::NotMet
    } else {
        Outcome::Unknown(&CERTIFICATES)
    }
}

/// Certificates that end before the years are complete: no day can be promised, but what would make it so can be said.
fn note_renewal<T: Trace>(trace: &mut T, system: ManagementSystem, ends_on: Day, complete_on: Day) {
    trace.note(|| {
        let name = system.words();
        let renewed_by = ends_on.next();
        Said::new(
            format!("{}证书{ends_on}到期，早于满年之日；新证书不晚于{renewed_by}起生效的，于{complete_on}满年", name.zh),
            format!(
                "{}: the certificates end on {ends_on}, before the years are complete; with a renewal from {renewed_by} at the latest they are complete on {complete_on}",
                name.en
            ),
        )
    });
}

fn note_certificates<T: Trace>(q: &Question, trace: &mut T, dossier: &Dossier, system: ManagementSystem) {
    for certificate in q.seen(&dossier.system_certificates).filter(|c| c.system == system) {
        let last = last_day(q, certificate);
        trace.turn(last.next());
        trace.fact("system_certificate", certificate, || {
            let name = system.words();
            Said::new(
                format!("{}证书，{}至{last}", name.zh, certificate.from),
                format!("{} certificate, {} to {last}", name.en, certificate.from),
            )
        });
        // One that was withdrawn ends by another entry than the one that brought it.
        if let Some(mark) = certificate.ended.as_ref().filter(|mark| q.mark_day(mark).is_some()) {
            trace.fact("system_certificate", &Step { id: &certificate.id, mark: *mark }, || {
                let (name, on) = (system.words(), mark.on);
                Said::new(
                    format!("{}证书于{on}失效", name.zh),
                    format!("{} certificate ended on {on}", name.en),
                )
            });
        }
    }
}

/// The last day of a certificate: as printed, or the day before it was withdrawn.
fn last_day(q: &Question, certificate: &SystemCertificate) -> Day {
    q.end_of(certificate).map_or(certificate.valid_until, |end| end.previous().min(certificate.valid_until))
}

/// The start of the unbroken chain of certificates of one system that covers the day judged.
fn held_since(q: &Question, dossier: &Dossier, system: ManagementSystem) -> Option<Day> {
    let mut start = None;
    let mut reach = q.day;
    // Each round takes the certificate that covers `reach` and starts earliest, and goes on from the day
    // before; the number of certificates bounds the rounds.
    for _ in 0..=dossier.system_certificates.list.len() {
        let covering = q
            .seen(&dossier.system_certificates)
            .filter(|c| c.system == system && c.from <= reach && reach <= last_day(q, c));
        let Some(from) = covering.map(|c| c.from).min().filter(|&from| Some(from) != start) else { break };
        start = Some(from);
        reach = from.previous();
    }
    start
}

/// The last day up to which certificates of one system cover every day from the day judged on.
fn held_until(q: &Question, dossier: &Dossier, system: ManagementSystem) -> Option<Day> {
    let mut last = None;
    let mut reach = q.day;
    for _ in 0..=dossier.system_certificates.list.len() {
        let covering = q
            .seen(&dossier.system_certificates)
            .filter(|c| c.system == system && c.from <= reach && reach <= last_day(q, c));
        let Some(until) = covering.map(|c| last_day(q, c)).max().filter(|&until| Some(until) != last) else {
            break;
        };
        last = Some(until);
        reach = until.next();
    }
    last
}
