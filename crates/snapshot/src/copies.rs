//! Objects that an export holds more than once: which row stands for them, and
//! what the others add or contradict.

mod names;
mod sameness;

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::{HashMap, HashSet, Strings, Symbol};
use tenet_hir::{Collection, CollectionId};

use crate::load::changes::Changes;
use crate::load::joins::Joins;
use crate::load::naming::Naming;
use crate::table::{Conflict, Merge};
use crate::{Column, DataFileId, Presence, Row, Slot, Table, Values};

pub(crate) use sameness::same;
use sameness::{Choice, Sameness};

/// What putting the copies of a collection together gave.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// Representatives of objects whose copies disagree, in the order of keys, with a first pair.
    pub conflicts: Vec<Conflict>,
    /// The columns in which they disagree.
    pub disagreed: BTreeSet<usize>,
    /// Objects without a key that can be used.
    pub keyless: Vec<Row>,
    /// Objects of which every copy stands in an answer of something else.
    pub elsewhere: Vec<Row>,
    /// Objects that are gone since.
    pub removed: Vec<Row>,
}

/// What is known of the files that copies stand in.
#[derive(Clone, Copy)]
pub(crate) struct Told<'t> {
    /// The collection.
    pub id: CollectionId,
    /// What answers of changes say.
    pub changes: &'t Changes,
    /// Whether a file holds objects of this very collection.
    pub own: &'t dyn Fn(DataFileId) -> bool,
    /// Which files hold a list of an object in another.
    pub joins: &'t Joins,
    /// Which files hold objects without ids.
    pub naming: &'t Naming,
}

/// Finds the objects of a table and puts their copies together.
pub(crate) fn merge(
    table: &mut Table,
    plan: &Collection,
    strings: &Strings,
    told: Told<'_>,
) -> Outcome {
    let mut outcome = Outcome::default();
    let copies = group(table, plan, (strings, told), &mut outcome);
    outcome.elsewhere = elsewhere(table, &copies, told.own);
    let same = Sameness::of(strings);
    let mut columns = std::mem::take(&mut table.columns);
    for (first, others) in &copies {
        let mut conflict = None;
        for (at, column) in columns.iter_mut().enumerate() {
            // Keys of copies differ in case at most.
            let others = others.iter().filter(|_| plan.key != Some(at));
            let mut own = None;
            for other in others {
                match later(table, column, (*first, *other), told.changes) {
                    Some(row) => supersede(column, *first, row),
                    None => merge_cell(column, *first, *other, same, &mut own),
                }
            }
            if own.is_some() {
                outcome.disagreed.insert(at);
            }
            conflict = conflict.or(own);
        }
        outcome.conflicts.extend(conflict);
    }
    table.columns = columns;
    if plan.canonical.is_some() {
        keep(table, &copies, told.changes);
    }
    if !told.changes.is_empty() {
        let copies = copies.into_iter().collect();
        outcome.removed = told.changes.take_out(told.id, table, &copies);
    }
    outcome
}

/// Keeps which rows are of one object, those that come after others before them.
fn keep(table: &mut Table, copies: &[(Row, Vec<Row>)], changes: &Changes) {
    for (first, others) in copies {
        let all: Vec<Row> = std::iter::once(first).chain(others).copied().collect();
        let later = |row: &Row| {
            all.iter()
                .any(|other| changes.is_later(table, *row, *other))
        };
        let (mut rows, rest): (Vec<Row>, Vec<Row>) = all.iter().partition(|row| later(row));
        rows.extend(rest);
        table.versions.copies.insert(*first, rows);
    }
}

/// The row of two copies whose value of a column comes after that of the other; none if
/// neither says so.
fn later(
    table: &Table,
    column: &Column,
    (first, other): (Row, Row),
    changes: &Changes,
) -> Option<Row> {
    let known = source(column, first)?;
    let has = |row: Row| presence(column, row) != Presence::Absent;
    if changes.is_later(table, other, known) && has(other) {
        Some(other)
    } else if changes.is_later(table, known, other) && has(known) {
        Some(known)
    } else {
        None
    }
}

