//! Files made to harm, or broken: each is refused with its reason, none is believed.

use std::io::{Cursor, Write};

use documents::sheet::{Fault, Limits, read};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::kit::{Parts, SHEET, STRINGS, STYLES, WORKBOOK, flat, read_default, refused, row, text};

fn honest() -> Parts {
    Parts::with_rows(&(row(1, &text("A1", "编号")) + &row(2, &text("A2", "甲"))))
}

/// A worksheet part of this many bytes that is well-formed and empty.
pub fn spaces(bytes: usize) -> Vec<u8> {
    let mut part = b"<worksheet><sheetData>".to_vec();
    part.resize(bytes, b' ');
    part.extend(b"</sheetData></worksheet>");
    part
}

/// The archive with its entries' flags and sizes as `change` leaves them: `(flags, size)`, in both
/// directories of the archive.
pub fn patched(mut zip: Vec<u8>, change: impl Fn(&mut u16, &mut u32)) -> Vec<u8> {
    for (mark, flags_at, size_at) in [(b"PK\x03\x04", 6, 22), (b"PK\x01\x02", 8, 24)] {
        let starts: Vec<usize> =
            zip.windows(4).enumerate().filter(|(_, w)| w == mark).map(|(at, _)| at).collect();
        for start in starts {
            let (f, s) = (start + flags_at, start + size_at);
            let mut flags = u16::from_le_bytes([zip[f], zip[f + 1]]);
            let mut size = u32::from_le_bytes(zip[s..s + 4].try_into().unwrap());
            change(&mut flags, &mut size);
            zip[f..f + 2].copy_from_slice(&flags.to_le_bytes());
            zip[s..s + 4].copy_from_slice(&size.to_le_bytes());
        }
    }
    zip
}

#[test]
fn the_honest_one_is_read() {
    assert_eq!(flat(&read_default(&honest().zip()).unwrap()), [["甲"]]);
}

#[test]
fn bombs() {
    let error = refused(&honest().put(SHEET, spaces(80 << 20)).zip());
    assert_eq!(error.fault(), Fault::Hostile);
    assert!(error.to_string().contains("bomb"), "{error}");

    // Many parts under the ratio's notice; and a size that the archive lies about.
    let small = Limits { inflated_bytes: 1 << 20, ..Limits::default() };
    let mut many = honest();
    for part in 0..20 {
        many = many.put(&format!("xl/media/{part}.bin"), vec![0_u8; 60 << 10]);
    }
    let error = read("x", &many.zip(), &small).unwrap_err();
    assert!(error.to_string().contains("unpacks to more"), "{error}");
    let lying = patched(honest().put(SHEET, spaces(2 << 20)).zip(), |_, size| *size = (*size).min(5_000));
    let error = read("x", &lying, &small).unwrap_err();
    assert!(matches!(error.fault(), Fault::Hostile | Fault::Damaged), "{error}");

    let few = Limits { parts: 6, ..Limits::default() };
    assert_eq!(read("x", &honest().zip(), &few).unwrap_err().fault(), Fault::Hostile);
}

