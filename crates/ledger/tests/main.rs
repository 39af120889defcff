//! Tests of the record, one binary: golden vectors, independent crates as oracles, properties, the guard's fault
//! table, the verifier's findings, and a foreign verifier.
mod foreign;
mod golden;
mod guard;
mod notes;
mod oracles;
mod properties;
mod support;
mod tiles;
mod tlog_proof;
mod verifier;
