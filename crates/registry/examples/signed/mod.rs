//! Somebody who is signed in, so that `bench_serve` shows the pages of offices.

use ledger::{digest, hex};
use policy::powers::Office;
use registry::{NewAccount, Registry, Session, Standing};

use crate::office::{NOW, PERSON};

/// Opens an account and a session in each office, under the token beside it.
pub fn sign_in(office: &Registry, seats: &[(&str, Office)]) {
    let account = NewAccount {
        person: PERSON.to_owned(),
        login: "bench".to_owned(),
        hash: String::new(),
        name: "基准".to_owned(),
        standing: Standing::Open,
    };
    office.create_account(account, NOW).expect("an account");
    for (token, of) in seats {
        let session = Session {
            digest: hex(&digest(token.as_bytes())),
            person: PERSON.to_owned(),
            office: Some(of.clone()),
            form_token: (*token).to_owned(),
            created: NOW.unix_seconds,
            seen: NOW.unix_seconds,
        };
        assert!(office.begin_session(&session, "", NOW, NOW).expect("a session"));
    }
}
