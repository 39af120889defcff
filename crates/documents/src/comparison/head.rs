//! The head of a table in the wide form: on which lines it stands, and what each column holds.

use std::collections::BTreeMap;

use policy::standard::draft::{ReferenceDraft, is_kind};
use policy::standard::number::EditionNumber;

use super::SheetFault;
use super::cells::Cells;
use super::head_number::numbered;
use super::head_text::{self, Part, before_method, is_group, is_limit_word, part, reference};

/// The most lines of title before the head.
const TITLE_LINES: usize = 40;
/// The most lines of a head.
const HEAD_LINES: u32 = 3;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Part(Part),
    /// The limit of a compared standard.
    Cell(usize),
    /// Its test method.
    Method(usize),
    /// Something that no column of a table holds: it is kept with the remarks.
    Beside,
}

/// What a column below a compared standard says that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// It has no head of its own.
    Nothing,
    Limit,
    Method,
    /// A head that is not known.
    Other,
}

/// A column below a compared standard.
#[derive(Debug)]
struct Below {
    col: u32,
    /// Which, counted from 0; none where it stands below this standard.
    at: Option<usize>,
    says: Says,
    standard: String,
    leaf: String,
}

/// The head.
#[derive(Debug)]
pub(super) struct Head {
    /// Its first line.
    pub(super) first: u32,
    /// Its last.
    pub(super) last: u32,
    /// What each column holds, and how sentences call it.
    pub(super) columns: BTreeMap<u32, (Role, String)>,
    /// The compared standards, each with the column that names it.
    pub(super) references: Vec<(u32, ReferenceDraft)>,
    /// The edition that the column of this standard names.
    pub(super) edition: Option<EditionNumber>,
    /// Whether it says that the limits are sample data.
    pub(super) is_sample: bool,
    /// What is wrong with it.
    pub(super) faults: Vec<SheetFault>,
    /// The columns of compared standards, until all are known.
    below: Vec<Below>,
}

/// Finds the line that names the indicators and the limits of this standard, perhaps on two lines.
pub(super) fn find(sheet: &Cells) -> Option<Head> {
    sheet.lines.iter().take(TITLE_LINES).find_map(|line| {
        let named = line.cells.iter().find(|(_, held)| part(&held.text) == Some(Part::Indicator))?;
        let first = line.line;
        let head = read(sheet, first, last_line(sheet, first, named.0));
        let has_limit = |(role, _): &(Role, String)| *role == Role::Part(Part::Limit);
        head.columns.values().any(has_limit).then_some(head)
    })
}

/// The last line of a head: as far as the merged cell of the indicators reaches; without one, the next line belongs to
/// it where it says something about columns and nothing of an indicator.
fn last_line(sheet: &Cells, first: u32, indicator: u32) -> u32 {
    let reach = sheet.merge(indicator, first).map_or(first, |merge| merge.last.1);
    if reach > first {
        return reach.min(first + HEAD_LINES - 1);
    }
    let next = first + 1;
    let own = |col: u32| sheet.own(col, next).map(|held| held.text.as_str());
    let is_row = own(indicator).is_some() || !sheet.lines.iter().any(|line| line.line == next);
    let goes_across = |merge: &crate::sheet::Merge| merge.first.1 == first && merge.last.0 > merge.first.0;
    let texts = |line: u32| (0..sheet.width()).map(|col| sheet.text(col, line)).collect::<Vec<_>>();
    let limit = own_column(&texts(first));
    let says_of_columns = |text: &str| {
        let top = text.lines().next().unwrap_or_default();
        let is_edition = EditionNumber::parse(top).is_ok();
        // Under one head over all limits the next line says whose they are.
        let is_whose = limit.is_none() && (head_text::own_limit(text).is_some() || numbered(top).is_some());
        is_limit_word(text) || before_method(text) == Some("") || is_edition || is_whose
    };
    let has_limit = limit.and_then(own).is_some_and(|text| !is_limit_word(text));
    let is_sub =
        (0..sheet.width()).filter_map(own).any(says_of_columns) || sheet.merges_at(first).any(goes_across);
    if !is_row && !has_limit && is_sub { next } else { first }
}

