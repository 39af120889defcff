//! Coaching (clause 4): which firms of a bureau's area could lead a standard, and whose duties run out soon.

use askama::Template;
use axum::extract::State;
use policy::authorization::{MarkState, state};
use policy::calendar::Day;
use policy::enterprise::Dossier;
use policy::finding::outcome_of_all;
use policy::powers::{Office, OfficeKind, covers};
use policy::question::{About, Question, World};
use policy::rule::Outcome;
use policy::scheme::Scheme;
use policy::standard::rules::LEADING;
use registry::{Fault, Query, Reader};

use crate::acts::CaseKind;
use crate::frame::{Frame, Section};
use crate::office::desk::SHOWN;
use crate::office::{OfficeSite, case, drafter};
use crate::problem::Trouble;
use crate::public::duties::standards_of;
use crate::public::filter::case_of;
use crate::public::mark::Page;
use crate::public::page;
use crate::public::registers::RowView;
use crate::session::Member;
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::words::fill;

/// The most firms looked through.
const LOOKED_THROUGH: usize = 2_000;

#[derive(Template)]
#[template(path = "coaching.html")]
struct CoachingPage {
    f: Frame,
    soon: Vec<RowView>,
    is_soon_cut: bool,
    firms: Vec<RowView>,
    are_firms_cut: bool,
}

/// Whether an office coaches the firms of its area.
pub(super) fn coaches(office: &Office) -> bool {
    matches!(office.kind, OfficeKind::ProvinceBureau | OfficeKind::CityBureau | OfficeKind::CountyBureau)
}

/// A firm that could lead: its code, its name, its valid marks, and what the rule of the lead's bar answers.
struct Firm {
    code: String,
    name: String,
    marks: usize,
    outcome: Outcome,
}

/// `GET /desk/coaching`.
pub(crate) async fn show(State(site): State<OfficeSite>, member: Member) -> Page {
    let office = member.office()?.clone();
    if !coaches(&office) {
        return Err(Trouble::Forbidden);
    }
    let visitor = &member.visitor;
    site.public().bound_heavy(visitor)?;
    let (today, asked) = (site.public().today(), office.clone());
    let found = site.public().look(move |reader| {
        let firms = firms(reader, &asked, today)?;
        Ok((firms, drafter::of_area(reader, &asked, today)?))
    });
    let ((firms, are_firms_cut), (duties, is_more)) = found.await?;
    let (soon, is_cut) = drafter::soon(visitor, &duties, today);
    page(&CoachingPage {
        f: visitor.frame(visitor.w.reported.desk_coaching, Section::Other),
        soon,
        is_soon_cut: is_cut || is_more,
        firms: firms.iter().map(|firm| view(visitor, firm)).collect(),
        are_firms_cut,
    })
}

fn view(visitor: &Visitor, firm: &Firm) -> RowView {
    RowView {
        href: case::address(CaseKind::Enterprise, &firm.code),
        title: firm.name.clone(),
        state: Some(Look::new(tone::of_outcome(firm.outcome.name()), visitor.word(firm.outcome.words()))),
        under: vec![firm.code.clone(), fill(visitor.w.reported.coaching_under, &[&firm.marks])],
        links: Vec::new(),
    }
}

/// The firms of an area with a valid mark that nothing on file keeps from leading, those with most marks first; and
/// whether there may be more.
fn firms(reader: &Reader, office: &Office, today: Day) -> Result<(Vec<Firm>, bool), Fault> {
    let area = office.of.as_deref().unwrap_or_default().trim_end_matches('0');
    let mut query =
        Query { kind: "enterprise".to_owned(), region: area.to_owned(), limit: 200, ..Query::default() };
    let (mut found, mut looked, mut is_cut) = (Vec::new(), 0, false);
    loop {
        let part = reader.rows(&query)?;
        looked += part.items.len();
        let own =
            part.items.iter().filter(|row| office.of.as_deref().is_none_or(|own| covers(own, &row.region)));
        for row in own {
            let dossier: Dossier = case_of(row)?;
            found.extend(firm(reader, &dossier, today)?);
        }
        match part.next {
            Some(next) if looked < LOOKED_THROUGH => query.after = next.id,
            next => {
                is_cut |= next.is_some();
                break;
            }
        }
    }
    found.sort_by(|one: &Firm, two| two.marks.cmp(&one.marks).then_with(|| one.code.cmp(&two.code)));
    is_cut |= found.len() > SHOWN;
    found.truncate(SHOWN);
    Ok((found, is_cut))
}

fn firm(reader: &Reader, dossier: &Dossier, today: Day) -> Result<Option<Firm>, Fault> {
    if dossier.authorizations.list.is_empty() {
        return Ok(None);
    }
    let standards = standards_of(reader, dossier)?;
    let scheme = Scheme::default();
    let world = World { enterprise: dossier, parents: &[], scheme: &scheme, standards: &standards };
    let Some(q) = Question::new(world, About::LeadProposal, reader.law(), today) else { return Ok(None) };
    let valid = dossier.authorizations.list.iter();
    let marks = valid.filter(|mark| q.sees(*mark) && state(mark, &q) == MarkState::Valid).count();
    let outcome = outcome_of_all(LEADING, &q);
    let could = marks > 0 && outcome != Outcome::NotMet;
    let (code, name) = (dossier.enterprise.to_string(), dossier.name());
    Ok(could.then_some(Firm { code, name, marks, outcome }))
}
