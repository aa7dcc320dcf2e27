//! The written cases of the targeting semantics, as far as their clauses are evaluated.

use std::collections::BTreeMap;

use crate::json::{Json, parse};
use crate::tenant::{ACCESS, Loaded, ROLES, Tenant};

const CASES: &str = include_str!("cases.json");
/// Clauses of Conditional Access that say for whom a policy is.
const ACCESS_CLAUSES: [&str; 6] = ["C2", "C3", "C4", "C5", "C6", "C8"];
/// Cases whose answer lies in something that no export holds, with ours.
const BEYOND_EXPORTS: [(&str, &str); 1] = [("CA-030", "unknown property_not_collected")];

fn text<'j>(json: &'j Json, key: &str) -> &'j str {
    json.get(key).and_then(Json::as_text).unwrap_or_default()
}

fn cases(area: &str) -> Vec<Json> {
    // What is gone or elsewhere has an id as all objects do; a word would be another matter.
    let gone = "00000000-0000-4000-8000-00000000dead";
    let cases = CASES.replace("appreg-obj", gone).replace("G-gone", gone);
    let cases = parse(&cases);
    let wanted = cases
        .items()
        .iter()
        .filter(|case| text(case, "area") == area);
    wanted.cloned().collect()
}

/// The objects of a map from ids, with their ids in them.
fn with_ids(map: Option<&Json>) -> Json {
    let Some(Json::Object(map)) = map else {
        return Json::List(Vec::new());
    };
    let objects = map.iter().map(|(id, object)| {
        let mut object = object.clone();
        object.or_insert("id", Json::text(id));
        object
    });
    Json::List(objects.collect())
}

#[test]
fn membership() {
    for case in cases("membership") {
        let mut collections = BTreeMap::from([("groups".to_owned(), with_ids(case.get("groups")))]);
        collections.insert("users".to_owned(), Json::List(Vec::new()));
        let loaded = Tenant::of(&Json::Object(collections)).load();
        let mut expected: Vec<&str> = case
            .get("expected")
            .expect("expected")
            .items()
            .iter()
            .filter_map(Json::as_text)
            .collect();
        expected.sort_by_key(|id| id.to_lowercase());
        let id = text(&case, "id");
        let found = answer_membership(&loaded, &case);
        assert_eq!(found, expected, "{id}");
    }
}

fn answer_membership(loaded: &Loaded, case: &Json) -> Vec<String> {
    let graph = loaded.graph();
    let groups: Vec<&str> = case
        .get("groupIds")
        .map_or(&[][..], Json::items)
        .iter()
        .filter_map(Json::as_text)
        .collect();
    if text(case, "op") == "checkMemberGroups" {
        let member = loaded.key(text(case, "object"));
        let is = |group: &&&str| {
            graph.is_member(member, loaded.key(group), false) == tenet_graph::Answer::Yes
        };
        return groups
            .iter()
            .filter(is)
            .map(|group| (*group).to_owned())
            .collect();
    }
    let directly = text(case, "op") == "directMembers";
    let leaves = case.get("leavesOnly") == Some(&Json::Bool(true));
    let group = loaded.key(text(case, "group"));
    let members = graph.members(group);
    assert!(members.open.is_empty());
    let kept = members.known.iter().filter(|node| {
        let is_group = node.kind == tenet_graph::NodeKind::Group;
        !(leaves && is_group)
            && (!directly || graph.is_member(node.key, group, true) == tenet_graph::Answer::Yes)
    });
    let ids = kept.map(|node| loaded.snapshot.strings.get(node.key));
    let mut exported: Vec<String> = ids.map(|key| exported(case, key)).collect();
    exported.sort_by_key(|id| id.to_lowercase());
    exported
}

/// An id of a case as it is written there.
fn exported(case: &Json, folded: &str) -> String {
    let Some(Json::Object(groups)) = case.get("groups") else {
        return folded.to_owned();
    };
    let group = groups.keys().find(|id| id.to_lowercase() == folded);
    group.map_or_else(|| folded.to_owned(), Clone::clone)
}

#[test]
fn conditional_access() {
    let mut decided = 0;
    for case in cases("ca") {
        let id = text(&case, "id");
        if !ACCESS_CLAUSES.contains(&text(&case, "clause")) {
            continue;
        }
        let found = answer_access(&case);
        let beyond = BEYOND_EXPORTS.iter().find(|(known, _)| *known == id);
        let expected = match text(&case, "expected") {
            _ if beyond.is_some() => beyond.map_or("", |(_, ours)| ours),
            "applied" => "yes",
            "not_applied" => "no",
            _ => "unknown",
        };
        assert!(found.starts_with(expected), "{id}: {found}, not {expected}");
        decided += 1;
    }
    assert_eq!(decided, 25);
}

fn answer_access(case: &Json) -> String {
    let snapshot = case.get("snapshot").expect("snapshot");
    let sign_in = case.get("signIn").expect("signIn");
    let mut policy = case.get("policy").expect("policy").clone();
    policy.or_insert("id", Json::text("policy"));
    for key in [
        "includeGuestsOrExternalUsers",
        "excludeGuestsOrExternalUsers",
    ] {
        fill_tenants(&mut policy, key);
    }
    let mut users = snapshot.get("users").expect("users").clone();
    for user in users.items_mut() {
        if user.get("externalIdentity").is_some() {
            user.or_insert("creationType", Json::text("Invitation"));
            user.or_insert("userPrincipalName", Json::text("a_b#EXT#@c"));
        }
    }
    let principals = sign_in
        .get("servicePrincipal")
        .cloned()
        .into_iter()
        .collect();
    let loaded = Tenant::of(&Json::object([
        ("users", users),
        ("groups", with_ids(snapshot.get("groups"))),
        (ROLES, roles(snapshot)),
        (
            "organization",
            Json::List(vec![Json::object([(
                "id",
                Json::text(text(snapshot, "tenantId")),
            )])]),
        ),
        ("servicePrincipals", Json::List(principals)),
        (ACCESS, Json::List(vec![policy])),
    ]))
    .load();
    let who = sign_in.get("user").and_then(Json::as_text);
    let who = who.unwrap_or_else(|| text(sign_in.get("servicePrincipal").expect("one"), "id"));
    if loaded.find(who).is_some() {
        return loaded.reach("policy", who);
    }
    // Somebody who is in no table has no key either: any other stands for it.
    let (policy, key) = (loaded.object("policy"), loaded.key("policy"));
    let kind = tenet_graph::NodeKind::User;
    crate::tenant::words(&loaded.graph().reaches_key(policy, key, kind))
}

/// Graph says null where all tenants are meant.
fn fill_tenants(policy: &mut Json, key: &str) {
    let conditions = policy
        .fields_mut()
        .get_mut("conditions")
        .expect("conditions");
    let users = conditions.fields_mut().get_mut("users");
    if let Some(guests) = users.and_then(|users| users.fields_mut().get_mut(key)) {
        guests.or_insert("externalTenants", Json::Null);
    }
}

/// Active assignments; eligible ones are another collection.
fn roles(snapshot: &Json) -> Json {
    let all = snapshot.get("roleAssignments").map_or(&[][..], Json::items);
    let active = all.iter().filter(|role| text(role, "state") != "eligible");
    let rows = active.map(|role| {
        let mut role = role.clone();
        let template = Json::text(text(&role, "roleTemplateId"));
        role.or_insert("roleDefinitionId", template);
        role.or_insert("id", Json::text("role-assignment"));
        role
    });
    Json::List(rows.collect())
}
