//! A paper that is too heavy in the lightest faces is shortened until it is light enough. What weighs are the different signs: so
//! what persons wrote is printed in the order of its weight for the reader (names before reasons, reasons before rows) as
//! long as there is room for further signs; where a text ends early it says so, and a line tells where all of it is read.

use std::collections::HashSet;

use super::told::{Firm, GroundLine, MarkOn, Told};
use super::{Comparison, DutyLetter, Lang, Paper};

/// How many characters there is room for with each different sign: what is said again weighs little, and not nothing.
const LENGTH_A_SIGN: usize = 40;

/// How many characters a row weighs beside its own: its lines and tags.
const ROW: usize = 10;

/// The end of a text that goes on elsewhere.
const GOES_ON: &str = "……";

/// What a paper has room for, and what found none.
pub(super) struct Room {
    lang: Lang,
    signs: HashSet<char>,
    most_signs: usize,
    length_left: usize,
    is_full: bool,
    /// What was left out.
    pub(super) left: Left,
}

/// What was left out of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Left {
    /// Characters of texts that end early.
    pub characters: usize,
    /// Rows of tables that are not printed at all.
    pub rows: usize,
}

impl Left {
    /// Whether everything is printed.
    #[must_use]
    pub fn is_nothing(self) -> bool {
        self == Left::default()
    }
}

impl Room {
    /// Room for so many different signs of what persons wrote.
    pub(super) fn of(most_signs: usize, lang: Lang) -> Room {
        Room {
            lang,
            signs: HashSet::new(),
            most_signs,
            length_left: most_signs.saturating_mul(LENGTH_A_SIGN),
            is_full: false,
            left: Left::default(),
        }
    }

    fn takes(&mut self, sign: char) -> bool {
        let is_room =
            self.length_left > 0 && (self.signs.contains(&sign) || self.signs.len() < self.most_signs);
        if is_room {
            self.length_left -= 1;
            self.signs.insert(sign);
        } else {
            self.is_full = true;
        }
        is_room
    }

    fn text(&mut self, text: &mut String) {
        let end = text.char_indices().find(|(_, sign)| !self.takes(*sign)).map(|(at, _)| at);
        if let Some(end) = end {
            self.left.characters += text.get(end..).map_or(0, |rest| rest.chars().count());
            text.truncate(end);
            text.push_str(GOES_ON);
        }
    }

    fn texts<'a>(&mut self, texts: impl IntoIterator<Item = &'a mut String>) {
        for text in texts {
            self.text(text);
        }
    }

    fn rows<T>(&mut self, rows: &mut Vec<T>, mut each: impl FnMut(&mut Room, &mut T)) {
        let mut printed = 0;
        for row in rows.iter_mut() {
            if self.is_full {
                break;
            }
            self.length_left = self.length_left.saturating_sub(ROW);
            each(self, row);
            printed += 1;
        }
        self.left.rows += rows.len() - printed;
        rows.truncate(printed);
    }

    fn told(&mut self, told: &mut Told) {
        match told {
            Told::Text(text) => self.text(text),
            Told::Nothing | Told::Withheld(_) | Told::Erased(_) => {}
        }
    }

    fn firm(&mut self, firm: &mut Firm) {
        self.text(&mut firm.name);
    }

    fn mark(&mut self, mark: &mut MarkOn) {
        self.texts([&mut mark.product, &mut mark.standard]);
        self.rows(&mut mark.models, Room::text);
    }

    fn ground(&mut self, ground: &mut GroundLine) {
        let lang = self.lang;
        self.texts([&mut ground.says, &mut ground.found].map(|said| lang.pick(&mut said.zh, &mut said.en)));
    }

    fn grounds(&mut self, grounds: &mut Vec<GroundLine>) {
        self.rows(grounds, Room::ground);
    }

    fn table(&mut self, table: &mut Comparison) {
        self.texts([&mut table.standard, &mut table.title]);
        self.texts(&mut table.product);
        self.rows(&mut table.references, Room::text);
        self.texts(&mut table.notes);
        self.rows(&mut table.rows, |room, row| {
            room.texts([&mut row.indicator, &mut row.detail, &mut row.limit]);
            room.texts(&mut row.cells);
        });
    }

    fn duties(&mut self, letter: &mut DutyLetter) {
        let lang = self.lang;
        self.text(&mut letter.report);
        self.rows(&mut letter.rows, |room, row| {
            room.texts([&mut row.firm, &mut row.standard]);
            let said = [Some(&mut row.duty), Some(&mut row.says), row.since.as_mut()];
            room.texts(said.into_iter().flatten().map(|said| lang.pick(&mut said.zh, &mut said.en)));
        });
    }

    /// Whether there is no room for all of a paper.
    pub(super) fn lacks(mut self, paper: &Paper) -> bool {
        self.shorten(&mut paper.clone());
        !self.left.is_nothing()
    }

    /// Shortens a paper to what there is room for.
    pub(super) fn shorten(&mut self, paper: &mut Paper) {
        match paper {
            Paper::Certificate(it) => {
                self.firm(&mut it.firm);
                self.mark(&mut it.mark);
            }
            Paper::Acceptance(it) => {
                self.firm(&mut it.firm);
                self.mark(&mut it.mark);
                self.told(&mut it.reasons);
            }
            Paper::Refusal(it) => {
                self.firm(&mut it.firm);
                self.texts([&mut it.product, &mut it.standard]);
                self.rows(&mut it.models, Room::text);
                self.grounds(&mut it.grounds);
                self.grounds(&mut it.unknown);
                self.told(&mut it.reasons);
            }
            Paper::InterviewNotice(it) => {
                self.firm(&mut it.firm);
                self.texts(it.appointment.as_mut().map(|at| &mut at.place));
                self.texts(&mut it.product);
                self.grounds(&mut it.grounds);
            }
            Paper::SanctionNotice(it) => {
                self.firm(&mut it.firm);
                self.rows(&mut it.marks, Room::mark);
                self.grounds(&mut it.grounds);
                self.told(&mut it.words);
            }
            Paper::HearingRecord(it) => {
                self.firm(&mut it.firm);
                self.texts(&mut it.place);
                self.rows(&mut it.attended, Room::text);
                self.rows(&mut it.marks, Room::mark);
                self.grounds(&mut it.grounds);
                self.told(&mut it.minutes);
            }
            Paper::Revocation(it) => {
                self.firm(&mut it.firm);
                self.mark(&mut it.mark);
                self.grounds(&mut it.grounds);
                self.told(&mut it.reasons);
            }
            Paper::Correction(it) => {
                self.firm(&mut it.firm);
                self.mark(&mut it.mark);
                self.told(&mut it.reasons);
            }
            Paper::ComparisonPoster(it) | Paper::ComparisonInsert(it) => self.table(it),
            Paper::Duties(it) => self.duties(it),
        }
    }
}
