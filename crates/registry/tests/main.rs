//! Tests of crate `registry`.
