//! What is told about the layouts of exports.

use std::collections::BTreeMap;

use tenet_base::code::data;
use tenet_base::{DataLocation, Diagnostic};

use super::plural;

/// A root that no known tool wrote, and the tool whose exports it looks most like.
pub(crate) fn unknown_layout(name: &str, tool: (&str, &str), folders: &[&str]) -> Diagnostic {
    let (tool, flag) = tool;
    let quoted: Vec<String> = folders.iter().map(|folder| format!("`{folder}`")).collect();
    let word = if folders.len() == 1 {
        "folder"
    } else {
        "folders"
    };
    Diagnostic::run(
        &data::UNKNOWN_LAYOUT,
        format!(
            "no known tool wrote `{name}`: it looks most like an export of {tool}, by its {word} {}",
            quoted.join(", ")
        ),
    )
    .help(format!("if it is one, say so with `--layout {flag}`"))
}

/// How many exports a message names.
const EXPORTS: usize = 3;

/// A root in which exports of one tool stand beside each other.
pub(crate) fn several_exports(name: &str, tool: &str, exports: &[String]) -> Diagnostic {
    let names: Vec<String> = exports.iter().map(|it| format!("`{it}`")).collect();
    Diagnostic::run(
        &data::SEVERAL_EXPORTS,
        format!(
            "`{name}` holds {} of {tool}, and all are read as one state of one tenant",
            plural(exports.len() as u64, "export", "exports"),
        ),
    )
    .note(first_of(names, EXPORTS))
    .help("name one of them in the place of the folder, or each if they are parts of one state")
}

/// Files that say nothing of the tenant as it is.
pub(crate) fn no_state(place: DataLocation, why: &str, count: u64) -> Diagnostic {
    let files = plural(count, "file is", "files are");
    Diagnostic::data(
        &data::NO_STATE,
        place,
        format!("{files} not read as objects of the tenant: {why}"),
    )
}

/// Objects of kinds that nothing is known about.
pub(crate) fn unknown_kinds(place: DataLocation, count: u64, names: Option<String>) -> Diagnostic {
    let objects = plural(count, "object is", "objects are");
    let told = Diagnostic::data(
        &data::UNKNOWN_KINDS,
        place,
        format!("{objects} of kinds that nothing is known about, and left out"),
    );
    match names {
        Some(names) => told.note(names),
        None => told,
    }
}

/// How many kinds a note names.
const NAMED: usize = 5;

/// Kinds and how many objects say each, the most frequent first.
pub(crate) fn names_of_kinds(kinds: &BTreeMap<&str, u64>) -> Option<String> {
    let mut by_count: Vec<(&str, u64)> =
        kinds.iter().map(|(kind, count)| (*kind, *count)).collect();
    by_count.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let names = by_count.iter();
    let names: Vec<String> = names
        .map(|(kind, count)| format!("`{kind}` ({count})"))
        .collect();
    (!names.is_empty()).then(|| first_of(names, NAMED))
}

/// The first of some names, and how many others there are.
fn first_of(mut names: Vec<String>, most: usize) -> String {
    let others = names.len().saturating_sub(most) as u64;
    names.truncate(most);
    if others > 0 {
        names.push(plural(others, "other", "others"));
    }
    names.join(", ")
}

/// Objects that others refer to and that the export does not hold.
pub(crate) fn unexported(place: DataLocation, path: &str, count: u64) -> Diagnostic {
    let objects = plural(count, "object", "objects");
    let verb = if count == 1 { "is" } else { "are" };
    Diagnostic::data(
        &data::UNEXPORTED,
        place,
        format!("{objects} of `{path}` {verb} referred to and not in the export"),
    )
    .help(format!("export `{path}`, too"))
}

/// A name table that gives groups other ids than they have.
pub(crate) fn stale_names(place: DataLocation, count: u64) -> Diagnostic {
    let groups = plural(count, "group has another id", "groups have other ids");
    Diagnostic::data(
        &data::STALE_NAMES,
        place,
        format!("{groups} than the name table says: it is older than the export"),
    )
    .note("the ids of the groups themselves are used")
}

/// Values in which a word stands for the tenant's id.
pub(crate) fn placeholder(place: DataLocation, field: &str, count: u64) -> Diagnostic {
    let values = plural(count, "value", "values");
    Diagnostic::data(
        &data::PLACEHOLDER,
        place,
        format!("a word stands for the tenant's id in {values} of `{field}`"),
    )
    .note("what the tenant has there is unknown")
}

/// Objects of an export that an answer of changes in it says to be gone.
pub(crate) fn removed(place: DataLocation, path: &str, count: u64) -> Diagnostic {
    let objects = plural(count, "object", "objects");
    let verb = if count == 1 { "is" } else { "are" };
    Diagnostic::data(
        &data::REMOVED,
        place,
        format!("{objects} of `{path}` {verb} gone since, as an answer of changes says"),
    )
}

/// A collection that was answered, as the export says, and of which it has no answer.
pub(crate) fn lost_answer(place: DataLocation, path: &str) -> Diagnostic {
    Diagnostic::data(
        &data::LOST_ANSWER,
        place,
        format!("`{path}` was answered, as the export says, and no answer is in it"),
    )
    .note("nothing is known of it")
    .help("export again; if the answer is there under another key, the key is damaged")
}

/// A file that holds no object, where its tool never writes one without.
pub(crate) fn empty_file(place: DataLocation) -> Diagnostic {
    Diagnostic::data(
        &data::EMPTY_FILE,
        place,
        "the file holds no object, and its tool writes a file for objects alone",
    )
    .note("the object that it was written for is missing")
    .help("export again")
}
