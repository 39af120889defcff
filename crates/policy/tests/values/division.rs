//! Names of divisions, and the codes that names mean.

use policy::division::{above, code_of, counties, name_of};

#[test]
fn every_county_has_a_name_in_both_languages() {
    let mut count = 0;
    for county in counties() {
        count += 1;
        let name = name_of(county.code).unwrap();
        assert!(name.zh.starts_with(county.city) && name.zh.ends_with(county.name), "{county:?}");
        assert!(name.en.is_ascii() && name.en.contains(", "), "{county:?}");
        assert!(
            county.city_code.ends_with("00") && county.code.starts_with(&county.city_code[..4]),
            "{county:?}"
        );
        assert_eq!(above(county.code), [county.code, county.city_code, "330000"]);
    }
    assert_eq!(count, 90);
    assert_eq!(name_of("331000").unwrap().en, "Taizhou");
    assert_eq!(name_of("330382").unwrap().en, "Yueqing, Wenzhou");
    assert_eq!(name_of("330000").unwrap().zh, "浙江省");
    assert_eq!(name_of("310101"), None);
    assert_eq!(above("310101"), ["310101"]);
    assert_eq!(above("330000"), ["330000"]);
}

#[test]
fn a_name_means_one_code_or_none() {
    assert_eq!(code_of("安吉县"), Some("330523"));
    assert_eq!(code_of("湖州市"), Some("330500"));
    assert_eq!(code_of("杭州市西湖区"), Some("330106"));
    assert_eq!(code_of("999999"), Some("999999"));
    assert_eq!(code_of("不存在县"), None);
}
