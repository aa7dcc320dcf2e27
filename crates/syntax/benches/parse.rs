//! How long the pack of the fixtures takes to parse on one thread: the best of several runs.
//!
//! `cargo bench -p tenet-syntax`

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measurement reads its fixtures and the clock, and prints"
)]

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use tenet_base::SourceMap;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pack");
    let mut sources = SourceMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        sources.add(path.to_string_lossy(), fs::read_to_string(&path)?);
    }
    let bytes: usize = sources.files().map(|(_, file)| file.text.len()).sum();
    let best = (0..100).map(|_| run(&sources)).min().unwrap_or_default();
    println!("{bytes} bytes in {best:?}");
    Ok(())
}

/// Freeing the trees is not parsing.
fn run(sources: &SourceMap) -> Duration {
    let mut trees = Vec::with_capacity(sources.files().count());
    let start = Instant::now();
    for (id, file) in sources.files() {
        trees.push(black_box(tenet_syntax::parse(id, &file.text)));
    }
    start.elapsed()
}
