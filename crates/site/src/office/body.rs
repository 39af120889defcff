//! What certification bodies and laboratories have on their desks beside their work on cases: a body its certificates, those
//! that wait for it first, by their last day, and a laboratory the checks whose samples it tested.

use policy::article::Words;
use policy::calendar::Day;
use policy::command::ActKind;
use policy::enterprise::facts::Certificate;
use policy::powers::{Office, OfficeKind};
use policy::supervision::Check;
use registry::{Fault, Query, Reader, Row};
use serde::de::DeserializeOwned;

use crate::acts::CaseKind;
use crate::office::desk::{self, Part};
use crate::office::desk_list::{TESTED, Wanted};
use crate::office::desk_row::DeskRow;
use crate::office::own::NEAR_DAYS;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::filter::case_of;
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::words::fill;

/// The most rows of all bodies or laboratories that are looked through, and how many at once.
const LOOKED_THROUGH: usize = 5_000;
const AT_ONCE: usize = 200;

/// The rows of a kind that are an office's own, and whether others may be.
fn own_rows<T: DeserializeOwned>(
    reader: &Reader,
    kind: CaseKind,
    is_own: impl Fn(&T) -> bool,
) -> Result<(Vec<(Row, T)>, bool), Fault> {
    let mut query = Query { kind: kind.name().to_owned(), limit: AT_ONCE, ..Query::default() };
    let (mut found, mut looked) = (Vec::new(), 0);
    loop {
        let part = reader.rows(&query)?;
        looked += part.items.len();
        for row in part.items {
            let case: T = case_of(&row)?;
            found.extend(is_own(&case).then_some((row, case)));
        }
        match part.next {
            Some(next) if looked < LOOKED_THROUGH => query.after = next.id,
            left => return Ok((found, left.is_some())),
        }
    }
}

/// Where a certificate stands on the desk of its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stands {
    /// It is over within half a year.
    Near,
    /// It is suspended, from a day on.
    Suspended(Day),
    /// Nothing is to be done.
    Valid,
    /// It is over, or was set aside.
    Over,
}

impl Stands {
    fn of(row: &Row, certificate: &Certificate, today: Day) -> Stands {
        let last = certificate.valid_until;
        let mut suspended = certificate.suspensions.iter().filter(|one| one.lifted.is_none());
        match (row.state.as_str(), suspended.next()) {
            ("issued" | "suspended", _) if last < today => Stands::Over,
            ("issued" | "suspended", _) if today.days_until(last) <= NEAR_DAYS => Stands::Near,
            ("suspended", Some(one)) => Stands::Suspended(one.from.on),
            ("issued" | "suspended", _) => Stands::Valid,
            _ => Stands::Over,
        }
    }

    /// What waits by its last day, then what is suspended, then what is valid by its last day, and what is over from the
    /// latest on.
    fn rank(self, last: Day) -> String {
        match self {
            Stands::Near => format!("0{last}"),
            Stands::Suspended(from) => format!("1{from}"),
            Stands::Valid => format!("2{last}"),
            Stands::Over => format!("3{:07}", last.days_until(Day::LAST)),
        }
    }
}

fn certificate(visitor: &Visitor, (row, certificate): (&Row, &Certificate), today: Day) -> Option<DeskRow> {
    let (w, last) = (&visitor.w.case, certificate.valid_until);
    let stands = Stands::of(row, certificate, today);
    let mut view = desk::view(visitor, row)?;
    view.under.push(certificate.edition.print());
    view.under.push(fill(visitor.w.mark.period_text, &[&certificate.issued_on, &last]));
    view.state = match (row.state.as_str(), stands) {
        ("issued", Stands::Over) => Some(Look::new(tone::CLOSED, w.certificate_expired)),
        ("issued", _) => Some(Look::new(tone::GOOD, w.certificate_valid)),
        ("suspended", _) => view.state.map(|state| Look { tone: tone::WARN, ..state }),
        _ => view.state.map(|state| Look { tone: tone::CLOSED, ..state }),
    };
    let rank = Some(stands.rank(last));
    let row = DeskRow { rank, ..DeskRow::of(CaseKind::Certificate, &row.id, view) };
    let issued = Words { zh: "发证日", en: "issued on" };
    Some(match stands {
        Stands::Near => {
            let row =
                row.by(Words { zh: "到期", en: "ends" }, Some(last)).since(issued, certificate.issued_on);
            row.waits(visitor, today, &fill(w.own_certificate_otherwise, &[&last]))
        }
        Stands::Suspended(from) => {
            let row = row.since(Words { zh: "暂停日", en: "suspended since" }, from);
            row.with(ActKind::LiftCertificateSuspension).waits(visitor, today, w.suspended_otherwise)
        }
        Stands::Valid | Stands::Over => row,
    })
}

/// The day of the last result that a laboratory entered for a check; nothing where it entered none.
fn tested_on(check: &Check, own: &str) -> Option<Day> {
    let first = check.result.as_ref().filter(|_| check.laboratory == own);
    let again = check.retest.as_ref().filter(|_| check.retest_laboratory() == Some(own));
    again.or(first).map(|result| result.mark.on)
}

fn tested(visitor: &Visitor, (row, check): (&Row, &Check), on: Day) -> Option<DeskRow> {
    let w = &visitor.w.case;
    let mut view = desk::view(visitor, row)?;
    view.under.extend([fill(w.own_sampled, &[&check.sampled_on]), fill(w.own_tested, &[&on])]);
    let row = DeskRow::of(CaseKind::Check, &row.id, view);
    // The latest first.
    let rank = Some(format!("{:07}", on.days_until(Day::LAST)));
    Some(DeskRow { rank, ..row }.since(Words { zh: "出结果日", en: "result of" }, on))
}

fn part(
    wanted: &Wanted,
    (name, title): (&'static str, &'static str),
    rows: impl Iterator<Item = DeskRow>,
    is_left: bool,
) -> Part {
    let mut rows: Vec<DeskRow> = rows.collect();
    rows.sort_by(|one, other| one.rank.cmp(&other.rank));
    let most = wanted.gathered();
    let is_cut = is_left || rows.len() > most;
    rows.truncate(most);
    Part::new(name, title, desk::SEARCH, rows, is_cut)
}

/// The part of what a body or a laboratory has; none for every other office.
///
/// # Errors
/// A fault of the reader.
pub(super) async fn own_part(
    site: &PublicSite,
    visitor: &Visitor,
    office: &Office,
    wanted: &Wanted,
) -> Result<Option<Part>, Trouble> {
    let (w, today) = (&visitor.w.case, site.today());
    let Some(own) = office.of.clone() else { return Ok(None) };
    if office.kind == OfficeKind::CertificationBody && wanted.takes("certificates") {
        let found = site
            .look(move |reader| own_rows(reader, CaseKind::Certificate, |one: &Certificate| one.body == own));
        let (rows, is_left) = found.await?;
        let rows = rows.iter().filter_map(|(row, one)| certificate(visitor, (row, one), today));
        return Ok(Some(part(wanted, ("certificates", w.own_certificates), rows, is_left)));
    }
    if office.kind == OfficeKind::Laboratory && wanted.takes(TESTED) {
        let of = own.clone();
        let found =
            site.look(move |reader| own_rows(reader, CaseKind::Check, |one: &Check| one.is_tested_by(&of)));
        let (rows, is_left) = found.await?;
        let rows = rows.iter().filter_map(|(row, one)| tested(visitor, (row, one), tested_on(one, &own)?));
        return Ok(Some(part(wanted, (TESTED, w.own_tests), rows, is_left)));
    }
    Ok(None)
}
