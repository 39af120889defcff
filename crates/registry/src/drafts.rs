//! Drafts: what a person has written of a filing or into the form of an act, and not confirmed yet. Not an act,
//! nothing anybody else sees, and never in the ledger; kept so that whoever is interrupted goes on where they stopped.

use policy::powers::Office;

use crate::fault::Fault;
use crate::moment::Moment;
use crate::office::Registry;
use crate::reader::Reader;
use crate::sql;
use crate::store::{Columns, Line, Tx};
use crate::tray::TRAY;

/// The most drafts of a sort that a person keeps in one office; the oldest goes when there are more.
pub const MOST_DRAFTS: usize = 20;
/// The longest a draft is kept without being touched, in days.
pub const DRAFT_DAYS: i64 = 90;
/// The most a draft may hold, in bytes: the largest form brings a whole comparison table.
pub const DRAFT_BYTES: usize = 2 * 1024 * 1024;
/// The most that all drafts of a sort may hold together, in bytes; the oldest goes when there is more.
const ALL_BYTES: usize = 4 * DRAFT_BYTES;
/// The most drafts that are kept beside the others for whoever is not signed in; their names have this in them.
const MOST_LATE: usize = 5;
const LATE: &str = "late-";
/// How the identifiers of drafts begin that hold the form of an act. The others hold filings, and neither sort
/// crowds out the other.
pub const FORM_DRAFT: &str = "form:";

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its identifier, chance that nobody guesses.
    pub id: String,
    /// Who writes it, the platform's identifier.
    pub person: String,
    /// The office it is written in, as JSON keeps it.
    pub office: Office,
    /// What was written so far, in the form of whoever asks the questions.
    pub body: String,
    /// When it was last touched, in seconds since 1970.
    pub changed: i64,
}

impl Draft {
    /// Whether it holds the form of an act.
    #[must_use]
    pub fn is_form(&self) -> bool {
        self.id.starts_with(FORM_DRAFT)
    }
}

fn draft(line: Line) -> Option<Draft> {
    let mut columns = Columns::of(line);
    let (id, person, office) = (columns.text(), columns.text(), columns.text());
    let office = serde_json::from_str(&office).ok()?;
    Some(Draft { id, person, office, body: columns.text(), changed: columns.int() })
}

/// Whether a person has room for a draft beside the others of its sort.
fn has_room(tx: &mut dyn Tx, draft: &Draft, office: &str) -> Result<bool, Fault> {
    let all = tx.query(sql::DRAFTS_OF, &[draft.person.as_str().into(), office.into()])?;
    let others = all.into_iter().filter_map(self::draft);
    let others = others.filter(|other| other.is_form() == draft.is_form() && other.id != draft.id);
    let others: Vec<Draft> = others.collect();
    let bytes = others.iter().map(|one| one.body.len()).sum::<usize>() + draft.body.len();
    let late = others.iter().filter(|one| one.id.contains(LATE)).count();
    let is_late = draft.id.contains(LATE);
    Ok(others.len() < MOST_DRAFTS && bytes <= ALL_BYTES && (!is_late || late < MOST_LATE))
}

pub(crate) fn office_text(office: &Office) -> String {
    serde_json::to_string(office).unwrap_or_default()
}

impl Registry {
    /// Keeps a draft in place of what was kept under its identifier; drafts that nobody touched for long are
    /// forgotten, and so are the oldest of a person who has more than are kept. `false` if it is larger than
    /// [`DRAFT_BYTES`] or the identifier is another person's: then nothing is kept.
    ///
    /// # Errors
    /// If the database fails.
    pub fn keep_draft(&self, draft: Draft, now: Moment) -> Result<bool, Fault> {
        self.keep(draft, now, true)
    }

    /// Keeps a draft beside what a person keeps by now, as [`Registry::keep_draft`], and in no other's place: whoever sends
    /// it is not signed in, and pushes nothing out that was kept before. `false` also where there is no room.
    ///
    /// # Errors
    /// If the database fails.
    pub fn keep_draft_beside(&self, draft: Draft, now: Moment) -> Result<bool, Fault> {
        self.keep(draft, now, false)
    }

    fn keep(&self, draft: Draft, now: Moment, makes_room: bool) -> Result<bool, Fault> {
        if draft.body.len() > DRAFT_BYTES {
            return Ok(false);
        }
        let (office, is_form) = (office_text(&draft.office), draft.is_form());
        self.writer().run(move |tx| {
            tx.execute(sql::DRAFTS_END_OLD, &[(now.unix_seconds - DRAFT_DAYS * 86_400).into()])?;
            // Files belong to filings: a form that is kept looks for none that was left behind.
            if !is_form {
                tx.execute(sql::FILES_END_LOOSE, &[])?;
            }
            let held = tx.query(sql::DRAFT, &[draft.id.as_str().into()])?.into_iter().next();
            if held.and_then(self::draft).is_some_and(|held| held.person != draft.person) {
                return Ok(false);
            }
            if !makes_room && !has_room(tx, &draft, &office)? {
                return Ok(false);
            }
            tx.execute(sql::DRAFT_END, &[draft.id.as_str().into(), draft.person.as_str().into()])?;
            let args = [
                draft.id.into(),
                draft.person.as_str().into(),
                office.as_str().into(),
                draft.body.into(),
                now.unix_seconds.into(),
            ];
            tx.execute(sql::DRAFT_ADD, &args)?;
            let all = tx.query(sql::DRAFTS_OF, &[draft.person.as_str().into(), office.into()])?;
            let (mut count, mut bytes) = (0, 0);
            for other in all.into_iter().filter_map(self::draft).filter(|other| other.is_form() == is_form) {
                count += 1;
                bytes += other.body.len();
                if count > MOST_DRAFTS || bytes > ALL_BYTES {
                    tx.execute(sql::DRAFT_END, &[other.id.into(), draft.person.as_str().into()])?;
                }
            }
            Ok(true)
        })
    }

    /// Forgets a draft of a person.
    ///
    /// # Errors
    /// If the database fails.
    pub fn end_draft(&self, id: &str, person: &str) -> Result<bool, Fault> {
        let (args, is_form) = ([id.into(), person.into()], id.starts_with(FORM_DRAFT));
        self.writer().run(move |tx| {
            let ended = tx.execute(sql::DRAFT_END, &args)?;
            if !is_form {
                tx.execute(sql::FILES_END_LOOSE, &[])?;
            }
            Ok(ended > 0)
        })
    }
}

impl Reader {
    /// The drafts of a person in an office, the last touched first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn drafts(&self, person: &str, office: &Office) -> Result<Vec<Draft>, Fault> {
        let args = [person.into(), office_text(office).into()];
        self.with(|tx| Ok(tx.query(sql::DRAFTS_OF, &args)?.into_iter().filter_map(draft).collect()))
    }

    /// A draft of a person, in whichever office it is written; nobody else's.
    ///
    /// # Errors
    /// If the database fails.
    pub fn draft(&self, id: &str, person: &str) -> Result<Option<Draft>, Fault> {
        let found =
            self.with(|tx| Ok(tx.query(sql::DRAFT, &[id.into()])?.into_iter().next().and_then(draft)))?;
        Ok(found.filter(|draft| draft.person == person && !draft.id.starts_with(TRAY)))
    }
}
