//! A page being written: lines in inks, wrapped at words.

use crate::style::{Ink, Style};
use crate::text;

/// A page being written.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) style: Style,
    out: String,
}

/// A line of text in several inks. What is put in is made harmless.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pieces: Vec<(Ink, String)>,
}

/// Where a line begins, and where what does not fit goes on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Indent {
    first: usize,
    rest: usize,
}

impl Line {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds text in an ink.
    pub(crate) fn ink(mut self, ink: Ink, text: impl AsRef<str>) -> Self {
        self.pieces
            .push((ink, text::plain(text.as_ref()).into_owned()));
        self
    }

    /// Adds text as it is.
    pub(crate) fn text(self, text: impl AsRef<str>) -> Self {
        self.ink(Ink::Plain, text)
    }

    fn words(&self) -> Vec<Word<'_>> {
        let mut words: Vec<Word<'_>> = vec![Vec::new()];
        for (ink, text) in &self.pieces {
            for (number, part) in text.split(' ').enumerate() {
                if number > 0 {
                    words.push(Vec::new());
                }
                if let Some(word) = words.last_mut() {
                    word.push((*ink, part));
                }
            }
        }
        words
    }
}

/// What is never broken: pieces without a space between them.
type Word<'a> = Vec<(Ink, &'a str)>;

/// A row being filled; what follows each other in one ink is one piece.
struct Row {
    pieces: Vec<(Ink, String)>,
    columns: usize,
    written: bool,
}

impl Indent {
    /// The same for all lines.
    pub(crate) const fn all(columns: usize) -> Self {
        Self::hanging(columns, columns)
    }

    /// Another for the lines after the first.
    pub(crate) const fn hanging(first: usize, rest: usize) -> Self {
        Self { first, rest }
    }
}

impl Row {
    fn new(indent: usize) -> Self {
        Self {
            pieces: vec![(Ink::Plain, " ".repeat(indent))],
            columns: indent,
            written: false,
        }
    }

    fn push(&mut self, word: &[(Ink, &str)], width: usize) {
        if self.written
            && let Some((_, last)) = self.pieces.last_mut()
        {
            last.push(' ');
            self.columns += 1;
        }
        for (ink, text) in word {
            match self.pieces.last_mut() {
                Some((last, piece)) if last == ink => piece.push_str(text),
                Some(_) | None => self.pieces.push((*ink, (*text).to_owned())),
            }
        }
        self.columns += width;
        self.written = true;
    }

    fn paint(mut self, style: Style) -> String {
        if let Some((_, last)) = self.pieces.last_mut() {
            last.truncate(last.trim_end().len());
        }
        let pieces = self.pieces.iter();
        let painted = pieces.map(|(ink, text)| style.paint(*ink, &text.replace('\u{a0}', " ")));
        painted.collect()
    }
}

impl Page {
    pub(crate) fn new(style: Style) -> Self {
        let out = String::new();
        Self { style, out }
    }

    /// An empty line, unless the page has just begun or has one already.
    pub(crate) fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A line, wrapped at words but not at spaces that do not break. A word that
    /// is too long stays whole, so that it can be copied.
    pub(crate) fn put(&mut self, indent: Indent, line: &Line) {
        let mut row = Row::new(indent.first);
        for word in line.words() {
            let width: usize = word.iter().map(|(_, text)| text::width(text)).sum();
            if row.written && width > 0 && row.columns + 1 + width > self.style.width {
                self.row(&row.paint(self.style));
                row = Row::new(indent.rest);
            }
            row.push(&word, width);
        }
        self.row(&row.paint(self.style));
    }

    /// Lines that are laid out already.
    pub(crate) fn rows(&mut self, indent: usize, rows: &[String]) {
        for row in rows {
            let row = format!("{}{row}", " ".repeat(indent));
            self.row(&row);
        }
    }

    /// The page, without empty lines at its end.
    pub(crate) fn finish(mut self) -> String {
        let end = self.out.trim_end_matches('\n').len();
        let line_end = usize::from(end > 0);
        self.out.truncate(end + line_end);
        self.out
    }

    fn row(&mut self, row: &str) {
        self.out.push_str(row.trim_end());
        self.out.push('\n');
    }
}
