//! The request as a record of the register of support requests.

use serde::Serialize;

use super::SupportRequest;
use crate::json::pretty;

/// A record of `registers/support_requests`: what is not known yet is left out.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Record {
    id: String,
    r#type: &'static str,
    state: &'static str,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<String>,
    title: String,
    configuration_details: String,
    scope: Scope,
    #[serde(skip_serializing_if = "Option::is_none")]
    timeline: Option<Timeline>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Scope {
    object_ids: Vec<String>,
    group_ids: Vec<String>,
    device_ids: Vec<String>,
    accounts: Vec<String>,
    selectors: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tenant_wide: Option<bool>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Timeline {
    #[serde(skip_serializing_if = "Option::is_none")]
    planned_start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    planned_end: Option<String>,
}

/// The register with the request alone; empty if there is nothing to ask.
pub fn record(request: &SupportRequest<'_>) -> String {
    let records: Vec<Record> = if request.is_empty() {
        Vec::new()
    } else {
        vec![record_of(request)]
    };
    pretty(&records)
}

fn record_of(request: &SupportRequest<'_>) -> Record {
    let scope = request.scope();
    let keys = |entities: &[&str]| -> Vec<String> {
        let own = scope.of(entities).into_iter();
        own.map(|one| one.key.clone()).collect()
    };
    let users = scope.of(&["User"]).into_iter();
    let accounts = users.map(|one| one.name.clone()).collect();
    let told = &request.told;
    let timeline = (told.start.is_some() || told.end.is_some()).then(|| Timeline {
        planned_start: told.start.clone(),
        planned_end: told.end.clone(),
    });
    Record {
        id: request.id(),
        r#type: "requestForInformation",
        state: "draft",
        severity: "C",
        row: told.row.clone(),
        title: request.title(),
        configuration_details: super::markdown::details(request),
        scope: Scope {
            device_ids: keys(&["Device"]),
            accounts,
            object_ids: scope.objects.iter().cloned().collect(),
            group_ids: scope.groups.keys().cloned().collect(),
            selectors: scope.selectors.iter().cloned().collect(),
            // That no target is all users or all devices is not to say that the change reaches few.
            tenant_wide: scope.tenant_wide.then_some(true),
        },
        timeline,
    }
}
