//! The receipt of an act as a file: made from the ledger, with what was on file when the act was decided, so that `pzb check`
//! asks the rules again. It belongs to the act and not to whoever did it: everybody who opens the case may take it.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use policy::authorization::Filing;
use policy::dossier_file::DossierFile;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::event::{Entry, Event};
use policy::finding::Finding;
use policy::powers::Office;
use policy::receipt_file::ReceiptFile;
use policy::standard::Standard;
use policy::supervision::Check;
use registry::{Fault, Reader, cases_of, created};

use crate::acts::CaseKind;
use crate::office::OfficeSite;
use crate::office::case::{self, Case};
use crate::office::of_project::Texts;
use crate::office::reach::reads_check;
use crate::papers::past;
use crate::problem::Trouble;
use crate::session::Member;

/// The most entries of one act that a receipt names, before and after the one that is asked for: lists of reports go on in
/// thousands.
const MOST_ENTRIES: u64 = 100;

/// The act that an entry belongs to: the entries beside it that one person made under one key.
fn of_act(reader: &Reader, position: u64, entry: &Entry) -> Result<Vec<(u64, Entry)>, Fault> {
    let is_of_it = |other: &Entry| other.key == entry.key && other.by.person == entry.by.person;
    let mut all = vec![(position, entry.clone())];
    for before in (position.saturating_sub(MOST_ENTRIES)..position).rev() {
        match past::entry(reader, before)?.filter(is_of_it) {
            Some(entry) => all.insert(0, (before, entry)),
            None => break,
        }
    }
    for after in position.saturating_add(1)..=position.saturating_add(MOST_ENTRIES) {
        match past::entry(reader, after)?.filter(is_of_it) {
            Some(entry) => all.push((after, entry)),
            None => break,
        }
    }
    Ok(all)
}

/// What was on file of an enterprise after an entry, with what its verdicts rest on; nothing where it was not registered.
fn on_file(
    reader: &Reader,
    code: CreditCode,
    last: u64,
    asks: Vec<Filing>,
) -> Result<Option<DossierFile>, Fault> {
    let Some(today) = reader.case_file(code)? else { return Ok(None) };
    let is_registered = |dossier: &Dossier| !dossier.registrations.list.is_empty();
    let enterprise = past::dossier(reader, code, last)?;
    if !is_registered(&enterprise) {
        return Ok(None);
    }
    let parents = today.parents.iter().map(|parent| past::dossier(reader, parent.enterprise, last));
    let mut parents = parents.collect::<Result<Vec<Dossier>, Fault>>()?;
    parents.retain(is_registered);
    let standards = today.standards.iter().map(|known| past::standard(reader, &known.number, last));
    let mut standards = standards.collect::<Result<Vec<Standard>, Fault>>()?;
    standards.retain(|standard| !standard.editions.is_empty());
    let mut scheme = past::scheme(reader, last)?;
    // Who holds which office plays no part in a verdict.
    scheme.holders.list.clear();
    let (version, projects) = (1, Vec::new());
    Ok(Some(DossierFile { version, enterprise, parents, scheme, standards, asks, projects }))
}

/// The receipt of the act that made an entry; nothing where there is no such entry.
///
/// # Errors
/// A fault of the reader.
pub(crate) fn of(
    reader: &Reader,
    position: u64,
    (office, explained): (&Office, Vec<Finding>),
) -> Result<Option<ReceiptFile>, Fault> {
    let Some(entry) = past::entry(reader, position)? else { return Ok(None) };
    let all = of_act(reader, position, &entry)?;
    let Some((first, decided)) = all.first().cloned() else { return Ok(None) };
    let asks = all.iter().filter_map(|(_, entry)| {
        let Event::DeclarationFiled { declaration } = &entry.event else { return None };
        Some(declaration.filing.clone())
    });
    let asks: Vec<Filing> = asks.collect();
    let granted = all.iter().find_map(|(_, entry)| {
        let Event::AuthorizationGranted { authorization } = &entry.event else { return None };
        Some(Box::new(authorization.clone()))
    });
    let case = match (decided.enterprise, first.checked_sub(1)) {
        (Some(code), Some(before)) => on_file(reader, code, before, asks)?,
        _ => None,
    };
    let opens = |dossier: &Dossier, check: &Check| reads_check(Some(office), dossier, check);
    let case = case.map(|case| case.told_to(&opens));
    let mut about: Vec<String> = Vec::new();
    for (_, entry) in &all {
        about.extend(cases_of(entry).into_iter().map(|(_, id)| id));
        about.extend(created(std::slice::from_ref(&entry.event)));
    }
    about.sort_unstable();
    about.dedup();
    let mut findings: Vec<(String, String)> = Vec::new();
    for found in all.iter().flat_map(|(_, entry)| &entry.findings) {
        if !findings.contains(found) {
            findings.push(found.clone());
        }
    }
    Ok(Some(ReceiptFile {
        version: 1,
        positions: all.iter().map(|(at, _)| *at).collect(),
        on: decided.on,
        entered_on: decided.entered_on,
        policy: decided.policy,
        about,
        findings,
        explained,
        gone_from_disk: None,
        granted,
        case: case.map(Box::new),
    }))
}

/// A receipt to take away.
pub(crate) fn as_file(receipt: &ReceiptFile) -> Response {
    let number = receipt.positions.first().map(u64::to_string).unwrap_or_default();
    let name = format!("attachment; filename=\"receipt-{number}.json\"");
    let mut response = axum::Json(receipt).into_response();
    if let Ok(name) = HeaderValue::from_str(&name) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

/// Whether an entry is about a case; what is said of an edition is about its standard.
fn is_about(entry: &Entry, case: &Case) -> bool {
    let standard = case.standard.as_ref().filter(|_| case.kind == CaseKind::Edition);
    let (name, subject) = match standard {
        Some(standard) => ("standard", standard.number.as_str()),
        None => (case.kind.name(), case.subject.as_str()),
    };
    let is_it = |(kind, id): &(String, String)| kind == name && id == subject;
    (entry.enterprise.is_some() && entry.enterprise == case.enterprise) || cases_of(entry).iter().any(is_it)
}

/// `GET /cases/{kind}/{id}/entries/{position}/receipt`: the receipt of an act on a case, for whoever opens the case.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    Path((kind, id, position)): Path<(String, String, u64)>,
    member: Member,
) -> Result<Response, Trouble> {
    let public = site.public();
    public.bound_heavy(&member.visitor)?;
    let office = member.office()?;
    let case = case::visible(case::load(public, &kind, &id).await?, office)?;
    let (office, shows) = (office.clone(), case.shows_texts_to(office));
    let asks = office.clone();
    let found = public.look(move |reader| {
        let Some(entry) = past::entry(reader, position)? else { return Ok(None) };
        let is_told = Texts::of(reader, (&asks, shows), [&entry])?.tells(&entry);
        Ok(Some(entry).filter(|_| is_told))
    });
    let entry = found.await?.filter(|entry| is_about(entry, &case));
    if entry.is_none_or(|entry| entry.findings.is_empty()) {
        return Err(Trouble::NotOnFile);
    }
    let receipt = public.look(move |reader| of(reader, position, (&office, Vec::new()))).await?;
    Ok(as_file(&receipt.ok_or(Trouble::NotOnFile)?))
}
