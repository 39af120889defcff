//! The page behind a code as JSON, for whoever asks for that.

use serde_json::{Value, json};

use super::mark::{Seen, decided_by};

/// The page as JSON.
pub(super) fn as_json(seen: &Seen, public_url: &str) -> Value {
    let Seen { mark, standing, today, edition, .. } = seen;
    let a = &mark.authorization;
    let ground = decided_by(mark, *standing).map(|(rule, proceeding)| {
        let published = proceeding.and_then(|proceeding| proceeding.published.map(|mark| mark.on));
        json!({
            "rule": rule,
            "proceeding": proceeding.filter(|_| published.is_some()).map(|proceeding| &proceeding.id),
            "published_on": published,
        })
    });
    let last_check = mark.last_check.as_ref();
    json!({
        "code": a.code,
        "state": standing.name(),
        "state_words": standing.words(),
        "since": standing.since(),
        "as_of": today,
        "enterprise": { "code": mark.enterprise, "name": mark.maker },
        "product": { "id": a.product, "name": mark.product, "models": a.models },
        "edition": { "number": a.edition, "title": edition.title },
        "basis": a.basis,
        "granted_on": a.granted_on,
        "from": a.from,
        "valid_until": a.valid_until,
        "ground": ground,
        "last_check": last_check.map(|check| json!({ "verified_on": check.verified.on, "failed": check.failed })),
        "comparison": edition.json,
        "version": seen.version,
        "ledger": {
            "position": seen.position(),
            "proof": format!("{public_url}/ledger/proof/{}", seen.position()),
            "checkpoint": format!("{public_url}/ledger/checkpoint"),
        },
        "page": format!("{public_url}/v/{}", a.code),
    })
}
