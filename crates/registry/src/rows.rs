//! The rows that a dossier, the scheme and a standard make: a cache for lists, search and pages. They follow
//! from events alone and never from the day, so that making them again gives the same bytes.

use std::collections::HashMap;
use std::sync::Arc;

use policy::authorization::{Authorization, Basis, Declaration};
use policy::enterprise::Dossier;
use policy::enterprise::facts::{Certificate, Product};
use policy::scheme::Scheme;
use policy::standard::drafting::DraftingRole;
use policy::supervision::label::LabelFiling;
use serde::Serialize;

use crate::act::written;
use crate::drafter::Drafter;
use crate::fault::Fault;
use crate::mark::PublicMark;
use crate::rows_project::of_research;
use crate::search::Words;
use crate::store::{Columns, Line, Value};

/// The state of a row whose record was set aside: its number is free.
pub(crate) const ANNULLED: &str = "annulled";
/// The kind of the rows of marks.
pub(crate) const AUTHORIZATION: &str = "authorization";
/// The kind of the rows of work that findings opened.
pub(crate) const PROCEEDING: &str = "proceeding";
/// The kind of the one row of the whole scheme.
pub(crate) const SCHEME: &str = "scheme";

/// The kind of the rows of parts taken in drafting.
pub const DRAFTING_ROLE: &str = "drafting_role";

/// The kind of the rows of reports of duties not fulfilled.
pub const DUTY_REPORT: &str = "duty_report";

