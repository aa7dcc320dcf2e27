//! The register of the service's own objects, which Graph does not hold.

use super::conditional_access::{self, SECURE_WORKSTATION};
use super::groups::{group_id, service_group_names};
use super::json::Json;
use super::policies::{self, Owner};
use super::writer::Export;

pub(crate) fn write(export: &mut Export) {
    let mut entries = intune();
    entries.extend(
        service_group_names()
            .iter()
            .map(|name| entry("groups", &group_id(name), name, "microsoft")),
    );
    entries.push(entry(
        "identity/conditionalAccess/policies",
        &conditional_access::policy_id(SECURE_WORKSTATION),
        SECURE_WORKSTATION,
        "microsoft",
    ));
    export.file("registers/baseline/mmd_inventory", &Json::List(entries));
}

fn intune() -> Vec<Json> {
    let listed = |(path, policy): (&str, policies::Policy)| {
        let owner = match policy.owner {
            Owner::Microsoft => "microsoft",
            Owner::Customer => "customer",
            Owner::Unlisted => return None,
        };
        Some(entry(
            path,
            &policies::policy_id(policy.name),
            policy.name,
            owner,
        ))
    };
    policies::all().into_iter().filter_map(listed).collect()
}

fn entry(collection: &str, id: &str, name: &str, owner: &str) -> Json {
    object! {
        "collection": collection,
        "id": id,
        "displayName": name,
        "owner": owner,
        "source": "baseline",
    }
}
