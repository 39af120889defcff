//! Clause 4 on the desks: a maker's own duties as a drafter with their last days and what happens if nobody acts; for
//! those who report, publish and supervise the duties that are overdue; for the federation the reviews that are due.

use std::collections::HashMap;

use policy::article::Words;
use policy::calendar::Day;
use policy::command::ActKind;
use policy::enterprise::Dossier;
use policy::finding::outcome_of_all;
use policy::powers::{Office, OfficeKind, covers};
use policy::question::{About, Law, Question, World};
use policy::rule::Outcome;
use policy::scheme::Scheme;
use policy::seen::Seen;
use policy::standard::Standard;
use policy::standard::drafting::DraftingPart;
use policy::standard::duties::{Duty, DutyStatus, clock_start};
use policy::standard::number::{EditionNumber, StandardNumber};
use policy::standard::reminders::{Reminder, reminder};
use policy::standard::rules::LEADING;
use registry::{DRAFTING_ROLE, Drafter, Fault, Query, Reader};

use crate::acts::CaseKind;
use crate::office::case;
use crate::office::coaching::coaches;
use crate::office::desk::Part;
use crate::office::desk_list::Wanted;
use crate::office::desk_row::{DeskRow, Placed};
use crate::office::outlived;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::asking::{first_outlived, first_to_review};
use crate::public::bare::standard_without_tables;
use crate::public::duties::{ToReview, all_of, may_know, part_of, tone_of};
use crate::public::filter::case_of;
use crate::public::registers::RowView;
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::words::fill;

/// The most rows looked through for a desk; the reports look through all.
const LOOKED_THROUGH: usize = 400;

/// The reports that tell all of them, to a bureau and finance those of their area.
const DUTIES: &str = "/reports/duties";
pub(super) const WAITING: &str = "/reports/duties-behind?outcome=pending";
const REVIEWS: &str = "/reports/standards-to-review";

/// A maker's own duties: a row for each, those that are over or met after those that wait; and first, where there is
/// one, the bar.
pub(super) fn own(
    site: &PublicSite,
    visitor: &Visitor,
    dossier: &Dossier,
    standards: &[Standard],
) -> Vec<DeskRow> {
    let (law, today, w) = (site.reader().law(), site.today(), &visitor.w.duties);
    let href = case::address(CaseKind::Enterprise, dossier.enterprise.as_str());
    let row = |title: String, state: Look, under: Vec<String>| {
        let view = RowView { href: href.clone(), title, state: Some(state), under, links: Vec::new() };
        DeskRow::of(CaseKind::Enterprise, dossier.enterprise.as_str(), view)
    };
    let ranked = |order: u8, row: DeskRow| {
        let rank = Some(format!("{order}{}", Placed::day(row.due.map(|(_, day)| day))));
        DeskRow { rank, ..row }
    };
    let mut rows: Vec<(u8, DeskRow)> = Vec::new();
    if is_barred(dossier, standards, law, today) {
        let word = visitor.word(Outcome::NotMet.words());
        rows.push((0, row(w.barred.to_owned(), Look::new(tone::BAD, word), Vec::new())));
    }
    for role in dossier.drafting_roles.list.iter().filter(|role| role.annulled.is_none()) {
        let drafter = Drafter::of(dossier, role);
        for (duty, status, look) in all_of(visitor, &drafter, standards, law, today) {
            let (order, otherwise) = match status {
                DutyStatus::Overdue { .. } => (1, true),
                DutyStatus::Pending { .. } => (2, true),
                DutyStatus::CannotTell(_) => (3, true),
                DutyStatus::Met { .. } | DutyStatus::MetLate { .. } | DutyStatus::MetUnsure { .. } => {
                    (4, false)
                }
                // What does not bind is no duty.
                DutyStatus::NotBound(_) => continue,
            };
            let title = format!("{} · {}", role.edition.print(), visitor.lang.label(duty.words()));
            let mut under = vec![part_of(visitor, &drafter)];
            // What was met is due no more.
            let last = status.last_day().filter(|_| otherwise);
            let reminder = law.parameters.on(today).and_then(|numbers| reminder(status, &numbers, today));
            under.extend(reminder.map(|reminder| reminded(visitor, reminder).to_owned()));
            let look = match reminder {
                Some(_) => Look { tone: tone::WARN, ..look },
                None => look,
            };
            let mut row = row(title, look, under).by(duty.words(), last);
            if otherwise {
                row.since = begun(status, standards, &role.edition);
                row = row.waits(visitor, today, w.own_otherwise);
            }
            if otherwise && duty == Duty::Authorised && role.part == DraftingPart::Lead {
                row.view.under.push(w.lead_otherwise.to_owned());
            }
            rows.push((order, row));
        }
    }
    rows.sort_by_key(|(order, _)| *order);
    rows.into_iter().map(|(order, row)| ranked(order, row)).collect()
}

