//! Types of expressions.

use crate::{BuiltinRecord, EntityId, EnumId, RecordId};

/// A type, and whether the value may be null.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Type {
    /// The type of a value that is there.
    pub ty: Ty,
    /// Whether it may be null.
    pub nullable: bool,
}

/// A type of values that are there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Ty {
    /// What follows from a mistake that was reported; fits everywhere, so that
    /// nothing is reported twice.
    Error,
    /// Fits everywhere: the type of `unknown("…")`, `null` and the items of `[]`.
    Any,
    /// `true`, `false`.
    Bool,
    /// A whole number.
    Int,
    /// Any number.
    Number,
    /// A text.
    String,
    /// An instant.
    Date,
    /// A length of time.
    Duration,
    /// A stretch of time.
    Period,
    /// A member of an enumeration.
    Enum(EnumId),
    /// A severity: ordered, from `info` to `critical`.
    Severity,
    /// A record of the schema.
    Record(RecordId),
    /// A record of the language itself.
    Builtin(BuiltinRecord),
    /// An object of one of these entities, sorted.
    Entity(Vec<EntityId>),
    /// The key of an object of one of these entities, sorted; reading a field follows it.
    Ref(Vec<EntityId>),
    /// A list or a collection.
    List(Box<Type>),
}

impl Type {
    /// The type of a value that is never null.
    pub const fn of(ty: Ty) -> Self {
        Self {
            ty,
            nullable: false,
        }
    }

    /// The poisoned type.
    pub const ERROR: Self = Self::of(Ty::Error);

    /// `Bool`.
    pub const BOOL: Self = Self::of(Ty::Bool);

    /// A list of such values.
    pub fn list(item: Self) -> Self {
        Self::of(Ty::List(Box::new(item)))
    }

    /// An object of one entity.
    pub fn entity(id: EntityId) -> Self {
        Self::of(Ty::Entity(vec![id]))
    }

    /// The same type, that may be null.
    #[must_use]
    pub fn or_null(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// The same type, that is never null.
    #[must_use]
    pub fn present(mut self) -> Self {
        self.nullable = false;
        self
    }

    /// Whether a mistake was reported where this type comes from.
    pub fn is_error(&self) -> bool {
        match &self.ty {
            Ty::Error => true,
            Ty::List(item) => item.is_error(),
            Ty::Any
            | Ty::Bool
            | Ty::Int
            | Ty::Number
            | Ty::String
            | Ty::Date
            | Ty::Duration
            | Ty::Period
            | Ty::Enum(_)
            | Ty::Severity
            | Ty::Record(_)
            | Ty::Builtin(_)
            | Ty::Entity(_)
            | Ty::Ref(_) => false,
        }
    }
}

impl Ty {
    /// The entities that a value of this type is of; empty if it is no object.
    pub fn entities(&self) -> &[EntityId] {
        match self {
            Self::Entity(entities) | Self::Ref(entities) => entities,
            Self::Error
            | Self::Any
            | Self::Bool
            | Self::Int
            | Self::Number
            | Self::String
            | Self::Date
            | Self::Duration
            | Self::Period
            | Self::Enum(_)
            | Self::Severity
            | Self::Record(_)
            | Self::Builtin(_)
            | Self::List(_) => &[],
        }
    }
}
