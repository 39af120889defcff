//! A QR code as a drawing: one path of squares, dark on white, with the quiet zone that the standard asks for.

use qrcodegen::{QrCode, QrCodeEcc};

/// Modules of white on each side.
const QUIET: i32 = 4;

/// The drawing of a text; `None` if the text is too long for any code.
pub(super) fn svg(text: &str) -> Option<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let from = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            if x > from {
                path.push_str(&format!("M{} {}h{}v1H{}z", from + QUIET, y + QUIET, x - from, from + QUIET));
            }
            x += 1;
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}
