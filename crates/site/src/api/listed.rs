//! How programs ask for a list: as its page is asked, and for so many rows a page.

use serde::Deserialize;

use crate::public::filter::Filter;

/// How a list is asked for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Listed {
    #[serde(default)]
    pub(super) q: String,
    #[serde(default)]
    pub(super) state: String,
    #[serde(default)]
    pub(super) region: String,
    #[serde(default)]
    pub(super) industry: String,
    /// Of decisions: one, the kind of work, what it came to, and the first and the last month.
    #[serde(default)]
    pub(super) id: String,
    #[serde(default)]
    pub(super) work: String,
    #[serde(default)]
    pub(super) outcome: String,
    #[serde(default)]
    pub(super) from: String,
    #[serde(default)]
    pub(super) to: String,
    #[serde(default)]
    pub(super) sort: String,
    #[serde(default)]
    pub(super) after: String,
    #[serde(default)]
    pub(super) as_of: String,
    #[serde(default)]
    pub(super) as_known_on: String,
    pub(super) limit: Option<usize>,
}

impl Listed {
    /// As the page of the register reads its own address.
    pub(super) fn filter(self) -> Filter {
        let Listed { q, state, region, industry, id, work, outcome, from, to, sort, after, .. } = self;
        let Listed { as_of, as_known_on, .. } = self;
        // One decision is found by its number.
        let q = if id.is_empty() { q } else { id };
        let named = Filter { q, state, region, industry, sort, after, ..Filter::default() };
        Filter { work, outcome, from, to, as_of, as_known_on, ..named }
    }
}
