//! Memory under attack, proved in a child process: the same test binary runs one case under an address
//! space limit set by the shell, and measures what the reading added to its peak.

use std::io::{Read, Write};
use std::process::{Command, Stdio};

use super::hostile::{patched, spaces};
use super::kit::{Parts, SHEET, STRINGS, STYLES, read_default, row, text};

/// Address space of a child, in KiB: the binary and its thread take some 90 MiB before it begins.
const SPACE_KIB: u32 = 320 << 10;

/// What a reading that ends in a refusal may add to the peak.
const MOST_KIB: u64 = 64 << 10;

const CHILD: &str = "sheet::bounded::child";

fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Runs `case` on `bytes` in a child under the limit: whether it ended well, and what it printed.
fn run(case: &str, bytes: &[u8]) -> (bool, String) {
    let mut child = Command::new("sh")
        .args(["-c", &format!("ulimit -v {SPACE_KIB}; exec \"$0\" \"$@\"")])
        .arg(std::env::current_exe().unwrap())
        .args([CHILD, "--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .env("SHEET_CASE", case)
        .env("MALLOC_ARENA_MAX", "1")
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let sent = child.stdin.take().unwrap().write_all(bytes);
    let out = child.wait_with_output().unwrap();
    assert!(sent.is_ok(), "the child did not start: raise SPACE_KIB");
    (out.status.success(), String::from_utf8_lossy(&out.stdout).into_owned())
}

/// The child's side. By itself it does nothing but say so.
#[test]
#[ignore = "run by the other tests here, in a child process under a memory limit"]
fn child() {
    let Ok(case) = std::env::var("SHEET_CASE") else { return };
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).unwrap();
    println!("started");
    let before = peak_kib();
    match case.as_str() {
        "read" => match read_default(&bytes) {
            Ok(table) => println!("read {} rows", table.len()),
            Err(error) => println!("refused {:?}", error.fault()),
        },
        "calamine" => {
            let opened = calamine::open_workbook_from_rs::<calamine::Xlsx<_>, _>(std::io::Cursor::new(bytes));
            println!("calamine {}", opened.is_ok());
        }
        "hog" => println!("hog {}", vec![1_u8; 1 << 30].iter().map(|b| u64::from(*b)).sum::<u64>()),
        other => panic!("no case {other}"),
    }
    println!("added {}", peak_kib() - before);
}

#[track_caller]
fn bounded(bytes: &[u8], expected: &str) {
    let (well, out) = run("read", bytes);
    assert!(well && out.contains(expected), "expected `{expected}`, got: {out}");
    let added: u64 =
        out.split("added ").nth(1).and_then(|rest| rest.lines().next()).unwrap().parse().unwrap();
    assert!(added <= MOST_KIB, "{added} KiB added to the peak");
}

fn rows_of(cells: &str, count: u32) -> String {
    let head = row(1, &(text("A1", "a") + &text("B1", "b")));
    head + &(2..count + 2).map(|n| row(n, cells)).collect::<String>()
}

#[test]
fn the_limit_bites() {
    let (well, out) = run("hog", b"");
    assert!(!well && out.contains("started") && !out.contains("added"), "{out}");
}

#[test]
fn bombs_are_bounded() {
    let honest = || Parts::with_rows(&rows_of("", 1));
    let huge = honest().put(SHEET, spaces(208 << 20)).zip();
    bounded(&huge, "refused Hostile");
    // The same, lying about its size to slip past the directory's examination.
    bounded(&patched(huge, |_, size| *size = (*size).min(5_000)), "refused");
    // Tags that never close, one run of text, one attribute, one comment, packed no tighter than honest
    // files are.
    for start in ["<worksheet><a", "<worksheet>", "<worksheet a='", "<worksheet><!--", "<worksheet><![CDATA["]
    {
        bounded(&honest().put(SHEET, filled(start, "a")).zip(), "refused Hostile");
    }
    bounded(&honest().put(SHEET, filled("", "<a>")).zip(), "refused Hostile");
}

/// A hundred megabytes of `piece` after `start`, with enough noise in it to keep the ratio under 100.
fn filled(start: &str, piece: &str) -> Vec<u8> {
    let mut out = start.as_bytes().to_vec();
    let mut state = 1_u32;
    while out.len() < 100 << 20 {
        out.extend(piece.repeat(15_000 / piece.len()).bytes());
        for _ in 0..256 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            out.push(b'a' + u8::try_from((state >> 24) % 26).unwrap());
        }
    }
    out
}

