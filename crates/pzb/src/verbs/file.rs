//! `pzb file`: files that an act names by their digest, kept before it in the tray of whoever acts, as the pages and the API
//! keep them.

use policy::authorization::evidence::{FILE_BYTES, MOST_FILES, TOTAL_BYTES};
use policy::powers::Actor;
use registry::{LooseFile, Moment};
use serde_json::json;

use crate::actor::office_text;
use crate::answer::{Answer, Exit, Failure, Verb};
use crate::cli::{FileEndArgs, FileSendArgs};
use crate::house::{House, broken};
use crate::say::Style;
use crate::{clock, files};

/// Keeps a file in the tray.
///
/// # Errors
/// No such file, or one that is not taken; somebody who files nothing that comes with files; a full tray.
pub fn send(args: &FileSendArgs, style: Style) -> Verb {
    let body = files::bytes(&args.file, FILE_BYTES)?;
    let name = args.file.file_name().unwrap_or_default().to_string_lossy();
    let file_type = site::file_type(&name, &body).map_err(|refused| {
        let (shown, why) = (files::shown(&args.file), refused.said(&name));
        Failure::invalid(format!("{shown}：{}", why.zh), format!("{shown}: {}", why.en))
    })?;
    let bytes = body.len();
    let digest = in_house(&args.data, &args.actor, |house, actor| {
        let Actor { person, office } = actor;
        let (salt, name) = (clock::entropy(), name.to_string());
        let file = LooseFile { person, office, salt, name, body };
        let now = Moment { unix_seconds: clock::now() };
        house.registry.keep_loose_file(file, now).map_err(|fault| broken(&fault))?.ok_or_else(is_full)
    })?;
    let text = format!("{digest}\n");
    let kind = serde_json::to_value(file_type).unwrap_or_default();
    let kept = style.pick("已存入待提交文件", "kept in the tray");
    let text = format!("{text}{kept}: {name}, {}, {bytes}\n", kind.as_str().unwrap_or_default());
    Ok(Answer::done(text, json!({ "digest": digest, "file_type": file_type, "bytes": bytes })))
}

/// Forgets a file in the tray.
///
/// # Errors
/// None of this digest that no act names.
pub fn end(args: &FileEndArgs, style: Style) -> Verb {
    let is_gone = in_house(&args.data, &args.actor, |house, actor| {
        let ended = house.registry.end_loose_file(&args.digest, &actor.person, &actor.office);
        ended.map_err(|fault| broken(&fault))
    })?;
    if !is_gone {
        return Err(Failure::new(
            Exit::NotFound,
            "待提交文件中没有这一摘要，或文件已随办理事项入案",
            "there is no file of this digest in the tray, or an act names it already",
        ));
    }
    let text = format!("{} {}\n", style.pick("已删除", "forgotten"), args.digest);
    Ok(Answer::done(text, json!({ "digest": args.digest, "ended": true })))
}

/// Does something in the name of somebody who holds the office today and files what comes with files.
fn in_house<T>(
    data: &crate::cli::DataArgs,
    named: &Actor,
    act: impl FnOnce(&House, Actor) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let house = House::open(data)?;
    let may = || {
        let actor = house.actor(named)?;
        house.must_hold(&actor, clock::today())?;
        if site::may_send_files(&actor.office) {
            return Ok(actor);
        }
        let office = office_text(&actor.office);
        Err(Failure::invalid(
            format!("{office}不办理随附文件的事项"),
            format!("the office `{office}` does nothing that comes with files"),
        ))
    };
    let done = may().and_then(|actor| act(&house, actor));
    house.registry.close();
    done
}

fn is_full() -> Failure {
    let most = TOTAL_BYTES / 1024 / 1024;
    Failure::new(
        Exit::Conflict,
        format!("待提交文件已满（{MOST_FILES}份、合计{most}兆字节）：请先提交，或用pzb file end删除"),
        format!(
            "the tray is full ({MOST_FILES} files, {most} MiB together): file some, or end them (`pzb file end`)"
        ),
    )
}
