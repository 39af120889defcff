//! The tests of `documents`, in one binary.

mod paper;
mod sheet;
