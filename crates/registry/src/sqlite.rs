//! The embedded database. The only file that knows SQLite: WAL, `synchronous = FULL`, one connection that
//! writes (`BEGIN IMMEDIATE`, so that it never upgrades a read lock) and connections that can only read.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, ToSql};

use crate::schema;
use crate::store::{Line, Store, StoreFault, Tx, Value};

impl From<rusqlite::Error> for StoreFault {
    fn from(error: rusqlite::Error) -> StoreFault {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreFault::Full,
            // A write past a file-size limit or onto a full disk can come back as a plain I/O error.
            Some(ErrorCode::SystemIoFailure) if error.to_string().contains("full") => StoreFault::Full,
            _ => StoreFault::Failed(error.to_string()),
        }
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

struct SqliteTx {
    connection: Connection,
    /// How a transaction starts: one that writes takes the lock at once and never upgrades.
    begin: &'static str,
}

/// The placeholders of the statements. SQLite takes `$3` for a name and numbers names in the order in which it
/// meets them, so values are bound by name and not by place.
const PLACEHOLDERS: [&str; 11] = ["$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9", "$10", "$11"];

/// Where SQLite keeps the value of each placeholder.
fn places(statement: &rusqlite::Statement) -> Result<Vec<usize>, StoreFault> {
    let place = |name: &&str| {
        let place = statement.parameter_index(name)?;
        place.ok_or_else(|| StoreFault::Failed(format!("the statement has no {name}")))
    };
    PLACEHOLDERS.iter().take(statement.parameter_count()).map(place).collect()
}

fn bind_at(statement: &mut rusqlite::Statement, at: &[usize], args: &[Value]) -> Result<(), StoreFault> {
    if at.len() != args.len() {
        return Err(StoreFault::Failed("a statement was given another number of values".to_owned()));
    }
    for (at, value) in at.iter().zip(args) {
        statement.raw_bind_parameter(*at, value)?;
    }
    Ok(())
}

fn bind(statement: &mut rusqlite::Statement, args: &[Value]) -> Result<(), StoreFault> {
    let places = places(statement)?;
    bind_at(statement, &places, args)
}

/// How long a statement waits for others at the database.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a scrub waits for readers of an older state; it is done again later.
const SCRUB_PATIENCE: Duration = Duration::from_millis(250);

/// How much of the file a reading connection sees as memory, in bytes: a terabyte of addresses, all of any file that there
/// will be. SQLite takes less than it is told where it was compiled so, hence `.cargo/config.toml`.
const MOST_MAPPED: i64 = 1 << 40;

const WRITING: &str = "begin immediate";
const READING: &str = "begin deferred";

impl Tx for SqliteTx {
    fn execute(&mut self, sql: &'static str, args: &[Value]) -> Result<usize, StoreFault> {
        let mut statement = self.connection.prepare_cached(sql)?;
        bind(&mut statement, args)?;
        Ok(statement.raw_execute()?)
    }

    fn execute_each(
        &mut self,
        sql: &'static str,
        all: &mut dyn Iterator<Item = Vec<Value>>,
    ) -> Result<(), StoreFault> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let places = places(&statement)?;
        for args in all {
            bind_at(&mut statement, &places, &args)?;
            statement.raw_execute()?;
        }
        Ok(())
    }

    fn query(&mut self, sql: &'static str, args: &[Value]) -> Result<Vec<Line>, StoreFault> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let width = statement.column_count();
        bind(&mut statement, args)?;
        let mut rows = statement.raw_query();
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            let mut line = Vec::with_capacity(width);
            for at in 0..width {
                line.push(match row.get_ref(at)? {
                    ValueRef::Null => Value::Null,
                    ValueRef::Integer(number) => Value::Int(number),
                    ValueRef::Real(_) => return Err(StoreFault::Failed("a number with a fraction".into())),
                    ValueRef::Text(text) => Value::Text(
                        String::from_utf8(text.to_vec()).map_err(|e| StoreFault::Failed(e.to_string()))?,
                    ),
                    ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
                });
            }
            lines.push(line);
        }
        Ok(lines)
    }

    fn peek(
        &mut self,
        sql: &'static str,
        args: &[Value],
        see: &mut dyn FnMut(&str, i64),
    ) -> Result<bool, StoreFault> {
        let mut statement = self.connection.prepare_cached(sql)?;
        bind(&mut statement, args)?;
        let mut rows = statement.raw_query();
        let Some(row) = rows.next()? else { return Ok(false) };
        let text = row.get_ref(0)?.as_str().map_err(|fault| StoreFault::Failed(fault.to_string()))?;
        see(text, row.get_ref(1)?.as_i64().map_err(|fault| StoreFault::Failed(fault.to_string()))?);
        Ok(true)
    }

    fn begin(&mut self) -> Result<(), StoreFault> {
        Ok(self.connection.execute_batch(self.begin)?)
    }

    fn commit(&mut self) -> Result<(), StoreFault> {
        Ok(self.connection.execute_batch("commit")?)
    }

    fn scrub(&mut self) -> Result<bool, StoreFault> {
        // The write-ahead log still holds the pages as they were. A reader of an older state keeps it from being
        // moved into the database and cut, and the desk does not wait for it long.
        self.connection.busy_timeout(SCRUB_PATIENCE)?;
        let busy = self
            .connection
            .prepare_cached("pragma wal_checkpoint(truncate)")
            .and_then(|mut statement| statement.query_row([], |row| row.get::<_, i64>(0)));
        self.connection.busy_timeout(PATIENCE)?;
        Ok(busy? == 0)
    }

    fn rollback(&mut self) -> Result<(), StoreFault> {
        // A failed statement may have ended the transaction by itself; then there is nothing to give up.
        if self.connection.is_autocommit() {
            Ok(())
        } else {
            Ok(self.connection.execute_batch("rollback")?)
        }
    }
}