/// Since when a duty waits: what is overdue since the day after its last day, what is not since its time runs.
fn begun(status: DutyStatus, standards: &[Standard], edition: &EditionNumber) -> Option<(Words, Day)> {
    match status {
        DutyStatus::Overdue { last } => Some((Words { zh: "逾期起始日", en: "overdue since" }, last.next())),
        DutyStatus::Pending { .. } | DutyStatus::CannotTell(_) => {
            let edition =
                standards.iter().flat_map(|one| &one.editions).find(|one| one.edition == *edition)?;
            Some((Words { zh: "期限起算日", en: "its time runs since" }, clock_start(edition)))
        }
        DutyStatus::Met { .. }
        | DutyStatus::MetLate { .. }
        | DutyStatus::MetUnsure { .. }
        | DutyStatus::NotBound(_) => None,
    }
}

/// Whether proposals of the enterprise as lead are not accepted on a day, as far as that is known.
fn is_barred(dossier: &Dossier, standards: &[Standard], law: Law, today: Day) -> bool {
    let scheme = Scheme::default();
    let world = World { enterprise: dossier, parents: &[], scheme: &scheme, standards };
    let q = Question::new(world, About::LeadProposal, law, today);
    q.is_some_and(|q| outcome_of_all(LEADING, &q) == Outcome::NotMet)
}

/// A duty of somebody that is overdue or runs out soon, as the desk shows it.
pub(super) struct Near {
    drafter: Drafter,
    duty: Duty,
    status: DutyStatus,
    /// The reminder that is due; none where it is overdue.
    reminder: Option<Reminder>,
    /// Since when it waits.
    since: Option<(Words, Day)>,
}

/// What of clause 4 waits for an office: duties overdue in its area, and for the federation reviews that are due.
///
/// # Errors
/// A fault of the reader.
pub(super) async fn parts(
    site: &PublicSite,
    visitor: &Visitor,
    office: &Office,
    wanted: &Wanted,
) -> Result<Vec<Part>, Trouble> {
    if !may_know(office) {
        return Ok(Vec::new());
    }
    let (today, asked, most) = (site.today(), office.clone(), wanted.gathered());
    let [duties, reviews] = [["duties_overdue", "duties_soon"], ["reviews", "outlived"]]
        .map(|of| of.iter().any(|name| wanted.takes(name)));
    let found = site.look(move |reader| {
        let duties = if duties { of_area(reader, &asked, today)? } else { (Vec::new(), false) };
        if asked.kind != OfficeKind::Federation || !reviews {
            return Ok((duties, Default::default(), Default::default()));
        }
        Ok((duties, first_to_review(reader, today, most)?, first_outlived(reader, today, most)?))
    });
    let ((duties, is_more), (reviews, are_reviews_cut), (outlived, is_outlived_cut)) = found.await?;
    let w = &visitor.w.duties;
    let duties: Vec<Near> = duties.into_iter().filter(|near| concerns(office, near.duty)).collect();
    let (overdue, left) = shown(&duties, false, most);
    let overdue =
        overdue.into_iter().map(|near| view_of(visitor, near, today, otherwise(visitor, office))).collect();
    let (soon, soon_left) = match coaches(office) {
        true => soon(visitor, &duties, today, most),
        false => (Vec::new(), false),
    };
    let review = |found: &ToReview| RowView {
        href: case::address(CaseKind::Edition, &found.edition.edition.to_string()),
        title: format!("{} {}", found.edition.edition.print(), found.edition.title),
        state: Some(Look::new(tone::of_outcome(found.outcome.name()), visitor.word(found.outcome.words()))),
        under: vec![fill(w.holders, &[&found.holders])],
        links: Vec::new(),
    };
    let parts = [
        Part::new("duties_overdue", overdue_title(visitor, office), DUTIES, overdue, left || is_more),
        Part::new(
            "duties_soon",
            visitor.w.reported.desk_soon,
            WAITING,
            soon,
            soon_left || (coaches(office) && is_more),
        ),
        Part::new(
            "reviews",
            w.desk_reviews,
            REVIEWS,
            reviews.iter().map(|found| reviewed(visitor, found, review(found), today)).collect(),
            are_reviews_cut,
        ),
        outlived::part((visitor, office, today), &outlived, is_outlived_cut),
    ];
    Ok(parts.into_iter().collect())
}

