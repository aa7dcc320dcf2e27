//! The registers of the customer and of the service.

use crate::json::Json;

use super::{DAY, Export, Kind, before, directory::ring, id, principal_name};

/// The registers, which are all complete.
pub(super) const COMPLETE: [&str; 9] = [
    "registers/support_requests",
    "registers/secops_notifications",
    "registers/admin_contacts",
    "registers/on_prem_declaration/configMgr",
    "registers/on_prem_declaration/sspr",
    "registers/network_declaration",
    "registers/attestations",
    "registers/baseline/mmd_inventory",
    "mmd/devices",
];

pub(super) fn write(export: &mut Export) {
    let requests: Vec<Json> = (0..export.size.events / 100)
        .map(|n| request(export, n))
        .collect();
    register(export, "registers/support_requests", requests);
    register(export, "registers/secops_notifications", []);
    let contact = Json::object([
        ("id", Json::text("contact")),
        ("areaOfFocus", Json::text("Security")),
        ("mail", Json::text("security@contoso.com")),
    ]);
    register(export, "registers/admin_contacts", [contact]);
    register(export, "registers/on_prem_declaration/configMgr", []);
    register(export, "registers/on_prem_declaration/sspr", []);
    let network = Json::object([
        ("id", Json::text("network")),
        ("corporateEgressCidrs", Json::texts(&["192.0.2.0/24"])),
        ("hasOffGraphControls", Json::truth(false)),
    ]);
    register(export, "registers/network_declaration", [network]);
    let attestation = Json::object([
        ("id", Json::text("attestation")),
        ("obligation", Json::text("SVC-M1b")),
        ("signedBy", Json::text("the provider")),
        ("validUntil", Json::text("2027-06-01")),
    ]);
    register(export, "registers/attestations", [attestation]);
    register(
        export,
        "registers/baseline/mmd_inventory",
        (0..4).map(entry),
    );
    let devices = (0..export.size.devices).map(device);
    register(export, "mmd/devices", devices);
}

/// Writes a register: a bare list.
fn register(export: &mut Export, path: &str, items: impl IntoIterator<Item = Json>) {
    let lines: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    let file = format!("{}/{path}.json", export.folder);
    let text = format!("[\n{}\n]\n", lines.join(",\n"));
    export.world.add(file, text);
}

fn request(export: &mut Export, n: usize) -> Json {
    let event = export.random.below(export.size.events);
    let person = export.random.below(export.size.users);
    Json::object([
        ("id", Json::text(format!("SR{n:07}"))),
        ("type", Json::text("incident")),
        ("severity", Json::text("C")),
        ("row", Json::text("SVC")),
        ("title", Json::text("Something happened")),
        ("category", Json::null()),
        (
            "createdDateTime",
            Json::text(before(export.random.below(60 * DAY))),
        ),
        ("state", Json::text("active")),
        ("subjectAccounts", Json::texts(&[principal_name(person)])),
        ("evidenceEventIds", Json::texts(&[id(Kind::Event, event)])),
    ])
}

fn entry(n: usize) -> Json {
    Json::object([
        ("id", Json::text(id(Kind::Policy, 1000 + n))),
        (
            "collection",
            Json::text("deviceManagement/deviceConfigurations"),
        ),
        ("displayName", Json::text("Modern Workplace Update Policy")),
        ("owner", Json::text("microsoft")),
    ])
}

/// A device as the service has registered it; for one in five hundred the ring is another.
fn device(n: usize) -> Json {
    let place = if n % 500 == 250 { 3 } else { ring(n) };
    let ring = ["Test", "First", "Fast", "Broad"].get(place - 2).copied();
    Json::object([
        ("intuneId", Json::text(id(Kind::Managed, n))),
        ("aadDeviceId", Json::text(id(Kind::Machine, n))),
        ("name", Json::text(format!("CON-{n:07}"))),
        ("serialNumber", Json::text(format!("SN{n:08}"))),
        ("primaryUpdateRing", Json::text(ring.unwrap_or(""))),
        ("persona", Json::text("Standard")),
        ("configurationIds", Json::List(Vec::new())),
    ])
}
