//! Acts decided and folded: lives of a mark as stories, and acts at random.
mod admission;
mod chance;
pub mod office;
mod receipt;
mod stories;
