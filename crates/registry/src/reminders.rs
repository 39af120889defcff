//! Addresses for reminders by e-mail: personal data that a person gave for this use alone, kept beside the record with the
//! accounts and never in it. An address is used once the code of a letter to it was typed back; it is forgotten when the
//! person stops or the account is disabled.

use ledger::{digest, hex};
use policy::calendar::Day;

use crate::fault::Fault;
use crate::moment::Moment;
use crate::office::Registry;
use crate::reader::Reader;
use crate::sql;
use crate::store::{Columns, Line, Tx};
use crate::tries::{count, known};

/// How long a code of a letter serves, in seconds.
pub const CODE_SECONDS: i64 = 24 * 3600;

/// How often a code may be typed wrongly.
const MOST_TRIES: i64 = 5;

/// The most letters with a code that a person may have sent before a day goes by without one: who types the addresses of
/// others is no nuisance to them.
pub const MOST_LETTERS: i64 = 5;

/// Reminders of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminders {
    /// The platform's identifier of the person.
    pub person: String,
    /// Where letters go.
    pub address: String,
    /// The language of the letters, by the name that the pages give it.
    pub language: String,
    /// Whether the address was confirmed, and if so how far its letters are.
    pub stands: Confirmed,
}

/// Whether an address was confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// A letter with a code was sent, at this moment.
    Asked(Moment),
    /// The code was typed back.
    Since {
        /// On this day.
        day: Day,
        /// The day of the last letter.
        told: Option<Day>,
    },
}

/// What became of typing a code back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirming {
    /// The address is confirmed.
    Done,
    /// It is not the code; it may be typed so many times more. After the last time the address is forgotten.
    Wrong(i64),
    /// Nothing waits for a code: none was sent, its day is over, or it was typed wrongly too often.
    NoCode,
}

fn reminders(line: Line) -> Reminders {
    let mut columns = Columns::of(line);
    let (person, address, language) = (columns.text(), columns.text(), columns.text());
    let asked = columns.int();
    let (since, told) = (columns.text().parse().ok(), columns.text().parse().ok());
    let stands = match since {
        Some(day) => Confirmed::Since { day, told },
        None => Confirmed::Asked(Moment { unix_seconds: asked }),
    };
    Reminders { person, address, language, stands }
}

/// What is kept of a code: it is worth nothing to anybody else.
fn kept(person: &str, code: &str) -> String {
    hex(&digest(format!("{person} {code}").as_bytes()))
}

/// Under which name letters of a person are counted.
fn letters_of(person: &str) -> String {
    format!("letters:{person}")
}

/// Forgets addresses that nobody confirmed in time.
fn forget_old(tx: &mut dyn Tx, now: Moment) -> Result<(), Fault> {
    tx.execute(sql::REMINDERS_END_OLD, &[(now.unix_seconds - CODE_SECONDS).into()])?;
    Ok(())
}

impl Registry {
    /// Gives leave to send a letter with a code in the name of a person, and counts it; `false` where too many were sent.
    ///
    /// # Errors
    /// If the database fails.
    pub fn begin_letter(&self, person: &str, now: Moment) -> Result<bool, Fault> {
        let subject = letters_of(person);
        self.writer().run(move |tx| {
            let sent = known(tx, &subject)?.filter(|sent| now.unix_seconds - sent.last < CODE_SECONDS);
            match sent {
                Some(sent) if sent.failures >= MOST_LETTERS => return Ok(false),
                Some(_) => {}
                None => {
                    tx.execute(sql::THROTTLE_CLEAR, &[subject.as_str().into()])?;
                }
            }
            count(tx, &subject, now)?;
            Ok(true)
        })
    }

    /// Takes a letter back that was counted and could not be written.
    ///
    /// # Errors
    /// If the database fails.
    pub fn take_back_letter(&self, person: &str) -> Result<(), Fault> {
        let subject = letters_of(person);
        self.writer().run(move |tx| {
            if let Some(sent) = known(tx, &subject)? {
                let args = [subject.into(), (sent.failures - 1).max(0).into(), sent.last.into()];
                tx.execute(sql::THROTTLE_SET, &args)?;
            }
            Ok(())
        })
    }

