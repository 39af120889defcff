//! The certificate of authorisation: one page, with the code of the mark and the page behind it.

use policy::article::Said;
use policy::calendar::Day;
use serde_json::json;

use super::day::day_in_words;
use super::form::{Form, Template};
use super::letter::capitalised;
use super::told::{Firm, Head, MarkOn};
use super::{Kind, Lang};

/// The certificate of authorisation (clauses 8 and 9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
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
}

impl Certificate {
    pub(super) fn form(&self, kind: Kind, lang: Lang) -> Form {
        let url = &self.head.public_url;
        let address = format!("{url}/v/{}", self.mark.code);
        let issuer = self.head.issuer(lang);
        let data = json!({
            "subtitle": lang.pick("品字标浙江制造", "Zhejiang Made quality mark · 品字标浙江制造"),
            "opening": self.opening(lang),
            "rows": self.rows(lang),
            "code": self.mark.code,
            "issuer": match lang { Lang::Zh => issuer.to_owned(), Lang::En => capitalised(issuer) },
            "scan": lang.pick(
                "扫描左侧二维码，查询本授权今日的状态。证书所载为颁发时的情况，状态以查询结果为准。",
                "Scan the code to see what this authorisation is worth today. The certificate tells the state on \
                 the day of issue; the page behind the code is what counts.",
            ),
        });
        let title = lang.pick("品字标授权证书", "Certificate of Authorisation");
        Form::new((Template::Certificate, kind, lang), &self.head, (title, address), data)
    }

    fn opening(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => {
                "兹依据浙市监质〔2019〕6号文件，准予下列企业在所列产品上使用“品字标浙江制造”标识。".to_owned()
            }
            Lang::En => {
                "Under document Zhe Shi Jian Zhi [2019] No. 6, the enterprise named below may bear the \
                         Zhejiang Made quality mark on the products listed."
                    .to_owned()
            }
        }
    }

    fn rows(&self, lang: Lang) -> Vec<[String; 2]> {
        let period = match lang {
            Lang::Zh => format!("{}至{}", day_in_words(self.from, lang), day_in_words(self.until, lang)),
            Lang::En => format!("{} to {}", day_in_words(self.from, lang), day_in_words(self.until, lang)),
        };
        let row = |name: &str, value: &str| [name.to_owned(), value.to_owned()];
        vec![
            row(lang.pick("企业名称", "Enterprise"), &self.firm.name),
            row(lang.pick("统一社会信用代码", "Social credit code"), &self.firm.code),
            row(lang.pick("产品", "Product"), &self.mark.product),
            row(lang.pick("型号", "Models"), &self.mark.models(lang)),
            row(lang.pick("执行标准", "Standard"), &self.mark.standard),
            row(lang.pick("授权依据", "Basis"), lang.pick(&self.basis.zh, &self.basis.en)),
            row(lang.pick("有效期", "Period of validity"), &period),
            row(lang.pick("文件编号", "Number"), &self.head.number(lang)),
        ]
    }
}
