//! Whose request it is behind a proxy: the table of chains, and that one attacker behind a trusted proxy does not
//! throttle everybody else.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use site::{Proxies, ProxyFault};

use crate::client::{Asked, Client};

fn client(trusted: &[&str], peer: &str, lines: &[&str]) -> String {
    let proxies = Proxies::parse(trusted.iter().copied()).expect("proxies");
    let mut headers = HeaderMap::new();
    for line in lines {
        let value = HeaderValue::from_bytes(line.as_bytes()).expect("a value");
        headers.append(HeaderName::from_static("x-forwarded-for"), value);
    }
    proxies.client(peer.parse::<IpAddr>().expect("an address"), &headers).to_string()
}

#[test]
fn the_client_is_the_rightmost_who_is_no_proxy() {
    let inside: &[&str] = &["10.0.0.0/8", "127.0.0.1", "2001:db8:ffff::/48"];
    let table: &[(&[&str], &str, &[&str], &str)] = &[
        // Nobody is trusted unless named.
        (&[], "10.0.0.1", &["203.0.113.9"], "10.0.0.1"),
        // From a stranger the header is nothing.
        (inside, "198.51.100.7", &["203.0.113.9"], "198.51.100.7"),
        (inside, "198.51.100.7", &["10.0.0.1"], "198.51.100.7"),
        // One proxy, and a client who claims to be somebody else.
        (inside, "127.0.0.1", &["203.0.113.9"], "203.0.113.9"),
        (inside, "127.0.0.1", &["192.0.2.1, 203.0.113.9"], "203.0.113.9"),
        // A chain of proxies, in one line and in several.
        (inside, "127.0.0.1", &["192.0.2.1, 203.0.113.9, 10.1.2.3,10.0.0.2"], "203.0.113.9"),
        (inside, "127.0.0.1", &["192.0.2.1", "203.0.113.9", "10.1.2.3"], "203.0.113.9"),
        // IPv6, bare, bracketed, with a port, and IPv4 inside it.
        (inside, "2001:db8:ffff::1", &["2001:db8:1::7"], "2001:db8:1::7"),
        (inside, "127.0.0.1", &["[2001:db8:1::7]:4711, 2001:db8:ffff:1::9"], "2001:db8:1::7"),
        (inside, "127.0.0.1", &["[2001:db8:1::7]"], "2001:db8:1::7"),
        (inside, "::ffff:127.0.0.1", &["::ffff:203.0.113.9"], "203.0.113.9"),
        (inside, "::ffff:127.0.0.1", &["203.0.113.9:443, ::ffff:10.0.0.3"], "203.0.113.9"),
        (inside, "2001:db8:fffe::1", &["203.0.113.9"], "2001:db8:fffe::1"),
        // What cannot be read, or names proxies only, leaves the peer.
        (inside, "127.0.0.1", &[], "127.0.0.1"),
        (inside, "127.0.0.1", &[""], "127.0.0.1"),
        (inside, "127.0.0.1", &["unknown"], "127.0.0.1"),
        (inside, "127.0.0.1", &["203.0.113.9, _hidden"], "127.0.0.1"),
        (inside, "127.0.0.1", &["203.0.113.9, "], "127.0.0.1"),
        (inside, "127.0.0.1", &["203.0.113.999"], "127.0.0.1"),
        (inside, "127.0.0.1", &["名"], "127.0.0.1"),
        (inside, "127.0.0.1", &["10.0.0.9"], "127.0.0.1"),
        // What stands to the left of the client is the client's own word.
        (inside, "127.0.0.1", &["nonsense, 203.0.113.9"], "203.0.113.9"),
    ];
    for (trusted, peer, lines, expected) in table {
        assert_eq!(client(trusted, peer, lines), *expected, "{peer} {lines:?}");
    }
}

#[test]
fn what_names_no_proxy_is_told() {
    let unreadable = |text: &str| ProxyFault::Unreadable(text.to_owned());
    for text in ["localhost", "10.0.0.0/33", "10.0.0", "", "10.0.0.1:80", "::/129"] {
        assert_eq!(Proxies::parse([text]), Err(unreadable(text)), "{text}");
    }
    let beyond = ProxyFault::BitsBeyond { given: "10.0.0.1/8".to_owned(), network: "10.0.0.0/8".to_owned() };
    assert_eq!(Proxies::parse(["127.0.0.1", "10.0.0.1/8"]), Err(beyond));
    for text in ["0.0.0.0/0", "::/0"] {
        assert_eq!(Proxies::parse([text]), Err(ProxyFault::Everybody(text.to_owned())), "{text}");
    }
}

fn from(peer: &str, forwarded: &str) -> Asked {
    let mut asked = Asked::get("/search?q=x");
    asked.from = Some(SocketAddr::new(peer.parse().expect("an address"), 4711));
    asked.headers.push(("x-forwarded-for".to_owned(), forwarded.to_owned()));
    asked
}

#[tokio::test]
async fn behind_a_proxy_each_client_has_its_own_bound() {
    let client = Client::behind("127.0.0.1");
    let mut last = 200;
    for _ in 0..=120 {
        last = client.send(&from("127.0.0.1", "203.0.113.9")).await.status.as_u16();
    }
    assert_eq!(last, 429);
    let other = client.send(&from("127.0.0.1", "203.0.113.9, 203.0.113.10")).await;
    assert_eq!(other.status.as_u16(), 200, "another client of the same proxy");
    assert_eq!(client.send(&from("127.0.0.1", "192.0.2.1, 203.0.113.9")).await.status.as_u16(), 429);
    // A stranger gets no new bucket by saying who it is.
    for _ in 0..=120 {
        last = client.send(&from("198.51.100.7", "192.0.2.77")).await.status.as_u16();
    }
    assert_eq!(last, 429);
    assert_eq!(client.send(&from("198.51.100.7", "192.0.2.78")).await.status.as_u16(), 429);
}
