//! The decision that corrects a revocation: the mark stands again.

use policy::calendar::Day;

use super::Lang;
use super::day::day_in_words;
use super::letter::{Block, Letter, numbered};
use super::told::{Firm, Head, MarkOn, Told};

/// The decision of correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Who issues it, under which entry.
    pub head: Head,
    /// The maker.
    pub firm: Firm,
    /// The mark.
    pub mark: MarkOn,
    /// The day from which the revocation took the mark away.
    pub revoked_on: Day,
    /// The entry of the revocation, where it is known.
    pub revoked_by: Option<u64>,
    /// The day from which the mark stands again.
    pub from: Day,
    /// The last day of the authorisation.
    pub until: Day,
    /// The federation's reasons.
    pub reasons: Told,
}

impl Correction {
    pub(super) fn letter(&self, lang: Lang) -> Letter<'_> {
        let mut body = vec![Block::para(self.opening(lang))];
        body.push(Block::Facts { rows: self.mark.rows(lang) });
        let reasons = self.reasons.blocks(numbered(1, lang.pick("理由", "Reasons"), lang), lang);
        let number = if reasons.is_empty() { 1 } else { 2 };
        body.extend(reasons);
        body.push(Block::head(number, lang.pick("决定", "Decision"), lang));
        body.push(Block::para(self.decision(lang)));
        Letter {
            head: &self.head,
            title: lang.pick("关于更正撤销品字标浙江制造授权的决定", "Correction of a revocation").to_owned(),
            addressee: Some(self.firm.name.clone()),
            body,
            attachments: Vec::new(),
            note: None,
            copies: Vec::new(),
        }
    }

    fn opening(&self, lang: Lang) -> String {
        let day = day_in_words(self.revoked_on, lang);
        match lang {
            Lang::Zh => {
                let by = self.revoked_by.map(|entry| format!("（账目第{entry}条）")).unwrap_or_default();
                format!("我会曾决定自{day}起撤销你单位的下列授权{by}。经复查，该撤销应予更正。")
            }
            Lang::En => {
                let by = self.revoked_by.map(|entry| format!(" (ledger entry {entry})")).unwrap_or_default();
                format!(
                    "We revoked the authorisation below with effect from {day}{by}. On review, that revocation is \
                     to be corrected."
                )
            }
        }
    }

    fn decision(&self, lang: Lang) -> String {
        let (code, from) = (&self.mark.code, day_in_words(self.from, lang));
        let (revoked, until) = (day_in_words(self.revoked_on, lang), day_in_words(self.until, lang));
        match lang {
            Lang::Zh => format!(
                "自{from}起恢复查验码{code}的授权，有效期至{until}不变；因该撤销而计入的抽检不合格不再视为已用。\
                 原撤销决定及本更正决定均保留在账，{revoked}至{from}期间的状态仍可查询。"
            ),
            Lang::En => format!(
                "From {from} the authorisation with the code {code} stands again; its last day remains {until}. Failed \
                 checks that the revocation had used up count as unused. Both decisions stay in the ledger, and what \
                 the mark was worth between {revoked} and {from} can still be looked up."
            ),
        }
    }
}
