//! Papers on the site and from the command line: which are made from an entry, their files, the act of issuing, and
//! the page on which anybody can check a file they were given (decision 0008).

mod back;
pub(crate) mod check;
pub(crate) mod duties;
mod grounds;
pub(crate) mod issue;
pub(crate) mod list;
mod making;
pub(crate) mod past;
mod refused;
pub(crate) mod show;
mod since;
mod tables;

pub use self::making::{Origin, Unmade, Wanted, make};
pub use documents::paper::{ENGINE, Pressed};
