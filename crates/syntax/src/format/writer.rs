//! Taking tokens one after the other, and the shapes that many constructs share.
//!
//! The walk over pest's pairs decides where lines may end; every token and every
//! comment comes from here, in the order of the file. So nothing can be lost or
//! swapped, whatever the walk does.

use super::document::{
    Document, group, hard, last_comma, line, line_after, nest, nothing, own, row, soft_line, space,
    text, trailing,
};
use super::tokens::Token;
use crate::build::Node;
use crate::grammar::Rule;

/// Makes documents of pairs.
pub(super) struct Writer<'s> {
    text: &'s str,
    tokens: Vec<Token<'s>>,
    /// The next token.
    at: usize,
}

/// What stands before an entry of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: the entry is the first of the file.
    None,
    /// A new line, never an empty one.
    Tight,
    /// A new line, and an empty one if the author left one.
    AsWritten,
    /// An empty line.
    Blank,
}

/// The marks around a list, and what stands inside of them on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Padding {
    /// `[a, b]`
    Tight,
    /// `(a)`: one value, after which no comma stands.
    Single,
    /// `{ a: b }`
    Spaced,
    /// `{ a, b }`, broken also where the author began the first on a new line.
    AsWritten,
}

impl<'s> Writer<'s> {
    pub(super) fn new(text: &'s str, tokens: Vec<Token<'s>>) -> Self {
        Self {
            text,
            tokens,
            at: 0,
        }
    }

