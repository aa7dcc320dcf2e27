//! Rules, templates and waivers: an entry a line, an empty line between their parts.

use super::document::{Document, blanks, group, line, nest, nest_by, nothing, row, space};
use super::expressions::Hang;
use super::items::is_brace;
use super::writer::{Gap, Writer, pair_of};
use crate::build::Node;
use crate::grammar::Rule;

/// How wide the words of a rule's header are, with the blank after them.
const HEADER_COLUMN: usize = "severity ".len();

/// The parts of a rule, in the order that they are read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Header,
    Cases,
    Clauses,
}

impl<'s> Writer<'s> {
    /// `rule ID "title" { … }`
    pub(super) fn rule(&mut self, pair: Node<'_>) -> Document<'s> {
        let word = self.token();
        let id = self.token();
        let head = pair_of(pair_of(word, id), self.token());
        let inner = pair.into_inner().skip(3);
        let entries = inner.filter(|part| !is_brace(part)).collect();
        let open = self.token();
        let body = self.rule_body(entries);
        row([head, space(), open, body, self.token()])
    }

    fn rule_body(&mut self, entries: Vec<Node<'_>>) -> Document<'s> {
        let mut parts = Vec::new();
        let mut before: Option<Part> = None;
        for entry in entries {
            let part = part_of(&entry);
            parts.push(self.gap(match before {
                None => Gap::Tight,
                Some(before) if before < part => Gap::Blank,
                Some(_) => Gap::AsWritten,
            }));
            before = Some(part);
            parts.push(self.rule_entry(entry));
        }
        row([nest(row(parts)), self.last_gap()])
    }

    fn rule_entry(&mut self, pair: Node<'_>) -> Document<'s> {
        match pair.as_rule() {
            Rule::header => self.header(pair),
            Rule::step => self.step(pair),
            Rule::clause => self.clause(pair),
            _ => self.words(&pair),
        }
    }

    /// `duty party`: the values of all header lines stand in one column.
    fn header(&mut self, pair: Node<'_>) -> Document<'s> {
        let mut inner = pair.into_inner().peekable();
        let word = inner.next().map_or(0, |word| word.as_str().len());
        let column = blanks(HEADER_COLUMN.saturating_sub(word));
        let word = self.token();
        if let Some(condition) = inner.next_if(|part| part.as_rule() == Rule::expr) {
            return pair_of(word, self.expression(condition, Hang::Deeper));
        }
        let first = row([word, column, self.token()]);
        let mut rest = Vec::new();
        for value in inner.skip(1) {
            rest.push(match value.as_rule() {
                Rule::comma => self.token(),
                _ => group(row([line(), self.token()])),
            });
        }
        row([first, nest_by(HEADER_COLUMN, row(rest))])
    }

    /// `for x in C where P`, `let y = e`
    fn step(&mut self, pair: Node<'_>) -> Document<'s> {
        let word = self.token();
        let mut parts = vec![word];
        for part in pair.into_inner().skip(1) {
            parts.push(space());
            parts.push(match part.as_rule() {
                Rule::binding => self.binding(part),
                Rule::expr => self.expression(part, Hang::Deeper),
                _ => self.token(),
            });
        }
        row(parts)
    }

    /// `require P` with its message, fix and severity below.
    fn clause(&mut self, pair: Node<'_>) -> Document<'s> {
        let mut parts = vec![self.token()];
        for part in pair.into_inner().skip(1) {
            if part.as_rule() == Rule::expr {
                parts.extend([space(), self.expression(part, Hang::Deeper)]);
            } else {
                let gap = self.gap(Gap::Tight);
                parts.push(nest(row([gap, self.worded(part)])));
            }
        }
        row(parts)
    }

    /// A word and its text or expression.
    fn worded(&mut self, pair: Node<'_>) -> Document<'s> {
        let word = self.token();
        let value = pair.into_inner().last();
        let value = value.map_or_else(nothing, |value| match value.as_rule() {
            Rule::expr => self.expression(value, Hang::Deeper),
            _ => self.words(&value),
        });
        pair_of(word, value)
    }

    /// `template t(p: T) { rules }`: an empty line between rules.
    pub(super) fn template(&mut self, pair: Node<'_>) -> Document<'s> {
        let head = pair_of(self.token(), self.token());
        let mut parameters = nothing();
        let mut entries = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::parameters => parameters = self.parameters(part),
                Rule::rule_item | Rule::doc => entries.push(part),
                _ => {}
            }
        }
        let open = self.token();
        let mut parts = Vec::new();
        let mut tight = true;
        for entry in entries {
            let is_doc = entry.as_rule() == Rule::doc;
            parts.push(self.gap(if tight { Gap::Tight } else { Gap::Blank }));
            parts.push(if is_doc {
                self.words(&entry)
            } else {
                self.rule(entry)
            });
            tight = is_doc;
        }
        let body = row([nest(row(parts)), self.last_gap()]);
        row([head, parameters, space(), open, body, self.token()])
    }

    /// `waiver ID { … }`
    pub(super) fn waiver(&mut self, pair: Node<'_>) -> Document<'s> {
        let head = pair_of(self.token(), self.token());
        let open = self.token();
        let mut parts = Vec::new();
        for part in pair.into_inner().skip(2).filter(|part| !is_brace(part)) {
            let first = parts.is_empty();
            parts.push(self.gap(if first { Gap::Tight } else { Gap::AsWritten }));
            parts.push(self.worded(part));
        }
        let body = row([nest(row(parts)), self.last_gap()]);
        row([head, space(), open, body, self.token()])
    }
}

/// The part of a rule that an entry belongs to; the condition of a rule goes with its cases.
fn part_of(pair: &Node<'_>) -> Part {
    match pair.as_rule() {
        Rule::header if pair.as_str().starts_with("when") => Part::Cases,
        Rule::header => Part::Header,
        Rule::clause => Part::Clauses,
        _ => Part::Cases,
    }
}
