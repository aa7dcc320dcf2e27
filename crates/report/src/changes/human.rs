//! Changes for people.

use std::collections::BTreeMap;

use super::words;
use super::{Change, Changes, Collection, Field, Kind, Object, Place, Side, Value};
use crate::human::{separator, title};
use crate::page::{Indent, Line, Page};
use crate::style::{Ink, Style};
use crate::text;

/// So many objects that came or went are listed of a collection, unless all are asked for.
const LISTED: usize = 20;
/// So many names are given of objects of which the same could not be compared.
const NAMED: usize = 6;

/// The changes as a page; `all` lists every object that came or went.
pub fn human(changes: &Changes, style: Style, all: bool) -> String {
    let mut page = Page::new(style);
    for (word, side) in [("OLD", &changes.before), ("NEW", &changes.after)] {
        page.put(Indent::hanging(0, 5), &head(style, word, side));
    }
    for collection in &changes.collections {
        if !collection.objects.is_empty() || !collection.ambiguous.is_empty() {
            put_collection(&mut page, collection, all);
        }
    }
    put_reached(&mut page, changes);
    put_in_one(&mut page, changes);
    put_limits(&mut page, changes);
    page.gap();
    let ink = if changes.has_changes() || changes.has_unknown() {
        Ink::Bold
    } else {
        Ink::Green
    };
    page.put(
        Indent::hanging(0, 2),
        &Line::new().ink(ink, words::total(changes)),
    );
    page.finish()
}

fn head(style: Style, word: &str, side: &Side) -> Line {
    let captured = match &side.captured_at {
        Some(instant) => format!("captured {instant}"),
        None => "capture time unknown".to_owned(),
    };
    let mut line = Line::new()
        .ink(Ink::Bold, word)
        .text(format!("  {}", side.roots.join(", ")));
    let layouts = side.layouts.join(", ");
    for part in [side.tenant.clone().unwrap_or_default(), captured, layouts] {
        if !part.is_empty() {
            line = line.ink(Ink::Dim, separator(style)).text(part);
        }
    }
    line
}

fn put_collection(page: &mut Page, collection: &Collection, all: bool) {
    page.gap();
    let line = Line::new()
        .ink(Ink::Bold, &collection.path)
        .ink(Ink::Dim, format!("  {}", words::sums(collection)));
    page.put(Indent::hanging(0, 2), &line);
    for kind in words::CHANGES {
        let own = collection.objects.iter().filter(|one| one.change == kind);
        let own: Vec<&Object> = own.collect();
        if kind == Change::Unknown && !all {
            put_unknown(page, &own);
            continue;
        }
        let shown = if all || own.len() <= LISTED + 1 || is_full(kind) {
            own.len()
        } else {
            LISTED
        };
        own.iter().take(shown).for_each(|one| put_object(page, one));
        let rest = own.len() - shown;
        if rest > 0 {
            let words = format!(
                "… and {} more {}",
                text::number(rest as u64),
                words::change(kind)
            );
            page.put(Indent::hanging(2, 4), &Line::new().ink(Ink::Dim, words));
        }
    }
    for one in &collection.ambiguous {
        let words = format!(
            "{}  cannot be told apart: {} in OLD and {} in NEW have this name and no id",
            one.name,
            one.before.len(),
            one.after.len()
        );
        page.put(
            Indent::hanging(2, 4),
            &Line::new().ink(Ink::Yellow, "? ").text(words),
        );
        for (word, places) in [("OLD", &one.before), ("NEW", &one.after)] {
            for place in places {
                put_place(page, 6, &[(word, words::place(place))]);
            }
        }
    }
}

/// Objects that could not be compared in full, those of which the same is missing together.
fn put_unknown(page: &mut Page, objects: &[&Object]) {
    let mut groups: BTreeMap<&[String], Vec<&Object>> = BTreeMap::new();
    for one in objects {
        groups.entry(&one.unknown).or_default().push(one);
    }
    for (reasons, own) in groups {
        if let [one] = own.as_slice() {
            put_object(page, one);
            continue;
        }
        let names: Vec<String> = own.iter().map(|one| one.name.clone()).collect();
        let line = Line::new()
            .ink(Ink::Yellow, "? ")
            .text(text::count(own.len() as u64, "object"))
            .ink(
                Ink::Dim,
                format!("  not compared in full: {}", reasons.join("; ")),
            );
        page.put(Indent::hanging(2, 4), &line);
        let line = Line::new().text(text::few(&names, NAMED));
        page.put(Indent::hanging(6, 8), &line);
    }
}

