//! How long it takes to find everybody whom each policy of a large tenant
//! reaches, from loaded tables, and whether a naive walk finds as many.
//!
//! `cargo bench -p tenet-tests --bench targets`: 100,000 users and as many
//! devices, 10,000 groups nested six deep, 300 policies of Intune, and then 50 of
//! Conditional Access.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::too_many_lines,
    reason = "a measurement reads the clock, prints, and fails loudly; its tenant is one long text"
)]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::time::Instant;

use tenet_hir::{Layout, Reads};
use tenet_snapshot::{ObjectId, Options, Root};
use tenet_testkit::{Memory, Rules, rules::bundled};

const USERS: usize = 100_000;
const DEVICES: usize = 100_000;
const GROUPS: usize = 10_000;
const LEVELS: usize = 6;
const POLICIES: usize = 300;
const ACCESS: usize = 50;
/// Every so many users one is a guest.
const GUESTS: usize = 50;
const LICENCE: &str = r#"[{"servicePlanId": "c1ec4a95-1f05-45b3-a911-aa3fa01094f5", "service": "SCO", "capabilityStatus": "Enabled"}]"#;

/// What a member of a group is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Member {
    User(usize),
    Device(usize),
    Group(usize),
}

/// What an assignment names.
#[derive(Clone, Copy)]
enum Target {
    Users,
    Devices,
    Group(usize),
    /// Devices that one maker made alone.
    Made(usize, usize),
    Exclude(usize),
}

/// Whom a Conditional Access policy is for.
struct Access {
    whom: Whom,
    /// A group that is excluded.
    except: usize,
}

/// Whom a Conditional Access policy includes.
enum Whom {
    All,
    Guests,
    Groups(Vec<usize>),
}

