//! One message, one language: everything that goes wrong on the command line is told in the language asked for, with no
//! words of the other in between. Names of files, settings and verbs stay as they are written.

use serde_json::json;

use crate::bin::{pzb, text};
use crate::office::{Copy, firm};

/// Whether a sentence has English words in it: two beside each other, or one longer than any name of ours that may
/// stand in a Chinese sentence.
fn has_english(sentence: &str) -> bool {
    // Verbs are named as they are typed.
    let verbs = ["pzb account list", "pzb account add", "pzb import holders", "pzb import", "pzb serve"];
    let sentence = verbs.iter().fold(sentence.to_owned(), |said, verb| said.replace(verb, ""));
    let is_word = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase());
    let words: Vec<&str> = sentence.split([' ', '\n', '，', '：', '；', '（', '）', '。']).collect();
    words.windows(2).any(|two| two.iter().all(|word| is_word(word)))
}

fn has_chinese(sentence: &str) -> bool {
    sentence.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn the_measure_tells_them_apart() {
    for english in
        ["读取x失败：No such file or directory", "x：expected value at line 1", "故障 the disk is full"]
    {
        assert!(has_english(english), "{english}");
    }
    for chinese in [
        "没有登录名为li的账户；请写登录名或P-开头的人员编号（pzb account list）",
        "读取`/tmp/x.json`失败：没有这一文件或文件夹（系统错误号2）",
    ] {
        assert!(!has_english(chinese), "{chinese}");
    }
}

fn failures(copy: &Copy) -> Vec<Vec<String>> {
    let data = copy.data();
    let ledger = copy.path("exported");
    crate::bin::expect(0, ["ledger", "export", &text(&ledger), "--data", &data]);
    std::fs::remove_dir_all(ledger.join("tile/1"))
        .or_else(|_| std::fs::remove_dir_all(ledger.join("tile/entries")))
        .expect("removed");
    let broken = copy.beside("broken.json", "{\"key\": ");
    let shapeless = copy.beside("shapeless.json", "{\"key\": 1, \"act\": {\"do\": \"fly\"}}");
    let toml = copy.beside("broken.toml", "listen = \n");
    let wrong = copy.beside("wrong.toml", "listen = 5\n");
    let proxies = copy.beside("proxies.toml", "trusted_proxies = [\"10.0.0.1/8\"]\n");
    let conflict = copy.beside(
        "conflict.json",
        &json!({ "key": "k", "enterprise": firm("xilong"), "on": "2026-11-20",
            "act": { "do": "register_enterprise", "name": "又一家", "region": "330523" } })
        .to_string(),
    );
    let rows = copy.beside("rows.csv", "统一社会信用代码,编号,列入日期,列入机关\nx,测-1,2026-13-40,局\n");
    let chen = "chen/federation";
    let of = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    vec![
        of(&["act", "/nowhere/none.json", "--data", &data, "--as", chen]),
        of(&["act", &data, "--data", &data, "--as", chen]),
        of(&["act", &broken, "--data", &data, "--as", chen]),
        of(&["act", &shapeless, "--data", &data, "--as", chen]),
        of(&["act", &conflict, "--data", &data, "--as", chen]),
        of(&["act", &conflict, "--data", &data, "--as", "li/federation"]),
        of(&["act", &conflict, "--data", "/nowhere/county", "--as", chen]),
        of(&["config", "check", &toml]),
        of(&["config", "check", &wrong]),
        of(&["config", "check", &proxies]),
        of(&["ledger", "verify", &text(&ledger)]),
        of(&["ledger", "verify", "/nowhere/ledger"]),
        of(&["ledger", "verify", "http://127.0.0.1:1/ledger"]),
        of(&["import", "listings", &rows, "--data", &data, "--as", "yu/county_bureau:330523"]),
        of(&["show", "PZB-0000-0000", "--data", &data]),
        of(&["sweep", "--as", "yu/county_bureau:330523", "--data", &data]),
        of(&["serve", "--data", &data, "--listen", "192.0.2.1:80", "--demo"]),
    ]
}

#[test]
fn what_goes_wrong_is_told_in_one_language() {
    let copy = Copy::new();
    let mark = copy.data.join("DEMONSTRATION");
    std::fs::write(mark, "This is the demonstration. Its accounts have a public password.\n")
        .expect("written");
    for arguments in failures(&copy) {
        for lang in ["zh", "en"] {
            let mut asked = arguments.clone();
            asked.extend(["--lang".to_owned(), lang.to_owned()]);
            let ran: crate::bin::Ran = pzb(&asked).output().expect("it runs").into();
            assert_ne!(ran.code, 0, "{asked:?}: {}", ran.out);
            let all = format!("{}{}", ran.out, ran.err);
            assert!(!all.trim().is_empty(), "{asked:?} says nothing");
            // What the caller wrote is told back as it is: file names, folders, columns.
            let own = arguments.iter().map(String::as_str).chain(["统一社会信用代码", "列入日期"]);
            let said = own.fold(all.clone(), |said, own| said.replace(own, ""));
            let is_mixed = if lang == "zh" { has_english(&said) } else { has_chinese(&said) };
            assert!(!is_mixed, "{asked:?}: {all}");
            assert_eq!(has_chinese(&said), lang == "zh", "{asked:?}: {all}");
        }
    }
}
