//! The page behind a code reads one narrow row, found by the number behind its code: the same [`PublicMark`] as in the
//! register, written short. A mark to which nothing has happened yet, and nearly all are such marks, is a list of
//! values without their names; any other is written in full. A value is written short only if it reads back equal.
//!
//! Made from the register's row whenever that is written, in the same transaction, by live acts and rebuild alike.

use std::borrow::Cow;

use policy::authorization::code::MarkCode;
use policy::authorization::{Authorization, Basis};
use policy::calendar::Day;
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::facts::Certificate;
use policy::enterprise::record::Mark;
use policy::industry::Industry;
use policy::standard::number::EditionNumber;
use serde::{Deserialize, Serialize};

use crate::act::written;
use crate::fault::Fault;
use crate::mark::{LastCheck, PublicMark};
use crate::reader::Reader;
use crate::rows::{AUTHORIZATION, Row};
use crate::sql;
use crate::store::{Columns, Tx, Value};

/// A mark to which nothing has happened: the values of [`PublicMark`] in their order. What says the same twice is
/// written once. The code is that of the row.
#[derive(Serialize, Deserialize)]
struct Brief<'a>(
    CreditCode,
    #[serde(borrow)] Cow<'a, str>,
    #[serde(borrow)] Cow<'a, str>,
    #[serde(borrow)] Cow<'a, str>,
    Vec<String>,
    EditionNumber,
    #[serde(borrow)] RestsOn<'a>,
    [Day; 3],
    Option<Day>,
    Option<u64>,
    #[serde(borrow)] Option<Checked<'a>>,
    Option<Industry>,
);

/// What it rests on: a certificate for the same product and edition, or a declaration, and the number of that.
#[derive(Serialize, Deserialize)]
struct RestsOn<'a>(
    #[serde(borrow)] Cow<'a, str>,
    #[serde(borrow)] Option<Certified<'a>>,
    Option<(Day, Option<CreditCode>)>,
);

/// Body, models, first and last day of a certificate, and when and where it was entered.
#[derive(Serialize, Deserialize)]
struct Certified<'a>(#[serde(borrow)] Cow<'a, str>, Vec<String>, [Day; 2], Option<Day>, Option<u64>);

/// Number, result and day of the last check, and when and where it was entered.
#[derive(Serialize, Deserialize)]
struct Checked<'a>(#[serde(borrow)] Cow<'a, str>, bool, Day, Option<Day>, Option<u64>);

