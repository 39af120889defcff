//! Writes one paper of each kind in both languages into a folder, to be looked at.
//! usage: cargo run -p documents --example `paper_samples` -- FOLDER

use std::path::PathBuf;

use documents::paper::{Kind, Lang, press};

#[path = "../tests/paper/samples.rs"]
mod samples;

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).expect("a folder"));
    std::fs::create_dir_all(&folder).expect("a folder that can be written");
    for kind in Kind::ALL {
        for lang in Lang::ALL {
            let pdf = press(&samples::sample(kind), lang).expect("a paper");
            let name = format!("{}.{}.pdf", kind.name(), lang.name());
            println!("{name}: {} bytes", pdf.len());
            std::fs::write(folder.join(name), pdf).expect("a file");
        }
    }
}
