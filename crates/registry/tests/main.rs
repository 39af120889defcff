//! Tests of crate `registry`.
mod audit;
mod life;
mod office;
mod search;
mod together;
mod world;
