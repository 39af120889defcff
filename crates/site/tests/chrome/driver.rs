//! Chromium, driven by its own driver on a free port of this machine. One driver a test, and a browser for each who
//! sits at one; whatever the test does, driver and browsers end with it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

const MISSING: &str =
    "the browser tests need Debian's chromium and chromium-driver: `bash test.sh` installs them";
/// Nothing that asks the network by itself, no sandbox, which root has not, and no shared memory, of which containers
/// have little.
const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// A running driver.
pub struct Driver {
    process: Child,
    /// Kept open, so that the driver can go on talking.
    _says: BufReader<ChildStdout>,
    port: u16,
    sessions: Mutex<Vec<String>>,
    profiles: tempfile::TempDir,
}

/// Whether pages may run scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scripts {
    /// As browsers are.
    Allowed,
    /// As those set them who want none.
    Blocked,
}

impl Driver {
    /// Starts the driver.
    pub fn start() -> Driver {
        let profiles = tempfile::tempdir().expect("a folder");
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            // Fields for a day take it in the order of the browser's own language.
            .envs([("LANG", "en_US.UTF-8"), ("LANGUAGE", "en"), ("LC_ALL", "")])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|fault| panic!("{MISSING} ({fault})"));
        let mut says = BufReader::new(process.stdout.take().expect("a pipe"));
        let mut port = None;
        let mut line = String::new();
        while port.is_none() && says.read_line(&mut line).expect("it talks") > 0 {
            port = line.trim_end().strip_suffix('.').and_then(|said| said.rsplit(' ').next()?.parse().ok());
            line.clear();
        }
        let port = port.unwrap_or_else(|| panic!("chromedriver names no port. {MISSING}"));
        Driver { process, _says: says, port, sessions: Mutex::default(), profiles }
    }

    /// Starts a browser with a profile of its own, which asks for pages in this language.
    pub async fn browser(&self, lang: &str, scripts: Scripts) -> Client {
        let profile = tempfile::tempdir_in(self.profiles.path()).expect("a folder").keep();
        let mut flags: Vec<String> = FLAGS.map(str::to_owned).to_vec();
        flags.push(format!("--user-data-dir={}", profile.display()));
        flags.push(format!("--accept-lang={lang}"));
        let prefs = match scripts {
            Scripts::Allowed => json!({}),
            Scripts::Blocked => json!({ "profile.managed_default_content_settings.javascript": 2 }),
        };
        let wanted: Value = json!({
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": { "args": flags, "prefs": prefs },
        });
        let Value::Object(wanted) = wanted else { unreachable!("it is an object") };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
            .unwrap_or_else(|fault| panic!("{MISSING} ({fault})"));
        let id = client.session_id().await.expect("an answer").expect("a session");
        self.sessions.lock().expect("nobody panics with it").push(id);
        client
    }

    /// Where the profiles of its browsers are; their command lines name it.
    pub fn profiles(&self) -> String {
        self.profiles.path().display().to_string()
    }

    /// Ends a session and with it its browser, without the runtime, which may be gone.
    fn quit(&self, session: &str) -> std::io::Result<()> {
        let mut line = TcpStream::connect(("127.0.0.1", self.port))?;
        line.set_read_timeout(Some(Duration::from_secs(10)))?;
        write!(line, "DELETE /session/{session} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n")?;
        // It answers when the browser has gone, and keeps the line open.
        line.read(&mut [0; 64]).map(drop)
    }
}

/// The processes whose command line names this.
pub fn processes_naming(what: &str) -> Vec<String> {
    let all = std::fs::read_dir("/proc").expect("Linux").filter_map(Result::ok);
    let names_it = |id: &String| {
        let line = std::fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&line).contains(what)
    };
    all.filter_map(|entry| entry.file_name().into_string().ok()).filter(names_it).collect()
}

impl Drop for Driver {
    fn drop(&mut self) {
        let sessions = self.sessions.lock().map(|mut all| std::mem::take(&mut *all)).unwrap_or_default();
        for session in sessions {
            // Whoever does not go when asked is ended below.
            let _ = self.quit(&session);
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
        let left = processes_naming(&self.profiles());
        if !left.is_empty() {
            let _ = Command::new("sh").arg("-c").arg(format!("kill -KILL {}", left.join(" "))).status();
        }
    }
}
