//! Words: each key in both languages, and no language in the other. What the build sees to is in `words.rs`.

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[test]
fn every_key_has_both_languages() {
    let catalogue = site::catalogue();
    assert!(catalogue.len() > 200, "only {} keys", catalogue.len());
    for (key, zh, en) in catalogue {
        assert!(!zh.trim().is_empty() && !en.trim().is_empty(), "{key} is empty");
        // The name of the document and of the sign are the same in every language.
        let foreign = en.replace("浙市监质", "").replace("号", "").replace('品', "").replace("中文", "");
        assert!(!foreign.chars().any(is_chinese), "{key}: Chinese in `{en}`");
        assert!(!zh.contains('`') && !en.contains('`'), "{key}: marks of a message for programs in `{en}`");
        let is_name = matches!(key, "Frame.other_language" | "Case.colon" | "Case.comma" | "Mark.ground_and");
        assert!(is_name || zh.chars().any(is_chinese), "{key}: no Chinese in `{zh}`");
    }
}

/// What is counted agrees with its number: `{0} [0:day|days]`. Behind a number or name may stand a verb.
#[test]
fn what_is_counted_agrees_with_its_number() {
    const VERBS: [&str; 3] = ["is", "was", "has"];
    const BETWEEN: [&str; 4] = ["more", "other", "earlier", "compared"];
    for (key, _, en) in site::catalogue() {
        for behind in en.split("} ").skip(1) {
            let mut words = behind.split(' ').skip_while(|word| BETWEEN.contains(word));
            let word = words.next().unwrap_or_default().trim_end_matches([',', '.', ';', ':', ')']);
            let is_plural = word.ends_with('s') && word.chars().all(|c| c.is_ascii_lowercase());
            assert!(
                !is_plural || VERBS.contains(&word),
                "{key}: `{word}` is said of one, too: it needs its two forms"
            );
        }
    }
}
