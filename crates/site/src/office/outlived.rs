//! Editions that nobody has ended although a later one is in force, on the federation's desk (clause 2): from the day the
//! later one is in force, with the marks that still name the earlier, and the act that ends it.

use policy::apply::stands;
use policy::article::Words;
use policy::calendar::Day;
use policy::command::ActKind;
use policy::powers::Office;
use policy::standard::Standard;
use policy::standard::number::EditionNumber;
use registry::{Fault, Reader};

use crate::acts::{self, CaseKind};
use crate::office::case;
use crate::office::desk::Part;
use crate::office::desk_row::DeskRow;
use crate::public::filter::encoded;
use crate::public::mark::standing;
use crate::public::registers::RowView;
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::words::fill;

/// The report that tells all of them.
const OUTLIVED: &str = "/reports/editions-outlived";

/// An edition that still stands, with the later one.
pub(super) struct Outlived {
    edition: EditionNumber,
    title: String,
    later: EditionNumber,
    since: Day,
    /// How many marks stand that name it.
    marks: usize,
}

/// Those of a standard.
///
/// # Errors
/// A fault of the reader.
pub(super) fn of(reader: &Reader, standard: &Standard, today: Day) -> Result<Vec<Outlived>, Fault> {
    let mut found = Vec::new();
    for (edition, later) in standard.outlived(today) {
        let marks = reader.marks_against(&standard.number, None)?;
        let naming = marks.iter().filter(|mark| mark.authorization.edition == edition.edition);
        let held = naming.filter(|mark| stands(standing(mark, reader.law(), today)));
        found.push(Outlived {
            edition: edition.edition.clone(),
            title: edition.title.clone(),
            later: later.edition.clone(),
            since: later.in_force_from,
            marks: held.count(),
        });
    }
    Ok(found)
}

/// As the desk shows them; `is_more` where not all standards were looked at.
pub(super) fn part(
    visitor: &Visitor,
    office: &Office,
    (found, is_more): (&[Outlived], bool),
    most: usize,
) -> Part {
    let w = &visitor.w.duties;
    let form = acts::form(ActKind::WithdrawEdition);
    let view = |one: &Outlived| {
        let case = case::address(CaseKind::Edition, &one.edition.to_string());
        let marks = format!("/marks?q={}", encoded(&one.edition.print()));
        let view = RowView {
            title: format!("{} {}", one.edition.print(), one.title),
            state: Some(Look::new(tone::WARN, fill(w.outlived_by, &[&one.later.print(), &one.since]))),
            under: vec![w.outlived_otherwise.to_owned()],
            links: vec![
                (format!("{case}/acts/{}", form.name), form.title_for(office, visitor.lang)),
                (marks, fill(w.outlived_marks, &[&one.marks])),
            ],
            href: case,
        };
        let later = Words { zh: "新版实施日", en: "the later edition in force from" };
        DeskRow {
            since: Some((later, one.since)),
            ..DeskRow::of(CaseKind::Edition, &one.edition.to_string(), view)
        }
        .with(ActKind::WithdrawEdition)
    };
    let rows = found.iter().take(most).map(view).collect();
    Part::new("outlived", w.desk_outlived, OUTLIVED, rows, is_more || found.len() > most)
}
