//! A standard system as a tree: how deep each node hangs, which of them are leaves, and the class of the industry
//! classification (GB/T 4754) that each is of (reading 0028).

use std::collections::{BTreeMap, BTreeSet};

use super::stage::Node;
use crate::industry::Industry;
use crate::named::named;

named! {
    /// What there is of a leaf: of a standard that a system needs.
    LeafState {
        /// A standard with an edition in force.
        There = "there", "已有", "there";
        /// None yet; a project that was taken up is to make it.
        Planned = "planned", "在研", "planned";
        /// Neither.
        Missing = "missing", "缺失", "missing";
    }
}

/// A node where it hangs.
#[derive(Debug, Clone, Copy)]
pub struct Hung<'a> {
    /// The node.
    pub node: &'a Node,
    /// How many nodes are above it.
    pub depth: usize,
    /// Whether nothing hangs below it: it is a standard that the system needs.
    pub is_leaf: bool,
    /// The class that the node above is of, by its own word or that of one further up.
    pub above: Option<&'a Industry>,
}

impl<'a> Hung<'a> {
    /// The class that it is of: its own, else that of the nearest node above which names one. `None` where none does, and
    /// nobody can tell.
    #[must_use]
    pub fn industry(&self) -> Option<&'a Industry> {
        self.node.industry.as_ref().or(self.above)
    }

    /// Whether it names a class outside of that in which it hangs.
    #[must_use]
    pub fn is_outside(&self) -> bool {
        self.node.industry.as_ref().zip(self.above).is_some_and(|(own, above)| !above.contains(own))
    }
}

/// The nodes of a system in their order, each where it hangs. A node stands before those below it, as it is drawn.
#[must_use]
pub fn hung(nodes: &[Node]) -> Vec<Hung<'_>> {
    let parents: BTreeSet<&str> = nodes.iter().filter_map(|node| node.parent.as_deref()).collect();
    let mut known: BTreeMap<&str, (usize, Option<&Industry>)> = BTreeMap::new();
    let mut all = Vec::with_capacity(nodes.len());
    for node in nodes {
        let over = node.parent.as_deref().and_then(|parent| known.get(parent).copied());
        let (depth, above) = over.map_or((0, None), |(depth, industry)| (depth + 1, industry));
        let one = Hung { node, depth, is_leaf: !parents.contains(node.code.as_str()), above };
        known.insert(&node.code, (depth, one.industry()));
        all.push(one);
    }
    all
}
