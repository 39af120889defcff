//! The tests of `documents`, in one binary.

mod comparison;
mod paper;
mod sheet;