/// A database in one file.
pub struct Sqlite {
    path: PathBuf,
}

impl Sqlite {
    /// Opens the file, creating it and its tables where they are missing.
    pub fn open(path: &Path) -> Result<Sqlite, StoreFault> {
        let sqlite = Sqlite { path: path.to_owned() };
        let connection = sqlite.connect(OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        let mut tx = SqliteTx { connection, begin: WRITING };
        tx.begin()?;
        create(&tx.connection)?;
        if tx.query(crate::sql::HEAD, &[])?.is_empty() {
            tx.execute(crate::sql::HEAD_INIT, &[schema::FORM.into()])?;
        }
        tx.commit()?;
        Ok(sqlite)
    }

    fn connect(&self, flags: OpenFlags) -> Result<Connection, StoreFault> {
        let connection = Connection::open_with_flags(&self.path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(PATIENCE)?;
        as_planned(&connection)?;
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "cache_size", -65_536)?;
        connection.set_prepared_statement_cache_capacity(128);
        Ok(connection)
    }
}

impl Store for Sqlite {
    fn writer(&self) -> Result<Box<dyn Tx>, StoreFault> {
        let connection = self.connect(OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // What is erased is written over, not only unlinked.
        connection.pragma_update(None, "secure_delete", true)?;
        // Moving the write-ahead log into the database costs two syncs: seldom is enough, 32 MB of log are not much.
        connection.pragma_update(None, "wal_autocheckpoint", 8000)?;
        Ok(Box::new(SqliteTx { connection, begin: WRITING }))
    }

    fn reader(&self) -> Result<Box<dyn Tx>, StoreFault> {
        let connection = self.connect(OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.pragma_update(None, "query_only", true)?;
        connection.pragma_update(None, "mmap_size", MOST_MAPPED)?;
        Ok(Box::new(SqliteTx { connection, begin: READING }))
    }

    fn copy_to(&self, to: &Path) -> Result<(), StoreFault> {
        let connection = self.connect(OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let text = to.to_str().ok_or_else(|| StoreFault::Failed("the path is not text".into()))?;
        connection.execute("vacuum into $1", [text])?;
        File::open(to).and_then(|file| file.sync_all()).map_err(|error| StoreFault::Failed(error.to_string()))
    }
}

/// Statements keep the plan that they were first prepared with. Otherwise SQLite looks at the value of a limit and plans
/// again whenever one is bound, which costs several times what a short query does.
fn as_planned(connection: &Connection) -> Result<(), StoreFault> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// A database of its own with empty tables, which lives as long as the connection: what an audit makes rows in.
/// SQLite keeps it in memory while it is small and in a nameless file beyond.
pub fn scratch() -> Result<Box<dyn Tx>, StoreFault> {
    let connection = Connection::open("")?;
    as_planned(&connection)?;
    connection.set_prepared_statement_cache_capacity(128);
    create(&connection)?;
    Ok(Box::new(SqliteTx { connection, begin: WRITING }))
}

/// Creates the tables and triggers that are missing.
fn create(connection: &Connection) -> Result<(), StoreFault> {
    for sql in schema::CREATE {
        let is_of = |table: &&str| sql.starts_with(&format!("create table if not exists {table} "));
        let suffix = if schema::ONLY_KEYS.iter().any(is_of) { " without rowid" } else { "" };
        // SQLite takes a key for its own number of the row only if its type is called so.
        let is_numbered = schema::NUMBERED.iter().any(is_of);
        let sql = if is_numbered { sql.replacen("bigint", "integer", 1) } else { (*sql).to_owned() };
        connection.execute_batch(&format!("{sql}{suffix}"))?;
    }
    for sql in schema::SQLITE_TRIGGERS {
        connection.execute_batch(sql)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_a_file_is_seen_as_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Sqlite::open(&folder.path().join("some.db")).expect("made");
        let taken = store.reader().expect("opened").query("pragma mmap_size", &[]);
        assert_eq!(
            taken,
            Ok(vec![vec![Value::Int(MOST_MAPPED)]]),
            "the flag of .cargo/config.toml was not compiled in"
        );
    }

    #[test]
    fn a_database_that_may_not_grow_is_full() {
        let connection = Connection::open("").expect("a scratch database");
        let mut tx = SqliteTx { connection, begin: WRITING };
        tx.execute("create table t (x text)", &[]).expect("made");
        tx.query("pragma max_page_count = 4", &[]).expect("set");
        tx.begin().expect("begun");
        let filled = tx.execute("insert into t values ($1)", &["x".repeat(100_000).into()]);
        assert_eq!(filled, Err(StoreFault::Full));
        tx.rollback().expect("given up, whoever ended it");
        assert_eq!(tx.query("select count(*) from t", &[]), Ok(vec![vec![Value::Int(0)]]));
    }
}