impl<'a> Brief<'a> {
    /// The short form. It leaves out what it has no place for.
    fn of(mark: &'a PublicMark) -> Brief<'a> {
        let a = &mark.authorization;
        let rests_on = match &a.basis {
            Basis::Certificate { certificate } => {
                RestsOn(certificate.into(), mark.certificate.as_ref().map(Certified::of), None)
            }
            Basis::SelfDeclaration { declaration, filed_on, parent } => {
                RestsOn(declaration.into(), None, Some((*filed_on, *parent)))
            }
        };
        let check = mark.last_check.as_ref().map(|check| {
            let Mark { on, entered_on, entry } = check.verified;
            Checked(check.check.as_str().into(), check.failed, on, entered_on, entry)
        });
        Brief(
            mark.enterprise,
            mark.maker.as_str().into(),
            mark.product.as_str().into(),
            a.product.as_str().into(),
            a.models.clone(),
            a.edition.clone(),
            rests_on,
            [a.granted_on, a.from, a.valid_until],
            a.entered_on,
            a.entry,
            check,
            mark.industry.clone(),
        )
    }

    fn mark(self, code: MarkCode) -> PublicMark {
        let Brief(
            enterprise,
            maker,
            name,
            product,
            models,
            edition,
            rests_on,
            days,
            entered_on,
            entry,
            check,
            industry,
        ) = self;
        let RestsOn(number, certified, declared) = rests_on;
        let product = product.into_owned();
        let certificate = certified.map(|certified| certified.certificate(&number, &product, &edition));
        let basis = match declared {
            None => Basis::Certificate { certificate: number.into_owned() },
            Some((filed_on, parent)) => {
                Basis::SelfDeclaration { declaration: number.into_owned(), filed_on, parent }
            }
        };
        let [granted_on, from, valid_until] = days;
        PublicMark {
            enterprise,
            maker: maker.into_owned(),
            industry,
            product: name.into_owned(),
            authorization: Authorization {
                id: code.to_string(),
                code,
                product,
                models,
                edition,
                basis,
                granted_on,
                from,
                valid_until,
                suspensions: Vec::new(),
                revocations: Vec::new(),
                entered_on,
                entry,
                ended: None,
                annulled: None,
            },
            certificate,
            last_check: check.map(|Checked(check, failed, on, entered_on, entry)| LastCheck {
                check: check.into_owned(),
                verified: Mark { on, entered_on, entry },
                failed,
            }),
            proceedings: Vec::new(),
            labels: Vec::new(),
        }
    }
}

impl<'a> Certified<'a> {
    fn of(certificate: &'a Certificate) -> Certified<'a> {
        Certified(
            certificate.body.as_str().into(),
            certificate.models.clone(),
            [certificate.issued_on, certificate.valid_until],
            certificate.entered_on,
            certificate.entry,
        )
    }

    fn certificate(self, id: &str, product: &str, edition: &EditionNumber) -> Certificate {
        let Certified(body, models, [issued_on, valid_until], entered_on, entry) = self;
        Certificate {
            id: id.to_owned(),
            body: body.into_owned(),
            product: product.to_owned(),
            edition: edition.clone(),
            models,
            issued_on,
            valid_until,
            suspensions: Vec::new(),
            end_kind: None,
            entered_on,
            entry,
            ended: None,
            annulled: None,
        }
    }
}

/// The text of a mark: short if that says all of it, else in full.
fn text_of(code: MarkCode, mark: &PublicMark) -> Result<String, Fault> {
    let short = written(&Brief::of(mark))?;
    match read(code, &short) {
        Ok(again) if again == *mark => Ok(short),
        _ => written(mark),
    }
}

/// Reads the text of a mark.
fn read(code: MarkCode, text: &str) -> serde_json::Result<PublicMark> {
    if text.starts_with('[') {
        serde_json::from_str::<Brief>(text).map(|brief| brief.mark(code))
    } else {
        serde_json::from_str(text)
    }
}

/// Writes the narrow row of a mark beside its row in the register; of other kinds there is none.
pub(crate) fn put(tx: &mut dyn Tx, row: &Row, version: u64) -> Result<(), Fault> {
    if row.kind != AUTHORIZATION {
        return Ok(());
    }
    // No code leads to a row that has none.
    let Ok(code) = MarkCode::parse(&row.id) else { return Ok(()) };
    let text = match serde_json::from_str(&row.body) {
        Ok(mark) => text_of(code, &mark)?,
        // What cannot be read is a fault for whoever asks for it, here as in the register.
        Err(_) => row.body.clone(),
    };
    let args = [code.serial().into(), version.into(), text.into()];
    if tx.execute(sql::MARK_SET, &args)? == 0 {
        tx.execute(sql::MARK_ADD, &args)?;
    }
    Ok(())
}

/// A mark by its code, and its version.
pub(crate) fn mark(tx: &mut dyn Tx, code: MarkCode) -> Result<Option<(PublicMark, u64)>, Fault> {
    let mut found = None;
    let number: Value = code.serial().into();
    tx.peek(sql::MARK, &[number], &mut |text, version| found = Some((read(code, text), version)))?;
    let Some((mark, version)) = found else { return Ok(None) };
    let mark = mark.map_err(|cause| Fault::Unreadable(format!("the mark `{code}`: {cause}")))?;
    Ok(Some((mark, u64::try_from(version).unwrap_or(0))))
}

impl Reader {
    /// Marks granted before one, or before all that is to come, the latest first: their numbers count up as they are granted.
    ///
    /// # Errors
    /// If the database fails or a mark cannot be read.
    pub fn marks_back(&self, before: Option<MarkCode>, limit: usize) -> Result<Vec<PublicMark>, Fault> {
        self.with(|tx| marks_back(tx, before, limit))
    }
}

fn marks_back(tx: &mut dyn Tx, before: Option<MarkCode>, limit: usize) -> Result<Vec<PublicMark>, Fault> {
    let before: Value = before.map_or_else(|| i64::MAX.into(), |code| code.serial().into());
    let lines = tx.query(sql::MARKS_BACK, &[before, (limit as u64).into()])?;
    let mark = |line| {
        let mut columns = Columns::of(line);
        let (serial, _, text) = (columns.position(), columns.position(), columns.text());
        let unreadable = |cause: String| Fault::Unreadable(format!("the mark of number {serial}: {cause}"));
        let code = MarkCode::from_serial(serial).map_err(|fault| unreadable(fault.to_string()))?;
        read(code, &text).map_err(|cause| unreadable(cause.to_string()))
    };
    lines.into_iter().map(mark).collect()
}
