//! Runs the scripts in `tests/pages`: one request a block, then what is expected of the answer.
//!
//! ```text
//! as federation                  signed in from here on; `as federation administrator` names the office;
//!                                `as token NAME` brings a token; `as nobody` brings nothing
//! GET /v/{valid}                 a request; names in braces are of the world or kept before
//! send accept: application/json  a header of it
//! field reason=…                 a field of its form (the form's token and origin come by themselves,
//!                                unless `bare` is said; an act is looked at
//!                                and confirmed, each page followed, unless
//!                                `unconfirmed` is said)
//! json {…}                       its body
//! status 200                     expectations
//! header etag: W/
//! body contains 有效
//! body lacks <script
//! keep tag header etag           remembers a header, or a part of the body between two texts:
//! keep key body name="key" value="|"
//! at +1800                       moves the clock to so many seconds after the world's day
//! ```

use std::collections::HashMap;

use crate::client::{Answer, Asked, Client};
use crate::world::TODAY;

/// The most pages that lead on to another.
const HOPS: usize = 5;

struct Run {
    client: Client,
    kept: HashMap<String, String>,
    cookie: Option<(String, String)>,
    token: Option<String>,
    asked: Option<Asked>,
    fields: Vec<(String, String)>,
    is_bare: bool,
    is_unconfirmed: bool,
    answer: Option<Answer>,
}

impl Run {
    fn filled(&self, text: &str) -> String {
        let mut filled = text.to_owned();
        for (name, value) in self.kept.iter() {
            filled = filled.replace(&format!("{{{name}}}"), value);
        }
        for (name, value) in &self.client.world.names {
            filled = filled.replace(&format!("{{{name}}}"), value);
        }
        filled
    }

    /// Sends what was asked, once the first expectation comes.
    async fn answer(&mut self) -> &Answer {
        if let Some(mut asked) = self.asked.take() {
            if let Some((cookie, form)) = &self.cookie {
                asked.headers.push(("cookie".to_owned(), cookie.clone()));
                if asked.method == "POST" && !self.is_bare && asked.body.is_empty() {
                    self.fields.push(("csrf".to_owned(), form.clone()));
                    asked.headers.push(("origin".to_owned(), "http://pages.example".to_owned()));
                }
            }
            let is_act = asked.path.contains("/acts/") && !self.is_bare;
            let is_confirmed = is_act && asked.method == "POST" && !self.is_unconfirmed;
            if let Some(token) = &self.token {
                asked.headers.push(("authorization".to_owned(), format!("Bearer {token}")));
            }
            if asked.method == "POST" && asked.body.is_empty() {
                let form = "application/x-www-form-urlencoded".to_owned();
                asked.headers.push(("content-type".to_owned(), form));
                asked.body = self
                    .fields
                    .iter()
                    .map(|(n, v)| format!("{}={}", encoded(n), encoded(v)))
                    .collect::<Vec<_>>()
                    .join("&");
            }
            self.fields.clear();
            (self.is_bare, self.is_unconfirmed) = (false, false);
            let mut answer = self.client.send(&asked).await;
            if is_act {
                answer = self.follow(answer).await;
            }
            if let Some((here, seen)) = to_confirm(&answer.body).filter(|_| is_confirmed) {
                let form = self.cookie.as_ref().map(|(_, form)| form.clone()).unwrap_or_default();
                let sent = [("csrf", form), ("seen", seen)];
                answer = self.client.send(&self.as_form(here, &sent)).await;
                answer = self.follow(answer).await;
            }
            self.answer = Some(answer);
        }
        self.answer.as_ref().expect("a request before the first expectation")
    }

    /// Goes where an answer leads, as a browser does, with what it keeps for itself.
    async fn follow(&self, answer: Answer) -> Answer {
        let cookie = self.cookie.as_ref().map(|(cookie, _)| cookie.as_str()).unwrap_or_default();
        let (mut answer, mut kept) = (answer, String::new());
        for _ in 0..HOPS {
            let to = answer.header("location").to_owned();
            if answer.status.as_u16() != 303 || to.starts_with("/sign-in") {
                return answer;
            }
            if let Some((own, _)) = answer.header("set-cookie").split_once(';') {
                kept = own.to_owned();
            }
            let mut asked = Asked::get(&to);
            asked.headers.push(("cookie".to_owned(), format!("{cookie}; {kept}")));
            answer = self.client.send(&asked).await;
        }
        panic!("leads round and round: {}", answer.header("location"));
    }

