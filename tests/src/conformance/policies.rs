//! Intune policies and assignment filters of cases as Graph writes them.

use serde_json::{Value, json};

use super::case::Object;
use super::ids::guid;
use super::kinds::{self, Platform};

/// The id of the policy that a case asks about.
pub const POLICY: &str = "the policy of the case";

/// A policy, and the collection that it stands in.
#[derive(Debug, Clone)]
pub struct Policy {
    /// The path of the collection.
    pub path: &'static str,
    /// The object.
    pub object: Object,
}

/// Properties of policies that Graph has and that are copied as they are.
const OWN: &[&str] = &[
    "createdDateTime",
    "description",
    "displayName",
    "isAssigned",
    "lastModifiedDateTime",
    "platforms",
    "priority",
    "roleScopeTagIds",
    "technologies",
    "templateReference",
    "version",
];

/// Fields of a target in which the id of a group or of a filter stands.
const IDS: &[&str] = &["groupId", "deviceAndAppManagementAssignmentFilterId"];

/// What an assignment has unless it says so itself.
const NO_FILTER: &[(&str, Option<&str>)] = &[
    ("deviceAndAppManagementAssignmentFilterId", None),
    ("deviceAndAppManagementAssignmentFilterType", Some("none")),
];

/// The policy of a case. `intents` are those of assignments that name none.
pub fn policy(policy: &Object, intents: &[String]) -> Result<Policy, String> {
    let kind = policy.get("kind").and_then(Value::as_str);
    let kind = kind.ok_or("the policy has no `kind`")?;
    let platform = platform(policy)?;
    let mut made = of_kind(kind, platform)?;
    let own = policy.get("intent").and_then(Value::as_str);
    let intents = own.map_or_else(|| intents.to_vec(), |own| vec![own.to_owned()]);
    for (key, value) in policy {
        match key.as_str() {
            "kind" | "platform" | "intent" | "id" => {}
            "assignments" => {
                let list = assignments(value, &intents)?;
                made.object.insert(key.clone(), list);
            }
            own if OWN.contains(&own) => {
                made.object.insert(key.clone(), value.clone());
            }
            other => return Err(format!("`{other}` of a policy is not known")),
        }
    }
    Ok(made)
}

/// A policy of a kind without assignments.
pub fn of_kind(kind: &str, platform: Option<Platform>) -> Result<Policy, String> {
    let place = kinds::place(kind, platform)
        .ok_or_else(|| format!("policies of the kind `{kind}` are not known"))?;
    let json_type = format!("#microsoft.graph.{}", place.json_type);
    let mut object = Object::new();
    object.insert("@odata.type".to_owned(), json!(json_type));
    object.insert("id".to_owned(), json!(guid(POLICY)));
    object.insert("displayName".to_owned(), json!(POLICY));
    if let Some(catalogue) = place.catalogue {
        object.insert("name".to_owned(), json!(POLICY));
        let platforms = platform.map(Platform::in_catalogue);
        object.insert("platforms".to_owned(), json!(platforms));
        let template = json!({ "templateFamily": catalogue.family });
        object.insert("templateReference".to_owned(), template);
        object.insert("technologies".to_owned(), json!(catalogue.technologies));
    }
    if place.json_type == "deviceEnrollmentPlatformRestrictionConfiguration" {
        let platform = platform.unwrap_or(Platform::Windows).in_restrictions();
        object.insert("platformType".to_owned(), json!(platform));
    }
    Ok(Policy {
        path: place.path,
        object,
    })
}

