//! Accounts: personal data, which are not acts and never enter the ledger. Hashes are made by the caller.

use policy::powers::{Office, OfficeKind};
use policy::scheme::Holder;

use crate::books;
use crate::fault::Fault;
use crate::moment::Moment;
use crate::office::Registry;
use crate::reader::Reader;
use crate::sql;
use crate::store::{Columns, Line, StoreFault, Tx, Value};

/// An account to be made.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The platform's identifier of the person, as in the ledger ([`crate::new_person`]).
    pub person: String,
    /// What they sign in with.
    pub login: String,
    /// Their password's hash.
    pub hash: String,
    /// Their name.
    pub name: String,
    /// How it stands: whoever was given a password has to choose one of their own first.
    pub standing: Standing,
}

/// How an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its holder signs in.
    Open,
    /// It may not be used.
    Disabled,
    /// Its password was given by somebody else: it serves to choose another, and for nothing more.
    ToChoose,
}

impl Standing {
    const fn number(self) -> i64 {
        match self {
            Standing::Open => 0,
            Standing::Disabled => 1,
            Standing::ToChoose => 2,
        }
    }

    const fn numbered(number: i64) -> Standing {
        match number {
            0 => Standing::Open,
            2 => Standing::ToChoose,
            // What is not known is not used.
            _ => Standing::Disabled,
        }
    }
}

/// What became of disabling an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disabling {
    /// It is disabled.
    Done,
    /// The person has none.
    NoAccount,
    /// Nobody else could let anybody in: it stays open.
    TheLast,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The platform's identifier of the person.
    pub person: String,
    /// What they sign in with.
    pub login: String,
    /// Their password's hash.
    pub hash: String,
    /// Their name.
    pub name: String,
    /// How it stands.
    pub standing: Standing,
}

fn account(line: Line) -> Account {
    let mut columns = Columns::of(line);
    Account {
        person: columns.text(),
        login: columns.text(),
        hash: columns.text(),
        name: columns.text(),
        standing: Standing::numbered(columns.int()),
    }
}

pub(crate) fn account_in(tx: &mut dyn Tx, person: &str) -> Result<Option<Account>, Fault> {
    Ok(tx.query(sql::ACCOUNT_BY_PERSON, &[person.into()])?.into_iter().next().map(account))
}

fn end_all(tx: &mut dyn Tx, person: &str, with_tokens: bool) -> Result<(), Fault> {
    tx.execute(sql::SESSIONS_END_OF, &[person.into()])?;
    if with_tokens {
        tx.execute(sql::TOKENS_END_OF, &[person.into()])?;
    }
    Ok(())
}

/// Whether a person holds the administrator's office and nobody else who does has an account that is open.
fn is_last_administrator(tx: &mut dyn Tx, person: &str, now: Moment) -> Result<bool, Fault> {
    let (scheme, _) = books::scheme(tx)?;
    let office = Office::sole(OfficeKind::Administrator);
    let holds = |holder: &&Holder| holder.office == office && holder.is_in_office(now.day());
    let (own, others): (Vec<&Holder>, Vec<&Holder>) =
        scheme.holders.list.iter().filter(holds).partition(|holder| holder.person == person);
    for other in others {
        if account_in(tx, &other.person)?.is_some_and(|account| account.standing == Standing::Open) {
            return Ok(false);
        }
    }
    Ok(!own.is_empty())
}

impl Registry {
    pub(crate) fn set(&self, sql: &'static str, args: Vec<Value>) -> Result<usize, Fault> {
        self.writer().run(move |tx| Ok(tx.execute(sql, &args)?))
    }

    /// Makes an account; `false` if the person or the login has one already.
    ///
    /// # Errors
    /// If the database fails.
    pub fn create_account(&self, new: NewAccount, now: Moment) -> Result<bool, Fault> {
        self.writer().run(move |tx| {
            let asked = [new.login.as_str().into(), new.person.as_str().into()];
            if !tx.query(sql::ACCOUNT_TAKEN, &asked)?.is_empty() {
                return Ok(false);
            }
            let args = [
                new.person.into(),
                new.login.into(),
                new.hash.into(),
                new.name.into(),
                now.unix_seconds.into(),
                new.standing.number().into(),
            ];
            tx.execute(sql::ACCOUNT_ADD, &args)?;
            Ok(true)
        })
    }

