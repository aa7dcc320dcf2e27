//! Policies with their ids, and their assignments in files of equal names in folders below.

use tenet_snapshot::Layout;

use super::{Export, Kind, Model, Policy, Style, entities};
use crate::Json;

/// Policies and assignments; a single assignment is not in a list.
pub(super) fn write(model: &Model) -> Export {
    let mut export = Export::new(Layout::IntuneBackup);
    for policy in &model.policies {
        export.holds(policy.kind.path(), 1);
        let (folder, name) = (folder(policy.kind), &policy.own.name);
        let own = entities::policy(policy);
        export.add(format!("{folder}/{name}.json"), &own, Style::WINDOWS);
        let path = format!("{folder}/Assignments/{name}.json");
        if let Some(assignments) = assignments(model, policy) {
            export.add(path, &assignments, Style::WINDOWS);
        }
    }
    let script = b"Write-Output 1\r\n".to_vec();
    let path = "Device Management Scripts/Script Content/One.ps1";
    export.files.insert(path.to_owned(), script);
    export
}

fn folder(kind: Kind) -> &'static str {
    match kind {
        Kind::Catalog => "Settings Catalog",
        Kind::Ring => "Device Configurations",
        Kind::Compliance => "Device Compliance Policies",
    }
}

/// The pipeline of PowerShell makes one item of a list of one, and no file of an empty one.
fn assignments(model: &Model, policy: &Policy) -> Option<Json> {
    let mut items = entities::assignments(model, policy);
    match items.len() {
        0 => None,
        1 => items.pop(),
        _ => Some(Json::List(items)),
    }
}
