//! Serving the pages on a listener that the program opened, until it says stop.

use std::future::Future;
use std::net::SocketAddr;

use tokio::net::TcpListener;

use crate::{Site, router};

/// Serves until `until` is done: then no new connection is taken, and what is being answered is answered.
///
/// # Errors
/// If the listener fails.
pub async fn serve(
    listener: TcpListener,
    site: Site,
    until: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router(site).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(until).await
}
