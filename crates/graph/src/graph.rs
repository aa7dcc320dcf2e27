//! The graph of a snapshot: what it answers.

use tenet_base::Symbol;
use tenet_snapshot::{ObjectId, Reason, ReasonCode, Snapshot};

use crate::{Answer, Columns, Inclusion, Members, NodeKind, Proof};

/// Membership and targeting in a snapshot.
///
/// Keys are folded symbols, as [`Strings::folded`](tenet_base::Strings::folded)
/// and [`Strings::find_folded`](tenet_base::Strings::find_folded) give them.
/// It is read from any number of threads; what is costly is found once, when
/// it is asked for.
#[derive(Debug)]
pub struct Graph<'a> {
    snapshot: &'a Snapshot,
    columns: Columns,
}

impl<'a> Graph<'a> {
    /// The graph of a snapshot, whose projection [`require`](crate::require) has filled.
    pub fn build(snapshot: &'a Snapshot, columns: Columns) -> Self {
        Self { snapshot, columns }
    }

    /// Whether an object is a member of a group, or a member of a member.
    pub fn is_member(&self, _member: Symbol, _group: Symbol, _directly: bool) -> Answer {
        Answer::unknown(pending())
    }

    /// The members of a group, those of nested groups among them.
    pub fn members(&self, _group: Symbol) -> Members {
        open()
    }

    /// The groups that an object is a member of, directly or not.
    pub fn groups_of(&self, _member: Symbol) -> Members {
        open()
    }

    /// Whether a policy reaches an object.
    pub fn reaches(&self, _policy: ObjectId, _object: ObjectId) -> Answer {
        Answer::unknown(pending())
    }

    /// Whether a policy reaches an object that no exported row may stand for.
    pub fn reaches_key(&self, _policy: ObjectId, _key: Symbol, _kind: NodeKind) -> Answer {
        Answer::unknown(pending())
    }

    /// Whom a policy reaches.
    pub fn targets(&self, _policy: ObjectId) -> Members {
        open()
    }

    /// What a policy includes.
    pub fn inclusions(&self, _policy: ObjectId) -> Result<Vec<Inclusion>, Reason> {
        Err(pending())
    }

    /// What a policy excludes.
    pub fn exclusions(&self, _policy: ObjectId) -> Result<Vec<Inclusion>, Reason> {
        Err(pending())
    }

    /// The shortest path from a group to a member of it.
    pub fn prove_member(&self, _member: Symbol, _group: Symbol) -> Option<Proof> {
        None
    }

    /// The path by which a policy reaches an object, or by which it is excluded.
    pub fn prove_reach(&self, _policy: ObjectId, _object: ObjectId) -> Option<Proof> {
        None
    }
}

fn open() -> Members {
    Members {
        known: Vec::new(),
        open: vec![pending()],
    }
}

fn pending() -> Reason {
    Reason::new(
        ReasonCode::NotEvaluated("G3"),
        "membership is not evaluated",
    )
}
