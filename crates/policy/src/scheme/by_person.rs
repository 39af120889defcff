//! Who stands where among the holders of offices. Every act asks twice whether its actor holds the office; the register
//! of a province has tens of thousands of holders, and changes seldom.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::Holder;

/// Positions in the register by person, made when first asked for. It is no part of what is on file: two schemes that
/// differ in it alone are equal, and a copy makes its own.
#[derive(Default)]
pub struct ByPerson(OnceLock<(usize, HashMap<String, Vec<usize>>)>);

impl ByPerson {
    /// The positions of a person; nothing where the register is no longer the one that was looked through, and must be
    /// looked through again.
    pub fn find(&self, holders: &[Holder], person: &str) -> Option<&[usize]> {
        let (size, positions) = self.0.get_or_init(|| {
            let mut positions: HashMap<String, Vec<usize>> = HashMap::new();
            for (at, holder) in holders.iter().enumerate() {
                positions.entry(holder.person.clone()).or_default().push(at);
            }
            (holders.len(), positions)
        });
        // Records are added at the end and never taken out: as many as then are the same persons.
        (*size == holders.len()).then(|| positions.get(person).map_or(&[][..], Vec::as_slice))
    }
}

impl Clone for ByPerson {
    fn clone(&self) -> ByPerson {
        ByPerson::default()
    }
}

impl PartialEq for ByPerson {
    fn eq(&self, _: &ByPerson) -> bool {
        true
    }
}

impl std::fmt::Debug for ByPerson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("..")
    }
}
