//! The syntax of Tenet: from the text of a file to a tree and its errors.
//!
//! In: a file's id and its text. Out: an [`ast::File`] and diagnostics, always
//! both: [`parse`] never fails and never panics, and a broken item hides
//! neither the errors of the next nor its siblings. [`parse_expression`] reads
//! a single expression, for queries.
//!
//! This crate resolves no name, knows no type and reads no file. The grammar
//! is `grammar/tenet.pest`; only this crate knows pest.

pub mod ast;

use tenet_base::{Diagnostic, FileId, Span};

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

/// Reads a file. Under construction: gives no items yet.
pub fn parse(file: FileId, text: &str) -> Parsed {
    let span = Span::new(file, 0, text.len() as u32);
    let file = ast::File {
        items: Vec::new(),
        span,
    };
    Parsed {
        file,
        diagnostics: Vec::new(),
    }
}

/// Reads a single expression or comprehension. Under construction: gives none yet.
pub fn parse_expression(file: FileId, text: &str) -> ParsedExpression {
    let span = Span::new(file, 0, text.len() as u32);
    let expression = ast::Expr {
        kind: ast::ExprKind::Error,
        span,
    };
    ParsedExpression {
        expression,
        diagnostics: Vec::new(),
    }
}