    /// Keeps an address to which a letter with this code was sent. What was kept of the person before is forgotten.
    ///
    /// # Errors
    /// If the database fails.
    pub fn ask_reminders(&self, new: Reminders, code: &str, now: Moment) -> Result<(), Fault> {
        let code = kept(&new.person, code);
        self.writer().run(move |tx| {
            forget_old(tx, now)?;
            tx.execute(sql::REMINDERS_END, &[new.person.as_str().into()])?;
            let args = [
                new.person.into(),
                new.address.into(),
                new.language.into(),
                code.into(),
                MOST_TRIES.into(),
                now.unix_seconds.into(),
            ];
            tx.execute(sql::REMINDERS_ADD, &args)?;
            Ok(())
        })
    }

    /// Confirms the address of a person with what was typed for the code of its letter. Looking and counting are one step:
    /// many at once are not more tries.
    ///
    /// # Errors
    /// If the database fails.
    pub fn confirm_reminders(&self, person: &str, typed: &str, now: Moment) -> Result<Confirming, Fault> {
        let (person, typed) = (person.to_owned(), kept(person, typed));
        self.writer().run(move |tx| {
            forget_old(tx, now)?;
            let line = tx.query(sql::REMINDERS_CODE, &[person.as_str().into()])?.into_iter().next();
            let Some(line) = line else { return Ok(Confirming::NoCode) };
            let mut columns = Columns::of(line);
            let (code, left) = (columns.text(), columns.int() - 1);
            if code != typed {
                let counted = if left > 0 { sql::REMINDERS_TRIED } else { sql::REMINDERS_END };
                tx.execute(counted, &[person.into()])?;
                return Ok(Confirming::Wrong(left.max(0)));
            }
            tx.execute(sql::REMINDERS_CONFIRM, &[person.into(), now.day().to_string().into()])?;
            Ok(Confirming::Done)
        })
    }

    /// Sets the language of the letters of a person.
    ///
    /// # Errors
    /// If the database fails.
    pub fn reminders_in(&self, person: &str, language: &str) -> Result<(), Fault> {
        self.set(sql::REMINDERS_LANGUAGE, vec![person.into(), language.into()]).map(|_| ())
    }

    /// Notes the day of a letter to a person, if the address is still theirs.
    ///
    /// # Errors
    /// If the database fails.
    pub fn reminded(&self, person: &str, address: &str, on: Day) -> Result<(), Fault> {
        let args = vec![person.into(), address.into(), on.to_string().into()];
        self.set(sql::REMINDERS_TOLD, args).map(|_| ())
    }

    /// Forgets the address of a person; `false` if none was kept.
    ///
    /// # Errors
    /// If the database fails.
    pub fn end_reminders(&self, person: &str) -> Result<bool, Fault> {
        self.set(sql::REMINDERS_END, vec![person.into()]).map(|ended| ended > 0)
    }

    /// Forgets the addresses that nobody confirmed in time.
    ///
    /// # Errors
    /// If the database fails.
    pub fn forget_unconfirmed(&self, now: Moment) -> Result<(), Fault> {
        self.writer().run(move |tx| forget_old(tx, now))
    }
}

impl Reader {
    /// The reminders of a person; an address whose code is over counts as none.
    ///
    /// # Errors
    /// If the database fails.
    pub fn reminders_of(&self, person: &str, now: Moment) -> Result<Option<Reminders>, Fault> {
        let is_over = |one: &Reminders| matches!(one.stands, Confirmed::Asked(at) if now.unix_seconds - at.unix_seconds > CODE_SECONDS);
        Ok(self.one(sql::REMINDERS_OF, person, reminders)?.filter(|one| !is_over(one)))
    }

    /// Everybody with a confirmed address whose account is open.
    ///
    /// # Errors
    /// If the database fails.
    pub fn to_remind(&self) -> Result<Vec<Reminders>, Fault> {
        self.several(sql::REMINDERS_OPEN, &[], reminders)
    }
}
