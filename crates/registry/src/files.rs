//! Files sent along with a filing: kept outside the ledger, which holds their salted digests. Before the filing they
//! belong to a draft and go with it; once an entry names them they stay until they are erased by an act.

use std::collections::BTreeSet;

use ledger::{hex, salted_digest};
use policy::authorization::evidence::FileType;
use policy::command::Act;
use policy::decide::{Problem, Refusal};
use policy::enterprise::facts::Fact;
use policy::scheme::SchemeFact;
use policy::scheme::artwork::{ARTWORK_BYTES, ARTWORK_LEAST, ARTWORK_MOST};
use policy::standard::project::act::ProjectAct;

use crate::audit::{Report, said};
use crate::audit_entries::Named;
use crate::books;
use crate::fault::Fault;
use crate::office::Registry;
use crate::reader::Reader;
use crate::sql;
use crate::store::{Columns, Tx};

/// A file to be kept for a draft.
pub struct NewFile {
    /// The draft it belongs to.
    pub draft: String,
    /// Who sends it.
    pub person: String,
    /// Chance that hides what the file is from whoever guesses.
    pub salt: [u8; 32],
    /// The file.
    pub body: Vec<u8>,
}

impl Registry {
    /// Keeps a file and returns its salted digest, 64 hexadecimal digits.
    ///
    /// # Errors
    /// If the database fails.
    pub fn keep_file(&self, file: NewFile) -> Result<String, Fault> {
        let digest = hex(&salted_digest(&file.salt, &file.body));
        let args = [
            digest.as_str().into(),
            file.draft.into(),
            file.person.into(),
            file.salt.to_vec().into(),
            file.body.into(),
        ];
        self.writer().run(move |tx| {
            tx.execute(sql::FILE_ADD, &args)?;
            Ok(digest)
        })
    }

    /// Forgets a file that a person sent and no entry names.
    ///
    /// # Errors
    /// If the database fails.
    pub fn end_file(&self, digest: &str, person: &str) -> Result<bool, Fault> {
        let args = [digest.into(), person.into()];
        self.writer().run(move |tx| Ok(tx.execute(sql::FILE_END, &args)? > 0))
    }
}

impl Reader {
    /// A file by its salted digest; nothing where there is none, or it was erased.
    ///
    /// # Errors
    /// If the database fails.
    pub fn file(&self, digest: &str) -> Result<Option<Vec<u8>>, Fault> {
        let found = self.with(|tx| Ok(tx.query(sql::FILE, &[digest.into()])?.into_iter().next()))?;
        Ok(found.map(|line| Columns::of(line).bytes()).filter(|body| !body.is_empty()))
    }

    /// Size in bytes and type of a file by its salted digest; nothing where there is none, or it was erased.
    ///
    /// # Errors
    /// If the database fails.
    pub fn file_head(&self, digest: &str) -> Result<Option<(u64, Option<FileType>)>, Fault> {
        let found = self.with(|tx| Ok(tx.query(sql::FILE_HEAD, &[digest.into()])?.into_iter().next()))?;
        Ok(found.map(|line| {
            let mut columns = Columns::of(line);
            (columns.position(), FileType::by_head(&columns.bytes()))
        }))
    }

    /// Refuses, as the registry itself would, an act that names files which its person has not sent.
    ///
    /// # Errors
    /// Outside, a fault of the database; inside, the refusal.
    pub fn files_are_sent(&self, act: &Act, person: &str) -> Result<Result<(), Refusal>, Fault> {
        self.with(|tx| are_kept(tx, act, person))
    }

    /// Whether a file is there, and was not erased.
    ///
    /// # Errors
    /// If the database fails.
    pub fn has_file(&self, digest: &str) -> Result<bool, Fault> {
        self.with(|tx| Ok(is_there(tx, digest)? == Some(true)))
    }

    /// The salt of a file that is there, in hexadecimal: with it whoever has the file can work out its digest. It is for
    /// files that everybody may have.
    ///
    /// # Errors
    /// If the database fails.
    pub fn file_salt(&self, digest: &str) -> Result<Option<String>, Fault> {
        let found = self.with(|tx| Ok(tx.query(sql::FILE_SALT, &[digest.into()])?.into_iter().next()))?;
        Ok(found.map(|line| hex(&Columns::of(line).bytes())))
    }
}

/// Whether a file is there to be erased: nothing where there never was one.
pub(crate) fn is_there(tx: &mut dyn Tx, digest: &str) -> Result<Option<bool>, Fault> {
    let line = tx.query(sql::FILE_STATE, &[digest.into()])?.into_iter().next();
    Ok(line.map(|line| !Columns::of(line).bytes().is_empty()))
}

