//! What facts about an enterprise are told apart by: the classifications that their fields hold.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::Words;

/// Whether an act was found to be about product quality (clause 9): a classification made by an officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Classification {
    /// For quality.
    Quality,
    /// For something else.
    Other,
    /// Nobody has classified it yet: rules cannot tell.
    Unclassified,
}

/// The three management systems of clause 9 route (ii).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ManagementSystem {
    /// Quality (GB/T 19001).
    Quality,
    /// Environment (GB/T 24001).
    Environment,
    /// Occupational health and safety (GB/T 45001).
    OccupationalHealth,
}

impl ManagementSystem {
    /// In words.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            ManagementSystem::Quality => Words { zh: "质量管理体系", en: "quality management" },
            ManagementSystem::Environment => {
                Words { zh: "环境管理体系", en: "environmental management" }
            }
            ManagementSystem::OccupationalHealth => {
                Words { zh: "职业健康安全管理体系", en: "occupational health and safety" }
            }
        }
    }
}

/// Who gave an award.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AwardLevel {
    /// Below county level (a township, a development zone without county rank).
    BelowCounty,
    /// County level.
    County,
    /// City level.
    City,
    /// Province level.
    Province,
    /// National level.
    National,
}

/// What a breach was of (clause 11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BreachOf {
    /// The brand service standard (C standard) was not kept.
    ServiceStandard,
    /// The product otherwise does not meet the standard, found by other means than a spot check.
    ProductStandard,
}
