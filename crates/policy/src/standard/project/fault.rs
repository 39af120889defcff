//! When a panel can be set aside: before anybody voted, and after that for a fault of its composition only, once for whoever
//! decides and whoever offers.

use super::panel::Panel;
use super::{Project, ProjectAsked};
use crate::calendar::Day;
use crate::question::{About, Law, Question, World};
use crate::scheme::Scheme;
use crate::seen::Seen;
use crate::standard::rules::project::sitting;

/// Whether a panel can be set aside on a day: nobody has voted, or it is too small, or one of its members should not have
/// sat on it on the day it met or sits. Nothing where the day is before the policy.
#[must_use]
pub fn can_be_set_aside(
    project: &Project,
    panel: &Panel,
    (scheme, law): (&Scheme, Law),
    on: Day,
) -> Option<bool> {
    if panel.votes.is_empty() {
        return Some(true);
    }
    let day = panel.met.map_or(on, |(mark, _)| mark.on);
    let size = usize::try_from(law.parameters.on(day)?.panel_members).unwrap_or(usize::MAX);
    let about = About::Project(ProjectAsked { project, rivals: &[] });
    let q = Question::new(World::without_enterprise(scheme, &[]), about, law, day.max(on))?;
    // Who has a part counts whoever had it then, and whoever has it by now.
    let parts = [project.progress_seen(Seen::as_of(day)), project.progress()];
    let is_fit = |id: &str| {
        let known = |then| sitting::sitting(&q, (id, day), then);
        parts.iter().all(|then| known(then).is_some_and(|known| known.is_fit()))
    };
    Some(panel.experts.len() < size || !panel.experts.iter().all(|id| is_fit(id)))
}
