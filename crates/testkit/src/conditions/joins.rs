//! Conditions about two variables: `$` is one, `@` the other.

use super::Kind;

/// Conditions about two variables, of these kinds.
pub(super) const fn between(first: Kind, other: Kind) -> &'static [&'static str] {
    match (first, other) {
        (Kind::User | Kind::Device, Kind::Group) => MEMBER,
        (Kind::Group, Kind::Group) => GROUPS,
        (Kind::Group, Kind::User | Kind::Device) => HOLDER,
        (Kind::Access, Kind::User)
        | (Kind::Configuration | Kind::Intune, Kind::User | Kind::Device | Kind::Managed) => {
            &["$ reaches @", "not ($ reaches @)"]
        }
        (Kind::User, Kind::Access | Kind::Configuration | Kind::Intune)
        | (Kind::Device | Kind::Managed, Kind::Configuration | Kind::Intune) => {
            &["@ reaches $", "not (@ reaches $)"]
        }
        (Kind::Managed, Kind::Device) => MANAGED_DEVICE,
        (Kind::Device, Kind::Managed) => DEVICE_MANAGED,
        (Kind::Managed, Kind::Managed) => MANAGED,
        (Kind::Device, Kind::Device) => &[
            "($.trustType otherwise \"none\") == @.trustType",
            "$.deviceId == @.deviceId",
            "($.trustType is present and $.trustType == @.trustType)",
        ],
        (Kind::Managed, Kind::User) => &[
            "$.userId == @",
            "$.userId != @",
            "not ($.userId != @)",
            "not ($.userId is present and $.userId != @)",
        ],
        (Kind::User, Kind::Managed) => &[
            "$ == @.userId",
            "($ == @.userId or $.userPrincipalName == @.deviceName)",
            "(if @.userId is present then $ == @.userId else false)",
        ],
        (Kind::Access, Kind::Group) => &[
            "($.conditions.users is present and @ in $.conditions.users.includeGroups)",
            "($.conditions.users is present and @ in $.conditions.users.excludeGroups)",
        ],
        (Kind::Group, Kind::Access) => &[
            "(@.conditions.users is present and $ in @.conditions.users.includeGroups)",
            "(@.conditions.users is present and $ not in @.conditions.users.excludeGroups)",
        ],
        (Kind::Entry, Kind::Access | Kind::Configuration | Kind::Intune)
        | (Kind::Access | Kind::Configuration | Kind::Intune, Kind::Entry) => &[
            "$.id == @.id",
            "($.id == @.id or $.displayName == @.displayName)",
        ],
        (Kind::User, Kind::User) => USERS,
        (Kind::Event, Kind::User) => &[
            "actor($).user == @",
            "actor($).user != @",
            "(actor($).user is present and actor($).user == @)",
        ],
        (Kind::User, Kind::Event) => &[
            "$ == actor(@).user",
            "$ in (if actor(@).user is present then service_accounts else User)",
        ],
        (Kind::Event, Kind::Event) => &[
            "$.activityDateTime <= @.activityDateTime",
            "($.correlationId is present and $.correlationId == @.correlationId)",
            "(actor($).user is present and actor($).user == actor(@).user)",
            "$ in (DirectoryAudit during @.activityDateTime - 30 days to @.activityDateTime)",
        ],
        (Kind::Access, Kind::Access) => &["$ == @", "$.state == @.state", "$.id != @.id"],
        (Kind::Configuration, Kind::Configuration) => &[
            "$.displayName == @.displayName",
            "count($.assignments) == count(@.assignments)",
            "($ is UpdateRing and @ is UpdateRing and $.qualityUpdatesDeferralPeriodInDays == @.qualityUpdatesDeferralPeriodInDays)",
        ],
        (_, _) => &[],
    }
}

const MEMBER: &[&str] = &[
    "$ in @",
    "$ not in @",
    "$ directly in @",
    "$ in @.members",
    "$ in members of @",
    "@ in groups of $",
];

