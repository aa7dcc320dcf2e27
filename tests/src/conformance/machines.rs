//! Devices of cases as Graph writes them, in the directory and in Intune.
//!
//! What filters and rules read is never filled in: a property that the case
//! does not give was not collected.

use serde_json::{Value, json};

use super::case::Object;
use super::ids::guid;
use super::people::id_of;

/// A device of the directory.
pub fn device(device: &Object) -> Result<Value, String> {
    let id = id_of(device)?;
    let mut made = Object::new();
    made.insert("displayName".to_owned(), json!(id));
    made.insert("accountEnabled".to_owned(), json!(true));
    made.insert("operatingSystem".to_owned(), json!("Windows"));
    made.insert("trustType".to_owned(), json!("AzureAd"));
    made.extend(device.clone());
    made.insert("id".to_owned(), json!(guid(id)));
    Ok(Value::Object(made))
}

/// A device of Intune: enrolled by its user, and managed by Intune alone.
pub fn managed(managed: &Object) -> Result<Value, String> {
    id_of(managed)?;
    let mut made = Object::new();
    made.insert("managementAgent".to_owned(), json!("mdm"));
    made.insert("userId".to_owned(), Value::Null);
    made.insert(
        "configurationManagerClientEnabledFeatures".to_owned(),
        Value::Null,
    );
    made.insert(
        "deviceEnrollmentType".to_owned(),
        json!(enrolment_of(managed)),
    );
    for (key, value) in managed {
        match (key.as_str(), value) {
            ("id" | "userId", Value::String(id)) => {
                made.insert(key.clone(), json!(guid(id)));
            }
            ("androidEnrollment", value) => made.extend(android(value)?),
            (_, value) => {
                made.insert(key.clone(), value.clone());
            }
        }
    }
    Ok(Value::Object(made))
}

/// How most devices of an operating system are enrolled.
fn enrolment_of(managed: &Object) -> &'static str {
    let system = managed.get("operatingSystem").and_then(Value::as_str);
    let has_user = managed.get("userId").is_some_and(Value::is_string);
    match (system, has_user) {
        (Some("Windows"), true) => "windowsAzureADJoin",
        (Some("Windows"), false) => "windowsAzureADJoinUsingDeviceAuth",
        _ => "userEnrollment",
    }
}

/// The ways in which Android devices enrol, as Graph tells them.
fn android(enrolment: &Value) -> Result<Object, String> {
    let said = enrolment.as_str().unwrap_or_default();
    let (owner, enrolment, kind) = match said {
        "personallyOwnedWorkProfile" => ("personal", "userEnrollment", "androidForWork"),
        "corporateOwnedWorkProfile" => (
            "company",
            "androidEnterpriseCorporateWorkProfile",
            "androidEnterprise",
        ),
        "fullyManaged" | "corporateOwnedFullyManaged" => (
            "company",
            "androidEnterpriseFullyManaged",
            "androidEnterprise",
        ),
        "dedicated" | "corporateOwnedDedicated" => (
            "company",
            "androidEnterpriseDedicatedDevice",
            "androidEnterprise",
        ),
        "deviceAdministrator" => ("personal", "userEnrollment", "android"),
        other => return Err(format!("the Android enrolment `{other}` is not known")),
    };
    let mut made = Object::new();
    made.insert("managedDeviceOwnerType".to_owned(), json!(owner));
    made.insert("deviceEnrollmentType".to_owned(), json!(enrolment));
    made.insert("deviceType".to_owned(), json!(kind));
    Ok(made)
}
