//! Pages of the schema for a terminal.

use super::notes::sentence;
use super::{Declaration, Entity, Enum, Field, Kind};
use crate::page::{Indent, Line, Page};
use crate::style::{Ink, Style};
use crate::table::{Cell, Table};
use crate::{markdown, text};

/// The list of entities: name, where its objects stand, one line about it.
pub fn human_list(entities: &[Declaration], style: Style) -> String {
    let row = |one: &Declaration| {
        vec![
            Cell::ink(Ink::Bold, &one.name),
            Cell::ink(Ink::Cyan, place(one)),
            Cell::new(one.summary()),
        ]
    };
    let table = Table {
        heads: ["entity", "collection", "about"]
            .map(str::to_owned)
            .to_vec(),
        rows: entities.iter().map(row).collect(),
        wrap: true,
        ..Table::default()
    };
    let mut page = Page::new(style);
    page.rows(0, &table.rows(style, style.width));
    page.gap();
    let entities = match entities.len() {
        1 => "1 entity".to_owned(),
        count => format!("{} entities", text::number(count as u64)),
    };
    let hint = format!("{entities}; `tenet schema show NAME` shows one with its fields");
    page.put(Indent::all(0), &Line::new().ink(Ink::Dim, hint));
    page.finish()
}

/// Where objects stand, for a list.
pub(super) fn place(one: &Declaration) -> &str {
    match &one.kind {
        Kind::Entity(entity) if entity.is_abstract => "abstract",
        Kind::Entity(entity) => entity.collections.first().map_or("", String::as_str),
        Kind::Record(_) | Kind::Enum(_) | Kind::Union(_) => "",
    }
}

/// The pages of declarations, one after the other.
pub fn human(declarations: &[Declaration], style: Style) -> String {
    let mut page = Page::new(style);
    for one in declarations {
        page.gap();
        put(&mut page, one);
    }
    page.finish()
}

fn put(page: &mut Page, one: &Declaration) {
    let about = format!("  {} {}", one.what(), one.origin());
    let title = Line::new().ink(Ink::Bold, &one.name).ink(Ink::Dim, about);
    page.put(Indent::all(0), &title);
    page.gap();
    markdown::put(page, &one.doc);
    page.gap();
    match &one.kind {
        Kind::Entity(entity) => put_entity(page, entity),
        Kind::Record(fields) => put_fields(page, fields),
        Kind::Enum(declared) => put_members(page, declared),
        Kind::Union(members) => put_facts(page, vec![("is one of", members.join(", "))]),
    }
}

fn put_entity(page: &mut Page, entity: &Entity) {
    let targeting = entity.targeting.map(|(_, prose)| prose.to_owned());
    let only = entity.permissions.len() == 1;
    let permissions = entity.permissions.iter().map(|permission| {
        let fact = if only {
            permission.name.to_owned()
        } else {
            format!("{} for {}", permission.name, permission.paths.join(", "))
        };
        ("permission", fact)
    });
    let mut facts = vec![
        ("collection", entity.collections.join(", ")),
        (
            "JSON type",
            entity.discriminator.clone().unwrap_or_default(),
        ),
    ];
    facts.extend(permissions);
    facts.extend([
        ("key", entity.key.clone().unwrap_or_default()),
        ("label", entity.label.clone().unwrap_or_default()),
        ("is a", entity.bases.join(", ")),
        ("kinds", entity.kinds.join(", ")),
        ("targeting", targeting.unwrap_or_default()),
        ("log", log(entity).to_owned()),
    ]);
    put_facts(page, facts);
    page.gap();
    put_fields(page, &entity.fields);
}

fn log(entity: &Entity) -> &'static str {
    if entity.is_log {
        "of events: never complete for all time"
    } else {
        ""
    }
}

fn put_facts(page: &mut Page, facts: Vec<(&str, String)>) {
    let facts = facts.into_iter().filter(|(_, fact)| !fact.is_empty());
    let table = Table {
        rows: facts
            .map(|(name, fact)| vec![Cell::ink(Ink::Dim, name), Cell::new(fact)])
            .collect(),
        wrap: true,
        ..Table::default()
    };
    page.rows(0, &table.rows(page.style, page.style.width));
}

fn put_fields(page: &mut Page, fields: &[Field]) {
    let row = |field: &Field| {
        vec![
            Cell::ink(Ink::Bold, &field.name),
            Cell::ink(Ink::Cyan, &field.ty),
            Cell::new(sentence(field)),
        ]
    };
    let table = Table {
        heads: ["field", "type", "about"].map(str::to_owned).to_vec(),
        rows: fields.iter().map(row).collect(),
        wrap: true,
        ..Table::default()
    };
    page.rows(0, &table.rows(page.style, page.style.width));
}

fn put_members(page: &mut Page, declared: &Enum) {
    let row = |(name, wire): &(String, String)| {
        let wire = if wire == name { "" } else { wire };
        vec![Cell::ink(Ink::Bold, name), Cell::ink(Ink::Cyan, wire)]
    };
    let table = Table {
        heads: ["member", "in exports"].map(str::to_owned).to_vec(),
        rows: declared.members.iter().map(row).collect(),
        ..Table::default()
    };
    page.rows(0, &table.rows(page.style, page.style.width));
}
