//! Persons in a register of holders. A file may name them by what they sign in as; the record may not, nor may a key
//! or an identifier that is made from the content, for whoever guesses the login could make it again.

use policy::article::Said;
use policy::command::{Act, Command};
use policy::scheme::{Holder, SchemeFact};

use super::kinds::{command, content_name, enter_scheme};
use super::plan::{MOST_TOLD, PlannedRow};
use crate::answer::{Exit, Failure};

/// Rows in which persons are named by their identifiers; `identifier` gives it for what the file has.
///
/// # Errors
/// A fault of the office. A person whom it does not know is a fault of the row.
pub fn by_identifier(
    rows: Vec<PlannedRow>,
    identifier: impl Fn(&str) -> Result<String, Failure>,
) -> Result<Vec<PlannedRow>, Failure> {
    let mut unknown = 0;
    let mut told = |mut row: PlannedRow| {
        unknown += usize::from(!row.is_readable);
        if unknown > MOST_TOLD {
            row.faults = Vec::new();
        }
        row
    };
    rows.into_iter().map(|row| of_row(row, &identifier).map(&mut told)).collect()
}

fn of_row(
    row: PlannedRow,
    identifier: &impl Fn(&str) -> Result<String, Failure>,
) -> Result<PlannedRow, Failure> {
    let named = row.commands.iter().find_map(holder).map(|holder| holder.person.clone());
    let Some(named) = named else { return Ok(row) };
    match identifier(&named) {
        Ok(person) if person == named => Ok(row),
        Ok(person) => Ok(PlannedRow { commands: renamed(row.commands, &person), ..row }),
        Err(failure) if failure.exit == Exit::Invalid => {
            let said = failure.said;
            let (zh, en) =
                (format!("第{}行：{}", row.line, said.zh), format!("line {}: {}", row.line, said.en));
            Ok(PlannedRow {
                commands: Vec::new(),
                faults: vec![Said::new(zh, en)],
                is_readable: false,
                ..row
            })
        }
        Err(failure) => Err(failure),
    }
}

fn holder(command: &Command) -> Option<&Holder> {
    match &command.act {
        Act::EnterSchemeFact { fact: SchemeFact::Holder(holder) } => Some(holder),
        _ => None,
    }
}

/// The same commands about another name for the person: what is made from the content is made anew.
fn renamed(commands: Vec<Command>, person: &str) -> Vec<Command> {
    let Some(known) = commands.iter().find_map(holder).cloned() else { return commands };
    let unnamed = SchemeFact::Holder(Holder { id: String::new(), ..known.clone() });
    let id = if content_name(&unnamed) == known.id { String::new() } else { known.id.clone() };
    let entered = enter_scheme(SchemeFact::Holder(Holder { id, person: person.to_owned(), ..known }));
    let id = holder(&entered).map(|holder| holder.id.clone()).unwrap_or_default();
    commands
        .into_iter()
        .map(|one| match one.act {
            Act::EnterSchemeFact { .. } => entered.clone(),
            Act::EndSchemeFact { kind, reason, .. } => {
                command(None, one.on, Act::EndSchemeFact { kind, id: id.clone(), reason })
            }
            _ => one,
        })
        .collect()
}
