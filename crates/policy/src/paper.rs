//! The papers of the office: which kinds there are, what in the record each is made from, who may see it, and what the
//! ledger keeps when one is issued (decision 0008).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::Words;
use crate::calendar::Day;
use crate::decide::{Decision, Problem, Refusal, Scene};
use crate::event::Event;
use crate::office::{Office, OfficeKind};
use crate::supervision::StepKind;
use crate::supervision::calls::replaced;

/// The kinds of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// Certificate of authorisation.
    Certificate,
    /// Letter of acceptance.
    Acceptance,
    /// Letter of refusal.
    Refusal,
    /// Notice of an interview (约谈).
    InterviewNotice,
    /// Notice before a sanction.
    SanctionNotice,
    /// Record of a hearing.
    HearingRecord,
    /// Decision to revoke.
    Revocation,
    /// Decision that corrects a revocation.
    Correction,
    /// Comparison table as an A4 poster.
    ComparisonPoster,
    /// Comparison table as an insert for label or box, with the code of a mark.
    ComparisonInsert,
    /// Report of duties not fulfilled (clause 4).
    DutyReport,
    /// Its publication by the province.
    DutyPublication,
    /// Notice of it to a department of a place.
    DutyNotice,
}

/// The language of a paper. Chinese is the language of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaperLang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// For whom a copy is: the parties read the words of the federation, the public their digest (decision 0003).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaperCopy {
    /// The public.
    Public,
    /// The parties and the offices concerned.
    Parties,
}

/// A paper that was issued: the federation says that a file with this digest is its paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssuedPaper {
    /// The entry of the ledger that it was made from.
    pub entry: u64,
    /// Kind.
    pub kind: PaperKind,
    /// Language.
    pub lang: PaperLang,
    /// For whom.
    pub copy: PaperCopy,
    /// What set it: name and version.
    pub engine: String,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
}

/// A paper that was issued, with the day on which that was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// The paper.
    pub paper: IssuedPaper,
    /// The day.
    pub on: Day,
}

impl PaperKind {
    /// Every kind.
    pub const ALL: [PaperKind; 13] = [
        PaperKind::Certificate,
        PaperKind::Acceptance,
        PaperKind::Refusal,
        PaperKind::InterviewNotice,
        PaperKind::SanctionNotice,
        PaperKind::HearingRecord,
        PaperKind::Revocation,
        PaperKind::Correction,
        PaperKind::ComparisonPoster,
        PaperKind::ComparisonInsert,
        PaperKind::DutyReport,
        PaperKind::DutyPublication,
        PaperKind::DutyNotice,
    ];

