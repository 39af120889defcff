//! Where tiles come from. A folder, a web address, a database and a writer's memory all answer the same two
//! questions; proofs, the fork guard and the verifier are written against this trait alone.
use std::error::Error;

/// Why a tile could not be had.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The source has no such tile.
    #[error("not found")]
    Missing,
    /// The source itself failed: disk, database, network.
    #[error(transparent)]
    Failed(Box<dyn Error + Send + Sync>),
}

impl SourceError {
    /// Wraps a failure of the source.
    pub fn failed(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Failed(cause.into())
    }
}

/// A place that holds the tiles and entry bundles of one log. Answers are the raw bytes of the resource; nothing
/// about them is trusted before it is checked. Callers ask only for tiles that the tree size they work with has.
pub trait TileSource {
    /// The hashes of one tile, 32 bytes each, `width` (1 to 256) of them.
    ///
    /// # Errors
    /// [`SourceError::Missing`] when there is no such tile; then a partial tile is looked for in the full one.
    fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<u8>, SourceError>;

    /// The bundle of `width` (1 to 256) entries, each behind its 16-bit length.
    ///
    /// # Errors
    /// [`SourceError::Missing`] when there is no such bundle; then a partial one is looked for in the full one.
    fn entries(&self, index: u64, width: u16) -> Result<Vec<u8>, SourceError>;
}
