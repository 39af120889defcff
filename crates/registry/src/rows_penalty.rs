//! The rows of penalties: those that are not said to be for quality or for something else wait for the bureau that can say it.

use policy::enterprise::facts::{Classification, Penalty};

use crate::act::written;
use crate::fault::Fault;
use crate::rows::{Making, Row, state};

/// The kind of the rows of penalties.
pub const PENALTY: &str = "penalty";
/// The state of one of which conditions cannot be told: what it is for is not said, or of one for quality its products are not.
pub const UNCLASSIFIED: &str = "unclassified";

impl Making<'_> {
    /// The row of a penalty.
    pub(crate) fn penalty(&self, penalty: &Penalty) -> Result<Row, Fault> {
        let is_open = match penalty.classification {
            Classification::Unclassified => true,
            Classification::Quality => penalty.products.is_none(),
            Classification::Other => false,
        };
        let state = match state(penalty.ended.is_some(), penalty.annulled.is_some()) {
            "in_force" if is_open => UNCLASSIFIED,
            other => other,
        };
        let id = format!("{}/{}", self.enterprise, penalty.id);
        Ok(self.row(PENALTY, &id, state, self.name.clone(), written(penalty)?))
    }
}