    /// Sets a new password's hash and how the account stands from now on, and ends every session of the person, and every
    /// token where the password was given by somebody else. A disabled account stays so.
    ///
    /// # Errors
    /// If the database fails.
    pub fn set_password(&self, person: &str, hash: &str, standing: Standing) -> Result<bool, Fault> {
        let (person, hash) = (person.to_owned(), hash.to_owned());
        self.writer().run(move |tx| {
            let args = [person.as_str().into(), hash.into(), standing.number().into()];
            let found = tx.execute(sql::ACCOUNT_HASH, &args)?;
            end_all(tx, &person, standing != Standing::Open)?;
            Ok(found > 0)
        })
    }

    /// Puts a password that its holder chose in place of the one that was verified, and ends every session of the person;
    /// `false` if that is not the password any more, or the account is disabled.
    ///
    /// # Errors
    /// If the database fails.
    pub fn choose_password(&self, person: &str, verified: &str, hash: &str) -> Result<bool, Fault> {
        let (person, verified, hash) = (person.to_owned(), verified.to_owned(), hash.to_owned());
        self.writer().run(move |tx| {
            let args = [person.as_str().into(), verified.into(), hash.into()];
            let found = tx.execute(sql::ACCOUNT_CHOOSE, &args)? > 0;
            if found {
                end_all(tx, &person, false)?;
            }
            Ok(found)
        })
    }

    /// Disables an account; its sessions and tokens end, and its address for reminders is forgotten. The last administrator in office on the day whose account is open
    /// is not shut out.
    ///
    /// # Errors
    /// If the database fails.
    pub fn disable_account(&self, person: &str, now: Moment) -> Result<Disabling, Fault> {
        let person = person.to_owned();
        self.writer().run(move |tx| {
            if is_last_administrator(tx, &person, now)? {
                return Ok(Disabling::TheLast);
            }
            let args = [person.as_str().into(), Standing::Disabled.number().into()];
            let found = tx.execute(sql::ACCOUNT_STANDING, &args)?;
            end_all(tx, &person, true)?;
            tx.execute(sql::REMINDERS_END, &[person.as_str().into()])?;
            Ok(if found > 0 { Disabling::Done } else { Disabling::NoAccount })
        })
    }

    /// Opens a disabled account again with a password that was given, which serves to choose another; `false` if it is not
    /// disabled. The former password is not honoured: it may be why the account was disabled.
    ///
    /// # Errors
    /// If the database fails.
    pub fn enable_account(&self, person: &str, hash: &str) -> Result<bool, Fault> {
        self.set(sql::ACCOUNT_OPEN_AGAIN, vec![person.into(), hash.into()]).map(|found| found > 0)
    }
}

impl Reader {
    pub(crate) fn one<T>(
        &self,
        sql: &'static str,
        key: &str,
        read: fn(Line) -> T,
    ) -> Result<Option<T>, Fault> {
        self.with(|tx| Ok(tx.query(sql, &[key.into()])?.into_iter().next().map(read)))
    }

    pub(crate) fn several<T>(
        &self,
        sql: &'static str,
        args: &[Value],
        read: fn(Line) -> T,
    ) -> Result<Vec<T>, Fault> {
        self.with(|tx| {
            Ok::<_, StoreFault>(tx.query(sql, args)?.into_iter().map(read).collect()).map_err(Fault::from)
        })
    }

    /// The account of a login.
    ///
    /// # Errors
    /// If the database fails.
    pub fn account(&self, login: &str) -> Result<Option<Account>, Fault> {
        self.one(sql::ACCOUNT_BY_LOGIN, login, account)
    }

    /// The account of a person.
    ///
    /// # Errors
    /// If the database fails.
    pub fn account_of(&self, person: &str) -> Result<Option<Account>, Fault> {
        self.one(sql::ACCOUNT_BY_PERSON, person, account)
    }

    /// Every account.
    ///
    /// # Errors
    /// If the database fails.
    pub fn accounts(&self) -> Result<Vec<Account>, Fault> {
        self.several(sql::ACCOUNTS, &[], account)
    }
}
