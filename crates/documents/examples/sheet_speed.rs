//! How fast a large table is written and read, and how much memory that takes at its peak. Writing and
//! reading are two runs, because the peak of a process never falls:
//! `sheet_speed write 100000 20 big.xlsx`, then `sheet_speed read big.xlsx` (or `.csv` for both).

use std::process::ExitCode;
use std::time::Instant;

use documents::sheet::{Cell, Date, Limits, Sheet, Value, read, write_csv, write_xlsx};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["write", rows, columns, file] => write(rows, columns, file),
        ["read", file] => read_file(file),
        _ => Err("usage: sheet_speed write ROWS COLUMNS FILE | sheet_speed read FILE".to_owned()),
    };
    match done {
        Ok(line) => {
            println!("{line}; peak memory {}", peak());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a measurement of time; nothing it prints is kept")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed().as_secs_f64())
}

fn write(rows: &str, columns: &str, file: &str) -> Result<String, String> {
    let rows: u32 = rows.parse().map_err(|_| "ROWS is a number")?;
    let columns: u32 = columns.parse().map_err(|_| "COLUMNS is a number")?;
    let sheet = Sheet {
        name: "证书".to_owned(),
        headers: (0..columns).map(|col| format!("列{col}")).collect(),
        rows: (0..rows).map(|row| (0..columns).map(|col| value(row, col)).collect()).collect(),
    };
    let sheets = [sheet];
    let (bytes, seconds) =
        timed(|| if file.ends_with(".csv") { write_csv(&sheets[0]) } else { write_xlsx(&sheets) });
    let bytes = bytes.map_err(|error| error.to_string())?;
    std::fs::write(file, &bytes).map_err(|error| error.to_string())?;
    Ok(format!("wrote {} bytes in {seconds:.2} s, {:.0} rows/s", bytes.len(), f64::from(rows) / seconds))
}

/// Codes that all differ, names that repeat, enumerations, dates and numbers, five kinds in turn.
fn value(row: u32, col: u32) -> Value {
    match col % 5 {
        0 => Value::Text(format!("9133{col:02}MA{row:010}")),
        1 => Value::Text(format!("宁波示例第{}机械制造有限公司", row % 5_000)),
        2 => Value::Text(["先进标准", "自我声明", "第三方认证"][(row % 3) as usize].to_owned()),
        3 => Date::new(2014 + (row % 12) as u16, 1 + (row % 12) as u8, 1 + (row % 28) as u8)
            .map_or(Value::Empty, Value::Date),
        _ => Value::Decimal(format!("{}.{:02}", row % 1_000, col)),
    }
}

fn read_file(file: &str) -> Result<String, String> {
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let before = peak();
    let (table, seconds) = timed(|| read(file, &bytes, &Limits::default()));
    let table = table.map_err(|error| error.to_string())?;
    let filled = table.rows().flat_map(|row| row.cells()).filter(|cell| *cell != Cell::Empty).count();
    let rows = table.len();
    Ok(format!(
        "read {rows} rows, {filled} cells from {} bytes in {seconds:.2} s, {:.0} rows/s; before it {before}",
        bytes.len(),
        rows as f64 / seconds
    ))
}

fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or("unknown".to_owned(), |line| line.trim().to_owned())
}
