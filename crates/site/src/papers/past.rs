//! What was on file when an entry was written: the fold of the ledger up to it and no further, so that a paper says
//! today what it said on its day.

use documents::paper::ENGINE;
use policy::apply;
use policy::article::Said;
use policy::calendar::Day;
use policy::division::{self, PROVINCE};
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::event::{Entry, Event};
use policy::powers::{Office, OfficeKind};
use policy::scheme::{Organisation, Scheme};
use policy::standard::number::StandardNumber;
use policy::standard::publishing::{DutyReport, ReportStep};
use policy::standard::{Edition, Standard};
use policy::supervision::StepKind;
use registry::{EntryAt, Fault, Reader};

use super::Wanted;

/// Entries read at once.
const AT_ONCE: usize = 200;

/// Goes through the entries with a tag, up to and with one position.
fn each_until(reader: &Reader, tag: &str, last: u64, mut take: impl FnMut(&EntryAt)) -> Result<(), Fault> {
    let mut after = None;
    loop {
        let part = reader.history(tag, after, AT_ONCE)?;
        let Some(end) = part.last() else { return Ok(()) };
        after = Some(end.position);
        for at in &part {
            if at.position > last {
                return Ok(());
            }
            take(at);
        }
    }
}

/// An entry by its position; `None` beyond the end.
pub(crate) fn entry(reader: &Reader, position: u64) -> Result<Option<Entry>, Fault> {
    let Some(bytes) = reader.entry_bytes(position)? else { return Ok(None) };
    let entry = serde_json::from_str(&bytes);
    entry.map(Some).map_err(|fault| Fault::Unreadable(format!("entry {position}: {fault}")))
}

/// What the office of a kind for the whole province is called on a day: by the organisation that holds it, which is given
/// out, too, else by itself.
pub(super) fn office_on(scheme: &Scheme, kind: OfficeKind, on: Day) -> (Said, Option<&Organisation>) {
    let words = kind.words();
    // The province's office is written with its code or without.
    let offices = [Office::sole(kind), Office::of(kind, PROVINCE)];
    let held = offices.iter().find_map(|office| scheme.organisation(office, on));
    let name = held.map_or_else(
        || words.said(),
        |one| Said::new(one.name.clone(), one.name_en.clone().unwrap_or_else(|| words.en.to_owned())),
    );
    (name, held)
}

/// What one office is called on a day, by what was known then: its organisation, or what it is with its place.
pub(super) fn office_named(
    reader: &Reader,
    (office, on): (&Office, Day),
    position: u64,
) -> Result<Said, Fault> {
    let scheme = scheme(reader, position)?;
    let words = office.kind.words();
    if let Some(held) = scheme.organisation(office, on) {
        return Ok(Said::new(held.name.clone(), held.name_en.clone().unwrap_or_else(|| words.en.to_owned())));
    }
    let place = office.of.as_deref().and_then(division::name_of);
    Ok(match place {
        Some(place) if matches!(office.kind, OfficeKind::CityBureau | OfficeKind::CountyBureau) => {
            Said::new(format!("{}市场监管局", place.zh), format!("market bureau of {}", place.en))
        }
        _ => words.said(),
    })
}

/// The day on which a paper of this engine was first issued, which its imprint tells; `None` before that.
pub(super) fn issued_on(reader: &Reader, wanted: Wanted) -> Result<Option<Day>, Fault> {
    let entries = reader.history(&format!("papers_of:{}", wanted.entry), None, AT_ONCE)?;
    let is_it = |at: &&EntryAt| {
        let Event::PaperIssued { paper } = &at.entry.event else { return false };
        let told = (paper.kind, paper.lang, paper.copy, paper.engine.as_str());
        told == (wanted.kind, wanted.lang, wanted.copy, ENGINE)
    };
    Ok(entries.iter().find(is_it).map(|at| at.entry.entered_on))
}

/// The dossier of an enterprise as it stood after an entry.
pub(crate) fn dossier(reader: &Reader, code: CreditCode, last: u64) -> Result<Dossier, Fault> {
    let mut dossier = Dossier::opened(code);
    each_until(reader, &format!("enterprise:{code}"), last, |at| {
        apply::to_dossier(&mut dossier, &at.entry, at.position);
    })?;
    // Whoever issues the paper of a notice names its entry and not the enterprise.
    let steps = dossier.proceedings.iter().flat_map(|work| &work.steps);
    let notices = steps.filter(|step| matches!(step.step, StepKind::NoticeServed { .. }));
    let notices: Vec<u64> = notices.filter_map(|notice| notice.mark.entry).collect();
    for notice in notices {
        each_until(reader, &format!("papers_of:{notice}"), last, |at| {
            apply::to_dossier(&mut dossier, &at.entry, at.position);
        })?;
    }
    Ok(dossier)
}

/// The scheme as it stood after an entry.
pub(crate) fn scheme(reader: &Reader, last: u64) -> Result<Scheme, Fault> {
    let mut scheme = Scheme::opened();
    each_until(reader, "scheme", last, |at| apply::to_scheme(&mut scheme, &at.entry, at.position))?;
    Ok(scheme)
}

/// A standard as it stood after an entry.
pub(crate) fn standard(reader: &Reader, number: &StandardNumber, last: u64) -> Result<Standard, Fault> {
    let mut standard = Standard { number: number.clone(), editions: Vec::new() };
    each_until(reader, &format!("standard:{}", number.as_str()), last, |at| {
        apply::to_standard(&mut standard, &at.entry, at.position);
    })?;
    Ok(standard)
}

/// A report of duties not fulfilled as it stood after an entry, and after those by which a long list of its lines
/// goes on.
pub(super) fn duty_report(reader: &Reader, id: &str, position: u64) -> Result<DutyReport, Fault> {
    let mut last = position;
    for next in position.saturating_add(1).. {
        let more = entry(reader, next)?.map(|entry| entry.event);
        let Some(Event::DutyReportAdvanced { report, step: ReportStep::Continued { .. } }) = more else {
            break;
        };
        if report != id {
            break;
        }
        last = next;
    }
    let mut report = DutyReport::unfiled(id);
    each_until(reader, &format!("duty_report:{id}"), last, |at| {
        apply::to_report(&mut report, &at.entry, at.position);
    })?;
    Ok(report)
}

/// An edition as the act that entered it told it: a long table goes on in the entries after the first.
pub(super) fn edition(reader: &Reader, told: &Edition, position: u64) -> Result<Edition, Fault> {
    let mut whole = told.clone();
    for next in position.saturating_add(1).. {
        let more = entry(reader, next)?.map(|entry| entry.event);
        let Some(Event::TableContinued { edition, rows }) = more else { break };
        if edition != whole.edition {
            break;
        }
        whole.table.iter_mut().for_each(|table| table.rows.extend(rows.iter().cloned()));
    }
    Ok(whole)
}
