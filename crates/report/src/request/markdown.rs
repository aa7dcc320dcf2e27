//! The request as people send it.

use std::fmt::Write as _;

use super::{Ring, Scope, SupportRequest};
use crate::changes::markdown::{code, difference, text as escaped};
use crate::changes::{Change, Object, Reach, words};
use crate::reach::Named;
use crate::text;

/// What the requester has to fill in.
const OPEN: &str = "*to be filled in*";
/// So many are named of those whom a policy reaches.
const NAMED: usize = 10;
/// The entities that are counted, and what they are called.
const COUNTED: [(&str, &str); 4] = [
    ("User", "user"),
    ("Device", "device"),
    ("ManagedDevice", "enrolled device"),
    ("ServicePrincipal", "application"),
];

/// The request in Markdown.
pub fn markdown(request: &SupportRequest<'_>) -> String {
    if request.is_empty() {
        return "Nothing changed, so there is nothing to ask for.\n".to_owned();
    }
    let mut out = format!(
        "# Request for information: {}\n\n",
        escaped(&request.title())
    );
    let row = request.told.row.as_deref().map(escaped);
    put(
        &mut out,
        &format!(
            "- Row of the procedures: {}",
            row.as_deref().unwrap_or(OPEN)
        ),
    );
    for (word, side) in [
        ("from", &request.changes.before),
        ("to", &request.changes.after),
    ] {
        let captured = side.captured_at.as_deref();
        let captured = captured.map_or("at an unknown time".to_owned(), |at| format!("at {at}"));
        let roots: Vec<String> = side.roots.iter().map(|root| code(root)).collect();
        put(
            &mut out,
            &format!(
                "- Compared {word}: {}, captured {captured}",
                roots.join(", ")
            ),
        );
    }
    put(
        &mut out,
        &format!(
            "\n## Configuration details\n\n{}",
            details(request).trim_end()
        ),
    );
    put(&mut out, "\n## Scope\n");
    scope(&mut out, request);
    put(&mut out, "\n## Timeline\n");
    let told = &request.told;
    for (word, at) in [("start", &told.start), ("end", &told.end)] {
        put(
            &mut out,
            &format!("- Planned {word}: {}", at.as_deref().unwrap_or(OPEN)),
        );
    }
    put(&mut out, &format!("\n## Other pertinent details\n\n{OPEN}"));
    let unknown = unknown(request);
    if !unknown.is_empty() {
        put(&mut out, "\n## What is not known\n");
        for line in unknown {
            put(&mut out, &format!("- {}", escaped(&line)));
        }
    }
    out
}

fn put(out: &mut String, line: &str) {
    let _ignored = writeln!(out, "{line}");
}

/// What differs, object by object.
pub(super) fn details(request: &SupportRequest<'_>) -> String {
    let mut out = String::new();
    for (collection, object) in request.objects() {
        let what = match object.change {
            Change::Added => "new",
            Change::Removed => "removed",
            Change::Modified => "changed",
            Change::Renamed => "renamed",
            Change::OnlyBefore => {
                "in the older snapshot alone, which does not prove that it was removed"
            }
            Change::OnlyAfter => "in the newer snapshot alone, which does not prove that it is new",
            Change::Unknown => "not compared in full",
        };
        let key = object.key.as_deref().map(|key| format!(", {}", code(key)));
        put(
            &mut out,
            &format!(
                "- **{}** ({}{}): {what}",
                escaped(&object.name),
                code(&collection.path),
                key.unwrap_or_default()
            ),
        );
        for line in lines(object) {
            put(&mut out, &format!("  - {line}"));
        }
    }
    out
}

fn lines(object: &Object) -> Vec<String> {
    let was = object.was.as_ref();
    let was = was.map(|was| format!("was called {}", escaped(was)));
    let fields = object.fields.iter();
    let fields = fields.map(|field| format!("{}: {}", code(&field.field), difference(field)));
    let unknown = object.unknown.iter();
    let unknown = unknown.map(|reason| format!("not compared: {}", escaped(reason)));
    was.into_iter().chain(fields).chain(unknown).collect()
}

