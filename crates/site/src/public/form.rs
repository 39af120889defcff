//! The page behind a code kept ready with its open places: in one language, type size, state and path all such
//! pages are the same but for a score of values, so the template is rendered once with a sign in each of those
//! places and an answer is that text with the values put in.
//!
//! Nothing of a person or of a mark is in what is kept; its number is bounded by the states there are.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use askama::filters::{Escaper, Html};

use crate::lang::Lang;

/// A place that the page of each mark fills with its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The code.
    Code,
    /// This page in the other language.
    OtherLang,
    /// This page in the other type size.
    OtherType,
    /// The request's number.
    Request,
    /// The day since which, or up to which, the state is as it is.
    Since,
    /// The product.
    Product,
    /// The maker's name.
    Maker,
    /// The maker's code.
    MakerCode,
    /// The models.
    Models,
    /// The edition's number as it is printed.
    Edition,
    /// The edition's title.
    EditionTitle,
    /// Where the standard is.
    Standard,
    /// The number of the certificate or the declaration.
    Basis,
    /// First day.
    From,
    /// Last day.
    Until,
    /// The day of the last check.
    Checked,
    /// The day since which a label filing is accepted.
    Labelled,
    /// Today.
    Today,
    /// Today as a field has it.
    Day,
    /// The comparison table.
    Table,
    /// The entry in the ledger.
    Position,
}

const PLACES: [Place; 21] = [
    Place::Code,
    Place::OtherLang,
    Place::OtherType,
    Place::Request,
    Place::Since,
    Place::Product,
    Place::Maker,
    Place::MakerCode,
    Place::Models,
    Place::Edition,
    Place::EditionTitle,
    Place::Standard,
    Place::Basis,
    Place::From,
    Place::Until,
    Place::Checked,
    Place::Labelled,
    Place::Today,
    Place::Day,
    Place::Table,
    Place::Position,
];

/// Starts the sign of a place: a character that no word of the pages has and that escaping leaves alone. A letter
/// follows.
const SIGN: char = '\u{1}';

impl Place {
    /// The sign of the place, for the template.
    pub(super) fn sign(self) -> String {
        format!("{SIGN}{}", char::from(b'a' + self as u8))
    }

    fn of_letter(letter: char) -> Option<Place> {
        let at = u32::from(letter).checked_sub(u32::from('a'))?;
        PLACES.get(usize::try_from(at).ok()?).copied()
    }
}

/// What a page has in common with others; pages that agree in this differ in their places only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    /// The language.
    pub(super) lang: Lang,
    /// Larger type.
    pub(super) is_large: bool,
    /// Name of the state.
    pub(super) state: &'static str,
    /// Path 2 and not path 1.
    pub(super) is_declared: bool,
    /// Whether the product was checked, and if so, whether it failed.
    pub(super) failed_check: Option<bool>,
    /// Whether a label filing is accepted.
    pub(super) is_labelled: bool,
    /// The entry that brought the official picture of the mark, 0 where there is none.
    pub(super) emblem: u64,
}

/// A page with open places.
pub(super) struct Form {
    start: String,
    parts: Vec<(Place, String)>,
    bytes: usize,
}

impl Form {
    /// Of a page rendered with signs.
    pub(super) fn of(page: &str) -> Form {
        let mut parts = page.split(SIGN);
        let start = parts.next().unwrap_or_default().to_owned();
        let parts = parts.filter_map(|part| {
            let mut rest = part.chars();
            let place = Place::of_letter(rest.next()?)?;
            Some((place, rest.as_str().to_owned()))
        });
        Form { start, parts: parts.collect(), bytes: page.len() }
    }

    /// The page with its places filled; `more` is how many bytes that may take.
    pub(super) fn filled(&self, more: usize, mut fill: impl FnMut(Place, &mut String)) -> String {
        let mut page = String::with_capacity(self.bytes + more);
        page.push_str(&self.start);
        for (place, text) in &self.parts {
            fill(*place, &mut page);
            page.push_str(text);
        }
        page
    }
}

/// Forms that are ready.
#[derive(Default)]
pub(crate) struct Forms(Mutex<HashMap<Shape, Arc<Form>>>);

impl Forms {
    /// The form of a shape, if it was kept.
    pub(super) fn get(&self, shape: &Shape) -> Option<Arc<Form>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(shape).cloned()
    }

    /// Keeps a form, and no longer those with a former picture of the mark.
    pub(super) fn keep(&self, shape: Shape, form: Arc<Form>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|known, _| known.emblem == shape.emblem);
        kept.insert(shape, form);
    }
}

/// Adds a text with the characters escaped that mean something in HTML.
pub(super) fn escaped(page: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = Html.write_escaped_str(page, text);
}
