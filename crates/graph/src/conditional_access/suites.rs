//! Names that stand for many applications: clause C7.

use tenet_snapshot::{Reason, ReasonCode};

use crate::Answer;

/// Applications that are known to be of the Office 365 suite, by `appId`.
///
/// Microsoft's reference lists the suite by name; these are the ids of those
/// names that tenants have as service principals of Microsoft.
const OFFICE_365: &[&str] = &[
    // Exchange Online
    "00000002-0000-0ff1-ce00-000000000000",
    // SharePoint Online
    "00000003-0000-0ff1-ce00-000000000000",
    // Skype for Business Online
    "00000004-0000-0ff1-ce00-000000000000",
    // Microsoft Teams Services
    "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe",
    // Yammer
    "00000005-0000-0ff1-ce00-000000000000",
    // Office 365 portal
    "00000006-0000-0ff1-ce00-000000000000",
    // Microsoft Planner
    "09abbdfd-ed23-44ee-a2d9-a627aa1c90f3",
    // Sway
    "905fcf26-4eb7-48a0-9ff0-8dcc7194b5ba",
];

/// Portals in which a tenant is administered, by `appId`.
const ADMIN_PORTALS: &[&str] = &[
    // Azure portal, which the portals of Entra and Intune share
    "c44b4083-3bb0-49c1-b47d-974e53cbdf3c",
    // Microsoft 365 admin center
    "00000006-0000-0ff1-ce00-000000000000",
    // Exchange admin center
    "497effe9-df71-4043-a8bb-14cf78c4b63b",
];

/// Whether an application is of the Office 365 suite; those that are known
/// need not be all, unless the caller knows them.
pub(super) fn office365(known: Option<&[String]>, resource: &str) -> Answer {
    if let Some(known) = known {
        return Answer::from_bool(known.iter().any(|one| one.eq_ignore_ascii_case(resource)));
    }
    among(OFFICE_365, resource, "the Office 365 suite")
}

/// Whether an application is one of the admin portals.
pub(super) fn admin_portals(resource: &str) -> Answer {
    among(ADMIN_PORTALS, resource, "the Microsoft admin portals")
}

fn among(known: &[&str], resource: &str, suite: &str) -> Answer {
    if known.iter().any(|one| one.eq_ignore_ascii_case(resource)) {
        return Answer::Yes;
    }
    let text = format!("which applications {suite} holds is documented by name, and not in full");
    Answer::unknown(Reason::new(ReasonCode::Undocumented, text))
}
