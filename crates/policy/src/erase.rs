//! What may be erased: words and files that were sealed, by their digest; the entries stay and hold it.

use crate::decide::{Decision, Problem, Refusal, Scene};
use crate::event::Event;
use crate::paper::is_digest;

/// Erases a text or a file.
pub(crate) fn text(scene: &Scene, digest: &str) -> Result<Decision, Refusal> {
    let refused = |code, zh, en| Err(Problem::new(code, zh, en).at("digest").into());
    if !is_digest(digest) {
        return refused("digest", "摘要应为64位小写十六进制", "a digest is 64 lower-case hexadecimal digits");
    }
    // It is no person's, and papers that were issued with it could not be made again.
    let mut pictures = scene.books.scheme.artworks.list.iter();
    if pictures.any(|picture| picture.annulled.is_none() && picture.file == digest) {
        return refused(
            "picture_on_file",
            "这是已发布的品字标官方图样，页面和已签发的证书都要用它；不再使用的，请终止或撤销该图样",
            "it is a picture of the mark that was published, which pages and issued certificates need: end it, or set it aside",
        );
    }
    Ok(Decision::of(Event::TextErased { digest: digest.to_owned() }))
}
