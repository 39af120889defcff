//! How many papers the press makes in a second, on one thread, each with other names; or beside another program:
//! with a folder as its argument it writes the certificate and the same page as HTML there, for `bench.sh`.

use std::time::Instant;

use documents::paper::{Kind, Lang, Paper, press};

/// As in the program.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[path = "../tests/paper/samples.rs"]
mod samples;

/// Characters of which firms and products are named; `bench/weasyprint_rate.py` has the same.
const NAMES: &str = "东西南北山川湖海金银铜铁松柏梅兰春夏秋冬安宁和顺永久长远光明正大天地云雨星月江河";

/// Two characters for a number.
fn named(at: usize) -> String {
    let count = NAMES.chars().count();
    [at, at * 7 + at / count].iter().filter_map(|of| NAMES.chars().nth(of % count)).collect()
}

/// The certificate of another firm and another product each time, so that no face is asked for the same signs again.
fn certificate(at: usize) -> Paper {
    let mut paper = samples::sample(Kind::Certificate);
    if let Paper::Certificate(certificate) = &mut paper {
        // As it is issued: a demonstration has a watermark, which the other page has not.
        certificate.head.is_demo = false;
        certificate.head.entry = at as u64;
        certificate.firm.name = format!("浙江{}第{at}纺织股份有限公司", named(at));
        certificate.mark.product = format!("{}牌高支纯棉床上用品四件套", named(at + 17));
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
