//! The properties that each language names, and where Graph has them.

use super::parse::Operator;
use super::{About, Language};

/// Which words a rule may use.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    /// Its language.
    pub(super) language: Language,
    /// What it is about.
    pub(super) about: About,
}

/// A property of a rule.
#[derive(Debug, Clone)]
pub(super) struct Property {
    /// The field of the object.
    pub(super) field: String,
    /// How the field is read.
    pub(super) kind: Kind,
    /// The operators that the property takes.
    pub(super) operators: &'static [Operator],
    /// Whether it is written as the documentation writes it (D5).
    pub(super) exact: bool,
}

/// How the field of a property is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text.
    Text,
    /// A text of the object in the field.
    ExtensionAttribute,
    /// The first text of a list.
    First,
    /// `true` or `false`, which a rule writes as such.
    Truth,
    /// `true` or `false`, which a rule writes as a text.
    WrittenTruth,
    /// A date with its time.
    Date,
    /// A list of texts.
    Texts,
    /// The plans that are assigned.
    Plans,
    /// The groups that the object is in.
    Groups,
    /// A version.
    Version,
    /// The word of Intune for an owner.
    Owner,
    /// The words of Intune for a join.
    Join,
    /// The name of a numbered edition.
    Edition,
    /// The word for a processor, which differs by platform.
    Processor,
    /// What no export tells.
    Untold,
    /// What Entra does not recognise (D28).
    Unrecognised,
}

use Operator::{
    Contains, EndsWith, Eq, Ge, Gt, In, Le, Lt, Match, Ne, NotContains, NotEndsWith, NotIn,
    NotMatch, NotStartsWith, StartsWith,
};

