//! The program: packs with their parameters, sets, definitions and rules.

use tenet_base::{IndexVec, Instant, Span, define_id};

use crate::{
    Binding, BuiltinEnum, Entity, EntityId, Enum, EnumId, Expr, ExprId, Field, FieldId, Log,
    Record, RecordId, Scenario, ScenarioId, Severity, Type, VarId, Variable,
};

define_id! {
    /// A pack.
    pub struct PackId
}
define_id! {
    /// A parameter.
    pub struct ParamId
}
define_id! {
    /// A named collection.
    pub struct SetId
}
define_id! {
    /// A named expression with parameters.
    pub struct DefId
}
define_id! {
    /// A rule.
    pub struct RuleId
}

/// Everything that was checked.
#[derive(Debug, Clone)]
pub struct Program {
    /// Packs; those that others depend on come first.
    pub packs: IndexVec<PackId, Pack>,
    /// What each pack can name besides its own declarations; as long as `packs` once checked.
    pub scopes: IndexVec<PackId, PackScope>,
    /// Kinds of objects.
    pub entities: IndexVec<EntityId, Entity>,
    /// Structured field types.
    pub records: IndexVec<RecordId, Record>,
    /// Enumerations; those of the language come first.
    pub enums: IndexVec<EnumId, Enum>,
    /// Fields of entities and records.
    pub fields: IndexVec<FieldId, Field>,
    /// Parameters.
    pub params: IndexVec<ParamId, Param>,
    /// Named collections.
    pub sets: IndexVec<SetId, Set>,
    /// Definitions.
    pub defs: IndexVec<DefId, Def>,
    /// Rules, in natural order of their ids.
    pub rules: IndexVec<RuleId, Rule>,
    /// Scenarios, in the order of packs, files and positions.
    pub scenarios: IndexVec<ScenarioId, Scenario>,
    /// Variables.
    pub vars: IndexVec<VarId, Variable>,
    /// Expressions.
    pub exprs: IndexVec<ExprId, Expr>,
}

/// A pack of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// Its name, from `tenet.toml`.
    pub name: String,
    /// Its version, from `tenet.toml`.
    pub version: String,
    /// `blake3:` over its files.
    pub digest: String,
}

/// What a pack can name besides what the other tables hold.
#[derive(Debug, Clone, Default)]
pub struct PackScope {
    /// The packs that it stands on.
    pub depends: Vec<Dependency>,
    /// Its named unions.
    pub unions: Vec<Union>,
}

/// A pack that another stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// What it is called there.
    pub alias: String,
    /// Which it is.
    pub pack: PackId,
    /// Whether its names are used without the alias.
    pub open: bool,
}

/// `type Name = A | B`.
#[derive(Debug, Clone)]
pub struct Union {
    /// Its name.
    pub name: String,
    /// Where it is declared.
    pub span: Span,
    /// Its entities, sorted.
    pub members: Vec<EntityId>,
}

/// A typed constant that a pack's user may override.
#[derive(Debug, Clone)]
pub struct Param {
    /// Its name.
    pub name: String,
    /// The pack that declares it.
    pub pack: PackId,
    /// Where it is declared.
    pub span: Span,
    /// Its documentation.
    pub doc: String,
    /// Its type.
    pub ty: Type,
    /// Its value: constants, lists and records only.
    pub value: ExprId,
    /// How its value was overridden, as the user wrote it, and where: `--param` or a file.
    pub overridden: Option<(String, String)>,
}

/// A value for a parameter, from a settings file or the command line.
#[derive(Debug, Clone, PartialEq)]
pub enum ParamValue {
    /// A text that is read by the parameter's type: from `--param name=text`.
    Raw(String),
    /// A text in brackets: a list or a record, or that text, whichever the
    /// parameter is. From `--param 'name=[{ a = 1 }]'`.
    Bracketed {
        /// As it was given.
        text: String,
        /// What it says as a list or a record, or why it says nothing.
        value: Result<Box<Self>, String>,
    },
    /// A text.
    Text(String),
    /// `true`, `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Number(f64),
    /// A list.
    List(Vec<Self>),
    /// A record.
    Table(Vec<(String, Self)>),
}

