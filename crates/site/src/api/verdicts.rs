//! What the rules say, for programs: of a maker, of which some offices and the maker itself are told more than everybody
//! (reading 0019), and of the review of a standard, which everybody is told as on its page.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use policy::seen::Seen;
use serde_json::json;

use crate::api::parameters::{Asked, Plain};
use crate::api::read::{Answer, code, file, no_standard, number};
use crate::api::token::Asker;
use crate::office::OfficeSite;
use crate::office::reach::{Whose, withheld};
use crate::public::{PublicSite, duties, standards as standard_pages};
use crate::visitor::Visitor;
use crate::when::When;

/// `GET /api/v1/makers/{code}/verdicts`.
pub(crate) async fn maker(
    State(site): State<OfficeSite>,
    Path(typed): Path<String>,
    Asked(Plain {}): Asked<Plain>,
    Asker(visitor): Asker,
) -> Answer {
    let site = site.public();
    site.bound_heavy(&visitor)?;
    let when = When::of(site, &visitor.glimpse)?;
    let (file, version) = file(site, (code(&typed)?, visitor.office()), when).await?;
    let Seen { as_of, known_on } = when.seen;
    let mut judged = file.judge(site.reader().law(), as_of, known_on).unwrap_or_default();
    let enterprise = file.enterprise.enterprise;
    // That a duty of clause 4 is not met the province publishes, by an act of its own.
    let tells_duties =
        visitor.office().is_some_and(|office| duties::are_told(office, Whose::of(&file.enterprise)));
    // Of a check that is not verified there is no answer to tell: what it rests on is not told either.
    let withheld = withheld(&file.enterprise, visitor.office());
    judged.retain(|one| one.subject != "check" || !withheld.contains(&one.id));
    judged.retain(|one| tells_duties || !["drafting_role", "lead_proposal"].contains(&one.subject.as_str()));
    Ok(Json(json!({
        "enterprise": enterprise,
        "as_of": as_of,
        "as_known_on": known_on,
        "version": version,
        "policy": site.reader().policy_digest(),
        "duties_told": tells_duties,
        "judged": judged,
    }))
    .into_response())
}

/// `GET /api/v1/standards/{number}/verdicts`: whether each edition is to be reviewed.
pub(crate) async fn standard(
    State(site): State<PublicSite>,
    Path(segment): Path<String>,
    visitor: Visitor,
    Asked(Plain {}): Asked<Plain>,
) -> Answer {
    let number = number(&segment)?;
    site.bound_heavy(&visitor)?;
    let when = When::of(&site, &visitor.glimpse)?;
    let named = number.clone();
    let found = site.look(move |reader| {
        let Some(filed) = standard_pages::look(reader, &number, &when)? else { return Ok(None) };
        let marks = reader.marks_against(&number, when.is_dated.then_some(when.seen))?;
        let judged = duties::review_verdicts(&filed.value, &marks, reader.law(), when.seen.as_of);
        Ok(Some((judged, filed.version)))
    });
    let (judged, version) = found.await?.ok_or_else(|| no_standard(&named, &when))?;
    Ok(Json(json!({
        "standard": named,
        "as_of": when.seen.as_of,
        "as_known_on": when.seen.known_on,
        "version": version,
        "policy": site.reader().policy_digest(),
        "judged": judged,
    }))
    .into_response())
}
