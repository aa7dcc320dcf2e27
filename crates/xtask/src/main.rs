//! The chores of the repository, `cargo xtask NAME`: what is generated and
//! committed, and the checks that fail the build when it is stale.
//!
//! In: the tree of the repository. Out: files in it, or a list of what is
//! wrong and exit status 1. Nothing here is ever shipped.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a chore reads and writes the tree and tells what it did; it is not shipped"
)]

mod book;
mod demo;
mod tenant;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["book"] => book::write(&root()),
        ["demo"] => demo::write(&root()),
        ["demo", "--check"] => demo::check(&root()),
        ["tenant", folder, size] => tenant::write(Path::new(folder), size),
        ["tidy"] => tidy::check(&root()),
        _ => Err("usage: cargo xtask tidy | book | demo [--check] | tenant FOLDER N".to_owned()),
    };
    match outcome {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(wrong) => {
            eprintln!("{wrong}");
            ExitCode::FAILURE
        }
    }
}

/// The root of the repository: two folders above this crate.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}
