//! Paths: the shortest, with the place of every edge.

use tenet_graph::Proof;
use tenet_snapshot::Step;

use crate::intune::{assignments, tenant};
use crate::tenant::{Loaded, Tenant};

/// A path in words: each edge with what it leads to and where it stands.
fn words(loaded: &Loaded, proof: &Proof) -> String {
    let edges = proof.edges.iter().map(|edge| {
        let to = edge
            .to
            .map_or(edge.words, |key| loaded.snapshot.strings.get(key));
        let at = edge.evidence.as_ref().map_or_else(String::new, |evidence| {
            let steps = evidence.path.iter().map(|step| match step {
                Step::Key(key) => key.clone(),
                Step::Item(at) => at.to_string(),
            });
            let steps: Vec<String> = steps.collect();
            format!(" ({})", steps.join("/"))
        });
        format!("{} {to}{at}", edge.kind.name())
    });
    let edges: Vec<String> = edges.collect();
    format!("{}: {}", proof.clause, edges.join(" > "))
}

fn check(short: &str, object: &str, expected: Option<&str>) {
    let loaded = tenant(&assignments(short)).load();
    let proof = loaded
        .graph()
        .prove_reach(loaded.object("p"), loaded.object(object));
    let found = proof.map(|proof| words(&loaded, &proof));
    assert_eq!(found.as_deref(), expected, "`{short}` to {object}");
}

#[test]
fn a_path_leads_from_the_policy_to_the_object() {
    check(
        "+gup",
        "md1",
        Some(
            "I4: includes gup (assignments/0/target/groupId) > member gu (members/0) \
             > member u1 (members/0) > joins md1 (userId)",
        ),
    );
    check(
        "+gdp +gd",
        "md1",
        Some(
            "I3: includes gd (assignments/1/target/groupId) > member obj1 (members/0) \
             > joins md1 (azureADDeviceId)",
        ),
    );
    let all = "I2: includes All devices (assignments/0/target/@odata.type) > all md1";
    check("devices", "md1", Some(all));
    check("+gu2", "u1", None);
}

#[test]
fn an_exclusion_is_a_path_too() {
    let path = "I6: excludes gu (assignments/1/target/groupId) > member u1 (members/0)";
    check("+gup -gu", "u1", Some(path));
    check("-gu", "u1", None);
}

#[test]
fn the_shortest_path_is_the_first_by_its_keys() {
    let tenant = Tenant::new(
        r#"{"groups": [
        {"id": "a", "members": ["z", "c", "b"]}, {"id": "b", "members": ["d", "x"]},
        {"id": "c", "members": ["u"]}, {"id": "d", "members": ["u"]}, {"id": "z", "members": ["u"]}
    ], "users": [{"id": "u"}]}"#,
    );
    let loaded = tenant.load();
    let proof = loaded
        .graph()
        .prove_member(loaded.key("u"), loaded.key("a"))
        .expect("a path");
    assert_eq!(
        words(&loaded, &proof),
        "G3: member c (members/1) > member u (members/0)"
    );
}

#[test]
fn a_role_is_a_path_through_its_holder() {
    let tenant = Tenant::new(
        r#"{"users": [{"id": "u"}], "groups": [{"id": "g", "members": ["u"]}],
        "roleManagement/directory/roleAssignments": [
            {"id": "r", "principalId": "g", "roleDefinitionId": "role"}],
        "identity/conditionalAccess/policies": [
            {"id": "p", "conditions": {"users": {"includeRoles": ["role"]}}}]}"#,
    );
    let loaded = tenant.load();
    let proof = loaded
        .graph()
        .prove_reach(loaded.object("p"), loaded.object("u"))
        .expect("a path");
    assert_eq!(
        words(&loaded, &proof),
        "C5: includes role (conditions/users/includeRoles/0) > role g (principalId) > member u (members/0)"
    );
}
