//! Items other than rules and tests, and how items follow each other.

use super::document::{Document, blanks_if_broken, group, line, nest, nothing, row, space};
use super::expressions::Hang;
use super::writer::{Gap, Padding, Writer, on_next_line, pair_of};
use crate::build::Node;
use crate::grammar::Rule;

/// How wide the words of a `log` block are, with the blank after them.
const LOG_COLUMN: usize = "object ".len();

/// What went before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Start,
    Documentation,
    Declaration,
    /// A block that is always of several lines, which an empty line sets off.
    Block,
}

impl<'s> Writer<'s> {
    /// All items, and the comments after the last.
    pub(super) fn file(&mut self, items: &[Node<'_>]) -> Document<'s> {
        let mut parts = Vec::new();
        let mut before = Before::Start;
        for (at, item) in items.iter().enumerate() {
            // The first line of documentation is set off as what it documents is.
            let gap = if before == Before::Documentation {
                Gap::Tight
            } else {
                let mut rest = items.iter().skip(at).map(before_next);
                gap_before(
                    before,
                    rest.find(|next| *next != Before::Documentation) == Some(Before::Block),
                )
            };
            parts.extend([self.gap(gap), self.item(item.clone())]);
            before = before_next(item);
        }
        row(parts)
    }

    fn item(&mut self, pair: Node<'_>) -> Document<'s> {
        match pair.as_rule() {
            Rule::entity | Rule::record => self.entity(pair),
            Rule::enumeration => self.enumeration(pair),
            Rule::alias => self.alias(pair),
            Rule::param => self.param(pair),
            Rule::set => self.set(pair),
            Rule::def => self.def(pair),
            Rule::rule_item => self.rule(pair),
            Rule::template => self.template(pair),
            Rule::instance => self.instance(pair),
            Rule::waiver => self.waiver(pair),
            Rule::test => self.test(pair),
            _ => self.words(&pair),
        }
    }

    /// `entity`, `record`: a field a line.
    fn entity(&mut self, pair: Node<'_>) -> Document<'s> {
        let mut head = vec![pair_of(self.token(), self.token())];
        let mut entries = Vec::new();
        let mut braces = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::base | Rule::source_path | Rule::discriminator => {
                    head.push(on_next_line(self.words(&part)));
                }
                Rule::open_brace | Rule::close_brace => braces.push(part),
                Rule::field | Rule::doc | Rule::label | Rule::targeting | Rule::log => {
                    entries.push(part);
                }
                _ => {}
            }
        }
        let body = self.entries(&braces, entries, Self::entity_entry);
        pair_of(row(head), body)
    }

    /// A block of entries, of which some are the documentation of the next.
    pub(super) fn entries(
        &mut self,
        braces: &[Node<'_>],
        entries: Vec<Node<'_>>,
        entry: impl Fn(&mut Self, Node<'_>) -> Document<'s>,
    ) -> Document<'s> {
        let [open, close] = braces else {
            return nothing();
        };
        self.block((open, close), |writer, flat| {
            let mut parts = Vec::new();
            let mut tight = true;
            for part in entries {
                let gap = if tight { Gap::Tight } else { Gap::AsWritten };
                tight = part.as_rule() == Rule::doc;
                parts.push(writer.entry_gap(flat, gap));
                parts.push(entry(writer, part));
            }
            parts
        })
    }

    fn entity_entry(&mut self, pair: Node<'_>) -> Document<'s> {
        match pair.as_rule() {
            Rule::field => self.field(pair),
            Rule::log => self.log(pair),
            _ => self.words(&pair),
        }
    }

    /// `key name: Type from "path" null "text"`
    fn field(&mut self, pair: Node<'_>) -> Document<'s> {
        let mut parts = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::modifier => parts.extend([self.words(&part), space()]),
                Rule::ty => parts.extend([space(), self.ty(part)]),
                Rule::field_part => parts.push(on_next_line(self.words(&part))),
                _ => parts.push(self.token()),
            }
        }
        row(parts)
    }

    /// `log { … }`: what the words tell stands in one column.
    fn log(&mut self, pair: Node<'_>) -> Document<'s> {
        let word = self.token();
        let inner: Vec<_> = pair.into_inner().collect();
        let (braces, rest): (Vec<_>, Vec<_>) = inner.into_iter().partition(is_brace);
        let lines = rest
            .into_iter()
            .filter(|part| part.as_rule() == Rule::log_line);
        let body = self.entries(&braces, lines.collect(), Self::log_line);
        pair_of(word, body)
    }

    fn log_line(&mut self, pair: Node<'_>) -> Document<'s> {
        let mut parts = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::expr => parts.push(self.expression(part, Hang::Deeper)),
                Rule::path => parts.push(self.token()),
                _ => {
                    let columns = LOG_COLUMN.saturating_sub(part.as_str().len() + 1);
                    parts.extend([self.token(), space(), blanks_if_broken(columns)]);
                }
            }
        }
        row(parts)
    }

    /// `ordered enum E { a, b }`
    fn enumeration(&mut self, pair: Node<'_>) -> Document<'s> {
        let mut head = Vec::new();
        let mut variants = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::doc | Rule::variant | Rule::comma => variants.push(part),
                Rule::open_brace | Rule::close_brace => {}
                _ => head.extend([self.token(), space()]),
            }
        }
        let body = self.comma_list(variants.into_iter(), Padding::AsWritten, |writer, item| {
            writer.words(&item)
        });
        row(head.into_iter().chain([body]))
    }

    /// `type T = A | B`
    fn alias(&mut self, pair: Node<'_>) -> Document<'s> {
        let name = pair_of(self.token(), self.token());
        let head = pair_of(name, self.token());
        let union = pair.into_inner().find(|part| part.as_rule() == Rule::union);
        let union = union.map_or_else(nothing, |union| self.union(union));
        row([head, group(nest(row([line(), union])))])
    }

    /// `param p: T = e`
    fn param(&mut self, pair: Node<'_>) -> Document<'s> {
        let mut parts = vec![self.token(), space()];
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::name | Rule::colon => parts.push(self.token()),
                Rule::ty => parts.extend([space(), self.ty(part)]),
                Rule::equals => parts.extend([space(), self.token(), space()]),
                Rule::expr => parts.push(self.expression(part, Hang::Deeper)),
                _ => {}
            }
        }
        row(parts)
    }

    /// `set s = C`
    fn set(&mut self, pair: Node<'_>) -> Document<'s> {
        let name = pair_of(self.token(), self.token());
        let head = pair_of(name, self.token());
        let value = pair.into_inner().last();
        let value = value.map_or_else(nothing, |value| self.collection(value, Hang::Deeper));
        pair_of(head, value)
    }

    /// `def d(p: T) -> U = e`: a long body begins on the line after the `=`.
    fn def(&mut self, pair: Node<'_>) -> Document<'s> {
        let mut head = vec![self.token(), space(), self.token()];
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::parameters => head.push(self.parameters(part)),
                Rule::arrow | Rule::equals => head.extend([space(), self.token()]),
                Rule::ty => head.extend([space(), self.ty(part)]),
                Rule::collection => {
                    let body = self.collection(part, Hang::Level);
                    head.push(on_next_line(body));
                }
                _ => {}
            }
        }
        row(head)
    }

    /// `(p: T, q: U)`
    pub(super) fn parameters(&mut self, pair: Node<'_>) -> Document<'s> {
        let items = pair
            .into_inner()
            .filter(|part| matches!(part.as_rule(), Rule::parameter | Rule::comma));
        self.comma_list(items, Padding::Tight, |writer, item| {
            let name = row([writer.token(), writer.token()]);
            let ty = item.into_inner().last();
            let ty = ty.map_or_else(nothing, |ty| writer.ty(ty));
            pair_of(name, ty)
        })
    }

    /// `use t(p: e)`
    fn instance(&mut self, pair: Node<'_>) -> Document<'s> {
        let head = pair_of(self.token(), self.token());
        let items = pair
            .into_inner()
            .filter(|part| matches!(part.as_rule(), Rule::pair | Rule::comma));
        let arguments = self.comma_list(items, Padding::Tight, Self::pair);
        row([head, arguments])
    }
}

pub(super) fn is_brace(pair: &Node<'_>) -> bool {
    matches!(pair.as_rule(), Rule::open_brace | Rule::close_brace)
}

fn gap_before(before: Before, block: bool) -> Gap {
    match (before, block) {
        (Before::Start, _) => Gap::None,
        (Before::Documentation, _) => Gap::Tight,
        (Before::Block, _) | (Before::Declaration, true) => Gap::Blank,
        (Before::Declaration, false) => Gap::AsWritten,
    }
}

/// What an item is to the one after it.
fn before_next(pair: &Node<'_>) -> Before {
    match pair.as_rule() {
        Rule::doc => Before::Documentation,
        Rule::rule_item | Rule::template | Rule::waiver | Rule::test => Before::Block,
        _ => Before::Declaration,
    }
}
