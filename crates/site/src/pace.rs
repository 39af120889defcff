//! How slowly a body may come. A sender has some time to begin with, and each byte that arrives earns a little more, so
//! that a form is there soon and a large file has as long as a slow line takes. Whoever trickles loses the place.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::BoxError;
use axum::body::{Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// The least that a sender may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The longest that a body of no length may take.
    pub patience: Duration,
    /// Bytes for each further second.
    pub least_rate: u32,
}

impl Default for Pace {
    /// 10 s, and 16 KiB in each second after them: a line of 128 kbit/s is fast enough for a file.
    fn default() -> Pace {
        Pace { patience: Duration::from_secs(10), least_rate: 16 * 1024 }
    }
}

impl Pace {
    /// What so many bytes earn.
    fn earned(self, bytes: usize) -> Duration {
        Duration::from_secs(bytes as u64) / self.least_rate.max(1)
    }
}

/// What is known of a body on its way.
#[derive(Debug, Default)]
pub(crate) struct Coming {
    bytes: AtomicU64,
    is_late: AtomicBool,
}

impl Coming {
    /// How many bytes have come.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Whether it was given up.
    pub(crate) fn is_late(&self) -> bool {
        self.is_late.load(Ordering::Relaxed)
    }
}

/// A body that is given up when it comes too slowly.
pub(crate) struct Paced<B> {
    body: B,
    pace: Pace,
    /// When it is given up; set when it is first waited for.
    alarm: Option<Pin<Box<Sleep>>>,
    /// How long it may take, until then.
    allowed: Duration,
    coming: Arc<Coming>,
}

impl<B> Paced<B> {
    /// Over a body, and what is known of it on its way.
    pub(crate) fn new(body: B, pace: Pace) -> (Paced<B>, Arc<Coming>) {
        let coming = Arc::new(Coming::default());
        let paced = Paced { body, pace, alarm: None, allowed: pace.patience, coming: Arc::clone(&coming) };
        (paced, coming)
    }

    fn earn(&mut self, bytes: usize) {
        self.coming.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        let more = self.pace.earned(bytes);
        match &mut self.alarm {
            Some(alarm) => {
                let until = alarm.deadline() + more;
                alarm.as_mut().reset(until);
            }
            None => self.allowed += more,
        }
    }
}

impl<B> HttpBody for Paced<B>
where
    B: HttpBody<Data = Bytes> + Unpin,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(context) {
            let data = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref()).map_or(0, Bytes::len);
            this.earn(data);
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let allowed = this.allowed;
        let alarm = this.alarm.get_or_insert_with(|| Box::pin(sleep(allowed)));
        ready!(alarm.as_mut().poll(context));
        this.coming.is_late.store(true, Ordering::Relaxed);
        Poll::Ready(Some(Err("the body came too slowly".into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
