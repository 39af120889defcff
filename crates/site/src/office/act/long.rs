//! Pages that give back what was typed, however long it is.

use askama::Template;
use axum::response::Html;
use tokio::sync::Semaphore;

use crate::problem::Trouble;
use crate::public::{aside, page};

/// The most that was typed that a page gives back beside other answers, in bytes.
const AT_ONCE: usize = 64 * 1024;
/// Whose turn it is to have more put on a page: many signs become several times as many bytes.
static LONG: Semaphore = Semaphore::const_new(1);

/// A page with what was typed. What is long is put on it away from the threads that answer, one page at a time: however many
/// send the longest that a form takes, nobody else waits for them.
///
/// # Errors
/// If the template fails.
pub(in crate::office) async fn shown(
    template: impl Template + Send + 'static,
    typed: usize,
) -> Result<Html<String>, Trouble> {
    if typed <= AT_ONCE {
        return page(&template);
    }
    let turn = LONG.acquire().await;
    let _turn = turn.map_err(|fault| Trouble::Fault(format!("no page has its turn: {fault}")))?;
    aside(move || page(&template)).await
}
