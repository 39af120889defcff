//! The decision to revoke an authorisation: grounds, the way it was reached, the consequence, and what can be done
//! against it.

use policy::calendar::Day;

use super::Lang;
use super::day::day_in_words;
use super::letter::{Block, Letter, numbered};
use super::told::{Firm, GroundLine, Head, MarkOn, Told};

/// How the decision was reached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Procedure {
    /// The day notice was served.
    pub notice_on: Option<Day>,
    /// The last day to answer it.
    pub reply_by: Option<Day>,
    /// The day a statement came.
    pub stated_on: Option<Day>,
    /// The day of the hearing.
    pub heard_on: Option<Day>,
}

/// The decision to revoke (clauses 9 to 11).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revocation {
    /// Who issues it, under which entry.
    pub head: Head,
    /// The maker.
    pub firm: Firm,
    /// The mark.
    pub mark: MarkOn,
    /// The proceeding.
    pub proceeding: String,
    /// The grounds.
    pub grounds: Vec<GroundLine>,
    /// How it was reached.
    pub procedure: Procedure,
    /// First day without the mark.
    pub from: Day,
    /// Whether the models are lost with it (reading 0006).
    pub loses_models: bool,
    /// The federation's reasons.
    pub reasons: Told,
}

impl Revocation {
    pub(super) fn letter(&self, lang: Lang) -> Letter<'_> {
        let mut body = vec![Block::para(self.opening(lang))];
        body.push(Block::Facts { rows: self.mark.rows(lang) });
        body.push(Block::head(1, lang.pick("事实和依据", "Facts and clauses"), lang));
        body.push(GroundLine::table(&self.grounds, lang));
        body.push(Block::para(self.procedure.words(lang)));
        let reasons = self.reasons.blocks(numbered(2, lang.pick("理由", "Reasons"), lang), lang);
        let number = if reasons.is_empty() { 2 } else { 3 };
        body.extend(reasons);
        body.push(Block::head(number, lang.pick("决定", "Decision"), lang));
        body.push(Block::para(self.decision(lang)));
        body.push(Block::head(number + 1, lang.pick("异议", "What can be done against it"), lang));
        body.push(Block::para(remedies(lang)));
        Letter {
            head: &self.head,
            title: lang
                .pick("关于撤销品字标浙江制造授权的决定", "Decision to revoke an authorisation")
                .to_owned(),
            addressee: Some(self.firm.name.clone()),
            body,
            attachments: Vec::new(),
            note: None,
            copies: Vec::new(),
        }
    }

    fn opening(&self, lang: Lang) -> String {
        let (name, code, proceeding) = (&self.firm.name, &self.firm.code, &self.proceeding);
        match lang {
            Lang::Zh => {
                format!("当事人：{name}（统一社会信用代码：{code}）。案号：{proceeding}。涉及的授权如下。")
            }
            Lang::En => format!(
                "The party is {name} (social credit code {code}). In proceeding {proceeding} notice has been given, \
                 the time to answer has been kept, and the case is ready for decision. It is about this authorisation."
            ),
        }
    }

    fn decision(&self, lang: Lang) -> String {
        let (code, from) = (&self.mark.code, day_in_words(self.from, lang));
        match lang {
            Lang::Zh => format!(
                "撤销查验码{code}的授权，自{from}起不得再在该产品上使用“品字标浙江制造”标识。{}本决定向社会公布。",
                if self.loses_models {
                    "所列型号不得再以自我声明方式申报。"
                } else {
                    "所列型号在条件具备后可重新申报。"
                }
            ),
            Lang::En => format!(
                "The authorisation with the code {code} is revoked. From {from} the product must not bear the Zhejiang \
                 Made quality mark. {} This decision is published.",
                if self.loses_models {
                    "The models listed cannot be declared again."
                } else {
                    "The models listed may be declared again once the conditions are met."
                }
            ),
        }
    }
}

impl Procedure {
    fn words(&self, lang: Lang) -> String {
        let mut parts = Vec::new();
        let mut add = |day: Option<Day>, zh: &dyn Fn(String) -> String, en: &dyn Fn(String) -> String| {
            if let Some(day) = day {
                let day = day_in_words(day, lang);
                parts.push(match lang {
                    Lang::Zh => zh(day),
                    Lang::En => en(day),
                });
            }
        };
        add(self.notice_on, &|day| format!("{day}送达告知书"), &|day| {
            format!("notice was served on {day}")
        });
        add(self.reply_by, &|day| format!("答复期限至{day}"), &|day| {
            format!("an answer was possible until {day}")
        });
        add(self.stated_on, &|day| format!("{day}收到陈述申辩"), &|day| {
            format!("a statement came on {day}")
        });
        add(self.heard_on, &|day| format!("{day}举行听证"), &|day| {
            format!("a hearing was held on {day}")
        });
        match lang {
            Lang::Zh if parts.is_empty() => "程序记录见账目。".to_owned(),
            Lang::En if parts.is_empty() => "The steps are in the ledger.".to_owned(),
            Lang::Zh => format!("过程：{}。", parts.join("，")),
            Lang::En => format!("How it was reached: {}.", parts.join("; ")),
        }
    }
}

fn remedies(lang: Lang) -> &'static str {
    lang.pick(
        "对本决定有异议的，可凭文号书面向我会提出；所依据的记录被撤销的，我会主动复查，有误即更正。\
         法律规定的其他途径不受影响。",
        "If you disagree, write to us under the number of this decision and bring your evidence. If a record that it \
         rests on is set aside, we take the case up again ourselves. A mistake is put right by a decision of its own, \
         and the mark stands again from that day. Any other remedy that the law gives you remains open.",
    )
}
