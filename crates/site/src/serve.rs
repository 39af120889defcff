//! Serving the pages on a listener that the program opened, until it says stop. Nobody holds a place for ever: the
//! connections are bounded, and so is the time that each may take to say what it wants and to take its answer.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// The most that is kept of one connection's head or answer at once, in bytes.
const BUFFER_BYTES: usize = 64 * 1024;

/// How long to wait when the machine has no more files to open.
const SHORTAGE: Duration = Duration::from_secs(1);

/// How much one server takes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most connections at once; whoever comes then waits to be let in.
    pub connections: usize,
    /// The longest that a connection may take to send the head of a request, from its start or from the answer
    /// before.
    pub head: Duration,
    /// The longest that a client may take nothing of its answer.
    pub stall: Duration,
}

impl Default for Limits {
    /// As many connections as leave files for the database under the usual limit of 1,024.
    fn default() -> Limits {
        Limits { connections: 512, head: Duration::from_secs(15), stall: Duration::from_secs(30) }
    }
}

/// Serves a router, [`crate::router`] as a rule, until `until` is done: then no new connection is taken, and what is being answered is answered.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    until: impl Future<Output = ()> + Send + 'static,
) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let open = GracefulShutdown::new();
    let mut until = std::pin::pin!(until);
    loop {
        let (stream, peer, place) = tokio::select! {
            next = next(&listener, &places) => next,
            () = &mut until => break,
        };
        attend(stream, peer, place, &router, limits, &open);
    }
    // Whoever waits to be let in is turned away at once.
    drop(listener);
    open.shutdown().await;
}

/// The next connection, once there is a place for it.
async fn next(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> (TcpStream, SocketAddr, Option<OwnedSemaphorePermit>) {
    // Nobody closes the semaphore, so there is always a permit to come.
    let place = Arc::clone(places).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer, place),
            // The client's own doing: it was gone before it was let in.
            Err(fault) if is_the_clients(&fault) => {}
            Err(fault) => {
                tracing::error!(%fault, "no connection can be taken");
                tokio::time::sleep(SHORTAGE).await;
            }
        }
    }
}

fn is_the_clients(fault: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(fault.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// Answers one connection until it ends, in a task of its own.
fn attend(
    stream: TcpStream,
    peer: SocketAddr,
    place: Option<OwnedSemaphorePermit>,
    router: &Router,
    limits: Limits,
    open: &GracefulShutdown,
) {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.stall));
    let service = router.clone().map_request(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.map(Body::new)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_buf_size(BUFFER_BYTES)
        .serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(service));
    let watched = open.watch(connection);
    tokio::spawn(async move {
        // A client that breaks off or is too slow is nothing to tell anybody.
        let _ = watched.await;
        drop(place);
    });
}
