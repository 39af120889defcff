//! The page behind a code as JSON, for whoever asks for that.

use policy::article::{Said, Words};
use policy::authorization::Basis;
use policy::calendar::Day;
use policy::enterprise::credit_code::CreditCode;
use policy::ground::Ground;
use policy::industry::Industry;
use policy::parameters::Parameters;
use policy::standard::number::EditionNumber;
use serde::Serialize;

use super::mark::{Seen, decided_by};
use crate::problem::Trouble;

/// What programs are told. Written straight to text: a tree of values would be made only to be written.
#[derive(Serialize)]
struct MarkJson<'a> {
    code: &'a str,
    state: &'static str,
    state_words: Words,
    since: Option<Day>,
    as_of: Day,
    as_known_on: Option<Day>,
    enterprise: EnterpriseJson<'a>,
    product: ProductJson<'a>,
    edition: EditionJson<'a>,
    basis: &'a Basis,
    granted_on: Day,
    from: Day,
    valid_until: Day,
    ground: Option<GroundJson<'a>>,
    last_check: Option<CheckJson>,
    /// Since when a label filing is accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    labelled_since: Option<Day>,
    version: u64,
    ledger: LedgerJson,
    page: String,
}

#[derive(Serialize)]
struct EnterpriseJson<'a> {
    code: CreditCode,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    industry: Option<&'a Industry>,
}

#[derive(Serialize)]
struct ProductJson<'a> {
    id: &'a str,
    name: &'a str,
    models: &'a [String],
}

#[derive(Serialize)]
struct EditionJson<'a> {
    number: &'a EditionNumber,
    title: &'a str,
}

#[derive(Serialize)]
struct GroundJson<'a> {
    rule: Option<&'a str>,
    /// What the rule comes to where it is not met, as the page says it.
    words: Option<Said>,
    grounds: &'a [Ground],
    proceeding: Option<&'a str>,
    published_on: Option<Day>,
}

#[derive(Serialize)]
struct CheckJson {
    verified_on: Day,
    failed: bool,
}

#[derive(Serialize)]
struct LedgerJson {
    position: u64,
    proof: String,
    checkpoint: String,
}

impl<'a> MarkJson<'a> {
    fn of(seen: &'a Seen, code: &'a str, public_url: &str, parameters: &Parameters) -> MarkJson<'a> {
        let Seen { mark, standing, when, edition, .. } = seen;
        let a = &mark.authorization;
        let ground = decided_by(mark, *standing).map(|(rule, proceeding)| {
            let published_on = proceeding.and_then(|proceeding| proceeding.published.map(|mark| mark.on));
            let proceeding = proceeding.filter(|p| published_on.is_some() || !p.kind.is_sanction());
            let revocation = a.revocations.iter().rfind(|revocation| revocation.corrected.is_none());
            let grounds = revocation.map(|revocation| revocation.grounds.as_slice()).unwrap_or_default();
            let proceeding = proceeding.map(|proceeding| proceeding.id.as_str());
            let on = standing.since().unwrap_or(seen.day());
            let words = rule.and_then(policy::rules::named).map(|rule| rule.not_met.on(parameters, on));
            GroundJson { rule, words, grounds, proceeding, published_on }
        });
        let last_check = mark.last_check.as_ref();
        MarkJson {
            code,
            state: standing.name(),
            state_words: standing.words(),
            since: standing.since(),
            as_of: when.seen.as_of,
            as_known_on: when.seen.known_on,
            enterprise: EnterpriseJson {
                code: mark.enterprise,
                name: &mark.maker,
                industry: mark.industry.as_ref(),
            },
            product: ProductJson { id: &a.product, name: &mark.product, models: &a.models },
            edition: EditionJson { number: &a.edition, title: &edition.title },
            basis: &a.basis,
            granted_on: a.granted_on,
            from: a.from,
            valid_until: a.valid_until,
            ground,
            last_check: last_check
                .map(|check| CheckJson { verified_on: check.verified.on, failed: check.failed }),
            labelled_since: mark.labelled_since(seen.day()),
            version: seen.version,
            ledger: LedgerJson {
                position: seen.position(),
                proof: format!("{public_url}/ledger/proof/{}", seen.position()),
                checkpoint: format!("{public_url}/ledger/checkpoint"),
            },
            page: format!("{public_url}/v/{code}"),
        }
    }
}

/// The page as JSON.
pub(super) fn as_json(
    seen: &Seen,
    code: &str,
    public_url: &str,
    parameters: &Parameters,
) -> Result<Vec<u8>, Trouble> {
    let fault = |fault| Trouble::Fault(format!("a mark cannot be written: {fault}"));
    let comparison = &seen.edition.json;
    let mut text = Vec::with_capacity(comparison.len() + 2048);
    serde_json::to_writer(&mut text, &MarkJson::of(seen, code, public_url, parameters)).map_err(fault)?;
    // The comparison is kept as text and goes in as the last member, before the brace that ends the object.
    text.pop();
    text.extend_from_slice(b",\"comparison\":");
    text.extend_from_slice(comparison.as_bytes());
    text.push(b'}');
    Ok(text)
}
