//! A desk as a list: which part of it, in which order and from where on, as an address says it; and the page of a part.

use policy::article::Words;
use policy::command::ActKind;
use policy::powers::{Office, OfficeKind, power_of};
use serde::Deserialize;

use crate::acts::CaseKind;
use crate::office::coaching::coaches;
use crate::office::desk::Part;
use crate::office::desk_row::{BETWEEN, NEVER, Placed};
use crate::office::drafter;
use crate::office::waits::is_work_of;
use crate::problem::Trouble;
use crate::public::choice::Choice;
use crate::public::duties::may_know;
use crate::public::filter::encoded;
use crate::public::offer::{Doubt, Offer, Rest, Takes, must_be_known, unknown};
use crate::visitor::Visitor;

/// The most rows of a part of the desk as it opens, and on one page of a part.
pub(super) const SHOWN: usize = 50;
/// The most rows of a part that a file holds; a part that is asked for in pages is gathered as far.
pub(super) const GATHERED: usize = 1_000;
/// The part of papers that nobody was handed.
pub(super) const PAPERS: &str = "papers";
/// The part of penalties of which nobody has said what they are for.
pub(super) const PENALTIES: &str = "penalties";

/// The part of the checks that a laboratory tested.
pub(super) const TESTED: &str = "tested";

/// What an address asks for.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    part: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    format: String,
    /// What else stands in the address: no desk knows it.
    #[serde(flatten)]
    rest: Rest,
}

impl Asked {
    /// The same as a file of this format, or as pages, which have none.
    pub(crate) fn in_format(self, format: &str) -> Asked {
        Asked { format: format.to_owned(), ..self }
    }
}

/// In which order a part is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// By the last day, as the desk opens.
    Due,
    /// What has waited longest first.
    Since,
    /// By what it is called.
    Title,
}

const ORDERS: [(&str, By, Words); 3] = [
    ("due", By::Due, Words { zh: "期限", en: "last day" }),
    ("since", By::Since, Words { zh: "起始日（最早的在前）", en: "since when, the oldest first" }),
    ("title", By::Title, Words { zh: "名称", en: "name" }),
];

/// What of a desk is wanted.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    part: Option<&'static str>,
    by: By,
    after: String,
    /// Whether a file is wanted, and whether that is CSV: then all rows, and not a page of them.
    file: Option<bool>,
}

impl Wanted {
    /// What an address asks for of this desk, and what was left out of it.
    ///
    /// # Errors
    /// If something was, and a file is asked for.
    pub(crate) fn of(
        mut asked: Asked,
        visitor: &Visitor,
        office: &Office,
    ) -> Result<(Wanted, Vec<Doubt>), Trouble> {
        let kinds = kinds(visitor, office);
        // The titles are those of the reader's language.
        let parts = kinds.iter().map(|(name, title)| (*name, Words { zh: title, en: title }));
        let offer = Offer::nothing()
            .and("part", Takes::one_of(parts))
            .and("sort", Takes::one_of(ORDERS.map(|(name, _, words)| (name, words))));
        let doubts = [offer.keep("part", &mut asked.part), offer.keep("sort", &mut asked.sort)];
        let doubts: Vec<Doubt> = doubts.into_iter().flatten().chain(unknown(&mut asked.rest)).collect();
        let part = kinds.iter().map(|(name, _)| *name).find(|name| *name == asked.part);
        let by = ORDERS.iter().find(|(name, ..)| *name == asked.sort).map_or(By::Due, |(_, by, _)| *by);
        let after = if part.is_some() { asked.after.clone() } else { String::new() };
        let file = matches!(asked.format.as_str(), "csv" | "xlsx").then_some(asked.format == "csv");
        if file.is_some() {
            must_be_known(&doubts)?;
        }
        let after = if file.is_some() { String::new() } else { after };
        Ok((Wanted { part, by, after, file }, doubts))
    }

