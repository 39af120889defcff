//! What a "not met" rests on, named so that one piece of work is opened for it and not two: the kind of record, its
//! identifier and, where it is not the enterprise's own, whose it is. Written and read as one text in one place.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::article::Words;
use crate::calendar::Day;
use crate::enterprise::credit_code::CreditCode;

/// The kinds of thing that a ground can be. Identifiers are unique within one kind only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroundKind {
    /// An administrative penalty.
    Penalty,
    /// A listing as seriously dishonest.
    Listing,
    /// A recall duty.
    Recall,
    /// A verified breach.
    Breach,
    /// A spot check.
    Check,
    /// A certificate that ended, from a day on.
    CertificateEnded,
    /// A certificate that is suspended, from a day on.
    CertificateSuspended,
    /// A category of the exclusion catalogue.
    CatalogueEntry,
    /// Another authorisation.
    Authorization,
    /// An edition of a standard.
    Edition,
    /// A self-declaration: what was refused.
    Declaration,
    /// The part taken in drafting an edition, overdue from a day on.
    DraftingRole,
    /// No record: a rule that is not met because something is not there.
    Rule,
}

impl GroundKind {
    const ALL: [GroundKind; 13] = [
        GroundKind::Penalty,
        GroundKind::Listing,
        GroundKind::Recall,
        GroundKind::Breach,
        GroundKind::Check,
        GroundKind::CertificateEnded,
        GroundKind::CertificateSuspended,
        GroundKind::CatalogueEntry,
        GroundKind::Authorization,
        GroundKind::Edition,
        GroundKind::Declaration,
        GroundKind::DraftingRole,
        GroundKind::Rule,
    ];

    /// Stable name, as in JSON; of a record, the name that its kind has among the facts of a finding.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            GroundKind::Penalty => "penalty",
            GroundKind::Listing => "listing",
            GroundKind::Recall => "recall",
            GroundKind::Breach => "breach",
            GroundKind::Check => "check",
            GroundKind::CertificateEnded => "certificate_ended",
            GroundKind::CertificateSuspended => "certificate_suspended",
            GroundKind::CatalogueEntry => "catalogue_entry",
            GroundKind::Authorization => "authorization",
            GroundKind::Edition => "edition",
            GroundKind::Declaration => "declaration",
            GroundKind::DraftingRole => "drafting_role",
            GroundKind::Rule => "rule",
        }
    }

    /// From its name.
    #[must_use]
    pub fn named(name: &str) -> Option<GroundKind> {
        GroundKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            GroundKind::Penalty => Words { zh: "行政处罚", en: "penalty" },
            GroundKind::Listing => Words { zh: "严重违法失信列入", en: "dishonesty listing" },
            GroundKind::Recall => Words { zh: "召回义务", en: "recall duty" },
            GroundKind::Breach => Words { zh: "违反承诺或标准", en: "breach" },
            GroundKind::Check => Words { zh: "抽检", en: "spot check" },
            GroundKind::CertificateEnded => Words { zh: "证书失效", en: "certificate ended" },
            GroundKind::CertificateSuspended => Words { zh: "证书暂停", en: "certificate suspended" },
            GroundKind::CatalogueEntry => Words { zh: "排除目录类别", en: "catalogue category" },
            GroundKind::Authorization => Words { zh: "授权", en: "authorisation" },
            GroundKind::Edition => Words { zh: "标准版本", en: "edition" },
            GroundKind::Declaration => Words { zh: "自我声明", en: "self-declaration" },
            GroundKind::DraftingRole => Words { zh: "参与起草", en: "part in drafting" },
            GroundKind::Rule => Words { zh: "条件", en: "condition" },
        }
    }
}

/// What a "not met" rests on.
///
/// As text: `kind:id`, with `@` and a credit code after the kind where the record is another enterprise's, `#` and
/// a day where it holds from a day on, and a rule and `|` before it where another rule was asked for another day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ground {
    /// The rule that was asked about another day, if one was (the conditions of the filing day).
    pub rule: Option<String>,
    /// What kind of thing it is.
    pub kind: GroundKind,
    /// Whose it is, if not the enterprise's own.
    pub of: Option<CreditCode>,
    /// Since when, for what holds from a day on.
    pub since: Option<Day>,
    /// Its identifier.
    pub id: String,
}

impl Ground {
    /// A record of the enterprise itself.
    #[must_use]
    pub fn new(kind: GroundKind, id: impl Into<String>) -> Ground {
        Ground { rule: None, kind, of: None, since: None, id: id.into() }
    }

    /// Whether both name the same record of the same enterprise, whichever rule they were found by.
    #[must_use]
    pub fn is_record_of(&self, other: &Ground) -> bool {
        self.kind == other.kind && self.of == other.of && self.id == other.id
    }

    /// Whether it is this record of the enterprise itself.
    #[must_use]
    pub fn names(&self, kind: GroundKind, id: &str) -> bool {
        self.kind == kind && self.of.is_none() && self.id == id
    }
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(rule) = &self.rule {
            write!(f, "{rule}|")?;
        }
        f.write_str(self.kind.name())?;
        if let Some(of) = self.of {
            write!(f, "@{of}")?;
        }
        if let Some(since) = self.since {
            write!(f, "#{since}")?;
        }
        write!(f, ":{}", self.id)
    }
}

/// A text that names no ground.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` names no ground: write its kind, a colon and its identifier, as in `check:CK-1`")]
pub struct NoGround(String);

impl FromStr for Ground {
    type Err = NoGround;

    fn from_str(text: &str) -> Result<Ground, NoGround> {
        read(text).ok_or_else(|| NoGround(crate::writing::clip(text)))
    }
}

/// Neither a rule's name nor a kind, a code or a day has a colon, so the first one ends the head.
fn read(text: &str) -> Option<Ground> {
    let (head, id) = text.split_once(':')?;
    let (rule, head) = match head.split_once('|') {
        Some((rule, head)) => (Some(rule.to_owned()), head),
        None => (None, head),
    };
    let (head, since) = match head.split_once('#') {
        Some((head, day)) => (head, Some(day.parse().ok()?)),
        None => (head, None),
    };
    let (kind, of) = match head.split_once('@') {
        Some((kind, code)) => (kind, Some(CreditCode::parse_overridden(code).ok()?)),
        None => (head, None),
    };
    Some(Ground { rule, kind: GroundKind::named(kind)?, of, since, id: id.to_owned() })
}

impl TryFrom<String> for Ground {
    type Error = NoGround;

    fn try_from(text: String) -> Result<Ground, NoGround> {
        text.parse()
    }
}

impl From<Ground> for String {
    fn from(ground: Ground) -> String {
        ground.to_string()
    }
}

impl JsonSchema for Ground {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Ground".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "what a finding rests on: kind of record, colon, identifier",
            "pattern": "^([a-z0-9._]+\\|)?[a-z_]+(@[0-9A-Z]{18})?(#[0-9]{4}-[0-9]{2}-[0-9]{2})?:",
            "examples": ["check:CK-1", "c9.not_listed|listing:失信1"],
        })
    }
}
