//! Shares that cannot all be true are refused at the door: two of one owner from one day on, more than the whole
//! together, or each of two firms in control of the other. What was entered before is for the rule to doubt
//! (`c9.parent_controls`).

use rust_decimal::Decimal;

use super::Dossier;
use super::credit_code::CreditCode;
use super::facts::Holding;
use crate::article::Article;
use crate::authorization::rules::joint_control::total_on;
use crate::calendar::Day;
use crate::decide::{Problem, Scene};

fn counting(dossier: &Dossier) -> impl Iterator<Item = &Holding> {
    dossier.holdings.list.iter().filter(|holding| holding.annulled.is_none())
}

fn with_end(holding: &Holding) -> (&Holding, Option<Day>) {
    (holding, holding.ended.as_ref().map(|end| end.on))
}

/// What an owner owns of an enterprise by its latest share, if it has not ended.
fn latest_share(owned: &Dossier, owner: CreditCode) -> Option<Decimal> {
    let shares = counting(owned).filter(|holding| holding.owner == owner);
    let latest = shares.max_by_key(|holding| holding.since)?;
    latest.ended.is_none().then_some(latest.percent)
}

/// What a share contradicts of what is on file.
pub(super) fn problems(scene: &Scene, dossier: &Dossier, fact: &Holding) -> Vec<Problem> {
    let problem = |code: &str, zh: String, en: String, field: &str| {
        Problem::new(code, zh, en).at(&format!("fact.{field}")).by(Article::of(9))
    };
    let mut found = Vec::new();
    if counting(dossier).any(|known| known.owner == fact.owner && known.since == fact.since) {
        found.push(problem(
            "share_exists",
            format!("{}自{}起的持股已在案；有误的，先撤销该记录", fact.owner, fact.since),
            format!(
                "a share of {} from {} on is on file: set a wrong one aside first",
                fact.owner, fact.since
            ),
            "since",
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
            "percent",
        ));
    }
    let control = scene.law.parameters.on(scene.today).map(|numbers| numbers.controlling_share_percent);
    let is_control = |percent: Decimal| control.is_some_and(|control| percent > Decimal::from(control));
    let owner = scene.books.parents.iter().find(|parent| parent.enterprise == fact.owner);
    let back = owner.and_then(|owner| latest_share(owner, dossier.enterprise));
    if is_control(fact.percent) && back.is_some_and(is_control) {
        found.push(problem(
            "share_loop",
            "双方不能互相控股：对方的控股股东已登记为本企业".to_owned(),
            "two firms cannot control each other: this enterprise is on file as in control of the owner"
                .to_owned(),
            "owner",
        ));
    }
    found
}
