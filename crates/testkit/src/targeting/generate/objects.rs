//! Objects.

use proptest::prelude::*;
use proptest::sample::select;

use super::TEXTS;
use crate::Json;
use crate::targeting::About;

/// Objects that have what rules name, much of it null, absent or not as it
/// should be.
pub fn objects(about: About) -> BoxedStrategy<Json> {
    let pairs = fields(about).into_iter().map(|(key, value)| {
        let value = prop_oneof![
            10 => value,
            2 => Just(Json::null()),
            1 => select(vec![Json::truth(true), Json::number(7), Json::text("a"), Json::List(Vec::new())]),
        ];
        prop::option::weighted(0.8, value).prop_map(move |value| value.map(|value| (key, value)))
    });
    let pairs: Vec<_> = pairs.collect();
    pairs
        .prop_map(|pairs| {
            let pairs = pairs.into_iter().flatten();
            Json::Object(pairs.map(|(key, value)| (key.to_owned(), value)).collect())
        })
        .boxed()
}

type Field = (&'static str, BoxedStrategy<Json>);

fn fields(about: About) -> Vec<Field> {
    match about {
        About::User => user(),
        About::Device => device(),
        About::ManagedDevice => managed_device(),
        About::ManagedApp => vec![
            ("appVersion", text()),
            ("deviceManufacturer", text()),
            ("deviceModel", text()),
            ("osVersion", version()),
            ("deviceManagementType", text()),
        ],
    }
}

fn user() -> Vec<Field> {
    let moments = [
        "2026-03-01T12:00:00Z",
        "2026-03-02T11:00:00Z",
        "2026-02-01T12:00:00.5Z",
        "2020-01-01T00:00:00Z",
        "soon",
    ];
    let manager = text_of(&["g-1", "u-1"]).prop_map(|id| Json::object([("id", id)]));
    // Graph keeps one number at most.
    let phones = prop::collection::vec(text(), 0..=1).prop_map(Json::List);
    vec![
        ("id", text_of(&["u-1", "u-2", "a"])),
        ("city", text()),
        ("department", text()),
        ("mail", text()),
        ("mailNickname", text()),
        ("mobilePhone", text()),
        ("userType", text()),
        ("businessPhones", phones.boxed()),
        ("otherMails", texts()),
        ("proxyAddresses", texts()),
        ("accountEnabled", truth()),
        ("onPremisesSyncEnabled", truth()),
        ("employeeHireDate", text_of(&moments)),
        (
            "assignedPlans",
            prop::collection::vec(plan(), 0..3)
                .prop_map(Json::List)
                .boxed(),
        ),
        ("onPremisesExtensionAttributes", extensions()),
        ("extension_c272a57b722d4eb29bfe327874ae79cb_Office", text()),
        ("manager", manager.boxed()),
    ]
}

fn device() -> Vec<Field> {
    vec![
        ("id", text_of(&["u-1", "u-2", "a"])),
        ("deviceId", text()),
        ("displayName", text()),
        ("deviceOwnership", text()),
        ("operatingSystem", text()),
        ("operatingSystemVersion", text()),
        ("trustType", text_of(&["AzureAd", "ServerAd", "Workplace"])),
        ("accountEnabled", truth()),
        ("physicalIds", texts()),
        ("systemLabels", texts()),
        ("extensionAttributes", extensions()),
        ("isCompliant", truth()),
        ("isManaged", truth()),
        ("mdmAppId", text()),
        ("model", text()),
    ]
}

fn managed_device() -> Vec<Field> {
    let number = select(vec![4, 48, 101]).prop_map(Json::number);
    vec![
        ("deviceName", text()),
        ("model", text()),
        ("deviceCategoryDisplayName", text()),
        ("osVersion", version()),
        (
            "managedDeviceOwnerType",
            text_of(&["company", "personal", "unknown", "other"]),
        ),
        (
            "joinType",
            text_of(&[
                "azureADJoined",
                "azureADRegistered",
                "hybridAzureADJoined",
                "unknown",
                "other",
            ]),
        ),
        ("skuNumber", number.boxed()),
        (
            "processorArchitecture",
            text_of(&["x86", "arm64", "unknown"]),
        ),
        ("operatingSystem", text_of(&["Windows", "macOS", "iOS"])),
        ("jailBroken", text_of(&["True", "False", "Unknown"])),
    ]
}

fn text() -> BoxedStrategy<Json> {
    text_of(&TEXTS)
}

fn text_of(texts: &[&'static str]) -> BoxedStrategy<Json> {
    select(texts.to_vec()).prop_map(Json::text).boxed()
}

fn version() -> BoxedStrategy<Json> {
    text_of(&[
        "10.0.9",
        "10.0.22000",
        "10.0.9.1",
        "10.0",
        "26.0 (25A5349a)",
        "",
        "10.0.09",
    ])
}

fn truth() -> BoxedStrategy<Json> {
    any::<bool>().prop_map(Json::truth).boxed()
}

fn texts() -> BoxedStrategy<Json> {
    let item = prop_oneof![9 => text(), 1 => Just(Json::null())];
    prop::collection::vec(item, 0..3)
        .prop_map(Json::List)
        .boxed()
}

fn extensions() -> BoxedStrategy<Json> {
    let value = prop_oneof![4 => text(), 1 => Just(Json::null())];
    let value = prop::option::weighted(0.8, value);
    value
        .prop_map(|value| match value {
            Some(value) => Json::object([("extensionAttribute1", value)]),
            None => Json::object([]),
        })
        .boxed()
}

/// A plan whose fields may be null or absent.
fn plan() -> BoxedStrategy<Json> {
    let fields = ["service", "capabilityStatus", "servicePlanId"].map(|key| {
        let value = prop_oneof![8 => text(), 1 => Just(Json::null())];
        prop::option::weighted(0.9, value)
            .prop_map(move |value| value.map(|value| (key.to_owned(), value)))
    });
    fields
        .to_vec()
        .prop_map(|pairs| Json::Object(pairs.into_iter().flatten().collect()))
        .boxed()
}
