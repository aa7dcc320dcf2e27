//! Cuts a file into slices of one item each before pest sees it.
//!
//! pest stops at the first error, so each item is parsed by itself: a broken
//! one hides neither its siblings nor their errors. The scanner knows just
//! enough for that (texts, comments, regular expressions, brackets), and, since
//! it sees every character, it refuses what is wrong with single characters and
//! mends it in a copy of the same length, so that offsets stay true.

mod docs;
mod letters;
mod quotes;
mod slices;

use std::borrow::Cow;

use tenet_base::{Diagnostic, FileId, Span};

use crate::{MAX_DEPTH, slips};

pub(crate) use letters::to_ascii;
pub(crate) use slices::Slice;

/// What the scanner found.
pub(crate) struct Scan<'t> {
    /// The text with slips of single characters mended; longer than the
    /// original only by what closes a text at its end.
    pub(crate) text: Cow<'t, str>,
    /// The items, in order.
    pub(crate) slices: Vec<Slice>,
    /// What is wrong.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Where an item may begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// On a line of its own outside of all brackets.
    Balanced,
    /// Also in the first column inside of brackets, since one is not closed.
    Unbalanced,
}

/// An open bracket.
#[derive(Clone, Copy)]
struct Open {
    at: usize,
    bracket: u8,
}

struct Scanner<'t> {
    file: FileId,
    text: &'t str,
    at: usize,
    mode: Mode,
    opens: Vec<Open>,
    /// Whether only blanks stand before `at` on its line.
    line_is_blank: bool,
    line_start: usize,
    slices: Vec<Slice>,
    /// The documentation that waits for its item or field.
    docs: Option<(usize, usize)>,
    /// Ranges and what stands in their place, padded to the same length.
    edits: Vec<(usize, usize, String)>,
    /// What closes a text that the file's end cut.
    tail: &'static str,
    diagnostics: Vec<Diagnostic>,
}

/// Scans a whole file.
pub(crate) fn scan(file: FileId, text: &str) -> Scan<'_> {
    let mut scanner = Scanner::new(file, text, Mode::Balanced);
    scanner.run();
    if !scanner.opens.is_empty() {
        scanner = Scanner::new(file, text, Mode::Unbalanced);
        scanner.run();
    }
    scanner.finish()
}

impl<'t> Scanner<'t> {
    fn new(file: FileId, text: &'t str, mode: Mode) -> Self {
        Self {
            file,
            text,
            at: 0,
            mode,
            opens: Vec::new(),
            line_is_blank: true,
            line_start: 0,
            slices: Vec::new(),
            docs: None,
            edits: Vec::new(),
            tail: "",
            diagnostics: Vec::new(),
        }
    }

    fn run(&mut self) {
        if self.rest().starts_with('\u{feff}') {
            self.blank(0, '\u{feff}'.len_utf8());
            self.at = '\u{feff}'.len_utf8();
            self.line_start = self.at;
        }
        while let Some(byte) = self.byte(0) {
            self.step(byte);
        }
    }

    fn step(&mut self, byte: u8) {
        match byte {
            b'\n' => self.new_line(),
            b' ' | b'\t' | b'\r' => self.at += 1,
            b'/' => self.slash(),
            b'#' => self.hash(),
            b'"' => self.text_literal(),
            b'\'' => self.foreign_quotes('\''),
            b'{' | b'(' | b'[' => self.open(byte),
            b'}' | b')' | b']' => self.close(byte),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'0'..=b'9' => self.word(),
            128.. => self.beyond_ascii(),
            _ => self.mark(1),
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start as u32, end as u32)
    }

    fn new_line(&mut self) {
        self.at += 1;
        self.line_is_blank = true;
        self.line_start = self.at;
    }

    /// Passes a token that means nothing to the scanner.
    fn mark(&mut self, length: usize) {
        self.settle_docs(false);
        self.line_is_blank = false;
        self.at += length;
    }

    fn blank(&mut self, start: usize, end: usize) {
        self.edits.push((start, end, String::new()));
    }

