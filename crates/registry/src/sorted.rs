//! Lists in another order than that of their identifiers, still page by page: each order is an index of the register,
//! and a page goes on after the value and the identifier of the row before.

use crate::fault::Fault;
use crate::page::{LONGEST_PAGE, Query, after_prefix};
use crate::reader::Reader;
use crate::rows::Row;
use crate::sql;
use crate::store::{Columns, Value};

/// An order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// By what people call it, character by character.
    Title,
    /// By the day by which something happens to it, the first day first; rows without such a day are not in it.
    DueOn,
    /// The same, the last day first.
    DueBack,
    /// By the last change, the latest first.
    Changed,
}

impl Sort {
    /// The value of a row in this order.
    #[must_use]
    pub fn value(self, row: &Row) -> String {
        match self {
            Sort::Title => row.title.clone(),
            Sort::DueOn | Sort::DueBack => row.due_on.clone(),
            Sort::Changed => row.version.to_string(),
        }
    }

    /// Which of two rows comes first.
    #[must_use]
    pub fn compare(self, one: &Row, other: &Row) -> std::cmp::Ordering {
        match self {
            Sort::Title => (&one.title, &one.id).cmp(&(&other.title, &other.id)),
            Sort::DueOn => (&one.due_on, &one.id).cmp(&(&other.due_on, &other.id)),
            Sort::DueBack => (&other.due_on, &other.id).cmp(&(&one.due_on, &one.id)),
            Sort::Changed => (other.version, &other.id).cmp(&(one.version, &one.id)),
        }
    }
}

impl Reader {
    /// Rows of a kind in an order, after the value and the identifier of a row; one more than the limit is read, so
    /// that there are more exactly if more than the limit come back. State and region of the query are looked at, the
    /// rest of it is not.
    ///
    /// # Errors
    /// If the database fails.
    pub fn rows_sorted(
        &self,
        sort: Sort,
        query: &Query,
        after: Option<(&str, &str)>,
    ) -> Result<Vec<Row>, Fault> {
        let limit = query.limit.clamp(1, LONGEST_PAGE) as u64;
        let (value, id) = after.unwrap_or_default();
        let (statement, value): (_, Value) = match sort {
            Sort::Title => (sql::ROWS_BY_TITLE, value.into()),
            Sort::DueOn => (sql::ROWS_BY_DUE, value.into()),
            // After every day.
            Sort::DueBack if value.is_empty() => (sql::ROWS_BY_DUE_BACK, "~".into()),
            Sort::DueBack => (sql::ROWS_BY_DUE_BACK, value.into()),
            Sort::Changed => {
                // A place that is none is the start.
                let version = value.parse::<i64>().unwrap_or(i64::MAX);
                (sql::ROWS_BY_CHANGE, version.into())
            }
        };
        let args: Vec<Value> = vec![
            query.kind.as_str().into(),
            value,
            id.into(),
            query.state.as_str().into(),
            query.region.as_str().into(),
            after_prefix(&query.region).into(),
            (limit + 1).into(),
        ];
        self.with(|tx| Ok(tx.query(statement, &args)?.into_iter().map(Row::read).collect()))
    }

    /// Which rows of a kind have a day, the first day first, after a day and an identifier: each with its day. An index
    /// alone tells, no row is read.
    ///
    /// # Errors
    /// If the database fails.
    pub fn days(
        &self,
        kind: &str,
        after: (&str, &str),
        limit: usize,
    ) -> Result<Vec<(String, String)>, Fault> {
        let limit = limit.clamp(1, LONGEST_PAGE) as u64;
        let args = [kind.into(), after.0.into(), after.1.into(), limit.into()];
        let lines = self.with(|tx| Ok(tx.query(sql::DAYS, &args)?))?;
        let read = |line| {
            let mut columns = Columns::of(line);
            (columns.text(), columns.text())
        };
        Ok(lines.into_iter().map(read).collect())
    }
}
