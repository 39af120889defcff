//! Search that finds every match. A text is normalised (width, case, punctuation), and a term matches a field
//! when each of its characters is, in order and without a gap, the field's character or one of its pinyin
//! initials. The grams only bring up candidates; this predicate alone says what matches, so that an index can
//! never add a wrong row, and a test compares it with looking at everything.

use std::collections::BTreeSet;

use policy::authorization::code::MarkCode;
use unicode_normalization::UnicodeNormalization;

use crate::fault::Fault;
use crate::initials;
use crate::page::Key;
use crate::reader::Reader;
use crate::rows::{ANNULLED, AUTHORIZATION, Row};
use crate::sql;
use crate::store::{Columns, Tx, Value, one_int};

/// Longest query looked at, in characters; nobody types longer ones.
const LONGEST_QUERY: usize = 100;

/// Width, case and punctuation taken away.
fn normalise(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// The texts by which a row is found.
#[derive(Debug, Default)]
pub(crate) struct Words(Vec<String>);

impl Words {
    /// Of several texts.
    pub(crate) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Words {
        let mut words = Words::default();
        for text in texts {
            words.add(text);
        }
        words
    }

    /// One more text.
    pub(crate) fn add(&mut self, text: &str) {
        let word = normalise(text);
        if !word.is_empty() && !self.0.contains(&word) {
            self.0.push(word);
        }
    }

    /// As kept in the row: one field a line.
    pub(crate) fn text(&self) -> String {
        self.0.join("\n")
    }
}

/// One character, or two neighbours. In the order of their texts, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Gram(char, Option<char>);

impl Gram {
    /// As it stands in the index.
    pub(crate) fn text(self) -> String {
        let Gram(first, second) = self;
        std::iter::once(first).chain(second).collect()
    }
}

/// The grams of a row's words: single characters and neighbours, as written and as initials.
pub(crate) fn grams(words: &str) -> BTreeSet<Gram> {
    let mut found = Vec::with_capacity(4 * words.len());
    for field in words.lines() {
        let mut before: Option<(char, Vec<char>)> = None;
        for character in field.chars() {
            let letters = initials::of(character);
            found.push(Gram(character, None));
            found.extend(letters.iter().map(|&letter| Gram(letter, None)));
            if let Some((last, last_letters)) = &before {
                found.push(Gram(*last, Some(character)));
                for &left in last_letters {
                    found.extend(letters.iter().map(|&right| Gram(left, Some(right))));
                }
            }
            before = Some((character, letters));
        }
    }
    found.into_iter().collect()
}

fn pair(left: char, right: char) -> String {
    Gram(left, Some(right)).text()
}

/// A query, ready to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    terms: Vec<Vec<char>>,
}

impl Asked {
    /// Reads a query: terms between white space, all of which must match. `None` if it holds nothing to look for.
    pub(crate) fn parse(query: &str) -> Option<Asked> {
        let query: String = query.chars().take(LONGEST_QUERY).collect();
        let terms = query.split_whitespace().map(normalise).filter(|term| !term.is_empty());
        let terms: Vec<Vec<char>> = terms.map(|term| term.chars().collect()).collect();
        if terms.is_empty() { None } else { Some(Asked { terms }) }
    }

    /// Whether a row's words match.
    pub(crate) fn matches(&self, words: &str) -> bool {
        let fields: Vec<Vec<(char, Vec<char>)>> =
            words.lines().map(|field| field.chars().map(|c| (c, initials::of(c))).collect()).collect();
        self.terms.iter().all(|term| {
            fields.iter().any(|field| {
                field.windows(term.len()).any(|window| {
                    window
                        .iter()
                        .zip(term)
                        .all(|((own, letters), asked)| own == asked || letters.contains(asked))
                })
            })
        })
    }

    /// Grams that every match has. Neighbours of which one is typed as a letter and the other as a Chinese
    /// character are looked up one by one: their pair is not in the index.
    pub(crate) fn grams(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for term in &self.terms {
            let mut is_covered = vec![false; term.len()];
            for (at, neighbours) in term.windows(2).enumerate() {
                let &[left, right] = neighbours else { continue };
                if left.is_ascii() == right.is_ascii() {
                    found.insert(pair(left, right));
                    is_covered.iter_mut().skip(at).take(2).for_each(|covered| *covered = true);
                }
            }
            let alone = term.iter().zip(is_covered).filter(|(_, covered)| !covered);
            found.extend(alone.map(|(character, _)| character.to_string()));
        }
        found
    }
}

