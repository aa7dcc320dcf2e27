//! Ways to a cell: which column of a table, and which fields of the records in it.

use tenet_hir::projection::column;
use tenet_hir::{Collection, FieldPlan, Shape};
use tenet_snapshot::{Evidence, ObjectId, RecordSlot, Role, Row, Slot, Step, Table};

/// The way from an object, or from a record, to a cell of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Route {
    /// The column, and the field of each record on the way.
    steps: Vec<usize>,
    /// The keys of the JSON on the way.
    keys: Vec<String>,
}

impl Route {
    /// The way to a field of a collection that was asked for by `require`.
    pub(crate) fn of(collection: &Collection, keys: &[&str]) -> Self {
        Self::among(&collection.fields, keys)
    }

    /// The way to a field of a record with these fields.
    ///
    /// A way that a schema bends to another shape leads nowhere: its cells are absent.
    pub(crate) fn among(fields: &[FieldPlan], keys: &[&str]) -> Self {
        let mut steps = Vec::new();
        let mut fields = fields;
        for key in keys {
            let at = column(fields, &[key]).unwrap_or(usize::MAX);
            steps.push(at);
            fields = fields.get(at).map_or(&[], |plan| inner(&plan.shape));
        }
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        Self { steps, keys }
    }

    /// What an object has there.
    pub(crate) fn of_row<'t>(&self, table: &'t Table, row: Row) -> Slot<'t> {
        let Some((first, rest)) = self.steps.split_first() else {
            return Slot::Absent;
        };
        descend(table.slot(*first, row), rest)
    }

    /// What a record has there.
    pub(crate) fn of_record<'t>(&self, record: RecordSlot<'t>) -> Slot<'t> {
        let Some((first, rest)) = self.steps.split_first() else {
            return Slot::Absent;
        };
        descend(record.slot(*first), rest)
    }

    /// The place of the cell of an object, whichever copy it was taken from.
    pub(crate) fn evidence(&self, table: &Table, object: ObjectId) -> Evidence {
        let column = self.steps.first().and_then(|at| table.columns.get(*at));
        let row = column.map_or(object.row, |column| column.source(object.row));
        Evidence {
            role: Role::Edge,
            object: ObjectId { row, ..object },
            path: self.path(),
        }
    }

    /// The keys on the way.
    pub(crate) fn path(&self) -> Vec<Step> {
        let keys = self.keys.iter();
        keys.map(|key| Step::Key(key.clone())).collect()
    }

    /// Whether it goes by these keys.
    pub(crate) fn leads_to(&self, keys: &[String]) -> bool {
        self.keys == keys
    }

    /// The keys on the way, as reasons write them.
    pub(crate) fn name(&self) -> String {
        self.keys.join(".")
    }
}

/// The fields of a record, or of the records of a list.
pub(crate) fn inner(shape: &Shape) -> &[FieldPlan] {
    match shape {
        Shape::Record(fields) => fields,
        Shape::List(item) => inner(item),
        Shape::Bool
        | Shape::Int
        | Shape::Number
        | Shape::Text
        | Shape::Date
        | Shape::Duration
        | Shape::Ref { .. } => &[],
    }
}

fn descend<'t>(slot: Slot<'t>, rest: &[usize]) -> Slot<'t> {
    let Some((next, rest)) = rest.split_first() else {
        return slot;
    };
    match slot {
        Slot::Record(record) => descend(record.slot(*next), rest),
        Slot::Absent | Slot::Null | Slot::Conflict(_) => slot,
        Slot::Malformed
        | Slot::Bool(_)
        | Slot::Int(_)
        | Slot::Number(_)
        | Slot::Text(_)
        | Slot::Date(_)
        | Slot::Duration(_)
        | Slot::Ref(..)
        | Slot::List(_) => Slot::Malformed,
    }
}
