//! The syntax tree: what a file says, with the place of every node.
//!
//! The tree is owned and has no lifetimes. It is never nested deeper than
//! [`MAX_DEPTH`](crate::MAX_DEPTH), so that a walk may recurse. Nothing in it is
//! resolved: names, types, enum values, dates and numbers are judged by the
//! checker. A node holds its place in `span`; equality is not defined, since
//! two nodes that differ in their place only mean the same.

pub mod expressions;
pub mod items;
pub mod rules;
pub mod tests;
pub mod types;

use tenet_base::Span;

pub use expressions::{
    ArithmeticOperator, Binding, CompareOperator, DomainWord, DurationUnit, Expr, ExprKind, IsTest,
    ObjectLiteral, Pair, QuantifierKind, TextTest, Window,
};
pub use items::{
    Alias, Argument, Broken, Def, Entity, Enum, Field, Item, Log, LogLine, LogPart, Modifier,
    ModifierKind, Param, Parameter, Record, Set, Template, Use, Variant,
};
pub use rules::{Clause, ClauseKind, Rule, Step, Text, TextPart, Waiver};
pub use tests::{Expect, Given, Status, Test, TestPart, World};
pub use types::{Type, TypeKind};

/// A source file.
#[derive(Debug, Clone)]
pub struct File {
    /// Its items, in order; broken ones as [`Item::Broken`].
    pub items: Vec<Item>,
    /// The whole file.
    pub span: Span,
}

/// A name as it is written, at its place.
#[derive(Debug, Clone)]
pub struct Ident {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A name, or `alias.name` for a name of another pack.
#[derive(Debug, Clone)]
pub struct QualifiedName {
    /// The alias of the pack, if one is given.
    pub qualifier: Option<Ident>,
    /// The name in that pack.
    pub name: Ident,
    /// Both.
    pub span: Span,
}

/// A string without holes, unescaped.
#[derive(Debug, Clone)]
pub struct StringLiteral {
    /// What it stands for.
    pub text: String,
    /// The literal with its quotes.
    pub span: Span,
}

/// A date or time as it is written; whether the calendar has it is the checker's question.
#[derive(Debug, Clone)]
pub struct DateLiteral {
    /// `2027-03-31` or `2027-03-31T08:00:00Z`.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}
