//! One maker with its products and marks, the checks behind them, and the decisions about it.

use askama::Template;
use axum::extract::{Path, State};
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use registry::{Fault, Filed, LastCheck, PublicMark, Reader};

use crate::acts::CaseKind;
use crate::frame::{Frame, Section};
use crate::office::case;
use crate::office::reach::{Whose, opens_enterprise};
use crate::problem::Trouble;
use crate::public::mark::{Page, standing};
use crate::public::registers::RowView;
use crate::public::{PublicSite, decisions, duties, members, page, reported};
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::when::{When, WhenForm};
use crate::words::fill;

struct ProductView {
    id: String,
    name: String,
    models: Vec<String>,
}

#[derive(Template)]
#[template(path = "maker.html")]
struct MakerPage {
    f: Frame,
    name: String,
    code: String,
    region: Option<String>,
    industry: Option<String>,
    /// Its memberships of the federation.
    memberships: Vec<String>,
    case: Option<String>,
    marks: Vec<RowView>,
    roles: Vec<RowView>,
    published: Vec<RowView>,
    checks: Vec<RowView>,
    decisions: Vec<RowView>,
    products: Vec<ProductView>,
    when: WhenForm,
}

/// The dossier as it is, or as it was seen.
fn look(reader: &Reader, code: CreditCode, when: &When) -> Result<Option<Filed<Dossier>>, Fault> {
    if when.is_dated { reader.dossier_seen(code, when.seen) } else { reader.dossier(code) }
}

/// What the pages behind its codes tell of checks: of each product with a mark the last one that was verified, the
/// latest first. One check may stand behind several marks.
fn checks(visitor: &Visitor, dossier: &Dossier, when: &When) -> Vec<RowView> {
    let w = &visitor.w.register;
    let marks =
        dossier.authorizations.list.iter().map(|authorization| PublicMark::of(dossier, authorization));
    let mut found: Vec<(LastCheck, String, Vec<String>)> = Vec::new();
    for mut mark in marks {
        let Some(last) = mark.last_check.take() else { continue };
        let code = mark.authorization.code.to_string();
        match found.iter_mut().find(|(known, ..)| known.check == last.check) {
            Some((.., codes)) => codes.push(code),
            None => found.push((last, mark.product, vec![code])),
        }
    }
    found.sort_by_key(|(last, ..)| std::cmp::Reverse((last.verified.on, last.verified.entry)));
    let view = |(last, product, codes): (LastCheck, String, Vec<String>)| {
        let links = codes.into_iter().map(|code| (when.carried(format!("/v/{code}")), code));
        let links: Vec<(String, String)> = links.collect();
        RowView {
            href: links.first().map(|(href, _)| href.clone()).unwrap_or_default(),
            title: product,
            state: Some(match last.failed {
                true => Look::new(tone::BAD, w.check_failed),
                false => Look::new(tone::GOOD, w.check_passed),
            }),
            under: vec![fill(w.verified_on, &[&last.verified.on])],
            links,
        }
    };
    found.into_iter().map(view).collect()
}

/// `GET /makers/{code}`.
pub(crate) async fn show(State(site): State<PublicSite>, Path(code): Path<String>, visitor: Visitor) -> Page {
    let code = CreditCode::parse_overridden(&code).map_err(|_| Trouble::NotOnFile)?;
    let when = When::of(&site, &visitor.glimpse)?;
    let found = site.look(move |reader| {
        let Some(filed) = look(reader, code, &when)? else { return Ok(None) };
        let standards = duties::standards_of(reader, &filed.value)?;
        let told = reader.published_of(code, when.seen)?;
        Ok(Some((filed.value, standards, told)))
    });
    let (dossier, standards, told) = found.await?.ok_or_else(|| when.not_on_file())?;
    let marks = dossier
        .authorizations
        .list
        .iter()
        .map(|authorization| {
            let mark = PublicMark::of(&dossier, authorization);
            let state = standing(&mark, site.reader().law(), when.seen.as_of);
            let period = fill(visitor.w.mark.period_text, &[&authorization.from, &authorization.valid_until]);
            RowView {
                href: when.carried(format!("/v/{}", authorization.code)),
                title: mark.product,
                state: Some(Look::new(tone::of_mark(state), visitor.word(state.words()))),
                under: vec![authorization.code.to_string(), authorization.edition.print(), period],
                links: Vec::new(),
            }
        })
        .collect();
    let products = dossier
        .products
        .list
        .iter()
        .filter(|product| product.annulled.is_none())
        .map(|product| ProductView {
            id: product.id.clone(),
            name: product.name.clone(),
            models: product.models.clone(),
        })
        .collect();
    let office = visitor.office();
    let case = office
        .is_some_and(|office| opens_enterprise(office, Whose::of(&dossier)))
        .then(|| case::address(CaseKind::Enterprise, code.as_str()));
    let published = reported::published(&site, &visitor, told, &when).await?;
    page(&MakerPage {
        published,
        f: visitor.frame(format!("{} {code}", dossier.name()), Section::Makers).seen(when.banner(&visitor)),
        name: dossier.name(),
        code: code.to_string(),
        region: dossier.region().map(|code| visitor.lang.place(code)),
        industry: dossier.industry().map(|industry| visitor.lang.industry(industry.code())),
        memberships: members::of_maker(&visitor, &dossier),
        case,
        checks: checks(&visitor, &dossier, &when),
        decisions: decisions::of_maker(&site, &visitor, &dossier, &when),
        marks,
        roles: duties::of_maker(&site, &visitor, &dossier, &standards, &when),
        products,
        when: when.form(format!("/makers/{code}"), Vec::new()),
    })
}
