//! Search that finds every match: names, codes and parts of them of any length, and the initials of Chinese
//! names. A table of single characters and pairs gives candidates, a predicate decides. (The trigram index of
//! SQLite's FTS5 finds nothing for words of two Chinese characters, which most names are made of.)

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::pinyin_initials::{initials, letters, matches};
use crate::rows::Row;
use crate::sql;
use crate::store::{StoreFault, Tx, one_int};

/// The longest text that is searched for, in characters.
pub const LONGEST_SEARCH: usize = 100;

/// One way of writing for what is written in many: full and half width, upper and lower case.
#[must_use]
pub fn normal(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// Characters that people leave out or add between the parts of a code.
fn is_filler(character: char) -> bool {
    character == ' ' || character == '-' || character == '—' || character == '/'
}

/// Whether a row's words answer a search.
#[must_use]
pub fn answers(words: &str, wanted: &str) -> bool {
    let wanted = normal(wanted);
    let wanted = wanted.trim();
    if wanted.is_empty() {
        return false;
    }
    let tight: String = wanted.chars().filter(|&c| !is_filler(c)).collect();
    normal(words).lines().any(|line| {
        line.contains(wanted)
            || (!tight.is_empty()
                && line.chars().filter(|&c| !is_filler(c)).collect::<String>().contains(&tight))
            || (tight.bytes().all(|b| b.is_ascii_lowercase()) && !tight.is_empty() && matches(line, &tight))
    })
}

/// The grams of a row's words: single characters, pairs, and pairs of initials.
#[must_use]
pub fn grams(words: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in normal(words).lines() {
        let tight: Vec<char> = line.chars().filter(|&c| !is_filler(c)).collect();
        for &character in &tight {
            found.insert(character.to_string());
            found.extend(letters(initials(character)).map(|letter| format!("@{letter}")));
        }
        for pair in tight.windows(2) {
            if let [one, two] = pair {
                found.insert([*one, *two].iter().collect());
                let (first, second) = (initials(*one), initials(*two));
                for letter in letters(first) {
                    found.extend(letters(second).map(|next| format!("@{letter}{next}")));
                }
            }
        }
    }
    found
}

/// The grams of which every match has at least one, in each reading of what is searched for.
fn wanted_grams(wanted: &str) -> Vec<Vec<String>> {
    let tight: Vec<char> = normal(wanted).chars().filter(|&c| !is_filler(c)).collect();
    let pairs = |prefix: &str| -> Vec<String> {
        match tight.as_slice() {
            [] => Vec::new(),
            [one] => vec![format!("{prefix}{one}")],
            _ => {
                tight.windows(2).map(|pair| format!("{prefix}{}", pair.iter().collect::<String>())).collect()
            }
        }
    };
    let mut readings = vec![pairs("")];
    if !tight.is_empty() && tight.iter().all(char::is_ascii_lowercase) {
        readings.push(pairs("@"));
    }
    readings
}

/// Writes the grams of a row, and takes back those that its former words had and it has no more.
pub fn index(tx: &mut dyn Tx, row: &Row, former: Option<&str>) -> Result<(), StoreFault> {
    let now = grams(&row.words);
    let before = former.map(grams).unwrap_or_default();
    for gram in before.difference(&now) {
        tx.execute(
            sql::GRAM_DROP,
            &[gram.as_str().into(), row.kind.as_str().into(), row.id.as_str().into()],
        )?;
    }
    for gram in now.difference(&before) {
        tx.execute(sql::GRAM_ADD, &[gram.as_str().into(), row.kind.as_str().into(), row.id.as_str().into()])?;
    }
    Ok(())
}

/// Rows that answer a search, after a key, in the order of kind and identifier.
pub fn search(
    tx: &mut dyn Tx,
    wanted: &str,
    kind: &str,
    after: (&str, &str),
    limit: usize,
) -> Result<Vec<Row>, StoreFault> {
    if wanted.chars().count() > LONGEST_SEARCH || normal(wanted).trim().is_empty() {
        return Ok(Vec::new());
    }
    let mut found: Vec<Row> = Vec::new();
    for reading in wanted_grams(wanted) {
        let mut rarest: Option<(i64, String)> = None;
        for gram in reading {
            let count = one_int(&tx.query(sql::GRAM_RARE, &[gram.as_str().into()])?).unwrap_or(0);
            if rarest.as_ref().is_none_or(|(fewest, _)| count < *fewest) {
                rarest = Some((count, gram));
            }
        }
        if let Some((1.., gram)) = rarest {
            candidates(tx, &gram, wanted, (kind, after), limit, &mut found)?;
        }
    }
    found.sort_by(|one, other| (&one.kind, &one.id).cmp(&(&other.kind, &other.id)));
    found.dedup_by(|one, other| one.kind == other.kind && one.id == other.id);
    found.truncate(limit);
    Ok(found)
}

fn candidates(
    tx: &mut dyn Tx,
    gram: &str,
    wanted: &str,
    (kind, after): (&str, (&str, &str)),
    limit: usize,
    found: &mut Vec<Row>,
) -> Result<(), StoreFault> {
    const AT_ONCE: usize = 500;
    let (mut after_kind, mut after_id) = (after.0.to_owned(), after.1.to_owned());
    let mut hits = 0;
    loop {
        let args = [
            gram.into(),
            after_kind.as_str().into(),
            after_id.as_str().into(),
            kind.into(),
            (AT_ONCE as u64).into(),
        ];
        let lines = tx.query(sql::GRAM_HITS, &args)?;
        let was_full = lines.len() == AT_ONCE;
        for row in lines.into_iter().map(Row::read) {
            after_kind.clone_from(&row.kind);
            after_id.clone_from(&row.id);
            if answers(&row.words, wanted) {
                found.push(row);
                hits += 1;
                if hits >= limit {
                    return Ok(());
                }
            }
        }
        if !was_full {
            return Ok(());
        }
    }
}
