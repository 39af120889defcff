//! Moments: written for programs in UTC, told to people in Beijing time.

use registry::Moment;

#[test]
fn people_are_told_beijing_time() {
    let told = |utc: &str| Moment::from_utc(utc).expect("a moment").in_shanghai();
    assert_eq!(told("2026-11-24T04:05:06Z"), "2026-11-24 12:05:06");
    // The last second of a day in Beijing, and the first of the next.
    assert_eq!(told("2026-11-23T15:59:59Z"), "2026-11-23 23:59:59");
    assert_eq!(told("2026-11-23T16:00:00Z"), "2026-11-24 00:00:00");
    assert_eq!(told("2026-12-31T20:00:00Z"), "2027-01-01 04:00:00");
    assert_eq!(Moment { unix_seconds: -1 }.in_shanghai(), "1970-01-01 07:59:59");
}
