//! The product and the standard side by side, for whoever files a declaration or decides about a mark: no record says what a
//! standard is for so that a program could compare, so a person must see that it fits.

use policy::authorization::Filing;
use policy::command::ActKind;
use policy::enterprise::Dossier;
use policy::enterprise::record::current;
use policy::industry::Industry;
use policy::scheme::Scheme;
use policy::standard::Edition;
use policy::standard::number::{EditionNumber, StandardNumber};
use policy::standard::project::Project;
use policy::standard::project::tree::hung;
use registry::{Fault, Query, Reader, SYSTEM};

use crate::acts::CaseKind;
use crate::lang::Lang;
use crate::office::case::{self, Case};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::filter::case_of;
use crate::public::standards;
use crate::visitor::Visitor;
use crate::words::fill;

/// The most indicators of a table that are named.
const INDICATORS: usize = 12;
/// The most standard systems that are looked through.
const SYSTEMS: usize = 50;

/// What is on file of both, as it is shown.
pub(crate) struct Fits {
    /// Each with where it is on file, if that can be read there.
    pub(crate) facts: Vec<(&'static str, String, Option<String>)>,
    /// That the classes of both, as far as there are any, are apart.
    pub(crate) warns: Option<String>,
}

/// The classes in which a standard hangs in standard systems.
fn classes(reader: &Reader, number: &StandardNumber) -> Result<Vec<Industry>, Fault> {
    let query = Query { kind: SYSTEM.to_owned(), limit: SYSTEMS, ..Query::default() };
    let mut found: Vec<Industry> = Vec::new();
    for row in reader.rows(&query)?.items {
        let project: Project = case_of(&row)?;
        let now = project.progress();
        let named = hung(now.nodes).into_iter().filter(|one| one.node.standard.as_ref() == Some(number));
        for class in named.filter_map(|one| one.industry().cloned()) {
            if !found.contains(&class) {
                found.push(class);
            }
        }
    }
    Ok(found)
}

/// The two side by side; nothing where the product is not on file.
///
/// # Errors
/// A fault of the reader.
pub(crate) async fn of(
    site: &PublicSite,
    visitor: &Visitor,
    (dossier, product): (&Dossier, &str),
    edition: &EditionNumber,
) -> Result<Option<Fits>, Trouble> {
    let Some(product) = dossier.product(product) else { return Ok(None) };
    let number = edition.number().clone();
    let found = site.look(move |reader| {
        let standard = reader.standard(&number)?.map(|filed| filed.value);
        Ok((standard, reader.scheme()?, classes(reader, &number)?))
    });
    let (standard, scheme, classes) = found.await?;
    let (w, lang) = (&visitor.w.check, visitor.lang);
    let found = standard.as_ref().and_then(|standard| standard.edition(edition));
    let told = |text: String| if text.is_empty() { w.fits_unknown.to_owned() } else { text };
    let classes_told: Vec<String> = classes.iter().map(|class| lang.industry(class.code())).collect();
    let industry = dossier.industry();
    let product_at = case::address(CaseKind::Product, &format!("{}/{}", dossier.enterprise, product.id));
    let facts = vec![
        (w.fits_product, product.name.clone(), Some(product_at)),
        (w.fits_models, product.models.join(visitor.w.case.comma), None),
        (w.fits_series, told(product.series.clone().unwrap_or_default()), None),
        (w.fits_categories, categories(visitor, &scheme, product.categories.as_deref()), None),
        (w.fits_industry, told(industry.map(|it| lang.industry(it.code())).unwrap_or_default()), None),
        (w.fits_standard, title(edition, found), Some(standards::address(edition.number()))),
        (w.fits_indicators, told(found.map(|found| indicators(visitor, found)).unwrap_or_default()), None),
        (w.fits_class, told(classes_told.join(visitor.w.case.comma)), None),
    ];
    let is_apart = |own: &&Industry| {
        !classes.is_empty() && classes.iter().all(|class| !class.contains(own) && !own.contains(class))
    };
    let warns = industry.filter(is_apart).map(|own| {
        fill(w.fits_apart, &[&classes_told.join(visitor.w.case.comma), &lang.industry(own.code())])
    });
    Ok(Some(Fits { facts, warns }))
}

fn title(edition: &EditionNumber, found: Option<&Edition>) -> String {
    found.map_or_else(|| edition.print(), |found| format!("{} {}", edition.print(), found.title))
}

/// The categories of the exclusion catalogue that a product is in, by what they are called.
fn categories(visitor: &Visitor, scheme: &Scheme, known: Option<&[String]>) -> String {
    let w = &visitor.w.check;
    let Some(known) = known else { return w.fits_unknown.to_owned() };
    if known.is_empty() {
        return w.fits_no_category.to_owned();
    }
    let title = |category: &String| {
        let entry = scheme.catalogue.list.iter().rfind(|entry| entry.category == *category);
        entry.map_or_else(|| category.clone(), |entry| entry.title.clone())
    };
    known.iter().map(title).collect::<Vec<_>>().join(visitor.w.case.comma)
}

/// What the comparison table of an edition measures: the nearest that the register has to what a standard is about.
fn indicators(visitor: &Visitor, edition: &Edition) -> String {
    let mut names: Vec<&str> = Vec::new();
    for row in edition.table.iter().flat_map(|table| &table.rows) {
        let title = &row.indicator;
        let name = match visitor.lang {
            Lang::Zh => &title.zh,
            Lang::En => title.en.as_ref().unwrap_or(&title.zh),
        };
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let left = names.len().saturating_sub(INDICATORS);
    names.truncate(INDICATORS);
    let told = names.join(visitor.w.case.comma);
    if left > 0 { fill(visitor.w.check.fits_more, &[&told, &left]) } else { told }
}

/// The same of a filing that is not filed yet.
///
/// # Errors
/// As [`of`].
pub(crate) async fn of_filing(
    site: &PublicSite,
    visitor: &Visitor,
    case: &Case,
    filing: Option<&Filing>,
) -> Result<Option<Fits>, Trouble> {
    let Some((filing, dossier)) = filing.zip(case.dossier.as_ref()) else { return Ok(None) };
    of(site, visitor, (dossier, &filing.product), &filing.edition).await
}

/// The same of a case in which a mark is granted or refused; nothing for every other act.
///
/// # Errors
/// As [`of`].
pub(crate) async fn of_case(
    site: &PublicSite,
    visitor: &Visitor,
    case: &Case,
    act: ActKind,
) -> Result<Option<Fits>, Trouble> {
    let decides =
        matches!(act, ActKind::GrantDeclared | ActKind::RefuseDeclaration | ActKind::GrantCertified);
    let Some(dossier) = case.dossier.as_ref().filter(|_| decides) else { return Ok(None) };
    let asked = match case.kind {
        CaseKind::Declaration => {
            let found = dossier.declarations.iter().find(|one| one.id == case.subject);
            found.map(|one| (&one.filing.product, &one.filing.edition))
        }
        CaseKind::Certificate => {
            current(&dossier.certificates.list, &case.subject).map(|one| (&one.product, &one.edition))
        }
        _ => None,
    };
    let Some((product, edition)) = asked else { return Ok(None) };
    of(site, visitor, (dossier, product), edition).await
}
