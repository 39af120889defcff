//! What a file is, by what is in it and not by what it is called. No picture is decoded: heads are read, so
//! that one that would unfold to a hundred times its size costs nothing here, and is refused for whoever opens it; and of a PNG
//! it is counted whether its data unfold to what its head says.

use policy::article::Said;
use policy::authorization::evidence::FileType;

use super::{pdf, png};
use crate::lang::Lang;
use crate::office::upload::named;
use crate::problem::Trouble;
use crate::public::aside;
use crate::words::{Text, fill, text};

/// The most points of a picture: more than any scanner makes of a page, less than what stops a reader's machine.
const MOST_POINTS: u64 = 60_000_000;

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It is no PDF, PNG or JPEG.
    NotTaken,
    /// It begins as one of them and has no end.
    Cut(FileType),
    /// It is one of them, and its name ends like another type.
    OtherName(FileType),
    /// A picture of too many points.
    TooManyPoints,
    /// A picture whose data unfold to more than its head says.
    LongerThanSaid,
    /// A PDF that holds a script, an action that starts a program, or another file: the name of it in the file.
    Active(&'static str),
}

impl Refused {
    /// Why the file of this name is not taken, in both languages.
    #[must_use]
    pub fn said(self, name: &str) -> Said {
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| self.told(text(lang), name));
        Said::new(zh, en)
    }

    /// Why the file of this name is not taken.
    pub(crate) fn told(self, w: &'static Text, name: &str) -> String {
        let (file, w) = (named(w, name), &w.declare);
        match self {
            Refused::NotTaken => fill(w.evidence_not_taken, &[&file]),
            Refused::Cut(kind) => fill(w.evidence_cut, &[&file, &type_name(kind)]),
            Refused::OtherName(kind) => fill(w.evidence_other_name, &[&file, &type_name(kind)]),
            Refused::TooManyPoints => fill(w.evidence_too_many_points, &[&file]),
            Refused::LongerThanSaid => fill(w.evidence_longer, &[&file]),
            Refused::Active(name) => fill(w.evidence_active, &[&file, &name]),
        }
    }
}

/// What people call a type.
pub(crate) fn type_name(file_type: FileType) -> &'static str {
    match file_type {
        FileType::Pdf => "PDF",
        FileType::Png => "PNG",
        FileType::Jpeg => "JPEG",
    }
}

/// The type of a file.
///
/// # Errors
/// Why it is not taken.
pub fn file_type(name: &str, body: &[u8]) -> Result<FileType, Refused> {
    let kind = whole(body)?;
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
    let ends: &[&str] = match kind {
        FileType::Pdf => &["pdf"],
        FileType::Png => &["png"],
        FileType::Jpeg => &["jpg", "jpeg"],
    };
    if ends.contains(&end.as_str()) { Ok(kind) } else { Err(Refused::OtherName(kind)) }
}

/// The same away from the threads that answer, for a file may be long; and the file again.
///
/// # Errors
/// A fault, if it panicked.
pub(crate) async fn looked_at(
    name: &str,
    body: Vec<u8>,
) -> Result<(Vec<u8>, Result<FileType, Refused>), Trouble> {
    let name = name.to_owned();
    aside(move || {
        let found = file_type(&name, &body);
        Ok((body, found))
    })
    .await
}

/// The type of a file that has no name, by what is in it.
///
/// # Errors
/// Why it is not taken.
pub(crate) fn whole(body: &[u8]) -> Result<FileType, Refused> {
    let kind = FileType::by_head(body).ok_or(Refused::NotTaken)?;
    let points = match kind {
        FileType::Pdf => Some(0),
        FileType::Png => png_points(body),
        FileType::Jpeg => jpeg_points(body),
    };
    let is_cut = match kind {
        FileType::Pdf => !pdf_ends(body),
        FileType::Png => !png_ends(body),
        FileType::Jpeg => !jpeg_ends(body),
    };
    match points {
        None => Err(Refused::Cut(kind)),
        Some(points) if points > MOST_POINTS => Err(Refused::TooManyPoints),
        Some(_) if is_cut => Err(Refused::Cut(kind)),
        Some(_) if kind == FileType::Png && png::is_longer_than_said(body) => Err(Refused::LongerThanSaid),
        Some(_) if kind == FileType::Pdf => match pdf::active(body) {
            Some(name) => Err(Refused::Active(name)),
            None => Ok(kind),
        },
        Some(_) => Ok(kind),
    }
}

/// The most bytes from the end of a PDF in which its trailer is looked for: some programs write a little behind it.
const PDF_END: usize = 2048;

/// Whether a PDF has its trailer, where a reader begins: one that was cut off has none.
fn pdf_ends(body: &[u8]) -> bool {
    let last = body.get(body.len().saturating_sub(PDF_END)..).unwrap_or(body);
    let has = |mark: &[u8]| last.windows(mark.len()).any(|part| part == mark);
    has(b"startxref") && has(b"%%EOF")
}

