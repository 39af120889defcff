//! Serving the pages on a listener that the program opened, until it says stop. Nobody holds a place for ever: the
//! connections are bounded, and so is the time that each may take to say what it wants and to take its answer.

use std::collections::HashMap;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::http::Request;
use hyper::body::{Body, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;

use crate::bound::network;
use crate::pace::{Pace, Paced};
use crate::pages::Pages;
use crate::proxies::Proxies;

/// The most that is kept of one connection's head or answer at once, in bytes.
const BUFFER_BYTES: usize = 64 * 1024;

/// How long to wait when the machine has no more files to open.
const SHORTAGE: Duration = Duration::from_secs(1);

/// How much one server takes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The most connections at once; whoever comes then waits to be let in.
    pub connections: usize,
    /// The most connections of one address at once; what it opens beyond them is closed.
    pub each: usize,
    /// The proxies for whose connections [`Limits::each`] does not count: behind them are many.
    pub proxies: Proxies,
    /// The longest that a connection may take to send the head of a request, from its start or from the answer
    /// before.
    pub head: Duration,
    /// How slowly a client may send the body of a request.
    pub body: Pace,
    /// The longest that a client may take nothing of its answer.
    pub stall: Duration,
}

impl Default for Limits {
    /// As many connections as leave files for the database under the usual limit of 1,024. One address may have a
    /// quarter of them: behind one there can be a whole office, but not the whole public.
    fn default() -> Limits {
        let (connections, each, proxies) = (512, 128, Proxies::default());
        let (head, stall) = (Duration::from_secs(15), Duration::from_secs(30));
        Limits { connections, each, proxies, head, body: Pace::default(), stall }
    }
}

/// How many connections each address has.
#[derive(Clone, Default)]
struct Doors(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// One connection of an address, counted for as long as it is there.
struct Guest {
    doors: Doors,
    address: IpAddr,
}

impl Doors {
    /// Lets one more in, unless the address has as many as it may.
    fn enter(&self, peer: IpAddr, limits: &Limits) -> Option<Guest> {
        let address = network(peer.to_canonical());
        let most = if limits.proxies.trusts(peer.to_canonical()) { usize::MAX } else { limits.each };
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(address).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Guest { doors: self.clone(), address })
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut open = self.doors.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.address);
            }
        }
    }
}

/// What a connection holds while it is served: one of all places, and one of its address's.
type Held = (Option<OwnedSemaphorePermit>, Guest);

/// Serves pages, those of [`crate::router`] as a rule, until `until` is done: then no new connection is taken, and what
/// is being answered is answered.
pub async fn serve(
    listener: TcpListener,
    pages: impl Into<Pages>,
    limits: Limits,
    until: impl Future<Output = ()> + Send + 'static,
) {
    let pages = pages.into();
    let places = Arc::new(Semaphore::new(limits.connections));
    let (doors, open) = (Doors::default(), GracefulShutdown::new());
    let mut until = std::pin::pin!(until);
    loop {
        let (stream, peer, held) = tokio::select! {
            next = next(&listener, &places, &doors, &limits) => next,
            () = &mut until => break,
        };
        attend(stream, peer, held, &pages, &limits, &open);
    }
    // Whoever waits to be let in is turned away at once.
    drop(listener);
    open.shutdown().await;
}

/// The next connection, once there is a place for it.
async fn next(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
    doors: &Doors,
    limits: &Limits,
) -> (TcpStream, SocketAddr, Held) {
    // Nobody closes the semaphore, so there is always a permit to come.
    let place = Arc::clone(places).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                if let Some(guest) = doors.enter(peer.ip(), limits) {
                    return (stream, peer, (place, guest));
                }
            }
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
    held: Held,
    pages: &Pages,
    limits: &Limits,
    open: &GracefulShutdown,
) {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.stall));
    let pages = pages.clone();
    let pace = limits.body;
    let service = service_fn(move |request: Request<Incoming>| {
        if request.body().is_end_stream() {
            return pages.answer(request, Some(peer));
        }
        let (parts, body) = request.into_parts();
        let (body, coming) = Paced::new(body, pace);
        let mut request = Request::from_parts(parts, body);
        request.extensions_mut().insert(coming);
        pages.answer(request, Some(peer))
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_buf_size(BUFFER_BYTES)
        .serve_connection(TokioIo::new(Box::pin(stream)), service);
    let watched = open.watch(connection);
    tokio::spawn(async move {
        // A client that breaks off or is too slow is nothing to tell anybody.
        let _ = watched.await;
        drop(held);
    });
}
