//! Cells as JSON, by what their fields are.

use super::rows::Value;
use super::{CellKind, Empty, RegisterCell};
use crate::json;

/// The JSON of what stands in a cell; none if it says nothing.
pub(super) fn json(cell: &RegisterCell, value: &Value) -> Option<String> {
    match value {
        Value::Text(text) if text.trim().is_empty() => empty(cell.empty),
        Value::Text(text) if cell.list => Some(split(cell, text)),
        Value::Text(text) => Some(plain(cell, text)),
        Value::List(texts) => {
            let item = |text: &Option<String>| match text {
                Some(text) => plain(cell, text),
                None => "null".to_owned(),
            };
            Some(in_brackets(texts.iter().map(item)))
        }
        Value::Json(json) => Some(json.clone()),
    }
}

/// A text as JSON.
pub(super) fn json_text(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

fn empty(empty: Empty) -> Option<String> {
    match empty {
        Empty::Unknown => None,
        Empty::Null => Some("null".to_owned()),
        Empty::List => Some("[]".to_owned()),
    }
}

/// The items of a cell; a text that nothing splits is no list, and the reader says so.
fn split(cell: &RegisterCell, text: &str) -> String {
    let Some(between) = &cell.split else {
        return plain(cell, text);
    };
    let items = text.split(between.as_str()).map(str::trim);
    let items = items.filter(|item| !item.is_empty());
    in_brackets(items.map(|item| plain(cell, item)))
}

fn in_brackets(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}

/// A single value. What is not of its kind stays a text, and the reader says so.
fn plain(cell: &RegisterCell, text: &str) -> String {
    let trimmed = text.trim();
    let text = cell.values.get(trimmed).map_or(text, String::as_str);
    let trimmed = text.trim();
    match cell.kind {
        CellKind::Bool => truth(trimmed).map_or_else(|| json_text(text), str::to_owned),
        CellKind::Number if is_number(trimmed) => trimmed.to_owned(),
        CellKind::Text | CellKind::Record | CellKind::Number => json_text(text),
        CellKind::Date => match &cell.format {
            None => json_text(trimmed),
            // What the format does not read may be a date by another reading,
            // with month and day in the other order: it is none.
            Some(format) => match format.read(trimmed) {
                Some(instant) => json_text(&instant.to_string()),
                None => json_text(&format!("`{trimmed}`")),
            },
        },
    }
}

fn truth(text: &str) -> Option<&'static str> {
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    if is("true") || is("yes") {
        Some("true")
    } else if is("false") || is("no") {
        Some("false")
    } else {
        None
    }
}

fn is_number(text: &str) -> bool {
    let begins = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    begins && json::skip(text) == Ok(text.len())
}