    fn as_form(&self, path: String, fields: &[(&str, String)]) -> Asked {
        let pairs = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value)));
        let cookie = self.cookie.as_ref().map(|(cookie, _)| cookie.clone()).unwrap_or_default();
        let headers = [
            ("cookie", cookie.as_str()),
            ("origin", "http://pages.example"),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        Asked {
            method: "POST".to_owned(),
            path,
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
            body: pairs.collect::<Vec<_>>().join("&"),
            ..Asked::default()
        }
    }

    async fn line(&mut self, line: &str) -> Result<(), String> {
        let line = self.filled(line);
        let (word, rest) = line.split_once(' ').unwrap_or((&line, ""));
        match word {
            "as" => self.become_someone(rest),
            "at" => self.client.world.at(TODAY + rest.parse::<i64>().map_err(|fault| fault.to_string())?),
            "GET" | "POST" | "PUT" | "DELETE" => {
                self.asked =
                    Some(Asked { method: word.to_owned(), path: rest.to_owned(), ..Asked::default() });
            }
            "send" => {
                let (name, value) = rest.split_once(": ").ok_or("send NAME: VALUE")?;
                self.open()?.headers.push((name.to_owned(), value.to_owned()));
            }
            "field" => {
                let (name, value) = rest.split_once('=').ok_or("field NAME=VALUE")?;
                self.fields.push((name.to_owned(), value.replace("\\n", "\n")));
            }
            "bare" => self.is_bare = true,
            "unconfirmed" => self.is_unconfirmed = true,
            "json" => {
                let asked = self.open()?;
                asked.headers.push(("content-type".to_owned(), "application/json".to_owned()));
                asked.body = rest.to_owned();
            }
            "status" | "header" | "body" | "keep" => self.expect(word, rest).await?,
            other => return Err(format!("`{other}` is not a word of scripts")),
        }
        Ok(())
    }

    fn open(&mut self) -> Result<&mut Asked, String> {
        self.asked.as_mut().ok_or_else(|| "no request to add to".to_owned())
    }

    fn become_someone(&mut self, who: &str) {
        (self.cookie, self.token) = match who.split_once(' ') {
            _ if who == "nobody" => (None, None),
            Some(("token", name)) => (None, Some(name.to_owned())),
            Some((login, office)) => (Some(self.client.session(login, Some(office))), None),
            None => (Some(self.client.session(who, None)), None),
        };
    }

    async fn expect(&mut self, word: &str, rest: &str) -> Result<(), String> {
        let answer = self.answer().await;
        let told = || format!("{}: {}", answer.status, answer.body.chars().take(3000).collect::<String>());
        match word {
            "status" if answer.status.as_str() != rest => Err(format!("expected {rest}, got {}", told())),
            "header" => {
                let (name, value) = rest.split_once(": ").ok_or("header NAME: PART")?;
                let found = answer.header(name);
                if found.contains(value) { Ok(()) } else { Err(format!("`{name}` is `{found}`; {}", told())) }
            }
            "body" => match rest.split_once(' ') {
                Some(("contains", part)) if !answer.body.contains(part) => {
                    Err(format!("lacks `{part}`; {}", told()))
                }
                Some(("lacks", part)) if answer.body.contains(part) => {
                    Err(format!("has `{part}`; {}", told()))
                }
                Some(("contains" | "lacks", _)) => Ok(()),
                _ => Err("body contains|lacks TEXT".to_owned()),
            },
            "keep" => {
                let mut words = rest.splitn(3, ' ');
                let (name, from, what) = (words.next(), words.next(), words.next());
                let (Some(name), Some(from), Some(what)) = (name, from, what) else {
                    return Err("keep NAME header NAME, or keep NAME body BEFORE|AFTER".to_owned());
                };
                let value = match (from, what.split_once('|')) {
                    ("header", _) => Some(answer.header(what).to_owned()),
                    ("body", Some((before, after))) => answer
                        .body
                        .split_once(before)
                        .and_then(|(_, rest)| rest.split_once(after))
                        .map(|(value, _)| value.to_owned()),
                    _ => None,
                };
                let value = value
                    .filter(|value| !value.is_empty())
                    .ok_or_else(|| format!("nothing to keep; {}", told()))?;
                let name = name.to_owned();
                self.kept.insert(name, value);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// Where the page before an act is confirmed sends its button, and what it says was seen.
fn to_confirm(body: &str) -> Option<(String, String)> {
    let (before, rest) = body.split_once("name=\"seen\" value=\"")?;
    let (_, form) = before.rsplit_once("<form method=\"post\" action=\"")?;
    Some((form.split('"').next()?.to_owned(), rest.split('"').next()?.to_owned()))
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

async fn run(name: &str) {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages").join(format!("{name}.txt"));
    let script = std::fs::read_to_string(&path).expect("a script");
    let mut run = Run {
        client: Client::new(),
        kept: HashMap::new(),
        cookie: None,
        token: None,
        asked: None,
        fields: Vec::new(),
        is_bare: false,
        is_unconfirmed: false,
        answer: None,
    };
    for (at, line) in script.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Err(fault) = run.line(line).await {
            panic!("{name}.txt:{}: {line}\n{fault}", at + 1);
        }
    }
    assert!(run.asked.is_none(), "{name}.txt ends with a request of which nothing is expected");
}

macro_rules! scripts {
    ($($name:ident),+ $(,)?) => {
        $(#[tokio::test]
        async fn $name() {
            run(stringify!($name)).await;
        })+

        /// A script that is not listed would never run.
        #[test]
        fn every_script_is_listed() {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
            for file in std::fs::read_dir(folder).expect("scripts").filter_map(Result::ok) {
                let name = file.file_name().into_string().expect("a name");
                let stem = name.strip_suffix(".txt").expect("scripts end in .txt");
                assert!([$(stringify!($name)),+].contains(&stem), "`{name}` is not listed");
            }
        }
    };
}

scripts!(
    verify,
    days,
    area,
    registers,
    members,
    reports,
    statistics,
    duties,
    research,
    leaving,
    living,
    published,
    decisions,
    desk,
    desk_list,
    check,
    data,
    people,
    accounts,
    declare,
    declare_offices,
    faults,
    joint,
    ledger_pages,
    api,
    sign_in,
    acts,
    begun,
    hostile,
    operation,
    cases,
    papers
);
