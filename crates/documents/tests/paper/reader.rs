//! Other people's programs, asked about a paper.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

/// A paper in a file of its own.
pub struct OnDisk {
    folder: TempDir,
}

impl OnDisk {
    /// Puts it there.
    pub fn new(pdf: &[u8]) -> OnDisk {
        let folder = TempDir::new().expect("a folder");
        fs::write(folder.path().join("paper.pdf"), pdf).expect("a file");
        OnDisk { folder }
    }

    /// What a program says of it; the name of the file stands after `before`.
    pub fn ask(&self, program: &str, before: &[&str], after: &[&str]) -> String {
        let output = Command::new(program)
            .args(before)
            .arg("paper.pdf")
            .args(after)
            .current_dir(self.folder.path())
            .output()
            .unwrap_or_else(|fault| panic!("{program}: {fault} (`bash test.sh` installs it)"));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{program}: {said}{}", String::from_utf8_lossy(&output.stderr));
        said
    }

    /// Its text without any space, so that line ends do not matter; a cell of a table stays together.
    pub fn tight(&self) -> String {
        let hidden = |c: &char| !c.is_whitespace() && *c != '\u{200b}';
        self.ask("pdftotext", &["-raw"], &["-"]).chars().filter(hidden).collect()
    }

    /// How many pages it has.
    pub fn pages(&self) -> usize {
        let said = self.ask("pdfinfo", &[], &[]);
        let pages = said.lines().find_map(|line| line.strip_prefix("Pages:"));
        pages.and_then(|number| number.trim().parse().ok()).expect("a number of pages")
    }

    /// The text of one page without any space.
    pub fn of_page(&self, page: usize) -> String {
        let page = page.to_string();
        tight(&self.ask("pdftotext", &["-f", &page, "-l", &page], &["-"]))
    }

    /// What the QR code on its first page says.
    pub fn code(&self) -> String {
        self.ask("pdftoppm", &["-r", "150", "-png", "-f", "1", "-l", "1", "-singlefile"], &["page"]);
        let output = Command::new("zbarimg")
            .args(["--raw", "-q", "page.png"])
            .current_dir(self.folder.path())
            .output()
            .expect("zbarimg (`bash test.sh` installs it)");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }
}

/// A text without any space.
pub fn tight(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