    /// Stable name, as in addresses, on the command line and in the ledger.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            PaperKind::Certificate => "certificate",
            PaperKind::Acceptance => "acceptance",
            PaperKind::Refusal => "refusal",
            PaperKind::InterviewNotice => "interview_notice",
            PaperKind::SanctionNotice => "sanction_notice",
            PaperKind::HearingRecord => "hearing_record",
            PaperKind::Revocation => "revocation",
            PaperKind::Correction => "correction",
            PaperKind::ComparisonPoster => "comparison_poster",
            PaperKind::ComparisonInsert => "comparison_insert",
            PaperKind::DutyReport => "duty_report",
            PaperKind::DutyPublication => "duty_publication",
            PaperKind::DutyNotice => "duty_notice",
        }
    }

    /// From its name.
    #[must_use]
    pub fn named(name: &str) -> Option<PaperKind> {
        PaperKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// In words.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            PaperKind::Certificate => Words { zh: "授权证书", en: "Certificate of authorisation" },
            PaperKind::Acceptance => Words { zh: "准予授权通知书", en: "Letter of acceptance" },
            PaperKind::Refusal => Words { zh: "不予授权通知书", en: "Letter of refusal" },
            PaperKind::InterviewNotice => Words { zh: "约谈通知书", en: "Notice of interview" },
            PaperKind::SanctionNotice => {
                Words { zh: "拟撤销授权告知书", en: "Notice before a sanction" }
            }
            PaperKind::HearingRecord => Words { zh: "听证笔录", en: "Record of the hearing" },
            PaperKind::Revocation => Words { zh: "撤销授权决定书", en: "Decision to revoke" },
            PaperKind::Correction => Words { zh: "更正决定书", en: "Decision of correction" },
            PaperKind::ComparisonPoster => {
                Words { zh: "关键性能指标对比表（张贴版）", en: "Comparison table, poster" }
            }
            PaperKind::ComparisonInsert => Words {
                zh: "关键性能指标对比表（随附版）",
                en: "Comparison table, label insert",
            },
            PaperKind::DutyReport => {
                Words { zh: "未履行主体责任企业情况报告", en: "Report of duties not fulfilled" }
            }
            PaperKind::DutyPublication => {
                Words { zh: "未履行主体责任企业公告", en: "Publication of duties not fulfilled" }
            }
            PaperKind::DutyNotice => {
                Words { zh: "未履行主体责任企业通报", en: "Notice of duties not fulfilled" }
            }
        }
    }

    /// Whether anybody may have the public copy: what is granted, what is decided and put right, and tables. What is
    /// said to a maker before anything is decided, or when nothing was granted, is between the office and the maker.
    #[must_use]
    pub fn is_public(self) -> bool {
        match self {
            PaperKind::Certificate
            | PaperKind::Revocation
            | PaperKind::Correction
            | PaperKind::ComparisonPoster
            | PaperKind::ComparisonInsert
            | PaperKind::DutyPublication => true,
            PaperKind::Acceptance
            | PaperKind::Refusal
            | PaperKind::InterviewNotice
            | PaperKind::SanctionNotice
            | PaperKind::HearingRecord
            | PaperKind::DutyReport
            | PaperKind::DutyNotice => false,
        }
    }

    /// The office whose paper it is, which alone issues it.
    #[must_use]
    pub fn issuer(self) -> OfficeKind {
        match self {
            PaperKind::DutyPublication | PaperKind::DutyNotice => OfficeKind::ProvinceBureau,
            PaperKind::Certificate
            | PaperKind::Acceptance
            | PaperKind::Refusal
            | PaperKind::InterviewNotice
            | PaperKind::SanctionNotice
            | PaperKind::HearingRecord
            | PaperKind::Revocation
            | PaperKind::Correction
            | PaperKind::ComparisonPoster
            | PaperKind::ComparisonInsert
            | PaperKind::DutyReport => OfficeKind::Federation,
        }
    }

    /// Whether it carries words that a person wrote, which the public copy leaves out.
    #[must_use]
    pub fn has_words(self) -> bool {
        match self {
            PaperKind::Acceptance
            | PaperKind::Refusal
            | PaperKind::SanctionNotice
            | PaperKind::HearingRecord
            | PaperKind::Revocation
            | PaperKind::Correction => true,
            PaperKind::Certificate
            | PaperKind::InterviewNotice
            | PaperKind::ComparisonPoster
            | PaperKind::ComparisonInsert
            | PaperKind::DutyReport
            | PaperKind::DutyPublication
            | PaperKind::DutyNotice => false,
        }
    }
}

impl PaperLang {
    /// Both.
    pub const ALL: [PaperLang; 2] = [PaperLang::Zh, PaperLang::En];

    /// As in addresses and in the tag of a PDF.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.pick("zh", "en")
    }

    /// From its name.
    #[must_use]
    pub fn named(name: &str) -> Option<PaperLang> {
        PaperLang::ALL.into_iter().find(|lang| lang.name() == name)
    }

    /// One of two wordings.
    #[must_use]
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            PaperLang::Zh => zh,
            PaperLang::En => en,
        }
    }

    /// Words in this language.
    #[must_use]
    pub fn of(self, words: Words) -> &'static str {
        self.pick(words.zh, words.en)
    }
}

