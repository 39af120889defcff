//! The examples of docs/commands.md work as they are written; files that an act names are sent by the command line.

use std::process::Command;

use serde_json::json;

use crate::bin::{Ran, expect, of_crate, text};
use crate::office::{Copy, firm, today};

/// The document of the demonstration, a PDF.
fn document() -> Vec<u8> {
    std::fs::read(of_crate("demo/document.pdf")).expect("demo/document.pdf")
}

/// The blocks of commands of a section of docs/commands.md.
fn examples(section: &str) -> Vec<String> {
    let whole = std::fs::read_to_string(of_crate("../../docs/commands.md")).expect("docs/commands.md");
    let found = whole.split("\n## ").find(|part| part.starts_with(section)).expect("the section");
    let blocks =
        found.split("```sh\n").skip(1).map(|part| part.split("```").next().unwrap_or_default().to_owned());
    blocks.collect()
}

/// Runs an example in the folder that holds the county.
fn by_shell(copy: &Copy, example: &str) -> Ran {
    let script = format!("pzb() {{ \"$PZB\" \"$@\"; }}\n{example}");
    let mut shell = Command::new("sh");
    shell.args(["-euc", &script]).current_dir(copy.path("")).env("PZB", env!("CARGO_BIN_EXE_pzb"));
    let ran: Ran = shell.env("LC_ALL", "C.UTF-8").output().expect("a shell").into();
    assert_eq!(ran.code, 0, "{example}\n{}\n{}", ran.out, ran.err);
    ran
}

fn project_in(says: &str) -> String {
    let number = |word: &str| word.strip_prefix("XM-")?.parse::<u64>().ok();
    let words = says.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    words
        .filter(|word| number(word).is_some())
        .map(str::to_owned)
        .next()
        .unwrap_or_else(|| panic!("none in {says}"))
}

#[test]
fn the_examples_of_acts_work_as_they_are_written() {
    let copy = Copy::new();
    let acts = examples("A command as JSON");
    let [proposed, accepted] = acts.as_slice() else { panic!("{} examples", acts.len()) };
    let project = project_in(&by_shell(&copy, proposed).out);
    by_shell(&copy, &accepted.replace("XM-1234", &project));
    let data = copy.data();
    assert_eq!(expect(0, ["show", &project, "--data", &data, "--json"]).json()["state"], "accepted");
    // A document of a project in drafting.
    let drafting = expect(0, ["search", "电热水壶", "--kind", "project", "--data", &data]).out;
    let project = project_in(&drafting);
    std::fs::write(copy.path("编制说明.pdf"), document()).expect("written");
    let files = examples("Files that an act names");
    let [filed] = files.as_slice() else { panic!("{} examples", files.len()) };
    by_shell(&copy, &filed.replace("XM-1234", &project));
    let shown = expect(0, ["show", &project, "--data", &data]).out;
    assert!(shown.contains("explanation of the draft 编制说明"), "{shown}");
    expect(0, ["audit", "--data", &data]);
}

#[test]
fn files_are_looked_at_and_kept_for_those_who_file_them() {
    let copy = Copy::new();
    let data = copy.data();
    let code = firm("wukang");
    let maker = format!("m.wukang/maker:{code}");
    let (pdf, other) = (text(&copy.path("a.pdf")), copy.beside("a.txt", "text"));
    std::fs::write(&pdf, document()).expect("written");
    let send = |exit: i32, file: &str, actor: &str, more: &[&str]| {
        expect(exit, [&["file", "send", file, "--data", &data, "--as", actor], more].concat())
    };
    let kept = send(0, &pdf, &maker, &["--json"]).json();
    assert_eq!((&kept["file_type"], &kept["bytes"]), (&json!("pdf"), &json!(document().len())));
    let digest = kept["digest"].as_str().expect("a digest").to_owned();
    assert!(send(0, &pdf, &maker, &["--lang", "zh"]).out.contains("已存入待提交文件"));
    assert!(send(5, &other, &maker, &[]).err.contains("is no PDF, PNG or JPEG"));
    assert!(send(5, &other, &maker, &["--lang", "zh"]).err.contains("不是PDF、PNG或JPEG"));
    let named = copy.path("a.png");
    std::fs::write(&named, document()).expect("written");
    assert!(send(5, &text(&named), &maker, &[]).err.contains("not what its name says"));
    assert!(send(5, &pdf, "e.01/expert:E-01", &[]).err.contains("nothing that comes with files"));
    assert!(send(5, &pdf, &format!("m.cuiyun/maker:{code}"), &[]).err.contains("does not hold the office"));
    send(3, &text(&copy.path("none.pdf")), &maker, &[]);
    // Named by nobody it can be forgotten, once, by whoever sent it.
    let end = |exit: i32, actor: &str| expect(exit, ["file", "end", &digest, "--data", &data, "--as", actor]);
    end(3, "chen/federation");
    end(0, &maker);
    assert!(end(3, &maker).err.contains("no file of this digest in the tray"));
    let filing = json!({ "key": "k", "enterprise": code, "on": today(), "act": { "do": "on_project", "project": "XM-1",
        "step": { "act": "file_document", "kind": "other", "title": "纪要", "digest": digest } } });
    let found = expect(0, ["search", "电热水壶", "--kind", "project", "--data", &data]).out;
    let file = copy.beside("act.json", &filing.to_string().replace("XM-1", &project_in(&found)));
    // Its dry run says what the run says.
    for more in [&["--dry-run"][..], &[]] {
        let act = ["act", &file, "--data", &data, "--as", &maker, "--json"];
        let told = expect(5, [&act, more].concat()).json();
        assert_eq!(told["error"]["data"]["refused"]["problems"][0]["code"], "evidence_unknown", "{told}");
    }
}
