//! Pinyin initials: the letters with which the readings of a character begin. A character with several readings
//! has several, and all of them count.

use pinyin::{ToPinyin, ToPinyinMulti};

/// The initials of a character, each once, in order; for a character without a Chinese reading, itself.
pub(crate) fn of(character: char) -> Vec<char> {
    let mut found: Vec<char> = Vec::new();
    if !character.is_ascii() {
        let several = character.to_pinyin_multi().into_iter().flatten();
        for reading in several.chain(character.to_pinyin()) {
            found.extend(reading.plain().chars().next().map(as_typed).filter(char::is_ascii));
        }
        found.sort_unstable();
        found.dedup();
    }
    if found.is_empty() {
        found.push(character);
    }
    found
}

/// A few readings begin with a letter that no keyboard has.
fn as_typed(letter: char) -> char {
    match letter {
        'ê' | 'ế' | 'ề' | 'ē' | 'ě' => 'e',
        'ń' | 'ň' | 'ǹ' => 'n',
        'ḿ' => 'm',
        other => other,
    }
}