/// Whether every object of a kind is told with what differs.
fn is_full(change: Change) -> bool {
    match change {
        Change::Modified | Change::Renamed | Change::Unknown => true,
        Change::Added | Change::Removed | Change::OnlyBefore | Change::OnlyAfter => false,
    }
}

fn sign(change: Change) -> (Ink, &'static str) {
    match change {
        Change::Added => (Ink::Green, "+ "),
        Change::Removed => (Ink::Red, "- "),
        Change::Modified => (Ink::Cyan, "~ "),
        Change::Renamed => (Ink::Cyan, "= "),
        Change::OnlyBefore | Change::OnlyAfter | Change::Unknown => (Ink::Yellow, "? "),
    }
}

fn put_object(page: &mut Page, object: &Object) {
    let (ink, mark) = sign(object.change);
    let mut line = Line::new().ink(ink, mark).text(&object.name);
    let what = match (&object.was, object.change) {
        (Some(was), _) => format!("renamed, was {was}"),
        (None, Change::Modified) => String::new(),
        (None, change) => words::change(change).to_owned(),
    };
    let about = [what, object.entity.clone()];
    let about: Vec<String> = about.into_iter().filter(|it| !it.is_empty()).collect();
    if !about.is_empty() {
        line = line.ink(Ink::Dim, format!("  {}", about.join(", ")));
    }
    page.put(Indent::hanging(2, 4), &line);
    put_fields(page, object);
    for reason in &object.unknown {
        page.put(
            Indent::hanging(6, 8),
            &Line::new().ink(Ink::Yellow, "? ").text(reason),
        );
    }
    for event in &object.events {
        let line = Line::new()
            .ink(Ink::Blue, "log: ")
            .text(words::event(event));
        page.put(Indent::hanging(6, 8), &line);
    }
    let reach = object.reach.as_ref().map(words::reach);
    for line in reach.unwrap_or_default() {
        page.put(Indent::hanging(6, 8), &Line::new().ink(Ink::Blue, line));
    }
    put_places(page, object);
}

/// Where an object stands, at the first part that differs.
fn put_places(page: &mut Page, object: &Object) {
    let first = object.fields.first();
    let at = |part: Option<&Option<Place>>, whole: &Option<Place>| {
        let part = part.and_then(Option::as_ref);
        part.or(whole.as_ref()).map(words::place)
    };
    let old = at(first.map(|field| &field.before_at), &object.before);
    let new = at(first.map(|field| &field.after_at), &object.after);
    let places = match (old, new) {
        (Some(old), Some(new)) if old == new => vec![("both", old)],
        (old, new) => {
            let old = old.map(|old| ("OLD", old));
            old.into_iter().chain(new.map(|new| ("NEW", new))).collect()
        }
    };
    put_place(page, 6, &places);
}

fn put_place(page: &mut Page, indent: usize, places: &[(&str, String)]) {
    let words = places.iter().map(|(word, place)| {
        // A path stands in one piece, so that it can be copied.
        format!("{word}\u{a0}{}", place.replace(' ', "\u{a0}"))
    });
    let words: Vec<String> = words.collect();
    let line = Line::new().ink(Ink::Dim, words.join("  "));
    page.put(Indent::all(indent), &line);
}

/// The parts that differ; those of one list stand together.
fn put_fields(page: &mut Page, object: &Object) {
    if object.change == Change::Renamed {
        return;
    }
    let mut last = "";
    for field in &object.fields {
        let again = field.field == last && field.kind == Kind::Item;
        last = &field.field;
        if field.kind == Kind::Item && !words::is_labelled(field) {
            if !again {
                page.put(Indent::hanging(6, 8), &path(field));
            }
            page.put(Indent::hanging(8, 10), &value(Line::new(), field));
        } else {
            page.put(Indent::hanging(6, 8), &value(path(field), field));
        }
    }
}

/// The way to a part, and what the ids in it are called.
fn path(field: &Field) -> Line {
    let mut line = Line::new().ink(Ink::Cyan, field.field.replace(' ', "\u{a0}"));
    for (id, name) in &field.names {
        if field.field.contains(id.as_str()) {
            line = line.text(format!(" ({name})"));
        }
    }
    line.ink(Ink::Cyan, ": ")
}