    /// The part that is asked for alone.
    pub(crate) fn part(&self) -> Option<&'static str> {
        self.part
    }

    /// The same of one part alone, from its beginning.
    pub(crate) fn of_part(&self, part: &'static str) -> Wanted {
        Wanted { part: Some(part), after: String::new(), ..self.clone() }
    }

    /// Whether a part is among what is wanted.
    pub(super) fn takes(&self, name: &str) -> bool {
        self.part.is_none_or(|part| part == name)
    }

    /// Whether it is the usual order of the desk.
    pub(super) fn is_by_day(&self) -> bool {
        self.by == By::Due
    }

    /// Whether a file is wanted, and whether that is CSV.
    pub(super) fn file(&self) -> Option<bool> {
        self.file
    }

    fn is_whole(&self) -> bool {
        self.file.is_some()
    }

    /// Whether it is more than the desk as it opens.
    pub(super) fn is_heavy(&self) -> bool {
        self.is_whole() || self.part.is_some() || !self.is_by_day()
    }

    /// Whether it goes on after a page.
    pub(super) fn is_later(&self) -> bool {
        !self.after.is_empty()
    }

    /// After what the page begins.
    pub(super) fn after(&self) -> &str {
        &self.after
    }

    /// The most rows that are told of a part.
    pub(super) fn most(&self) -> usize {
        if self.is_whole() { GATHERED } else { SHOWN }
    }

    /// The most rows of a part that are gathered, to put them in order.
    pub(super) fn gathered(&self) -> usize {
        if self.is_heavy() { GATHERED } else { SHOWN + 1 }
    }

    /// The rows of a part that are told, in order, each placed by its last day, by when it began and by its name; and the
    /// key after which the next page begins, where there is one.
    pub(super) fn page<T>(&self, rows: Vec<T>, placed: impl Fn(&T) -> Placed) -> (Vec<T>, Option<String>) {
        let keyed = rows.into_iter().map(|row| (self.key(placed(&row)), row));
        let mut keyed: Vec<(String, T)> =
            keyed.filter(|(key, _)| key.as_str() > self.after.as_str()).collect();
        keyed.sort_by(|(one, _), (other, _)| one.cmp(other));
        // Rows that nothing tells apart stay on one page: the next one begins after all of them.
        let last = self.most().checked_sub(1).and_then(|at| keyed.get(at)).map(|(key, _)| key.clone());
        let told = last.map_or(keyed.len(), |last| keyed.partition_point(|(key, _)| *key <= last));
        let is_more = keyed.len() > told;
        keyed.truncate(told);
        let next = keyed.last().filter(|_| is_more).map(|(key, _)| key.clone());
        (keyed.into_iter().map(|(_, row)| row).collect(), next)
    }

    fn key(&self, placed: Placed) -> String {
        let Placed { due, since, title, last } = placed;
        let day = |day: Option<String>| day.unwrap_or_else(|| NEVER.to_owned());
        match self.by {
            By::Due => format!("{}{BETWEEN}{last}", due),
            By::Since => format!("{}{BETWEEN}{last}", day(since)),
            By::Title => format!("{title}{BETWEEN}{last}"),
        }
    }

    /// The page of a part that was gathered. A row is placed by what it is and not by where it stood: what was done
    /// meanwhile moves no other over the end of a page.
    pub(super) fn page_of(&self, mut part: Part) -> Part {
        part.count = part.rows.len();
        let (rows, next) = self.page(std::mem::take(&mut part.rows), Placed::of);
        Part { rows, next, ..part }
    }

    /// The address of this list, after a key.
    pub(crate) fn address(&self, after: &str) -> String {
        let sort = ORDERS.iter().find(|(_, by, _)| *by == self.by && *by != By::Due);
        let parts = [
            ("part", self.part.unwrap_or_default()),
            ("sort", sort.map_or("", |(name, ..)| name)),
            ("after", after),
        ];
        let given = parts.into_iter().filter(|(_, value)| !value.is_empty());
        let given: Vec<String> = given.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        if given.is_empty() { "/desk".to_owned() } else { format!("/desk?{}", given.join("&")) }
    }

    /// The address of the file of this list.
    pub(super) fn file_address(&self, format: &str) -> String {
        let here = self.address("");
        let sign = if here.contains('?') { '&' } else { '?' };
        format!("{here}{sign}format={format}")
    }

    /// Whether the rows have an order of their own: the register is gone through from its end.
    pub(super) fn has_one_order(&self) -> bool {
        self.part == Some(PAPERS)
    }

    /// The orders to choose from; none where there is but one.
    pub(super) fn sorts(&self, visitor: &Visitor) -> Vec<Choice> {
        if self.has_one_order() {
            return Vec::new();
        }
        let choice = |(value, by, words): (&'static str, By, Words)| Choice {
            value,
            word: visitor.lang.label(words),
            is_chosen: by == self.by,
        };
        ORDERS.into_iter().map(choice).collect()
    }

    /// The order in words.
    pub(super) fn sorted(&self) -> Words {
        let found = ORDERS.iter().find(|(_, by, _)| *by == self.by);
        found.map_or(Words { zh: "", en: "" }, |(.., words)| *words)
    }
}

