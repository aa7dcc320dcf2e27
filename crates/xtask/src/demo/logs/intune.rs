//! Events of Intune: who made, changed, assigned or merely read a policy.

use crate::demo::json::Json;
use crate::demo::people::{employees, user_id};
use crate::demo::policies::policy_id;
use crate::demo::seed::{days_before, guid};

const SERVICE: &str = "Modern Workplace Management";
const CONFIGURATION: &str = "DeviceConfiguration";
const CATALOGUE: &str = "DeviceManagementConfigurationPolicy";

/// One event: days before the capture, verb, type, name of the object, whether the service did it.
struct Event(i64, &'static str, &'static str, &'static str, bool);

const EVENTS: [Event; 20] = [
    Event(1, "Get", CONFIGURATION, "Contoso VPN", false),
    Event(2, "Patch", CONFIGURATION, "Contoso VPN", false),
    Event(2, "Assign", CONFIGURATION, "Contoso VPN", false),
    Event(
        4,
        "Patch",
        CONFIGURATION,
        "Modern Workplace Update Policy [Test]",
        true,
    ),
    Event(
        5,
        "Patch",
        CONFIGURATION,
        "Modern Workplace Update Policy [First]",
        true,
    ),
    Event(
        6,
        "Assign",
        CONFIGURATION,
        "Modern Workplace Update Policy [First]",
        false,
    ),
    Event(7, "Patch", "MobileApp", "Contoso Ledger", false),
    Event(8, "Create", CATALOGUE, "Contoso - Edge favourites", false),
    Event(8, "Assign", CATALOGUE, "Contoso - Edge favourites", false),
    Event(
        10,
        "Get",
        CATALOGUE,
        "Modern Workplace - Edge Update Policy [Test]",
        true,
    ),
    Event(
        11,
        "Patch",
        CATALOGUE,
        "Modern Workplace - Edge Update Policy [Test]",
        true,
    ),
    Event(
        12,
        "Patch",
        "DeviceCompliancePolicy",
        "Contoso Windows compliance",
        false,
    ),
    Event(
        13,
        "Assign",
        "DeviceCompliancePolicy",
        "Contoso Windows compliance",
        false,
    ),
    Event(
        15,
        "Patch",
        CONFIGURATION,
        "Modern Workplace Update Policy [Fast]",
        true,
    ),
    Event(
        16,
        "Assign",
        CONFIGURATION,
        "Modern Workplace Update Policy [Fast]",
        false,
    ),
    Event(
        18,
        "Create",
        CONFIGURATION,
        "Contoso BitLocker for operators",
        false,
    ),
    Event(
        18,
        "Assign",
        CONFIGURATION,
        "Contoso BitLocker for operators",
        false,
    ),
    Event(
        21,
        "Patch",
        CONFIGURATION,
        "Modern Workplace Update Policy - Broad",
        true,
    ),
    Event(24, "Patch", CONFIGURATION, "Contoso Wi-Fi", false),
    Event(
        27,
        "Create",
        "MobileApp",
        "Modern Workplace - Time Correction",
        true,
    ),
];

pub(super) fn events() -> Vec<(String, Json)> {
    EVENTS.iter().map(render).collect()
}

fn render(event: &Event) -> (String, Json) {
    let Event(days, verb, kind, name, service) = event;
    let label = format!("intune audit/{days}/{verb}/{name}");
    let time = days_before(*days, &label);
    let body = object! {
        "id": guid("intune audit", &label),
        "displayName": format!("{verb} {kind}"),
        "componentName": kind.trim_start_matches("DeviceManagement"),
        "activity": Json::Null,
        "activityDateTime": time.as_str(),
        "activityType": format!("{verb} {kind}"),
        "activityOperationType": operation(verb),
        "activityResult": "Success",
        "correlationId": guid("correlation", &label),
        "category": if *kind == "MobileApp" { "Application" } else { "DeviceConfiguration" },
        "actor": actor(*service),
        "resources": [object! {
            "displayName": *name,
            "type": *kind,
            "resourceId": policy_id(name),
            "modifiedProperties": modified(verb),
        }],
    };
    (time, body)
}

fn operation(verb: &str) -> &'static str {
    match verb {
        "Create" => "Create",
        "Get" => "Get",
        "Assign" => "Action",
        _ => "Patch",
    }
}

/// The service acts through its application, Contoso through its administrators.
fn actor(service: bool) -> Json {
    let admin = employees().into_iter().find(|who| who.department == "IT");
    let upn = admin.map(|who| who.upn).filter(|_| !service);
    object! {
        "type": if service { "Application" } else { "ItPro" },
        "userId": upn.as_deref().map(user_id),
        "userPrincipalName": upn.as_deref(),
        "applicationId": if service { guid("app", SERVICE) } else { guid("app", "Intune portal") },
        "applicationDisplayName": if service { SERVICE } else { "Microsoft Intune portal extension" },
        "ipAddress": Json::Null,
    }
}

fn modified(verb: &str) -> Vec<Json> {
    if verb == "Get" {
        return vec![];
    }
    vec![object! {
        "displayName": "DeviceManagementAPIVersion",
        "oldValue": Json::Null,
        "newValue": "5025-09-01",
    }]
}
