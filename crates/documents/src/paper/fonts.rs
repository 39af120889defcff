//! The faces, inside the program: nothing is looked for on the machine. Sources and licences: `fonts/README.md`.

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};

const FILES: [&[u8]; 5] = [
    include_bytes!("../../fonts/ZhuqueFangsong-Regular.ttf"),
    include_bytes!("../../fonts/NotoSerifCJKsc-Bold.ttf"),
    include_bytes!("../../fonts/NotoSerifCJKsc-Regular-Latin.ttf"),
    include_bytes!("../../fonts/NotoSansSC-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansCJKsc-Regular-Rare.ttf"),
];

/// The faces, read once.
pub(super) struct Fonts {
    pub(super) book: FontBook,
    faces: Vec<Font>,
    /// For each character whether a face can draw it: every sign of every paper is looked up.
    drawn: Vec<bool>,
}

impl Fonts {
    /// Reads the files.
    pub(super) fn read() -> Fonts {
        let faces: Vec<Font> = FILES.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
        let can: Vec<u32> = faces.iter().flat_map(|face| face.info().coverage.iter()).collect();
        let mut drawn = vec![false; can.iter().max().map_or(0, |last| *last as usize + 1)];
        for character in can {
            if let Some(known) = drawn.get_mut(character as usize) {
                *known = true;
            }
        }
        Fonts { book: FontBook::from_fonts(&faces), faces, drawn }
    }

    /// The face with a number of the book.
    pub(super) fn face(&self, index: usize) -> Option<Font> {
        self.faces.get(index).cloned()
    }

    /// Whether any face can draw a character.
    pub(super) fn can_draw(&self, character: char) -> bool {
        self.drawn.get(character as usize).copied().unwrap_or(false)
    }
}
