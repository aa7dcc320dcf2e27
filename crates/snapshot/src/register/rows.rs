//! The rows of a register, before they are objects.

use std::collections::BTreeSet;
use std::ops::Range;

use tenet_base::suggest;

use super::Register;

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// The columns of the file in order, each name once.
    pub columns: Vec<Head>,
    /// The rows in order.
    pub all: Vec<Row>,
    /// What is wrong with rows.
    pub slips: Vec<Slip>,
}

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub name: String,
    pub spot: Range<usize>,
    /// Whether the name stands twice, so that nobody knows which column is meant.
    pub twice: bool,
}

/// A row: the cells that it has, by the position of their column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub spot: Range<usize>,
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub column: usize,
    pub spot: Range<usize>,
    pub value: Value,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// A text; blanks alone are an empty cell.
    Text(String),
    /// The texts of a list; none is null.
    List(Vec<Option<String>>),
    /// Anything deeper, as JSON.
    Json(String),
}

/// A slip in a register, or something worth knowing, and its place in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slip {
    pub kind: SlipKind,
    pub spot: Range<usize>,
    /// In words, what is wrong.
    pub what: String,
    /// What to do.
    pub help: String,
}

/// Kinds of slips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SlipKind {
    /// The file cannot be read as a register at all.
    File,
    /// A column that is named is not there, or more than once.
    Column,
    /// Columns that are there are not named.
    Unnamed,
    /// Cells of a row cannot be told apart.
    Row,
}

impl Slip {
    /// A slip of the whole file.
    pub(crate) fn file(spot: Range<usize>, what: impl Into<String>, help: &str) -> Self {
        Self {
            kind: SlipKind::File,
            spot,
            what: what.into(),
            help: help.to_owned(),
        }
    }

    /// A slip of a row.
    pub(super) fn row(spot: Range<usize>, what: impl Into<String>, help: &str) -> Self {
        Self {
            kind: SlipKind::Row,
            ..Self::file(spot, what, help)
        }
    }
}

impl Rows {
    /// The position of a column by its name; none if it is not there once.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        let position = self.columns.iter().position(|head| head.name == name)?;
        let head = self.columns.get(position)?;
        (!head.twice).then_some(position)
    }

    /// Adds a column, or marks that it is there already.
    pub(super) fn head(&mut self, name: &str, spot: Range<usize>) {
        let known = self.columns.iter_mut().find(|head| head.name == name);
        match known {
            Some(head) => head.twice = true,
            None => self.columns.push(Head {
                name: name.to_owned(),
                spot,
                twice: false,
            }),
        }
    }
}

/// What is wrong with the columns of a file, by what was said of them.
pub(super) fn columns(register: &Register, rows: &Rows) -> Vec<Slip> {
    let mut slips: Vec<Slip> = register
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect::<BTreeSet<&str>>()
        .into_iter()
        .filter_map(|name| lacking(rows, name))
        .collect();
    slips.extend(unnamed(register, rows));
    slips
}

/// A column that is named and is not there once.
fn lacking(rows: &Rows, name: &str) -> Option<Slip> {
    let slip = |spot, what: &str, help: String| Slip {
        kind: SlipKind::Column,
        spot,
        what: format!("the column `{name}` {what}"),
        help,
    };
    match rows.columns.iter().find(|head| head.name == name) {
        Some(head) if head.twice => Some(slip(
            head.spot.clone(),
            "stands twice, and its field is left unknown",
            "give each column a name of its own".to_owned(),
        )),
        Some(_) => None,
        // A list of no objects has no keys to look for.
        None if rows.columns.is_empty() => None,
        None => {
            let names = rows.columns.iter().map(|head| head.name.as_str());
            let help = match suggest::nearest(name, names) {
                Some(near) => format!("did you mean `{near}`? Mend `columns` in `tenet.toml`"),
                None => "mend `columns` in `tenet.toml`, or the first line".to_owned(),
            };
            Some(slip(0..1, "is not there, and its field is unknown", help))
        }
    }
}

/// The columns that are there and are not named.
fn unnamed(register: &Register, rows: &Rows) -> Option<Slip> {
    let is_left = |head: &&Head| {
        let ignored = register.ignored.contains(&head.name);
        let read = register.columns.iter().any(|own| own.name == head.name);
        !ignored && !read && !head.name.is_empty()
    };
    let left: Vec<&Head> = rows.columns.iter().filter(|head| is_left(head)).collect();
    let first = left.first()?;
    let names: Vec<String> = left.iter().map(|head| format!("`{}`", head.name)).collect();
    let what = match names.as_slice() {
        [name] => format!("the column {name} is not read"),
        names => format!("the columns {} are not read", names.join(", ")),
    };
    Some(Slip {
        kind: SlipKind::Unnamed,
        spot: first.spot.clone(),
        what,
        help: "say in `tenet.toml` which field each is, or list them under `ignore`".to_owned(),
    })
}
