//! Filters for devices of Conditional Access: clauses K3 to K7.

use super::access;

const MANAGED: &str = r#"{"deviceId": "d", "displayName": "WS-1", "isManaged": true, "isCompliant": false,
    "trustType": "AzureAD", "deviceOwnership": "Company", "physicalIds": ["[ZTDId]:1"], "systemLabels": [],
    "extensionAttributes": {"extensionAttribute1": "SAW", "extensionAttribute2": null}}"#;
const LOOSE: &str = r#"{"deviceId": "d", "isManaged": false, "isCompliant": false, "trustType": "Workplace",
    "extensionAttributes": {"extensionAttribute1": "SAW"}}"#;

#[test]
fn k2_not_and_null_are_undocumented() {
    access(&[
        (r#"-not (device.displayName -eq "x")"#, MANAGED, "unknown"),
        (
            r#"-not (device.displayName -eq "x") -or device.deviceId -eq "D""#,
            MANAGED,
            "true",
        ),
        ("device.displayName -eq null", MANAGED, "unknown"),
    ]);
}

#[test]
fn k3_attributes_and_their_operators() {
    access(&[
        (r#"DEVICE.displayname -startsWith "ws""#, MANAGED, "true"),
        (r#"device.isCompliant -eq "True""#, MANAGED, "false"),
        (r#"device.isCompliant -ne "true""#, MANAGED, "true"),
        ("device.isCompliant -eq False", MANAGED, "true"),
        (
            r#"device.deviceOwnership -eq "Corporate""#,
            MANAGED,
            "false",
        ),
        (r#"device.deviceId -in ["D"]"#, MANAGED, "true"),
        (r#"device.deviceId -startsWith "d""#, MANAGED, "error K6"),
        (r#"device.physicalIds -eq "x""#, MANAGED, "error K6"),
    ]);
}

#[test]
fn k4_a_device_that_is_not_registered() {
    access(&[
        (r#"device.displayName -eq "x""#, "null", "false"),
        (r#"device.displayName -notContains "x""#, "null", "true"),
        (r#"device.isCompliant -ne "True""#, "null", "true"),
        (r#"device.physicalIds -contains "x""#, "null", "false"),
        (r#"device.physicalIds -notContains "x""#, "null", "true"),
        (r#"device.extensionAttribute1 -eq "SAW""#, "null", "false"),
        (r#"device.extensionAttribute1 -ne "SAW""#, "null", "true"),
        (
            r#"device.extensionAttribute1 -notIn ["SAW"]"#,
            "null",
            "true",
        ),
    ]);
}

#[test]
fn k5_contains_takes_whole_items() {
    access(&[
        (
            r#"device.physicalIds -contains "[ztdid]:1""#,
            MANAGED,
            "true",
        ),
        (
            r#"device.physicalIds -contains "[ZTDId]""#,
            MANAGED,
            "false",
        ),
        (
            r#"device.physicalIds -notContains "[ZTDId]""#,
            MANAGED,
            "true",
        ),
        (
            r#"device.physicalIds -notContains "[ZTDId]:1""#,
            MANAGED,
            "false",
        ),
        (r#"device.systemLabels -notContains "x""#, MANAGED, "true"),
        (r#"device.displayName -contains "s-1""#, MANAGED, "true"),
    ]);
}

#[test]
fn k6_the_table_is_closed() {
    access(&[
        (r#"device.displayName -match "x""#, MANAGED, "error K6"),
        (
            r#"device.physicalIds -any (_ -eq "x")"#,
            MANAGED,
            "error K6",
        ),
        (r#"device.deviceOSType -eq "x""#, MANAGED, "error K6"),
        (r#"device.isManaged -eq "True""#, MANAGED, "error K6"),
    ]);
}

#[test]
fn k7_extension_attributes_are_seen_on_known_devices() {
    let maybe = r#"{"isManaged": false, "trustType": "Workplace",
        "extensionAttributes": {"extensionAttribute1": "SAW"}}"#;
    access(&[
        (r#"device.extensionAttribute1 -eq "saw""#, MANAGED, "true"),
        (r#"device.extensionAttribute1 -ne "saw""#, MANAGED, "false"),
        (r#"device.extensionAttribute2 -ne "saw""#, MANAGED, "true"),
        (r#"device.extensionAttribute1 -eq "saw""#, LOOSE, "false"),
        (r#"device.extensionAttribute1 -ne "saw""#, LOOSE, "unknown"),
        (r#"device.extensionAttribute1 -ne "x""#, LOOSE, "unknown"),
        (r#"device.extensionAttribute1 -eq "saw""#, maybe, "unknown"),
        (r#"device.extensionAttribute1 -eq "x""#, maybe, "false"),
        (r#"device.extensionAttribute1 -ne "x""#, maybe, "unknown"),
        (
            r#"device.extensionAttribute1 -eq "saw""#,
            r#"{"isManaged": null, "isCompliant": null, "trustType": "ServerAd",
                "extensionAttributes": {"extensionAttribute1": "SAW"}}"#,
            "true",
        ),
    ]);
}
