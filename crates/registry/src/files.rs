//! Files sent along with a filing: kept outside the ledger, which holds their salted digests. Before the filing they
//! belong to a draft and go with it; once an entry names them they stay until they are erased by an act.

use std::collections::BTreeSet;

use ledger::{hex, salted_digest};
use policy::authorization::evidence::FileType;
use policy::command::Act;
use policy::decide::{Problem, Refusal};
use policy::enterprise::facts::Fact;
use policy::standard::project::act::ProjectAct;

use crate::act::Order;
use crate::audit::{Report, said};
use crate::audit_entries::Named;
use crate::fault::{Fault, Refused};
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

    /// Whether a file is there, and was not erased.
    ///
    /// # Errors
    /// If the database fails.
    pub fn has_file(&self, digest: &str) -> Result<bool, Fault> {
        self.with(|tx| Ok(is_there(tx, digest)? == Some(true)))
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
pub(crate) fn are_kept(tx: &mut dyn Tx, order: &Order) -> Result<(), Refused> {
    if let Act::FileLabel(act) = &order.command.act {
        return photos_are_kept(tx, order, &act.photos, "photos");
    }
    if let Act::EnterFact { fact: Fact::Exhibition(shown) } = &order.command.act {
        return photos_are_kept(tx, order, shown.photo.as_slice(), "fact.photo");
    }
    if let Act::OnProject { step: ProjectAct::FileDocument { digest, .. }, .. } = &order.command.act {
        return document_is_kept(tx, order, digest);
    }
    let Act::FileDeclaration { filing } = &order.command.act else { return Ok(()) };
    for one in &filing.evidence {
        let args = [one.digest.as_str().into(), order.actor.person.as_str().into()];
        let line = tx.query(sql::FILE_OF, &args).map_err(Fault::from)?.into_iter().next();
        let kept = line.map(|line| {
            let mut columns = Columns::of(line);
            (u64::try_from(columns.int()).unwrap_or(0), FileType::by_head(&columns.bytes()))
        });
        let problem = match kept {
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
        return Err(Refused::Refusal(Box::new(Refusal::from(problem.at("filing.evidence")))));
    }
    Ok(())
}

/// The same of a document of a project, of whatever kind a file may be.
fn document_is_kept(tx: &mut dyn Tx, order: &Order, digest: &str) -> Result<(), Refused> {
    let args = [digest.into(), order.actor.person.as_str().into()];
    if !tx.query(sql::FILE_OF, &args).map_err(Fault::from)?.is_empty() {
        return Ok(());
    }
    let problem = Problem::new(
        "evidence_unknown",
        "所列文件没有上传，或不是由本人上传",
        "the file that is named was not sent, or not by you",
    );
    Err(Refused::Refusal(Box::new(Refusal::from(problem.at("step.digest")))))
}

/// The same of photos of labels and of tables that are shown, which are pictures.
fn photos_are_kept(tx: &mut dyn Tx, order: &Order, photos: &[String], field: &str) -> Result<(), Refused> {
    for photo in photos {
        let args = [photo.as_str().into(), order.actor.person.as_str().into()];
        let line = tx.query(sql::FILE_OF, &args).map_err(Fault::from)?.into_iter().next();
        let kept = line.map(|line| {
            let mut columns = Columns::of(line);
            columns.int();
            FileType::by_head(&columns.bytes())
        });
        let problem = match kept {
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
        return Err(Refused::Refusal(Box::new(Refusal::from(problem.at(field)))));
    }
    Ok(())
}
