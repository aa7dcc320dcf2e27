//! Who is a member of which group: clauses G1 to G14.
//!
//! A group holds objects certainly or possibly: possibly where the export does
//! not say whether it was deleted. What is certain is yes, what is not even
//! possible is no, and a member list that was not exported makes everything
//! above it unknown but for the members that are known.

pub(crate) mod closure;
pub(crate) mod groups;
pub(crate) mod paths;
pub(crate) mod upward;

use std::sync::OnceLock;

use roaring::RoaringBitmap;
use tenet_base::Symbol;
use tenet_snapshot::{Reason, ReasonCode, Snapshot};

use crate::cells::incomplete;
use crate::directory::Directory;
use crate::{Answer, Members, NodeKind};
use closure::{Closure, Nesting};
use groups::{Group, Groups, Life};
use upward::Parents;

/// The groups of a snapshot and what they hold.
#[derive(Debug)]
pub(crate) struct Membership {
    pub(crate) groups: Groups,
    certain: Nesting,
    /// None if it is the same as what is certain.
    possible: Option<Nesting>,
    parents: OnceLock<Parents>,
}

impl Membership {
    pub(crate) fn new(groups: Groups) -> Self {
        let certain = Nesting::certain(&groups);
        let is_unsure = |group: &Group| {
            matches!(group.life, Life::Unsaid(_)) || !group.maybe.members.is_empty()
        };
        let unsure = groups.iter().any(is_unsure);
        let possible = unsure.then(|| Nesting::possible(&groups));
        Self {
            groups,
            certain,
            possible,
            parents: OnceLock::new(),
        }
    }

    /// Whether an object is a member of a group, or a member of a member.
    pub(crate) fn is_member(&self, directory: &Directory, member: Symbol, group: Symbol) -> Answer {
        let Some(at) = self.groups.find(directory, group) else {
            return self.missing_group();
        };
        // A group is no member of itself, though a cycle leads back to it.
        if member == group {
            return Answer::No;
        }
        let member = directory.find(member);
        let holds =
            |closure: &Closure| member.is_some_and(|member| closure.members.contains(member));
        if holds(self.certain.closure(&self.groups, at)) {
            return Answer::Yes;
        }
        let possible = self.possible(at);
        let mut reasons = self.groups.gaps(&possible.gaps);
        if holds(possible) {
            reasons.extend(self.groups.unsaid(&possible.groups));
        }
        unless_known(reasons)
    }

    /// Whether an object is a member of a group, not through another.
    pub(crate) fn is_direct(&self, directory: &Directory, member: Symbol, group: Symbol) -> Answer {
        let Some(at) = self.groups.find(directory, group) else {
            return self.missing_group();
        };
        let Some(found) = self.groups.get(at) else {
            return Answer::No;
        };
        if member == group || matches!(found.life, Life::Deleted) {
            return Answer::No;
        }
        let member = directory.find(member);
        let listed = member.is_some_and(|member| found.members.contains(&member));
        if listed {
            return match &found.life {
                Life::Unsaid(reason) => Answer::unknown(reason.clone()),
                Life::Alive | Life::Deleted => Answer::Yes,
            };
        }
        let mut reasons: Vec<Reason> = found.gap.iter().cloned().collect();
        if member.is_some_and(|member| found.maybe.members.contains(&member)) {
            reasons.extend(found.maybe.reasons.iter().cloned());
        }
        unless_known(reasons)
    }

    /// The kinds of the objects that a group holds; none if it may hold further ones.
    pub(crate) fn kinds(&self, directory: &Directory, group: Symbol) -> Option<Vec<NodeKind>> {
        let at = self.groups.find(directory, group)?;
        let closure = self.certain.closure(&self.groups, at);
        let further = self.possible(at).members != closure.members;
        if further || !self.groups.gaps(&closure.gaps).is_empty() {
            return None;
        }
        let all = [NodeKind::User, NodeKind::Device, NodeKind::Other];
        let held = all.into_iter().filter(|kind| {
            let of_kind = directory.of_kind(*kind);
            of_kind.is_some_and(|all| !all.is_disjoint(&closure.members))
        });
        Some(held.collect())
    }

