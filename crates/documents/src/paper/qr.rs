//! A QR code as a drawing: one path around what is dark, on white, with the quiet zone that the standard asks for.

use qrcodegen::{QrCode, QrCodeEcc};

/// Modules of white on each side.
const QUIET: i32 = 4;

/// The steps along an edge: right, down, left, up; what is dark lies on the right hand.
const STEPS: [(i32, i32); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

/// The drawing of a text; `None` if the text is too long for any code.
pub(super) fn svg(text: &str) -> Option<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    // Every edge that something dark has above it is on one outline, and every outline has such an edge.
    let mut walked = vec![false; usize::try_from(code.size() * code.size()).ok()?];
    for y in 0..code.size() {
        for x in 0..code.size() {
            if code.get_module(x, y) && !code.get_module(x, y - 1) && !*walked.get(place(&code, x, y)?)? {
                outline(&code, (x, y), &mut walked, &mut path)?;
            }
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

fn place(code: &QrCode, x: i32, y: i32) -> Option<usize> {
    usize::try_from(y * code.size() + x).ok()
}

/// Walks once around what is dark, from the upper left corner of a module; a hole is walked the other way round, so
/// that it stays white.
fn outline(code: &QrCode, from: (i32, i32), walked: &mut [bool], path: &mut String) -> Option<()> {
    let ((mut x, mut y), mut way, mut length) = (from, 0, 0);
    path.push_str(&format!("M{} {}", x + QUIET, y + QUIET));
    loop {
        if way == 0 {
            *walked.get_mut(place(code, x, y)?)? = true;
        }
        let (across, down) = *STEPS.get(way)?;
        (x, y, length) = (x + across, y + down, length + 1);
        // The two modules ahead, on either hand: modules that touch at a corner only are walked apart.
        let (on_right, on_left) = match way {
            0 => ((x, y), (x, y - 1)),
            1 => ((x - 1, y), (x, y)),
            2 => ((x - 1, y - 1), (x - 1, y)),
            _ => ((x, y - 1), (x - 1, y - 1)),
        };
        let turn = if !code.get_module(on_right.0, on_right.1) {
            1
        } else if code.get_module(on_left.0, on_left.1) {
            3
        } else {
            continue;
        };
        if (x, y) == from && (way + turn) % 4 == 0 {
            path.push('z');
            return Some(());
        }
        let sign = if across + down < 0 { "-" } else { "" };
        path.push_str(&format!("{}{sign}{length}", if down == 0 { 'h' } else { 'v' }));
        (way, length) = ((way + turn) % 4, 0);
    }
}
