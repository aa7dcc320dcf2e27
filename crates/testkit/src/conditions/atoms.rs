//! Conditions that need no others: `$` is the variable, `@` another, `%` a new one.

use super::Kind;

/// Conditions about one variable.
pub(super) const fn about(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::User => USER,
        Kind::Group => GROUP,
        Kind::Device => DEVICE,
        Kind::Managed => MANAGED,
        Kind::Access => ACCESS,
        Kind::Configuration => CONFIGURATION,
        Kind::Intune => INTUNE,
        Kind::Entry => ENTRY,
    }
}

const USER: &[&str] = &[
    "$.accountEnabled",
    "$.userPrincipalName starts with \"ms\"",
    "$.userPrincipalName ends with \"@contoso.com\"",
    "$.userPrincipalName like \"*admin*\"",
    "$.userPrincipalName matches /^user[0-9]+@/",
    "$.userType is present",
    "$.userType == \"guest\"",
    "$.userType != \"Member\"",
    "($.userType is present and $.userType starts with \"g\")",
    "($.userType otherwise \"none\") in [\"Member\", \"none\"]",
    "$.onPremisesSyncEnabled != true",
    "($.onPremisesSyncEnabled otherwise false) == $.accountEnabled",
    "$.assignedPlans is empty",
    "count(% in $.assignedPlans where %.capabilityStatus == \"Enabled\") >= 1",
    "(every % in $.assignedPlans where %.service is present satisfies %.service == \"sco\")",
    "(every % in $.assignedPlans satisfies %.capabilityStatus != \"suspended\")",
    "($.lastPasswordChangeDateTime is present and $.lastPasswordChangeDateTime > now - 60 days)",
    "($.lastPasswordChangeDateTime otherwise now) + 30 days >= now",
    "($.lastPasswordChangeDateTime is known or unknown(\"nobody looked\"))",
    "(if $.lastPasswordChangeDateTime is present then day($.lastPasswordChangeDateTime) == $.lastPasswordChangeDateTime else $.accountEnabled)",
    "(if $.userType == \"guest\" then 1 else 2) < (if $.accountEnabled then 2 else 2)",
    "($.userType == $.userPrincipalName or $.userType is present) ",
    "(if $.userType != $.userPrincipalName then true else $.userType == \"guest\")",
    "($.lastPasswordChangeDateTime == now and $.lastPasswordChangeDateTime > 2026-01-01)",
    "($.lastPasswordChangeDateTime != now or day($.lastPasswordChangeDateTime) != now)",
    "length($.userPrincipalName) > 20",
    "concat($.id, \"/\", $.userPrincipalName) contains \"/ms\"",
    "count(groups of $) >= 2",
    "(some % in groups of $ where normalized(%.displayName) == \"exclusions\")",
    "$ in service_accounts",
    "$ not in service_accounts",
    "not blank($.userPrincipalName)",
    "exactly($.userPrincipalName, \"user1@contoso.com\")",
];

const GROUP: &[&str] = &[
    "(every % in $.members satisfies (% in User or % in Group))",
    "(some % in members of $ where % not in Device)",
    "$.securityEnabled",
    "$.groupTypes is empty",
    "\"DynamicMembership\" in $.groupTypes",
    "$.membershipRule is present",
    "$.membershipRule is not present",
    "($.membershipRule is present and $.membershipRule contains \"device\")",
    "normalized($.displayName) contains \"devices-\"",
    "$.displayName like \"Modern*\"",
    "count(members of $) > 2",
    "count($.members) == 2",
    "(some % in $.members where % is User)",
    "(some % in $.members where % is Group and %.securityEnabled)",
    "(every % in members of $ satisfies % is User and %.accountEnabled)",
    "(no % in members of $ where % is Device)",
    "$ in account_groups",
    "join($.groupTypes, \",\") == \"\"",
    "members of $ is empty",
    "($.members is known or unknown(\"nobody looked\"))",
    "$.onPremisesSyncEnabled != true",
    "count($.members) * 2 <= count(members of $) + 3",
    "count(members of $) - count($.members) >= 0",
];

