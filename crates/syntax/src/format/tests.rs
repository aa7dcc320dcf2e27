//! Tests: an entry a line.

use super::document::{Document, nest, row, space};
use super::expressions::Hang;
use super::items::is_brace;
use super::writer::{Gap, Writer, on_next_line, pair_of};
use crate::build::Node;
use crate::grammar::Rule;

impl<'s> Writer<'s> {
    /// `test "title" { … }`
    pub(super) fn test(&mut self, pair: Node<'_>) -> Document<'s> {
        let head = pair_of(self.token(), self.token());
        let open = self.token();
        let mut parts = Vec::new();
        let entries = pair.into_inner().skip(2).filter(|part| !is_brace(part));
        for (at, entry) in entries.enumerate() {
            parts.push(self.gap(if at == 0 { Gap::Tight } else { Gap::AsWritten }));
            parts.push(self.test_entry(entry));
        }
        let body = row([nest(row(parts)), self.last_gap()]);
        row([head, space(), open, body, self.token()])
    }

    fn test_entry(&mut self, pair: Node<'_>) -> Document<'s> {
        match pair.as_rule() {
            Rule::with => self.with(pair),
            Rule::world => self.world(pair),
            Rule::expect => self.expect(pair),
            _ => self.words(&pair),
        }
    }

    /// `with param = e`
    fn with(&mut self, pair: Node<'_>) -> Document<'s> {
        let mut parts = vec![self.token()];
        for part in pair.into_inner().skip(1) {
            parts.push(space());
            parts.push(match part.as_rule() {
                Rule::expr => self.expression(part, Hang::Deeper),
                _ => self.token(),
            });
        }
        row(parts)
    }

    /// `given at DATE complete { … }`: on one line if the author wrote it so.
    fn world(&mut self, pair: Node<'_>) -> Document<'s> {
        let mut head = Vec::new();
        let mut entries = Vec::new();
        let mut braces = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::world_word | Rule::at | Rule::k_complete => {
                    head.extend([self.words(&part), space()]);
                }
                Rule::open_brace | Rule::close_brace => braces.push(part),
                _ => entries.push(part),
            }
        }
        let body = self.entries(&braces, entries, Self::given);
        row(head.into_iter().chain([body]))
    }

    fn given(&mut self, pair: Node<'_>) -> Document<'s> {
        if pair.as_rule() != Rule::object {
            return self.words(&pair);
        }
        let name = self.token();
        match pair.into_inner().last() {
            Some(fields) => pair_of(name, self.fields(fields)),
            None => name,
        }
    }

    /// `expect ID status for { … } saying "text"`
    fn expect(&mut self, pair: Node<'_>) -> Document<'s> {
        let mut parts = vec![self.token()];
        let mut inner = pair.into_inner().skip(1);
        while let Some(part) = inner.next() {
            match part.as_rule() {
                Rule::k_for => {
                    let word = self.token();
                    let fields = inner.next().map(|fields| self.fields(fields));
                    let case = row([space(), word, space()].into_iter().chain(fields));
                    parts.push(case);
                }
                Rule::k_saying => {
                    inner.next();
                    let word = self.token();
                    parts.push(on_next_line(pair_of(word, self.token())));
                }
                _ => parts.extend([space(), self.words(&part)]),
            }
        }
        row(parts)
    }
}
