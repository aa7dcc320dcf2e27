//! Assignment filters: clauses F2 to F12.

use super::{apps, managed};

const SURFACE: &str = r#"{"deviceName": "Scott's PC", "manufacturer": "Microsoft", "model": "Surface Pro 9",
    "deviceCategoryDisplayName": null, "osVersion": "10.0.22631.3235", "managedDeviceOwnerType": "company",
    "joinType": "hybridAzureADJoined", "skuNumber": 4, "processorArchitecture": "x64", "jailBroken": "Unknown",
    "enrollmentProfileName": ""}"#;

#[test]
fn f3_everything_takes_any_case() {
    managed(&[
        (r#"(DEVICE.Manufacturer -EQ "MICROSOFT")"#, SURFACE, "true"),
        (r#"(device.deviceName -in ["scott's pc"])"#, SURFACE, "true"),
        (r#"device.DEVICEOWNERSHIP -eq "corporate""#, SURFACE, "true"),
    ]);
}

#[test]
fn f4_operators_and_their_long_names() {
    managed(&[
        (r#"(device.model equals "surface pro 9")"#, SURFACE, "true"),
        (
            r#"(device.model -notEquals "surface pro 9")"#,
            SURFACE,
            "false",
        ),
        (r#"device.model startsWith "Sur""#, SURFACE, "true"),
        (r#"device.model -notContains "Pro""#, SURFACE, "false"),
        (r#"device.model notIn ["x"]"#, SURFACE, "true"),
    ]);
}

#[test]
fn f5_and_binds_before_or() {
    managed(&[(
        r#"(device.model -contains "Pro") or (device.model -eq "x") and (device.model -eq "y")"#,
        SURFACE,
        "true",
    )]);
}

#[test]
fn f6_null_is_compared_by_eq_and_ne() {
    managed(&[
        ("(device.deviceCategory -eq Null)", SURFACE, "true"),
        ("(device.deviceCategory -ne $Null)", SURFACE, "false"),
        ("(device.deviceOwnership -eq null)", SURFACE, "false"),
        ("(device.operatingSystemSKU -ne null)", SURFACE, "true"),
        (
            "(device.deviceCategory -contains null)",
            SURFACE,
            "error F6",
        ),
        (
            "(device.enrollmentProfileName -eq null)",
            SURFACE,
            "unknown",
        ),
    ]);
}

#[test]
fn f7_words_of_intune_for_words_of_graph() {
    managed(&[
        (r#"device.deviceOwnership -eq "Corporate""#, SURFACE, "true"),
        (r#"device.deviceOwnership -eq "Company""#, SURFACE, "false"),
        (
            r#"device.deviceTrustType -eq "Hybrid Azure AD joined""#,
            SURFACE,
            "true",
        ),
        (
            r#"device.deviceTrustType -in ["Azure AD joined", "Unknown"]"#,
            SURFACE,
            "false",
        ),
        (r#"device.cpuArchitecture -eq "amd64""#, SURFACE, "true"),
        (
            r#"device.cpuArchitecture -in ["x64", "arm64"]"#,
            SURFACE,
            "true",
        ),
        (r#"device.IsRooted -eq "unknown""#, SURFACE, "true"),
        (
            r#"device.deviceManagementType -eq "Android Enterprise""#,
            SURFACE,
            "unknown",
        ),
        (r#"device.deviceOwnership -in ["x"]"#, SURFACE, "error F9"),
    ]);
}

#[test]
fn f7_editions_are_named_as_the_page_names_them() {
    managed(&[
        (
            r#"device.operatingSystemSKU -eq "Enterprise""#,
            SURFACE,
            "true",
        ),
        (
            r#"device.operatingSystemSKU -startsWith "Enter""#,
            SURFACE,
            "true",
        ),
        (
            r#"device.operatingSystemSKU -eq "Professional""#,
            r#"{"skuNumber": 48}"#,
            "true",
        ),
        (
            r#"device.operatingSystemSKU -eq "BusinessN""#,
            r#"{"skuNumber": 49}"#,
            "true",
        ),
        (
            r#"device.operatingSystemSKU -eq "Core""#,
            r#"{"skuNumber": 101}"#,
            "true",
        ),
        (
            r#"device.operatingSystemSKU -eq "Holographic""#,
            r#"{"skuNumber": 136}"#,
            "true",
        ),
        (
            r#"device.operatingSystemSKU -eq "ProfessionalN""#,
            r#"{"skuNumber": 162}"#,
            "true",
        ),
        (
            r#"device.operatingSystemSKU -eq "IoTUAPCommercial""#,
            r#"{"skuNumber": 131}"#,
            "true",
        ),
        (
            r#"device.operatingSystemSKU -ne "Enterprise""#,
            r#"{"skuNumber": 12345}"#,
            "unknown",
        ),
        (
            r#"device.operatingSystemSKU -ne "Enterprise""#,
            r#"{"skuNumber": null}"#,
            "true",
        ),
    ]);
}

#[test]
fn f8_versions_part_by_part() {
    let odd = r#"{"osVersion": "26.0 (25A5349a)"}"#;
    managed(&[
        (
            "device.operatingSystemVersion -gt 10.0.9999.9999",
            SURFACE,
            "true",
        ),
        (
            r#"device.operatingSystemVersion -ge "10.0.22631.3235""#,
            SURFACE,
            "true",
        ),
        (
            "device.operatingSystemVersion -lt 10.0.22631.3235",
            SURFACE,
            "false",
        ),
        (
            "device.operatingSystemVersion -le 10.0.22631.3235",
            SURFACE,
            "true",
        ),
        (
            "device.operatingSystemVersion -ne 10.0.22631.3235",
            SURFACE,
            "false",
        ),
        ("device.operatingSystemVersion -gt 10.0", SURFACE, "unknown"),
        ("device.operatingSystemVersion -eq 26.0", odd, "unknown"),
        (
            r#"device.operatingSystemVersion -ge "10.+0.1.1""#,
            SURFACE,
            "unknown",
        ),
        (
            "device.operatingSystemVersion -gt 1.0",
            r#"{"osVersion": "+1.2"}"#,
            "unknown",
        ),
        (
            "device.operatingSystemVersion -gt 1.0",
            r#"{"osVersion": null}"#,
            "false",
        ),
        (
            "device.operatingSystemVersion -ne 1.0",
            r#"{"osVersion": null}"#,
            "true",
        ),
        (
            "device.operatingSystemVersion -gt null",
            SURFACE,
            "error F6",
        ),
        ("device.osVersion -gt 10.0.1.1", SURFACE, "error F9"),
    ]);
}

#[test]
fn f9_the_lists_are_closed() {
    managed(&[
        (r#"-not (device.model -eq "x")"#, SURFACE, "error F9"),
        (r#"device.model -match "x""#, SURFACE, "error F9"),
        (r#"device.model -endsWith "x""#, SURFACE, "error F9"),
        (r#"device.model -notStartsWith "x""#, SURFACE, "error F9"),
        (r#"device.model -any (_ -eq "x")"#, SURFACE, "error F9"),
        (r#"device.displayName -eq "x""#, SURFACE, "error F9"),
        (r#"device.extensionAttribute1 -eq "x""#, SURFACE, "error F9"),
    ]);
}

#[test]
fn f10_filters_are_about_devices_or_apps() {
    managed(&[(r#"app.appVersion -eq "1""#, SURFACE, "error F10")]);
    let app = r#"{"appVersion": "10.0.3", "osVersion": "17.1"}"#;
    apps(&[
        (r#"(app.appVersion -startsWith "10.0")"#, app, "true"),
        ("app.operatingSystemVersion -ge 17.0", app, "true"),
        (r#"device.model -eq "x""#, app, "error F10"),
    ]);
}

#[test]
fn f11_null_with_a_positive_and_a_negative_operator() {
    managed(&[
        (r#"device.deviceCategory -eq "Kiosk""#, SURFACE, "false"),
        (r#"device.deviceCategory -in ["Kiosk"]"#, SURFACE, "false"),
        (r#"device.deviceCategory -startsWith "K""#, SURFACE, "false"),
        (r#"device.deviceCategory -ne "Kiosk""#, SURFACE, "true"),
        (r#"device.deviceCategory -notIn ["Kiosk"]"#, SURFACE, "true"),
        (r#"device.deviceCategory -notContains "K""#, SURFACE, "true"),
    ]);
}

#[test]
fn f12_what_was_not_collected_is_unknown() {
    managed(&[
        (r#"device.model -ne "x""#, "{}", "unknown"),
        (r#"device.deviceOwnership -ne "Personal""#, "{}", "unknown"),
        ("device.operatingSystemVersion -gt 1.0", "{}", "unknown"),
    ]);
}
