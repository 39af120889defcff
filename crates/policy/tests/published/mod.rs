//! `docs/rules.md` is made from the rules and the parameters, and every reading is one that the code names.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use policy::article::Article;
use policy::authorization::rules::{FILING, GRANT, KEEPING};
use policy::parameters::{Key, Parameters};
use policy::rule::Rule;
use policy::{rules, standard, supervision};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn clauses(articles: &[Article]) -> String {
    articles.iter().map(|article| article.number().to_string()).collect::<Vec<_>>().join(", ")
}

fn sets() -> [(&'static str, &'static [&'static Rule]); 17] {
    [
        ("Clause 2: can a proposal be taken up?", standard::rules::PROJECT_ACCEPTING),
        (
            "Clause 2: did a panel carry the proposal, so that the public can be told?",
            standard::rules::PROJECT_HEARD,
        ),
        ("Clause 2: can a project be approved?", standard::rules::PROJECT_APPROVING),
        ("Clause 2: can a draft be submitted to the review panel?", standard::rules::PROJECT_SUBMITTING),
        ("Clause 2: can a text be approved?", standard::rules::PROJECT_TEXT),
        (
            "Clause 2: does a text still stand on its review, so that it can be published?",
            standard::rules::PROJECT_PUBLISHING,
        ),
        ("Clause 2: is there a unit that leads a project that goes on?", standard::rules::PROJECT_LED),
        ("Clause 3: does the comparison table of an edition show an advance?", standard::rules::TABLE),
        ("Clause 4: did the drafter do what it has to, by the last day?", standard::rules::DUTIES),
        ("Clause 4: can a proposal of the enterprise as lead be accepted?", standard::rules::LEADING),
        ("Clause 4: is the edition free of a review that is due?", standard::rules::REVIEWING),
        ("Clause 9: may this self-declaration be granted? (asked for the filing day)", FILING),
        ("Clause 8: may this authorisation be given, whatever its path?", GRANT),
        ("Clauses 8 and 9: does this authorisation still stand on its grounds?", KEEPING),
        ("Clauses 10 and 11: does this authorisation still stand?", supervision::rules::KEEPING),
        ("Clause 10: may the result of a spot check be verified?", supervision::rules::VERIFYING),
        ("Clauses 10 and 11: may a sanction be decided?", supervision::rules::DECIDING),
    ]
}

fn examples(rule: &Rule) -> String {
    let file = format!("{}.toml", rule.id.replace('.', "_"));
    let chapters = ["standard", "authorization", "supervision"];
    let paths = chapters.map(|chapter| format!("crates/policy/tests/examples/{chapter}/{file}"));
    paths.into_iter().find(|path| root().join(path).exists()).expect("every rule has examples")
}

fn page() -> String {
    let parameters = Parameters::shipped().unwrap();
    let today = parameters.change_days().max().unwrap();
    let mut page = String::from(
        "# The rules\n\n<!-- Made by `BLESS=1 cargo test -p policy`: do not edit. -->\n\nEvery rule of the policy, in the sets in which they are asked. A rule states a condition; its answer is *met*,\n*not met*, *cannot tell* (a fact is missing), *for judgement* (a person must judge) or *not applicable*. Where the text\nis ambiguous, see [readings](readings/0001-set-aside-counts-from-the-start.md).\n",
    );
    for (question, rules) in sets() {
        write!(page, "\n## {question}\n").unwrap();
        for rule in rules {
            let [title, not_met, remedy, undone] = [rule.title, rule.not_met, rule.remedy, rule.undone_by]
                .map(|sentence| sentence.on(&parameters, today));
            let part = rule.part_of.map(|whole| format!(", one way to meet `{whole}`")).unwrap_or_default();
            write!(
                page,
                "\n### `{}`\n\nClause {}, since {}{part}.\n\n- {}\n- {}\n- Not met: {}\n- 不符合即：{}\n- What turns it: {}\n- 如何改变：{}\n- What turns a yes: {}\n- 满足后由何改变：{}\n- Examples: `{}`\n",
                rule.id,
                clauses(rule.articles),
                rule.since,
                title.zh,
                title.en,
                not_met.en,
                not_met.zh,
                remedy.en,
                remedy.zh,
                undone.en,
                undone.zh,
                examples(rule),
            )
            .unwrap();
        }
    }
    page.push_str(
        "\n## Versions of the policy\n\n| version | document | since | note |\n|---|---|---|---|\n",
    );
    for version in &parameters.policy {
        writeln!(
            page,
            "| `{}` | {} | {} | {} |",
            version.id, version.document, version.since, version.note_en
        )
        .unwrap();
    }
    page.push_str("\n## Numbers\n\nFrom `crates/policy/parameters.toml`.\n\n| number | value | since | clause | what it is |\n|---|---|---|---|---|\n");
    for &key in Key::ALL {
        let mut rows: Vec<_> = parameters.number.iter().filter(|row| row.key == key).collect();
        rows.sort_by_key(|row| row.since);
        for row in rows {
            let (value, unit, clause) = (row.value, &row.unit, row.article.number());
            let said = format!("{}; {}", row.title_en, row.title_zh);
            writeln!(page, "| `{}` | {value} {unit} | {} | {clause} | {said} |", key.name(), row.since)
                .unwrap();
        }
    }
    page
}

#[test]
fn the_page_of_rules_is_up_to_date() {
    let path = root().join("docs/rules.md");
    let page = page();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let differs = kept.lines().zip(page.lines()).find(|(kept, made)| kept != made);
    assert!(kept == page, "docs/rules.md is out of date ({differs:?}): run `BLESS=1 cargo test -p policy`");
}

#[test]
fn the_sets_of_the_page_hold_every_rule() {
    let shown: BTreeSet<&str> = sets().into_iter().flat_map(|(_, rules)| rules).map(|rule| rule.id).collect();
    let known: BTreeSet<&str> = rules::all().into_iter().map(|rule| rule.id).collect();
    assert_eq!(shown, known);
}

fn sources_below(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources_below(&path, text);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            text.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_reading_is_named_by_the_code_and_the_other_way_round() {
    let mut sources = String::new();
    sources_below(&root().join("crates/policy/src"), &mut sources);
    // A comment may break between the word and its number.
    let words: String =
        sources.replace("///", " ").replace("//!", " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let named: BTreeSet<String> = words
        .match_indices("reading 00")
        .map(|(at, _)| words[at + 8..].chars().take_while(char::is_ascii_digit).collect())
        .collect();
    let written: BTreeSet<String> = fs::read_dir(root().join("docs/readings"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().chars().take(4).collect())
        .collect();
    assert_eq!(named, written);
}
