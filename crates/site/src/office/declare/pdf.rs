//! What a PDF could do by itself when somebody opens it: run a script, start a program, give out another file. Such names are
//! looked for in what stands in the file in the clear; nothing is unpacked, so that names inside of packed objects are not
//! found (SECURITY.md).

/// The names by which a PDF holds such things.
const ACTIVE: [&str; 5] = ["JavaScript", "JS", "Launch", "EmbeddedFile", "EmbeddedFiles"];

/// The name of something active in a PDF; `None` where none is seen.
pub(super) fn active(body: &[u8]) -> Option<&'static str> {
    Scan::of(body).run()
}

/// A PDF that is gone through once, from its beginning to its end.
struct Scan<'a> {
    body: &'a [u8],
    at: usize,
    ends: Next<'a>,
    /// What shows that an object stands there.
    objects: [Next<'a>; 2],
}

impl<'a> Scan<'a> {
    fn of(body: &'a [u8]) -> Scan<'a> {
        let next = |mark| Next { body, mark, found: None, looked: 0 };
        Scan { body, at: 0, ends: next(b"endstream"), objects: [next(b" obj"), next(b"endobj")] }
    }

    fn run(&mut self) -> Option<&'static str> {
        // Whether the object that is gone through says how its stream is packed.
        let mut is_packed = false;
        while self.at < self.body.len() {
            let rest = self.body.get(self.at..)?;
            match rest.first()? {
                b'/' => {
                    let (name, length) = name(rest.get(1..)?);
                    if let Some(found) = ACTIVE.iter().find(|known| known.as_bytes() == name) {
                        return Some(found);
                    }
                    is_packed |= name == b"Filter";
                    self.at += 1 + length;
                }
                b'o' if rest.starts_with(b"obj") => {
                    is_packed = false;
                    self.at += 3;
                }
                // Its tail is no beginning.
                b'e' if rest.starts_with(b"endstream") => self.at += 9,
                b's' if is_packed && (rest.starts_with(b"stream\r") || rest.starts_with(b"stream\n")) => {
                    let from = self.at + 6;
                    self.at = self.packed(from).unwrap_or(from);
                }
                _ => self.at += 1,
            }
        }
        None
    }

    /// The end of the packed data that begin here. Where an object stands within, it is not one stretch of data, whatever it
    /// says, and is gone through.
    fn packed(&mut self, from: usize) -> Option<usize> {
        let end = self.ends.after(from)?;
        let is_before = |next: &mut Next| next.after(from).is_some_and(|at| at < end);
        (!self.objects.iter_mut().any(is_before)).then_some(end)
    }
}

/// Where a mark stands next. It is looked for again only once that place is passed, and where none is left never again: a
/// file of nothing but beginnings is gone through no oftener than any other.
struct Next<'a> {
    body: &'a [u8],
    mark: &'static [u8],
    /// The place found last, none where none is left; nothing before it was looked for.
    found: Option<Option<usize>>,
    /// How many places were looked at.
    looked: usize,
}

impl Next<'_> {
    /// The place of the mark at or after one that never goes back.
    fn after(&mut self, from: usize) -> Option<usize> {
        if let Some(found) = self.found.filter(|found| found.is_none_or(|at| at >= from)) {
            return found;
        }
        let rest = self.body.get(from..).unwrap_or_default();
        let found = rest.windows(self.mark.len()).position(|here| here == self.mark);
        self.looked += found.map_or(rest.len(), |at| at + 1);
        let found = found.map(|at| from + at);
        self.found = Some(found);
        found
    }
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
    use super::{Scan, active};

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

    /// However many beginnings a file has, each place of it is looked at once for each mark.
    #[test]
    fn a_hostile_file_is_gone_through_once() {
        let begin = "1 0 obj << /Filter /FlateDecode >>\n";
        let streams = "stream\n".repeat(150_000);
        for (what, body) in [
            ("no end", format!("{begin}{streams}")),
            ("an object before the end", format!("{begin}{streams} 2 0 obj endstream")),
            ("an end of an object before the end", format!("{begin}{streams}endobj endstream")),
            ("no object", format!("/Filter {}", "stream\n endstream ".repeat(60_000))),
            ("an object in each", format!("/Filter {}", "stream\n/Filter 5 0 obj endstream ".repeat(35_000))),
        ] {
            assert!(body.len() > 1_000_000, "{what}");
            let mut scan = Scan::of(body.as_bytes());
            assert_eq!(scan.run(), None, "{what}");
            for next in scan.objects.iter().chain([&scan.ends]) {
                assert!(next.looked <= body.len(), "{what}: {} of {}", next.looked, body.len());
            }
        }
    }

    /// The tail of an end is no beginning: what follows is gone through.
    #[test]
    fn the_end_of_a_stream_begins_none() {
        let after = "1 0 obj << /Filter /A >> stream\nx\nendstream\n<< /JS (x) >> endstream";
        assert_eq!(active(after.as_bytes()), Some("JS"));
    }
}
