//! Columns to bytes and back.

use std::collections::BTreeSet;

use tenet_base::{Duration, HashMap, Instant, Strings, Symbol};
use tenet_hir::Shape;

use super::stored::{self, Flat};
use super::words::{Vocabulary, Words};
use crate::{Column, Conflict, Merge, Presence, Row, Values};

/// The texts of a column.
pub(super) fn texts(column: &Column, strings: &Strings, found: &mut BTreeSet<String>) {
    let mut add = |symbols: &[Option<Symbol>]| {
        for symbol in symbols.iter().flatten() {
            let text = strings.get(*symbol);
            if !found.contains(text) {
                found.insert(text.to_owned());
            }
        }
    };
    match &column.values {
        Values::Text(symbols) => add(symbols),
        Values::Ref { keys, types } => {
            add(keys);
            add(types);
        }
        Values::Record(columns) => columns
            .iter()
            .for_each(|column| texts(column, strings, found)),
        Values::List { items, .. } => texts(items, strings, found),
        Values::Bool(_)
        | Values::Int(_)
        | Values::Number(_)
        | Values::Date(_)
        | Values::Duration(_) => {}
    }
}

/// A column and those in it, one behind the other.
pub(super) fn flatten(
    column: &Column,
    (strings, vocabulary): (&Strings, &Vocabulary),
    flats: &mut Vec<Flat>,
) {
    let said = (strings, vocabulary);
    let numbers = |symbols: &[Option<Symbol>]| {
        let symbols = symbols.iter();
        let numbers = symbols.map(|symbol| vocabulary.number(strings, *symbol));
        numbers.collect::<Vec<u32>>()
    };
    let mut inner: Vec<&Column> = Vec::new();
    let values = match &column.values {
        Values::Bool(values) => stored::Values::Bool(values.clone()),
        Values::Int(values) => stored::Values::Int(values.clone()),
        Values::Number(values) => stored::Values::Number(values.clone()),
        Values::Text(symbols) => stored::Values::Text(numbers(symbols)),
        Values::Date(dates) => {
            stored::Values::Date(dates.iter().map(|date| date.map(Instant::ticks)).collect())
        }
        Values::Duration(lengths) => {
            stored::Values::Duration(lengths.iter().copied().map(Duration::ticks).collect())
        }
        Values::Ref { keys, types } => stored::Values::Ref {
            keys: numbers(keys),
            types: numbers(types),
        },
        Values::Record(columns) => {
            inner.extend(columns);
            stored::Values::Record
        }
        Values::List { ends, items } => {
            inner.push(items);
            stored::Values::List(ends.clone())
        }
    };
    flats.push(Flat {
        presence: column.presence.iter().copied().map(number).collect(),
        merged: merged(column),
        values,
    });
    for column in inner {
        flatten(column, said, flats);
    }
}

fn merged(column: &Column) -> Vec<(u32, stored::Merge)> {
    let merged = column.merged.iter().map(|(row, merge)| {
        let merge = match merge {
            Merge::From(other) => stored::Merge::From(*other),
            Merge::Conflict(conflict) => stored::Merge::Conflict(conflict.first, conflict.second),
        };
        (*row, merge)
    });
    let mut merged: Vec<_> = merged.collect();
    merged.sort_unstable_by_key(|(row, _)| *row);
    merged
}

/// The column of a shape with so many rows, from what was flattened; none if that is of another shape.
pub(super) fn raise(
    shape: &Shape,
    rows: usize,
    flats: &mut impl Iterator<Item = Flat>,
    words: &mut Words<'_>,
) -> Option<Column> {
    let flat = flats.next()?;
    if flat.presence.len() != rows {
        return None;
    }
    let presence: Option<Vec<Presence>> = flat.presence.into_iter().map(presence).collect();
    let presence = presence?;
    let merged = merges(flat.merged, &presence)?;
    let values = match (shape, flat.values) {
        (Shape::Bool, stored::Values::Bool(values)) => Values::Bool(values),
        (Shape::Int, stored::Values::Int(values)) => Values::Int(values),
        (Shape::Number, stored::Values::Number(values)) => Values::Number(values),
        (Shape::Text, stored::Values::Text(numbers)) => Values::Text(words.symbols(numbers)?),
        (Shape::Date, stored::Values::Date(ticks)) => Values::Date(dates(ticks)?),
        (Shape::Duration, stored::Values::Duration(ticks)) => {
            Values::Duration(ticks.into_iter().map(Duration::from_ticks).collect())
        }
        (Shape::Ref { .. }, stored::Values::Ref { keys, types }) => Values::Ref {
            keys: words.symbols(keys)?,
            types: words.symbols(types)?,
        },
        (Shape::Record(fields), stored::Values::Record) => {
            let columns = fields.iter();
            let columns = columns.map(|field| raise(&field.shape, rows, flats, words));
            Values::Record(columns.collect::<Option<_>>()?)
        }
        (Shape::List(item), stored::Values::List(ends)) => {
            let count = ends.last().copied().unwrap_or(0);
            if !ends.is_sorted() {
                return None;
            }
            let items = raise(item, count as usize, flats, words)?;
            let items = Box::new(items);
            Values::List { ends, items }
        }
        (_, _) => return None,
    };
    Some(Column {
        presence,
        values,
        merged,
    })
}

fn dates(ticks: Vec<Option<i64>>) -> Option<Vec<Option<Instant>>> {
    let dates = ticks.into_iter().map(|ticks| match ticks {
        None => Some(None),
        Some(ticks) => Instant::from_ticks(ticks).map(Some),
    });
    dates.collect()
}

/// What copies were put together to; a cell is taken from one that is whole itself.
fn merges(stored: Vec<(u32, stored::Merge)>, presence: &[Presence]) -> Option<HashMap<Row, Merge>> {
    let is_row = |row: u32| (row as usize) < presence.len();
    let merges = stored.into_iter().map(|(row, merge)| {
        let merge = match merge {
            stored::Merge::From(other) => {
                let other_cell = presence.get(other as usize)?;
                if other != row && *other_cell == Presence::Merged {
                    return None;
                }
                Merge::From(other)
            }
            stored::Merge::Conflict(first, second) if is_row(first) && is_row(second) => {
                Merge::Conflict(Conflict { first, second })
            }
            stored::Merge::Conflict(_, _) => return None,
        };
        is_row(row).then_some((row, merge))
    });
    merges.collect()
}

fn number(presence: Presence) -> u8 {
    match presence {
        Presence::Absent => 0,
        Presence::Null => 1,
        Presence::Known => 2,
        Presence::Open => 3,
        Presence::Malformed => 4,
        Presence::Merged => 5,
    }
}

fn presence(number: u8) -> Option<Presence> {
    Some(match number {
        0 => Presence::Absent,
        1 => Presence::Null,
        2 => Presence::Known,
        3 => Presence::Open,
        4 => Presence::Malformed,
        5 => Presence::Merged,
        6.. => return None,
    })
}
