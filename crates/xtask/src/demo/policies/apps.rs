//! Apps and their configuration.

use super::Target::{AllUsers, Group};
use super::{Owner, Policy};
use crate::demo::groups::organisation::{FIELD, FINANCE};
use crate::demo::groups::service::DEVICES_ALL;
use crate::demo::json::Json;

const WIN32: &str = "win32LobApp";
const STORE: &str = "winGetApp";

/// What an assignment of an app of that type asks for; nothing where it is not an app.
pub(super) fn intent(odata_type: &str) -> Option<&'static str> {
    match odata_type {
        WIN32 => Some("required"),
        STORE => Some("available"),
        _ => None,
    }
}

pub(super) fn apps() -> Vec<Policy> {
    let installer = |command: &str, file: &str| {
        object! {
            "publisher": "Contoso",
            "installCommandLine": command,
            "setupFilePath": file,
        }
    };
    vec![
        Policy::new("Contoso VPN Client", WIN32, &[Group(FIELD)])
            .with(installer("setup.exe /quiet", "setup.exe")),
        Policy::new("Contoso Ledger", WIN32, &[Group(FINANCE)])
            .with(installer("msiexec /i ledger.msi /qn", "ledger.msi")),
        Policy::new("Company Portal", STORE, &[AllUsers])
            .with(object! { "publisher": "Microsoft Corporation" }),
        Policy::new(
            "Modern Workplace - Time Correction",
            WIN32,
            &[Group(DEVICES_ALL)],
        )
        .owned_by(Owner::Microsoft)
        .with(installer("install.cmd", "install.cmd")),
    ]
}

pub(super) fn configurations() -> Vec<Policy> {
    vec![
        Policy::new("Contoso Outlook settings", "", &[Group(FIELD)]).with(object! {
            "version": "1",
            "appGroupType": "selectedPublicApps",
            "customSettings": Vec::<Json>::new(),
        }),
    ]
}
