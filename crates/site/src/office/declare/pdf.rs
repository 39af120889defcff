//! What a PDF could do by itself when somebody opens it: run a script, start a program, give out another file. Such names are
//! looked for in what stands in the file in the clear; nothing is unpacked, so that names inside of packed objects are not
//! found (SECURITY.md).

/// The names by which a PDF holds such things.
const ACTIVE: [&str; 5] = ["JavaScript", "JS", "Launch", "EmbeddedFile", "EmbeddedFiles"];

/// The name of something active in a PDF; `None` where none is seen.
pub(super) fn active(body: &[u8]) -> Option<&'static str> {
    let mut at = 0;
    // Whether the object that is gone through says how its stream is packed.
    let mut is_packed = false;
    while at < body.len() {
        let rest = body.get(at..)?;
        match rest.first()? {
            b'/' => {
                let (name, length) = name(rest.get(1..)?);
                if let Some(found) = ACTIVE.iter().find(|known| known.as_bytes() == name) {
                    return Some(found);
                }
                is_packed |= name == b"Filter";
                at += 1 + length;
            }
            b'o' if rest.starts_with(b"obj") => {
                is_packed = false;
                at += 3;
            }
            b's' if is_packed && (rest.starts_with(b"stream\r") || rest.starts_with(b"stream\n")) => {
                at += 6 + packed(rest.get(6..)?).unwrap_or(0);
            }
            _ => at += 1,
        }
    }
    None
}

/// The length of the packed data before their end. Where an object stands within, it is not one stretch of data, whatever it
/// says, and is gone through.
fn packed(rest: &[u8]) -> Option<usize> {
    let end = find(rest, b"endstream")?;
    let within = rest.get(..end)?;
    (find(within, b" obj").is_none() && find(within, b"endobj").is_none()).then_some(end)
}

fn find(within: &[u8], part: &[u8]) -> Option<usize> {
    within.windows(part.len()).position(|here| here == part)
}

/// The longest name that is told: those that are looked for are shorter.
const LONGEST_NAME: usize = 16;

/// A name as it is meant, for any of its signs may be written as its number, and how many bytes it takes.
fn name(rest: &[u8]) -> (Vec<u8>, usize) {
    let (mut name, mut at) = (Vec::new(), 0);
    while let Some(&sign) = rest.get(at).filter(|sign| is_of_name(**sign)) {
        if name.len() == LONGEST_NAME {
            return (Vec::new(), at);
        }
        let number = rest.get(at + 1..at + 3).filter(|_| sign == b'#').and_then(number);
        name.push(number.unwrap_or(sign));
        at += if number.is_some() { 3 } else { 1 };
    }
    (name, at)
}

fn is_of_name(sign: u8) -> bool {
    !matches!(
        sign,
        b'\0'
            | b'\t'
            | b'\n'
            | b'\x0c'
            | b'\r'
            | b' '
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'/'
            | b'%'
    )
}

fn number(digits: &[u8]) -> Option<u8> {
    std::str::from_utf8(digits).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok())
}

#[cfg(test)]
mod tests {
    use super::active;

    #[test]
    fn what_a_pdf_could_do_by_itself_is_seen() {
        for (object, seen) in [
            ("<< /OpenAction << /S /JavaScript /JS (app.alert) >> >>", Some("JavaScript")),
            ("<< /AA << /O << /JS 4 0 R >> >> >>", Some("JS")),
            ("<< /S/Launch/F(a.exe) >>", Some("Launch")),
            ("<< /Names << /EmbeddedFiles 5 0 R >> >>", Some("EmbeddedFiles")),
            ("<< /Type /EmbeddedFile /Length 1 >>", Some("EmbeddedFile")),
            // Signs may be written as their numbers.
            ("<< /S /J#61va#53cript >>", Some("JavaScript")),
            // Going to a page when it is opened is nothing of the kind, nor is a name that only begins so.
            ("<< /OpenAction [3 0 R /Fit] /JSON 1 /LaunchPad 2 /Js 3 >>", None),
            ("<< /Title (JavaScript) >>", None),
        ] {
            assert_eq!(active(format!("%PDF-1.7\n1 0 obj\n{object}\nendobj\n").as_bytes()), seen, "{object}");
        }
    }

    /// Packed data are any bytes, and mean nothing as they stand; but an object that stands among them is one.
    #[test]
    fn packed_data_are_passed_over_and_no_object_is() {
        let pdf = |dict: &str, data: &str| {
            active(format!("%PDF-1.7\n1 0 obj\n<< {dict} >>\nstream\n{data}\nendstream\nendobj\n").as_bytes())
        };
        assert_eq!(pdf("/Filter /FlateDecode", "x/JS y"), None);
        assert_eq!(pdf("/Length 9", "x/JS y"), Some("JS"), "not packed");
        let hidden = "endobj\n5 0 obj\n<< /JS (x) >>\nendobj";
        assert_eq!(pdf("/Filter /FlateDecode", hidden), Some("JS"));
        assert_eq!(pdf("/Filter /FlateDecode", "5 0 obj << /JS (x) >>"), Some("JS"));
        let unended = b"1 0 obj << /Filter /FlateDecode >> stream\n 5 0 obj << /JS (x) >>";
        assert_eq!(active(unended), Some("JS"));
        // The next object says anew how it is packed.
        assert_eq!(
            pdf("/Filter /FlateDecode >> stream\nx\nendstream endobj 2 0 obj << /Length 5", "/JS x"),
            Some("JS")
        );
    }

    #[test]
    fn half_a_file_never_stops_the_reader() {
        let whole = b"%PDF-1.7\n1 0 obj << /Filter /A#4 /J#53 >> stream\nabc endstream endobj /";
        for length in 0..=whole.len() {
            let _ = active(whole.get(..length).unwrap_or_default()).is_some();
        }
    }
}
