//! Shares that cannot all be true are refused at the door: two of one owner from one day on, more than the whole
//! together, or firms of which each controls the next in a ring. What was entered before is for the rule to doubt
//! (`c9.parent_controls`).

use std::borrow::Borrow;
use std::collections::{BTreeSet, VecDeque};
use std::convert::Infallible;

use rust_decimal::Decimal;

use super::Dossier;
use super::credit_code::CreditCode;
use super::facts::{Fact, FactKind, Holding};
use super::record::current;
use crate::article::Article;
use crate::authorization::rules::joint_control::total_on;
use crate::calendar::Day;
use crate::command::{Act, Command};
use crate::decide::{Problem, Scene};
use crate::question::Law;

/// The most firms that are looked at above an owner, one in control of the next. Nobody owns a maker through more; what
/// cannot be looked through is refused.
pub const MOST_ABOVE: usize = 64;

fn counting(dossier: &Dossier) -> impl Iterator<Item = &Holding> + Clone {
    dossier.holdings.list.iter().filter(|holding| holding.annulled.is_none())
}

fn with_end(holding: &Holding) -> (&Holding, Option<Day>) {
    (holding, holding.ended.as_ref().map(|end| end.on))
}

/// The share that is control; nothing before the policy.
fn control(law: Law, today: Day) -> Option<Decimal> {
    law.parameters.on(today).map(|numbers| Decimal::from(numbers.controlling_share_percent))
}

/// The owners that control an enterprise by the latest share of each, if it has not ended: of shares as they may be,
/// one at the most.
fn in_control<'a>(
    owned: &Dossier,
    shares: impl Iterator<Item = &'a Holding> + Clone,
    control: Decimal,
) -> BTreeSet<CreditCode> {
    let latest = |owner: CreditCode| {
        let of_owner = shares.clone().filter(move |holding| holding.owner == owner);
        of_owner.max_by_key(|holding| holding.since)
    };
    let owners: BTreeSet<CreditCode> = shares.clone().map(|holding| holding.owner).collect();
    let controls = |share: &Holding| share.ended.is_none() && share.percent > control;
    owners
        .into_iter()
        .filter(|owner| *owner != owned.enterprise && latest(*owner).is_some_and(controls))
        .collect()
}

/// The owner that a command about a dossier would put in control of it: by the share that it enters, or by an earlier
/// share that counts again when the one after it is set aside.
fn put_in_control(command: &Command, dossier: &Dossier, control: Decimal) -> Option<CreditCode> {
    if let Act::EnterFact { fact: Fact::Holding(holding) } = &command.act {
        return (holding.percent > control).then_some(holding.owner);
    }
    let Act::AnnulFact { kind: FactKind::Holding, id, .. } = &command.act else { return None };
    let gone = current(&dossier.holdings.list, id)?;
    let before = in_control(dossier, counting(dossier), control);
    let rest = counting(dossier).filter(|holding| !std::ptr::eq(*holding, gone));
    in_control(dossier, rest, control).difference(&before).next().copied()
}

/// An owner and the firms above it, one in control of the next, each once, as far as they are on file.
fn above<D: Borrow<Dossier>, F>(
    owner: CreditCode,
    control: Decimal,
    mut load: impl FnMut(CreditCode) -> Result<Option<D>, F>,
) -> Result<Vec<D>, F> {
    let (mut next, mut known) = (VecDeque::from([owner]), BTreeSet::from([owner]));
    let mut found = Vec::new();
    while let Some(code) = next.pop_front().filter(|_| found.len() <= MOST_ABOVE + 1) {
        let Some(firm) = load(code)? else { continue };
        let dossier = firm.borrow();
        let over = in_control(dossier, counting(dossier), control);
        next.extend(over.into_iter().filter(|code| known.insert(*code)));
        found.push(firm);
    }
    Ok(found)
}

/// Whether a command may put an owner in control.
#[must_use]
pub fn is_about_shares(command: &Command) -> bool {
    matches!(
        &command.act,
        Act::EnterFact { fact: Fact::Holding(_) } | Act::AnnulFact { kind: FactKind::Holding, .. }
    )
}