const DEVICE: &[&str] = &[
    "$.accountEnabled",
    "$.trustType == \"azuread\"",
    "$.physicalIds is empty",
    "(some % in ManagedDevice where %.device is present and %.device == $)",
    "count(groups of $) == 0",
];

const MANAGED: &[&str] = &[
    "($.userId is present and $.userId in User)",
    "($.device is present and $.device not in Device)",
    "$.device is present",
    "($.device is present and $.device.displayName == $.deviceName)",
    "($.device is present and $.device.accountEnabled)",
    "$.userId is not present",
    "($.userId is present and $.userId.accountEnabled)",
    "($.userId is present and $.userId in service_accounts)",
    "($.userId is present and (some % in Group where $.userId in %))",
    "($.device is present and (some % in Group where $.device in %))",
    "$.serialNumber is present",
    "$.enrolledDateTime + 210 days < now",
    "whole_days(now - $.enrolledDateTime) > 100",
];

const ACCESS: &[&str] = &[
    "$.state == enabled",
    "$.state != disabled",
    "$.state in [enabled, report_only]",
    "($.conditions.users is present and \"All\" in $.conditions.users.includeUsers)",
    "($.conditions.applications is present and \"All\" in $.conditions.applications.includeApplications)",
    "($.conditions.applications?.includeApplications is known or unknown(\"nobody looked\"))",
    "$.grantControls?.operator == \"OR\"",
    "$.grantControls is not present",
    "$ in owned_policies",
    "ownership($) is present",
    "(ownership($) is present and ownership($) == inventory)",
    "exclusions of $ is empty",
    "count(inclusions of $) >= 1",
    "(some % in exclusions of $ where %.kind == \"group\")",
    "(some % in exclusions of $ where %.group is present and %.group.displayName like \"*accounts\")",
    "service_name($.displayName)",
    "count(targets of $) > 1",
];

const CONFIGURATION: &[&str] = &[
    "$ is UpdateRing",
    "$ is not UpdateRing",
    "($ is UpdateRing and $.qualityUpdatesPaused)",
    "($ is UpdateRing and $.qualityUpdatesDeferralPeriodInDays < 5)",
    "($ is UpdateRing and ($.deadlineForQualityUpdatesInDays otherwise 0) >= 2)",
    "(if $ is UpdateRing then $.featureUpdatesDeferralPeriodInDays * 2 > 5 else true)",
    "$.assignments is empty",
    "count($.assignments) == 1",
    "(some % in $.assignments where %.target.groupId is present)",
    "(some % in $.assignments where %.target.groupId is present and %.target.groupId.securityEnabled)",
    "(every % in $.assignments satisfies %.target.odataType ends with \"AssignmentTarget\")",
    "(some % in $.assignments where %.target.groupId is present and %.target.groupId not in Group)",
    "inclusions of $ is empty",
    "(some % in inclusions of $ where %.filtered)",
    "(every % in inclusions of $ satisfies %.group is present and normalized(%.group.displayName) contains \"devices\")",
    "ownership($) is not present",
    "$ in customer_objects",
    "$ is VpnProfile",
    "($ is WifiProfile and $.proxyManualAddress is present)",
    "$.displayName contains \"policy\"",
];

const INTUNE: &[&str] = &[
    "$ is DeviceConfiguration",
    "$ is not MobileApp",
    "($ is EnrollmentConfiguration and $.deviceEnrollmentConfigurationType starts with \"default\")",
    "$ is CompliancePolicy",
    "$.description is present",
    "$.lastModifiedDateTime < now",
    "$.displayName starts with \"contoso\"",
    "named($.displayName, customer_named)",
    "count(inclusions of $) != 0",
    "$ in customer_objects",
];

const ENTRY: &[&str] = &[
    "$.owner == \"microsoft\"",
    "$.displayName starts with \"modern\"",
    "(some % in UpdateRing where %.id == $.id)",
];
