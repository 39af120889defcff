//! Reminders by e-mail of the whole program: the outbox as a folder, the letters of everybody in the demonstration, and a
//! server that writes them once.

use std::collections::BTreeSet;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use pzb::clock;
use pzb::config::{Flags, of_folder};
use pzb::demo::{self, PASSWORD};
use pzb::house::House;
use pzb::outbox::Outbox;
use registry::{Confirmed, Moment, Reminders};
use serde_json::Value;
use site::{BuildInfo, Post, Proxies, Reminding, Sender, Site};

use crate::bin::of_crate;
use crate::office::Copy;
use crate::server::Server;

const DAY: i64 = 24 * 3600;

/// The letters of a folder as Python reads them.
fn read(folder: &Path) -> Vec<Value> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("readable").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let script = of_crate("../site/tests/mail/read.py");
    let ran =
        Command::new("python3").arg(script).args(&paths).output().expect("python3 is needed for this test");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let said = String::from_utf8(ran.stdout).expect("json");
    said.lines().map(|line| serde_json::from_str(line).expect("json")).collect()
}

fn body(letter: &Value) -> &str {
    letter["body"].as_str().expect("a text")
}

#[test]
fn an_outbox_takes_whole_letters_or_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("outbox");
    let outbox = Outbox::at(place.clone());
    let put = |name: &str| outbox.put(name, b"letter").map_err(|fault| fault.to_string());
    assert!(put("1").is_err() && !place.exists(), "what is missing is not made");
    std::fs::write(&place, "").expect("written");
    assert!(put("1").expect_err("a file").contains("no folder"));
    std::fs::remove_file(&place).expect("removed");
    // A folder that is linked to is the operator's own.
    let real = folder.path().join("real");
    std::fs::create_dir(&real).expect("made");
    symlink(&real, &place).expect("linked");
    put("1").expect("taken");
    let letter = real.join("new/1");
    assert_eq!(std::fs::read(&letter).expect("there"), b"letter");
    assert_eq!(std::fs::metadata(&letter).expect("there").permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_dir(real.join("tmp")).expect("there").count(), 0, "nothing is left half");
    // What a crash left half, and a link that somebody put there: both are replaced and nothing is followed.
    std::fs::write(real.join("tmp/2"), "half").expect("written");
    put("2").expect("taken");
    let other = folder.path().join("other");
    std::fs::write(&other, "of somebody else").expect("written");
    symlink(&other, real.join("tmp/3")).expect("linked");
    symlink(&other, real.join("new/3")).expect("linked");
    put("3").expect("taken");
    assert_eq!(std::fs::read_to_string(&other).expect("there"), "of somebody else");
    assert!(std::fs::symlink_metadata(real.join("new/3")).expect("there").is_file());
    // A letter again is one letter.
    put("1").expect("taken");
    assert_eq!(std::fs::read_dir(real.join("new")).expect("there").count(), 3);
    // Links in place of its own folders.
    for name in ["tmp", "new"] {
        std::fs::remove_dir_all(real.join(name)).expect("removed");
        symlink(folder.path(), real.join(name)).expect("linked");
        assert!(put("4").expect_err("a link").contains("no folder"));
        std::fs::remove_file(real.join(name)).expect("removed");
    }
    assert!(!folder.path().join("4").exists());
    // A folder that takes nothing, whoever asks.
    assert!(Outbox::at(PathBuf::from("/proc")).put("5", b"letter").is_err());
}

