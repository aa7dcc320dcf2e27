//! Rows as JSON, one cell a line, so that a line tells the place of its cell.

use std::ops::Range;

use super::rows::{Cell, Row, Rows};
use super::{Register, RegisterColumn, RegisterKey, cell};

/// The JSON of a register, and where each of its lines comes from.
pub(super) fn write(register: &Register, rows: &Rows) -> (String, Vec<Range<usize>>) {
    let mut writer = Writer {
        json: String::new(),
        spots: Vec::new(),
    };
    let tree = Tree::new(register, rows);
    writer.line("[", 0..0);
    for (number, row) in rows.all.iter().enumerate() {
        writer.line(if number == 0 { "{" } else { ",{" }, row.spot.clone());
        let kind = register.kind.as_deref().map(cell::json_text);
        if let Some(kind) = &kind {
            writer.line(&format!("\"@odata.type\":{kind}"), row.spot.clone());
        }
        writer.object(&tree.parts, row, kind.is_none());
        writer.line("}", row.spot.clone());
    }
    writer.line("]", 0..0);
    (writer.json, writer.spots)
}

struct Writer {
    json: String,
    spots: Vec<Range<usize>>,
}

/// The keys of an object, and what stands there.
#[derive(Default)]
struct Tree<'r> {
    parts: Vec<Part<'r>>,
}

struct Part<'r> {
    key: &'r RegisterKey,
    /// The column that is the value, by its position in the file.
    column: Option<(usize, &'r RegisterColumn)>,
    inside: Tree<'r>,
}

/// What became of a value.
enum Found {
    Value(String, Range<usize>),
    Object,
    Null(Range<usize>),
    Nothing,
}

impl<'r> Tree<'r> {
    fn new(register: &'r Register, rows: &Rows) -> Self {
        let mut tree = Self::default();
        for column in &register.columns {
            if let Some(position) = rows.column(&column.name) {
                tree.add(&column.field, (position, column));
            }
        }
        tree
    }

    fn add(&mut self, way: &'r [RegisterKey], column: (usize, &'r RegisterColumn)) {
        let Some((key, rest)) = way.split_first() else {
            return;
        };
        let known = self.parts.iter().position(|part| part.key.key == key.key);
        let at = known.unwrap_or(self.parts.len());
        if known.is_none() {
            self.parts.push(Part {
                key,
                column: None,
                inside: Self::default(),
            });
        }
        let Some(part) = self.parts.get_mut(at) else {
            return;
        };
        if rest.is_empty() {
            part.column = Some(column);
        } else {
            part.inside.add(rest, column);
        }
    }
}

impl Part<'_> {
    fn cell<'w>(&self, row: &'w Row) -> Option<&'w Cell> {
        let (position, _) = self.column?;
        row.cells.iter().find(|cell| cell.column == position)
    }

    fn find(&self, row: &Row) -> Found {
        if let Some((_, column)) = self.column {
            let Some(found) = self.cell(row) else {
                return Found::Nothing;
            };
            let json = cell::json(&column.cell, &found.value);
            return json.map_or(Found::Nothing, |json| {
                if json == "null" {
                    Found::Null(found.spot.clone())
                } else {
                    Found::Value(json, found.spot.clone())
                }
            });
        }
        let mut inside = self.inside.parts.iter().map(|part| part.find(row));
        let says = |found: &Found| matches!(found, Found::Value(..) | Found::Object);
        if inside.any(|found| says(&found)) {
            return Found::Object;
        }
        self.all_empty(row)
    }

    /// An object all of whose cells are empty is null where it may be.
    fn all_empty(&self, row: &Row) -> Found {
        if !self.key.nullable {
            return Found::Object;
        }
        let mut inside = self.inside.parts.iter().map(|part| part.find(row));
        match inside.find(|found| !matches!(found, Found::Null(_))) {
            Some(_) => Found::Nothing,
            None => Found::Null(row.spot.clone()),
        }
    }
}

impl Writer {
    fn line(&mut self, text: &str, spot: Range<usize>) {
        self.json.push_str(text);
        self.json.push('\n');
        self.spots.push(spot);
    }

    fn object(&mut self, parts: &[Part<'_>], row: &Row, mut first: bool) {
        for part in parts {
            let key = cell::json_text(&part.key.key);
            let comma = if first { "" } else { "," };
            match part.find(row) {
                Found::Nothing => continue,
                Found::Null(spot) => self.line(&format!("{comma}{key}:null"), spot),
                Found::Value(json, spot) => self.line(&format!("{comma}{key}:{json}"), spot),
                Found::Object => {
                    self.line(&format!("{comma}{key}:{{"), row.spot.clone());
                    self.object(&part.inside.parts, row, true);
                    self.line("}", row.spot.clone());
                }
            }
            first = false;
        }
    }
}
