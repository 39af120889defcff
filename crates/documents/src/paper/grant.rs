//! The letter of acceptance: the mark is granted, for what and until when, and what goes with it.

use policy::article::Said;
use policy::calendar::Day;

use super::Lang;
use super::day::day_in_words;
use super::letter::{Block, Letter};
use super::told::{Firm, Head, MarkOn, Told};

/// The letter that the mark is granted (clauses 8 and 9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// Who issues it, under which entry.
    pub head: Head,
    /// The maker.
    pub firm: Firm,
    /// The mark.
    pub mark: MarkOn,
    /// On what the grant rests.
    pub basis: Said,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// The federation's reasons.
    pub reasons: Told,
}

impl Acceptance {
    pub(super) fn letter(&self, lang: Lang) -> Letter<'_> {
        let mut body = vec![Block::para(self.opening(lang))];
        body.push(Block::head(1, lang.pick("授权内容", "What is granted"), lang));
        body.push(Block::Facts { rows: self.rows(lang) });
        body.push(Block::head(2, lang.pick("使用要求", "What goes with it"), lang));
        body.extend(duties(lang).into_iter().map(Block::para));
        let reasons = super::letter::numbered(3, lang.pick("办理说明", "Reasons"), lang);
        body.extend(self.reasons.blocks(reasons, lang));
        Letter {
            head: &self.head,
            title: match lang {
                Lang::Zh => "关于准予使用品字标标识的通知".to_owned(),
                Lang::En => "The Zhejiang Made quality mark is granted".to_owned(),
            },
            addressee: Some(self.firm.name.clone()),
            body,
            attachments: vec![lang.pick("品字标授权证书", "Certificate of authorisation").to_owned()],
            note: None,
            copies: Vec::new(),
        }
    }

    fn opening(&self, lang: Lang) -> String {
        let (product, standard) = (&self.mark.product, &self.mark.standard);
        match lang {
            Lang::Zh => format!(
                "经审查，你单位产品“{product}”符合浙市监质〔2019〕6号文件规定的授权条件（{}）。现准予在该产品上使用\
                 “品字标浙江制造”标识，执行标准为{standard}。有关事项通知如下。",
                self.basis.zh
            ),
            Lang::En => format!(
                "Your product “{product}” has been examined and meets the conditions of document Zhe Shi Jian Zhi \
                 [2019] No. 6 ({}). You may bear the Zhejiang Made quality mark on it, against standard {standard}, \
                 as follows.",
                self.basis.en
            ),
        }
    }

    fn rows(&self, lang: Lang) -> Vec<[String; 2]> {
        let mut rows = self.mark.rows(lang);
        let row = |name: &str, value: String| [name.to_owned(), value];
        rows.push(row(lang.pick("生效日期", "First day"), day_in_words(self.from, lang)));
        rows.push(row(lang.pick("截止日期", "Last day"), day_in_words(self.until, lang)));
        rows.push(row(lang.pick("统一社会信用代码", "Social credit code"), self.firm.code.clone()));
        rows
    }
}

fn duties(lang: Lang) -> [&'static str; 3] {
    lang.pick(
        [
            "（一）标识限用于上列产品、型号和期限；查验码印于产品或包装，公众扫码即可查询授权状态。",
            "（二）市场监管部门依第十条对照标准抽检。抽检不合格的，依程序约谈、跟踪抽检；再次不合格或有第十一条所列情形的，\
             在听取陈述、申辩后撤销授权。",
            "（三）授权所依据的证书失效的，授权随之终止；企业情况变化影响授权条件的，请及时告知。",
        ],
        [
            "(a) The mark is for the products, models and period above. Its code goes on the product or its package; \
             whoever scans it sees what the authorisation is worth that day.",
            "(b) The market bureaus sample products against the standard (clause 10). A failure leads to an interview \
             and a follow-up sample; a second one, or a ground of clause 11, leads to revocation after your statement \
             and defence have been heard.",
            "(c) If the certificate that the grant rests on ends, the authorisation ends with it. Please report any \
             change that touches the conditions.",
        ],
    )
}