/// An assignment filter. Its platform is that of the policy, and what it is
/// about is what its rule speaks of, unless the case says it.
pub fn filter(id: &str, filter: &Object, platform: Option<Platform>) -> Result<Value, String> {
    let rule = filter.get("rule").and_then(Value::as_str);
    let mut made = Object::new();
    made.insert("id".to_owned(), json!(guid(id)));
    made.insert("displayName".to_owned(), json!(id));
    let about_apps = rule.is_some_and(|rule| {
        let rule = rule.trim_start_matches([' ', '(']);
        rule.to_ascii_lowercase().starts_with("app.")
    });
    let mut about = if about_apps { "apps" } else { "devices" };
    let mut platform = platform;
    for (key, value) in filter {
        match (key.as_str(), value.as_str()) {
            ("platform", Some(name)) => {
                platform =
                    Some(Platform::named(name).ok_or("the platform of a filter is not known")?);
            }
            ("kind" | "filterKind" | "assignmentFilterManagementType", Some(kind)) => {
                let apps = kind.to_ascii_lowercase().contains("app");
                about = if apps { "apps" } else { "devices" };
            }
            ("rule" | "displayName", _) => {
                made.insert(key.clone(), value.clone());
            }
            (other, _) => return Err(format!("`{other}` of a filter is not known")),
        }
    }
    made.insert("assignmentFilterManagementType".to_owned(), json!(about));
    let platform = filter_platform(platform.unwrap_or(Platform::Windows), about);
    made.insert("platform".to_owned(), json!(platform));
    Ok(Value::Object(made))
}

/// The platform that a case gives its policy.
pub fn platform(policy: &Object) -> Result<Option<Platform>, String> {
    match policy.get("platform") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(name)) => match Platform::named(name) {
            Some(platform) => Ok(Some(platform)),
            None => Err(format!("the platform `{name}` is not known")),
        },
        Some(_) => Err("`platform` of a policy is no text".to_owned()),
    }
}

/// Graph's word for the platform of a filter.
const fn filter_platform(platform: Platform, about: &str) -> &'static str {
    let devices = about.len() == "devices".len();
    match (platform, devices) {
        (Platform::Windows | Platform::Linux, true) => "windows10AndLater",
        (Platform::Windows | Platform::Linux, false) => "windowsMobileApplicationManagement",
        (Platform::Ios, true) => "iOS",
        (Platform::Ios, false) => "iOSMobileApplicationManagement",
        (Platform::MacOs, _) => "macOS",
        (Platform::Android, true) => "androidForWork",
        (Platform::Android, false) => "androidMobileApplicationManagement",
    }
}

/// Assignments; one that names no intent is made for each of `intents`.
pub(super) fn assignments(list: &Value, intents: &[String]) -> Result<Value, String> {
    let list = match list {
        Value::Null => return Ok(Value::Null),
        Value::Array(list) => list,
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            return Err("`assignments` is no list".to_owned());
        }
    };
    let mut made = Vec::new();
    for assignment in list {
        let assignment = assignment.as_object().ok_or("an assignment is no object")?;
        let copy = copied(assignment, made.len())?;
        if copy.contains_key("intent") || intents.is_empty() {
            made.push(Value::Object(copy));
            continue;
        }
        for intent in intents {
            let mut copy = copy.clone();
            copy.insert("intent".to_owned(), json!(intent));
            made.push(Value::Object(copy));
        }
    }
    Ok(Value::Array(made))
}

fn copied(assignment: &Object, at: usize) -> Result<Object, String> {
    let mut made = Object::new();
    made.insert("id".to_owned(), json!(format!("{}_{at}", guid(POLICY))));
    for (key, value) in assignment {
        match key.as_str() {
            "target" => {
                let target = value.as_object().ok_or("a target is no object")?;
                made.insert(key.clone(), Value::Object(target_of(target)));
            }
            "intent" | "source" | "sourceId" | "settings" | "id" => {
                made.insert(key.clone(), value.clone());
            }
            other => return Err(format!("`{other}` of an assignment is not known")),
        }
    }
    Ok(made)
}

fn target_of(target: &Object) -> Object {
    let mut made: Object = NO_FILTER
        .iter()
        .map(|(key, value)| ((*key).to_owned(), json!(value)))
        .collect();
    for (key, value) in target {
        let value = match value.as_str() {
            Some(id) if IDS.contains(&key.as_str()) => json!(guid(id)),
            _ => value.clone(),
        };
        made.insert(key.clone(), value);
    }
    made
}
