//! The part of an audit that looks at entries: each one hashed again and compared with the leaf hash beside it,
//! with the tiles, and with what was signed; and what the entries say of keys and sealed texts.

use std::collections::BTreeSet;

use ledger::verify::Log;
use ledger::{Edge, FullTile, SignedCheckpoint, Verifier, hex, leaf_hash, salted_digest};
use policy::article::Said;
use policy::enterprise::facts::Fact;
use policy::event::{Entry, Event};
use policy::scheme::SchemeFact;
use policy::standard::project::step::ProjectStep;

use crate::act::filed_key;
use crate::audit::{Report, said, shown};
use crate::fault::Fault;
use crate::sql;
use crate::store::{Columns, Line, Tx, one_int};
use crate::tiles::DbTiles;

/// What the entries name.
#[derive(Default)]
pub(crate) struct Named {
    /// Digests of texts.
    pub(crate) texts: BTreeSet<String>,
    /// Digests of files sent along with filings.
    pub(crate) files: BTreeSet<String>,
    /// Digests of texts and files that were erased.
    pub(crate) erased: BTreeSet<String>,
    /// Whether each entry could be read: else nothing can be folded.
    pub(crate) all_were_read: bool,
}

/// Looks at every entry.
pub(crate) fn entries(
    tx: &mut dyn Tx,
    (note, vkey): (&str, &str),
    report: &mut Report,
) -> Result<Named, Fault> {
    const AT_ONCE: u64 = 1000;
    let mut look = Look::begin(note, vkey, report)?;
    let size = look.report.entries;
    let (mut next, mut expected) = (0, 0);
    while next < size {
        let until = next.saturating_add(AT_ONCE).min(size);
        for line in tx.query(sql::ENTRY_RANGE, &[next.into(), until.into()])? {
            let position = Columns::of(line.clone()).position();
            look.missing(expected, position);
            expected = position.saturating_add(1);
            look.entry(tx, line)?;
        }
        next = until;
    }
    look.missing(expected, size);
    look.end(tx, size, (note, vkey))
}

struct Look<'r> {
    report: &'r mut Report,
    named: Named,
    edge: Edge,
    tiles: u64,
    /// Size and root that were signed, where the checkpoint can be used.
    signed: Option<(u64, ledger::Hash)>,
    /// Whether an entry is missing: then those behind it make another tree, which is compared with nothing.
    is_torn: bool,
    key: String,
    differences_before: usize,
}

