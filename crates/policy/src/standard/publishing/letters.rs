//! The letters about a report. Each is made from the entry of its step and issued after it, as every paper is; the next step
//! rests on it: the province publishes what it was sent, tells the places what is in print, and a department confirms a
//! letter that there is (reading 0023).

use super::DutyReport;
use crate::command::Act;
use crate::decide::{Problem, Scene};
use crate::paper::{Issued, PaperKind, PaperLang};

use super::decide::C4;

impl DutyReport {
    /// The letter that an act about the report rests on, by the entry that it is made from.
    #[must_use]
    pub fn letter_before(&self, act: &Act) -> Option<(u64, PaperKind)> {
        if let Act::PublishDutyReport(_) = act {
            return Some((self.entry?, PaperKind::DutyReport));
        }
        if let Act::NotifyDuties(_) = act {
            return Some((self.published.as_ref()?.mark.entry?, PaperKind::DutyPublication));
        }
        let Act::ReceiveDutyNotice(to) = act else { return None };
        Some((self.notice(to.department, &to.region)?.mark.entry?, PaperKind::DutyNotice))
    }

    /// The letters that something further rests on: that of the report until it is published, then that of the
    /// publication, and that of each notice until it is received.
    #[must_use]
    pub fn letters_awaited(&self) -> Vec<(u64, PaperKind)> {
        let Some(published) = &self.published else {
            return self.entry.map(|entry| (entry, PaperKind::DutyReport)).into_iter().collect();
        };
        let is_last = |at: &usize| {
            let later = self.notices.iter().skip(at + 1);
            let one = self.notices.get(*at);
            !later
                .into_iter()
                .any(|it| one.is_some_and(|one| (one.department, &one.region) == (it.department, &it.region)))
        };
        let open = self.notices.iter().enumerate().filter(|(at, one)| one.received.is_none() && is_last(at));
        let notices = open.filter_map(|(_, one)| Some((one.mark.entry?, PaperKind::DutyNotice)));
        let publication = published.mark.entry.map(|entry| (entry, PaperKind::DutyPublication));
        publication.into_iter().chain(notices).collect()
    }
}

/// Whether a letter was issued in the language of record; a translation alone is none.
#[must_use]
pub fn is_issued(issued: &[Issued], (entry, kind): (u64, PaperKind)) -> bool {
    issued
        .iter()
        .map(|one| &one.paper)
        .any(|paper| paper.entry == entry && paper.kind == kind && paper.lang == PaperLang::Zh)
}

/// What stands in the way of an act whose letter was not issued yet.
pub(super) fn unissued(scene: &Scene, report: &DutyReport) -> Option<Problem> {
    let letter = report.letter_before(&scene.command.act)?;
    if is_issued(scene.books.issued, letter) {
        return None;
    }
    let ((entry, kind), issuer) = (letter, letter.1.issuer().words());
    let words = kind.words();
    Some(
        Problem::new(
            "letter_unissued",
            format!(
                "第{entry}条的《{}》中文本尚未签发；由{}在该条目的文件页签发后再办理",
                words.zh, issuer.zh
            ),
            format!(
                "the {} of entry {entry} is not issued in Chinese yet: the {} issues it on the page of the entry’s \
                 papers first",
                words.en.to_lowercase(), issuer.en
            ),
        )
        .at("report")
        .by(C4),
    )
}
