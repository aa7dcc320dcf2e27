//! Who is a member of a group.

use std::collections::BTreeMap;

use serde::Deserialize;
use tenet_graph::consumers::Consumer;
use tenet_graph::{Answer, Members, Node, NodeKind};

use super::answer::Found;
use super::case::{Case, Object};
use super::groups::{self, Groups};
use super::ids::guid;
use super::tenant::{Engine, Export, Tenant};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Asked {
    groups: Groups,
    group: String,
    #[serde(default)]
    leaves_only: bool,
    #[serde(default)]
    complete: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Checked {
    groups: Groups,
    object: String,
    group_ids: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Consumed {
    groups: Groups,
    group: String,
    consumer: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Unit {
    administrative_unit: Listed,
    groups: Groups,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    members: Vec<String>,
}

/// The groups of a case, loaded, and the names that its ids have there.
struct Directory {
    tenant: Tenant,
    names: BTreeMap<String, String>,
}

/// The members that a group lists.
pub fn direct(engine: &Engine, case: &Case) -> Result<Found, String> {
    let asked: Asked = case.body()?;
    let directory = Directory::load(engine, &asked.groups, asked.complete)?;
    let graph = directory.tenant.graph();
    let group = directory.group(&asked.group)?;
    let mut members = graph.members(group);
    let is_direct = |node: &Node| graph.is_member(node.key, group, true) == Answer::Yes;
    members.known.retain(is_direct);
    Ok(directory.found(&members))
}

/// The members of a group, those of nested groups among them.
pub fn transitive(engine: &Engine, case: &Case) -> Result<Found, String> {
    let asked: Asked = case.body()?;
    let directory = Directory::load(engine, &asked.groups, asked.complete)?;
    let graph = directory.tenant.graph();
    let mut members = graph.members(directory.group(&asked.group)?);
    if asked.leaves_only {
        members.known.retain(|node| node.kind != NodeKind::Group);
    }
    Ok(directory.found(&members))
}

/// The groups of a list that an object is in.
pub fn check(engine: &Engine, case: &Case) -> Result<Found, String> {
    let asked: Checked = case.body()?;
    let directory = Directory::load(engine, &asked.groups, None)?;
    let graph = directory.tenant.graph();
    let Some(object) = directory.tenant.key(&guid(&asked.object)) else {
        return Ok(Found::set([]));
    };
    let mut within = Vec::new();
    for id in asked.group_ids {
        let Some(group) = directory.tenant.key(&guid(&id)) else {
            continue;
        };
        match graph.is_member(object, group, false) {
            Answer::Yes => within.push(id),
            Answer::No => {}
            Answer::Unknown(reasons) => return Ok(Found::unknown(&reasons)),
        }
    }
    Ok(Found::set(within))
}

/// The members of a group that count for a part of the service.
pub fn consumer(engine: &Engine, case: &Case) -> Result<Found, String> {
    let asked: Consumed = case.body()?;
    let directory = Directory::load(engine, &asked.groups, None)?;
    let consumer = named(&asked.consumer)?;
    let graph = directory.tenant.graph();
    let group = directory.group(&asked.group)?;
    Ok(directory.found(&graph.members_for(consumer, group)))
}

/// The objects that an administrative unit scopes.
pub fn unit(engine: &Engine, case: &Case) -> Result<Found, String> {
    let asked: Unit = case.body()?;
    let directory = Directory::load(engine, &asked.groups, None)?;
    let graph = directory.tenant.graph();
    let mut nested = Vec::new();
    for listed in &asked.administrative_unit.members {
        if asked.groups.contains_key(listed) {
            let members = graph.members(directory.group(listed)?);
            nested.extend(members.known.iter().map(|node| directory.name(*node)));
        }
    }
    let kind = |id: &String| {
        if asked.groups.contains_key(id) {
            NodeKind::Group
        } else {
            NodeKind::Other
        }
    };
    let listed = asked.administrative_unit.members.clone();
    let counted = Consumer::AdministrativeUnit.count(listed, nested, kind);
    Ok(Found::set(counted))
}

impl Directory {
    fn load(engine: &Engine, groups: &Groups, complete: Option<bool>) -> Result<Self, String> {
        let mut export = Export::default();
        groups::add(&mut export, groups, &BTreeMap::new())?;
        for path in ["users", "devices", "servicePrincipals"] {
            export.add(path, Vec::new());
        }
        if complete == Some(false) {
            export.open("groups");
        }
        Ok(Self {
            tenant: engine.load(&export)?,
            names: names(groups),
        })
    }

    fn group(&self, id: &str) -> Result<tenet_base::Symbol, String> {
        let key = self.tenant.key(&guid(id));
        key.ok_or_else(|| format!("nothing in the case has the id `{id}`"))
    }

    fn name(&self, node: Node) -> String {
        let id = self.tenant.text(node.key);
        self.names.get(id).map_or(id, String::as_str).to_owned()
    }

    fn found(&self, members: &Members) -> Found {
        if members.open.is_empty() {
            Found::set(members.known.iter().map(|node| self.name(*node)))
        } else {
            Found::unknown(&members.open)
        }
    }
}

/// The ids of a case by those that stand for them in the export.
fn names(groups: &Groups) -> BTreeMap<String, String> {
    let listed = |group: &Object| -> Vec<String> {
        let ids = groups::ids(group.get("members"));
        ids.map(str::to_owned).collect()
    };
    let members = groups.values().flat_map(listed);
    let all = groups.keys().cloned().chain(members);
    all.map(|id| (guid(&id).to_lowercase(), id)).collect()
}

/// The consumer that a case names, in one of the ways in which it is spelt.
fn named(name: &str) -> Result<Consumer, String> {
    let small = name.to_ascii_lowercase();
    let spellings: &[(&[&str], Consumer)] = &[
        (&["groupclaim", "claims", "token"], Consumer::GroupClaims),
        (
            &["conditionalaccess", "causers"],
            Consumer::ConditionalAccess,
        ),
        (
            &["sspr", "passwordreset", "selfservice"],
            Consumer::PasswordReset,
        ),
        (&["devicejoin", "joindevice"], Consumer::DeviceJoin),
        (&["intuneapp"], Consumer::IntuneApp),
        (&["intune"], Consumer::IntunePolicy),
        (
            &["approle", "appassignment", "enterpriseapp", "provisioning"],
            Consumer::AppRole,
        ),
        (&["licen"], Consumer::Licence),
        (&["memberof"], Consumer::MemberOfRule),
        (&["administrativeunit"], Consumer::AdministrativeUnit),
    ];
    let mut spellings = spellings.iter();
    let is = |words: &[&str]| words.iter().any(|word| small.contains(word));
    let found = spellings.find(|(words, _)| is(words));
    let found = found.map(|(_, consumer)| *consumer);
    found.ok_or_else(|| format!("the consumer `{name}` is not known"))
}
