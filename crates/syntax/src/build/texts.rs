//! Texts: escapes, braces and holes.

use pest::Parser;

use super::{Builder, Node, Parts};
use crate::MAX_DEPTH;
use crate::ast::ExprKind;
use crate::ast::{Expr, Ident, StringLiteral, Text, TextPart};
use crate::failure::{Origin, diagnose};
use crate::grammar::{Rule, TenetParser};
use crate::slips;

/// A text that is being read.
struct Reading<'t> {
    /// What stands between the quotes.
    inner: &'t str,
    /// Where it begins in the text of the builder.
    start: usize,
    at: usize,
    /// The literal part so far, and where it began.
    literal: String,
    literal_start: usize,
    parts: Vec<TextPart>,
}

impl<'t> Reading<'t> {
    fn new(inner: &'t str, start: usize) -> Self {
        Self {
            inner,
            start,
            at: 0,
            literal: String::new(),
            literal_start: 0,
            parts: Vec::new(),
        }
    }

    fn rest(&self) -> &'t str {
        self.inner.get(self.at..).unwrap_or("")
    }

    fn take(&mut self, letter: char, length: usize) {
        self.literal.push(letter);
        self.at += length;
    }
}

impl Builder<'_> {
    pub(super) fn inner_string(&mut self, pair: Node<'_>) -> StringLiteral {
        self.string_or_nothing(Parts::of(pair).next())
    }

    pub(super) fn string_or_nothing(&mut self, pair: Option<Node<'_>>) -> StringLiteral {
        match pair {
            Some(pair) => self.string(&pair),
            None => StringLiteral {
                text: String::new(),
                span: self.nowhere(),
            },
        }
    }

    /// A text without holes, unescaped.
    pub(super) fn string(&mut self, pair: &Node<'_>) -> StringLiteral {
        let span = self.leaf(pair);
        let (inner, start) = inside(pair);
        let mut reading = Reading::new(inner, start);
        while let Some(letter) = reading.rest().chars().next() {
            match letter {
                '\\' => self.escape(&mut reading),
                _ => reading.take(letter, letter.len_utf8()),
            }
        }
        StringLiteral {
            text: reading.literal,
            span,
        }
    }

    pub(super) fn text_or_nothing(&mut self, pair: Option<Node<'_>>) -> Text {
        match pair {
            Some(pair) => self.text(&pair),
            None => Text {
                parts: Vec::new(),
                span: self.nowhere(),
            },
        }
    }

    /// A text with holes.
    pub(super) fn text(&mut self, pair: &Node<'_>) -> Text {
        let span = self.leaf(pair);
        let (inner, start) = inside(pair);
        let mut reading = Reading::new(inner, start);
        while let Some(letter) = reading.rest().chars().next() {
            match letter {
                '\\' => self.escape(&mut reading),
                '{' | '}' => self.brace(&mut reading, letter),
                _ => reading.take(letter, letter.len_utf8()),
            }
        }
        self.end_literal(&mut reading);
        Text {
            parts: reading.parts,
            span,
        }
    }

    fn brace(&mut self, reading: &mut Reading<'_>, letter: char) {
        let doubled = reading.rest().chars().nth(1) == Some(letter);
        if doubled {
            return reading.take(letter, 2);
        }
        let hole = (letter == '{').then(|| reading.rest().find('}')).flatten();
        if let Some(end) = hole {
            return self.hole(reading, end);
        }
        let at = reading.start + reading.at;
        let place = self.range(at, at + 1);
        self.report(slips::stray_brace(place, letter));
        reading.take(letter, 1);
    }

    fn hole(&mut self, reading: &mut Reading<'_>, end: usize) {
        self.end_literal(reading);
        let text = reading.rest().get(1..end).unwrap_or("");
        let expression = self.hole_expression(text, reading.start + reading.at + 1);
        reading.parts.push(TextPart::Hole(expression));
        reading.at += end + 1;
        reading.literal_start = reading.at;
    }

    fn hole_expression(&mut self, text: &str, start: usize) -> Expr {
        let origin = Origin {
            file: self.origin.file,
            base: self.origin.base + start,
            text,
        };
        let mut builder = Builder::new(origin, self.written);
        let span = self.range(start, start + text.len());
        let failed = Expr {
            kind: ExprKind::Error,
            span,
        };
        if text.bytes().filter(|byte| b"([{".contains(byte)).count() > MAX_DEPTH {
            self.too_deep(span);
            return failed;
        }
        match TenetParser::parse(Rule::hole, text) {
            Ok(pairs) => {
                let source = pairs.flat_map(Node::into_inner).next();
                let expression = builder.expression(source);
                self.diagnostics.append(&mut builder.diagnostics);
                expression
            }
            Err(error) => {
                self.report(diagnose(self.written, origin, &error));
                failed
            }
        }
    }

    fn end_literal(&self, reading: &mut Reading<'_>) {
        if reading.literal.is_empty() {
            return;
        }
        let start = reading.start + reading.literal_start;
        let literal = StringLiteral {
            text: std::mem::take(&mut reading.literal),
            span: self.range(start, reading.start + reading.at),
        };
        reading.parts.push(TextPart::Literal(literal));
    }

    fn escape(&mut self, reading: &mut Reading<'_>) {
        let rest = reading.rest();
        if let Some((letter, length)) = unescape(rest) {
            return reading.take(letter, length);
        }
        let length = 1 + rest.chars().nth(1).map_or(0, char::len_utf8);
        let at = reading.start + reading.at;
        let place = self.range(at, at + length);
        let written = rest.get(..length).unwrap_or(rest);
        self.report(slips::bad_escape(place, written));
        reading.literal.push_str(written);
        reading.at += length;
    }

    /// The id of a rule as a text: `{row}-C1a` has a hole.
    pub(super) fn code_text(&mut self, pair: Option<Node<'_>>) -> Text {
        let Some(pair) = pair else {
            return self.text_or_nothing(None);
        };
        let span = self.leaf(&pair);
        let mut reading = Reading::new(pair.as_str(), pair.as_span().start());
        while let Some(letter) = reading.rest().chars().next() {
            match reading.rest().find('}').filter(|_| letter == '{') {
                Some(end) => self.code_hole(&mut reading, end),
                None => reading.take(letter, letter.len_utf8()),
            }
        }
        self.end_literal(&mut reading);
        Text {
            parts: reading.parts,
            span,
        }
    }

    fn code_hole(&mut self, reading: &mut Reading<'_>, end: usize) {
        self.end_literal(reading);
        let at = reading.start + reading.at;
        let span = self.range(at + 1, at + end);
        let text = reading.rest().get(1..end).unwrap_or("").to_owned();
        let kind = ExprKind::Name(Ident { text, span });
        reading.parts.push(TextPart::Hole(Expr { kind, span }));
        reading.at += end + 1;
        reading.literal_start = reading.at;
    }
}

/// What stands between the quotes of a text, and where.
fn inside<'i>(pair: &Node<'i>) -> (&'i str, usize) {
    let text = pair.as_str();
    let inner = text.get(1..text.len().saturating_sub(1)).unwrap_or("");
    (inner, pair.as_span().start() + 1)
}

/// The character that an escape stands for, and the escape's length.
fn unescape(rest: &str) -> Option<(char, usize)> {
    match rest.chars().nth(1)? {
        '"' => Some(('"', 2)),
        '\\' => Some(('\\', 2)),
        'n' => Some(('\n', 2)),
        't' => Some(('\t', 2)),
        'u' => {
            let digits = rest.strip_prefix("\\u{")?;
            let end = digits.find('}').filter(|end| (1..=6).contains(end))?;
            let number = u32::from_str_radix(digits.get(..end)?, 16).ok()?;
            Some((char::from_u32(number)?, end + 4))
        }
        _ => None,
    }
}
