//! Objects without ids, targets that name their groups, deleted objects and a report.

use tenet_snapshot::Layout;

use super::entities::{self, ACCESS, FILTERS};
use super::{Export, Kind, Model, Policy, Style, Target};
use crate::Json;

/// A backup in a folder of its own.
pub(super) fn write(model: &Model) -> Export {
    let mut export = Export::new(Layout::IntuneCd);
    for policy in &model.policies {
        export.holds(policy.kind.path(), 1);
        export.add(path(policy), &object(model, policy), Style::FIVE);
    }
    for access in &model.access {
        export.holds(ACCESS, 1);
        let own = without_id(entities::access(model, access));
        let path = format!("backup/Conditional Access/{}.json", access.own.name);
        export.add(path, &own, Style::FIVE);
    }
    for filter in &model.filters {
        export.holds(FILTERS, 1);
        let own = without_id(entities::named(filter));
        export.add(
            format!("backup/Filters/{}.json", filter.name),
            &own,
            Style::FIVE,
        );
    }
    asides(&mut export, model);
    export
}

/// The compliance policies were exported with `--append-id`.
fn path(policy: &Policy) -> String {
    let name = &policy.own.name;
    match policy.kind {
        Kind::Catalog => format!("backup/Settings Catalog/{name}_mdm.json"),
        Kind::Ring => {
            format!(
                "backup/Device Configurations/{name}_windowsUpdateForBusinessConfiguration.json"
            )
        }
        Kind::Compliance => {
            format!(
                "backup/Compliance Policies/Policies/{name}__{}.json",
                policy.own.id
            )
        }
    }
}

fn without_id(mut own: Json) -> Json {
    for key in ["id", "createdDateTime"] {
        own.remove(&[key.to_owned()]);
    }
    own
}

/// What has no assignments has no key for them.
fn object(model: &Model, policy: &Policy) -> Json {
    let own = without_id(entities::policy(policy));
    if policy.targets.is_empty() {
        return own;
    }
    let targets = policy
        .targets
        .iter()
        .map(|target| assignment(model, *target));
    own.with("assignments", Json::List(targets.collect()))
}

fn assignment(model: &Model, own: Target) -> Json {
    let filter = own.filter.and_then(|at| model.filters.get(at));
    let target = Json::object([("@odata.type", Json::text(own.scope.kind()))]);
    let target = entities::filtered(target, filter.map(|filter| filter.name.as_str()));
    let target = match own.scope.group().map(|at| model.group(at)) {
        Some(group) => {
            let kind = group
                .rule
                .map_or("StaticMembership", |_| "DynamicMembership");
            target
                .with("groupName", Json::text(&group.own.name))
                .with("groupType", Json::text(kind))
        }
        None => target,
    };
    Json::object([("source", Json::text("direct")), ("target", target)])
}

/// Files that are no state of the tenant: a deleted object, the report, an empty stem.
fn asides(export: &mut Export, model: &Model) {
    let gone = Json::object([
        ("@odata.type", Json::text(Kind::Catalog.kind())),
        ("name", Json::text("Deleted")),
    ]);
    let path = "backup/__archive__/2026-01-02_03-04-05/Deleted_mdm.json";
    export.add(path, &gone, Style::FIVE);
    let assigned = model
        .of_kind(Kind::Catalog)
        .filter(|it| !it.targets.is_empty());
    let names: Vec<&str> = assigned.map(|it| it.own.name.as_str()).collect();
    let row = Json::object([
        ("groupName", Json::text(&model.group(0).own.name)),
        ("groupType", Json::text("StaticMembership")),
        (
            "assignedTo",
            Json::object([("Settings Catalog", Json::texts(&names))]),
        ),
    ]);
    let report = Json::List(vec![row]);
    export.add("backup/Assignment Report/report.json", &report, Style::FIVE);
    let play = Json::object([("bindStatus", Json::text("notBound"))]);
    export.add("backup/Managed Google Play/.json", &play, Style::FIVE);
}
