//! The properties of each dialect: sections 4.3, F7 and K3 of the semantics.

use tenet_syntax::condition::Operator::{
    self, Contains, EndsWith, Eq, Ge, Gt, In, Le, Lt, Match, Ne, NotContains, NotEndsWith, NotIn,
    NotMatch, NotStartsWith, StartsWith,
};

use super::property::{Known, Meaning, Shape};

const EQUALITY: &[Operator] = &[Eq, Ne];
const LISTS: &[Operator] = &[Eq, Ne, In, NotIn];
const DATES: &[Operator] = &[Eq, Ne, Ge, Le];
const VERSIONS: &[Operator] = &[Eq, Ne, Gt, Ge, Lt, Le];
const ITEMS: &[Operator] = &[Contains, NotContains];
const TEXTS: &[Operator] = &[
    Eq,
    Ne,
    StartsWith,
    NotStartsWith,
    EndsWith,
    NotEndsWith,
    Contains,
    NotContains,
    Match,
    NotMatch,
    In,
    NotIn,
];
/// Of device filters in Conditional Access: no patterns.
const PLAIN: &[Operator] = &[
    Eq,
    Ne,
    StartsWith,
    NotStartsWith,
    EndsWith,
    NotEndsWith,
    Contains,
    NotContains,
    In,
    NotIn,
];
/// Of filters of assignments.
const SOME: &[Operator] = &[Eq, Ne, In, NotIn, StartsWith, Contains, NotContains];
/// Of collections, with no quantifier before them.
const COLLECTION: &[Operator] = TEXTS;

const fn known(
    name: &'static str,
    graph: &'static str,
    shape: Shape,
    operators: &'static [Operator],
) -> Known {
    Known {
        name,
        graph,
        shape,
        operators,
        meaning: Meaning::Itself,
    }
}

const fn text(name: &'static str, graph: &'static str) -> Known {
    known(name, graph, Shape::Text, TEXTS)
}

const fn same(name: &'static str) -> Known {
    text(name, name)
}

const fn some(name: &'static str, graph: &'static str) -> Known {
    known(name, graph, Shape::Text, SOME)
}

const fn plain(name: &'static str) -> Known {
    known(name, name, Shape::Text, PLAIN)
}

const fn meaning(meaning: Meaning, known: Known) -> Known {
    Known { meaning, ..known }
}

/// Spellings that Microsoft's pages use beside its own (D5).
pub(super) const SPELLINGS: &[(&str, &str)] = &[
    ("mailNickname", "mailNickName"),
    ("memberof", "memberOf"),
    ("employeehiredate", "employeeHireDate"),
    ("devicePhysicalIDs", "devicePhysicalIds"),
];

/// Properties of users in rules of groups.
pub(super) const USER: &[Known] = &[
    known("accountEnabled", "accountEnabled", Shape::Bool, EQUALITY),
    known(
        "dirSyncEnabled",
        "onPremisesSyncEnabled",
        Shape::Bool,
        EQUALITY,
    ),
    known("employeeHireDate", "employeeHireDate", Shape::Date, DATES),
    same("city"),
    same("country"),
    same("companyName"),
    same("department"),
    same("displayName"),
    same("employeeId"),
    same("givenName"),
    same("jobTitle"),
    same("mail"),
    text("mailNickName", "mailNickname"),
    text("mobile", "mobilePhone"),
    text("objectId", "id"),
    same("onPremisesDistinguishedName"),
    same("onPremisesSecurityIdentifier"),
    same("passwordPolicies"),
    text("physicalDeliveryOfficeName", "officeLocation"),
    same("postalCode"),
    same("preferredLanguage"),
    known("sipProxyAddress", "imAddresses", Shape::FirstText, TEXTS),
    same("state"),
    same("streetAddress"),
    same("surname"),
    known("telephoneNumber", "businessPhones", Shape::FirstText, TEXTS),
    text("facsimileTelephoneNumber", "faxNumber"),
    same("usageLocation"),
    same("userPrincipalName"),
    same("userType"),
    known("otherMails", "otherMails", Shape::Texts, COLLECTION),
    known("proxyAddresses", "proxyAddresses", Shape::Texts, COLLECTION),
    known("assignedPlans", "assignedPlans", Shape::Plans, &[]),
];

/// Properties of devices in rules of groups.
pub(super) const DEVICE: &[Known] = &[
    known("accountEnabled", "accountEnabled", Shape::Bool, EQUALITY),
    known("isRooted", "isRooted", Shape::Bool, EQUALITY),
    same("deviceId"),
    same("displayName"),
    same("deviceCategory"),
    same("deviceOwnership"),
    same("enrollmentProfileName"),
    same("managementType"),
    same("profileType"),
    text("objectId", "id"),
    text("deviceOSType", "operatingSystem"),
    text("deviceOSVersion", "operatingSystemVersion"),
    text("deviceManufacturer", "manufacturer"),
    text("deviceModel", "model"),
    text("deviceTrustType", "trustType"),
    text("deviceManagementAppId", "mdmAppId"),
    meaning(Meaning::Never, same("organizationalUnit")),
    known("devicePhysicalIds", "physicalIds", Shape::Texts, COLLECTION),
    known("systemLabels", "systemLabels", Shape::Texts, COLLECTION),
];

/// Fields of a plan of a licence, in a quantifier.
pub(super) const PLAN: &[Known] = &[
    same("servicePlanId"),
    same("service"),
    same("capabilityStatus"),
];

