//! The numbers of the enterprises with which benchmarks fill a folder.

use policy::enterprise::credit_code::CreditCode;

/// The credit code of the enterprise so many.
pub fn code(number: u64) -> CreditCode {
    let stem = format!("91330784MA{number:07}");
    "0123456789ABCDEFGHJKLMNPQRTUWXY"
        .chars()
        .find_map(|check| CreditCode::parse(&format!("{stem}{check}")).ok())
        .expect("one of 31 characters is right")
}
