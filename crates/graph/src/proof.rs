//! Paths: why a policy reaches an object, why an object is in a group.

use tenet_base::Symbol;
use tenet_snapshot::Evidence;

/// The path that decided, from the policy or group to the object.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proof {
    /// Its edges, in order; empty if there is no path.
    pub edges: Vec<Edge>,
    /// The clause of the targeting semantics that decided: `I7`, `C4`.
    pub clause: &'static str,
}

/// One edge of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// What kind of edge.
    pub kind: EdgeKind,
    /// The key that it leads from, as exported.
    pub from: Symbol,
    /// The key that it leads to, as exported; none for all users and the like,
    /// where `words` says what it is.
    pub to: Option<Symbol>,
    /// What `to` is in words when it has no key: `All users`.
    pub words: &'static str,
    /// The clause that makes it count.
    pub clause: &'static str,
    /// Where the export says it.
    pub evidence: Option<Evidence>,
}

/// Kinds of edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EdgeKind {
    /// A policy includes.
    Includes,
    /// A policy excludes.
    Excludes,
    /// A group has a member.
    Member,
    /// The rule of a group makes a member, worked out from the snapshot.
    Computed,
    /// An object holds a role.
    Role,
    /// An object is one of all.
    All,
    /// A device belongs to its primary user, or is one with a device of the directory.
    Joins,
}

impl EdgeKind {
    /// Its name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Includes => "includes",
            Self::Excludes => "excludes",
            Self::Member => "member",
            Self::Computed => "computed",
            Self::Role => "role",
            Self::All => "all",
            Self::Joins => "joins",
        }
    }
}
