//! `kill -9` at random moments under load: every act that was acknowledged is there, and the record agrees with
//! itself. The short form runs always; `PZB_KILLS=100` (or more) gives the long one.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use crate::bin::{expect, pzb, text};

/// A small generator of numbers with a fixed seed (splitmix64), so that each run kills at the same counts.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % most
    }
}

#[test]
fn no_acknowledged_act_is_lost() {
    let kills: u64 = std::env::var("PZB_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(25);
    let folder = tempfile::tempdir().expect("a folder");
    let data = text(&folder.path().join("office"));
    let mut seeded = Seeded(20190101);
    let mut acknowledged: Vec<String> = Vec::new();
    for round in 0..kills {
        let run = format!("run{round}");
        let mut child = pzb(["load", "--data", &data, "--run", &run, "--threads", "16", "--acts", "100000"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        let until = seeded.below(120);
        let mut line = String::new();
        for _ in 0..until {
            line.clear();
            assert!(
                stdout.read_line(&mut line).expect("readable") > 0,
                "it ended by itself in round {round}"
            );
            acknowledged.push(line.trim_end().to_owned());
        }
        child.kill().expect("killed");
        let mut rest = String::new();
        stdout.read_to_string(&mut rest).expect("readable");
        // A line that was cut by the kill was not acknowledged to anybody.
        acknowledged
            .extend(rest.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')).map(str::to_owned));
        child.wait().expect("it ended");
    }
    let audit = expect(0, ["audit", "--data", &data, "--json"]).json();
    assert_eq!(audit["clean"], true);
    let mut there = std::collections::BTreeSet::new();
    for round in 0..kills {
        let code = pzb::verbs::load::enterprise_of(&format!("run{round}")).expect("a code").to_string();
        let shown = pzb(["show", &code, "--data", &data, "--json"]).output().expect("it runs");
        // A round that was killed before its enterprise was on file has acknowledged nothing.
        let shown: serde_json::Value = serde_json::from_slice(&shown.stdout).expect("one document");
        let products =
            shown["dossier"]["enterprise"]["products"]["list"].as_array().cloned().unwrap_or_default();
        there.extend(products.iter().filter_map(|product| product["id"].as_str().map(str::to_owned)));
    }
    let lost: Vec<&String> = acknowledged.iter().filter(|key| !there.contains(*key)).collect();
    assert!(lost.is_empty(), "{} of {} acknowledged acts are lost: {lost:?}", lost.len(), acknowledged.len());
    assert!(acknowledged.len() as u64 > kills, "there was hardly any load: {}", acknowledged.len());
}
