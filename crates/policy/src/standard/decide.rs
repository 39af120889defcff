//! What may be done to standards, as imported facts: enter an edition, withdraw one, note its review.

use super::Edition;
use super::number::EditionNumber;
use super::parts::{self, MOST_BYTES, length};
use super::review::{AnnulReview, CompleteReview, Review};
use super::rules::TABLE;
use super::table::{ComparisonTable, MOST_REFERENCES, MOST_ROWS, Row};
use crate::article::Article;
use crate::decide::{Decision, LONGEST_NAME, Problem, Refusal, Scene, before_policy};
use crate::enterprise::check_fact::{hidden, kept_fields};
use crate::event::Event;
use crate::finding::{Finding, sifted};
use crate::question::{About, Question, World};
use crate::writing::clip;

/// What a table holds that nobody sees, in whichever of its texts: it is read on pages, posters and labels. Lines may
/// break, as they do in the cells of a sheet.
fn hidden_in_table(edition: &Edition) -> Option<Problem> {
    fn within(value: &serde_json::Value) -> Option<Problem> {
        match value {
            serde_json::Value::String(text) => text.split(['\n', '\r', '\t']).find_map(hidden),
            serde_json::Value::Array(items) => items.iter().find_map(within),
            serde_json::Value::Object(fields) => fields.values().find_map(within),
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => None,
        }
    }
    let table = serde_json::to_value(edition.table.as_ref()?).ok()?;
    within(&table).map(|problem| problem.at("edition.table"))
}

/// Puts an edition on file, with its comparison table.
pub(crate) fn enter(scene: &Scene, edition: &Edition) -> Result<Decision, Refusal> {
    let mut refusal = Refusal::default();
    if edition.title.trim().is_empty() || edition.title.chars().count() > LONGEST_NAME {
        refusal.problems.push(
            Problem::new("title", "标准名称应为1至200字", "a title has 1 to 200 characters")
                .at("edition.title"),
        );
    }
    refusal.problems.extend(hidden(&edition.title).map(|problem| problem.at("edition.title")));
    refusal.problems.extend(hidden_in_table(edition));
    if edition.in_force_from < edition.published_on {
        refusal.problems.push(
            Problem::new("period", "实施日早于发布日", "it is in force before it is published")
                .at("edition.in_force_from"),
        );
    }
    if edition.published_on != scene.command.on {
        refusal.problems.push(
            Problem::new(
                "day_differs",
                format!("操作日期{}与发布日{}不一致", scene.command.on, edition.published_on),
                format!(
                    "the command is of `{}` but the edition is published on {}",
                    scene.command.on, edition.published_on
                ),
            )
            .at("on"),
        );
    }
    refusal.problems.extend(kept_fields(edition, "edition"));
    if !edition.reviews.is_empty() {
        refusal.problems.push(
            Problem::new("later_steps", "复审应另行录入", "reviews are entered as acts of their own")
                .at("edition.reviews"),
        );
    }
    let known = scene.books.standards.iter().any(|standard| standard.edition(&edition.edition).is_some());
    if known {
        refusal.problems.push(
            Problem::new("edition_exists", "该版本已在案", "this edition is on file already")
                .at("edition.edition"),
        );
    }
    refusal.problems.extend(edition.table.as_ref().and_then(too_much));
    let mut edition = edition.clone();
    // An edition has one name, its number.
    edition.id = edition.edition.to_string();
    let (blocking, findings) = about_table(scene, &edition)?;
    refusal.findings = blocking;
    if !refusal.problems.is_empty() || !refusal.findings.is_empty() {
        return Err(refusal);
    }
    Ok(Decision { events: in_parts(edition)?, findings })
}

fn too_much(table: &ComparisonTable) -> Option<Problem> {
    let is_too_much = table.rows.len() > MOST_ROWS || table.references.len() > MOST_REFERENCES;
    is_too_much.then(|| {
        Problem::new(
            "table_too_large",
            format!("对比表最多{MOST_ROWS}项指标、{MOST_REFERENCES}个对比标准"),
            format!(
                "a table has at most {MOST_ROWS} indicators and {MOST_REFERENCES} standards to compare with"
            ),
        )
        .at("edition.table")
    })
}

/// The events that put an edition on file: one, and one more for each part of a table that one entry does not hold
/// (decision 0015).
fn in_parts(mut edition: Edition) -> Result<Vec<Event>, Refusal> {
    let number = edition.edition.clone();
    let rows = edition.table.as_mut().map(|table| std::mem::take(&mut table.rows)).unwrap_or_default();
    if let Some((at, row)) = rows.iter().enumerate().find(|(_, row)| length(*row) >= MOST_BYTES) {
        return Err(too_long(at, row));
    }
    let mut parts = parts::in_parts(length(&edition), rows).into_iter();
    if let Some((table, first)) = edition.table.as_mut().zip(parts.next()) {
        table.rows = first;
    }
    let more = parts.map(|rows| Event::TableContinued { edition: number.clone(), rows });
    Ok(std::iter::once(Event::EditionEntered { edition: Box::new(edition) }).chain(more).collect())
}

fn too_long(at: usize, row: &Row) -> Refusal {
    let most = MOST_BYTES / 1024;
    Problem::new(
        "row_too_large",
        format!(
            "比对表第{}行（{}）超过{most} KB，一条账目容纳不下；请缩短备注等文字，或者将该指标分为几行",
            at + 1,
            clip(&row.indicator.zh)
        ),
        format!(
            "row {} of the table ({}) has more than {most} KB, which no entry of the ledger holds: shorten its remark and \
             other texts, or make several rows of it",
            at + 1,
            clip(&row.indicator.zh)
        ),
    )
    .at(&format!("edition.table.rows[{at}]"))
    .into()
}

