//! The fifteen clauses of the policy, so that every rule can cite one and nobody can cite a sixteenth.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Words for a reader, in both languages of the platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Said {
    /// Chinese, the language of record.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Said {
    /// Both wordings at once.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Said {
        Said { zh: zh.into(), en: en.into() }
    }
}

/// Words known when the program is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Words {
    /// Owned wording.
    #[must_use]
    pub fn said(self) -> Said {
        Said::new(self.zh, self.en)
    }
}

/// A clause of 浙市监质〔2019〕6号, 1 to 15.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "u8", into = "u8")]
pub struct Article(u8);

/// The number of clauses in the policy.
pub const LAST_ARTICLE: u8 = 15;

impl Article {
    /// A clause known when the program is written. A number outside 1–15 does not compile.
    #[must_use]
    pub const fn of(number: u8) -> Article {
        assert!(number >= 1 && number <= LAST_ARTICLE, "the policy has fifteen clauses");
        Article(number)
    }

    /// The number of the clause.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }

    /// What the clause is about, in a few words of ours.
    #[must_use]
    pub fn subject(self) -> Words {
        const SUBJECTS: [Words; 15] = [
            Words { zh: "品牌培育目标", en: "whom the brand cultivates" },
            Words { zh: "标准研制机制", en: "how standards are planned and drafted" },
            Words { zh: "关键性能指标对比表", en: "the comparison table of key indicators" },
            Words { zh: "标准实施责任", en: "duties of those who drafted a standard" },
            Words { zh: "认证采信", en: "one certification, several results" },
            Words { zh: "认证监督", en: "validity and surveillance of certificates" },
            Words { zh: "认证质量", en: "quality of certification" },
            Words { zh: "认证与授权", en: "certification and authorisation" },
            Words { zh: "自我声明", en: "self-declaration" },
            Words { zh: "对标抽检", en: "spot checks against the standard" },
            Words { zh: "自我声明抽查", en: "checks on self-declared products" },
            Words { zh: "标识管理", en: "use of the mark" },
            Words { zh: "绩效评价", en: "performance" },
            Words { zh: "财政激励", en: "subsidies" },
            Words { zh: "行为规范", en: "integrity" },
        ];
        let at = usize::from(self.0).saturating_sub(1);
        SUBJECTS.get(at).copied().unwrap_or(Words { zh: "", en: "" })
    }
}

impl TryFrom<u8> for Article {
    type Error = String;

    fn try_from(number: u8) -> Result<Article, String> {
        if (1..=LAST_ARTICLE).contains(&number) {
            Ok(Article(number))
        } else {
            Err(format!("`{number}` is not a clause: the policy has 1 to {LAST_ARTICLE}"))
        }
    }
}

impl From<Article> for u8 {
    fn from(article: Article) -> u8 {
        article.0
    }
}

/// A number with what it counts in English, which is given in the plural: `1 year`, `3 years`, `1 entry`.
#[must_use]
pub fn counted(value: impl std::fmt::Display, unit: &str) -> String {
    let value = value.to_string();
    if value != "1" {
        return format!("{value} {unit}");
    }
    match unit.strip_suffix("ies") {
        Some(stem) => format!("{value} {stem}y"),
        None => format!("{value} {}", unit.strip_suffix('s').unwrap_or(unit)),
    }
}
