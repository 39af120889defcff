//! From an entry of the ledger to a paper: whatever the paper says is the entry's own or was on file when it was
//! written. The one thing from outside is the words of a person, for the copy of the parties.

use documents::paper::{
    Acceptance, Appointment, Certificate, Correction, Firm, Head, HearingRecord, InterviewNotice, MarkOn,
    Paper, PressFault, Pressed, Procedure, Revocation, SanctionNotice, Told, pressed,
};
use policy::article::Said;
use policy::authorization::code::MarkCode;
use policy::authorization::{Authorization, Basis, Revocation as Revoked};
use policy::calendar::Day;
use policy::enterprise::Dossier;
use policy::enterprise::record::Mark;
use policy::event::{Entry, Event};
use policy::paper::{PaperCopy, PaperKind, PaperLang, made_from};
use policy::rule::Sentence;
use policy::supervision::proceedings::last_day_to_answer;
use policy::supervision::verdicts::issued_to_parties;
use policy::supervision::{Appointment as CalledFor, Proceeding, Step, StepKind};
use registry::{Fault, Reader};

use super::{duties, grounds, past, refused, tables};

/// Which paper is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The entry it is made from.
    pub entry: u64,
    /// Kind.
    pub kind: PaperKind,
    /// Language.
    pub lang: PaperLang,
    /// For whom.
    pub copy: PaperCopy,
}

/// What a paper says of the platform it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The address under which the public reaches it, without a slash at the end.
    pub public_url: String,
    /// Whether the record is a demonstration.
    pub is_demo: bool,
    /// The day on which a paper would be issued that is not issued yet.
    pub today: Day,
}

