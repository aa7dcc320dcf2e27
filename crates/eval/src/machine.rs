//! What runs a program: the inputs, the values of variables, and what is
//! remembered because it was computed before.
//!
//! Each thread has a machine of its own. What one remembers changes how long
//! an answer takes, never the answer.

use std::rc::Rc;

use tenet_base::{HashMap, Strings, Symbol, id::Id};
use tenet_hir::{CollectionId, DefId, EntityId, EnumId, ExprId, FieldId, Pattern, SetId, VarId};
use tenet_snapshot::{ObjectId, Reason, Row, Table};

use crate::Inputs;
use crate::certificate::Certificate;
use crate::exec::timeline::{Sorted, Timeline};
use crate::plan::Plans;
use crate::profile::Watch;
use crate::reasons::{ReasonId, ReasonTable, Reasons};
use crate::trace::Trace;
use crate::truth::{Known, Truth};
use crate::value::{Collection, Text, Value};
use crate::why;

/// Runs expressions of one program over one snapshot.
pub(crate) struct Machine<'a> {
    /// What is judged.
    pub(crate) inputs: Inputs<'a>,
    /// The reasons of this run.
    pub(crate) reasons: ReasonTable,
    /// What is recorded of a clause that is explained.
    pub(crate) trace: Option<Trace>,
    /// What `let` variables stand for; read again while a clause is explained.
    pub(crate) lets: HashMap<VarId, ExprId>,
    pub(crate) memory: Memory<'a>,
    pub(crate) plans: Plans<'a>,
    /// Whether the texts that a variable stands for are compared by code point.
    pub(crate) exact: Vec<bool>,
    /// How the loops of the rule go about it, if that is asked for.
    pub(crate) watch: Option<Watch>,
    vars: Vec<Option<Known<Value<'a>>>>,
}

/// What was computed before.
#[derive(Default)]
pub(crate) struct Memory<'a> {
    /// Literals and parameters, by expression.
    pub(crate) constants: HashMap<ExprId, Known<Value<'a>>>,
    /// All objects of an entity.
    pub(crate) objects: HashMap<EntityId, Rc<Collection<'a>>>,
    /// The members of sets.
    pub(crate) sets: HashMap<SetId, Rc<Collection<'a>>>,
    /// Whether an object is in a set.
    pub(crate) members: HashMap<(SetId, ObjectId), Truth>,
    /// What a definition gives for an object.
    pub(crate) calls: HashMap<(DefId, ObjectId), Known<Value<'a>>>,
    /// Why a cell is not there.
    pub(crate) absent: HashMap<(FieldId, CollectionId), ReasonId>,
    /// The member of an enumeration that a text names.
    pub(crate) variants: HashMap<(EnumId, Symbol), Option<u32>>,
    /// The entity of a JSON type among those of a table.
    pub(crate) types: HashMap<(EntityId, Symbol), Option<EntityId>>,
    /// Rows by a field that is not the key; none where several have it.
    pub(crate) indexes: HashMap<(CollectionId, FieldId), HashMap<Symbol, Option<Row>>>,
    /// Where objects of an entity stand.
    pub(crate) homes: HashMap<EntityId, Rc<[Home<'a>]>>,
    /// The events of logs, and what is chosen from them without regard to a
    /// variable, by time.
    pub(crate) timelines: HashMap<Sorted, Rc<Timeline<'a>>>,
    /// `normalized` of texts of the export.
    pub(crate) normalized: HashMap<Symbol, Text>,
    /// Patterns that look at exact texts, by the expression that holds them.
    pub(crate) patterns: HashMap<ExprId, Option<Pattern>>,
    /// What `capture` finds in texts of the export.
    pub(crate) captures: HashMap<(ExprId, Symbol), Option<Text>>,
    /// What `x509` reads in texts of the export.
    pub(crate) certificates: HashMap<Symbol, Option<Rc<Certificate>>>,
}

/// A collection in which objects of an entity stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Home<'a> {
    /// Its Graph path.
    pub(crate) path: &'a str,
    /// Its table, if it was loaded.
    pub(crate) collection: Option<CollectionId>,
}

impl<'a> Machine<'a> {
    /// A machine that has computed nothing yet; it plans its loops if `plan`.
    pub(crate) fn new(inputs: Inputs<'a>, plan: bool) -> Self {
        Self {
            inputs,
            reasons: ReasonTable::default(),
            trace: None,
            lets: HashMap::default(),
            memory: Memory::default(),
            plans: Plans::new(plan),
            exact: vec![false; inputs.program.vars.len()],
            watch: None,
            vars: vec![None; inputs.program.vars.len()],
        }
    }

    /// The strings of the export.
    pub(crate) fn strings(&self) -> &'a Strings {
        &self.inputs.snapshot.strings
    }

    /// The table of a collection, if it was loaded.
    pub(crate) fn table(&self, collection: CollectionId) -> Option<&'a Table> {
        self.inputs.snapshot.tables.try_get(collection)
    }

    /// The Graph path of a collection.
    pub(crate) fn path(&self, collection: CollectionId) -> &'a str {
        let collections = &self.inputs.layout.projection.collections;
        collections
            .try_get(collection)
            .map_or("", |collection| &collection.path)
    }

    /// Unknown for one reason.
    pub(crate) fn unknown<T>(&mut self, reason: Reason) -> Known<T> {
        Err(Reasons::one(self.reasons.id(reason)))
    }

    /// Unknown since a value does not fit its place.
    pub(crate) fn misfit<T>(&mut self) -> Known<T> {
        self.unknown(why::misfit())
    }

    /// Gives a variable its value.
    pub(crate) fn bind(&mut self, var: VarId, value: Known<Value<'a>>) {
        if let Some(slot) = self.vars.get_mut(var.index()) {
            *slot = Some(value);
        }
    }

    /// The value of a variable. The checker lets none be read before it is bound.
    pub(crate) fn var(&mut self, var: VarId) -> Known<Value<'a>> {
        match self.vars.get(var.index()) {
            Some(Some(value)) => value.clone(),
            Some(None) | None => self.misfit(),
        }
    }

    /// The value, unless it is null where only an unknown guard can have let it through.
    pub(crate) fn present(&mut self, value: Value<'a>) -> Known<Value<'a>> {
        if matches!(value, Value::Null) {
            return self.unknown(why::guard_undetermined());
        }
        Ok(value)
    }
}
