//! What may be done to standards, as imported facts, and to the scheme: enter, end, set aside.

use super::Edition;
use super::number::EditionNumber;
use super::rules::TABLE;
use crate::article::Article;
use crate::calendar::Day;
use crate::command::Act;
use crate::decide::{Decision, LONGEST_NAME, Problem, Refusal, Scene, before_policy};
use crate::enterprise::Dossier;
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::record::Record;
use crate::event::Event;
use crate::finding::finding;
use crate::question::{About, Question, World};
use crate::rule::Outcome;
use crate::scheme::{SchemeFact, SchemeFactKind};

/// Decides an act on the scheme or a standard.
pub(crate) fn decide(scene: &Scene) -> Result<Decision, Refusal> {
    match &scene.command.act {
        Act::EnterSchemeFact { fact } => enter_scheme_fact(scene, fact),
        Act::EndSchemeFact { kind, id, .. } => {
            let record = scheme_record(scene, *kind, id)?;
            if record.ended().is_some() {
                return Err(Problem::new("fact_ended", "该记录已终止", "the record has ended already")
                    .at("id")
                    .into());
            }
            if scene.command.on < record.happened_on() {
                return Err(Problem::new(
                    "before_its_start",
                    "早于该记录的发生日",
                    "the day is before the record happened",
                )
                .at("on")
                .into());
            }
            Ok(Decision::of(Event::SchemeFactEnded { kind: *kind, id: id.clone() }))
        }
        Act::AnnulSchemeFact { kind, id, .. } => {
            scheme_record(scene, *kind, id)?;
            Ok(Decision::of(Event::SchemeFactAnnulled { kind: *kind, id: id.clone() }))
        }
        Act::EnterEdition { edition } => enter_edition(scene, edition),
        Act::WithdrawEdition { edition, .. } => withdraw(scene, edition),
        _ => Err(crate::decide::not_here()),
    }
}

fn scheme_record<'a>(scene: &Scene<'a>, kind: SchemeFactKind, id: &str) -> Result<&'a dyn Record, Refusal> {
    scene.books.scheme.record(kind, id).filter(|record| record.annulled().is_none()).ok_or_else(|| {
        Problem::new("fact_unknown", format!("没有编号为“{id}”的记录"), format!("there is no record `{id}`"))
            .at("id")
            .into()
    })
}

fn enter_scheme_fact(scene: &Scene, fact: &SchemeFact) -> Result<Decision, Refusal> {
    let mut problems = Vec::new();
    let mut text = |field: &str, value: &str| {
        if value.trim().is_empty()
            || value.chars().count() > LONGEST_NAME
            || value.chars().any(char::is_control)
        {
            problems.push(
                Problem::new("text", "应为1至200字", "must have 1 to 200 characters")
                    .at(&format!("fact.{field}")),
            );
        }
    };
    let happened = match fact {
        SchemeFact::CatalogueEntry(entry) => {
            text("category", &entry.category);
            text("title", &entry.title);
            entry.published_on
        }
        SchemeFact::Body(body) => {
            text("id", &body.id);
            text("name", &body.name);
            body.from
        }
        SchemeFact::Holder(holder) => {
            text("person", &holder.person);
            holder.from
        }
    };
    if happened != scene.command.on {
        problems.push(
            Problem::new(
                "day_differs",
                "操作日期与记录的发生日不一致",
                "the command's day is not the day the fact happened",
            )
            .at("on"),
        );
    }
    let mut fact = fact.clone();
    if fact.record().id().is_empty() {
        fact.record_mut().set_id(format!("scheme-{}", scene.fresh));
    }
    if scene.books.scheme.record(fact.kind(), fact.record().id()).is_some() {
        problems.push(
            Problem::new("fact_exists", "该编号已在案", "a record with this identifier is on file")
                .at("fact.id"),
        );
    }
    if problems.is_empty() {
        Ok(Decision::of(Event::SchemeFactEntered { fact }))
    } else {
        Err(Refusal { problems, findings: Vec::new() })
    }
}

fn enter_edition(scene: &Scene, edition: &Edition) -> Result<Decision, Refusal> {
    let mut refusal = Refusal::default();
    if edition.title.trim().is_empty() || edition.title.chars().count() > LONGEST_NAME {
        refusal.problems.push(
            Problem::new("title", "标准名称应为1至200字", "a title has 1 to 200 characters")
                .at("edition.title"),
        );
    }
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
                "操作日期应为发布日",
                "the command's day must be the day of publication",
            )
            .at("on"),
        );
    }
    let known = scene.books.standards.iter().any(|standard| standard.edition(&edition.edition).is_some());
    if known {
        refusal.problems.push(
            Problem::new("edition_exists", "该版本已在案", "this edition is on file already")
                .at("edition.edition"),
        );
    }
    let mut edition = edition.clone();
    if edition.id.is_empty() {
        edition.id = edition.edition.to_string();
    }
    let mut findings = Vec::new();
    if edition.table.is_some() {
        // The table is judged by itself: the question needs a world, not an enterprise.
        let nobody = Dossier::blank(
            CreditCode::parse_overridden("000000000000000000").map_err(|_| crate::decide::not_here())?,
        );
        let world = World {
            enterprise: &nobody,
            parents: &[],
            scheme: scene.books.scheme,
            standards: scene.books.standards,
        };
        let today = scene.today;
        let q = Question::new(world, About::Edition(&edition), scene.law, today)
            .ok_or_else(|| before_policy(today))?;
        for rule in TABLE {
            let found = finding(rule, &q);
            if matches!((rule.check)(&q), Outcome::NotMet | Outcome::Unknown(_)) {
                refusal.findings.push(found);
            } else {
                findings.push(found);
            }
        }
    }
    if refusal.problems.is_empty() && refusal.findings.is_empty() {
        Ok(Decision { events: vec![Event::EditionEntered { edition: Box::new(edition) }], findings })
    } else {
        Err(refusal)
    }
}

fn withdraw(scene: &Scene, number: &EditionNumber) -> Result<Decision, Refusal> {
    let found = scene.books.standards.iter().find_map(|standard| standard.edition(number));
    let Some(edition) = found else {
        return Err(Problem::new("edition_unknown", "没有该版本", "there is no such edition on file")
            .at("edition")
            .by(Article::of(2))
            .into());
    };
    if edition.ended.is_some() {
        return Err(Problem::new(
            "edition_withdrawn",
            "该版本已废止",
            "the edition has been withdrawn already",
        )
        .into());
    }
    let day: Day = scene.command.on;
    if day < edition.published_on {
        return Err(Problem::new("before_its_start", "早于发布日", "the day is before publication")
            .at("on")
            .into());
    }
    Ok(Decision::of(Event::EditionWithdrawn { edition: number.clone() }))
}
