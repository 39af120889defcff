//! The standards a paper claims, as far as can be checked without the network: the claim itself, the structure that
//! PDF/A-2a and PDF/UA-1 ask for, and that other programs read the file. A full validation (veraPDF) is not part of
//! these tests; the library refuses what it knows to be against either standard.

use documents::paper::{Kind, Lang, press};

use super::reader::OnDisk;
use super::samples::sample;

fn each(check: impl Fn(Kind, Lang, &[u8])) {
    for kind in Kind::ALL {
        for lang in Lang::ALL {
            check(kind, lang, &press(&sample(kind), lang).expect("a paper"));
        }
    }
}

/// What stands between two texts, the first time.
fn between<'a>(whole: &'a str, from: &str, to: &str) -> &'a str {
    let rest = whole.split_once(from).unwrap_or_else(|| panic!("no `{from}`")).1;
    rest.split_once(to).unwrap_or_else(|| panic!("no `{to}`")).0
}

#[test]
fn every_paper_claims_archive_and_accessibility() {
    each(|kind, lang, pdf| {
        let text = String::from_utf8_lossy(pdf);
        let xmp = between(&text, "<?xpacket begin", "<?xpacket end");
        assert_eq!(between(xmp, "<pdfaid:part>", "<"), "2", "{kind:?} {lang:?}");
        assert_eq!(between(xmp, "<pdfaid:conformance>", "<"), "A", "{kind:?} {lang:?}");
        assert_eq!(between(xmp, "<pdfuaid:part>", "<"), "1", "{kind:?} {lang:?}");
        assert!(!text.contains("/Encrypt") && !text.contains("/JavaScript"), "{kind:?} {lang:?}");
    });
}

#[test]
fn every_paper_is_tagged_in_its_language_and_sound() {
    each(|kind, lang, pdf| {
        let paper = OnDisk::new(pdf);
        paper.ask("qpdf", &["--check"], &[]);
        let plain = paper.ask("qpdf", &["--qdf", "--object-streams=disable"], &["-"]);
        let tag = lang.pick("/Lang (zh-CN)", "/Lang (en-GB)");
        assert!(plain.contains(tag), "{kind:?} {lang:?}: no {tag}");
        assert!(plain.contains("/Marked true"), "{kind:?} {lang:?} is not marked");
        assert!(plain.contains("/DisplayDocTitle true"), "{kind:?} {lang:?} shows a file name for a title");
        assert!(plain.contains("/OutputIntent"), "{kind:?} {lang:?} has no output intent");
        let about = paper.ask("pdfinfo", &[], &[]);
        assert!(about.contains("Tagged:          yes"), "{about}");
        assert!(about.contains("CreationDate:"), "{about}");
    });
}

#[test]
fn tables_have_heads_and_pictures_have_words() {
    let notice = OnDisk::new(&press(&sample(Kind::SanctionNotice), Lang::Zh).expect("a paper"));
    let structure = notice.ask("pdfinfo", &["-struct-text"], &[]);
    for tag in ["H1", "Table", "TH", "TD", "P"] {
        assert!(
            structure.lines().any(|line| line.trim_start().split([' ', ':']).next() == Some(tag)),
            "{tag}: {structure}"
        );
    }
    let certificate = OnDisk::new(&press(&sample(Kind::Certificate), Lang::En).expect("a paper"));
    let structure = certificate.ask("pdfinfo", &["-struct"], &[]);
    assert!(structure.contains("Figure"), "{structure}");
    let plain = certificate.ask("qpdf", &["--qdf", "--object-streams=disable"], &["-"]);
    assert!(plain.contains("/Alt"), "the code has no words beside it");
}

#[test]
fn every_face_is_inside_and_only_as_far_as_needed() {
    each(|kind, lang, pdf| {
        let fonts = OnDisk::new(pdf).ask("pdffonts", &[], &[]);
        let rows: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!rows.is_empty(), "{kind:?} {lang:?} has no face");
        for row in rows {
            let words: Vec<&str> = row.split_whitespace().collect();
            let marks: Vec<&&str> = words.iter().rev().skip(2).take(3).collect();
            assert_eq!(marks, [&"yes", &"yes", &"yes"], "embedded, subset, with Unicode: {row}");
        }
    });
}
