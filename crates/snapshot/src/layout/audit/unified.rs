//! Records of the unified audit log: those of the directory as Graph tells the same event.
//!
//! Source: the schema of `AuditData` for the directory, learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema.

use super::DIRECTORY;
use crate::layout::{Item, Made, Recast, Value};
use crate::recognise::is_guid;

/// The kind of record that the directory writes.
const ENTRA: &str = "AzureActiveDirectory";

/// A record, or a row of a search whose record is JSON in a text.
pub(super) fn recast(row: &Value<'_>) -> Recast {
    let Some(packed) = row.field("AuditData") else {
        return record(row).map_or(Recast::Left, |made| Recast::Object(DIRECTORY, made));
    };
    let text = packed.string().unwrap_or_default();
    let inner = Item::read(&text).ok();
    let made = inner.and_then(|inner| record(&inner.value));
    made.map_or(Recast::Left, |made| {
        let json = made.render(&text);
        Recast::Object(DIRECTORY, Made::Json(json, packed.steps().to_vec()))
    })
}

/// The event; none for records of other services.
fn record(own: &Value<'_>) -> Option<Made> {
    if own.string_of("Workload")? != ENTRA {
        return None;
    }
    let part = |key: &str| own.field(key).map(|value| value.made());
    let operation = own.field("Operation")?;
    let name = operation.string().unwrap_or_default();
    let result = own.field("ResultStatus");
    let word =
        |value: &Value<'_>| value.said(&value.string().unwrap_or_default().to_ascii_lowercase());
    Some(Made::object([
        ("id", part("Id")),
        // Graph writes the same name without the full stop.
        (
            "activityDisplayName",
            Some(operation.said(name.trim_end_matches('.'))),
        ),
        ("activityDateTime", time(own)),
        ("category", category(own)),
        ("result", result.as_ref().map(word)),
        ("correlationId", part("InterSystemsId")),
        (
            "initiatedBy",
            own.field("Actor").and_then(|actor| initiator(own, &actor)),
        ),
        (
            "targetResources",
            own.field("Target").and_then(|target| targets(own, &target)),
        ),
    ]))
}

/// The time is in UTC and does not say so.
fn time(own: &Value<'_>) -> Option<Made> {
    let time = own.field("CreationTime")?;
    let text = time.string()?;
    let zoned = text.ends_with('Z') || text.get(10..).is_some_and(|rest| rest.contains(['+', '-']));
    Some(if zoned {
        time.made()
    } else {
        time.said(&format!("{text}Z"))
    })
}

/// `Group` is what Graph calls `GroupManagement`.
fn category(own: &Value<'_>) -> Option<Made> {
    let properties = own.field("ExtendedProperties")?.items();
    let named =
        |it: &&Value<'_>| it.string_of("Name").as_deref() == Some("extendedAuditEventCategory");
    let value = properties.iter().find(named)?.field("Value")?;
    let text = value.string()?;
    let graph = match text.as_str() {
        "Group" => "GroupManagement",
        "User" => "UserManagement",
        "Role" => "RoleManagement",
        "Application" | "ServicePrincipal" => "ApplicationManagement",
        other => other,
    };
    Some(value.said(graph))
}

/// One who acted, or was acted on: a list of names and ids of the same.
struct Party<'t> {
    entries: Vec<(Value<'t>, String)>,
}

impl<'t> Party<'t> {
    fn new(whole: &Value<'t>) -> Self {
        let id = |entry: Value<'t>| {
            let id = entry.field("ID")?;
            let text = id.string()?;
            Some((id, text))
        };
        Self {
            entries: whole.items().into_iter().filter_map(id).collect(),
        }
    }

    /// `User_<id>`: the kind and the id.
    fn told(&self) -> Option<(&Value<'t>, &str, &str)> {
        let mut told = self.entries.iter().filter_map(|(value, text)| {
            let (kind, id) = text.split_once('_')?;
            is_guid(id).then_some((value, kind, id))
        });
        told.next_back()
    }

    /// The first name that is neither an id nor a kind.
    fn name(&self, kind: &str) -> Option<Made> {
        let plain = |(_, text): &&(Value<'t>, String)| {
            let told = text.split_once('_').is_some_and(|(_, id)| is_guid(id));
            !is_guid(text) && !told && text != kind
        };
        self.entries
            .iter()
            .find(plain)
            .map(|(value, _)| value.made())
    }
}

/// A user or an application, and the other is null.
fn initiator(own: &Value<'_>, actor: &Value<'_>) -> Option<Made> {
    let party = Party::new(actor);
    let (value, kind, id) = party.told()?;
    let name = party.name(kind);
    if kind == "User" {
        let user = Made::object([
            ("id", Some(value.said(id))),
            (
                "userPrincipalName",
                own.field("UserId").map(|name| name.made()),
            ),
            (
                "ipAddress",
                own.field("ActorIpAddress").map(|address| address.made()),
            ),
        ]);
        Some(Made::object([
            ("user", Some(user)),
            ("app", Some(Made::null(actor))),
        ]))
    } else {
        let app = Made::object([
            ("servicePrincipalId", Some(value.said(id))),
            ("displayName", name),
        ]);
        Some(Made::object([
            ("user", Some(Made::null(actor))),
            ("app", Some(app)),
        ]))
    }
}

/// What was acted on, with all that was modified.
fn targets(own: &Value<'_>, target: &Value<'_>) -> Option<Made> {
    let party = Party::new(target);
    let (value, kind, id) = party.told()?;
    let modified = own.field("ModifiedProperties");
    let modified = modified.map(|list| list.items()).unwrap_or_default();
    let resource = Made::object([
        ("id", Some(value.said(id))),
        ("type", Some(value.said(kind))),
        ("displayName", party.name(kind)),
        (
            "modifiedProperties",
            Some(Made::List(modified.iter().map(property).collect())),
        ),
    ]);
    Some(Made::List(vec![resource]))
}

fn property(own: &Value<'_>) -> Made {
    let part = |key: &str| own.field(key).map(|value| value.made());
    Made::object([
        ("displayName", part("Name")),
        ("oldValue", part("OldValue")),
        ("newValue", part("NewValue")),
    ])
}
