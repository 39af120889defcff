//! The site as it is served: the router of all addresses, and before it the one address that nearly everybody asks
//! for. The page behind a code is answered where its request arrives, because a router lends its handlers out in
//! boxes, for the route, the request, the future and each layer, and these cost as much as the page itself. What
//! cannot be answered without waiting goes to the router like all the rest.

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::ConnectInfo;
use axum::http::Request;
use axum::response::Response;
use axum::routing::future::RouteFuture;
use axum::{BoxError, Router};
use tower::Service;

use crate::layers;
use crate::public::PublicSite;

/// Every page, ready to be served. Cheap to clone.
#[derive(Clone)]
pub struct Pages {
    router: Router,
    /// Whose pages behind codes are answered before the router is asked.
    front: Option<PublicSite>,
}

impl Pages {
    /// The routes of a site.
    pub(crate) fn new(router: Router, site: PublicSite) -> Pages {
        Pages { router, front: Some(site) }
    }

    /// The answer to a request that came from here.
    pub(crate) fn answer<B>(&self, mut request: Request<B>, peer: Option<SocketAddr>) -> Answer
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let at_once = self.front.as_ref().and_then(|site| layers::at_once(site, &request, peer));
        at_once.unwrap_or_else(|| {
            if let Some(peer) = peer {
                request.extensions_mut().insert(ConnectInfo(peer));
            }
            // A router is one pointer.
            Answer(Comes::Routed(self.router.clone().call(request.map(Body::new))))
        })
    }
}

/// Routes that are not ours, with nothing before them.
impl From<Router> for Pages {
    fn from(router: Router) -> Pages {
        Pages { router, front: None }
    }
}

impl<B> Service<Request<B>> for Pages
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Answer;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Answer {
        self.answer(request, None)
    }
}

/// An answer, which is there or comes.
pub struct Answer(Comes);

/// How an answer comes.
enum Comes {
    /// It is there; nothing once it was taken.
    AtOnce(Option<Response>),
    /// It is packed on its way.
    Packed(Pin<Box<dyn Future<Output = Response> + Send>>),
    /// From the router.
    Routed(RouteFuture<Infallible>),
}

impl Answer {
    /// One that is there.
    pub(crate) fn at_once(response: Response) -> Answer {
        Answer(Comes::AtOnce(Some(response)))
    }

    /// One that is being packed.
    pub(crate) fn packed(response: impl Future<Output = Response> + Send + 'static) -> Answer {
        Answer(Comes::Packed(Box::pin(response)))
    }
}

impl Future for Answer {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            // Whoever asks again after the answer waits for ever, as with any future that has ended.
            Comes::AtOnce(response) => response.take().map_or(Poll::Pending, |there| Poll::Ready(Ok(there))),
            Comes::Packed(coming) => coming.as_mut().poll(context).map(Ok),
            Comes::Routed(coming) => Pin::new(coming).poll(context),
        }
    }
}
