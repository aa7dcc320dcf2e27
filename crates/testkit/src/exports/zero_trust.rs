//! Pages in a folder for each kind of object, from page 0, with a row that is only a model.

use tenet_snapshot::Layout;

use super::entities;
use super::{Export, Kind, Model, Style, graph};
use crate::Json;

/// Users in two pages, devices, and the settings catalog.
pub(super) fn write(model: &Model) -> Export {
    let mut export = Export::new(Layout::ZeroTrustAssessment);
    let users: Vec<Json> = model.users.iter().map(entities::user).collect();
    let (first, second) = users.split_at(users.len() / 2);
    page(
        &mut export,
        ("User", 0),
        &entities::page("users", first.to_vec()),
    );
    page(
        &mut export,
        ("User", 1),
        &entities::answer("users", second.to_vec()),
    );
    export.holds("users", users.len());
    let devices: Vec<Json> = model.devices.iter().map(entities::named).collect();
    export.holds("devices", devices.len());
    page(
        &mut export,
        ("Device", 0),
        &entities::answer("devices", devices),
    );
    let path = Kind::Catalog.path();
    let catalog: Vec<Json> = model
        .of_kind(Kind::Catalog)
        .map(|it| graph::policy(model, it))
        .collect();
    export.holds(path, catalog.len());
    page(
        &mut export,
        ("ConfigurationPolicy", 0),
        &entities::answer(path, catalog),
    );
    row(&mut export, "User");
    export
}

fn page(export: &mut Export, (entity, number): (&str, usize), page: &Json) {
    let path = format!("ZeroTrustReport/zt-export/{entity}/{entity}-{number}.json");
    export.add(path, page, Style::SEVEN);
}

/// A row that says which columns there are, and is no object.
fn row(export: &mut Export, entity: &str) {
    let model = Json::object([
        ("id", Json::text("model")),
        ("displayName", Json::text("model")),
        ("isZtModelRow", Json::truth(true)),
    ]);
    let path = format!("ZeroTrustReport/zt-export/{entity}/{entity}-model.json");
    let value = Json::object([("value", Json::List(vec![model]))]);
    export.add(path, &value, Style::SEVEN);
}
