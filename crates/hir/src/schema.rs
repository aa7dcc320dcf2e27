//! The schema: entities, records, enumerations and their fields.

use tenet_base::{Span, define_id};

use crate::{Computed, ExprId, PackId, Type, VarId};

define_id! {
    /// A kind of object.
    pub struct EntityId
}
define_id! {
    /// A structured field type.
    pub struct RecordId
}
define_id! {
    /// An enumeration.
    pub struct EnumId
}
define_id! {
    /// A field of an entity or a record.
    pub struct FieldId
}

/// A kind of object in a snapshot.
#[derive(Debug, Clone)]
pub struct Entity {
    /// Its name.
    pub name: String,
    /// The pack that declares it.
    pub pack: PackId,
    /// Where it is declared.
    pub span: Span,
    /// Its documentation.
    pub doc: String,
    /// What it is one of.
    pub base: Option<EntityId>,
    /// The Graph path of its own collection, if it declares one.
    pub collection: Option<String>,
    /// The JSON type that tells its objects apart, if it declares one.
    pub discriminator: Option<String>,
    /// The fields it declares itself.
    pub own_fields: Vec<FieldId>,
    /// All its fields, inherited ones first; a field declared again replaces the inherited one.
    pub fields: Vec<FieldId>,
    /// Its key, own or inherited.
    pub key: Option<FieldId>,
    /// What its objects are called in messages, own or inherited.
    pub label: Option<FieldId>,
    /// How it is targeted, own or inherited.
    pub targeting: Option<Targeting>,
    /// The entities that are declared to be one of it.
    pub children: Vec<EntityId>,
    /// Whether it is a log of events.
    pub is_log: bool,
    /// What its own `log` block says; filled for the entity that has the block.
    pub log: Option<Log>,
}

/// What a log says of its events.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// The event that `time`, `user` and `app` speak of.
    pub event: Option<VarId>,
    /// When it was.
    pub time: Option<ExprId>,
    /// The user who did it; null where none did.
    pub user: Option<ExprId>,
    /// The application that did it; null where none did.
    pub app: Option<ExprId>,
    /// The ways to the objects that it is about.
    pub objects: Vec<Vec<FieldId>>,
    /// The ways to the names of the fields of those that it changed.
    pub changed: Vec<Vec<FieldId>>,
    /// The way to what events of one act share.
    pub group: Option<Vec<FieldId>>,
    /// When an event stands for something that was done.
    pub done: Option<LogCondition>,
}

/// A condition over the fields of an event.
#[derive(Debug, Clone)]
pub struct LogCondition {
    /// The condition.
    pub condition: ExprId,
    /// The variables in it that stand for fields of the event.
    pub fields: Vec<(VarId, FieldId)>,
}

/// How objects of an entity are targeted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Targeting {
    /// By Intune assignments.
    Intune,
    /// By the users, groups and roles of a Conditional Access policy.
    ConditionalAccess,
}

impl Targeting {
    /// All ways, in the order in which pages list them.
    pub const ALL: [Self; 2] = [Self::Intune, Self::ConditionalAccess];

    /// How it is written after `targeting`, and what it goes by in prose.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Intune => ("intune", "Intune assignments"),
            Self::ConditionalAccess => (
                "conditional_access",
                "the users, groups and roles of a Conditional Access policy",
            ),
        }
    }
}

/// A structured field type.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its name.
    pub name: String,
    /// The pack that declares it.
    pub pack: PackId,
    /// Where it is declared.
    pub span: Span,
    /// Its documentation.
    pub doc: String,
    /// Its fields.
    pub fields: Vec<FieldId>,
    /// Its key, if it declares one.
    pub key: Option<FieldId>,
}

/// An enumeration.
#[derive(Debug, Clone)]
pub struct Enum {
    /// Its name.
    pub name: String,
    /// The pack that declares it, and where; none for those of the language.
    pub declared: Option<(PackId, Span)>,
    /// Its documentation.
    pub doc: String,
    /// Whether `<` compares its members, in the order of declaration.
    pub ordered: bool,
    /// Its members.
    pub variants: Vec<Variant>,
}

/// A member of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Its name in rules.
    pub name: String,
    /// Its text in exports.
    pub wire: String,
}

/// What declares a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Owner {
    /// An entity.
    Entity(EntityId),
    /// A record.
    Record(RecordId),
}

/// A field of an entity or a record.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name in rules.
    pub name: String,
    /// What declares it.
    pub owner: Owner,
    /// Where it is declared.
    pub span: Span,
    /// Its documentation.
    pub doc: String,
    /// Its type.
    pub ty: Type,
    /// For a reference: the field of the other entity that it names, if not its key.
    pub by: Option<FieldId>,
    /// Where it stands in the JSON object.
    pub path: Vec<String>,
    /// A text that stands for null.
    pub null_text: Option<String>,
    /// Whether an absent key means null.
    pub absent_is_null: bool,
    /// The modifiers before its name.
    pub marks: Marks,
    /// What computes it; no export holds it then.
    pub computed: Option<Computed>,
}

/// The modifiers of a field; `key` is with the entity or record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    /// Whether a change of it alone makes no change of the object.
    pub volatile: bool,
    /// Whether its texts are compared by code point.
    pub exact: bool,
    /// Whether its values must not be printed.
    pub secret: bool,
}
