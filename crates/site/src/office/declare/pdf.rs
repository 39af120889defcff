//! What a PDF could do by itself when somebody opens it: run a script, start a program, give out another file. Such names are
//! looked for in what stands in the file in the clear; nothing is unpacked, so that names inside of packed objects are not
//! found (SECURITY.md). What is written in strings, comments and data is no name; but a reader finds an object by its place
//! alone, so where one stands within any of those, that is gone through like all the rest.

/// The names by which a PDF holds such things.
const ACTIVE: [&str; 8] =
    ["JavaScript", "JS", "Launch", "EmbeddedFile", "EmbeddedFiles", "EF", "XFA", "RichMedia"];

/// The name of something active in a PDF; `None` where none is seen.
pub(super) fn active(body: &[u8]) -> Option<&'static str> {
    Scan::of(body).run()
}

/// A PDF that is gone through once, from its beginning to its end.
struct Scan<'a> {
    body: &'a [u8],
    at: usize,
    ends: Next<'a>,
    /// What shows that an object, or what leads to the first one, stands there.
    objects: [Next<'a>; 2],
    /// Up to where no string and no comment is passed over: one was looked at that far and is not what it seems.
    doubted: usize,
    /// How many bytes of strings and comments were looked at.
    passed: usize,
}

impl<'a> Scan<'a> {
    fn of(body: &'a [u8]) -> Scan<'a> {
        let next = |mark| Next { body, mark, found: None, looked: 0 };
        Scan {
            body,
            at: 0,
            ends: next(b"endstream"),
            objects: [next(b"obj"), next(b"trailer")],
            doubted: 0,
            passed: 0,
        }
    }

    fn run(&mut self) -> Option<&'static str> {
        // Whether a dictionary has just ended, after which alone data begin; and whether the data would be objects.
        let (mut is_after_dictionary, mut holds_objects) = (false, false);
        while self.at < self.body.len() {
            let rest = self.body.get(self.at..)?;
            let was_after_dictionary = std::mem::take(&mut is_after_dictionary);
            match rest.first()? {
                b'/' => {
                    let (name, length) = name(rest.get(1..)?);
                    if let Some(found) = ACTIVE.iter().find(|known| known.as_bytes() == name) {
                        return Some(found);
                    }
                    holds_objects |= name == b"ObjStm";
                    self.at += 1 + length;
                }
                b'o' if rest.starts_with(b"obj") => {
                    holds_objects = false;
                    self.at += 3;
                }
                b'>' if rest.starts_with(b">>") => {
                    is_after_dictionary = true;
                    self.at += 2;
                }
                b's' if was_after_dictionary
                    && !holds_objects
                    && (rest.starts_with(b"stream\r") || rest.starts_with(b"stream\n")) =>
                {
                    let from = self.at + 6;
                    let end = self.ends.after(from).filter(|end| !self.has_object(from, *end));
                    self.at = end.map_or(from, |end| end + 9);
                }
                b'(' | b'%' if self.at >= self.doubted => self.pass(),
                sign => {
                    is_after_dictionary = was_after_dictionary && sign.is_ascii_whitespace();
                    self.at += 1;
                }
            }
        }
        None
    }

    /// Passes over the string or the comment that begins here.
    fn pass(&mut self) {
        let rest = self.body.get(self.at..).unwrap_or_default();
        let length = if rest.starts_with(b"(") {
            string(rest)
        } else {
            rest.iter().position(|sign| matches!(sign, b'\r' | b'\n'))
        };
        let end = length.map_or(self.body.len(), |length| self.at + length);
        self.passed += end - self.at;
        if length.is_none() || self.has_object(self.at, end) {
            self.doubted = end;
            self.at += 1;
        } else {
            self.at = end;
        }
    }

    fn has_object(&mut self, from: usize, end: usize) -> bool {
        self.objects.iter_mut().any(|next| next.after(from).is_some_and(|at| at < end))
    }
}

