//! Expressions: names are ids, every expression has a type.

use tenet_base::{Duration, Instant, Span, define_id};

use crate::{
    Builtin, BuiltinField, DateFormat, DefId, EntityId, EnumId, FieldId, ParamId, Pattern,
    RecordId, SetId, Severity, Type,
};

define_id! {
    /// An expression of a program.
    pub struct ExprId
}
define_id! {
    /// A variable: of a `for`, a `let`, a quantifier or a definition's parameter.
    ///
    /// Since nothing recurses, a variable has one value at a time and needs no frame.
    pub struct VarId
}

/// A variable.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Where it is bound.
    pub span: Span,
}

/// An expression.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// What it gives.
    pub ty: Type,
    /// Where it stands.
    pub span: Span,
}

/// `x in C where P`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// x.
    pub var: VarId,
    /// C: a list, whose items x ranges over.
    pub source: ExprId,
    /// P, if there is one.
    pub condition: Option<ExprId>,
}

/// The kinds of expressions.
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// A mistake that was reported. A program with errors is never run.
    Error,
    /// A constant.
    Literal(Literal),
    /// `unknown("reason")`.
    Unknown(String),
    /// `now`: when the snapshot was captured.
    Now,
    /// A variable.
    Var(VarId),
    /// A parameter.
    Param(ParamId),
    /// All objects of an entity.
    All(EntityId),
    /// A named collection.
    Set(SetId),
    /// A field of an object, a record, or the object that a reference leads to.
    Field {
        /// Whose.
        base: ExprId,
        /// Which, as the static type names it.
        field: FieldId,
        /// `?.`: null if the base is null.
        null_safe: bool,
    },
    /// A field of a record of the language.
    BuiltinField {
        /// Whose.
        base: ExprId,
        /// Which.
        field: BuiltinField,
        /// `?.`: null if the base is null.
        null_safe: bool,
    },
    /// A call of a definition.
    Def(DefId, Vec<ExprId>),
    /// A call of a function of the language that takes values alone.
    Builtin(Builtin, Vec<ExprId>),
    /// `capture(s, /…/)`, `date(s, "…")`: a text read by a form that the rule gives.
    Parse(ExprId, Form),
    /// `list(e for x in C where P)`, `min(…)`, `max(…)`, `sum(…)`.
    Generate {
        /// What becomes of the values.
        kind: Generator,
        /// e.
        value: ExprId,
        /// x, C and P.
        binding: Binding,
    },
    /// `not e`.
    Not(ExprId),
    /// `a and b and …`.
    And(Vec<ExprId>),
    /// `a or b or …`.
    Or(Vec<ExprId>),
    /// `if c then a else b`; without `else`, `b` is the literal `true`.
    If {
        /// c.
        condition: ExprId,
        /// a.
        then: ExprId,
        /// b.
        otherwise: ExprId,
    },
    /// `a == b`, `a < b`, ….
    Compare(Comparison, ExprId, ExprId),
    /// `x in C`, for a list or collection.
    In(ExprId, ExprId),
    /// `x in g`, `x directly in g`, for a group.
    InGroup {
        /// x.
        member: ExprId,
        /// g.
        group: ExprId,
        /// Whether nested groups are left out.
        directly: bool,
    },
    /// `a starts with b`, ….
    TextTest(TextTest, ExprId, ExprId),
    /// `a like "…"`, `a matches /…/`.
    Matches(ExprId, Pattern),
    /// `e is present`, `e is known`, `e is empty`.
    Is(ExprId, State),
    /// `e is SomeEntity`.
    IsEntity(ExprId, EntityId),
    /// `p reaches x`.
    Reaches {
        /// p.
        policy: ExprId,
        /// x.
        object: ExprId,
    },
    /// `some`, `no`, `every`.
    Quantifier {
        /// Which.
        kind: QuantifierKind,
        /// What it ranges over.
        binding: Binding,
        /// For `every`: what each must satisfy.
        satisfies: Option<ExprId>,
    },
    /// `(x in C where P)`: the members for which P is true.
    Filter(Binding),
    /// `members of g`, ….
    Domain(Domain, ExprId),
    /// `L during last 30 days`, `L during a to b`.
    During {
        /// L: a log, a union of logs, or some events of one.
        events: ExprId,
        /// The time.
        window: Window,
    },
    /// `actor(e)`: who did it.
    Actor(ExprId),
    /// `a otherwise b`: b if a is null.
    Otherwise(ExprId, ExprId),
    /// `-a`.
    Negate(ExprId),
    /// `a + b`, ….
    Arithmetic(Arithmetic, ExprId, ExprId),
    /// `a + b` for collections.
    Union(ExprId, ExprId),
    /// `[a, b, …]`.
    List(Vec<ExprId>),
    /// `Name { field: e, … }`.
    Record(RecordId, Vec<(FieldId, ExprId)>),
}

/// A constant.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Number(f64),
    /// A text.
    String(String),
    /// An instant.
    Date(Instant),
    /// A length of time.
    Duration(Duration),
    /// A member of an enumeration, by its position.
    Enum(EnumId, u32),
    /// A severity.
    Severity(Severity),
}

/// Comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// Tests of one text by another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextTest {
    /// `starts with`
    StartsWith,
    /// `ends with`
    EndsWith,
    /// `contains`
    Contains,
}

/// What `is` asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Known and not null.
    Present,
    /// Not unknown; for a collection: exported and complete.
    Known,
    /// A collection without members.
    Empty,
}

/// Quantifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuantifierKind {
    /// At least one.
    Some,
    /// None.
    No,
    /// All.
    Every,
}

/// The time of a `during`; both its ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Window {
    /// `last d`: from `now - d` to `now`.
    Last(ExprId),
    /// `a to b`.
    Between(ExprId, ExprId),
}

/// What becomes of the values of `e for x in C where P`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Generator {
    /// Each once, sorted.
    List,
    /// The least; null if there is none.
    Min,
    /// The greatest; null if there is none.
    Max,
    /// All together; 0 if there is none.
    Sum,
}

/// What a text is read by; compiled with the rule.
#[derive(Debug, Clone)]
pub enum Form {
    /// The text that the first group of a regular expression finds; null if it does not match.
    Capture(Pattern),
    /// The instant that is written in this format; null if the text is not.
    Date(DateFormat),
}

/// Words of the domain that give collections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Domain {
    /// `members of g`, transitively.
    Members,
    /// `groups of x`, transitively.
    Groups,
    /// `targets of p`.
    Targets,
    /// `inclusions of p`: what its assignments name.
    Inclusions,
    /// `exclusions of p`.
    Exclusions,
}

/// Arithmetic, on numbers, dates and durations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Arithmetic {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
}
