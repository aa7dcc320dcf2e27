//! Whom a policy may reach at all: what has to be asked, and what need not be.
//!
//! Most policies name a few groups. Whoever is in none of them is not reached,
//! whatever else the policy and the export say: inclusion comes first, and
//! everything after it can only take the policy away. Where a policy may reach
//! others too, or an object may belong to groups that nobody knows of, the
//! answer is none, and [`Graph::reaches`] has to be asked.

use tenet_base::Symbol;
use tenet_snapshot::ObjectId;

use crate::cells::is_word;
use crate::conditional_access::policy::{AccessPolicy, Names};
use crate::graph::Graph;
use crate::intune::assignments::{AssignedPolicy, Role, Target};
use crate::joins::Side;
use crate::reach::Policy;
use crate::words;

/// How many objects policies may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Policies of which it is known whom they name.
    pub named: u64,
    /// Policies that may reach anything.
    pub open: u64,
    /// How many objects the former may reach, all together.
    pub reached: u64,
    /// Directory objects.
    pub objects: u64,
}

impl Graph<'_> {
    /// The folded keys of the groups and objects that a policy includes; none
    /// if it may reach what they do not hold.
    pub fn included_keys(&self, policy: ObjectId) -> Option<Vec<Symbol>> {
        match self.policies.get(&policy)? {
            Policy::Intune(policy) => self.assigned_groups(policy),
            Policy::ConditionalAccess(policy) => self.included_users(policy),
        }
    }

    /// The folded keys by which objects are reached: an object of which none of
    /// the [`keys_for_reach`](Self::keys_for_reach) is here is not reached. None
    /// if any may be, or if they are more than `most`.
    pub fn may_be_reached(&self, policy: ObjectId, most: u64) -> Option<Vec<Symbol>> {
        let mut keys = self.included_keys(policy)?;
        if self.count_reached(&keys)? > most {
            return None;
        }
        for at in 0..keys.len() {
            let group = keys.get(at).copied()?;
            keys.extend(self.may_be_members(group)?);
        }
        Some(keys)
    }

    /// The folded keys by which an object is reached: its own and that of its
    /// user. None if it may be reached in another way.
    pub fn keys_for_reach(&self, object: ObjectId) -> Option<Vec<Symbol>> {
        let subject = self.subject_of(object)?;
        if subject.shared {
            return None;
        }
        let mut keys = Vec::new();
        for side in [&subject.user, &subject.device] {
            match side {
                Side::None => {}
                Side::Is(key) => keys.push(*key),
                Side::Unknown(_) => return None,
            }
        }
        Some(keys)
    }

    /// How many objects policies may reach.
    pub fn reach(&self) -> Reach {
        *self.reach.get_or_init(|| self.count_reach())
    }

    fn count_reach(&self) -> Reach {
        let known = self.policies.keys();
        let counts = known.filter_map(|policy| {
            let keys = self.included_keys(*policy)?;
            self.count_reached(&keys)
        });
        let (named, reached) = counts.fold((0, 0), |(named, reached), count| {
            (named + 1, reached + count)
        });
        Reach {
            named,
            open: self.policies.len() as u64 - named,
            reached,
            objects: self.directory.len() as u64,
        }
    }

    /// How many keys these are with those of all that is in them.
    fn count_reached(&self, keys: &[Symbol]) -> Option<u64> {
        let members = keys.iter().map(|key| self.count_members(*key));
        Some(keys.len() as u64 + members.sum::<Option<u64>>()?)
    }

    /// Kinds with defaults of their own may reach anybody.
    fn assigned_groups(&self, policy: &AssignedPolicy) -> Option<Vec<Symbol>> {
        if policy.kind.has_default() {
            return None;
        }
        let mut keys = Vec::new();
        for assignment in policy.assignments.as_ref().ok()? {
            match (&assignment.role, &assignment.target) {
                (Role::Exclude, _) => {}
                (Role::Include, Target::Group(group)) => keys.push(self.known_group(*group)?),
                (
                    Role::Include,
                    Target::AllUsers
                    | Target::AllDevices
                    | Target::Collection(_)
                    | Target::Unknown(_),
                )
                | (Role::Unknown(_), _) => return None,
            }
        }
        Some(keys)
    }

    fn included_users(&self, policy: &AccessPolicy) -> Option<Vec<Symbol>> {
        let include = &policy.include;
        let open = !matches!(policy.for_principals, Ok(false))
            || !matches!(policy.for_users, Ok(true))
            || !matches!(include.guests, Ok(None))
            || !include.roles.items.is_empty();
        if open || include.roles.gap.is_some() {
            return None;
        }
        let mut keys = self.named_users(&include.users)?;
        for group in whole(&include.groups)? {
            keys.push(self.known_group(group)?);
        }
        Some(keys)
    }

    /// The keys in a list of users; none if it has a word for many.
    fn named_users(&self, users: &Names) -> Option<Vec<Symbol>> {
        let strings = &self.snapshot.strings;
        let mut keys = Vec::new();
        for name in whole(users)? {
            if is_word(strings, name, "None") {
                continue;
            }
            if self.may_be_word(name) {
                return None;
            }
            keys.push(strings.folded(name));
        }
        Some(keys)
    }

    /// Whether a text need not be the key of a user: that of one who was exported is.
    fn may_be_word(&self, name: Symbol) -> bool {
        let key = self.snapshot.strings.folded(name);
        self.directory.row(key, crate::NodeKind::User).is_none()
    }

    /// The folded key of a group of which it can be said who is in it.
    fn known_group(&self, group: Symbol) -> Option<Symbol> {
        let key = self.snapshot.strings.folded(group);
        let exported = self.directory.row(key, crate::NodeKind::Group).is_some();
        let is_key = || words::unless_unknown(self, group, "groups").is_none();
        (exported || self.membership.is_complete() && is_key()).then_some(key)
    }
}

/// The items of a list that holds no others.
fn whole(names: &Names) -> Option<impl Iterator<Item = Symbol>> {
    let items = names.items.iter().map(|name| name.text);
    names.gap.is_none().then_some(items)
}
