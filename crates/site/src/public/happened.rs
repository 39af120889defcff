//! In which month a mark was granted, revoked or ended: once for the report by months and for the lists behind its figures.

use policy::authorization::Authorization;
use policy::calendar::Day;
use registry::PublicMark;

use crate::public::filter::Filter;

impl Filter {
    /// What happened in which month, where that is asked for: names as in an address.
    pub(crate) fn months(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let months = [("granted", &self.granted), ("revoked", &self.revoked), ("ended", &self.ended)];
        months.into_iter().filter(|(_, month)| !month.is_empty())
    }

    /// Whether a month is asked for.
    pub(crate) fn has_month(&self) -> bool {
        self.months().next().is_some()
    }

    /// Whether all that is asked for of months happened to a mark in those, up to a day.
    pub(super) fn is_in_its_months(&self, mark: &PublicMark, up_to: Day) -> bool {
        self.months()
            .all(|(what, month)| happened(&mark.authorization, what, up_to).any(|on| month_of(on) == *month))
    }
}

/// The days up to a day on which a mark was granted, revoked or ended; a revocation that was corrected does not count.
pub(crate) fn happened(mark: &Authorization, what: &str, up_to: Day) -> impl Iterator<Item = Day> + use<> {
    let days: Vec<Day> = match what {
        "granted" => vec![mark.granted_on],
        "revoked" => {
            let stand = mark.revocations.iter().filter(|revocation| revocation.corrected.is_none());
            stand.map(|revocation| revocation.mark.on).collect()
        }
        _ => mark.ended.as_ref().map(|end| end.on).into_iter().collect(),
    };
    days.into_iter().filter(move |day| *day <= up_to)
}

/// A month as it stands in addresses and reports.
fn month_of(day: Day) -> String {
    format!("{}-{:02}", day.year(), day.month())
}
