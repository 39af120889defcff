//! What reports know of the enterprises that their figures are about: kept once for each, for findings and duties name
//! enterprises by their codes alone.

use std::collections::BTreeMap;

use policy::division;
use policy::industry::DIVISIONS;
use policy::powers::Office;
use registry::{Fault, Reader, Row};

use super::Asked;
use crate::lang::capital;
use crate::public::filter::NOT_STATED;
use crate::public::of_industry::industry_of;
use crate::when::When;
use crate::words::text;

/// The kind of the rows of enterprises.
pub(super) const KIND: &str = "enterprise";

/// What of an enterprise something is counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Its industry: the division of manufacturing.
    Industry,
    /// The first digits of the division that its head office lies in.
    Place(usize),
}

/// An enterprise.
#[derive(Default)]
pub(super) struct Maker {
    pub(super) name: String,
    /// The division of its head office; empty where none is on file.
    pub(super) region: String,
    /// The code of its industry; empty where nobody has stated it.
    pub(super) industry: String,
}

/// The enterprises that were seen, by their codes.
#[derive(Default)]
pub(super) struct Makers(BTreeMap<String, Maker>);

impl Makers {
    /// Notes an enterprise; its industry only where it is asked for, for it is read from the whole dossier.
    ///
    /// # Errors
    /// If the row cannot be read.
    pub(super) fn see(&mut self, row: &Row, with_industry: bool) -> Result<(), Fault> {
        let industry = if with_industry { industry_of(row)? } else { None };
        let industry = industry.map(|industry| industry.code().to_owned()).unwrap_or_default();
        let maker = Maker { name: row.title.clone(), region: row.region.clone(), industry };
        self.0.insert(row.id.clone(), maker);
        Ok(())
    }

    /// An enterprise, to be kept elsewhere.
    pub(super) fn take(&mut self, code: &str) -> Option<Maker> {
        self.0.remove(code)
    }

    /// An enterprise by its code.
    pub(super) fn get(&self, code: &str) -> Option<&Maker> {
        self.0.get(code)
    }
}

/// Where the head offices of enterprises are today, for who may read of one is asked today, whatever day is shown (decision
/// 0020).
#[derive(Default)]
pub(super) struct Seats(BTreeMap<String, String>);

impl Seats {
    /// Those of all, where an office looks at another day; where it looks at today, the rows that it is shown tell.
    ///
    /// # Errors
    /// A fault of the reader.
    pub(super) fn of(reader: &Reader, when: When, office: Option<&Office>) -> Result<Seats, Fault> {
        let mut seats = BTreeMap::new();
        if when.is_dated && office.is_some() {
            reader.each_row(&[KIND], &mut |row| {
                seats.insert(row.id.clone(), row.region.clone());
                Ok(())
            })?;
        }
        Ok(Seats(seats))
    }

    /// That of an enterprise, with the one on the day that is shown; nothing where none is on file.
    pub(super) fn today<'a>(&'a self, code: &str, shown: &'a str) -> Option<&'a str> {
        Some(self.0.get(code).map_or(shown, String::as_str)).filter(|region| !region.is_empty())
    }
}

impl Of {
    /// What an enterprise is counted under, as an address names it.
    pub(super) fn key(self, maker: Option<&Maker>) -> String {
        let (code, digits) = match (self, maker) {
            (Of::Industry, Some(maker)) => (maker.industry.as_str(), 2),
            (Of::Place(digits), Some(maker)) => (maker.region.as_str(), digits),
            (_, None) => ("", 0),
        };
        let code = code.get(..digits).unwrap_or(code);
        if code.is_empty() { NOT_STATED.to_owned() } else { code.to_owned() }
    }

    /// The keys that have a row whether anything is counted under them or not: a place that is missing is not a place with
    /// none. Counties are too many.
    pub(super) fn all(self) -> Vec<String> {
        match self {
            Of::Industry => DIVISIONS.iter().map(|(code, _)| (*code).to_owned()).collect(),
            Of::Place(digits @ ..=4) => {
                let cities = division::counties().filter_map(|county| county.city_code.get(..digits));
                cities.map(str::to_owned).collect()
            }
            Of::Place(_) => Vec::new(),
        }
    }

    /// A key in words.
    pub(super) fn name(self, key: &str, asked: &Asked) -> String {
        match self {
            _ if key == NOT_STATED => text(asked.lang).report.not_known.to_owned(),
            Of::Industry => asked.lang.industry(key),
            Of::Place(_) => capital(&asked.lang.place(&format!("{key:0<6}"))),
        }
    }
}

/// Whether a code that is asked for is that of an enterprise or of a part of it.
pub(super) fn is_within(code: &str, asked: &str) -> bool {
    if asked == NOT_STATED { code.is_empty() } else { code.starts_with(asked) }
}