/// Properties of managed devices in filters of assignments.
pub(super) const MANAGED_DEVICE: &[Known] = &[
    some("deviceName", "deviceName"),
    some("manufacturer", "manufacturer"),
    some("model", "model"),
    some("deviceCategory", "deviceCategoryDisplayName"),
    some("osVersion", "osVersion"),
    meaning(
        Meaning::Version,
        known("operatingSystemVersion", "osVersion", Shape::Text, VERSIONS),
    ),
    some("enrollmentProfileName", "enrollmentProfileName"),
    meaning(
        Meaning::Words(OWNERS),
        known(
            "deviceOwnership",
            "managedDeviceOwnerType",
            Shape::Text,
            EQUALITY,
        ),
    ),
    meaning(
        Meaning::Words(JOINS),
        known("deviceTrustType", "joinType", Shape::Text, LISTS),
    ),
    meaning(
        Meaning::Numbers(EDITIONS),
        known("operatingSystemSKU", "skuNumber", Shape::Number, SOME),
    ),
    meaning(
        Meaning::Words(ARCHITECTURES),
        known(
            "cpuArchitecture",
            "processorArchitecture",
            Shape::Text,
            LISTS,
        ),
    ),
    known("isRooted", "jailBroken", Shape::Text, EQUALITY),
    meaning(
        Meaning::Nowhere,
        known(
            "deviceManagementType",
            "managementType",
            Shape::Text,
            EQUALITY,
        ),
    ),
];

/// Properties of managed apps in filters of assignments.
pub(super) const MANAGED_APP: &[Known] = &[
    some("appVersion", "appVersion"),
    some("deviceManufacturer", "deviceManufacturer"),
    some("deviceModel", "deviceModel"),
    some("osVersion", "osVersion"),
    known(
        "deviceManagementType",
        "deviceManagementType",
        Shape::Text,
        EQUALITY,
    ),
    meaning(
        Meaning::Version,
        known("operatingSystemVersion", "osVersion", Shape::Text, VERSIONS),
    ),
];

/// Properties of devices in filters of Conditional Access.
pub(super) const ACCESS: &[Known] = &[
    known("deviceId", "deviceId", Shape::Text, LISTS),
    known("mdmAppId", "mdmAppId", Shape::Text, LISTS),
    known("deviceOwnership", "deviceOwnership", Shape::Text, EQUALITY),
    known("isCompliant", "isCompliant", Shape::Bool, EQUALITY),
    known("profileType", "profileType", Shape::Text, EQUALITY),
    known("trustType", "trustType", Shape::Text, EQUALITY),
    plain("displayName"),
    plain("enrollmentProfileName"),
    plain("manufacturer"),
    plain("model"),
    plain("operatingSystem"),
    plain("operatingSystemVersion"),
    meaning(
        Meaning::Items,
        known("physicalIds", "physicalIds", Shape::Texts, ITEMS),
    ),
    meaning(
        Meaning::Items,
        known("systemLabels", "systemLabels", Shape::Texts, ITEMS),
    ),
];

/// Operators of an extension attribute, by whether patterns are known.
pub(super) fn extension_operators(patterns: bool) -> &'static [Operator] {
    if patterns { TEXTS } else { PLAIN }
}

const OWNERS: &[(&str, &str)] = &[
    ("company", "Corporate"),
    ("personal", "Personal"),
    ("unknown", "Unknown"),
];

const JOINS: &[(&str, &str)] = &[
    ("azureADJoined", "Azure AD joined"),
    ("azureADRegistered", "Azure AD registered"),
    ("hybridAzureADJoined", "Hybrid Azure AD joined"),
    ("unknown", "Unknown"),
];

/// What Windows calls `amd64` is `x64` in Graph, and for macOS in filters too.
const ARCHITECTURES: &[(&str, &str)] = &[
    ("x64", "amd64"),
    ("x64", "x64"),
    ("x86", "x86"),
    ("arm64", "arm64"),
    ("arm", "arm"),
    ("amd64", "amd64"),
    ("unknown", "unknown"),
];

/// Editions of Windows by the number of the product, as the page of filters
/// names them; it has Home under 10 and 111, and Windows itself says 101.
const EDITIONS: &[(i64, &str)] = &[
    (4, "Enterprise"),
    (10, "Core"),
    (27, "EnterpriseN"),
    (48, "Professional"),
    (49, "BusinessN"),
    (72, "EnterpriseEval"),
    (84, "EnterpriseNEval"),
    (98, "CoreN"),
    (99, "CoreCountrySpecific"),
    (100, "CoreSingleLanguage"),
    (101, "Core"),
    (111, "Core"),
    (119, "PPIPro"),
    (121, "Education"),
    (122, "EducationN"),
    (123, "IoTUAP"),
    (125, "EnterpriseS"),
    (126, "EnterpriseSN"),
    (129, "EnterpriseSEval"),
    (131, "IoTUAPCommercial"),
    (136, "Holographic"),
    (138, "ProfessionalSingleLanguage"),
    (161, "ProfessionalWorkstation"),
    (162, "ProfessionalN"),
    (164, "ProfessionalEducation"),
    (165, "ProfessionalEducationN"),
    (171, "EnterpriseG"),
    (172, "EnterpriseGN"),
    (175, "ServerRdsh"),
    (188, "IoTEnterprise"),
    (202, "CloudEditionN"),
    (203, "CloudEdition"),
];
