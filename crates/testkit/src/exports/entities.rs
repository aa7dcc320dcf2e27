//! The objects of a model as Microsoft Graph answers with them.

use super::{Access, Event, Group, Model, Named, Policy, Scope, Target};
use crate::Json;

/// Where filters of assignments stand.
pub(super) const FILTERS: &str = "deviceManagement/assignmentFilters";
/// Where Conditional Access policies stand.
pub(super) const ACCESS: &str = "identity/conditionalAccess/policies";
/// Where changes of the directory stand.
pub(super) const CHANGES: &str = "auditLogs/directoryAudits";
/// Where deeds in Intune stand.
pub(super) const DEEDS: &str = "deviceManagement/auditEvents";

/// The context of an answer.
pub(super) fn context(path: &str) -> Json {
    Json::text(format!("https://graph.microsoft.com/beta/$metadata#{path}"))
}

/// The answer for a collection.
pub(super) fn answer(path: &str, items: Vec<Json>) -> Json {
    let pairs = [
        ("@odata.context", context(path)),
        ("value", Json::List(items)),
    ];
    Json::object(pairs)
}

/// One page of several.
pub(super) fn page(path: &str, items: Vec<Json>) -> Json {
    let link = format!("https://graph.microsoft.com/beta/{path}?$skiptoken=next");
    answer(path, items).with("@odata.nextLink", Json::text(link))
}

/// An object that its collection says the type of.
pub(super) fn user(user: &Named) -> Json {
    Json::object([
        ("id", Json::text(&user.id)),
        (
            "displayName",
            Json::text(user.name.split('@').next().unwrap_or("")),
        ),
        ("userPrincipalName", Json::text(&user.name)),
        ("accountEnabled", Json::truth(true)),
    ])
}

/// A device of the directory, or a filter.
pub(super) fn named(own: &Named) -> Json {
    Json::object([
        ("id", Json::text(&own.id)),
        ("displayName", Json::text(&own.name)),
    ])
}

/// A group without its members.
pub(super) fn group(group: &Group) -> Json {
    let types = group
        .rule
        .map_or(Vec::new(), |_| vec![Json::text("DynamicMembership")]);
    named(&group.own)
        .with("groupTypes", Json::List(types))
        .with(
            "membershipRule",
            group.rule.map_or(Json::null(), Json::text),
        )
        .with("securityEnabled", Json::truth(true))
}

/// The members of a group, as tools that keep but few of their fields write them.
pub(super) fn members(group: &Group) -> Vec<Json> {
    let member = |(id, kind): &(String, &str)| {
        Json::object([("@odata.type", Json::text(*kind)), ("id", Json::text(id))])
    };
    group.members.iter().map(member).collect()
}

/// A Conditional Access policy.
pub(super) fn access(model: &Model, access: &Access) -> Json {
    let ids = |groups: &[usize]| {
        let ids = groups.iter().map(|at| &model.group(*at).own.id);
        Json::texts(&ids.collect::<Vec<_>>())
    };
    let users = Json::object([
        ("includeUsers", Json::List(Vec::new())),
        ("excludeUsers", Json::List(Vec::new())),
        ("includeGroups", ids(&access.includes)),
        ("excludeGroups", ids(&access.excludes)),
    ]);
    let all = Json::object([("includeApplications", Json::texts(&["All"]))]);
    let conditions = Json::object([("users", users), ("applications", all)]);
    let controls = Json::object([
        ("operator", Json::text("OR")),
        ("builtInControls", Json::texts(&["mfa"])),
    ]);
    named(&access.own)
        .with("state", Json::text(access.state))
        .with("conditions", conditions)
        .with("grantControls", controls)
        .with("sessionControls", Json::null())
}

/// A policy of Intune without its assignments.
pub(super) fn policy(policy: &Policy) -> Json {
    Json::object([
        ("@odata.type", Json::text(policy.kind.kind())),
        ("id", Json::text(&policy.own.id)),
        (policy.kind.name_key(), Json::text(&policy.own.name)),
        ("createdDateTime", Json::text("2026-01-02T03:04:05Z")),
    ])
}

/// The assignments of a policy.
pub(super) fn assignments(model: &Model, policy: &Policy) -> Vec<Json> {
    let own = policy.targets.iter();
    own.map(|target| assignment(model, policy, *target))
        .collect()
}

fn assignment(model: &Model, policy: &Policy, own: Target) -> Json {
    let group = own.scope.group().map(|at| model.group(at).own.id.clone());
    let end = group
        .clone()
        .unwrap_or_else(|| "adadadad-808e-44e2-905a-0b7873a8a531".to_owned());
    let target = Json::object([("@odata.type", Json::text(own.scope.kind()))]);
    let target = match group {
        Some(id) => target.with("groupId", Json::text(id)),
        None => target,
    };
    let filter = own.filter.and_then(|at| model.filters.get(at));
    Json::object([
        ("id", Json::text(format!("{}_{end}", policy.own.id))),
        ("source", Json::text("direct")),
        (
            "target",
            filtered(target, filter.map(|filter| filter.id.as_str())),
        ),
    ])
}

/// A target with the filter that it includes, by its id or by its name.
pub(super) fn filtered(target: Json, filter: Option<&str>) -> Json {
    let kind = if filter.is_some() { "include" } else { "none" };
    target
        .with(
            "deviceAndAppManagementAssignmentFilterId",
            filter.map_or(Json::null(), Json::text),
        )
        .with(
            "deviceAndAppManagementAssignmentFilterType",
            Json::text(kind),
        )
}

/// A target that names its group, as two tools write it flat.
pub(super) fn flat(model: &Model, target: Target) -> Json {
    let named = match target.scope {
        Scope::Devices => "All devices",
        Scope::Group(at) | Scope::Without(at) => model.group(at).own.name.as_str(),
    };
    let own = Json::object([
        ("dataType", Json::text(target.scope.kind())),
        ("groupDisplayName", Json::text(named)),
    ]);
    let filter = target.filter.and_then(|at| model.filters.get(at));
    filtered(own, filter.map(|filter| filter.name.as_str()))
}

/// A change of the directory.
pub(super) fn change(model: &Model, event: &Event) -> Json {
    let actor = model.actor(event);
    let user = Json::object([
        ("id", Json::text(&actor.id)),
        ("userPrincipalName", Json::text(&actor.name)),
    ]);
    let target = Json::object([
        ("id", Json::text(&model.group(event.to).own.id)),
        ("type", Json::text("Group")),
        ("modifiedProperties", Json::List(Vec::new())),
    ]);
    Json::object([
        ("id", Json::text(&event.id)),
        ("category", Json::text("GroupManagement")),
        ("result", Json::text("success")),
        ("activityDisplayName", Json::text(event.what)),
        ("activityDateTime", Json::text(&event.at)),
        (
            "initiatedBy",
            Json::object([("user", user), ("app", Json::null())]),
        ),
        ("targetResources", Json::List(vec![target])),
    ])
}

/// A deed in Intune.
pub(super) fn deed(model: &Model, event: &Event) -> Json {
    let actor = [("userPrincipalName", Json::text(&model.actor(event).name))];
    Json::object([
        ("id", Json::text(&event.id)),
        ("activityType", Json::text(event.what)),
        ("activityDateTime", Json::text(&event.at)),
        ("activityResult", Json::text("Success")),
        ("actor", Json::object(actor)),
        ("resources", Json::List(Vec::new())),
    ])
}
