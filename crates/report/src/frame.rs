//! Frames: places of files shown with line numbers and marks.
//!
//! ariadne draws what is inside, one piece of text at a time. Line numbers,
//! heads and notes are added here, because an excerpt of an export begins at a
//! line and a column that ariadne, which has only the excerpt, cannot know.

mod draw;

use std::ops::Range;

use crate::page::Line;
use crate::style::{Ink, Style};
use crate::text;

/// Places and what is to be said about them.
#[derive(Debug, Default)]
pub(crate) struct Frame {
    /// The places.
    pub(crate) sections: Vec<Section>,
    /// What is said below: `help` and the words.
    pub(crate) notes: Vec<(&'static str, String)>,
}

/// A piece of a file.
#[derive(Debug)]
pub(crate) struct Section {
    /// The file, the line and the column.
    pub(crate) title: String,
    /// The text; none if the file as a whole is meant.
    pub(crate) text: Option<String>,
    /// The number of its first line.
    pub(crate) first_line: u64,
    /// What of it is meant.
    pub(crate) marks: Vec<Mark>,
}

/// A range of a piece of text.
#[derive(Debug)]
pub(crate) struct Mark {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// What is said beside it; may be empty.
    pub(crate) text: String,
    /// Its ink.
    pub(crate) ink: Ink,
}

impl Section {
    fn last_line(&self) -> u64 {
        let lines = self.text.as_deref().unwrap_or("").lines().count() as u64;
        self.first_line + lines.saturating_sub(1)
    }
}

impl Frame {
    /// The frame, line by line.
    pub(crate) fn rows(&self, style: Style) -> Vec<String> {
        let last = self.sections.iter().map(Section::last_line).max();
        let border = Border {
            style,
            digits: last.unwrap_or(0).to_string().len(),
        };
        let mut rows = Vec::new();
        for (number, section) in self.sections.iter().enumerate() {
            rows.push(border.head(&section.title, number == 0));
            rows.extend(draw::body(section, &border));
        }
        for (word, note) in &self.notes {
            rows.extend(border.note(word, note));
        }
        rows.push(border.tail());
        rows
    }
}

/// The left edge of a frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Border {
    style: Style,
    /// How wide the line numbers are.
    digits: usize,
}

impl Border {
    fn head(&self, title: &str, first: bool) -> String {
        let corner = if first {
            self.style.choose("╭─[", ",-[")
        } else {
            self.style.choose("├─[", "|-[")
        };
        let blank = " ".repeat(self.digits + 2);
        let corner = self.style.paint(Ink::Dim, corner);
        let close = self.style.paint(Ink::Dim, "]");
        format!("{blank}{corner} {} {close}", text::plain(title))
    }

    /// A line of the file, or a line without a number.
    fn line(&self, number: Option<u64>, bar: char) -> String {
        let number = number.map(|number| number.to_string()).unwrap_or_default();
        let digits = self.digits;
        self.style
            .paint(Ink::Dim, &format!(" {number:>digits$} {bar}"))
    }

    fn bar(&self) -> char {
        if self.style.unicode { '│' } else { '|' }
    }

    fn note(&self, word: &str, note: &str) -> Vec<String> {
        let room = self.style.width.saturating_sub(self.digits + 4).max(24);
        let style = Style {
            width: room,
            ..self.style
        };
        let mut page = crate::page::Page::new(style);
        let hanging = crate::page::Indent::hanging(0, word.len() + 2);
        for (number, part) in note.lines().enumerate() {
            let (indent, line) = match number {
                0 => (
                    hanging,
                    Line::new().ink(Ink::Cyan, word).text(": ").text(part),
                ),
                _ => (
                    crate::page::Indent::all(word.len() + 2),
                    Line::new().text(part),
                ),
            };
            page.put(indent, &line);
        }
        let bar = self.line(None, self.bar());
        let text = page.finish();
        text.lines().map(|row| format!("{bar} {row}")).collect()
    }

    fn tail(&self) -> String {
        let (bar, corner) = (self.style.choose("─", "-"), self.style.choose("╯", "'"));
        let tail = format!("{}{corner}", bar.repeat(self.digits + 2));
        self.style.paint(Ink::Dim, &tail)
    }
}

#[cfg(test)]
mod tests;
