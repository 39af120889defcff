//! The server on real sockets: nobody holds a place for ever, no more are let in than there are places, and it ends
//! in order. And what it says of itself when the office has stopped.

use std::net::SocketAddr;
use std::time::Duration;

use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Office, OfficeKind};
use registry::Moment;
use serde_json::json;
use site::Limits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::client::{Asked, Client};
use crate::world::{TODAY, World};

/// Longer than any test: whatever waits for this has failed.
const LONG: Duration = Duration::from_secs(20);
/// Too short for anybody to send something later.
const SHORT: Duration = Duration::from_millis(30);

struct Server {
    at: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
    _dir: tempfile::TempDir,
}

impl Server {
    async fn start(limits: Limits) -> Server {
        let dir = tempfile::tempdir().expect("a folder");
        let world = World::build(dir.path(), "http://pages.example");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let at = listener.local_addr().expect("its address");
        let (stop, stopped) = oneshot::channel::<()>();
        let until = async move { drop(stopped.await) };
        let ended = tokio::spawn(site::serve(listener, site::router(world.site), limits, until));
        Server { at, stop, ended, _dir: dir }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.at).await.expect("connected")
    }
}

/// What comes until the other side closes; a reset is a close too.
async fn rest(stream: &mut TcpStream) -> String {
    let mut all = Vec::new();
    let _ = tokio::time::timeout(LONG, stream.read_to_end(&mut all)).await.expect("it is closed");
    String::from_utf8_lossy(&all).into_owned()
}

const WHOLE: &str = "GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
const HALF: &str = "GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ";
const OTHER_HALF: &str = "1\r\nconnection: close\r\n\r\n";

#[tokio::test]
async fn half_a_head_holds_no_place_for_ever() {
    let server =
        Server::start(Limits { head: SHORT, connections: 1, stall: LONG, ..Limits::default() }).await;
    for begun in [HALF, "G", ""] {
        let mut slow = server.connect().await;
        slow.write_all(begun.as_bytes()).await.expect("sent");
        assert!(!rest(&mut slow).await.contains("200 OK"), "`{begun}` was answered");
        // And its place is free for the next.
        let mut next = server.connect().await;
        next.write_all(WHOLE.as_bytes()).await.expect("sent");
        assert!(rest(&mut next).await.ends_with("ok\n"), "after `{begun}`");
    }
}

#[tokio::test]
async fn an_idle_connection_is_closed() {
    let server = Server::start(Limits { head: SHORT, ..Limits::default() }).await;
    let mut idle = server.connect().await;
    idle.write_all(WHOLE.replace("connection: close\r\n", "").as_bytes()).await.expect("sent");
    let said = rest(&mut idle).await;
    assert!(said.starts_with("HTTP/1.1 200 OK") && said.contains("ok\n"), "{said}");
}

#[tokio::test]
async fn no_more_are_let_in_than_there_are_places() {
    let server = Server::start(Limits { head: LONG, connections: 1, stall: LONG, ..Limits::default() }).await;
    let mut first = server.connect().await;
    first.write_all(HALF.as_bytes()).await.expect("sent");
    let mut second = server.connect().await;
    second.write_all(WHOLE.as_bytes()).await.expect("sent");
    let mut byte = [0; 1];
    let early = tokio::time::timeout(Duration::from_millis(200), second.peek(&mut byte)).await;
    assert!(early.is_err(), "the second was answered while the first held the only place");
    first.write_all(OTHER_HALF.as_bytes()).await.expect("sent");
    assert!(rest(&mut first).await.ends_with("ok\n"));
    assert!(rest(&mut second).await.ends_with("ok\n"));
}

/// One address cannot take all places: what it opens beyond its own is closed unanswered, and a place that it gives back
/// is its own again. Behind a proxy that is trusted there are many.
#[tokio::test]
async fn one_address_has_its_own_places_and_no_others() {
    let limits = Limits { head: LONG, stall: LONG, each: 1, ..Limits::default() };
    let server = Server::start(limits.clone()).await;
    let mut first = server.connect().await;
    first.write_all(HALF.as_bytes()).await.expect("sent");
    let mut second = server.connect().await;
    let _ = second.write_all(WHOLE.as_bytes()).await;
    assert_eq!(rest(&mut second).await, "", "a second connection was answered");
    first.write_all(OTHER_HALF.as_bytes()).await.expect("sent");
    assert!(rest(&mut first).await.ends_with("ok\n"));
    // The place is given back when the connection has ended on the server's side too.
    let again = async {
        loop {
            let mut next = server.connect().await;
            let _ = next.write_all(WHOLE.as_bytes()).await;
            if rest(&mut next).await.ends_with("ok\n") {
                return;
            }
        }
    };
    tokio::time::timeout(LONG, again).await.expect("let in again");
    let proxies = site::Proxies::parse(["127.0.0.1"]).expect("a proxy");
    let server = Server::start(Limits { proxies, ..limits }).await;
    let mut first = server.connect().await;
    first.write_all(HALF.as_bytes()).await.expect("sent");
    let mut second = server.connect().await;
    second.write_all(WHOLE.as_bytes()).await.expect("sent");
    assert!(rest(&mut second).await.ends_with("ok\n"), "a proxy was kept out");
}

