//! Search finds every match and nothing else: compared with brute force over seeded names and questions.

use proptest::prelude::Rng;
use proptest::test_runner::{Config, TestRng, TestRunner};
use registry::{Key, Row};
use serde_json::json;
use unicode_normalization::UnicodeNormalization;

use crate::world::{World, county};

const WORDS: &[&str] = &[
    "永康",
    "武义",
    "长兴",
    "重庆",
    "台州",
    "义乌",
    "天华",
    "杯业",
    "五金",
    "电器",
    "科技",
    "乐清",
    "厦门",
    "股份",
    "有限公司",
    "ABC",
    "3M",
    "堃",
    "喆",
    "𠮷",
    "䶮",
    "新昌",
    "单氏",
    "曾记",
    "朝阳",
    "行健",
];

fn pick<'a>(rng: &mut TestRng, from: &[&'a str]) -> &'a str {
    from[(rng.next_u32() as usize) % from.len()]
}

/// What a reader would call a match, written another way than the program does.
fn brute(row: &Row, wanted: &str) -> bool {
    let fold = |text: &str| -> String {
        text.nfkc().collect::<String>().to_lowercase().chars().filter(|c| !" -—/".contains(*c)).collect()
    };
    let wanted = fold(wanted);
    row.words.lines().any(|line| {
        let line = fold(line);
        let characters: Vec<char> = line.chars().collect();
        let letters: Vec<char> = wanted.chars().collect();
        let by_initials = wanted.chars().all(|c| c.is_ascii_lowercase())
            && (0..characters.len()).any(|start| {
                characters.len() - start >= letters.len()
                    && letters.iter().enumerate().all(|(at, letter)| {
                        let character = characters[start + at];
                        character == *letter
                            || pinyin::ToPinyinMulti::to_pinyin_multi(&character).is_some_and(|readings| {
                                readings.into_iter().any(|reading| reading.plain().starts_with(*letter))
                            })
                    })
            });
        !wanted.is_empty() && (line.contains(&wanted) || by_initials)
    })
}

/// Whole words, initials, codes, and pieces of names.
fn questions(rng: &mut TestRng, rows: &[Row]) -> Vec<String> {
    let mut asked: Vec<String> = WORDS.iter().map(|word| (*word).to_owned()).collect();
    asked.extend(
        [
            "杯",
            "永",
            "c",
            "zx",
            "cx",
            "yk",
            "tz",
            "xj",
            "hj",
            "ycj",
            "91330784",
            "ma2e00",
            "ＡＢＣ",
            "a b c",
            "无此",
        ]
        .map(str::to_owned),
    );
    for _ in 0..600 {
        let row = &rows[(rng.next_u32() as usize) % rows.len()];
        let characters: Vec<char> = row.words.lines().next().unwrap_or_default().chars().collect();
        let start = (rng.next_u32() as usize) % characters.len();
        let length = 1 + (rng.next_u32() as usize) % 4;
        asked.push(characters.iter().skip(start).take(length).collect());
    }
    asked
}

#[test]
fn recall_and_precision_are_whole() {
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let world = World::new();
    let rng = runner.rng();
    for number in 1..250 {
        let parts: Vec<&str> = (0..3).map(|_| pick(rng, WORDS)).collect();
        let act = json!({"do": "register_enterprise", "name": format!("{}{number}", parts.concat()), "region": "330784"});
        world.act(&county(), crate::world::code(number), "2020-01-01", act);
    }
    let reader = world.registry.reader();
    let everything = reader
        .rows(&registry::Query { kind: "enterprise".to_owned(), limit: 200, ..registry::Query::default() })
        .expect("rows");
    let mut rows = everything.items;
    let next = everything.next.expect("a second page");
    let query = registry::Query {
        kind: "enterprise".to_owned(),
        after: next.id,
        limit: 200,
        ..registry::Query::default()
    };
    rows.extend(reader.rows(&query).expect("rows").items);
    assert_eq!(rows.len(), 249);
    let asked = questions(rng, &rows);
    for wanted in asked {
        let mut expected: Vec<&str> =
            rows.iter().filter(|row| brute(row, &wanted)).map(|row| row.id.as_str()).collect();
        expected.sort_unstable();
        let mut found = Vec::new();
        let mut after = Key::default();
        loop {
            let page = reader.search(&wanted, Some("enterprise"), &after, 40).expect("a search");
            found.extend(page.items.into_iter().map(|row| row.id));
            let Some(next) = page.next else { break };
            after = next;
        }
        assert_eq!(found, expected, "searching `{wanted}`");
    }
}
