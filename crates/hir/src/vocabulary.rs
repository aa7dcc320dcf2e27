//! The enumerations of the language itself.
//!
//! They stand before all others in [`Program::enums`](crate::Program::enums), so that a member
//! of one is written, compared and printed like a member of any other.

use tenet_base::id::Id;

use crate::{Enum, EnumId, Variant};

/// An enumeration of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BuiltinEnum {
    /// `TargetKind`: what an assignment or a condition names.
    TargetKind,
    /// `Intent`: what an assignment wants done with an app.
    Intent,
}

/// Kinds of things that an assignment or a condition names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetKind {
    /// A group.
    Group,
    /// Every user, by licence (Intune) or in the directory (Conditional Access).
    AllUsers,
    /// Every enrolled device.
    AllDevices,
    /// A user.
    User,
    /// A directory role.
    Role,
    /// Guests or external users.
    Guests,
    /// A collection of Configuration Manager.
    Collection,
    /// A service principal, or all of the tenant.
    ServicePrincipal,
    /// Anything else: its members cannot be resolved.
    Other,
}

/// What Intune calls the intents of an app, in rules and in exports alike.
const INTENTS: [&str; 4] = [
    "available",
    "required",
    "uninstall",
    "availableWithoutEnrollment",
];

impl BuiltinEnum {
    /// All of them, in the order of their ids.
    pub const ALL: [Self; 2] = [Self::TargetKind, Self::Intent];

    /// Its name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TargetKind => "TargetKind",
            Self::Intent => "Intent",
        }
    }

    /// The one with that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// Its id in every program.
    pub fn id(self) -> EnumId {
        EnumId::from_index(self as usize)
    }

    /// Its members, in order.
    pub fn members(self) -> Vec<&'static str> {
        match self {
            Self::TargetKind => TargetKind::ALL.map(TargetKind::name).to_vec(),
            Self::Intent => INTENTS.to_vec(),
        }
    }

    const fn doc(self) -> &'static str {
        match self {
            Self::TargetKind => "What an assignment or a condition names.",
            Self::Intent => "What an assignment wants done with an app.",
        }
    }

    /// Its declaration, as a pack would write it.
    pub(crate) fn declare(self) -> Enum {
        let variant = |name: &str| Variant {
            name: name.to_owned(),
            wire: name.to_owned(),
        };
        Enum {
            name: self.name().to_owned(),
            declared: None,
            doc: self.doc().to_owned(),
            ordered: false,
            variants: self.members().into_iter().map(variant).collect(),
        }
    }
}

impl TargetKind {
    /// All of them, in the order of the members of [`BuiltinEnum::TargetKind`].
    pub const ALL: [Self; 9] = [
        Self::Group,
        Self::AllUsers,
        Self::AllDevices,
        Self::User,
        Self::Role,
        Self::Guests,
        Self::Collection,
        Self::ServicePrincipal,
        Self::Other,
    ];

    /// Its name in rules and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::AllUsers => "all_users",
            Self::AllDevices => "all_devices",
            Self::User => "user",
            Self::Role => "role",
            Self::Guests => "guests",
            Self::Collection => "collection",
            Self::ServicePrincipal => "service_principal",
            Self::Other => "other",
        }
    }

    /// Its position among the members of [`BuiltinEnum::TargetKind`].
    pub const fn position(self) -> u32 {
        self as u32
    }
}

#[cfg(test)]
mod tests {
    use super::{BuiltinEnum, TargetKind};
    use crate::Program;

    #[test]
    fn every_program_begins_with_them() {
        let program = Program::default();
        for one in BuiltinEnum::ALL {
            assert_eq!(program.enums[one.id()].name, one.name());
        }
        for kind in TargetKind::ALL {
            let variants = &program.enums[BuiltinEnum::TargetKind.id()].variants;
            assert_eq!(variants[kind.position() as usize].name, kind.name());
        }
    }
}
