//! The flat resources that two tools write: their kinds and properties.

use super::{Access, Kind, Model, Policy, entities};
use crate::Json;

/// A resource: its kind without a product, its name, its properties.
pub(super) struct Resource {
    pub(super) kind: Resourced,
    pub(super) name: String,
    pub(super) properties: Vec<(String, Json)>,
}

/// Kinds of resources.
#[derive(Clone, Copy)]
pub(super) enum Resourced {
    /// Of Entra.
    Entra(&'static str),
    /// Of Intune.
    Intune(&'static str),
}

/// All resources of a tenant that both tools write.
pub(super) fn all(model: &Model) -> Vec<Resource> {
    let access = model.access.iter().map(|it| of_access(model, it));
    let policies = model.policies.iter().map(|it| of_policy(model, it));
    let groups = model.groups.iter().map(|group| Resource {
        kind: Resourced::Entra("Group"),
        name: group.own.name.clone(),
        properties: pairs([
            ("DisplayName", Json::text(&group.own.name)),
            ("Id", Json::text(&group.own.id)),
        ]),
    });
    access.chain(policies).chain(groups).collect()
}

fn pairs<const N: usize>(pairs: [(&str, Json); N]) -> Vec<(String, Json)> {
    pairs.map(|(key, value)| (key.to_owned(), value)).to_vec()
}

/// Groups by their names, and conditions beside the name.
fn of_access(model: &Model, access: &Access) -> Resource {
    let names = |groups: &[usize]| {
        let names = groups.iter().map(|at| &model.group(*at).own.name);
        Json::texts(&names.collect::<Vec<_>>())
    };
    Resource {
        kind: Resourced::Entra("ConditionalAccessPolicy"),
        name: access.own.name.clone(),
        properties: pairs([
            ("Ensure", Json::text("Present")),
            ("Id", Json::text(&access.own.id)),
            ("DisplayName", Json::text(&access.own.name)),
            ("State", Json::text(access.state)),
            ("IncludeGroups", names(&access.includes)),
            ("ExcludeGroups", names(&access.excludes)),
            ("IncludeApplications", Json::texts(&["All"])),
            ("BuiltInControls", Json::texts(&["mfa"])),
            ("DeviceFilterRule", Json::text("")),
        ]),
    }
}

fn of_policy(model: &Model, policy: &Policy) -> Resource {
    let kind = match policy.kind {
        Kind::Catalog => "SettingCatalogCustomPolicyWindows10",
        Kind::Ring => "WindowsUpdateForBusinessRingUpdateProfileWindows10",
        Kind::Compliance => "DeviceCompliancePolicyWindows10",
    };
    let targets = policy
        .targets
        .iter()
        .map(|target| entities::flat(model, *target));
    Resource {
        kind: Resourced::Intune(kind),
        name: policy.own.name.clone(),
        properties: pairs([
            ("DisplayName", Json::text(&policy.own.name)),
            ("Assignments", Json::List(targets.collect())),
            ("Ensure", Json::text("Present")),
        ]),
    }
}

/// How many objects of each collection the resources are.
pub(super) fn count(model: &Model, export: &mut super::Export) {
    export.holds(entities::ACCESS, model.access.len());
    export.holds("groups", model.groups.len());
    for policy in &model.policies {
        export.holds(policy.kind.path(), 1);
    }
}
