//! What a certification body has on its desk beside its work: the certificates that it keeps on file.

use policy::calendar::Day;
use policy::enterprise::facts::Certificate;
use policy::powers::{Office, OfficeKind};
use registry::{Query, Reader};

use crate::acts::CaseKind;
use crate::office::desk::{self, Part};
use crate::office::desk_list::Wanted;
use crate::office::desk_row::DeskRow;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::filter::case_of;
use crate::visitor::Visitor;
use crate::words::fill;

/// The most certificates of all bodies that are looked through, and how many at once.
const LOOKED_THROUGH: usize = 5_000;
const AT_ONCE: usize = 200;

/// The last of all days.
const FAR: Day = Day::constant(2199, 12, 31);

/// The certificates of a body, the last to end first; and whether there are more.
fn of_body(reader: &Reader, own: &str, most: usize) -> Result<(Vec<Certificate>, bool), registry::Fault> {
    let mut query =
        Query { kind: CaseKind::Certificate.name().to_owned(), limit: AT_ONCE, ..Query::default() };
    let (mut found, mut looked) = (Vec::new(), 0);
    let is_left = loop {
        let part = reader.rows(&query)?;
        looked += part.items.len();
        for row in &part.items {
            let certificate: Certificate = case_of(row)?;
            found.extend((certificate.body == own).then_some(certificate));
        }
        match part.next {
            Some(next) if looked < LOOKED_THROUGH => query.after = next.id,
            left => break left.is_some(),
        }
    };
    found.sort_by(|one, other| (other.valid_until, &one.id).cmp(&(one.valid_until, &other.id)));
    let is_cut = is_left || found.len() > most;
    found.truncate(most);
    Ok((found, is_cut))
}

/// The part of its certificates; none for every other office.
///
/// # Errors
/// A fault of the reader.
pub(super) async fn certificates(
    site: &PublicSite,
    visitor: &Visitor,
    office: &Office,
    wanted: &Wanted,
) -> Result<Option<Part>, Trouble> {
    if !wanted.takes("certificates") {
        return Ok(None);
    }
    let most = wanted.gathered();
    let Some(own) = office.of.clone().filter(|_| office.kind == OfficeKind::CertificationBody) else {
        return Ok(None);
    };
    let found = site.look(move |reader| {
        let (certificates, is_cut) = of_body(reader, &own, most)?;
        let row =
            |one: Certificate| Ok(reader.row(CaseKind::Certificate.name(), &one.id)?.map(|row| (row, one)));
        let rows = certificates.into_iter().map(row).collect::<Result<Vec<_>, registry::Fault>>()?;
        Ok((rows, is_cut))
    });
    let (rows, is_cut) = found.await?;
    let w = &visitor.w.case;
    let view = |(row, certificate): (registry::Row, Certificate)| {
        let mut view = desk::view(visitor, &row)?;
        view.under.push(certificate.edition.print());
        view.under
            .push(fill(visitor.w.mark.period_text, &[&certificate.issued_on, &certificate.valid_until]));
        // The last to end comes first, also from page to page.
        let left = certificate.valid_until.days_until(FAR);
        let row = DeskRow::of(CaseKind::Certificate, &row.id, view);
        Some(DeskRow { rank: Some(format!("{left:07}")), ..row })
    };
    let rows = rows.into_iter().flatten().filter_map(view).collect();
    Ok(Some(Part::new("certificates", w.own_certificates, desk::SEARCH, rows, is_cut)))
}
