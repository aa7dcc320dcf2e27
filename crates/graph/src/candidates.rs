//! Who may be a member at all: what has to be asked, and what need not be.
//!
//! Each answer holds every object for which [`Graph::is_member`] does not say
//! no, directly or not, and may hold more. It is none where any object may be
//! a member, for lack of data.

use roaring::RoaringBitmap;
use tenet_base::Symbol;

use crate::graph::Graph;
use crate::membership::groups::{Group, Life};
use crate::{Answer, NodeKind};

impl Graph<'_> {
    /// The keys of all that may be members of a group, but for those that
    /// [`may_be_unlisted`](Self::may_be_unlisted).
    pub fn may_be_members(&self, group: Symbol) -> Option<Vec<Symbol>> {
        let Some(closure) = self.membership.may_hold(&self.directory, group) else {
            return self.membership.is_complete().then(Vec::new);
        };
        closure
            .gaps
            .is_empty()
            .then(|| self.keys(closure.members.iter()))
    }

    /// How many these are, without naming them.
    pub(crate) fn count_members(&self, group: Symbol) -> Option<u64> {
        let Some(closure) = self.membership.may_hold(&self.directory, group) else {
            return self.membership.is_complete().then_some(0);
        };
        closure.gaps.is_empty().then(|| closure.members.len())
    }

    /// The keys of all groups that may have a member, of those that are exported.
    pub fn may_be_groups(&self, member: Symbol) -> Option<Vec<Symbol>> {
        if self.may_be_unlisted(member) {
            return None;
        }
        let mut found = self.above(self.directory.find(member));
        found |= self.uncertain.get_or_init(|| self.uncertain_groups());
        let groups = &self.membership.groups;
        let numbers = found.iter().filter_map(|at| groups.get(at));
        Some(self.keys(numbers.map(|group| group.number)))
    }

    /// Whether a member list that is complete may leave an object out.
    pub fn may_be_unlisted(&self, member: Symbol) -> bool {
        self.membership.unlisted_principal(&self.directory, member) != Answer::No
    }

    /// Whether a key is that of a group that was exported.
    pub fn is_group(&self, key: Symbol) -> bool {
        self.directory.row(key, NodeKind::Group).is_some()
            && self.membership.groups.find(&self.directory, key).is_some()
    }

    /// How many members a group lists on average, and how many groups list an
    /// object; both rounded up.
    pub fn average_membership(&self) -> (u64, u64) {
        let groups = &self.membership.groups;
        let listed: u64 = groups.iter().map(|group| group.members.len() as u64).sum();
        let of = |count: usize| listed.div_ceil((count as u64).max(1));
        (of(groups.len()), of(self.directory.len()))
    }

    /// Groups of whose members some are not known, and those above them: any
    /// object may be in these.
    fn uncertain_groups(&self) -> RoaringBitmap {
        let groups = &self.membership.groups;
        let mut found = RoaringBitmap::new();
        for (at, group) in (0u32..).zip(groups.iter()) {
            if group.gap.is_some() || !group.maybe.members.is_empty() {
                found.insert(at);
                found |= self.above(Some(group.number));
            }
        }
        found
    }

    fn above(&self, start: Option<u32>) -> RoaringBitmap {
        let groups = &self.membership.groups;
        let counts = |group: &Group| !matches!(group.life, Life::Deleted);
        let parents = self.membership.parents(self.directory.len());
        parents.above(groups, start, counts)
    }

    fn keys(&self, numbers: impl Iterator<Item = u32>) -> Vec<Symbol> {
        let objects = numbers.filter_map(|number| self.directory.object(number));
        objects.map(|object| object.key).collect()
    }
}
