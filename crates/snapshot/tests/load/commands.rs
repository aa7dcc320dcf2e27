//! What `ScubaGear` says of its commands, and what they left.

use crate::world::files;

fn coverage(policies: &str, said: &str) -> String {
    let text = format!(
        r#"{{"baseline_version":"1","module_version":"1","conditional_access_policies":{policies},{said}}}"#
    );
    let loaded = files(&[("ProviderSettingsExport.json", &text)]);
    let path = "identity/conditionalAccess/policies";
    let coverage = loaded.snapshot.coverage.get(path);
    coverage.map_or_else(String::new, |coverage| format!("{:?}", coverage.status))
}

#[test]
fn a_command_that_succeeded_left_all_there_is_if_it_left_a_list() {
    let done = r#""aad_successful_commands":["Get-MgBetaIdentityConditionalAccessPolicy"]"#;
    let policy = r#"{"Id":"p-1"}"#;
    assert_eq!(coverage(&format!("[{policy}]"), done), "Complete");
    assert_eq!(coverage(policy, done), "Complete");
    assert_eq!(coverage("[]", done), "Complete");
    assert_eq!(coverage("null", done), "Partial");
    assert_eq!(coverage(&format!("[{policy},1]"), done), "Partial");
    assert_eq!(coverage(&format!("[{policy}]"), r#""x":1"#), "Partial");
}

#[test]
fn a_command_that_failed_is_a_refusal() {
    let failed = r#""aad_unsuccessful_commands":["Get-MgBetaIdentityConditionalAccessPolicy"]"#;
    assert_eq!(coverage("[]", failed), "Refused");
    assert_eq!(coverage(r#"[{"Id":"p-1"}]"#, failed), "Partial");
}

#[test]
fn an_answer_that_is_said_to_be_there_and_is_not_is_told() {
    let done = r#""aad_successful_commands":["Get-MgBetaIdentityConditionalAccessPolicy"]"#;
    let of = |key: &str| {
        let text = format!(
            r#"{{"baseline_version":"1","module_version":"1","{key}":[{{"Id":"p"}}],{done}}}"#
        );
        files(&[("ProviderSettingsExport.json", &text)]).codes()
    };
    assert_eq!(of("conditional_access_policies"), "");
    assert!(of("conditional_acceXs_policies").contains("D0044"));
}
