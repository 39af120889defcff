//! The initials that a Chinese text can be typed by. A character with several readings has several initials;
//! they are kept as a set for each character and matched by position, so that no combination is ever written
//! out and none is missed.

use pinyin::ToPinyinMulti;

/// What a character can be typed as: letters of `a` to `z` as bits, or nothing.
#[must_use]
pub fn initials(character: char) -> u32 {
    if character.is_ascii_lowercase() {
        return 1 << (character as u32 - 'a' as u32);
    }
    let Some(readings) = character.to_pinyin_multi() else { return 0 };
    let mut set = 0;
    for reading in readings {
        if let Some(first @ 'a'..='z') = reading.plain().chars().next() {
            set |= 1 << (first as u32 - 'a' as u32);
        }
    }
    set
}

/// The letters in a set.
pub fn letters(set: u32) -> impl Iterator<Item = char> {
    (b'a'..=b'z').filter(move |letter| set & (1 << (letter - b'a')) != 0).map(char::from)
}

/// Whether `typed`, letters only, are the initials of consecutive characters somewhere in `text`.
#[must_use]
pub fn matches(text: &str, typed: &str) -> bool {
    let sets: Vec<u32> = text.chars().map(initials).collect();
    let wanted: Vec<u32> = typed.chars().map(initials).collect();
    !wanted.is_empty()
        && sets.windows(wanted.len()).any(|window| {
            window.iter().zip(&wanted).all(|(set, letter)| *letter != 0 && set & letter == *letter)
        })
}
