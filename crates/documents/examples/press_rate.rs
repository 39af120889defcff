//! How many papers the press makes in a second, on one thread, each with other names; or beside another program:
//! with a folder as its argument it writes the certificate and the same page as HTML there, for `bench.sh`.

use std::time::Instant;

use documents::paper::{Kind, Lang, Paper, press};

#[path = "../tests/paper/samples.rs"]
mod samples;

/// The certificate of another firm each time: nothing that was set before can be used again whole.
fn certificate(at: usize) -> Paper {
    let mut paper = samples::sample(Kind::Certificate);
    if let Paper::Certificate(certificate) = &mut paper {
        certificate.head.entry = at as u64;
        certificate.firm.name = format!("浙江清溪第{at}纺织股份有限公司");
        certificate.mark.code = format!("PZB-{:04}-{:04}", at / 10_000, at % 10_000);
    }
    paper
}

fn main() {
    let rounds: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(7);
    let each: usize = std::env::args().nth(2).and_then(|n| n.parse().ok()).unwrap_or(100);
    #[expect(clippy::disallowed_methods, reason = "a measurement")]
    let start = Instant::now();
    let first = press(&certificate(0), Lang::Zh).expect("a paper");
    println!("first paper: {:.1} ms, {} bytes", start.elapsed().as_secs_f64() * 1e3, first.len());
    println!("round  papers/s");
    for round in 1..=rounds {
        #[expect(clippy::disallowed_methods, reason = "a measurement")]
        let start = Instant::now();
        for at in 0..each {
            press(&certificate(round * each + at), Lang::Zh).expect("a paper");
        }
        println!("{round:5}  {:8.1}", each as f64 / start.elapsed().as_secs_f64());
    }
}
