//! Tries to sign in, slowed by login and by address. Looking and counting are one step on the writer's thread: a try
//! counts as failed until it has succeeded, so that many at once are as slow as one after the other. Logins are kept
//! as digests: what people type there by mistake is a password often enough.

use std::net::IpAddr;

use crate::fault::Fault;
use crate::moment::Moment;
use crate::office::Registry;
use crate::sql;
use crate::store::{Columns, StoreFault, Tx, one_int};

/// The longest login, in characters. A longer one is nobody's, and is not counted by itself.
pub const LONGEST_LOGIN: usize = 100;

/// The most logins and addresses that are remembered; the ones longest untried go first.
const MOST_KEPT: i64 = 10_000;

/// After so many seconds without a failure a login or an address is forgotten.
const FORGOTTEN_AFTER: i64 = 24 * 3600;

/// Failures of a login or an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Throttled {
    /// In a row.
    pub failures: i64,
    /// The last, in seconds since 1970.
    pub last: i64,
}

impl Throttled {
    /// Seconds to wait before the next try: none for the first four, then doubling up to a quarter of an hour.
    /// Nobody can lock another out for good.
    #[must_use]
    pub fn wait(&self, now: Moment) -> i64 {
        const FREE: i64 = 4;
        const LONGEST: i64 = 900;
        if self.failures <= FREE {
            return 0;
        }
        let doubled =
            1_i64.checked_shl(u32::try_from(self.failures - FREE).unwrap_or(30).min(10)).unwrap_or(LONGEST);
        (self.last + doubled.min(LONGEST) - now.unix_seconds).max(0)
    }
}

/// Somebody who tries to sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trying {
    login: Option<String>,
    address: String,
}

impl Trying {
    /// As what they typed, from where.
    #[must_use]
    pub fn new(login: &str, address: IpAddr) -> Trying {
        let is_login = login.chars().count() <= LONGEST_LOGIN;
        let digest = || ledger::hex(&ledger::digest(login.to_lowercase().as_bytes()));
        Trying {
            login: is_login.then(|| format!("login:{}", digest())),
            address: format!("address:{address}"),
        }
    }

    fn subjects(&self) -> impl Iterator<Item = &str> {
        self.login.iter().chain([&self.address]).map(String::as_str)
    }
}

pub(crate) fn known(tx: &mut dyn Tx, subject: &str) -> Result<Option<Throttled>, StoreFault> {
    let line = tx.query(sql::THROTTLE, &[subject.into()])?.into_iter().next();
    Ok(line.map(|line| {
        let mut columns = Columns::of(line);
        Throttled { failures: columns.int(), last: columns.int() }
    }))
}

pub(crate) fn count(tx: &mut dyn Tx, subject: &str, now: Moment) -> Result<(), StoreFault> {
    let known = known(tx, subject)?;
    let failures = known.map_or(0, |known| known.failures).saturating_add(1);
    let args = [subject.into(), failures.into(), now.unix_seconds.into()];
    tx.execute(if known.is_some() { sql::THROTTLE_SET } else { sql::THROTTLE_ADD }, &args)?;
    Ok(())
}

impl Registry {
    /// Gives leave to try now, and counts the try as failed; or the seconds to wait, and nothing is counted.
    ///
    /// # Errors
    /// If the database fails.
    pub fn begin_try(&self, who: Trying, now: Moment) -> Result<Result<(), i64>, Fault> {
        self.writer().run(move |tx| {
            tx.execute(sql::THROTTLE_OLD, &[(now.unix_seconds - FORGOTTEN_AFTER).into()])?;
            let mut longest = 0;
            for subject in who.subjects() {
                longest = longest.max(known(tx, subject)?.unwrap_or_default().wait(now));
            }
            if longest > 0 {
                return Ok(Err(longest));
            }
            for subject in who.subjects() {
                count(tx, subject, now)?;
            }
            let over = one_int(&tx.query(sql::THROTTLE_COUNT, &[])?).unwrap_or(0) - MOST_KEPT;
            if over > 0 {
                tx.execute(sql::THROTTLE_TRIM, &[over.into()])?;
            }
            Ok(Ok(()))
        })
    }

    /// Says that a try succeeded. The login begins anew; the address keeps its other failures, or one account would
    /// free it to try others.
    ///
    /// # Errors
    /// If the database fails.
    pub fn end_try(&self, who: Trying) -> Result<(), Fault> {
        self.writer().run(move |tx| {
            if let Some(login) = &who.login {
                tx.execute(sql::THROTTLE_CLEAR, &[login.as_str().into()])?;
            }
            if let Some(Throttled { failures, last }) = known(tx, &who.address)? {
                let args = [who.address.as_str().into(), (failures - 1).max(0).into(), last.into()];
                tx.execute(sql::THROTTLE_SET, &args)?;
            }
            Ok(())
        })
    }
}