/// Every part that the desk of an office may have, with its title, in the order of the desk.
pub(super) fn kinds(visitor: &Visitor, office: &Office) -> Vec<(&'static str, &'static str)> {
    let (case, reported, duties) = (&visitor.w.case, &visitor.w.reported, &visitor.w.duties);
    let kind = office.kind;
    let is_maker = kind == OfficeKind::Maker;
    let is_federation = kind == OfficeKind::Federation;
    let is_province = kind == OfficeKind::ProvinceBureau;
    let is_told = matches!(kind, OfficeKind::CityBureau | OfficeKind::CountyBureau | OfficeKind::Finance);
    let declarations = if is_maker { case.own_declarations } else { case.desk_declarations };
    let all = [
        ("joint", case.desk_joint, is_maker),
        ("projects", visitor.w.project.desk, is_work_of(office, CaseKind::Project)),
        ("declarations", declarations, is_work_of(office, CaseKind::Declaration)),
        ("labels", case.desk_labels, is_work_of(office, CaseKind::Label)),
        ("proceedings", case.desk_proceedings, is_work_of(office, CaseKind::Proceeding)),
        ("checks", case.desk_checks, is_work_of(office, CaseKind::Check)),
        (PENALTIES, visitor.w.waits.penalties, power_of(kind, ActKind::ClassifyPenalty).is_some()),
        (PAPERS, visitor.w.waits.papers, is_federation),
        ("letters", reported.desk_letters, is_federation || is_province),
        ("publish", reported.desk_publish, is_province),
        ("notify", reported.desk_notify, is_province),
        ("receive", reported.desk_receive, is_province || is_told),
        ("correct", reported.desk_correct, is_federation),
        ("certificates", case.own_certificates, kind == OfficeKind::CertificationBody),
        (TESTED, case.own_tests, kind == OfficeKind::Laboratory),
        ("duties_overdue", drafter::overdue_title(visitor, office), may_know(office)),
        ("duties_soon", reported.desk_soon, coaches(office)),
        ("reviews", duties.desk_reviews, is_federation),
        ("outlived", duties.desk_outlived, is_federation),
        ("own_under_way", case.own_under_way, is_maker),
        ("own_decided", case.own_decided, is_maker),
        ("own_projects", visitor.w.project.own, is_maker),
        ("own_duties", duties.own, is_maker),
        ("own_days", case.own_days, is_maker),
        ("own_marks", case.own_marks, is_maker),
        ("own_products", case.own_products, is_maker),
    ];
    all.into_iter().filter(|(.., is_had)| *is_had).map(|(name, title, _)| (name, title)).collect()
}

