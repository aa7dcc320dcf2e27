//! All settings in one object, in the words of the SDK, under `Raw` of the report.

use tenet_snapshot::Layout;

use super::entities::{self, ACCESS};
use super::{Export, Model, Style};
use crate::Json;

/// A report with the settings that it judged.
pub(super) fn write(model: &Model) -> Export {
    let mut export = Export::new(Layout::ScubaGear);
    export.holds(ACCESS, model.access.len());
    export.holds("roleManagement/directory/roleAssignments", 2);
    export.holds("domains", 1);
    let meta = Json::object([
        ("TenantId", Json::text(&model.id)),
        ("Tool", Json::text("ScubaGear")),
        ("ToolVersion", Json::text("1.8.0")),
    ]);
    let report = Json::object([
        ("MetaData", meta),
        ("Summary", Json::object([])),
        ("Results", Json::object([])),
        ("Raw", settings(model)),
    ]);
    export.add("ScubaResults_0a1b2c3d.json", &report, Style::MARKED);
    let individual = Json::object([("Results", Json::List(Vec::new()))]);
    export.add(
        "IndividualReports/AADReport.json",
        &individual,
        Style::WINDOWS,
    );
    export
}

fn settings(model: &Model) -> Json {
    let access = model
        .access
        .iter()
        .map(|it| pascal(entities::access(model, it)));
    let access =
        access.map(|it| it.with("CreatedDateTime", Json::text("\\/Date(1767323045000)\\/")));
    let answered = [
        "Get-MgBetaIdentityConditionalAccessPolicy",
        "Get-MgBetaOrganization",
    ];
    let failed = ["Get-MgBetaDirectorySetting"];
    Json::object([
        ("baseline_version", Json::text("1")),
        ("module_version", Json::text("1.8.0")),
        ("conditional_access_policies", Json::List(access.collect())),
        ("cap_table_data", Json::List(Vec::new())),
        ("domain_settings", domain()),
        ("privileged_roles", Json::List(vec![role(model)])),
        ("aad_successful_commands", Json::texts(&answered)),
        ("aad_unsuccessful_commands", Json::texts(&failed)),
    ])
}

/// The list of the tenant's one domain, as PowerShell leaves it.
fn domain() -> Json {
    Json::object([
        ("Id", Json::text("contoso.example")),
        ("IsVerified", Json::truth(true)),
    ])
}

/// A role with two assignments; Windows PowerShell made a null of its empty list of rules.
fn role(model: &Model) -> Json {
    let holders = model.users.iter().take(2).enumerate();
    let assignments = holders.map(|(at, user)| {
        Json::object([
            ("Id", Json::text(format!("assignment-{at}"))),
            ("PrincipalId", Json::text(&user.id)),
            (
                "RoleDefinitionId",
                Json::text("62e90394-69f5-4237-9190-012177145e10"),
            ),
        ])
    });
    Json::object([
        ("DisplayName", Json::text("Global Administrator")),
        ("Assignments", Json::List(assignments.collect())),
        ("Rules", Json::null()),
    ])
}

/// The same with keys as the SDK writes them; a list of one became its item, an empty one null.
fn pascal(own: Json) -> Json {
    match own {
        Json::Object(pairs) => {
            let pairs = pairs
                .into_iter()
                .map(|(key, value)| (upper(&key), pascal(value)));
            Json::Object(pairs.collect())
        }
        Json::List(mut items) if items.len() == 1 => items.pop().map_or(Json::null(), pascal),
        Json::List(items) if items.is_empty() => Json::null(),
        Json::List(items) => Json::List(items.into_iter().map(pascal).collect()),
        Json::Word(_) | Json::Text(_) => own,
    }
}

fn upper(key: &str) -> String {
    let mut letters = key.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
