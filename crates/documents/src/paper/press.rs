//! The press: the typesetting library with our faces and templates, warmed once and kept. A template sees three files,
//! the data of the paper and its QR code, both made here for each paper, and the picture of the mark; it cannot reach any other.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::fit::{Left, Room};
use super::fonts::Fonts;
use super::form::{Faces, Form, Template};
use super::{Lang, Paper, pack, qr, text};

/// Name and version of what sets papers: the same engine gives the same bytes for equal input.
/// It changes with every change of faces, templates, wording or library.
pub const ENGINE: &str = "pzb-press/10 typst/0.15.1";

/// The most that a paper weighs, in bytes. What would weigh more is shortened, and says so.
pub const HEAVIEST: usize = 80_000;

/// More different signs than a paper of that weight has: one that has more is not set whole at all to find that out.
const MOST_SIGNS: usize = 1024;

/// How close to the bound a shortened paper comes, in signs.
const CLOSE: usize = 8;

/// How often the caches of the library are gone through, which costs a fortieth of a paper: once in this many papers.
const CACHE_EVERY: usize = 8;

/// What went wrong on the press. Nothing that a user types leads here: it is a mistake of ours, or a text too long
/// for any paper.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PressFault {
    /// The page could not be set.
    #[error("the paper could not be set: {0}")]
    Setting(String),
    /// It was set but could not be written under the standards it must meet.
    #[error("the paper could not be written as PDF/A: {0}")]
    Writing(String),
    /// The address is longer than a QR code holds.
    #[error("the address `{0}` is too long for a QR code")]
    Address(String),
}

/// What is the same for every paper.
struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Fonts,
    /// Templates by the name under which they include each other.
    sources: Vec<(FileId, Source)>,
    /// Drawings that are always the same.
    drawings: Vec<(FileId, Bytes)>,
    data: Option<FileId>,
    qr: Option<FileId>,
    emblem: Option<FileId>,
}

static PRESS: LazyLock<Press> = LazyLock::new(Press::warm);

fn file(name: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

impl Press {
    fn warm() -> Press {
        let fonts = Fonts::read();
        let sources = Template::FILES
            .into_iter()
            .filter_map(|(name, markup)| {
                let id = file(name)?;
                Some((id, Source::new(id, markup.to_owned())))
            })
            .collect();
        let drawings = Template::DRAWINGS
            .into_iter()
            .filter_map(|(name, drawing)| Some((file(name)?, Bytes::from_string(drawing))))
            .collect();
        Press {
            library: LazyHash::new(Library::builder().build()),
            book: LazyHash::new(fonts.book.clone()),
            fonts,
            sources,
            drawings,
            data: file("/paper.json"),
            qr: file("/qr.svg"),
            emblem: file("/emblem.png"),
        }
    }
}

/// One paper on the press.
struct Sheet {
    press: &'static Press,
    main: FileId,
    data: Bytes,
    qr: Bytes,
    /// The official picture of the mark, where there is one.
    emblem: Option<Bytes>,
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.press.sources.iter().find(|(known, _)| *known == id);
        found.map(|(_, source)| source.clone()).ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if Some(id) == self.press.data {
            Ok(self.data.clone())
        } else if Some(id) == self.press.qr {
            Ok(self.qr.clone())
        } else if Some(id) == self.press.emblem {
            self.emblem.clone().ok_or(FileError::AccessDenied)
        } else {
            let mut drawings = self.press.drawings.iter();
            drawings
                .find(|(known, _)| *known == id)
                .map(|(_, bytes)| bytes.clone())
                .ok_or(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.face(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// A paper as it came from the press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressed {
    /// The file.
    pub pdf: Vec<u8>,
    /// What it does not print, for it would weigh more than [`HEAVIEST`].
    pub left: Left,
}

/// Sets a paper and gives its file alone.
///
/// # Errors
/// [`PressFault`]: a mistake of ours.
pub fn press(paper: &Paper, lang: Lang) -> Result<Vec<u8>, PressFault> {
    Ok(pressed(paper, lang)?.pdf)
}

/// Sets a paper: PDF/A-2a and PDF/UA-1, tagged, with the language set; the same bytes each time.
///
/// # Errors
/// [`PressFault`]: a mistake of ours.
pub fn pressed(paper: &Paper, lang: Lang) -> Result<Pressed, PressFault> {
    /// Papers set so far.
    static SET: AtomicUsize = AtomicUsize::new(0);
    let pdf = light_enough(paper, lang);
    if SET.fetch_add(1, Ordering::Relaxed) % CACHE_EVERY == CACHE_EVERY - 1 {
        // What none of these papers used is dropped.
        comemo::evict(1);
    }
    pdf
}

/// A paper, in lighter faces where it would weigh too much otherwise, and shortened where none is light enough.
fn light_enough(paper: &Paper, lang: Lang) -> Result<Pressed, PressFault> {
    if Room::of(MOST_SIGNS, lang).lacks(paper) {
        return shortened(paper, lang);
    }
    for faces in Faces::ALL {
        let pdf = set(&PRESS, Form::of(paper, lang).with(faces))?;
        if pdf.len() <= HEAVIEST {
            return Ok(Pressed { pdf, left: Left::default() });
        }
    }
    shortened(paper, lang)
}

/// The paper with as much of what was written as is light enough, found by halves.
fn shortened(paper: &Paper, lang: Lang) -> Result<Pressed, PressFault> {
    let with = |signs: usize| -> Result<Pressed, PressFault> {
        let mut room = Room::of(signs, lang);
        let mut short = paper.clone();
        room.shorten(&mut short);
        let form = Form::of(&short, lang).with(Faces::Light).without(room.left, lang);
        Ok(Pressed { pdf: set(&PRESS, form)?, left: room.left })
    };
    let mut fits = with(0)?;
    let (mut least, mut most) = (0, MOST_SIGNS / 2);
    while most - least > CLOSE {
        let signs = least.midpoint(most);
        let tried = with(signs)?;
        if tried.pdf.len() <= HEAVIEST {
            (fits, least) = (tried, signs);
        } else {
            most = signs;
        }
    }
    Ok(fits)
}

fn said(faults: impl IntoIterator<Item = impl ToString>) -> String {
    faults.into_iter().map(|fault| fault.to_string()).collect::<Vec<_>>().join("; ")
}

fn set(press: &'static Press, form: Form) -> Result<Vec<u8>, PressFault> {
    let setting = |cause: &str| PressFault::Setting(cause.to_owned());
    let drawing = qr::svg(&form.address).ok_or_else(|| PressFault::Address(form.address.clone()))?;
    let mut data = form.data;
    text::all_shown(&mut data, &press.fonts);
    let sheet = Sheet {
        press,
        main: file(form.template.file()).ok_or_else(|| setting("no template"))?,
        data: Bytes::from_string(data.to_string()),
        qr: Bytes::from_string(drawing),
        emblem: form.emblem.map(Bytes::new),
    };
    let document: PagedDocument = typst::compile(&sheet)
        .output
        .map_err(|faults| PressFault::Setting(said(faults.iter().map(|fault| &fault.message))))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|fault| PressFault::Writing(fault.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(form.ident),
        creator: Smart::Custom(Some(ENGINE.to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&document, &options)
        .map_err(|faults| PressFault::Writing(said(faults.iter().map(|fault| &fault.message))))?;
    pack::packed(&pdf).ok_or_else(|| PressFault::Writing("its objects cannot be packed".to_owned()))
}
