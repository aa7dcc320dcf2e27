//! The command as a user meets it: sessions from the book, the README and from
//! `tests/sessions`, run against the program, output compared.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may end where it cannot go on, and this one reads pages and writes exports"
)]

mod markdown;
mod newcomer;
mod script;
mod session;
mod stdin;

use std::path::{Path, PathBuf};

/// Every page that shows a session.
fn pages() -> Vec<PathBuf> {
    let root = root();
    let mut pages = vec![root.join("README.md")];
    for folder in ["book/src", "tests/sessions"] {
        collect(&root.join(folder), &mut pages);
    }
    pages.sort();
    pages
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn collect(folder: &Path, pages: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of pages") {
        let path = entry.expect("a page").path();
        if path.is_dir() {
            collect(&path, pages);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            pages.push(path);
        }
    }
}

/// Set `TENET_BLESS=1` to write what the program prints into the pages, and read the difference.
#[test]
fn every_session_in_the_pages_is_true() {
    let mut failures = Vec::new();
    let mut commands = 0;
    for page in pages() {
        let outcome = session::run_page(&page);
        commands += outcome.commands;
        failures.extend(outcome.failures);
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert!(commands > 0, "no page shows a session");
}
