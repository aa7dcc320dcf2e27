//! Pages of the schema in Markdown, for the book and for who asks for it.

use super::human::place;
use super::notes::sentence;
use super::{Declaration, Entity, Enum, Field, Kind, Permission};
use crate::markdown::cell;

/// The list of entities as a table.
pub fn markdown_list(entities: &[Declaration]) -> String {
    let row = |one: &Declaration| {
        let place = match place(one) {
            path @ ("" | "abstract") => path.to_owned(),
            path => format!("`{path}`"),
        };
        let summary = cell(&one.summary());
        format!("| `{}` | {place} | {summary} |\n", one.name)
    };
    let rows: String = entities.iter().map(row).collect();
    format!("| entity | collection | about |\n| --- | --- | --- |\n{rows}")
}

/// The pages of declarations, each under a heading of the second level.
pub fn markdown(declarations: &[Declaration]) -> String {
    let sections: Vec<String> = declarations.iter().map(section).collect();
    sections.join("\n")
}

fn section(one: &Declaration) -> String {
    let mut parts = vec![format!("## `{}`\n", one.name)];
    if !one.doc.is_empty() {
        parts.push(format!("{}\n", one.doc.trim()));
    }
    parts.push(match &one.kind {
        Kind::Entity(entity) => entity_facts(one, entity),
        Kind::Record(_) => format!("A {} {}.\n", one.what(), one.origin()),
        Kind::Enum(_) => format!("An {} {}.\n", one.what(), one.origin()),
        Kind::Union(members) => format!("A named union: {}.\n", codes(members, " or ")),
    });
    match &one.kind {
        Kind::Entity(entity) => parts.push(fields(&entity.fields)),
        Kind::Record(own) => parts.push(fields(own)),
        Kind::Enum(declared) => parts.push(members(declared)),
        Kind::Union(_) => {}
    }
    parts.join("\n")
}

fn entity_facts(one: &Declaration, entity: &Entity) -> String {
    let code = |text: &Option<String>| text.as_ref().map(|text| format!("`{text}`"));
    let only = entity.permissions.len() == 1;
    let permission = |permission: &Permission| {
        let paths: Vec<String> = permission
            .paths
            .iter()
            .map(|path| format!("`{path}`"))
            .collect();
        if only {
            format!("`{}`", permission.name)
        } else {
            format!("`{}` for {}", permission.name, paths.join(", "))
        }
    };
    let permissions: Vec<String> = entity.permissions.iter().map(permission).collect();
    let facts = [
        ("An", Some(format!("{} {}", one.what(), one.origin()))),
        ("Collection:", some(codes(&entity.collections, ", "))),
        ("JSON type:", code(&entity.discriminator)),
        ("Least permission:", some(permissions.join("; "))),
        ("Key:", code(&entity.key)),
        ("Called in messages by:", code(&entity.label)),
        ("Is a", some(codes(&entity.bases, ", "))),
        ("Kinds of it:", some(codes(&entity.kinds, ", "))),
        (
            "Targeted by",
            entity.targeting.map(|(_, prose)| prose.to_owned()),
        ),
        (
            "A log of events,",
            entity
                .is_log
                .then(|| "never complete for all time".to_owned()),
        ),
    ];
    let lines = facts
        .into_iter()
        .filter_map(|(name, fact)| Some(format!("- {name} {}\n", fact?)));
    lines.collect()
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn codes(texts: &[String], between: &str) -> String {
    let codes: Vec<String> = texts.iter().map(|text| format!("`{text}`")).collect();
    codes.join(between)
}

fn fields(fields: &[Field]) -> String {
    let row = |field: &Field| {
        let sentence = cell(&sentence(field));
        let ty = cell(&field.ty);
        format!("| `{}` | `{ty}` | {sentence} |\n", field.name)
    };
    let rows: String = fields.iter().map(row).collect();
    format!("| field | type | about |\n| --- | --- | --- |\n{rows}")
}

fn members(declared: &Enum) -> String {
    let row = |(name, wire): &(String, String)| format!("| `{name}` | `{}` |\n", cell(wire));
    let rows: String = declared.members.iter().map(row).collect();
    format!("| member | in exports |\n| --- | --- |\n{rows}")
}
