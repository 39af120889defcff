//! A command: an act, and for which enterprise, on which day and under which key it is asked for, so that a repeated
//! command is one act.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::enterprise::credit_code::CreditCode;

pub use crate::act::Act;
pub use crate::act_kind::ActKind;
pub use crate::text::Text;

/// A command: who acts is said beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// Idempotency key, 1 to 100 characters: the same key is the same act, done once.
    pub key: String,
    /// The enterprise it is about; absent for acts about the scheme or a standard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise: Option<CreditCode>,
    /// The day it happened. Never later than the day it is entered.
    pub on: Day,
    /// What is asked.
    pub act: Act,
}