impl<'r> Look<'r> {
    fn begin(note: &str, vkey: &str, report: &'r mut Report) -> Result<Look<'r>, Fault> {
        let key = Verifier::parse(vkey).map_err(|cause| Fault::Unreadable(cause.to_string()))?;
        let named = Named { all_were_read: true, ..Named::default() };
        let differences_before = report.differences.len();
        let signed = match SignedCheckpoint::open(note, &key) {
            Ok(signed) => Some((signed.checkpoint().size, signed.checkpoint().root)),
            Err(cause) => {
                let what = Said::new("检查点不能接受", cause.to_string());
                report.note("ledger", "checkpoint", what);
                None
            }
        };
        Ok(Look {
            report,
            named,
            edge: Edge::new(),
            tiles: 0,
            signed,
            is_torn: false,
            key: String::new(),
            differences_before,
        })
    }

    /// Notes that there is nothing from one position up to another.
    fn missing(&mut self, from: u64, until: u64) {
        let what = match until.saturating_sub(from) {
            0 => return,
            1 => Said::new(format!("缺第{from}条"), format!("entry {from} is missing")),
            _ => Said::new(
                format!("缺第{from}条至第{}条", until - 1),
                format!("entries {from} to {} are missing", until - 1),
            ),
        };
        self.report.note("ledger", from.to_string(), what);
        self.named.all_were_read = false;
        self.is_torn = true;
    }

    fn entry(&mut self, tx: &mut dyn Tx, line: Line) -> Result<(), Fault> {
        let mut columns = Columns::of(line);
        let (position, body, leaf) = (columns.position(), columns.text(), columns.bytes());
        let hash = leaf_hash(body.as_bytes());
        if hash.as_slice() != leaf {
            let what = said("内容与其旁的叶散列不符", "its bytes are not those of the leaf hash beside it");
            self.report.note("ledger", position.to_string(), what);
        }
        if !self.is_torn {
            for tile in self.edge.push(hash) {
                self.tiles += 1;
                self.tile(tx, &tile)?;
            }
            if self.signed.is_some_and(|(size, root)| size == self.edge.size() && root != self.edge.root()) {
                let what = said("条目的根与所签的根不同", "the entries do not have the root that was signed");
                self.report.note("ledger", "checkpoint", what);
            }
        }
        match serde_json::from_str::<Entry>(&body) {
            Ok(entry) => self.said(tx, position, entry),
            Err(cause) => {
                self.named.all_were_read = false;
                let what = Said::new("无法读取", format!("it cannot be read: {cause}"));
                self.report.note("ledger", position.to_string(), what);
                Ok(())
            }
        }
    }

    /// Compares a tile made from the entries with the stored one; in a tile of leaf hashes each is an entry.
    fn tile(&mut self, tx: &mut dyn Tx, made: &FullTile) -> Result<(), Fault> {
        let args = [i64::from(made.level).into(), made.index.into()];
        let stored = tx.query(sql::TILE, &args)?.into_iter().next().map(|line| Columns::of(line).bytes());
        let path = made.path().to_string();
        let Some(stored) = stored else {
            self.report.note("ledger", path, said("缺瓦片", "the tile is missing"));
            return Ok(());
        };
        if stored.len() != made.bytes().len() {
            let bytes = stored.len();
            let what = Said::new(format!("瓦片有{bytes}字节"), format!("the tile has {bytes} bytes"));
            self.report.note("ledger", path, what);
            return Ok(());
        }
        for (offset, (made_hash, kept)) in made.hashes.iter().zip(stored.as_chunks::<32>().0).enumerate() {
            if made_hash != kept {
                let what = Said::new(
                    format!("{path}的第{offset}个散列与由条目生成的不同"),
                    format!("hash {offset} of `{path}` is not the one that the entries make"),
                );
                let id = match made.level {
                    0 => (made.index * u64::from(ledger::tile::FULL) + offset as u64).to_string(),
                    _ => path.clone(),
                };
                self.report.note("ledger", id, what);
            }
        }
        Ok(())
    }

    fn said(&mut self, tx: &mut dyn Tx, position: u64, entry: Entry) -> Result<(), Fault> {
        self.named.texts.extend(entry.reason);
        if let Event::DeclarationFiled { declaration } = &entry.event {
            self.named.files.extend(declaration.filing.evidence.iter().map(|one| one.digest.clone()));
        }
        if let Event::FactEntered { fact: Fact::Exhibition(shown) } = &entry.event {
            self.named.files.extend(shown.photo.iter().cloned());
        }
        if let Event::SchemeFactEntered { fact: SchemeFact::Artwork(artwork) } = &entry.event {
            self.named.files.insert(artwork.file.clone());
        }
        if let Event::LabelFiled { label } = &entry.event {
            self.named.files.extend(label.photos.iter().cloned());
        }
        if let Event::ProjectStepped { step: ProjectStep::DocumentFiled { digest, .. }, .. } = &entry.event {
            self.named.files.insert(digest.clone());
        }
        if let Event::ProceedingAdvanced { step, .. } = &entry.event {
            self.named.files.extend(step.files().iter().cloned());
        }
        if let Event::ObjectionFiled { files, .. } = &entry.event {
            self.named.files.extend(files.iter().cloned());
        }
        if let Event::TextErased { digest } = entry.event {
            self.named.erased.insert(digest);
        }
        let key = filed_key(&entry.by.person, &entry.key);
        if key != self.key {
            if tx.query(sql::COMMAND, &[key.as_str().into()])?.is_empty() {
                let what = Said::new(
                    format!("第{position}条由其写入，却没有回执"),
                    format!("entry {position} was brought by it, and there is no receipt"),
                );
                self.report.note("receipt", shown(&key), what);
            }
            self.key = key;
        }
        Ok(())
    }

    fn end(self, tx: &mut dyn Tx, size: u64, (note, vkey): (&str, &str)) -> Result<Named, Fault> {
        let Look { report, named, tiles, signed, is_torn, differences_before, .. } = self;
        if let Some((signed, _)) = signed.filter(|(signed, _)| size < *signed) {
            let what = Said::new(
                format!("所签为{signed}条，账首记{size}条"),
                format!("it was signed for {signed} entries, and the head says {size}"),
            );
            report.note("ledger", "checkpoint", what);
        }
        if let Some(beyond) = one_int(&tx.query(sql::ENTRY_BEYOND, &[size.into()])?) {
            let what = Said::new(
                format!("账首记{size}条，此处尚有一条"),
                format!("an entry stands there, behind the {size} that the head says"),
            );
            report.note("ledger", beyond.to_string(), what);
        }
        let stored = one_int(&tx.query(sql::TILE_COUNT, &[])?).unwrap_or(0);
        if !is_torn && u64::try_from(stored) != Ok(tiles) {
            let what = Said::new(
                format!("存有{stored}块，由条目生成{tiles}块"),
                format!("{stored} are stored where the entries make {tiles}"),
            );
            report.note("ledger", "tiles", what);
        }
        // What an outsider would run: another way to the same answer.
        if report.differences.len() == differences_before {
            let key = Verifier::parse(vkey).map_err(|cause| Fault::Unreadable(cause.to_string()))?;
            if let Err(fault) = Log::new(&DbTiles::over(tx), &key).verify(note, &mut |_| {}) {
                report.note("ledger", "verifier", Said::new("独立验证未通过", fault.to_string()));
            }
        }
        Ok(named)
    }
}

/// Looks at one sealed text and returns its digest.
pub(crate) fn text(line: Line, named: &Named, report: &mut Report) -> String {
    let mut columns = Columns::of(line);
    let (digest, salt, text) = (columns.text(), columns.bytes(), columns.text_or_null());
    report.texts += 1;
    let is_erased = named.erased.contains(&digest);
    match &text {
        Some(text) => {
            let is_sealed = <[u8; 32]>::try_from(salt.as_slice())
                .is_ok_and(|salt| hex(&salted_digest(&salt, text.as_bytes())) == digest);
            if !is_sealed {
                let what = said("不是当时封存的文本", "the text is not the one that was sealed");
                report.note("text", digest.as_str(), what);
            }
            if is_erased {
                let what =
                    said("有条目称已擦除而仍在", "an entry says that it was erased and it is still there");
                report.note("text", digest.as_str(), what);
            }
        }
        None if !is_erased => {
            let what = said("已不在，而没有条目称已擦除", "it is gone and no entry says that it was erased");
            report.note("text", digest.as_str(), what);
        }
        None if !salt.is_empty() => {
            let what = said("文本已擦除，其盐仍在", "the text was erased and its salt is still there");
            report.note("text", digest.as_str(), what);
        }
        None => {}
    }
    if !named.texts.contains(&digest) {
        report.note("text", digest.as_str(), said("没有条目引用它", "no entry names it"));
    }
    digest
}
