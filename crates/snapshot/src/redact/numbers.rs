//! Pseudonyms of digits, as long as the digits: no two become the same.

use super::Key;

/// Longer ones have the pseudonym of a word.
const LONGEST: usize = 18;
/// Shorter ones stay: a floor, a ring, a page.
const SHORTEST: usize = 3;
const ROUNDS: u32 = 10;

/// What stands for a text of digits; none if it is too long.
///
/// A Feistel network over the two halves of the digits, so that it is a
/// permutation of the texts of that length.
pub(super) fn pseudonym(key: &Key, digits: &str) -> Option<String> {
    let length = digits.len();
    if length < SHORTEST {
        return Some(digits.to_owned());
    }
    if length > LONGEST {
        return None;
    }
    let half = length / 2;
    let (left, right) = digits.split_at_checked(half)?;
    let (mut left, mut right) = (left.parse::<u64>().ok()?, right.parse::<u64>().ok()?);
    let (mut here, mut there) = (half, length - half);
    for round in 0..ROUNDS {
        let size = 10_u64.checked_pow(here as u32)?;
        let kind = format!("digits {length} {round}");
        let mixed = key.number(&kind, &right.to_string()) % size;
        let next = (left + mixed) % size;
        (left, right) = (right, next);
        (here, there) = (there, here);
    }
    Some(format!("{left:0here$}{right:0there$}"))
}
