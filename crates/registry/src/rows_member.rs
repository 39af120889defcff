//! The rows of memberships of the federation: each bears the name and the place of its unit.

use policy::enterprise::facts::Membership;

use crate::act::written;
use crate::fault::Fault;
use crate::rows::{Making, Row, state};

/// The kind of the rows of memberships of the federation.
pub const MEMBERSHIP: &str = "membership";

impl Making<'_> {
    /// The row of a membership.
    pub(crate) fn membership(&self, membership: &Membership) -> Result<Row, Fault> {
        let state = state(membership.ended.is_some(), membership.annulled.is_some());
        let id = format!("{}/{}", self.enterprise, membership.id);
        Ok(self.row(MEMBERSHIP, &id, state, self.name.clone(), written(membership)?))
    }
}