/// Takes the value of a column from a copy.
fn supersede(column: &mut Column, first: Row, row: Row) {
    if source(column, first) != Some(row) {
        put(column, first, Merge::From(row));
    }
}

/// The objects of which no copy stands in a file of the collection.
fn elsewhere(
    table: &Table,
    copies: &[(Row, Vec<Row>)],
    own: &dyn Fn(DataFileId) -> bool,
) -> Vec<Row> {
    let is_own = |row: &Row| {
        let place = table.places.get(*row as usize);
        place.is_some_and(|place| own(place.file))
    };
    let told = copies
        .iter()
        .filter(|(_, others)| others.iter().any(is_own));
    let told: HashSet<Row> = told.map(|(first, _)| *first).collect();
    let objects = table.objects.iter().copied();
    objects
        .filter(|row| !is_own(row) && !told.contains(row))
        .collect()
}

/// Fills `objects` and `by_key`, and gives the rows that are copies of an earlier one.
fn group(
    table: &mut Table,
    plan: &Collection,
    (strings, told): (&Strings, Told<'_>),
    outcome: &mut Outcome,
) -> Vec<(Row, Vec<Row>)> {
    let mut copies: HashMap<Row, Vec<Row>> = HashMap::default();
    let mut parts = Parts::new(table, told.joins);
    let key_column = plan.key.and_then(|key| table.columns.get(key));
    for row in 0..table.places.len() as Row {
        if parts.take(table, row) {
            continue;
        }
        let key = key_column.and_then(|column| key_of(column, row));
        let Some(key) = key.filter(|key| !strings.get(*key).is_empty()) else {
            let place = table.places.get(row as usize);
            let lost = place.is_some_and(|place| told.naming.lost_ids(place.file));
            if plan.key.is_some() && !lost {
                outcome.keyless.push(row);
            }
            table.objects.push(row);
            continue;
        };
        let key = if plan.exact_key {
            key
        } else {
            strings.folded(key)
        };
        if let Some(first) = table.by_key.get(&key) {
            copies.entry(*first).or_default().push(row);
            parts.stands_for(*first, row);
        } else {
            table.by_key.insert(key, row);
            table.objects.push(row);
        }
    }
    for (first, row) in names::join(table, plan, strings, told.naming) {
        copies.entry(first).or_default().push(row);
    }
    for (owner, part) in parts.found {
        copies.entry(owner).or_default().push(part);
    }
    sort(table, plan, strings);
    let objects = table.objects.iter();
    objects
        .filter_map(|row| copies.remove(row).map(|others| (*row, others)))
        .collect()
}

/// Rows that hold no object but a list of one in another file.
struct Parts<'j> {
    joins: &'j Joins,
    owners: BTreeMap<DataFileId, Row>,
    /// The owner of each, and the row.
    found: Vec<(Row, Row)>,
}

impl<'j> Parts<'j> {
    fn new(table: &Table, joins: &'j Joins) -> Self {
        Self {
            joins,
            owners: joins.rows(table),
            found: Vec::new(),
        }
    }

    /// Whether a row is a part of an object, which is then noted.
    fn take(&mut self, table: &Table, row: Row) -> bool {
        if self.owners.is_empty() {
            return false;
        }
        let place = table.places.get(row as usize);
        let owner = place.and_then(|place| self.joins.owner(place.file));
        let owner = owner.and_then(|file| self.owners.get(&file));
        self.found.extend(owner.map(|owner| (*owner, row)));
        owner.is_some()
    }

    /// Notes that the object in a row is told by an earlier one.
    fn stands_for(&mut self, first: Row, row: Row) {
        for (owner, _) in &mut self.found {
            if *owner == row {
                *owner = first;
            }
        }
        for owner in self.owners.values_mut().filter(|owner| **owner == row) {
            *owner = first;
        }
    }
}

