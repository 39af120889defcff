//! The review of an edition (clause 4): what came of one, and who holds a valid authorisation against an edition, from
//! when to when (reading 0020). The count runs over enterprises, so it is handed in: a rule sees one edition and never a register.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Edition;
use super::number::EditionNumber;
use crate::authorization::{Authorization, MarkState, state, turning_days};
use crate::calendar::Day;
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::record::Mark;
use crate::named::named;
use crate::question::Question;
use crate::text::Text;

named! {
    /// What a review came to.
    ReviewVerdict {
        /// The edition goes on as it is.
        Confirmed = "confirmed", "继续有效", "confirmed";
        /// It is to be revised.
        ToRevise = "to_revise", "修订", "to be revised";
        /// It is to be withdrawn.
        ToWithdraw = "to_withdraw", "废止", "to be withdrawn";
    }
}

/// What the act that records a review asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompleteReview {
    /// Which edition.
    pub edition: EditionNumber,
    /// What it came to.
    pub verdict: ReviewVerdict,
    /// Why.
    pub reason: Text,
}

/// What the act that sets a review aside asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnulReview {
    /// Of which edition.
    pub edition: EditionNumber,
    /// The day on which it was completed.
    pub completed_on: Day,
    /// Why.
    pub reason: Text,
}

/// A completed review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// What it came to.
    pub verdict: ReviewVerdict,
    /// The day it was completed.
    pub mark: Mark,
    /// Set aside: it counts for nothing from the start, once known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annulled: Option<Mark>,
}

impl Review {
    /// The day it was completed, as the question's two days let it be seen; none where it was known to be set aside.
    #[must_use]
    pub fn completed_on(&self, q: &Question) -> Option<Day> {
        let is_aside = self.annulled.as_ref().is_some_and(|mark| q.knows(mark));
        q.mark_day(&self.mark).filter(|_| !is_aside)
    }
}

/// Days on which an enterprise held a valid authorisation against an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The enterprise.
    pub enterprise: CreditCode,
    /// First day.
    pub from: Day,
    /// First day on which it no longer did; absent where nothing on file ends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Whether that is sure: not where the certificate behind it is not on file.
    pub is_certain: bool,
}

impl Held {
    fn is_on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

/// An edition with those who held a valid authorisation against it.
#[derive(Debug, Clone, Copy)]
pub struct Reviewed<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// Who held one, from when to when; absent where nobody has looked.
    pub held: Option<&'a [Held]>,
}

/// How many distinct enterprises hold a valid authorisation on a day: surely, and at most.
#[must_use]
pub fn count_on(held: &[Held], day: Day) -> (usize, usize) {
    let on_day = || held.iter().filter(|one| one.is_on(day));
    let sure: BTreeSet<CreditCode> =
        on_day().filter(|one| one.is_certain).map(|one| one.enterprise).collect();
    let at_most: BTreeSet<CreditCode> = on_day().map(|one| one.enterprise).collect();
    (sure.len(), at_most.len())
}

/// When an authorisation was valid, as the question's two days let it be seen. A suspended or revoked one is not.
#[must_use]
pub fn held_under(authorization: &Authorization, q: &Question) -> Vec<Held> {
    let days: BTreeSet<Day> = turning_days(authorization, q).into_iter().collect();
    let ends = days.iter().skip(1).map(|&day| Some(day)).chain([None]);
    let spans = days.iter().zip(ends).filter_map(|(&from, until)| {
        let is_certain = match state(authorization, &Question { day: from, ..*q }) {
            MarkState::Valid => true,
            MarkState::CannotTell => false,
            MarkState::NotYet(_)
            | MarkState::Suspended(_)
            | MarkState::BasisGone(_)
            | MarkState::Revoked(_)
            | MarkState::Ended(_)
            | MarkState::Expired(_) => return None,
        };
        Some(Held { enterprise: q.world.enterprise.enterprise, from, until, is_certain })
    });
    spans.collect()
}
