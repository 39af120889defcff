//! The rows of memberships of the federation: each bears the name and the place of its unit. One number can have several, one
//! after the other, of its unit and of others (reading 0030).

use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::facts::{Fact, Membership};
use policy::enterprise::membership::Member;
use policy::event::{Entry, Event};

use crate::act::written;
use crate::books;
use crate::fault::Fault;
use crate::reader::Reader;
use crate::rows::{Making, Row, state};
use crate::search::Words;
use crate::sql;
use crate::store::{Columns, Tx};
use crate::tags::of_members;

/// The kind of the rows of memberships of the federation.
pub const MEMBERSHIP: &str = "membership";

/// Entries looked at in one go.
const AT_ONCE: u64 = 200;

/// The number of the row of a membership. A unit is a member once at a time, so its code and the first day tell one.
fn row_id(enterprise: &str, membership: &Membership) -> String {
    format!("{enterprise}/{}/{}", membership.id, membership.from)
}

impl Making<'_> {
    /// The row of a membership.
    pub(crate) fn membership(&self, membership: &Membership) -> Result<Row, Fault> {
        let state = state(membership.ended.is_some(), membership.annulled.is_some());
        let (id, name) = (row_id(&self.enterprise, membership), self.name.clone());
        let named = [name.as_str(), self.enterprise.as_str()].into_iter().chain(membership.number());
        let words = Words::of(named).text();
        Ok(Row { words, ..self.row(MEMBERSHIP, &id, state, name, written(membership)?) })
    }
}

/// The memberships by a number, as their rows tell them: inside a transaction those are written at once, and the dossiers not.
pub(crate) fn members(tx: &mut dyn Tx, number: &str) -> Result<Vec<Member>, Fault> {
    let (mut ids, mut after) = (Vec::new(), -1_i64);
    loop {
        let lines = tx.query(sql::TAGGED, &[of_members(number).into(), after.into(), AT_ONCE.into()])?;
        let is_last = (lines.len() as u64) < AT_ONCE;
        for line in lines {
            let mut columns = Columns::of(line);
            let position = columns.position();
            after = i64::try_from(position).unwrap_or(i64::MAX);
            let entry: Entry = books::read(&columns.text(), &format!("entry {position}"))?;
            if let (Event::FactEntered { fact: Fact::Membership(entered) }, Some(code)) =
                (&entry.event, entry.enterprise)
            {
                ids.push((code, row_id(code.as_str(), entered)));
            }
        }
        if is_last {
            break;
        }
    }
    // One that was set aside and entered anew is told once.
    ids.sort_unstable();
    ids.dedup();
    let mut found = Vec::new();
    for (enterprise, id) in ids {
        found.extend(member(tx, enterprise, &id)?);
    }
    Ok(found)
}

fn member(tx: &mut dyn Tx, enterprise: CreditCode, id: &str) -> Result<Option<Member>, Fault> {
    let Some(row) = tx.query(sql::ROW, &[MEMBERSHIP.into(), id.into()])?.into_iter().next().map(Row::read)
    else {
        return Ok(None);
    };
    let membership = books::read(&row.body, "a membership")?;
    Ok(Some(Member { enterprise, name: row.title, membership }))
}

impl Reader {
    /// The memberships by a number, written as it is meant, of whichever unit.
    ///
    /// # Errors
    /// If the database fails or a row cannot be read.
    pub fn members(&self, number: &str) -> Result<Vec<Member>, Fault> {
        self.snapshot(|tx| members(tx, number))
    }
}
