//! The ledger's tiles as the database holds them: full tiles in their table, everything else from the leaf
//! hashes of the entries. One source serves the guard, the proofs, the verifier and the public.

use std::sync::Mutex;

use ledger::{Hash, SourceError, TileSource, root_of};

use crate::sql;
use crate::store::{Tx, Value};

/// Tiles read through a connection.
pub struct DbTiles<'a>(pub Mutex<&'a mut dyn Tx>);

impl<'a> DbTiles<'a> {
    /// Over a connection.
    pub fn over(tx: &'a mut dyn Tx) -> DbTiles<'a> {
        DbTiles(Mutex::new(tx))
    }
}

fn failed(fault: impl ToString) -> SourceError {
    SourceError::failed(fault.to_string())
}

fn full_tile(tx: &mut dyn Tx, level: u8, index: u64) -> Result<Option<Vec<u8>>, SourceError> {
    let lines = tx.query(sql::TILE, &[i64::from(level).into(), index.into()]).map_err(failed)?;
    Ok(lines.into_iter().next().and_then(|line| match line.into_iter().next() {
        Some(Value::Bytes(bytes)) => Some(bytes),
        _ => None,
    }))
}

fn leaves(tx: &mut dyn Tx, first: u64, count: u64) -> Result<Vec<u8>, SourceError> {
    let until = first.saturating_add(count);
    let lines = tx.query(sql::LEAF_RANGE, &[first.into(), until.into()]).map_err(failed)?;
    let mut bytes = Vec::with_capacity(lines.len() * 32);
    for line in lines {
        match line.into_iter().next() {
            Some(Value::Bytes(leaf)) if leaf.len() == 32 => bytes.extend_from_slice(&leaf),
            _ => return Err(failed("a leaf hash is not 32 bytes")),
        }
    }
    Ok(bytes)
}

fn tile_bytes(tx: &mut dyn Tx, level: u8, index: u64, width: u16) -> Result<Vec<u8>, SourceError> {
    let wanted = usize::from(width) * 32;
    if let Some(mut full) = full_tile(tx, level, index)? {
        full.truncate(wanted);
        return if full.len() == wanted { Ok(full) } else { Err(failed("a tile is too short")) };
    }
    let first = index.saturating_mul(256);
    let bytes = if level == 0 {
        leaves(tx, first, u64::from(width))?
    } else {
        let mut bytes = Vec::with_capacity(wanted);
        for child in first..first.saturating_add(u64::from(width)) {
            let Some(full) = full_tile(tx, level - 1, child)? else { return Err(SourceError::Missing) };
            let hashes: Vec<Hash> = full.as_chunks::<32>().0.to_vec();
            bytes.extend_from_slice(&root_of(&hashes));
        }
        bytes
    };
    if bytes.len() == wanted { Ok(bytes) } else { Err(SourceError::Missing) }
}

impl TileSource for DbTiles<'_> {
    fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<u8>, SourceError> {
        let mut tx = self.0.lock().map_err(|_| failed("a reader failed before"))?;
        tile_bytes(&mut **tx, level, index, width)
    }

    fn entries(&self, index: u64, width: u16) -> Result<Vec<u8>, SourceError> {
        let mut tx = self.0.lock().map_err(|_| failed("a reader failed before"))?;
        let first = index.saturating_mul(256);
        let until = first.saturating_add(u64::from(width));
        let lines = tx.query(sql::ENTRY_RANGE, &[first.into(), until.into()]).map_err(failed)?;
        if lines.len() != usize::from(width) {
            return Err(SourceError::Missing);
        }
        let mut bundle = Vec::new();
        for line in lines {
            match line.get(1) {
                Some(Value::Text(body)) => {
                    ledger::tile::append_entry(&mut bundle, body.as_bytes()).map_err(failed)?;
                }
                _ => return Err(failed("an entry has no body")),
            }
        }
        Ok(bundle)
    }
}
