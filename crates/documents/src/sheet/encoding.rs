//! Which encoding a text is in, decided strictly: one encoding for the whole file, no replacement
//! characters, and a file that mixes two is refused with the line where the second begins.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_16BE, UTF_16LE};

use super::error::{Fault, ReadError};

/// A text and the name of the encoding it was in.
pub(super) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub encoding: &'static str,
}

/// Decodes a whole file.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, ReadError> {
    if let Some(body) = bytes.strip_prefix(b"\xff\xfe") {
        return wide(body, UTF_16LE);
    }
    if let Some(body) = bytes.strip_prefix(b"\xfe\xff") {
        return wide(body, UTF_16BE);
    }
    if let Some(at) = bytes.iter().position(|b| *b == 0) {
        let zh = format!("字节 {at} 处是 NUL；这不是文本文件，或是没有标记的 UTF-16，请另存为 CSV UTF-8");
        let en = format!("byte {at} is NUL: no text, or UTF-16 without its mark; save as CSV UTF-8");
        return Err(ReadError::at_line(Fault::ControlCharacter, line_of(bytes, at), &zh, &en));
    }
    let marked = bytes.strip_prefix(b"\xef\xbb\xbf");
    let body = marked.unwrap_or(bytes);
    let bad = match std::str::from_utf8(body) {
        Ok(text) => return Ok(Decoded { text: Cow::Borrowed(text), encoding: "UTF-8" }),
        Err(error) => error.valid_up_to(),
    };
    let lines = Lines::of(body);
    if marked.is_some() || lines.mostly_utf8() {
        let offset = bad + (bytes.len() - body.len());
        let zh = format!("字节 {offset} 处不是 UTF-8，而文件其余部分是；请在编辑器中统一为 UTF-8 后重存");
        let en =
            format!("byte {offset} is not UTF-8 although the rest of the file is; save the whole as UTF-8");
        return Err(ReadError::at_line(Fault::Encoding, line_of(body, bad), &zh, &en));
    }
    if let Some(line) = lines.stray_utf8() {
        let zh = "这一行是 UTF-8，而文件其余部分是 GBK；请统一为 UTF-8 后重存";
        let en = "this line is UTF-8 although the rest of the file is GBK; save the whole as UTF-8";
        return Err(ReadError::at_line(Fault::Encoding, line, zh, en));
    }
    match strict(GB18030, body) {
        Ok(text) => Ok(Decoded { text: Cow::Owned(text), encoding: "GB18030" }),
        Err(at) => {
            let zh = format!("字节 {at} 处既不是 UTF-8 也不是 GBK/GB18030；请另存为 CSV UTF-8");
            let en = format!("byte {at} is neither UTF-8 nor GBK/GB18030; save as CSV UTF-8");
            Err(ReadError::at_line(Fault::Encoding, line_of(body, at), &zh, &en))
        }
    }
}

fn wide<'a>(body: &[u8], encoding: &'static Encoding) -> Result<Decoded<'a>, ReadError> {
    match strict(encoding, body) {
        Ok(text) => Ok(Decoded { text: Cow::Owned(text), encoding: "UTF-16" }),
        Err(at) => {
            // The two bytes of the mark come before.
            let at = at + 2;
            let zh = format!("文件标为 UTF-16，但字节 {at} 处不是；请另存为 CSV UTF-8");
            let en = format!("the file is marked as UTF-16, but byte {at} is not; save it as CSV UTF-8");
            Err(ReadError::new(Fault::Encoding, zh, en))
        }
    }
}

/// Decodes without replacement, or says which byte is wrong. The room is that of two bytes becoming
/// three, the most that common characters take; the library's own worst case is twice that.
fn strict(encoding: &'static Encoding, body: &[u8]) -> Result<String, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(body.len() + body.len() / 2 + 16);
    let mut read = 0;
    loop {
        let rest = body.get(read..).unwrap_or(&[]);
        let (result, used) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        read += used;
        match result {
            DecoderResult::InputEmpty => return Ok(text),
            DecoderResult::OutputFull => text.reserve(4_096),
            DecoderResult::Malformed(bad, ahead) => {
                return Err(read.saturating_sub(usize::from(bad) + usize::from(ahead)));
            }
        }
    }
}

/// The line, from 1, on which a byte lies.
fn line_of(bytes: &[u8], at: usize) -> u32 {
    let before = bytes.get(..at).unwrap_or(bytes).iter().filter(|b| **b == b'\n').count();
    u32::try_from(before + 1).unwrap_or(u32::MAX)
}

/// What the lines of a file that is not UTF-8 as a whole are, one by one.
///
/// GBK bytes are seldom UTF-8 by accident: of random pairs of common characters some 14 in 100 form a
/// two-byte sequence, hence only three-byte ones count, and a line of three common characters forms two
/// of those about twice in 100,000; one with four or more is no accident.
struct Lines {
    /// Lines that are not UTF-8.
    other: usize,
    /// Lines that are UTF-8 with two or three sequences of three bytes or more.
    weak: usize,
    /// Lines that are UTF-8 with at least four of them, and the first such line.
    strong: usize,
    first_strong: Option<u32>,
    first_weak: Option<u32>,
}

impl Lines {
    fn of(body: &[u8]) -> Self {
        let mut lines = Self { other: 0, weak: 0, strong: 0, first_strong: None, first_weak: None };
        for (number, line) in (1_u32..).zip(body.split(|b| *b == b'\n')) {
            match std::str::from_utf8(line) {
                Err(_) => lines.other += 1,
                Ok(text) => match text.chars().filter(|c| c.len_utf8() >= 3).take(4).count() {
                    4 => {
                        lines.strong += 1;
                        lines.first_strong.get_or_insert(number);
                    }
                    2..=3 => {
                        lines.weak += 1;
                        lines.first_weak.get_or_insert(number);
                    }
                    _ => {}
                },
            }
        }
        lines
    }

    /// Whether the file is UTF-8 but for some lines.
    fn mostly_utf8(&self) -> bool {
        self.strong + self.weak > self.other || (self.strong > 0 && self.strong == self.other)
    }

    /// A line of UTF-8 in a file that is otherwise GBK.
    fn stray_utf8(&self) -> Option<u32> {
        if self.strong > 0 {
            return self.first_strong;
        }
        if self.weak * 20 > self.other { self.first_weak } else { None }
    }
}
