//! Temporary crate root of the branch `values`; the lead's own replaces it in the merge.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::unreachable
)]
mod writing;
pub mod authorization {
    //! Chapter IV.
    pub mod code;
}
pub mod enterprise {
    //! Chapter I.
    pub mod credit_code;
}
pub mod standard {
    //! Chapter II.
    pub mod comparison;
    mod designator;
    pub mod judgement;
    pub mod limit;
    mod limit_fault;
    mod limit_operator;
    mod limit_reading;
    pub mod number;
    mod number_fault;
    mod quantity;
    pub mod table;
    mod table_fault;
    mod table_json;
    pub mod unit;
}
