//! The notice before a sanction: what is intended, on which grounds, and until when the party may answer.

use policy::article::counted;
use policy::calendar::Day;

use super::Lang;
use super::day::day_in_words;
use super::letter::{Block, Letter, numbered};
use super::told::{Firm, GroundLine, Head, MarkOn, Told};

/// The notice before a sanction (clauses 9 to 11).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SanctionNotice {
    /// Who issues it, under which entry.
    pub head: Head,
    /// The maker.
    pub firm: Firm,
    /// The marks that may be revoked.
    pub marks: Vec<MarkOn>,
    /// The grounds.
    pub grounds: Vec<GroundLine>,
    /// The proceeding.
    pub proceeding: String,
    /// Last day for statement, defence and the request for a hearing, the paper being issued on its day.
    pub reply_by: Day,
    /// The working days that the party has.
    pub working_days: i16,
    /// What the federation wrote.
    pub words: Told,
}

impl SanctionNotice {
    pub(super) fn letter(&self, lang: Lang) -> Letter<'_> {
        let mut body = vec![Block::para(self.opening(lang))];
        body.push(Block::head(1, lang.pick("拟撤销的授权", "What may be revoked"), lang));
        for mark in &self.marks {
            body.push(Block::Facts { rows: mark.rows(lang) });
        }
        body.push(Block::head(2, lang.pick("事实和依据", "Facts and clauses"), lang));
        body.push(GroundLine::table(&self.grounds, lang));
        let words = self.words.blocks(numbered(3, lang.pick("说明", "Explanation"), lang), lang);
        let number = if words.is_empty() { 3 } else { 4 };
        body.extend(words);
        body.push(Block::head(number, lang.pick("你单位的权利", "Your rights"), lang));
        body.extend(self.rights(lang).into_iter().map(Block::para));
        Letter {
            head: &self.head,
            title: lang
                .pick("关于拟撤销品字标浙江制造授权的告知书", "Notice before revoking an authorisation")
                .to_owned(),
            addressee: Some(self.firm.name.clone()),
            body,
            attachments: Vec::new(),
            note: None,
            copies: Vec::new(),
        }
    }

    fn opening(&self, lang: Lang) -> String {
        let proceeding = &self.proceeding;
        match lang {
            Lang::Zh => format!(
                "经查，你单位存在下列情形。依据浙市监质〔2019〕6号文件，我会拟撤销相关授权（案号：{proceeding}）。\
                 在作出决定之前，现将事实、依据和你单位享有的权利告知如下。"
            ),
            Lang::En => format!(
                "The facts below have been found. Under document Zhe Shi Jian Zhi [2019] No. 6 we intend to revoke \
                 the authorisation concerned (proceeding {proceeding}). Nothing has been decided. Before it is, you \
                 are told the facts, the clauses and your rights."
            ),
        }
    }

    fn rights(&self, lang: Lang) -> Vec<String> {
        let mut rights = self.rights_in_law(lang);
        rights.extend(self.head.reached(lang).map(|_| {
            match lang {
                Lang::Zh => "（四）可在本平台提出，也可按文末地址书面提出。".to_owned(),
                Lang::En => {
                    "(d) Do so on the platform, or in writing to the address at the end of this letter."
                        .to_owned()
                }
            }
        }));
        rights
    }

    fn rights_in_law(&self, lang: Lang) -> Vec<String> {
        let (last, days) = (day_in_words(self.reply_by, lang), self.working_days);
        match lang {
            Lang::Zh => vec![
                format!(
                    "（一）有权陈述和申辩，提交证据。最后期限为{last}（含当日）：自送达之日起{days}个工作日；本告知书的签发晚于\
                     送达的，自签发之日起计算。"
                ),
                "（二）有权要求听证，期限同上；听证前不作决定。".to_owned(),
                "（三）逾期未提出的，视为放弃上述权利，我会将依查明的事实作出决定。不因陈述、申辩而加重处理。".to_owned(),
            ],
            Lang::En => vec![
                format!(
                    "(a) You may make a statement, defend yourself and bring evidence. The last day is {last}: \
                     {}, counted from the service of this notice, or from its issue where that is later.",
                    counted(days, "working days")
                ),
                "(b) You may ask for a hearing in the same time. Nothing is decided before it has been held.".to_owned(),
                "(c) If nothing comes by then, these rights are taken as given up and the case is decided on the facts \
                 found. Nobody is treated worse for having defended themselves."
                    .to_owned(),
            ],
        }
    }
}
