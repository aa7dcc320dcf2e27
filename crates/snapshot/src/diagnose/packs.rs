//! What is told about packed snapshots.

use tenet_base::Diagnostic;
use tenet_base::code::data;

/// A packed snapshot that is cut off, or whose bytes were changed.
pub(crate) fn damaged_pack(name: &str, why: &str) -> Diagnostic {
    Diagnostic::run(
        &data::DAMAGED_PACK,
        format!("the packed snapshot `{name}` is damaged: {why}"),
    )
    .help("copy it again, or pack the exports again with `tenet snapshot pack`")
}

/// A packed snapshot that a version wrote which keeps it otherwise.
pub(crate) fn other_pack_version(name: &str, found: u32, known: u32) -> Diagnostic {
    Diagnostic::run(
        &data::OTHER_PACK_VERSION,
        format!(
            "the packed snapshot `{name}` has format {found}, and this version reads format {known}"
        ),
    )
    .help("unpack it with `unzip`, and pack the folders in `roots` again")
}

/// A snapshot that a file cannot hold as it is.
pub(crate) fn not_packed(name: &str, why: &str) -> Diagnostic {
    Diagnostic::run(
        &data::NOT_PACKED,
        format!("the snapshot `{name}` cannot be packed: {why}"),
    )
    .help("mend that, and pack it again")
}