/// Why there is no paper.
#[derive(Debug, thiserror::Error)]
pub enum Unmade {
    /// The ledger has no such entry.
    #[error("the ledger has no entry {0}")]
    NoEntry(u64),
    /// No paper of this kind is made from the entry.
    #[error("no paper of this kind is made from entry {0}")]
    NotOfThisEntry(u64),
    /// The record cannot be read.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The press failed.
    #[error(transparent)]
    Press(#[from] PressFault),
}

/// Makes a paper from the record.
///
/// # Errors
/// [`Unmade`]: no such paper, or a fault.
pub fn make(reader: &Reader, wanted: Wanted, origin: &Origin) -> Result<Pressed, Unmade> {
    Ok(pressed(&paper(reader, wanted, origin, false)?, wanted.lang)?)
}

/// The same as whoever may issue it looks at it before: it says that it is not issued, so no check knows its bytes.
///
/// # Errors
/// As [`make`].
pub(crate) fn preview(reader: &Reader, wanted: Wanted, origin: &Origin) -> Result<Pressed, Unmade> {
    Ok(pressed(&paper(reader, wanted, origin, true)?, wanted.lang)?)
}

fn paper(reader: &Reader, wanted: Wanted, origin: &Origin, is_preview: bool) -> Result<Paper, Unmade> {
    let none = || Unmade::NotOfThisEntry(wanted.entry);
    let entry = past::entry(reader, wanted.entry)?.ok_or(Unmade::NoEntry(wanted.entry))?;
    if !made_from(&entry.event).contains(&wanted.kind) {
        return Err(none());
    }
    let (issuer, reached) = issuer(reader, wanted, entry.on)?;
    let head = Head {
        issuer,
        reached,
        entry: wanted.entry,
        on: entry.on,
        issued_on: past::issued_on(reader, wanted)?.unwrap_or(origin.today),
        is_demo: origin.is_demo,
        is_preview,
        public_url: origin.public_url.trim_end_matches('/').to_owned(),
        emblem: emblem(reader, wanted, entry.on)?,
    };
    if let Event::EditionEntered { edition } = &entry.event {
        let edition = past::edition(reader, edition, wanted.entry)?;
        return tables::poster(head, &edition, wanted.lang).ok_or_else(none);
    }
    if duties::report_of(&entry.event).is_some() {
        return duties::letter(reader, (&entry, wanted.entry), wanted.kind, head)?.ok_or_else(none);
    }
    let code = entry.enterprise.ok_or_else(none)?;
    let dossier = past::dossier(reader, code, wanted.entry)?;
    let words = told(reader, &entry, wanted)?;
    let at = At { reader, entry: &entry, dossier: &dossier, head, words, wanted };
    at.paper()?.ok_or_else(none)
}

/// Who issues: the organisation that held the office whose paper it is on the day, as the record knew it by then, and
/// where it is reached; the office itself where the record names none.
fn issuer(reader: &Reader, wanted: Wanted, on: Day) -> Result<(Said, Option<Said>), Fault> {
    let scheme = past::scheme(reader, wanted.entry)?;
    let (name, held) = past::office_on(&scheme, wanted.kind.issuer(), on);
    let Some(one) = held else { return Ok((name, None)) };
    let phone = one.phone.as_ref().map(|phone| (format!("，电话：{phone}"), format!(", telephone {phone}")));
    let (zh, en) = phone.unwrap_or_default();
    let address = &one.address;
    let in_chinese = if address.is_ascii() { "" } else { " (in Chinese)" };
    Ok((name, Some(Said::new(format!("地址：{address}{zh}"), format!("Address{in_chinese}: {address}{en}")))))
}

/// The official picture of the mark on the day of an entry, as the record knew it by then, for the papers that show it.
fn emblem(reader: &Reader, wanted: Wanted, on: Day) -> Result<Option<Vec<u8>>, Fault> {
    if !matches!(wanted.kind, PaperKind::Certificate | PaperKind::ComparisonPoster) {
        return Ok(None);
    }
    let scheme = past::scheme(reader, wanted.entry)?;
    Ok(scheme.artwork(on).map(|artwork| reader.file(&artwork.file)).transpose()?.flatten())
}

/// The words that go with an entry, as this copy tells them.
fn told(reader: &Reader, entry: &Entry, wanted: Wanted) -> Result<Told, Fault> {
    let Some(digest) = &entry.reason else { return Ok(Told::Nothing) };
    match wanted.copy {
        PaperCopy::Public => Ok(Told::Withheld(digest.clone())),
        PaperCopy::Parties => Ok(match reader.text(digest)?.and_then(|sealed| sealed.text) {
            Some(text) => Told::Text(text),
            None => Told::Erased(digest.clone()),
        }),
    }
}

/// An entry with what was on file after it.
pub(super) struct At<'a> {
    pub(super) reader: &'a Reader,
    pub(super) entry: &'a Entry,
    pub(super) dossier: &'a Dossier,
    pub(super) head: Head,
    pub(super) words: Told,
    pub(super) wanted: Wanted,
}

