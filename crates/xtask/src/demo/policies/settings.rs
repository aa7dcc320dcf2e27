//! Policies of the settings catalogue and administrative templates.

use super::Target::{Group, Without};
use super::{Owner, Policy, Target};
use crate::demo::groups::organisation::{ALL_HANDS, ENGINEERING, FINANCE, FULL_TIME};
use crate::demo::groups::service::{DEVICES_ALL, INTUNE_EXCLUSIONS, RING_TEST, SERVICE_ACCOUNTS};
use crate::demo::json::Json;

/// One is for a group whose list was cut off, one for a group without a list.
pub(super) fn catalogue() -> Vec<Policy> {
    vec![
        entry(
            "Contoso - Edge favourites",
            "device_vendor_msft_policy_config_microsoft_edge~policy~microsoft_edge_managedfavorites",
            &[Group(ALL_HANDS), Without(INTUNE_EXCLUSIONS)],
        ),
        entry(
            "Contoso - OneDrive folders",
            "device_vendor_msft_policy_config_onedrivengscv2~policy~onedrivengsc_kfmoptinnowizard",
            &[Group(FULL_TIME), Without(SERVICE_ACCOUNTS)],
        ),
        entry(
            "Contoso - Firewall",
            "vendor_msft_firewall_mdmstore_domainprofile_enablefirewall",
            &[Group(DEVICES_ALL)],
        ),
        entry(
            "Modern Workplace - Edge Update Policy [Test]",
            "device_vendor_msft_policy_config_update~policy~cat_edgeupdate_pol_targetchannel",
            &[Group(RING_TEST)],
        )
        .owned_by(Owner::Microsoft),
    ]
}

pub(super) fn templates() -> Vec<Policy> {
    let targets = [Group(FINANCE), Group(ENGINEERING)];
    vec![Policy::new("Contoso Office macros", "", &targets)]
}

fn entry(name: &'static str, setting: &str, targets: &[Target]) -> Policy {
    let instance = object! {
        "@odata.type": "#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance",
        "settingDefinitionId": setting,
    };
    Policy::new(name, "", targets).with(object! {
        "platforms": "windows10",
        "technologies": "mdm",
        "settingCount": 1_i64,
        "isAssigned": true,
        "templateReference": object! { "templateFamily": "none" },
        "settings": [object! { "id": "0", "settingInstance": instance }],
        "roleScopeTagIds": Vec::<Json>::from([Json::from("0")]),
    })
}
