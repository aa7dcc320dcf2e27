//! `tenet snapshot script`: the requests to Microsoft Graph that answer with what rules read, as a script to run.

mod powershell;
mod shell;

use std::collections::BTreeMap;

use tenet_engine::Calls;
use tenet_engine::calls::CollectionCalls;

use crate::arguments::{ScriptArguments, Shell};
use crate::commands::session::{Failed, Session};
use crate::commands::written;
use crate::status::Status;

/// Runs the command.
pub(super) fn run(session: &Session<'_>, arguments: &ScriptArguments) -> Result<Status, Failed> {
    let compiled = session.compile(&arguments.packs)?;
    let rules = Session::select(&compiled, &arguments.rules)?;
    let calls = tenet_engine::calls(&compiled, &rules);
    written(&match arguments.shell {
        Shell::Sh => shell::script(&calls),
        Shell::Powershell => powershell::script(&calls),
    })
}

/// The comment that a script begins with, each line after `# `.
fn header(calls: &Calls, usage: &[&str]) -> String {
    let mut lines = vec![
        "Takes a snapshot of a Microsoft 365 tenant: raw answers of Microsoft Graph, and the manifest".to_owned(),
        "`tenet-snapshot.json`. It asks and changes nothing.".to_owned(),
        String::new(),
        format!("Made by `tenet snapshot script` for {}.", calls.packs.join(", ")),
        String::new(),
        "Least permissions, of an application:".to_owned(),
    ];
    let wide = permissions(calls);
    let width = wide.keys().map(|name| name.len()).max().unwrap_or(0);
    for (permission, paths) in wide {
        for (at, path) in paths.iter().enumerate() {
            let name = if at == 0 { permission } else { "" };
            lines.push(format!("  {name:width$}  {path}"));
        }
    }
    lines.extend(usage.iter().map(|line| (*line).to_owned()));
    lines.extend(left_out(calls));
    let comment = |line: &String| format!("# {line}").trim_end().to_owned();
    let lines: Vec<String> = lines.iter().map(comment).collect();
    format!("{}\n", lines.join("\n"))
}

/// The permissions, and what each is for.
fn permissions(calls: &Calls) -> BTreeMap<&str, Vec<String>> {
    let mut all: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for collection in &calls.collections {
        let own = (collection.permission.as_deref(), collection.path.clone());
        let parts = collection.parts.iter().map(|part| {
            let path = format!("{}/{{id}}/{}", collection.path, part.path);
            (part.permission.as_deref(), path)
        });
        for (permission, path) in std::iter::once(own).chain(parts) {
            all.entry(permission.unwrap_or("(none)"))
                .or_default()
                .push(path);
        }
    }
    all
}

/// What the rules read and the script does not ask for.
fn left_out(calls: &Calls) -> Vec<String> {
    let mut lines = Vec::new();
    let beyond = calls
        .collections
        .iter()
        .filter(|one| !one.beyond.is_empty());
    lines.extend(beyond.map(|one| format!("  {}: {}", one.path, one.beyond.join(", "))));
    lines.extend(calls.elsewhere.iter().map(|one| match &one.source {
        Some(source) => format!("  {}: {}", one.path, source.replace('`', "")),
        None => format!("  {}", one.path),
    }));
    if calls.dynamic {
        lines.push("  what the rules of dynamic groups look at in users and devices".to_owned());
    }
    if !lines.is_empty() {
        lines.insert(0, String::new());
        lines.insert(
            1,
            "The rules also read what this script does not ask for:".to_owned(),
        );
    }
    lines
}

/// The part of a URL after the host, as far as it does not depend on the run.
fn url(collection: &CollectionCalls, at: usize) -> String {
    let Some(request) = collection.requests.get(at) else {
        return String::new();
    };
    let mut query = Vec::new();
    // What is asked of the objects of one kind is the relation alone.
    if at == 0 && !collection.selected.is_empty() {
        query.push(format!("$select={}", collection.selected.join(",")));
    }
    if !request.expand.is_empty() {
        query.push(format!("$expand={}", request.expand.join(",")));
    }
    if at == 0 && LARGE.contains(&collection.path.as_str()) {
        query.push(PAGE.to_owned());
    }
    let query = if query.is_empty() {
        String::new()
    } else {
        format!("?{}", query.join("&"))
    };
    format!("{}/{}{query}", request.version, request.path)
}

/// Collections that Graph pages by a hundred unless more are asked for.
const LARGE: [&str; 4] = ["devices", "groups", "servicePrincipals", "users"];

/// The largest page of a collection of the directory.
const PAGE: &str = "$top=999";
