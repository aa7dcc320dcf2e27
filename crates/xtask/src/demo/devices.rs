//! Devices of the directory and, for each, what Intune knows of it.

use super::json::Json;
use super::people::{Employee, employees, user_id};
use super::seed::{below, days_before, digits, guid, pick, token};
use super::writer::Export;

/// How many devices the service manages: the first ones.
pub(crate) const N_MANAGED: usize = 120;
const N_DEVICES: usize = 150;
const NO_DEVICE: &str = "00000000-0000-0000-0000-000000000000";

/// One device, as both worlds see it.
#[derive(Clone, Debug)]
pub(crate) struct Device {
    pub(crate) id: String,
    pub(crate) name: String,
    index: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// Enrolled by the service.
    Service,
    /// Contoso's own laptop.
    Laptop,
    Kiosk,
    Phone,
    Mac,
}

/// All devices, in a fixed order: the service's, laptops, kiosks, phones, Macs.
pub(crate) fn devices() -> Vec<Device> {
    (0..N_DEVICES).map(device).collect()
}

/// Contoso's kiosks, which have no user.
pub(crate) fn kiosks() -> Vec<Device> {
    devices()
        .into_iter()
        .filter(|device| device.kind == Kind::Kiosk)
        .collect()
}

/// Writes both collections.
pub(crate) fn write(export: &mut Export) {
    let all = devices();
    let staff = employees();
    let directory: Vec<Json> = all.iter().map(|device| render(device, &staff)).collect();
    let intune: Vec<Json> = all
        .iter()
        .map(|device| render_managed(device, &staff))
        .collect();
    export.pages("devices/devices", "devices", &directory);
    export.pages(
        "deviceManagement/managedDevices",
        "deviceManagement/managedDevices",
        &intune,
    );
}

fn device(index: usize) -> Device {
    let kind = match index {
        0..N_MANAGED => Kind::Service,
        N_MANAGED..135 => Kind::Laptop,
        135..144 => Kind::Kiosk,
        144..147 => Kind::Phone,
        _ => Kind::Mac,
    };
    // Two laptops share a name: one is the stale entry of the other.
    let named = if index == 134 { 133 } else { index };
    let label = format!("device/{named}");
    let name = match kind {
        Kind::Service => format!("MMD-{}", digits(&label, 11)),
        Kind::Laptop => format!("CTS-LT-{}", digits(&label, 5)),
        Kind::Kiosk => format!("CTS-KIOSK-{:02}", index - 134),
        Kind::Phone => format!("iPhone-{}", token(&label, 6)),
        Kind::Mac => format!("CTS-MAC-{}", digits(&label, 4)),
    };
    Device {
        id: guid("device", &index.to_string()),
        name,
        index,
        kind,
    }
}

impl Device {
    /// The id that the registration service gave, which Intune repeats.
    fn device_id(&self) -> String {
        guid("registration", &self.index.to_string())
    }

    fn system(&self) -> &'static str {
        match self.kind {
            Kind::Service | Kind::Laptop | Kind::Kiosk => "Windows",
            Kind::Phone => "iOS",
            Kind::Mac => "MacMDM",
        }
    }

    fn version(&self) -> &'static str {
        match self.kind {
            Kind::Service => pick(
                &self.id,
                &["10.0.26100.7171", "10.0.26100.6899", "10.0.22631.6199"],
            ),
            Kind::Laptop => "10.0.26200.7171",
            Kind::Kiosk => "10.0.19044.6456",
            Kind::Phone => "26.1",
            Kind::Mac => "15.7.2",
        }
    }

    /// Whose device it is; kiosks and a few pool devices are nobody's.
    fn user<'e>(&self, staff: &'e [Employee]) -> Option<&'e Employee> {
        if self.kind == Kind::Kiosk || self.index % 40 == 39 {
            return None;
        }
        staff.get(self.index)
    }

    fn created(&self) -> String {
        days_before(120 + below(&self.id, 500), &self.id)
    }

    fn last_seen(&self) -> String {
        let days = if self.index == 134 {
            210
        } else {
            1 + below(&self.name, 12)
        };
        days_before(days, &self.name)
    }
}

fn render(device: &Device, staff: &[Employee]) -> Json {
    object! {
        "id": device.id.as_str(),
        "deviceId": device.device_id(),
        "displayName": device.name.as_str(),
        "accountEnabled": device.index % 50 != 49,
        "operatingSystem": device.system(),
        "operatingSystemVersion": device.version(),
        "trustType": trust(device),
        "isManaged": true,
        "physicalIds": physical_ids(device, staff),
        "createdDateTime": device.created(),
        "approximateLastSignInDateTime": device.last_seen(),
    }
}

fn trust(device: &Device) -> &'static str {
    match device.kind {
        Kind::Service | Kind::Kiosk => "AzureAd",
        Kind::Laptop => "ServerAd",
        Kind::Phone | Kind::Mac => "Workplace",
    }
}

fn physical_ids(device: &Device, staff: &[Employee]) -> Vec<String> {
    let global = below(&device.id, 9_000_000_000_000_000);
    let mut ids = vec![format!("[GID]:g:{global:016}")];
    if let Some(user) = device.user(staff) {
        ids.push(format!("[USER-GID]:{}:{global:016}", user_id(&user.upn)));
    }
    if device.kind == Kind::Service {
        let persona = pick(&device.name, &["Standard", "Standard", "PowerUser"]);
        ids.push(format!("[OrderID]:Microsoft365Managed_{persona}"));
        ids.push(format!("[ZTDID]:{}", guid("autopilot", &device.name)));
    }
    ids
}

fn render_managed(device: &Device, staff: &[Employee]) -> Json {
    let user = device.user(staff);
    // A kiosk whose join never finished: Intune writes zeros.
    let joined = if device.index == 143 {
        NO_DEVICE.to_owned()
    } else {
        device.device_id()
    };
    object! {
        "id": guid("managed device", &device.index.to_string()),
        "deviceName": device.name.as_str(),
        "azureADDeviceId": joined,
        "userId": user.map(|who| user_id(&who.upn)),
        "userPrincipalName": user.map(|who| who.upn.as_str()),
        "serialNumber": token(&device.id, 10),
        "operatingSystem": if device.kind == Kind::Mac { "macOS" } else { device.system() },
        "osVersion": device.version(),
        "managementAgent": if device.kind == Kind::Laptop { "configurationManagerClientMdm" } else { "mdm" },
        "complianceState": if device.index % 17 == 16 { "noncompliant" } else { "compliant" },
        "enrolledDateTime": device.created(),
        "lastSyncDateTime": device.last_seen(),
        "configurationManagerClientEnabledFeatures": (device.kind == Kind::Laptop).then(workloads),
    }
}

/// A co-managed laptop: all workloads are Intune's but Office.
fn workloads() -> Json {
    object! {
        "inventory": true,
        "modernApps": true,
        "resourceAccess": true,
        "deviceConfiguration": true,
        "compliancePolicy": true,
        "windowsUpdateForBusiness": true,
        "endpointProtection": true,
        "officeApps": false,
    }
}
