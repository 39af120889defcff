//! The letter of refusal: which conditions are not met, by which clause, what would change it, and how to ask for
//! a review.

use policy::calendar::Day;

use super::Lang;
use super::day::day_in_words;
use super::letter::{Block, Letter, numbered};
use super::told::{Firm, GroundLine, Head, Told, models};

/// The letter that a self-declaration is refused (clause 9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Who issues it, under which entry.
    pub head: Head,
    /// The maker.
    pub firm: Firm,
    /// Name of the declared product.
    pub product: String,
    /// Declared models; empty means all.
    pub models: Vec<String>,
    /// Number of the standard, with year.
    pub standard: String,
    /// The day the declaration was filed.
    pub filed_on: Day,
    /// Conditions that are not met: the facts each rests on, and what would turn it.
    pub grounds: Vec<GroundLine>,
    /// Conditions that could not be told: what is missing, and from whom.
    pub unknown: Vec<GroundLine>,
    /// The federation's reasons.
    pub reasons: Told,
}

impl Refusal {
    pub(super) fn letter(&self, lang: Lang) -> Letter<'_> {
        let mut body = vec![Block::para(self.opening(lang))];
        let mut number = 1;
        let not_met = lang.pick(
            ("不符合的条件", "查明的情况及如何改变"),
            ("Conditions that are not met", "What was found, and what would turn it"),
        );
        let unknown = lang.pick(
            ("无法判断的条件", "缺少的资料及由谁提供"),
            ("Conditions that cannot be told", "What is missing, and from whom"),
        );
        for ((heading, third), lines) in [(not_met, &self.grounds), (unknown, &self.unknown)] {
            if !lines.is_empty() {
                body.push(Block::head(number, heading, lang));
                body.push(GroundLine::table_of(lines, third, lang));
                number += 1;
            }
        }
        let reasons = self
            .reasons
            .blocks(numbered(number, lang.pick("理由说明", "Reasons of the federation"), lang), lang);
        number += usize::from(!reasons.is_empty());
        body.extend(reasons);
        body.push(Block::head(
            number,
            lang.pick("如何申请复核或重新申报", "How to ask for a review, or file again"),
            lang,
        ));
        body.extend(ways(lang).into_iter().map(Block::para));
        Letter {
            head: &self.head,
            title: lang
                .pick("关于不予使用品字标标识的通知", "The Zhejiang Made quality mark is not granted")
                .to_owned(),
            addressee: Some(self.firm.name.clone()),
            body,
            attachments: Vec::new(),
            note: None,
            copies: Vec::new(),
        }
    }

    fn opening(&self, lang: Lang) -> String {
        let (product, standard) = (&self.product, &self.standard);
        let (models, filed) = (models(&self.models, lang), day_in_words(self.filed_on, lang));
        match lang {
            Lang::Zh => format!(
                "你单位于{filed}就产品“{product}”（型号：{models}；执行标准：{standard}）提交的自我声明收悉。经审查，\
                 截至申报之日不符合浙市监质〔2019〕6号文件规定的条件，现决定不予授权。"
            ),
            Lang::En => format!(
                "We received your self-declaration of {filed} for the product “{product}” (models: {models}; \
                 standard: {standard}). On the day of filing it did not meet the conditions of document Zhe Shi \
                 Jian Zhi [2019] No. 6, and the mark is not granted."
            ),
        }
    }
}

fn ways(lang: Lang) -> [&'static str; 3] {
    lang.pick(
        [
            "（一）对本决定有异议的，可凭本通知文号书面向我会申请复核，写明异议的条件及证据；文件未规定复核期限。",
            "（二）所依据的处罚、名录等记录经复议、诉讼或更正被撤销的，我会将主动复查并告知你单位。",
            "（三）条件具备后可随时重新申报。哪些条件何时可能具备，可在平台“我的产品”中查看。",
        ],
        [
            "(a) If you disagree, write to us under the number of this letter and say which condition and on what \
             evidence. The document sets no last day for it.",
            "(b) If a penalty, listing or other record that this rests on is set aside on review, by a court or as an \
             error, we take the case up again ourselves and tell you.",
            "(c) You may file again at any time once the conditions are met. The platform shows for each condition \
             what would turn it, and on which day.",
        ],
    )
}
