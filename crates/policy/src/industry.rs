//! The industry of an enterprise: its code in the industry classification of the national economy (GB/T 4754-2017,
//! 国民经济行业分类), section C. The 31 divisions of manufacturing have their names here; the groups and classes below
//! them are taken by their digits and not looked up. Other sections are refused: the mark is for goods that are made.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::article::Words;
use crate::writing::{clip, fold_tight};

const fn division(code: &'static str, zh: &'static str, en: &'static str) -> (&'static str, Words) {
    (code, Words { zh, en })
}

/// The divisions of manufacturing, by code: two digits and the name.
pub const DIVISIONS: [(&str, Words); 31] = [
    division("13", "农副食品加工业", "Processing of agricultural food products"),
    division("14", "食品制造业", "Food products"),
    division("15", "酒、饮料和精制茶制造业", "Alcoholic drinks, beverages and refined tea"),
    division("16", "烟草制品业", "Tobacco products"),
    division("17", "纺织业", "Textiles"),
    division("18", "纺织服装、服饰业", "Clothing and accessories"),
    division("19", "皮革、毛皮、羽毛及其制品和制鞋业", "Leather, fur, feathers, their products and footwear"),
    division(
        "20",
        "木材加工和木、竹、藤、棕、草制品业",
        "Wood processing; products of wood, bamboo, rattan, palm and straw",
    ),
    division("21", "家具制造业", "Furniture"),
    division("22", "造纸和纸制品业", "Paper and paper products"),
    division("23", "印刷和记录媒介复制业", "Printing and reproduction of recorded media"),
    division(
        "24",
        "文教、工美、体育和娱乐用品制造业",
        "Articles for culture, education, arts and crafts, sport and entertainment",
    ),
    division("25", "石油、煤炭及其他燃料加工业", "Processing of petroleum, coal and other fuels"),
    division("26", "化学原料和化学制品制造业", "Chemical raw materials and chemical products"),
    division("27", "医药制造业", "Medicines"),
    division("28", "化学纤维制造业", "Chemical fibres"),
    division("29", "橡胶和塑料制品业", "Rubber and plastic products"),
    division("30", "非金属矿物制品业", "Non-metallic mineral products"),
    division("31", "黑色金属冶炼和压延加工业", "Smelting and rolling of ferrous metals"),
    division("32", "有色金属冶炼和压延加工业", "Smelting and rolling of non-ferrous metals"),
    division("33", "金属制品业", "Metal products"),
    division("34", "通用设备制造业", "General-purpose equipment"),
    division("35", "专用设备制造业", "Special-purpose equipment"),
    division("36", "汽车制造业", "Motor vehicles"),
    division(
        "37",
        "铁路、船舶、航空航天和其他运输设备制造业",
        "Railway, ship, aerospace and other transport equipment",
    ),
    division("38", "电气机械和器材制造业", "Electrical machinery and apparatus"),
    division(
        "39",
        "计算机、通信和其他电子设备制造业",
        "Computers, communication and other electronic equipment",
    ),
    division("40", "仪器仪表制造业", "Measuring instruments"),
    division("41", "其他制造业", "Other manufacturing"),
    division("42", "废弃资源综合利用业", "Use of waste resources"),
    division("43", "金属制品、机械和设备修理业", "Repair of metal products, machinery and equipment"),
];

/// The name of the division that a code stands for or lies in, by its first two digits; `None` for no division of
/// manufacturing.
#[must_use]
pub fn division_name(code: &str) -> Option<Words> {
    let division = code.get(..2)?;
    DIVISIONS.iter().find(|(known, _)| *known == division).map(|(_, name)| *name)
}

/// A code of section C: a division (two digits), or a group (three) or class (four) below one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Industry(String);

impl Industry {
    /// Reads a code; the letter of the section may stand before it.
    ///
    /// # Errors
    /// If it has not two to four digits, or lies in no division of manufacturing.
    pub fn parse(text: &str) -> Result<Industry, IndustryFault> {
        let written = fold_tight(text);
        let digits = written.strip_prefix(['C', 'c']).unwrap_or(&written);
        if !(2..=4).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(IndustryFault::Shape { found: clip(&written) });
        }
        match division_name(digits) {
            Some(_) => Ok(Industry(digits.to_owned())),
            None => Err(IndustryFault::Division { found: digits.to_owned() }),
        }
    }

    /// Reads a code, or the Chinese name of a division as people write it in a table.
    ///
    /// # Errors
    /// As [`Industry::parse`].
    pub fn of_text(text: &str) -> Result<Industry, IndustryFault> {
        let written = fold_tight(text);
        let named = DIVISIONS.iter().find(|(_, name)| fold_tight(name.zh) == written);
        named.map_or_else(|| Industry::parse(text), |(code, _)| Ok(Industry((*code).to_owned())))
    }

    /// The code: two to four digits.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }

    /// The division it lies in: two digits.
    #[must_use]
    pub fn division(&self) -> &str {
        self.0.get(..2).unwrap_or(&self.0)
    }

    /// Whether another is the same or lies in it.
    #[must_use]
    pub fn contains(&self, other: &Industry) -> bool {
        other.0.starts_with(&self.0)
    }
}

/// Why a text is no code of an industry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IndustryFault {
    /// Not two to four digits.
    #[error(
        "`{found}` is no code of the industry classification (GB/T 4754): two to four digits, such as 38 or 3854"
    )]
    Shape {
        /// What was written.
        found: String,
    },
    /// Digits of no division of manufacturing.
    #[error("`{found}` lies in no division of manufacturing: GB/T 4754-2017 has 13 to 43 in section C")]
    Division {
        /// What was written.
        found: String,
    },
}

impl IndustryFault {
    /// The same sentence in Chinese ([`fmt::Display`] gives the English).
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            IndustryFault::Shape { found } => {
                format!("“{found}”不是国民经济行业分类（GB/T 4754）代码：应为2至4位数字，如38或3854")
            }
            IndustryFault::Division { found } => {
                format!("“{found}”不属于制造业：GB/T 4754—2017制造业（C门类）大类为13至43")
            }
        }
    }
}

impl fmt::Display for Industry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl TryFrom<String> for Industry {
    type Error = IndustryFault;
    fn try_from(text: String) -> Result<Industry, IndustryFault> {
        Industry::parse(&text)
    }
}

impl From<Industry> for String {
    fn from(industry: Industry) -> String {
        industry.0
    }
}

impl JsonSchema for Industry {
    fn schema_name() -> Cow<'static, str> {
        "Industry".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "industry (GB/T 4754-2017, section C): a division of manufacturing, 13 to 43, or a group or class below one",
            "pattern": "^(1[3-9]|[23][0-9]|4[0-3])[0-9]{0,2}$",
            "examples": ["38", "3854"],
        })
    }
}
