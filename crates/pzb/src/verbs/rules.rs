//! `pzb rules`: every rule of the policy with its clauses, and every number with its dates.

use std::fmt::Write;
use std::path::Path;

use policy::article::counted;
use serde_json::{Value, json};

use crate::answer::{Answer, Verb};
use crate::clock;
use crate::law::Laws;
use crate::say::Style;

/// All rules, as they read today, and all numbers.
///
/// # Errors
/// A parameters file that cannot be used.
pub fn run(parameters: Option<&Path>, style: Style) -> Verb {
    let laws = Laws::read(parameters, None)?;
    let today = clock::today();
    let mut text = String::new();
    let mut rules: Vec<Value> = Vec::new();
    for rule in policy::rules::all() {
        let articles: Vec<u8> = rule.articles.iter().map(|article| article.number()).collect();
        let clauses = articles.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
        let [title, not_met, remedy, undone_by] = [rule.title, rule.not_met, rule.remedy, rule.undone_by]
            .map(|sentence| sentence.on(&laws.parameters, today));
        let _ = writeln!(text, "{:<34} {clauses:<10} {}", rule.id, style.say(&title));
        rules.push(json!({
            "rule": rule.id, "articles": articles, "since": rule.since, "subject": rule.subject,
            "part_of": rule.part_of, "title": title, "not_met": not_met, "remedy": remedy, "undone_by": undone_by,
        }));
    }
    text.push('\n');
    for row in &laws.parameters.number {
        let title = style.pick(&row.title_zh, &row.title_en);
        let _ = writeln!(
            text,
            "{:<34} {:<10} {} since {}: {title}",
            row.key.name(),
            row.article.number(),
            counted(row.value, &row.unit),
            row.since
        );
    }
    let numbers = json!(laws.parameters.number);
    let versions = json!(laws.parameters.policy);
    Ok(Answer::done(text, json!({ "rules": rules, "numbers": numbers, "policy": versions })))
}
