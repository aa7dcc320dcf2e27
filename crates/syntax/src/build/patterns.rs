//! Tests of a text by a pattern: `like "…"` and `matches /…/`.

use tenet_base::Span;

use super::expressions::{Placed, Term, Tokens, failed};
use super::operators::{Level, Operator};
use super::{Builder, Node};
use crate::ast::{ExprKind, StringLiteral, TextTest};
use crate::grammar::Rule;
use crate::slips;

impl Builder<'_> {
    pub(super) fn like(&mut self, left: Term, placed: Placed<'_>, tokens: &mut Tokens<'_>) -> Term {
        if let Some(pattern) = tokens.next_of(Rule::string) {
            let pattern = self.string(&pattern);
            return self.text_test(left, pattern.span, TextTest::Like(pattern));
        }
        self.wrong_pattern(left.expr.span, placed, tokens, "a pattern in double quotes")
    }

    pub(super) fn matches(
        &mut self,
        left: Term,
        placed: Placed<'_>,
        tokens: &mut Tokens<'_>,
    ) -> Term {
        if let Some(pattern) = tokens.next_of(Rule::regex) {
            let pattern = self.regex(&pattern);
            return self.text_test(left, pattern.span, TextTest::Matches(pattern));
        }
        self.wrong_pattern(
            left.expr.span,
            placed,
            tokens,
            "a regular expression between slashes",
        )
    }

    fn wrong_pattern(
        &mut self,
        left: Span,
        placed: Placed<'_>,
        tokens: &mut Tokens<'_>,
        wanted: &str,
    ) -> Term {
        let right = match tokens.next_of(Rule::regex) {
            Some(regex) => self.span(&regex),
            None => self.operations(tokens, Level::During).expr.span,
        };
        let operator = if placed.operator == Operator::Like {
            "like"
        } else {
            "matches"
        };
        self.report(slips::wrong_pattern(right, operator, wanted));
        failed(left.to(right))
    }

    pub(super) fn text_test(&mut self, left: Term, end: Span, test: TextTest) -> Term {
        let span = left.expr.span.to(end);
        let subject = Box::new(left.expr);
        self.grow(ExprKind::TextTest { subject, test }, span, left.height)
    }

    /// A regular expression, less its slashes.
    pub(super) fn regex(&self, pair: &Node<'_>) -> StringLiteral {
        let text = pair.as_str();
        let inner = text.get(1..text.len().saturating_sub(1)).unwrap_or("");
        StringLiteral {
            text: inner.replace("\\/", "/"),
            span: self.span(pair),
        }
    }
}
