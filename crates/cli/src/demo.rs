//! The tenant that is built into the program.

mod files;

use tenet_base::Entry;
use tenet_base::world::Kind;

use files::FILES;

/// What a user writes for it.
const NAME: &str = "demo";

/// Whether a path leads into the demo tenant. A folder of that name is reached as `./demo`.
pub(crate) fn is_demo(path: &str) -> bool {
    path == NAME || path.starts_with("demo/")
}

/// Whether it is a file or a folder.
pub(crate) fn kind(path: &str) -> Option<Kind> {
    if path == NAME {
        return Some(Kind::Folder);
    }
    file(path).map(|_| Kind::File)
}

/// All its files.
pub(crate) fn list() -> Vec<Entry> {
    FILES
        .iter()
        .map(|(path, bytes)| Entry {
            path: (*path).to_owned(),
            size: bytes.len() as u64,
        })
        .collect()
}

/// The bytes of one of its files.
pub(crate) fn file(path: &str) -> Option<&'static [u8]> {
    let inner = path.strip_prefix("demo/")?;
    FILES
        .iter()
        .find(|(name, _)| *name == inner)
        .map(|(_, bytes)| *bytes)
}