/// What the part of duties overdue is called: to finance it tells whom nothing is paid.
pub(super) fn overdue_title(visitor: &Visitor, office: &Office) -> &'static str {
    let w = &visitor.w.duties;
    if office.kind == OfficeKind::Finance { w.desk_unpaid } else { w.desk_overdue }
}

/// Whether an office has to do with a duty: finance, with what a subsidy waits for.
fn concerns(office: &Office, duty: Duty) -> bool {
    office.kind != OfficeKind::Finance || duty.holds_up_subsidy()
}

/// What follows from a duty that is overdue, for the office that reads it.
fn otherwise(visitor: &Visitor, office: &Office) -> &'static str {
    let w = &visitor.w.duties;
    if office.kind == OfficeKind::Finance { w.finance_otherwise } else { w.own_otherwise }
}

/// An edition to be reviewed, with the day since when.
fn reviewed(visitor: &Visitor, found: &ToReview, view: RowView, today: Day) -> DeskRow {
    let since = Words { zh: "应复审起始日", en: "to be reviewed since" };
    let row = DeskRow::of(CaseKind::Edition, &found.edition.edition.to_string(), view);
    let row = row.since(since, found.since).with(ActKind::CompleteReview);
    row.waits(visitor, today, visitor.w.duties.review_otherwise)
}

fn view_of(visitor: &Visitor, near: &Near, today: Day, otherwise: &str) -> DeskRow {
    let Near { drafter, duty, status, since, .. } = near;
    let view = RowView {
        href: case::address(CaseKind::Enterprise, drafter.enterprise().as_str()),
        title: format!("{} · {}", drafter.name, visitor.lang.label(duty.words())),
        state: Some(Look::new(tone_of(*status), visitor.said(&status.said(today)))),
        under: vec![
            drafter.role.edition.print(),
            part_of(visitor, drafter),
            visitor.lang.place(&drafter.region),
        ],
        links: Vec::new(),
    };
    let row = DeskRow::of(CaseKind::Enterprise, drafter.enterprise().as_str(), view);
    let row = DeskRow { since: *since, ..row.by(duty.words(), status.last_day()) };
    row.waits(visitor, today, otherwise)
}

/// What a reminder says.
fn reminded(visitor: &Visitor, reminder: Reminder) -> &'static str {
    match reminder {
        Reminder::Last => visitor.w.reported.last_reminder,
        Reminder::First => visitor.w.reported.first_reminder,
    }
}

/// The duties that run out soon, or those that are overdue, as many as a list shows; and whether it leaves some out.
fn shown(duties: &[Near], is_soon: bool, most: usize) -> (Vec<&Near>, bool) {
    let mut found: Vec<&Near> =
        duties.iter().filter(|near| near.reminder.is_some() == is_soon).take(most + 1).collect();
    let is_cut = found.len() > most;
    found.truncate(most);
    (found, is_cut)
}

