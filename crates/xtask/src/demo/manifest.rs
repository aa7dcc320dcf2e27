//! The manifest: what the answers themselves cannot say about their completeness.

use super::directory::tenant_id;
use super::json::Json;
use super::people::INITIAL_DOMAIN;
use super::seed::CAPTURED_AT;
use super::writer::Export;

/// The thirty days that the logs cover.
const WINDOW_FROM: &str = "2026-10-23T08:00:00Z";

pub(crate) fn write(export: &mut Export) {
    let manifest = object! {
        "tenantId": tenant_id(),
        "initialDomain": INITIAL_DOMAIN,
        "capturedAt": CAPTURED_AT,
        "collections": object! {
            "auditLogs/directoryAudits": log(),
            "deviceManagement/auditEvents": log(),
            "deviceManagement/deviceHealthScripts": refused(),
            "deviceManagement/deviceManagementScripts": refused(),
            "policies/identitySecurityDefaultsEnforcementPolicy": object! { "complete": true },
            "registers/baseline/mmd_inventory": object! { "complete": true },
        },
    };
    export.file("tenet-snapshot", &manifest);
}

/// What the exporter had no permission to read.
fn refused() -> Json {
    object! {
        "complete": false,
        "refused": object! {
            "error": "Forbidden",
            "permission": "DeviceManagementScripts.Read.All",
        },
    }
}

fn log() -> Json {
    object! {
        "complete": true,
        "window": object! { "from": WINDOW_FROM, "to": CAPTURED_AT },
    }
}
