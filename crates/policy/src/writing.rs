//! How people write: full-width forms, stray spaces and the many dashes, folded to one form before a
//! value is read. Deliberately not NFKC: that would read `10²` as `102`.

/// Folds one written text: full-width ASCII to ASCII, every kind of space to `' '`, invisible
/// characters (zero-width spaces and joiners, byte-order mark, soft hyphen, directional marks) away.
#[must_use]
pub fn fold(text: &str) -> String {
    folded(text, |_| true)
}

/// Folds and removes every space.
pub(crate) fn fold_tight(text: &str) -> String {
    folded(text, |folded| folded != ' ')
}

/// Folding makes nothing longer, so that one allocation is enough.
fn folded(text: &str, keep: impl Fn(char) -> bool) -> String {
    let mut tight = String::with_capacity(text.len());
    tight.extend(text.chars().filter_map(fold_char).filter(|folded| keep(*folded)));
    tight
}

/// One character folded; `None` for an invisible one.
pub(crate) fn fold_char(found: char) -> Option<char> {
    match found {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(found).saturating_sub(0xFEE0)),
        '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{00AD}' => None,
        '\u{061C}' | '\u{180E}' => None,
        _ if turns_direction(found) => None,
        _ if takes_no_room(found) => None,
        _ if found.is_whitespace() => Some(' '),
        _ => Some(found),
    }
}

/// Whether a character turns the direction of writing for what stands beside it: with one, a text reads as another than it is. Nobody
/// who writes Chinese or English needs any.
#[must_use]
pub fn turns_direction(found: char) -> bool {
    matches!(found, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What else shows nothing: the code points that Unicode calls default ignorable, separators of lines and paragraphs,
/// marks of annotations, the empty Braille cell, and what is no character at all.
fn takes_no_room(found: char) -> bool {
    let is_no_character = matches!(found, '\u{FDD0}'..='\u{FDEF}') || u32::from(found) & 0xFFFE == 0xFFFE;
    is_no_character
        || matches!(
            found,
            '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{2028}' | '\u{2029}' | '\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{2800}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// Whether the character is one of the dashes and minus signs that people put between numbers.
pub(crate) fn is_dash(found: char) -> bool {
    matches!(
        found,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2E3A}' | '\u{2E3B}' | '\u{FE58}' | '\u{FE63}'
    )
}

/// Whether two texts are one number to whoever reads them: letters large or small, full or half width, dashes of any
/// length, spaces and invisible characters make no other number.
pub(crate) fn same_number(one: &str, other: &str) -> bool {
    one == other || plain(one).eq(plain(other))
}

/// One text for all that are one number.
pub(crate) fn plain_number(text: &str) -> String {
    plain(text).collect()
}

fn plain(text: &str) -> impl Iterator<Item = char> {
    let folded = text.chars().filter_map(fold_char).filter(|folded| *folded != ' ');
    folded.map(|folded| if is_dash(folded) { '-' } else { folded }).flat_map(char::to_uppercase)
}

/// Whether any of the first is one number with any of the second.
pub(crate) fn share_a_number(some: &[String], others: &[String]) -> bool {
    some.iter().any(|one| others.iter().any(|other| same_number(one, other)))
}

/// What of a user's text an error message repeats: the first 40 characters, control characters shown
/// as `·`, so that a hostile file cannot flood or break a page.
pub(crate) fn clip(text: &str) -> String {
    let mut clipped: String =
        text.chars().take(40).map(|found| if found.is_control() { '·' } else { found }).collect();
    if text.chars().nth(40).is_some() {
        clipped.push('…');
    }
    clipped
}