/// The column of this standard's own limit: the one that says so, else the first that names one of the mark's standards.
fn own_column(tops: &[String]) -> Option<u32> {
    let named = tops.iter().zip(0..).find(|(top, _)| head_text::own_limit(top).is_some());
    let numbered = || tops.iter().zip(0..).find(|(top, _)| head_text::own_number(top).is_some());
    named.or_else(numbered).map(|(_, col)| col)
}

/// What the head says of a column, from top to bottom: a cell merged downwards says it once, and a head over all compared
/// standards or over all limits nothing.
fn said(sheet: &Cells, col: u32, first: u32, last: u32) -> Vec<String> {
    let mut said: Vec<String> = (first..=last).map(|line| sheet.text(col, line)).collect();
    said.retain(|text| !text.is_empty() && !is_group(text));
    said.dedup();
    let says_more = |text: &String| !is_limit_word(text) && before_method(text) != Some("");
    while said.first().is_some_and(|top| is_limit_word(top)) && said.iter().any(says_more) {
        said.remove(0);
    }
    // The kind over the number is said with it.
    if let [top, number, ..] = said.as_slice()
        && is_kind(top)
        && numbered(number).is_some()
    {
        let both = format!("{top} {number}");
        said.splice(..2, [both]);
    }
    said
}

/// Reads the columns under a head.
fn read(sheet: &Cells, first: u32, last: u32) -> Head {
    let mut head = Head {
        first,
        last,
        columns: BTreeMap::new(),
        references: Vec::new(),
        edition: None,
        is_sample: false,
        faults: Vec::new(),
        below: Vec::new(),
    };
    let columns: Vec<Vec<String>> = (0..sheet.width()).map(|col| said(sheet, col, first, last)).collect();
    let tops: Vec<String> = columns.iter().map(|said| said.first().cloned().unwrap_or_default()).collect();
    let own = own_column(&tops);
    for (said, col) in columns.iter().zip(0..) {
        head.column(sheet, (col, own == Some(col)), said);
    }
    head.settle(sheet);
    head
}

impl Head {
    fn column(&mut self, sheet: &Cells, (col, is_own): (u32, bool), said: &[String]) {
        let (Some(top), Some(leaf)) = (said.first(), said.last()) else { return };
        let called = leaf.lines().next().unwrap_or_default().to_owned();
        let own = head_text::own_limit(top);
        let own = own.or_else(|| is_own.then(|| (head_text::own_number(top), false)));
        if let Some((edition, is_sample)) = own {
            self.edition = self.edition.take().or(edition);
            self.is_sample |= is_sample;
            return self.own(sheet, col, said, called);
        }
        if said.len() == 1 {
            if let Some(part) = part(top) {
                return self.part(sheet, col, part, called);
            }
            if let Some(standard) = before_method(top).filter(|standard| !standard.is_empty()) {
                let at = self.place(col, standard);
                self.below.push(Below {
                    col,
                    at: Some(at),
                    says: Says::Method,
                    standard: called,
                    leaf: String::new(),
                });
                return;
            }
        }
        let at = self.place(col, top);
        let says = match leaf {
            _ if said.len() == 1 => Says::Nothing,
            leaf if before_method(leaf) == Some("") => Says::Method,
            leaf if is_limit_word(leaf) => Says::Limit,
            _ => Says::Other,
        };
        let standard = top.lines().next().unwrap_or_default().to_owned();
        let leaf = if says == Says::Nothing { String::new() } else { called };
        self.below.push(Below { col, at: Some(at), says, standard, leaf });
    }

    /// A column below the name of this standard.
    fn own(&mut self, sheet: &Cells, col: u32, said: &[String], called: String) {
        let leaf = said.last().filter(|_| said.len() > 1).map(String::as_str);
        let part = match leaf {
            None => Part::Limit,
            Some(leaf) if is_limit_word(leaf) => Part::Limit,
            Some(leaf) => match part(leaf) {
                Some(known @ (Part::TestMethod | Part::Clause | Part::Remark | Part::Unit)) => known,
                _ => {
                    let standard = said.first().and_then(|top| top.lines().next()).unwrap_or_default();
                    let (standard, leaf) = (standard.to_owned(), called);
                    self.below.push(Below { col, at: None, says: Says::Other, standard, leaf });
                    return;
                }
            },
        };
        self.part(sheet, col, part, called);
    }

