//! Input that means harm, or is only unusual: long names, tables over pages, marks of direction, script, markup,
//! rare characters, empty parts. Each must come out as a whole paper that shows what was written.

use documents::paper::{Kind, Lang, Paper, Told, press, pressed};

use super::reader::OnDisk;
use super::samples::{comparison, sample};

/// The certificate of a firm with a name.
fn named(name: &str, lang: Lang) -> OnDisk {
    let Paper::Certificate(mut certificate) = sample(Kind::Certificate) else { panic!("a certificate") };
    name.clone_into(&mut certificate.firm.name);
    OnDisk::new(&press(&Paper::Certificate(certificate), lang).expect("a paper"))
}

fn pages(paper: &OnDisk) -> usize {
    let about = paper.ask("pdfinfo", &[], &[]);
    let line = about.lines().find(|line| line.starts_with("Pages:")).expect("a count of pages");
    line.rsplit(' ').next().and_then(|count| count.parse().ok()).expect("a number")
}

#[test]
fn what_was_typed_is_never_markup() {
    for name in [
        "#import \"@preview/evil:1.0.0\": *",
        "#read(\"/etc/passwd\")",
        "$ x^2 $ *bold* _it_ `code` // comment",
        "</script><script>alert(1)</script>",
        "#eval(\"1+1\") \\ #pagebreak() = heading",
        "\"}, \"demo\": false, \"x\": {\"",
        "' OR 1=1 --",
    ] {
        let text = named(name, Lang::En).tight();
        let wanted: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(text.contains(&wanted), "`{name}` came out as {text}");
        assert!(text.contains("Demonstrationpaper"), "`{name}` changed the paper");
    }
}

#[test]
fn rare_characters_show_and_others_show_their_number() {
    let text = named("䶮翙𠮷堃喆珺镕璟玥昇有限公司", Lang::Zh).tight();
    assert!(text.contains("䶮翙𠮷堃喆珺镕璟玥昇有限公司"), "{text}");
    let text = named("شركة😀\u{e000}公司", Lang::Zh).tight();
    assert!(text.contains("〔U+1F600〕") && text.contains("〔U+E000〕公司"), "{text}");
}

#[test]
fn marks_of_direction_cannot_turn_a_name_round() {
    let text = named("甲\u{202e}司公\u{202c}\u{200f}乙\u{2066}\u{feff}\u{0}丙", Lang::Zh).tight();
    assert!(
        text.contains("甲〔U+202E〕司公〔U+202C〕〔U+200F〕乙〔U+2066〕〔U+FEFF〕〔U+0000〕丙"),
        "{text}"
    );
}

#[test]
fn long_names_stay_on_the_page() {
    let han = "浙江省特别长的企业名称有限责任公司".repeat(12);
    let latin = "Zhejiang".repeat(25);
    for name in [han.as_str(), latin.as_str()] {
        for kind in Kind::ALL {
            for lang in Lang::ALL {
                let pdf = press(&with_names(kind, name), lang).expect("a paper");
                let paper = OnDisk::new(&pdf);
                assert!(paper.tight().contains(name), "{kind:?} {lang:?} lost a part of the name");
                let (width, right) = rightmost(&paper);
                assert!(right <= width - 10.0, "{kind:?} {lang:?}: text reaches {right} of {width} points");
            }
        }
    }
}

/// The same name wherever a person can write one.
fn with_names(kind: Kind, name: &str) -> Paper {
    let mut paper = sample(kind);
    match &mut paper {
        Paper::Certificate(it) => {
            name.clone_into(&mut it.firm.name);
            name.clone_into(&mut it.mark.product);
        }
        Paper::Acceptance(it) => name.clone_into(&mut it.firm.name),
        Paper::Refusal(it) => name.clone_into(&mut it.product),
        Paper::InterviewNotice(it) => it.product = Some(name.to_owned()),
        Paper::SanctionNotice(it) => name.clone_into(&mut it.firm.name),
        Paper::HearingRecord(it) => name.clone_into(&mut it.firm.name),
        Paper::Revocation(it) => name.clone_into(&mut it.mark.product),
        Paper::Correction(it) => name.clone_into(&mut it.mark.product),
        Paper::ComparisonPoster(it) => name.clone_into(&mut it.rows[0].indicator),
        Paper::ComparisonInsert(it) => name.clone_into(&mut it.title),
        Paper::Duties(it) => name.clone_into(&mut it.rows[0].firm),
    }
    paper
}

/// Width of the widest page and the right edge of the rightmost word, in points.
fn rightmost(paper: &OnDisk) -> (f64, f64) {
    let boxes = paper.ask("pdftotext", &["-bbox"], &["-"]);
    let number = |line: &str, name: &str| -> Option<f64> {
        line.split_once(&format!("{name}=\""))?.1.split('"').next()?.parse().ok()
    };
    let most = |tag: &str, name: &str| {
        let lines = boxes.lines().filter(|line| line.trim_start().starts_with(tag));
        lines.filter_map(|line| number(line, name)).fold(0.0, f64::max)
    };
    (most("<page", "width"), most("<word", "xMax"))
}