const EQUALITY: &[Operator] = &[Eq, Ne];
const LISTED: &[Operator] = &[Eq, Ne, In, NotIn];
/// Clause D10.
pub(super) const TEXT: &[Operator] = &[
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
const DATE: &[Operator] = &[Eq, Ne, Ge, Le];
/// Clause F7.
const FILTERED: &[Operator] = &[Eq, Ne, In, NotIn, StartsWith, Contains, NotContains];
const VERSION: &[Operator] = &[Eq, Ne, Gt, Ge, Lt, Le];
/// Clause K3.
const FULL: &[Operator] = &[
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
const MEMBERS: &[Operator] = &[Contains, NotContains];

impl Words {
    /// The words of rules about the other kind of members of groups: a group
    /// of devices has no users.
    pub(super) fn other(self) -> Option<Self> {
        let about = match self.about {
            About::User => About::Device,
            About::Device => About::User,
            About::ManagedDevice | About::ManagedApp => self.about,
        };
        let is_membership = self.language == Language::Membership;
        is_membership.then_some(Self { about, ..self })
    }

    /// The property that a rule writes; none if there is none, or if it is
    /// of what the rule is not about (D2, F10).
    pub(super) fn property(self, written: &str) -> Option<Property> {
        let (entity, name) = written.split_once('.')?;
        let expected = match self.about {
            About::User => "user",
            About::Device | About::ManagedDevice => "device",
            About::ManagedApp => "app",
        };
        if !entity.eq_ignore_ascii_case(expected) {
            return None;
        }
        let property = match (self.language, self.about) {
            (Language::Membership, About::User) => user(name),
            (Language::Membership, About::Device) => device(name),
            (Language::AssignmentFilter, About::ManagedDevice) => managed_device(name),
            (Language::AssignmentFilter, About::ManagedApp) => managed_app(name),
            (Language::DeviceFilter, About::Device) => filtered_device(name),
            (
                Language::Membership | Language::AssignmentFilter | Language::DeviceFilter,
                About::User | About::Device | About::ManagedDevice | About::ManagedApp,
            ) => None,
        }?;
        let any_case = self.language != Language::Membership;
        Some(Property {
            exact: property.exact || any_case,
            ..property
        })
    }
}

/// A property by its documented name, and its field.
fn new(exact: bool, field: &str, kind: Kind, operators: &'static [Operator]) -> Property {
    Property {
        field: field.to_owned(),
        kind,
        operators,
        exact,
    }
}

/// The first row of a table with this name, whatever its case; where rows
/// differ only by case the one that is written wins.
fn row(name: &str, table: &[(&'static str, &'static str)]) -> Option<(bool, &'static str)> {
    if let Some((_, field)) = table.iter().find(|(own, _)| *own == name) {
        return Some((true, field));
    }
    let found = table.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
    found.map(|(_, field)| (false, *field))
}

/// Properties whose field has the same name.
fn same(name: &str, names: &[&'static str]) -> Option<(bool, &'static str)> {
    let table: Vec<_> = names.iter().map(|name| (*name, *name)).collect();
    row(name, &table)
}

fn user(name: &str) -> Option<Property> {
    let texts = [
        "city",
        "country",
        "companyName",
        "department",
        "displayName",
        "employeeId",
        "givenName",
        "jobTitle",
        "mail",
        "onPremisesDistinguishedName",
        "onPremisesSecurityIdentifier",
        "passwordPolicies",
        "postalCode",
        "preferredLanguage",
        "state",
        "streetAddress",
        "surname",
        "usageLocation",
        "userPrincipalName",
        "userType",
    ];
    let renamed = [
        ("mailNickName", "mailNickname"),
        ("mailNickname", "mailNickname"),
        ("mobile", "mobilePhone"),
        ("facsimileTelephoneNumber", "faxNumber"),
        ("physicalDeliveryOfficeName", "officeLocation"),
        ("objectId", "id"),
    ];
    let truths = [
        ("accountEnabled", "accountEnabled"),
        ("dirSyncEnabled", "onPremisesSyncEnabled"),
    ];
    let firsts = [
        ("telephoneNumber", "businessPhones"),
        ("sipProxyAddress", "imAddresses"),
    ];
    let dates = [
        ("employeeHireDate", "employeeHireDate"),
        ("employeehiredate", "employeeHireDate"),
    ];
    if let Some((exact, field)) = same(name, &texts).or_else(|| row(name, &renamed)) {
        return Some(new(exact, field, Kind::Text, TEXT));
    }
    if let Some((exact, field)) = row(name, &truths) {
        return Some(new(exact, field, Kind::Truth, EQUALITY));
    }
    if let Some((exact, field)) = row(name, &firsts) {
        return Some(new(exact, field, Kind::First, TEXT));
    }
    if let Some((exact, field)) = row(name, &dates) {
        return Some(new(exact, field, Kind::Date, DATE));
    }
    if let Some((exact, field)) = same(name, &["otherMails", "proxyAddresses"]) {
        return Some(new(exact, field, Kind::Texts, TEXT));
    }
    if let Some((exact, field)) = same(name, &["assignedPlans"]) {
        return Some(new(exact, field, Kind::Plans, &[]));
    }
    member_of(name)
        .or_else(|| extension_attribute(name, "onPremisesExtensionAttributes", TEXT))
        .or_else(|| extension(name))
}

fn device(name: &str) -> Option<Property> {
    let texts = [
        ("deviceId", "deviceId"),
        ("displayName", "displayName"),
        ("deviceCategory", "deviceCategory"),
        ("deviceOwnership", "deviceOwnership"),
        ("enrollmentProfileName", "enrollmentProfileName"),
        ("managementType", "managementType"),
        ("profileType", "profileType"),
        ("objectId", "id"),
        ("deviceOSType", "operatingSystem"),
        ("deviceOSVersion", "operatingSystemVersion"),
        ("deviceManufacturer", "manufacturer"),
        ("deviceModel", "model"),
        ("deviceTrustType", "trustType"),
        ("deviceManagementAppId", "mdmAppId"),
    ];
    let collections = [
        ("devicePhysicalIds", "physicalIds"),
        ("devicePhysicalIDs", "physicalIds"),
        ("systemLabels", "systemLabels"),
    ];
    if let Some((exact, field)) = row(name, &texts) {
        return Some(new(exact, field, Kind::Text, TEXT));
    }
    if let Some((exact, field)) = same(name, &["accountEnabled", "isRooted"]) {
        return Some(new(exact, field, Kind::Truth, EQUALITY));
    }
    if let Some((exact, field)) = row(name, &collections) {
        return Some(new(exact, field, Kind::Texts, TEXT));
    }
    if let Some((exact, field)) = same(name, &["organizationalUnit"]) {
        return Some(new(exact, field, Kind::Unrecognised, TEXT));
    }
    member_of(name).or_else(|| extension_attribute(name, "extensionAttributes", TEXT))
}

/// Clause F7, for devices.
fn managed_device(name: &str) -> Option<Property> {
    let texts = [
        ("deviceName", "deviceName"),
        ("manufacturer", "manufacturer"),
        ("model", "model"),
        ("deviceCategory", "deviceCategoryDisplayName"),
        ("osVersion", "osVersion"),
        ("enrollmentProfileName", "enrollmentProfileName"),
    ];
    if let Some((_, field)) = row(name, &texts) {
        return Some(new(true, field, Kind::Text, FILTERED));
    }
    let others: [(&str, &str, Kind, &'static [Operator]); 7] = [
        (
            "operatingSystemVersion",
            "osVersion",
            Kind::Version,
            VERSION,
        ),
        (
            "deviceOwnership",
            "managedDeviceOwnerType",
            Kind::Owner,
            EQUALITY,
        ),
        ("deviceTrustType", "joinType", Kind::Join, LISTED),
        ("operatingSystemSKU", "skuNumber", Kind::Edition, FILTERED),
        (
            "cpuArchitecture",
            "processorArchitecture",
            Kind::Processor,
            LISTED,
        ),
        ("IsRooted", "jailBroken", Kind::Text, EQUALITY),
        ("deviceManagementType", "", Kind::Untold, EQUALITY),
    ];
    let found = others
        .into_iter()
        .find(|other| other.0.eq_ignore_ascii_case(name));
    found.map(|(_, field, kind, operators)| new(true, field, kind, operators))
}

/// Clause F7, for apps.
fn managed_app(name: &str) -> Option<Property> {
    let texts = [
        "appVersion",
        "deviceManufacturer",
        "deviceModel",
        "osVersion",
    ];
    if let Some((_, field)) = same(name, &texts) {
        return Some(new(true, field, Kind::Text, FILTERED));
    }
    if let Some((_, field)) = same(name, &["deviceManagementType"]) {
        return Some(new(true, field, Kind::Text, EQUALITY));
    }
    row(name, &[("operatingSystemVersion", "osVersion")])
        .map(|(_, field)| new(true, field, Kind::Version, VERSION))
}

/// Clause K3.
fn filtered_device(name: &str) -> Option<Property> {
    let full = [
        "displayName",
        "enrollmentProfileName",
        "manufacturer",
        "model",
        "operatingSystem",
        "operatingSystemVersion",
    ];
    let equal = ["deviceOwnership", "profileType", "trustType"];
    if let Some((_, field)) = same(name, &full) {
        return Some(new(true, field, Kind::Text, FULL));
    }
    if let Some((_, field)) = same(name, &["deviceId", "mdmAppId"]) {
        return Some(new(true, field, Kind::Text, LISTED));
    }
    if let Some((_, field)) = same(name, &equal) {
        return Some(new(true, field, Kind::Text, EQUALITY));
    }
    if let Some((_, field)) = same(name, &["isCompliant"]) {
        return Some(new(true, field, Kind::WrittenTruth, EQUALITY));
    }
    if let Some((_, field)) = same(name, &["physicalIds", "systemLabels"]) {
        return Some(new(true, field, Kind::Texts, MEMBERS));
    }
    extension_attribute(name, "extensionAttributes", FULL)
}

fn member_of(name: &str) -> Option<Property> {
    let (exact, field) = same(name, &["memberOf", "memberof"])?;
    Some(new(exact, field, Kind::Groups, &[]))
}

/// `extensionAttribute1` to `15`: the field is the object, a dot, the name.
fn extension_attribute(
    name: &str,
    object: &str,
    operators: &'static [Operator],
) -> Option<Property> {
    let names: Vec<String> = (1..=15)
        .map(|at| format!("extensionAttribute{at}"))
        .collect();
    let found = names.iter().find(|own| own.eq_ignore_ascii_case(name))?;
    let field = format!("{object}.{found}");
    Some(new(
        found == name,
        &field,
        Kind::ExtensionAttribute,
        operators,
    ))
}

/// `extension_<32 digits>_<name>` (D27).
fn extension(name: &str) -> Option<Property> {
    let (prefix, rest) = name.split_once('_')?;
    let (app, own) = rest.split_once('_')?;
    let is_app = app.len() == 32 && app.bytes().all(|byte| byte.is_ascii_hexdigit());
    let found = prefix.eq_ignore_ascii_case("extension") && is_app && !own.is_empty();
    found.then(|| new(prefix == "extension", name, Kind::Text, TEXT))
}
