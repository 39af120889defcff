//! The files a page needs, compiled in and named by their content, so that a browser may keep them for ever.

use std::sync::LazyLock;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The style sheet: one file per component, in this order.
const STYLE: &str = concat!(
    include_str!("assets/base.css"),
    include_str!("assets/frame.css"),
    include_str!("assets/state.css"),
    include_str!("assets/facts.css"),
    include_str!("assets/compare.css"),
    include_str!("assets/rows.css"),
    include_str!("assets/report.css"),
    include_str!("assets/form.css"),
    include_str!("assets/case.css"),
    include_str!("assets/screens.css"),
);
/// The stand-in sign 品.
const ICON: &str = include_str!("assets/mark.svg");

/// A file with its name and type.
struct Asset {
    name: String,
    kind: &'static str,
    body: &'static str,
}

static ASSETS: LazyLock<[Asset; 2]> = LazyLock::new(|| {
    let named = |stem: &str, end: &str, kind, body: &'static str| {
        let digest = ledger::hex(&ledger::digest(body.as_bytes()));
        Asset { name: format!("{stem}-{}.{end}", digest.get(..12).unwrap_or("0")), kind, body }
    };
    [named("site", "css", "text/css; charset=utf-8", STYLE), named("mark", "svg", "image/svg+xml", ICON)]
});
static ADDRESSES: LazyLock<[String; 2]> =
    LazyLock::new(|| [format!("/assets/{}", ASSETS[0].name), format!("/assets/{}", ASSETS[1].name)]);

/// Address of the style sheet.
pub(crate) fn style() -> &'static str {
    &ADDRESSES[0]
}

/// Address of the sign.
pub(crate) fn icon() -> &'static str {
    &ADDRESSES[1]
}

/// Serves a file by its name.
pub(crate) fn serve(name: &str) -> Response {
    match ASSETS.iter().find(|asset| asset.name == name) {
        Some(asset) => (
            [
                (header::CONTENT_TYPE, asset.kind),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ],
            asset.body,
        )
            .into_response(),
        None => (StatusCode::NOT_FOUND, "no such file").into_response(),
    }
}