/// What strangers send to the API is not read: the answer comes before they have sent it.
#[tokio::test]
async fn nothing_is_taken_up_from_strangers() {
    let server = Server::start(Limits::default()).await;
    let mut stranger = server.connect().await;
    let head = "POST /api/v1/acts HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
                content-type: application/json\r\ncontent-length: 1000000\r\n\r\n{";
    stranger.write_all(head.as_bytes()).await.expect("sent");
    let mut start = [0; 12];
    let _ =
        tokio::time::timeout(LONG, stranger.read_exact(&mut start)).await.expect("an answer").expect("bytes");
    assert_eq!(String::from_utf8_lossy(&start), "HTTP/1.1 401");
}

const FILE: &str = "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n%PDF-1.7";
const FILE_END: &str = "\r\n--x--\r\n";

/// The head of a form that brings a file to be checked, of so many bytes.
fn head_of(length: usize) -> String {
    format!(
        "POST /papers/check HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
         content-type: multipart/form-data; boundary=x\r\ncontent-length: {length}\r\n\r\n"
    )
}

/// A body that does not come is given up with an answer, and its place is free.
#[tokio::test]
async fn half_a_body_holds_no_place_for_ever() {
    let body = site::Pace { patience: SHORT, least_rate: u32::MAX };
    let limits = Limits { head: LONG, body, connections: 1, stall: LONG, ..Limits::default() };
    let server = Server::start(limits).await;
    for begun in ["", FILE] {
        let mut slow = server.connect().await;
        let sent = format!("{}{begun}", head_of(FILE.len() + FILE_END.len()));
        slow.write_all(sent.as_bytes()).await.expect("sent");
        let said = rest(&mut slow).await;
        assert!(said.starts_with("HTTP/1.1 408") && said.contains("connection: close"), "{said}");
        let mut next = server.connect().await;
        next.write_all(WHOLE.as_bytes()).await.expect("sent");
        assert!(rest(&mut next).await.ends_with("ok\n"), "after `{begun}`");
    }
    let mut json = server.connect().await;
    let asked = head_of(100).replace("host: x", "host: x\r\naccept: application/json");
    json.write_all(asked.as_bytes()).await.expect("sent");
    assert!(rest(&mut json).await.contains("\"code\":\"sent_too_slowly\""));
}

/// What has come earns time for the rest.
#[tokio::test]
async fn a_body_that_comes_steadily_is_waited_for() {
    let body = site::Pace { patience: SHORT, least_rate: 1 };
    let server = Server::start(Limits { head: LONG, body, stall: LONG, ..Limits::default() }).await;
    let length = FILE.len() + FILE_END.len();
    let mut steady = server.connect().await;
    steady.write_all(format!("{}{FILE}", head_of(length)).as_bytes()).await.expect("sent");
    // Another that sends nothing is given up: by then more has passed than the first had to begin with.
    let mut other = server.connect().await;
    other.write_all(head_of(length).as_bytes()).await.expect("sent");
    assert!(rest(&mut other).await.starts_with("HTTP/1.1 408"));
    steady.write_all(FILE_END.as_bytes()).await.expect("sent");
    let said = rest(&mut steady).await;
    assert!(said.starts_with("HTTP/1.1 200"), "{said}");
}

/// A client that asks for much and takes nothing loses its place.
#[tokio::test]
async fn an_answer_that_nobody_takes_is_given_up() {
    let server =
        Server::start(Limits { head: LONG, connections: 1, stall: SHORT, ..Limits::default() }).await;
    let mut deaf = server.connect().await;
    // More answers than any buffer between the two sides holds.
    let ask = "GET /api/openapi.json HTTP/1.1\r\nhost: x\r\n\r\n".repeat(2_000);
    let sent = tokio::time::timeout(LONG, deaf.write_all(ask.as_bytes()));
    let mut next = server.connect().await;
    let answered = async {
        next.write_all(WHOLE.as_bytes()).await.expect("sent");
        rest(&mut next).await
    };
    let (_, answered) = tokio::join!(sent, answered);
    assert!(answered.ends_with("ok\n"), "{answered}");
}

#[tokio::test]
async fn it_ends_in_order() {
    let server = Server::start(Limits { head: LONG, ..Limits::default() }).await;
    let mut idle = server.connect().await;
    idle.write_all(WHOLE.replace("connection: close\r\n", "").as_bytes()).await.expect("sent");
    let mut head = [0; 15];
    idle.read_exact(&mut head).await.expect("an answer");
    let Server { stop, ended, at, _dir } = server;
    stop.send(()).expect("it runs");
    assert!(rest(&mut idle).await.ends_with("ok\n"), "the idle one is closed");
    tokio::time::timeout(LONG, ended).await.expect("it ends").expect("without a panic");
    assert!(TcpStream::connect(at).await.is_err(), "nobody listens any more");
}

/// An act that is done, whatever it is.
fn touch(client: &Client, id: &str) {
    let fact = json!({ "fact": "award", "id": id, "name": "奖（虚构）", "level": "county",
        "is_government_quality_award": true, "awarded_on": "2026-11-23" });
    let code = CreditCode::parse(client.world.named("failed")).expect("a code");
    let bureau = Office::of(OfficeKind::ProvinceBureau, "330000");
    let act = json!({ "do": "enter_fact", "fact": fact });
    client.world.try_act(bureau, Some(code), "2026-11-23", act).expect("done");
}

/// The office signs and cannot keep what it signed: it takes no acts, and whoever watches over it is told; when the
/// fault is gone it is ready again.
#[tokio::test]
async fn an_office_that_takes_no_acts_is_not_ready() {
    let client = Client::new();
    let ready = async || client.send(&Asked::get("/readyz")).await;
    assert_eq!(ready().await.body, "ready\n");
    // The new checkpoint is written beside the old one, where a folder stands now.
    let in_the_way = client.dir().join("checkpoint.new");
    std::fs::create_dir(&in_the_way).expect("a folder");
    touch(&client, "AW-T1");
    let registry = &client.world.registry;
    registry.end_session("nobody").expect("work at the desk, before which it keeps what it signed");
    for format in ["/readyz", "/readyz?format=json", "/readyz?lang=zh"] {
        let answer = client.send(&Asked::get(format)).await;
        assert_eq!(answer.status.as_u16(), 503, "{}", answer.body);
        assert!(answer.body.starts_with("not ready: the last checkpoint could not be"), "{}", answer.body);
        for internal in ["/", "os error", "checkpoint.new"] {
            assert!(!answer.body.contains(internal), "{}", answer.body);
        }
    }
    assert_eq!(client.send(&Asked::get("/healthz")).await.status.as_u16(), 200);
    assert_eq!(client.send(&Asked::get("/marks")).await.status.as_u16(), 200, "pages can be read");
    std::fs::remove_dir(&in_the_way).expect("removed");
    touch(&client, "AW-T2");
    assert_eq!(ready().await.body, "ready\n");
    registry.close();
    let answer = ready().await;
    assert_eq!((answer.status.as_u16(), answer.body.contains("started again")), (503, true));
    assert_eq!(client.send(&Asked::get("/healthz")).await.status.as_u16(), 200);
    // The clock of the pages stands still, so nothing of this is by the passing of time.
    assert_eq!((client.world.site.clock)(), Moment { unix_seconds: TODAY });
}

/// Whoever says at the head of a request that it brings more than is read there is answered at once, and not when a clock
/// has run out.
#[tokio::test]
async fn what_says_it_is_too_long_is_answered_before_it_comes() {
    let server = Server::start(Limits { head: LONG, stall: LONG, ..Limits::default() }).await;
    for (length, expected) in [(600 * 1024 * 1024, "413 "), (2, "")] {
        let mut stream = server.connect().await;
        let head = format!(
            "POST /papers/check HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: multipart/form-data; boundary=xx\r\ncontent-length: {length}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await.expect("sent");
        if expected.is_empty() {
            stream.write_all(b"--").await.expect("sent");
        }
        let said = rest(&mut stream).await;
        assert_eq!(said.starts_with("HTTP/1.1 413"), !expected.is_empty(), "{length}: {said}");
    }
}
