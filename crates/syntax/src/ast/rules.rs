//! Rules, their clauses and texts, and waivers.

use tenet_base::Span;

use super::{Binding, DateLiteral, Expr, Ident, StringLiteral};

/// `rule ID "title" { … }`.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The `///` lines above it.
    pub doc: String,
    /// `SVC-C3c`; with holes (`{row}-C1a`) in a template.
    pub id: Text,
    /// What the rule demands, in words.
    pub title: Text,
    /// Whose obligation it is.
    pub duty: Option<Ident>,
    /// `info` to `critical`.
    pub severity: Option<Ident>,
    /// What the rule stands for.
    pub cites: Vec<Text>,
    /// Free marks.
    pub tags: Vec<Ident>,
    /// Codes of lints that it allows.
    pub allow: Vec<Ident>,
    /// If false, the rule is not applicable.
    pub when: Option<Expr>,
    /// `for` and `let`, in order.
    pub steps: Vec<Step>,
    /// `require` and `forbid`, in order. Empty only after an error.
    pub clauses: Vec<Clause>,
    /// The item.
    pub span: Span,
}

/// What is bound before the clauses.
#[derive(Debug, Clone)]
pub enum Step {
    /// `for x in C where P`.
    For(Binding),
    /// `let y = e`.
    Let {
        /// The name.
        name: Ident,
        /// Its value.
        value: Expr,
        /// The step.
        span: Span,
    },
}

/// `require P message "…" fix "…" severity e`.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Whether the condition must be or must not be.
    pub kind: ClauseKind,
    /// The condition.
    pub condition: Expr,
    /// What to say of a violation. Without parts only after an error.
    pub message: Text,
    /// What to do about it.
    pub fix: Option<Text>,
    /// How bad this violation is, where it is not as bad as the rule.
    pub severity: Option<Expr>,
    /// The clause.
    pub span: Span,
}

/// The two kinds of clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClauseKind {
    /// The condition must be true.
    Require,
    /// The condition must be false.
    Forbid,
}

/// A text with holes.
#[derive(Debug, Clone)]
pub struct Text {
    /// Its parts, in order; two literals never follow each other.
    pub parts: Vec<TextPart>,
    /// The literal with its quotes, or the rule id.
    pub span: Span,
}

/// A part of a text.
#[derive(Debug, Clone)]
pub enum TextPart {
    /// Text as it is, unescaped.
    Literal(StringLiteral),
    /// `{e}`: the value of an expression; its span has no braces.
    Hole(Expr),
}

impl Text {
    /// The text, if it has no hole.
    pub fn plain(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [] => Some(""),
            [TextPart::Literal(literal)] => Some(&literal.text),
            _ => None,
        }
    }
}

/// `waiver ID { where P until D reason "…" approved_by "…" }`.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The `///` lines above it.
    pub doc: String,
    /// The id of the rule.
    pub rule: Ident,
    /// For which cases; all without it.
    pub condition: Option<Expr>,
    /// The last day, inclusive.
    pub until: DateLiteral,
    /// Why.
    pub reason: StringLiteral,
    /// By whom.
    pub approved_by: StringLiteral,
    /// The item.
    pub span: Span,
}
