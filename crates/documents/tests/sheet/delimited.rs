//! CSV: encodings, delimiters, quotation marks, line numbers.

use documents::sheet::{Fault, Source};
use encoding_rs::GBK;

use super::kit::{flat, read_default, refused};

fn gbk(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = GBK.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

const SMALL: &str = "编号,名称\r\nA1,宁波某某机械有限公司\r\nA2,衢州制造\r\n";

#[test]
fn each_encoding_reads_the_same() {
    let expected = [["A1", "宁波某某机械有限公司"], ["A2", "衢州制造"]];
    let marked = format!("\u{feff}{SMALL}");
    for (bytes, encoding) in [
        (SMALL.as_bytes().to_vec(), "UTF-8"),
        (marked.into_bytes(), "UTF-8"),
        (gbk(SMALL), "GB18030"),
        (utf16(SMALL, false), "UTF-16"),
        (utf16(SMALL, true), "UTF-16"),
    ] {
        let table = read_default(&bytes).unwrap();
        assert_eq!(table.headers(), ["编号", "名称"]);
        assert_eq!(flat(&table), expected);
        assert_eq!(table.source(), &Source::Delimited(encoding));
    }
}

#[test]
fn gb18030_has_the_rare_characters() {
    let (bytes, _, _) = encoding_rs::GB18030.encode("姓名\n𠮷某\n䶮某\n");
    assert_eq!(flat(&read_default(&bytes).unwrap()), [["𠮷某"], ["䶮某"]]);
}

#[test]
fn a_gbk_passage_in_utf8_is_found() {
    let mut bytes = "编号,名称\nA1,宁波机械\n".as_bytes().to_vec();
    bytes.extend(gbk("A2,衢州制造\n"));
    bytes.extend("A3,绍兴纺织\n".as_bytes());
    let error = refused(&bytes);
    assert_eq!((error.fault(), error.line()), (Fault::Encoding, Some(3)));
    let offset = "编号,名称\nA1,宁波机械\nA2,".len();
    assert_eq!(
        error.to_string(),
        format!(
            "line 3: byte {offset} is not UTF-8 although the rest of the file is; save the whole as UTF-8"
        )
    );
    assert!(error.zh().starts_with("第 3 行："));
}

#[test]
fn a_utf8_passage_in_gbk_is_found() {
    let mut bytes = gbk("编号,名称\nA1,宁波机械\nA2,衢州制造\nA3,舟山船舶\n");
    bytes.extend("A4,绍兴纺织\n".as_bytes());
    let error = refused(&bytes);
    assert_eq!((error.fault(), error.line()), (Fault::Encoding, Some(5)));
}

#[test]
fn bytes_of_no_encoding_are_refused() {
    let mut bytes = gbk("编号,名称\nA1,宁波机械\nA2,");
    let at = bytes.len();
    bytes.extend(b"\xff\xff\nA3,x\n");
    let error = refused(&bytes);
    assert_eq!((error.fault(), error.line()), (Fault::Encoding, Some(3)));
    assert!(error.to_string().contains(&format!("byte {at} is neither")), "{error}");

    let error = refused(b"\xff\xfeA\x00\x00\xd8B\x00");
    assert_eq!(error.fault(), Fault::Encoding);
}

#[test]
fn nul_and_control_characters_are_refused() {
    let error = refused(b"a,b\n1,\x002\n");
    assert_eq!((error.fault(), error.line()), (Fault::ControlCharacter, Some(2)));
    let error = refused(b"a,b\n1,\x072\n");
    assert_eq!((error.fault(), error.address()), (Fault::ControlCharacter, Some("B2")));
    assert!(error.to_string().contains(r"`\u{7}2`"), "{error}");
}

#[test]
fn delimiters_are_found() {
    for text in [
        "a;b\n1,5;2\n",
        "a\tb\n1,5\t2\n",
        "a,b\n\"1,5\",2\n",
        "sep=;\r\na;b\r\n1,5;2\r\n",
        "\n;;\na;b\n1,5;2",
    ] {
        assert_eq!(flat(&read_default(text.as_bytes()).unwrap()), [["1,5", "2"]], "{text:?}");
    }
    assert_eq!(flat(&read_default(b"only\none\n").unwrap()), [["one"]]);
    assert_eq!(flat(&read_default(b"\"a;b\",c\n1,2\n").unwrap()), [["1", "2"]]);
}

#[test]
fn quotation_marks() {
    let table = read_default(b"a,b\r\n\"x \"\"y\"\"\r\nz\",5\" pipe\r\n\r\n last,\"\"\r\n").unwrap();
    assert_eq!(flat(&table), [["x \"y\"\r\nz", "5\" pipe"], [" last", ""]]);
    assert_eq!(table.rows().map(|row| row.line()).collect::<Vec<_>>(), [2, 5]);

    let error = refused(b"a,b\n1,2\n3,\"open\n4,5\n6,7\n");
    assert_eq!((error.fault(), error.line()), (Fault::Quote, Some(3)));
    let error = refused(b"a,b\n1,\"x\"y\n");
    assert_eq!((error.fault(), error.line()), (Fault::Quote, Some(2)));
}

#[test]
fn values_beyond_the_headers_are_refused() {
    let error = refused("编号,名称\nA1,甲,乙\n".as_bytes());
    assert_eq!((error.fault(), error.address(), error.line()), (Fault::Ragged, Some("C2"), Some(2)));
    // Empty ones are what spreadsheets leave behind.
    assert_eq!(flat(&read_default(b"a,b,,\n1,2,,\n3\n").unwrap()), [["1", "2"], ["3", ""]]);
}

#[test]
fn headers_must_differ() {
    let error = refused("编号,名称,*编 号 ,编号\n1,2,3,4\n".as_bytes());
    assert_eq!((error.fault(), error.address()), (Fault::Header, Some("D1")));
    let error = refused("Ａ（1）, a(1) \n1,2\n".as_bytes());
    assert_eq!((error.fault(), error.address()), (Fault::Header, Some("B1")));
    assert!(error.to_string().contains("A1 has it already"), "{error}");
}

#[test]
fn nothing_is_said_to_be_nothing() {
    for bytes in [&b""[..], b"\n\n", b",,\n ,\n", b"\xef\xbb\xbf", b"\xff\xfe"] {
        assert_eq!(refused(bytes).fault(), Fault::Empty, "{bytes:?}");
    }
    let table = read_default(b"a,b\n").unwrap();
    assert!(table.is_empty());
}

#[test]
fn one_line_of_a_megabyte() {
    let error = refused(format!("a,b\n{},2\n", "x".repeat(1 << 20)).as_bytes());
    assert_eq!((error.fault(), error.address()), (Fault::CellTooLong, Some("A2")));
    let error = refused("甲,".repeat(1 << 18).as_bytes());
    assert_eq!((error.fault(), error.address()), (Fault::TooManyColumns, Some("GS1")));
    let error = refused(format!("a\n\"{}", "\"\"".repeat(1 << 19)).as_bytes());
    assert_eq!((error.fault(), error.line()), (Fault::CellTooLong, Some(2)));
}

#[test]
fn the_sample_row_is_left_out_and_said() {
    let table = read_default("编号,名称\n示例：A0,某某\n 示例: A0,某某\n示例厂,甲\nA1,示例：乙\n".as_bytes())
        .unwrap();
    assert_eq!(flat(&table), [["示例厂", "甲"], ["A1", "示例：乙"]]);
    assert_eq!(table.samples(), [2, 3]);
    assert!(table.notes()[0].en().contains("line 2, 3"));
}
