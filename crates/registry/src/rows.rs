//! The rows that a dossier, the scheme and a standard make: a cache for lists, search and pages. They follow
//! from events alone and never from the day, so that making them again gives the same bytes.

use std::collections::HashMap;

use policy::authorization::{Authorization, Basis};
use policy::enterprise::Dossier;
use policy::scheme::Scheme;
use policy::standard::Standard;
use policy::supervision::{Check, Proceeding, ProceedingOutcome, StepKind};
use serde::Serialize;

use crate::act::written;
use crate::fault::Fault;
use crate::mark::PublicMark;
use crate::search::Words;
use crate::store::{Columns, Line, Value};

/// The state of a row whose record was set aside: its number is free.
pub(crate) const ANNULLED: &str = "annulled";

/// One row of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Kind of case.
    pub kind: String,
    /// Its identifier.
    pub id: String,
    /// Its state, as events left it.
    pub state: String,
    /// The enterprise it belongs to; empty for none.
    pub enterprise: String,
    /// The product it is about; empty for none.
    pub product: String,
    /// Division code of the enterprise's head office; empty where none is on file.
    pub region: String,
    /// A day by which something happens to it; empty for none.
    pub due_on: String,
    /// What people call it.
    pub title: String,
    /// Position of the last entry that changed it.
    pub version: u64,
    /// What search looks through.
    pub words: String,
    /// The case itself, as JSON.
    pub body: String,
}

impl Row {
    pub(crate) fn read(line: Line) -> Row {
        let mut columns = Columns::of(line);
        Row {
            kind: columns.text(),
            id: columns.text(),
            state: columns.text(),
            enterprise: columns.text(),
            product: columns.text(),
            region: columns.text(),
            due_on: columns.text(),
            title: columns.text(),
            version: columns.position(),
            words: columns.text(),
            body: columns.text(),
        }
    }

    pub(crate) fn values(&self) -> [Value; 11] {
        [
            self.kind.as_str().into(),
            self.id.as_str().into(),
            self.state.as_str().into(),
            self.enterprise.as_str().into(),
            self.product.as_str().into(),
            self.region.as_str().into(),
            self.due_on.as_str().into(),
            self.title.as_str().into(),
            self.version.into(),
            self.words.as_str().into(),
            self.body.as_str().into(),
        ]
    }

    /// Whether two rows say the same, whenever they were written.
    pub(crate) fn says_the_same(&self, other: &Row) -> bool {
        self.state == other.state
            && self.enterprise == other.enterprise
            && self.product == other.product
            && self.region == other.region
            && self.due_on == other.due_on
            && self.title == other.title
            && self.words == other.words
            && self.body == other.body
    }
}

struct Making<'a> {
    dossier: &'a Dossier,
    enterprise: String,
    region: String,
    rows: Vec<Row>,
}

impl Making<'_> {
    fn row(&mut self, kind: &str, id: &str, state: &str, title: String, body: String) -> Option<&mut Row> {
        self.rows.push(Row {
            kind: kind.to_owned(),
            id: id.to_owned(),
            state: state.to_owned(),
            enterprise: self.enterprise.clone(),
            product: String::new(),
            region: self.region.clone(),
            due_on: String::new(),
            words: Words::of([title.as_str(), id]).text(),
            title,
            version: 0,
            body,
        });
        self.rows.last_mut()
    }
}

