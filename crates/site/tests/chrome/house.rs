//! The small world on a real socket.

use site::Limits;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::client::Client;

/// The site, and where it listens.
pub struct House {
    pub client: Client,
    pub url: String,
    /// Ends the server when it is dropped.
    _stop: oneshot::Sender<()>,
}

impl House {
    /// Opens the site on a free port of this machine.
    pub async fn open() -> House {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let client = Client::at(&url);
        let (stop, stopped) = oneshot::channel::<()>();
        let until = async move { drop(stopped.await) };
        tokio::spawn(site::serve(listener, client.router.clone(), Limits::default(), until));
        House { client, url, _stop: stop }
    }
}
