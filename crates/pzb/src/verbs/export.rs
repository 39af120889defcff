//! `pzb ledger export` and `pzb ledger proof`: the public record as files, and one entry with its proof.

use std::path::Path;

use ledger::{Checkpoint, TilePath};
use registry::Reader;
use serde_json::json;

use crate::answer::{Answer, Exit, Failure, Verb};
use crate::cli::{ExportArgs, ProofArgs};
use crate::files;
use crate::house::{House, broken};
use crate::say::{Progress, Style};

/// Writes the ledger as files laid out like its addresses. Full tiles that are there already are not written
/// again, so that a later export brings only what is new; the checkpoint is written last.
///
/// # Errors
/// The folder cannot be written, or holds another ledger.
pub fn export(args: &ExportArgs, style: Style) -> Verb {
    let house = House::open(&args.data)?;
    let written = write_all(&house.reader, &args.to);
    house.registry.close();
    let (size, files) = written?;
    let text = format!(
        "{} {size} {} {} ({files} {})\n",
        style.pick("已导出", "exported"),
        style.pick("条账目至", "entries to"),
        args.to.display(),
        style.pick("个文件", "files written")
    );
    Ok(Answer::done(text, json!({ "size": size, "files": files, "to": args.to })))
}

fn write_all(reader: &Reader, to: &Path) -> Result<(u64, u64), Failure> {
    let failed = |path: &Path, fault: &std::io::Error| files::failure(path, "写入", "write", fault);
    let note = reader.checkpoint();
    let size = size_of(&note)?;
    std::fs::create_dir_all(to).map_err(|fault| failed(to, &fault))?;
    same_ledger(reader, to)?;
    let mut progress = Progress::start("导出账本", "ledger export");
    let (mut done, mut written) = (0, 0);
    for path in TilePath::all(size) {
        done += 1;
        let file = to.join(path.to_string());
        if !path.is_partial() && file.exists() {
            continue;
        }
        let missing = || Failure::fault(format!("账本缺{path}"), format!("the ledger lacks `{path}`"));
        let bytes = reader.tile(&path).map_err(|fault| broken(&fault))?.ok_or_else(missing)?;
        let folder = file.parent().unwrap_or(to);
        std::fs::create_dir_all(folder).map_err(|fault| failed(folder, &fault))?;
        files::write(&file, &bytes)?;
        written += 1;
        progress.at(done, size.div_ceil(256) * 2 + 1);
    }
    files::write(&to.join("vkey"), format!("{}\n", reader.vkey()).as_bytes())?;
    files::write(&to.join("checkpoint"), note.as_bytes())?;
    Ok((size, written + 2))
}

fn size_of(note: &str) -> Result<u64, Failure> {
    let text = note.split("\n\n").next().map(|body| format!("{body}\n")).unwrap_or_default();
    let checkpoint = Checkpoint::parse(&text).map_err(|fault| {
        Failure::fault("检查点无法读取", format!("the checkpoint cannot be read: {fault}"))
    })?;
    Ok(checkpoint.size)
}

/// A folder that holds the export of another ledger is left alone.
fn same_ledger(reader: &Reader, to: &Path) -> Result<(), Failure> {
    let kept = to.join("vkey");
    if !kept.exists() || files::text(&kept, 10_000)?.trim() == reader.vkey() {
        return Ok(());
    }
    let shown = to.display();
    Err(Failure::new(
        Exit::Conflict,
        format!("文件夹{shown}中是另一账本的导出"),
        format!("the folder `{shown}` holds the export of another ledger"),
    ))
}

/// Prints the proof of an entry.
///
/// # Errors
/// There is no such entry.
pub fn proof(args: &ProofArgs) -> Verb {
    let house = House::open(&args.data)?;
    let found = house.reader.proof(args.position).and_then(|proof| {
        let entry = house.reader.entry_bytes(args.position)?;
        Ok(proof.zip(entry))
    });
    let size = house.reader.head().size;
    house.registry.close();
    let Some((proof, entry)) = found.map_err(|fault| broken(&fault))? else {
        return Err(Failure::new(
            Exit::NotFound,
            format!("账本没有第{}条：共{size}条", args.position),
            format!("there is no entry {}: the ledger has {size}", args.position),
        ));
    };
    if let Some(path) = &args.entry {
        files::write(path, entry.as_bytes())?;
    }
    Ok(Answer::document(proof))
}
