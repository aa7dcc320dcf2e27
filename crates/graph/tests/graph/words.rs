//! The words that say what decided: clause V4.
//!
//! A graph says each of them of some tenant: of a sure answer as its outcome,
//! of an unknown one as the code of a reason.

use std::collections::BTreeSet;

use crate::kinds::{assigned, made, policy};
use crate::tenant::{Loaded, Tenant};

/// The words of clause V4.
const WORDS: [&str; 16] = [
    "included",
    "excluded",
    "filtered_out",
    "no_include_match",
    "mixed_exclusion_unsupported",
    "exclusion_membership_unknown",
    "filter_unknown",
    "filter_unsupported_workload",
    "target_kind_unsupported",
    "dangling_group",
    "device_join_missing",
    "device_join_ambiguous",
    "platform_mismatch",
    "comanagement_workload",
    "property_not_collected",
    "undocumented",
];

const PLAIN: &str = "deviceManagement/deviceConfigurations";
const SCRIPTS: &str = "deviceManagement/deviceManagementScripts";
const COMPLIANCE: &str = "deviceManagement/deviceCompliancePolicies";

const WINDOWS: &str = "windows10GeneralConfiguration";

#[test]
fn each_word_decides_somewhere() {
    let mut said = BTreeSet::new();
    for case in cases() {
        let found = decided(&case.loaded, case.object);
        assert!(
            found.iter().any(|word| word == case.word),
            "{}: {found:?}",
            case.word
        );
        said.insert(case.word);
    }
    assert_eq!(said, BTreeSet::from(WORDS));
}

/// A tenant with a policy `p`, and the word that decides about an object.
struct Case {
    word: &'static str,
    loaded: Loaded,
    object: &'static str,
}

fn cases() -> Vec<Case> {
    let plain = |word, short: &str, object| case(word, (PLAIN, WINDOWS), short, object);
    let mut cases = vec![
        plain("included", "+gu", "u1"),
        plain("excluded", "+gu -gu", "u1"),
        plain("filtered_out", "+gd:include:f-dell", "md1"),
        plain("no_include_match", "+gu2", "u1"),
        plain("mixed_exclusion_unsupported", "+gu -gd1", "md1"),
        plain("exclusion_membership_unknown", "+gu -rule", "u1"),
        plain("filter_unknown", "+gd:include:f-none", "md1"),
        plain("undocumented", "users", "u3"),
    ];
    let script = (SCRIPTS, "deviceManagementScript");
    let filtered = "+gd:include:f-ms";
    cases.push(case("filter_unsupported_workload", script, filtered, "md1"));
    let phones = (PLAIN, "iosGeneralDeviceConfiguration");
    cases.push(case("platform_mismatch", phones, "devices", "md1"));
    cases.push(case("device_join_missing", phones, "+gd", "phone"));
    let compliance = (COMPLIANCE, "windows10CompliancePolicy");
    cases.push(case("comanagement_workload", compliance, "+gd", "cm"));
    cases.extend(made_by_hand());
    cases
}

fn case(word: &'static str, (path, said): (&str, &str), short: &str, object: &'static str) -> Case {
    let mut tenant = made(path, &policy("p", said, &assigned(short), ""));
    disable(&mut tenant, "u3");
    Case {
        word,
        loaded: tenant.load(),
        object,
    }
}

/// Whether a disabled user with a licence counts is told by nobody (O3).
fn disable(tenant: &mut Tenant, user: &str) {
    let licensed = format!(
        r#"{{"id": "{user}", "accountEnabled": false, "assignedPlans": [{{"servicePlanId":
            "c1ec4a95-1f05-45b3-a911-aa3fa01094f5", "service": "SCO", "capabilityStatus": "Enabled"}}]}}"#
    );
    let users = tenant.collections.get_mut("users").expect("users");
    let rows = users.items_mut();
    rows.retain(|row| row.get("id").and_then(crate::json::Json::as_text) != Some(user));
    rows.push(crate::json::parse(&licensed));
}

fn made_by_hand() -> Vec<Case> {
    let plain = |assignments: &str| made(PLAIN, &policy("p", WINDOWS, assignments, ""));
    let collection = r##"[{"target": {"collectionId": "c1",
        "@odata.type": "#microsoft.graph.configurationManagerCollectionAssignmentTarget"}}]"##;
    let mut dangling = plain(&assigned("+gone"));
    dangling.incomplete.push("groups".to_owned());
    let mut twins = plain(&assigned("+gd"));
    let twin = r#"{"id": "twin", "deviceId": "aad1", "operatingSystem": "Windows"}"#;
    let devices = twins.collections.get_mut("devices").expect("devices");
    devices.items_mut().push(crate::json::parse(twin));
    let by_hand = [
        ("target_kind_unsupported", plain(collection), "md1"),
        ("dangling_group", dangling, "u1"),
        ("device_join_ambiguous", twins, "md1"),
        ("property_not_collected", plain("\"$absent\""), "u1"),
    ];
    let cases = by_hand.into_iter().map(|(word, tenant, object)| Case {
        word,
        loaded: tenant.load(),
        object,
    });
    cases.collect()
}

/// The word of the outcome, and the codes of the reasons.
fn decided(loaded: &Loaded, object: &str) -> Vec<String> {
    let graph = loaded.graph();
    let explained = graph.explain(loaded.object("p"), loaded.object(object));
    let reasons = match &explained.answer {
        tenet_graph::Answer::Unknown(reasons) => reasons.as_slice(),
        tenet_graph::Answer::Yes | tenet_graph::Answer::No => &[],
    };
    let codes = reasons.iter().map(|reason| reason.code.word().to_owned());
    std::iter::once(explained.outcome.word.to_owned())
        .chain(codes)
        .collect()
}
