//! Registers: files of people's own columns, read as the objects of a collection.
//!
//! A register is laid out as JSON in memory, one cell a line, and read like any
//! other file. For each line of that JSON it is kept where in the register it
//! comes from, so that places are told in the file that people wrote.

mod cell;
mod csv;
mod date_format;
mod rows;
mod write;
mod yaml;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use tenet_base::DataLocation;
use tenet_hir::DateFormat;

use crate::position;

pub(crate) use rows::{Slip, SlipKind};

/// Registers are kept by hand; one that is larger is no register.
pub(crate) const LARGEST: u64 = 64 << 20;

/// A file of people's own columns, and what its columns mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// Its path from the root, with `/`; for a root that is the file, its name.
    pub file: String,
    /// The path of the collection that its rows are objects of.
    pub collection: String,
    /// The JSON type of the objects, where the collection holds several.
    pub kind: Option<String>,
    /// The columns that are read.
    pub columns: Vec<RegisterColumn>,
    /// Columns that nobody needs to be told are not read.
    pub ignored: Vec<String>,
    /// What stands between the cells of a line; none: what fits the columns best.
    pub separator: Option<char>,
}

/// A column of a register and the field that it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterColumn {
    /// Its name in the file.
    pub name: String,
    /// The way to the field: the keys of an exported object.
    pub field: Vec<RegisterKey>,
    /// How its cells are read.
    pub cell: RegisterCell,
}

/// A key on the way to a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterKey {
    /// The key.
    pub key: String,
    /// Whether what stands there may be null.
    pub nullable: bool,
}

/// How the cells of a column are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterCell {
    /// What a cell, or an item of it, is.
    pub kind: CellKind,
    /// What an empty cell says.
    pub empty: Empty,
    /// What stands between the items of a cell that holds a list.
    pub split: Option<String>,
    /// Whether a cell holds a list.
    pub list: bool,
    /// How dates are written, where they are not as in exports.
    #[serde(with = "date_format")]
    pub format: Option<DateFormat>,
    /// What the texts of cells stand for.
    pub values: BTreeMap<String, String>,
}

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CellKind {
    /// A text, a key of something else, a member of an enumeration.
    Text,
    /// `true`, `false`, `yes` or `no`, in any case.
    Bool,
    /// A number.
    Number,
    /// A date.
    Date,
    /// An object with fields.
    Record,
}

/// What an empty cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Empty {
    /// Nothing: the field is unknown.
    Unknown,
    /// That there is no value.
    Null,
    /// That the list has no items.
    List,
}

/// A register that was laid out as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Converted {
    /// The JSON, read in place of the file.
    pub json: String,
    /// What is wrong with the file, or worth knowing.
    pub slips: Vec<Slip>,
    /// The text of the file.
    source: String,
    /// Where each line of the JSON comes from, in bytes of the source.
    spots: Vec<Range<usize>>,
}

impl Register {
    /// Lays out the text of the file as JSON; or tells what keeps it from being read.
    pub(crate) fn convert(&self, source: String) -> Result<Converted, (Slip, String)> {
        let read = if is_yaml(&self.file) {
            yaml::rows(&source)
        } else {
            csv::rows(&source, self)
        };
        let rows = match read {
            Ok(rows) => rows,
            Err(slip) => return Err((slip, source)),
        };
        let mut slips = rows.slips.clone();
        slips.extend(rows::columns(self, &rows));
        let (json, spots) = write::write(self, &rows);
        Ok(Converted {
            json,
            slips,
            source,
            spots,
        })
    }
}

impl Converted {
    /// JSON that was made of a source, and where each of its lines comes from.
    pub(crate) fn new(json: String, source: String, spots: Vec<Range<usize>>) -> Self {
        Self {
            json,
            slips: Vec::new(),
            source,
            spots,
        }
    }

    /// Puts a place in the JSON where it stands in the register.
    pub(crate) fn translate(&self, place: &mut DataLocation) {
        let line = place.position.map_or(1, |(line, _)| line);
        let at = usize::try_from(line).unwrap_or(usize::MAX);
        let spot = self.spots.get(at.saturating_sub(1));
        show(&self.source, spot.cloned().unwrap_or(0..0), place);
    }

    /// The text of the file.
    pub(crate) fn source(&self) -> &str {
        &self.source
    }
}

/// Puts line, column and excerpt of a range of a text into a place.
pub(crate) fn show(source: &str, spot: Range<usize>, place: &mut DataLocation) {
    let before = source.get(..spot.start).unwrap_or("");
    let line = before.bytes().filter(|byte| *byte == b'\n').count() as u64;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let behind = before.get(start..).unwrap_or("");
    place.position = Some((line + 1, behind.chars().count() as u64 + 1));
    let rest = source.get(spot.start..).unwrap_or("");
    place.excerpt = Some(position::excerpt(behind, rest, 0..spot.len()));
}

/// Whether a register is YAML by its name, and not CSV. JSON is YAML, too.
pub fn is_yaml(file: &str) -> bool {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["yaml", "yml", "json"]
        .iter()
        .any(|own| ending.eq_ignore_ascii_case(own))
}

#[cfg(test)]
mod tests;
