//! Documents to text, in time linear in their size.
//!
//! A group is measured once, when it is met, and no further than the line is
//! wide; what follows it counts up to the first place where a line may end. A
//! comment ends its line whatever the document says: what follows is put on the
//! next one, so that no arrangement of documents can swallow a token.

use super::document::{Document, Kind};

/// How wide a line may be, in characters.
pub(super) const WIDTH: usize = 100;

/// A document to print: its indentation, and whether its lines are broken.
type Step<'d, 's> = (usize, bool, &'d Document<'s>);

#[derive(Default)]
struct Printer {
    out: String,
    column: usize,
    /// Whether nothing stands on the line yet.
    line_is_blank: bool,
    /// Whether the line ends with a comment.
    commented: bool,
    /// Where a comma goes that belongs before the comment that ends the line.
    before_comment: Option<usize>,
}

/// Prints a document. It ends with a new line unless it is empty.
pub(super) fn print(document: &Document<'_>) -> String {
    let mut printer = Printer {
        line_is_blank: true,
        ..Printer::default()
    };
    let mut steps = vec![(0, true, document)];
    while let Some(step) = steps.pop() {
        printer.step(step, &mut steps);
    }
    let length = printer.out.trim_end().len();
    printer.out.truncate(length);
    if !printer.out.is_empty() {
        printer.out.push('\n');
    }
    printer.out
}

impl Printer {
    fn step<'d, 's>(
        &mut self,
        (indent, broken, document): Step<'d, 's>,
        steps: &mut Vec<Step<'d, 's>>,
    ) {
        match &document.kind {
            Kind::Text(text) => self.text(indent, text),
            Kind::Blanks(count) => self.blanks(*count),
            Kind::BlanksIfBroken(count) if broken => self.blanks(*count),
            Kind::Line { blank } if broken => self.new_line(*blank),
            Kind::Line { .. } => self.blanks(1),
            Kind::SoftLine if broken => self.new_line(false),
            Kind::Hard { blank } => self.new_line(*blank),
            Kind::LastComma if broken => self.last_comma(indent),
            Kind::SoftLine | Kind::BlanksIfBroken(_) | Kind::LastComma => {}
            Kind::Trailing(comment) => self.trailing(indent, comment),
            Kind::Own(comment) => self.own(indent, comment),
            Kind::Nest(columns, inner) => steps.push((indent + columns, broken, inner)),
            Kind::Group(inner) => {
                let column = self.column_at(indent);
                let broken = document.forced || !fits(WIDTH.saturating_sub(column), inner, steps);
                steps.push((indent, broken, inner));
            }
            Kind::Row(parts) => {
                steps.extend(parts.iter().rev().map(|part| (indent, broken, part)));
            }
        }
    }

    /// Where the next text begins.
    fn column_at(&self, indent: usize) -> usize {
        if self.line_is_blank || self.commented {
            indent
        } else {
            self.column
        }
    }

    fn text(&mut self, indent: usize, text: &str) {
        if self.commented {
            self.new_line(false);
        }
        if self.line_is_blank {
            self.out.extend(std::iter::repeat_n(' ', indent));
            self.column = indent;
            self.line_is_blank = false;
        }
        self.out.push_str(text);
        self.column += length(text);
    }

    fn blanks(&mut self, count: usize) {
        if !self.line_is_blank && !self.commented {
            self.out.extend(std::iter::repeat_n(' ', count));
            self.column += count;
        }
    }

    /// Ends the line. The file does not begin with an empty one, and no line ends with a blank.
    fn new_line(&mut self, blank: bool) {
        let length = self.out.trim_end_matches(' ').len();
        self.out.truncate(length);
        if !self.out.is_empty() {
            if !self.line_is_blank {
                self.out.push('\n');
            }
            if blank && !self.out.ends_with("\n\n") {
                self.out.push('\n');
            }
        }
        self.line_is_blank = true;
        self.commented = false;
        self.before_comment = None;
        self.column = 0;
    }

    fn last_comma(&mut self, indent: usize) {
        match self.before_comment {
            Some(at) if self.commented => self.out.insert(at, ','),
            _ => self.text(indent, ","),
        }
    }

    fn trailing(&mut self, indent: usize, comment: &str) {
        if self.line_is_blank || self.commented {
            return self.own(indent, comment);
        }
        let end = self.out.trim_end_matches(' ').len();
        self.out.truncate(end);
        self.before_comment = Some(end);
        self.out.push(' ');
        self.out.push_str(comment);
        self.commented = true;
    }

    fn own(&mut self, indent: usize, comment: &str) {
        if !self.line_is_blank {
            self.new_line(false);
        }
        self.text(indent, comment);
        self.commented = true;
        self.before_comment = None;
    }
}

/// Whether a document fits into what is left of the line, with what follows up to where the line may end.
fn fits(width: usize, document: &Document<'_>, rest: &[Step<'_, '_>]) -> bool {
    let mut left = width;
    let mut measured = vec![(false, document)];
    let mut rest = rest.iter().rev();
    loop {
        let next = measured
            .pop()
            .or_else(|| rest.next().map(|(_, broken, next)| (*broken, *next)));
        let Some((broken, document)) = next else {
            return true;
        };
        let taken = match &document.kind {
            Kind::Text(text) => length(text),
            Kind::Blanks(count) => *count,
            Kind::BlanksIfBroken(count) if broken => *count,
            Kind::Line { .. } if !broken => 1,
            Kind::SoftLine if !broken => 0,
            Kind::Line { .. }
            | Kind::SoftLine
            | Kind::Hard { .. }
            | Kind::Trailing(_)
            | Kind::Own(_) => return true,
            Kind::LastComma if broken => 1,
            Kind::BlanksIfBroken(_) | Kind::LastComma => 0,
            Kind::Nest(_, inner) | Kind::Group(inner) => {
                measured.push((broken || inner.forced, inner));
                0
            }
            Kind::Row(parts) => {
                measured.extend(parts.iter().rev().map(|part| (broken, part)));
                0
            }
        };
        match left.checked_sub(taken) {
            Some(remaining) => left = remaining,
            None => return false,
        }
    }
}

fn length(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.chars().count()
    }
}
