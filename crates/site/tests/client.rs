//! A browser of sorts: sends one request through the router and looks at what every answer must have.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::LazyLock;

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode};
use flate2::Compression;
use flate2::write::GzEncoder;
use ledger::{digest, hex};
use policy::powers::Office;
use registry::{Moment, Session};
use site::Proxies;
use tower::ServiceExt;

use crate::outbox::Letters;
use crate::world::{World, people};

/// The most a public page may weigh on its way to a telephone with all that it needs, in packed bytes.
const HEAVIEST: usize = 32 * 1024;

/// An answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// A request to send.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub method: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
    /// Whom the connection comes from, where that matters.
    pub from: Option<SocketAddr>,
}

impl Asked {
    pub fn get(path: &str) -> Asked {
        Asked { method: "GET".to_owned(), path: path.to_owned(), ..Asked::default() }
    }
}

/// The site, and who is signed in.
pub struct Client {
    pub router: site::Pages,
    pub world: World,
    pub letters: Letters,
    _dir: tempfile::TempDir,
}

impl Client {
    pub fn new() -> Client {
        Client::at("http://pages.example")
    }

    /// The site at this address.
    pub fn at(listen: &str) -> Client {
        let dir = tempfile::tempdir().expect("a folder");
        let world = World::build(dir.path(), listen);
        Client::over(world, dir)
    }

    /// The site as it is behind encryption.
    pub fn encrypted() -> Client {
        let dir = tempfile::tempdir().expect("a folder");
        let mut world = World::build(dir.path(), "https://pages.example");
        world.site.secure_cookies = true;
        Client::over(world, dir)
    }

    /// The site behind a proxy of this address.
    pub fn behind(proxy: &str) -> Client {
        let dir = tempfile::tempdir().expect("a folder");
        let mut world = World::build(dir.path(), "http://pages.example");
        world.site.trusted_proxies = Proxies::parse([proxy]).expect("an address");
        Client::over(world, dir)
    }

    fn over(mut world: World, dir: tempfile::TempDir) -> Client {
        let letters = Letters::default();
        world.site.post = Some(letters.post());
        Client { router: site::router(world.site.clone()), world, letters, _dir: dir }
    }

    /// The folder of the office.
    pub fn dir(&self) -> &std::path::Path {
        self._dir.path()
    }

    /// Begins a session as a login of the world and gives its cookie and the token of its forms.
    pub fn session(&self, login: &str, office: Option<&str>) -> (String, String) {
        let (maker, failed) = (self.world.named("maker"), self.world.named("failed"));
        let held: Vec<(&str, Office)> = people(maker, failed)
            .into_iter()
            .filter(|(known, ..)| *known == login)
            .map(|(_, person, _, office)| (person, office))
            .collect();
        let wanted = |office: &Office| serde_json::to_string(office).expect("json");
        let (person, chosen) = held
            .iter()
            .find(|(_, held)| office.is_none_or(|office| wanted(held).contains(office)))
            .unwrap_or_else(|| panic!("nobody signs in as `{login}`"));
        let now = self.world.now();
        let token = hex(&digest(format!("session of {login} {office:?} at {now}").as_bytes()));
        let form = hex(&digest(format!("forms of {login} {office:?} at {now}").as_bytes()));
        let session = Session {
            digest: hex(&digest(token.as_bytes())),
            person: (*person).to_owned(),
            office: Some(chosen.clone()),
            form_token: form.clone(),
            created: now,
            seen: now,
        };
        let known = self.world.registry.reader().session(&session.digest).expect("reads");
        if known.is_none() {
            let old = Moment { unix_seconds: 0 };
            let account = self.world.registry.reader().account_of(&session.person).expect("reads");
            let hash = account.expect("has an account").hash;
            assert!(self.world.registry.begin_session(&session, &hash, old, old).expect("writes"));
        }
        (format!("session={token}"), form)
    }

    /// Sends a request and checks what every answer must have.
    pub async fn send(&self, asked: &Asked) -> Answer {
        let mut request = Request::builder().method(asked.method.as_str()).uri(&asked.path);
        for (name, value) in &asked.headers {
            request = request.header(name, value);
        }
        let mut request = request.body(Body::from(asked.body.clone())).expect("a request");
        if let Some(from) = asked.from {
            request.extensions_mut().insert(ConnectInfo(from));
        }
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 8 * 1024 * 1024).await.expect("a body");
        let body = names_of_record(&days_of_record(&String::from_utf8_lossy(&bytes)));
        let answer = Answer { status: parts.status, headers: parts.headers, body };
        always(asked, &answer);
        answer
    }
}

