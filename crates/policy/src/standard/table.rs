//! (stand-in while the table is written in its own branch; never committed on main)
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
/// t
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ComparisonTable {}
