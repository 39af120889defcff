//! The papers: tables in and out, pages out. Bytes go in and values come out, or the other way round; nothing
//! here opens a file or reads the clock.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

pub mod comparison;
pub mod paper;
pub mod sheet;
