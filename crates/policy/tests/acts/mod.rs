//! Acts decided and folded: lives of a mark as stories, and acts at random.
pub mod office;
mod stories;
