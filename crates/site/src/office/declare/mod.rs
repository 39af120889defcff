//! A maker's self-declaration (clause 9), from "may I?" to the receipt: one question a page, kept as it is written,
//! resumed at any time, checked before it is sent. What is filed goes through the one door like any act.

pub(crate) mod evidence;
pub(crate) mod filing;
pub(crate) mod may;
mod pdf;
mod png;
pub(crate) mod sniff;
pub(crate) mod start;
pub(crate) mod step;
pub(crate) mod tasks;
mod writing;
