//! Values that carry their own rules: codes, standard numbers, limits and comparison tables.
mod credit_code;
mod mark_code;
mod standard_number;