/// A tenant as numbers.
struct Tenant {
    groups: Vec<Vec<Member>>,
    policies: Vec<Vec<Target>>,
    access: Vec<Access>,
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

fn tenant() -> Tenant {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let per_level = GROUPS / LEVELS;
    let groups = (0..GROUPS).map(|group| {
        let level = (group / per_level).min(LEVELS - 1);
        let mut members = BTreeSet::new();
        for _ in 0..15 {
            members.insert(if group % 2 == 0 {
                Member::User(dice.roll(USERS))
            } else {
                Member::Device(dice.roll(DEVICES))
            });
        }
        // Groups hold those of the level below, users those of users.
        for _ in 0..if level == 0 { 0 } else { 3 } {
            let below = (level - 1) * per_level + dice.roll(per_level);
            let below = below - below % 2 + group % 2;
            members.insert(Member::Group(below.min(GROUPS - 1)));
        }
        members.into_iter().collect()
    });
    let groups = groups.collect();
    let of_kind = |dice: &mut Dice, kind: usize| dice.roll(GROUPS / 2) * 2 + kind;
    let policies = (0..POLICIES).map(|policy| {
        let kind = policy % 2;
        let mut targets = match policy % 6 {
            0 => vec![Target::Users],
            1 => vec![Target::Devices],
            5 => vec![Target::Made(of_kind(&mut dice, kind), dice.roll(4))],
            _ => (0..=dice.roll(3))
                .map(|_| Target::Group(of_kind(&mut dice, kind)))
                .collect(),
        };
        if policy % 3 == 0 {
            targets.push(Target::Exclude(of_kind(&mut dice, kind)));
        }
        targets
    });
    let policies = policies.collect();
    let access = (0..ACCESS).map(|policy| Access {
        whom: match policy % 3 {
            0 => Whom::All,
            1 => Whom::Guests,
            _ => Whom::Groups((0..4).map(|_| of_kind(&mut dice, 0)).collect()),
        },
        except: of_kind(&mut dice, 0),
    });
    Tenant {
        groups,
        policies,
        access: access.collect(),
    }
}

fn id(kind: char, number: usize) -> String {
    format!("0000000{kind}-0000-4000-8000-{number:012}")
}

fn answer(path: &str, count: usize, mut one: impl FnMut(&mut String, usize)) -> String {
    let mut text = format!(
        r#"{{"@odata.context": "https://graph.microsoft.com/beta/$metadata#{path}", "value": ["#
    );
    for at in 0..count {
        if at > 0 {
            text.push(',');
        }
        one(&mut text, at);
    }
    text.push_str("]}");
    text
}

fn target(target: Target) -> String {
    let none = r#""deviceAndAppManagementAssignmentFilterId": null, "deviceAndAppManagementAssignmentFilterType": "none""#;
    let of = |kind: &str, more: String| {
        format!(
            r##"{{"target": {{"@odata.type": "#microsoft.graph.{kind}AssignmentTarget", {more}}}}}"##
        )
    };
    match target {
        Target::Users => of("allLicensedUsers", none.to_owned()),
        Target::Devices => of("allDevices", none.to_owned()),
        Target::Group(group) => of(
            "group",
            format!(r#""groupId": "{}", {none}"#, id('b', group)),
        ),
        Target::Exclude(group) => of(
            "exclusionGroup",
            format!(r#""groupId": "{}", {none}"#, id('b', group)),
        ),
        Target::Made(group, maker) => of(
            "group",
            format!(
                r#""groupId": "{}", "deviceAndAppManagementAssignmentFilterId": "{}", "deviceAndAppManagementAssignmentFilterType": "include""#,
                id('b', group),
                id('f', maker),
            ),
        ),
    }
}

fn world(tenant: &Tenant) -> Memory {
    let mut world = Memory::default();
    let mut add = |file: &str, text: String| world.add(format!("tenant/{file}.json"), text);
    add(
        "users",
        answer("users", USERS, |text, at| {
            let (kind, creation) = if at % GUESTS == 0 {
                ("Guest", r#""Invitation""#)
            } else {
                ("Member", "null")
            };
            _ = write!(
                text,
                r#"{{"id": "{}", "userPrincipalName": "u{at}@contoso.com", "accountEnabled": true, "userType": "{kind}", "creationType": {creation}, "assignedPlans": {LICENCE}}}"#,
                id('a', at)
            );
        }),
    );
    add(
        "devices",
        answer("devices", DEVICES, |text, at| {
            _ = write!(
                text,
                r#"{{"id": "{}", "deviceId": "{}", "displayName": "D{at}", "operatingSystem": "Windows", "trustType": "AzureAd", "physicalIds": []}}"#,
                id('d', at),
                id('e', at)
            );
        }),
    );
    add(
        "managed",
        answer("deviceManagement/managedDevices", DEVICES, |text, at| {
            _ = write!(
                text,
                r#"{{"id": "{}", "deviceName": "D{at}", "azureADDeviceId": "{}", "userId": "{}", "operatingSystem": "Windows", "managementAgent": "mdm", "manufacturer": "Maker {}"}}"#,
                id('c', at),
                id('e', at),
                id('a', at % USERS),
                at % 4
            );
        }),
    );
    add(
        "filters",
        answer("deviceManagement/assignmentFilters", 4, |text, at| {
            _ = write!(
                text,
                r#"{{"id": "{}", "displayName": "F{at}", "platform": "windows10AndLater", "rule": "(device.manufacturer -eq \"Maker {at}\")"}}"#,
                id('f', at)
            );
        }),
    );
    add(
        "groups",
        answer("groups", GROUPS, |text, at| {
            let members = tenant.groups[at].iter().map(|member| {
                let (kind, id) = match member {
                    Member::User(user) => ("user", id('a', *user)),
                    Member::Device(device) => ("device", id('d', *device)),
                    Member::Group(group) => ("group", id('b', *group)),
                };
                format!(r##"{{"@odata.type": "#microsoft.graph.{kind}", "id": "{id}"}}"##)
            });
            let members: Vec<String> = members.collect();
            _ = write!(
                text,
                r#"{{"id": "{}", "displayName": "G{at}", "securityEnabled": true, "mailEnabled": false, "groupTypes": [], "visibility": null, "members": [{}]}}"#,
                id('b', at),
                members.join(",")
            );
        }),
    );
    add(
        "policies",
        answer(
            "deviceManagement/deviceConfigurations",
            POLICIES,
            |text, at| {
                let assignments = tenant.policies[at].iter().map(|one| target(*one));
                let assignments: Vec<String> = assignments.collect();
                _ = write!(
                    text,
                    r##"{{"@odata.type": "#microsoft.graph.windows10GeneralConfiguration", "id": "{}", "displayName": "P{at}", "assignments": [{}]}}"##,
                    id('9', at),
                    assignments.join(",")
                );
            },
        ),
    );
    add(
        "access",
        answer("identity/conditionalAccess/policies", ACCESS, |text, at| {
            let access = &tenant.access[at];
            let (users, groups) = match &access.whom {
                Whom::All => (r#"["All"]"#, Vec::new()),
                Whom::Guests => (r#"["GuestsOrExternalUsers"]"#, Vec::new()),
                Whom::Groups(groups) => ("[]", groups.clone()),
            };
            let groups = groups
                .iter()
                .map(|group| format!(r#""{}""#, id('b', *group)));
            let groups: Vec<String> = groups.collect();
            let (groups, except) = (groups.join(","), id('b', access.except));
            _ = write!(
                text,
                r#"{{"id": "{}", "displayName": "C{at}", "state": "enabled", "conditions": {{"users": {{
                    "includeUsers": {users}, "excludeUsers": [], "includeGroups": [{groups}], "excludeGroups": ["{except}"],
                    "includeRoles": [], "excludeRoles": [], "includeGuestsOrExternalUsers": null,
                    "excludeGuestsOrExternalUsers": null}}, "clientApplications": null}}}}"#,
                id('8', at),
            );
        }),
    );
    for empty in [
        "servicePrincipals",
        "roleManagement/directory/roleAssignments",
    ] {
        add(&empty.replace('/', "-"), answer(empty, 0, |_, _| {}));
    }
    let complete = [
        "servicePrincipals",
        "roleManagement/directory/roleAssignments",
        "identity/conditionalAccess/policies",
        "users",
        "devices",
        "groups",
        "deviceManagement/managedDevices",
        "deviceManagement/assignmentFilters",
        "deviceManagement/deviceConfigurations",
    ];
    let complete = complete.map(|path| format!(r#""{path}": {{"complete": true}}"#));
    add(
        "tenet-snapshot",
        format!(r#"{{"collections": {{{}}}}}"#, complete.join(",")),
    );
    world
}

/// How many users and devices a policy reaches, found by going through everything.
fn walked(tenant: &Tenant, policy: &[Target]) -> usize {
    let mut included: BTreeSet<Member> = BTreeSet::new();
    let mut excluded: BTreeSet<Member> = BTreeSet::new();
    for one in policy {
        match *one {
            Target::Users => included.extend((0..USERS).map(Member::User)),
            Target::Devices => included.extend((0..DEVICES).map(Member::Device)),
            Target::Group(group) => held(tenant, group, &mut included),
            Target::Exclude(group) => held(tenant, group, &mut excluded),
            Target::Made(group, maker) => {
                let mut all = BTreeSet::new();
                held(tenant, group, &mut all);
                included.extend(all.into_iter().filter(|member| match member {
                    Member::Device(device) => device % 4 == maker,
                    Member::User(_) | Member::Group(_) => false,
                }));
            }
        }
    }
    let mut reached = BTreeSet::new();
    for member in included.difference(&excluded) {
        match *member {
            // The devices of a user are reached too.
            Member::User(user) => {
                reached.insert(Member::User(user));
                reached.insert(Member::Device(user));
            }
            Member::Device(device) => {
                reached.insert(Member::Device(device));
            }
            Member::Group(_) => {}
        }
    }
    reached.len()
}

/// How many users a Conditional Access policy is for, found in the same way.
fn walked_access(tenant: &Tenant, access: &Access) -> usize {
    let mut included: BTreeSet<Member> = BTreeSet::new();
    let mut excluded: BTreeSet<Member> = BTreeSet::new();
    match &access.whom {
        Whom::All => included.extend((0..USERS).map(Member::User)),
        Whom::Guests => included.extend((0..USERS).step_by(GUESTS).map(Member::User)),
        Whom::Groups(groups) => {
            for group in groups {
                held(tenant, *group, &mut included);
            }
        }
    }
    held(tenant, access.except, &mut excluded);
    let left = included.difference(&excluded);
    left.filter(|member| matches!(member, Member::User(_)))
        .count()
}

/// Everything in a group, walked each time.
fn held(tenant: &Tenant, group: usize, found: &mut BTreeSet<Member>) {
    for member in &tenant.groups[group] {
        if found.insert(*member)
            && let Member::Group(inner) = member
        {
            held(tenant, *inner, found);
        }
    }
}

/// The memory of this process in MB: now, and at its peak.
fn memory() -> (usize, usize) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name));
        let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<usize>().ok());
        number.unwrap_or_default() / 1024
    };
    (of("VmRSS"), of("VmHWM"))
}

fn main() {
    let tenant = tenant();
    let world = world(&tenant);
    let bytes: usize = world.files.values().map(Vec::len).sum();
    let program = Rules::new()
        .pack("graph", &bundled("graph-schema"))
        .check()
        .program;
    let reads = Reads::of_reach(&program);
    let mut layout = Layout::new(&program, &reads);
    let needs = tenet_graph::Needs::of(&program, &reads, &layout);
    let columns = tenet_graph::require(&needs, &mut layout.projection);
    let root = Root {
        path: "tenant".to_owned(),
        name: "tenant".to_owned(),
        ..Root::default()
    };
    let (snapshot, _) =
        tenet_snapshot::load(&world, &[root], &layout.projection, &Options::default());
    drop(world);
    let object = |path: &str, id: String| {
        let collection = layout.projection.find(path).expect("policies");
        let key = snapshot.strings.find_folded(&id).expect("a policy");
        let row = snapshot.tables[collection].by_key[&key];
        ObjectId { collection, row }
    };
    let policy = |at: usize| object("deviceManagement/deviceConfigurations", id('9', at));
    let (before, _) = memory();
    let start = Instant::now();
    let graph = tenet_graph::Graph::build(&snapshot, columns);
    let half = POLICIES / 2;
    let count = |range: std::ops::Range<usize>| -> Vec<usize> {
        range
            .map(|at| graph.targets(policy(at)))
            .map(|targets| {
                assert!(targets.open.is_empty(), "{:?}", targets.open);
                targets.known.len()
            })
            .collect()
    };
    let counts = std::thread::scope(|scope| {
        let other = scope.spawn(|| count(half..POLICIES));
        let mut counts = count(0..half);
        counts.extend(other.join().expect("the other half"));
        counts
    });
    let taken = start.elapsed();
    let start = Instant::now();
    let access = (0..ACCESS).map(|at| {
        let targets = graph.targets(object("identity/conditionalAccess/policies", id('8', at)));
        assert!(targets.open.is_empty(), "{:?}", targets.open);
        targets.known.len()
    });
    let access: Vec<usize> = access.collect();
    let taken_access = start.elapsed();
    let (after, peak) = memory();
    println!(
        "{USERS} users, {DEVICES} devices, {GROUPS} groups, {POLICIES} policies, {} MB of JSON",
        bytes / 1_000_000
    );
    println!(
        "graph and the targets of all policies: {taken:.2?}, {} in all",
        counts.iter().sum::<usize>()
    );
    println!(
        "the targets of {ACCESS} policies of Conditional Access, on one thread: {taken_access:.2?}, {} in all",
        access.iter().sum::<usize>()
    );
    println!(
        "memory: {before} MB with the tables, {after} MB with the answers, {peak} MB at its peak with the JSON"
    );
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for _ in 0..20 {
        let at = dice.roll(POLICIES);
        assert_eq!(
            counts[at],
            walked(&tenant, &tenant.policies[at]),
            "policy {at}"
        );
    }
    for (policy, found) in tenant.access.iter().zip(&access).take(6) {
        assert_eq!(*found, walked_access(&tenant, policy), "Conditional Access");
    }
    println!("20 policies at random reach as many by a naive walk");
    assert!(taken.as_secs_f64() <= 2.0, "more than two seconds");
    assert!(after <= 1_000, "more than a gigabyte");
}
