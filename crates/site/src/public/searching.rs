//! Searching one public register, or all of them.

use registry::{Key, Reader, Row};

use crate::public::filter::PUBLIC;

/// What answers a search among a kind, or among all that are public, one kind after the other: an edition is found as often
/// as its standard and a certificate as often as its mark, and whoever looked at all rows would look at those first.
pub(super) fn searched(
    reader: &Reader,
    words: &str,
    kind: Option<&str>,
    after: &Key,
    limit: usize,
) -> Result<registry::Page<Row>, registry::Fault> {
    if kind.is_some() {
        return reader.search(words, kind, after, limit);
    }
    let mut items: Vec<Row> = Vec::new();
    for kind in PUBLIC.into_iter().filter(|kind| *kind >= after.kind.as_str()) {
        let left = limit.saturating_sub(items.len());
        // A page that is full only wants to know whether there is more.
        let part = reader.search(words, Some(kind), after, left.max(1))?;
        let is_over = part.items.len() > left;
        items.extend(part.items.into_iter().take(left));
        if is_over || part.next.is_some() {
            let last = items.last().map(|row| Key { kind: row.kind.clone(), id: row.id.clone() });
            // Where looking ended before the page was full, it goes on from there.
            let next = if is_over || items.len() == limit { last } else { part.next };
            return Ok(registry::Page { items, next });
        }
    }
    Ok(registry::Page { items, next: None })
}
