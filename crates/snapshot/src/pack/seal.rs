//! The seal of a packed snapshot: the last bytes of the file.

use tenet_base::{Diagnostic, Source};

use crate::diagnose;

/// The version of the format. A change to what stands where makes it another.
pub(super) const FORMAT: u32 = 1;
/// What a seal begins with.
const MARK: &str = "tenet-snapshot ";
/// How many bytes a seal has: the mark, four digits, a blank, the digest.
const SIZE: usize = MARK.len() + 5 + DIGEST;
/// How many bytes a digest has: `blake3:` and 64 digits.
const DIGEST: usize = 71;
/// How much is read at a time.
const STRIDE: usize = 1 << 20;

/// A seal that waits for its digest; the comment of an archive.
pub(super) fn blank() -> String {
    format!("{MARK}{FORMAT:04} {}", "0".repeat(DIGEST))
}

/// Puts the digest of all bytes before it into the seal at the end.
pub(super) fn close(bytes: &mut [u8]) {
    let Some((body, seal)) = bytes.split_at_mut_checked(bytes.len().saturating_sub(SIZE)) else {
        return;
    };
    let text = written(FORMAT, &blake3::hash(body));
    if seal.len() == text.len() {
        seal.copy_from_slice(text.as_bytes());
    }
}

/// Checks the seal of a file.
pub(super) fn check(name: &str, source: &dyn Source) -> Result<(), Box<Diagnostic>> {
    let damaged = |why: &str| Box::new(diagnose::damaged_pack(name, why));
    let unread = |error: tenet_base::world::WorldError| damaged(&error.to_string());
    let body = source.size().checked_sub(SIZE as u64);
    let body = body.ok_or_else(|| damaged("it is cut off"))?;
    let mut seal = [0; SIZE];
    let count = source.read_at(body, &mut seal).map_err(unread)?;
    let seal = seal
        .get(..count)
        .and_then(|seal| std::str::from_utf8(seal).ok());
    let version = seal.and_then(version);
    let version = version.ok_or_else(|| damaged("it does not end with a seal"))?;
    if version != FORMAT {
        let other = diagnose::other_pack_version(name, version, FORMAT);
        return Err(Box::new(other));
    }
    let digest = digest(source, body).map_err(unread)?;
    if seal == Some(written(FORMAT, &digest).as_str()) {
        Ok(())
    } else {
        Err(damaged("its digest is not that of its bytes"))
    }
}

fn written(version: u32, digest: &blake3::Hash) -> String {
    format!("{MARK}{version:04} blake3:{}", digest.to_hex())
}

fn version(seal: &str) -> Option<u32> {
    let digits = seal.strip_prefix(MARK)?.split(' ').next()?;
    digits.parse().ok()
}

/// The digest of the first bytes of a file.
fn digest(source: &dyn Source, size: u64) -> Result<blake3::Hash, tenet_base::world::WorldError> {
    let mut hasher = blake3::Hasher::new();
    let mut room = vec![0; STRIDE];
    let mut at = 0;
    while at < size {
        let want = usize::try_from(size - at).map_or(STRIDE, |left| left.min(STRIDE));
        let room = room.get_mut(..want).unwrap_or_default();
        let count = source.read_at(at, room)?;
        if count == 0 {
            break;
        }
        hasher.update(room.get(..count).unwrap_or_default());
        at += count as u64;
    }
    Ok(hasher.finalize())
}
