//! Sources in, trees and diagnostics out.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test that fails panics"
)]

mod conditions;
mod dump;
mod expressions;
mod format;
mod items;
mod pages;
mod properties;
mod recovery;
mod slips;

use tenet_base::{Diagnostic, Location, SourceMap};

/// The text that a diagnostic underlines.
#[expect(
    clippy::string_slice,
    reason = "a span that cuts a character fails the test"
)]
fn underlined<'t>(text: &'t str, diagnostic: &Diagnostic) -> &'t str {
    match &diagnostic.primary.location {
        Location::Source(span) => &text[span.start as usize..span.end as usize],
        other => panic!("not in the source: {other:?}"),
    }
}

/// `S0001 underlined`, line by line.
fn told(text: &str, diagnostics: &[Diagnostic]) -> Vec<String> {
    let tell = |found: &Diagnostic| {
        format!("{} {}", found.code.id, underlined(text, found))
            .trim_end()
            .to_owned()
    };
    diagnostics.iter().map(tell).collect()
}

/// A file of its own for a text.
fn file_of(text: &str) -> tenet_base::FileId {
    SourceMap::new().add("test.tenet", text)
}

#[expect(clippy::disallowed_methods, reason = "a test reads its own fixtures")]
fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}
