//! A row of a desk: as the page shows it, and beside that what programs are told of it in fields of their own.

use std::ops::Deref;

use policy::article::Words;
use policy::calendar::Day;
use policy::command::ActKind;

use crate::acts::CaseKind;
use crate::public::registers::RowView;

/// A row of a desk. The page reads it as the view that it is.
pub(crate) struct DeskRow {
    /// As the page shows it.
    pub(crate) view: RowView,
    /// The case that it is about.
    pub(crate) case: Option<(CaseKind, String)>,
    /// The enterprise that the case belongs to.
    pub(crate) enterprise: Option<String>,
    /// The day by which something has to happen, and what that is the last day of.
    pub(crate) due: Option<(Words, Day)>,
    /// What the day it began is called, and that day.
    pub(crate) since: Option<(Words, Day)>,
    /// What the office can do now.
    pub(crate) acts: Vec<ActKind>,
    /// Whether it is work on a case: then what is said below its title is said line by line.
    pub(crate) is_work: bool,
}

impl Deref for DeskRow {
    type Target = RowView;

    fn deref(&self) -> &RowView {
        &self.view
    }
}

impl DeskRow {
    /// One that is about no case.
    pub(super) fn plain(view: RowView) -> DeskRow {
        DeskRow {
            view,
            case: None,
            enterprise: None,
            due: None,
            since: None,
            acts: Vec::new(),
            is_work: false,
        }
    }

    /// One about a case.
    pub(super) fn of(kind: CaseKind, id: &str, view: RowView) -> DeskRow {
        DeskRow { case: Some((kind, id.to_owned())), ..DeskRow::plain(view) }
    }

    /// One about a report of duties, with the act that takes it on.
    pub(super) fn of_report(report: &str, act: ActKind, view: RowView) -> DeskRow {
        DeskRow::of(CaseKind::DutyReport, report, view).with(act)
    }

    /// The same with its last day.
    pub(super) fn by(self, what: Words, last: Option<Day>) -> DeskRow {
        DeskRow { due: last.map(|last| (what, last)), ..self }
    }

    /// The same with the act that takes it on.
    pub(super) fn with(self, act: ActKind) -> DeskRow {
        DeskRow { acts: vec![act], ..self }
    }
}