    /// Passes to the end of the line.
    fn skip_line(&mut self) {
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    fn slash(&mut self) {
        let rest = self.rest();
        if rest.starts_with("///") && !rest.starts_with("////") {
            self.doc_line();
        } else if rest.starts_with("//") {
            self.skip_line();
        } else if rest.starts_with("/*") {
            self.block_comment();
        } else {
            let length = regex_length(rest);
            self.mark(length);
        }
    }

    fn hash(&mut self) {
        let start = self.at;
        self.skip_line();
        let mark = self.span(start, start + 1);
        self.diagnostics.push(slips::foreign_comment(mark, "#"));
        self.blank(start, self.at);
    }

    fn block_comment(&mut self) {
        let start = self.at;
        let length = self.rest().find("*/").map(|at| at + 2);
        let opening = self.span(start, start + 2);
        self.at += length.unwrap_or(self.rest().len());
        self.diagnostics.push(slips::foreign_comment(opening, "/*"));
        self.blank(start, self.at);
    }

    fn open(&mut self, bracket: u8) {
        self.opens.push(Open {
            at: self.at,
            bracket,
        });
        if self.opens.len() == MAX_DEPTH + 1 {
            let place = self.span(self.at, self.at + 1);
            self.diagnostics.push(slips::too_deep(place));
            self.break_slice();
        }
        self.mark(1);
    }

    fn close(&mut self, bracket: u8) {
        let opening = opening_of(bracket);
        let place = self.span(self.at, self.at + 1);
        if self.opens.iter().any(|open| open.bracket == opening) {
            while let Some(open) = self.opens.pop()
                && open.bracket != opening
            {
                self.report_unclosed(open, place);
                self.break_slice();
            }
        } else {
            self.diagnostics
                .push(slips::unmatched(place, char::from(bracket)));
            self.blank(self.at, self.at + 1);
        }
        self.mark(1);
    }

    fn report_unclosed(&mut self, open: Open, noticed: Span) {
        let opening = self.span(open.at, open.at + 1);
        let bracket = char::from(open.bracket);
        self.diagnostics
            .push(slips::unclosed(noticed, opening, bracket));
    }

    fn word(&mut self) {
        let length = letters::word_length(self.rest());
        let word = self.rest().get(..length).unwrap_or("");
        if !word.is_ascii() {
            self.lookalikes(word);
        }
        let starts_item = self.line_is_blank && self.starts_item(word);
        if starts_item {
            self.begin_item(word);
        }
        self.settle_docs(starts_item || self.takes_docs(word));
        self.line_is_blank = false;
        self.at += length;
    }

    fn finish(mut self) -> Scan<'t> {
        self.settle_docs(false);
        self.end_slice(self.text.len());
        self.refuse_bidirectional();
        Scan {
            text: apply(self.text, &mut self.edits, self.tail),
            slices: self.slices,
            diagnostics: self.diagnostics,
        }
    }
}

/// The length of a regular expression, or of the slash if none is closed on the line.
fn regex_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            '\n' => return 1,
            '/' if !escaped => return at + 1,
            _ => escaped = letter == '\\' && !escaped,
        }
    }
    1
}

fn opening_of(bracket: u8) -> u8 {
    match bracket {
        b'}' => b'{',
        b')' => b'(',
        _ => b'[',
    }
}

/// A span of the mended text in the text as it was written: it ends with the
/// text, and cuts no character, which what stands for it may do.
pub(crate) fn snapped(text: &str, span: Span) -> Span {
    let place = |at: u32, step: isize| {
        let mut at = (at as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at = at.saturating_add_signed(step);
        }
        at as u32
    };
    let (start, end) = (place(span.start, -1), place(span.end, 1));
    Span { start, end, ..span }
}

/// The text with its edits, each padded with blanks to the length of what it replaces.
fn apply<'t>(text: &'t str, edits: &mut [(usize, usize, String)], tail: &str) -> Cow<'t, str> {
    if edits.is_empty() && tail.is_empty() {
        return Cow::Borrowed(text);
    }
    edits.sort_by_key(|(start, _, _)| *start);
    let mut mended = String::with_capacity(text.len() + tail.len());
    for (start, end, replacement) in edits {
        // What lies in a range that is mended already is mended with it.
        if *start < mended.len() {
            continue;
        }
        mended.push_str(text.get(mended.len()..*start).unwrap_or(""));
        mended.push_str(replacement);
        mended.extend(std::iter::repeat_n(' ', end.saturating_sub(mended.len())));
    }
    mended.push_str(text.get(mended.len()..).unwrap_or(""));
    mended.push_str(tail);
    Cow::Owned(mended)
}
