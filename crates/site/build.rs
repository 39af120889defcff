//! Makes the words of the pages out of the Fluent files in `words`: the text of `src/words/mod.rs`. What is wrong with a file
//! fails the build, told with file and key.

use std::path::Path;
use std::{env, fs};

#[path = "build/words.rs"]
mod words;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=words");
    let mut sources = Vec::new();
    for lang in words::LANGS {
        let folder = Path::new("words").join(lang);
        for entry in fs::read_dir(&folder).map_err(|fault| format!("{}: {fault}", folder.display()))? {
            let path = entry?.path();
            let section = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let section = section.strip_suffix(".ftl").unwrap_or(section).to_owned();
            let text = fs::read_to_string(&path).map_err(|fault| format!("{}: {fault}", path.display()))?;
            sources.push(words::Source { lang: lang.to_owned(), section, text });
        }
    }
    match words::generate(&sources) {
        Ok(rust) => fs::write(Path::new(&env::var("OUT_DIR")?).join("words.rs"), rust)?,
        Err(faults) => faults.iter().for_each(|fault| println!("cargo::error={fault}")),
    }
    Ok(())
}