/// How many digits the greatest serial number of a code has.
const SERIAL_DIGITS: usize = 10;

/// What stands for a row in the index: its number, and for a mark the serial number behind its code. Codes of marks
/// granted one after the other lie far apart on purpose, so the index would be written all over for each of them.
pub(crate) fn place(kind: &str, id: &str) -> String {
    let code = if kind == AUTHORIZATION { MarkCode::parse(id).ok() } else { None };
    code.map_or_else(|| id.to_owned(), |code| format!("{:0SERIAL_DIGITS$}", code.serial()))
}

/// The number of the row at a place.
fn id_at(kind: &str, place: String) -> String {
    if kind != AUTHORIZATION || place.len() != SERIAL_DIGITS {
        return place;
    }
    let code = place.parse().ok().and_then(|serial| MarkCode::from_serial(serial).ok());
    code.map_or(place, |code| code.to_string())
}

/// How many candidates are looked at in one go.
const CANDIDATES: u64 = 500;
/// How much is looked at for one page, or to count: a candidate in the index is one, a row that is read as many as
/// `A_ROW`. Signs that are common in a long register and seldom together would have one page look through all of it; it
/// ends there, and the next goes on.
const MOST_LOOKED: u64 = 12_000;
const A_ROW: u64 = 5;
/// How many grams of a query a candidate must have before its row is read.
const TOGETHER: usize = 4;

/// A row that answers a search: its key, and what else tells whether it counts. Its body, which may be long, is not read.
struct Match {
    key: [Value; 2],
    state: String,
    region: String,
}

/// Rows that answer a search, after a key: by kind, marks in the order in which they were granted and others in that of
/// their numbers; and where looking ended before all was seen. An empty kind is any.
pub(crate) fn search(
    tx: &mut dyn Tx,
    wanted: &str,
    kind: &str,
    after: (&str, &str),
    limit: usize,
) -> Result<(Vec<Row>, Option<Key>), Fault> {
    let (mut found, mut budget) = (Vec::new(), MOST_LOOKED);
    let left = each_match(tx, (wanted, kind), after, &mut budget, &mut |tx, one| {
        found.extend(tx.query(sql::ROW, &one.key)?.into_iter().map(Row::read));
        Ok(found.len() < limit)
    })?;
    Ok((found, left))
}

/// Sees the rows of a kind that answer a search, in their order, for as long as `see` wants more; the last candidate where
/// the budget was spent before all was seen. What was looked at is taken from the budget.
fn each_match(
    tx: &mut dyn Tx,
    (wanted, kind): (&str, &str),
    after: (&str, &str),
    budget: &mut u64,
    see: &mut dyn FnMut(&mut dyn Tx, Match) -> Result<bool, Fault>,
) -> Result<Option<Key>, Fault> {
    let Some(asked) = Asked::parse(wanted) else { return Ok(None) };
    let (mut after_kind, mut after_place) = (after.0.to_owned(), place(after.0, after.1));
    if !kind.is_empty() && after_kind != kind {
        // A place in another kind is before everything of this one or behind it.
        if after_kind.as_str() > kind {
            return Ok(None);
        }
        (after_kind, after_place) = (kind.to_owned(), String::new());
    }
    let statement = if kind.is_empty() { sql::GRAM_CANDIDATES } else { sql::GRAM_CANDIDATES_OF };
    let rarest = rarest(tx, &asked, kind)?;
    loop {
        let at_once = CANDIDATES.min(*budget).max(1);
        let mut args = rarest.to_vec();
        args.extend([after_kind.as_str().into(), after_place.as_str().into(), at_once.into()]);
        let candidates = tx.query(statement, &args)?;
        let is_last = (candidates.len() as u64) < at_once;
        for line in candidates {
            if *budget == 0 {
                let id = id_at(&after_kind, after_place);
                return Ok(Some(Key { kind: after_kind, id }));
            }
            *budget -= 1;
            let mut columns = Columns::of(line);
            (after_kind, after_place) = (columns.text(), columns.text());
            if columns.int() == 0 {
                continue;
            }
            *budget = budget.saturating_sub(A_ROW);
            let key = [after_kind.as_str().into(), id_at(&after_kind, after_place.clone()).into()];
            let found = matching(tx, &asked, key)?;
            if let Some(found) = found
                && !see(tx, found)?
            {
                return Ok(None);
            }
        }
        if is_last {
            return Ok(None);
        }
        if *budget == 0 {
            let id = id_at(&after_kind, after_place);
            return Ok(Some(Key { kind: after_kind, id }));
        }
    }
}

