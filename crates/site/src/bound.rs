//! A bound on how often one address, or one person, may ask for what is expensive: a bucket of tokens for each, filled
//! by the second. Kept in memory: it protects this process and no more.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::Mutex;

/// How many addresses or persons are remembered; when full, the ones whose bucket is full again are forgotten, and if
/// none is, all are.
const ADDRESSES: usize = 20_000;

/// A bucket size and how many tokens a minute fill it.
#[derive(Debug)]
pub(crate) struct Bound<K = IpAddr> {
    burst: u32,
    per_minute: u32,
    buckets: Mutex<HashMap<K, (u64, i64)>>,
}

impl<K: Eq + Hash> Bound<K> {
    /// A bound of `burst` requests at once and `per_minute` in the long run.
    pub(crate) fn new(burst: u32, per_minute: u32) -> Bound<K> {
        Bound { burst, per_minute, buckets: Mutex::new(HashMap::new()) }
    }

    /// Takes a token for an address (its [`network`]) or a person.
    ///
    /// # Errors
    /// The seconds to wait, if there is none.
    pub(crate) fn take(&self, key: K, now_seconds: i64) -> Result<(), u64> {
        let full = u64::from(self.burst) * 60;
        let rate = u64::from(self.per_minute);
        let mut buckets = self.buckets.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if buckets.len() >= ADDRESSES {
            let filled = |left: u64, since: i64| left + rate * elapsed(since, now_seconds) >= full;
            buckets.retain(|_, (left, since)| !filled(*left, *since));
            if buckets.len() >= ADDRESSES {
                buckets.clear();
            }
        }
        // Counted in sixtieths of a token, so that a whole number fills up each second.
        let (left, since) = buckets.entry(key).or_insert((full, now_seconds));
        *left = (*left + rate * elapsed(*since, now_seconds)).min(full);
        *since = now_seconds;
        if *left < 60 {
            return Err((60 - *left).div_ceil(rate.max(1)).max(1));
        }
        *left -= 60;
        Ok(())
    }
}

fn elapsed(since: i64, now: i64) -> u64 {
    u64::try_from(now.saturating_sub(since)).unwrap_or(0)
}

/// A household has one IPv4 address but a whole /64 of IPv6.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => match six.to_ipv4_mapped() {
            Some(four) => IpAddr::V4(four),
            None => IpAddr::V6(std::net::Ipv6Addr::from_bits(six.to_bits() & !u128::from(u64::MAX))),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_fills() {
        let bound = Bound::new(2, 6);
        let one = IpAddr::from([192, 0, 2, 1]);
        assert_eq!(bound.take(one, 0), Ok(()));
        assert_eq!(bound.take(one, 0), Ok(()));
        assert_eq!(bound.take(one, 0), Err(10));
        assert_eq!(bound.take(one, 9), Err(1));
        assert_eq!(bound.take(one, 10), Ok(()));
        assert_eq!(
            bound.take(IpAddr::from([192, 0, 2, 2]), 10),
            Ok(()),
            "another address has its own bucket"
        );
    }

    #[test]
    fn a_household_is_one_address() {
        let bound = Bound::new(1, 1);
        assert_eq!(bound.take(network("2001:db8::1".parse().unwrap()), 0), Ok(()));
        assert!(bound.take(network("2001:db8::2".parse().unwrap()), 0).is_err());
        assert_eq!(bound.take(network("2001:db8:0:1::1".parse().unwrap()), 0), Ok(()));
        assert_eq!(bound.take(network("::ffff:192.0.2.7".parse().unwrap()), 0), Ok(()));
        assert!(bound.take(network("192.0.2.7".parse().unwrap()), 0).is_err());
    }
}
