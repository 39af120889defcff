//! Penalties of which nobody has said what they are for, on the desk of the bureaus that can say it: as long as that is not
//! said, conditions of marks and filings cannot be told, and no other desk would ask for it.

use policy::article::Words;
use policy::authorization::code::MarkCode;
use policy::authorization::state;
use policy::calendar::Day;
use policy::command::ActKind;
use policy::enterprise::Dossier;
use policy::enterprise::facts::Penalty;
use policy::finding::outcome;
use policy::powers::{Office, Touches, permits, power_of};
use policy::question::{About, Law, Question, World};
use policy::rule::{Outcome, Rule};
use policy::scheme::Scheme;
use policy::supervision::Proceeding;
use registry::{Fault, PENALTY, Query, Reader, Row, UNCLASSIFIED};

use crate::acts::{self, CaseKind};
use crate::office::called::answer_until;
use crate::office::case;
use crate::office::desk::{Part, SEARCH};
use crate::office::desk_list::{PENALTIES, Wanted};
use crate::office::desk_row::{self, DeskRow};
use crate::office::reach::Whose;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::filter::{case_of, encoded};
use crate::public::registers::RowView;
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::words::fill;

/// The most rows of the store that are looked through, and how many at once.
const LOOKED_THROUGH: usize = 2_000;
const AT_ONCE: usize = 200;
/// The most whose dossiers are read.
const MOST: usize = 200;
/// The rules that ask for penalties, of marks and of filings.
const RULES: [&str; 3] = ["c11.no_product_penalty", "c9.no_enterprise_penalty", "c9.no_product_penalty"];

/// A penalty that waits, and what cannot be told because of it.
struct Waits {
    row: Row,
    penalty: Penalty,
    /// Marks and declarations, by their numbers.
    blocks: Vec<String>,
    /// The first last day of work about them.
    last: Option<Day>,
}

fn cannot_tell(rule: &Rule, q: Option<Question>) -> bool {
    q.is_some_and(|q| matches!(outcome(rule, &q), Outcome::Unknown(_)))
}

/// What cannot be told of an enterprise because of its penalties, and the first last day of work about that.
fn blocked(dossier: &Dossier, law: Law, today: Day) -> (Vec<String>, Option<Day>) {
    let scheme = Scheme::default();
    let world = World { enterprise: dossier, parents: &[], scheme: &scheme, standards: &[] };
    let rules: Vec<&Rule> = RULES.iter().filter_map(|id| policy::rules::named(id)).collect();
    let (of_marks, of_filings): (Vec<&Rule>, Vec<&Rule>) =
        rules.into_iter().partition(|rule| rule.id.starts_with("c11."));
    let marks = dossier.authorizations.list.iter().filter(|mark| {
        let q = || Question::new(world, About::Authorization(mark), law, today);
        let stands = q().is_some_and(|q| policy::apply::stands(state(mark, &q)));
        stands && of_marks.iter().any(|rule| cannot_tell(rule, q()))
    });
    let codes: Vec<_> = marks.map(|mark| mark.code).collect();
    let waiting = dossier.declarations.iter().filter(|one| one.decided.is_none() && one.ended.is_none());
    let filings = waiting.filter(|one| {
        let q = || Question::new(world, About::Filing(&one.filing), law, one.filed_on);
        of_filings.iter().any(|rule| cannot_tell(rule, q()))
    });
    let filings: Vec<String> = filings.map(|one| one.id.clone()).collect();
    let is_about = |codes: &[MarkCode]| {
        let is_about = |work: &&Proceeding| work.authorizations.iter().any(|code| codes.contains(code));
        dossier.proceedings.iter().filter(is_about).filter_map(|work| answer_until(law, work)).min()
    };
    let last = is_about(&codes);
    (codes.iter().map(ToString::to_string).chain(filings).collect(), last)
}

/// The penalties that wait for an office, and whether more may.
fn found(reader: &Reader, office: &Office, today: Day) -> Result<(Vec<Waits>, bool), Fault> {
    let mut query = Query {
        kind: PENALTY.to_owned(),
        state: UNCLASSIFIED.to_owned(),
        limit: AT_ONCE,
        ..Query::default()
    };
    let (mut found, mut looked) = (Vec::new(), 0);
    loop {
        let part = reader.rows(&query)?;
        looked += part.items.len();
        for row in part.items {
            let Some(whose) = Whose::of_row(&row) else { continue };
            let touches =
                Touches { enterprise: Some(whose.code), region: whose.region, body: None, parent: None };
            if permits(office, ActKind::ClassifyPenalty, &touches).is_none() {
                continue;
            }
            if found.len() == MOST {
                return Ok((found, true));
            }
            let Some(filed) = reader.dossier(whose.code)? else { continue };
            let (blocks, last) = blocked(&filed.value, reader.law(), today);
            let penalty = case_of(&row)?;
            found.push(Waits { row, penalty, blocks, last });
        }
        match part.next {
            Some(next) if looked < LOOKED_THROUGH => query.after = next.id,
            left => return Ok((found, left.is_some())),
        }
    }
}

/// The part of a desk that asks what penalties are for; none for an office that cannot say it.
///
/// # Errors
/// A fault of the reader.
pub(super) async fn part(
    site: &PublicSite,
    visitor: &Visitor,
    office: &Office,
    wanted: &Wanted,
) -> Result<Option<Part>, Trouble> {
    if !wanted.takes(PENALTIES) || power_of(office.kind, ActKind::ClassifyPenalty).is_none() {
        return Ok(None);
    }
    let (asked, today) = (office.clone(), site.today());
    let (waits, is_cut) = site.look(move |reader| found(reader, &asked, today)).await?;
    let rows = waits.iter().map(|one| view(visitor, office, one, today)).collect();
    Ok(Some(Part::new(PENALTIES, visitor.w.waits.penalties, SEARCH, rows, is_cut)))
}

fn view(visitor: &Visitor, office: &Office, waits: &Waits, today: Day) -> DeskRow {
    let (w, c) = (&visitor.w.waits, &visitor.w.case);
    let Waits { row, penalty, blocks, last } = waits;
    let form = acts::form(ActKind::ClassifyPenalty);
    let file = case::address(CaseKind::Enterprise, &row.enterprise);
    let since = Words { zh: "决定日", en: "decided on" };
    let due = Words { zh: "受阻事项的截止", en: "last day of work that waits for it" };
    let since = Some((since, penalty.decided_on));
    let days = desk_row::days(visitor, today, last.map(|day| (due, day)), (since, None));
    let number = fill(w.penalty, &[&penalty.id, &penalty.authority]);
    let mut under = vec![format!("{number} · {}", row.enterprise), days];
    if !blocks.is_empty() {
        under.push(fill(w.penalty_blocks, &[&blocks.join(c.comma)]));
    }
    under.push(format!("{}{}{}", c.acts, c.colon, form.title_for(office, visitor.lang)));
    under.push(w.penalty_otherwise.to_owned());
    let view = RowView {
        href: format!("{file}/acts/{}?penalty={}", form.name, encoded(&penalty.id)),
        title: row.title.clone(),
        state: Some(Look::new(tone::UNKNOWN, w.penalty_open)),
        under,
        links: Vec::new(),
    };
    let row = DeskRow {
        enterprise: Some(row.enterprise.clone()),
        since,
        is_work: true,
        ..DeskRow::of(CaseKind::Enterprise, &row.enterprise, view)
    };
    row.with(ActKind::ClassifyPenalty).by(due, *last)
}
