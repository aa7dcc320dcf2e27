//! Tests of texts, and functions on them.

use tenet_hir::{ExprId, Pattern, TextTest};

use crate::machine::Machine;
use crate::truth::{Known, Truth};
use crate::value::{Text, Value};

impl<'a> Machine<'a> {
    pub(super) fn text_test(&mut self, test: TextTest, left: ExprId, right: ExprId) -> Truth {
        let exact = self.is_exact(left) || self.is_exact(right);
        let (whole, part) = self.two_texts(left, right)?;
        let strings = self.strings();
        let (whole, part) = if exact {
            (whole.as_str(strings), part.as_str(strings))
        } else {
            (whole.folded(strings), part.folded(strings))
        };
        Ok(match test {
            TextTest::StartsWith => whole.starts_with(part),
            TextTest::EndsWith => whole.ends_with(part),
            TextTest::Contains => whole.contains(part),
        })
    }

    /// `a like "…"`, `a matches /…/`. The pattern is compiled for what the
    /// checker sees; in a definition only the call tells that a text is exact.
    pub(super) fn matches(&mut self, expr: ExprId, (inner, pattern): (ExprId, &Pattern)) -> Truth {
        let exact = self.is_exact(inner);
        let text = self.text(inner)?;
        let strings = self.strings();
        let text = text.as_str(strings);
        if !exact {
            return Ok(pattern.is_match(text));
        }
        let patterns = &mut self.memory.patterns;
        let exact = patterns.entry(expr).or_insert_with(|| pattern.exact().ok());
        Ok(exact.as_ref().unwrap_or(pattern).is_match(text))
    }

    /// The text that an expression gives. A member of an enumeration is none.
    pub(super) fn text(&mut self, expr: ExprId) -> Known<Text> {
        let value = self.value(expr)?;
        self.as_text(value)
    }

    pub(super) fn as_text(&mut self, value: Value<'a>) -> Known<Text> {
        match self.present(value)? {
            Value::Text(text) => Ok(text),
            Value::Ref(key) => Ok(Text::Symbol(key.key)),
            Value::Null
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Number(_)
            | Value::Date(_)
            | Value::Duration(_)
            | Value::Enum(..)
            | Value::Severity(_)
            | Value::Object(_)
            | Value::Record(_)
            | Value::Made(_)
            | Value::Inclusion(_)
            | Value::Actor(_)
            | Value::Certificate(_)
            | Value::Interval(_)
            | Value::List(_) => self.misfit(),
        }
    }

    /// Both texts, or the reasons of both that are unknown.
    pub(super) fn two_texts(&mut self, left: ExprId, right: ExprId) -> Known<(Text, Text)> {
        match (self.text(left), self.text(right)) {
            (Ok(left), Ok(right)) => Ok((left, right)),
            (Err(reasons), Ok(_)) | (Ok(_), Err(reasons)) => Err(reasons),
            (Err(left), Err(right)) => Err(left.merged(&right)),
        }
    }
}
