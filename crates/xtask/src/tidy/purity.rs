//! What crates below `cli` never do.

use super::tree::{Tree, code};

const BELOW_CLI: &[&str] = &[
    "base", "syntax", "hir", "check", "snapshot", "graph", "eval", "report", "engine",
];

/// Words that reach past the `World`.
const OUTSIDE: &[&str] = &[
    "println!",
    "eprintln!",
    "print!(",
    "eprint!(",
    "dbg!",
    "process::exit",
    "process::Command",
    "SystemTime",
    "time::Instant",
    "std::env",
    "env::var",
    "std::fs",
    "fs::read",
    "File::open",
    "io::stdin",
    "io::stdout",
    "io::stderr",
];

/// Types that hold a whole JSON document.
const DOCUMENT_TREES: &[&str] = &[
    "serde_json::Value",
    "sonic_rs::Value",
    "simd_json::",
    "json::Value",
    "OwnedLazyValue",
    "JsonValue",
];

/// Crates below `cli` that print, exit, read a clock, the environment or a file.
pub(super) fn outside(tree: &Tree) -> Vec<String> {
    BELOW_CLI
        .iter()
        .flat_map(|name| found(tree, name, OUTSIDE))
        .collect()
}

/// Document trees in the loader.
pub(super) fn document_trees(tree: &Tree) -> Vec<String> {
    found(tree, "snapshot", DOCUMENT_TREES)
}

fn found(tree: &Tree, name: &str, words: &[&str]) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, text) in tree.product(name) {
        for (line, code) in code(text) {
            for word in words.iter().filter(|word| code.contains(**word)) {
                complaints.push(format!("{path}:{line}: `{word}`"));
            }
        }
    }
    complaints
}
