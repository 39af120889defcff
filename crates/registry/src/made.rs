//! The rows of a dossier's records, each with the record that makes it. After an act nearly all records are as they were, so
//! their rows are taken over and only those are made anew whose record, or what their record speaks of, is another:
//! an act on a long dossier costs little more than one on a short one. `pzb audit` makes all of them from the dossier
//! alone and compares.

use std::collections::HashSet;
use std::sync::Arc;

use policy::authorization::code::MarkCode;
use policy::authorization::{Authorization, Basis};
use policy::enterprise::Dossier;

use crate::fault::Fault;
use crate::rows::{Making, Row, one_each};

/// The rows that each list of a dossier makes, side by side with its records.
#[derive(Default)]
pub(crate) struct Made {
    products: Vec<Arc<Row>>,
    certificates: Vec<Arc<Row>>,
    declarations: Vec<Arc<Row>>,
    authorizations: Vec<Arc<Row>>,
    drafting_roles: Vec<Arc<Row>>,
    memberships: Vec<Arc<Row>>,
    penalties: Vec<Arc<Row>>,
    labels: Vec<Arc<Row>>,
    checks: Vec<Arc<Row>>,
    proceedings: Vec<Arc<Row>>,
    /// The rows to be kept: one for each kind and number.
    rows: Vec<Arc<Row>>,
    bytes: usize,
}

impl Made {
    /// All rows made from the dossier alone.
    ///
    /// # Errors
    /// If a record cannot be written as JSON, which is a fault of the program.
    pub(crate) fn of(dossier: &Dossier) -> Result<Made, Fault> {
        Made::anew(dossier, None)
    }

    /// The rows of a dossier after the state for which `former` was made.
    ///
    /// # Errors
    /// As [`Made::of`].
    pub(crate) fn after(dossier: &Dossier, former: (&Dossier, &Made)) -> Result<Made, Fault> {
        Made::anew(dossier, Some(former))
    }

    fn anew(dossier: &Dossier, former: Option<(&Dossier, &Made)>) -> Result<Made, Fault> {
        let making = Making::of(dossier);
        let was = former.filter(|(was, _)| making.is_headed_like(was));
        let touched = was.map(|(was, _)| Touched::between(was, dossier)).unwrap_or_default();
        let mut made = Made {
            products: rows(
                &dossier.products.list,
                was.map(|(d, m)| (d.products.list.as_slice(), m.products.as_slice())),
                |_| false,
                |product| making.product(product),
            )?,
            certificates: rows(
                &dossier.certificates.list,
                was.map(|(d, m)| (d.certificates.list.as_slice(), m.certificates.as_slice())),
                |certificate| touched.products.contains(certificate.product.as_str()),
                |certificate| making.certificate(certificate),
            )?,
            declarations: rows(
                &dossier.declarations,
                was.map(|(d, m)| (d.declarations.as_slice(), m.declarations.as_slice())),
                |declaration| touched.products.contains(declaration.filing.product.as_str()),
                |declaration| making.declaration(declaration),
            )?,
            authorizations: rows(
                &dossier.authorizations.list,
                was.map(|(d, m)| (d.authorizations.list.as_slice(), m.authorizations.as_slice())),
                |authorization| touched.reaches(authorization),
                |authorization| making.authorization(authorization),
            )?,
            drafting_roles: rows(
                &dossier.drafting_roles.list,
                was.map(|(d, m)| (d.drafting_roles.list.as_slice(), m.drafting_roles.as_slice())),
                |_| touched.duties,
                |role| making.drafting_role(role),
            )?,
            memberships: memberships(&making, dossier, was)?,
            penalties: penalties(&making, dossier, was)?,
            labels: rows(
                &dossier.labels,
                was.map(|(d, m)| (d.labels.as_slice(), m.labels.as_slice())),
                |label| touched.products.contains(label.product.as_str()),
                |label| making.label(label),
            )?,
            checks: rows(
                &dossier.checks.list,
                was.map(|(d, m)| (d.checks.list.as_slice(), m.checks.as_slice())),
                |check| touched.products.contains(check.product.as_str()),
                |check| making.check(check),
            )?,
            proceedings: rows(
                &dossier.proceedings,
                was.map(|(d, m)| (d.proceedings.as_slice(), m.proceedings.as_slice())),
                |_| false,
                |proceeding| making.proceeding(proceeding),
            )?,
            ..Made::default()
        };
        made.keep();
        Ok(made)
    }

    /// Notes the rows to be kept.
    fn keep(&mut self) {
        let lists = [
            &self.products,
            &self.certificates,
            &self.declarations,
            &self.authorizations,
            &self.drafting_roles,
            &self.memberships,
            &self.penalties,
            &self.labels,
            &self.checks,
            &self.proceedings,
        ];
        self.rows = one_each(lists.into_iter().flatten());
        self.bytes = self.rows.iter().map(|row| row.body.len() + row.words.len()).sum();
    }

    /// The rows to be kept, but for that of the dossier itself: it is another after nearly every act, and is made once for
    /// all acts of a transaction.
    pub(crate) fn rows(&self) -> &[Arc<Row>] {
        &self.rows
    }

