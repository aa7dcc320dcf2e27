//! What a group may hold in the cloud: clauses G1, G4 and G11.
//!
//! A snapshot may hold edges that Entra would refuse, for Active Directory and
//! Exchange make others. Membership walks all of them: what is said here is a
//! finding about an edge and takes none away.

/// Kinds of groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupKind {
    /// A security group.
    Security,
    /// A Microsoft 365 group.
    Microsoft365,
    /// A security group that gets mail.
    MailEnabledSecurity,
    /// A list of addresses.
    Distribution,
}

/// A group that something is put into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Container {
    /// What kind of group.
    pub kind: GroupKind,
    /// Whether it may hold a role of the directory: `isAssignableToRole`.
    pub role_assignable: bool,
    /// Whether a rule makes its members.
    pub dynamic: bool,
    /// Whether it is synchronized from Active Directory.
    pub synced: bool,
}

/// What is put into a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Candidate {
    /// A user.
    User,
    /// A device of the directory.
    Device,
    /// A service principal.
    ServicePrincipal,
    /// A contact of the organization.
    Contact,
    /// A group.
    Group(GroupKind),
}

/// Whether an edge may be made in the cloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// It may.
    Allowed,
    /// It may not, by this clause and for this reason.
    Refused(&'static str, &'static str),
    /// No source says.
    Undocumented,
}

impl Container {
    /// An assigned group of a kind, made in the cloud.
    pub const fn of(kind: GroupKind) -> Self {
        Self {
            kind,
            role_assignable: false,
            dynamic: false,
            synced: false,
        }
    }

    /// Whether something may be put into it.
    pub fn may_hold(self, member: Candidate) -> Edge {
        if self.dynamic {
            return Edge::Refused("G11", "a rule makes the members of the group");
        }
        match member {
            Candidate::Group(kind) => self.may_nest(kind),
            Candidate::User
            | Candidate::Device
            | Candidate::ServicePrincipal
            | Candidate::Contact => self.may_list(member),
        }
    }

    fn may_nest(self, member: GroupKind) -> Edge {
        if self.role_assignable {
            return refused("a group that may hold roles holds no groups");
        }
        if self.synced {
            return refused("the group is synchronized from Active Directory");
        }
        match (self.kind, member) {
            (_, GroupKind::Microsoft365) => refused("a Microsoft 365 group is nested in no group"),
            (_, GroupKind::Distribution) => refused("a distribution group is nested in no group"),
            (GroupKind::Microsoft365, GroupKind::Security | GroupKind::MailEnabledSecurity) => {
                refused("a Microsoft 365 group holds users alone")
            }
            (GroupKind::MailEnabledSecurity, GroupKind::Security) => {
                refused("a mail-enabled security group holds no security groups")
            }
            (GroupKind::Security, GroupKind::Security) => Edge::Allowed,
            (
                GroupKind::Security | GroupKind::MailEnabledSecurity,
                GroupKind::MailEnabledSecurity,
            )
            | (GroupKind::Distribution, GroupKind::Security | GroupKind::MailEnabledSecurity) => {
                Edge::Undocumented
            }
        }
    }

    fn may_list(self, member: Candidate) -> Edge {
        match (self.kind, member) {
            (_, Candidate::User) | (GroupKind::Security, _) => Edge::Allowed,
            (GroupKind::Microsoft365, _) => {
                Edge::Refused("G1", "a Microsoft 365 group holds users alone")
            }
            (GroupKind::MailEnabledSecurity | GroupKind::Distribution, _) => Edge::Undocumented,
        }
    }
}

const fn refused(why: &'static str) -> Edge {
    Edge::Refused("G4", why)
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Container, Edge, GroupKind};

    #[test]
    fn security_groups_nest_and_no_other_kind_does() {
        let security = Container::of(GroupKind::Security);
        let nested = |kind| security.may_hold(Candidate::Group(kind));
        assert_eq!(nested(GroupKind::Security), Edge::Allowed);
        assert!(matches!(
            nested(GroupKind::Microsoft365),
            Edge::Refused("G4", _)
        ));
        assert!(matches!(
            nested(GroupKind::Distribution),
            Edge::Refused("G4", _)
        ));
    }

    #[test]
    fn groups_for_roles_and_groups_from_active_directory_hold_no_groups() {
        let role = Container {
            role_assignable: true,
            ..Container::of(GroupKind::Security)
        };
        let synced = Container {
            synced: true,
            ..Container::of(GroupKind::Security)
        };
        for parent in [role, synced] {
            let nested = parent.may_hold(Candidate::Group(GroupKind::Security));
            assert!(matches!(nested, Edge::Refused("G4", _)));
            assert_eq!(parent.may_hold(Candidate::User), Edge::Allowed);
        }
    }

    #[test]
    fn nobody_is_put_into_a_dynamic_group() {
        let dynamic = Container {
            dynamic: true,
            ..Container::of(GroupKind::Security)
        };
        assert!(matches!(
            dynamic.may_hold(Candidate::User),
            Edge::Refused("G11", _)
        ));
    }
}