#[test]
fn counts_that_lie_reserve_nothing() {
    let strings = r#"<sst count="4000000000" uniqueCount="4000000000"><si><t>甲</t></si></sst>"#;
    let rows = row(1, &text("A1", "编号")) + &row(2, r#"<c r="A2" t="s"><v>0</v></c>"#);
    let lying = Parts::with_rows(&rows).put(STRINGS, strings);
    assert_eq!(flat(&read_default(&lying.zip()).unwrap()), [["甲"]]);
}

#[test]
fn the_last_cell_of_the_sheet() {
    let head = row(1, &text("A1", "编号"));
    let rows = head.clone() + &row(1_048_576, &text("XFD1048576", "x"));
    let dimension =
        format!(r#"<worksheet><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>"#);
    let error = refused(&honest().put(SHEET, dimension).zip());
    assert_eq!((error.fault(), error.address()), (Fault::TooManyColumns, Some("XFD1048576")));

    // In the last row of an allowed column it is a row like any other, and a cell that only has a format
    // is nothing, wherever it stands.
    let rows = head + &row(1_048_576, &(text("A1048576", "x") + r#"<c r="XFD1048576" s="1"/>"#));
    let table = read_default(&Parts::with_rows(&rows).zip()).unwrap();
    assert_eq!(table.rows().next().unwrap().line(), 1_048_576);
}

#[test]
fn formulas_in_every_dress() {
    for formula in [
        "<f>1+1</f><v>2</v>",
        "<f/><v>2</v>",
        r#"<f t="shared" si="0"/><v>2</v>"#,
        r#"<v>2</v><f t="array" ref="A2">1</f>"#,
    ] {
        let rows = row(1, &text("A1", "编号")) + &row(2, &format!(r#"<c r="A2">{formula}</c>"#));
        let error = refused(&Parts::with_rows(&rows).zip());
        assert_eq!((error.fault(), error.address()), (Fault::Formula, Some("A2")), "{formula}");
    }
    let rows = row(1, &text("A1", "编号")) + &row(2, r#"<c r="A2" t="e"><v>#N/A</v></c>"#);
    let error = refused(&Parts::with_rows(&rows).zip());
    assert_eq!((error.fault(), error.address()), (Fault::ErrorValue, Some("A2")));
}

#[test]
fn doctypes_and_entities() {
    let laughs = r#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>"#;
    for part in ["_rels/.rels", WORKBOOK, "xl/_rels/workbook.xml.rels", SHEET, STRINGS, STYLES] {
        let honest = honest();
        let (_, content) = honest.0.iter().find(|(path, _)| path == part).unwrap();
        let lying = [laughs.as_bytes(), content].concat();
        let error = refused(&honest.put(part, lying).zip());
        assert_eq!(error.fault(), Fault::Hostile, "{part}");
        assert!(error.to_string().contains("document type"), "{error}");
    }
    let rows = row(1, &text("A1", "&b;"));
    assert_eq!(refused(&Parts::with_rows(&rows).zip()).fault(), Fault::Hostile);
}

#[test]
fn xml_out_of_shape() {
    let deep = "<a>".repeat(100_000) + &"</a>".repeat(100_000);
    for (sheet, fault) in [
        (format!("<worksheet>{deep}</worksheet>"), Fault::Hostile),
        (format!("<worksheet><sheetData>{}", row(1, &text("A1", &"长".repeat(200_000)))), Fault::Hostile),
        (format!("<worksheet a=\"{}\"/>", "x".repeat(300_000)), Fault::Hostile),
        (
            format!(
                "<worksheet><sheetData>{}</sheetData></worksheet>",
                row(1, &text("A1", &"长".repeat(2_001)))
            ),
            Fault::CellTooLong,
        ),
        ("<worksheet><sheetData><row r=\"1\">".to_owned(), Fault::Damaged),
        ("<worksheet><sheetData></row></sheetData></worksheet>".to_owned(), Fault::Damaged),
        (
            format!("<worksheet><sheetData>{}{}</sheetData></worksheet>", row(2, ""), row(2, "")),
            Fault::Damaged,
        ),
        (
            format!(
                "<worksheet><sheetData>{}</sheetData></worksheet>",
                row(1, &(text("B1", "b") + &text("A1", "a")))
            ),
            Fault::Damaged,
        ),
        (
            format!("<worksheet><sheetData>{}</sheetData></worksheet>", row(1, &text("A2", "a"))),
            Fault::Damaged,
        ),
        (
            format!(
                "<worksheet><sheetData>{}</sheetData></worksheet>",
                row(1, r#"<c r="A1" t="s"><v>7</v></c>"#)
            ),
            Fault::Damaged,
        ),
        (
            format!(
                "<worksheet><sheetData>{}</sheetData></worksheet>",
                row(1, r#"<c r="A1"><v>NaN</v></c>"#)
            ),
            Fault::Damaged,
        ),
        (
            format!("<worksheet><sheetData>{}</sheetData></worksheet>", row(1, &text("A1", "_x0000_"))),
            Fault::ControlCharacter,
        ),
        ("\u{0}\u{1}".to_owned(), Fault::Empty),
    ] {
        let shown: String = sheet.chars().take(80).collect();
        assert_eq!(refused(&honest().put(SHEET, sheet).zip()).fault(), fault, "{shown}");
    }
    let mut not_utf8 = b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>".to_vec();
    not_utf8.extend(b"\xff\xfe</v></c></row></sheetData></worksheet>");
    assert_eq!(refused(&honest().put(SHEET, not_utf8).zip()).fault(), Fault::Damaged);
}

#[test]
fn archives_out_of_shape() {
    let zip = honest().zip();
    for cut in (4..zip.len()).step_by(7) {
        assert_eq!(refused(&zip[..cut]).fault(), Fault::Damaged, "cut at {cut}");
    }
    assert_eq!(refused(b"PK\x03\x04 not a zip at all").fault(), Fault::Damaged);
    assert_eq!(
        refused(&ZipWriter::new(Cursor::new(Vec::new())).finish().unwrap().into_inner()).fault(),
        Fault::OtherKind
    );

    // One bit of the packed sheet.
    let name = zip.windows(24).position(|w| w == b"xl/worksheets/sheet1.xml").unwrap();
    let mut torn = zip.clone();
    torn[name + 24 + 20] ^= 1;
    assert_eq!(refused(&torn).fault(), Fault::Damaged);
}

#[test]
fn locked_archives() {
    let error = refused(&patched(honest().zip(), |flags, _| *flags |= 1));
    assert_eq!(error.fault(), Fault::Encrypted);
    assert!(error.to_string().contains("password") && error.zh().contains("密码"));

    let mut locked = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    locked.extend(vec![0; 600]);
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refused(&locked).fault(), Fault::Encrypted);
}

#[test]
fn names_that_trick() {
    for name in [
        "../evil.xml",
        "xl/../../evil",
        "/etc/passwd",
        "C:/evil",
        "xl\\evil.xml",
        "xl/a\u{202e}\u{7}b",
        "XL/WorkBook.xml",
    ] {
        let error = refused(&honest().put(name, "x").zip());
        assert_eq!(error.fault(), Fault::Hostile, "{name}");
    }
    let escaping = r#"<Relationships><Relationship Id="r" Type="x/officeDocument" Target="../../etc/passwd"/></Relationships>"#;
    assert_eq!(refused(&honest().put("_rels/.rels", escaping).zip()).fault(), Fault::Damaged);

    // Two entries of one name, of which two readers might each take another.
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in ["[Content_Types].xml", "twin-a.xml", "twin-b.xml"] {
        writer.start_file(name, stored).unwrap();
        writer.write_all(b"x").unwrap();
    }
    let mut twins = writer.finish().unwrap().into_inner();
    while let Some(at) = twins.windows(6).position(|w| w == b"twin-b") {
        twins[at + 5] = b'a';
    }
    let error = refused(&twins);
    assert!(error.fault() == Fault::Hostile && error.to_string().contains("same name"), "{error}");
}

#[test]
fn workbooks_of_another_kind() {
    for (part, en) in [
        ("xl/workbook.bin", ".xlsb"),
        ("xl/vbaProject.bin", "macros"),
        ("word/document.xml", "Word"),
        ("OFD.xml", "OFD"),
    ] {
        let error = refused(&honest().put(part, "x").zip());
        assert!(error.fault() == Fault::OtherKind && error.to_string().contains(en), "{error}");
    }
    let hidden =
        r#"<workbook><sheets><sheet name="S" sheetId="1" state="veryHidden" r:id="r1"/></sheets></workbook>"#;
    assert_eq!(refused(&honest().put(WORKBOOK, hidden).zip()).fault(), Fault::NoVisibleSheet);
}

#[test]
fn each_limit_is_kept() {
    let rows: String = (1..=4)
        .map(|n| {
            row(n, &(text(&format!("A{n}"), &format!("x{n}")) + &text(&format!("B{n}"), &format!("y{n}"))))
        })
        .collect();
    let bytes = Parts::with_rows(&rows).zip();
    let base = Limits {
        file_bytes: bytes.len(),
        rows: 3,
        columns: 2,
        cells: 6,
        cell_chars: 2,
        text_bytes: 19,
        ..Limits::default()
    };
    assert_eq!(read("x", &bytes, &base).unwrap().len(), 3);
    let fault = |limits: Limits| read("x", &bytes, &limits).unwrap_err().fault();
    assert_eq!(fault(Limits { file_bytes: bytes.len() - 1, ..base.clone() }), Fault::FileTooLarge);
    assert_eq!(fault(Limits { rows: 2, ..base.clone() }), Fault::TooManyRows);
    assert_eq!(fault(Limits { columns: 1, ..base.clone() }), Fault::TooManyColumns);
    assert_eq!(fault(Limits { cells: 5, ..base.clone() }), Fault::TooManyCells);
    assert_eq!(fault(Limits { cell_chars: 1, ..base.clone() }), Fault::CellTooLong);
    assert_eq!(fault(Limits { text_bytes: 18, ..base.clone() }), Fault::TooManyCells);
    assert_eq!(fault(Limits { shared_strings: 0, ..base }), Fault::TooManyCells);
}

/// The four bytes of a 64-bit directory's locator mean something in one place only. Packed data may hold them by
/// chance, and then the file is an honest one.
#[test]
fn a_chance_match_of_the_locator_is_no_attack() {
    let mut zip = honest().zip();
    let length = zip.len() - 2;
    assert_eq!(&zip[length..], [0, 0], "the archive ends with an empty comment");
    zip.truncate(length);
    zip.extend(4_u16.to_le_bytes());
    zip.extend(b"PK\x06\x07");
    let table = read("x.xlsx", &zip, &Limits::default()).unwrap();
    assert!(!table.headers().is_empty());
}