    /// The members of a group, those of nested groups among them.
    pub(crate) fn members(
        &self,
        snapshot: &Snapshot,
        directory: &Directory,
        group: Symbol,
    ) -> Members {
        let Some(at) = self.groups.find(directory, group) else {
            return Members {
                known: Vec::new(),
                open: reasons_of(self.missing_group()),
            };
        };
        let certain = self.certain.closure(&self.groups, at);
        let possible = self.possible(at);
        let mut open = self.groups.gaps(&possible.gaps);
        if possible.members != certain.members {
            open.extend(self.groups.unsaid(&possible.groups));
        }
        let mut members = certain.members.clone();
        if let Some(own) = directory.find(group) {
            members.remove(own);
        }
        Members {
            known: directory.nodes(snapshot, &members),
            open: sorted(open),
        }
    }

    /// The groups that an object is a member of, directly or not.
    pub(crate) fn groups_of(
        &self,
        snapshot: &Snapshot,
        directory: &Directory,
        member: Symbol,
    ) -> Members {
        let parents = self.parents(directory.len());
        let start = directory.find(member);
        let alive = |group: &Group| matches!(group.life, Life::Alive);
        let certain = parents.above(&self.groups, start, alive);
        let possible = parents.above(&self.groups, start, |group| {
            !matches!(group.life, Life::Deleted)
        });
        let mut open = self.groups.gaps_outside(&certain);
        if possible != certain {
            open.extend(self.groups.unsaid(&possible));
        }
        open.extend(start.into_iter().flat_map(|start| self.groups.maybe(start)));
        if !self.groups.complete {
            open.push(incomplete("groups"));
        }
        let numbers = certain.iter().filter_map(|group| self.groups.get(group));
        let set: RoaringBitmap = numbers.map(|group| group.number).collect();
        Members {
            known: directory.nodes(snapshot, &set),
            open: sorted(open),
        }
    }

    /// The groups that list each of `count` objects.
    pub(crate) fn parents(&self, count: usize) -> &Parents {
        self.parents
            .get_or_init(|| Parents::new(&self.groups, count))
    }

    /// What a group holds certainly, and possibly; none if it was not exported.
    pub(crate) fn closures(
        &self,
        directory: &Directory,
        group: Symbol,
    ) -> Option<(&Closure, &Closure)> {
        let at = self.groups.find(directory, group)?;
        Some((self.certain.closure(&self.groups, at), self.possible(at)))
    }

    /// The objects that may be members of a group, and whether there may be others.
    pub(crate) fn may_hold(&self, directory: &Directory, group: Symbol) -> Option<&Closure> {
        let at = self.groups.find(directory, group)?;
        Some(self.possible(at))
    }

    /// Whether every group was exported.
    pub(crate) fn is_complete(&self) -> bool {
        self.groups.complete
    }

    fn possible(&self, group: u32) -> &Closure {
        let nesting = self.possible.as_ref().unwrap_or(&self.certain);
        nesting.closure(&self.groups, group)
    }

    /// A group that was not exported holds nobody if all groups were (O6).
    pub(crate) fn missing_group(&self) -> Answer {
        if self.groups.complete {
            return Answer::No;
        }
        Answer::unknown(incomplete("groups"))
    }

    /// Lists of the v1.0 endpoint leave service principals out (G13): that one
    /// is not listed says nothing unless some list holds one.
    pub(crate) fn unlisted_principal(&self, directory: &Directory, member: Symbol) -> Answer {
        let object = directory
            .find(member)
            .and_then(|member| directory.object(member));
        let may_be =
            object.is_none_or(|object| object.kind == NodeKind::ServicePrincipal || !object.typed);
        if !may_be || self.groups.list_principals {
            return Answer::No;
        }
        let text = "no exported member list holds a service principal, so they may be left out";
        let reason = Reason::new(ReasonCode::MembersUnknown, text);
        Answer::unknown(reason.entity("groups").field("members"))
    }
}

/// No, unless there is a reason not to know.
pub(crate) fn unless_known(reasons: Vec<Reason>) -> Answer {
    if reasons.is_empty() {
        return Answer::No;
    }
    Answer::Unknown(sorted(reasons))
}

/// The reasons of an answer that is unknown.
pub(crate) fn reasons_of(answer: Answer) -> Vec<Reason> {
    match answer {
        Answer::Yes | Answer::No => Vec::new(),
        Answer::Unknown(reasons) => reasons,
    }
}

/// Reasons in their order, each once.
pub(crate) fn sorted(mut reasons: Vec<Reason>) -> Vec<Reason> {
    reasons.sort();
    reasons.dedup();
    reasons
}
