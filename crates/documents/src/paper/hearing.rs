//! The record of a hearing: what it was about, what was said, and room for the signatures.

use policy::calendar::Day;

use super::Lang;
use super::day::day_in_words;
use super::letter::{Block, Letter, numbered};
use super::told::{Firm, GroundLine, Head, MarkOn, Told};

/// The record of a hearing (clauses 10 and 11).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HearingRecord {
    /// Who issues it, under which entry.
    pub head: Head,
    /// The maker.
    pub firm: Firm,
    /// The proceeding.
    pub proceeding: String,
    /// The day the party asked for it, where it did.
    pub requested_on: Option<Day>,
    /// The day it was held.
    pub held_on: Day,
    /// The marks it was about.
    pub marks: Vec<MarkOn>,
    /// The grounds of which notice was served.
    pub grounds: Vec<GroundLine>,
    /// The minutes.
    pub minutes: Told,
}

impl HearingRecord {
    pub(super) fn letter(&self, lang: Lang) -> Letter<'_> {
        let mut body = vec![Block::Facts { rows: self.rows(lang) }];
        body.push(Block::head(1, lang.pick("听证事项", "What it was about"), lang));
        body.push(GroundLine::table(&self.grounds, lang));
        let minutes = self.minutes.blocks(numbered(2, lang.pick("笔录", "Minutes"), lang), lang);
        if minutes.is_empty() {
            body.push(Block::head(2, lang.pick("笔录", "Minutes"), lang));
            body.push(Block::para(lang.pick("未附笔录。", "No minutes were kept with this entry.")));
        }
        body.extend(minutes);
        body.push(Block::head(3, lang.pick("签名", "Signatures"), lang));
        body.push(Block::para(
            lang.pick(
                "以上笔录经核对无误后签名：",
                "Signed after reading the minutes and finding them right:",
            ),
        ));
        let labels = lang.pick(
            ["主持人：", "记录人：", "当事人（或代理人）：", "日　期："],
            ["In the chair:", "Kept by:", "For the party:", "Date:"],
        );
        body.extend(labels.map(|label| Block::Written { label }));
        Letter {
            head: &self.head,
            title: lang.pick("听证笔录", "Record of the hearing").to_owned(),
            addressee: None,
            body,
            attachments: Vec::new(),
            note: None,
            copies: Vec::new(),
        }
    }

    fn rows(&self, lang: Lang) -> Vec<[String; 2]> {
        let row = |name: &str, value: String| [name.to_owned(), value];
        let codes: Vec<&str> = self.marks.iter().map(|mark| mark.code.as_str()).collect();
        let mut rows = vec![
            row(lang.pick("当事人", "Party"), self.firm.name.clone()),
            row(lang.pick("统一社会信用代码", "Social credit code"), self.firm.code.clone()),
            row(lang.pick("案号", "Proceeding"), self.proceeding.clone()),
            row(lang.pick("涉及的查验码", "Marks"), codes.join(lang.pick("、", ", "))),
        ];
        rows.extend(
            self.requested_on.map(|day| row(lang.pick("申请听证", "Asked for"), day_in_words(day, lang))),
        );
        rows.push(row(lang.pick("听证日期", "Held on"), day_in_words(self.held_on, lang)));
        rows
    }
}
