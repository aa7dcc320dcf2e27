//! Thirty days of audit events, of the directory and of Intune, newest first.

mod directory;
mod intune;

use super::json::Json;
use super::writer::Export;

pub(crate) fn write(export: &mut Export) {
    export.collection(
        "auditLogs/directoryAudits",
        newest_first(directory::events()),
    );
    export.collection(
        "deviceManagement/auditEvents",
        newest_first(intune::events()),
    );
}

/// Events come with their time, which is how Graph orders them.
fn newest_first(mut events: Vec<(String, Json)>) -> Vec<Json> {
    events.sort_by(|a, b| b.0.cmp(&a.0));
    events.into_iter().map(|(_, event)| event).collect()
}
