//! Enrolment configurations, the tenant's defaults among them, and Autopilot profiles.

use super::Target::{AllDevices, AllUsers, Group};
use super::{Owner, Policy};
use crate::demo::groups::service::DEVICES_ALL;

/// The default is for everybody and nobody can take it away.
pub(super) fn configurations() -> Vec<Policy> {
    let everybody = [AllUsers, AllDevices];
    let kind = |name: &str| {
        object! {
            "priority": 0_i64,
            "version": 1_i64,
            "deviceEnrollmentConfigurationType": name,
        }
    };
    vec![
        Policy::new(
            "Default enrollment status page",
            "windows10EnrollmentCompletionPageConfiguration",
            &everybody,
        )
        .described("The page for everybody")
        .with(kind(
            "defaultWindows10EnrollmentCompletionPageConfiguration",
        )),
        Policy::new(
            "Contoso enrollment status page",
            "windows10EnrollmentCompletionPageConfiguration",
            &[Group(DEVICES_ALL)],
        )
        .with(kind("windows10EnrollmentCompletionPageConfiguration")),
    ]
}

pub(super) fn profiles() -> Vec<Policy> {
    let experience = object! {
        "deviceUsageType": "singleUser",
        "userType": "standard",
        "eulaHidden": true,
        "privacySettingsHidden": true,
    };
    vec![
        Policy::new(
            "Modern Workplace Autopilot Profile",
            "azureADWindowsAutopilotDeploymentProfile",
            &[Group(DEVICES_ALL)],
        )
        .owned_by(Owner::Microsoft)
        .with(object! {
            "deviceNameTemplate": "MMD-%RAND:11%",
            "preprovisioningAllowed": true,
            "hardwareHashExtractionEnabled": false,
            "outOfBoxExperienceSetting": experience,
        }),
    ]
}