const HOLDER: &[&str] = &[
    "@ in $",
    "@ directly in $",
    "@ in $.members",
    "@ not in $.members",
    "not (@ not in $.members)",
];

const GROUPS: &[&str] = &[
    "$ in @",
    "$ not in @",
    "$ directly in @",
    "$ in @.members",
    "@ in $",
    "@ in $.members",
    "normalized($.displayName) == normalized(@.displayName)",
    "count($.members) == count(@.members)",
    "($.membershipRule is present and $.membershipRule == @.membershipRule)",
];

const MANAGED_DEVICE: &[&str] = &[
    "($.device is present and $.device == @)",
    "$.device == @",
    "$.device != @",
    "($.device == @ or $.deviceName == @.displayName)",
];

const DEVICE_MANAGED: &[&str] = &[
    "@.device == $",
    "$ == @.device",
    "($ == @.device or $.displayName == @.deviceName)",
    "(@.device is present and $.deviceId == @.device.deviceId)",
];

const MANAGED: &[&str] = &[
    "($.device is present and $.device == @.device)",
    "($.userId is present and $.userId == @.userId)",
    "$.deviceName == @.deviceName",
    "whole_days(now - $.enrolledDateTime) == whole_days(now - @.enrolledDateTime)",
];

const USERS: &[&str] = &[
    "$ != @",
    "$ == @",
    "$.userPrincipalName == @.userPrincipalName",
    "($.userType is present and $.userType == @.userType)",
    "($.userType is present and not ($.userType != @.userType))",
    "normalized($.userPrincipalName) == normalized(@.userPrincipalName)",
    "$.accountEnabled == @.accountEnabled",
    "($.userType == \"guest\" or $.userPrincipalName == @.userPrincipalName)",
    "($.userType otherwise \"none\") == (@.userType otherwise \"none\")",
    "($.id == @.id or $.userPrincipalName == @.id or $.id == @.userPrincipalName)",
];

/// Conditions about two variables that meet by lists, logs and what policies
/// include, and by definitions of both.
pub(super) const fn more(first: Kind, other: Kind) -> &'static [&'static str] {
    match (first, other) {
        (Kind::Group, Kind::Group) => &["alike($, @)", "alike_and_secure(@, $)"],
        (Kind::Managed, Kind::User) => &["uses($, @)"],
        (Kind::User, Kind::Managed) => &["uses(@, $)"],
        (Kind::Configuration | Kind::Intune, Kind::Group) => &[
            "(some % in inclusions of $ where %.group is present and %.group == @)",
            "@ in list(%.group for % in inclusions of $ where %.group is present)",
        ],
        (Kind::Group, Kind::Configuration | Kind::Intune) => &[
            "(some % in inclusions of @ where %.group is present and %.group == $)",
            "$ in list(%.group for % in inclusions of @ where %.group is present)",
        ],
        (Kind::Event, Kind::User | Kind::Group | Kind::Device) => &[
            "(some % in $.targetResources where %.id is present and %.id == @)",
            "@ in list(%.id for % in $.targetResources where %.id is present)",
        ],
        (Kind::User | Kind::Group | Kind::Device, Kind::Event) => &[
            "(some % in @.targetResources where %.id is present and %.id == $)",
            "$ in list(%.id for % in @.targetResources where %.id is present)",
        ],
        (Kind::Event, Kind::Event) => &[
            "$ in (DirectoryAudit during @.activityDateTime - 30 minutes to @.activityDateTime)",
            "($.activityDateTime >= @.activityDateTime and $.result == @.result)",
        ],
        (Kind::Device, Kind::Group) => &["$.displayName in @.groupTypes", "$ in members of @"],
        (Kind::Group, Kind::Device) => &[
            "@.displayName in $.groupTypes",
            "$.displayName in @.physicalIds",
            "@ in $.members",
        ],
        (Kind::Group, Kind::User) => &["@.userPrincipalName in $.groupTypes", "@ in $"],
        (Kind::User, Kind::Device) => &["$.userPrincipalName in @.physicalIds"],
        (_, _) => &[],
    }
}