/// A page with its days as the standard writes them, which each has beside its words: what is expected of a page says
/// them so in both languages. How they are told has tests of its own.
pub fn days_of_record(page: &str) -> String {
    let mut parts = page.split("<time datetime=\"");
    let mut read = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (day, told) = part.split_once("\">").expect("a day");
        let (_, rest) = told.split_once("</time>").expect("the end of a day");
        read.push_str(day);
        read.push_str(rest);
    }
    read
}

/// A page with its names in Chinese as they are on file, without what marks them as Chinese: that has tests of its own.
pub fn names_of_record(page: &str) -> String {
    let mut parts = page.split("<span lang=\"zh-CN\">");
    let mut read = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("</span>").expect("the end of a name");
        read.push_str(name);
        read.push_str(rest);
    }
    read
}

/// What holds of every answer, whatever was asked.
fn always(asked: &Asked, answer: &Answer) {
    let at = format!("{} {} -> {}", asked.method, asked.path, answer.status);
    let policy = answer.header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
        "{at}: no policy"
    );
    assert!(!policy.contains("unsafe"), "{at}: {policy}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{at}");
    assert_eq!(answer.header("referrer-policy"), "same-origin", "{at}");
    assert!(!answer.header("x-request-id").is_empty(), "{at}: no number");
    assert!(!answer.header("cache-control").is_empty(), "{at}: says nothing of caches");
    if answer.status.is_server_error() {
        assert!(!answer.body.contains("panicked") && !answer.body.contains("src/"), "{at}: {}", answer.body);
    }
    if answer.header("content-type").starts_with("text/html") {
        page(&at, answer);
    }
    // Files with names for programs, and the tables of standards, have columns of their own.
    let is_for_programs = asked.path.starts_with("/data") || asked.path.contains("/tables/");
    if answer.header("content-type").starts_with("text/csv") && !is_for_programs {
        let headers = answer.body.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
        headers.split(',').for_each(|header| sentence_case(&at, header.trim_matches('"')));
    }
}

/// The head of a column begins with a capital, and goes on in small letters but for names and abbreviations.
fn sentence_case(at: &str, header: &str) {
    assert!(!header.starts_with(|first: char| first.is_ascii_lowercase()), "{at}: the column `{header}`");
}

/// A page without its tags, and what is typed into its fields.
fn spoken(body: &str) -> String {
    let parts = body.split('<').map(|part| match part.split_once('>') {
        Some((tag, _)) if tag.starts_with("textarea") => "",
        Some((_, text)) => text,
        None => part,
    });
    parts.collect()
}

/// What holds of every page.
fn page(at: &str, answer: &Answer) {
    let body = &answer.body;
    assert!(body.contains("<html lang=\""), "{at}: says no language");
    assert!(body.contains("<title>"), "{at}: no title");
    assert_eq!(body.matches("<h1").count(), 1, "{at}: one main heading");
    assert!(body.contains("<main id=\"main\""), "{at}: nowhere to skip to");
    for never in ["<script", "javascript:", " style=\"", "<style", " onclick=", " onload="] {
        assert!(!body.to_lowercase().contains(never), "{at}: has `{never}`");
    }
    assert!(!spoken(body).contains('`'), "{at}: has the marks of a message for programs");
    for head in body.split("<th scope=\"col\"").skip(1).filter_map(|head| head.split_once('>')) {
        sentence_case(at, head.1);
    }
    assert!(!body.contains('\u{202e}') || body.contains("<bdi"), "{at}: a name can turn the text round");
    let weight = packed(body) + packed(include_str!("../src/assets/mark.svg")) + styles();
    let is_public = !asked_as_member(body);
    assert!(!is_public || weight <= HEAVIEST, "{at}: weighs {weight} bytes");
}

fn asked_as_member(body: &str) -> bool {
    body.contains("class=\"badge-bar\"")
}

/// What the style sheet weighs, packed: the theme, the design system's components, and ours.
fn styles() -> usize {
    static STYLES: LazyLock<usize> = LazyLock::new(|| {
        let assets = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/assets");
        let files =
            [assets.join("designsystemet"), assets].map(|folder| std::fs::read_dir(folder).expect("assets"));
        let paths = files.into_iter().flatten().filter_map(Result::ok).map(|file| file.path());
        let sheets = paths.filter(|path| path.extension().is_some_and(|end| end == "css"));
        packed(&sheets.map(|path| std::fs::read_to_string(path).expect("a sheet")).collect::<String>())
    });
    *STYLES
}

/// The bytes of a text, packed as the site packs it.
fn packed(text: &str) -> usize {
    let mut packing = GzEncoder::new(Vec::new(), Compression::best());
    packing.write_all(text.as_bytes()).expect("packs");
    packing.finish().expect("packs").len()
}
