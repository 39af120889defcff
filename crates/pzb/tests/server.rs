//! `pzb serve` and what speaks to it: the verifier by URL, imports through the API, signals, the lock.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::bin::{Ran, expect, pzb, run, text};
use crate::office::{Copy, firm};

/// A server that is ended with the test.
pub struct Server {
    child: Child,
    _stdout: BufReader<ChildStdout>,
    pub hello: Value,
}

impl Server {
    pub fn start(data: &str, more: &[&str]) -> Server {
        let mut arguments = vec!["serve", "--data", data, "--listen", "127.0.0.1:0", "--json"];
        arguments.extend(more);
        let mut child =
            pzb(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the server starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("a line");
        let hello = serde_json::from_str(&line).unwrap_or_else(|_| {
            let mut err = String::new();
            let _ = child.stderr.take().expect("piped").read_to_string(&mut err);
            panic!("the server says `{line}` and {err}")
        });
        Server { child, _stdout: stdout, hello }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.hello["listening"].as_str().expect("an address"))
    }

    fn get(&self, path: &str) -> (u16, String) {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(20)))
            .build()
            .into();
        let mut response = agent.get(self.url(path)).call().expect("an answer");
        let text = response.body_mut().read_to_string().expect("text");
        (response.status().as_u16(), text)
    }

    /// Ends it by a signal and gives what it said.
    pub fn stop(mut self, signal: &str) -> Ran {
        let killed = std::process::Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(killed.expect("kill runs").success());
        let mut err = String::new();
        let _ = self.child.stderr.take().expect("piped").read_to_string(&mut err);
        let code = self.child.wait().expect("it ends").code().unwrap_or(-1);
        Ran { code, out: String::new(), err }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The demonstration's own mark, so that a copy of it is served as one.
fn marked(copy: &Copy) {
    let text = "This is the demonstration. Its accounts have a public password.\n";
    std::fs::write(copy.data.join("DEMONSTRATION"), text).expect("written");
}

#[test]
fn serves_verifies_and_ends_in_order() {
    let copy = Copy::new();
    marked(&copy);
    let server = Server::start(&copy.data(), &["--demo"]);
    assert_eq!(server.hello["password"], pzb::demo::PASSWORD);
    assert_eq!(server.get("/healthz").0, 200);
    assert_eq!(
        server.get("/ledger/checkpoint").1,
        std::fs::read_to_string(copy.data.join("checkpoint")).expect("kept")
    );

    let vkey = copy.beside("log.vkey", &server.get("/ledger/vkey").1);
    let answer = expect(0, ["ledger", "verify", &server.url(""), "--vkey", &vkey, "--json"]).json();
    assert_eq!((&answer["intact"], &answer["key_given"]), (&true.into(), &true.into()));
    assert_eq!(answer["size"], copy.size());
    let unkeyed = expect(0, ["ledger", "verify", &server.url("/ledger")]);
    assert!(unkeyed.out.contains("agrees with itself"), "{}", unkeyed.out);

    let second = run(["audit", "--data", &copy.data()]);
    assert_eq!(second.code, 4);
    assert!(second.err.contains("--server"), "{}", second.err);
    assert_eq!(run(["serve", "--data", &copy.data(), "--demo", "--listen", "127.0.0.1:0"]).code, 4);
    let stopped = server.stop("-TERM");
    assert_eq!(stopped.code, 0, "{}", stopped.err);
    expect(0, ["audit", "--data", &copy.data()]);
}

#[test]
fn the_address_is_taken() {
    let copy = Copy::new();
    marked(&copy);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address").to_string();
    let ran = expect(4, ["serve", "--data", &copy.data(), "--demo", "--listen", &address]);
    assert!(ran.err.contains("cannot listen on"), "{}", ran.err);
}

#[test]
fn demonstration_and_real_data_are_kept_apart() {
    let copy = Copy::new();
    // The usual port may be somebody's: the README's first command leaves a server on it.
    let serve = ["serve", "--listen", "127.0.0.1:0", "--data"];
    let real = expect(4, [&serve[..], &[&copy.data(), "--demo"]].concat());
    assert!(real.err.contains("--demo fills an empty folder"), "{}", real.err);
    marked(&copy);
    let public = expect(4, [&serve[..], &[&copy.data()]].concat());
    assert!(public.err.contains("password is public"), "{}", public.err);
}

#[test]
fn an_empty_folder_is_filled() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = text(&folder.path().join("new"));
    let server = Server::start(&data, &["--demo"]);
    assert_eq!(server.get("/healthz").0, 200);
    assert_eq!(server.stop("-INT").code, 0);
    let key = std::fs::metadata(folder.path().join("new/ledger.key")).expect("a key");
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&key.permissions()) & 0o777, 0o600);
}

#[test]
fn import_through_the_server() {
    let copy = Copy::new();
    marked(&copy);
    let token = expect(
        0,
        [
            "token",
            "add",
            "--as",
            "yu/county_bureau:330523",
            "--scope",
            "act",
            "--data",
            &copy.data(),
            "--json",
        ],
    );
    let token = copy.beside("token", token.json()["token"].as_str().expect("a token"));
    let server = Server::start(&copy.data(), &["--demo"]);
    let rows = format!(
        "统一社会信用代码,编号,列入日期,列入机关\n{},测-1,2026-11-20,安吉县市场监督管理局\n{},测-2,2026-11-20,安吉县市场监督管理局\n",
        firm("xilong"),
        firm("qinglan")
    );
    let file = copy.beside("listings.csv", &rows);
    let ran = expect(
        5,
        ["import", "listings", &file, "--server", &server.url(""), "--token-file", &token, "--json"],
    );
    let rows = ran.json()["rows"].clone();
    assert_eq!(rows[0]["verdict"], "new", "{}", ran.out);
    assert_eq!(rows[1]["verdict"], "wrong", "a firm of another county");
    let again = expect(
        5,
        ["import", "listings", &file, "--server", &server.url(""), "--token-file", &token, "--json"],
    );
    assert_eq!(again.json()["rows"][0]["verdict"], "known");
    let none = copy.beside("no-token", "pzb_0000");
    let refused =
        expect(5, ["import", "listings", &file, "--server", &server.url(""), "--token-file", &none]);
    assert!(refused.err.contains("the token is refused"), "{}", refused.err);
    assert_eq!(server.stop("-TERM").code, 0);
}

/// An address that somebody else holds is told before anything is made in the folder.
#[test]
fn an_occupied_address_leaves_no_folder() {
    let held = std::net::TcpListener::bind("127.0.0.1:0").expect("a free address");
    let at = held.local_addr().expect("its address").to_string();
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path().join("new");
    let ran = crate::bin::expect(4, ["serve", "--data", &crate::bin::text(&data), "--listen", &at, "--demo"]);
    assert!(ran.err.contains("cannot listen on"), "{}", ran.err);
    assert!(!data.exists(), "nothing was made");
}
