//! The command `pzb`: nothing here but the way in; see the library of this crate.

use std::process::ExitCode;

/// A paper on the press takes memory a hundred thousand times and gives it back: a tenth of its time with the system's
/// allocator (`docs/figures.md`).
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    pzb::run()
}