/// The parts to choose from: those in which something waits, and beside a part that is told alone, whose others were not looked
/// at, all that there may be.
pub(super) fn choices<'p>(
    visitor: &Visitor,
    office: &Office,
    wanted: &Wanted,
    found: impl Iterator<Item = &'p Part>,
) -> Vec<Choice> {
    let found: Vec<&str> = found.map(|part| part.name).collect();
    let choice = |(value, title): (&'static str, &'static str)| Choice {
        value,
        word: title.to_owned(),
        is_chosen: wanted.part == Some(value),
    };
    let offered = kinds(visitor, office).into_iter();
    offered.filter(|(name, _)| wanted.part.is_some() || found.contains(name)).map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::desk_row::DeskRow;
    use crate::public::registers::RowView;
    use policy::calendar::Day;

    /// Whoever goes through the pages of a part meets each row once and in order, whatever the order.
    #[test]
    fn pages_tell_each_row_once_and_in_order() {
        let count = SHOWN * 2 + 7;
        let placed = |at: &usize| Placed {
            due: Placed::day(None),
            // Many rows at one place, some at none.
            since: (!at.is_multiple_of(5)).then(|| format!("2026-11-{:02}", at % 3 + 1)),
            title: format!("{}", at % 4),
            last: format!("{at:03}"),
        };
        for by in [By::Due, By::Since, By::Title] {
            let wanted = |after: String| Wanted { part: Some("checks"), by, after, file: None };
            let (mut all, mut after, mut pages) = (Vec::new(), String::new(), 0);
            loop {
                let here = wanted(after);
                let (rows, next) = here.page((0..count).collect(), placed);
                all.extend(rows.into_iter().map(|at| (here.key(placed(&at)), at)));
                pages += 1;
                match next {
                    Some(next) => after = next,
                    None => break,
                }
            }
            assert_eq!(pages, 3, "{by:?}");
            assert!(all.is_sorted(), "{by:?}");
            let mut ids: Vec<usize> = all.into_iter().map(|(_, at)| at).collect();
            ids.sort_unstable();
            assert_eq!(ids, (0..count).collect::<Vec<_>>(), "{by:?}");
        }
    }

    fn row(at: usize) -> DeskRow {
        let view = RowView {
            href: format!("/cases/check/CK-{at}"),
            title: "check".to_owned(),
            state: None,
            under: Vec::new(),
            links: Vec::new(),
        };
        let day = |month| Day::constant(2026, month, 1);
        let what = Words { zh: "末日", en: "last day" };
        let row = DeskRow::of(CaseKind::Check, &format!("{at:03}"), view);
        let row =
            row.by(what, (!at.is_multiple_of(4)).then(|| day(if at.is_multiple_of(2) { 11 } else { 12 })));
        DeskRow { since: (!at.is_multiple_of(3)).then(|| (what, day(10))), ..row }
    }

    /// What is done between two pages is on none of them; nothing else is skipped or told twice.
    #[test]
    fn what_is_done_between_two_pages_moves_nothing_over_their_end() {
        let count = SHOWN + 20;
        let part = |rows: Vec<usize>| Part::new("checks", "", "", rows.into_iter().map(row).collect(), false);
        let ids = |part: &Part| -> Vec<String> {
            part.rows.iter().filter_map(|row| row.case.as_ref().map(|(_, id)| id.clone())).collect()
        };
        for by in [By::Due, By::Since, By::Title] {
            let wanted = |after: String| Wanted { part: Some("checks"), by, after, file: None };
            let first = wanted(String::new()).page_of(part((0..count).collect()));
            let told = ids(&first);
            assert_eq!(told.len(), SHOWN, "{by:?}");
            let done = told.iter().step_by(5).cloned();
            let done: Vec<usize> = done.filter_map(|id| id.parse().ok()).collect();
            let left = (0..count).filter(|at| !done.contains(at)).collect();
            let next = wanted(first.next.expect("a next page")).page_of(part(left));
            let mut all: Vec<String> = told.into_iter().chain(ids(&next)).collect();
            all.sort_unstable();
            assert_eq!(all, (0..count).map(|at| format!("{at:03}")).collect::<Vec<_>>(), "{by:?}");
            assert!(next.next.is_none(), "{by:?}");
        }
    }

    /// What has a last day is told by that day, and what has none after it.
    #[test]
    fn gathered_rows_come_by_their_last_days() {
        let wanted = Wanted { part: Some("checks"), by: By::Due, after: String::new(), file: None };
        let told = wanted.page_of(Part::new("checks", "", "", (0..9).map(row).collect(), false));
        let days: Vec<String> =
            told.rows.iter().map(|row| Placed::day(row.due.map(|(_, day)| day))).collect();
        assert!(days.is_sorted(), "{days:?}");
    }

    /// Rows that nothing tells apart are told on one page.
    #[test]
    fn rows_alike_are_not_lost_at_the_end_of_a_page() {
        let wanted = Wanted { part: Some("checks"), by: By::Due, after: String::new(), file: None };
        let alike = (0..SHOWN + 3).map(|at| row(if at < SHOWN - 1 { at } else { 900 })).collect();
        let told = wanted.page_of(Part::new("checks", "", "", alike, false));
        assert_eq!((told.rows.len(), told.next), (SHOWN + 3, None));
    }
}