/// Every file is the one that was sealed, and is gone only if an entry says so; those that entries name are there.
pub(crate) fn audit(tx: &mut dyn Tx, named: &Named, report: &mut Report) -> Result<(), Fault> {
    const AT_ONCE: usize = 20;
    let mut after = String::new();
    let mut seen = BTreeSet::new();
    loop {
        let lines = tx.query(sql::ALL_FILES, &[after.as_str().into(), (AT_ONCE as u64).into()])?;
        let was_full = lines.len() == AT_ONCE;
        for line in lines {
            let mut columns = Columns::of(line);
            let (digest, salt, body) = (columns.text(), columns.bytes(), columns.bytes());
            let is_erased = named.erased.contains(&digest);
            let is_sealed = <[u8; 32]>::try_from(salt.as_slice())
                .is_ok_and(|salt| hex(&salted_digest(&salt, &body)) == digest);
            let fault = match (body.is_empty(), is_erased) {
                (false, true) => Some(said(
                    "有条目称已擦除而仍在",
                    "an entry says that it was erased and it is still there",
                )),
                (true, false) => Some(said(
                    "已不在，而没有条目称已擦除",
                    "it is gone and no entry says that it was erased",
                )),
                (false, false) if !is_sealed => {
                    Some(said("不是当时封存的文件", "the file is not the one that was sealed"))
                }
                (true, true) | (false, false) => None,
            };
            if let Some(fault) = fault {
                report.note("file", digest.as_str(), fault);
            }
            seen.insert(digest.clone());
            after = digest;
        }
        if !was_full {
            break;
        }
    }
    for digest in named.files.iter().filter(|digest| !seen.contains(*digest)) {
        report.note(
            "file",
            digest.as_str(),
            said("有条目引用而未保存", "an entry names it and it is not kept"),
        );
    }
    Ok(())
}

/// Refuses a filing that names files which the person has not sent, or which are not what it says of them: nobody could
/// ever look at them, or whoever does would take them for something else.
pub(crate) fn are_kept(tx: &mut dyn Tx, act: &Act, person: &str) -> Result<Result<(), Refusal>, Fault> {
    if let Act::FileLabel(act) = act {
        return photos_are_kept(tx, person, &act.photos, "photos");
    }
    if let Act::EnterFact { fact: Fact::Exhibition(shown) } = act {
        return photos_are_kept(tx, person, shown.photo.as_slice(), "fact.photo");
    }
    if let Act::EnterSchemeFact { fact: SchemeFact::Artwork(artwork) } = act {
        return artwork_is_kept(tx, person, &artwork.file);
    }
    if let Act::OnProject { step: ProjectAct::FileDocument { digest, .. }, project } = act {
        return document_is_kept(tx, person, (project, digest));
    }
    if let Act::State { files, .. } | Act::Object { files, .. } = act {
        return answers_are_kept(tx, person, files);
    }
    let Act::FileDeclaration { filing } = act else { return Ok(Ok(())) };
    for one in &filing.evidence {
        let problem = match kept(tx, person, &one.digest)? {
            None => Problem::new(
                "evidence_unknown",
                "所列材料没有上传，或不是由本人上传",
                "a file that is named was not sent, or not by you",
            ),
            Some(kept) if kept != (one.bytes, Some(one.file_type)) => Problem::new(
                "evidence_differs",
                "所列材料的类型或大小与上传的文件不符",
                "type or size of a file that is named are not those of the file that was sent",
            ),
            Some(_) => continue,
        };
        return Ok(Err(problem.at("filing.evidence").into()));
    }
    Ok(Ok(()))
}

/// Size and type of a file that a person has sent.
fn kept(tx: &mut dyn Tx, person: &str, digest: &str) -> Result<Option<(u64, Option<FileType>)>, Fault> {
    let line = tx.query(sql::FILE_OF, &[digest.into(), person.into()])?.into_iter().next();
    Ok(line.map(|line| {
        let mut columns = Columns::of(line);
        (u64::try_from(columns.int()).unwrap_or(0), FileType::by_head(&columns.bytes()))
    }))
}

/// The same of a document of a project, of whatever kind a file may be.
fn document_is_kept(
    tx: &mut dyn Tx,
    person: &str,
    (project, digest): (&str, &str),
) -> Result<Result<(), Refusal>, Fault> {
    if kept(tx, person, digest)?.is_some() {
        return is_new_there(tx, project, digest);
    }
    let problem = Problem::new(
        "evidence_unknown",
        "所列文件没有上传，或不是由本人上传",
        "the file that is named was not sent, or not by you",
    );
    Ok(Err(problem.at("step.digest").into()))
}

