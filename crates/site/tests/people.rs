//! Who signs in to the small world, and in which office.

use policy::powers::{Office, OfficeKind};

/// People: login, person, name and office.
pub fn people(maker: &str, failed: &str) -> Vec<(&'static str, &'static str, &'static str, Office)> {
    vec![
        ("federation", "p-federation", "示例甲", Office::sole(OfficeKind::Federation)),
        ("county", "p-county", "示例乙", Office::of(OfficeKind::CountyBureau, "330212")),
        ("province", "p-province", "示例丙", Office::of(OfficeKind::ProvinceBureau, "330000")),
        ("body", "p-body", "示例丁", Office::of(OfficeKind::CertificationBody, "CB-01")),
        ("laboratory", "p-laboratory", "示例戊", Office::of(OfficeKind::Laboratory, "LAB-01")),
        ("maker", "p-maker", "示例己", Office::of(OfficeKind::Maker, maker)),
        ("other", "p-other", "示例庚", Office::of(OfficeKind::Maker, failed)),
        ("admin", "p-admin", "示例辛", Office::sole(OfficeKind::Administrator)),
        ("both", "p-both", "示例壬", Office::sole(OfficeKind::Federation)),
        ("both", "p-both", "示例壬", Office::sole(OfficeKind::Administrator)),
        ("nobody", "p-nobody", "示例癸", Office::sole(OfficeKind::Finance)),
    ]
}
