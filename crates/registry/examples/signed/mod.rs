//! Somebody who is signed in, so that `bench_serve` shows the pages of offices.

use ledger::{digest, hex};
use policy::powers::Office;
use registry::{NewAccount, Registry, Session, Standing};

use crate::office::NOW;

/// Opens an account for a person who holds an office, and a session in it under a token.
pub fn sign_in(office: &Registry, person: &str, of: Office, token: &str) {
    let account = NewAccount {
        person: person.to_owned(),
        login: person.to_lowercase(),
        hash: String::new(),
        name: "基准".to_owned(),
        standing: Standing::Open,
    };
    office.create_account(account, NOW).expect("an account");
    let session = Session {
        digest: hex(&digest(token.as_bytes())),
        person: person.to_owned(),
        office: Some(of),
        form_token: token.to_owned(),
        created: NOW.unix_seconds,
        seen: NOW.unix_seconds,
    };
    assert!(office.begin_session(&session, "", NOW, NOW).expect("a session"));
}
