//! Device configurations: Wi-Fi, VPN, certificates, wired network, endpoint protection.

use super::Target::{AllDevices, AllUsers, Group, Without};
use super::{Filter, Owner, Policy, policy_id};
use crate::demo::groups::organisation::{IT_OPERATIONS, KIOSKS};
use crate::demo::groups::service::{DEVICES_ALL, SERVICE_ACCOUNTS, TEST_ACCOUNTS};
use crate::demo::json::Json;
use crate::demo::seed::token;

const ROOT: &str = "Contoso Root CA";

pub(super) fn policies() -> Vec<Policy> {
    vec![
        wifi(),
        guest_wifi(),
        vpn(),
        trusted_root(ROOT),
        trusted_root("Contoso Issuing CA 2"),
        lan_profile(),
        device_profile(),
        endpoint_protection(),
    ]
}

/// For all users, and every licensed service account is left out by a group of users.
fn wifi() -> Policy {
    let targets = [AllUsers, Without(SERVICE_ACCOUNTS), Without(TEST_ACCOUNTS)];
    let root = object! {
        "@odata.type": "#microsoft.graph.windows81TrustedRootCertificate",
        "id": policy_id(ROOT),
    };
    Policy::new(
        "Contoso Wi-Fi",
        "windowsWifiEnterpriseEAPConfiguration",
        &targets,
    )
    .described("Offices in Berlin and Vienna")
    .with(object! {
        "version": 7_i64,
        "wifiSecurityType": "wpa2Enterprise",
        "ssid": "contoso",
        "proxyManualAddress": Json::Null,
        "eapType": "eapTls",
        "performServerValidation": true,
        "trustedServerCertificateNames": ["radius.contoso.com"],
        "rootCertificatesForServerValidation": [root],
    })
}

/// Assigned to nobody.
fn guest_wifi() -> Policy {
    Policy::new("Contoso Guest Wi-Fi", "windowsWifiConfiguration", &[])
        .described("Not used at present")
        .with(object! {
            "version": 1_i64,
            "wifiSecurityType": "open",
            "ssid": "contoso-guest",
            "proxyManualAddress": Json::Null,
        })
}

/// For all users; the exclusion is of devices, and takes no user out.
fn vpn() -> Policy {
    let server = object! {
        "description": "Gateway",
        "address": "vpn.contoso.com",
        "isDefaultServer": true,
    };
    let targets = [AllUsers, Without(KIOSKS)];
    Policy::new("Contoso VPN", "windows10VpnConfiguration", &targets).with(object! {
        "version": 12_i64,
        "connectionName": "Contoso",
        "connectionType": "ikEv2",
        "authenticationMethod": "certificate",
        "servers": [server],
        "proxyServer": Json::Null,
    })
}

fn trusted_root(name: &'static str) -> Policy {
    let target = if name == ROOT {
        AllDevices
    } else {
        Group(DEVICES_ALL)
    };
    Policy::new(name, "windows81TrustedRootCertificate", &[target]).with(object! {
        "version": 1_i64,
        "trustedRootCertificate": token(name, 64),
        "certFileName": format!("{}.cer", name.to_lowercase().replace(' ', "-")),
        "destinationStore": "computerCertStoreRoot",
    })
}

/// Named like the service's, and made by the customer on the service's advice.
fn lan_profile() -> Policy {
    let setting = object! {
        "@odata.type": "#microsoft.graph.omaSettingString",
        "displayName": "LAN profile",
        "omaUri": "./Device/Vendor/MSFT/WiredNetwork/LanXML",
        "value": "****",
    };
    let name = "Modern Workplace-Windows 10 LAN Profile";
    Policy::new(name, "windows10CustomConfiguration", &[Group(DEVICES_ALL)])
        .owned_by(Owner::Customer)
        .with(object! { "version": 2_i64, "omaSettings": [setting] })
}

/// The service's own, for all users: it may reach its accounts.
fn device_profile() -> Policy {
    let name = "Modern Workplace - Standard Device Profile Configuration";
    Policy::new(name, "windows10GeneralConfiguration", &[AllUsers])
        .owned_by(Owner::Microsoft)
        .with(object! {
            "version": 31_i64,
            "defenderBlockEndUserAccess": false,
            "networkProxyServer": Json::Null,
        })
}

/// For a group with a service account in it, narrowed by a filter.
fn endpoint_protection() -> Policy {
    let filter = Filter {
        name: "Corporate Windows devices",
        mode: "include",
    };
    let name = "Contoso BitLocker for operators";
    Policy::new(
        name,
        "windows10EndpointProtectionConfiguration",
        &[Group(IT_OPERATIONS)],
    )
    .filtered(filter)
    .with(object! { "version": 3_i64, "bitLockerEncryptDevice": true })
}
