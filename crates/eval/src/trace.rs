//! What a verdict was decided by.
//!
//! Normal evaluation records nothing. A clause that turned out violated is
//! evaluated once more with a [`Trace`] in the machine: whatever reads a cell
//! then notes where it stands. Of operands and members, those alone leave
//! evidence that decide.

use tenet_graph::Proof;
use tenet_hir::{ExprId, FieldId, FieldPlan, Shape};
use tenet_snapshot::{Column, Evidence, ObjectId, RecordSlot, Role, Row, Step, Values};

use crate::machine::Machine;
use crate::value::{Collection, Item, RecordValue, Value};

/// What is recorded of a clause.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    /// The parts of the export that were looked at, in that order, each once.
    pub(crate) evidence: Vec<Evidence>,
    /// The first path that decided.
    pub(crate) proof: Option<Proof>,
}

impl Trace {
    /// More than this nobody reads; what decided first is kept.
    const LIMIT: usize = 32;

    /// A part of what was noted already says more than the whole: it replaces it.
    fn note(&mut self, evidence: Evidence) {
        if self.evidence.iter().any(|noted| holds(&evidence, noted)) {
            return;
        }
        self.evidence.retain(|noted| !holds(noted, &evidence));
        if self.evidence.len() < Self::LIMIT {
            self.evidence.push(evidence);
        }
    }
}

impl<'a> Machine<'a> {
    /// What a condition looks at.
    pub(crate) fn trace(&mut self, condition: ExprId) -> Trace {
        self.trace = Some(Trace::default());
        self.explain(condition);
        self.trace.take().unwrap_or_default()
    }

    /// Runs something without recording it.
    pub(crate) fn quietly<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let trace = self.trace.take();
        let result = run(self);
        self.trace = trace;
        result
    }

    /// Evaluates a condition again for what it looks at, while that is recorded.
    pub(crate) fn explain(&mut self, condition: ExprId) {
        if self.trace.is_some() {
            drop(self.value(condition));
        }
    }

    /// A field of an object was read.
    pub(crate) fn note_field(&mut self, object: ObjectId, column: usize) {
        if self.trace.is_none() {
            return;
        }
        let collections = &self.inputs.layout.projection.collections;
        let plan = collections
            .try_get(object.collection)
            .and_then(|collection| collection.fields.get(column));
        let cells = self
            .table(object.collection)
            .and_then(|table| table.columns.get(column));
        if let (Some(plan), Some(cells)) = (plan, cells) {
            let row = cells.source(object.row);
            self.note(ObjectId { row, ..object }, keys(&plan.path));
        }
    }

    /// A field of a record was read.
    pub(crate) fn note_record(&mut self, record: &RecordValue<'a>, field: FieldId) {
        if self.trace.is_none() {
            return;
        }
        if let Some((row, mut path)) = self.way_to(record) {
            path.extend(keys(&self.inputs.program.fields[field].path));
            let collection = record.object.collection;
            self.note(ObjectId { collection, row }, path);
        }
    }

    /// The JSON type of an object was read.
    pub(crate) fn note_type(&mut self, object: ObjectId) {
        self.note(object, vec![Step::Key("@odata.type".to_owned())]);
    }

    /// The objects of a collection were counted.
    pub(crate) fn note_objects(&mut self, list: &Collection<'a>) {
        self.note_members(&list.items);
    }

    /// Members of a collection were looked at.
    pub(crate) fn note_members<'i>(&mut self, items: impl IntoIterator<Item = &'i Item<'a>>)
    where
        'a: 'i,
    {
        if self.trace.is_none() {
            return;
        }
        for item in items {
            if let Ok(Value::Object(object)) = item.value {
                self.note(object, Vec::new());
            }
        }
    }

    /// What the graph showed.
    pub(crate) fn note_evidence(&mut self, evidence: &Evidence) {
        if let Some(trace) = &mut self.trace {
            trace.note(evidence.clone());
        }
    }

    /// A path through the graph that decided.
    pub(crate) fn note_proof(&mut self, proof: Option<Proof>) {
        if let Some(trace) = &mut self.trace
            && trace.proof.is_none()
        {
            trace.proof = proof;
        }
    }

    fn note(&mut self, object: ObjectId, path: Vec<Step>) {
        if let Some(trace) = &mut self.trace {
            trace.note(Evidence {
                role: Role::Leaf,
                object,
                path,
            });
        }
    }

    /// The row of the object or copy that holds a record, and the way to it.
    ///
    /// Records do not carry it: it is found from the columns, since it is asked
    /// for only when something is reported.
    fn way_to(&self, record: &RecordValue<'a>) -> Option<(Row, Vec<Step>)> {
        let collection = record.object.collection;
        let plans = &self
            .inputs
            .layout
            .projection
            .collections
            .try_get(collection)?
            .fields;
        let table = self.table(collection)?;
        way_in_fields(&table.columns, plans, &record.slot)
    }
}

/// Whether one piece of evidence is the other, or the other a part of it.
fn holds(whole: &Evidence, part: &Evidence) -> bool {
    whole.object == part.object && part.path.starts_with(&whole.path)
}

/// The way to a record from the rows of `columns`.
fn way_in_fields(
    columns: &[Column],
    plans: &[FieldPlan],
    record: &RecordSlot<'_>,
) -> Option<(Row, Vec<Step>)> {
    columns.iter().zip(plans).find_map(|(column, plan)| {
        let (row, inner) = way_in_values(&column.values, &plan.shape, record)?;
        let mut path = keys(&plan.path);
        path.extend(inner);
        Some((row, path))
    })
}

fn way_in_values(
    values: &Values,
    shape: &Shape,
    record: &RecordSlot<'_>,
) -> Option<(Row, Vec<Step>)> {
    match (values, shape) {
        (Values::Record(columns), Shape::Record(plans)) => {
            if std::ptr::eq(columns.as_slice(), record.columns) {
                return Some((record.row, Vec::new()));
            }
            way_in_fields(columns, plans, record)
        }
        (Values::List { ends, items }, Shape::List(shape)) => {
            let (item, inner) = way_in_values(&items.values, shape, record)?;
            let row = ends.partition_point(|end| *end <= item);
            let start = row.checked_sub(1).and_then(|before| ends.get(before));
            let mut path = vec![Step::Item(item - start.copied().unwrap_or(0).min(item))];
            path.extend(inner);
            Some((row as Row, path))
        }
        (_, _) => None,
    }
}

fn keys(path: &[String]) -> Vec<Step> {
    path.iter().cloned().map(Step::Key).collect()
}