impl At<'_> {
    /// Events that no paper is made from were turned away before.
    fn paper(self) -> Result<Option<Paper>, Fault> {
        let entry = self.entry;
        if let Event::AuthorizationGranted { authorization } = &entry.event {
            return self.of_grant(authorization);
        }
        Ok(if let Event::DeclarationRefused { declaration } = &entry.event {
            return refused::letter(&self, declaration);
        } else if let Event::ProceedingAdvanced { proceeding, step } = &entry.event {
            return self.of_step(proceeding, step);
        } else if let Event::AuthorizationRevoked { authorization, revocation } = &entry.event {
            return self.revocation(*authorization, revocation);
        } else if let Event::RevocationCorrected { authorization } = &entry.event {
            self.correction(*authorization)
        } else {
            None
        })
    }

    pub(super) fn firm(&self) -> Firm {
        Firm { name: self.dossier.name(), code: self.dossier.enterprise.to_string() }
    }

    pub(super) fn product(&self, id: &str) -> String {
        self.dossier.product(id).map_or_else(|| id.to_owned(), |product| product.name.clone())
    }

    fn mark(&self, authorization: &Authorization) -> MarkOn {
        MarkOn {
            code: authorization.code.to_string(),
            product: self.product(&authorization.product),
            models: authorization.models.clone(),
            standard: authorization.edition.print(),
        }
    }

    fn authorization(&self, code: MarkCode) -> Option<&Authorization> {
        self.dossier.authorizations.list.iter().rfind(|known| known.code == code)
    }

    fn proceeding(&self, id: &str) -> Option<&Proceeding> {
        self.dossier.proceedings.iter().rfind(|known| known.id == id)
    }

    fn of_grant(self, granted: &Authorization) -> Result<Option<Paper>, Fault> {
        let (firm, mark, basis) = (self.firm(), self.mark(granted), basis(&granted.basis));
        let (from, until) = (granted.from, granted.valid_until);
        match self.wanted.kind {
            PaperKind::Certificate => {
                let certificate = Certificate { head: self.head, firm, mark, basis, from, until };
                Ok(Some(Paper::Certificate(certificate)))
            }
            PaperKind::ComparisonInsert => {
                let standard = past::standard(self.reader, granted.edition.number(), self.wanted.entry)?;
                let edition = standard.edition(&granted.edition);
                Ok(edition.and_then(|edition| {
                    tables::insert(self.head, edition, &mark.product, &mark.code, self.wanted.lang)
                }))
            }
            _ => {
                let reasons = self.words;
                let letter = Acceptance { head: self.head, firm, mark, basis, from, until, reasons };
                Ok(Some(Paper::Acceptance(letter)))
            }
        }
    }

    fn interview(&self, proceeding: &Proceeding, at: &CalledFor) -> Result<Paper, Fault> {
        let by = past::office_named(self.reader, (&self.entry.by.office, self.entry.on), self.wanted.entry)?;
        let clock = at.clock().unwrap_or_default();
        // Of a call that nobody was told in writing there is nothing to take back.
        let mut replaces = None;
        for (entry, before) in proceeding.calls_before(self.wanted.entry) {
            let issued = self.reader.issued_of(entry)?;
            if issued_to_parties(&issued, (entry, PaperKind::InterviewNotice)).is_some() {
                replaces = Some(before.day);
                break;
            }
        }
        Ok(Paper::InterviewNotice(InterviewNotice {
            firm: self.firm(),
            product: proceeding.product.as_deref().map(|id| self.product(id)),
            grounds: self.grounds(&proceeding.rule, &proceeding.facts)?,
            appointment: Some(Appointment { on: at.day, clock, place: at.place.clone(), by, replaces }),
            head: self.head.clone(),
        }))
    }

    fn marks(&self, proceeding: &Proceeding) -> Vec<MarkOn> {
        let known = proceeding.authorizations.iter().filter_map(|code| self.authorization(*code));
        known.map(|authorization| self.mark(authorization)).collect()
    }

    fn of_step(self, id: &str, step: &StepKind) -> Result<Option<Paper>, Fault> {
        let Some(proceeding) = self.proceeding(id) else { return Ok(None) };
        if let StepKind::InterviewCalled { appointment } = step {
            return self.interview(proceeding, appointment).map(Some);
        }
        let (firm, marks) = (self.firm(), self.marks(proceeding));
        let grounds = self.grounds(&proceeding.rule, &proceeding.facts)?;
        let (head, proceeding_id) = (self.head.clone(), proceeding.id.clone());
        if let StepKind::NoticeServed { reply_by } = step {
            let Some((last, working_days)) = self.time_to_answer(proceeding)? else { return Ok(None) };
            return Ok(Some(Paper::SanctionNotice(SanctionNotice {
                head,
                firm,
                marks,
                grounds,
                proceeding: proceeding_id,
                reply_by: last.unwrap_or(*reply_by),
                working_days,
                words: self.words,
            })));
        }
        let StepKind::HearingHeld { sitting } = step else { return Ok(None) };
        let sitting = sitting.clone();
        Ok(Some(Paper::HearingRecord(HearingRecord {
            head,
            firm,
            proceeding: proceeding_id,
            requested_on: day_of(proceeding, |step| matches!(step, StepKind::HearingRequested)),
            held_on: self.entry.on,
            place: sitting.as_ref().map(|sitting| sitting.place.clone()),
            attended: sitting.map(|sitting| sitting.attended).unwrap_or_default(),
            marks,
            grounds,
            minutes: self.words,
        })))
    }

    /// The last day to answer the notice of this entry, and how many working days the party has. It runs from the first issue
    /// in the language of record, which is that of this paper where none came before it (reading 0035).
    fn time_to_answer(&self, proceeding: &Proceeding) -> Result<Option<(Option<Day>, i16)>, Fault> {
        let Some(notice) = proceeding.notice() else { return Ok(None) };
        let known = self.reader.issued_of(self.wanted.entry)?;
        let first = issued_to_parties(&known, (self.wanted.entry, PaperKind::SanctionNotice));
        let own = self.head.issued_on;
        let on = first.map_or(own, |first| first.min(own));
        let issued = Some(Mark { on, entered_on: None, entry: None });
        let law = self.reader.law();
        let begins = notice.mark.entered_on.unwrap_or(notice.mark.on).max(on);
        let numbers = law.parameters.on(begins);
        let last = last_day_to_answer(law, &Step { issued, ..notice.clone() });
        Ok(numbers.map(|numbers| (last, numbers.defence_working_days)))
    }

    fn revocation(self, code: MarkCode, revoked: &Revoked) -> Result<Option<Paper>, Fault> {
        let Some(authorization) = self.authorization(code) else { return Ok(None) };
        let mark = self.mark(authorization);
        let proceeding = self.proceeding(&revoked.proceeding);
        let rests_on = if revoked.grounds.is_empty() {
            proceeding.map(|proceeding| proceeding.facts.as_slice()).unwrap_or_default()
        } else {
            revoked.grounds.as_slice()
        };
        Ok(Some(Paper::Revocation(Revocation {
            firm: self.firm(),
            mark,
            proceeding: revoked.proceeding.clone(),
            grounds: self.grounds(&revoked.rule, rests_on)?,
            procedure: proceeding.map(|found| procedure(self.reader, found)).unwrap_or_default(),
            from: self.entry.on,
            loses_models: revoked.loses_models(),
            head: self.head,
            reasons: self.words,
        })))
    }

    fn correction(self, code: MarkCode) -> Option<Paper> {
        let authorization = self.authorization(code)?;
        let corrected = |revoked: &&Revoked| {
            revoked.corrected.as_ref().is_some_and(|mark| mark.entry == Some(self.wanted.entry))
        };
        let revoked = authorization.revocations.iter().rfind(corrected)?;
        Some(Paper::Correction(Correction {
            firm: self.firm(),
            mark: self.mark(authorization),
            revoked_on: revoked.mark.on,
            revoked_by: revoked.mark.entry,
            from: self.entry.on,
            until: authorization.valid_until,
            head: self.head,
            reasons: self.words,
        }))
    }

    /// What a sentence of a rule says on the day of the entry, with the numbers of that day.
    pub(super) fn says(&self, sentence: Sentence) -> Said {
        sentence.on(self.reader.law().parameters, self.entry.on)
    }
}

