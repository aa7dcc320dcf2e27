//! Records of who did what, in the wrappings of other services than Graph.
//!
//! Each is told by its own keys, and several may stand in one file.

mod commit;
mod monitor;
mod unified;

use super::{Begin, Conventions, Item, Recast, Start, Way};

/// The unified audit log, rows of Azure Monitor, and the log of a repository of `IntuneCD`.
pub(super) struct Audit;

/// Changes in the directory.
const DIRECTORY: &str = "auditLogs/directoryAudits";
/// Deeds in Intune.
const INTUNE: &str = "deviceManagement/auditEvents";

impl Conventions for Audit {
    fn name(&self) -> &'static str {
        "audit records"
    }

    fn flag(&self) -> &'static str {
        "audit"
    }

    fn begins(&self, start: &Start<'_>) -> Option<Begin> {
        let unified = start.has("RecordType") && (start.has("Workload") || start.has("AuditData"));
        let monitor =
            start.has("operationName") && start.has("properties") && start.has("category");
        let commits = start.has("commit") && start.has("subject") && start.has("author");
        if !unified && !monitor && !commits {
            return None;
        }
        // Azure Monitor puts the rows that it ships in files under one key.
        Some(if start.opens_with("records") {
            Begin::Keys
        } else {
            Begin::Items
        })
    }

    fn way(&self, keys: &[String]) -> Way {
        match keys {
            [] => Way::Into,
            [key] if key == "records" => Way::Objects(""),
            [..] => Way::Skip,
        }
    }

    fn recasts(&self, in_part: bool) -> bool {
        in_part
    }

    fn recast(&self, item: &Item<'_>, _: &str) -> Recast {
        let row = &item.value;
        if row.field("RecordType").is_some() {
            unified::recast(row)
        } else if row.field("operationName").is_some() {
            monitor::recast(row)
        } else {
            commit::recast(row)
        }
    }
}
