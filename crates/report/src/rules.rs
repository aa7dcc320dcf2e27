//! The catalogue of rules: a table for people, Markdown, JSON.

mod build;
mod explain;
mod markdown;

use serde::Serialize;
use tenet_hir::Severity;

use crate::json::pretty;
use crate::page::{Indent, Line, Page};
use crate::style::{Ink, Style};
use crate::table::{Cell, Table};
use crate::text;

pub use build::entries;
pub use explain::explain;
pub use markdown::markdown;

/// A rule as the catalogue lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// The pack that declares it.
    pub pack: String,
    /// The obligation that it stands for.
    pub obligation: String,
    /// Its title.
    pub title: String,
    /// Its documentation.
    pub doc: String,
    /// The use of a template that gives it, as it is written.
    pub usage: Option<String>,
    /// Whose duty it is.
    pub duty: String,
    /// How bad a violation is.
    pub severity: Severity,
    /// What it stands for.
    pub cites: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// What it demands of each case.
    pub clauses: Vec<Clause>,
    /// The parameters that it looks at, by name.
    pub parameters: Vec<Parameter>,
    /// The Graph paths that it reads, in order, and the least permission for
    /// each, where one is known.
    pub collections: Vec<(String, Option<&'static str>)>,
}

/// A clause of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// `require` or `forbid`.
    pub kind: &'static str,
    /// What must or must not hold, as it is written.
    pub condition: String,
    /// What a violation says, its holes as they are written.
    pub message: String,
    /// How to mend it, likewise.
    pub fix: Option<String>,
    /// The most severe that a violation may be.
    pub severity: Severity,
}

/// A parameter that a rule looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its type, as rules spell it.
    pub ty: String,
    /// Its value in this run, as it is written.
    pub value: String,
    /// Its documentation; may be empty.
    pub doc: String,
}

/// The catalogue as a table.
pub fn human(entries: &[Entry], style: Style) -> String {
    let row = |entry: &Entry| {
        vec![
            Cell::ink(Ink::Bold, &entry.id),
            Cell::ink(Ink::of(entry.severity), entry.severity.name()),
            Cell::new(&entry.duty),
            Cell::new(entry.cites.join(", ")),
            Cell::new(&entry.title),
        ]
    };
    let table = Table {
        heads: ["rule", "severity", "duty", "source", "title"]
            .map(str::to_owned)
            .to_vec(),
        rows: entries.iter().map(row).collect(),
        wrap: true,
        ..Table::default()
    };
    let mut page = Page::new(style);
    page.rows(0, &table.rows(style, style.width));
    page.gap();
    let count = text::count(entries.len() as u64, "rule");
    page.put(Indent::all(0), &Line::new().ink(Ink::Dim, count));
    page.finish()
}

/// The catalogue as JSON.
pub fn json(entries: &[Entry]) -> String {
    let wire = entries.iter().map(WireEntry::new);
    pretty(&wire.collect::<Vec<_>>())
}

#[derive(Serialize)]
struct WireEntry<'a> {
    id: &'a str,
    pack: &'a str,
    obligation: &'a str,
    title: &'a str,
    doc: &'a str,
    #[serde(rename = "use")]
    usage: Option<&'a str>,
    duty: &'a str,
    severity: &'static str,
    cites: &'a [String],
    tags: &'a [String],
    clauses: Vec<WireClause<'a>>,
    parameters: Vec<WireParameter<'a>>,
    collections: Vec<WireCollection<'a>>,
}

#[derive(Serialize)]
struct WireClause<'a> {
    kind: &'static str,
    condition: &'a str,
    message: &'a str,
    fix: Option<&'a str>,
    severity: &'static str,
}

#[derive(Serialize)]
struct WireParameter<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    ty: &'a str,
    value: &'a str,
    doc: &'a str,
}

#[derive(Serialize)]
struct WireCollection<'a> {
    path: &'a str,
    permission: Option<&'static str>,
}

impl<'a> WireEntry<'a> {
    fn new(entry: &'a Entry) -> Self {
        Self {
            id: &entry.id,
            pack: &entry.pack,
            obligation: &entry.obligation,
            title: &entry.title,
            doc: &entry.doc,
            usage: entry.usage.as_deref(),
            duty: &entry.duty,
            severity: entry.severity.name(),
            cites: &entry.cites,
            tags: &entry.tags,
            clauses: entry.clauses.iter().map(WireClause::new).collect(),
            parameters: entry.parameters.iter().map(WireParameter::new).collect(),
            collections: entry.collections.iter().map(WireCollection::new).collect(),
        }
    }
}

impl<'a> WireClause<'a> {
    fn new(clause: &'a Clause) -> Self {
        Self {
            kind: clause.kind,
            condition: &clause.condition,
            message: &clause.message,
            fix: clause.fix.as_deref(),
            severity: clause.severity.name(),
        }
    }
}

impl<'a> WireParameter<'a> {
    fn new(parameter: &'a Parameter) -> Self {
        Self {
            name: &parameter.name,
            ty: &parameter.ty,
            value: &parameter.value,
            doc: &parameter.doc,
        }
    }
}

impl<'a> WireCollection<'a> {
    fn new((path, permission): &'a (String, Option<&'static str>)) -> Self {
        Self {
            path,
            permission: *permission,
        }
    }
}

#[cfg(test)]
mod tests;