    /// Says what each column of the compared standards holds: one its limit, one its test method. Where several stand below
    /// one standard, their own heads tell which.
    fn settle(&mut self, sheet: &Cells) {
        let below = std::mem::take(&mut self.below);
        for one in below.iter().filter(|one| one.at.is_none()) {
            match self.of(Part::Limit) {
                None => self.part(sheet, one.col, Part::Limit, one.leaf.clone()),
                Some(_) => self.beside(sheet, (one.col, &one.standard, &one.leaf)),
            }
        }
        for at in 0..self.references.len() {
            let of_it: Vec<&Below> = below.iter().filter(|one| one.at == Some(at)).collect();
            let first = |says: Says| of_it.iter().find(|one| one.says == says).map(|one| one.col);
            let others = of_it.iter().filter(|one| one.says == Says::Other).count();
            let only = first(Says::Other).filter(|_| others == 1);
            let limit = first(Says::Limit).or(first(Says::Nothing)).or(only);
            let method = first(Says::Method);
            for one in of_it {
                let called = one.standard.clone();
                if limit == Some(one.col) {
                    self.columns.insert(one.col, (Role::Cell(at), called));
                } else if method == Some(one.col) {
                    self.columns.insert(one.col, (Role::Method(at), called));
                } else if one.says == Says::Other {
                    self.beside(sheet, (one.col, &one.standard, &one.leaf));
                } else {
                    let zh = format!("“{called}”有两列，请只保留一列，或写明各是哪一版本");
                    let en =
                        format!("two columns are headed `{called}`: keep one, or name the edition of each");
                    self.faults.push(sheet.fault((one.col, self.last), &called, &zh, &en));
                    self.columns.insert(one.col, (Role::Beside, called));
                }
            }
        }
    }

    /// A column below a standard with a head of its own that nobody knows: what it holds is kept with the remarks.
    fn beside(&mut self, sheet: &Cells, (col, standard, leaf): (u32, &str, &str)) {
        let line = (self.first..=self.last).rev().find(|line| sheet.own(col, *line).is_some());
        let (limits, methods) = (head_text::LIMIT_WORDS, head_text::METHOD_WORDS);
        let zh = format!(
            "“{standard}”之下的表头“{leaf}”无法识别：限值一栏可写{}，试验方法一栏可写{}；其内容已放入各行的备注",
            limits.join("、"),
            methods.join("、")
        );
        let en = format!(
            "below `{standard}` the head `{leaf}` is not known: a column of limits is headed by one of {}, one of test \
             methods by one of {}; what it holds was put into the remark of each row",
            limits.join(", "),
            methods.join(", ")
        );
        self.faults.push(sheet.fault((col, line.unwrap_or(self.last)), leaf, &zh, &en));
        self.columns.insert(col, (Role::Beside, format!("{standard} {leaf}")));
    }

    fn part(&mut self, sheet: &Cells, col: u32, part: Part, called: String) {
        let role = Role::Part(part);
        if self.columns.values().any(|(known, _)| *known == role) {
            let zh = format!("“{called}”与前面一列说的是同一项，请只保留一列");
            let en = format!("`{called}` names what an earlier column has already: keep one");
            self.faults.push(sheet.fault((col, self.last), &called, &zh, &en));
            return;
        }
        self.columns.insert(col, (role, called));
    }

    /// The place of the standard that a head names, which is begun if it is the first of it.
    fn place(&mut self, col: u32, header: &str) -> usize {
        // A standard in words is matched as it stands: what looks like its title may be part of its name.
        if let Some(at) = self.references.iter().position(|(_, known)| known.standard == header.trim()) {
            return at;
        }
        let draft = reference(header);
        let same = |(_, known): &(u32, ReferenceDraft)| known.standard == draft.standard;
        if let Some(at) = self.references.iter().position(same) {
            if let Some((_, known)) = self.references.get_mut(at)
                && known.name.is_empty()
                && known.kind.is_empty()
            {
                *known = draft;
            }
            return at;
        }
        self.references.push((col, draft));
        self.references.len() - 1
    }

    /// The column that holds a part of each row.
    pub(super) fn of(&self, part: Part) -> Option<u32> {
        self.columns.iter().find(|(_, (role, _))| *role == Role::Part(part)).map(|(col, _)| *col)
    }
}
