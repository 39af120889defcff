//! What an entry does to a report of duties not fulfilled.

use crate::enterprise::record::{Entered, Mark, Record};
use crate::event::{Entry, Event};
use crate::standard::publishing::DutyReport;

/// Folds an entry into a report. Whether an entry is about one says [`super::concerns`], without a wildcard.
pub fn to_report(report: &mut DutyReport, entry: &Entry, position: u64) {
    let entered = Entered { on: entry.entered_on, entry: position };
    let mark = Mark::new(entry.on, entered);
    match &entry.event {
        Event::DutyReportFiled { report: filed } => {
            *report = DutyReport::clone(filed);
            report.set_entered(entered);
        }
        Event::DutyReportContinued { lines, .. } => report.lines.extend(lines.iter().cloned()),
        Event::DutyReportPublished { meanwhile, .. } => report.publish(meanwhile, mark),
        Event::DutyLineCorrected { now, .. } => report.correct(now, mark),
        Event::DutyNoticeSent { to, meanwhile } => report.notify(to, meanwhile, mark),
        Event::DutyNoticeReceived { to } => report.receive(to, mark),
        _ => {}
    }
}