/// What the rules of clause 3 say of the edition's table, if it has one, about no enterprise: what stands in the way, and
/// the rest.
fn about_table(scene: &Scene, edition: &Edition) -> Result<(Vec<Finding>, Vec<Finding>), Refusal> {
    if edition.table.is_none() {
        return Ok((Vec::new(), Vec::new()));
    }
    let world = World::without_enterprise(scene.books.scheme, scene.books.standards);
    let q = Question::new(world, About::Edition(edition), scene.law, scene.today)
        .ok_or_else(|| before_policy(scene.today))?;
    Ok(sifted(TABLE, &q))
}

/// Sets an edition aside that was entered wrongly, with its table: it counts for nothing from the start, and can be
/// entered anew under its number (decision 0001).
pub(crate) fn annul(scene: &Scene, number: &EditionNumber) -> Result<Decision, Refusal> {
    on_file(scene, number)?;
    Ok(Decision::of(Event::EditionAnnulled { edition: number.clone() }))
}

/// What is done to an edition that was on file on the day it is said to have been done is done by entering it: a day of
/// its past would undo what was due since (reading 0019). Of one that came on file later, the day is as history tells it.
fn not_dated_back(scene: &Scene, edition: &Edition) -> Result<(), Refusal> {
    let (on, today) = (scene.command.on, scene.today);
    if on >= today || edition.entered_on.is_some_and(|entered| on < entered) {
        return Ok(());
    }
    Err(Problem::new(
        "decided_today",
        format!("该版本当日已在案：废止和复审自录入之日起算，日期应为今日{today}"),
        format!(
            "the edition was on file on that day: a withdrawal or a review counts from its entry, the day must be today, {today}"
        ),
    )
    .at("on")
    .by(Article::of(4))
    .into())
}

/// Withdraws an edition from the day of the command.
pub(crate) fn withdraw(scene: &Scene, number: &EditionNumber) -> Result<Decision, Refusal> {
    let edition = on_file(scene, number)?;
    not_dated_back(scene, edition)?;
    if edition.ended.is_some() {
        return Err(Problem::new(
            "edition_withdrawn",
            "该版本已废止",
            "the edition has been withdrawn already",
        )
        .into());
    }
    Ok(Decision::of(Event::EditionWithdrawn { edition: number.clone() }))
}

/// Records that the review of an edition was completed. One that is withdrawn needs none.
pub(crate) fn complete_review(scene: &Scene, act: &CompleteReview) -> Result<Decision, Refusal> {
    let (number, verdict) = (&act.edition, act.verdict);
    let edition = on_file(scene, number)?;
    not_dated_back(scene, edition)?;
    if edition.ended.as_ref().is_some_and(|end| end.on <= scene.command.on) {
        return Err(Problem::new(
            "edition_withdrawn",
            "该版本已废止",
            "the edition has been withdrawn already",
        )
        .at("edition")
        .into());
    }
    if scene.command.on < edition.in_force_from {
        return Err(Problem::new("before_its_start", "早于实施日", "the day is before it is in force")
            .at("on")
            .by(Article::of(4))
            .into());
    }
    // A review is named by its day when it is set aside.
    if edition.reviews.iter().any(|known| known.mark.on == scene.command.on && known.annulled.is_none()) {
        return Err(Problem::new(
            "review_exists",
            "该日已记录一次复审；有误的，先撤销",
            "a review of that day is on file: set a wrong one aside first",
        )
        .at("on")
        .into());
    }
    Ok(Decision::of(Event::ReviewCompleted { edition: number.clone(), verdict }))
}

/// Sets a completed review aside: it counts for nothing from the start (decision 0001).
pub(crate) fn annul_review(scene: &Scene, act: &AnnulReview) -> Result<Decision, Refusal> {
    let edition = on_file(scene, &act.edition)?;
    let is_it = |review: &Review| review.mark.on == act.completed_on && review.annulled.is_none();
    if !edition.reviews.iter().any(is_it) {
        return Err(Problem::new(
            "review_unknown",
            format!("该版本没有于{}完成且未撤销的复审", act.completed_on),
            format!("no review of the edition that counts was completed on {}", act.completed_on),
        )
        .at("completed_on")
        .into());
    }
    if scene.command.on < act.completed_on {
        return Err(Problem::new("before_its_start", "早于复审完成日", "the day is before the review")
            .at("on")
            .into());
    }
    let (edition, completed_on) = (act.edition.clone(), act.completed_on);
    Ok(Decision::of(Event::ReviewAnnulled { edition, completed_on }))
}

/// The edition with this number, if it counts and was published by the day of the command.
fn on_file<'a>(scene: &Scene<'a>, number: &EditionNumber) -> Result<&'a Edition, Refusal> {
    let found = scene.books.standards.iter().find_map(|standard| standard.edition(number));
    let Some(edition) = found else {
        return Err(Problem::new("edition_unknown", "没有该版本", "there is no such edition on file")
            .at("edition")
            .by(Article::of(2))
            .into());
    };
    if scene.command.on < edition.published_on {
        return Err(Problem::new("before_its_start", "早于发布日", "the day is before publication")
            .at("on")
            .into());
    }
    Ok(edition)
}
