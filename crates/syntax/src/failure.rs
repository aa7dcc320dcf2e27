//! What pest could not read, told to a person.

use std::collections::BTreeSet;

use pest::error::{Error, ErrorVariant, InputLocation};
use tenet_base::{Diagnostic, FileId, Span};

use crate::grammar::Rule;
use crate::scan::snapped;
use crate::slips;
use crate::words::{Words, words};

/// Where a text that pest reads stands in its file.
#[derive(Clone, Copy)]
pub(crate) struct Origin<'t> {
    /// The file.
    pub(crate) file: FileId,
    /// The offset of the text in the file.
    pub(crate) base: usize,
    /// The text.
    pub(crate) text: &'t str,
}

/// The most words that a message lists.
const LISTED: usize = 6;

/// What may follow an item: said in two words, not in fourteen.
const ITEM_STARTS: [Rule; 15] = [
    Rule::EOI,
    Rule::doc,
    Rule::k_entity,
    Rule::k_record,
    Rule::enumeration,
    Rule::k_type,
    Rule::k_param,
    Rule::k_set,
    Rule::k_def,
    Rule::k_rule,
    Rule::k_template,
    Rule::k_use,
    Rule::k_waiver,
    Rule::k_test,
    Rule::slice,
];

/// Words of other languages, and what to write here.
const HINTS: [(&str, &str); 14] = [
    ("elif", "write `else if`"),
    ("elseif", "write `else if`"),
    ("all", "the quantifiers are `some`, `no` and `every`"),
    ("any", "the quantifiers are `some`, `no` and `every`"),
    ("exists", "the quantifiers are `some`, `no` and `every`"),
    ("none", "the quantifiers are `some`, `no` and `every`"),
    ("each", "the quantifiers are `some`, `no` and `every`"),
    ("implies", "write `if P then Q`"),
    ("xor", "write `a != b`"),
    ("=>", "write `if P then Q`"),
    ("?", "write `if P then a else b`"),
    (
        "|",
        "collections are united with `+`, conditions joined with `or`",
    ),
    ("&", "write `and`"),
    (";", "nothing stands between steps and clauses"),
];

/// The diagnostic for an error of pest.
pub(crate) fn diagnose(written: &str, origin: Origin<'_>, error: &Error<Rule>) -> Diagnostic {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let length = token_length(origin.text.get(at..).unwrap_or(""));
    let found = origin.text.get(at..at + length).unwrap_or("");
    let start = (origin.base + at) as u32;
    let before = origin.text.get(..at).unwrap_or("");
    let place = Span::new(origin.file, start, start + length as u32);
    let place = snapped(written, place);
    match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => unexpected(before, place, found, positives),
        // Only pest's own guard of the stack says anything else.
        ErrorVariant::CustomError { .. } => slips::too_deep(place),
    }
}

fn unexpected(before: &str, place: Span, found: &str, expected: &[Rule]) -> Diagnostic {
    let expected = list(expected);
    let found_words = if found.is_empty() {
        "the end".to_owned()
    } else {
        format!("`{found}`")
    };
    let message = if expected.is_empty() {
        format!("{found_words} is not expected here")
    } else {
        format!("expected {expected}, found {found_words}")
    };
    let diagnostic = slips::unexpected(place, message);
    match hint(before, found) {
        Some(hint) => diagnostic.help(hint),
        None => diagnostic,
    }
}

/// A hint for the word that was found, or for the one before it.
fn hint(before: &str, found: &str) -> Option<&'static str> {
    let words = before.trim_end();
    let before = words
        .rsplit(|letter: char| !letter.is_alphanumeric())
        .next()?;
    let known = |word: &str| HINTS.iter().find(|(foreign, _)| *foreign == word);
    known(found)
        .or_else(|| known(before))
        .map(|(_, hint)| *hint)
}

/// What was expected, at most six things, with `or` before the last.
fn list(expected: &[Rule]) -> String {
    let mut nodes = BTreeSet::new();
    let mut marks = BTreeSet::new();
    let at_item = expected.contains(&Rule::k_entity);
    if at_item {
        nodes.insert("an item".to_owned());
    }
    let others = expected
        .iter()
        .filter(|expected| !(at_item && ITEM_STARTS.contains(expected)));
    for other in others {
        match words(*other) {
            Words::Node(text) => nodes.insert(text.to_owned()),
            Words::Mark(text) => marks.insert(format!("`{text}`")),
        };
    }
    let has_more = nodes.len() + marks.len() > 1;
    nodes.retain(|text| !has_more || !matches!(text.as_str(), "documentation" | "`.`" | "`{`"));
    let mut all: Vec<String> = nodes.into_iter().chain(marks).collect();
    if all.len() > LISTED {
        all.truncate(LISTED);
        all.push("the like".to_owned());
    }
    match all.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => all.concat(),
    }
}

/// The length of the word or character at the start of a text.
fn token_length(rest: &str) -> usize {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    match rest.chars().next() {
        None => 0,
        Some(first) if is_word(first) => rest.find(|letter| !is_word(letter)).unwrap_or(rest.len()),
        Some(first) => first.len_utf8(),
    }
}
