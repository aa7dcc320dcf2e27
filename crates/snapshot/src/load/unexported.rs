//! References to objects that the export does not hold.
//!
//! A snapshot seldom holds everything: a tool exports policies and not the named
//! locations that they name. What depends on those is unknown; here it is told
//! once for each collection, with the first place.

use std::collections::BTreeMap;

use tenet_base::{HashSet, Strings, Symbol};
use tenet_hir::{Collection, CollectionId, FieldPlan, Shape};

use super::report::Report;
use crate::object::Step;
use crate::recognise::is_guid;
use crate::{Column, Row, Slot, Table};
use tenet_base::IndexVec;

/// A key that holds ids of objects of a collection, or words.
struct Reference {
    key: &'static str,
    collection: &'static str,
}

const GROUPS: &str = "groups";
const USERS: &str = "users";
const FILTERS: &str = "deviceManagement/assignmentFilters";
const LOCATIONS: &str = "identity/conditionalAccess/namedLocations";

const REFERENCES: [Reference; 8] = [
    reference("groupId", GROUPS),
    reference("includeGroups", GROUPS),
    reference("excludeGroups", GROUPS),
    reference("includeUsers", USERS),
    reference("excludeUsers", USERS),
    reference("deviceAndAppManagementAssignmentFilterId", FILTERS),
    reference("includeLocations", LOCATIONS),
    reference("excludeLocations", LOCATIONS),
];

const fn reference(key: &'static str, collection: &'static str) -> Reference {
    Reference { key, collection }
}

/// Objects of a collection that are referred to and not there.
struct Missing {
    keys: HashSet<Symbol>,
    table: CollectionId,
    row: Row,
    steps: Vec<Step>,
}

/// Tells of all references to objects that are not there.
pub(super) fn tell(
    tables: &IndexVec<CollectionId, Table>,
    strings: &Strings,
    report: &mut Report<'_, '_>,
) {
    let projection = report.projection();
    let mut search = Search {
        tables,
        strings,
        targets: BTreeMap::new(),
        missing: BTreeMap::new(),
        at: None,
        steps: Vec::new(),
    };
    for reference in &REFERENCES {
        // Of a complete collection an object that is not there was deleted.
        if let Some(id) = projection.find(reference.collection)
            && !tables[id].is_complete()
        {
            search
                .targets
                .insert(reference.key, (reference.collection, id));
        }
    }
    for (id, collection) in projection.collections.iter_enumerated() {
        search.table(id, collection);
    }
    for (path, missing) in search.missing {
        let first = (&tables[missing.table], missing.row, missing.steps);
        report.unexported(path, missing.keys.len() as u64, first);
    }
}

struct Search<'s> {
    tables: &'s IndexVec<CollectionId, Table>,
    strings: &'s Strings,
    /// The collection that each key leads to.
    targets: BTreeMap<&'static str, (&'static str, CollectionId)>,
    missing: BTreeMap<&'static str, Missing>,
    /// The object that is looked at.
    at: Option<(CollectionId, Row)>,
    steps: Vec<Step>,
}

impl<'s> Search<'s> {
    fn table(&mut self, id: CollectionId, collection: &Collection) {
        let table = &self.tables[id];
        for (column, field) in table.columns.iter().zip(&collection.fields) {
            if !self.leads(&field.path, &field.shape) {
                continue;
            }
            for row in &table.objects {
                self.at = Some((id, *row));
                self.field(column, field, *row);
            }
        }
    }

    /// Whether references stand somewhere in a field.
    fn leads(&self, path: &[String], shape: &Shape) -> bool {
        let key = path.last().map_or("", String::as_str);
        match shape {
            Shape::Text | Shape::Ref { .. } => self.target(key).is_some(),
            Shape::List(item) => self.leads(path, item),
            Shape::Record(fields) => fields
                .iter()
                .any(|field| self.leads(&field.path, &field.shape)),
            Shape::Bool | Shape::Int | Shape::Number | Shape::Date | Shape::Duration => false,
        }
    }

    fn target(&self, key: &str) -> Option<(&'static str, CollectionId)> {
        let mut targets = self.targets.iter();
        let found = targets.find(|(name, _)| name.eq_ignore_ascii_case(key));
        found.map(|(_, target)| *target)
    }

    fn field(&mut self, column: &'s Column, field: &FieldPlan, row: Row) {
        let before = self.steps.len();
        self.steps.extend(field.path.iter().cloned().map(Step::Key));
        let key = field.path.last().map_or("", String::as_str);
        self.value(column.slot(row), key, &field.shape);
        self.steps.truncate(before);
    }

    fn value(&mut self, slot: Slot<'s>, key: &str, shape: &Shape) {
        match (slot, shape) {
            (Slot::Text(text) | Slot::Ref(text, _), _) => self.reference(text, key),
            (Slot::Record(record), Shape::Record(fields)) => {
                for (column, field) in record.columns.iter().zip(fields) {
                    if self.leads(&field.path, &field.shape) {
                        self.field(column, field, record.row);
                    }
                }
            }
            (Slot::List(list), Shape::List(item)) => {
                for (at, slot) in (0..).zip(list.iter()) {
                    self.steps.push(Step::Item(at));
                    self.value(slot, key, item);
                    self.steps.pop();
                }
            }
            (_, _) => {}
        }
    }

    fn reference(&mut self, text: Symbol, key: &str) {
        let Some((path, id)) = self.target(key) else {
            return;
        };
        let folded = self.strings.folded(text);
        let is_id = is_guid(self.strings.get(text)) && !is_nil(self.strings.get(text));
        if !is_id || self.tables[id].by_key.contains_key(&folded) {
            return;
        }
        if let Some((table, row)) = self.at {
            let missing = self.missing.entry(path).or_insert_with(|| Missing {
                keys: HashSet::default(),
                table,
                row,
                steps: self.steps.clone(),
            });
            missing.keys.insert(folded);
        }
    }
}

/// Whether an id is the one that stands for none.
fn is_nil(id: &str) -> bool {
    id.bytes().all(|byte| matches!(byte, b'0' | b'-'))
}