fn number(body: &[u8], at: usize, bytes: usize) -> Option<u64> {
    let end = at.checked_add(bytes)?;
    Some(body.get(at..end)?.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}

/// Width and height stand in the first chunk of a PNG, which has to be IHDR.
fn png_points(body: &[u8]) -> Option<u64> {
    if body.get(12..16)? != b"IHDR" {
        return None;
    }
    number(body, 16, 4)?.checked_mul(number(body, 20, 4)?).filter(|points| *points > 0)
}

/// Whether the chunks of a PNG lead, one after the other, to the one that ends it: one that was cut off has none.
fn png_ends(body: &[u8]) -> bool {
    let mut at = 8;
    while let Some(length) = number(body, at, 4).and_then(|length| usize::try_from(length).ok()) {
        // Length, name, data and checksum.
        let next = at.checked_add(12).and_then(|start| start.checked_add(length));
        let Some(next) = next.filter(|next| *next <= body.len()) else { return false };
        if body.get(at + 4..at + 8) == Some(b"IEND") {
            return true;
        }
        at = next;
    }
    false
}

/// Whether a JPEG has its end mark; some cameras write a little behind it.
fn jpeg_ends(body: &[u8]) -> bool {
    let last = body.get(body.len().saturating_sub(4096)..).unwrap_or(body);
    last.windows(2).any(|pair| pair == [0xff, 0xd9])
}

/// Width and height of a JPEG stand in its frame header; what comes before it is skipped by its length.
fn jpeg_points(body: &[u8]) -> Option<u64> {
    let mut at = 2;
    loop {
        if number(body, at, 1)? != 0xff {
            return None;
        }
        let marker = number(body, at + 1, 1)?;
        match marker {
            // Fill bytes before a marker.
            0xff => at += 1,
            // Frame headers of every kind; the other numbers of this range are tables.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let points = number(body, at + 5, 2)?.checked_mul(number(body, at + 7, 2)?)?;
                return Some(points).filter(|points| *points > 0);
            }
            // The picture's data without a frame header, or its end.
            0xd8..=0xda => return None,
            _ => {
                let length = number(body, at + 2, 2)?;
                at = at.checked_add(2)?.checked_add(usize::try_from(length.max(2)).ok()?)?;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.7\nstartxref\n9\n%%EOF\n";

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        file.extend(width.to_be_bytes());
        file.extend(height.to_be_bytes());
        // Depth, colours, three methods and the checksum; then the end with its own.
        file.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
        file.extend(b"\0\0\0\0IEND\xae\x42\x60\x82");
        file
    }

    fn jpeg(width: u16, height: u16) -> Vec<u8> {
        let mut file = vec![0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8];
        file.extend(height.to_be_bytes());
        file.extend(width.to_be_bytes());
        file.extend([0, 0, 0, 0xff, 0xd9]);
        file
    }

    #[test]
    fn a_file_is_what_is_in_it() {
        assert_eq!(file_type("a.pdf", PDF), Ok(FileType::Pdf));
        assert_eq!(file_type("A.PNG", &png(100, 50)), Ok(FileType::Png));
        assert_eq!(file_type("a.jpeg", &jpeg(100, 50)), Ok(FileType::Jpeg));
        assert_eq!(file_type("a.pdf", &png(100, 50)), Err(Refused::OtherName(FileType::Png)));
        assert_eq!(file_type("a", PDF), Err(Refused::OtherName(FileType::Pdf)));
        assert_eq!(file_type("a.exe", b"MZ"), Err(Refused::NotTaken));
        assert_eq!(file_type("a.pdf", b""), Err(Refused::NotTaken));
    }

    #[test]
    fn a_picture_too_large_to_open_is_refused_unopened() {
        assert_eq!(file_type("a.png", &png(10_000, 6_000)), Ok(FileType::Png));
        assert_eq!(file_type("a.png", &png(10_000, 6_001)), Err(Refused::TooManyPoints));
        assert_eq!(file_type("a.png", &png(u32::MAX, u32::MAX)), Err(Refused::TooManyPoints));
        assert_eq!(file_type("a.jpg", &jpeg(u16::MAX, u16::MAX)), Err(Refused::TooManyPoints));
    }

    #[test]
    fn half_a_file_never_stops_the_reader() {
        for file in [png(3, 4), jpeg(3, 4)] {
            for length in 0..file.len() {
                let half = file.get(..length).unwrap_or_default();
                assert!(file_type("a.png", half).is_err());
                assert!(file_type("a.jpg", half).is_err());
            }
        }
        assert_eq!(file_type("a.png", &png(0, 4)), Err(Refused::Cut(FileType::Png)));
        // A segment that says it is of no length.
        let nothing = [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xd9];
        assert_eq!(file_type("a.jpg", &nothing), Err(Refused::Cut(FileType::Jpeg)));
    }

    /// A PDF has its trailer within its last two KiB, whatever a program wrote behind it.
    #[test]
    fn a_pdf_that_was_cut_off_is_refused() {
        let cut = Err(Refused::Cut(FileType::Pdf));
        for length in 5..PDF.len() - 1 {
            assert_eq!(file_type("a.pdf", PDF.get(..length).unwrap_or_default()), cut, "{length}");
        }
        assert_eq!(file_type("a.pdf", b"%PDF-1.7 %%EOF"), cut);
        let followed = |by: usize| [PDF, &vec![b' '; by]].concat();
        let trailer = PDF.len() - b"%PDF-1.7\n".len();
        assert_eq!(file_type("a.pdf", &followed(PDF_END - trailer)), Ok(FileType::Pdf));
        assert_eq!(file_type("a.pdf", &followed(PDF_END - trailer + 1)), cut);
    }
}
