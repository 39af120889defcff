//! Tables in and out: real programs' files, hostile files, fields, writing, properties.

mod bounded;
mod delimited;
mod fields;
mod hostile;
mod kit;
mod programs;
mod properties;
mod written;
