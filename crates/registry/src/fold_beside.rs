//! The rows that an order changes beside those of a dossier and of the scheme: of standards, projects and reports.

use std::sync::Arc;

use policy::apply::{Concerns, concerns};
use policy::command::Command;
use policy::enterprise::credit_code::CreditCode;
use policy::event::{Entry, Event};
use policy::scheme::Scheme;
use policy::standard::Standard;
use policy::standard::project::Project;
use policy::standard::publishing::DutyReport;
use policy::supervision::StepKind;
use policy::supervision::calls::notice_issued_by;

use crate::fault::Fault;
use crate::fold::{Folded, Shelf};
use crate::put::changed;
use crate::reader::Reader;
use crate::rows_project::of_project;
use crate::store::{Tx, one_text};
use crate::{books, report, rows, sql, standing};

/// The enterprise of an entry, if there is such an entry and it is about one.
fn of_entry(tx: &mut dyn Tx, position: u64) -> Result<Option<CreditCode>, Fault> {
    let Some(body) = one_text(&tx.query(sql::ENTRY_BODY, &[position.into()])?) else { return Ok(None) };
    Ok(books::read::<Entry>(&body, &format!("entry {position}"))?.enterprise)
}

impl Reader {
    /// The enterprise that an entry is about.
    ///
    /// # Errors
    /// If the database fails or the entry cannot be read.
    pub fn enterprise_of(&self, entry: u64) -> Result<Option<CreditCode>, Fault> {
        self.with(|tx| of_entry(tx, entry))
    }
}

impl Folded {
    /// Notes a notice that was served on an enterprise: the issue of its paper names the entry only.
    pub(crate) fn note_notice(&mut self, code: CreditCode, position: u64, entry: &Entry) {
        if let Event::ProceedingAdvanced { step: StepKind::NoticeServed { .. }, .. } = entry.event {
            self.notices.push((position, code));
        }
    }
}

impl Shelf {
    /// The enterprise that an entry is about: its own, or the one that the notice was served on whose paper it issues.
    pub(crate) fn whose(&self, tx: &mut dyn Tx, entry: &Entry) -> Result<Option<CreditCode>, Fault> {
        let Concerns::Notice(notice) = concerns(&entry.event) else { return Ok(entry.enterprise) };
        if let Some(code) = self.notices.get(&notice) {
            return Ok(Some(*code));
        }
        of_entry(tx, notice)
    }

    /// The enterprise whose dossier a command is decided by: its own, or the one that was called to the interview whose notice
    /// it issues.
    pub(crate) fn concerned(&self, tx: &mut dyn Tx, command: &Command) -> Result<Option<CreditCode>, Fault> {
        match notice_issued_by(&command.act) {
            Some(entry) => of_entry(tx, entry),
            None => Ok(command.enterprise),
        }
    }

    pub(crate) fn rows_of_scheme(
        &mut self,
        tx: &mut dyn Tx,
        folded: &mut Folded,
        scheme: Option<Scheme>,
    ) -> Result<(), Fault> {
        let Some(scheme) = scheme else { return Ok(()) };
        let former = rows::of_scheme(&*self.scheme(tx)?)?;
        folded.changed.extend(changed(&former, &rows::of_scheme(&scheme)?));
        folded.scheme = Some(Arc::new(scheme));
        Ok(())
    }

    pub(crate) fn rows_of_standard(
        &mut self,
        tx: &mut dyn Tx,
        folded: &mut Folded,
        standard: Standard,
    ) -> Result<(), Fault> {
        let former = match self.standard(tx, &standard.number)? {
            Some(known) => standing::of_standard(&known)?,
            None => Vec::new(),
        };
        folded.changed.extend(changed(&former, &standing::of_standard(&standard)?));
        folded.standards.push(Arc::new(standard));
        Ok(())
    }

    pub(crate) fn rows_of_project(
        &mut self,
        tx: &mut dyn Tx,
        folded: &mut Folded,
        project: Project,
    ) -> Result<(), Fault> {
        let former = match self.project(tx, &project.id)? {
            Some((known, _)) => of_project(&known)?,
            None => Vec::new(),
        };
        folded.changed.extend(changed(&former, &of_project(&project)?));
        folded.projects.push(Arc::new(project));
        Ok(())
    }

    pub(crate) fn rows_of_report(
        &mut self,
        tx: &mut dyn Tx,
        folded: &mut Folded,
        report: Option<DutyReport>,
    ) -> Result<(), Fault> {
        let Some(report) = report else { return Ok(()) };
        let former = match self.report(tx, &report.id)? {
            Some((known, _)) => report::rows(&known)?,
            None => Vec::new(),
        };
        folded.changed.extend(changed(&former, &report::rows(&report)?));
        folded.report = Some(Arc::new(report));
        Ok(())
    }
}
