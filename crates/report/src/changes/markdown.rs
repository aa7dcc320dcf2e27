//! Changes as Markdown, for a pull request or a ticket.

use std::fmt::Write as _;

use super::words;
use super::{Changes, Field, Kind, Object, Side, Value};
use crate::markdown::cell;

/// The changes as Markdown.
pub fn markdown(changes: &Changes) -> String {
    let mut out = String::new();
    let _ignored = writeln!(out, "# What changed\n");
    for (word, side) in [("OLD", &changes.before), ("NEW", &changes.after)] {
        let _ignored = writeln!(out, "- {word}: {}", head(side));
    }
    let _ignored = writeln!(out, "\n{}", words::total(changes));
    for collection in &changes.collections {
        if collection.objects.is_empty() && collection.ambiguous.is_empty() {
            continue;
        }
        let _ignored = writeln!(out, "\n## `{}`\n", collection.path);
        let _ignored = writeln!(out, "{}\n", words::sums(collection));
        for kind in words::CHANGES {
            let own = collection.objects.iter().filter(|one| one.change == kind);
            own.for_each(|one| object(&mut out, one));
        }
        for one in &collection.ambiguous {
            let (before, after) = (one.before.len(), one.after.len());
            let name = text(&one.name);
            let words = format!("{before} in OLD and {after} in NEW have this name and no id");
            let _ignored = writeln!(out, "- cannot be told apart: **{name}**: {words}");
        }
    }
    if !changes.reached_otherwise.is_empty() {
        let _ignored = writeln!(out, "\n## Policies that are the same and reach others\n");
    }
    for one in &changes.reached_otherwise {
        let _ignored = writeln!(
            out,
            "- **{}** ({})",
            text(&one.policy.name),
            one.policy.entity
        );
        for line in words::reach(&one.reach) {
            let _ignored = writeln!(out, "  - {}", text(&line));
        }
    }
    limits(&mut out, changes);
    out
}

fn limits(out: &mut String, changes: &Changes) {
    let mut lines: Vec<String> = changes.doubts.iter().map(|line| text(line)).collect();
    for collection in &changes.collections {
        let path = &collection.path;
        if let Some(words) = words::in_one(collection) {
            lines.push(format!("`{path}`: {words}"));
        } else if [&collection.before, &collection.after]
            .iter()
            .any(|held| held.state == "partial")
        {
            let (before, after) = (&collection.before, &collection.after);
            let (before, after) = (words::held(before), words::held(after));
            lines.push(format!("`{path}`: OLD {before}; NEW {after}"));
        }
    }
    lines.extend(changes.reach_unknown.iter().map(|line| text(line)));
    if !lines.is_empty() {
        let _ignored = writeln!(out, "\n## What limits the comparison\n");
    }
    for line in lines {
        let _ignored = writeln!(out, "- {line}");
    }
}

fn head(side: &Side) -> String {
    let captured = side.captured_at.as_deref();
    let captured = captured.map_or_else(
        || "capture time unknown".to_owned(),
        |at| format!("captured {at}"),
    );
    format!("`{}`, {captured}", side.roots.join("`, `"))
}

fn object(out: &mut String, object: &Object) {
    let was = object.was.as_ref();
    let was = was.map(|was| format!(", was **{}**", text(was)));
    let entity = Some(&object.entity).filter(|entity| !entity.is_empty());
    let entity = entity.map(|entity| format!(" ({entity})"));
    let places = [&object.before, &object.after].into_iter().flatten();
    let places: Vec<String> = places.map(|it| format!("`{}`", words::place(it))).collect();
    let _ignored = writeln!(
        out,
        "- {}: **{}**{}{}; {}",
        words::change(object.change),
        text(&object.name),
        was.unwrap_or_default(),
        entity.unwrap_or_default(),
        places.join(", ")
    );
    for field in &object.fields {
        let _ignored = writeln!(out, "  - `{}`: {}", field.field, difference(field));
    }
    for reason in &object.unknown {
        let _ignored = writeln!(out, "  - not compared: {}", text(reason));
    }
    for event in &object.events {
        let _ignored = writeln!(out, "  - log: {}", text(&words::event(event)));
    }
    let reach = object.reach.as_ref().map(words::reach);
    for line in reach.unwrap_or_default() {
        let _ignored = writeln!(out, "  - {}", text(&line));
    }
}

/// What a part was and is.
pub(crate) fn difference(field: &Field) -> String {
    let shown = |value: &Option<Value>| {
        let value = value.as_ref()?;
        let named = words::named(value, field).map(|name| text(&name));
        Some(named.unwrap_or_else(|| code(&value.text())))
    };
    let (before, after) = (shown(&field.before), shown(&field.after));
    let mark = words::mark(field.kind, before.is_some(), after.is_some());
    match (field.kind, before, after) {
        (Kind::Order, _, _) => mark.to_owned(),
        (Kind::Item, Some(_), None) if words::is_labelled(field) => {
            format!("{}no longer there", called(field))
        }
        (Kind::Item, None, Some(_)) if words::is_labelled(field) => {
            format!("{}new", called(field))
        }
        (Kind::Item, Some(value), None) | (Kind::Item, None, Some(value)) => {
            format!("{mark} {value}")
        }
        (_, before, after) => {
            let none = || "not there".to_owned();
            let (before, after) = (before.unwrap_or_else(none), after.unwrap_or_else(none));
            format!("{before} → {after}")
        }
    }
}

/// What the ids in the way to a part are called.
fn called(field: &Field) -> String {
    let names = field.names.iter();
    let names = names.filter(|(id, _)| field.field.contains(id.as_str()));
    let names: Vec<String> = names.map(|(_, name)| format!("{}, ", text(name))).collect();
    names.concat()
}

/// A value in code quotes that it does not hold itself.
pub(crate) fn code(value: &str) -> String {
    let mut quotes = "`".to_owned();
    while value.contains(&quotes) {
        quotes.push('`');
    }
    let space = if value.contains('`') { " " } else { "" };
    format!("{quotes}{space}{value}{space}{quotes}")
}

/// A text of the tenant that Markdown leaves as it is.
pub(crate) fn text(words: &str) -> String {
    let mut out = String::new();
    for c in cell(words).chars() {
        if matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
