//! The tests of `documents`, in one binary.

mod sheet;
