//! From a table to commands, and from commands to a verdict on each row: decided in order, each row against what
//! is on file and what the rows before it would have done.

use documents::sheet::Table;
use policy::article::Said;
use policy::calendar::Day;
use policy::command::{Act, Command};
use policy::decide::Refusal;
use policy::enterprise::credit_code::{CodeFault, CreditCode};
use policy::finding::Finding;
use policy::powers::Actor;

use super::kinds::Kind;
use super::known::{Known, known};
use super::reader::{Columns, Reader};
use super::tables::Tables;
use crate::answer::Failure;
use crate::house::refused_by_policy;
use crate::trial::Trial;
use crate::wording;

/// The most wrong rows whose reasons are kept. A file that is wrong throughout is wrong for the same few reasons, and
/// those of all its rows would fill the memory.
pub const MOST_TOLD: usize = 1_000;

/// A row as it was read.
#[derive(Debug, Clone)]
pub struct PlannedRow {
    /// Its line in the file.
    pub line: u32,
    /// What it asks for; empty where it has faults.
    pub commands: Vec<Command>,
    /// What is wrong with its cells; left out beyond [`MOST_TOLD`] such rows.
    pub faults: Vec<Said>,
    /// Whether its cells could all be read.
    pub is_readable: bool,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It puts something on file.
    New,
    /// All of it is on file already.
    Known,
    /// It cannot be done.
    Wrong,
}

/// A row with its verdict.
#[derive(Debug, Clone)]
pub struct JudgedRow {
    /// Its line in the file.
    pub line: u32,
    /// What becomes of it.
    pub verdict: Verdict,
    /// Why, where it is wrong; left out beyond [`MOST_TOLD`] such rows.
    pub said: Vec<Said>,
    /// The commands that are to be carried out.
    pub commands: Vec<Command>,
}

/// Reads every row of a table.
///
/// # Errors
/// The table lacks a column, or has one that the register does not know.
pub fn plan(kind: Kind, table: &Table, tables: &Tables) -> Result<Vec<PlannedRow>, Failure> {
    let columns = Columns::find(table, kind.columns())?;
    let mut unreadable = 0;
    Ok(table
        .rows()
        .map(|row| {
            let line = row.line();
            let mut reader = Reader::new(&columns, row);
            let commands = kind.commands(&mut reader, tables);
            let mut faults = reader.faults;
            let is_readable = faults.is_empty();
            let commands = commands.filter(|_| is_readable).unwrap_or_default();
            unreadable += usize::from(!is_readable);
            if unreadable > MOST_TOLD {
                faults = Vec::new();
            }
            PlannedRow { line, commands, faults, is_readable }
        })
        .collect())
}

/// Decides every row. `tell` is called after each with how many are decided.
///
/// # Errors
/// A fault of the store.
pub fn judge(
    rows: Vec<PlannedRow>,
    trial: &mut Trial,
    actor: &Actor,
    today: Day,
    tell: &mut dyn FnMut(u64),
) -> Result<Vec<JudgedRow>, Failure> {
    let mut judged = Judged::default();
    for (done, row) in (1_u64..).zip(rows) {
        judged.add(judge_row(row, trial, actor, today)?);
        tell(done);
    }
    Ok(judged.rows)
}

/// Rows with their verdicts, the reasons of the first wrong ones alone.
#[derive(Debug, Default)]
pub struct Judged {
    /// The rows.
    pub rows: Vec<JudgedRow>,
    wrong: usize,
}

impl Judged {
    /// Adds the next row.
    pub fn add(&mut self, mut row: JudgedRow) {
        self.wrong += usize::from(row.verdict == Verdict::Wrong);
        if self.wrong > MOST_TOLD {
            row.said = Vec::new();
        }
        self.rows.push(row);
    }
}

fn judge_row(row: PlannedRow, trial: &mut Trial, actor: &Actor, today: Day) -> Result<JudgedRow, Failure> {
    let PlannedRow { line, commands, faults, is_readable } = row;
    if !is_readable {
        return Ok(JudgedRow { line, verdict: Verdict::Wrong, said: faults, commands: Vec::new() });
    }
    let mut todo = Vec::new();
    for command in commands {
        match known(trial, &command)? {
            Known::Same => continue,
            Known::Other => {
                let said = vec![Said::new(
                    format!("第{line}行：同一编号（或同一企业）已在案，但内容不同；更正须另行撤销后再录入"),
                    format!(
                        "line {line}: something else is on file under this number or for this enterprise; \
                         to correct it, set it aside first"
                    ),
                )];
                return Ok(JudgedRow { line, verdict: Verdict::Wrong, said, commands: Vec::new() });
            }
            Known::No => {}
        }
        if let Some(said) = not_on_file(line, trial, &command)? {
            return Ok(JudgedRow { line, verdict: Verdict::Wrong, said, commands: Vec::new() });
        }
        match trial.act(actor, &command, today)? {
            Ok(_) => todo.push(command),
            // About who imports, and not about the row: told once.
            Err(refusal) if refusal.is_not_held() => return Err(refused_by_policy(&refusal)),
            Err(refusal) => {
                let said = reasons(line, &refusal);
                return Ok(JudgedRow { line, verdict: Verdict::Wrong, said, commands: Vec::new() });
            }
        }
    }
    let verdict = if todo.is_empty() { Verdict::Known } else { Verdict::New };
    Ok(JudgedRow { line, verdict, said: Vec::new(), commands: todo })
}

/// A row about an enterprise that is not on file is told so first, whoever may enter what: and where the check
/// character of its code is wrong, that is told too.
fn not_on_file(line: u32, trial: &mut Trial, command: &Command) -> Result<Option<Vec<Said>>, Failure> {
    let Some(code) = command.enterprise else { return Ok(None) };
    if matches!(command.act, Act::RegisterEnterprise { .. }) || trial.dossier(code)?.is_some() {
        return Ok(None);
    }
    let mut said = vec![Said::new(
        format!("第{line}行：企业{code}尚未登记，请先登记"),
        format!("line {line}: the enterprise `{code}` is not on file: register it first"),
    )];
    if let Err(fault @ CodeFault::Check { .. }) = CreditCode::parse(code.as_str()) {
        said.push(Said::new(format!("第{line}行：{}", fault.zh()), format!("line {line}: {fault}")));
    }
    Ok(Some(said))
}

/// Every reason of a refusal, each a sentence that names the line.
fn reasons(line: u32, refusal: &Refusal) -> Vec<Said> {
    let stands = |finding: &&Finding| !matches!(finding.outcome.as_str(), "met" | "not_applicable");
    let problems = refusal.problems.iter().map(wording::problem);
    let findings = refusal.findings.iter().filter(stands).map(wording::in_the_way);
    let at = |said: Said| Said::new(format!("第{line}行：{}", said.zh), format!("line {line}: {}", said.en));
    problems.chain(findings).map(at).collect()
}
