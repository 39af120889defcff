//! `pzb figures`: the figures that the pages and the API tell, counted from the same registers in the same way.

use std::fmt::Write;

use policy::seen::Seen;
use serde_json::Value;

use crate::answer::{Answer, Exit, Failure, Verb};
use crate::cli::FiguresArgs;
use crate::clock;
use crate::house::{House, broken};
use crate::say::{Lang, Style};
use crate::verbs::check::before_policy;

/// The headlines and the names of the reports, or one report.
///
/// # Errors
/// There is no such report, the day is before the policy's first, or the folder cannot be read.
pub fn run(args: &FiguresArgs, style: Style) -> Verb {
    let house = House::open(&args.data)?;
    let today = clock::today();
    let seen = Seen { as_of: args.time.as_of.unwrap_or(today), known_on: args.time.as_known_on };
    if house.reader.law().parameters.on(seen.as_of).is_none() {
        house.registry.close();
        return Err(before_policy(seen.as_of));
    }
    let lang = match style.lang {
        Lang::Zh => site::Lang::Zh,
        Lang::En => site::Lang::En,
    };
    let told = site::figures(&house.reader, args.name.as_deref(), (seen, today), lang);
    house.registry.close();
    let Some(told) = told.map_err(|fault| broken(&fault))? else {
        let name = args.name.as_deref().unwrap_or_default();
        return Err(Failure::new(
            Exit::NotFound,
            format!("没有名为“{name}”的统计；pzb figures列出全部"),
            format!("there is no report `{name}`; `pzb figures` lists them"),
        ));
    };
    let text = if args.name.is_some() { table(&told) } else { overview(&told) };
    Ok(Answer::done(text, told))
}

/// A value as a line has it.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "—".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn list<'a>(told: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    told[name].as_array().into_iter().flatten()
}

fn overview(told: &Value) -> String {
    let mut text = String::new();
    for one in list(told, "headlines") {
        let _ = writeln!(text, "{:>9}  {}", shown(&one["value"]), shown(&one["title"]));
    }
    text.push('\n');
    for one in list(told, "reports") {
        let _ = writeln!(text, "{:<26} {}", shown(&one["name"]), shown(&one["title"]));
    }
    text
}

/// A report, one row a line, its cells with a tab between them.
fn table(told: &Value) -> String {
    let line = |cells: &mut dyn Iterator<Item = String>| cells.collect::<Vec<_>>().join("\t");
    let row = |row: &Value| line(&mut row.as_array().into_iter().flatten().map(|cell| shown(&cell["value"])));
    let mut text = format!("{}\n", line(&mut list(told, "columns").map(shown)));
    for one in list(told, "rows").chain(told["sums"].is_array().then_some(&told["sums"])) {
        let _ = writeln!(text, "{}", row(one));
    }
    text
}
