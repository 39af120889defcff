//! Names of divisions, and the codes that names mean.

use policy::division::{above, code_of, counties, name_of, province_of, provinces, within};

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
    assert_eq!(name_of("339999"), None);
    assert_eq!(above("310101"), ["310101"]);
    assert_eq!(above("330000"), ["330000"]);
}

#[test]
fn a_name_means_one_code_or_none() {
    assert_eq!(code_of("安吉县"), Some("330523"));
    assert_eq!(code_of("湖州市"), Some("330500"));
    assert_eq!(code_of("杭州市西湖区"), Some("330106"));
    assert_eq!(code_of("999999"), Some("999999"));
    for (text, code) in [
        ("安吉", "330523"),
        ("湖州", "330500"),
        ("湖州安吉", "330523"),
        ("浙江省湖州市安吉县", "330523"),
        ("Anji, Huzhou", "330523"),
        ("anji", "330523"),
        ("huzhou", "330500"),
        ("浙江", "330000"),
        ("江苏", "320000"),
        ("江苏省南京市", "320000"),
        ("jiangsu", "320000"),
    ] {
        assert_eq!(code_of(text), Some(code), "{text}");
    }
    assert_eq!(code_of(""), None);
    assert_eq!(code_of("市"), None);
    assert_eq!(code_of("不存在县"), None);
}

/// Places outside Zhejiang are named by their provinces, and a place that lies in none keeps its code.
#[test]
fn every_province_has_a_name_in_both_languages() {
    assert_eq!(provinces().count(), 34);
    for province in provinces() {
        let name = name_of(province.code).unwrap();
        assert_eq!((&*name.zh, &*name.en), (province.name, province.english));
        assert!(province.code.ends_with("0000") && province.english.is_ascii(), "{province:?}");
        assert_eq!(code_of(province.name), Some(province.code));
        assert_eq!(code_of(province.english), Some(province.code));
        assert_eq!(province_of(province.code), Some(province));
        assert_eq!(within(province.code), &province.code[..2]);
    }
    assert_eq!(name_of("310115").unwrap().zh, "上海市境内");
    assert_eq!(name_of("310115").unwrap().en, "in Shanghai");
    for unknown in ["999999", "990000", "000000", "", "3", "省"] {
        assert_eq!((name_of(unknown), province_of(unknown)), (None, None), "{unknown}");
    }
    assert_eq!([within("330100"), within("330106"), within("330110")], ["3301", "330106", "330110"]);
}
