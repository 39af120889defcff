//! What a person wrote, made fit to be set: every character that cannot be drawn, or that is there to turn, hide or
//! join others, is shown by its number in 〔〕 instead of being lost, and what has no place to break gets one.

use serde_json::Value;

use super::fonts::Fonts;

/// Characters in a row without a place to break before one is given.
const LONGEST_RUN: usize = 20;

/// Where a line may break without a mark.
const BREAK: char = '\u{200b}';

/// The text as it is set.
pub(super) fn shown(text: &str, fonts: &Fonts) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut run = 0;
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\n' | '\r' | '\t' | ' ' | '\u{3000}' | '\u{a0}' => {
                shown.push(if matches!(character, '\u{3000}' | '\n') { character } else { ' ' });
                run = 0;
                continue;
            }
            _ if is_hidden(character) || !fonts.can_draw(character) => {
                shown.push_str(&format!("〔U+{:04X}〕", u32::from(character)));
                run = 0;
                continue;
            }
            _ => shown.push(character),
        }
        // An address breaks behind a stroke, but for one before a number.
        let is_stroke = character == '/' && rest.peek().is_some_and(|next| !next.is_numeric());
        run = if breaks_beside(character) || is_stroke { 0 } else { run + 1 };
        if run == LONGEST_RUN {
            shown.push(BREAK);
            run = 0;
        }
    }
    shown
}

/// Han and full-width characters break anywhere, a hyphen after itself.
fn breaks_beside(character: char) -> bool {
    u32::from(character) >= 0x2e80 || character == '-'
}

/// Controls, marks of direction, joiners, variation selectors, private use: nothing a reader would see.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(u32::from(character),
            0xad | 0x34f | 0x61c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f
            | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xe000..=0xf8ff | 0xfe00..=0xfe0f | 0xfeff | 0xffa0
            | 0xfff0..=0xffff | 0x1d173..=0x1d17a | 0xe0000..=0x10_ffff)
}

/// The same for every text of the data of a paper; names of fields are ours.
pub(super) fn all_shown(data: &mut Value, fonts: &Fonts) {
    match data {
        Value::String(text) => *text = shown(text, fonts),
        Value::Array(items) => items.iter_mut().for_each(|item| all_shown(item, fonts)),
        Value::Object(fields) => fields.values_mut().for_each(|field| all_shown(field, fonts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
