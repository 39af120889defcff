//! A list that one entry does not hold goes on in further entries (decision 0015).

use serde::Serialize;

/// The most bytes of an event. An entry has at most 65,535, and the rest of it takes some thousands.
pub(crate) const MOST_BYTES: usize = 56 * 1024;

/// How many bytes a value has in an entry.
pub(crate) fn length(value: &impl Serialize) -> usize {
    serde_json::to_string(value).map_or(usize::MAX, |text| text.len())
}

/// A list in as many parts as entries hold it, the first of which has `taken` bytes already; there is always a first
/// one. What no entry holds by itself stands alone: whoever lets it in refuses it.
pub(crate) fn in_parts<T: Serialize>(taken: usize, items: impl IntoIterator<Item = T>) -> Vec<Vec<T>> {
    let mut parts: Vec<Vec<T>> = Vec::new();
    let (mut part, mut bytes) = (Vec::new(), taken);
    for item in items {
        let more = length(&item).saturating_add(1);
        if bytes.saturating_add(more) > MOST_BYTES {
            parts.push(std::mem::take(&mut part));
            bytes = 0;
        }
        bytes = bytes.saturating_add(more);
        part.push(item);
    }
    parts.push(part);
    parts
}