/// The demonstration, with everybody reminded of everything in a language; on the last day of its story.
fn everybody(copy: &Copy, lang: &str) -> Vec<Value> {
    let house = House::with(
        &copy.data,
        of_folder(&copy.data, None, &Flags::default()).expect("defaults"),
        pzb::key::fresh,
        Box::new(clock::entropy),
    );
    let house = house.unwrap_or_else(|failure| panic!("{failure}"));
    let now = Moment::from_utc("2026-11-25T04:00:00Z").expect("a moment");
    let before = Moment { unix_seconds: now.unix_seconds - DAY };
    for (login, actor) in demo::people() {
        let (person, address) = (actor.person, format!("{login}@example.com"));
        let stands = Confirmed::Asked(before);
        let new = Reminders { person: person.clone(), address, language: lang.to_owned(), stands };
        house.registry.ask_reminders(new, "1", before).expect("kept");
        house.registry.confirm_reminders(&person, "1", before).expect("confirmed");
    }
    let place = copy.path(&format!("outbox-{lang}"));
    std::fs::create_dir(&place).expect("made");
    let outbox = Outbox::at(place.clone());
    let site = Site {
        registry: house.registry.clone(),
        clock: Arc::new(move || now),
        stopwatch: Arc::new(|| 0),
        entropy: Arc::new(clock::entropy),
        public_url: "https://pzb.example".to_owned(),
        is_demo: true,
        secure_cookies: true,
        trusted_proxies: Proxies::default(),
        post: Some(Post {
            from: Sender::parse("品字标𠮷 <reminders@pzb.example>").expect("a sender"),
            outbox: Arc::new(move |name, letter| outbox.put(name, letter)),
        }),
        build: BuildInfo::default(),
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut reminding = Reminding::of(&site).expect("an outbox");
    let passed = runtime.block_on(reminding.pass()).expect("a pass");
    assert_eq!(passed.left, 0);
    let letters = read(&place.join("new"));
    assert_eq!(letters.len(), passed.letters);
    letters
}

/// What no letter may say: names of firms, products and persons, and identifiers of cases.
fn secrets(copy: &Copy) -> BTreeSet<String> {
    let database = rusqlite::Connection::open(copy.data.join("registry.db")).expect("opens");
    let mut asked = database
        .prepare(
            "select title from register where kind in ('enterprise', 'product', 'authorization', 'declaration', 'certificate', \
             'label', 'project') union select id from register where kind not in ('scheme', 'bar') \
             union select enterprise from register union select name from account union select login from account \
             union select person from account",
        )
        .expect("a question");
    let all = asked.query_map([], |row| row.get::<_, String>(0)).expect("answers");
    // What has one character, or three letters, is found in any text.
    let is_told = |one: &String| one.chars().count() > if one.is_ascii() { 3 } else { 1 };
    all.map(|one| one.expect("a text")).filter(is_told).collect()
}

#[test]
fn no_letter_of_the_demonstration_names_anybody_or_anything() {
    let copy = Copy::new();
    let secrets = secrets(&copy);
    assert!(secrets.len() > 500, "{}", secrets.len());
    for lang in ["zh", "en"] {
        let letters = everybody(&copy, lang);
        assert!(letters.len() > 20, "{} letters", letters.len());
        for letter in &letters {
            assert_eq!(letter["defects"], serde_json::json!([]), "{letter}");
            let said = format!("{}\n{}", letter["subject"].as_str().expect("a subject"), body(letter));
            // Its own addresses are no words of it.
            let said = said.replace("https://pzb.example", "").replace("/desk", "").replace("/account", "");
            let named: Vec<&String> =
                secrets.iter().filter(|secret| said.contains(secret.as_str())).collect();
            assert!(named.is_empty(), "{named:?} in\n{said}");
            if lang == "en" {
                let long: Vec<&str> = body(letter).lines().filter(|line| line.len() > 78).collect();
                assert!(long.is_empty(), "{long:?}");
            }
            assert!(said.lines().all(|line| line.chars().count() < 200 && !line.contains("2026-")), "{said}");
        }
    }
}

/// A browser of sorts, at one server.
struct Browser<'s> {
    server: &'s Server,
    cookie: String,
}

impl Browser<'_> {
    fn agent() -> ureq::Agent {
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0);
        config.max_redirects_will_error(false).build().into()
    }

    fn get(&self, path: &str) -> String {
        let asked = Browser::agent().get(self.server.url(path)).header("cookie", &self.cookie).call();
        asked.expect("an answer").body_mut().read_to_string().expect("a page")
    }

    fn post(&mut self, path: &str, fields: &str) -> (u16, String) {
        let asked = Browser::agent().post(self.server.url(path)).header("cookie", &self.cookie);
        let asked = asked.header("content-type", "application/x-www-form-urlencoded");
        let answer = asked.send(fields).expect("an answer");
        let read =
            |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if let Some((cookie, _)) = read("set-cookie").split_once(';') {
            self.cookie = cookie.to_owned();
        }
        (answer.status().as_u16(), read("location").to_owned())
    }

    /// The token of the forms of a page.
    fn token(&self, path: &str) -> String {
        let page = self.get(path);
        let token = page.split_once("name=\"csrf\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
        token.expect("a token").0.to_owned()
    }
}

/// A stranger at the demonstration: the letter with the code lies in the folder, and what is chosen outlives a restart.
#[test]
fn letters_of_the_demonstration_lie_in_its_folder() {
    let copy = Copy::new();
    let mark = "This is the demonstration. Its accounts have a public password.\n";
    std::fs::write(copy.data.join("DEMONSTRATION"), mark).expect("written");
    let server = Server::start(&copy.data(), &["--demo"]);
    let mut browser = Browser { server: &server, cookie: String::new() };
    let (status, _) = browser.post("/sign-in", &format!("login=chen&password={PASSWORD}"));
    assert_eq!(status, 303);
    let token = browser.token("/account/reminders");
    let address = format!("csrf={token}&address=somebody%40example.com&language=zh");
    assert_eq!(browser.post("/account/reminders", &address), (303, "/account/reminders".to_owned()));
    let [letter] = &read(&copy.data.join("outbox/new"))[..] else { panic!("one letter") };
    let code: String =
        body(letter).lines().find_map(|line| line.strip_prefix("确认码：")).expect("a code").replace(' ', "");
    let (status, to) = browser.post("/account/reminders/code", &format!("csrf={token}&code={code}"));
    assert_eq!((status, to.as_str()), (303, "/account/reminders?told=confirmed"));
    let cookie = browser.cookie;
    let said = server.stop("-TERM").err;
    assert!(!said.contains("somebody"), "{said}");
    let server = Server::start(&copy.data(), &["--demo"]);
    let browser = Browser { server: &server, cookie };
    assert!(browser.get("/account/reminders?lang=en").contains("Reminders go to somebody@example.com, in "));
    assert_eq!(read(&copy.data.join("outbox/new")).len(), 1, "the day of the code has no other letter");
    // What others are told of the record has no address.
    for path in ["/metrics", "/api/v1/desk", "/data/marks.csv", "/ledger/checkpoint"] {
        assert!(!browser.get(path).contains("somebody"), "{path}");
    }
}
