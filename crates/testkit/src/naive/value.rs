//! Values, known or unknown with their reasons.

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::{Duration, Instant};
use tenet_eval::Certificate;
use tenet_graph::Inclusion;
use tenet_hir::{EntityId, FieldId, RecordId, Severity};
use tenet_snapshot::{ObjectId, Reason, ReasonCode};

/// Why something is unknown; never empty where it is.
pub(super) type Reasons = BTreeSet<Reason>;

/// What is known, or why it is not.
pub(super) type Known<T> = Result<T, Reasons>;

/// True, false or unknown.
pub(super) type Truth = Known<bool>;

/// A known value.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Int(i64),
    /// A whole number between bounds; the upper one may be missing, the lower one too.
    Between(Bounds),
    Number(f64),
    Text(String),
    Date(Instant),
    Duration(Duration),
    /// A member of an enumeration, by its position; types keep enumerations apart.
    Member(u32),
    Severity(Severity),
    Object(ObjectId),
    Reference(Reference),
    Record(Fields),
    Inclusion(Inclusion),
    /// The user and the service principal that did an event, or null each.
    Actor(Box<(Known<Value>, Known<Value>)>),
    /// What `x509` read. How a certificate is read is not what is held against the other.
    Certificate(Box<Certificate>),
    List(Collection),
}

/// Bounds of a whole number, and why it is not known better.
#[derive(Debug, Clone)]
pub(super) struct Bounds {
    pub(super) low: Option<i64>,
    pub(super) high: Option<i64>,
    pub(super) reasons: Reasons,
}

/// The key of an object.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    pub(super) key: String,
    /// The JSON type beside the key, if the export says it.
    pub(super) kind: Option<String>,
    pub(super) by: Option<FieldId>,
    pub(super) entities: Vec<EntityId>,
}

/// A record, read as a whole.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub(super) record: RecordId,
    pub(super) fields: BTreeMap<FieldId, Known<Value>>,
}

/// Definite and possible members, and why there may be more.
#[derive(Debug, Clone, Default)]
pub(super) struct Collection {
    pub(super) members: Vec<Member>,
    pub(super) open: Reasons,
    /// Whether what may be missing was not exported at all, so that no object
    /// that is here can be among it.
    pub(super) of_objects: bool,
}

/// A member, and why it may be none.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) value: Known<Value>,
    pub(super) doubt: Reasons,
}

impl Member {
    pub(super) fn definite(value: Known<Value>) -> Self {
        let doubt = Reasons::new();
        Self { value, doubt }
    }

    /// Whether it is a member.
    pub(super) fn belongs(&self) -> Truth {
        if self.doubt.is_empty() {
            return Ok(true);
        }
        Err(self.doubt.clone())
    }
}

/// Unknown for one reason.
pub(super) fn unknown<T>(code: ReasonCode) -> Known<T> {
    Err(Reasons::from([Reason::new(code, "")]))
}

/// Unknown for one reason about a field of a collection.
pub(super) fn unknown_field<T>(code: ReasonCode, entity: &str, field: &str) -> Known<T> {
    let reason = Reason::new(code, "").entity(entity).field(field);
    Err(Reasons::from([reason]))
}

/// Both values, or the reasons of all that are unknown.
pub(super) fn both<A, B>(left: Known<A>, right: Known<B>) -> Known<(A, B)> {
    match (left, right) {
        (Ok(left), Ok(right)) => Ok((left, right)),
        (Err(reasons), Ok(_)) | (Ok(_), Err(reasons)) => Err(reasons),
        (Err(left), Err(right)) => Err(left.into_iter().chain(right).collect()),
    }
}

/// Kleene's `and` over any number: false if one is, else unknown if one is.
pub(super) fn all(truths: impl IntoIterator<Item = Truth>) -> Truth {
    let mut reasons = Reasons::new();
    let mut holds = true;
    for truth in truths {
        match truth {
            Ok(true) => {}
            Ok(false) => holds = false,
            Err(more) => reasons.extend(more),
        }
    }
    if holds && !reasons.is_empty() {
        return Err(reasons);
    }
    Ok(holds)
}

/// Kleene's `or` over any number.
pub(super) fn any(truths: impl IntoIterator<Item = Truth>) -> Truth {
    not(all(truths.into_iter().map(not)))
}

/// Kleene's `not`.
pub(super) fn not(truth: Truth) -> Truth {
    truth.map(|holds| !holds)
}
