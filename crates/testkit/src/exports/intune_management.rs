//! One file an object with all of its metadata, in two encodings, and a table of names.

use std::collections::BTreeSet;

use tenet_snapshot::Layout;

use super::entities::{self, ACCESS, FILTERS};
use super::{Export, Kind, Model, Policy, Style};
use crate::Json;

/// Policies with assignments by id, Conditional Access, filters, and the groups that they name.
pub(super) fn write(model: &Model) -> Export {
    let mut export = Export::new(Layout::IntuneManagement);
    for policy in &model.policies {
        export.holds(policy.kind.path(), 1);
        let path = format!("{}/{}.json", folder(policy.kind), policy.own.name);
        export.add(path, &whole(model, policy), Style::WINDOWS);
    }
    for access in &model.access {
        export.holds(ACCESS, 1);
        let own = entity(ACCESS, entities::access(model, access));
        let path = format!("ConditionalAccess/{}.json", access.own.name);
        export.add(path, &own, Style::MARKED);
    }
    for filter in &model.filters {
        export.holds(FILTERS, 1);
        let own = entity(FILTERS, entities::named(filter));
        export.add(
            format!("AssignmentFilters/{}.json", filter.name),
            &own,
            Style::WINDOWS,
        );
    }
    groups(&mut export, model);
    intent(&mut export);
    template(&mut export, model);
    export
}

fn folder(kind: Kind) -> &'static str {
    match kind {
        Kind::Catalog => "windows/SettingsCatalog",
        Kind::Ring => "windows/UpdatePolicies",
        Kind::Compliance => "windows/CompliancePolicies",
    }
}

fn entity(path: &str, own: Json) -> Json {
    let Json::Object(pairs) = own else {
        return own;
    };
    let mut all = vec![(
        "@odata.context".to_owned(),
        entities::context(&format!("{path}/$entity")),
    )];
    all.extend(pairs);
    Json::Object(all)
}

fn whole(model: &Model, policy: &Policy) -> Json {
    let own = policy.kind.path();
    let path = format!("{own}(assignments())");
    let assignments = entities::context(&format!("{own}('{}')/assignments", policy.own.id));
    entity(&path, entities::policy(policy))
        .with("#microsoft.graph.assign", Json::object([]))
        .with("organization", Json::text("%OrganizationId%"))
        .with("assignments@odata.context", assignments)
        .with(
            "assignments",
            Json::List(entities::assignments(model, policy)),
        )
}

/// The groups that a policy names, and a table with their names and ids.
fn groups(export: &mut Export, model: &Model) {
    let targets = model.policies.iter().flat_map(|policy| &policy.targets);
    let named = targets.filter_map(|target| target.scope.group());
    let access = model
        .access
        .iter()
        .flat_map(|it| it.includes.iter().chain(&it.excludes));
    let named: BTreeSet<usize> = named.chain(access.copied()).collect();
    let mut rows = Vec::new();
    for at in named {
        let group = model.group(at);
        export.holds("groups", 1);
        let own = entity("groups", entities::group(group));
        export.add(
            format!("Groups/{}.json", group.own.name),
            &own,
            Style::WINDOWS,
        );
        rows.push(Json::object([
            ("Id", Json::text(&group.own.id)),
            ("DisplayName", Json::text(&group.own.name)),
            ("Type", Json::text("Group")),
        ]));
    }
    let table = Json::object([
        ("TenantId", Json::text(&model.id)),
        ("Organization", Json::text("Tenant")),
        ("Objects", Json::List(rows)),
    ]);
    export.add("MigrationTable.json", &table, Style::WINDOWS);
}

/// An object whose settings stand in a file beside it.
fn intent(export: &mut Export) {
    let id = "0e000000-0000-4000-8000-000000000001";
    let own = Json::object([
        ("id", Json::text(id)),
        ("displayName", Json::text("Firewall")),
        ("assignments", Json::List(Vec::new())),
    ]);
    let path = "deviceManagement/intents";
    export.holds(path, 1);
    export.add(
        "EndpointSecurity/Firewall.json",
        &entity(path, own),
        Style::WINDOWS,
    );
    let setting = Json::object([
        ("definitionId", Json::text("one")),
        ("valueJson", Json::text("true")),
    ]);
    let settings = Json::object([("settings", Json::List(vec![setting]))]);
    export.add(
        "EndpointSecurity/Firewall_Settings.json",
        &settings,
        Style::WINDOWS,
    );
}

/// A folder of a template below that of the type, with an object that has no assignments.
fn template(export: &mut Export, model: &Model) {
    let id = "0e000000-0000-4000-8000-000000000002";
    let own = Json::object([
        ("@odata.type", Json::text(Kind::Catalog.kind())),
        ("id", Json::text(id)),
        ("name", Json::text("Templated")),
        ("isAssigned", Json::truth(!model.groups.is_empty())),
    ]);
    export.holds(Kind::Catalog.path(), 1);
    let own = entity(Kind::Catalog.path(), own);
    export.add(
        "windows/SettingsCatalog/Antivirus/Templated.json",
        &own,
        Style::SEVEN,
    );
}
