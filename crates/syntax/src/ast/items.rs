//! Items: what a file declares.

use tenet_base::Span;

use super::{Expr, Ident, QualifiedName, Rule, StringLiteral, Test, Type, Waiver};

/// A declaration.
#[derive(Debug, Clone)]
pub enum Item {
    /// `entity`.
    Entity(Entity),
    /// `record`.
    Record(Record),
    /// `enum` and `ordered enum`.
    Enum(Enum),
    /// `type`.
    Alias(Alias),
    /// `param`.
    Param(Param),
    /// `set`.
    Set(Set),
    /// `def`.
    Def(Def),
    /// `rule`.
    Rule(Rule),
    /// `template`.
    Template(Template),
    /// `use`.
    Use(Use),
    /// `waiver`.
    Waiver(Waiver),
    /// `test`.
    Test(Test),
    /// An item that could not be read.
    Broken(Broken),
}

/// An item that could not be read; its errors are reported.
///
/// What refers to its name should not be reported again.
#[derive(Debug, Clone)]
pub struct Broken {
    /// The item word, `rule`; empty if there is none.
    pub word: String,
    /// The name after the item word, if it was legible.
    pub name: Option<Ident>,
    /// The whole slice of the file.
    pub span: Span,
}

/// `entity User is Base from "users" when "#microsoft.graph.user" { … }`.
#[derive(Debug, Clone)]
pub struct Entity {
    /// The `///` lines above it, without their slashes.
    pub doc: String,
    /// Its name.
    pub name: Ident,
    /// The entity that it is one of.
    pub base: Option<QualifiedName>,
    /// The Graph path of its collection; abstract without one and without a concrete base.
    pub from: Option<StringLiteral>,
    /// The discriminator by which its objects are told from those of its base.
    pub when: Option<StringLiteral>,
    /// Its own fields.
    pub fields: Vec<Field>,
    /// The field that stands for the object in messages.
    pub label: Option<Ident>,
    /// The targeting semantics.
    pub targeting: Option<Ident>,
    /// What marks it as a collection of events.
    pub log: Option<Log>,
    /// The item.
    pub span: Span,
}

/// `record Name { … }`.
#[derive(Debug, Clone)]
pub struct Record {
    /// The `///` lines above it.
    pub doc: String,
    /// Its name.
    pub name: Ident,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The item.
    pub span: Span,
}

/// `key name: Type from "path" null "…" absent is null`.
#[derive(Debug, Clone)]
pub struct Field {
    /// The `///` lines above it.
    pub doc: String,
    /// `key`, `volatile`, `exact`, `secret`, `computed`.
    pub modifiers: Vec<Modifier>,
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub ty: Type,
    /// The JSON name or path, where it differs.
    pub from: Option<StringLiteral>,
    /// The text that stands for null in exports.
    pub null: Option<StringLiteral>,
    /// The words `absent is null`, if they are there.
    pub absent_is_null: Option<Span>,
    /// All of it, less the docs.
    pub span: Span,
}

/// A word before a field.
#[derive(Debug, Clone, Copy)]
pub struct Modifier {
    /// Which one.
    pub kind: ModifierKind,
    /// Where.
    pub span: Span,
}

/// The words before a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ModifierKind {
    /// `key`.
    Key,
    /// `volatile`.
    Volatile,
    /// `exact`.
    Exact,
    /// `secret`.
    Secret,
    /// `computed`.
    Computed,
}

/// `log { time p  object p … }`.
#[derive(Debug, Clone)]
pub struct Log {
    /// Its lines, in order.
    pub lines: Vec<LogLine>,
    /// The block with its word.
    pub span: Span,
}

/// A line of a `log` block.
#[derive(Debug, Clone)]
pub enum LogLine {
    /// `time activityDateTime`.
    Path {
        /// What the path tells.
        part: LogPart,
        /// The names of the path.
        path: Vec<Ident>,
        /// The line.
        span: Span,
    },
    /// `when result == "success"`.
    When(Expr),
}

