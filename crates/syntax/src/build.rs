//! From pest's pairs to the tree; slips that the grammar lets through are refused here.

mod expressions;
mod items;
mod operands;
mod operators;
mod patterns;
mod rules;
mod tests;
mod texts;
mod types;

use pest::iterators::{Pair, Pairs};
use tenet_base::{Diagnostic, Span};

use crate::ast::{DateLiteral, Expr, Ident, Item, QualifiedName};
use crate::failure::Origin;
use crate::grammar::Rule;
use crate::scan::{snapped, to_ascii};
use crate::slips;
use crate::words::is_mark;

pub(crate) use operators::{Binding, SPELLINGS};

pub(crate) type Node<'i> = Pair<'i, Rule>;

/// Builds the tree of one text that pest has read.
pub(crate) struct Builder<'s> {
    origin: Origin<'s>,
    /// The file as it was written, for names whose letters were mended.
    written: &'s str,
    /// How deep in expressions the builder is.
    depth: usize,
    /// Whether S0002 was told already: once is enough for an item.
    told_depth: bool,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// The parts of a pair that are not keywords or marks.
pub(crate) struct Parts<'i> {
    pairs: std::iter::Peekable<Pairs<'i, Rule>>,
}

impl<'i> Parts<'i> {
    fn of(pair: Node<'i>) -> Self {
        Self {
            pairs: pair.into_inner().peekable(),
        }
    }

    fn peek(&mut self) -> Option<Rule> {
        while self.pairs.next_if(|pair| is_mark(pair.as_rule())).is_some() {}
        self.pairs.peek().map(Node::as_rule)
    }

    /// The next part, if it is of that rule.
    fn next_of(&mut self, rule: Rule) -> Option<Node<'i>> {
        (self.peek() == Some(rule)).then(|| self.pairs.next())?
    }
}

impl<'i> Iterator for Parts<'i> {
    type Item = Node<'i>;

    fn next(&mut self) -> Option<Node<'i>> {
        self.peek();
        self.pairs.next()
    }
}

impl<'s> Builder<'s> {
    pub(crate) fn new(origin: Origin<'s>, written: &'s str) -> Self {
        Self {
            origin,
            written,
            depth: 0,
            told_depth: false,
            diagnostics: Vec::new(),
        }
    }

    /// The items of a slice.
    pub(crate) fn slice(&mut self, pairs: Pairs<'_, Rule>) -> Vec<Item> {
        let mut items = Vec::new();
        let mut doc = String::new();
        for pair in pairs.flat_map(Pair::into_inner) {
            match pair.as_rule() {
                Rule::doc => push_doc(&mut doc, &pair),
                Rule::EOI => {}
                _ => {
                    self.told_depth = false;
                    items.extend(self.item(pair, std::mem::take(&mut doc)));
                }
            }
        }
        items
    }

    /// The expression of a query.
    pub(crate) fn query(&mut self, pairs: Pairs<'_, Rule>) -> Expr {
        let collection = pairs.flat_map(Pair::into_inner).next();
        self.whole_collection(collection)
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Tells that something is nested too deeply, once.
    fn too_deep(&mut self, span: Span) {
        if !std::mem::replace(&mut self.told_depth, true) {
            self.report(slips::too_deep(span.at_start().to(span)));
        }
    }

    /// A range of the text in the file; what closes a cut text lies beyond the file.
    fn range(&self, start: usize, end: usize) -> Span {
        let span = Span::new(
            self.origin.file,
            (self.origin.base + start) as u32,
            (self.origin.base + end) as u32,
        );
        snapped(self.written, span)
    }

    /// The place of a token.
    fn leaf(&self, token: &Node<'_>) -> Span {
        let span = token.as_span();
        self.range(span.start(), span.end())
    }

    /// The place of a pair that has parts, less the blanks and comments that pest leaves at its end.
    fn span(&self, pair: &Node<'_>) -> Span {
        let mut last = pair.clone();
        while let Some(inner) = last.clone().into_inner().next_back() {
            last = inner;
        }
        self.range(pair.as_span().start(), last.as_span().end())
    }

    /// The end of the text, for what is missing.
    fn nowhere(&self) -> Span {
        let end = self.origin.text.len();
        self.range(end, end)
    }

    fn written(&self, span: Span, read: &str) -> String {
        let written = self.written.get(span.start as usize..span.end as usize);
        match written {
            Some(written) if !written.is_ascii() => to_ascii(written),
            _ => read.to_owned(),
        }
    }

    fn ident(&self, pair: &Node<'_>) -> Ident {
        let span = self.leaf(pair);
        Ident {
            text: self.written(span, pair.as_str()),
            span,
        }
    }

    fn ident_or_nothing(&self, pair: Option<Node<'_>>) -> Ident {
        pair.map_or_else(|| self.no_name(), |pair| self.ident(&pair))
    }

    fn no_name(&self) -> Ident {
        Ident {
            text: String::new(),
            span: self.nowhere(),
        }
    }

    /// The names of a token with dots between them.
    fn dotted(&self, pair: &Node<'_>) -> Vec<Ident> {
        let mut start = pair.as_span().start();
        let names = pair.as_str().split('.');
        let ident = |name: &str| {
            let span = self.range(start, start + name.len());
            start += name.len() + 1;
            Ident {
                text: self.written(span, name),
                span,
            }
        };
        names.map(ident).collect()
    }

    fn qualified(&self, pair: &Node<'_>) -> QualifiedName {
        let mut names = self.dotted(pair).into_iter();
        let span = self.leaf(pair);
        let first = names.next().unwrap_or_else(|| self.no_name());
        match names.next() {
            Some(name) => QualifiedName {
                qualifier: Some(first),
                name,
                span,
            },
            None => QualifiedName {
                qualifier: None,
                name: first,
                span,
            },
        }
    }

    fn qualified_or_nothing(&self, pair: Option<Node<'_>>) -> QualifiedName {
        match pair {
            Some(pair) => self.qualified(&pair),
            None => QualifiedName {
                qualifier: None,
                name: self.no_name(),
                span: self.nowhere(),
            },
        }
    }

    fn date(&self, pair: Option<Node<'_>>) -> DateLiteral {
        match pair {
            Some(pair) => DateLiteral {
                text: pair.as_str().to_owned(),
                span: self.leaf(&pair),
            },
            None => DateLiteral {
                text: String::new(),
                span: self.nowhere(),
            },
        }
    }

    /// Fills a place that may be filled once.
    fn once<T>(&mut self, place: &mut Option<T>, value: T, span: Span, word: &str) {
        if place.is_some() {
            self.report(slips::repeated(span, word));
        } else {
            *place = Some(value);
        }
    }
}

/// Adds a line of documentation, less its slashes and the blank after them.
fn push_doc(doc: &mut String, pair: &Node<'_>) {
    let line = pair.as_str().trim_start_matches('/').trim_end();
    if !doc.is_empty() {
        doc.push('\n');
    }
    doc.push_str(line.strip_prefix(' ').unwrap_or(line));
}