#[test]
fn counts_and_corners_are_bounded() {
    let strings = r#"<sst uniqueCount="1000000000"><si><t>x</t></si></sst>"#;
    let shared = Parts::with_rows(&rows_of(r#"<c t="s"><v>0</v></c>"#, 1)).put(STRINGS, strings);
    bounded(&shared.zip(), "read 1 rows");
    let corner = Parts::with_rows(&(rows_of("", 1) + &row(1_048_576, &text("XFD1048576", "x"))));
    bounded(&corner.zip(), "refused TooManyColumns");
    let corner = Parts::with_rows(&(rows_of("", 1) + &row(1_048_576, &text("B1048576", "x"))));
    bounded(&corner.zip(), "read 1 rows");
    // One text of 2,000 characters, 400,000 times: 2.4 GB if it were copied.
    let long = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(2_000));
    let twice = r#"<c t="s"><v>0</v></c><c t="s"><v>0</v></c>"#;
    bounded(&Parts::with_rows(&rows_of(twice, 199_000)).put(STRINGS, long).zip(), "read 199000 rows");
    // Three million different texts, two million of which would be kept.
    let strings: String = (0..3_000_000_u32).map(|n| format!("<si><t>{n:x}</t></si>")).collect();
    bounded(
        &Parts::with_rows(&rows_of("", 1)).put(STRINGS, format!("<sst>{strings}</sst>")).zip(),
        "refused",
    );
}

/// A directory of the 64-bit form that claims eight million entries, for which the zip crate would reserve
/// more than a gigabyte before it reads the first.
#[test]
fn claimed_entries_are_bounded() {
    let start: u64 = 15 << 20;
    let mut zip = b"PK\x03\x04".to_vec();
    zip.resize(usize::try_from(start).unwrap(), 0);
    let (count, size): (u64, u64) = (8_000_000, 46 * 8_000_000);
    let directory = zip.len() as u64;
    zip.extend(b"PK\x06\x06");
    zip.extend(44_u64.to_le_bytes());
    zip.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for field in [count, count, size, start] {
        zip.extend(field.to_le_bytes());
    }
    zip.extend(b"PK\x06\x07\0\0\0\0");
    zip.extend(directory.to_le_bytes());
    zip.extend(1_u32.to_le_bytes());
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend([0xff; 12]);
    zip.extend([0, 0]);
    bounded(&zip, "refused Hostile");
}

#[test]
fn a_text_file_is_bounded() {
    bounded(&vec![b','; 19 << 20], "refused Empty");
    bounded(&vec![b'"'; 19 << 20], "refused");
    bounded(&b"a\n".repeat(9 << 20), "refused TooManyRows");
    bounded(&b"\xc4\xe3".repeat(9 << 20), "refused CellTooLong");
}

/// Why the reader is our own: a workbook of 2 KB that no check from outside tells from an honest one
/// (every count in it is true) and that calamine 0.38 unpacks to three gigabytes before it returns.
#[test]
fn calamine_cannot_be_bounded() {
    let font = format!("<fonts><font><name val=\"{}\"/></font></fonts>", "A".repeat(1_000_000));
    let formats = format!("<cellXfs>{}</cellXfs>", "<xf fontId=\"0\"/>".repeat(3_000));
    let rows = row(1, &text("A1", "a")) + &row(2, &text("A2", "b"));
    let small = |styles: String| {
        Parts::with_rows(&rows).put(STYLES, format!("<styleSheet>{styles}</styleSheet>")).zip()
    };
    let (well, out) = run("calamine", &small("<fonts/>".to_owned()));
    assert!(well && out.contains("calamine true"), "{out}");

    let attack = small(font + &formats);
    assert!(attack.len() < 5_000);
    let (well, out) = run("calamine", &attack);
    assert!(!well && out.contains("started") && !out.contains("calamine"), "{out}");
    // Ours stops at the name, which is longer than any tag may be.
    bounded(&attack, "refused Hostile");
}
