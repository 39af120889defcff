//! What happened to each firm of the demonstration, told firm by firm: how the mark was asked for, granted,
//! checked, lost. Between them the stories show every state of a mark, a declaration, a check and a proceeding,
//! and every rule saying no or that it cannot tell; a test goes over them and names what is missing.

mod checked;
mod duties;
mod firm;
mod granted;
mod leads;
mod lost;
mod project;
mod refused;
mod research;
mod revision;
mod standards;

use super::timeline::Timeline;

/// Puts every story on the timeline.
pub fn tell(timeline: &mut Timeline) {
    standards::tell(timeline);
    let marks = granted::tell(timeline);
    duties::tell(timeline, &marks);
    refused::tell(timeline);
    checked::tell(timeline);
    lost::tell(timeline);
    research::tell(timeline);
    revision::tell(timeline);
    leads::tell(timeline);
}
