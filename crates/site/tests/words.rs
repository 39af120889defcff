//! The files of words: what the build makes of them, and that each thing wrong with one is told with file and key.

#[path = "../build/words.rs"]
mod generator;

use generator::{LANGS, Source, generate};

/// A section of both languages.
fn both(zh: &str, en: &str) -> Vec<Source> {
    let source = |lang: &str, text: &str| Source {
        lang: lang.to_owned(),
        section: "tea_house".to_owned(),
        text: format!("### Words of tea.\n\n{text}\n"),
    };
    vec![source(LANGS[0], zh), source(LANGS[1], en)]
}

/// What is made of a section.
fn made(zh: &str, en: &str) -> String {
    generate(&both(zh, en)).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// The one thing that is wrong with a section.
fn wrong(zh: &str, en: &str) -> String {
    let mut faults = generate(&both(zh, en)).expect_err("something is wrong");
    let first = faults.remove(0);
    assert!(faults.is_empty(), "{first}, and {faults:?}");
    first
}

#[test]
fn a_section_is_a_struct_with_a_field_for_each_key() {
    let rust = made("cup = 杯\n# A word for a person.\nguest = 客", "cup = Cup\nguest = Guest");
    for line in [
        "#[doc = \"Words of tea.\"]\npub(crate) struct TeaHouse {",
        "    pub(crate) cup: &'static str,\n    pub(crate) guest: &'static str,\n}",
        "    const ZH: TeaHouse = TeaHouse {\n        cup: \"杯\",",
        "    const EN: TeaHouse = TeaHouse {\n        cup: \"Cup\",",
        "pub(crate) struct Text {\n    #[doc = \"Words of tea.\"]\n    pub(crate) tea_house: TeaHouse,",
        "static ZH: Text = Text {\n    tea_house: TeaHouse::ZH,",
        "    (\"TeaHouse.guest\", \"客\", \"Guest\"),",
    ] {
        assert!(rust.contains(line), "no `{line}` in\n{rust}");
    }
}

#[test]
fn values_have_numbers_by_the_order_in_the_comment_in_whichever_order_a_language_says_them() {
    let rust =
        made("# $cups, $guest\nserved = { $guest }喝了{ $cups }杯", "served = { $cups } for { $guest }");
    assert!(rust.contains(r#"("TeaHouse.served", "{1}喝了{0}杯", "{0} for {1}")"#), "{rust}");
    let rust = made("one = 共{ $cups }杯", "one = { $cups } in all");
    assert!(rust.contains(r#""共{0}杯", "{0} in all""#), "{rust}");
}

#[test]
fn what_is_counted_has_the_number_that_it_agrees_with() {
    let choice = "
    { $cups } { $cups ->
        [one] cup is
       *[other] cups are
    } { $guest }'s";
    let rust = made("# $cups, $guest\nowed = { $guest }的{ $cups }杯", &format!("owed ={choice}"));
    assert!(rust.contains(r#""{1}的{0}杯", "{0} [0:cup is|cups are] {1}'s""#), "{rust}");
    // A whole sentence for one and for more, and blanks that would not be part of a text without quotes.
    let choice = "{ $cups ->\n [one] the cup\n *[other] { $cups } cups\n }:{ \" \" }";
    let rust = made("owed = { $cups }杯", &format!("owed = {choice}"));
    assert!(rust.contains(r#""[0:the cup|{0} cups]: ""#), "{rust}");
}

#[test]
fn a_key_that_one_language_lacks_is_told() {
    assert_eq!(
        wrong("cup = 杯\nguest = 客", "cup = Cup"),
        "words/en/tea_house.ftl: `guest` is missing, which words/zh-CN/tea_house.ftl has"
    );
    assert_eq!(
        wrong("cup = 杯", "cup = Cup\nguest = Guest"),
        "words/zh-CN/tea_house.ftl: `guest` is missing, which words/en/tea_house.ftl has"
    );
}

#[test]
fn a_section_that_one_language_lacks_is_told() {
    for alone in both("cup = 杯", "cup = Cup") {
        let faults = generate(&[alone]).expect_err("a language is missing");
        assert_eq!(faults, ["words: `tea_house.ftl` must stand in zh-CN and in en"]);
    }
}

#[test]
fn a_key_that_stands_there_twice_or_elsewhere_is_told() {
    assert_eq!(
        wrong("cup = 杯", "cup = Cup\ncup = Bowl"),
        "words/en/tea_house.ftl: `cup` stands there twice"
    );
    assert_eq!(
        wrong("cup = 杯\nguest = 客", "guest = Guest\ncup = Cup"),
        "words/en/tea_house.ftl: `guest` stands elsewhere than in words/zh-CN/tea_house.ftl"
    );
}

#[test]
fn a_value_that_one_language_lacks_is_told() {
    assert_eq!(
        wrong("cup = { $cups }杯", "cup = Cups"),
        "words/en/tea_house.ftl: `cup` says nothing of `$cups`, which words/zh-CN/tea_house.ftl has"
    );
    let choice = "{ $cups ->\n [one] Cup\n *[other] { $guests } cups\n }";
    assert_eq!(
        wrong("cup = { $cups }杯", &format!("cup = {choice}")),
        "words/zh-CN/tea_house.ftl: `cup` says nothing of `$guests`, which words/en/tea_house.ftl has"
    );
}

#[test]
fn values_whose_order_nobody_can_tell_are_told() {
    let needs = "words/zh-CN/tea_house.ftl: `cup` needs a comment above it with its values in the order in which the page \
                 gives them: `# $cups, $guest`";
    let (zh, en) = ("cup = { $guest }{ $cups }杯", "cup = { $cups } for { $guest }");
    assert_eq!(wrong(zh, en), needs);
    for order in
        ["$cups", "$cups, $cups", "$cups, $host", "$cups, $guest, $host", "cups, guest", "$cups $guest"]
    {
        assert_eq!(wrong(&format!("# {order}\n{zh}"), en), needs, "{order}");
    }
    let twice = wrong(&format!("# $cups, $guest\n{zh}"), &format!("# $cups, $guest\n{en}"));
    assert!(twice.starts_with("words/en/tea_house.ftl: `cup` names its values in order"), "{twice}");
}

#[test]
fn what_of_fluent_no_page_has_a_use_for_is_told() {
    let choice = |forms: &str| format!("cup = {{ $cups ->\n{forms}\n }}");
    for (en, says) in [
        ("cup = Cup\n-brand = Tea".to_owned(), "`-brand` is a term"),
        ("cup = Cup\n    .title = Tea".to_owned(), "`cup` has an attribute, `title`"),
        ("cup =\n    .title = Tea".to_owned(), "`cup` has an attribute, `title`"),
        ("cup = { -brand }".to_owned(), "`cup` refers to `-brand`"),
        ("cup = { guest }".to_owned(), "`cup` refers to `guest`"),
        ("cup = { NUMBER($cups) }".to_owned(), "`cup` calls `NUMBER`"),
        ("cup = { 7 }".to_owned(), "`cup` has a number in braces"),
        ("cup = { { $cups } }".to_owned(), "`cup` has braces inside of braces"),
        ("cup = { $Cups }".to_owned(), "`cup` has a value with the name `$Cups`"),
        ("cup = Cup\n  and saucer".to_owned(), "`cup` goes over several lines"),
        ("cup = Cup [s]".to_owned(), "`cup` has the sign ["),
        ("cup = { \"{\" }".to_owned(), "`cup` has the sign {"),
        (choice(" [one] Cup\n [two] Cups\n *[other] Cups"), "`cup` has a choice of other forms"),
        (choice(" [1] Cup\n *[other] Cups"), "`cup` has a choice of other forms"),
        (choice(" *[one] Cup\n [other] Cups"), "`cup` has a choice of other forms"),
        (choice(" *[other] Cups"), "`cup` has a choice of other forms"),
        (choice(" [one] a|b\n *[other] Cups"), "`cup` has the sign |"),
        (choice(" [one] { $cups ->\n [one] x\n *[other] y\n }\n *[other] Cups"), "`cup` has a choice inside"),
        ("cup = { 1 ->\n [one] Cup\n *[other] Cups\n }".to_owned(), "`cup` has a choice by something else"),
        ("cup = Cup\nCup = Cup".to_owned(), "`Cup` is no name of a field"),
        ("cup = Cup\na-cup = Cup".to_owned(), "`a-cup` is no name of a field"),
    ] {
        let faults = generate(&both("cup = 杯", &en)).expect_err("it is not supported");
        let expected = format!("words/en/tea_house.ftl: {says}");
        assert!(
            faults.iter().any(|fault| fault.starts_with(&expected)),
            "{en}: {faults:?} and not {expected}"
        );
    }
    let counted = wrong(&choice(" [one] 杯\n *[other] 杯"), "cup = { $cups }");
    assert!(counted.contains("zh-CN/tea_house.ftl: `cup` has a choice, and Chinese"), "{counted}");
}

#[test]
fn what_is_no_fluent_is_told_with_its_line() {
    assert_eq!(
        wrong("cup = 杯\nguest = 客", "cup = Cup\nguest = { $guest"),
        "words/en/tea_house.ftl: `guest` (line 4) is no Fluent: Expected a token starting with \"}\""
    );
    let mut unnamed = both("cup = 杯", "cup = Cup");
    unnamed[1].text = "cup = Cup\n".to_owned();
    assert_eq!(
        generate(&unnamed),
        Err(vec!["words/en/tea_house.ftl: says nowhere what it is about (`### …`)".to_owned()])
    );
    for source in &mut unnamed {
        source.section = "Tea House".to_owned();
    }
    assert_eq!(generate(&unnamed), Err(vec!["words: a section cannot be called `Tea House`".to_owned()]));
}
