//! Which groups may be excluded from which: the table I8.

/// Kinds of groups as Intune tells them apart for exclusions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Population {
    /// What it holds.
    pub holds: Holds,
    /// Whether a rule makes its members.
    pub dynamic: bool,
}

/// What a group holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holds {
    /// Users.
    Users,
    /// Devices.
    Devices,
}

/// Whether an exclusion does what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Support {
    /// It does.
    Supported,
    /// It does, but late: devices may get the policy before a rule has put
    /// them into the excluded group.
    PartiallySupported,
    /// It does not.
    NotSupported,
}

/// Whether a group may be excluded from what is assigned to another.
pub fn exclusion(include: Population, exclude: Population) -> Support {
    match (include.holds, exclude.holds) {
        (Holds::Users, Holds::Devices) | (Holds::Devices, Holds::Users) => Support::NotSupported,
        (Holds::Devices, Holds::Devices) if exclude.dynamic => Support::PartiallySupported,
        (Holds::Devices, Holds::Devices) | (Holds::Users, Holds::Users) => Support::Supported,
    }
}

#[cfg(test)]
mod tests {
    use super::{Holds, Population, Support, exclusion};

    #[test]
    fn kinds_do_not_mix_and_dynamic_device_groups_are_late() {
        for dynamic in [false, true] {
            let devices = |dynamic| Population {
                holds: Holds::Devices,
                dynamic,
            };
            let users = Population {
                holds: Holds::Users,
                dynamic,
            };
            assert_eq!(exclusion(users, users), Support::Supported);
            assert_eq!(exclusion(users, devices(dynamic)), Support::NotSupported);
            assert_eq!(exclusion(devices(dynamic), users), Support::NotSupported);
            let same = exclusion(devices(dynamic), devices(false));
            assert_eq!(same, Support::Supported);
            let late = exclusion(devices(dynamic), devices(true));
            assert_eq!(late, Support::PartiallySupported);
        }
    }
}
