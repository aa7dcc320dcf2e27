//! Comments and blanks of a correct text, found without the formatter's own tokens.

#![expect(
    clippy::string_slice,
    reason = "a range that cuts a character fails the test"
)]

use std::ops::Range;

/// What a stretch of a text is.
#[derive(PartialEq)]
enum Stretch {
    Blank,
    Comment,
    Documentation,
    Code,
}

/// The comments and documentation of a text, in order.
pub(super) fn comments(text: &str) -> Vec<&str> {
    let stretches = stretches(text).into_iter();
    let comments = stretches
        .filter(|(kind, _)| matches!(kind, Stretch::Comment | Stretch::Documentation))
        .map(|(_, range)| text[range].trim_end());
    comments.collect()
}

/// The blanks that may be others: all but those that end a comment.
pub(super) fn gaps(text: &str) -> Vec<Range<usize>> {
    let mut gaps = Vec::new();
    let mut after_comment = false;
    for (kind, range) in stretches(text) {
        if kind == Stretch::Blank && !after_comment {
            gaps.push(range);
        }
        after_comment = matches!(kind, Stretch::Comment | Stretch::Documentation);
    }
    gaps
}

fn stretches(text: &str) -> Vec<(Stretch, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let until = |end: fn(char) -> bool| rest.find(end).unwrap_or(rest.len());
        let (kind, length) = if rest.starts_with(char::is_whitespace) {
            (Stretch::Blank, until(|c| !c.is_whitespace()))
        } else if rest.starts_with("//") {
            let is_doc = rest.starts_with("///") && !rest.starts_with("////");
            let kind = if is_doc {
                Stretch::Documentation
            } else {
                Stretch::Comment
            };
            (kind, until(|c| c == '\n'))
        } else if rest.starts_with(['"', '/']) {
            (Stretch::Code, quoted(rest))
        } else {
            (Stretch::Code, rest.chars().next().map_or(1, char::len_utf8))
        };
        found.push((kind, at..at + length));
        at += length;
    }
    found
}

/// The length of a text or a regular expression with its marks.
fn quoted(rest: &str) -> usize {
    let mark = rest.chars().next();
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        if !escaped && Some(letter) == mark {
            return at + 1;
        }
        escaped = letter == '\\' && !escaped;
    }
    rest.len()
}