/// How many bytes a string takes; none where it does not end.
fn string(rest: &[u8]) -> Option<usize> {
    let (mut depth, mut is_escaped) = (0_usize, false);
    for (at, sign) in rest.iter().enumerate() {
        match sign {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
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

    /// Data are any bytes, and mean nothing as they stand; but an object that stands among them is one.
    #[test]
    fn data_are_passed_over_and_no_object_is() {
        let pdf = |dict: &str, data: &str| {
            active(format!("%PDF-1.7\n1 0 obj\n<< {dict} >>\nstream\n{data}\nendstream\nendobj\n").as_bytes())
        };
        assert_eq!(pdf("/Filter /FlateDecode", "x/JS y"), None);
        assert_eq!(pdf("/Length 9", "x/JS y"), None);
        assert_eq!(pdf("/Type /ObjStm", "5 0 << /JS (x) >>"), Some("JS"), "the data are objects");
        let hidden = "endobj\n5 0 obj\n<< /JS (x) >>\nendobj";
        assert_eq!(pdf("/Filter /FlateDecode", hidden), Some("JS"));
        assert_eq!(pdf("/Filter /FlateDecode", "5 0 obj << /JS (x) >>"), Some("JS"));
        assert_eq!(pdf("/Filter /FlateDecode", "trailer << /Root << /JS (x) >> >>"), Some("JS"));
        let unended = b"1 0 obj << /Filter /FlateDecode >> stream\n 5 0 obj << /JS (x) >>";
        assert_eq!(active(unended), Some("JS"));
        // The next object says anew what its data are.
        let next = "x\nendstream endobj 2 0 obj << /Length 5 /JS 3 0 R >> stream\n";
        assert_eq!(pdf("/Type /ObjStm", next), Some("JS"));
    }

    /// Honest files speak of such things; those that hide them pretend that they do.
    #[test]
    fn what_is_said_is_no_name_and_what_is_hidden_behind_words_is_one() {
        for (object, seen) in [
            ("<< /A << /S /URI /URI (https://example.org/JS/guide.html) >> >>", None),
            ("<< /Title (PHP/JS \\(1\\) (a /JS b) book) >>", None),
            ("% made by node/JS\n<< /Type /Catalog >>", None),
            ("<< /Filter /X %stream\n/OpenAction << /JS (x) >>\n%endstream\n >>", Some("JS")),
            ("<< /X /Y (stream\n) /OpenAction << /JS (x) >> /Z (endstream) >>", Some("JS")),
            ("<< /Y (a\n2 0 obj << /JS 3 0 R >> endobj\n) >>", Some("JS")),
            ("% 2 0 obj << /JS 3 0 R >> endobj", Some("JS")),
            ("<< /Y ((( >> /JS 3 0 R", Some("JS")),
            ("<< /AF [ << /EF << /F 4 0 R >> >> ] >>", Some("EF")),
            ("<< /AcroForm << /XFA 5 0 R >> >>", Some("XFA")),
        ] {
            assert_eq!(active(format!("%PDF-1.7\n1 0 obj\n{object}\nendobj\n").as_bytes()), seen, "{object}");
        }
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
        let streams = ">>stream\n".repeat(120_000);
        for (what, body) in [
            ("no end", format!("{begin}{streams}")),
            ("an object before the end", format!("{begin}{streams} 2 0 obj endstream")),
            ("an end of an object before the end", format!("{begin}{streams}endobj endstream")),
            ("no object", ">>stream\n endstream ".repeat(60_000)),
            ("an object in each", ">>stream\n/Filter 5 0 obj endstream ".repeat(35_000)),
            ("strings without an end", "(".repeat(1_100_000)),
            (
                "strings in strings around an object",
                format!("{}obj{}", "(".repeat(600_000), ")".repeat(600_000)),
            ),
            ("comments in a comment", format!("{} obj\n", "%".repeat(1_100_000))),
        ] {
            assert!(body.len() > 1_000_000, "{what}");
            let mut scan = Scan::of(body.as_bytes());
            assert_eq!(scan.run(), None, "{what}");
            for next in scan.objects.iter().chain([&scan.ends]) {
                assert!(next.looked <= body.len(), "{what}: {} of {}", next.looked, body.len());
            }
            assert!(scan.passed <= 2 * body.len(), "{what}: {} of {}", scan.passed, body.len());
        }
    }
}
