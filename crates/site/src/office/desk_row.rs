//! A row of a desk: as the page shows it, and beside that what programs are told of it in fields of their own.

use std::ops::Deref;

use policy::article::Words;
use policy::calendar::Day;
use policy::command::ActKind;

use crate::acts::CaseKind;
use crate::public::registers::RowView;
use crate::visitor::Visitor;
use crate::words::fill;

/// Between what is said in one line.
pub(super) const DOT: &str = " · ";

/// Stands between the parts of a key; no identifier has it.
pub(super) const BETWEEN: char = '\u{1f}';
/// After every day.
pub(super) const NEVER: &str = "~";

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
    /// Where it stands in the usual order, where its last day does not say it.
    pub(crate) rank: Option<String>,
    /// What the day it began is called, and that day.
    pub(crate) since: Option<(Words, Day)>,
    /// The day since which that is known, where it was entered later.
    pub(crate) known: Option<Day>,
    /// What the office can do now.
    pub(crate) acts: Vec<ActKind>,
    /// The day of an interview that the maker is called to: an act may be called otherwise because of it.
    pub(crate) called: Option<Day>,
    /// Whether it waits for the office: then what is said below its title is said line by line, what it is, by when and since
    /// when, what can be done, and last what comes of it if nobody acts.
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
            rank: None,
            since: None,
            known: None,
            acts: Vec::new(),
            called: None,
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

    /// The same with the day since when it waits.
    pub(super) fn since(self, what: Words, day: Day) -> DeskRow {
        DeskRow { since: Some((what, day)), ..self }
    }

    /// The same as work that waits: what it is, its days, and what comes of it if nobody acts, as every desk says them.
    pub(super) fn waits(mut self, visitor: &Visitor, today: Day, otherwise: &str) -> DeskRow {
        let about = std::mem::take(&mut self.view.under).join(DOT);
        let days = days(visitor, today, self.due, (self.since, self.known));
        let lines = [about, days, otherwise.to_owned()];
        self.view.under = lines.into_iter().filter(|line| !line.is_empty()).collect();
        DeskRow { is_work: true, ..self }
    }

    /// The same with the act that takes it on.
    pub(super) fn with(self, act: ActKind) -> DeskRow {
        DeskRow { acts: vec![act], ..self }
    }
}

/// By when and since when work waits, in one line.
pub(super) fn days(
    visitor: &Visitor,
    today: Day,
    due: Option<(Words, Day)>,
    (since, known): (Option<(Words, Day)>, Option<Day>),
) -> String {
    let w = &visitor.w.case;
    let last = match due {
        None => w.no_due.to_owned(),
        Some((what, day)) if day < today => {
            fill(w.overdue, &[&visitor.lang.label(what), &day, &day.days_until(today)])
        }
        Some((what, day)) => fill(w.due, &[&visitor.lang.label(what), &day, &today.days_until(day)]),
    };
    let since = since.map(|(what, day)| match known {
        Some(known) => fill(w.known_since, &[&visitor.lang.label(what), &day, &known]),
        None => format!("{} {day}", visitor.lang.label(what)),
    });
    std::iter::once(last).chain(since).collect::<Vec<_>>().join(DOT)
}

/// Where a row stands in each order, and what tells it from rows that stand at the same place.
pub(super) struct Placed {
    pub(super) due: String,
    pub(super) since: Option<String>,
    pub(super) title: String,
    pub(super) last: String,
}

impl Placed {
    /// Where a row of a gathered part stands: what it is about is its case, the duty and, where a case has several rows,
    /// what leads on from it and what is said first.
    pub(super) fn of(row: &DeskRow) -> Placed {
        let since = row.since.map(|(_, day)| day.to_string());
        let due = row.rank.clone().unwrap_or_else(|| Placed::day(row.due.map(|(_, day)| day)));
        let (kind, id) = row.case.as_ref().map(|(kind, id)| (kind.name(), id.as_str())).unwrap_or_default();
        let duty = row.due.map_or("", |(what, _)| what.zh);
        let mut last = vec![kind, id, duty, &*row.href, &*row.title];
        last.extend(row.under.iter().take(2).map(String::as_str));
        Placed {
            due: format!("{due}{BETWEEN}{}", since.as_deref().unwrap_or(NEVER)),
            since,
            title: row.title.clone(),
            last: last.join("|"),
        }
    }

    /// The last day as a text that sorts: what has none comes after what has one.
    pub(super) fn day(day: Option<Day>) -> String {
        day.map_or_else(|| NEVER.to_owned(), |day| day.to_string())
    }
}