#[test]
fn a_table_of_many_rows_repeats_its_head_on_every_page() {
    for (paper, head) in [
        (Paper::ComparisonPoster(comparison(120, None)), "品字标标准"),
        (Paper::ComparisonInsert(comparison(120, Some("PZB-7K3M-92QD"))), "品字标标准"),
    ] {
        let on_disk = OnDisk::new(&press(&paper, Lang::Zh).expect("a paper"));
        let count = pages(&on_disk);
        assert!(count > 4, "{count} pages");
        assert_eq!(on_disk.tight().matches("≥450").count(), 20, "every row is there");
        for page in 1..=count {
            let at = page.to_string();
            let text = on_disk.ask("pdftotext", &["-layout", "-f", &at, "-l", &at], &["-"]);
            let has_rows = ["断裂强力", "耐洗色牢度", "甲醛", "水洗尺寸", "pH值", "起毛"]
                .iter()
                .any(|w| text.contains(w));
            let tight: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            let head: String = head.chars().filter(|c| !c.is_whitespace()).collect();
            assert!(!has_rows || tight.contains(&head), "page {page} has rows without their head: {text}");
        }
    }
}

#[test]
fn a_long_statement_runs_over_pages() {
    let Paper::HearingRecord(mut record) = sample(Kind::HearingRecord) else { panic!("a record") };
    let line = "问：请说明不合格批次的去向。答：已全部封存并通知经销商退回，相关凭证已提交。";
    record.minutes = Told::Text(vec![line; 200].join("\n"));
    let paper = OnDisk::new(&press(&Paper::HearingRecord(record.clone()), Lang::Zh).expect("a paper"));
    assert!(pages(&paper) > 15);
    assert_eq!(paper.tight().matches("请说明不合格批次的去向").count(), 200);
    // Of one of two hundred pages so much is printed as is light enough, and the paper says how much is left.
    record.minutes = Told::Text(vec![line; 2_500].join("\n"));
    let made = pressed(&Paper::HearingRecord(record), Lang::Zh).expect("a paper");
    let text = OnDisk::new(&made.pdf).tight();
    assert!(text.matches("请说明不合格批次的去向").count() > 200, "{:?}", made.left);
    assert!(text.contains(&format!("另有{}字", made.left.characters)), "{:?}", made.left);
    assert!(text.contains("签名"), "what stands below the minutes stays");
}

#[test]
fn empty_parts_leave_no_gap_and_no_fault() {
    for lang in Lang::ALL {
        for kind in Kind::ALL {
            let mut paper = sample(kind);
            match &mut paper {
                Paper::Certificate(it) => it.mark.models.clear(),
                Paper::Acceptance(it) => it.mark.models.clear(),
                Paper::Refusal(it) => {
                    it.grounds.clear();
                    it.models.clear();
                    it.reasons = Told::Nothing;
                }
                Paper::InterviewNotice(it) => {
                    it.grounds.clear();
                    it.product = None;
                    it.appointment = None;
                }
                Paper::SanctionNotice(it) => {
                    it.grounds.clear();
                    it.marks.clear();
                    it.words = Told::Nothing;
                }
                Paper::HearingRecord(it) => {
                    it.grounds.clear();
                    it.marks.clear();
                    it.requested_on = None;
                    it.minutes = Told::Nothing;
                }
                Paper::Revocation(it) => {
                    it.grounds.clear();
                    it.procedure = documents::paper::Procedure::default();
                    it.reasons = Told::Nothing;
                }
                Paper::Correction(it) => {
                    it.revoked_by = None;
                    it.reasons = Told::Nothing;
                }
                Paper::ComparisonPoster(it) | Paper::ComparisonInsert(it) => {
                    it.rows.clear();
                    it.references.clear();
                    it.notes.clear();
                }
                Paper::Duties(it) => it.rows.clear(),
            }
            press(&paper, lang).unwrap_or_else(|fault| panic!("{kind:?} {lang:?}: {fault}"));
        }
    }
}

#[test]
fn a_name_that_ends_in_brackets_keeps_its_code_out_of_the_next_column() {
    for lang in [Lang::Zh, Lang::En] {
        let mut paper = sample(Kind::DutyPublication);
        let Paper::Duties(letter) = &mut paper else { panic!("a letter about duties") };
        let code = letter.rows[0].code.clone();
        for (at, row) in letter.rows.iter_mut().enumerate() {
            row.firm = format!("浙江清溪{}有限公司（示例）", "纺织".repeat(at + 1));
        }
        let on_disk = OnDisk::new(&press(&paper, lang).expect("a paper"));
        let boxes = on_disk.ask("pdftotext", &["-bbox"], &["-"]);
        let edges = |name: &str, holds: &str| -> Vec<f64> {
            let words = boxes.lines().filter(|line| line.contains(holds));
            let edge = |line: &str| line.split_once(&format!("{name}=\""))?.1.split('"').next()?.parse().ok();
            words.filter_map(edge).collect()
        };
        let (codes, standards) = (edges("xMax", &code), edges("xMin", ">T/ZZB"));
        assert!(codes.len() >= 2 && standards.len() >= 2, "{boxes}");
        let right = codes.into_iter().fold(0.0, f64::max);
        let left = standards.into_iter().fold(f64::MAX, f64::min);
        assert!(right < left, "{lang:?}: {right} runs into {left}");
    }
}