/// The papers that are made from an event.
#[must_use]
pub fn made_from(event: &Event) -> &'static [PaperKind] {
    use PaperKind as P;
    match event {
        Event::AuthorizationGranted { .. } => &[P::Certificate, P::Acceptance, P::ComparisonInsert],
        Event::DeclarationRefused { .. } => &[P::Refusal],
        Event::ProceedingAdvanced { step: StepKind::InterviewCalled { .. }, .. } => &[P::InterviewNotice],
        Event::ProceedingAdvanced { step: StepKind::NoticeServed { .. }, .. } => &[P::SanctionNotice],
        Event::ProceedingAdvanced { step: StepKind::HearingHeld { .. }, .. } => &[P::HearingRecord],
        Event::AuthorizationRevoked { .. } => &[P::Revocation],
        Event::RevocationCorrected { .. } => &[P::Correction],
        Event::EditionEntered { edition } if edition.table.is_some() => &[P::ComparisonPoster],
        Event::DutyReportAdvanced { step, .. } => step.papers(),
        Event::EnterpriseRegistered { .. }
        | Event::FactEntered { .. }
        | Event::FactEnded { .. }
        | Event::FactAnnulled { .. }
        | Event::FactCompleted { .. }
        | Event::RegisterCompleted { .. }
        | Event::SchemeFactEntered { .. }
        | Event::SchemeFactEnded { .. }
        | Event::SchemeFactAnnulled { .. }
        | Event::EditionEntered { .. }
        | Event::TableContinued { .. }
        | Event::EditionWithdrawn { .. }
        | Event::EditionAnnulled { .. }
        | Event::CertificateSuspended { .. }
        | Event::CertificateSuspensionLifted { .. }
        | Event::DeclarationFiled { .. }
        | Event::DeclarationWithdrawn { .. }
        | Event::DeclarationJoined { .. }
        | Event::DeclarationDeclined { .. }
        | Event::AuthorizationSuspended { .. }
        | Event::AuthorizationSuspensionLifted { .. }
        | Event::AuthorizationEnded { .. }
        | Event::LabelFiled { .. }
        | Event::LabelDecided { .. }
        | Event::LabelWithdrawn { .. }
        | Event::ReviewCompleted { .. }
        | Event::ProjectStepped { .. }
        | Event::ProductSampled { .. }
        | Event::ResultEntered { .. }
        | Event::ResultNotified { .. }
        | Event::ObjectionFiled { .. }
        | Event::RetestOrdered { .. }
        | Event::RetestEntered { .. }
        | Event::ObjectionAnswered { .. }
        | Event::ResultVerified { .. }
        | Event::CheckAnnulled { .. }
        | Event::ProceedingOpened { .. }
        | Event::ProceedingAdvanced { .. }
        | Event::ProceedingClosed { .. }
        | Event::TextErased { .. }
        | Event::PaperIssued { .. }
        | Event::LabelDecisionAnnulled { .. }
        | Event::ReviewAnnulled { .. } => &[],
    }
}

/// Longest name of an engine, in characters.
const LONGEST_ENGINE: usize = 100;

/// Whether a text is a SHA-256 digest in lower-case hexadecimal.
#[must_use]
pub fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// What stands in the way of an office that is not the paper's own.
fn of_another(paper: &IssuedPaper, by: &Office) -> Option<Problem> {
    let issuer = paper.kind.issuer();
    let words = issuer.words();
    (by.kind != issuer).then(|| {
        Problem::new(
            "other_issuer",
            format!("此种文件由{}签发", words.zh),
            format!("this kind of paper is issued by the {}", words.en),
        )
        .at("paper.kind")
    })
}

/// Records that a paper was issued. `fresh` is the position of the next entry: a paper is made from an earlier one.
pub(crate) fn issue(paper: &IssuedPaper, scene: &Scene) -> Result<Decision, Refusal> {
    let (fresh, mut refusal) = (scene.fresh, Refusal::default());
    refusal.problems.extend(of_another(paper, &scene.actor.office));
    refusal.problems.extend(scene.books.enterprise.and_then(|of| replaced(of, (paper.entry, paper.kind))));
    if !is_digest(&paper.sha256) {
        refusal.problems.push(
            Problem::new(
                "digest",
                "摘要应为64位小写十六进制",
                "a digest is 64 lower-case hexadecimal digits",
            )
            .at("paper.sha256"),
        );
    }
    if paper.entry >= fresh {
        refusal.problems.push(
            Problem::new(
                "no_such_entry",
                format!("账目尚无第{}条", paper.entry),
                format!("the ledger has no entry {} yet", paper.entry),
            )
            .at("paper.entry"),
        );
    }
    if !(1..=LONGEST_ENGINE).contains(&paper.engine.len())
        || !paper.engine.bytes().all(|b| b == b' ' || b.is_ascii_graphic())
    {
        refusal.problems.push(
            Problem::new(
                "engine",
                "请写明排版程序及版本（不超过100个ASCII字符）",
                "name what set the paper and its version, in at most 100 ASCII characters",
            )
            .at("paper.engine"),
        );
    }
    if paper.copy == PaperCopy::Public && !paper.kind.is_public() {
        refusal.problems.push(
            Problem::new(
                "not_public",
                "此种文件没有公开副本",
                "this kind of paper has no copy for the public",
            )
            .at("paper.copy"),
        );
    }
    if refusal.problems.is_empty() {
        Ok(Decision::of(Event::PaperIssued { paper: paper.clone() }))
    } else {
        Err(refusal)
    }
}
