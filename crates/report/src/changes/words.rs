//! Words that all pages of changes share.

use super::{Change, Changes, Collection, Event, Field, Held, Kind, Place, Reach, Value};
use crate::reach::Named;
use crate::text;

/// So many of those whom a policy reaches are named.
const NAMED: usize = 5;

/// A change in a word.
pub(super) fn change(change: Change) -> &'static str {
    match change {
        Change::Added => "added",
        Change::Removed => "removed",
        Change::Modified => "changed",
        Change::Renamed => "renamed",
        Change::OnlyBefore => "only in OLD",
        Change::OnlyAfter => "only in NEW",
        Change::Unknown => "not compared in full",
    }
}

/// All changes, in the order in which sums tell them.
pub(super) const CHANGES: [Change; 7] = [
    Change::Modified,
    Change::Renamed,
    Change::Added,
    Change::Removed,
    Change::OnlyAfter,
    Change::OnlyBefore,
    Change::Unknown,
];

/// How many objects of a collection became what.
pub(super) fn sums(collection: &Collection) -> String {
    let objects = collection.objects.iter();
    let count = |kind: Change| objects.clone().filter(|one| one.change == kind).count();
    let kinds = CHANGES.into_iter().map(|kind| (count(kind), change(kind)));
    let ambiguous = (collection.ambiguous.len(), "of a name that several have");
    let same = (collection.same as usize, "the same");
    listed(kinds.chain([ambiguous, same]))
}

/// How much changed in all.
pub(super) fn total(changes: &Changes) -> String {
    let sums = &changes.summary;
    listed([
        (sums.modified, change(Change::Modified)),
        (sums.renamed, change(Change::Renamed)),
        (sums.added, change(Change::Added)),
        (sums.removed, change(Change::Removed)),
        (sums.only_after, change(Change::OnlyAfter)),
        (sums.only_before, change(Change::OnlyBefore)),
        (sums.ambiguous, "that cannot be told apart"),
        (sums.unknown, change(Change::Unknown)),
        (
            sums.collections_in_one,
            if sums.collections_in_one == 1 {
                "collection that one snapshot alone holds"
            } else {
                "collections that one snapshot alone holds"
            },
        ),
        (sums.same, "the same"),
    ])
}

fn listed(counts: impl IntoIterator<Item = (usize, &'static str)>) -> String {
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let words = counts.map(|(count, what)| format!("{} {what}", text::number(count as u64)));
    let words: Vec<String> = words.collect();
    if words.is_empty() {
        return "nothing".to_owned();
    }
    words.join(", ")
}

/// A place as people look it up.
pub(super) fn place(place: &Place) -> String {
    match place.line {
        Some(line) => format!("{}:{line}", place.file),
        None => place.file.clone(),
    }
}

/// Whether an item is named by what tells it apart.
pub(super) fn is_labelled(field: &Field) -> bool {
    field.field.ends_with(']')
}

/// How a part differs, before its value.
pub(super) fn mark(kind: Kind, before: bool, after: bool) -> &'static str {
    match (kind, before, after) {
        (Kind::Item, true, false) => "no longer",
        (Kind::Item, false, true) => "now also",
        (Kind::Order, _, _) => "the same in another order",
        (Kind::Value | Kind::Item, _, _) => "",
    }
}

/// What is there of a collection in one snapshot.
pub(super) fn held(held: &Held) -> String {
    let objects = text::count(u64::from(held.objects), "object");
    match held.state {
        "complete" => objects,
        "partial" => format!("{objects}, maybe not all"),
        "refused" => "refused".to_owned(),
        _ => "not exported".to_owned(),
    }
}

/// Why a collection cannot be compared; none if it can.
pub(crate) fn in_one(collection: &Collection) -> Option<String> {
    if !collection.is_in_one() {
        return None;
    }
    let (here, there, other) = if collection.before.is_there() {
        ("OLD", "NEW", &collection.after)
    } else {
        ("NEW", "OLD", &collection.before)
    };
    let objects = collection.before.objects.max(collection.after.objects);
    let why = if other.state == "refused" {
        "was refused"
    } else {
        "was not exported"
    };
    let objects = text::count(u64::from(objects), "object");
    Some(format!("only in {here}, {objects}; it {why} in {there}"))
}

/// A value that is an object of the export, or refers to one, by its name.
pub(super) fn named(value: &Value, field: &Field) -> Option<String> {
    let id = value.id()?;
    let name = field.names.get(id)?;
    Some(format!("{name} ({id})"))
}

/// What an event says was done.
pub(super) fn event(event: &Event) -> String {
    let activity = event.activity.as_deref().unwrap_or("an event");
    let actor = event.actor.as_deref();
    let actor = actor.map_or_else(|| "of an unknown actor".to_owned(), |it| format!("by {it}"));
    match &event.at {
        Some(at) => format!("{activity} {actor}, {at}"),
        None => format!("{activity} {actor}"),
    }
}

/// Whom a policy reaches now and did not, in sentences.
pub(super) fn reach(reach: &Reach) -> Vec<String> {
    let mut lines = Vec::new();
    for (words, named) in [
        ("reaches now, and did not:", &reach.gained),
        ("reaches no more:", &reach.lost),
    ] {
        if !named.is_empty() {
            lines.push(format!("{words} {}", names(named)));
        }
    }
    if reach.unknown > 0 {
        let objects = text::count(reach.unknown as u64, "object");
        let why = reach.reasons.join("; ");
        lines.push(format!(
            "whether it reaches {objects} otherwise is unknown: {why}"
        ));
    } else if !reach.reasons.is_empty() {
        let why = reach.reasons.join("; ");
        lines.push(format!("whom it reaches otherwise is unknown: {why}"));
    }
    lines
}

fn names(named: &[Named]) -> String {
    let shown = named.iter().take(NAMED);
    let mut words: Vec<String> = shown
        .map(|one| format!("{} {}", one.entity, one.name))
        .collect();
    let rest = named.len().saturating_sub(NAMED);
    if rest > 0 {
        words.push(format!("and {} more", text::number(rest as u64)));
    }
    words.join(", ")
}
