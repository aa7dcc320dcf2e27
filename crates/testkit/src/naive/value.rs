//! Values in three worlds: known, unknown with codes, and collections.

use std::collections::BTreeSet;

use tenet_base::{Duration, Instant};
use tenet_hir::{EntityId, EnumId, FieldId, Severity};
use tenet_snapshot::ObjectId;

/// The codes of the reasons why something is unknown.
pub(super) type Why = BTreeSet<String>;

/// A value, or why there is none.
#[derive(Debug, Clone)]
pub(super) enum Outcome {
    Known(Value),
    Unknown(Why),
}

/// True, false, or unknown.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tri {
    True,
    False,
    Unknown(Why),
}

#[derive(Debug, Clone)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Number(f64),
    Text(String),
    Date(Instant),
    Duration(Duration),
    Enum(EnumId, u32),
    Severity(Severity),
    Object(ObjectId),
    Ref(Reference),
    Record(Vec<(FieldId, Outcome)>),
    Inclusion(Named),
    /// A number of members, of which bounds are known.
    Count(i64, Option<i64>, Why),
    List(List),
}

/// The key of an object.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    pub(super) key: String,
    pub(super) kind: Option<String>,
    pub(super) by: Option<FieldId>,
    pub(super) entities: Vec<EntityId>,
}

/// What a policy names.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) kind: String,
    pub(super) group: Option<String>,
    pub(super) filtered: Option<bool>,
}

/// A collection.
#[derive(Debug, Clone, Default)]
pub(super) struct List {
    /// Candidates, and whether each is a member; never `False`.
    pub(super) items: Vec<(Outcome, Tri)>,
    /// Why there may be more; empty if there are not.
    pub(super) open: Why,
    /// Whether it is a comprehension over an entity, so that an object that is
    /// here and not among the items is no member.
    pub(super) over_entity: bool,
}

/// One reason.
pub(super) fn why(code: &str) -> Why {
    BTreeSet::from([code.to_owned()])
}

impl Outcome {
    pub(super) fn unknown(code: &str) -> Self {
        Self::Unknown(why(code))
    }

    /// The truth of a condition.
    pub(super) fn truth(self) -> Tri {
        match self {
            Self::Unknown(why) => Tri::Unknown(why),
            Self::Known(Value::Bool(true)) => Tri::True,
            Self::Known(Value::Bool(false)) => Tri::False,
            Self::Known(Value::Null) => Tri::Unknown(why("guard_undetermined")),
            Self::Known(_) => Tri::Unknown(why("malformed")),
        }
    }

    /// A collection; what is unknown as a whole may hold anything.
    pub(super) fn list(self) -> List {
        let open = match self {
            Self::Known(Value::List(list)) => return list,
            Self::Unknown(why) => why,
            Self::Known(Value::Null) => why("guard_undetermined"),
            Self::Known(_) => why("malformed"),
        };
        List {
            open,
            ..List::default()
        }
    }
}

impl Tri {
    pub(super) fn of(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }

    pub(super) fn outcome(self) -> Outcome {
        match self {
            Self::True => Outcome::Known(Value::Bool(true)),
            Self::False => Outcome::Known(Value::Bool(false)),
            Self::Unknown(why) => Outcome::Unknown(why),
        }
    }

    pub(super) fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown(why) => Self::Unknown(why),
        }
    }

    /// True if all are, false if one is.
    pub(super) fn all(operands: impl IntoIterator<Item = Self>) -> Self {
        let operands: Vec<Self> = operands.into_iter().collect();
        if operands.contains(&Self::False) {
            return Self::False;
        }
        let mut unknown = Why::new();
        for operand in operands {
            if let Self::Unknown(why) = operand {
                unknown.extend(why);
            }
        }
        if unknown.is_empty() {
            Self::True
        } else {
            Self::Unknown(unknown)
        }
    }

    /// True if one is, false if none can be.
    pub(super) fn any(operands: impl IntoIterator<Item = Self>) -> Self {
        Self::all(operands.into_iter().map(Self::not)).not()
    }
}
