//! Whose request it is when a proxy stands between: the one place that reads `X-Forwarded-For`. The header is
//! believed only as far as proxies wrote it that the operator named; anybody can send one.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use axum::http::HeaderMap;
use ipnet::IpNet;
use serde::{Serialize, Serializer};

/// The header that proxies write.
const HEADER: &str = "x-forwarded-for";

/// Why a text names no proxy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProxyFault {
    /// Neither an address nor a network.
    #[error("`{0}` is neither an IP address nor a network such as 10.0.0.0/8")]
    Unreadable(String),
    /// A network with bits set beyond its length: one of the two is a mistake.
    #[error("`{given}` has bits beyond its length: write `{network}` for the network, or the address alone")]
    BitsBeyond {
        /// What was written.
        given: String,
        /// The network of that length.
        network: String,
    },
    /// Every address there is: then anybody could say where a request comes from.
    #[error("`{0}` trusts everybody: name the proxies")]
    Everybody(String),
}

/// The proxies whose word is taken on where a request comes from; none unless the operator names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies(Vec<IpNet>);

impl Proxies {
    /// Reads addresses and CIDR networks.
    ///
    /// # Errors
    /// The first that is neither, has bits beyond its length, or is every address.
    pub fn parse<'a>(written: impl IntoIterator<Item = &'a str>) -> Result<Proxies, ProxyFault> {
        written.into_iter().map(network).collect::<Result<_, _>>().map(Proxies)
    }

    /// The client of a request: the peer, or, where that is a trusted proxy, the right-most address of
    /// `X-Forwarded-For` that is none. A header that is missing, cannot be read or names proxies only leaves the
    /// peer.
    #[must_use]
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.trusts(peer) {
            return peer;
        }
        // Several lines of the header are one list, in their order.
        for line in headers.get_all(HEADER).iter().rev() {
            let Ok(line) = line.to_str() else { return peer };
            for hop in line.rsplit(',') {
                match address(hop.trim()) {
                    Some(address) if self.trusts(address) => {}
                    Some(address) => return address,
                    None => return peer,
                }
            }
        }
        peer
    }

    pub(crate) fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }
}

/// `-` where there are none.
impl fmt::Display for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.0.iter().map(IpNet::to_string).collect();
        f.write_str(if names.is_empty() { "-" } else { "" })?;
        f.write_str(&names.join(", "))
    }
}

impl Serialize for Proxies {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(IpNet::to_string))
    }
}

fn network(written: &str) -> Result<IpNet, ProxyFault> {
    let written = written.trim();
    if let Ok(address) = IpAddr::from_str(written) {
        return Ok(IpNet::from(address.to_canonical()));
    }
    let given: IpNet = written.parse().map_err(|_| ProxyFault::Unreadable(written.to_owned()))?;
    if given.prefix_len() == 0 {
        return Err(ProxyFault::Everybody(written.to_owned()));
    }
    let network = given.trunc();
    if network.addr() == given.addr() {
        Ok(network)
    } else {
        Err(ProxyFault::BitsBeyond { given: written.to_owned(), network: network.to_string() })
    }
}

/// An address as proxies write it: bare, or with a port, IPv6 then in brackets.
fn address(hop: &str) -> Option<IpAddr> {
    let bare = || hop.parse::<IpAddr>().ok();
    let with_port = || hop.parse::<std::net::SocketAddr>().ok().map(|both| both.ip());
    let bracketed = || hop.strip_prefix('[')?.strip_suffix(']')?.parse::<IpAddr>().ok();
    bare().or_else(with_port).or_else(bracketed).map(|address| address.to_canonical())
}
