//! Papers of grants that their parties were not handed, on the federation's desk: the certificate and the letter of
//! acceptance of marks that stand, the latest grant first. The register is gone through from its end, page by page.

use policy::apply::stands;
use policy::article::Words;
use policy::authorization::code::MarkCode;
use policy::authorization::handed::not_handed;
use policy::calendar::Day;
use policy::command::ActKind;
use policy::paper::PaperKind;
use policy::powers::{Office, OfficeKind};
use registry::{Fault, PublicMark, Reader};

use crate::acts::CaseKind;
use crate::office::desk::Part;
use crate::office::desk_list::{PAPERS, Wanted};
use crate::office::desk_row::DeskRow;
use crate::papers::show::issue_address;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::mark::standing;
use crate::public::registers::RowView;
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::words::fill;

/// Marks read at once, and the most that are looked through for one row that is told.
const AT_ONCE: usize = 100;
const LOOKED_FOR_EACH: usize = 8;

/// A grant with the papers that its party was not handed.
struct Owed {
    mark: PublicMark,
    entry: u64,
    kinds: Vec<PaperKind>,
}

/// The grants before one whose papers are owed, and the last one that was looked at where there may be more.
fn owed(
    reader: &Reader,
    mut before: Option<MarkCode>,
    most: usize,
    today: Day,
) -> Result<(Vec<Owed>, Option<MarkCode>), Fault> {
    let (mut found, mut looked) = (Vec::new(), 0);
    loop {
        let marks = reader.marks_back(before, AT_ONCE)?;
        let is_last = marks.len() < AT_ONCE;
        for mark in marks {
            if found.len() == most || looked == most * LOOKED_FOR_EACH {
                return Ok((found, before));
            }
            looked += 1;
            before = Some(mark.authorization.code);
            // What is over is certified to nobody any more.
            let entry = mark.authorization.entry.filter(|_| stands(standing(&mark, reader.law(), today)));
            let Some(entry) = entry else { continue };
            let kinds = not_handed(&reader.issued_of(entry)?, entry);
            if !kinds.is_empty() {
                found.push(Owed { mark, entry, kinds });
            }
        }
        if is_last {
            return Ok((found, None));
        }
    }
}

fn view(visitor: &Visitor, owed: &Owed, today: Day) -> DeskRow {
    let w = &visitor.w.waits;
    let mark = &owed.mark;
    let code = mark.authorization.code.to_string();
    let link = |kind: &PaperKind| {
        (issue_address(owed.entry, *kind), fill(w.issue_paper, &[&visitor.word(kind.words())]))
    };
    let view = RowView {
        href: format!("/papers/{}", owed.entry),
        title: format!("{} {}", mark.maker, mark.product),
        state: Some(Look::new(tone::CLOCK, visitor.w.reported.letter_unissued)),
        under: vec![code.clone(), mark.authorization.edition.print()],
        links: owed.kinds.iter().map(link).collect(),
    };
    let granted = Words { zh: "授权日", en: "granted on" };
    let row = DeskRow::of(CaseKind::Authorization, &code, view).with(ActKind::IssuePaper);
    let row = DeskRow { enterprise: Some(mark.enterprise.to_string()), ..row };
    row.since(granted, mark.authorization.granted_on).waits(visitor, today, w.papers_otherwise)
}

/// The part of the federation's desk; none for every other office.
///
/// # Errors
/// A fault of the reader.
pub(super) async fn part(
    site: &PublicSite,
    visitor: &Visitor,
    office: &Office,
    wanted: &Wanted,
) -> Result<Option<Part>, Trouble> {
    if office.kind != OfficeKind::Federation || !wanted.takes(PAPERS) {
        return Ok(None);
    }
    let before = MarkCode::parse(wanted.after()).ok();
    let (today, most) = (site.today(), wanted.most());
    let (found, next) = site.look(move |reader| owed(reader, before, most, today)).await?;
    let rows = found.iter().map(|owed| view(visitor, owed, today)).collect();
    let part = Part::new(PAPERS, visitor.w.waits.papers, "/marks", rows, false);
    Ok(Some(Part { next: next.map(|code| code.to_string()), ..part }))
}
