//! The script for PowerShell, which asks by `Invoke-MgGraphRequest`.

use tenet_engine::Calls;
use tenet_engine::calls::{CollectionCalls, PartCalls};

use super::{PAGE, header, url};

const BEGIN: &str = include_str!("begin.ps1");
const END: &str = include_str!("end.ps1");

const USAGE: [&str; 11] = [
    "",
    "UNTESTED: this script is made of the same list as the one for sh, and nobody has run it yet.",
    "",
    "Usage: Connect-MgGraph …, then: ./SCRIPT.ps1 -Folder FOLDER",
    "It ends with status 1 if something is missing; the manifest says what.",
    "It needs PowerShell 7 and the module Microsoft.Graph.Authentication.",
    "",
    "  -Since  where logs begin, as 2026-11-01T00:00:00Z; the tenant must have kept them since. Six days ago without it",
    "  -Skip   paths that are not asked for, such as groups/members",
    "  -Tries  how often to ask while the service is busy: 6",
    "  -Wait   the first wait in seconds, doubled each time, where the service does not say how long: 10",
];

/// The script.
pub(super) fn script(calls: &Calls) -> String {
    let mut text = format!("{}{BEGIN}", header(calls, &USAGE));
    for collection in &calls.collections {
        text.push_str(&saved(collection));
        for part in &collection.parts {
            text.push_str(&saved_of_each(collection, part));
        }
    }
    text.push_str(END);
    text
}

fn saved(collection: &CollectionCalls) -> String {
    let requests: Vec<String> = collection
        .requests
        .iter()
        .enumerate()
        .flat_map(|(at, request)| [quoted(&request.path), quoted(&url(collection, at))])
        .collect();
    let permission = collection.permission.as_deref().unwrap_or("nothing");
    let mut line = format!(
        "Save-Collection {} {} {}",
        quoted(&collection.path),
        quoted(permission),
        requests.join(", ")
    );
    if !collection.selected.is_empty() {
        let names: Vec<String> = collection
            .selected
            .iter()
            .map(|name| quoted(name))
            .collect();
        line.push_str(" -Selected ");
        line.push_str(&names.join(", "));
    }
    if let Some(time) = &collection.time {
        line.push_str(" -Time ");
        line.push_str(&quoted(time));
    }
    line.push('\n');
    line
}

fn saved_of_each(collection: &CollectionCalls, part: &PartCalls) -> String {
    let permission = quoted(part.permission.as_deref().unwrap_or("nothing"));
    let (path, version) = (quoted(&collection.path), quoted(&part.version));
    if part.is_list {
        let (name, query) = (quoted(&part.path), quoted(&format!("?{PAGE}")));
        return format!("Save-Lists {path} {version} {name} {query} {permission}\n");
    }
    let (outer, inner) = part
        .path
        .split_once('/')
        .unwrap_or((part.path.as_str(), ""));
    let (outer, inner) = (quoted(outer), quoted(inner));
    format!("Save-Parts {path} {version} {outer} {inner} {permission}\n")
}

/// A text that PowerShell takes as it is.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
