//! Accounts, sessions and tokens: personal data and passing things, which are not acts and never
//! enter the ledger. Hashes are made by the caller; only digests of session and API tokens are kept.

use policy::powers::Office;

use crate::fault::Fault;
use crate::moment::Moment;
use crate::office::Registry;
use crate::reader::Reader;
use crate::sql;
use crate::store::{Columns, Line, StoreFault, Value};

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

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the token, hexadecimal.
    pub digest: String,
    /// Who.
    pub person: String,
    /// The office chosen; `None` until one is.
    pub office: Option<Office>,
    /// The token that its forms carry.
    pub form_token: String,
    /// When it began, in seconds since 1970.
    pub created: i64,
    /// When it was last used.
    pub seen: i64,
}

/// An API token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// SHA-256 of the token, hexadecimal.
    pub digest: String,
    /// Whose.
    pub person: String,
    /// The office it acts in.
    pub office: Option<Office>,
    /// What it may do: `read` or `act`.
    pub scope: String,
    /// What it is for.
    pub label: String,
    /// When it ends, in seconds since 1970.
    pub expires: i64,
    /// When it was last used; 0 for never.
    pub used: i64,
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

fn office(text: &str) -> Option<Office> {
    serde_json::from_str(text).ok()
}

fn office_text(office: Option<&Office>) -> String {
    office.and_then(|office| serde_json::to_string(office).ok()).unwrap_or_default()
}

fn session(line: Line) -> Session {
    let mut columns = Columns::of(line);
    Session {
        digest: columns.text(),
        person: columns.text(),
        office: office(&columns.text()),
        form_token: columns.text(),
        created: columns.int(),
        seen: columns.int(),
    }
}

fn token(line: Line) -> Token {
    let mut columns = Columns::of(line);
    Token {
        digest: columns.text(),
        person: columns.text(),
        office: office(&columns.text()),
        scope: columns.text(),
        label: columns.text(),
        expires: columns.int(),
        used: columns.int(),
    }
}

impl Registry {
    fn set(&self, sql: &'static str, args: Vec<Value>) -> Result<usize, Fault> {
        self.writer().run(move |tx| Ok(tx.execute(sql, &args)?))
    }