    /// The next token with its comments.
    pub(super) fn token(&mut self) -> Document<'s> {
        let own = self.comments();
        let Some(token) = self.tokens.get_mut(self.at) else {
            return nothing();
        };
        self.at += 1;
        let text = Some(token.text).filter(|text| !text.is_empty()).map(text);
        let comment = token.trailing.map(trailing);
        row(own.into_iter().chain(text).chain(comment))
    }

    /// The tokens of a pair that are left, with blanks between them.
    pub(super) fn words(&mut self, pair: &Node<'_>) -> Document<'s> {
        let mut parts = Vec::new();
        while self.is_before(pair.as_span().end()) {
            if !parts.is_empty() {
                parts.push(space());
            }
            parts.push(self.token());
        }
        row(parts)
    }

    /// The tokens of a pair that are left, with nothing between them.
    pub(super) fn glued(&mut self, pair: &Node<'_>) -> Document<'s> {
        let mut parts = Vec::new();
        while self.is_before(pair.as_span().end()) {
            parts.push(self.token());
        }
        row(parts)
    }

    /// The comments before the next token.
    fn comments(&mut self) -> Vec<Document<'s>> {
        let next = self.tokens.get_mut(self.at);
        let comments = next.map_or_else(Vec::new, |token| std::mem::take(&mut token.own));
        comments
            .into_iter()
            .map(|comment| own(comment.text))
            .collect()
    }

    fn is_before(&self, end: usize) -> bool {
        self.tokens
            .get(self.at)
            .is_some_and(|token| token.start < end)
    }

    fn is_next(&self, mark: &str) -> bool {
        self.tokens
            .get(self.at)
            .is_some_and(|token| token.text == mark)
    }

    /// Ends the line before the next token; its comments are put on lines of their own.
    pub(super) fn gap(&mut self, gap: Gap) -> Document<'s> {
        let Some(token) = self.tokens.get_mut(self.at) else {
            return nothing();
        };
        let comments = std::mem::take(&mut token.own);
        let mut gap = gap;
        let mut parts = Vec::new();
        for comment in comments {
            parts.extend(new_line(gap, comment.blank));
            parts.push(own(comment.text));
            gap = Gap::AsWritten;
        }
        parts.extend(new_line(gap, token.blank));
        row(parts)
    }

    /// `{ … }`: on one line if the author wrote it so and it fits, else an entry a line.
    pub(super) fn block(
        &mut self,
        braces: (&Node<'_>, &Node<'_>),
        entries: impl FnOnce(&mut Self, bool) -> Vec<Document<'s>>,
    ) -> Document<'s> {
        let (open, close) = braces;
        let (start, end) = (open.as_span().start(), close.as_span().start());
        let inside = self.text.get(start..end).unwrap_or("");
        let flat = !inside.contains('\n');
        let opening = self.token();
        let entries = entries(self, flat);
        let empty = entries.is_empty();
        let closing = self.closing_comments(empty);
        let last = if flat || (empty && !closing.forced) {
            line()
        } else {
            hard(false)
        };
        let inner = nest(row(entries.into_iter().chain([closing])));
        group(row([opening, inner, last, self.token()]))
    }

    /// The comments before a closing mark, which stand with what they follow.
    fn closing_comments(&mut self, first: bool) -> Document<'s> {
        let Some(token) = self.tokens.get_mut(self.at) else {
            return nothing();
        };
        let mut parts = Vec::new();
        for (at, comment) in std::mem::take(&mut token.own).into_iter().enumerate() {
            parts.push(hard(comment.blank && !(first && at == 0)));
            parts.push(own(comment.text));
        }
        row(parts)
    }

    /// Ends the line before the mark that closes a block which is always broken.
    pub(super) fn last_gap(&mut self) -> Document<'s> {
        row([nest(self.closing_comments(false)), hard(false)])
    }

    /// What stands before an entry of a block that may be on one line.
    pub(super) fn entry_gap(&mut self, flat: bool, gap: Gap) -> Document<'s> {
        if flat { line() } else { self.gap(gap) }
    }

    /// A list with commas between marks: on one line, or an item a line.
    pub(super) fn comma_list<'i>(
        &mut self,
        items: impl Iterator<Item = Node<'i>>,
        padding: Padding,
        item: impl Fn(&mut Self, Node<'i>) -> Document<'s>,
    ) -> Document<'s> {
        let broken = padding == Padding::AsWritten && self.ends_line();
        let opening = self.token();
        let mut parts = Vec::new();
        let mut documented = false;
        for pair in items {
            let tight = parts.is_empty() || documented;
            let gap = if tight { Gap::Tight } else { Gap::AsWritten };
            match pair.as_rule() {
                Rule::comma => continue,
                Rule::doc => parts.extend([self.gap(gap), self.token()]),
                _ => {
                    let before = if broken || documented {
                        self.gap(gap)
                    } else {
                        self.item_gap(parts.is_empty(), padding)
                    };
                    parts.extend([before, item(self, pair.clone()), self.comma(padding)]);
                }
            }
            documented = pair.as_rule() == Rule::doc;
        }
        let empty = parts.is_empty();
        let closing = self.closing_comments(empty);
        let end = if empty && !closing.forced && padding == Padding::Tight {
            nothing()
        } else {
            padding.line()
        };
        let inner = nest(row(parts.into_iter().chain([closing])));
        group(row([opening, inner, end, self.token()]))
    }

    /// Whether the next token ends its line.
    fn ends_line(&self) -> bool {
        let start = |at: usize| self.tokens.get(at).map_or(0, |token| token.start);
        let between = self.text.get(start(self.at)..start(self.at + 1));
        between.is_some_and(|between| between.contains('\n'))
    }

    /// What stands before an item: an empty line of the author is kept where the list is broken.
    fn item_gap(&mut self, first: bool, padding: Padding) -> Document<'s> {
        let next = self.tokens.get(self.at);
        let blank = next.is_some_and(|token| token.blank);
        if next.is_some_and(|token| !token.own.is_empty()) {
            self.gap(if first { Gap::Tight } else { Gap::AsWritten })
        } else if first {
            padding.line()
        } else {
            line_after(blank)
        }
    }

    /// The comma after an item: one that ends the list stands only where the list is broken.
    fn comma(&mut self, padding: Padding) -> Document<'s> {
        let last = match padding {
            Padding::Single => nothing(),
            Padding::Tight | Padding::Spaced | Padding::AsWritten => last_comma(),
        };
        if !self.is_next(",") {
            return last;
        }
        let Some(token) = self.tokens.get(self.at) else {
            return nothing();
        };
        let comment = token.trailing.map(trailing);
        self.at += 1;
        let ends = ["]", ")", "}"].iter().any(|mark| self.is_next(mark));
        let comma = if ends { last } else { text(",") };
        row([comma].into_iter().chain(comment))
    }

    /// Whether a comment stands within a pair.
    pub(super) fn has_comments(&self, pair: &Node<'_>) -> bool {
        let end = pair.as_span().end();
        let rest = self.tokens.get(self.at..).unwrap_or_default();
        let mut tokens = rest.iter().take_while(|token| token.start < end);
        tokens.any(|token| !token.own.is_empty() || token.trailing.is_some())
    }
}

impl Padding {
    fn line<'s>(self) -> Document<'s> {
        match self {
            Self::Tight | Self::Single => soft_line(),
            Self::Spaced | Self::AsWritten => line(),
        }
    }
}

fn new_line<'s>(gap: Gap, blank: bool) -> Option<Document<'s>> {
    match gap {
        Gap::None => None,
        Gap::Tight => Some(hard(false)),
        Gap::AsWritten => Some(hard(blank)),
        Gap::Blank => Some(hard(true)),
    }
}

/// A word with what follows it on the same line.
pub(super) fn pair_of<'s>(first: Document<'s>, second: Document<'s>) -> Document<'s> {
    row([first, space(), second])
}

/// Something that goes on the next line, a level deeper, if it does not fit.
pub(super) fn on_next_line(inner: Document<'_>) -> Document<'_> {
    group(nest(row([line(), inner])))
}
