//! The script for a POSIX shell, which asks by `az rest`.

use tenet_engine::Calls;
use tenet_engine::calls::{CollectionCalls, PartCalls};

use super::{PAGE, header, url};

const BEGIN: &str = include_str!("begin.sh");
const END: &str = include_str!("end.sh");

const USAGE: [&str; 13] = [
    "",
    "Usage: az login …, then: sh SCRIPT FOLDER",
    "It ends with status 1 if something is missing; the manifest says what.",
    "It needs az and the tools that every system has: awk, date, grep, sed, tr.",
    "Sign in as an application: az's own sign-in of a user may not read most of this.",
    "",
    "Environment:",
    "  TENET_AZ     what is run as az",
    "  TENET_GRAPH  another cloud: https://graph.microsoft.us",
    "  TENET_SINCE  where logs begin, as 2026-11-01T00:00:00Z; the tenant must have kept them since. Six days ago without it",
    "  TENET_SKIP   paths that are not asked for, with blanks between them, such as groups/members",
    "  TENET_TRIES  how often to ask while the service is busy: 6",
    "  TENET_WAIT   the first wait in seconds, doubled each time, where the service does not say how long: 10",
];

/// The script.
pub(super) fn script(calls: &Calls) -> String {
    let mut text = format!("#!/bin/sh\n{}{BEGIN}", header(calls, &USAGE));
    for collection in &calls.collections {
        take(&mut text, collection);
    }
    text.push('\n');
    text.push_str(END);
    text
}

fn take(text: &mut String, collection: &CollectionCalls) {
    let parts: Vec<&PartCalls> = collection
        .parts
        .iter()
        .filter(|part| !part.is_list)
        .collect();
    for part in &parts {
        text.push_str(&asked_of_each(collection, part));
    }
    let fields = fields(collection);
    text.push_str(&line(&[
        "take",
        &quoted(&collection.path),
        &quoted(collection.permission.as_deref().unwrap_or("nothing")),
        &fields,
        &requests(collection),
    ]));
    if !parts.is_empty() {
        text.push_str("more() { :; }\n");
    }
    for part in collection.parts.iter().filter(|part| part.is_list) {
        text.push_str(&list(collection, part));
    }
}

/// The last part of a path is the object that is asked for, and what is before it stands around it.
fn asked_of_each(collection: &CollectionCalls, part: &PartCalls) -> String {
    let (outer, inner) = part
        .path
        .split_once('/')
        .unwrap_or((part.path.as_str(), ""));
    let words = [
        "parts",
        &quoted(&collection.path),
        &quoted(&part.version),
        &quoted(outer),
        &quoted(inner),
        &quoted(part.permission.as_deref().unwrap_or("nothing")),
    ];
    format!("more() {{ {}; }}\n", words.join(" "))
}

fn list(collection: &CollectionCalls, part: &PartCalls) -> String {
    line(&[
        "lists",
        &quoted(&collection.path),
        &quoted(&part.version),
        &quoted(&part.path),
        &quoted(&format!("?{PAGE}")),
        &quoted(part.permission.as_deref().unwrap_or("nothing")),
    ])
}

/// What the manifest says of a collection besides, as the beginning of a JSON object.
fn fields(collection: &CollectionCalls) -> String {
    let names: Vec<String> = collection
        .selected
        .iter()
        .map(|name| format!("\"{name}\""))
        .collect();
    let selected = if names.is_empty() {
        String::new()
    } else {
        quoted(&format!("\"selected\": [{}], ", names.join(", ")))
    };
    let window = if collection.time.is_some() {
        "\"$window\""
    } else {
        ""
    };
    let both = format!("{selected}{window}");
    if both.is_empty() { quoted("") } else { both }
}

/// For each request the name of its files, and its URL.
fn requests(collection: &CollectionCalls) -> String {
    let mut words = Vec::new();
    for (at, request) in collection.requests.iter().enumerate() {
        let url = url(collection, at);
        words.push(quoted(&request.path));
        words.push(match &collection.time {
            Some(time) => within(&url, time),
            None => quoted(&url),
        });
    }
    words.join(" ")
}

/// A URL with a filter for the time that the log is asked for, which the script knows when it runs.
fn within(url: &str, time: &str) -> String {
    let joint = if url.contains('?') { '&' } else { '?' };
    let begin = quoted(&format!("{url}{joint}$filter="));
    format!("{begin}\"{time}%20ge%20$since%20and%20{time}%20le%20$now\"")
}

fn line(words: &[&str]) -> String {
    format!("{}\n", words.join(" "))
}

/// A word that the shell takes as it is.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
