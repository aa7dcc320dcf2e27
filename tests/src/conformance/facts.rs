//! What cases ask that is no question about a tenant: edges, exclusions, intents.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;
use tenet_graph::intents::{Intent, Side, resolve};
use tenet_graph::nesting::{Candidate, Container, Edge, GroupKind};
use tenet_graph::support::{Holds, Population, Support, exclusion};
use tenet_snapshot::{Reason, ReasonCode};

use super::answer::Found;
use super::case::{Case, Object};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nested {
    parent: Object,
    child: Object,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Excluded {
    include: String,
    exclude: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Conflict {
    assignments: Vec<Assigned>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Assigned {
    dimension: String,
    intents: Vec<String>,
}

/// Whether something may be put into a group.
pub fn edge(case: &Case) -> Result<Found, String> {
    let asked: Nested = case.body()?;
    let edge = container(&asked.parent)?.may_hold(candidate(&asked.child)?);
    Ok(match edge {
        Edge::Allowed => Found::word("true"),
        Edge::Refused(..) => Found::word("false"),
        Edge::Undocumented => undocumented("no source says whether the group may hold it"),
    })
}

/// Whether an exclusion is supported.
pub fn support(case: &Case) -> Result<Found, String> {
    let asked: Excluded = case.body()?;
    let support = exclusion(population(&asked.include)?, population(&asked.exclude)?);
    Ok(Found::word(match support {
        Support::Supported => "supported",
        Support::PartiallySupported => "partially_supported",
        Support::NotSupported => "not_supported",
    }))
}

/// The intents that several assignments of an app give together.
pub fn conflict(case: &Case) -> Result<Found, String> {
    let asked: Conflict = case.body()?;
    let assignments: Result<Vec<_>, String> = asked.assignments.iter().map(assigned).collect();
    Ok(match resolve(&assignments?) {
        Ok(intents) => Found::set(intents.iter().map(|intent| intent.name().to_owned())),
        Err(_) => undocumented("the table of intents does not list how these meet"),
    })
}

fn undocumented(text: &str) -> Found {
    Found::unknown(&[Reason::new(ReasonCode::Undocumented, text)])
}

fn assigned(assigned: &Assigned) -> Result<(Side, BTreeSet<Intent>), String> {
    let side = match assigned.dimension.as_str() {
        "user" => Side::User,
        "device" => Side::Device,
        other => return Err(format!("the dimension `{other}` is not known")),
    };
    let named = |name: &String| Intent::named(name).ok_or_else(|| not_known("intent", name));
    let intents: Result<_, String> = assigned.intents.iter().map(named).collect();
    Ok((side, intents?))
}

fn population(name: &str) -> Result<Population, String> {
    let small = name.to_ascii_lowercase();
    let dynamic = small.starts_with("dynamic");
    let rest = small
        .strip_prefix("dynamic")
        .or_else(|| small.strip_prefix("static"))
        .or_else(|| small.strip_prefix("assigned"));
    let holds = match rest.map(|rest| rest.trim_start_matches(['-', '_', ' '])) {
        Some("device" | "devices") => Holds::Devices,
        Some("user" | "users") => Holds::Users,
        Some(_) | None => return Err(not_known("kind of group", name)),
    };
    Ok(Population { holds, dynamic })
}

fn container(parent: &Object) -> Result<Container, String> {
    let kind = kind_of(parent)?;
    let mut container = Container::of(group(kind).ok_or_else(|| not_known("group", kind))?);
    let small = kind.to_ascii_lowercase();
    container.dynamic = small.contains("dynamic");
    container.synced = small.contains("sync") || small.contains("onprem");
    container.role_assignable = small.contains("role");
    for (key, value) in parent {
        let set = match key.as_str() {
            "kind" => continue,
            "isAssignableToRole" | "roleAssignable" => &mut container.role_assignable,
            "onPremisesSyncEnabled" | "synced" | "syncedFromAD" => &mut container.synced,
            "dynamic" | "isDynamic" => &mut container.dynamic,
            other => return Err(format!("`{other}` of a parent is not known")),
        };
        *set = *value == Value::Bool(true);
    }
    Ok(container)
}

fn candidate(child: &Object) -> Result<Candidate, String> {
    let kind = kind_of(child)?;
    match kind.to_ascii_lowercase().as_str() {
        "user" => Ok(Candidate::User),
        "device" => Ok(Candidate::Device),
        "serviceprincipal" => Ok(Candidate::ServicePrincipal),
        "orgcontact" | "contact" => Ok(Candidate::Contact),
        _ => match group(kind) {
            Some(kind) => Ok(Candidate::Group(kind)),
            None => Err(not_known("kind of object", kind)),
        },
    }
}

/// The kind of group that a case names: what is said of its members or its
/// origin, and nothing of its kind, is a security group.
fn group(name: &str) -> Option<GroupKind> {
    let small = name.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| small.contains(word));
    if has(&["m365", "microsoft365", "office365", "unified"]) {
        return Some(GroupKind::Microsoft365);
    }
    if has(&["distribution"]) {
        return Some(GroupKind::Distribution);
    }
    if has(&["mail"]) {
        return Some(GroupKind::MailEnabledSecurity);
    }
    has(&["security", "dynamic", "sync", "onprem", "role"]).then_some(GroupKind::Security)
}

fn kind_of(object: &Object) -> Result<&str, String> {
    let kind = object.get("kind").and_then(Value::as_str);
    kind.ok_or_else(|| "an object has no `kind`".to_owned())
}

fn not_known(what: &str, name: &str) -> String {
    format!("the {what} `{name}` is not known")
}
