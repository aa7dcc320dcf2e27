//! Clauses G1 to G14 and O6.

use crate::tenant::Tenant;

fn check(tenant: &str, member: &str, group: &str, expected: &str) {
    let loaded = Tenant::new(tenant).load();
    assert_eq!(
        loaded.member(member, group),
        expected,
        "{member} in {group}"
    );
}

const NESTED: &str = r#"{
    "users": [{"id": "u1"}, {"id": "u2"}, {"id": "u3"}],
    "groups": [
        {"id": "a", "members": ["u1", "b"]},
        {"id": "b", "members": ["U2", "c"]},
        {"id": "c", "members": ["u3", "a"]}
    ],
    "servicePrincipals": []
}"#;

#[test]
fn nesting_counts_and_cycles_end() {
    for member in ["u1", "u2", "u3", "b", "c"] {
        check(NESTED, member, "a", "yes");
    }
    check(NESTED, "a", "a", "no");
    check(NESTED, "a", "b", "yes");
}

#[test]
fn keys_differ_in_case() {
    check(NESTED, "u2", "B", "yes");
}

#[test]
fn direct_members_are_those_listed() {
    let loaded = Tenant::new(NESTED).load();
    let graph = loaded.graph();
    let direct = |member, group| graph.is_member(loaded.key(member), loaded.key(group), true);
    assert_eq!(direct("u1", "a"), tenet_graph::Answer::Yes);
    assert_eq!(direct("u2", "a"), tenet_graph::Answer::No);
}

#[test]
fn members_and_groups_are_lists_sorted_by_key() {
    let loaded = Tenant::new(NESTED).load();
    let graph = loaded.graph();
    let members = graph.members(loaded.key("a"));
    assert_eq!(loaded.texts(&members), ["b", "c", "u1", "u2", "u3"]);
    assert!(members.open.is_empty());
    let groups = graph.groups_of(loaded.key("u3"));
    assert_eq!(loaded.texts(&groups), ["a", "b", "c"]);
    assert!(groups.open.is_empty());
}

#[test]
fn a_list_that_was_not_exported_leaves_everything_above_unknown() {
    let tenant = r#"{"users": [{"id": "u1"}, {"id": "u2"}], "groups": [
        {"id": "a", "members": ["u1", "b"]}, {"id": "b"}
    ]}"#;
    check(tenant, "u1", "a", "yes");
    check(tenant, "u2", "a", "unknown members_unknown");
    let loaded = Tenant::new(tenant).load();
    assert_eq!(loaded.graph().members(loaded.key("a")).open.len(), 1);
    assert_eq!(loaded.graph().groups_of(loaded.key("u2")).open.len(), 1);
}

#[test]
fn a_list_that_is_cut_off_holds_those_it_shows() {
    let tenant = r#"{"users": [{"id": "u1"}, {"id": "u2"}], "groups": [
        {"id": "a", "members": {"$open": ["u1"]}}
    ]}"#;
    check(tenant, "u1", "a", "yes");
    check(tenant, "u2", "a", "unknown members_unknown");
}

#[test]
fn a_deleted_group_contributes_nobody() {
    let tenant = r#"{"users": [{"id": "u1"}, {"id": "u2"}], "groups": [
        {"id": "a", "members": ["x", "u2"]},
        {"id": "x", "deletedDateTime": "2026-01-01T00:00:00Z", "members": ["u1"]}
    ]}"#;
    check(tenant, "u1", "a", "no");
    check(tenant, "u1", "x", "no");
    check(tenant, "x", "a", "yes");
}

#[test]
fn whether_a_group_was_deleted_may_be_unsaid() {
    let tenant = r#"{"users": [{"id": "u1"}, {"id": "u2"}], "groups": [
        {"id": "a", "members": ["x"]},
        {"id": "x", "deletedDateTime": 7, "members": ["u1"]}
    ]}"#;
    check(tenant, "u1", "a", "unknown malformed");
    check(&tenant.replace('7', r#""$absent""#), "u1", "a", "yes");
    check(tenant, "u2", "a", "no");
}

#[test]
fn an_empty_list_of_hidden_membership_says_nothing() {
    let group = |visibility: &str| {
        format!(
            r#"{{"users": [{{"id": "u1"}}],
                "groups": [{{"id": "a", "members": [], "visibility": {visibility}}}]}}"#
        )
    };
    check(
        &group(r#""HiddenMembership""#),
        "u1",
        "a",
        "unknown members_unknown",
    );
    check(&group(r#""Private""#), "u1", "a", "no");
    check(
        &group(r#""$absent""#),
        "u1",
        "a",
        "unknown property_not_collected",
    );
}

#[test]
fn a_group_that_does_not_exist_holds_nobody_in_a_complete_export() {
    let tenant = r#"{"users": [{"id": "u1"}], "groups": [{"id": "a", "members": ["gone"]}]}"#;
    check(tenant, "u1", "gone", "no");
    check(tenant, "u1", "a", "no");
    let partial = r#"{"users": [{"id": "u1"}], "incomplete": ["groups"],
        "groups": [{"id": "a", "members": ["gone"]}]}"#;
    check(partial, "u1", "gone", "unknown collection_incomplete");
    check(partial, "u1", "a", "unknown collection_incomplete");
}

#[test]
fn a_member_whose_type_is_no_group_hides_nothing() {
    let tenant = r##"{"users": [{"id": "u1"}], "incomplete": ["groups"], "groups": [
        {"id": "a", "members": [{"@odata.type": "#microsoft.graph.orgContact", "id": "c1"}]}
    ]}"##;
    check(tenant, "u1", "a", "no");
    check(tenant, "c1", "a", "yes");
}

#[test]
fn lists_without_any_service_principal_may_leave_them_out() {
    let tenant = r#"{"servicePrincipals": [{"id": "sp"}, {"id": "other"}], "users": [{"id": "u1"}],
        "groups": [{"id": "a", "members": ["u1"]}, {"id": "b", "members": [MEMBERS]}]}"#;
    check(
        &tenant.replace("MEMBERS", ""),
        "sp",
        "a",
        "unknown members_unknown",
    );
    check(&tenant.replace("MEMBERS", r#""other""#), "sp", "a", "no");
}

#[test]
fn a_graph_is_read_from_any_thread() {
    fn shared<T: Sync>() {}
    shared::<tenet_graph::Graph<'_>>();
}
