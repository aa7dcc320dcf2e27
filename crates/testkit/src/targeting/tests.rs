//! The clauses, by example: a rule, an object and the answer on each line.

use std::collections::BTreeMap;

use super::{About, Asked, Language, Truth, judge};
use crate::Json;

/// Judges each line `rule => object => answer`; a device that is not
/// registered is `none`.
fn assert_all(language: Language, about: About, lines: &str) {
    let members = BTreeMap::from([("g-1".to_owned(), vec!["u-1".to_owned()])]);
    let mut wrong = Vec::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let parts: Vec<&str> = line.split(" => ").collect();
        let object = Json::parse(parts[1]);
        let asked = Asked {
            object: object.as_ref().filter(|_| parts[1] != "none"),
            groups: &members,
            now: Some("2026-03-01T12:00:00Z"),
        };
        let answer = judge(language, about, parts[0], &asked);
        if format!("{answer:?}").to_lowercase() != parts[2] {
            wrong.push(format!("{line}, not {answer:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_of_groups_compare_texts() {
    let lines = r#"
        user.city -eq "oslo" => {"city":"Oslo"} => true
        USER.city -eq "oslo" => {"city":"Oslo"} => true
        user.City -eq "oslo" => {"city":"Oslo"} => unknown
        user.mailnickname -eq "a" => {"mailNickname":"a"} => unknown
        user.mailNickname -eq "a" => {"mailNickname":"a"} => true
        user.planet -eq "a" => {} => error
        device.displayName -eq "a" => {} => false
        device.displayName -eq "a" -or user.city -eq "a" => {"city":"a"} => error
        user.surname –eq "O''Brien" => {"surname":"o'brien"} => true
        user.surname -eq "a`"b" => {"surname":"a"} => unknown
        user.surname -eq 'a' => {"surname":"a"} => unknown
        user.city NOTIN ["a","b"] => {"city":null} => true
        user.city -in "a" => {"city":"a"} => error
        user.city -in [ ] => {"city":"a"} => false
        user.city -eq "" => {"city":null} => unknown
        user.city -eq null => {"city":""} => unknown
        user.city -eq null => {"city":null} => true
        user.city -not null => {"city":null} => error
        user.city -match "^.s" => {"city":"Oslo"} => true
        user.city -match "o(?=s)" => {"city":"Oslo"} => unknown
        user.city -match "(s)\1" => {"city":"Oslo"} => unknown
        user.city -match "(s" => {} => error
        user.telephoneNumber -eq "1" => {"businessPhones":["1","2"]} => true
        user.telephoneNumber -eq null => {"businessPhones":[]} => true
        user.extensionAttribute2 -ne "a" => {"onPremisesExtensionAttributes":null} => true
        user.extensionAttribute16 -ne "a" => {} => error
    "#;
    assert_all(Language::Membership, About::User, lines);
}

#[test]
fn rules_of_groups_combine_conditions() {
    let lines = r#"
        user.city -eq "a" or user.city -eq "b" and user.state -eq "c" => {"city":"a","state":"d"} => true
        -not user.city -eq "a" and user.state -eq "c" => {"city":"a","state":"d"} => false
        not (user.city eq "a" AND user.state eq "c") => {"city":"a","state":"d"} => true
        -not user.city -eq "a" => {} => unknown
        user.city -eq "a" -and user.state -eq "c" => {"city":"b"} => false
        user.city -eq "a" -and => {"city":"b"} => error
        (user.city -eq "a" => {"city":"b"} => error
        user.city -eq "a" user.city -eq "b" => {"city":"b"} => error
        user.accountEnabled -ne true => {"accountEnabled":null} => true
        user.accountEnabled -eq "true" => {"accountEnabled":true} => unknown
    "#;
    assert_all(Language::Membership, About::User, lines);
}

#[test]
fn rules_of_groups_look_into_collections() {
    let lines = r#"
        user.otherMails -startsWith "a" => {"otherMails":["b","a"]} => true
        user.otherMails -notStartsWith "a" => {"otherMails":["b","a"]} => unknown
        user.otherMails -notStartsWith "a" => {"otherMails":["ab","a"]} => false
        user.otherMails -notStartsWith "a" => {"otherMails":[]} => true
        user.otherMails -contains "a" => {"otherMails":["a"]} => unknown
        user.otherMails -eq "a" => {"otherMails":["a"]} => unknown
        user.otherMails -any _ -eq "a" -and user.city -eq "b" => {"city":"b"} => unknown
        user.otherMails -any _ -eq "a" -and => {} => error
        user.otherMails -all (_ -eq "a") => {"otherMails":null} => true
        user.otherMails -any (user.city -eq "a") => {"city":"a"} => error
        _ -eq "a" => {} => error
        user.assignedPlans -any (assignedPlan.service -eq "a" -and assignedPlan.capabilityStatus -eq "b") => {"assignedPlans":[{"service":"a","capabilityStatus":"c"},{"service":"d","capabilityStatus":"b"}]} => false
        user.assignedPlans -all (assignedPlan.servicePlanId -eq null) => {"assignedPlans":[]} => true
        user.memberOf -any (group.objectId -in ['g-0','G-1']) => {"id":"u-1"} => true
        user.memberOf -any (group.objectId -in ['g-0','g-1']) => {"id":"u-2"} => unknown
        user.memberOf -any (group.objectId -in ['g-1']) => {"id":"u-2"} => false
        not user.memberOf -any (group.objectId -in ['g-1']) => {"id":"u-2"} => error
        Direct Reports for "m" => {"id":"u-1","manager":{"id":"M"}} => true
        Direct Reports for "m" => {"id":"m","manager":null} => unknown
    "#;
    assert_all(Language::Membership, About::User, lines);
}

#[test]
fn rules_of_groups_compare_dates() {
    let lines = r#"
        user.employeeHireDate -ge system.now -minus P28D => {"employeeHireDate":"2026-02-01T12:00:01Z"} => true
        user.employeeHireDate -ge system.now -minus P28D => {"employeeHireDate":"2026-02-01T12:00:00Z"} => unknown
        user.employeeHireDate -ge system.now -minus P1M => {"employeeHireDate":"2020-01-01T00:00:00Z"} => unknown
        user.employeeHireDate -le system.now plus pt12h => {"employeeHireDate":"2026-03-02T00:00:01Z"} => false
        user.employeeHireDate -eq 2026-01-01T01:00:00+01:00 => {"employeeHireDate":"2026-01-01T00:00:00Z"} => true
        user.employeeHireDate -ne null => {"employeeHireDate":null} => false
        user.city -ge 2026-01-01T01:00:00Z => {} => error
        user.employeeHireDate -le 2026-02-29T01:00:00Z => {} => error
    "#;
    assert_all(Language::Membership, About::User, lines);
}

#[test]
fn assignment_filters_have_their_own_words() {
    let lines = r#"
        (DEVICE.Model -EQUALS "x") => {"model":"X"} => true
        device.model –eq "x" => {"model":"X"} => true
        not (device.model -eq "x") => {"model":"X"} => error
        device.model -ne "x" => {"model":null} => true
        device.model -in [] => {"model":null} => error
        app.osVersion -eq "1" => {} => error
        device.deviceOwnership -eq "corporate" => {"managedDeviceOwnerType":"company"} => true
        device.cpuArchitecture -eq "amd64" => {"processorArchitecture":"x64","operatingSystem":"Windows"} => true
        device.cpuArchitecture -eq "amd64" => {"processorArchitecture":"x64"} => unknown
        device.cpuArchitecture -eq "arm64" => {"processorArchitecture":"x64"} => false
        device.operatingSystemVersion -ge 10.0.9 => {"osVersion":"10.0.10"} => true
        device.operatingSystemVersion -ge "10.0" => {"osVersion":"10.0.10"} => unknown
        device.operatingSystemVersion -lt 26.1 => {"osVersion":"26.0 (25A5349a)"} => unknown
        device.operatingSystemVersion -lt 26.1 => {"osVersion":null} => false
        device.deviceManagementType -eq "a" => {} => unknown
    "#;
    assert_all(Language::AssignmentFilter, About::ManagedDevice, lines);
}

#[test]
fn device_filters_have_their_own_words() {
    let lines = r#"
        device.Model -notEndsWith "x" => none => true
        device.model -endsWith "x" => none => false
        device.physicalIds -contains "[a]" => {"physicalIds":["[A]:1"]} => false
        device.physicalIds -notContains "[a]:1" => {"physicalIds":["[A]:1"]} => false
        device.physicalIds -eq "[a]:1" => {"physicalIds":["[A]:1"]} => error
        device.deviceOSType -eq "a" => {} => error
        device.isCompliant -eq "True" => {"isCompliant":true} => true
        device.extensionAttribute1 -eq "a" => {"extensionAttributes":{"extensionAttribute1":"a"},"trustType":"ServerAd"} => true
        device.extensionAttribute1 -eq "a" => {"extensionAttributes":{"extensionAttribute1":"a"}} => unknown
        device.extensionAttribute1 -eq "a" => {"extensionAttributes":{"extensionAttribute1":"b"}} => false
    "#;
    assert_all(Language::DeviceFilter, About::Device, lines);
}

#[test]
fn a_rule_has_3072_characters_at_most() {
    let rule = |length: usize| format!("user.city -eq \"{}\"", "ä".repeat(length - 16));
    let object = Json::parse(r#"{"city":"a"}"#);
    let asked = Asked {
        object: object.as_ref(),
        groups: &BTreeMap::new(),
        now: None,
    };
    let judge = |length: usize| judge(Language::Membership, About::User, &rule(length), &asked);
    assert_eq!((judge(3072), judge(3073)), (Truth::False, Truth::Error));
}
