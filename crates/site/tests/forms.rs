//! Forms: every act that anybody has power to do has one, and what is typed makes that very act.

use std::collections::BTreeSet;

use policy::powers::table;

#[test]
fn every_act_has_a_form_that_makes_it() {
    let samples = site::form_samples();
    for power in table() {
        assert!(samples.iter().any(|(kind, ..)| *kind == power.act), "{:?} has no form", power.act);
    }
    for (kind, name, made) in samples {
        let command = made.unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
        assert_eq!(command.act.kind(), kind, "{name} makes another act");
    }
}

#[test]
fn names_of_forms_tell_them_apart() {
    let samples = site::form_samples();
    let names: BTreeSet<&str> = samples.iter().map(|(_, name, _)| name.as_str()).collect();
    assert_eq!(names.len(), samples.len(), "two forms have one name");
    for name in names {
        assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "`{name}` is not an address");
    }
}

#[test]
fn what_stands_alone_on_a_form_begins_with_a_capital() {
    let words = site::form_words();
    assert!(words.len() > 300, "only {} words", words.len());
    let is_small = |text: &str| text.starts_with(|first: char| first.is_ascii_lowercase());
    let small: Vec<_> = words.iter().filter(|(_, text)| text.is_empty() || is_small(text)).collect();
    assert!(small.is_empty(), "{small:#?}");
}
