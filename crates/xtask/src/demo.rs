//! `cargo xtask demo`: writes the demo tenant, Contoso, into `crates/cli/demo`.
//!
//! The tenant is made up from nothing but this code: ids and small choices are
//! hashes of names, dates count back from one fixed instant. So the same code
//! gives the same bytes, and adding one object does not move any other.

#[macro_use]
mod json;

mod conditional_access;
mod devices;
mod directory;
mod groups;
mod logs;
mod manifest;
mod people;
mod policies;
mod registers;
mod seed;
mod writer;

use std::path::{Path, PathBuf};

use writer::Export;

/// The list by which the program carries the files.
const INDEX: &str = "crates/cli/src/demo/files.rs";

/// Writes every file of the tenant and removes those that it no longer has.
pub(crate) fn write(root: &Path) -> Result<String, String> {
    let export = tenant();
    export.write(&folder(root))?;
    std::fs::write(root.join(INDEX), export.index()).map_err(|e| format!("{INDEX}: {e}"))?;
    Ok(export.summary())
}

/// Fails, naming files and lines, if the committed tenant is not what `write` writes.
pub(crate) fn check(root: &Path) -> Result<String, String> {
    let export = tenant();
    let mut differences = export.differences(&folder(root))?;
    if std::fs::read_to_string(root.join(INDEX)).ok().as_deref() != Some(&export.index()) {
        differences.push(format!("{INDEX}: stale"));
    }
    if differences.is_empty() {
        return Ok(format!(
            "the demo tenant is up to date: {}",
            export.summary()
        ));
    }
    Err(format!(
        "the demo tenant is stale; run `cargo xtask demo`\n  {}",
        differences.join("\n  ")
    ))
}

fn folder(root: &Path) -> PathBuf {
    root.join("crates/cli/demo")
}

fn tenant() -> Export {
    let mut export = Export::default();
    directory::write(&mut export);
    people::write(&mut export);
    devices::write(&mut export);
    groups::write(&mut export);
    conditional_access::write(&mut export);
    policies::write(&mut export);
    logs::write(&mut export);
    registers::write(&mut export);
    manifest::write(&mut export);
    export
}

#[cfg(test)]
mod tests;
