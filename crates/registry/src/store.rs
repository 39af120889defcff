//! What the office asks of a database: eleven things. SQL is written once, with `$1` placeholders and types
//! that SQLite and PostgreSQL share; `sqlite.rs` is the only file that knows SQLite.

/// A value that goes into or comes out of the database.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes, bound as bytes and never written as a literal.
    Bytes(Vec<u8>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Int(number)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Value {
        Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Value {
        Value::Bytes(bytes)
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Value {
        text.map_or(Value::Null, Value::Text)
    }
}

/// Why the database did not do it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreFault {
    /// No space left.
    #[error("no space left")]
    Full,
    /// Anything else.
    #[error("{0}")]
    Failed(String),
}

/// One row that came back.
pub type Line = Vec<Value>;

/// A connection.
pub trait Tx: Send {
    /// Runs a statement; how many rows it touched.
    ///
    /// # Errors
    /// If the database fails.
    fn execute(&mut self, sql: &'static str, args: &[Value]) -> Result<usize, StoreFault>;

    /// Runs a statement once for each of several lists of values, in their order.
    ///
    /// # Errors
    /// If the database fails; those before it were run.
    fn execute_each(
        &mut self,
        sql: &'static str,
        all: &mut dyn Iterator<Item = Vec<Value>>,
    ) -> Result<(), StoreFault> {
        for args in all {
            self.execute(sql, &args)?;
        }
        Ok(())
    }

    /// Runs a query.
    ///
    /// # Errors
    /// If the database fails.
    fn query(&mut self, sql: &'static str, args: &[Value]) -> Result<Vec<Line>, StoreFault>;

    /// Shows the text and the number of the first line of a query where they lie, without taking them out; whether
    /// there was a line.
    ///
    /// # Errors
    /// If the database fails.
    fn peek(
        &mut self,
        sql: &'static str,
        args: &[Value],
        see: &mut dyn FnMut(&str, i64),
    ) -> Result<bool, StoreFault> {
        let Some(line) = self.query(sql, args)?.into_iter().next() else { return Ok(false) };
        let mut columns = Columns::of(line);
        let text = columns.text();
        see(&text, columns.int());
        Ok(true)
    }

    /// Starts a transaction: on the writing connection one that writes, on a reading one a snapshot.
    ///
    /// # Errors
    /// If the database fails.
    fn begin(&mut self) -> Result<(), StoreFault>;

    /// Makes it durable.
    ///
    /// # Errors
    /// If the database fails; then nothing of it is durable.
    fn commit(&mut self) -> Result<(), StoreFault>;

    /// Makes what was deleted or overwritten in committed transactions unreadable in the files of the database; whether
    /// it is. It is not while somebody reads a state from before.
    ///
    /// # Errors
    /// If the database fails.
    fn scrub(&mut self) -> Result<bool, StoreFault>;

    /// Gives it up.
    ///
    /// # Errors
    /// If the database fails.
    fn rollback(&mut self) -> Result<(), StoreFault>;
}

/// A database.
pub trait Store: Send + Sync {
    /// The one connection that writes.
    ///
    /// # Errors
    /// If it cannot be had.
    fn writer(&self) -> Result<Box<dyn Tx>, StoreFault>;

    /// A connection that can only read.
    ///
    /// # Errors
    /// If it cannot be had.
    fn reader(&self) -> Result<Box<dyn Tx>, StoreFault>;

    /// A consistent copy of everything, made while others work.
    ///
    /// # Errors
    /// If it cannot be made.
    fn copy_to(&self, to: &std::path::Path) -> Result<(), StoreFault>;
}

/// The first column of the first row, as text.
pub fn one_text(lines: &[Line]) -> Option<String> {
    match lines.first()?.first()? {
        Value::Text(text) => Some(text.clone()),
        Value::Null | Value::Int(_) | Value::Bytes(_) => None,
    }
}

/// The first column of the first row, as a number.
pub fn one_int(lines: &[Line]) -> Option<i64> {
    match lines.first()?.first()? {
        Value::Int(number) => Some(*number),
        Value::Null | Value::Text(_) | Value::Bytes(_) => None,
    }
}

/// Reads the columns of a line one after the other.
pub struct Columns(std::vec::IntoIter<Value>);

impl Columns {
    /// Over a line.
    pub fn of(line: Line) -> Columns {
        Columns(line.into_iter())
    }

    /// The next, as text; empty for nothing.
    pub fn text(&mut self) -> String {
        self.text_or_null().unwrap_or_default()
    }

    /// The next, as text that may be absent.
    pub fn text_or_null(&mut self) -> Option<String> {
        match self.0.next() {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The next, as a number; zero for nothing.
    pub fn int(&mut self) -> i64 {
        match self.0.next() {
            Some(Value::Int(number)) => number,
            _ => 0,
        }
    }

    /// The next, as a position.
    pub fn position(&mut self) -> u64 {
        u64::try_from(self.int()).unwrap_or(0)
    }

    /// The next, as bytes; empty for nothing.
    pub fn bytes(&mut self) -> Vec<u8> {
        match self.0.next() {
            Some(Value::Bytes(bytes)) => bytes,
            _ => Vec::new(),
        }
    }
}