fn basis(basis: &Basis) -> Said {
    match basis {
        Basis::Certificate { certificate } => {
            Said::new(format!("认证证书{certificate}"), format!("certificate {certificate}"))
        }
        Basis::SelfDeclaration { declaration, filed_on, .. } => {
            let filed = grounds::told_day(*filed_on);
            Said::new(
                format!("自我声明{declaration}，{}提交", filed.zh),
                format!("self-declaration {declaration}, filed on {}", filed.en),
            )
        }
    }
}

fn day_of(proceeding: &Proceeding, is: impl Fn(&StepKind) -> bool) -> Option<Day> {
    let step: Option<&Step> = proceeding.steps.iter().rfind(|step| is(&step.step));
    step.map(|step| step.mark.on)
}

fn procedure(reader: &Reader, proceeding: &Proceeding) -> Procedure {
    let last = proceeding.notice().and_then(|notice| last_day_to_answer(reader.law(), notice));
    Procedure {
        notice_on: day_of(proceeding, |step| matches!(step, StepKind::NoticeServed { .. })),
        reply_by: last.or(proceeding.reply_by()),
        stated_on: day_of(proceeding, |step| matches!(step, StepKind::StatementReceived { .. })),
        heard_on: day_of(proceeding, |step| matches!(step, StepKind::HearingHeld { .. })),
    }
}
