//! Every kind of row there is, with the kind of case that makes its rows: one list for all who go over them. A row of a kind
//! that is not on it is a fault, which every test that writes such a row finds.

use crate::rows::{AUTHORIZATION, DRAFTING_ROLE, DUTY_LINE, DUTY_REPORT, PROCEEDING, SCHEME};
use crate::rows_member::MEMBERSHIP;
use crate::rows_penalty::PENALTY;
use crate::rows_project::{CALL, PROJECT, SYSTEM};

/// The kind of the row of a whole dossier.
pub(crate) const ENTERPRISE: &str = "enterprise";
const STANDARD: &str = "standard";

/// Each kind of row, and the kind of the row of the whole case that it is made from.
pub const ROW_KINDS: [(&str, &str); 25] = [
    (ENTERPRISE, ENTERPRISE),
    ("declaration", ENTERPRISE),
    (AUTHORIZATION, ENTERPRISE),
    ("check", ENTERPRISE),
    (PROCEEDING, ENTERPRISE),
    ("certificate", ENTERPRISE),
    ("product", ENTERPRISE),
    ("label", ENTERPRISE),
    (DRAFTING_ROLE, ENTERPRISE),
    (MEMBERSHIP, ENTERPRISE),
    (PENALTY, ENTERPRISE),
    (STANDARD, STANDARD),
    ("edition", STANDARD),
    (SCHEME, SCHEME),
    ("catalogue_entry", SCHEME),
    ("body", SCHEME),
    ("holder", SCHEME),
    ("organisation", SCHEME),
    (CALL, SCHEME),
    ("expert", SCHEME),
    ("review_bar", SCHEME),
    (PROJECT, PROJECT),
    (SYSTEM, PROJECT),
    (DUTY_REPORT, DUTY_REPORT),
    (DUTY_LINE, DUTY_REPORT),
];

/// The kind of the cases that rows of a kind are made from; `None` for a kind that there is not.
pub(crate) fn case_of(kind: &str) -> Option<&'static str> {
    ROW_KINDS.iter().find(|(known, _)| *known == kind).map(|(_, case)| *case)
}