/// A named collection.
#[derive(Debug, Clone)]
pub struct Set {
    /// Its name.
    pub name: String,
    /// The pack that declares it.
    pub pack: PackId,
    /// Where it is declared.
    pub span: Span,
    /// Its documentation.
    pub doc: String,
    /// Its members: a list.
    pub body: ExprId,
}

/// A named expression with parameters.
#[derive(Debug, Clone)]
pub struct Def {
    /// Its name.
    pub name: String,
    /// The pack that declares it.
    pub pack: PackId,
    /// Where it is declared.
    pub span: Span,
    /// Its documentation.
    pub doc: String,
    /// Its parameters.
    pub params: Vec<VarId>,
    /// The type of its result.
    pub result: Type,
    /// Its result.
    pub body: ExprId,
}

/// An obligation.
#[derive(Debug, Clone)]
pub struct Rule {
    /// `SVC-C3a.1`.
    pub id: String,
    /// The pack that declares it.
    pub pack: PackId,
    /// Where its id stands.
    pub span: Span,
    /// The use of a template that gives it, if one does.
    pub instance: Option<Instance>,
    /// Its documentation.
    pub doc: String,
    /// Its title.
    pub title: String,
    /// Whose duty it is.
    pub duty: String,
    /// How bad a violation is, unless the clause says otherwise.
    pub severity: Severity,
    /// What it stands for.
    pub cites: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// If false, the rule is not applicable.
    pub when: Option<ExprId>,
    /// `for` and `let`, in order.
    pub steps: Vec<Step>,
    /// What is judged.
    pub clauses: Vec<Clause>,
    /// What accepts violations of it, in the order of packs, files and positions.
    pub waivers: Vec<Waiver>,
}

/// What accepts violations of a rule until a day.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The pack that declares it.
    pub pack: PackId,
    /// Where it names its rule.
    pub span: Span,
    /// Its documentation.
    pub doc: String,
    /// Which cases, by the variables of the rule; all without it.
    pub condition: Option<ExprId>,
    /// The last day, or the last moment, as it is written.
    pub until: String,
    /// Where that stands.
    pub until_span: Span,
    /// The first moment at which it holds no more.
    pub end: Instant,
    /// Why.
    pub reason: String,
    /// By whom.
    pub approved_by: String,
}

/// The use of a template, which gives rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// The name of the template.
    pub template: String,
    /// Where the use names it.
    pub span: Span,
    /// The use, whole.
    pub written: Span,
    /// The parameters that are given, and where the value of each stands.
    pub arguments: Vec<(String, Span)>,
}

/// A step of a rule.
#[derive(Debug, Clone)]
pub enum Step {
    /// `for x in C where P`.
    For(Binding),
    /// `let y = e`.
    Let(VarId, ExprId),
}

/// What a rule demands of each case.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Whether the condition must or must not hold.
    pub kind: ClauseKind,
    /// The condition.
    pub condition: ExprId,
    /// What a violation says.
    pub message: Text,
    /// How to mend it.
    pub fix: Option<Text>,
    /// How bad, if not as the rule says.
    pub severity: Option<ExprId>,
    /// Where the condition stands.
    pub span: Span,
}

/// Whether a condition must or must not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClauseKind {
    /// Must.
    Require,
    /// Must not.
    Forbid,
}

/// A text with holes.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// Its parts, in order.
    pub parts: Vec<TextPart>,
}

/// A part of a text with holes.
#[derive(Debug, Clone)]
pub enum TextPart {
    /// Text as it is.
    Literal(String),
    /// The value of an expression.
    Hole(ExprId),
}

impl Rule {
    /// The obligation that the rule stands for: its id up to the first dot.
    pub fn obligation(&self) -> &str {
        self.id
            .split_once('.')
            .map_or(&self.id, |(obligation, _)| obligation)
    }
}

