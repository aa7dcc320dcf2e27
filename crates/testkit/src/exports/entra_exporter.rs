//! A folder for each object, twice named by its id, members in folders below.

use tenet_snapshot::Layout;

use super::entities::{self, ACCESS};
use super::{Export, Model, Style};
use crate::Json;

/// Users, devices, groups with their direct members, Conditional Access.
pub(super) fn write(model: &Model) -> Export {
    let mut export = Export::new(Layout::EntraExporter);
    for user in &model.users {
        export.holds("users", 1);
        object(&mut export, ("Users", &user.id), &entities::user(user));
    }
    for device in &model.devices {
        export.holds("devices", 1);
        object(
            &mut export,
            ("Devices", &device.id),
            &entities::named(device),
        );
    }
    for access in &model.access {
        export.holds(ACCESS, 1);
        let own = entities::access(model, access);
        object(
            &mut export,
            ("Identity/Conditional/AccessPolicies", &access.own.id),
            &own,
        );
    }
    groups(&mut export, model);
    let organization = Json::object([
        ("id", Json::text(&model.id)),
        ("displayName", Json::text("Tenant")),
    ]);
    export.holds("organization", 1);
    export.add(
        "Organization/Organization.json",
        &organization,
        Style::SEVEN,
    );
    export
}

/// Windows PowerShell wrote all but the first kinds of objects.
fn object(export: &mut Export, (folder, id): (&str, &str), own: &Json) {
    let style = if folder == "Users" {
        Style::SEVEN
    } else {
        Style::WINDOWS
    };
    export.add(format!("{folder}/{id}/{id}.json"), own, style);
}

/// The members of a dynamic group are not asked for, and a group without any has no folder.
fn groups(export: &mut Export, model: &Model) {
    for group in &model.groups {
        let id = &group.own.id;
        export.holds("groups", 1);
        object(export, ("Groups", id), &entities::group(group));
        if group.rule.is_some() {
            continue;
        }
        for ((member, _), json) in group.members.iter().zip(entities::members(group)) {
            object(export, (&format!("Groups/{id}/Members"), member), &json);
        }
    }
}
