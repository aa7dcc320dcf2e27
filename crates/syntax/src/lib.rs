//! The syntax of Tenet: from the text of a file to a tree and its errors.
//!
//! In: a file's id and its text. Out: an [`ast::File`] and diagnostics, always
//! both: [`parse`] never fails and never panics, and a broken item hides
//! neither the errors of the next nor its siblings. [`parse_expression`] reads
//! a single expression, for queries. [`format`](format()) lays a correct file out anew.
//!
//! This crate resolves no name, knows no type and reads no file. The grammar
//! is `grammar/tenet.pest`; only this crate knows pest. The conditions that
//! Microsoft 365 has of its own are read by [`condition`].

pub mod ast;
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a pair has few kinds of children, and an expression few that matter: naming all the others says nothing"
)]
mod build;
pub mod condition;
mod failure;
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a pair has few kinds of children, and the marks among them are all laid out alike"
)]
mod format;
mod grammar;
mod parse;
pub mod reference;
mod scan;
mod slips;
mod words;

use tenet_base::Diagnostic;

pub use format::format;
pub use parse::{parse, parse_expression};

/// How deep a tree may be nested; what is deeper is refused with S0002.
pub const MAX_DEPTH: usize = 128;

/// What a text was read as.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The tree; broken items are marked as such.
    pub file: ast::File,
    /// What is wrong with the text, by position.
    pub diagnostics: Vec<Diagnostic>,
}

/// What an expression was read as.
#[derive(Debug, Clone)]
pub struct ParsedExpression {
    /// The tree; [`ast::ExprKind::Error`] if nothing could be read.
    pub expression: ast::Expr,
    /// What is wrong with the text, by position.
    pub diagnostics: Vec<Diagnostic>,
}
