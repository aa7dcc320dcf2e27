//! What became of the objects of one snapshot in another.
//!
//! In: two snapshots, loaded for one [`Projection`] whose collections say how
//! their objects are compared ([`Canonical`](tenet_hir::Canonical)). Out: for
//! each collection which objects came, went, or differ, and where.
//!
//! While files are read each object leaves a digest of its canonical form.
//! Only objects whose digests differ are read again, and compared part by part.
//!
//! Nothing is guessed: objects are told apart by their keys, without keys by
//! type and name, and where these leave a choice that is told. What a snapshot
//! does not hold is gone only if it holds all there is.

mod differ;
mod difference;
mod form;
mod held;
mod matching;
mod node;
mod objects;
mod ordered;

use std::collections::BTreeSet;

use tenet_base::World;
use tenet_hir::{CollectionId, Projection};

use crate::{Root, Row, Snapshot, Status};

pub use difference::{Difference, DifferenceKind, Found, Part};
pub use form::ContentDigest;
pub use held::Held;
pub use node::Node;

pub(crate) use form::{digest_of, digest_of_item, digest_of_list};
pub(crate) use objects::{Version, node};

/// A snapshot, and what it was loaded from.
#[derive(Debug, Clone, Copy)]
pub struct Side<'s> {
    /// What was read.
    pub snapshot: &'s Snapshot,
    /// What it was loaded from.
    pub roots: &'s [Root],
    /// What it was loaded for.
    pub projection: &'s Projection,
}

/// What became of the objects of a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectionChanges {
    /// The table of the collection in the older snapshot, and in the newer.
    pub tables: (CollectionId, CollectionId),
    /// How much of it there is in the older snapshot, and how many objects.
    pub before: (Status, u32),
    /// The same of the newer.
    pub after: (Status, u32),
    /// How many objects do not differ.
    pub same: u32,
    /// What differs, in the order of keys and names.
    pub changes: Vec<Change>,
    /// Objects that nothing tells apart.
    pub ambiguous: Vec<Ambiguous>,
    /// Keys that the tool of one snapshot alone writes, and that were not compared, folded.
    pub unshared: BTreeSet<String>,
}

/// What became of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What.
    pub kind: ChangeKind,
    /// The object in the older snapshot.
    pub before: Option<Row>,
    /// The object in the newer snapshot.
    pub after: Option<Row>,
    /// What differs, if both have it.
    pub differences: Vec<Difference>,
    /// What could not be compared of it.
    pub unknown: Vec<Unknown>,
}

/// What became of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// It came: the older snapshot holds all objects, and not this one.
    Added,
    /// It went: the newer snapshot holds all objects, and not this one.
    Removed,
    /// Parts of it differ.
    Modified,
    /// An object without an id has another name, and all else as before.
    Renamed,
    /// Only the newer snapshot has it, and the older may not hold all objects.
    OnlyAfter,
    /// Only the older snapshot has it, and the newer may not hold all objects.
    OnlyBefore,
    /// No difference was found, and not all of it could be compared.
    Unknown,
}

/// Why a part of an object could not be compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unknown {
    /// The copies of a snapshot have it with different values; whether the newer.
    Disagreed(String, bool),
    /// The list goes on where the export does not; whether in the newer snapshot.
    Cut(String, bool),
    /// A snapshot does not have the key, which is not to say that there is no value; whether the newer.
    Lacking(String, bool),
    /// The object could not be read again; whether in the newer snapshot.
    Unread(bool),
}

/// Objects of one type and name, without ids, of which it cannot be said which is which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambiguous {
    /// Those of the older snapshot that have no equal in the newer.
    pub before: Vec<Row>,
    /// Those of the newer.
    pub after: Vec<Row>,
}

/// What became of the objects of every collection that is compared.
///
/// Collections that neither snapshot holds are left out. Of one that only one
/// snapshot holds nothing is compared, and no change is told.
pub fn compare(world: &dyn World, before: Side<'_>, after: Side<'_>) -> Vec<CollectionChanges> {
    let compared = before.projection.collections.iter_enumerated();
    let compared = compared.filter_map(|(id, collection)| {
        let canonical = collection.canonical.as_ref()?;
        let other = after.projection.find(&collection.path)?;
        matching::compare(world, canonical, (id, before), (other, after))
    });
    compared.collect()
}
