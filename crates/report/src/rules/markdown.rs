//! The catalogue in Markdown: a table, then a section for each rule.

use super::{Clause, Entry, Parameter};
use crate::markdown::cell;

/// The catalogue as a Markdown page.
pub fn markdown(entries: &[Entry]) -> String {
    let head = "| rule | title | severity | duty | cites | tags | pack |\n\
                | --- | --- | --- | --- | --- | --- | --- |\n";
    let rows: String = entries.iter().map(row).collect();
    let sections: Vec<String> = entries.iter().map(section).collect();
    format!("{head}{rows}\n{}", sections.join("\n"))
}

fn row(entry: &Entry) -> String {
    let cells = [
        &entry.id,
        &entry.title,
        entry.severity.name(),
        &entry.duty,
        &entry.cites.join(", "),
        &entry.tags.join(", "),
        &entry.pack,
    ];
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    format!("| {} |\n", cells.join(" | "))
}

fn section(entry: &Entry) -> String {
    let mut parts = vec![format!("## {}: {}\n", entry.id, entry.title)];
    if !entry.doc.is_empty() {
        parts.push(format!("{}\n", entry.doc.trim()));
    }
    parts.push(entry.clauses.iter().map(clause).collect());
    if !entry.parameters.is_empty() {
        let rows: String = entry.parameters.iter().map(parameter).collect();
        parts.push(format!(
            "| parameter | type | value | |\n| --- | --- | --- | --- |\n{rows}"
        ));
    }
    if !entry.collections.is_empty() {
        let rows: String = entry.collections.iter().map(collection).collect();
        parts.push(format!(
            "| reads | least permission |\n| --- | --- |\n{rows}"
        ));
    }
    parts.join("\n")
}

fn clause(clause: &Clause) -> String {
    let fix = clause
        .fix
        .as_ref()
        .map_or_else(String::new, |fix| format!(" Fix: {fix}."));
    let severity = clause.severity.name();
    format!(
        "- {} `{}` ({severity}): {}.{fix}\n",
        clause.kind, clause.condition, clause.message
    )
}

fn parameter(parameter: &Parameter) -> String {
    let doc = parameter
        .doc
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let (ty, value) = (cell(&parameter.ty), cell(&parameter.value));
    format!(
        "| `{}` | `{ty}` | `{value}` | {} |\n",
        parameter.name,
        cell(&doc)
    )
}

fn collection((path, permission): &(String, Option<&'static str>)) -> String {
    let permission = permission.map_or_else(String::new, |name| format!("`{name}`"));
    format!("| `{path}` | {permission} |\n")
}
