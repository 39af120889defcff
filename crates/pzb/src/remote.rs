//! A running server in place of the folder: commands sent to its API one by one, each under its own key, so that a
//! broken line loses nothing and repeats nothing.

use std::path::Path;
use std::time::Duration;

use documents::sheet::Table;
use policy::article::Said;
use policy::command::Command;
use serde_json::Value;

use crate::answer::{Exit, Failure, Verb};
use crate::cli::ImportArgs;
use crate::import::{Judged, JudgedRow, PlannedRow, Tables, Verdict, plan};
use crate::say::{Progress, Style};
use crate::verbs::import::{report, write_errors};
use crate::{files, foreign};

/// The most bytes of an answer.
const LONGEST_ANSWER: u64 = 4 << 20;

/// A server and the token to speak to it with.
pub struct Server {
    agent: ureq::Agent,
    acts: String,
    token: String,
}

/// What the server said to a command.
enum Reply {
    Done { repeated: bool, entries: usize },
    Refused(Vec<Said>),
}

impl Server {
    /// A server by its address, and the file that holds the token.
    ///
    /// # Errors
    /// An address that is not `http://`, or a file that cannot be read.
    pub fn new(address: &str, token_file: &Path) -> Result<Server, Failure> {
        if !address.starts_with("http://") {
            return Err(Failure::new(
                Exit::Usage,
                "本程序未内置TLS：--server只支持http地址",
                "this build has no TLS: --server takes an http address",
            ));
        }
        let agent = ureq::Agent::config_builder()
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_per_call(Some(Duration::from_secs(60)))
            .http_status_as_error(false)
            .max_redirects(0)
            .build()
            .into();
        let token = files::text(token_file, 10_000)?.trim().to_owned();
        let acts = format!("{}/api/v1/acts", address.trim_end_matches('/'));
        Ok(Server { agent, acts, token })
    }

    fn act(&self, command: &Command) -> Result<Reply, Failure> {
        let failed = |fault: ureq::Error| {
            Failure::fault(
                format!("服务器未应答：{}", foreign::network(&fault)),
                format!("the server did not answer: {fault}"),
            )
        };
        let body = serde_json::to_vec(&serde_json::json!({ "command": command }))
            .map_err(|fault| Failure::fault(foreign::json(&fault), fault.to_string()))?;
        let mut response = self
            .agent
            .post(&self.acts)
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "application/json")
            .header("accept", "application/json")
            .header("idempotency-key", &command.key)
            .send(&body[..])
            .map_err(failed)?;
        let status = response.status().as_u16();
        let text =
            response.body_mut().with_config().limit(LONGEST_ANSWER).read_to_string().map_err(failed)?;
        let answer: Value = serde_json::from_str(&text).unwrap_or(Value::Null);
        match status {
            200 | 201 => Ok(Reply::Done {
                repeated: answer["repeated"] == true,
                entries: answer["positions"].as_array().map_or(0, Vec::len),
            }),
            409 | 412 | 422 => Ok(Reply::Refused(reasons(&answer))),
            401 | 403 => Err(Failure::new(
                Exit::Invalid,
                format!("令牌无效或无权办理（状态{status}）：{}", detail(&answer).zh),
                format!("the token is refused (status {status}): {}", detail(&answer).en),
            )),
            _ => Err(Failure::fault(
                format!("服务器答复{status}：{}", detail(&answer).zh),
                format!("the server answered {status}: {}", detail(&answer).en),
            )),
        }
    }
}

/// What a problem document says, in both languages.
fn detail(answer: &Value) -> Said {
    let part = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
    Said::new(part("detail_zh"), part("detail_en"))
}

/// The reasons of a refusal, from its problem document.
fn reasons(answer: &Value) -> Vec<Said> {
    let said = |value: &Value| {
        let part = |lang: &str| value[lang].as_str().map(str::to_owned);
        Some(Said::new(part("zh")?, part("en")?))
    };
    let problems =
        answer["problems"].as_array().into_iter().flatten().filter_map(|problem| said(&problem["said"]));
    let findings = answer["findings"].as_array().into_iter().flatten();
    let findings = findings
        .filter(|finding| finding["outcome"] != "met" && finding["outcome"] != "not_applicable")
        .filter_map(|finding| said(&finding["title"]));
    let all: Vec<Said> = problems.chain(findings).collect();
    if all.is_empty() { vec![detail(answer)] } else { all }
}

/// Imports a file into a running server. The rows are decided by the server, one after the other; a dry run only
/// reads the cells.
///
/// # Errors
/// The server does not answer, or refuses the token.
pub fn import(args: &ImportArgs, table: &Table, tables: &Tables, server: &Server, style: Style) -> Verb {
    let rows = plan(args.kind, table, tables)?;
    let readable = rows.iter().all(|row| row.is_readable);
    let write = !args.dry_run && (readable || args.partial);
    let of = rows.len() as u64;
    let mut progress = Progress::start("导入：发送", "import: sending");
    let mut judged = Judged::default();
    let mut entries = 0;
    for (done, row) in (1_u64..).zip(rows) {
        judged.add(if write { send(row, server, &mut entries)? } else { unsent(row) });
        progress.at(done, of);
    }
    drop(progress);
    if let Some(path) = &args.errors {
        write_errors(table, &judged.rows, path)?;
    }
    Ok(report(args, (table, tables), &judged.rows, (write, entries), style))
}

fn unsent(row: PlannedRow) -> JudgedRow {
    let verdict = if row.is_readable { Verdict::New } else { Verdict::Wrong };
    JudgedRow { line: row.line, verdict, said: row.faults, commands: row.commands }
}

fn send(row: PlannedRow, server: &Server, entries: &mut usize) -> Result<JudgedRow, Failure> {
    if !row.is_readable {
        return Ok(unsent(row));
    }
    let mut verdict = Verdict::Known;
    for command in &row.commands {
        match server.act(command)? {
            Reply::Done { repeated: true, .. } => {}
            Reply::Done { repeated: false, entries: made } => {
                *entries += made;
                verdict = Verdict::New;
            }
            Reply::Refused(said) => {
                return Ok(JudgedRow { line: row.line, verdict: Verdict::Wrong, said, commands: Vec::new() });
            }
        }
    }
    Ok(JudgedRow { line: row.line, verdict, said: Vec::new(), commands: row.commands })
}
