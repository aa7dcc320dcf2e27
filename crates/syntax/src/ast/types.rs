//! Types as they are written in fields, parameters and results.

use tenet_base::Span;

use super::{Ident, QualifiedName};

/// A type.
#[derive(Debug, Clone)]
pub struct Type {
    /// What it is, less the `?`.
    pub kind: TypeKind,
    /// Whether a `?` follows: the value may be null.
    pub nullable: bool,
    /// The type with its `?`.
    pub span: Span,
}

/// The forms of a type.
#[derive(Debug, Clone)]
pub enum TypeKind {
    /// `String`, `User`, `graph.User`.
    Named(QualifiedName),
    /// `User | Device`; two or more.
    Union(Vec<QualifiedName>),
    /// `[T]`.
    List(Box<Type>),
    /// `ref User | Device by deviceId`.
    Ref {
        /// One entity or several.
        targets: Vec<QualifiedName>,
        /// The field of the target that is referred to, where it is not the key.
        by: Option<Ident>,
    },
    /// `set of User`, in the parameters of a template.
    SetOf(QualifiedName),
    /// `Change<User>`.
    Change(QualifiedName),
}
