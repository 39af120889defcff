//! The comparison tables that come beside editions.

use std::collections::BTreeMap;

use policy::standard::number::EditionNumber;
use policy::standard::table::ComparisonTable;

/// Tables by edition.
#[derive(Debug, Default)]
pub struct Tables {
    by_edition: BTreeMap<EditionNumber, ComparisonTable>,
}

impl Tables {
    /// The table of an edition, if one came.
    #[must_use]
    pub fn of(&self, edition: &EditionNumber) -> Option<ComparisonTable> {
        self.by_edition.get(edition).cloned()
    }
}
