//! Kinds of policies, and where Graph has them.

use super::Catalogue;

/// A kind: its spellings in small letters, the path of its collection, and its
/// JSON types on Windows, iOS, macOS and Android; the first stands for those
/// that are not there.
type Row = (&'static str, &'static str, &'static str);

const ENROLMENT: &str = "deviceManagement/deviceEnrollmentConfigurations";
const CONFIGURATIONS: &str = "deviceManagement/deviceConfigurations";
const APPS: &str = "deviceAppManagement/mobileApps";

/// Kinds that have a collection of their own.
pub(super) const KINDS: &[Row] = &[
    (
        "deviceconfiguration configuration devicerestriction",
        CONFIGURATIONS,
        "windows10GeneralConfiguration iosGeneralDeviceConfiguration macOSGeneralDeviceConfiguration androidGeneralDeviceConfiguration",
    ),
    (
        "customconfiguration custom omauri",
        CONFIGURATIONS,
        "windows10CustomConfiguration iosCustomConfiguration macOSCustomConfiguration androidCustomConfiguration",
    ),
    (
        "endpointprotection",
        CONFIGURATIONS,
        "windows10EndpointProtectionConfiguration",
    ),
    (
        "wifi wificonfiguration",
        CONFIGURATIONS,
        "windowsWifiConfiguration iosWiFiConfiguration macOSWiFiConfiguration androidWorkProfileWiFiConfiguration",
    ),
    (
        "vpn vpnconfiguration",
        CONFIGURATIONS,
        "windows10VpnConfiguration iosVpnConfiguration macOSVpnConfiguration androidWorkProfileVpnConfiguration",
    ),
    (
        "wirednetwork windowswirednetwork wired",
        CONFIGURATIONS,
        "windowsWiredNetworkConfiguration",
    ),
    (
        "iosupdate iossoftwareupdate",
        CONFIGURATIONS,
        "iosUpdateConfiguration",
    ),
    (
        "updatering windowsupdatering updateforbusiness",
        CONFIGURATIONS,
        "windowsUpdateForBusinessConfiguration",
    ),
    (
        "compliance devicecompliance",
        "deviceManagement/deviceCompliancePolicies",
        "windows10CompliancePolicy iosCompliancePolicy macOSCompliancePolicy androidCompliancePolicy",
    ),
    (
        "linuxcompliance cataloguecompliance",
        "deviceManagement/compliancePolicies",
        "deviceManagementCompliancePolicy",
    ),
    (
        "admintemplate administrativetemplate grouppolicy",
        "deviceManagement/groupPolicyConfigurations",
        "groupPolicyConfiguration",
    ),
    (
        "intent endpointsecurityintent securityintent",
        "deviceManagement/intents",
        "deviceManagementIntent",
    ),
    (
        "platformscript powershellscript windowsscript script",
        "deviceManagement/deviceManagementScripts",
        "deviceManagementScript",
    ),
    (
        "shellscript macosshellscript macosscript",
        "deviceManagement/deviceShellScripts",
        "deviceShellScript",
    ),
    (
        "customattribute customattributescript",
        "deviceManagement/deviceCustomAttributeShellScripts",
        "deviceCustomAttributeShellScript",
    ),
    (
        "remediation remediationscript healthscript proactiveremediation",
        "deviceManagement/deviceHealthScripts",
        "deviceHealthScript",
    ),
    (
        "customcompliance compliancescript",
        "deviceManagement/deviceComplianceScripts",
        "deviceComplianceScript",
    ),
    (
        "featureupdate windowsfeatureupdate",
        "deviceManagement/windowsFeatureUpdateProfiles",
        "windowsFeatureUpdateProfile",
    ),
    (
        "qualityupdate expeditequalityupdate qualityupdateexpedite windowsqualityupdate expedite",
        "deviceManagement/windowsQualityUpdateProfiles",
        "windowsQualityUpdateProfile",
    ),
    (
        "hotpatch qualityupdatehotpatch",
        "deviceManagement/windowsQualityUpdatePolicies",
        "windowsQualityUpdatePolicy",
    ),
    (
        "driverupdate windowsdriverupdate",
        "deviceManagement/windowsDriverUpdateProfiles",
        "windowsDriverUpdateProfile",
    ),
    (
        "autopilot autopilotdeployment",
        "deviceManagement/windowsAutopilotDeploymentProfiles",
        "azureADWindowsAutopilotDeploymentProfile",
    ),
    (
        "appprotection managedappprotection mam appprotectionios",
        "deviceAppManagement/managedAppPolicies",
        "windowsManagedAppProtection iosManagedAppProtection defaultManagedAppProtection androidManagedAppProtection",
    ),
    (
        "appconfiguration appconfigurationapp appconfigurationmanagedapp managedappconfiguration targetedmanagedappconfiguration",
        "deviceAppManagement/targetedManagedAppConfigurations",
        "targetedManagedAppConfiguration",
    ),
    (
        "appconfigurationdevice appconfigurationmanageddevice deviceappconfiguration mobileappconfiguration",
        "deviceAppManagement/mobileAppConfigurations",
        "iosMobileAppConfiguration iosMobileAppConfiguration iosMobileAppConfiguration androidManagedStoreAppConfiguration",
    ),
    (
        "enrollmentrestriction enrolmentrestriction enrollmentplatformrestriction deviceplatformrestriction platformrestriction",
        ENROLMENT,
        "deviceEnrollmentPlatformRestrictionConfiguration",
    ),
    (
        "enrollmentlimit devicelimitrestriction devicelimit enrollmentlimitrestriction",
        ENROLMENT,
        "deviceEnrollmentLimitConfiguration",
    ),
    (
        "esp enrollmentstatuspage enrolmentstatuspage",
        ENROLMENT,
        "windows10EnrollmentCompletionPageConfiguration",
    ),
    (
        "enrollmentnotification enrolmentnotification",
        ENROLMENT,
        "deviceEnrollmentNotificationConfiguration",
    ),
    (
        "windowshello windowshelloforbusiness",
        ENROLMENT,
        "deviceEnrollmentWindowsHelloForBusinessConfiguration",
    ),
    ("policyset", "deviceAppManagement/policySets", "policySet"),
    (
        "termsandcondition termsandconditions terms",
        "deviceManagement/termsAndConditions",
        "termsAndConditions",
    ),
    (
        "partner partnerdevicemanagement devicepartner",
        "deviceManagement/deviceManagementPartners",
        "deviceManagementPartner",
    ),
    (
        "branding enduserexperience customization",
        "deviceManagement/intuneBrandingProfiles",
        "intuneBrandingProfile",
    ),
    (
        "smodesupplemental smode wdacsupplemental",
        "deviceAppManagement/wdacSupplementalPolicies",
        "windowsDefenderApplicationControlSupplementalPolicy",
    ),
    (
        "appprovisioning iosappprovisioning iosprovisioning provisioning",
        "deviceAppManagement/iosLobAppProvisioningConfigurations",
        "iosLobAppProvisioningConfiguration",
    ),
    ("win32app win32lobapp win32", APPS, "win32LobApp"),
    (
        "msiapp msi windowsmsi windowsmobilemsi",
        APPS,
        "windowsMobileMSI",
    ),
    ("msixapp appx universalapp", APPS, "windowsUniversalAppX"),
    (
        "wingetapp microsoftstoreapp windowsstoreapp",
        APPS,
        "winGetApp",
    ),
    (
        "lobapp lineofbusinessapp",
        APPS,
        "windowsMobileMSI iosLobApp macOSLobApp androidLobApp",
    ),
    (
        "storeapp",
        APPS,
        "winGetApp iosStoreApp macOsVppApp androidStoreApp",
    ),
    ("iosstoreapp", APPS, "iosStoreApp"),
    ("iosvppapp vppapp", APPS, "iosVppApp"),
    ("ioslobapp", APPS, "iosLobApp"),
    ("managediosstoreapp managedios", APPS, "managedIOSStoreApp"),
    (
        "managedgoogleplayapp managedgoogleplay androidmanagedstoreapp androidenterpriseapp",
        APPS,
        "androidManagedStoreApp",
    ),
    ("androidstoreapp", APPS, "androidStoreApp"),
    ("androidlobapp", APPS, "androidLobApp"),
    ("macoslobapp", APPS, "macOSLobApp"),
    ("macospkgapp pkgapp", APPS, "macOSPkgApp"),
    ("macosdmgapp dmgapp", APPS, "macOSDmgApp"),
    ("macosvppapp", APPS, "macOsVppApp"),
    (
        "weblink webapp",
        APPS,
        "webApp iosiPadOSWebClip macOSWebClip webApp",
    ),
    ("windowsweblink windowswebapp", APPS, "windowsWebApp"),
    ("ioswebclip", APPS, "iosiPadOSWebClip"),
    (
        "officeapp officesuite officesuiteapp microsoft365app m365app",
        APPS,
        "officeSuiteApp officeSuiteApp macOSOfficeSuiteApp officeSuiteApp",
    ),
    (
        "edgeapp microsoftedge",
        APPS,
        "windowsMicrosoftEdgeApp windowsMicrosoftEdgeApp macOSMicrosoftEdgeApp windowsMicrosoftEdgeApp",
    ),
];

/// Kinds that are policies of the settings catalogue.
pub(super) const IN_CATALOGUE: &[(&str, Catalogue)] = &[
    (
        "settingscatalog settingscatalogue configuration",
        catalogue("none", "mdm"),
    ),
    (
        "settingscatalogddm ddm declarativedevicemanagement",
        catalogue("none", "mdm,appleRemoteManagement"),
    ),
    ("securitybaseline baseline", catalogue("baseline", "mdm")),
    (
        "endpointsecurity endpointsecurityantivirus antivirus",
        catalogue("endpointSecurityAntivirus", "mdm,microsoftSense"),
    ),
    (
        "mdeattached mde mdesecurity mdesecuritymanagement",
        catalogue("endpointSecurityAntivirus", "microsoftSense"),
    ),
];

const fn catalogue(family: &'static str, technologies: &'static str) -> Catalogue {
    Catalogue {
        family,
        technologies,
    }
}
