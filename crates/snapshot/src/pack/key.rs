//! What tables were loaded for, as a digest: two loads with one key give the same.

use std::fmt::Write as _;

use tenet_hir::Projection;

use super::given::Given;
use crate::{Digest, Options};

/// How this version makes tables of files. Another way is another number, and
/// tables that were packed before are not used any more: their files are read.
const LOADER: u32 = 4;

/// The key of a load of a packed snapshot.
pub(super) fn of(given: &Given, options: &Options<'_>, projection: &Projection) -> String {
    let mut digest = Digest::new();
    let version = format!("{} {LOADER}", env!("CARGO_PKG_VERSION"));
    digest.add("version", version.as_bytes());
    let mut text = String::new();
    for (root, kind) in given.roots.iter().zip(given.kinds()) {
        let _ignored = writeln!(text, "{:?} {kind:?} {:?}", root.name, root.told);
    }
    digest.add("roots", text.as_bytes());
    let told = format!("{:?} {:?}", given.complete(options), given.layouts(options));
    digest.add("told", told.as_bytes());
    for kind in &projection.kinds {
        digest.add("kind", kind.as_bytes());
    }
    for collection in &projection.collections {
        digest.add("collection", format!("{collection:?}").as_bytes());
    }
    digest.finish()
}