/// The rows of everything in a dossier.
///
/// # Errors
/// If a record cannot be written as JSON, which is a fault of the program.
pub fn of_dossier(dossier: &Dossier) -> Result<Vec<Row>, Fault> {
    let mut making = Making {
        dossier,
        enterprise: dossier.enterprise.to_string(),
        region: dossier.region().unwrap_or_default().to_owned(),
        rows: Vec::new(),
    };
    let name = dossier.name();
    let id = making.enterprise.clone();
    if let Some(row) = making.row("enterprise", &id, "registered", name.clone(), written(dossier)?) {
        // Former names find it too.
        let names = dossier.registrations.list.iter().map(|registration| registration.name.as_str());
        row.words = Words::of([name.as_str(), &id].into_iter().chain(names)).text();
    }
    for product in dossier.products.list.iter() {
        let state = if product.annulled.is_some() { ANNULLED } else { "on_file" };
        let id = format!("{}/{}", making.enterprise, product.id);
        if let Some(row) = making.row("product", &id, state, product.name.clone(), written(product)?) {
            row.product = product.id.clone();
            let models = product.models.iter().map(String::as_str);
            row.words =
                Words::of([product.name.as_str(), &name, &product.id].into_iter().chain(models)).text();
        }
    }
    certificates(&mut making, &name)?;
    for declaration in &dossier.declarations {
        let state = match (&declaration.decided, &declaration.ended) {
            (Some(decided), _) if decided.granted => "granted",
            (Some(_), _) => "refused",
            (None, Some(_)) => "withdrawn",
            (None, None) => "pending",
        };
        let title = titled(dossier, &declaration.filing.product, &name);
        if let Some(row) = making.row("declaration", &declaration.id, state, title, written(declaration)?) {
            row.product = declaration.filing.product.clone();
            row.due_on = if state == "pending" { declaration.filed_on.to_string() } else { String::new() };
        }
    }
    for authorization in &dossier.authorizations.list {
        of_authorization(&mut making, authorization)?;
    }
    for check in &dossier.checks.list {
        of_check(&mut making, check, &name)?;
    }
    for proceeding in &dossier.proceedings {
        of_proceeding(&mut making, proceeding, &name)?;
    }
    Ok(one_each(making.rows))
}

/// One row for each kind and number: of several records with one number the one that counts, and the last of those
/// set aside if none does.
fn one_each(rows: Vec<Row>) -> Vec<Row> {
    let mut last: HashMap<(String, String), usize> = HashMap::new();
    let key = |row: &Row| (row.kind.clone(), row.id.clone());
    for (at, row) in rows.iter().enumerate() {
        let kept = last.entry(key(row)).or_insert(at);
        let counts = |at: usize| rows.get(at).is_some_and(|row| row.state != ANNULLED);
        if counts(at) || !counts(*kept) {
            *kept = at;
        }
    }
    let kept = |(at, row): &(usize, Row)| last.get(&key(row)) == Some(at);
    rows.into_iter().enumerate().filter(kept).map(|(_, row)| row).collect()
}

fn titled(dossier: &Dossier, product: &str, name: &str) -> String {
    let product = dossier.product(product).map_or(product, |p| p.name.as_str());
    format!("{name} {product}")
}

fn certificates(making: &mut Making, name: &str) -> Result<(), Fault> {
    let dossier = making.dossier;
    for certificate in &dossier.certificates.list {
        let suspended = certificate.suspensions.iter().any(|s| s.lifted.is_none());
        let state = match (&certificate.annulled, &certificate.ended) {
            (Some(_), _) => ANNULLED,
            (None, Some(_)) => "ended",
            (None, None) if suspended => "suspended",
            (None, None) => "issued",
        };
        let title = titled(dossier, &certificate.product, name);
        if let Some(row) = making.row("certificate", &certificate.id, state, title, written(certificate)?) {
            row.product = certificate.product.clone();
            row.due_on = certificate.valid_until.to_string();
        }
    }
    Ok(())
}

fn of_authorization(making: &mut Making, authorization: &Authorization) -> Result<(), Fault> {
    let mark = PublicMark::of(making.dossier, authorization);
    let basis = match (&authorization.basis, &mark.certificate) {
        (Basis::SelfDeclaration { .. }, _) => "granted",
        (Basis::Certificate { .. }, Some(c)) if c.ended.is_some() || c.annulled.is_some() => "basis_gone",
        (Basis::Certificate { .. }, Some(c)) if c.suspensions.iter().any(|s| s.lifted.is_none()) => {
            "basis_suspended"
        }
        (Basis::Certificate { .. }, _) => "granted",
    };
    let state = if authorization.revocations.iter().any(|r| r.corrected.is_none()) {
        "revoked"
    } else if authorization.ended.is_some() {
        "ended"
    } else if basis != "basis_gone" && authorization.suspensions.iter().any(|s| s.lifted.is_none()) {
        "suspended"
    } else {
        basis
    };
    let title = format!("{} {}", mark.maker, mark.product);
    let (code, edition) = (authorization.code.to_string(), authorization.edition.to_string());
    let named = [title.as_str(), &code, &edition, &making.enterprise];
    let words = Words::of(named.into_iter().chain(authorization.models.iter().map(String::as_str))).text();
    if let Some(row) = making.row("authorization", &code, state, title, written(&mark)?) {
        row.product = authorization.product.clone();
        row.due_on = authorization.valid_until.to_string();
        row.words = words;
    }
    Ok(())
}

