//! Papers: what the platform knows of a case goes in as typed values, the bytes of a PDF come out. Equal input gives
//! equal bytes: no clock, no chance, no file and no network is within reach of a template, and what a person
//! wrote reaches it as data, never as markup (decision 0008).

mod certificate;
mod comparison;
mod correction;
mod day;
mod duties;
mod emblem;
mod fit;
mod fonts;
mod form;
mod grant;
mod hearing;
mod interview;
mod letter;
mod notice;
mod pack;
mod press;
mod qr;
mod refusal;
mod revocation;
mod text;
mod told;

pub use self::certificate::Certificate;
pub use self::comparison::{Comparison, ComparisonRow};
pub use self::correction::Correction;
pub use self::day::day_in_words;
pub use self::duties::{DutyLetter, DutyLetterKind, DutyRow};
pub use self::emblem::{EmblemFault, emblem_fits};
pub use self::fit::Left;
pub use self::grant::Acceptance;
pub use self::hearing::HearingRecord;
pub use self::interview::{Appointment, InterviewNotice};
pub use self::notice::SanctionNotice;
pub use self::press::{ENGINE, HEAVIEST, PressFault, Pressed, press, pressed};
pub use self::refusal::Refusal;
pub use self::revocation::{Procedure, Revocation};
pub use self::told::{Firm, GroundLine, Head, MarkOn, Told};
pub use policy::paper::{PaperKind as Kind, PaperLang as Lang};

/// A paper, with everything it says.
#[derive(Debug, Clone, PartialEq)]
pub enum Paper {
    /// The certificate of authorisation.
    Certificate(Certificate),
    /// The letter that the mark is granted.
    Acceptance(Acceptance),
    /// The letter that it is not.
    Refusal(Refusal),
    /// The notice of an interview (约谈).
    InterviewNotice(InterviewNotice),
    /// The notice before a sanction.
    SanctionNotice(SanctionNotice),
    /// The record of a hearing.
    HearingRecord(HearingRecord),
    /// The decision to revoke.
    Revocation(Revocation),
    /// The decision that corrects a revocation.
    Correction(Correction),
    /// The comparison table of a standard as an A4 poster.
    ComparisonPoster(Comparison),
    /// The comparison table as an insert for label or box, with the code of a mark.
    ComparisonInsert(Comparison),
    /// A letter about duties not fulfilled.
    Duties(DutyLetter),
}

impl Paper {
    /// Which kind it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Paper::Certificate(_) => Kind::Certificate,
            Paper::Acceptance(_) => Kind::Acceptance,
            Paper::Refusal(_) => Kind::Refusal,
            Paper::InterviewNotice(_) => Kind::InterviewNotice,
            Paper::SanctionNotice(_) => Kind::SanctionNotice,
            Paper::HearingRecord(_) => Kind::HearingRecord,
            Paper::Revocation(_) => Kind::Revocation,
            Paper::Correction(_) => Kind::Correction,
            Paper::ComparisonPoster(_) => Kind::ComparisonPoster,
            Paper::ComparisonInsert(_) => Kind::ComparisonInsert,
            Paper::Duties(letter) => match letter.kind {
                DutyLetterKind::Report { .. } => Kind::DutyReport,
                DutyLetterKind::Publication => Kind::DutyPublication,
                DutyLetterKind::Notice { .. } => Kind::DutyNotice,
            },
        }
    }
}