/// The kind of the rows of their lines.
pub const DUTY_LINE: &str = "duty_line";

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
    /// A day by which something happens to it, or of work with a public decision the day of that; empty for none.
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

    /// As written at a version.
    pub(crate) fn values(&self, version: u64) -> [Value; 11] {
        debug_assert!(crate::kinds::case_of(&self.kind).is_some(), "`{}` is no kind of row", self.kind);
        [
            self.kind.as_str().into(),
            self.id.as_str().into(),
            self.state.as_str().into(),
            self.enterprise.as_str().into(),
            self.product.as_str().into(),
            self.region.as_str().into(),
            self.due_on.as_str().into(),
            self.title.as_str().into(),
            version.into(),
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

/// What the rows of one dossier have in common.
pub(crate) struct Making<'a> {
    dossier: &'a Dossier,
    /// The enterprise's code.
    pub(crate) enterprise: String,
    /// Division code of its head office; empty where none is on file.
    pub(crate) region: String,
    /// Its present name.
    pub(crate) name: String,
}

impl<'a> Making<'a> {
    /// Of a dossier.
    pub(crate) fn of(dossier: &'a Dossier) -> Making<'a> {
        Making {
            dossier,
            enterprise: dossier.enterprise.to_string(),
            region: dossier.region().unwrap_or_default().to_owned(),
            name: dossier.name(),
        }
    }

    /// Whether the dossier's rows say of the firm what those of an earlier one did: every row bears the name or the
    /// place, and that of a mark the industry.
    pub(crate) fn is_headed_like(&self, was: &Dossier) -> bool {
        was.name() == self.name
            && was.region().unwrap_or_default() == self.region
            && was.industry() == self.dossier.industry()
    }

    pub(crate) fn row(&self, kind: &str, id: &str, state: &str, title: String, body: String) -> Row {
        Row {
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
        }
    }

    pub(crate) fn titled(&self, product: &str) -> String {
        let product = self.dossier.product(product).map_or(product, |p| p.name.as_str());
        format!("{} {product}", self.name)
    }

    /// The row of the dossier itself.
    pub(crate) fn whole(&self) -> Result<Row, Fault> {
        let (name, id) = (self.name.as_str(), self.enterprise.as_str());
        let row = self.row("enterprise", id, "registered", name.to_owned(), written(self.dossier)?);
        // Former names find it too.
        let names = self.dossier.registrations.list.iter().map(|registration| registration.name.as_str());
        Ok(Row { words: Words::of([name, id].into_iter().chain(names)).text(), ..row })
    }

    /// The row of a product.
    pub(crate) fn product(&self, product: &Product) -> Result<Row, Fault> {
        let state = if product.annulled.is_some() { ANNULLED } else { "on_file" };
        let id = format!("{}/{}", self.enterprise, product.id);
        let models = product.models.iter().map(String::as_str);
        let named = [product.name.as_str(), &self.name, &product.id];
        let words = Words::of(named.into_iter().chain(models)).text();
        let row = self.row("product", &id, state, product.name.clone(), written(product)?);
        Ok(Row { product: product.id.clone(), words, ..row })
    }

    /// The row of a certificate.
    pub(crate) fn certificate(&self, certificate: &Certificate) -> Result<Row, Fault> {
        let suspended = certificate.suspensions.iter().any(|s| s.lifted.is_none());
        let state = match (&certificate.annulled, &certificate.ended) {
            (Some(_), _) => ANNULLED,
            (None, Some(_)) => "ended",
            (None, None) if suspended => "suspended",
            (None, None) => "issued",
        };
        let title = self.titled(&certificate.product);
        let row = self.row("certificate", &certificate.id, state, title, written(certificate)?);
        Ok(Row { product: certificate.product.clone(), due_on: certificate.valid_until.to_string(), ..row })
    }

    /// The row of a declaration.
    pub(crate) fn declaration(&self, declaration: &Declaration) -> Result<Row, Fault> {
        let state = match (&declaration.decided, &declaration.ended) {
            (Some(decided), _) if decided.granted => "granted",
            (Some(_), _) => "refused",
            (None, Some(_)) => "withdrawn",
            (None, None) => "pending",
        };
        let title = self.titled(&declaration.filing.product);
        let due_on = if state == "pending" { declaration.filed_on.to_string() } else { String::new() };
        let row = self.row("declaration", &declaration.id, state, title, written(declaration)?);
        Ok(Row { product: declaration.filing.product.clone(), due_on, ..row })
    }

    /// The row of an authorisation.
    pub(crate) fn authorization(&self, authorization: &Authorization) -> Result<Row, Fault> {
        let mark = PublicMark::of(self.dossier, authorization);
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
        let named = [title.as_str(), &code, &edition, &self.enterprise];
        let words =
            Words::of(named.into_iter().chain(authorization.models.iter().map(String::as_str))).text();
        let row = self.row(AUTHORIZATION, &code, state, title, written(&mark)?);
        Ok(Row {
            product: authorization.product.clone(),
            due_on: authorization.valid_until.to_string(),
            words,
            ..row
        })
    }

    /// The row of a part taken in drafting.
    pub(crate) fn drafting_role(&self, role: &DraftingRole) -> Result<Row, Fault> {
        let state = match (&role.annulled, &role.ended) {
            (Some(_), _) => ANNULLED,
            (None, Some(_)) => "ended",
            (None, None) => "on_file",
        };
        let id = format!("{}/{}", self.enterprise, role.id);
        let title = format!("{} {}", self.name, role.edition);
        Ok(self.row(DRAFTING_ROLE, &id, state, title, written(&Drafter::of(self.dossier, role))?))
    }

    /// The row of a label filing.
    pub(crate) fn label(&self, label: &LabelFiling) -> Result<Row, Fault> {
        let state = label.state().name();
        let due_on = if label.decided.is_none() { label.filed_on.to_string() } else { String::new() };
        let row = self.row("label", &label.id, state, self.titled(&label.product), written(label)?);
        Ok(Row { product: label.product.clone(), due_on, ..row })
    }
}

/// One row for each kind and number: of several records with one number the one that counts, and the last of those
/// set aside if none does.
pub(crate) fn one_each<'a>(rows: impl Iterator<Item = &'a Arc<Row>> + Clone) -> Vec<Arc<Row>> {
    let mut last: HashMap<(&str, &str), (usize, &Row)> = HashMap::with_capacity(rows.size_hint().0);
    for (at, row) in rows.clone().enumerate() {
        let kept = last.entry((row.kind.as_str(), row.id.as_str())).or_insert((at, row));
        if row.state != ANNULLED || kept.1.state == ANNULLED {
            *kept = (at, row);
        }
    }
    let is_kept = |(at, row): &(usize, &Arc<Row>)| {
        last.get(&(row.kind.as_str(), row.id.as_str())).is_some_and(|(kept, _)| kept == at)
    };
    rows.enumerate().filter(is_kept).map(|(_, row)| Arc::clone(row)).collect()
}

pub(crate) fn plain(kind: &str, id: &str, state: &str, title: &str, body: String) -> Row {
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

/// The state of the row of a fact that holds until it ends.
pub(crate) fn state(ended: bool, annulled: bool) -> &'static str {
    match (annulled, ended) {
        (true, _) => ANNULLED,
        (false, true) => "ended",
        (false, false) => "in_force",
    }
}

/// The rows of the scheme: itself, and one for each of its facts.
///
/// # Errors
/// If a record cannot be written as JSON, which is a fault of the program.
pub(crate) fn of_scheme(scheme: &Scheme) -> Result<Vec<Arc<Row>>, Fault> {
    let mut rows = vec![plain(SCHEME, "scheme", "in_force", "scheme", written(scheme)?)];
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
    for one in &scheme.organisations.list {
        let state = state(one.ended.is_some(), one.annulled.is_some());
        rows.push(plain("organisation", &one.id, state, &one.name, written(one)?));
    }
    rows.extend(of_research(scheme)?);
    let rows: Vec<Arc<Row>> = rows.into_iter().map(Arc::new).collect();
    Ok(one_each(rows.iter()))
}
