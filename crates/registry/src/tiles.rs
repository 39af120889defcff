//! The ledger's tiles as the database holds them: full tiles in their table, everything else from the leaf
//! hashes of the entries. One source serves the guard, the proofs, the verifier and the public.

use std::cell::RefCell;

use ledger::tile::FULL;
use ledger::{Edge, Hash, SourceError, TileSource, leaf_hash, root_of};

use crate::fault::Fault;
use crate::sql;
use crate::store::{Columns, Tx, Value};

/// Tiles read through a connection, the partial ones from memory where the right edge is at hand.
pub struct DbTiles<'a> {
    tx: RefCell<&'a mut dyn Tx>,
    edge: Option<&'a Edge>,
}

impl<'a> DbTiles<'a> {
    /// Over a connection.
    pub fn over(tx: &'a mut dyn Tx) -> DbTiles<'a> {
        DbTiles { tx: RefCell::new(tx), edge: None }
    }

    /// Over a connection, with the right edge from memory.
    pub fn with_edge(tx: &'a mut dyn Tx, edge: &'a Edge) -> DbTiles<'a> {
        DbTiles { tx: RefCell::new(tx), edge: Some(edge) }
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
        if let Some(hashes) = self.edge.and_then(|edge| edge.tile(level, index, width)) {
            return Ok(hashes.concat());
        }
        tile_bytes(&mut **self.tx.borrow_mut(), level, index, width)
    }

    fn entries(&self, index: u64, width: u16) -> Result<Vec<u8>, SourceError> {
        let first = index.saturating_mul(256);
        let until = first.saturating_add(u64::from(width));
        let found = self.tx.borrow_mut().query(sql::BODY_RANGE, &[first.into(), until.into()]);
        let lines = found.map_err(failed)?;
        if lines.len() != usize::from(width) {
            return Err(SourceError::Missing);
        }
        let mut bundle = Vec::new();
        for line in lines {
            match line.first() {
                Some(Value::Text(body)) => {
                    ledger::tile::append_entry(&mut bundle, body.as_bytes()).map_err(failed)?;
                }
                _ => return Err(failed("an entry has no body")),
            }
        }
        Ok(bundle)
    }
}

/// The right edge of the stored tree. The entries of the last partial tile are hashed again and compared, and
/// nothing may stand behind them: what a crash or a changed end would leave is found here, without looking at
/// everything.
pub fn edge(tx: &mut dyn Tx, size: u64) -> Result<Edge, Fault> {
    let first = size / u64::from(FULL) * u64::from(FULL);
    let lines = tx.query(sql::ENTRY_RANGE, &[first.into(), i64::MAX.into()])?;
    let found = first.saturating_add(lines.len() as u64);
    if found != size {
        return Err(Fault::Altered(format!("the head says {size} entries, but there are {found}")));
    }
    for line in lines {
        let mut columns = Columns::of(line);
        let (position, body, leaf) = (columns.position(), columns.text(), columns.bytes());
        if leaf_hash(body.as_bytes()).as_slice() != leaf {
            return Err(Fault::Altered(format!("entry {position} is not the one that was hashed")));
        }
    }
    Edge::load(&DbTiles::over(tx), size).map_err(|cause| Fault::Altered(cause.to_string()))
}
