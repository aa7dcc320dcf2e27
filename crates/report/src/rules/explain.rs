//! The page of one rule, for a terminal.

use super::{Clause, Entry};
use crate::markdown;
use crate::page::{Indent, Line, Page};
use crate::style::{Ink, Style};
use crate::table::{Cell, Table};

/// The page of one rule, as `tenet explain` shows it.
pub fn explain(entry: &Entry, style: Style) -> String {
    let mut page = Page::new(style);
    let title = format!("{}: {}", entry.id, entry.title);
    page.put(Indent::hanging(0, 2), &Line::new().ink(Ink::Bold, title));
    page.gap();
    markdown::put(&mut page, &entry.doc);
    page.gap();
    put_facts(&mut page, entry);
    page.gap();
    for clause in &entry.clauses {
        put_clause(&mut page, clause);
    }
    page.gap();
    put_parameters(&mut page, entry);
    page.gap();
    put_collections(&mut page, entry);
    page.finish()
}

fn put_facts(page: &mut Page, entry: &Entry) {
    let facts = [
        ("severity", entry.severity.name().to_owned()),
        ("duty", entry.duty.clone()),
        ("cites", entry.cites.join(", ")),
        ("tags", entry.tags.join(", ")),
        ("pack", entry.pack.clone()),
        ("from", entry.usage.clone().unwrap_or_default()),
    ];
    let facts = facts.into_iter().filter(|(_, fact)| !fact.is_empty());
    let row = |(name, fact)| vec![Cell::ink(Ink::Dim, name), Cell::new(fact)];
    put_table(page, &[], facts.map(row).collect());
}

fn put_clause(page: &mut Page, clause: &Clause) {
    let line = Line::new()
        .ink(Ink::Bold, clause.kind)
        .text(" ")
        .ink(Ink::Cyan, &clause.condition);
    page.put(Indent::hanging(0, 4), &line);
    let message = Line::new()
        .ink(Ink::of(clause.severity), clause.severity.name())
        .text("  ")
        .text(&clause.message);
    page.put(Indent::hanging(4, 6), &message);
    if let Some(fix) = &clause.fix {
        let fix = Line::new().ink(Ink::Cyan, "fix").text(": ").text(fix);
        page.put(Indent::hanging(4, 9), &fix);
    }
}

fn put_parameters(page: &mut Page, entry: &Entry) {
    let rows = entry.parameters.iter().map(|parameter| {
        vec![
            Cell::ink(Ink::Bold, &parameter.name),
            Cell::ink(Ink::Cyan, &parameter.ty),
            Cell::new(&parameter.value),
        ]
    });
    put_table(page, &["parameter", "type", "value"], rows.collect());
}

fn put_collections(page: &mut Page, entry: &Entry) {
    let rows = entry.collections.iter().map(|(path, permission)| {
        let permission = permission.unwrap_or_default();
        vec![Cell::ink(Ink::Cyan, path), Cell::new(permission)]
    });
    put_table(page, &["reads", "least permission"], rows.collect());
}

fn put_table(page: &mut Page, heads: &[&str], rows: Vec<Vec<Cell>>) {
    if rows.is_empty() {
        return;
    }
    let table = Table {
        heads: heads.iter().map(|&head| head.to_owned()).collect(),
        rows,
        wrap: true,
        ..Table::default()
    };
    page.rows(0, &table.rows(page.style, page.style.width));
}
