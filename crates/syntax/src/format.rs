//! The formatter: one layout for every file.
//!
//! In: the text of a file. Out: the same file, laid out; or its diagnostics, if
//! it has any, since what cannot be read is never rewritten.
//!
//! The formatter owns the blanks between tokens and nothing else. It walks over
//! what pest read to learn where lines may end, and takes the tokens themselves
//! from the text, one after the other, each with its comments (`tokens`,
//! `writer`). Printing the syntax tree would have been shorter to write and
//! wrong in small ways for long: the tree has no comments, no parentheses, no
//! escapes, and two spellings of a number are one. This way a token cannot be
//! lost, added or swapped, but for the comma at the end of a list that is broken.
//!
//! Where lines end is decided by Wadler's algebra (`document`, `print`): a
//! construct is on one line if it fits into 100 columns, else it is broken at
//! its outermost places first. What the author decides: empty lines between
//! entries (never more than one), and whether a block of fields, of an enum or of
//! given objects that would fit on one line is on one.

mod document;
mod expressions;
mod items;
mod print;
mod rules;
mod tests;
mod tokens;
mod types;
mod writer;

use pest::Parser;
use pest::iterators::Pair;
use tenet_base::{Diagnostic, FileId};

use crate::grammar::{Rule, TenetParser};
use crate::scan::scan;
use writer::Writer;

/// The text of a file in the layout of the language; it ends with a new line unless it is empty.
///
/// Formatting what was formatted changes nothing. The tree of the new text is
/// that of the old one, less its places.
///
/// # Errors
///
/// What [`parse`](crate::parse()) says of the text, if it says anything.
pub fn format(file: FileId, text: &str) -> Result<String, Vec<Diagnostic>> {
    let diagnostics = crate::parse(file, text).diagnostics;
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    // A text without diagnostics is mended in its byte order mark alone.
    let mended = scan(file, text).text;
    let Ok(pairs) = TenetParser::parse(Rule::slice, &mended) else {
        return Ok(text.to_owned());
    };
    let items: Vec<_> = pairs.flat_map(Pair::into_inner).collect();
    let mut writer = Writer::new(&mended, tokens::tokens(&mended, &items));
    let document = writer.file(&items);
    Ok(print::print(&document))
}