/// The duties of an area that run out soon, those with the fewest days left first; and whether some are left out.
pub(super) fn soon(visitor: &Visitor, duties: &[Near], today: Day, most: usize) -> (Vec<DeskRow>, bool) {
    let (near, is_cut) = shown(duties, true, most);
    let view = |(near, reminder): (&Near, Reminder)| {
        let mut row = view_of(visitor, near, today, visitor.w.duties.own_otherwise);
        row.view.state = row.view.state.map(|state| Look { tone: tone::WARN, ..state });
        row.view.under.push(reminded(visitor, reminder).to_owned());
        row
    };
    let near = near.into_iter().filter_map(|near| Some((near, near.reminder?)));
    (near.map(view).collect(), is_cut)
}

/// The duties of an office's area that are overdue or run out soon, by their last days; and whether not all drafters
/// were looked at.
pub(super) fn of_area(reader: &Reader, office: &Office, today: Day) -> Result<(Vec<Near>, bool), Fault> {
    let mut standards: HashMap<StandardNumber, Vec<Standard>> = HashMap::new();
    let area = office.of.as_deref().unwrap_or_default().trim_end_matches('0');
    let mut query =
        Query { kind: DRAFTING_ROLE.to_owned(), region: area.to_owned(), limit: 200, ..Query::default() };
    let numbers = reader.law().parameters.on(today);
    let (mut found, mut looked) = (Vec::new(), 0);
    let is_cut = loop {
        let part = reader.rows(&query)?;
        looked += part.items.len();
        for row in
            part.items.iter().filter(|row| office.of.as_deref().is_none_or(|own| covers(own, &row.region)))
        {
            let drafter: Drafter = case_of(row)?;
            let number = drafter.role.edition.number().clone();
            let known = match standards.entry(number) {
                std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
                std::collections::hash_map::Entry::Vacant(place) => {
                    // A duty rests on the days of an edition alone.
                    let row = reader.row("standard", place.key().as_str())?;
                    let standard = row.map(|row| standard_without_tables(&row)).transpose()?;
                    place.insert(standard.into_iter().collect())
                }
            };
            let duties = drafter.duties(known, reader.law(), Seen::as_of(today)).into_iter().flatten();
            found.extend(duties.filter_map(|(duty, status)| {
                let reminder = numbers.and_then(|numbers| reminder(status, &numbers, today));
                let is_near = reminder.is_some() || matches!(status, DutyStatus::Overdue { .. });
                let since = begun(status, known, &drafter.role.edition);
                is_near.then(|| Near { drafter: drafter.clone(), duty, status, reminder, since })
            }));
        }
        match part.next {
            Some(next) if looked < LOOKED_THROUGH => query.after = next.id,
            next => break next.is_some(),
        }
    };
    found.sort_by_key(|near| near.status.last_day());
    Ok((found, is_cut))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::desk_list::SHOWN;

    fn near(reminder: Option<Reminder>) -> Near {
        let role = serde_json::json!({
            "id": "DR-1", "edition": "T/ZZB 0003-2020", "part": "lead", "drafter": "maker", "since": "2020-12-01",
        });
        let role = serde_json::from_value(role).expect("a role");
        let code = "91330212MA0000001K";
        let code = policy::enterprise::credit_code::CreditCode::parse_overridden(code).expect("a code");
        let last = Day::constant(2021, 12, 31);
        let drafter = Drafter::of(&Dossier::blank(code), &role);
        Near { drafter, duty: Duty::Authorised, status: DutyStatus::Overdue { last }, reminder, since: None }
    }

    /// Each list tells of itself what it leaves out, and nothing of the other.
    #[test]
    fn each_list_is_cut_for_itself() {
        let told = |overdue: usize, soon: usize| {
            let overdue = (0..overdue).map(|_| near(None));
            let duties: Vec<Near> = overdue.chain((0..soon).map(|_| near(Some(Reminder::Last)))).collect();
            [false, true].map(|is_soon| {
                let (list, is_cut) = shown(&duties, is_soon, SHOWN);
                (list.len(), is_cut)
            })
        };
        assert_eq!(told(SHOWN + 1, 1), [(SHOWN, true), (1, false)]);
        assert_eq!(told(SHOWN, SHOWN + 1), [(SHOWN, false), (SHOWN, true)]);
    }
}
