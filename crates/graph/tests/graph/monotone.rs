//! Less data never turns an answer round: it may only become unknown.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use tenet_graph::{Answer, Members, NodeKind};

use crate::json::{Json, parse};
use crate::tenant::{ACCESS, Loaded, MANAGED, ROLES, Tenant};

/// Choices, from a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.roll(of.len())]
    }

    fn json(&mut self, of: &[&str]) -> Json {
        parse(self.one(of))
    }

    /// A list of some of these texts.
    fn some(&mut self, of: &[&str], most: usize) -> Json {
        let count = self.roll(most + 1);
        Json::List((0..count).map(|_| Json::text(self.one(of))).collect())
    }
}

const PEOPLE: [&str; 4] = ["u0", "u1", "u2", "u3"];
const GROUPS: [&str; 6] = ["g0", "g1", "g2", "g3", "g4", "gone"];
const ANYBODY: [&str; 14] = [
    "u0", "u1", "u2", "u3", "d0", "d1", "d2", "g0", "g1", "g2", "g3", "g4", "sp0", "gone",
];
const POLICIES: [&str; 7] = [
    "deviceManagement/deviceConfigurations",
    "deviceManagement/deviceCompliancePolicies",
    "deviceManagement/deviceManagementScripts",
    "deviceManagement/deviceEnrollmentConfigurations",
    "deviceAppManagement/mobileApps",
    ACCESS,
    ACCESS,
];