impl Default for Program {
    /// Nothing but what the language itself declares.
    fn default() -> Self {
        Self {
            packs: IndexVec::default(),
            scopes: IndexVec::default(),
            entities: IndexVec::default(),
            records: IndexVec::default(),
            enums: BuiltinEnum::ALL
                .map(BuiltinEnum::declare)
                .into_iter()
                .collect(),
            fields: IndexVec::default(),
            params: IndexVec::default(),
            sets: IndexVec::default(),
            defs: IndexVec::default(),
            rules: IndexVec::default(),
            scenarios: IndexVec::default(),
            vars: IndexVec::default(),
            exprs: IndexVec::default(),
        }
    }
}

impl Program {
    /// Whether an entity is another, or one of it.
    pub fn is_one_of(&self, entity: EntityId, ancestor: EntityId) -> bool {
        let mut next = Some(entity);
        while let Some(here) = next {
            if here == ancestor {
                return true;
            }
            next = self.entities[here].base;
        }
        false
    }

    /// The entity that owns the collection in which objects of an entity stand:
    /// itself or its nearest ancestor with a collection; none if it is abstract.
    pub fn table_entity(&self, entity: EntityId) -> Option<EntityId> {
        let mut next = Some(entity);
        while let Some(here) = next {
            if self.entities[here].collection.is_some() {
                return Some(here);
            }
            next = self.entities[here].base;
        }
        None
    }

    /// The entities with collections in which objects of an entity stand: the
    /// one above it, or those below if it is abstract; in order of declaration.
    pub fn tables_of(&self, entity: EntityId) -> Vec<EntityId> {
        if let Some(table) = self.table_entity(entity) {
            return vec![table];
        }
        let below = self.entities.iter_enumerated().filter(|(id, candidate)| {
            candidate.collection.is_some() && self.is_one_of(*id, entity)
        });
        below.map(|(id, _)| id).collect()
    }

    /// The field that stands for `field` in objects of `entity`: the one of the
    /// same name, which may have been declared again.
    pub fn field_in(&self, entity: EntityId, field: FieldId) -> FieldId {
        let name = &self.fields[field].name;
        let own = self.entities[entity]
            .fields
            .iter()
            .find(|own| self.fields[**own].name == *name);
        own.copied().unwrap_or(field)
    }

    /// What is said of the events of an entity: by its own block, or by the
    /// nearest one above it.
    pub fn log_of(&self, entity: EntityId) -> Option<&Log> {
        let mut next = Some(entity);
        while let Some(here) = next {
            let entity = &self.entities[here];
            if entity.log.is_some() {
                return entity.log.as_ref();
            }
            next = entity.base;
        }
        None
    }

    /// Whether any object of an entity is an event of a log.
    pub fn has_events(&self, entity: EntityId) -> bool {
        let mut tree = self.descendants(entity).into_iter();
        tree.any(|one| self.entities[one].is_log)
    }

    /// Whether all objects of an entity are events of logs: of an abstract one,
    /// those of each of its collections.
    pub fn is_log(&self, entity: EntityId) -> bool {
        if self.entities[entity].is_log {
            return true;
        }
        let tables = self.tables_of(entity);
        !tables.is_empty() && tables.iter().all(|table| self.entities[*table].is_log)
    }

    /// What is said of the events of an entity, and of the kinds below it.
    pub fn logs_of(&self, entity: EntityId) -> Vec<&Log> {
        let below = self.descendants(entity).into_iter();
        let below = below.filter_map(|one| self.entities[one].log.as_ref());
        match self.log_of(entity) {
            Some(log) if self.entities[entity].log.is_none() => {
                std::iter::once(log).chain(below).collect()
            }
            Some(_) | None => below.collect(),
        }
    }

    /// The members of an entity's tree below and including `entity`, in order of declaration.
    pub fn descendants(&self, entity: EntityId) -> Vec<EntityId> {
        self.entities
            .ids()
            .filter(|id| self.is_one_of(*id, entity))
            .collect()
    }
}
