//! Files that a maker sends along with a self-declaration, a statement or an objection. The ledger holds a salted digest, the type and the size; the
//! file itself is kept outside, for those who decide, and can be erased like any private text.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::Words;
use crate::decide::{Problem, Refusal};
use crate::paper::is_digest;

/// The most files of one declaration.
pub const MOST_FILES: usize = 20;
/// The most bytes of one file.
pub const FILE_BYTES: u64 = 10 * 1024 * 1024;

/// The most bytes of all files of one declaration.
pub const TOTAL_BYTES: u64 = 50 * 1024 * 1024;

/// What a file is sent to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceOf {
    /// A test report against the standard.
    TestReport,
    /// A management-system certificate (clause 9, route ii).
    SystemCertificate,
    /// A signed commitment to the brand service standard (clause 9).
    Commitment,
    /// A quality award (clause 9, route i).
    Award,
    /// Something else.
    Other,
}

impl EvidenceOf {
    /// Every kind.
    pub const ALL: [EvidenceOf; 5] = [
        EvidenceOf::TestReport,
        EvidenceOf::SystemCertificate,
        EvidenceOf::Commitment,
        EvidenceOf::Award,
        EvidenceOf::Other,
    ];

    /// Its stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            EvidenceOf::TestReport => "test_report",
            EvidenceOf::SystemCertificate => "system_certificate",
            EvidenceOf::Commitment => "commitment",
            EvidenceOf::Award => "award",
            EvidenceOf::Other => "other",
        }
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            EvidenceOf::TestReport => Words { zh: "检测报告", en: "test report" },
            EvidenceOf::SystemCertificate => {
                Words { zh: "管理体系认证证书", en: "management-system certificate" }
            }
            EvidenceOf::Commitment => {
                Words { zh: "服务标准承诺书", en: "commitment to the service standard" }
            }
            EvidenceOf::Award => Words { zh: "质量奖证明", en: "quality award" },
            EvidenceOf::Other => Words { zh: "其他材料", en: "something else" },
        }
    }
}

/// Types of files that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FileType {
    /// PDF.
    Pdf,
    /// A picture as PNG.
    Png,
    /// A picture as JPEG.
    Jpeg,
}

/// How many bytes of a file tell its type.
pub const HEAD_BYTES: usize = 8;

impl FileType {
    /// The type of a file by its first bytes, whatever it is called; `None` for one that is not taken.
    #[must_use]
    pub fn by_head(body: &[u8]) -> Option<FileType> {
        if body.starts_with(b"%PDF-") {
            Some(FileType::Pdf)
        } else if body.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(FileType::Png)
        } else if body.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(FileType::Jpeg)
        } else {
            None
        }
    }
}

/// A file sent along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Salted digest of the file, 64 hexadecimal digits.
    pub digest: String,
    /// What it is sent to show.
    pub shows: EvidenceOf,
    /// Its type.
    pub file_type: FileType,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What is wrong with the files of a filing.
pub(super) fn faults(evidence: &[Evidence]) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut note = |code, zh: String, en: String| {
        found.push(Problem::new(code, zh, en).at("filing.evidence"));
    };
    if evidence.len() > MOST_FILES {
        note("evidence_many", format!("材料不得超过{MOST_FILES}份"), format!("at most {MOST_FILES} files"));
    }
    if evidence.iter().any(|one| !is_digest(&one.digest)) {
        note(
            "evidence_digest",
            "材料摘要须为64位十六进制".to_owned(),
            "the digest of a file has 64 hexadecimal digits".to_owned(),
        );
    }
    if evidence.iter().any(|one| one.bytes == 0 || one.bytes > FILE_BYTES) {
        note(
            "evidence_size",
            format!("每份材料须有内容，且不超过{}兆字节", FILE_BYTES / 1024 / 1024),
            format!("a file has something in it, and at most {} MiB", FILE_BYTES / 1024 / 1024),
        );
    }
    let all = evidence.iter().fold(0_u64, |all, one| all.saturating_add(one.bytes));
    if all > TOTAL_BYTES {
        note(
            "evidence_size",
            format!("全部材料合计不超过{}兆字节", TOTAL_BYTES / 1024 / 1024),
            format!("all files together have at most {} MiB", TOTAL_BYTES / 1024 / 1024),
        );
    }
    let digests: BTreeSet<&str> = evidence.iter().map(|one| one.digest.as_str()).collect();
    if digests.len() < evidence.len() {
        note("evidence_twice", "同一份材料列了两次".to_owned(), "a file is named twice".to_owned());
    }
    found
}

/// What is wrong with files that are named by their digests alone, sent along with a statement or an objection; whether
/// they were sent, and are of a type that is taken, the registry looks at.
///
/// # Errors
/// If they are too many, one is named twice, or one is no digest.
pub(crate) fn named(files: &[String]) -> Result<(), Refusal> {
    let mut problems = Vec::new();
    let mut note = |code, zh: String, en: String| problems.push(Problem::new(code, zh, en).at("files"));
    if files.len() > MOST_FILES {
        note("evidence_many", format!("材料不得超过{MOST_FILES}份"), format!("at most {MOST_FILES} files"));
    }
    if files.iter().any(|file| !is_digest(file)) {
        note(
            "evidence_digest",
            "材料摘要须为64位十六进制".to_owned(),
            "the digest of a file has 64 hexadecimal digits".to_owned(),
        );
    }
    if files.iter().collect::<BTreeSet<_>>().len() < files.len() {
        note("evidence_twice", "同一份材料列了两次".to_owned(), "a file is named twice".to_owned());
    }
    if problems.is_empty() { Ok(()) } else { Err(Refusal { problems, findings: Vec::new() }) }
}
