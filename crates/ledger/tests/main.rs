//! Tests of the record, one binary: golden vectors, independent crates as oracles, properties, the guard's fault
//! table, the verifier's findings, and a foreign verifier.
mod oracles;
mod support;
