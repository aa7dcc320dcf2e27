//! What is told about the layouts of exports.

use tenet_base::code::data;
use tenet_base::{DataLocation, Diagnostic};

use super::plural;

/// A root that no known tool wrote, and the tool whose exports it looks most like.
pub(crate) fn unknown_layout(name: &str, tool: (&str, &str), folders: &[&str]) -> Diagnostic {
    let (tool, flag) = tool;
    let quoted: Vec<String> = folders.iter().map(|folder| format!("`{folder}`")).collect();
    let word = if folders.len() == 1 {
        "folder"
    } else {
        "folders"
    };
    Diagnostic::run(
        &data::UNKNOWN_LAYOUT,
        format!(
            "no known tool wrote `{name}`: it looks most like an export of {tool}, by its {word} {}",
            quoted.join(", ")
        ),
    )
    .help(format!("if it is one, say so with `--layout {flag}`"))
}

/// Files that say nothing of the tenant as it is.
pub(crate) fn no_state(place: DataLocation, why: &str, count: u64) -> Diagnostic {
    let files = plural(count, "file is", "files are");
    Diagnostic::data(
        &data::NO_STATE,
        place,
        format!("{files} not read as objects of the tenant: {why}"),
    )
}

/// Objects of kinds that nothing is known about.
pub(crate) fn unknown_kinds(place: DataLocation, count: u64) -> Diagnostic {
    let objects = plural(count, "object is", "objects are");
    Diagnostic::data(
        &data::UNKNOWN_KINDS,
        place,
        format!("{objects} of kinds that nothing is known about, and left out"),
    )
}
