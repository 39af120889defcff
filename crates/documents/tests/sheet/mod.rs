//! Tables in and out: real programs' files, hostile files, fields, writing, properties.

mod bounded;
mod delimited;
mod fields;
mod hostile;
pub(crate) mod kit;
mod programs;
mod properties;
mod written;
