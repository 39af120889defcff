//! `pzb ledger export` and `pzb ledger proof`: the public record as files, and one entry with its proof.

use std::path::Path;

use ledger::{Checkpoint, SignedCheckpoint, TileKind, TilePath, Verifier};
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
        "{} {} {} {} ({})\n",
        style.pick("已导出", "exported"),
        style.counted(size, "条账目", "entries"),
        style.pick("至", "to"),
        args.to.display(),
        style.counted(files, "个文件", "files")
    );
    Ok(Answer::done(text, json!({ "size": size, "files": files, "to": args.to })))
}

fn write_all(reader: &Reader, to: &Path) -> Result<(u64, u64), Failure> {
    let failed = |path: &Path, fault: &std::io::Error| files::failure(path, "写入", "write", fault);
    let note = reader.checkpoint();
    let size = size_of(&note)?;
    std::fs::create_dir_all(to).map_err(|fault| failed(to, &fault))?;
    let there = same_ledger(reader, to)?;
    let mut progress = Progress::start("导出账本", "ledger export");
    let (mut done, mut written) = (0, 2);
    // First, so that an export that was cut short says whose it is.
    files::write(&to.join("vkey"), format!("{}\n", reader.vkey()).as_bytes())?;
    for path in TilePath::all(size) {
        done += 1;
        let file = to.join(path.to_string());
        if is_within(&path, there) && file.exists() {
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
    files::write(&to.join("checkpoint"), note.as_bytes())?;
    Ok((size, written))
}

/// Whether a full tile stands within the first entries.
fn is_within(path: &TilePath, entries: u64) -> bool {
    let level = match path.kind() {
        TileKind::Hashes(level) => level,
        TileKind::Entries => 0,
    };
    let each = 256_u64.checked_pow(u32::from(level) + 1);
    let end = each.and_then(|each| each.checked_mul(path.index() + 1));
    !path.is_partial() && end.is_some_and(|end| end <= entries)
}

fn size_of(note: &str) -> Result<u64, Failure> {
    let text = note.split("\n\n").next().map(|body| format!("{body}\n")).unwrap_or_default();
    let checkpoint = Checkpoint::parse(&text).map_err(|fault| {
        Failure::fault("检查点无法读取", format!("the checkpoint cannot be read: {fault}"))
    })?;
    Ok(checkpoint.size)
}

/// How many entries the export in a folder was signed for; 0 where there is none. A folder that holds the export of
/// another ledger, or of another past of this one, is left alone.
fn same_ledger(reader: &Reader, to: &Path) -> Result<u64, Failure> {
    let shown = to.display();
    let vkey = to.join("vkey");
    let another = |why: &str| {
        Failure::new(
            Exit::Conflict,
            format!("文件夹{shown}中是另一账本的导出（{why}）；未写入任何内容"),
            format!("the folder `{shown}` holds the export of another ledger ({why}); nothing was written"),
        )
    };
    if vkey.exists() && files::text(&vkey, 10_000)?.trim() != reader.vkey() {
        return Err(another("vkey"));
    }
    let kept = to.join("checkpoint");
    if !kept.exists() {
        return Ok(0);
    }
    let key = Verifier::parse(reader.vkey()).map_err(|cause| another(&cause.to_string()))?;
    let note = files::text(&kept, 100_000)?;
    let signed = SignedCheckpoint::open(&note, &key).map_err(|cause| another(&cause.to_string()))?;
    let (size, root) = (signed.checkpoint().size, signed.checkpoint().root);
    match reader.root(size).map_err(|fault| broken(&fault))? {
        Some(ours) if ours == root => Ok(size),
        Some(_) => Err(Failure::new(
            Exit::Findings,
            format!("账本分叉：文件夹{shown}中前{size}条的签名根与本账本不同；未写入任何内容"),
            format!(
                "the ledger forked: the folder `{shown}` holds {size} entries signed with another root than the same \
                 entries have here; nothing was written"
            ),
        )),
        None => Err(Failure::new(
            Exit::Findings,
            format!("文件夹{shown}中的导出有{size}条，多于本账本：本账本落后或已分叉；未写入任何内容"),
            format!(
                "the folder `{shown}` holds an export of {size} entries, more than this ledger has: this one is behind \
                 or forked; nothing was written"
            ),
        )),
    }
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