/// The row with a key, if it answers what was asked.
fn matching(tx: &mut dyn Tx, asked: &Asked, key: [Value; 2]) -> Result<Option<Match>, Fault> {
    let Some(line) = tx.query(sql::ROW_TOLD, &key)?.into_iter().next() else { return Ok(None) };
    let mut columns = Columns::of(line);
    let words = columns.text();
    Ok(asked.matches(&words).then(|| Match { key, state: columns.text(), region: columns.text() }))
}

impl Reader {
    /// How many rows of a kind answer a search in a region, or in any, without those that were set aside, counted up to
    /// `most` and as far as is looked for one page; and whether there may be more.
    ///
    /// # Errors
    /// If the database fails.
    pub fn count_found(
        &self,
        wanted: &str,
        kind: &str,
        region: &str,
        most: usize,
    ) -> Result<(usize, bool), Fault> {
        let (mut count, mut is_more, mut budget) = (0, false, MOST_LOOKED);
        let left = self.snapshot(|tx| {
            each_match(tx, (wanted, kind), ("", ""), &mut budget, &mut |_, one| {
                if one.state != ANNULLED && one.region.starts_with(region) {
                    is_more = count == most;
                    count += usize::from(!is_more);
                }
                Ok(!is_more)
            })
        })?;
        Ok((count, is_more || left.is_some()))
    }

    /// What answers a search, kind by kind: the first rows of each, and how many there are, counted up to `most`. All kinds
    /// together are looked at as far as one page is: each has its share of that, and what the ones before it left.
    ///
    /// # Errors
    /// If the database fails, or what a kind is sifted by says.
    pub fn search_each(
        &self,
        wanted: &str,
        kinds: &[(&'static str, Option<Sift>)],
        (shown, most): (usize, usize),
    ) -> Result<Vec<Section>, Fault> {
        self.snapshot(|tx| {
            let (mut left, mut sections) = (MOST_LOOKED, Vec::new());
            for (at, (kind, sift)) in kinds.iter().enumerate() {
                let share = left / (kinds.len() - at) as u64;
                let mut budget = share;
                sections.push(section(tx, (wanted, kind), *sift, (shown, most), &mut budget)?);
                left -= share - budget;
            }
            Ok(sections)
        })
    }
}

/// Whether a row is told, where its own text alone says so.
pub type Sift = fn(&Row) -> Result<bool, Fault>;

/// What of one kind answers a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The kind.
    pub kind: &'static str,
    /// The first rows.
    pub rows: Vec<Row>,
    /// How many there are, as far as they were counted.
    pub count: usize,
    /// Whether there may be more.
    pub is_more: bool,
}

fn section(
    tx: &mut dyn Tx,
    (wanted, kind): (&str, &'static str),
    sift: Option<Sift>,
    (shown, most): (usize, usize),
    budget: &mut u64,
) -> Result<Section, Fault> {
    let mut found = Section { kind, rows: Vec::new(), count: 0, is_more: false };
    let left = each_match(tx, (wanted, kind), ("", ""), budget, &mut |tx, one| {
        if one.state == ANNULLED {
            return Ok(true);
        }
        // A row that is only counted is not read, but where its text says whether it counts.
        let is_read = found.rows.len() < shown || sift.is_some();
        let row =
            if is_read { tx.query(sql::ROW, &one.key)?.into_iter().next().map(Row::read) } else { None };
        if let (Some(sift), Some(row)) = (sift, &row)
            && !sift(row)?
        {
            return Ok(true);
        }
        if found.count == most {
            found.is_more = true;
            return Ok(false);
        }
        found.count += 1;
        found.rows.extend(row.filter(|_| found.count <= shown));
        Ok(true)
    })?;
    found.is_more |= left.is_some();
    Ok(found)
}

/// The rarest grams of a query among the rows of a kind, the rarest first; every match has all of them. Where it has fewer,
/// the rest are empty and ask for nothing.
fn rarest(tx: &mut dyn Tx, asked: &Asked, kind: &str) -> Result<[Value; TOGETHER], Fault> {
    let statement = if kind.is_empty() { sql::GRAM_RARE } else { sql::GRAM_RARE_OF };
    let mut counted = Vec::new();
    for gram in asked.grams() {
        counted
            .push((one_int(&tx.query(statement, &[gram.as_str().into(), kind.into()])?).unwrap_or(0), gram));
    }
    counted.sort();
    let mut grams = counted.into_iter().map(|(_, gram)| gram);
    Ok(std::array::from_fn(|_| grams.next().unwrap_or_default().into()))
}
