//! Places where a ledger can be read with nothing but public data: a folder laid out like the addresses, or an
//! HTTP address. Every read is bounded, every wait has an end, and nothing read is trusted.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ledger::{SourceError, TileKind, TilePath, TileSource};

use crate::answer::{Exit, Failure};

/// A checkpoint or key is at most this long, in bytes.
const SMALL: u64 = 1 << 20;
/// A full tile has 256 hashes of 32 bytes.
const TILE: u64 = 256 * 32;
/// A full bundle has 256 entries of at most 65,535 bytes behind two bytes of length.
const BUNDLE: u64 = 256 * (65_535 + 2);
/// Longest wait for a connection, and for each answer.
const CONNECT: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(60);

/// A ledger's place.
pub enum Place {
    /// A folder.
    Folder(PathBuf),
    /// An address, without a slash at its end.
    Address(ureq::Agent, String),
}

impl Place {
    /// Finds the ledger: at the place itself, or under `ledger` there.
    ///
    /// # Errors
    /// No ledger there, an address that is not `http://`, or a server that does not answer.
    pub fn find(source: &str) -> Result<(Place, String), Failure> {
        if source.starts_with("https://") {
            return Err(Failure::new(
                Exit::Usage,
                "本程序未内置TLS：请改用http地址，或先用下载工具把账本存为文件夹再校验",
                "this build has no TLS: use an http address, or download the ledger into a folder and verify that",
            ));
        }
        let candidates = match source.strip_prefix("http://") {
            Some(_) => {
                let agent: ureq::Agent = ureq::Agent::config_builder()
                    .timeout_connect(Some(CONNECT))
                    .timeout_per_call(Some(ANSWER))
                    .max_redirects(3)
                    .user_agent(concat!("pzb/", env!("CARGO_PKG_VERSION")))
                    .build()
                    .into();
                let base = source.trim_end_matches('/');
                vec![
                    Place::Address(agent.clone(), format!("{base}/ledger")),
                    Place::Address(agent, base.to_owned()),
                ]
            }
            None => {
                vec![Place::Folder(PathBuf::from(source)), Place::Folder(Path::new(source).join("ledger"))]
            }
        };
        for place in candidates {
            match place.small("checkpoint") {
                Ok(checkpoint) => return Ok((place, checkpoint)),
                Err(SourceError::Missing) => {}
                Err(SourceError::Failed(cause)) => {
                    return Err(Failure::fault(
                        format!("无法读取{source}"),
                        format!("cannot read `{source}`: {cause}"),
                    )
                    .with(serde_json::json!({ "cause": cause.to_string() })));
                }
            }
        }
        Err(Failure::new(
            Exit::NotFound,
            format!("{source}没有账本：该处及其下的ledger都没有checkpoint"),
            format!("there is no ledger at `{source}`: neither there nor under `ledger` is a `checkpoint`"),
        ))
    }

    /// A small text beside the tiles: `checkpoint` or `vkey`.
    ///
    /// # Errors
    /// Not there, not text, or not readable.
    pub fn small(&self, name: &str) -> Result<String, SourceError> {
        let bytes = self.read(name, SMALL)?;
        String::from_utf8(bytes).map_err(|_| SourceError::failed(format!("`{name}` is not text")))
    }

    fn read(&self, path: &str, most: u64) -> Result<Vec<u8>, SourceError> {
        match self {
            Place::Folder(base) => from_file(&base.join(path), most),
            Place::Address(agent, base) => from_address(agent, &format!("{base}/{path}"), most),
        }
    }

    fn resource(&self, path: Result<TilePath, ledger::tile::PathError>) -> Result<Vec<u8>, SourceError> {
        let path = path.map_err(SourceError::failed)?;
        let most = if path.kind() == TileKind::Entries { BUNDLE } else { TILE };
        self.read(&path.to_string(), most)
    }
}

impl TileSource for Place {
    fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<u8>, SourceError> {
        self.resource(TilePath::hashes(level, index, width))
    }

    fn entries(&self, index: u64, width: u16) -> Result<Vec<u8>, SourceError> {
        self.resource(TilePath::entries(index, width))
    }
}

fn from_file(path: &Path, most: u64) -> Result<Vec<u8>, SourceError> {
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Err(SourceError::Missing),
        // A file where a folder should be, as under a full tile whose partial one is asked for.
        Err(fault) if fault.kind() == std::io::ErrorKind::NotADirectory => return Err(SourceError::Missing),
        Err(fault) => return Err(SourceError::failed(fault)),
    };
    if file.metadata().is_ok_and(|meta| meta.is_dir()) {
        return Err(SourceError::Missing);
    }
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(SourceError::failed)?;
    bounded(bytes, most)
}

fn from_address(agent: &ureq::Agent, address: &str, most: u64) -> Result<Vec<u8>, SourceError> {
    let mut response = match agent.get(address).call() {
        Ok(response) => response,
        Err(ureq::Error::StatusCode(404 | 410)) => return Err(SourceError::Missing),
        Err(fault) => return Err(SourceError::failed(fault)),
    };
    let bytes =
        response.body_mut().with_config().limit(most + 1).read_to_vec().map_err(SourceError::failed)?;
    bounded(bytes, most)
}

fn bounded(bytes: Vec<u8>, most: u64) -> Result<Vec<u8>, SourceError> {
    if bytes.len() as u64 > most {
        return Err(SourceError::failed(format!("the answer is longer than {most} bytes")));
    }
    Ok(bytes)
}
