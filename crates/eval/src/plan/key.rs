//! Keys of values: what is equal has the same key.
//!
//! Whether two values are equal depends on the kinds of both, as `compare`
//! says. For each pair of kinds there is one way to bring both into a common
//! form, or they are never equal, or nothing can be said beforehand.

use tenet_base::{Duration, Instant, Symbol};
use tenet_hir::{FieldId, Severity};
use tenet_snapshot::ObjectId;

use crate::machine::Machine;
use crate::truth::Known;
use crate::value::{RefValue, Text, Value};

/// The kinds of values, as far as equality tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Null,
    Bool,
    Number,
    Date,
    Duration,
    Severity,
    Enum,
    Text,
    Object,
    /// A reference by key.
    Ref,
    /// A reference by another field.
    RefBy(FieldId),
    /// What has no key: lists, records, numbers of which only bounds are known.
    Other,
}

/// A form that a value can be brought into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// As it is: texts and references by what they are written as.
    Plain,
    /// An object by its own key.
    OwnKey,
    /// A reference by the object that it leads to.
    Resolved,
}

/// How rows of one kind are found by a value of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meeting {
    /// They are never equal, and known not to be.
    Never,
    /// Nothing can be said before they are compared.
    Open,
    /// They are equal only if they are the same in these forms: of the row, of the value.
    Same(Form, Form),
}

/// A key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Null,
    Bool(bool),
    /// The bits of a number as a fraction: whole numbers that meet fractions are
    /// compared as such.
    Number(u64),
    Date(Instant),
    Duration(Duration),
    Severity(Severity),
    /// Members are compared by their positions.
    Enum(u32),
    /// The folded form of a text that the export holds.
    Folded(Symbol),
    /// The folded form of any other text.
    Text(Box<str>),
    Object(ObjectId),
}

impl Kind {
    /// The kind of a value.
    pub(super) fn of(value: &Value<'_>) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Bool,
            Value::Int(_) | Value::Number(_) => Self::Number,
            Value::Text(_) => Self::Text,
            Value::Date(_) => Self::Date,
            Value::Duration(_) => Self::Duration,
            Value::Enum(..) => Self::Enum,
            Value::Severity(_) => Self::Severity,
            Value::Object(_) => Self::Object,
            Value::Ref(key) => key.by.map_or(Self::Ref, Self::RefBy),
            Value::Record(_)
            | Value::Made(_)
            | Value::Inclusion(_)
            | Value::Certificate(_)
            | Value::Actor(_)
            | Value::Interval(_)
            | Value::List(_) => Self::Other,
        }
    }

    /// Whether values of this kind are equal if their keys are. Whole numbers
    /// beyond 2^53 share their keys, and texts may have to agree in capitals.
    pub(super) fn is_told_by_key(self, exact: bool) -> bool {
        match self {
            Self::Text => !exact,
            Self::Number | Self::Other => false,
            Self::Null
            | Self::Bool
            | Self::Date
            | Self::Duration
            | Self::Severity
            | Self::Enum
            | Self::Object
            | Self::Ref
            | Self::RefBy(_) => true,
        }
    }

    /// How rows of this kind are found by a value of another.
    pub(super) fn met_by(self, value: Self) -> Meeting {
        let plain = Meeting::Same(Form::Plain, Form::Plain);
        let resolved = Meeting::Same(Form::Resolved, Form::Resolved);
        match (self, value) {
            (Self::Null, Self::Null) => plain,
            (Self::Null, _)
            | (_, Self::Null)
            | (Self::Text, Self::Enum)
            | (Self::Enum, Self::Text) => Meeting::Never,
            (Self::Other, _) | (_, Self::Other) => Meeting::Open,
            (one, other) if one == other => plain,
            (Self::Text, Self::Ref | Self::RefBy(_)) | (Self::Ref | Self::RefBy(_), Self::Text) => {
                plain
            }
            (Self::Ref, Self::Object) => Meeting::Same(Form::Plain, Form::OwnKey),
            (Self::Object, Self::Ref) => Meeting::Same(Form::OwnKey, Form::Plain),
            (Self::RefBy(_), Self::Object) => Meeting::Same(Form::Resolved, Form::Plain),
            (Self::Object, Self::RefBy(_)) => Meeting::Same(Form::Plain, Form::Resolved),
            (Self::Ref | Self::RefBy(_), Self::Ref | Self::RefBy(_)) => resolved,
            (
                Self::Bool
                | Self::Number
                | Self::Date
                | Self::Duration
                | Self::Severity
                | Self::Enum
                | Self::Text
                | Self::Object
                | Self::Ref
                | Self::RefBy(_),
                _,
            ) => Meeting::Open,
        }
    }
}

impl<'a> Machine<'a> {
    /// The key of a value in a form; unknown if it cannot be brought into it,
    /// for the reasons that comparing it would give. None for what has no key.
    pub(super) fn key(&mut self, value: &Value<'a>, form: Form) -> Known<Option<Key>> {
        match (form, value) {
            (Form::Plain, _) => Ok(self.plain_key(value)),
            (Form::OwnKey, Value::Object(object)) => {
                let own = self.key_symbol(*object)?;
                Ok(Some(Key::Folded(self.strings().folded(own))))
            }
            (Form::Resolved, Value::Ref(key)) => Ok(Some(Key::Object(self.resolve(key)?))),
            (Form::OwnKey | Form::Resolved, _) => Ok(None),
        }
    }

    fn plain_key(&self, value: &Value<'a>) -> Option<Key> {
        match value {
            Value::Null => Some(Key::Null),
            Value::Bool(value) => Some(Key::Bool(*value)),
            Value::Int(_) | Value::Number(_) => number(value),
            Value::Text(text) => Some(self.text_key(text)),
            Value::Date(date) => Some(Key::Date(*date)),
            Value::Duration(length) => Some(Key::Duration(*length)),
            Value::Enum(_, position) => Some(Key::Enum(*position)),
            Value::Severity(severity) => Some(Key::Severity(*severity)),
            Value::Object(object) => Some(Key::Object(*object)),
            Value::Ref(RefValue { key, .. }) => Some(Key::Folded(self.strings().folded(*key))),
            Value::Record(_)
            | Value::Made(_)
            | Value::Inclusion(_)
            | Value::Certificate(_)
            | Value::Actor(_)
            | Value::Interval(_)
            | Value::List(_) => None,
        }
    }

    fn text_key(&self, text: &Text) -> Key {
        let strings = self.strings();
        let symbol = text.folded_symbol(strings);
        symbol.map_or_else(|| Key::Text(text.folded(strings).into()), Key::Folded)
    }
}

/// Zero is the same with either sign.
fn number(value: &Value<'_>) -> Option<Key> {
    let number = crate::exec::number(value)? + 0.0;
    (!number.is_nan()).then(|| Key::Number(number.to_bits()))
}
