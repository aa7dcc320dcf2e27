//! Who counts as a member of a group, and for whom: clauses G8 and O1.
//!
//! One group has different members for different parts of the service: Intune
//! follows nested groups, a licence does not.

use tenet_base::Symbol;

use crate::graph::Graph;
use crate::{Answer, Members, Node, NodeKind};

/// A part of the service that asks who is in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Consumer {
    /// The groups in a token.
    GroupClaims,
    /// The users of a Conditional Access policy.
    ConditionalAccess,
    /// Who may reset a password.
    PasswordReset,
    /// Who may join a device.
    DeviceJoin,
    /// The assignment of an app in Intune.
    IntuneApp,
    /// The assignment of a policy in Intune.
    IntunePolicy,
    /// A role of an application.
    AppRole,
    /// A licence for a group.
    Licence,
    /// A dynamic rule that names the group.
    MemberOfRule,
    /// An administrative unit.
    AdministrativeUnit,
}

/// How far a consumer follows nested groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nesting {
    /// Members of nested groups count.
    All,
    /// Members that the group itself lists count, and nested groups bring none.
    Direct,
    /// What is listed counts, a group among it as itself alone.
    Listed,
}

impl Consumer {
    /// All of them, with their names.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::GroupClaims, "groupClaims"),
        (Self::ConditionalAccess, "conditionalAccess"),
        (Self::PasswordReset, "passwordReset"),
        (Self::DeviceJoin, "deviceJoin"),
        (Self::IntuneApp, "intuneApp"),
        (Self::IntunePolicy, "intunePolicy"),
        (Self::AppRole, "appRoleAssignment"),
        (Self::Licence, "groupLicence"),
        (Self::MemberOfRule, "memberOfRule"),
        (Self::AdministrativeUnit, "administrativeUnit"),
    ];

    /// How far it follows nested groups.
    pub const fn nesting(self) -> Nesting {
        match self {
            Self::GroupClaims
            | Self::ConditionalAccess
            | Self::PasswordReset
            | Self::DeviceJoin
            | Self::IntuneApp
            | Self::IntunePolicy => Nesting::All,
            Self::AppRole | Self::Licence | Self::MemberOfRule => Nesting::Direct,
            Self::AdministrativeUnit => Nesting::Listed,
        }
    }

    /// Whether an object that is in the group in the right way counts.
    pub fn counts(self, kind: NodeKind) -> bool {
        match kind {
            NodeKind::User | NodeKind::Other => true,
            NodeKind::Group => self.nesting() == Nesting::Listed,
            NodeKind::Device => !self.is_for_users(),
            NodeKind::ServicePrincipal => {
                matches!(self, Self::GroupClaims | Self::AppRole)
            }
        }
    }

    /// Of what a list holds and what nested groups bring, that which counts, in that order.
    pub fn count<T>(self, listed: Vec<T>, nested: Vec<T>, kind: impl Fn(&T) -> NodeKind) -> Vec<T> {
        let mut all = listed;
        if self.nesting() == Nesting::All {
            all.extend(nested);
        }
        all.retain(|one| self.counts(kind(one)));
        all
    }

    const fn is_for_users(self) -> bool {
        matches!(
            self,
            Self::ConditionalAccess | Self::PasswordReset | Self::DeviceJoin | Self::Licence
        )
    }
}

impl Graph<'_> {
    /// Who counts as a member of a group for a part of the service.
    pub fn members_for(&self, consumer: Consumer, group: Symbol) -> Members {
        let members = self.members(group);
        let is_direct = |node: &Node| self.is_member(node.key, group, true) == Answer::Yes;
        let (direct, nested) = members.known.into_iter().partition(is_direct);
        let mut known = consumer.count(direct, nested, |node| node.kind);
        known.sort_by_key(|node| self.snapshot.strings.get(node.key));
        Members {
            known,
            open: members.open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Consumer;
    use crate::NodeKind;

    #[test]
    fn licences_and_roles_of_applications_stop_at_the_first_level() {
        for (consumer, expected) in [
            (Consumer::Licence, vec![1]),
            (Consumer::AppRole, vec![1]),
            (Consumer::ConditionalAccess, vec![1, 2]),
        ] {
            let counted = consumer.count(vec![1], vec![2], |_| NodeKind::User);
            assert_eq!(counted, expected, "{consumer:?}");
        }
    }

    #[test]
    fn a_group_counts_as_itself_in_an_administrative_unit_alone() {
        for (consumer, _) in Consumer::ALL {
            let counts = consumer.counts(NodeKind::Group);
            assert_eq!(counts, *consumer == Consumer::AdministrativeUnit);
        }
    }
}
