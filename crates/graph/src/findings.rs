//! What is wrong with the groups and the assignments of a tenant itself,
//! whatever any rule asks.

mod exclusions;
mod groups;
mod rules;

use tenet_base::Symbol;
use tenet_hir::TargetKind;
use tenet_snapshot::{Evidence, ObjectId};

use crate::NodeKind;
use crate::graph::Graph;
use crate::support::Holds;

/// Something wrong with the data, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub kind: FindingKind,
    /// The group or the policy that it is wrong with.
    pub object: ObjectId,
    /// Where it stands.
    pub evidence: Evidence,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindingKind {
    /// A group holds what Entra would refuse to put into it.
    RefusedMember {
        /// The key of the first such member, as it was first met.
        member: Symbol,
        /// How many further members are refused.
        more: usize,
        /// Why the first is.
        why: &'static str,
        /// The clause that says so: `G4`.
        clause: &'static str,
    },
    /// A group that has licences holds a group, whose members get none (G8, O2).
    NestedInLicensed {
        /// The key of the first nested group, as it was first met.
        member: Symbol,
        /// How many further groups it holds.
        more: usize,
    },
    /// A policy excludes a group of another kind than it includes (I7, I8).
    MixedExclusion {
        /// What it includes: all users, all devices, or the key of a group.
        included: (TargetKind, Option<Symbol>),
        /// The key of the group that it excludes, as exported.
        excluded: Symbol,
        /// What that group holds.
        holds: Holds,
    },
    /// A policy for devices excludes a group of devices whose rule may be behind (I8).
    LateExclusion {
        /// The key of the group, as exported.
        excluded: Symbol,
    },
    /// A policy is narrowed by a filter that does not exist (I13).
    MissingFilter {
        /// The key of the filter, as exported.
        filter: Symbol,
    },
    /// The rule of a dynamic group or of a filter cannot be read.
    UnreadableRule {
        /// What is wrong, without a full stop.
        message: String,
        /// The part of the rule where it is.
        part: String,
        /// How many characters stand before that part.
        before: usize,
    },
    /// The members of a dynamic group are those that its rule makes (G10): none were exported.
    ComputedMembers,
    /// A policy names a group that does not exist (O6).
    MissingGroup {
        /// The key of the group, as exported.
        group: Symbol,
        /// Whether it is excluded: whoever was to be spared is not.
        excluded: bool,
    },
}

impl Graph<'_> {
    /// What is wrong with the groups and with the policies that were read, in
    /// the order of the tables.
    pub fn findings(&self) -> Vec<Finding> {
        let mut found = groups::findings(self);
        let mut policies: Vec<ObjectId> = self.policies.keys().copied().collect();
        policies.sort_unstable();
        for policy in policies {
            found.extend(exclusions::findings(self, policy));
        }
        found.extend(rules::findings(self));
        found
    }

    /// Whether a group does not exist: all groups were exported, and it is not there.
    fn is_missing(&self, group: Symbol) -> bool {
        let key = self.snapshot.strings.folded(group);
        let exported = self.directory.row(key, NodeKind::Group).is_some();
        !exported && self.membership.is_complete()
    }
}
