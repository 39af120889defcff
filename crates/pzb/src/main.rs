//! The command `pzb`: nothing here but the way in; see the library of this crate.

use std::process::ExitCode;

fn main() -> ExitCode {
    pzb::run()
}
