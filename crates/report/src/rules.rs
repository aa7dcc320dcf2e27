//! The catalogue of rules: a table for people, Markdown, JSON.

use serde::Serialize;
use tenet_hir::{Program, RuleId, Severity};

use crate::build::pack_name;
use crate::json::pretty;
use crate::page::{Indent, Line, Page};
use crate::style::{Ink, Style};
use crate::table::{Cell, Table};
use crate::{markdown, text};

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
    /// Whose duty it is.
    pub duty: String,
    /// How bad a violation is.
    pub severity: Severity,
    /// What it stands for.
    pub cites: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
}

/// The entries of a selection of rules, in its order.
pub fn entries(program: &Program, rules: impl IntoIterator<Item = RuleId>) -> Vec<Entry> {
    let entry = |id: RuleId| {
        let rule = &program.rules[id];
        Entry {
            id: rule.id.clone(),
            pack: pack_name(program, rule.pack),
            obligation: rule.obligation().to_owned(),
            title: rule.title.clone(),
            doc: rule.doc.clone(),
            duty: rule.duty.clone(),
            severity: rule.severity,
            cites: rule.cites.clone(),
            tags: rule.tags.clone(),
        }
    };
    rules.into_iter().map(entry).collect()
}

/// The catalogue as a table.
pub fn human(entries: &[Entry], style: Style) -> String {
    let row = |entry: &Entry| {
        vec![
            Cell::ink(Ink::Bold, &entry.id),
            Cell::ink(Ink::of(entry.severity), entry.severity.name()),
            Cell::new(&entry.duty),
            Cell::new(&entry.title),
        ]
    };
    let table = Table {
        heads: ["rule", "severity", "duty", "title"]
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

/// The catalogue as a Markdown table.
pub fn markdown(entries: &[Entry]) -> String {
    let head = "| rule | title | severity | duty | cites | tags | pack |\n\
                | --- | --- | --- | --- | --- | --- | --- |\n";
    let row = |entry: &Entry| {
        let cells = [
            &entry.id,
            &entry.title,
            entry.severity.name(),
            &entry.duty,
            &entry.cites.join(", "),
            &entry.tags.join(", "),
            &entry.pack,
        ];
        let cells: Vec<String> = cells.iter().map(|cell| markdown::cell(cell)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rows: String = entries.iter().map(row).collect();
    format!("{head}{rows}")
}

/// The catalogue as JSON.
pub fn json(entries: &[Entry]) -> String {
    let wire = entries.iter().map(WireEntry::new);
    pretty(&wire.collect::<Vec<_>>())
}

/// The page of one rule, as `tenet explain` shows it.
pub fn explain(entry: &Entry, style: Style) -> String {
    let mut page = Page::new(style);
    let title = format!("{}: {}", entry.id, entry.title);
    page.put(Indent::hanging(0, 2), &Line::new().ink(Ink::Bold, title));
    page.gap();
    markdown::put(&mut page, &entry.doc);
    page.gap();
    let facts = [
        ("severity", entry.severity.name().to_owned()),
        ("duty", entry.duty.clone()),
        ("cites", entry.cites.join(", ")),
        ("tags", entry.tags.join(", ")),
        ("pack", entry.pack.clone()),
    ];
    let facts = facts.into_iter().filter(|(_, fact)| !fact.is_empty());
    let row = |(name, fact)| vec![Cell::ink(Ink::Dim, name), Cell::new(fact)];
    let table = Table {
        rows: facts.map(row).collect(),
        wrap: true,
        ..Table::default()
    };
    page.rows(0, &table.rows(style, style.width));
    page.finish()
}

#[derive(Serialize)]
struct WireEntry<'a> {
    id: &'a str,
    pack: &'a str,
    obligation: &'a str,
    title: &'a str,
    doc: &'a str,
    duty: &'a str,
    severity: &'static str,
    cites: &'a [String],
    tags: &'a [String],
}

impl<'a> WireEntry<'a> {
    fn new(entry: &'a Entry) -> Self {
        Self {
            id: &entry.id,
            pack: &entry.pack,
            obligation: &entry.obligation,
            title: &entry.title,
            doc: &entry.doc,
            duty: &entry.duty,
            severity: entry.severity.name(),
            cites: &entry.cites,
            tags: &entry.tags,
        }
    }
}

#[cfg(test)]
mod tests;
