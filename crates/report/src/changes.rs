//! What changed between two snapshots: for people, as JSON, as Markdown.

mod human;
pub(crate) mod markdown;
mod value;
pub(crate) mod words;

use serde::Serialize;

use crate::json::pretty;
use crate::reach::Named;

pub use human::human;
pub use markdown::markdown;
pub use value::Value;

/// What changed between two snapshots.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// The older snapshot.
    pub before: Side,
    /// The newer snapshot.
    pub after: Side,
    /// How much changed.
    pub summary: Summary,
    /// Why these may be no two states of one tenant in their order, in words.
    pub doubts: Vec<String>,
    /// The collections that either holds, by Graph path.
    pub collections: Vec<Collection>,
    /// Policies that did not change themselves and reach others than before.
    pub reached_otherwise: Vec<Reaching>,
    /// What of users and devices was not exported, so that more may be reached than is told.
    pub reach_unknown: Vec<String>,
}

/// One of the snapshots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Side {
    /// Its roots, as the user named them.
    pub roots: Vec<String>,
    /// The tenant, if it names it.
    pub tenant: Option<String>,
    /// When it was taken, if it says so.
    pub captured_at: Option<String>,
    /// What wrote it, as far as that is told.
    pub layouts: Vec<String>,
    /// `blake3:` over what was read.
    pub digest: String,
    /// How many warnings there are on its data.
    pub warnings: usize,
}

/// How many objects came, went, changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// Objects that came.
    pub added: usize,
    /// Objects that went.
    pub removed: usize,
    /// Objects of which parts differ.
    pub modified: usize,
    /// Objects with another name.
    pub renamed: usize,
    /// Objects that the older snapshot alone has, though the newer may lack some.
    pub only_before: usize,
    /// Objects that the newer snapshot alone has, though the older may lack some.
    pub only_after: usize,
    /// Objects that nothing tells apart, of both snapshots.
    pub ambiguous: usize,
    /// Objects of which not all could be compared, and nothing differs in the rest.
    pub unknown: usize,
    /// Objects that do not differ.
    pub same: usize,
    /// Collections that one snapshot alone holds.
    pub collections_in_one: usize,
}

/// What became of a collection.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Collection {
    /// Its Graph path.
    pub path: String,
    /// What the older snapshot holds of it.
    pub before: Held,
    /// What the newer holds.
    pub after: Held,
    /// Whether the schema declares it.
    pub declared: bool,
    /// How many objects do not differ.
    pub same: u32,
    /// What differs, by name.
    pub objects: Vec<Object>,
    /// Objects of one type and name that nothing tells apart.
    pub ambiguous: Vec<Ambiguous>,
    /// Keys that the tool of one snapshot alone writes, and that were not compared.
    pub not_compared: Vec<String>,
}

/// What a snapshot holds of a collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Held {
    /// `complete`, `partial`, `refused` or `absent`.
    pub state: &'static str,
    /// How many objects.
    pub objects: u32,
    /// Why there may be more.
    pub gaps: Vec<String>,
}

/// What became of an object.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Object {
    /// What.
    pub change: Change,
    /// Its entity; empty if the schema declares none.
    pub entity: String,
    /// Its key, if it has one.
    pub key: Option<String>,
    /// What it is called.
    pub name: String,
    /// What it was called, if that was another name.
    pub was: Option<String>,
    /// Where the older snapshot has it.
    pub before: Option<Place>,
    /// Where the newer has it.
    pub after: Option<Place>,
    /// The parts that differ.
    pub fields: Vec<Field>,
    /// What could not be compared of it, in words.
    pub unknown: Vec<String>,
    /// What the newer snapshot's logs say was done to it, in the order of time.
    pub events: Vec<Event>,
    /// Whom it reaches and did not, and the reverse, if it is targeted.
    pub reach: Option<Reach>,
}

/// What became of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Change {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// Parts of it differ.
    Modified,
    /// It has another name.
    Renamed,
    /// The older snapshot alone has it, and the newer may lack some.
    OnlyBefore,
    /// The newer snapshot alone has it, and the older may lack some.
    OnlyAfter,
    /// Not all of it could be compared.
    Unknown,
}

/// A part of an object that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Field {
    /// The way to it: `conditions.users.includeUsers`.
    pub field: String,
    /// `value`, `item` for one that came into a list or went, `order`.
    pub kind: Kind,
    /// What it was; none if there was nothing.
    pub before: Option<Value>,
    /// What it is; none if there is nothing.
    pub after: Option<Value>,
    /// What the ids in the values are called, by id.
    pub names: std::collections::BTreeMap<String, String>,
    /// Where it stands in the older snapshot.
    pub before_at: Option<Place>,
    /// Where it stands in the newer.
    pub after_at: Option<Place>,
}

/// How a part differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// One value stands for another.
    Value,
    /// A list has an item more or less.
    Item,
    /// A list has another order.
    Order,
}

/// A place in a file of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// The root, as the user named it.
    pub root: String,
    /// The file, from the root.
    pub file: String,
    /// The line, from 1.
    pub line: Option<u64>,
    /// The column, from 1.
    pub column: Option<u64>,
    /// The JSON pointer from the top of the file.
    pub pointer: String,
}

/// Objects that nothing tells apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ambiguous {
    /// What they are called.
    pub name: String,
    /// Where the older snapshot has those that have no equal in the newer.
    pub before: Vec<Place>,
    /// Where the newer has those that have no equal in the older.
    pub after: Vec<Place>,
}

/// What a log says was done to an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// When, if the log says it.
    pub at: Option<String>,
    /// Who, if the log says it.
    pub actor: Option<String>,
    /// What.
    pub activity: Option<String>,
    /// Where the log says it.
    pub place: Option<Place>,
}

/// Whom a policy reaches and did not, and the reverse.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reach {
    /// Those that it reaches now and did not.
    pub gained: Vec<Named>,
    /// Those that it reached and does not any more.
    pub lost: Vec<Named>,
    /// Of how many it cannot be said.
    pub unknown: usize,
    /// Why not, each reason once.
    pub reasons: Vec<String>,
}

/// A policy, and whom it reaches now and did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reaching {
    /// The policy.
    pub policy: Named,
    /// Whom.
    pub reach: Reach,
}

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    #[serde(flatten)]
    changes: &'a Changes,
}

/// The changes as JSON.
pub fn json(changes: &Changes) -> String {
    pretty(&Wire {
        schema: "tenet.changes/1",
        changes,
    })
}

impl Changes {
    /// Whether something changed for certain.
    pub fn has_changes(&self) -> bool {
        let sums = &self.summary;
        let objects = [sums.added, sums.removed, sums.modified, sums.renamed];
        objects.iter().any(|count| *count > 0) || !self.reached_otherwise.is_empty()
    }

    /// Whether there is something of which it cannot be said whether it changed.
    pub fn has_unknown(&self) -> bool {
        let sums = &self.summary;
        let objects = [
            sums.only_before,
            sums.only_after,
            sums.ambiguous,
            sums.unknown,
            sums.collections_in_one,
        ];
        objects.iter().any(|count| *count > 0)
    }
}

impl Reach {
    /// Whether nothing changed, and nothing is unknown.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Collection {
    /// Whether one snapshot alone holds it.
    pub fn is_in_one(&self) -> bool {
        self.before.is_there() != self.after.is_there()
    }
}

impl Held {
    /// Whether the snapshot holds some of it, or says that there is none.
    pub fn is_there(&self) -> bool {
        self.objects > 0 || matches!(self.state, "complete" | "partial")
    }
}
