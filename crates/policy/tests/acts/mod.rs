//! Acts decided and folded: lives of a mark as stories, and acts at random.
mod admission;
mod chance;
mod clause_4;
mod correcting;
mod duties;
mod entering;
mod evidence;
mod grounds;
mod holders;
mod joint;
mod late;
pub mod office;
mod papers;
mod prospect;
mod receipt;
mod retest;
mod stories;
mod telling;