fn of_check(making: &mut Making, check: &Check, name: &str) -> Result<(), Fault> {
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
    let title = titled(making.dossier, &check.product, name);
    if let Some(row) = making.row("check", &check.id, state, title, written(check)?) {
        row.product = check.product.clone();
        row.due_on = if check.verified.is_none() { check.sampled_on.to_string() } else { String::new() };
    }
    Ok(())
}

fn of_proceeding(making: &mut Making, proceeding: &Proceeding, name: &str) -> Result<(), Fault> {
    let state = match (proceeding.outcome(), proceeding.is_closed()) {
        (None, false) => "open",
        (None, true) => "closed",
        (Some(_), false) => "decided",
        (Some(ProceedingOutcome::NoAction), true) => "closed_no_action",
        // Work that ends no mark for fault closes when it is decided, without a publication.
        (Some(_), true) if proceeding.has(|step| matches!(step, StepKind::Published)) => "published",
        (Some(_), true) => "closed",
    };
    if let Some(row) = making.row("proceeding", &proceeding.id, state, name.to_owned(), written(proceeding)?)
    {
        row.product = proceeding.product.clone().unwrap_or_default();
        row.due_on = match (proceeding.is_closed(), proceeding.reply_by()) {
            (true, _) => String::new(),
            (false, Some(day)) => day.to_string(),
            (false, None) => proceeding.opened_on.to_string(),
        };
    }
    Ok(())
}

fn plain(kind: &str, id: &str, state: &str, title: &str, body: String) -> Row {
    Row {
        kind: kind.to_owned(),
        id: id.to_owned(),
        state: state.to_owned(),
        enterprise: String::new(),
        product: String::new(),
        region: String::new(),
        due_on: String::new(),
        title: title.to_owned(),
        version: 0,
        words: Words::of([title, id]).text(),
        body,
    }
}

/// The rows of the scheme: itself, and one for each of its facts.
///
/// # Errors
/// As [`of_dossier`].
pub fn of_scheme(scheme: &Scheme) -> Result<Vec<Row>, Fault> {
    fn state(ended: bool, annulled: bool) -> &'static str {
        match (annulled, ended) {
            (true, _) => ANNULLED,
            (false, true) => "ended",
            (false, false) => "in_force",
        }
    }
    let mut rows = vec![plain("scheme", "scheme", "in_force", "scheme", written(scheme)?)];
    for entry in &scheme.catalogue.list {
        let state = state(entry.ended.is_some(), entry.annulled.is_some());
        rows.push(plain("catalogue_entry", &entry.id, state, &entry.title, written(entry)?));
    }
    for body in &scheme.bodies.list {
        let state = state(body.ended.is_some(), body.annulled.is_some());
        rows.push(plain("body", &body.id, state, &body.name, written(body)?));
    }
    for holder in &scheme.holders.list {
        let state = state(holder.ended.is_some(), holder.annulled.is_some());
        rows.push(plain("holder", &holder.id, state, &holder.person, written(holder)?));
    }
    Ok(one_each(rows))
}

/// The rows of a standard: itself, and one for each edition.
///
/// # Errors
/// As [`of_dossier`].
pub fn of_standard(standard: &Standard) -> Result<Vec<Row>, Fault> {
    let counts = standard.editions.iter().rfind(|edition| edition.annulled.is_none());
    let title = counts.or(standard.editions.last()).map(|e| e.title.clone()).unwrap_or_default();
    let mut rows = vec![plain("standard", standard.number.as_str(), "on_file", &title, written(standard)?)];
    for edition in &standard.editions {
        let state = match (&edition.annulled, &edition.ended) {
            (Some(_), _) => ANNULLED,
            (None, Some(_)) => "withdrawn",
            (None, None) => "on_file",
        };
        rows.push(plain("edition", &edition.edition.to_string(), state, &edition.title, written(edition)?));
    }
    Ok(one_each(rows))
}
