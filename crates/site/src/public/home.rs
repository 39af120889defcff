//! The front page: type a code, search, and what the registers hold.

use askama::Template;
use axum::extract::State;

use crate::frame::{Frame, Section};
use crate::lang::Lang;
use crate::public::calls::beside;
use crate::public::mark::Page;
use crate::public::{PublicSite, page};
use crate::visitor::Visitor;
use crate::words::in_thousands;

struct Count {
    href: &'static str,
    number: String,
    word: &'static str,
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    f: Frame,
    typed: &'static str,
    typed_wrong: bool,
    counts: Vec<Count>,
    making: Vec<(&'static str, &'static str, bool)>,
}

/// `GET /`.
pub(crate) async fn show(State(site): State<PublicSite>, visitor: Visitor) -> Page {
    let w = &visitor.w.frame;
    let counts = site
        .look(|reader| {
            Ok([
                reader.count("authorization", "")?,
                reader.count("enterprise", "")?,
                reader.count("product", "")?,
                reader.count("standard", "")?,
                reader.head().size,
            ])
        })
        .await?;
    let names = [
        ("/marks", w.marks_ever),
        ("/makers", w.makers),
        ("/products", w.products),
        ("/standards", w.standards),
        ("/ledger", w.entries_in_ledger),
    ];
    let said = |number: u64| match visitor.lang {
        Lang::Zh => number.to_string(),
        Lang::En => in_thousands(&number.to_string()),
    };
    let counts = names
        .into_iter()
        .zip(counts)
        .map(|((href, word), number)| Count { href, number: said(number), word })
        .collect();
    let making = beside(&visitor, "/standards");
    let f = visitor.frame(w.home_title, Section::Home);
    page(&HomePage { f, typed: "", typed_wrong: false, counts, making })
}
