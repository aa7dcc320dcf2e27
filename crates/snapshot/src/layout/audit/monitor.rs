//! Rows of Azure Monitor: the event of Graph or of Intune under `properties`.

use super::{DIRECTORY, INTUNE};
use crate::layout::{Made, Recast, Value};

/// An event of the directory stands there as Graph writes it, one of Intune in keys of its own.
pub(super) fn recast(row: &Value<'_>) -> Recast {
    let Some(properties) = row.field("properties") else {
        return Recast::Left;
    };
    if properties.field("activityDateTime").is_some() {
        return Recast::Object(DIRECTORY, properties.made());
    }
    if properties.field("AuditEventId").is_none() && properties.field("ActivityDate").is_none() {
        return Recast::Left;
    }
    Recast::Object(INTUNE, intune(row, &properties))
}

fn intune(row: &Value<'_>, properties: &Value<'_>) -> Made {
    let part = |key: &str| properties.field(key).map(|value| value.made());
    let name = row.field("operationName").map(|value| value.made());
    let result = row.field("resultType").map(|value| value.made());
    let actor = properties.field("Actor");
    let of_actor = |key: &str| Some(actor.as_ref()?.field(key)?.made());
    let actor = Made::object([
        ("userId", of_actor("ObjectId")),
        ("userPrincipalName", of_actor("UPN")),
        ("applicationId", of_actor("Application")),
        ("applicationDisplayName", of_actor("ApplicationName")),
    ]);
    Made::object([
        ("id", part("AuditEventId")),
        ("displayName", name.clone()),
        ("activityType", name),
        ("activityDateTime", part("ActivityDate")),
        ("activityResult", result),
        ("category", part("Category")),
        (
            "correlationId",
            row.field("correlationId").map(|value| value.made()),
        ),
        ("actor", Some(actor)),
        ("resources", Some(Made::List(resources(properties)))),
    ])
}

/// The ids and the targets are two lists of one length.
fn resources(properties: &Value<'_>) -> Vec<Made> {
    let list = |key: &str| {
        properties
            .field(key)
            .map(|list| list.items())
            .unwrap_or_default()
    };
    let (ids, targets) = (list("TargetObjectIds"), list("Targets"));
    let count = ids.len().max(targets.len());
    let resource = |at: usize| {
        let target = targets.get(at);
        let modified = target.and_then(|target| target.field("ModifiedProperties"));
        let modified = modified.map(|list| list.items()).unwrap_or_default();
        let name = target.and_then(|target| target.field("Name"));
        Made::object([
            ("resourceId", ids.get(at).map(Value::made)),
            ("displayName", name.map(|name| name.made())),
            (
                "modifiedProperties",
                Some(Made::List(modified.iter().map(property).collect())),
            ),
        ])
    };
    (0..count).map(resource).collect()
}

fn property(own: &Value<'_>) -> Made {
    let part = |key: &str| own.field(key).map(|value| value.made());
    Made::object([
        ("displayName", part("Name")),
        ("oldValue", part("Old")),
        ("newValue", part("New")),
    ])
}
