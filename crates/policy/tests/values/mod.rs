//! Values that carry their own rules: codes, standard numbers, limits and comparison tables.
mod cited;
mod comparison;
mod credit_code;
mod diff;
mod division;
mod far;
mod industry;
mod limit;
mod lists;
mod mark_code;
mod sentences;
mod standard_number;
mod table;
mod table_contradictions;

use proptest::test_runner::{Config, RngSeed};

/// The same cases on every run and no file left behind; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` explore.
fn config() -> Config {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(20_190_101);
    }
    config
}
