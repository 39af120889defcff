//! Tests of crate `policy`.
mod values;
