//! Whether a Conditional Access policy applies to a sign-in.

use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};
use tenet_graph::{Account, Application, Grant, SignIn};

use super::answer::Found;
use super::case::{Case, Object};
use super::ids::guid;
use super::people::{home_tenant, id_of};
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
    let policy = policy.ok_or_else(|| format!("the engine did not load `{POLICIES}`"))?;
    let sign_in = asked.sign_in(&tenant)?;
    Ok(match tenant.graph().applies(policy, &sign_in) {
        Application::Applied => Found::word("applied"),
        Application::NotApplied => Found::word("not_applied"),
        Application::ReportOnly => Found::word("report_only"),
        Application::NotEvaluated => Found::word("not_evaluated"),
        Application::Unknown(reasons) => Found::unknown(&reasons),
    })
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Applied {
    applied_policies: Vec<Controls>,
}

/// What a policy that applies asks for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Controls {
    #[serde(default)]
    built_in_controls: Vec<String>,
    #[serde(default)]
    operator: Option<String>,
}

/// What several policies that apply demand together.
pub fn combine(case: &Case) -> Result<Found, String> {
    let applied: Applied = case.body()?;
    let grants: Vec<Grant> = applied
        .applied_policies
        .into_iter()
        .map(|controls| Grant {
            controls: controls.built_in_controls,
            any: controls
                .operator
                .is_some_and(|operator| operator.eq_ignore_ascii_case("OR")),
        })
        .collect();
    Ok(Found::word(tenet_graph::combine(&grants).to_string()))
}

impl Asked {
    fn sign_in(&self, tenant: &Tenant) -> Result<SignIn, String> {
        let said = &self.sign_in;
        let account = match (&said.user, &said.service_principal) {
            (Some(user), None) => Account::User(guid(user)),
            (None, Some(principal)) => Account::ServicePrincipal(guid(id_of(principal)?)),
            (None, None) | (Some(_), Some(_)) => {
                return Err("a sign-in is that of a user or of a service principal".to_owned());
            }
        };
        let own = |user: &&Object| said.user.as_deref() == id_of(user).ok();
        let device = match &said.device {
            Device::Unsaid => tenet_graph::Device::Unsaid,
            Device::Unregistered => tenet_graph::Device::Unregistered,
            Device::Registered(_) => {
                let device = tenant.object("devices", &guid(DEVICE));
                tenet_graph::Device::Registered(
                    device.ok_or_else(|| "the engine did not load the device".to_owned())?,
                )
            }
        };
        let ids = |ids: &Vec<String>| ids.iter().map(|id| guid(id)).collect();
        Ok(SignIn {
            home_tenant: self.snapshot.users.iter().find(own).and_then(home_tenant),
            resource: said.resource_app_id.as_deref().map(guid),
            user_action: said.user_action.clone(),
            authentication_context: said.authentication_context.clone(),
            platform: said.platform.clone(),
            client_app: said.client_app.clone(),
            location: said.location.as_deref().map(guid),
            user_risk: said.user_risk.clone(),
            sign_in_risk: said.sign_in_risk.clone(),
            service_principal_risk: said.service_principal_risk.clone(),
            device,
            office365: self.snapshot.office365_app_ids.as_ref().map(ids),
            ..SignIn::of(account)
        })
    }
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
            // Graph names no tenants where guests of all are meant.
            Value::Object(guests) if key.ends_with("GuestsOrExternalUsers") => {
                let mut guests = guests.clone();
                guests.entry("externalTenants").or_insert(Value::Null);
                translated(&Value::Object(guests))
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
