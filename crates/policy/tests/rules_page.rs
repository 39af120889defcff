//! `docs/rules.md` is made from the rules and the numbers: this test fails when it is not what they make, and
//! `BLESS=1` writes it anew.

use std::fmt::Write;
use std::path::Path;

use policy::parameters::Parameters;
use policy::rules;

fn page() -> String {
    let mut text = String::from(
        "# The rules\n\nMade from the code by `BLESS=1 cargo test -p policy`; never edited. Each rule states a condition that should hold.\n\n\
         | rule | clause | condition | 条件 | since |\n|---|---|---|---|---|\n",
    );
    for rule in rules::all() {
        let clauses: Vec<String> = rule.articles.iter().map(|article| article.number().to_string()).collect();
        let part = rule.part_of.map(|whole| format!(" (one way to meet {whole})")).unwrap_or_default();
        writeln!(
            text,
            "| {}{part} | {} | {} | {} | {} |",
            rule.id,
            clauses.join(", "),
            rule.title.en,
            rule.title.zh,
            rule.since
        )
        .unwrap();
    }
    text.push_str(
        "\n## Numbers\n\n| number | value | clause | what | 说明 | since |\n|---|---|---|---|---|---|\n",
    );
    for row in Parameters::shipped().unwrap().number {
        let (key, article) = (row.key.name(), row.article.number());
        writeln!(
            text,
            "| {key} | {} {} | {article} | {} | {} | {} |",
            row.value, row.unit, row.title_en, row.title_zh, row.since
        )
        .unwrap();
    }
    text
}

#[test]
fn the_page_of_rules_is_what_the_rules_make() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, page()).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, page(), "run BLESS=1 cargo test -p policy and look at the difference");
}

#[test]
fn every_reading_named_in_the_code_is_written_down() {
    let readings = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/readings");
    let names: Vec<String> = std::fs::read_dir(readings)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(names.len() >= 9, "{names:?}");
    for rule in rules::all() {
        for words in [rule.title.en, rule.remedy.en] {
            for number in words.split("reading ").skip(1).filter_map(|rest| rest.get(..4)) {
                assert!(names.iter().any(|name| name.starts_with(number)), "{}: reading {number}", rule.id);
            }
        }
    }
}
