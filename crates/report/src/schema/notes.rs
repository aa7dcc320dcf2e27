//! What is said about a field besides its name and type.

use super::Field;

/// The remarks about a field, in order, code between backticks.
pub(super) fn notes(field: &Field) -> Vec<String> {
    let mut notes: Vec<String> = field
        .modifiers
        .iter()
        .map(|&word| word.to_owned())
        .collect();
    if let Some(by) = &field.by {
        notes.push(format!("by `{by}`"));
    }
    if let Some(path) = &field.path {
        notes.push(format!("in exports `{path}`"));
    }
    if let Some(text) = &field.null_text {
        notes.push(format!("`\"{text}\"` is null"));
    }
    if field.absent_is_null {
        notes.push("absent is null".to_owned());
    }
    if let Some(base) = &field.inherited {
        notes.push(format!("of `{base}`"));
    }
    notes
}

/// The remarks and then the documentation, on one line.
pub(super) fn sentence(field: &Field) -> String {
    let notes = notes(field).join(", ");
    let doc = field.doc.split_whitespace().collect::<Vec<_>>().join(" ");
    match (notes.is_empty(), doc.is_empty()) {
        (true, _) => doc,
        (false, true) => notes,
        (false, false) => format!("{notes}. {doc}"),
    }
}
