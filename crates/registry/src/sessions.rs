//! Sessions and tokens: passing things, which are not acts and never enter the ledger. Only the digests of their secrets
//! are kept.

use ledger::{digest, hex};
use policy::powers::Office;

use crate::accounts::{Account, Standing, account_in};
use crate::fault::Fault;
use crate::moment::Moment;
use crate::office::Registry;
use crate::reader::Reader;
use crate::sql;
use crate::store::{Columns, Line, Value};

/// For how long after a session began it is remembered whose its forms are, in seconds: half a day that a session lasts
/// at the most, and a day after it.
pub const FORM_SECONDS: i64 = 36 * 3600;

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
    /// Begins a session with a password that was verified, and forgets sessions that are too old to be used; `false` if
    /// that is not the password any more, or the account is not open.
    ///
    /// # Errors
    /// If the database fails.
    pub fn begin_session(
        &self,
        session: &Session,
        verified: &str,
        oldest: Moment,
        idle_since: Moment,
    ) -> Result<bool, Fault> {
        let args: Vec<Value> = vec![
            session.digest.as_str().into(),
            session.person.as_str().into(),
            office_text(session.office.as_ref()).into(),
            session.form_token.as_str().into(),
            session.created.into(),
        ];
        let (person, verified) = (session.person.clone(), verified.to_owned());
        let (began, form) = (session.created, hex(&digest(session.form_token.as_bytes())));
        self.writer().run(move |tx| {
            tx.execute(sql::SESSIONS_END_OLD, &[oldest.unix_seconds.into(), idle_since.unix_seconds.into()])?;
            let is_so = |one: Account| one.standing == Standing::Open && one.hash == verified;
            if !account_in(tx, &person)?.is_some_and(is_so) {
                return Ok(false);
            }
            if tx.query(sql::SESSION, args.get(..1).unwrap_or_default())?.is_empty() {
                tx.execute(sql::SESSION_ADD, &args)?;
                tx.execute(sql::FORM_TOKENS_END, &[began.into(), form.as_str().into()])?;
                let until = began + FORM_SECONDS;
                tx.execute(sql::FORM_TOKEN_ADD, &[form.into(), person.into(), until.into()])?;
            }
            Ok(true)
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

    /// Ends every API token of a person.
    ///
    /// # Errors
    /// If the database fails.
    pub fn end_tokens(&self, person: &str) -> Result<usize, Fault> {
        self.set(sql::TOKENS_END_OF, vec![person.into()])
    }
}

impl Reader {
    /// A session by the digest of its token.
    ///
    /// # Errors
    /// If the database fails.
    pub fn session(&self, digest: &str) -> Result<Option<Session>, Fault> {
        self.one(sql::SESSION, digest, session)
    }

    /// The person to whom forms with this token were given, in a session that began not longer than [`FORM_SECONDS`] ago,
    /// whether it stands or is over.
    ///
    /// # Errors
    /// If the database fails.
    pub fn typed_by(&self, form_token: &str, now: Moment) -> Result<Option<String>, Fault> {
        let args = [hex(&digest(form_token.as_bytes())).into(), now.unix_seconds.into()];
        let found = self.with(|tx| Ok(tx.query(sql::FORM_TOKEN, &args)?))?;
        Ok(found.into_iter().next().map(|line| Columns::of(line).text()))
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
