//! The command `pzb`.
fn main() {}
