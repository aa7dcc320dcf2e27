//! A snapshot of Graph's tenant configuration management.

use tenet_snapshot::Layout;

use super::resources::{self, Resourced};
use super::{Export, Model, Style, entities};
use crate::Json;

/// One document, and the job that made it.
pub(super) fn write(model: &Model) -> Export {
    let mut export = Export::new(Layout::TenantConfiguration);
    resources::count(model, &mut export);
    let resources = resources::all(model).into_iter().enumerate();
    let mut resources: Vec<Json> = resources
        .map(|(at, resource)| {
            // Writers differ in the case of kinds.
            let kind = match resource.kind {
                Resourced::Entra(kind) => format!("microsoft.entra.{}", kind.to_ascii_lowercase()),
                Resourced::Intune(kind) => format!("Microsoft.Intune.{kind}"),
            };
            Json::object([
                ("displayName", Json::text(format!("{at}-{}", resource.name))),
                ("resourceType", Json::text(kind)),
                ("properties", Json::Object(resource.properties)),
            ])
        })
        .collect();
    // Of a kind that nothing is known about.
    resources.push(Json::object([
        ("displayName", Json::text("Sharing")),
        (
            "resourceType",
            Json::text("microsoft.exchange.sharingpolicy"),
        ),
        (
            "properties",
            Json::object([("Name", Json::text("Default"))]),
        ),
    ]));
    let snapshot = Json::object([
        (
            "@odata.context",
            entities::context("admin/configurationManagement/configurationSnapshots/$entity"),
        ),
        ("id", Json::text(&model.id)),
        ("displayName", Json::text("Nightly")),
        ("parameters", Json::List(Vec::new())),
        ("resources", Json::List(resources)),
    ]);
    export.add("snapshot.json", &snapshot, Style::SEVEN);
    export
}
