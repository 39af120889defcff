//! The industry that a row of a register is about.

use policy::enterprise::facts::Registration;
use policy::enterprise::record::Register;
use policy::industry::Industry;
use registry::{Row, SYSTEM};
use serde::Deserialize;

use crate::public::filter::{NOT_STATED, case_of, mark_of};
use crate::public::systems;

/// Whether a row is of an industry, or of one below it. A system is of those of its nodes, too.
pub(super) fn is_of_industry(row: &Row, asked: &str) -> Result<bool, registry::Fault> {
    let of =
        if row.kind == SYSTEM { systems::classes(row)? } else { industry_of(row)?.into_iter().collect() };
    let is_asked = |industry: &Industry| industry.code().starts_with(asked);
    Ok(of.iter().any(is_asked) || (of.is_empty() && asked == NOT_STATED))
}

/// What of a dossier tells the industry: the rest of it need not be read.
#[derive(Deserialize)]
struct Registered {
    #[serde(default)]
    registrations: Register<Registration>,
}

/// The industry of the maker that a row of marks or makers is about.
///
/// # Errors
/// As [`case_of`].
pub(crate) fn industry_of(row: &Row) -> Result<Option<Industry>, registry::Fault> {
    Ok(match row.kind.as_str() {
        "authorization" => mark_of(row)?.industry,
        "enterprise" => {
            let registered: Registered = case_of(row)?;
            policy::enterprise::industry_of(&registered.registrations).cloned()
        }
        _ => None,
    })
}
