//! What of the duties of clause 4 everybody is told: those that are met, each with its day, and the lines that the province
//! published, each with its report (readings 0022 and 0036). Open data, figures and lists tell it alike.

use std::collections::BTreeMap;

use policy::article::Words;
use policy::calendar::Day;
use policy::enterprise::credit_code::CreditCode;
use policy::standard::duties::{Duty, DutyStatus};
use policy::standard::publishing::DutyReport;
use registry::Drafter;

/// What is not told: neither met nor published.
pub(crate) const NOT_TOLD: &str = "not_told";

/// How a duty that binds can stand for everybody, by the name that stays, in the order of the columns.
pub(crate) const STANDINGS: [(&str, Words); 4] = [
    ("met", Words { zh: "已履行", en: "Met" }),
    ("met_since", Words { zh: "公开后已履行", en: "Published, met since" }),
    ("published", Words { zh: "已公开未履行", en: "Published as not fulfilled" }),
    (NOT_TOLD, Words { zh: "未公开", en: "Not told" }),
];

/// The last publication of each duty: its report and day.
#[derive(Default)]
pub(crate) struct Published(BTreeMap<(CreditCode, String, Duty), (String, Day)>);

impl Published {
    /// Takes up the lines of a report that are told and stand.
    pub(crate) fn take_up(&mut self, report: &DutyReport) {
        let Some(on) = report.published.as_ref().map(|published| published.mark.on) else { return };
        for line in report.told().lines.into_iter().filter(|line| line.corrected.is_none()) {
            let key = (line.enterprise, line.role, line.duty);
            let is_later = self.0.get(&key).is_none_or(|(_, known)| *known <= on);
            if is_later {
                self.0.insert(key, (report.id.clone(), on));
            }
        }
    }

    /// That of a duty.
    pub(crate) fn of(&self, drafter: &Drafter, duty: Duty) -> Option<&(String, Day)> {
        self.0.get(&(drafter.enterprise(), drafter.role.id.clone(), duty))
    }
}

/// How a duty stands for everybody, by its place in the standings, with the day that it is told of: when it was met, else when
/// it was published. Nothing of one that does not bind.
pub(crate) fn standing(status: DutyStatus, line: Option<&(String, Day)>) -> Option<(usize, Option<Day>)> {
    match (status, status.met_on(), line) {
        (DutyStatus::NotBound(_), ..) => None,
        (_, Some(met), None) => Some((0, Some(met))),
        (_, Some(met), Some(_)) => Some((1, Some(met))),
        (_, None, Some((_, on))) => Some((2, Some(*on))),
        (_, None, None) => Some((3, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// That a duty is overdue, or is not, is told of those alone about which a line is published.
    #[test]
    fn what_is_not_published_is_not_told_however_it_stands() {
        let [last, met, on] =
            ["2026-03-01", "2026-04-02", "2026-10-16"].map(|day| day.parse().expect("a day"));
        let line = ("BG-2026-09-30".to_owned(), on);
        let [pending, overdue] = [DutyStatus::Pending { last }, DutyStatus::Overdue { last }];
        assert_eq!(standing(pending, None), standing(overdue, None));
        assert_eq!(STANDINGS[standing(overdue, None).expect("binds").0].0, NOT_TOLD);
        assert_eq!(standing(overdue, Some(&line)), Some((2, Some(on))));
        let late = DutyStatus::MetLate { last, on: met };
        assert_eq!(standing(late, Some(&line)), Some((1, Some(met))));
        assert_eq!(standing(late, None), standing(DutyStatus::Met { last, on: met }, None));
    }
}
