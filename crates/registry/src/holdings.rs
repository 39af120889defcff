//! What the office knows that the policy does not see, looked up inside a transaction.

use policy::enterprise::membership::Member;
use policy::standard::project::stage::PlanLine;

use crate::books;
use crate::fault::Fault;
use crate::files;
use crate::needs::Holdings;
use crate::rows_member;
use crate::sql;
use crate::store::{Columns, Tx, one_text};

/// What the tables say of numbers and texts.
pub(crate) struct OnFile<'a>(pub(crate) &'a mut dyn Tx);

impl Holdings for OnFile<'_> {
    type Fault = Fault;

    fn owner(&mut self, kind: &'static str, id: &str) -> Result<Option<String>, Fault> {
        Ok(one_text(&self.0.query(sql::ROW_OWNER, &[kind.into(), id.into()])?))
    }

    fn members(&mut self, number: &str) -> Result<Vec<Member>, Fault> {
        rows_member::members(self.0, number)
    }

    fn plan_line_is_taken(&mut self, plan: PlanLine) -> Result<bool, Fault> {
        books::plan_line_is_taken(self.0, plan)
    }

    fn text_is_there(&mut self, digest: &str) -> Result<Option<bool>, Fault> {
        let line = self.0.query(sql::TEXT, &[digest.into()])?.into_iter().next();
        if line.is_none() {
            return files::is_there(self.0, digest);
        }
        Ok(line.map(|line| {
            let mut columns = Columns::of(line);
            columns.bytes();
            columns.text_or_null().is_some()
        }))
    }
}