/// The dossiers that a command about shares is decided by, besides the one that it is about: the owner that it would put
/// in control and the firms above that, as far as `load` finds them on file. None for any other command.
///
/// # Errors
/// What `load` meets.
pub fn owners_of<D: Borrow<Dossier>, F>(
    command: &Command,
    dossier: &Dossier,
    (law, today): (Law, Day),
    load: impl FnMut(CreditCode) -> Result<Option<D>, F>,
) -> Result<Vec<D>, F> {
    let Some(control) = control(law, today) else { return Ok(Vec::new()) };
    match put_in_control(command, dossier, control) {
        Some(owner) => above(owner, control, load),
        None => Ok(Vec::new()),
    }
}

fn problem(code: &str, zh: String, en: String, field: &str) -> Problem {
    Problem::new(code, zh, en).at(field).by(Article::of(9))
}

/// What a share that is entered contradicts of what is on file.
pub(super) fn problems(scene: &Scene, dossier: &Dossier, fact: &Holding) -> Vec<Problem> {
    let mut found = Vec::new();
    if counting(dossier).any(|known| known.owner == fact.owner && known.since == fact.since) {
        found.push(problem(
            "share_exists",
            format!("{}自{}起的持股已在案；有误的，先撤销该记录", fact.owner, fact.since),
            format!(
                "a share of {} from {} on is on file: set a wrong one aside first",
                fact.owner, fact.since
            ),
            "fact.since",
        ));
    }
    // The new share holds from its day on, so every later day on which another begins is looked at as well.
    let later = counting(dossier).map(|known| known.since).filter(|&since| since > fact.since);
    let days = std::iter::once(fact.since).chain(later);
    let total = |day| total_on(counting(dossier).map(with_end).chain([(fact, None)]), day);
    if let Some((day, total)) = days.map(|day| (day, total(day))).find(|(_, all)| *all > Decimal::ONE_HUNDRED)
    {
        found.push(problem(
            "percent_sum",
            format!("自{day}起各股东持股合计{total}%，超过100%；请先录入其他股东变更后的持股"),
            format!(
                "from {day} on all owners together would own {total} %: enter first what the others own now"
            ),
            "fact.percent",
        ));
    }
    found.extend(ring(scene, dossier, "fact.owner"));
    found
}

/// The ring of control that a command about shares would close, if it would.
pub(super) fn ring(scene: &Scene, dossier: &Dossier, field: &str) -> Option<Problem> {
    let control = control(scene.law, scene.today)?;
    let owner = put_in_control(scene.command, dossier, control)?;
    let on_file = |code| scene.books.parents.iter().find(|parent| parent.enterprise == code);
    let Ok(firms) = above(owner, control, |code| Ok::<_, Infallible>(on_file(code)));
    let own = dossier.enterprise;
    let below = |firm: &&Dossier| in_control(firm, counting(firm), control).contains(&own);
    // The enterprise itself is among them where it is above the owner already: the firm that it controls is told.
    match firms.iter().copied().filter(|firm| firm.enterprise != own).find(below) {
        Some(firm) if firm.enterprise == owner => Some(problem(
            "share_loop",
            "双方不能互相控股：对方的控股股东已登记为本企业".to_owned(),
            "two firms cannot control each other: this enterprise is on file as in control of the owner"
                .to_owned(),
            field,
        )),
        Some(firm) => Some(problem(
            "share_loop",
            format!(
                "控股关系不能成环：本企业控股{}，后者直接或者间接控股{owner}；请先核对并更正其中有误的持股",
                firm.enterprise
            ),
            format!(
                "control cannot run in a ring: this enterprise controls {}, which controls {owner} directly or through \
                 others; look first which of these shares is wrong, and correct it",
                firm.enterprise
            ),
            field,
        )),
        None if firms.len() > MOST_ABOVE + 1 => Some(problem(
            "share_chain",
            format!("{owner}之上逐级控股的企业超过{MOST_ABOVE}家，无法核对是否成环；请先核对各级持股"),
            format!(
                "more than {MOST_ABOVE} firms stand above {owner}, one in control of the next, so nobody can look whether \
                 they run in a ring: look at those shares first"
            ),
            field,
        )),
        None => None,
    }
}
