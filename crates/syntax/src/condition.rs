//! The conditions of Microsoft 365, from their text to a tree: dynamic
//! membership rules, filters of assignments, and device filters of
//! Conditional Access.
//!
//! [`parse`] reads the text of one rule. What a property is and which
//! operators it has is not known here. Clauses named `D`, `F` and `K` are
//! those of the targeting semantics in the book.

mod build;
mod mistake;

use std::ops::Range;

use pest::Parser;

/// Which of the three languages a text is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// A rule of a dynamic group (D).
    Membership,
    /// A filter of an assignment (F).
    AssignmentFilter,
    /// A device filter of Conditional Access (K).
    DeviceFilter,
}

/// A rule that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Conditions on the object.
    Expression(Expression),
    /// Those whose manager has this id.
    DirectReports(Text),
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// All of them.
    And(Vec<Expression>),
    /// One of them.
    Or(Vec<Expression>),
    /// Not this one.
    Not(Box<Expression>, Span),
    /// Items of a collection.
    Quantified(Quantified),
    /// A property, an operator and a value.
    Comparison(Comparison),
}

/// A condition on the items of a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantified {
    /// The collection.
    pub operand: Operand,
    /// Whether every item has to satisfy it; else some.
    pub every: bool,
    /// What items have to satisfy.
    pub inner: Box<Expression>,
    /// Whether parentheses say how far it reaches (D20).
    pub closed: bool,
    /// All of it.
    pub span: Span,
}

/// A comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What is compared.
    pub operand: Operand,
    /// How.
    pub operator: Operator,
    /// Where the operator stands.
    pub operator_span: Span,
    /// What it is compared with.
    pub value: Value,
    /// All of it.
    pub span: Span,
}

/// What is compared: a property, or an item of a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operand {
    /// `user`, `device`, `app`, `assignedPlan`, `group`, as written; none for an item.
    pub entity: Option<String>,
    /// The property, as written; `_` for an item.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// What something is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// What it is.
    pub kind: ValueKind,
    /// Where it stands.
    pub span: Span,
}

/// Kinds of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueKind {
    /// A text.
    Text(Text),
    /// A list of texts.
    List(Vec<Text>),
    /// A word without quotation marks: `true`, `10.0.22000`, a date.
    Bare(String),
    /// `null` or `$null`.
    Null,
    /// `system.now`, and what is added to it: a duration of ISO 8601.
    Now(Option<Shift>),
}

/// What is added to a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// Whether it is taken away.
    pub minus: bool,
    /// A duration of ISO 8601, as written: `p1d`.
    pub duration: String,
}

/// A text in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What stands between them.
    pub text: String,
    /// How it is quoted.
    pub quotes: Quotes,
    /// Where it stands.
    pub span: Span,
}

/// How a text is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quotes {
    /// By double quotation marks.
    Double,
    /// By single ones, which are documented in lists of groups alone (D9).
    Single,
    /// With quotation marks escaped inside; two pages disagree on how (D9).
    Escaped,
}

/// Operators that compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operator {
    /// `-eq`
    Eq,
    /// `-ne`
    Ne,
    /// `-startsWith`
    StartsWith,
    /// `-notStartsWith`
    NotStartsWith,
    /// `-endsWith`
    EndsWith,
    /// `-notEndsWith`
    NotEndsWith,
    /// `-contains`
    Contains,
    /// `-notContains`
    NotContains,
    /// `-match`
    Match,
    /// `-notMatch`
    NotMatch,
    /// `-in`
    In,
    /// `-notIn`
    NotIn,
    /// `-ge`
    Ge,
    /// `-gt`
    Gt,
    /// `-le`
    Le,
    /// `-lt`
    Lt,
}

/// Bytes of the rule text.
pub type Span = Range<usize>;

/// Why a rule cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionError {
    /// What is wrong, without a full stop.
    pub message: String,
    /// Where.
    pub span: Span,
    /// How to mend it, where that is plain.
    pub help: Option<String>,
    /// What it comes from.
    pub cause: Cause,
}

/// What a rule that cannot be read offends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// It has more characters than are allowed (D1, F1, K1).
    Length,
    /// It is none of the language (D3, F2, K2).
    Language,
    /// It puts something beside `Direct Reports for` (D25).
    Reports,
    /// Nothing: this reader gives up, on what may be right.
    Reader,
}

/// The most characters that a rule may have (D1, F1, K1).
pub const MOST_CHARACTERS: usize = 3072;

/// How deep parentheses may be nested; what is deeper is not read.
const MOST_NESTED: usize = 64;

/// The parser that pest makes of `grammar/condition.pest`.
mod grammar {
    /// The generated parser.
    #[derive(pest_derive::Parser)]
    #[grammar = "../../../grammar/condition.pest"]
    pub(super) struct ConditionParser;
}

use grammar::{ConditionParser, Rule};

/// Reads a rule.
///
/// # Errors
///
/// The text is too long, nested too deep, or is none of the language.
pub fn parse(text: &str) -> Result<Condition, ConditionError> {
    mistake::refuse_size(text)?;
    let pairs = ConditionParser::parse(Rule::condition, text);
    let mut pairs = pairs.map_err(|error| mistake::explain(text, &error))?;
    let rule = pairs.next().and_then(|rule| rule.into_inner().next());
    rule.and_then(build::condition)
        .ok_or_else(|| mistake::unreadable(text))
}

impl Operator {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Eq,
        Self::Ne,
        Self::StartsWith,
        Self::NotStartsWith,
        Self::EndsWith,
        Self::NotEndsWith,
        Self::Contains,
        Self::NotContains,
        Self::Match,
        Self::NotMatch,
        Self::In,
        Self::NotIn,
        Self::Ge,
        Self::Gt,
        Self::Le,
        Self::Lt,
    ];

    /// How Microsoft writes it, without the hyphen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::StartsWith => "startsWith",
            Self::NotStartsWith => "notStartsWith",
            Self::EndsWith => "endsWith",
            Self::NotEndsWith => "notEndsWith",
            Self::Contains => "contains",
            Self::NotContains => "notContains",
            Self::Match => "match",
            Self::NotMatch => "notMatch",
            Self::In => "in",
            Self::NotIn => "notIn",
            Self::Ge => "ge",
            Self::Gt => "gt",
            Self::Le => "le",
            Self::Lt => "lt",
        }
    }

    /// The operator of a word, in any case, hyphen or not.
    pub fn named(word: &str) -> Option<Self> {
        let word = word.trim_start_matches(['-', '\u{2013}']);
        let long = [("equals", Self::Eq), ("notEquals", Self::Ne)];
        let spelled = long
            .into_iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(word));
        let known = || {
            Self::ALL
                .into_iter()
                .find(|known| known.name().eq_ignore_ascii_case(word))
        };
        spelled.map(|(_, operator)| operator).or_else(known)
    }

    /// The operator that this one denies; none for those that deny nothing.
    pub const fn denied(self) -> Option<Self> {
        match self {
            Self::Ne => Some(Self::Eq),
            Self::NotStartsWith => Some(Self::StartsWith),
            Self::NotEndsWith => Some(Self::EndsWith),
            Self::NotContains => Some(Self::Contains),
            Self::NotMatch => Some(Self::Match),
            Self::NotIn => Some(Self::In),
            Self::Eq
            | Self::StartsWith
            | Self::EndsWith
            | Self::Contains
            | Self::Match
            | Self::In
            | Self::Ge
            | Self::Gt
            | Self::Le
            | Self::Lt => None,
        }
    }
}
