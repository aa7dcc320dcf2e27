//! The applications behind the words of a list of applications (C7).
//!
//! Which services belong to a suite is listed by name in Microsoft's pages
//! `reference-office-365-application-contents` and
//! `concept-conditional-access-cloud-apps` of the Entra documentation; their
//! ids in `verify-first-party-apps-sign-in` of the support documentation. The
//! names go on, and Microsoft says that the suites grow: an application that is not
//! here may still belong to one.

use tenet_snapshot::{Reason, ReasonCode};

use crate::Answer;

/// Of the Office 365 suite, those whose id is published.
const OFFICE_365: &[&str] = &[
    // Exchange Online, SharePoint Online, Skype for Business Online, Viva
    // Engage, the Office 365 portal and Exchange Online Protection.
    "00000002-0000-0ff1-ce00-000000000000",
    "00000003-0000-0ff1-ce00-000000000000",
    "00000004-0000-0ff1-ce00-000000000000",
    "00000005-0000-0ff1-ce00-000000000000",
    "00000006-0000-0ff1-ce00-000000000000",
    "00000007-0000-0ff1-ce00-000000000000",
    // Teams: the app, its services, its web client.
    "1fec8e78-bce4-4aaf-ab1b-5451cc387264",
    "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe",
    "5e3ce6c0-2b1f-4285-8d4b-75ee78787346",
    // Office, Office.com, OfficeHome, OfficeClientService, Suite UX, Shell.
    "d3590ed6-52b3-4102-aeff-aad2292ab01c",
    "4b233688-031c-404b-9a80-a4f3f2351f90",
    "4765445b-32c6-49b0-83e6-1d93765276ca",
    "0f698dd4-f011-4d23-a33e-b36416dcb1e6",
    "4345a7b9-9a63-4910-a426-35363201d503",
    "89bee1f7-5e6e-4d8a-9f3d-ecd601259da7",
    // Office Online: add-ins and core; search.
    "93d53678-613d-4013-afc1-62e9e444a0a5",
    "243c63a3-247d-41c5-9d83-7788c43f1c43",
    "66a88757-258c-4c72-893c-3e8bed4d6899",
    // Forms, Planner, Delve, OneNote, Sway, Stream, Whiteboard, OneDrive's synchronisation.
    "c9a559d2-7aab-4f13-a6ed-e7e9c52aec87",
    "09abbdfd-ed23-44ee-a2d9-a627aa1c90f3",
    "94c63fef-13a3-47bc-8074-75af8c65887a",
    "2d4d3d8e-2be3-4bef-9f87-7875a61c29de",
    "905fcf26-4eb7-48a0-9ff0-8dcc7194b5ba",
    "cf53fce8-def6-4aeb-8d30-b158e7b1cf83",
    "95de633a-083e-42f5-b444-a4295d8e9314",
    "ab9b8c07-8f02-4f72-87fa-80105867a763",
    // Media analysis (two), SharePoint's extensibility of web clients.
    "944f0bd1-117b-4b1c-af26-804ed95e767e",
    "0cd196ee-71bf-4fd6-a57c-b491ffd4fb1e",
    "08e18876-6177-487e-b8b5-cf950c1e598c",
];

/// Of the admin portals, those whose id is published: Azure and Entra,
/// Exchange, Microsoft 365, Defender and Purview.
const ADMIN_PORTALS: &[&str] = &[
    "c44b4083-3bb0-49c1-b47d-974e53cbdf3c",
    "497effe9-df71-4043-a8bb-14cf78c4b63b",
    "00000006-0000-0ff1-ce00-000000000000",
    "80ccca67-54bd-44ab-8625-4b79c4dc7775",
];

/// The Windows Azure Service Management API, which stands for a few others too.
pub(super) const AZURE_MANAGEMENT: &str = "797f4846-ba00-4fd7-ba43-dac1f8f63013";

/// Those for which it stands: the Azure portal, Data Lake, Application
/// Insights and Log Analytics.
const UNDER_AZURE_MANAGEMENT: &[&str] = &[
    "c44b4083-3bb0-49c1-b47d-974e53cbdf3c",
    "e9f49c6b-5ce5-44c8-925d-015017e9f7ad",
    "f5c26e74-f226-4ae8-85f0-b4af0080ac9e",
    "ca7f3f0b-7d91-482c-8e09-c5d840d0eac5",
];

/// The applications of all suites.
pub(crate) fn all() -> impl Iterator<Item = &'static str> {
    let lists = [OFFICE_365, ADMIN_PORTALS, UNDER_AZURE_MANAGEMENT];
    lists
        .into_iter()
        .flatten()
        .copied()
        .chain([AZURE_MANAGEMENT])
}

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

/// Whether an application is one of those for which the API of Azure's
/// management stands.
pub(super) fn is_azure_management(resource: &str) -> bool {
    has(UNDER_AZURE_MANAGEMENT, resource)
}

fn has(list: &[&str], application: &str) -> bool {
    list.iter().any(|id| id.eq_ignore_ascii_case(application))
}

fn among(known: &[&str], resource: &str, suite: &str) -> Answer {
    if has(known, resource) {
        return Answer::Yes;
    }
    let text = format!("which applications {suite} holds is documented by name, and not in full");
    Answer::unknown(Reason::new(ReasonCode::Undocumented, text))
}