fn scope(out: &mut String, request: &SupportRequest<'_>) {
    let scope = request.scope();
    let objects = request.objects().count() as u64;
    put(out, &format!("- {}", text::count(objects, "object")));
    let groups = scope.groups.iter().map(|(id, name)| match name {
        Some(name) => format!("{} ({})", escaped(name), code(id)),
        None => code(id),
    });
    let targets = scope.selectors.iter().map(|one| code(one));
    let lines: [(&str, Vec<String>); 2] =
        [("Groups", groups.collect()), ("Targets", targets.collect())];
    for (word, all) in lines {
        if !all.is_empty() {
            put(out, &format!("- {word}: {}", all.join(", ")));
        }
    }
    put(out, &format!("- In all {}", sums(&scope, &request.rings)));
    for (policy, reach) in request.reaching() {
        for line in reached(reach, &request.rings) {
            put(out, &format!("- **{}** {line}", escaped(policy)));
        }
    }
}

/// How many are reached otherwise in all, each once.
fn sums(scope: &Scope, rings: &[Ring]) -> String {
    let all: Vec<&Named> = scope.reached.values().collect();
    if all.is_empty() {
        return "nobody is known to be reached otherwise".to_owned();
    }
    format!("reached otherwise: {}", counts(&all, rings))
}

fn reached(reach: &Reach, rings: &[Ring]) -> Vec<String> {
    let mut lines = Vec::new();
    for (words, named) in [
        ("reaches now, and did not:", &reach.gained),
        ("reaches no more:", &reach.lost),
    ] {
        if named.is_empty() {
            continue;
        }
        let all: Vec<&Named> = named.iter().collect();
        let names = named.iter().take(NAMED).map(|one| escaped(&one.name));
        let mut names: Vec<String> = names.collect();
        let rest = named.len().saturating_sub(NAMED);
        if rest > 0 {
            names.push(format!("and {} more", text::number(rest as u64)));
        }
        lines.push(format!(
            "{words} {} ({})",
            counts(&all, rings),
            names.join(", ")
        ));
    }
    lines
}

/// How many of each kind, and how many of them in each ring.
fn counts(all: &[&Named], rings: &[Ring]) -> String {
    let kinds = COUNTED.iter().filter_map(|(entity, words)| {
        let own = all.iter().filter(|one| one.entity == *entity);
        let count = own.count() as u64;
        (count > 0).then(|| text::count(count, words))
    });
    let kinds: Vec<String> = kinds.collect();
    let rings = rings.iter().map(|ring| {
        let own = all.iter().filter(|one| {
            let key = tenet_base::text::fold(&one.key);
            ring.members.contains(key.as_ref())
        });
        let least = if ring.open { "at least " } else { "" };
        format!(
            "{least}{} in {}",
            text::number(own.count() as u64),
            escaped(&ring.name)
        )
    });
    let rings: Vec<String> = rings.collect();
    if rings.is_empty() {
        return kinds.join(", ");
    }
    format!("{}; of them {}", kinds.join(", "), rings.join(", "))
}

fn unknown(request: &SupportRequest<'_>) -> Vec<String> {
    let changes = request.changes;
    let mut lines = changes.doubts.clone();
    lines.extend(changes.collections.iter().filter_map(|one| {
        let words = words::in_one(one)?;
        Some(format!("{}: {words}", one.path))
    }));
    for (policy, reach) in request.reaching() {
        let reasons = reach.reasons.join("; ");
        if reach.unknown > 0 {
            let objects = text::count(reach.unknown as u64, "object");
            lines.push(format!(
                "whether {policy} reaches {objects} otherwise: {reasons}"
            ));
        } else if !reasons.is_empty() {
            lines.push(format!("whom {policy} reaches otherwise: {reasons}"));
        }
    }
    lines.extend(changes.reach_unknown.iter().cloned());
    lines
}
