//! The record of a hearing: what it was about, what was said, and room for the signatures.

use policy::calendar::Day;

use super::Lang;
use super::day::day_in_words;
use super::letter::{Block, Letter, capitalised, numbered};
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
    /// Where it was held; `None` where the record does not say.
    pub place: Option<String>,
    /// Offices and organisations that attended beside the issuer and the party.
    pub attended: Vec<String>,
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
        body.push(Block::head(1, lang.pick("到场人员", "Who attended"), lang));
        body.push(Block::para(lang.pick(
            "（到场时手写填写；个人姓名不入账。）",
            "To be filled in by hand: names of persons are kept out of the ledger.",
        )));
        let present = lang.pick(
            [
                "主持人（姓名、职务）：",
                "记录人（姓名、职务）：",
                "当事人一方（姓名、身份）：",
                "其他人员（姓名、单位）：",
            ],
            [
                "In the chair (name, office):",
                "Minutes kept by (name, office):",
                "For the party (name, capacity):",
                "Others (name, organisation):",
            ],
        );
        body.extend(present.map(|label| Block::Written { label }));
        body.push(Block::head(2, lang.pick("听证事项", "What it was about"), lang));
        body.push(GroundLine::table(&self.grounds, lang));
        let minutes = self.minutes.blocks(numbered(3, lang.pick("笔录", "Minutes"), lang), lang);
        if minutes.is_empty() {
            body.push(Block::head(3, lang.pick("笔录", "Minutes"), lang));
            body.push(Block::para(lang.pick("未附笔录。", "No minutes were kept with this entry.")));
        }
        body.extend(minutes);
        body.push(Block::head(4, lang.pick("签名", "Signatures"), lang));
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
        rows.extend(self.place.iter().map(|place| row(lang.pick("听证地点", "Held at"), place.clone())));
        let chair = self.head.issuer(lang);
        rows.push(row(
            lang.pick("主持单位", "In the chair"),
            match lang {
                Lang::Zh => chair.to_owned(),
                Lang::En => capitalised(chair),
            },
        ));
        if !self.attended.is_empty() {
            rows.push(row(
                lang.pick("其他出席单位", "Also attended"),
                self.attended.join(lang.pick("、", ", ")),
            ));
        }
        rows
    }
}
