//! The files a page needs, compiled in and named by their content, so that a browser may keep them for ever.

use std::borrow::Cow;
use std::io::Write;
use std::sync::LazyLock;

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;

/// The style sheet: the theme, the components of the design system that pages use, unchanged, and then ours, one file
/// per component, outside every layer and so above them.
const STYLE: &str = concat!(
    include_str!("assets/designsystemet/theme.css"),
    "@layer ds.base{",
    include_str!("assets/designsystemet/base.css"),
    "}@layer ds.components{",
    include_str!("assets/designsystemet/button.css"),
    include_str!("assets/designsystemet/label.css"),
    include_str!("assets/designsystemet/field.css"),
    include_str!("assets/designsystemet/fieldset.css"),
    include_str!("assets/designsystemet/input.css"),
    include_str!("assets/designsystemet/validation-message.css"),
    include_str!("assets/designsystemet/error-summary.css"),
    include_str!("assets/designsystemet/details.css"),
    include_str!("assets/designsystemet/table.css"),
    include_str!("assets/designsystemet/tag.css"),
    include_str!("assets/designsystemet/card.css"),
    include_str!("assets/designsystemet/skip-link.css"),
    "}",
    include_str!("assets/base.css"),
    include_str!("assets/frame.css"),
    include_str!("assets/state.css"),
    include_str!("assets/facts.css"),
    include_str!("assets/compare.css"),
    include_str!("assets/rows.css"),
    include_str!("assets/report.css"),
    include_str!("assets/form.css"),
    include_str!("assets/case.css"),
    include_str!("assets/project.css"),
    include_str!("assets/screens.css"),
);
/// The stand-in sign 品.
const ICON: &str = include_str!("assets/mark.svg");
/// Characters of names that machines lack; asked for by who has no other face for one (`assets/faces/README.md`).
const RARE: [(&str, &[u8]); 2] = [
    ("rare-a", include_bytes!("assets/faces/rare-a.woff2")),
    ("rare-b", include_bytes!("assets/faces/rare-b.woff2")),
];

/// A file with its name and type.
struct Asset {
    name: String,
    kind: &'static str,
    body: Cow<'static, [u8]>,
    /// The same bytes, packed once as small as they go: each first scan of a code asks for the style sheet.
    packed: Vec<u8>,
}

impl Asset {
    /// A file of text.
    fn new(stem: &str, end: &str, kind: &'static str, body: Cow<'static, [u8]>) -> Asset {
        let name = named(stem, end, &body);
        let mut packing = GzEncoder::new(Vec::new(), Compression::best());
        // Writing to memory does not fail; were it to, the file would go out unpacked.
        let packed = packing.write_all(&body).and_then(|()| packing.finish()).unwrap_or_default();
        Asset { name, kind, body, packed }
    }

    /// A face, which is packed in itself.
    fn face((stem, body): (&str, &'static [u8])) -> Asset {
        Asset {
            name: named(stem, "woff2", body),
            kind: "font/woff2",
            body: Cow::Borrowed(body),
            packed: Vec::new(),
        }
    }
}

/// A name with the digest of the content.
fn named(stem: &str, end: &str, body: &[u8]) -> String {
    let digest = ledger::hex(&ledger::digest(body));
    format!("{stem}-{}.{end}", digest.get(..12).unwrap_or("0"))
}

static ASSETS: LazyLock<[Asset; 4]> = LazyLock::new(|| {
    let [a, b] = RARE.map(Asset::face);
    let style = STYLE.replace("rare-a.woff2", &a.name).replace("rare-b.woff2", &b.name);
    let icon = Cow::Borrowed(ICON.as_bytes());
    [
        Asset::new("site", "css", "text/css; charset=utf-8", Cow::Owned(style.into_bytes())),
        Asset::new("mark", "svg", "image/svg+xml", icon),
        a,
        b,
    ]
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

/// Serves a file by its name, packed for whoever takes that.
pub(crate) fn serve(name: &str, asked: &HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return (StatusCode::NOT_FOUND, "no such file").into_response();
    };
    let kept = [
        (header::CONTENT_TYPE, asset.kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "accept-encoding"),
    ];
    if takes_gzip(asked) && !asset.packed.is_empty() {
        (kept, [(header::CONTENT_ENCODING, "gzip")], asset.packed.as_slice()).into_response()
    } else {
        (kept, asset.body.as_ref()).into_response()
    }
}

/// Whether the reader takes gzip: it names it, and not with a weight of nothing.
fn takes_gzip(asked: &HeaderMap) -> bool {
    let named = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    named.flat_map(|value| value.split(',')).any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, "q=1"));
        let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
        name.trim().eq_ignore_ascii_case("gzip") && weight.is_some_and(|weight| weight > 0.0)
    })
}
