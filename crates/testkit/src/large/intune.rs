//! Devices as Intune has them, configurations, applications and their assignments.

use crate::json::Json;

use super::{DAY, Export, Kind, SERVICE_GROUPS, before, id};

/// How many configurations there are besides the service's; half as many applications.
pub(super) const CONFIGURATIONS: usize = 300;

/// The kinds of configurations.
const KINDS: [&str; 5] = [
    "windows10GeneralConfiguration",
    "windows10CustomConfiguration",
    "windowsWifiConfiguration",
    "windows81TrustedRootCertificate",
    "windows10EndpointProtectionConfiguration",
];

/// Collections of Intune that have nothing in them.
const EMPTY: [&str; 16] = [
    "deviceManagement/configurationPolicies",
    "deviceManagement/groupPolicyConfigurations",
    "deviceManagement/intents",
    "deviceManagement/windowsFeatureUpdateProfiles",
    "deviceManagement/windowsQualityUpdateProfiles",
    "deviceManagement/windowsQualityUpdatePolicies",
    "deviceManagement/windowsDriverUpdateProfiles",
    "deviceManagement/deviceManagementScripts",
    "deviceManagement/deviceHealthScripts",
    "deviceManagement/deviceEnrollmentConfigurations",
    "deviceManagement/windowsAutopilotDeploymentProfiles",
    "deviceManagement/assignmentFilters",
    "deviceAppManagement/managedAppPolicies",
    "deviceAppManagement/targetedManagedAppConfigurations",
    "deviceAppManagement/mobileAppConfigurations",
    "deviceAppManagement/policySets",
];

pub(super) fn write(export: &mut Export) {
    let devices = 0..export.size.devices;
    export.answer(
        "deviceManagement/managedDevices",
        devices.clone().map(managed),
    );
    let registered = devices.step_by(10).map(autopilot);
    export.answer(
        "deviceManagement/windowsAutopilotDeviceIdentities",
        registered,
    );
    let mut configurations: Vec<Json> = (0..4).map(update_ring).collect();
    configurations.extend((0..CONFIGURATIONS).map(|n| configuration(export, n)));
    export.answer("deviceManagement/deviceConfigurations", configurations);
    let policies: Vec<Json> = (0..20).map(|n| compliance(export, n)).collect();
    export.answer("deviceManagement/deviceCompliancePolicies", policies);
    let apps: Vec<Json> = (0..CONFIGURATIONS / 2).map(|n| app(export, n)).collect();
    export.answer("deviceAppManagement/mobileApps", apps);
    for path in EMPTY {
        export.answer(path, []);
    }
}

fn managed(n: usize) -> Json {
    Json::object([
        ("id", Json::text(id(Kind::Managed, n))),
        ("deviceName", Json::text(format!("CON-{n:07}"))),
        ("serialNumber", Json::text(format!("SN{n:08}"))),
        ("azureADDeviceId", Json::text(id(Kind::Machine, n))),
        ("userId", Json::text("")),
        ("operatingSystem", Json::text("Windows")),
        ("managementAgent", Json::text("mdm")),
        ("complianceState", Json::text("compliant")),
        ("enrolledDateTime", Json::text(before((2 + n % 700) * DAY))),
        ("configurationManagerClientEnabledFeatures", Json::null()),
    ])
}

fn autopilot(n: usize) -> Json {
    Json::object([
        ("id", Json::text(id(Kind::Record, 1_000_000 + n))),
        ("serialNumber", Json::text(format!("SN{n:08}"))),
        ("groupTag", Json::text("Microsoft365Managed_Standard")),
        ("azureAdDeviceId", Json::text(id(Kind::Machine, n))),
        ("managedDeviceId", Json::text(id(Kind::Managed, n))),
        ("enrollmentState", Json::text("enrolled")),
    ])
}

/// The update policy of a ring, assigned to the group of the ring.
fn update_ring(n: usize) -> Json {
    let ring = ["Test", "First", "Fast", "Broad"]
        .get(n)
        .copied()
        .unwrap_or("");
    object(
        "windowsUpdateForBusinessConfiguration",
        &id(Kind::Policy, 1000 + n),
        format!("Modern Workplace Update Policy [{ring}]"),
        vec![to_group("groupAssignmentTarget", 2 + n)],
    )
}

fn configuration(export: &mut Export, n: usize) -> Json {
    let kind = KINDS.get(n % KINDS.len()).copied().unwrap_or("");
    let mut assignments = assignments(export);
    // A few are assigned to a ring, which only certificates and networks may be.
    if n % 60 == 7 {
        assignments.push(to_group("groupAssignmentTarget", 4));
    }
    let found = object(
        kind,
        &id(Kind::Policy, 2000 + n),
        format!("Configuration {n}"),
        assignments,
    );
    found.with("omaSettings", Json::List(Vec::new()))
}

fn compliance(export: &mut Export, n: usize) -> Json {
    let assignments = assignments(export);
    object(
        "windows10CompliancePolicy",
        &id(Kind::Policy, 5000 + n),
        format!("Compliance {n}"),
        assignments,
    )
}

fn app(export: &mut Export, n: usize) -> Json {
    let assignments = assignments(export).into_iter();
    let required = assignments.map(|one| one.with("intent", Json::text("required")));
    let app = object(
        "win32LobApp",
        &id(Kind::App, n),
        format!("App {n}"),
        required.collect(),
    );
    app.with("installCommandLine", Json::text("setup.exe /quiet"))
        .with("setupFilePath", Json::text("setup.exe"))
}

fn object(kind: &str, id: &str, name: String, assignments: Vec<Json>) -> Json {
    Json::object([
        (
            "@odata.type",
            Json::text(format!("#microsoft.graph.{kind}")),
        ),
        ("id", Json::text(id)),
        ("displayName", Json::text(name)),
        ("createdDateTime", Json::text(before(300 * DAY))),
        ("lastModifiedDateTime", Json::text(before(200 * DAY))),
        ("assignments", Json::List(assignments)),
    ])
}

/// One to three groups, now and then all devices, and the service's accounts left out.
fn assignments(export: &mut Export) -> Vec<Json> {
    let groups = export.size.groups();
    let random = &mut export.random;
    let mut all: Vec<Json> = (0..random.between(1, 3))
        .map(|_| {
            to_group(
                "groupAssignmentTarget",
                SERVICE_GROUPS.len() + random.below(groups),
            )
        })
        .collect();
    if random.percent(10) {
        all.push(target(Json::object([(
            "@odata.type",
            Json::text("#microsoft.graph.allDevicesAssignmentTarget"),
        )])));
    }
    all.push(to_group("exclusionGroupAssignmentTarget", 0));
    all
}

fn to_group(kind: &str, group: usize) -> Json {
    target(Json::object([
        (
            "@odata.type",
            Json::text(format!("#microsoft.graph.{kind}")),
        ),
        ("groupId", Json::text(id(Kind::Group, group))),
        ("deviceAndAppManagementAssignmentFilterId", Json::null()),
        (
            "deviceAndAppManagementAssignmentFilterType",
            Json::text("none"),
        ),
    ]))
}

fn target(target: Json) -> Json {
    Json::object([("target", target)])
}