/// The same of files that a party sends along with a statement or an objection: what is taken with a declaration.
fn answers_are_kept(tx: &mut dyn Tx, person: &str, files: &[String]) -> Result<Result<(), Refusal>, Fault> {
    for file in files {
        let problem = match kept(tx, person, file)? {
            None => Problem::new(
                "evidence_unknown",
                "所列材料没有上传，或不是由本人上传",
                "a file that is named was not sent, or not by you",
            ),
            Some((_, None)) => {
                Problem::new("evidence_type", "材料须为PDF、PNG或JPEG", "a file is a PDF, a PNG or a JPEG")
            }
            Some((_, Some(FileType::Pdf | FileType::Png | FileType::Jpeg))) => continue,
        };
        return Ok(Err(problem.at("files").into()));
    }
    Ok(Ok(()))
}

/// The same of photos of labels and of tables that are shown, which are pictures.
fn photos_are_kept(
    tx: &mut dyn Tx,
    person: &str,
    photos: &[String],
    field: &str,
) -> Result<Result<(), Refusal>, Fault> {
    for photo in photos {
        let problem = match kept(tx, person, photo)?.map(|(_, file_type)| file_type) {
            None => Problem::new(
                "evidence_unknown",
                "所列照片没有上传，或不是由本人上传",
                "a photo that is named was not sent, or not by you",
            ),
            Some(Some(FileType::Png | FileType::Jpeg)) => continue,
            Some(Some(FileType::Pdf) | None) => {
                Problem::new("photos_type", "照片应为PNG或JPEG", "a photo is a PNG or a JPEG")
            }
        };
        return Ok(Err(problem.at(field).into()));
    }
    Ok(Ok(()))
}

/// The same of the official picture of the mark: a PNG, small enough for every page and large enough for print.
fn artwork_is_kept(tx: &mut dyn Tx, person: &str, file: &str) -> Result<Result<(), Refusal>, Fault> {
    let refused =
        |code: &str, zh: String, en: String| Ok(Err(Problem::new(code, zh, en).at("fact.file").into()));
    let Some(line) = tx.query(sql::FILE_OF, &[file.into(), person.into()])?.into_iter().next() else {
        let said =
            ("所列图样没有上传，或不是由本人上传", "the picture that is named was not sent, or not by you");
        return refused("evidence_unknown", said.0.to_owned(), said.1.to_owned());
    };
    let mut columns = Columns::of(line);
    let (bytes, head) = (u64::try_from(columns.int()).unwrap_or(0), columns.bytes());
    let Some((width, height)) = png_sides(&head) else {
        return refused("artwork_type", "图样应为PNG文件".to_owned(), "the picture is a PNG".to_owned());
    };
    let fits = |side: u32| (ARTWORK_LEAST..=ARTWORK_MOST).contains(&side);
    if !fits(width) || !fits(height) {
        return refused(
            "artwork_sides",
            format!("图样的宽和高应为{ARTWORK_LEAST}至{ARTWORK_MOST}像素，现为{width}×{height}"),
            format!(
                "the picture has {ARTWORK_LEAST} to {ARTWORK_MOST} points on each side; this one has {width} by {height}"
            ),
        );
    }
    if bytes > ARTWORK_BYTES {
        return refused(
            "artwork_bytes",
            format!(
                "图样不得超过{}kB，现为{}kB：减少颜色或像素后重新导出",
                ARTWORK_BYTES / 1000,
                bytes.div_ceil(1000)
            ),
            format!(
                "the picture has at most {} kB, this one {}: export it with fewer colours or points",
                ARTWORK_BYTES / 1000,
                bytes.div_ceil(1000)
            ),
        );
    }
    Ok(Ok(()))
}

/// Width and height, which stand in the first chunk of a PNG.
fn png_sides(head: &[u8]) -> Option<(u32, u32)> {
    if FileType::by_head(head) != Some(FileType::Png) || head.get(12..16)? != b"IHDR" {
        return None;
    }
    let side = |at: usize| Some(u32::from_be_bytes(head.get(at..at + 4)?.try_into().ok()?));
    Some((side(16)?, side(20)?))
}

/// Whether a project has no document that is the same file: the salts of two hide that from whoever sees their digests, and
/// a draft that was sent back is worked over.
fn is_new_there(tx: &mut dyn Tx, project: &str, digest: &str) -> Result<Result<(), Refusal>, Fault> {
    let Some((project, _)) = books::project(tx, project)? else { return Ok(Ok(())) };
    for known in project.progress().documents.iter().map(|document| document.digest) {
        if known != digest && !tx.query(sql::FILES_SAME, &[digest.into(), known.into()])?.is_empty() {
            let problem = Problem::new(
                "same_file",
                "该文件与本项目已提交的一份内容相同",
                "it is the same file as one that is on file of the project already",
            );
            return Ok(Err(problem.at("step.digest").into()));
        }
    }
    Ok(Ok(()))
}
