//! Fingerprints: the same for the same finding, in every run and on every machine.

/// A hash of parts in order: FNV-1a of 128 bits.
///
/// It tells findings apart and hides nothing: nobody gains by making two alike.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fingerprint(u128);

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

impl Fingerprint {
    /// A fingerprint of nothing yet.
    pub(crate) fn new() -> Self {
        Self(OFFSET)
    }

    /// Adds a part. Its length counts too, so that parts do not run together.
    #[must_use]
    pub(crate) fn part(self, part: &str) -> Self {
        let length = (part.len() as u64).to_le_bytes();
        let bytes = length.iter().chain(part.as_bytes());
        Self(bytes.fold(self.0, |hash, byte| {
            (hash ^ u128::from(*byte)).wrapping_mul(PRIME)
        }))
    }

    /// As 32 hexadecimal digits.
    pub(crate) fn finish(self) -> String {
        format!("{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(parts: &[&str]) -> String {
        let all = parts
            .iter()
            .fold(Fingerprint::new(), |hash, part| hash.part(part));
        all.finish()
    }

    #[test]
    fn it_never_changes_between_versions() {
        assert_eq!(of(&[]), "6c62272e07bb014262b821756295c58d");
        assert_eq!(of(&["pack", "SVC-1"]), of(&["pack", "SVC-1"]));
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["a", ""]), of(&["a"]));
    }
}