    /// How many bytes they have, about.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }
}

/// The row of a dossier itself.
///
/// # Errors
/// As [`Made::of`].
pub(crate) fn whole(dossier: &Dossier) -> Result<Row, Fault> {
    Making::of(dossier).whole()
}

/// All rows that a dossier makes, its own among them.
///
/// # Errors
/// As [`Made::of`].
pub(crate) fn all(dossier: &Dossier) -> Result<Vec<Arc<Row>>, Fault> {
    let made = Made::of(dossier)?;
    let mut rows = vec![Arc::new(whole(dossier)?)];
    rows.extend(made.rows().iter().cloned());
    Ok(rows)
}

/// The rows of memberships: they tell of nothing else.
fn memberships(
    making: &Making,
    dossier: &Dossier,
    was: Option<(&Dossier, &Made)>,
) -> Result<Vec<Arc<Row>>, Fault> {
    let was = was.map(|(d, m)| (d.memberships.list.as_slice(), m.memberships.as_slice()));
    rows(&dossier.memberships.list, was, |_| false, |membership| making.membership(membership))
}

/// The rows of penalties, which tell of nothing else either.
fn penalties(
    making: &Making,
    dossier: &Dossier,
    was: Option<(&Dossier, &Made)>,
) -> Result<Vec<Arc<Row>>, Fault> {
    let was = was.map(|(d, m)| (d.penalties.list.as_slice(), m.penalties.as_slice()));
    rows(&dossier.penalties.list, was, |_| false, |penalty| making.penalty(penalty))
}

/// The rows of the records of one list: those of records that are as they were and speak of nothing that was touched
/// are taken over.
fn rows<T: PartialEq>(
    records: &[T],
    was: Option<(&[T], &[Arc<Row>])>,
    is_touched: impl Fn(&T) -> bool,
    make: impl Fn(&T) -> Result<Row, Fault>,
) -> Result<Vec<Arc<Row>>, Fault> {
    let taken_over = |at: usize, record: &T| {
        let (records, rows) = was?;
        rows.get(at).filter(|_| records.get(at) == Some(record) && !is_touched(record))
    };
    let row = |(at, record): (usize, &T)| match taken_over(at, record) {
        Some(row) => Ok(Arc::clone(row)),
        None => make(record).map(Arc::new),
    };
    records.iter().enumerate().map(row).collect()
}

/// What is another than before and of which rows of other records tell something.
#[derive(Default)]
struct Touched<'a> {
    /// Products, whose names are part of titles, and those of which a check is another.
    products: HashSet<&'a str>,
    checked: HashSet<&'a str>,
    certificates: HashSet<&'a str>,
    proceedings: HashSet<&'a str>,
    /// Marks of which work or a label filing tells.
    codes: HashSet<MarkCode>,
    /// Whether anything is another that a duty of a drafter may rest on.
    duties: bool,
}

impl<'a> Touched<'a> {
    fn between(was: &'a Dossier, is: &'a Dossier) -> Touched<'a> {
        let work = || differing(&was.proceedings, &is.proceedings);
        let certificates = differing(&was.certificates.list, &is.certificates.list);
        let labels = || differing(&was.labels, &is.labels);
        let duties = was.authorizations != is.authorizations
            || was.exhibitions != is.exhibitions
            || labels().next().is_some()
            || differing(&was.certificates.list, &is.certificates.list).next().is_some()
            // A ground that is published is told with the mark from then on.
            || work().next().is_some();
        Touched {
            duties,
            products: differing(&was.products.list, &is.products.list).map(|it| it.id.as_str()).collect(),
            checked: differing(&was.checks.list, &is.checks.list).map(|it| it.product.as_str()).collect(),
            certificates: certificates.map(|it| it.id.as_str()).collect(),
            proceedings: work().map(|it| it.id.as_str()).collect(),
            codes: work()
                .flat_map(|it| it.authorizations.iter().copied())
                .chain(labels().map(|label| label.authorization))
                .collect(),
        }
    }

    /// Whether the row of an authorisation tells of any of it.
    fn reaches(&self, authorization: &Authorization) -> bool {
        let rests_on = match &authorization.basis {
            Basis::Certificate { certificate } => self.certificates.contains(certificate.as_str()),
            Basis::SelfDeclaration { .. } => false,
        };
        let product = authorization.product.as_str();
        let lost_in = |proceeding: &str| self.proceedings.contains(proceeding);
        rests_on
            || self.products.contains(product)
            || self.checked.contains(product)
            || self.codes.contains(&authorization.code)
            || authorization.revocations.iter().any(|revocation| lost_in(&revocation.proceeding))
    }
}

/// The records that are others than before in their place, as they were and as they are.
fn differing<'a, T: PartialEq>(was: &'a [T], is: &'a [T]) -> impl Iterator<Item = &'a T> {
    let longest = was.len().max(is.len());
    (0..longest)
        .map(|at| (was.get(at), is.get(at)))
        .filter(|(was, is)| was != is)
        .flat_map(|(was, is)| was.into_iter().chain(is))
}
