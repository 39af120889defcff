//! What several papers tell: who issues them under which entry, about whom, on what grounds, and the words of a
//! person, which live outside the ledger (decision 0003).

use policy::article::Said;
use policy::calendar::Day;

use super::letter::Block;
use super::{ENGINE, Kind, Lang};

/// Who issues a paper, under which entry of the ledger, on which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The office that issues it, in words.
    pub issuer: Said,
    /// Where the issuer is reached, in one line; `None` where the record names no organisation.
    pub reached: Option<Said>,
    /// The entry of the ledger that it is made from; its number is the number of the paper.
    pub entry: u64,
    /// The day of the decision.
    pub on: Day,
    /// The day on which the paper is issued, which the imprint of a letter tells.
    pub issued_on: Day,
    /// Whether the record is a demonstration: every paper then says so.
    pub is_demo: bool,
    /// Whether it is only looked at before it is issued: the paper then says so, and no check will know it.
    pub is_preview: bool,
    /// The address of the platform, without a slash at the end.
    pub public_url: String,
    /// The official picture of the mark, a PNG, for papers that show it; `None` where there was none: they show a stand-in.
    pub emblem: Option<Vec<u8>>,
}

impl Head {
    /// The issuer in one language.
    pub(super) fn issuer(&self, lang: Lang) -> &str {
        lang.pick(&self.issuer.zh, &self.issuer.en)
    }

    /// Where the issuer is reached, in one language.
    pub(super) fn reached(&self, lang: Lang) -> Option<&str> {
        self.reached.as_ref().map(|said| lang.pick(said.zh.as_str(), said.en.as_str()))
    }

    /// The number of the paper: year and entry.
    pub(super) fn number(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("品字标〔{}〕{}号", self.on.year(), self.entry),
            Lang::En => format!("Pinzibiao [{}] No. {}", self.on.year(), self.entry),
        }
    }

    /// The line by which anybody can check it.
    pub(super) fn record(&self, kind: Kind, lang: Lang) -> String {
        let (entry, url, words) = (self.entry, &self.public_url, lang.of(kind.words()));
        match lang {
            Lang::Zh => {
                format!("{words} · 依账目第{entry}条生成 · 核验本文件：{url}/papers/check · {ENGINE}")
            }
            Lang::En => {
                format!(
                    "{words} · made from ledger entry {entry} · check this file: {url}/papers/check · {ENGINE}"
                )
            }
        }
    }
}

/// The enterprise a paper is addressed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firm {
    /// Registered name.
    pub name: String,
    /// Unified social credit code.
    pub code: String,
}

/// A mark that a paper speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkOn {
    /// Its public code.
    pub code: String,
    /// Name of the product.
    pub product: String,
    /// Models; empty means all of the product.
    pub models: Vec<String>,
    /// Number of the standard, with year.
    pub standard: String,
}

impl MarkOn {
    /// The models in words.
    pub(super) fn models(&self, lang: Lang) -> String {
        models(&self.models, lang)
    }

    /// Rows of a table about it.
    pub(super) fn rows(&self, lang: Lang) -> Vec<[String; 2]> {
        vec![
            [lang.pick("查验码", "Code of the mark").to_owned(), self.code.clone()],
            [lang.pick("产品", "Product").to_owned(), self.product.clone()],
            [lang.pick("型号", "Models").to_owned(), self.models(lang)],
            [lang.pick("执行标准", "Standard").to_owned(), self.standard.clone()],
        ]
    }
}

/// Whether a text is written with Han characters.
pub(super) fn has_han(text: &str) -> bool {
    text.chars().any(|c| matches!(u32::from(c), 0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff))
}

/// Models in words.
pub(super) fn models(models: &[String], lang: Lang) -> String {
    if models.is_empty() {
        lang.pick("该产品全部型号", "every model of the product").to_owned()
    } else {
        models.join(lang.pick("、", ", "))
    }
}

/// A ground, with the clause it stands on and the record it was found in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroundLine {
    /// Clauses of 浙市监质〔2019〕6号.
    pub clauses: Vec<u8>,
    /// What the matter is, as a sentence.
    pub says: Said,
    /// What was found, with its record.
    pub found: Said,
}

impl GroundLine {
    fn row(&self, lang: Lang) -> Vec<String> {
        let clauses: Vec<String> = match lang {
            Lang::Zh => self.clauses.iter().map(|clause| format!("第{clause}条")).collect(),
            Lang::En => self.clauses.iter().map(|clause| format!("cl. {clause}")).collect(),
        };
        vec![
            clauses.join(lang.pick("、", ", ")),
            lang.pick(&self.says.zh, &self.says.en).clone(),
            lang.pick(&self.found.zh, &self.found.en).clone(),
        ]
    }

    /// A table of grounds.
    pub(super) fn table(grounds: &[GroundLine], lang: Lang) -> Block {
        GroundLine::table_of(grounds, lang.pick("查明的情况", "What was found"), lang)
    }

    /// The same, with another head over what is told of each.
    pub(super) fn table_of(grounds: &[GroundLine], third: &'static str, lang: Lang) -> Block {
        Block::Grounds {
            head: match lang {
                Lang::Zh => ["条款", "情形", third],
                Lang::En => ["Clause", "Ground", third],
            },
            rows: grounds.iter().map(|ground| ground.row(lang)).collect(),
        }
    }
}

/// The words of a person that go with an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Nothing was written.
    Nothing,
    /// The text, for the parties.
    Text(String),
    /// The copy for the public: only the digest that the ledger keeps.
    Withheld(String),
    /// It was erased; the digest stays.
    Erased(String),
}

impl Told {
    /// Paragraphs under a heading, or none.
    pub(super) fn blocks(&self, heading: String, lang: Lang) -> Vec<Block> {
        let mut blocks = vec![Block::Head { text: heading }];
        match self {
            Told::Nothing => return Vec::new(),
            Told::Text(text) => {
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                // An original stands as it was written: a translation would be no words of the federation.
                if lang == Lang::En && has_han(text) {
                    blocks.push(Block::para("Written in Chinese, the language of record. The original reads:"));
                    blocks.push(Block::Original { lines: lines.map(str::to_owned).collect() });
                } else {
                    blocks.extend(lines.map(Block::para));
                }
            }
            Told::Withheld(digest) => blocks.push(Block::para(match lang {
                Lang::Zh => format!("本件为公开副本，不载文字说明；其摘要（SHA-256，加盐）已入账：{digest}。"),
                Lang::En => format!(
                    "This copy is for the public and leaves the written words out; the ledger keeps their salted \
                     SHA-256 digest: {digest}."
                ),
            })),
            Told::Erased(digest) => blocks.push(Block::para(match lang {
                Lang::Zh => format!("文字说明已依法删除；其摘要（SHA-256，加盐）仍在账中：{digest}。"),
                Lang::En => format!(
                    "The written words have been erased; their salted SHA-256 digest remains in the ledger: {digest}."
                ),
            })),
        }
        blocks
    }
}
