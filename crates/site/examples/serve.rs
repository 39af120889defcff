//! Shows the pages over the small world of the tests, on a free port of this machine: for looking at them.
//!
//! `cargo run -p site --example serve [PORT]`; everybody's password is in `tests/world.rs`. The address
//! `/bare` answers without any of the site, for measuring what the pages cost beside it.

#[path = "../tests/world.rs"]
#[expect(dead_code, reason = "the scripts of the tests use the rest")]
mod world;

use std::net::SocketAddr;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let port: u16 = std::env::args().nth(1).and_then(|port| port.parse().ok()).unwrap_or(0);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    let address = listener.local_addr()?;
    let dir = tempfile::tempdir()?;
    let world = world::World::build(dir.path(), &format!("http://{address}"));
    println!("http://{address}");
    for (name, value) in &world.names {
        println!("{name} = {value}");
    }
    let bare = axum::Router::new().route("/bare", axum::routing::get(|| async { "ok" }));
    let service = bare
        .fallback_service(site::router(world.site.clone()))
        .into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).await?;
    Ok(())
}
