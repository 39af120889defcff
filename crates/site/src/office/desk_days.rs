//! What has a last day on a desk, whatever it is about, by that day: a desk opens on what is due first, and its parts hold
//! the rest.

use policy::calendar::Day;
use policy::powers::{Office, OfficeKind};

use crate::office::desk::Part;
use crate::office::desk_row::DeskRow;

/// Whether a row is due for the office itself: a duty of clause 4 is the maker's, and its last day nobody else's.
fn is_due_for(office: &Office, row: &DeskRow) -> bool {
    row.due.is_some() && (office.kind == OfficeKind::Maker || row.is_work)
}

/// Takes what has a last day out of the parts, the first day first.
pub(super) fn take<'p>(office: &Office, parts: impl Iterator<Item = &'p mut Part>) -> Vec<DeskRow> {
    let mut taken = Vec::new();
    for part in parts {
        let rows = std::mem::take(&mut part.rows);
        let (due, rest): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| is_due_for(office, row));
        taken.extend(due);
        part.rows = rest;
    }
    // Rows of one day stay in the order of the parts.
    taken.sort_by_key(|row| row.due.map(|(_, last): (_, Day)| last));
    taken
}