fn value(line: Line, field: &Field) -> Line {
    let shown = |value: &Option<Value>| value.as_ref().map(|value| value_of(value, field));
    let (before, after) = (shown(&field.before), shown(&field.after));
    let mark = words::mark(field.kind, before.is_some(), after.is_some());
    let none = || "(not there)".to_owned();
    match (field.kind, before, after) {
        (Kind::Order, _, _) => line.text(mark),
        (Kind::Item, Some(_), None) if words::is_labelled(field) => {
            line.ink(Ink::Red, "no longer there")
        }
        (Kind::Item, None, Some(_)) if words::is_labelled(field) => line.ink(Ink::Green, "new"),
        (Kind::Item, Some(value), None) => line.ink(Ink::Red, mark).text(format!(" {value}")),
        (Kind::Item, None, Some(value)) => line.ink(Ink::Green, mark).text(format!(" {value}")),
        (Kind::Value | Kind::Item, before, after) => line
            .ink(Ink::Red, before.unwrap_or_else(none))
            .text(" → ")
            .ink(Ink::Green, after.unwrap_or_else(none)),
    }
}

/// How many columns a value may take.
const WIDEST: usize = 160;

fn value_of(value: &Value, field: &Field) -> String {
    words::named(value, field).unwrap_or_else(|| text::cut(&value.text(), WIDEST).into_owned())
}

fn put_reached(page: &mut Page, changes: &Changes) {
    if changes.reached_otherwise.is_empty() {
        return;
    }
    title(
        page,
        "Policies that are the same and reach others than before",
    );
    for one in &changes.reached_otherwise {
        let line = Line::new()
            .ink(Ink::Cyan, "~ ")
            .text(&one.policy.name)
            .ink(Ink::Dim, format!("  {}", one.policy.entity));
        page.put(Indent::hanging(2, 4), &line);
        for line in words::reach(&one.reach) {
            page.put(Indent::hanging(6, 8), &Line::new().ink(Ink::Blue, line));
        }
    }
}

/// Collections that one snapshot alone holds.
fn put_in_one(page: &mut Page, changes: &Changes) {
    let own = changes.collections.iter();
    let own: Vec<(&Collection, String)> = own
        .filter_map(|one| Some((one, words::in_one(one)?)))
        .collect();
    if own.is_empty() {
        return;
    }
    title(page, "Collections that one snapshot alone holds");
    for (collection, words) in own {
        let line = Line::new()
            .ink(Ink::Yellow, "? ")
            .ink(Ink::Cyan, &collection.path)
            .text(format!("  {words}"));
        page.put(Indent::hanging(2, 4), &line);
    }
}

/// What was not compared, or not in full, and why.
fn put_limits(page: &mut Page, changes: &Changes) {
    let mut lines: Vec<String> = changes.doubts.clone();
    for (words, partial) in [
        ("Neither says that it holds all of", [true, true]),
        ("OLD does not say that it holds all of", [true, false]),
        ("NEW does not say that it holds all of", [false, true]),
    ] {
        let own = changes.collections.iter().filter(|one| {
            let states = [one.before.state, one.after.state];
            !one.is_in_one() && states.map(|state| state == "partial") == partial
        });
        let paths: Vec<&str> = own.map(|one| one.path.as_str()).collect();
        if !paths.is_empty() {
            lines.push(format!("{words} {}", paths.join(", ")));
        }
    }
    for one in &changes.collections {
        if !one.not_compared.is_empty() {
            let keys = one.not_compared.join(", ");
            lines.push(format!(
                "{}: only one of the two tools writes {keys}",
                one.path
            ));
        }
    }
    lines.extend(changes.reach_unknown.iter().cloned());
    for (word, side) in [("OLD", &changes.before), ("NEW", &changes.after)] {
        if side.warnings > 0 {
            let warnings = text::count(side.warnings as u64, "warning");
            let see = format!(
                "`tenet snapshot validate {}` tells them",
                side.roots.join(" ")
            );
            lines.push(format!("{word}: {warnings} on the data, {see}"));
        }
    }
    if lines.is_empty() {
        return;
    }
    title(page, "What limits the comparison");
    for line in lines {
        page.put(Indent::hanging(2, 4), &Line::new().text(line));
    }
}
