//! The answers of a query: a table for people, JSON, CSV.
//!
//! Answers are in three values as well: a row may be certain or possible, and
//! rows may be missing. Every format says so.

use serde::Serialize;

use crate::json::{map, pretty};
use crate::page::{Indent, Line, Page};
use crate::style::{Ink, Style};
use crate::table::{Cell, Table};
use crate::text;

/// What a query gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// What the columns are called.
    pub columns: Vec<String>,
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// Why rows may be missing; empty if none is.
    pub open: Vec<String>,
}

/// A row of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// One text for each column; none for what is null or unknown.
    pub cells: Vec<Option<String>>,
    /// Why it is not certain that this row belongs to the answer; empty if it is.
    pub unknown: Vec<String>,
}

/// The answer as a table, then what is not certain about it.
pub fn human(answer: &Answer, style: Style) -> String {
    let table = Table {
        heads: answer.columns.clone(),
        rows: answer.rows.iter().map(cells).collect(),
        ..Table::default()
    };
    let mut page = Page::new(style);
    if !answer.rows.is_empty() {
        page.rows(0, &table.rows(style, style.width));
        page.gap();
    }
    page.put(Indent::hanging(0, 2), &counts(answer));
    for reason in reasons(answer) {
        let line = Line::new()
            .ink(Ink::Yellow, "?")
            .text("\u{a0}")
            .text(reason);
        page.put(Indent::hanging(2, 4), &line);
    }
    page.finish()
}

/// The answer as JSON: `columns`, `rows` as objects, `possible` rows with
/// their reasons, and why the answer is `open`.
pub fn json(answer: &Answer) -> String {
    pretty(&WireAnswer::new(answer))
}

/// The answer as CSV by RFC 4180, a head first. The last column says why a row
/// is possible only; that rows may be missing is for the caller to say.
pub fn csv(answer: &Answer) -> String {
    let head = answer.columns.iter().map(String::as_str);
    let mut text = csv_row(head.chain(["unknown"]));
    for row in &answer.rows {
        let unknown = row.unknown.join("; ");
        let cells = row.cells.iter().map(|cell| cell.as_deref().unwrap_or(""));
        text.push_str(&csv_row(cells.chain([unknown.as_str()])));
    }
    text
}

fn cells(row: &Row) -> Vec<Cell> {
    let cells = row.cells.iter().map(|cell| match cell {
        Some(text) => Cell::new(text),
        None => Cell::ink(Ink::Dim, "-"),
    });
    let mark = is_possible(row).then(|| Cell::ink(Ink::Yellow, "?"));
    cells.chain(mark).collect()
}

fn counts(answer: &Answer) -> Line {
    let possible = answer.rows.iter().filter(|row| is_possible(row)).count();
    let certain = answer.rows.len() - possible;
    let mut line = Line::new().ink(Ink::Bold, text::count(certain as u64, "row"));
    if possible > 0 {
        let more = text::number(possible as u64);
        line = line.ink(Ink::Yellow, format!(", {more} possible"));
    }
    if !answer.open.is_empty() {
        line = line.ink(Ink::Yellow, ", and there may be more");
    }
    line
}

/// Why the answer is not certain, each reason once, those of rows first.
fn reasons(answer: &Answer) -> Vec<&str> {
    let mut reasons: Vec<&str> = Vec::new();
    let of_rows = answer.rows.iter().flat_map(|row| &row.unknown);
    for reason in of_rows.chain(&answer.open) {
        if !reasons.contains(&reason.as_str()) {
            reasons.push(reason);
        }
    }
    reasons
}

fn is_possible(row: &Row) -> bool {
    !row.unknown.is_empty()
}

fn csv_row(cells: impl Iterator<Item: AsRef<str>>) -> String {
    let cells: Vec<String> = cells.map(|cell| csv_cell(cell.as_ref())).collect();
    format!("{}\r\n", cells.join(","))
}

fn csv_cell(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell.to_owned()
}

/// An answer as JSON has it.
#[derive(Serialize)]
pub(crate) struct WireAnswer<'a> {
    columns: &'a [String],
    rows: Vec<WireRow<'a>>,
    possible: Vec<WirePossible<'a>>,
    open: &'a [String],
}

#[derive(Serialize)]
struct WirePossible<'a> {
    row: WireRow<'a>,
    reasons: &'a [String],
}

#[derive(Serialize)]
#[serde(transparent)]
struct WireRow<'a> {
    #[serde(serialize_with = "map")]
    cells: Vec<(&'a str, Option<&'a str>)>,
}

impl<'a> WireAnswer<'a> {
    pub(crate) fn new(answer: &'a Answer) -> Self {
        let rows = answer.rows.iter();
        let (possible, certain): (Vec<_>, Vec<_>) = rows.partition(|row| is_possible(row));
        let certain = certain.into_iter();
        let possible = possible.into_iter();
        Self {
            columns: &answer.columns,
            rows: certain.map(|row| WireRow::new(answer, row)).collect(),
            possible: possible.map(|row| WirePossible::new(answer, row)).collect(),
            open: &answer.open,
        }
    }
}

impl<'a> WireRow<'a> {
    fn new(answer: &'a Answer, row: &'a Row) -> Self {
        let columns = answer.columns.iter().map(String::as_str);
        let cells = row.cells.iter().map(Option::as_deref);
        Self {
            cells: columns.zip(cells).collect(),
        }
    }
}

impl<'a> WirePossible<'a> {
    fn new(answer: &'a Answer, row: &'a Row) -> Self {
        Self {
            row: WireRow::new(answer, row),
            reasons: &row.unknown,
        }
    }
}

#[cfg(test)]
mod tests;
