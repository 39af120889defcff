//! Where in a JSON text a value stands. The text has been parsed before, so it is well-formed; the walk only
//! finds the place.

use super::Step;

/// Line and column, from 1, of the value at `path`; of the object itself where the path names a field that is
/// not there. `None` if the path leads nowhere.
#[must_use]
pub fn locate(text: &str, path: &[Step]) -> Option<(usize, usize)> {
    let mut cursor = Cursor { bytes: text.as_bytes(), at: 0 };
    cursor.space();
    let mut found = cursor.at;
    for step in path {
        match cursor.enter(step) {
            Some(at) => found = at,
            None => break,
        }
    }
    let before = text.get(..found)?;
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or(before).chars().count() + 1;
    Some((line, column))
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Moves to the child that the step names, and gives where it (for a field: its name) begins.
    fn enter(&mut self, step: &Step) -> Option<usize> {
        let open = self.peek()?;
        self.at += 1;
        let mut item = 0;
        loop {
            self.space();
            if matches!(self.peek()?, b'}' | b']') {
                return None;
            }
            let start = self.at;
            match (open, step) {
                (b'{', Step::Field(wanted)) => {
                    let name = self.string()?;
                    self.space();
                    self.at += 1;
                    self.space();
                    if name == *wanted {
                        return Some(start);
                    }
                }
                (b'[', Step::Item(wanted)) if item == *wanted => return Some(start),
                (b'[', Step::Item(_)) => {}
                _ => return None,
            }
            self.skip()?;
            item += 1;
            self.space();
            if self.peek()? == b',' {
                self.at += 1;
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        let start = self.at;
        self.at += 1;
        while self.peek()? != b'"' {
            self.at += if self.peek()? == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        serde_json::from_slice(self.bytes.get(start..self.at)?).ok()
    }

    /// Moves past one value of any kind.
    fn skip(&mut self) -> Option<()> {
        let mut depth = 0usize;
        loop {
            self.space();
            match self.peek()? {
                b'"' => {
                    self.string()?;
                }
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                b',' | b':' => self.at += 1,
                _ => {
                    while self.peek().is_some_and(|byte| !b",:]}{[\"".contains(&byte) && byte > b' ') {
                        self.at += 1;
                    }
                }
            }
            if depth == 0 {
                return Some(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Step;
    use super::locate;

    #[test]
    fn places() {
        let text = "{\n  \"a\": [1, {\"b\\\"\": \"}\"}, -2.5e3],\n  \"字\": {\"c\": null}}";
        let field = |name: &str| Step::Field(name.to_owned());
        assert_eq!(locate(text, &[]), Some((1, 1)));
        assert_eq!(locate(text, &[field("a")]), Some((2, 3)));
        assert_eq!(locate(text, &[field("a"), Step::Item(1), field("b\"")]), Some((2, 13)));
        assert_eq!(locate(text, &[field("a"), Step::Item(2)]), Some((2, 26)));
        assert_eq!(locate(text, &[field("字"), field("c")]), Some((3, 9)));
        assert_eq!(locate(text, &[field("字"), field("missing")]), Some((3, 3)));
    }
}
