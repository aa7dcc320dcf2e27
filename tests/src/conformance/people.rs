//! Users of cases as Graph writes them.

use serde_json::{Value, json};

use super::case::Object;
use super::ids::guid;

/// A user: what the case leaves out is as it is of most.
///
/// `intuneLicensed` becomes the plan that says so, `externalIdentity` the
/// invitation and the name that a user from another tenant has.
pub fn user(user: &Object) -> Result<Value, String> {
    let id = id_of(user)?;
    let external = user.get("externalIdentity").is_some_and(|it| !it.is_null());
    let name = if external {
        format!("{id}_partner.example#EXT#@contoso.example")
    } else {
        format!("{id}@contoso.example")
    };
    let plans = if user.get("intuneLicensed") == Some(&json!(true)) {
        json!([{
            "servicePlanId": "c1ec4a95-1f05-45b3-a911-aa3fa01094f5",
            "service": "SCO",
            "capabilityStatus": "Enabled",
        }])
    } else {
        json!([])
    };
    let mut made = Object::new();
    made.insert("userPrincipalName".to_owned(), json!(name));
    made.insert("displayName".to_owned(), json!(id));
    made.insert("accountEnabled".to_owned(), json!(true));
    made.insert("userType".to_owned(), json!("Member"));
    let creation = external.then_some("Invitation");
    made.insert("creationType".to_owned(), json!(creation));
    made.insert("assignedPlans".to_owned(), plans);
    for (key, value) in user {
        match key.as_str() {
            "intuneLicensed" | "externalIdentity" | "transitiveGroupCount" => {}
            own => {
                made.insert(own.to_owned(), value.clone());
            }
        }
    }
    made.insert("id".to_owned(), json!(guid(id)));
    Ok(Value::Object(made))
}

/// A service principal.
pub fn principal(principal: &Object) -> Result<Value, String> {
    let id = id_of(principal)?;
    let mut made = Object::new();
    made.insert("displayName".to_owned(), json!(id));
    made.insert("servicePrincipalType".to_owned(), json!("Application"));
    made.insert("signInAudience".to_owned(), json!("AzureADMyOrg"));
    made.insert("accountEnabled".to_owned(), json!(true));
    for (key, value) in principal {
        let value = match (key.as_str(), value) {
            ("id" | "appId" | "appOwnerOrganizationId", Value::String(id)) => json!(guid(id)),
            (_, value) => value.clone(),
        };
        made.insert(key.clone(), value);
    }
    Ok(Value::Object(made))
}

/// The tenant that a user signs in to first, if it is another one.
pub fn home_tenant(user: &Object) -> Option<String> {
    let external = user.get("externalIdentity")?.as_object()?;
    external.get("tenantId")?.as_str().map(guid)
}

/// The id of an object as the case writes it.
pub fn id_of(object: &Object) -> Result<&str, String> {
    let id = object.get("id").and_then(Value::as_str);
    id.ok_or_else(|| "an object has no `id`".to_owned())
}
