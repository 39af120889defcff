//! The rows of spot checks and of the work that findings open (chapter V).

use policy::supervision::{Check, Proceeding, ProceedingOutcome, StepKind};

use crate::act::written;
use crate::fault::Fault;
use crate::rows::{ANNULLED, Making, PROCEEDING, Row};

impl Making<'_> {
    /// The row of a check.
    pub(crate) fn check(&self, check: &Check) -> Result<Row, Fault> {
        let state = if check.annulled.is_some() {
            ANNULLED
        } else if let Some(verified) = &check.verified {
            if verified.failed { "failed" } else { "passed" }
        } else if check.retest.is_some() || check.answer.is_some() {
            "answered"
        } else if check.objection.is_some() {
            "objected"
        } else if check.notified.is_some() {
            "notified"
        } else if check.result.is_some() {
            "tested"
        } else {
            "sampled"
        };
        let due_on = if check.verified.is_none() { check.sampled_on.to_string() } else { String::new() };
        let row = self.row("check", &check.id, state, self.titled(&check.product), written(check)?);
        Ok(Row { product: check.product.clone(), due_on, ..row })
    }

    /// The row of a proceeding.
    pub(crate) fn proceeding(&self, proceeding: &Proceeding) -> Result<Row, Fault> {
        let state = match (proceeding.outcome(), proceeding.is_closed()) {
            (None, false) => "open",
            (None, true) => "closed",
            (Some(_), false) => "decided",
            (Some(ProceedingOutcome::NoAction), true) => "closed_no_action",
            // Work that ends no mark for fault closes when it is decided, without a publication.
            (Some(_), true) if proceeding.has(|step| matches!(step, StepKind::Published)) => "published",
            (Some(_), true) => "closed",
        };
        // The list of decisions is in the order of their days, and an index serves it. While it is open a row bears no day: until
        // when the party may answer is told by the working days of the law in force from the issue of a paper (reading 0035), and
        // a row is what its dossier alone makes. Every desk asks the law, so that none has another day.
        let due_on = match proceeding.is_closed() {
            true => proceeding.public_on().map(|day| day.to_string()).unwrap_or_default(),
            false => String::new(),
        };
        let row = self.row(PROCEEDING, &proceeding.id, state, self.name.clone(), written(proceeding)?);
        Ok(Row { product: proceeding.product.clone().unwrap_or_default(), due_on, ..row })
    }
}
