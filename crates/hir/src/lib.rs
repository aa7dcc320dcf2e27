//! The typed program: what `check` makes, what `snapshot` loads by and what
//! `eval` runs.
//!
//! In: nothing; `check` fills it. Out: the schema with every entity, record
//! and enum; parameters, sets, definitions and rules whose names are ids and
//! whose expressions have types; and the [`Projection`], which says which
//! collections and fields have to be read.
//!
//! A name that was not resolved cannot be expressed here. Nothing here reads
//! data, and nothing here knows how the source was spelt, but for spans.

pub mod builtin;
pub mod canonical;
pub mod computed;
pub mod describe;
pub mod expr;
pub mod format;
pub mod layout;
pub mod pattern;
pub mod program;
pub mod projection;
pub mod reads;
pub mod scenario;
pub mod schema;
pub mod severity;
pub mod ty;
pub mod visit;
pub mod vocabulary;

pub use builtin::{Builtin, BuiltinField, BuiltinRecord, Doc, Severity};
pub use canonical::{Canonical, CanonicalNode, ListForm, ScalarForm};
pub use computed::Computed;
pub use describe::describe;
pub use expr::{
    Arithmetic, Binding, Comparison, Domain, Expr, ExprId, ExprKind, Form, Generator, Literal,
    QuantifierKind, State, TextTest, VarId, Variable, Window,
};
pub use format::DateFormat;
pub use layout::Layout;
pub use pattern::{Case, Pattern, PatternError};
pub use program::{
    Clause, ClauseKind, Def, DefId, Dependency, Instance, Pack, PackId, PackScope, Param, ParamId,
    ParamValue, Program, Rule, RuleId, Set, SetId, Step, Text, TextPart, Union, Waiver,
};
pub use projection::{Collection, CollectionId, FieldPlan, Projection, Shape, bare_type};
pub use reads::Reads;
pub use scenario::{
    CaseKey, Expectation, ExpectationKind, ExpectedStatus, Given, GivenObject, GivenValue,
    LogWindow, Missing, Scenario, ScenarioId,
};
pub use schema::{
    Entity, EntityId, Enum, EnumId, Field, FieldId, Log, LogCondition, Marks, Owner, Record,
    RecordId, Targeting, Variant,
};
pub use ty::{Ty, Type};
pub use vocabulary::{BuiltinEnum, TargetKind};
