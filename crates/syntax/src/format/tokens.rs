//! The tokens of a file, each with the comments around it.
//!
//! pest skips comments and gives no pair to most brackets, so tokens are cut
//! from the text: a leaf of pest's pairs is a token (or several, where the
//! grammar lets blanks stand within), and so is each mark between two leaves.

use crate::build::Node;
use crate::grammar::Rule;

/// A token with what stands around it that is not code.
#[derive(Debug)]
pub(super) struct Token<'s> {
    pub(super) text: &'s str,
    /// Where it begins in the text.
    pub(super) start: usize,
    /// Whether an empty line stands right before it.
    pub(super) blank: bool,
    /// The comments on lines of their own before it.
    pub(super) own: Vec<Comment<'s>>,
    /// The comment that ends its line.
    pub(super) trailing: Option<&'s str>,
}

/// A comment on a line of its own.
#[derive(Debug)]
pub(super) struct Comment<'s> {
    pub(super) text: &'s str,
    /// Whether an empty line stands before it.
    pub(super) blank: bool,
}

struct Lexer<'s> {
    text: &'s str,
    /// Where the next token may begin.
    at: usize,
    tokens: Vec<Token<'s>>,
    /// The comments that wait for their token.
    own: Vec<Comment<'s>>,
    /// How many lines ended since the last token or comment.
    lines: usize,
}

/// The tokens of a text that pest has read, and an empty one at its end.
pub(super) fn tokens<'s>(text: &'s str, pairs: &[Node<'_>]) -> Vec<Token<'s>> {
    let mut lexer = Lexer {
        text,
        at: 0,
        tokens: Vec::with_capacity(text.len() / 6),
        own: Vec::new(),
        lines: 0,
    };
    for pair in pairs {
        lexer.leaves(pair.clone());
    }
    lexer.cut(text.len(), false);
    lexer.push(text.len(), text.len());
    lexer.tokens
}

impl Lexer<'_> {
    fn leaves(&mut self, pair: Node<'_>) {
        let (rule, span) = (pair.as_rule(), pair.as_span());
        let mut inner = pair.into_inner().peekable();
        if rule == Rule::EOI {
            return;
        }
        if inner.peek().is_some() {
            inner.for_each(|pair| self.leaves(pair));
            return;
        }
        self.cut(span.start(), false);
        if matches!(rule, Rule::string | Rule::regex | Rule::doc) {
            self.push(span.start(), span.end());
            self.at = span.end();
        } else {
            self.cut(span.end(), true);
        }
    }

    /// Takes what stands before `end`: comments, and tokens of one character or of whole words.
    fn cut(&mut self, end: usize, words: bool) {
        while let Some(rest) = self.text.get(self.at..end).filter(|rest| !rest.is_empty()) {
            let first = rest.chars().next().map_or(1, char::len_utf8);
            if rest.starts_with(char::is_whitespace) {
                self.lines += usize::from(rest.starts_with('\n'));
                self.at += first;
            } else if rest.starts_with("//") {
                self.comment();
            } else {
                let length = if words { word_length(rest) } else { first };
                self.push(self.at, self.at + length);
                self.at += length;
            }
        }
    }

    fn comment(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or("");
        let line = rest.find('\n').map_or(rest, |end| rest.split_at(end).0);
        self.at += line.len();
        let (text, lines) = (line.trim_end(), std::mem::take(&mut self.lines));
        let previous = self.tokens.last_mut().filter(|_| self.own.is_empty());
        match previous.filter(|token| lines == 0 && token.trailing.is_none()) {
            Some(token) => token.trailing = Some(text),
            None => self.own.push(Comment {
                text,
                blank: lines > 1,
            }),
        }
    }

    /// A comma is put where it belongs: before the comments that stand between it and what it follows.
    fn push(&mut self, start: usize, end: usize) {
        let text = self.text.get(start..end).unwrap_or("").trim_end();
        let (mut own, mut trailing) = (Vec::new(), None);
        if text == "," {
            trailing = self.tokens.last_mut().and_then(|last| last.trailing.take());
        } else {
            own = std::mem::take(&mut self.own);
        }
        let blank = std::mem::take(&mut self.lines) > 1;
        self.tokens.push(Token {
            text,
            start,
            blank,
            own,
            trailing,
        });
    }
}

fn word_length(rest: &str) -> usize {
    let blank = rest.find(char::is_whitespace).unwrap_or(rest.len());
    rest.find("//").map_or(blank, |comment| comment.min(blank))
}
