//! Addresses of the internet protocol, and ranges of them.

use std::net::IpAddr;

/// A range: `10.0.0.0/8`, `2001:db8::/32`, or a single address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    first: IpAddr,
    length: u32,
}

/// Reads an address. One of version 4 that is written as version 6
/// (`::ffff:10.0.0.1`) is the same address.
pub(crate) fn address(text: &str) -> Option<IpAddr> {
    let address: IpAddr = text.trim().parse().ok()?;
    Some(address.to_canonical())
}

impl Range {
    /// Reads a range.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let Some((first, length)) = text.trim().split_once('/') else {
            let first = address(text)?;
            let length = bits(first);
            return Some(Self { first, length });
        };
        // Its length counts the bits as written, so the address is read as written.
        let first: IpAddr = first.parse().ok()?;
        let digits = length.bytes().all(|byte| byte.is_ascii_digit());
        let length: u32 = length.parse().ok().filter(|_| digits)?;
        (length <= bits(first)).then_some(Self { first, length })
    }

    /// Whether an address is in it. One of the other version is not.
    pub(crate) fn holds(self, address: IpAddr) -> bool {
        match (self.first, address) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                let differs = first.to_bits() ^ address.to_bits();
                differs.checked_shr(32 - self.length).unwrap_or(0) == 0
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => {
                let differs = first.to_bits() ^ address.to_bits();
                differs.checked_shr(128 - self.length).unwrap_or(0) == 0
            }
            // A range of addresses of version 4 may be written as version 6.
            (IpAddr::V6(first), IpAddr::V4(address)) => {
                let differs = first.to_bits() ^ address.to_ipv6_mapped().to_bits();
                differs.checked_shr(128 - self.length).unwrap_or(0) == 0
            }
            (IpAddr::V4(_), IpAddr::V6(_)) => false,
        }
    }
}

const fn bits(address: IpAddr) -> u32 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

#[cfg(test)]
mod tests {
    use super::{Range, address};

    fn holds(range: &str, text: &str) -> bool {
        Range::parse(range).unwrap().holds(address(text).unwrap())
    }

    #[test]
    fn ranges_hold_what_begins_alike() {
        assert!(holds("10.0.0.0/8", "10.255.0.1"));
        assert!(!holds("10.0.0.0/8", "11.0.0.1"));
        assert!(holds("10.9.9.9/8", "10.0.0.1"));
        assert!(holds("0.0.0.0/0", "203.0.113.7"));
        assert!(holds("203.0.113.7", "203.0.113.7"));
        assert!(!holds("203.0.113.7/32", "203.0.113.8"));
        assert!(holds("2001:db8::/32", "2001:0DB8:1::1"));
        assert!(!holds("2001:db8::/32", "2001:db9::1"));
        assert!(holds("::/0", "2001:db8::1"));
    }

    #[test]
    fn versions_are_apart_but_for_addresses_that_are_mapped() {
        assert!(!holds("0.0.0.0/0", "2001:db8::1"));
        assert!(holds("10.0.0.0/8", "::ffff:10.0.0.1"));
        assert!(holds("::ffff:10.0.0.0/104", "10.0.0.1"));
        assert!(!holds("2001:db8::/32", "10.0.0.1"));
    }

    #[test]
    fn junk_is_no_address_and_no_range() {
        for text in [
            "",
            "10.0.0",
            "10.0.0.256",
            "010.0.0.1",
            "10.0.0.1:443",
            "fe80::1%eth0",
            "a",
        ] {
            assert_eq!(address(text), None, "{text}");
        }
        for text in [
            "",
            "/",
            "10.0.0.0/33",
            "10.0.0.0/-1",
            "10.0.0.0/+8",
            "::/129",
            "10.0.0.0/8/8",
        ] {
            assert_eq!(Range::parse(text), None, "{text}");
        }
    }
}
