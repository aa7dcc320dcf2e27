//! Which kind of policy a collection holds, and what JSON types in it differ.

use super::platform::{Platform, Platforms};
use super::{App, Availability, Family, Filters, Kind, Workload, Workplace};

const PLAIN: Kind = Kind {
    family: Family::Plain,
    platforms: Platforms::Unsaid,
    filters: Filters::Devices,
    workload: Some(Workload::DeviceConfiguration),
    workplace: Workplace::Same,
};

/// Collections of Graph, in small letters, and the kind of what they hold.
pub(super) fn kind_of(path: &str, json_type: &str) -> Kind {
    let path = path.to_ascii_lowercase();
    match path.split_once('/') {
        Some(("devicemanagement", rest)) => management(rest, json_type),
        Some(("deviceappmanagement", rest)) => apps(rest, json_type),
        Some(_) | None => by_type(json_type),
    }
}

fn management(collection: &str, json_type: &str) -> Kind {
    match collection {
        "devicecompliancepolicies" => Kind {
            family: Family::Compliance,
            workload: Some(Workload::Compliance),
            ..by_type(json_type)
        },
        "compliancepolicies" => Kind {
            family: Family::Compliance,
            workload: Some(Workload::Compliance),
            filters: Filters::Unsupported,
            ..catalogue()
        },
        "configurationpolicies" => catalogue(),
        "deviceconfigurations" => configuration(json_type),
        "grouppolicyconfigurations" => windows(PLAIN),
        "devicemanagementscripts" => windows(Kind {
            filters: Filters::Unsupported,
            workload: None,
            workplace: Workplace::Scripts,
            ..PLAIN
        }),
        "devicehealthscripts" => windows(Kind {
            workload: None,
            workplace: Workplace::Scripts,
            ..PLAIN
        }),
        "deviceshellscripts" | "devicecustomattributeshellscripts" => Kind {
            platforms: Platforms::Only(vec![Platform::MacOs]),
            filters: Filters::Unsupported,
            workload: None,
            ..PLAIN
        },
        "windowsfeatureupdateprofiles" => windows(Kind {
            filters: Filters::Unsupported,
            ..update()
        }),
        "windowsqualityupdateprofiles"
        | "windowsqualityupdatepolicies"
        | "windowsdriverupdateprofiles" => windows(update()),
        "windowsautopilotdeploymentprofiles" => windows(Kind {
            family: Family::Autopilot,
            filters: Filters::Unsupported,
            workload: None,
            ..PLAIN
        }),
        "deviceenrollmentconfigurations" => enrolment(json_type),
        "termsandconditions" | "devicemanagementpartners" => Kind {
            platforms: Platforms::Any,
            filters: Filters::Unsupported,
            workload: None,
            ..PLAIN
        },
        "intents" => Kind {
            filters: Filters::Unsupported,
            ..PLAIN
        },
        _ => by_type(json_type),
    }
}

fn apps(collection: &str, json_type: &str) -> Kind {
    match collection {
        "mobileapps" => app(json_type),
        "mobileappconfigurations" => Kind {
            workload: None,
            ..by_type(json_type)
        },
        "policysets" => Kind {
            platforms: Platforms::Any,
            filters: Filters::Unsupported,
            workload: None,
            ..PLAIN
        },
        "ioslobappprovisioningconfigurations" => Kind {
            platforms: Platforms::Only(vec![Platform::Ios]),
            filters: Filters::Unsupported,
            workload: None,
            ..PLAIN
        },
        "targetedmanagedappconfigurations"
        | "managedapppolicies"
        | "defaultmanagedappprotections"
        | "androidmanagedappprotections"
        | "iosmanagedappprotections"
        | "windowsmanagedappprotections"
        | "windowsinformationprotectionpolicies"
        | "mdmwindowsinformationprotectionpolicies" => protection(collection, json_type),
        _ => by_type(json_type),
    }
}

/// What begins like a platform is for it.
fn by_type(json_type: &str) -> Kind {
    let platforms = Platform::of(json_type).map(|platform| Platforms::Only(vec![platform]));
    Kind {
        platforms: platforms.unwrap_or(Platforms::Unsaid),
        ..PLAIN
    }
}

