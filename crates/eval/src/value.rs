//! Values: what an expression gives when it is known.
//!
//! A value is cheap to copy: ids and references into the snapshot; what was
//! computed is shared.

use std::cell::OnceCell;
use std::rc::Rc;

use tenet_base::{Duration, Instant, Strings, Symbol, text};
use tenet_graph::Inclusion;
use tenet_hir::{EntityId, EnumId, FieldId, RecordId, Severity};
use tenet_snapshot::{ObjectId, RecordSlot};

use crate::certificate::Certificate;
use crate::interval::Interval;
use crate::reasons::Reasons;
use crate::truth::Known;

/// A known value.
#[derive(Debug, Clone)]
pub(crate) enum Value<'a> {
    /// Known not to be there.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number.
    Number(f64),
    /// A text; also a text that no member of its enumeration has.
    Text(Text),
    /// An instant.
    Date(Instant),
    /// A length of time.
    Duration(Duration),
    /// A member of an enumeration, by its position.
    Enum(EnumId, u32),
    /// A severity.
    Severity(Severity),
    /// An object.
    Object(ObjectId),
    /// The key of an object that was not looked up yet.
    Ref(RefValue<'a>),
    /// A record in an object.
    Record(RecordValue<'a>),
    /// A record that a rule or a parameter makes.
    Made(Rc<MadeRecord<'a>>),
    /// An item of `inclusions of p`.
    Inclusion(Rc<Inclusion>),
    /// Who did an event.
    Actor(Rc<Actor<'a>>),
    /// What `x509` read.
    Certificate(Rc<Certificate>),
    /// A number of which only bounds are known.
    Interval(Rc<Interval>),
    /// A list or a collection.
    List(Rc<Collection<'a>>),
}

/// A text of the export, or one that was made.
#[derive(Debug, Clone)]
pub(crate) enum Text {
    /// A text of the export.
    Symbol(Symbol),
    /// A text of the program, or a computed one.
    Made(Rc<MadeText>),
}

/// A text that the export need not hold.
#[derive(Debug)]
pub(crate) struct MadeText {
    /// As it is printed.
    pub(crate) text: String,
    /// As it is compared.
    pub(crate) folded: String,
    /// The symbol of the folded form, if the export holds it.
    pub(crate) symbol: Option<Symbol>,
    /// Its normalized form, once somebody asked for it.
    pub(crate) normalized: OnceCell<Text>,
}

/// The key of an object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RefValue<'a> {
    /// The key as exported.
    pub(crate) key: Symbol,
    /// The JSON type that the export says it has.
    pub(crate) kind: Option<Symbol>,
    /// The field of the other object that it names, if not its key.
    pub(crate) by: Option<FieldId>,
    /// What it may be, by its type.
    pub(crate) entities: &'a [EntityId],
}

/// A record in an object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RecordValue<'a> {
    /// Which.
    pub(crate) record: RecordId,
    /// Its fields.
    pub(crate) slot: RecordSlot<'a>,
    /// The object that it is a part of.
    pub(crate) object: ObjectId,
}

/// A record that a rule or a parameter makes.
#[derive(Debug)]
pub(crate) struct MadeRecord<'a> {
    /// Which.
    pub(crate) record: RecordId,
    /// The fields that were given.
    pub(crate) fields: Vec<(FieldId, Known<Value<'a>>)>,
}

/// Who did an event.
#[derive(Debug)]
pub(crate) struct Actor<'a> {
    /// The user, or null.
    pub(crate) user: Known<Value<'a>>,
    /// The service principal, or null.
    pub(crate) app: Known<Value<'a>>,
}

/// A collection: what is in it, what may be, and whether there may be more.
#[derive(Debug, Default)]
pub(crate) struct Collection<'a> {
    /// Definite and possible members, in order.
    pub(crate) items: Vec<Item<'a>>,
    /// Why there may be more; none if there are not.
    pub(crate) open: Option<Reasons>,
    /// Whether only objects that were not exported can be among those that
    /// may be missing: an object that is here and not among the items is no member.
    pub(crate) elsewhere: bool,
}

/// A member of a collection.
#[derive(Debug, Clone)]
pub(crate) struct Item<'a> {
    /// The member.
    pub(crate) value: Known<Value<'a>>,
    /// Why it may be none, if it is only a possible one.
    pub(crate) doubt: Option<Reasons>,
}

impl<'a> Item<'a> {
    /// A definite member.
    pub(crate) fn definite(value: Value<'a>) -> Self {
        Self {
            value: Ok(value),
            doubt: None,
        }
    }
}

impl Collection<'_> {
    /// A collection of which nothing is known.
    pub(crate) fn unknown(reasons: Reasons) -> Self {
        Self {
            items: Vec::new(),
            open: Some(reasons),
            elsewhere: false,
        }
    }
}

impl Text {
    /// A text that need not be in the export.
    pub(crate) fn made(strings: &Strings, text: String) -> Self {
        let folded = text::fold(&text).into_owned();
        let symbol = strings.find(&folded);
        Self::Made(Rc::new(MadeText {
            text,
            folded,
            symbol,
            normalized: OnceCell::new(),
        }))
    }

    /// As it is printed.
    pub(crate) fn as_str<'t>(&'t self, strings: &'t Strings) -> &'t str {
        match self {
            Self::Symbol(symbol) => strings.get(*symbol),
            Self::Made(made) => &made.text,
        }
    }

    /// As it is compared.
    pub(crate) fn folded<'t>(&'t self, strings: &'t Strings) -> &'t str {
        match self {
            Self::Symbol(symbol) => strings.get(strings.folded(*symbol)),
            Self::Made(made) => &made.folded,
        }
    }

    /// The symbol of the folded form, if the export holds it.
    pub(crate) fn folded_symbol(&self, strings: &Strings) -> Option<Symbol> {
        match self {
            Self::Symbol(symbol) => Some(strings.folded(*symbol)),
            Self::Made(made) => made.symbol,
        }
    }

    /// Whether two texts are the same: by code point, or but for case.
    pub(crate) fn same(&self, other: &Self, exact: bool, strings: &Strings) -> bool {
        if exact {
            return self.as_str(strings) == other.as_str(strings);
        }
        match (self.folded_symbol(strings), other.folded_symbol(strings)) {
            (Some(left), Some(right)) => left == right,
            (None, None) => self.folded(strings) == other.folded(strings),
            // One of them the export holds, the other it does not.
            (Some(_), None) | (None, Some(_)) => false,
        }
    }
}
