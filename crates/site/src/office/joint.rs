//! Joint filings: those that wait for the answer of the parent that they name, and how far each of them is.

use policy::authorization::Declaration;
use policy::enterprise::credit_code::CreditCode;
use registry::{Fault, Reader, Row};

use crate::acts::CaseKind;
use crate::acts::{Field, Input};
use crate::office::desk_list::Wanted;
use crate::office::desk_work::{Waiting, page};
use crate::office::own;
use crate::office::waits::Looks;
use crate::public::filter::case_of;
use crate::visitor::Visitor;
use crate::words::fill;

/// What the parent answered, as a case shows what is on file.
pub(super) const ANSWERS: [Field; 2] = [
    Field::new("joined.on", "母公司确认共同申报", "Joined by the parent", Input::Day),
    Field::new("declined.on", "母公司不同意共同申报", "Declined by the parent", Input::Day),
];

/// The joint filings that wait for this maker as the parent.
///
/// # Errors
/// A fault of the reader.
pub(super) fn waiting(reader: &Reader, looks: Looks, wanted: &Wanted) -> Result<Waiting, Fault> {
    let parent = own::code_of(looks.office).filter(|_| wanted.takes("joint"));
    let Some(parent) = parent else { return Ok(Waiting::default()) };
    let mut rows = Vec::new();
    for row in reader.filings_with(parent)? {
        rows.extend(looks.work(&row)?.filter(|_| is_unanswered(&row)).map(|work| (row, work)));
    }
    Ok(page(wanted, rows, false))
}

/// Whether the parent has said neither yes nor no. One that it joined is its case still, and waits for others.
fn is_unanswered(row: &Row) -> bool {
    declaration_of(row).is_some_and(|filed| filed.joined.is_none() && filed.declined.is_none())
}

/// The declaration of a row that is filed jointly; `None` for every other row.
pub(super) fn declaration_of(row: &Row) -> Option<Declaration> {
    if row.kind != CaseKind::Declaration.name() {
        return None;
    }
    case_of(row).ok().filter(|declaration: &Declaration| declaration.filing.parent.is_some())
}

/// What it asks for, with whom, and what the parent answered.
pub(super) fn lines(visitor: &Visitor, declaration: &Declaration) -> Vec<String> {
    let w = &visitor.w.case;
    let filing = &declaration.filing;
    let parent = filing.parent.as_ref().map_or("", CreditCode::as_str);
    let answer = match (&declaration.joined, &declaration.declined) {
        (_, Some(mark)) => fill(w.joint_declined, &[&mark.on]),
        (Some(mark), None) => fill(w.joint_joined, &[&mark.on]),
        (None, None) => w.joint_waits.to_owned(),
    };
    let asks = fill(w.joint_asks, &[&filing.product, &filing.edition.print(), &filing.until]);
    vec![asks, format!("{}{}{answer}", fill(w.joint_files, &[&parent]), w.comma)]
}
