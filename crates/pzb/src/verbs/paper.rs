//! `pzb paper`: makes a paper from the record, and puts its digest on the ledger where it is issued.

use policy::command::{Act, Command};
use policy::paper::{IssuedPaper, PaperCopy};
use policy::powers::Actor;
use serde_json::json;
use site::papers::{ENGINE, Origin, Pressed, Unmade, Wanted, make};

use crate::answer::{Answer, Exit, Failure, Verb};
use crate::cli::PaperArgs;
use crate::house::{House, broken};
use crate::say::Style;
use crate::serve::is_demonstration;
use crate::{clock, files};

/// Makes a paper.
///
/// # Errors
/// No such entry, or no paper of the kind is made from it; not issued because the policy refuses.
pub fn run(args: &PaperArgs, style: Style) -> Verb {
    let house = House::open(&args.data)?;
    let answer = print(args, &house, style);
    house.registry.close();
    answer
}

fn print(args: &PaperArgs, house: &House, style: Style) -> Verb {
    let copy = args.copy.map_or_else(
        || if args.kind.is_public() { PaperCopy::Public } else { PaperCopy::Parties },
        PaperCopy::from,
    );
    if copy == PaperCopy::Public && !args.kind.is_public() {
        return Err(Failure::new(
            Exit::Usage,
            "此种文件没有公开副本",
            "this kind of paper has no copy for the public",
        ));
    }
    let wanted = Wanted { entry: args.entry, kind: args.kind, lang: args.language.into(), copy };
    let origin = Origin {
        public_url: args.public_url.clone().unwrap_or_else(|| house.config.address()),
        is_demo: is_demonstration(&args.data.data),
        today: clock::today(),
    };
    let Pressed { pdf, left } = make(&house.reader, wanted, &origin).map_err(|fault| unmade(&fault))?;
    let sha256 = ledger::hex(&ledger::digest(&pdf));
    files::write(&args.out, &pdf)?;
    let issued = match &args.issue_as {
        Some(actor) => Some(issue(house, &house.actor(actor)?, wanted, &sha256)?),
        None => None,
    };
    let mut text = format!("{} {} ({})\n", style.pick("已生成", "made"), args.out.display(), pdf.len());
    text.push_str(&format!("sha256 {sha256}\n"));
    if !left.is_nothing() {
        let (characters, rows) = (left.characters, left.rows);
        let why = style.pick(
            "注意：所写文字用了太多不同的字，为不超过80千字节未能全部印出，文件已注明在何处查看全文",
            "note: not all of it is printed, to keep the paper within 80 kB; it says where the rest is read",
        );
        let (characters, rows) =
            (style.counted(characters, "字", "characters"), style.counted(rows, "行", "rows"));
        text.push_str(&format!("{why}: {characters}, {rows}\n"));
    }
    if let Some(positions) = &issued {
        let positions: Vec<String> = positions.iter().map(u64::to_string).collect();
        let word = style.pick("已签发，账本条目", "issued, ledger entry");
        text.push_str(&format!("{word} {}\n", positions.join(", ")));
    }
    let json = json!({
        "file": args.out, "bytes": pdf.len(), "sha256": sha256, "kind": args.kind, "entry": args.entry,
        "lang": wanted.lang, "copy": copy, "engine": ENGINE, "issued": issued,
        "left_out": { "characters": left.characters, "rows": left.rows },
    });
    Ok(Answer::done(text, json))
}

/// Puts the digest on the ledger. The key is made of the digest: the same file is issued once.
fn issue(house: &House, actor: &Actor, wanted: Wanted, sha256: &str) -> Result<Vec<u64>, Failure> {
    let paper = IssuedPaper {
        entry: wanted.entry,
        kind: wanted.kind,
        lang: wanted.lang,
        copy: wanted.copy,
        engine: ENGINE.to_owned(),
        sha256: sha256.to_owned(),
    };
    let key = format!("paper-{sha256}");
    let command = Command { key, enterprise: None, on: clock::today(), act: Act::IssuePaper { paper } };
    Ok(house.act(actor, command, None)?.positions)
}

/// What is said where there is no such paper.
pub(crate) fn unmade(fault: &Unmade) -> Failure {
    match fault {
        Unmade::NoEntry(entry) => {
            Failure::new(Exit::NotFound, format!("账本没有第{entry}条"), fault.to_string())
        }
        Unmade::NotOfThisEntry(entry) => {
            Failure::new(Exit::NotFound, format!("第{entry}条不生成此种文件"), fault.to_string())
        }
        Unmade::Fault(fault) => broken(fault),
        Unmade::Press(fault) => Failure::fault(format!("排版失败：{fault}"), fault.to_string()),
    }
}
