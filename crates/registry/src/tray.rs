//! Files that a program sends before it files: kept for a person in an office as in a tray, which is a draft that no page
//! shows. What is filed out of it stays; the rest goes with the tray, as long after the last file as any draft.

use std::collections::BTreeMap;

use ledger::{digest, hex, salted_digest};
use policy::authorization::evidence::{FileType, MOST_FILES, TOTAL_BYTES};
use policy::powers::Office;
use policy::writing::fold;

use crate::act::written;
use crate::books;
use crate::drafts::{DRAFT_DAYS, office_text};
use crate::fault::Fault;
use crate::moment::Moment;
use crate::office::Registry;
use crate::reader::Reader;
use crate::sql;
use crate::store::{Columns, Tx};

/// How the identifier of a tray begins; drafts have identifiers of chance, in hexadecimal.
pub(crate) const TRAY: &str = "tray-";

/// A file to be kept until it is filed.
pub struct LooseFile {
    /// Who sends it.
    pub person: String,
    /// In which office.
    pub office: Office,
    /// Chance that hides what the file is from whoever guesses.
    pub salt: [u8; 32],
    /// What it was called where it came from; empty where nobody said. It tells files apart in the tray and goes with it.
    pub name: String,
    /// The file.
    pub body: Vec<u8>,
}

/// A file in a tray, as far as whoever sent it needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrayFile {
    /// Its salted digest.
    pub digest: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its type.
    pub file_type: Option<FileType>,
    /// What it was called; empty where nobody said.
    pub name: String,
}

impl Reader {
    /// The files in the tray of a person in an office that nothing is filed with yet.
    ///
    /// # Errors
    /// If the database fails.
    pub fn loose_files(&self, person: &str, office: &Office) -> Result<Vec<TrayFile>, Fault> {
        let tray = tray_of(person, &office_text(office));
        let (lines, names) = self.with(|tx| {
            let lines = tx.query(sql::FILES_LOOSE, &[tray.as_str().into()])?;
            Ok((lines, names_in(tx, &tray)?))
        })?;
        let file = |line| {
            let mut columns = Columns::of(line);
            let (digest, bytes) = (columns.text(), columns.position());
            let name = names.get(&digest).cloned().unwrap_or_default();
            TrayFile { digest, bytes, file_type: FileType::by_head(&columns.bytes()), name }
        };
        Ok(lines.into_iter().map(file).collect())
    }
}

/// The names of the files in a tray, by their digests: what the draft that it is holds.
fn names_in(tx: &mut dyn Tx, tray: &str) -> Result<BTreeMap<String, String>, Fault> {
    let line = tx.query(sql::DRAFT, &[tray.into()])?.into_iter().next();
    let Some(line) = line else { return Ok(BTreeMap::new()) };
    let mut columns = Columns::of(line);
    let (_, _, _, body) = (columns.text(), columns.text(), columns.text(), columns.text());
    // A tray of an earlier version of the program holds no names.
    if body.is_empty() { Ok(BTreeMap::new()) } else { books::read(&body, "the names of a tray") }
}

/// The most characters of a name.
const LONGEST_NAME: usize = 80;

/// A name of a file as it is kept and told: no folders, nothing that is not seen or turns the direction of writing, and not too long.
#[must_use]
pub fn kept_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen = fold(last);
    seen.trim().chars().filter(|sign| !sign.is_control()).take(LONGEST_NAME).collect()
}

/// The tray of a person in an office.
fn tray_of(person: &str, office: &str) -> String {
    let whole = hex(&digest(format!("{person}\n{office}").as_bytes()));
    format!("{TRAY}{whole}")
}

impl Registry {
    /// Keeps a file in the tray of whoever sends it and returns its salted digest, 64 hexadecimal digits; `None` if the
    /// tray holds as much as a declaration may bring: [`MOST_FILES`] files, or [`TOTAL_BYTES`]. The same file sent again is
    /// the one that is there. Trays and drafts that nobody touched for [`DRAFT_DAYS`] are forgotten.
    ///
    /// # Errors
    /// If the database fails.
    pub fn keep_loose_file(&self, file: LooseFile, now: Moment) -> Result<Option<String>, Fault> {
        let office = office_text(&file.office);
        let tray = tray_of(&file.person, &office);
        let named = hex(&salted_digest(&file.salt, &file.body));
        let (bytes, name) = (file.body.len() as u64, kept_name(&file.name));
        self.writer().run(move |tx| {
            tx.execute(sql::DRAFTS_END_OLD, &[(now.unix_seconds - DRAFT_DAYS * 86_400).into()])?;
            tx.execute(sql::FILES_END_LOOSE, &[])?;
            // Sent twice, by a second press perhaps, it is there once.
            let twin = [tray.as_str().into(), bytes.into(), file.body.clone().into()];
            if let Some(known) = tx.query(sql::FILE_TWIN, &twin)?.into_iter().next() {
                return Ok(Some(Columns::of(known).text()));
            }
            let held = tx.query(sql::FILES_LOOSE_OF, &[tray.as_str().into()])?.into_iter().next();
            let (count, size) = held.map_or((0, 0), |line| {
                let mut columns = Columns::of(line);
                (columns.position(), columns.position())
            });
            if count >= MOST_FILES as u64 || size.saturating_add(bytes) > TOTAL_BYTES {
                return Ok(None);
            }
            let mut names = names_in(tx, &tray)?;
            names.extend((!name.is_empty()).then(|| (named.clone(), name)));
            tx.execute(sql::DRAFT_END, &[tray.as_str().into(), file.person.as_str().into()])?;
            let args = [
                tray.as_str().into(),
                file.person.as_str().into(),
                office.into(),
                written(&names)?.into(),
                now.unix_seconds.into(),
            ];
            tx.execute(sql::DRAFT_ADD, &args)?;
            let args = [
                named.as_str().into(),
                tray.into(),
                file.person.into(),
                file.salt.to_vec().into(),
                file.body.into(),
            ];
            tx.execute(sql::FILE_ADD, &args)?;
            Ok(Some(named))
        })
    }

    /// Forgets a file in the tray of a person in an office; `false` if there is none that no entry names.
    ///
    /// # Errors
    /// If the database fails.
    pub fn end_loose_file(&self, digest: &str, person: &str, office: &Office) -> Result<bool, Fault> {
        let args = [digest.into(), person.into(), tray_of(person, &office_text(office)).into()];
        self.writer().run(move |tx| Ok(tx.execute(sql::FILE_END_OF, &args)? > 0))
    }
}
