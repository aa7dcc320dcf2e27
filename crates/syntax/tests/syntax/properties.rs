//! No text makes the parser panic, and every span lies in the file.

use proptest::prelude::*;
use tenet_base::{Diagnostic, Location, Span};
use tenet_syntax::{parse, parse_expression};

use crate::file_of;

const PACK: [&str; 3] = [
    include_str!("../fixtures/pack/device_groups.tenet"),
    include_str!("../fixtures/pack/tests.tenet"),
    include_str!("../fixtures/pack/common.tenet"),
];

fn check_span(text: &str, span: Span) {
    let (start, end) = (span.start as usize, span.end as usize);
    assert!(
        start <= end && text.get(start..end).is_some(),
        "{span:?} in {text:?}"
    );
}

fn check_diagnostics(text: &str, diagnostics: &[Diagnostic]) {
    for found in diagnostics {
        for label in std::iter::once(&found.primary).chain(&found.secondary) {
            let Location::Source(span) = &label.location else {
                panic!("{found:?}")
            };
            check_span(text, *span);
        }
        if let Some(fix) = &found.fix {
            check_span(text, fix.span);
        }
    }
}

fn check_any(text: &str) {
    let parsed = parse(file_of(text), text);
    check_diagnostics(text, &parsed.diagnostics);
    for item in &parsed.file.items {
        check_span(text, item.span());
    }
    let parsed = parse_expression(file_of(text), text);
    check_diagnostics(text, &parsed.diagnostics);
    check_span(text, parsed.expression.span);
}

/// Where a byte offset can cut the text.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        check_any(&text);
    }

    #[test]
    fn any_row_of_tokens(tokens in prop::collection::vec(prop::sample::select(TOKENS), 0..40)) {
        check_any(&tokens.join(" "));
        check_any(&format!("rule A-1 \"t\" {{ require {} message \"m\" }}", tokens.join(" ")));
    }

    #[test]
    fn a_pack_with_a_piece_cut_out(file in 0..PACK.len(), start in 0..7000_usize, length in 0..60_usize, put in prop::sample::select(TOKENS)) {
        let mut text = PACK[file].to_owned();
        let (start, end) = (boundary(&text, start), boundary(&text, start + length));
        text.replace_range(start..end, put);
        check_any(&text);
    }
}

pub(crate) const TOKENS: &[&str] = &[
    "a",
    "B",
    "some",
    "x",
    "in",
    "every",
    "no",
    "where",
    "satisfies",
    "for",
    "if",
    "then",
    "else",
    "and",
    "or",
    "not",
    "==",
    "=",
    "<",
    "+",
    "-",
    "*",
    "/",
    ".",
    "?.",
    ",",
    ":",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"s\"",
    "\"{a}\"",
    "\"",
    "'",
    "“",
    "”",
    "#",
    "/*",
    "*/",
    "//",
    "///",
    "\n",
    "\nrule",
    "\nset a =",
    "\nentity",
    "10",
    "2026-01-01",
    "3 days",
    "é",
    "а",
    "\u{202e}",
    "\u{a0}",
    "\\",
    "&&",
    "-eq",
    "!",
    "is",
    "null",
    "during",
    "last",
    "to",
    "of",
    "members",
    "unknown",
    "message",
    "let",
    "require",
    "test",
    "template",
    "\u{feff}",
    "/x/",
    "matches",
    "like",
];
