//! The measures of the official letter (GB/T 9704-2012), measured on the finished page by another program.

use documents::paper::{Kind, Lang, Paper, Told, press};

use super::reader::OnDisk;
use super::samples::sample;

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;

struct Word {
    page: usize,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    text: String,
}

fn words(paper: &OnDisk) -> Vec<Word> {
    let boxes = paper.ask("pdftotext", &["-bbox"], &["-"]);
    let mut page = 0;
    let mut words = Vec::new();
    for line in boxes.lines().map(str::trim_start) {
        if line.starts_with("<page") {
            page += 1;
        }
        let Some(rest) = line.strip_prefix("<word ") else { continue };
        let number = |name: &str| -> f64 {
            let value = rest.split_once(&format!("{name}=\"")).expect("a side").1;
            value.split('"').next().and_then(|side| side.parse().ok()).expect("a number")
        };
        let text = rest.split_once('>').expect("an end").1.trim_end_matches("</word>").to_owned();
        let (left, top) = (number("xMin") / POINTS, number("yMin") / POINTS);
        words.push(Word {
            page,
            left,
            top,
            right: number("xMax") / POINTS,
            bottom: number("yMax") / POINTS,
            text,
        });
    }
    words
}

fn full_of_text() -> OnDisk {
    let Paper::HearingRecord(mut record) = sample(Kind::HearingRecord) else { panic!("a record") };
    record.head.is_demo = false;
    record.grounds.clear();
    record.minutes = Told::Text("公".repeat(28 * 80));
    OnDisk::new(&press(&Paper::HearingRecord(record), Lang::Zh).expect("a paper"))
}

#[test]
fn a_page_has_twenty_two_lines_of_twenty_eight_characters() {
    let words = words(&full_of_text());
    let lines: Vec<&Word> =
        words.iter().filter(|word| word.page == 3 && word.text.starts_with("公公公")).collect();
    assert_eq!(lines.len(), 22, "lines on a full page");
    for line in &lines {
        assert_eq!(line.text.chars().count(), 28, "characters in a line: {}", line.text);
        assert!((line.left - 28.0).abs() < 0.5, "left edge at {} mm", line.left);
        assert!((line.right - 184.0).abs() < 0.8, "right edge at {} mm", line.right);
    }
    let (first, last) = (lines[0], lines[21]);
    let pitch = (last.top - first.top) / 21.0;
    assert!((pitch - 225.0 / 22.0).abs() < 0.02, "one line each {pitch} mm");
    assert!(first.top > 36.0 && last.bottom < 262.5, "from {} to {} mm", first.top, last.bottom);
}

#[test]
fn page_numbers_stand_outside_and_below_the_type_area() {
    let words = words(&full_of_text());
    for (page, is_right) in [(1, true), (2, false)] {
        let number = words
            .iter()
            .find(|word| word.page == page && word.text == page.to_string() && word.top > 262.0)
            .unwrap_or_else(|| panic!("page {page} has no number"));
        assert!(number.top > 264.0 && number.bottom < 277.0, "at {} mm", number.top);
        assert_eq!(number.left > 105.0, is_right, "odd pages right, even pages left");
    }
}

#[test]
fn a_letter_is_as_large_as_the_standard_says() {
    let paper = OnDisk::new(&press(&sample(Kind::Revocation), Lang::Zh).expect("a paper"));
    let about = paper.ask("pdfinfo", &[], &[]);
    assert!(about.contains("595.276 x 841.89 pts (A4)"), "{about}");
    let words = words(&paper);
    let body = words
        .iter()
        .filter(|word| word.top > 37.0 && word.bottom < 262.0 && word.left > 20.0 && word.left < 190.0);
    for word in body {
        // The box of a closing mark at the end of a line may hang out, its ink does not.
        let hangs = if word.text.ends_with(['：', '，', '。', '；', '）', '、', '”', '》']) {
            3.0
        } else {
            0.9
        };
        let right = 184.0 + hangs;
        assert!(word.left > 27.5 && word.right < right, "`{}` reaches {} mm", word.text, word.right);
    }
}