fn windows(mut kind: Kind) -> Kind {
    kind.platforms = Platforms::Only(vec![Platform::Windows]);
    kind
}

/// The settings catalog, whose policies name their platforms.
fn catalogue() -> Kind {
    Kind {
        platforms: Platforms::Named,
        ..PLAIN
    }
}

fn update() -> Kind {
    Kind {
        workload: Some(Workload::Updates),
        workplace: Workplace::Never,
        ..PLAIN
    }
}

/// Device configurations: access to resources, protection and updates are workloads of their own.
fn configuration(json_type: &str) -> Kind {
    let has = |words: &[&str]| words.iter().any(|word| json_type.contains(word));
    let mut kind = by_type(json_type);
    if json_type.is_empty() {
        kind.filters = Filters::Unsaid;
    }
    if has(&["sharedpc", "editionupgrade"]) {
        kind = windows(kind);
    }
    if has(&["vpn", "wifi", "certificate", "trustedroot", "easemail"]) {
        kind.workload = Some(Workload::ResourceAccess);
    } else if has(&["endpointprotection", "advancedthreatprotection"]) {
        kind.workload = Some(Workload::EndpointProtection);
    } else if has(&["windowsupdateforbusiness"]) {
        kind.workload = Some(Workload::Updates);
    }
    if has(&["wirednetwork", "iosupdate"]) {
        kind.filters = Filters::Unsupported;
    }
    kind
}

fn enrolment(json_type: &str) -> Kind {
    let kind = Kind {
        platforms: Platforms::Any,
        workload: None,
        ..PLAIN
    };
    if json_type.contains("completionpage") {
        return windows(Kind {
            family: Family::StatusPage,
            ..kind
        });
    }
    if json_type.contains("notification") {
        return Kind {
            filters: Filters::Unsupported,
            ..kind
        };
    }
    Kind {
        family: Family::Restriction,
        ..kind
    }
}

fn protection(collection: &str, json_type: &str) -> Kind {
    let named = Platform::of(json_type).or_else(|| Platform::of(collection));
    let for_windows = collection == "mdmwindowsinformationprotectionpolicies";
    let named = named.or(for_windows.then_some(Platform::Windows));
    Kind {
        family: Family::Protection,
        platforms: named.map_or(Platforms::Any, |platform| Platforms::Only(vec![platform])),
        filters: Filters::Apps,
        workload: None,
        ..PLAIN
    }
}

/// Apps whose JSON type does not begin like their platform.
const APPS: &[(&str, Platform)] = &[
    ("win32", Platform::Windows),
    ("winget", Platform::Windows),
    ("officesuite", Platform::Windows),
    ("microsoftstoreforbusiness", Platform::Windows),
    ("managedios", Platform::Ios),
    ("managedandroid", Platform::Android),
];

fn app(json_type: &str) -> Kind {
    let starts = |prefix: &&(&str, Platform)| json_type.starts_with(prefix.0);
    let listed = APPS.iter().find(starts).map(|(_, platform)| *platform);
    let platforms = match listed.or_else(|| Platform::of(json_type)) {
        Some(platform) => Platforms::Only(vec![platform]),
        None if json_type.starts_with("webapp") => Platforms::Any,
        None => Platforms::Unsaid,
    };
    let windows = platforms == Platforms::Only(vec![Platform::Windows]);
    let office = json_type.starts_with("officesuite");
    let workload = if office {
        Workload::OfficeApps
    } else {
        Workload::ClientApps
    };
    let is_link = json_type.contains("webapp") || json_type.contains("webclip");
    Kind {
        family: Family::App(kind_of_app(json_type)),
        platforms,
        filters: match () {
            () if is_link => Filters::Unsupported,
            () if json_type.is_empty() => Filters::Unsaid,
            () => Filters::Devices,
        },
        workload: windows.then_some(workload),
        workplace: Workplace::Same,
    }
}

fn kind_of_app(json_type: &str) -> App {
    let available_to_devices = if json_type.is_empty() {
        Availability::Unsaid
    } else if json_type.starts_with("win32") {
        Availability::Always
    } else if json_type.starts_with("android") {
        Availability::Corporate
    } else {
        Availability::Never
    };
    App {
        available_to_devices,
        required_is_available: matches!(json_type, "managediosstoreapp" | "iosstoreapp"),
    }
}