/// Sorts the objects by key, then by place; rows are in the order of places already.
fn sort(table: &mut Table, plan: &Collection, strings: &Strings) {
    let column = plan.key.and_then(|key| table.columns.get(key));
    let text = |row: Row| {
        let key = column.and_then(|column| key_of(column, row))?;
        Some(strings.get(if plan.exact_key {
            key
        } else {
            strings.folded(key)
        }))
    };
    // Nearly all keys differ in their first bytes, which are compared without looking them up.
    let mut objects: Vec<(u128, Row)> = table
        .objects
        .iter()
        .map(|row| (text(*row).map_or(0, first_bytes), *row))
        .collect();
    objects.sort_unstable_by(|(a, a_row), (b, b_row)| {
        let by_text = || text(*a_row).cmp(&text(*b_row));
        a.cmp(b).then_with(by_text).then(a_row.cmp(b_row))
    });
    table.objects = objects.into_iter().map(|(_, row)| row).collect();
}

/// The first bytes of a text as a number that orders as they do.
fn first_bytes(text: &str) -> u128 {
    let bytes = text.bytes().chain(std::iter::repeat(0)).take(16);
    bytes.fold(0, |number, byte| number << 8 | u128::from(byte))
}

/// The key of a row, if it has one.
pub(crate) fn key_of(column: &Column, row: Row) -> Option<Symbol> {
    match column.slot(row) {
        Slot::Text(key) | Slot::Ref(key, _) => Some(key),
        Slot::Absent
        | Slot::Null
        | Slot::Malformed
        | Slot::Conflict(_)
        | Slot::Bool(_)
        | Slot::Int(_)
        | Slot::Number(_)
        | Slot::Date(_)
        | Slot::Duration(_)
        | Slot::Record(_)
        | Slot::List(_) => None,
    }
}

/// Puts the cell of a copy to that of the row that stands for the object.
fn merge_cell(
    column: &mut Column,
    first: Row,
    other: Row,
    same: Sameness<'_>,
    conflict: &mut Option<Conflict>,
) {
    let given = presence(column, other);
    if given == Presence::Absent {
        return;
    }
    let Some(source) = source(column, first) else {
        return;
    };
    if presence(column, source) == Presence::Absent {
        put(column, first, Merge::From(other));
        return;
    }
    let known = |column: &Column, row| presence(column, row) == Presence::Known;
    if known(column, source)
        && known(column, other)
        && let Values::Record(columns) = &mut column.values
    {
        for inner in columns {
            merge_cell(inner, source, other, same, conflict);
        }
        return;
    }
    match same.choose(column, source, other) {
        Choice::Same => {}
        Choice::Other => put(column, first, Merge::From(other)),
        Choice::Differ => {
            let pair = Conflict {
                first: source,
                second: other,
            };
            put(column, first, Merge::Conflict(pair));
            conflict.get_or_insert(pair);
        }
    }
}

fn put(column: &mut Column, row: Row, merge: Merge) {
    if let Some(presence) = column.presence.get_mut(row as usize) {
        *presence = Presence::Merged;
        column.merged.insert(row, merge);
    }
}

fn presence(column: &Column, row: Row) -> Presence {
    let presence = column.presence.get(row as usize).copied();
    presence.unwrap_or(Presence::Absent)
}

/// The row that a cell's value is taken from so far; none if copies disagree already.
fn source(column: &Column, row: Row) -> Option<Row> {
    match column.merged.get(&row) {
        Some(Merge::From(other)) => Some(*other),
        Some(Merge::Conflict(_)) => None,
        None => Some(row),
    }
}

/// An empty column of the same shape.
pub(crate) fn empty_like(column: &Column) -> Column {
    Column {
        presence: Vec::new(),
        values: empty_values(&column.values),
        merged: HashMap::default(),
    }
}

fn empty_values(values: &Values) -> Values {
    match values {
        Values::Bool(_) => Values::Bool(Vec::new()),
        Values::Int(_) => Values::Int(Vec::new()),
        Values::Number(_) => Values::Number(Vec::new()),
        Values::Text(_) => Values::Text(Vec::new()),
        Values::Date(_) => Values::Date(Vec::new()),
        Values::Duration(_) => Values::Duration(Vec::new()),
        Values::Ref { .. } => Values::Ref {
            keys: Vec::new(),
            types: Vec::new(),
        },
        Values::Record(columns) => Values::Record(columns.iter().map(empty_like).collect()),
        Values::List { items, .. } => Values::List {
            ends: Vec::new(),
            items: Box::new(empty_like(items)),
        },
    }
}
