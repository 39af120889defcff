//! The faces, inside the program: nothing is looked for on the machine. Sources and licences: `fonts/README.md`.

use std::collections::HashSet;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};

const FILES: [&[u8]; 5] = [
    include_bytes!("../../fonts/ZhuqueFangsong-Regular.otf"),
    include_bytes!("../../fonts/NotoSerifCJKsc-Bold.ttf"),
    include_bytes!("../../fonts/NotoSerifCJKsc-Regular-Latin.ttf"),
    include_bytes!("../../fonts/NotoSansSC-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansCJKsc-Regular-Rare.ttf"),
];

/// The faces, read once.
pub(super) struct Fonts {
    pub(super) book: FontBook,
    faces: Vec<Font>,
    /// The characters that a face can draw: every sign of every paper is looked up.
    drawn: HashSet<u32>,
}

impl Fonts {
    /// Reads the files.
    pub(super) fn read() -> Fonts {
        let faces: Vec<Font> = FILES.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
        let drawn = faces.iter().flat_map(|face| face.info().coverage.iter()).collect();
        Fonts { book: FontBook::from_fonts(&faces), faces, drawn }
    }

    /// The face with a number of the book.
    pub(super) fn face(&self, index: usize) -> Option<Font> {
        self.faces.get(index).cloned()
    }

    /// Whether any face can draw a character.
    pub(super) fn can_draw(&self, character: char) -> bool {
        self.drawn.contains(&u32::from(character))
    }
}
