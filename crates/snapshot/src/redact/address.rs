//! Network addresses. What lies in the same network still does: a pseudonym
//! shares as many leading bits with another as the addresses do.

use std::fmt::Write as _;
use std::net::IpAddr;

use super::Key;

/// What stands for an address or a range of addresses; none if the text is neither.
pub(super) fn network(key: &Key, text: &str) -> Option<String> {
    let (address, length) = match text.split_once('/') {
        None => (text, None),
        Some((address, length)) => (address, Some(length.parse::<u32>().ok()?)),
    };
    let (open, inner, close) = brackets(address);
    let parsed: IpAddr = inner.parse().ok()?;
    let made = pseudonym(key, parsed, length);
    let mut out = format!("{open}{made}{close}");
    if let Some(length) = length {
        write!(out, "/{length}").ok()?;
    }
    Some(out)
}

/// `[::1]`, and `[::1]:443` is none.
fn brackets(text: &str) -> (&str, &str, &str) {
    match text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        Some(inner) => ("[", inner, "]"),
        None => ("", text, ""),
    }
}

/// An address; of a range its first, with nothing behind the range's length.
fn pseudonym(key: &Key, address: IpAddr, length: Option<u32>) -> IpAddr {
    match address {
        IpAddr::V4(four) if four.is_unspecified() || four.is_loopback() => address,
        IpAddr::V6(six) if six.is_unspecified() || six.is_loopback() => address,
        IpAddr::V4(four) => {
            let bits = mix(key, "v4", u128::from(four.to_bits()) << 96, 32);
            let bits = masked(bits, length.unwrap_or(32));
            IpAddr::V4(((bits >> 96) as u32).into())
        }
        IpAddr::V6(six) => {
            let bits = masked(mix(key, "v6", six.to_bits(), 128), length.unwrap_or(128));
            IpAddr::V6(bits.into())
        }
    }
}

/// Turns each of the leading bits by what stands before it.
fn mix(key: &Key, kind: &str, bits: u128, count: u32) -> u128 {
    let mut made = bits;
    for at in 0..count {
        let before = masked(bits, at);
        let turn = key.number(kind, &format!("{at} {before:x}")) & 1;
        made ^= u128::from(turn) << (127 - at);
    }
    made
}

fn masked(bits: u128, count: u32) -> u128 {
    match 128_u32.checked_sub(count) {
        Some(128) => 0,
        Some(rest) => bits >> rest << rest,
        None => bits,
    }
}

/// What stands for the address of a network card, six pairs of digits.
pub(super) fn card(key: &Key, text: &str) -> Option<String> {
    let between = text.chars().find(|letter| matches!(letter, ':' | '-'))?;
    let pairs: Vec<&str> = text.split(between).collect();
    let pair = |text: &&str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if pairs.len() != 6 || !pairs.iter().all(pair) {
        return None;
    }
    let digits = pairs.concat().to_ascii_lowercase();
    let made = key.hash("card", &digits);
    let pairs: Vec<String> = made
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let made = pairs.join(&between.to_string());
    let capitals = text.bytes().any(|byte| byte.is_ascii_uppercase());
    Some(if capitals {
        made.to_ascii_uppercase()
    } else {
        made
    })
}