/// What a path of a `log` block tells of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LogPart {
    /// When it was.
    Time,
    /// What it was done to.
    Object,
    /// Who did it.
    User,
    /// Which app did it.
    App,
    /// Which field it changed.
    Field,
    /// What binds several events into one.
    Group,
}

/// `ordered enum Name { a, b = "wire" }`.
#[derive(Debug, Clone)]
pub struct Enum {
    /// The `///` lines above it.
    pub doc: String,
    /// Whether `<` compares its values.
    pub ordered: bool,
    /// Its name.
    pub name: Ident,
    /// Its values, in order.
    pub variants: Vec<Variant>,
    /// The item.
    pub span: Span,
}

/// A value of an enum.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The `///` lines above it.
    pub doc: String,
    /// Its name.
    pub name: Ident,
    /// Its name in exports, where it differs.
    pub wire: Option<StringLiteral>,
    /// Both.
    pub span: Span,
}

/// `type Name = A | B`.
#[derive(Debug, Clone)]
pub struct Alias {
    /// The `///` lines above it.
    pub doc: String,
    /// Its name.
    pub name: Ident,
    /// What it stands for; one or more.
    pub members: Vec<QualifiedName>,
    /// The item.
    pub span: Span,
}

/// `param name: Type = value`.
#[derive(Debug, Clone)]
pub struct Param {
    /// The `///` lines above it.
    pub doc: String,
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub ty: Type,
    /// The value unless a pack's user says otherwise.
    pub value: Expr,
    /// The item.
    pub span: Span,
}

/// `set name = collection`.
#[derive(Debug, Clone)]
pub struct Set {
    /// The `///` lines above it.
    pub doc: String,
    /// Its name.
    pub name: Ident,
    /// What is in it.
    pub value: Expr,
    /// The item.
    pub span: Span,
}

/// `def name(parameters) -> Type = body`.
#[derive(Debug, Clone)]
pub struct Def {
    /// The `///` lines above it.
    pub doc: String,
    /// Its name.
    pub name: Ident,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// The type of its value.
    pub result: Type,
    /// Its value.
    pub body: Expr,
    /// The item.
    pub span: Span,
}

/// `name: Type`.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub ty: Type,
    /// Both.
    pub span: Span,
}

/// `template name(parameters) { rules }`.
#[derive(Debug, Clone)]
pub struct Template {
    /// The `///` lines above it.
    pub doc: String,
    /// Its name.
    pub name: Ident,
    /// Its parameters; one or more.
    pub parameters: Vec<Parameter>,
    /// Its rules, whose ids, titles and cites may have holes.
    pub rules: Vec<Rule>,
    /// The item.
    pub span: Span,
}

/// `use template(name: value, …)`.
#[derive(Debug, Clone)]
pub struct Use {
    /// The `///` lines above it.
    pub doc: String,
    /// The template.
    pub template: QualifiedName,
    /// The values of its parameters.
    pub arguments: Vec<Argument>,
    /// The item.
    pub span: Span,
}

/// `name: value`.
#[derive(Debug, Clone)]
pub struct Argument {
    /// The parameter.
    pub name: Ident,
    /// Its value.
    pub value: Expr,
    /// Both.
    pub span: Span,
}

impl Item {
    /// The place of the item, from its word to its end.
    pub fn span(&self) -> Span {
        match self {
            Self::Entity(item) => item.span,
            Self::Record(item) => item.span,
            Self::Enum(item) => item.span,
            Self::Alias(item) => item.span,
            Self::Param(item) => item.span,
            Self::Set(item) => item.span,
            Self::Def(item) => item.span,
            Self::Rule(item) => item.span,
            Self::Template(item) => item.span,
            Self::Use(item) => item.span,
            Self::Waiver(item) => item.span,
            Self::Test(item) => item.span,
            Self::Broken(item) => item.span,
        }
    }
}
