//! Who signs in to the small world, and in which office.

use policy::powers::{Office, OfficeKind};

/// People: login, person, name and office.
pub fn people(maker: &str, failed: &str) -> Vec<(&'static str, &'static str, &'static str, Office)> {
    vec![
        ("federation", "P-FEDERATION", "示例甲", Office::sole(OfficeKind::Federation)),
        ("county", "P-COUNTY", "示例乙", Office::of(OfficeKind::CountyBureau, "330212")),
        ("province", "P-PROVINCE", "示例丙", Office::of(OfficeKind::ProvinceBureau, "330000")),
        ("body", "P-BODY", "示例丁", Office::of(OfficeKind::CertificationBody, "CB-01")),
        ("laboratory", "P-LABORATORY", "示例戊", Office::of(OfficeKind::Laboratory, "LAB-01")),
        ("maker", "P-MAKER", "示例己", Office::of(OfficeKind::Maker, maker)),
        ("other", "P-OTHER", "示例庚", Office::of(OfficeKind::Maker, failed)),
        ("admin", "P-ADMIN", "示例辛", Office::sole(OfficeKind::Administrator)),
        ("both", "P-BOTH", "示例壬", Office::sole(OfficeKind::Federation)),
        ("both", "P-BOTH", "示例壬", Office::sole(OfficeKind::Administrator)),
        ("two_makers", "P-TWO", "示例戌", Office::of(OfficeKind::Maker, maker)),
        ("two_makers", "P-TWO", "示例戌", Office::of(OfficeKind::Maker, failed)),
        ("expert", "P-EXPERT1", "示例子", Office::of(OfficeKind::Expert, "E-01")),
        ("expert2", "P-EXPERT2", "示例丑", Office::of(OfficeKind::Expert, "E-02")),
        ("expert3", "P-EXPERT3", "示例寅", Office::of(OfficeKind::Expert, "E-03")),
        ("expert4", "P-EXPERT4", "示例卯", Office::of(OfficeKind::Expert, "E-04")),
        ("expert5", "P-EXPERT5", "示例辰", Office::of(OfficeKind::Expert, "E-05")),
        ("finance", "P-FINANCE", "示例子", Office::of(OfficeKind::Finance, "330212")),
        ("nobody", "P-NOBODY", "示例癸", Office::sole(OfficeKind::Finance)),
    ]
}
