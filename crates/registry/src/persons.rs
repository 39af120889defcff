//! Persons in the record: an identifier that says nothing of who it is. The record is public and keeps everything for
//! ever, so a name or a login in it could never be taken back; accounts, which can be erased, say whose it is.

use policy::command::{Act, Command};
use policy::decide::{Problem, Refusal};
use policy::scheme::SchemeFact;

/// How every identifier of a person begins.
const START: &str = "P-";

/// Letters and digits that nobody takes for each other (Crockford's base 32).
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many of them a new identifier has: 50 bits, so that two seldom meet and nobody can try them all.
const LENGTH: usize = 10;

/// The longest identifier that is taken, without its start.
const LONGEST: usize = 32;

/// A new identifier of a person, from chance.
#[must_use]
pub fn new_person(chance: &[u8; 32]) -> String {
    let sign = |byte: &u8| SIGNS.get(usize::from(byte % 32)).map(|sign| char::from(*sign));
    START.chars().chain(chance.iter().take(LENGTH).filter_map(sign)).collect()
}

/// Whether a text has the form of a person's identifier: `P-` and capitals or digits.
#[must_use]
pub fn is_person(text: &str) -> bool {
    text.strip_prefix(START).is_some_and(|rest| {
        (1..=LONGEST).contains(&rest.len())
            && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    })
}

/// Refuses a command that would write into the record who somebody is.
pub(crate) fn opaque(command: &Command) -> Result<(), Refusal> {
    let Act::EnterSchemeFact { fact: SchemeFact::Holder(holder) } = &command.act else { return Ok(()) };
    if is_person(&holder.person) {
        return Ok(());
    }
    let problem = Problem::new(
        "person_not_opaque",
        "人员以平台编号标明（P-加大写字母或数字），不写姓名或登录名：账本是公开的",
        "a person is named by the platform's identifier (`P-` and capitals or digits), never by a name or a login: \
         the record is public",
    );
    Err(problem.at("fact.person").into())
}
