//! Snapshots whose parts are of different tenants.

use crate::world::files;

#[test]
fn tools_that_say_their_tenant_are_held_against_each_other() {
    let table =
        |tenant: &str| format!(r#"{{"TenantId":"{tenant}","Organization":"x","Objects":[]}}"#);
    let tenant = |tenant: &str| {
        format!(
            r#"{{"baseline_version":"1","module_version":"1","tenant_details":[{{"AADAdditionalData":[{{"TenantId":"other"}}],"TenantId":"{tenant}"}}],"conditional_access_policies":[]}}"#
        )
    };
    let codes = |of_table: &str, of_tenant: &str| {
        let (table, tenant) = (table(of_table), tenant(of_tenant));
        let policy = r##"{"@odata.type":"#microsoft.graph.policy","id":"p","state":"x"}"##;
        let all = [
            ("MigrationTable.json", table.as_str()),
            ("ConditionalAccess/p.json", policy),
            ("t2:ProviderSettingsExport.json", tenant.as_str()),
        ];
        files(&all).codes()
    };
    assert!(!codes("a-1", "A-1").contains("D0022"));
    assert!(codes("a-1", "a-2").contains("D0022"));
}

#[test]
fn manifests_are_compared_by_ids_and_by_domains() {
    let codes = |one: &str, two: &str| {
        let users = r#"{"@odata.context":"x#users","value":[{"id":"a"}]}"#;
        let all = [
            ("tenet-snapshot.json", one),
            ("users.json", users),
            ("t2:tenet-snapshot.json", two),
            ("t2:users.json", users),
        ];
        files(&all).codes()
    };
    let id = r#"{"tenantId":"a"}"#;
    let other = r#"{"tenantId":"b"}"#;
    let domain = r#"{"initialDomain":"a.example"}"#;
    let other_domain = r#"{"initialDomain":"b.example"}"#;
    assert_eq!(codes(id, id), "");
    assert_eq!(codes(id, domain), "");
    assert_eq!(codes(id, other), "D0022");
    assert_eq!(codes(domain, other_domain), "D0022");
}
