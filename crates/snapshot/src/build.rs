//! Columns while they are filled: rows are added at the end and may be taken back.

use tenet_base::{Duration, HashMap, Symbol};
use tenet_hir::Shape;

use crate::{Column, Presence, Row, Values};

impl Column {
    /// An empty column for values of a shape.
    pub(crate) fn new(shape: &Shape) -> Self {
        Self {
            presence: Vec::new(),
            values: Values::new(shape),
            merged: HashMap::default(),
        }
    }

    /// How many rows there are.
    pub(crate) fn rows(&self) -> usize {
        self.presence.len()
    }

    /// Adds a row that has no value yet.
    pub(crate) fn push_absent(&mut self) {
        self.presence.push(Presence::Absent);
        self.values.push_absent();
    }

    /// Says what the last row has.
    pub(crate) fn set_last(&mut self, presence: Presence) {
        if let Some(last) = self.presence.last_mut() {
            *last = presence;
        }
    }

    /// What the last row has.
    pub(crate) fn last(&self) -> Presence {
        self.presence.last().copied().unwrap_or(Presence::Absent)
    }

    /// Takes back all rows from `rows` on.
    pub(crate) fn truncate(&mut self, rows: usize) {
        self.presence.truncate(rows);
        self.values.truncate(rows);
    }

    /// Moves the rows of another column of the same shape behind its own.
    pub(crate) fn append(&mut self, mut other: Self) {
        if self.presence.is_empty() {
            *self = other;
            return;
        }
        self.presence.append(&mut other.presence);
        self.values.append(other.values);
    }
}

impl Values {
    fn new(shape: &Shape) -> Self {
        match shape {
            Shape::Bool => Self::Bool(Vec::new()),
            Shape::Int => Self::Int(Vec::new()),
            Shape::Number => Self::Number(Vec::new()),
            Shape::Text => Self::Text(Vec::new()),
            Shape::Date => Self::Date(Vec::new()),
            Shape::Duration => Self::Duration(Vec::new()),
            Shape::Ref { .. } => Self::Ref {
                keys: Vec::new(),
                types: Vec::new(),
            },
            Shape::Record(fields) => Self::Record(columns(fields)),
            Shape::List(item) => Self::List {
                ends: Vec::new(),
                items: Box::new(Column::new(item)),
            },
        }
    }

    fn push_absent(&mut self) {
        match self {
            Self::Bool(values) => values.push(false),
            Self::Int(values) => values.push(0),
            Self::Number(values) => values.push(0.0),
            Self::Text(values) => values.push(None),
            Self::Date(values) => values.push(None),
            Self::Duration(values) => values.push(Duration::ZERO),
            Self::Ref { keys, .. } => keys.push(None),
            Self::Record(columns) => columns.iter_mut().for_each(Column::push_absent),
            Self::List { ends, items } => ends.push(items.rows() as Row),
        }
    }

    fn truncate(&mut self, rows: usize) {
        match self {
            Self::Bool(values) => values.truncate(rows),
            Self::Int(values) => values.truncate(rows),
            Self::Number(values) => values.truncate(rows),
            Self::Text(values) => values.truncate(rows),
            Self::Date(values) => values.truncate(rows),
            Self::Duration(values) => values.truncate(rows),
            Self::Ref { keys, types } => {
                keys.truncate(rows);
                types.truncate(rows);
            }
            Self::Record(columns) => columns.iter_mut().for_each(|column| column.truncate(rows)),
            Self::List { ends, items } => {
                ends.truncate(rows);
                items.truncate(ends.last().copied().unwrap_or(0) as usize);
            }
        }
    }

    fn append(&mut self, other: Self) {
        match (self, other) {
            (Self::Bool(values), Self::Bool(mut more)) => values.append(&mut more),
            (Self::Int(values), Self::Int(mut more)) => values.append(&mut more),
            (Self::Number(values), Self::Number(mut more)) => values.append(&mut more),
            (Self::Text(values), Self::Text(mut more)) => values.append(&mut more),
            (Self::Date(values), Self::Date(mut more)) => values.append(&mut more),
            (Self::Duration(values), Self::Duration(mut more)) => values.append(&mut more),
            (
                Self::Ref { keys, types },
                Self::Ref {
                    keys: mut more,
                    types: mut kinds,
                },
            ) => {
                pad_types(types, &kinds, keys.len());
                keys.append(&mut more);
                types.append(&mut kinds);
            }
            (Self::Record(columns), Self::Record(more)) => append_all(columns, more),
            (
                Self::List { ends, items },
                Self::List {
                    ends: more,
                    items: others,
                },
            ) => {
                let before = items.rows() as Row;
                ends.extend(more.into_iter().map(|end| before + end));
                items.append(*others);
            }
            // Columns of one field always have one shape.
            (_, _) => {}
        }
    }
}

/// Empty columns for fields.
pub(crate) fn columns(fields: &[tenet_hir::FieldPlan]) -> Vec<Column> {
    fields
        .iter()
        .map(|field| Column::new(&field.shape))
        .collect()
}

/// Moves the rows of all columns behind those of their counterparts.
pub(crate) fn append_all(columns: &mut [Column], more: Vec<Column>) {
    for (column, more) in columns.iter_mut().zip(more) {
        column.append(more);
    }
}

fn pad_types(types: &mut Vec<Option<Symbol>>, more: &[Option<Symbol>], rows: usize) {
    if !more.is_empty() {
        types.resize(rows, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Slot;

    fn list_of_numbers(lists: &[&[i64]]) -> Column {
        let mut column = Column::new(&Shape::List(Box::new(Shape::Int)));
        for list in lists {
            column.push_absent();
            column.set_last(Presence::Known);
            let Values::List { ends, items } = &mut column.values else {
                panic!("a list")
            };
            for value in *list {
                items.push_absent();
                items.set_last(Presence::Known);
                let Values::Int(values) = &mut items.values else {
                    panic!("numbers")
                };
                *values.last_mut().unwrap() = *value;
            }
            *ends.last_mut().unwrap() = items.rows() as u32;
        }
        column
    }

    fn read(column: &Column) -> Vec<Vec<i64>> {
        let number = |slot| {
            let Slot::Int(value) = slot else {
                panic!("a number")
            };
            value
        };
        let list = |row| {
            let Slot::List(list) = column.slot(row) else {
                panic!("a list")
            };
            list.iter().map(number).collect()
        };
        (0..column.rows() as u32).map(list).collect()
    }

    #[test]
    fn rows_are_taken_back_with_their_items() {
        let mut column = list_of_numbers(&[&[1, 2], &[], &[3]]);
        column.truncate(1);
        column.append(list_of_numbers(&[&[4], &[5, 6]]));
        assert_eq!(read(&column), [vec![1, 2], vec![4], vec![5, 6]]);
    }
}
