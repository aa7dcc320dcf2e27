//! Whether a Conditional Access policy applies to a sign-in.

use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use super::answer::Found;
use super::case::{Case, Object};
use super::ids::guid;
use super::policies::POLICY;
use super::snapshot::Snapshot;
use super::tenant::{Engine, Tenant};

/// Where the policies stand.
const POLICIES: &str = "identity/conditionalAccess/policies";

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Asked {
    policy: Object,
    snapshot: Snapshot,
    sign_in: SignedIn,
}

/// A sign-in as cases write it.
#[expect(
    dead_code,
    reason = "the graph does not answer whether a policy applies to a sign-in"
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SignedIn {
    #[serde(default)]
    user: Option<String>,
    #[serde(default)]
    service_principal: Option<Object>,
    #[serde(default)]
    resource_app_id: Option<String>,
    #[serde(default)]
    user_action: Option<String>,
    #[serde(default)]
    authentication_context: Option<String>,
    #[serde(default)]
    platform: Option<String>,
    #[serde(default, alias = "clientAppType")]
    client_app: Option<String>,
    #[serde(default)]
    location: Option<String>,
    #[serde(default, alias = "userRiskLevel")]
    user_risk: Option<String>,
    #[serde(default, alias = "signInRiskLevel")]
    sign_in_risk: Option<String>,
    #[serde(default, alias = "servicePrincipalRiskLevel")]
    service_principal_risk: Option<String>,
    /// Absent: nothing is said; null: the device is not registered.
    #[serde(default, deserialize_with = "device")]
    device: Device,
}

/// The device of a sign-in.
#[derive(Debug, Default)]
enum Device {
    /// Nothing is said of it.
    #[default]
    Unsaid,
    /// The directory does not know it.
    Unregistered,
    /// The directory has it.
    Registered(Object),
}

/// The device of a sign-in, among the devices of the export.
const DEVICE: &str = "the device that signs in";

/// A device that is there, though it may be null.
fn device<'de, D: Deserializer<'de>>(from: D) -> Result<Device, D::Error> {
    let device = Option::<Object>::deserialize(from)?;
    Ok(device.map_or(Device::Unregistered, Device::Registered))
}

/// Whether the policy of a case applies to its sign-in.
pub fn applies(engine: &Engine, case: &Case) -> Result<Found, String> {
    let asked: Asked = case.body()?;
    let tenant = load(engine, &asked)?;
    let policy = tenant.object(POLICIES, &guid(POLICY));
    policy.ok_or_else(|| format!("the engine did not load `{POLICIES}`"))?;
    Err("not yet".to_owned())
}

/// What several policies that apply demand together.
pub fn combine(_case: &Case) -> Result<Found, String> {
    Err("not yet".to_owned())
}

fn load(engine: &Engine, asked: &Asked) -> Result<Tenant, String> {
    let mut snapshot = asked.snapshot.clone();
    snapshot
        .service_principals
        .extend(asked.sign_in.service_principal.clone());
    if let Device::Registered(device) = &asked.sign_in.device {
        let mut device = device.clone();
        device.insert("id".to_owned(), json!(DEVICE));
        snapshot.devices.push(device);
    }
    let mut export = snapshot.export(None)?;
    export.add(POLICIES, vec![policy(&asked.policy)?]);
    engine.load(&export)
}

/// The policy as Graph writes it: every condition is there, and null or empty
/// where it asks nothing.
fn policy(policy: &Object) -> Result<Value, String> {
    let mut made = Object::new();
    made.insert("grantControls".to_owned(), Value::Null);
    made.insert("sessionControls".to_owned(), Value::Null);
    for (key, value) in policy {
        let value = match (key.as_str(), value) {
            ("conditions", Value::Object(conditions)) => Value::Object(written(conditions)),
            ("state" | "grantControls" | "sessionControls" | "displayName", value) => value.clone(),
            (other, _) => return Err(format!("`{other}` of a policy is not known")),
        };
        made.insert(key.clone(), value);
    }
    made.insert("id".to_owned(), json!(guid(POLICY)));
    made.entry("displayName").or_insert(json!(POLICY));
    Ok(Value::Object(made))
}

fn written(conditions: &Object) -> Object {
    let mut made = defaults(&json!({
        "users": null,
        "applications": null,
        "clientApplications": null,
        "clientAppTypes": ["all"],
        "platforms": null,
        "locations": null,
        "devices": null,
        "userRiskLevels": [],
        "signInRiskLevels": [],
        "servicePrincipalRiskLevels": [],
    }));
    for (key, value) in conditions {
        let mut filled = match value {
            Value::Object(_) => defaults(&inner(key)),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => {
                made.insert(key.clone(), value.clone());
                continue;
            }
        };
        filled.extend(value.as_object().cloned().unwrap_or_default());
        made.insert(key.clone(), translated(&Value::Object(filled)));
    }
    made
}

/// What Graph writes in a condition that asks for something else.
fn inner(condition: &str) -> Value {
    match condition {
        "users" => json!({
            "includeUsers": [], "excludeUsers": [],
            "includeGroups": [], "excludeGroups": [],
            "includeRoles": [], "excludeRoles": [],
            "includeGuestsOrExternalUsers": null, "excludeGuestsOrExternalUsers": null,
        }),
        "applications" => json!({
            "includeApplications": [], "excludeApplications": [],
            "includeUserActions": [], "includeAuthenticationContextClassReferences": [],
            "applicationFilter": null,
        }),
        "clientApplications" => json!({
            "includeServicePrincipals": [], "excludeServicePrincipals": [],
            "servicePrincipalFilter": null,
        }),
        "platforms" => json!({ "includePlatforms": [], "excludePlatforms": [] }),
        "locations" => json!({ "includeLocations": [], "excludeLocations": [] }),
        _ => json!({}),
    }
}

fn defaults(json: &Value) -> Object {
    json.as_object().cloned().unwrap_or_default()
}

/// The lists in which ids stand.
const LISTS: &[&str] = &[
    "includeUsers",
    "excludeUsers",
    "includeGroups",
    "excludeGroups",
    "includeRoles",
    "excludeRoles",
    "includeApplications",
    "excludeApplications",
    "includeServicePrincipals",
    "excludeServicePrincipals",
    "includeLocations",
    "excludeLocations",
    "members",
];

/// The same with the ids of the export.
fn translated(value: &Value) -> Value {
    let Value::Object(object) = value else {
        return value.clone();
    };
    let pairs = object.iter().map(|(key, value)| {
        let value = match value {
            Value::Array(items) if LISTS.contains(&key.as_str()) => {
                let ids = items.iter().map(|item| {
                    item.as_str()
                        .map_or_else(|| item.clone(), |id| json!(guid(id)))
                });
                Value::Array(ids.collect())
            }
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_) => translated(value),
        };
        (key.clone(), value)
    });
    Value::Object(pairs.collect())
}