fn tenant(dice: &mut Dice) -> Tenant {
    let mut collections: BTreeMap<String, Json> = BTreeMap::new();
    let mut add = |path: &str, rows: Vec<Json>| {
        let entry = collections.entry(path.to_owned());
        entry
            .or_insert_with(|| Json::List(Vec::new()))
            .items_mut()
            .extend(rows);
    };
    add("users", (0..4).map(|at| user(dice, at)).collect());
    add("devices", (0..3).map(|at| device(dice, at)).collect());
    add(MANAGED, (0..3).map(|at| managed(dice, at)).collect());
    add("groups", (0..5).map(|at| group(dice, at)).collect());
    add(
        "servicePrincipals",
        (0..2).map(|at| principal(dice, at)).collect(),
    );
    add("organization", vec![parse(r#"{"id": "tenant"}"#)]);
    add(ROLES, (0..3).map(|at| role(dice, at)).collect());
    for (at, path) in POLICIES.into_iter().enumerate() {
        let policy = if path == ACCESS {
            access(dice, at)
        } else {
            assigned(dice, at)
        };
        add(path, vec![policy]);
    }
    let mut tenant = Tenant::of(&Json::Object(collections));
    if dice.roll(6) == 0 {
        tenant.incomplete.push("groups".to_owned());
    }
    tenant
}

fn id(prefix: &str, at: usize) -> Json {
    Json::Text(format!("{prefix}{at}"))
}

fn user(dice: &mut Dice, at: usize) -> Json {
    let plan = |plan: &str, status: &str| {
        format!(
            r#"[{{"servicePlanId": "{plan}", "service": "SCO", "capabilityStatus": "{status}"}}]"#
        )
    };
    let intune = "c1ec4a95-1f05-45b3-a911-aa3fa01094f5";
    let plans = [
        plan(intune, "Enabled"),
        plan(intune, "Deleted"),
        plan("x", "Enabled"),
        "[]".to_owned(),
    ];
    Json::object([
        ("id", id("u", at)),
        ("assignedPlans", parse(&plans[dice.roll(4)])),
        ("accountEnabled", dice.json(&["true", "true", "false"])),
        (
            "userType",
            dice.json(&[r#""Member""#, r#""Guest""#, "null"]),
        ),
        (
            "creationType",
            dice.json(&["null", r#""Invitation""#, r#""EmailVerified""#]),
        ),
        (
            "userPrincipalName",
            dice.json(&[r#""a@b""#, r#""a_b#EXT#@c""#]),
        ),
    ])
}

const DEVICE_IDS: [&str; 4] = [r#""x0""#, r#""x1""#, r#""x2""#, r#""x2""#];

fn device(dice: &mut Dice, at: usize) -> Json {
    Json::object([
        ("id", id("d", at)),
        ("deviceId", dice.json(&DEVICE_IDS)),
        ("operatingSystem", dice.json(&[r#""Windows""#, r#""iOS""#])),
    ])
}

fn managed(dice: &mut Dice, at: usize) -> Json {
    let joined = [r#""x0""#, r#""X1""#, r#""x2""#, r#""0000-0000""#, "null"];
    Json::object([
        ("id", id("m", at)),
        ("azureADDeviceId", dice.json(&joined)),
        (
            "userId",
            dice.json(&[r#""u0""#, r#""U1""#, "null", r#""""#]),
        ),
        (
            "operatingSystem",
            dice.json(&[r#""Windows""#, r#""Windows""#, r#""iOS""#]),
        ),
        (
            "managementAgent",
            dice.json(&[r#""mdm""#, r#""mdm""#, r#""configurationManagerClientMdm""#]),
        ),
    ])
}

fn group(dice: &mut Dice, at: usize) -> Json {
    let mut members = dice.some(&ANYBODY, 4);
    for member in members.items_mut() {
        let kind = match member.as_text().unwrap_or_default().chars().next() {
            Some('u') => "user",
            Some('d') => "device",
            Some('s') => "servicePrincipal",
            _ => "group",
        };
        if dice.roll(2) == 0 {
            let said = Json::Text(format!("#microsoft.graph.{kind}"));
            *member = Json::object([("id", member.clone()), ("@odata.type", said)]);
        }
    }
    if dice.roll(8) == 0 {
        members = Json::text("$absent");
    }
    Json::object([
        ("id", id("g", at)),
        ("members", members),
        (
            "deletedDateTime",
            dice.json(&["null", "null", "null", r#""2026-01-01""#]),
        ),
        (
            "visibility",
            dice.json(&["null", r#""Private""#, r#""HiddenMembership""#]),
        ),
        (
            "securityEnabled",
            dice.json(&["true", "true", "true", "false"]),
        ),
        ("groupTypes", dice.json(&["[]", r#"["DynamicMembership"]"#])),
    ])
}

fn principal(dice: &mut Dice, at: usize) -> Json {
    Json::object([
        ("id", id("sp", at)),
        (
            "servicePrincipalType",
            dice.json(&[r#""Application""#, r#""ManagedIdentity""#, r#""Legacy""#]),
        ),
        (
            "appOwnerOrganizationId",
            dice.json(&[r#""tenant""#, r#""other""#, "null"]),
        ),
        (
            "signInAudience",
            dice.json(&[r#""AzureADMyOrg""#, r#""AzureADMultipleOrgs""#]),
        ),
    ])
}

fn role(dice: &mut Dice, at: usize) -> Json {
    Json::object([
        ("id", id("r", at)),
        ("principalId", Json::text(dice.one(&ANYBODY))),
        (
            "roleDefinitionId",
            dice.json(&[r#""role-a""#, r#""ROLE-B""#]),
        ),
        ("directoryScopeId", dice.json(&[r#""/""#, r#""/unit""#])),
    ])
}

fn assigned(dice: &mut Dice, at: usize) -> Json {
    let kinds = [
        "group",
        "group",
        "group",
        "exclusionGroup",
        "allLicensedUsers",
        "allDevices",
        "configurationManagerCollection",
        "mystery",
    ];
    let count = dice.roll(4);
    let assignments = (0..count).map(|_| {
        let kind = if dice.roll(3) > 0 {
            dice.one(&kinds[..6])
        } else {
            dice.one(&kinds)
        };
        let target = Json::object([
            (
                "@odata.type",
                Json::Text(format!("#microsoft.graph.{kind}AssignmentTarget")),
            ),
            ("groupId", Json::text(dice.one(&GROUPS))),
            (
                "deviceAndAppManagementAssignmentFilterId",
                dice.json(&["null", "null", r#""f""#, r#""000""#]),
            ),
            (
                "deviceAndAppManagementAssignmentFilterType",
                dice.json(&[r#""none""#, r#""include""#]),
            ),
        ]);
        Json::object([
            (
                "intent",
                dice.json(&[r#""required""#, r#""required""#, r#""available""#]),
            ),
            ("target", target),
        ])
    });
    Json::object([
        ("assignments", Json::List(assignments.collect())),
        ("id", id("p", at)),
        (
            "@odata.type",
            Json::text(dice.one(&[
                "#microsoft.graph.windows10Thing",
                "#microsoft.graph.iosThing",
            ])),
        ),
        ("platforms", dice.json(&[r#""windows10""#, "null"])),
        ("priority", dice.json(&["0", "1"])),
    ])
}

fn access(dice: &mut Dice, at: usize) -> Json {
    let words = ["All", "None", "GuestsOrExternalUsers", "u0", "U1", "u2"];
    let guests = [
        "null",
        "null",
        r#"{"guestOrExternalUserTypes": "b2bCollaborationGuest", "externalTenants": null}"#,
        r#"{"guestOrExternalUserTypes": "internalGuest,b2bCollaborationMember",
            "externalTenants": {"membershipKind": "enumerated"}}"#,
    ];
    let users = Json::object([
        ("includeUsers", dice.some(&words, 2)),
        ("excludeUsers", dice.some(&words[2..], 1)),
        ("includeGroups", dice.some(&GROUPS, 2)),
        ("excludeGroups", dice.some(&GROUPS, 1)),
        ("includeRoles", dice.some(&["role-a", "role-b"], 1)),
        ("excludeRoles", dice.some(&["role-a", "role-b"], 1)),
        ("includeGuestsOrExternalUsers", dice.json(&guests)),
        ("excludeGuestsOrExternalUsers", dice.json(&guests)),
    ]);
    let clients = Json::object([
        (
            "includeServicePrincipals",
            dice.some(&["ServicePrincipalsInMyTenant", "sp0"], 1),
        ),
        ("excludeServicePrincipals", dice.some(&["sp0", "sp1"], 1)),
        (
            "servicePrincipalFilter",
            dice.json(&["null", "null", r#"{"mode": "include"}"#]),
        ),
    ]);
    let for_users = dice.roll(4) > 0;
    let conditions = Json::object([
        ("users", if for_users { users } else { Json::Null }),
        (
            "clientApplications",
            if dice.roll(2) == 0 {
                clients
            } else {
                Json::Null
            },
        ),
    ]);
    Json::object([("id", id("p", at)), ("conditions", conditions)])
}

/// The key, and what Graph gives of no object that lives: a group without it was not deleted.
const KEPT: [&str; 2] = ["id", "deletedDateTime"];

/// Takes some data away, and says what.
fn take_away(dice: &mut Dice, tenant: &mut Tenant) -> String {
    let paths: Vec<String> = tenant.collections.keys().cloned().collect();
    let path = paths[dice.roll(paths.len())].clone();
    let is_policies = path == ACCESS || POLICIES.contains(&path.as_str());
    match dice.roll(5) {
        0 if !is_policies => {
            tenant.collections.remove(&path);
            format!("no {path}")
        }
        1 if !is_policies => {
            let rows = tenant.collections.get_mut(&path).expect("rows").items_mut();
            if !rows.is_empty() {
                rows.remove(dice.roll(rows.len()));
            }
            tenant.incomplete.push(path.clone());
            format!("not all of {path}")
        }
        2 => {
            let rows = tenant.collections.get_mut(&path).expect("rows").items_mut();
            let keys: BTreeSet<String> = rows
                .iter_mut()
                .flat_map(|row| row.fields_mut().keys().cloned())
                .collect();
            let keys: Vec<String> = keys
                .into_iter()
                .filter(|key| !KEPT.contains(&key.as_str()))
                .collect();
            if keys.is_empty() {
                return String::new();
            }
            let key = &keys[dice.roll(keys.len())];
            for row in rows {
                row.fields_mut().remove(key);
            }
            format!("no {key} of {path}")
        }
        _ => {
            let rows = tenant.collections.get_mut(&path).expect("rows").items_mut();
            if rows.is_empty() {
                return String::new();
            }
            let at = dice.roll(rows.len());
            format!("{path}[{at}]{}", cut(dice, &mut rows[at], is_policies))
        }
    }
}

/// Takes something away inside an object.
fn cut(dice: &mut Dice, value: &mut Json, keep_id: bool) -> String {
    match value {
        Json::Object(fields) => {
            let keys: Vec<String> = fields
                .keys()
                .filter(|key| !(keep_id && *key == "id") && *key != KEPT[1])
                .cloned()
                .collect();
            if keys.is_empty() {
                return String::new();
            }
            let key = keys[dice.roll(keys.len())].clone();
            let inner = fields.get_mut(&key).expect("a field");
            if dice.roll(3) > 0 && matches!(inner, Json::Object(_) | Json::List(_)) {
                return format!(".{key}{}", cut(dice, inner, false));
            }
            fields.remove(&key);
            format!(".{key} away")
        }
        Json::List(items) if !items.is_empty() => {
            let at = dice.roll(items.len());
            if dice.roll(2) == 0 && matches!(items[at], Json::Object(_)) {
                return format!("[{at}]{}", cut(dice, &mut items[at], false));
            }
            items.remove(at);
            let rest = Json::List(std::mem::take(items));
            *value = Json::object([("$open", rest)]);
            format!("[{at}] away, open")
        }
        _ => String::new(),
    }
}

fn stands(before: &Answer, after: &Answer) -> bool {
    matches!(after, Answer::Unknown(_)) || before == after && !matches!(before, Answer::Unknown(_))
}

/// With less data fewer are known, and if any is missing there may be others.
fn list_stands(before: (&Loaded, &Members), after: (&Loaded, &Members)) -> bool {
    let (known, left) = (before.0.texts(before.1), after.0.texts(after.1));
    let open = !after.1.open.is_empty();
    left.iter().all(|key| known.contains(key))
        && (open || known == left)
        && (open || before.1.open.is_empty())
}

/// What policies may reach.
const OBJECTS: [&str; 12] = [
    "u0", "u1", "u2", "u3", "d0", "d1", "d2", "m0", "m1", "m2", "sp0", "sp1",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn what_is_worked_out_for_all_is_true_of_each(seed in any::<u64>()) {
        let loaded = tenant(&mut Dice(seed)).load();
        let (one, all) = (loaded.graph(), loaded.graph());
        for policy in (0..7).map(|at| loaded.object(&format!("p{at}"))) {
            // Asked for its targets a graph works out all of a kind, and answers from that.
            all.targets(policy);
            for object in OBJECTS.into_iter().filter_map(|object| loaded.find(object)) {
                prop_assert_eq!(one.reaches(policy, object), all.reaches(policy, object));
            }
        }
    }

    #[test]
    fn less_data_turns_no_answer_round(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let full = tenant(&mut dice);
        let mut less = full.clone();
        let taken: Vec<String> = (0..=dice.roll(3)).map(|_| take_away(&mut dice, &mut less)).collect();
        let (full, less) = (full.load(), less.load());
        let (before, after) = (full.graph(), less.graph());
        for policy in (0..7).map(|at| format!("p{at}")) {
            let (was, is) = (full.object(&policy), less.object(&policy));
            for object in OBJECTS {
                if let (Some(one), Some(other)) = (full.find(object), less.find(object)) {
                    let (yes, now) = (before.reaches(was, one), after.reaches(is, other));
                    prop_assert!(stands(&yes, &now), "{policy} {object}: {yes:?} then {now:?}, {taken:?}");
                }
                let kind = match &object[..1] { "u" => NodeKind::User, "d" => NodeKind::Device, _ => continue };
                if let (Some(one), Some(other)) = (full.find_key(object), less.find_key(object)) {
                    let (yes, now) = (before.reaches_key(was, one, kind), after.reaches_key(is, other, kind));
                    prop_assert!(stands(&yes, &now), "{policy} {object}: {yes:?} then {now:?}, {taken:?}");
                }
            }
            let (targets, left) = (before.targets(was), after.targets(is));
            prop_assert!(list_stands((&full, &targets), (&less, &left)), "{policy}: {targets:?} then {left:?}, {taken:?}");
        }
        for member in PEOPLE.into_iter().chain(ANYBODY) {
            let (Some(one), Some(other)) = (full.find_key(member), less.find_key(member)) else { continue };
            let (above, left) = (before.groups_of(one), after.groups_of(other));
            prop_assert!(list_stands((&full, &above), (&less, &left)), "groups of {member}: {above:?} then {left:?}, {taken:?}");
            for group in GROUPS {
                let (Some(g), Some(h)) = (full.find_key(group), less.find_key(group)) else { continue };
                for directly in [true, false] {
                    let (yes, now) = (before.is_member(one, g, directly), after.is_member(other, h, directly));
                    prop_assert!(stands(&yes, &now), "{member} in {group}: {yes:?} then {now:?}, {taken:?}");
                }
            }
        }
    }
}
