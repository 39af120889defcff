//! The offices that act: their kinds, and who acts in one. Who holds an office, from when to when, is data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::Words;

/// The kinds of office. Who holds one, from when to when, is data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OfficeKind {
    /// The brand federation, which alone authorises.
    Federation,
    /// The certification alliance.
    Alliance,
    /// A certification body.
    CertificationBody,
    /// A laboratory.
    Laboratory,
    /// The market regulator of the province.
    ProvinceBureau,
    /// A city's market bureau.
    CityBureau,
    /// A county's market bureau.
    CountyBureau,
    /// Finance.
    Finance,
    /// A maker, acting for itself.
    Maker,
    /// The administrator of the platform: offices and imports, no decisions.
    Administrator,
    /// An expert who sits on panels, by the number on the register.
    Expert,
    /// Anybody: whoever comments in public, without an account.
    Public,
}

impl OfficeKind {
    /// Every kind.
    pub const ALL: [OfficeKind; 12] = [
        OfficeKind::Federation,
        OfficeKind::Alliance,
        OfficeKind::CertificationBody,
        OfficeKind::Laboratory,
        OfficeKind::ProvinceBureau,
        OfficeKind::CityBureau,
        OfficeKind::CountyBureau,
        OfficeKind::Finance,
        OfficeKind::Maker,
        OfficeKind::Administrator,
        OfficeKind::Expert,
        OfficeKind::Public,
    ];

    /// In words.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            OfficeKind::Federation => Words { zh: "品牌建设联合会", en: "brand federation" },
            OfficeKind::Alliance => Words { zh: "认证联盟", en: "certification alliance" },
            OfficeKind::CertificationBody => Words { zh: "认证机构", en: "certification body" },
            OfficeKind::Laboratory => Words { zh: "检验检测机构", en: "laboratory" },
            OfficeKind::ProvinceBureau => {
                Words { zh: "省市场监管局", en: "market regulator of the province" }
            }
            OfficeKind::CityBureau => Words { zh: "市市场监管局", en: "city market bureau" },
            OfficeKind::CountyBureau => {
                Words { zh: "县（市、区）市场监管局", en: "county market bureau" }
            }
            OfficeKind::Finance => Words { zh: "财政部门", en: "finance department" },
            OfficeKind::Maker => Words { zh: "企业", en: "maker" },
            OfficeKind::Administrator => Words { zh: "平台管理员", en: "platform administrator" },
            OfficeKind::Expert => Words { zh: "评审专家", en: "expert" },
            OfficeKind::Public => Words { zh: "公众", en: "public" },
        }
    }
}

/// An office: its kind, and which one of that kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// What kind.
    pub kind: OfficeKind,
    /// Which one: a division code for bureaus, an identifier for bodies, laboratories and experts, a credit code
    /// for makers; absent where there is only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

impl Office {
    /// The only office of its kind.
    #[must_use]
    pub fn sole(kind: OfficeKind) -> Office {
        Office { kind, of: None }
    }

    /// One of several.
    #[must_use]
    pub fn of(kind: OfficeKind, of: impl Into<String>) -> Office {
        Office { kind, of: Some(of.into()) }
    }
}

/// Who acts: a person, in an office. The person is an identifier; names live outside the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The platform's identifier of the person.
    pub person: String,
    /// The office in which they act.
    pub office: Office,
}