    /// Makes an account; `false` if the person or the login has one already.
    ///
    /// # Errors
    /// If the database fails.
    pub fn create_account(&self, new: NewAccount, now: Moment) -> Result<bool, Fault> {
        self.writer().run(move |tx| {
            let taken = !tx.query(sql::ACCOUNT_BY_LOGIN, &[new.login.as_str().into()])?.is_empty()
                || !tx.query(sql::ACCOUNT_BY_PERSON, &[new.person.as_str().into()])?.is_empty();
            if taken {
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

    /// Sets a new password's hash and how the account stands from now on, and ends every session of the person. A disabled
    /// account stays so.
    ///
    /// # Errors
    /// If the database fails.
    pub fn set_password(&self, person: &str, hash: &str, standing: Standing) -> Result<bool, Fault> {
        let (person, hash) = (person.to_owned(), hash.to_owned());
        self.writer().run(move |tx| {
            let args = [person.as_str().into(), hash.into(), standing.number().into()];
            let found = tx.execute(sql::ACCOUNT_HASH, &args)?;
            tx.execute(sql::SESSIONS_END_OF, &[person.into()])?;
            Ok(found > 0)
        })
    }

    /// Disables an account or opens it again; its sessions end. Whoever comes back chooses a new password first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn disable_account(&self, person: &str, disable: bool) -> Result<bool, Fault> {
        let person = person.to_owned();
        let standing = if disable { Standing::Disabled } else { Standing::ToChoose };
        self.writer().run(move |tx| {
            let args = [person.as_str().into(), standing.number().into()];
            let found = tx.execute(sql::ACCOUNT_STANDING, &args)?;
            tx.execute(sql::SESSIONS_END_OF, &[person.into()])?;
            Ok(found > 0)
        })
    }

    /// Begins a session, and forgets those that are too old to be used.
    ///
    /// # Errors
    /// If the database fails.
    pub fn begin_session(&self, session: &Session, oldest: Moment, idle_since: Moment) -> Result<(), Fault> {
        let args: Vec<Value> = vec![
            session.digest.as_str().into(),
            session.person.as_str().into(),
            office_text(session.office.as_ref()).into(),
            session.form_token.as_str().into(),
            session.created.into(),
        ];
        self.writer().run(move |tx| {
            tx.execute(sql::SESSIONS_END_OLD, &[oldest.unix_seconds.into(), idle_since.unix_seconds.into()])?;
            if tx.query(sql::SESSION, args.get(..1).unwrap_or_default())?.is_empty() {
                tx.execute(sql::SESSION_ADD, &args)?;
            }
            Ok(())
        })
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    /// If the database fails.
    pub fn session_seen(&self, digest: &str, now: Moment) -> Result<(), Fault> {
        self.set(sql::SESSION_SEEN, vec![digest.into(), now.unix_seconds.into()]).map(|_| ())
    }

    /// Chooses the office in which a session acts.
    ///
    /// # Errors
    /// If the database fails.
    pub fn session_office(&self, digest: &str, office: &Office) -> Result<(), Fault> {
        self.set(sql::SESSION_OFFICE, vec![digest.into(), office_text(Some(office)).into()]).map(|_| ())
    }

    /// Ends a session.
    ///
    /// # Errors
    /// If the database fails.
    pub fn end_session(&self, digest: &str) -> Result<bool, Fault> {
        self.set(sql::SESSION_END, vec![digest.into()]).map(|ended| ended > 0)
    }

    /// Ends every session of a person.
    ///
    /// # Errors
    /// If the database fails.
    pub fn end_sessions(&self, person: &str) -> Result<usize, Fault> {
        self.set(sql::SESSIONS_END_OF, vec![person.into()])
    }

    /// Adds an API token; the same token again changes nothing.
    ///
    /// # Errors
    /// If the database fails.
    pub fn add_token(&self, token: &Token) -> Result<(), Fault> {
        let args: Vec<Value> = vec![
            token.digest.as_str().into(),
            token.person.as_str().into(),
            office_text(token.office.as_ref()).into(),
            token.scope.as_str().into(),
            token.label.as_str().into(),
            token.expires.into(),
        ];
        self.writer().run(move |tx| {
            if tx.query(sql::TOKEN, args.get(..1).unwrap_or_default())?.is_empty() {
                tx.execute(sql::TOKEN_ADD, &args)?;
            }
            Ok(())
        })
    }

    /// Notes that a token was used.
    ///
    /// # Errors
    /// If the database fails.
    pub fn token_used(&self, digest: &str, now: Moment) -> Result<(), Fault> {
        self.set(sql::TOKEN_USED, vec![digest.into(), now.unix_seconds.into()]).map(|_| ())
    }

    /// Ends a token.
    ///
    /// # Errors
    /// If the database fails.
    pub fn end_token(&self, digest: &str) -> Result<bool, Fault> {
        self.set(sql::TOKEN_END, vec![digest.into()]).map(|ended| ended > 0)
    }
}

impl Reader {
    fn one<T>(&self, sql: &'static str, key: &str, read: fn(Line) -> T) -> Result<Option<T>, Fault> {
        self.with(|tx| Ok(tx.query(sql, &[key.into()])?.into_iter().next().map(read)))
    }

    fn several<T>(&self, sql: &'static str, args: &[Value], read: fn(Line) -> T) -> Result<Vec<T>, Fault> {
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

    /// A session by the digest of its token.
    ///
    /// # Errors
    /// If the database fails.
    pub fn session(&self, digest: &str) -> Result<Option<Session>, Fault> {
        self.one(sql::SESSION, digest, session)
    }

    /// The sessions of a person.
    ///
    /// # Errors
    /// If the database fails.
    pub fn sessions(&self, person: &str) -> Result<Vec<Session>, Fault> {
        self.several(sql::SESSIONS_OF, &[person.into()], session)
    }

    /// A token by its digest.
    ///
    /// # Errors
    /// If the database fails.
    pub fn token(&self, digest: &str) -> Result<Option<Token>, Fault> {
        self.one(sql::TOKEN, digest, token)
    }

    /// The tokens of a person.
    ///
    /// # Errors
    /// If the database fails.
    pub fn tokens(&self, person: &str) -> Result<Vec<Token>, Fault> {
        self.several(sql::TOKENS_OF, &[person.into()], token)
    }
}
