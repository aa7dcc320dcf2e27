//! A request for advice on a change: what the standard operating procedures ask for, from what two snapshots show.
//!
//! Source: *Standard operating procedures* of Microsoft Managed Desktop: a request has
//! configuration details, scope, timeline and other pertinent details.

mod markdown;
mod record;

use std::collections::{BTreeMap, BTreeSet};

use tenet_snapshot::versions::Node;

use crate::changes::{Change, Changes, Collection, Field, Object, Reach};
use crate::reach::Named;

pub use markdown::markdown;
pub use record::record;

/// A request that is to be made.
#[derive(Debug, Clone)]
pub struct SupportRequest<'a> {
    /// What the two snapshots show.
    pub changes: &'a Changes,
    /// What the requester says of it.
    pub told: Told,
    /// The groups by which devices and users are counted.
    pub rings: Vec<Ring>,
}

/// What no snapshot shows of a request.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Its title; made from the objects if none is given.
    pub title: Option<String>,
    /// The row of the procedures.
    pub row: Option<String>,
    /// When the change is to begin, as RFC 3339.
    pub start: Option<String>,
    /// When it is to end.
    pub end: Option<String>,
}

/// A group by which those are counted whom policies reach otherwise.
#[derive(Debug, Clone)]
pub struct Ring {
    /// What it is called.
    pub name: String,
    /// The folded keys of its members, nested groups included.
    pub members: BTreeSet<String>,
    /// Whether it may have more.
    pub open: bool,
}

/// What a change touches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Scope {
    /// Keys of the objects that change.
    pub(crate) objects: BTreeSet<String>,
    /// Ids of groups that change, or that changed assignments name, with what they are called.
    pub(crate) groups: BTreeMap<String, Option<String>>,
    /// Changed targets that are no groups with an id: `all users`, `group kiosk staff`.
    pub(crate) selectors: BTreeSet<String>,
    /// Those whom a policy reaches that did not, or the reverse, by entity and key.
    pub(crate) reached: BTreeMap<(String, String), Named>,
    /// Whether a target that changes is all users or all devices.
    pub(crate) tenant_wide: bool,
}

impl SupportRequest<'_> {
    /// The objects that change, with their collections.
    pub(crate) fn objects(&self) -> impl Iterator<Item = (&Collection, &Object)> {
        let collections = self.changes.collections.iter();
        let objects =
            collections.flat_map(|one| one.objects.iter().map(move |object| (one, object)));
        objects.filter(|(_, object)| object.change != Change::Unknown)
    }

    /// Whether nothing changes, so that there is nothing to ask.
    pub fn is_empty(&self) -> bool {
        self.objects().next().is_none() && self.changes.reached_otherwise.is_empty()
    }

    /// What it is about, in a line.
    pub(crate) fn title(&self) -> String {
        if let Some(title) = &self.told.title {
            return title.clone();
        }
        let mut names = self.objects().map(|(_, object)| object.name.as_str());
        let Some(first) = names.next() else {
            return "Change of whom policies reach".to_owned();
        };
        match names.count() {
            0 => format!("Change of {first}"),
            1 => format!("Change of {first} and another object"),
            more => format!("Change of {first} and {more} other objects"),
        }
    }

    /// A name that is the same for the same two snapshots.
    pub(crate) fn id(&self) -> String {
        let short = |digest: &str| -> String {
            let hex = digest.rsplit(':').next().unwrap_or_default();
            hex.chars().take(6).collect()
        };
        let (before, after) = (&self.changes.before, &self.changes.after);
        format!("DRAFT-{}-{}", short(&before.digest), short(&after.digest))
    }

    /// Policies that reach others than before, changed themselves or not.
    pub(crate) fn reaching(&self) -> Vec<(&str, &Reach)> {
        let own = self.objects();
        let own = own.filter_map(|(_, one)| Some((one.name.as_str(), one.reach.as_ref()?)));
        let others = self.changes.reached_otherwise.iter();
        let others = others.map(|one| (one.policy.name.as_str(), &one.reach));
        own.chain(others).collect()
    }

    pub(crate) fn scope(&self) -> Scope {
        let mut scope = Scope::default();
        for (collection, object) in self.objects() {
            scope.objects.extend(object.key.clone());
            if collection.path.eq_ignore_ascii_case("groups") {
                let name = Some(object.name.clone());
                scope
                    .groups
                    .extend(object.key.clone().map(|key| (key, name)));
            }
            for field in &object.fields {
                scope.take(field);
            }
        }
        for (_, reach) in self.reaching() {
            for named in reach.gained.iter().chain(&reach.lost) {
                let key = (named.entity.clone(), named.key.clone());
                scope.reached.insert(key, named.clone());
            }
        }
        scope
    }
}

impl Scope {
    /// Takes what a part that differs names.
    fn take(&mut self, field: &Field) {
        for value in [&field.before, &field.after].into_iter().flatten() {
            self.take_groups(&value.0, field);
        }
        let target = field.field.strip_prefix("assignments[");
        let Some(target) = target.and_then(|it| it.rsplit_once(']')) else {
            return;
        };
        // Behind a comma stand the intent and the filter.
        let target = target.0.split(", ").next().unwrap_or_default();
        let group = target.strip_prefix("group ").filter(|id| is_id(id));
        match group {
            Some(id) => self.take_group(id, field),
            None => self.selectors.extend([target.to_owned()]),
        }
        self.tenant_wide |= matches!(target, "all users" | "all devices");
    }

    fn take_group(&mut self, id: &str, field: &Field) {
        let name = self.groups.entry(id.to_owned()).or_default();
        *name = name.take().or_else(|| field.names.get(id).cloned());
    }

    fn take_groups(&mut self, value: &Node, field: &Field) {
        match value {
            Node::Object(fields) => {
                for (key, value) in fields {
                    let id = value.text().filter(|_| key.eq_ignore_ascii_case("groupId"));
                    if let Some(id) = id {
                        self.take_group(id, field);
                    }
                    self.take_groups(value, field);
                }
            }
            Node::List(items) => items.iter().for_each(|item| self.take_groups(item, field)),
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::Text(_) => {}
        }
    }

    /// Those of some entities.
    pub(crate) fn of(&self, entities: &[&str]) -> Vec<&Named> {
        let own = self.reached.values();
        own.filter(|one| entities.contains(&one.entity.as_str()))
            .collect()
    }
}

/// Whether a text has the form of an id of the directory.
fn is_id(text: &str) -> bool {
    let parts: Vec<usize> = text.split('-').map(str::len).collect();
    parts == [8, 4, 4, 4, 12] && text.bytes().all(|it| it == b'-' || it.is_ascii_hexdigit())
}
