//! One maker with its products and marks.

use askama::Template;
use axum::extract::{Path, State};
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use registry::{Fault, Filed, PublicMark, Reader};

use crate::acts::CaseKind;
use crate::frame::{Frame, Section};
use crate::office::case;
use crate::problem::Trouble;
use crate::public::mark::{Page, standing};
use crate::public::registers::RowView;
use crate::public::{PublicSite, page};
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
    case: Option<String>,
    marks: Vec<RowView>,
    products: Vec<ProductView>,
    when: WhenForm,
}

/// The dossier as it is, or as it was seen.
fn look(reader: &Reader, code: CreditCode, when: &When) -> Result<Option<Filed<Dossier>>, Fault> {
    if when.is_dated { reader.dossier_seen(code, when.seen) } else { reader.dossier(code) }
}

/// `GET /makers/{code}`.
pub(crate) async fn show(State(site): State<PublicSite>, Path(code): Path<String>, visitor: Visitor) -> Page {
    let code = CreditCode::parse_overridden(&code).map_err(|_| Trouble::NotOnFile)?;
    let when = When::of(&site, &visitor.glimpse)?;
    let filed =
        site.look(move |reader| look(reader, code, &when)).await?.ok_or_else(|| when.not_on_file())?;
    let dossier: Dossier = filed.value;
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
    let case = visitor.signed.is_some().then(|| case::address(CaseKind::Enterprise, code.as_str()));
    page(&MakerPage {
        f: visitor.frame(format!("{} {code}", dossier.name()), Section::Makers).seen(when.banner(&visitor)),
        name: dossier.name(),
        code: code.to_string(),
        region: dossier.region().map(|code| visitor.lang.place(code)),
        industry: dossier.industry().map(|industry| visitor.lang.industry(industry.code())),
        case,
        marks,
        products,
        when: when.form(format!("/makers/{code}"), Vec::new()),
    })
}
