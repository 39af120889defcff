//! Editions that nobody has ended although a later one is in force, on the federation's desk (clause 2): from the day the
//! later one is in force, with the marks that still name the earlier, and the act that ends it.

use policy::article::Words;
use policy::calendar::Day;
use policy::command::ActKind;
use policy::powers::Office;

use crate::acts::{self, CaseKind};
use crate::office::case;
use crate::office::desk::Part;
use crate::office::desk_row::DeskRow;
use crate::public::asking::Outlived;
use crate::public::filter::encoded;
use crate::public::registers::RowView;
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::words::fill;

/// The report that tells all of them.
const OUTLIVED: &str = "/reports/editions-outlived";

/// As the desk shows them; `is_more` where there are more.
pub(super) fn part(
    (visitor, office, today): (&Visitor, &Office, Day),
    found: &[Outlived],
    is_more: bool,
) -> Part {
    let w = &visitor.w.duties;
    let form = acts::form(ActKind::WithdrawEdition);
    let view = |one: &Outlived| {
        let case = case::address(CaseKind::Edition, &one.edition.to_string());
        let marks = format!("/marks?q={}", encoded(&one.edition.print()));
        let view = RowView {
            title: format!("{} {}", one.edition.print(), one.title),
            state: Some(Look::new(tone::WARN, fill(w.outlived_by, &[&one.later.print(), &one.since]))),
            under: vec![one.edition.print()],
            links: vec![
                (format!("{case}/acts/{}", form.name), form.title_for(office, visitor.lang)),
                (marks, fill(w.outlived_marks, &[&one.marks])),
            ],
            href: case,
        };
        let later = Words { zh: "新版实施日", en: "the later edition in force from" };
        let row = DeskRow::of(CaseKind::Edition, &one.edition.to_string(), view).since(later, one.since);
        row.with(ActKind::WithdrawEdition).waits(visitor, today, w.outlived_otherwise)
    };
    Part::new("outlived", w.desk_outlived, OUTLIVED, found.iter().map(view).collect(), is_more)
}
