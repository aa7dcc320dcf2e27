//! Intune's policies and apps, each with whom it is assigned to.

mod apps;
mod compliance;
mod configurations;
mod enrolment;
mod rings;
mod settings;

use super::groups::group_id;
use super::json::Json;
use super::seed::{below, days_before, guid};
use super::writer::Export;

/// The collections of scripts, which the demo's exporter had no permission to read.
const SCRIPTS: [&str; 2] = [
    "deviceManagement/deviceHealthScripts",
    "deviceManagement/deviceManagementScripts",
];

const NO_FILTER: &str = "00000000-0000-0000-0000-000000000000";

/// A policy or an app, before it is written.
#[derive(Debug)]
pub(crate) struct Policy {
    pub(crate) name: &'static str,
    pub(crate) owner: Owner,
    odata_type: &'static str,
    description: &'static str,
    targets: Vec<Target>,
    filter: Option<Filter>,
    more: Json,
}

/// Whose a policy is, as the register of the service's objects says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Owner {
    Microsoft,
    /// In the register, as the customer's.
    Customer,
    /// Not in the register.
    Unlisted,
}

/// One row of an assignment.
#[derive(Clone, Copy, Debug)]
enum Target {
    Group(&'static str),
    Without(&'static str),
    AllUsers,
    AllDevices,
}

/// An assignment filter that narrows every inclusion of a policy.
#[derive(Clone, Copy, Debug)]
struct Filter {
    name: &'static str,
    mode: &'static str,
}

/// A collection of Intune.
struct Collection {
    path: &'static str,
    /// What the collection calls the name of an object.
    name_key: &'static str,
    policies: Vec<Policy>,
}

/// The id of a policy or an app, by its name.
pub(crate) fn policy_id(name: &str) -> String {
    guid("intune object", name)
}

/// Every policy and app, with the path of its collection.
pub(crate) fn all() -> Vec<(&'static str, Policy)> {
    let rows = |one: Collection| {
        let path = one.path;
        one.policies.into_iter().map(move |policy| (path, policy))
    };
    collections().into_iter().flat_map(rows).collect()
}

pub(crate) fn write(export: &mut Export) {
    for one in collections() {
        let items = one
            .policies
            .iter()
            .map(|policy| render(policy, one.name_key));
        export.collection(one.path, items.collect());
    }
    export.collection("deviceManagement/assignmentFilters", filters());
    for path in SCRIPTS {
        export.file(path, &refusal());
    }
}

fn collections() -> Vec<Collection> {
    let named = |path, policies| Collection {
        path,
        name_key: "displayName",
        policies,
    };
    let mut configurations = rings::policies();
    configurations.extend(configurations::policies());
    vec![
        named("deviceManagement/deviceConfigurations", configurations),
        Collection {
            path: "deviceManagement/configurationPolicies",
            name_key: "name",
            policies: settings::catalogue(),
        },
        named(
            "deviceManagement/deviceCompliancePolicies",
            compliance::policies(),
        ),
        named(
            "deviceManagement/groupPolicyConfigurations",
            settings::templates(),
        ),
        named("deviceManagement/intents", Vec::new()),
        named("deviceManagement/windowsFeatureUpdateProfiles", Vec::new()),
        named("deviceManagement/windowsQualityUpdateProfiles", Vec::new()),
        named("deviceManagement/windowsQualityUpdatePolicies", Vec::new()),
        named("deviceManagement/windowsDriverUpdateProfiles", Vec::new()),
        named(
            "deviceManagement/deviceEnrollmentConfigurations",
            enrolment::configurations(),
        ),
        named(
            "deviceManagement/windowsAutopilotDeploymentProfiles",
            enrolment::profiles(),
        ),
        named("deviceAppManagement/mobileApps", apps::apps()),
        named(
            "deviceAppManagement/targetedManagedAppConfigurations",
            apps::configurations(),
        ),
        named("deviceAppManagement/managedAppPolicies", Vec::new()),
        named("deviceAppManagement/mobileAppConfigurations", Vec::new()),
        named("deviceAppManagement/policySets", Vec::new()),
    ]
}

impl Policy {
    fn new(name: &'static str, odata_type: &'static str, targets: &[Target]) -> Self {
        Self {
            name,
            owner: Owner::Unlisted,
            odata_type,
            description: "",
            targets: targets.to_vec(),
            filter: None,
            more: object! {},
        }
    }

    fn owned_by(self, owner: Owner) -> Self {
        Self { owner, ..self }
    }

    fn described(self, description: &'static str) -> Self {
        Self {
            description,
            ..self
        }
    }

    fn filtered(self, filter: Filter) -> Self {
        Self {
            filter: Some(filter),
            ..self
        }
    }

    fn with(self, more: Json) -> Self {
        Self { more, ..self }
    }
}

fn render(policy: &Policy, name_key: &str) -> Json {
    let age = 3 + below(policy.name, 200);
    let kind = match policy.odata_type {
        "" => object! {},
        odata_type => object! { "@odata.type": format!("#microsoft.graph.{odata_type}") },
    };
    let name = Json::Object(vec![(name_key.to_owned(), Json::from(policy.name))]);
    kind.with(object! { "id": policy_id(policy.name) })
        .with(name)
        .with(object! {
            "description": policy.description,
            "createdDateTime": days_before(age + 150, policy.name),
            "lastModifiedDateTime": days_before(age, policy.name),
        })
        .with(policy.more.clone())
        .with(object! { "assignments": assignments(policy) })
}

fn assignments(policy: &Policy) -> Vec<Json> {
    let rows = policy.targets.iter();
    rows.map(|target| assignment(policy, *target)).collect()
}

fn assignment(policy: &Policy, target: Target) -> Json {
    let id = policy_id(policy.name);
    let (kind, suffix, group) = match target {
        Target::Group(name) => ("groupAssignmentTarget", group_id(name), true),
        Target::Without(name) => ("exclusionGroupAssignmentTarget", group_id(name), true),
        Target::AllUsers => (
            "allLicensedUsersAssignmentTarget",
            ALL_USERS.to_owned(),
            false,
        ),
        Target::AllDevices => ("allDevicesAssignmentTarget", ALL_DEVICES.to_owned(), false),
    };
    let filter = match target {
        Target::Without(_) => None,
        Target::Group(_) | Target::AllUsers | Target::AllDevices => policy.filter,
    };
    let mut body = object! { "@odata.type": format!("#microsoft.graph.{kind}") };
    if group {
        body = body.with(object! { "groupId": suffix.as_str() });
    }
    let intent = apps::intent(policy.odata_type);
    object! { "id": format!("{id}_{suffix}") }
        .with(intent.map_or(object! {}, |intent| object! { "intent": intent }))
        .with(object! {
            "source": "direct",
            "sourceId": id,
            "target": body.with(filter_fields(filter)),
        })
}

/// The ids that Intune gives to its two virtual groups in the id of an assignment.
const ALL_USERS: &str = "acacacac-9df4-4c7d-9d50-4ef0226f57a9";
const ALL_DEVICES: &str = "adadadad-808e-44e2-905a-0b7873a8a531";

fn filter_fields(filter: Option<Filter>) -> Json {
    object! {
        "deviceAndAppManagementAssignmentFilterId":
            filter.map_or(NO_FILTER.to_owned(), |filter| filter_id(filter.name)),
        "deviceAndAppManagementAssignmentFilterType":
            filter.map_or("none", |filter| filter.mode),
    }
}

fn filter_id(name: &str) -> String {
    guid("assignment filter", name)
}

fn filters() -> Vec<Json> {
    let filter = |name: &str, platform: &str, rule: &str| {
        object! {
            "id": filter_id(name),
            "displayName": name,
            "description": "",
            "platform": platform,
            "rule": rule,
            "assignmentFilterManagementType": "devices",
            "createdDateTime": days_before(260, name),
            "lastModifiedDateTime": days_before(33, name),
        }
    };
    vec![
        filter(
            "Corporate Windows devices",
            "windows10AndLater",
            "(device.deviceOwnership -eq \"Corporate\")",
        ),
        filter(
            "Windows 11 24H2",
            "windows10AndLater",
            "(device.osVersion -startsWith \"10.0.26100\")",
        ),
    ]
}

/// What Graph answered instead of the scripts.
fn refusal() -> Json {
    let request = guid("request", "scripts");
    object! {
        "error": object! {
            "code": "Forbidden",
            "message": "Application is not authorized to perform this operation. \
                Application must have one of the following scopes: DeviceManagementScripts.Read.All, \
                DeviceManagementScripts.ReadWrite.All",
            "innerError": object! {
                "date": "2026-11-22T07:58:41",
                "request-id": request.as_str(),
                "client-request-id": request.as_str(),
            },
        },
    }
}
