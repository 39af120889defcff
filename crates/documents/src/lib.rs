//! The papers: tables in, tables out. Bytes go in and values come out, or the other way round; nothing
//! here opens a file, reads the clock or knows what a certificate is.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

pub mod sheet;
