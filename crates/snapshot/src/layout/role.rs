//! What a layout says of a file, of a key, of an object.

use super::Made;
use crate::recognise::List;

/// What a file of an export is, by its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Role {
    /// What Graph's own signs in it say.
    Graph,
    /// Objects of a collection, if they say nothing else of themselves.
    Objects(&'static str),
    /// Items of the list of one object.
    List(List),
    /// One item of such a list: each has a file of its own, and all that have are all.
    Item(List),
    /// Nothing of the tenant as it is; why.
    Aside(&'static str),
}

/// How objects stand in a file that is more than an answer of Graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begin {
    /// It is a list of them, or one after another.
    Items,
    /// Keys lead to them.
    Keys,
}

/// What an export says of collections beside their objects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// Graph paths of collections that were asked for and answered in full.
    pub complete: Vec<&'static str>,
    /// Graph paths of collections that were asked for in vain, and what failed.
    pub refused: Vec<(&'static str, String)>,
    /// Names of objects that have assignments.
    pub assigned: Vec<String>,
    /// Names of groups, each with the id that a table gives it.
    pub groups: Vec<(String, String)>,
    /// Ids of the tenant that it was taken of.
    pub tenants: Vec<String>,
}

/// What stands behind a key of a file that is more than an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Nothing that is read.
    Skip,
    /// Further keys or items.
    Into,
    /// Objects: of a collection, or of what each of them says.
    Objects(&'static str),
    /// An answer of Graph.
    Answer,
    /// Words that say something of collections.
    Words,
}

impl Told {
    /// Whether nothing is told.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes up what else is told.
    pub(crate) fn add(&mut self, other: Self) {
        self.complete.extend(other.complete);
        self.refused.extend(other.refused);
        self.assigned.extend(other.assigned);
        self.groups.extend(other.groups);
        self.tenants.extend(other.tenants);
    }
}

/// The object of the tenant that an object of an export stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Recast {
    /// It is that object.
    Same,
    /// None: it is of a kind that nothing is known about, or no state of the tenant.
    Left,
    /// Another, of that collection.
    Object(&'static str, Made),
}

/// A key whose value is the name of an object where Graph has an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Name {
    /// The key: `groupId`.
    pub key: &'static str,
    /// The Graph path of the collection that is named.
    pub collection: &'static str,
    /// The key of the name in it: `displayName`.
    pub field: &'static str,
}
