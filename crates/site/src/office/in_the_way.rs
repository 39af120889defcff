//! What stands in the way of the next step of a report of duties: letters that are not issued, and lines that proved wrong;
//! and where each is cleared out of the way.

use std::collections::BTreeSet;

use policy::command::ActKind;
use policy::paper::PaperKind;
use policy::powers::{Office, OfficeKind};
use policy::standard::publishing::{DutyLine, DutyReport};
use registry::{Fault, Reader};

use crate::office::desk_list::SHOWN;
use crate::office::reported::{form, letter_address, unissued, wrong};
use crate::papers::duties::is_to;
use crate::public::reported::address;
use crate::visitor::Visitor;
use crate::words::fill;

/// What stands in the way of the next step of a report: letters that are not issued, and lines that proved wrong.
#[derive(Debug, Clone, Default)]
pub(crate) struct InTheWay {
    unissued: BTreeSet<u64>,
    wrong: Vec<DutyLine>,
}

impl InTheWay {
    /// Of one report.
    ///
    /// # Errors
    /// A fault of the reader.
    pub(super) fn of(reader: &Reader, report: &DutyReport) -> Result<InTheWay, Fault> {
        let one = std::slice::from_ref(report);
        let wrong = wrong(reader, one)?.0.into_iter().map(|duty| duty.line).collect();
        Ok(InTheWay { unissued: unissued(reader, one)?, wrong })
    }

    /// Whether an act makes sense at this point of the report: what would be refused is not offered.
    pub(super) fn lets(&self, report: &DutyReport, act: ActKind) -> bool {
        let is_out = |entry: Option<u64>| entry.is_none_or(|entry| !self.unissued.contains(&entry));
        let is_right = |region: &str| self.wrong.iter().all(|line| line.region != region);
        match act {
            ActKind::PublishDutyReport => {
                report.published.is_none() && is_out(report.entry) && self.wrong.is_empty()
            }
            ActKind::CorrectDutyLine => report.lines.iter().any(|line| line.corrected.is_none()),
            ActKind::NotifyDuties => {
                let published = report.published.as_ref().and_then(|it| it.mark.entry);
                is_out(published) && report.to_be_told().iter().any(|(_, region)| is_right(region))
            }
            ActKind::ReceiveDutyNotice => {
                report.notices.iter().any(|notice| notice.received.is_none() && is_out(notice.mark.entry))
            }
            _ => true,
        }
    }

    /// The same in words, each with the page where an office clears it out of the way.
    pub(super) fn told(
        &self,
        visitor: &Visitor,
        office: &Office,
        report: &DutyReport,
    ) -> Vec<(Option<String>, String)> {
        let w = &visitor.w.reported;
        let letters = report.letters_awaited().into_iter();
        let letters = letters.filter(|(entry, _)| self.unissued.contains(entry)).map(|(entry, kind)| {
            let words = [visitor.word(kind.words()), visitor.word(kind.issuer().words())];
            (letter_address(office, entry, kind), fill(w.waits_letter, &[&words[0], &words[1]]))
        });
        let corrects = office.kind == OfficeKind::Federation;
        let wrong = self.wrong.iter().take(SHOWN).map(|line| {
            let href = form(&report.id, "duty-correction", &format!("line={}", line.line));
            (corrects.then_some(href), fill(w.waits_wrong, &[&line.line, &line.name]))
        });
        letters.chain(wrong).collect()
    }

    /// What of it keeps an office from an act, for the form of that act: of the letters to places a department waits for its own.
    /// Where nothing of it can be cleared by this office, the page of the report tells how far it is.
    pub(super) fn before(
        &self,
        visitor: &Visitor,
        office: &Office,
        report: &DutyReport,
        act: ActKind,
    ) -> Vec<(Option<String>, String)> {
        let awaited = |kind: PaperKind, entry: u64| match act {
            ActKind::PublishDutyReport => kind == PaperKind::DutyReport,
            ActKind::NotifyDuties => kind == PaperKind::DutyPublication,
            ActKind::ReceiveDutyNotice => report.notices.iter().any(|notice| {
                let is_sender = office.kind == kind.issuer();
                let is_own = is_sender || is_to(office, (notice.department, &notice.region));
                notice.mark.entry == Some(entry) && is_own
            }),
            _ => false,
        };
        let own = InTheWay {
            unissued: report
                .letters_awaited()
                .into_iter()
                .filter(|(entry, kind)| self.unissued.contains(entry) && awaited(*kind, *entry))
                .map(|(entry, _)| entry)
                .collect(),
            wrong: match act {
                ActKind::PublishDutyReport => self.wrong.clone(),
                // Other places may be told of theirs.
                ActKind::NotifyDuties if !self.lets(report, act) => self.wrong.clone(),
                _ => Vec::new(),
            },
        };
        let told = own.told(visitor, office, report).into_iter();
        told.map(|(href, says)| (href.or_else(|| Some(address(&report.id))), says)).collect()
    }
}
