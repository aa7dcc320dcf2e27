//! What became of the objects of one export in another, quirk by quirk.

use std::collections::BTreeMap;

use tenet_hir::{Canonical, CanonicalNode, ListForm, Projection, ScalarForm};
use tenet_snapshot::versions::{self, Change, CollectionChanges, Part, Side, Unknown};
use tenet_snapshot::{Options, Root, Snapshot, load};

use crate::world::{Memory, schema};

/// How groups and users are compared here.
fn canonical(keys: &[(&str, CanonicalNode)], ruled: bool) -> Canonical {
    let mut object = CanonicalNode::default();
    let mut nodes = Vec::new();
    for (at, (key, node)) in (1..).zip(keys) {
        object.keys.insert((*key).to_owned(), at);
        nodes.push(node.clone());
    }
    nodes.insert(0, object);
    let ruled = ruled.then(|| ("members".to_owned(), "membershipRule".to_owned()));
    Canonical { nodes, ruled }
}

fn of_list(list: ListForm, scalar: ScalarForm) -> CanonicalNode {
    CanonicalNode {
        list: Some(list),
        scalar,
        ..CanonicalNode::default()
    }
}

fn projection() -> Projection {
    let mut projection = schema();
    let volatile = CanonicalNode {
        volatile: true,
        ..CanonicalNode::default()
    };
    let secret = CanonicalNode {
        secret: true,
        ..CanonicalNode::default()
    };
    let date = CanonicalNode {
        scalar: ScalarForm::Date,
        ..CanonicalNode::default()
    };
    let note = CanonicalNode {
        absent_is_null: true,
        ..CanonicalNode::default()
    };
    let reference = ScalarForm::Reference("id".to_owned());
    let keyed = ListForm::Keyed(vec!["inner".to_owned(), "uri".to_owned()]);
    let users = canonical(
        &[
            ("seen", volatile),
            ("password", secret),
            ("created", date),
            ("note", note),
            ("tags", of_list(ListForm::Set, ScalarForm::Plain)),
            ("settings", of_list(keyed, ScalarForm::Plain)),
            (
                "assignments",
                of_list(ListForm::Assignments, ScalarForm::Plain),
            ),
        ],
        false,
    );
    let groups = canonical(&[("members", of_list(ListForm::Set, reference))], true);
    for (path, canonical) in [("users", users), ("groups", groups)] {
        let id = projection.find(path).unwrap();
        projection.collections[id].canonical = Some(canonical);
    }
    projection
}

struct Two {
    world: Memory,
    projection: Projection,
    roots: [Vec<Root>; 2],
    snapshots: [Snapshot; 2],
}

fn two(before: &[(&str, &str)], after: &[(&str, &str)]) -> Two {
    let mut world = Memory::default();
    for (root, files) in [("old", before), ("new", after)] {
        for (path, text) in files {
            world
                .0
                .insert(format!("{root}/{path}"), text.as_bytes().to_vec());
        }
    }
    let projection = projection();
    let roots = ["old", "new"].map(|name| {
        vec![Root {
            path: name.to_owned(),
            name: name.to_owned(),
            ..Root::default()
        }]
    });
    let snapshots =
        [0, 1].map(|at: usize| load(&world, &roots[at], &projection, &Options::default()).0);
    Two {
        world,
        projection,
        roots,
        snapshots,
    }
}

impl Two {
    fn compare(&self) -> BTreeMap<String, CollectionChanges> {
        let side = |at: usize| Side {
            snapshot: &self.snapshots[at],
            roots: &self.roots[at],
            projection: &self.projection,
        };
        let changes = versions::compare(&self.world, side(0), side(1));
        let paths = &self.projection.collections;
        let named = changes
            .into_iter()
            .map(|it| (paths[it.tables.0].path.clone(), it));
        named.collect()
    }

    /// A line for each change of a collection.
    fn told(&self, path: &str) -> String {
        let all = self.compare();
        let Some(changes) = all.get(path) else {
            return "nothing".to_owned();
        };
        let mut lines: Vec<String> = changes.changes.iter().map(line).collect();
        for one in &changes.ambiguous {
            lines.push(format!(
                "ambiguous {} {}",
                one.before.len(),
                one.after.len()
            ));
        }
        lines.extend(changes.unshared.iter().map(|key| format!("unshared {key}")));
        lines.join("\n")
    }
}

fn line(change: &Change) -> String {
    let fields = change.differences.iter();
    let fields = fields.map(|one| format!("{}:{:?}", one.field(), one.kind));
    let unknown = change.unknown.iter().map(|one| match one {
        Unknown::Disagreed(key, newer) => format!("{key} disagreed {newer}"),
        Unknown::Lacking(key, newer) => format!("{key} lacking {newer}"),
        Unknown::Cut(key, newer) => format!("{key} cut {newer}"),
        Unknown::Unread(newer) => format!("unread {newer}"),
    });
    let kind = std::iter::once(format!("{:?}", change.kind));
    let words: Vec<String> = kind.chain(fields).chain(unknown).collect();
    words.join(" ")
}

/// A complete answer with users.
fn users(objects: &str) -> String {
    format!(r#"{{"@odata.context":"x/$metadata#users","value":[{objects}]}}"#)
}

/// What is told of one user whose JSON was one and is the other.
fn user(before: &str, after: &str) -> String {
    let told = two(
        &[("users.json", &users(before))],
        &[("users.json", &users(after))],
    );
    told.told("users")
}

#[test]
fn what_says_nothing_is_no_change() {
    for (before, after) in [
        (
            r#"{"id":"1","a":1}"#,
            r#"{"a":1.0,"@odata.etag":"x","ID":"1"}"#,
        ),
        (
            r##"{"id":"1","a@odata.type":"#Int"}"##,
            r#"{"id":"1","b@odata.context":"x"}"#,
        ),
        (
            r##"{"id":"1","@odata.type":"#microsoft.graph.user"}"##,
            r#"{"id":"1","@odata.type":"microsoft.graph.User"}"#,
        ),
        (
            r#"{"id":"1"}"#,
            r##"{"id":"1","@odata.type":"#microsoft.graph.user"}"##,
        ),
        (
            r#"{"id":"1","seen":"2026-01-01"}"#,
            r#"{"id":"1","seen":null}"#,
        ),
        (
            r#"{"id":"1","deviceStatuses":[1],"userOverview":{}}"#,
            r#"{"id":"1"}"#,
        ),
        (
            r#"{"id":"1","tags":["b","a","a"]}"#,
            r#"{"id":"1","Tags":["a","b"]}"#,
        ),
        (r#"{"id":"1","tags":"a"}"#, r#"{"id":"1","tags":["a"]}"#),
        (r#"{"id":"1","tags":null}"#, r#"{"id":"1","tags":[]}"#),
        (r#"{"id":"1","tags":null}"#, r#"{"id":"1"}"#),
        (r#"{"id":"1","note":null}"#, r#"{"id":"1"}"#),
        (
            r#"{"id":"1","b":{"c":1,"a":null}}"#,
            r#"{"id":"1","b":{"c":1}}"#,
        ),
        (
            r#"{"id":"1","list":[{"c":1,"a":null}]}"#,
            r#"{"id":"1","list":[{"c":1}]}"#,
        ),
        (
            r#"{"id":"1","created":"2026-01-01T00:00:00Z"}"#,
            r#"{"id":"1","created":"2026-01-01T01:00:00.0000000+01:00"}"#,
        ),
        (
            r#"{"id":"1","ref":"ABCDEF00-1111-2222-3333-444444444444_x"}"#,
            r#"{"id":"1","ref":"abcdef00-1111-2222-3333-444444444444_x"}"#,
        ),
        (
            r#"{"id":"1","password":"****"}"#,
            r#"{"id":"1","password":"geheim"}"#,
        ),
    ] {
        assert_eq!(user(before, after), "", "{before} {after}");
        assert_eq!(user(after, before), "", "{after} {before}");
    }
}

#[test]
fn what_says_something_is_a_change_at_its_place() {
    for (before, after, told) in [
        (
            r#"{"id":"1","x":{"y":[1,{"z":1}]}}"#,
            r#"{"id":"1","x":{"y":[1,{"z":2}]}}"#,
            "x.y[1].z:Value",
        ),
        (r#"{"id":"1","a":"x"}"#, r#"{"id":"1","a":"X"}"#, "a:Value"),
        (r#"{"id":"1","a":1}"#, r#"{"id":"1","A":"1"}"#, "A:Value"),
        (
            r#"{"id":"1","tags":["a"]}"#,
            r#"{"id":"1","tags":["b"]}"#,
            "tags:Item tags:Item",
        ),
        (
            r#"{"id":"1","list":[2,1]}"#,
            r#"{"id":"1","list":[1,2]}"#,
            "list:Order",
        ),
        (
            r#"{"id":"1","list":[1,1]}"#,
            r#"{"id":"1","list":[1]}"#,
            "list:Item",
        ),
        (
            r#"{"id":"1","password":null}"#,
            r#"{"id":"1","password":"****"}"#,
            "password:Value",
        ),
        (
            r#"{"id":"1","password":"a"}"#,
            r#"{"id":"1","password":"b"}"#,
            "password:Value",
        ),
        (
            r##"{"id":"1","@odata.type":"#microsoft.graph.user"}"##,
            r##"{"id":"1","@odata.type":"#microsoft.graph.other"}"##,
            "@odata.type:Value",
        ),
    ] {
        let told = format!("Modified {told}");
        assert_eq!(user(before, after), told, "{before} {after}");
    }
}

/// An answer may leave out a key though the object has a value.
#[test]
fn a_key_that_one_lacks_is_not_compared() {
    for value in ["null", "1", r#""x""#] {
        let with = format!(r#"{{"id":"1","a":{value}}}"#);
        let without = r#"{"id":"1"}"#;
        assert_eq!(user(&with, without), "Unknown a lacking true");
        assert_eq!(user(without, &with), "Unknown a lacking false");
    }
    let both = |a: &str| format!(r#"{{"id":"1","b":{{{a}}}}}"#);
    let inner = user(&both(r#""a":1"#), &both(""));
    assert_eq!(inner, "Modified b.a:Value");
}

#[test]
fn a_list_with_a_key_compares_by_it() {
    let settings = |a: &str, b: &str| format!(r#"{{"id":"1","settings":[{a},{b}]}}"#);
    let one = r#"{"id":"0","inner":{"uri":"A","value":1}}"#;
    let two = r#"{"id":"1","inner":{"uri":"b","value":2}}"#;
    let other = r#"{"id":"1","inner":{"uri":"B","value":3}}"#;
    assert_eq!(user(&settings(one, two), &settings(two, one)), "");
    assert_eq!(
        user(&settings(one, two), &settings(other, one)),
        "Modified settings[b].inner.uri:Value settings[b].inner.value:Value"
    );
}

#[test]
fn assignments_are_told_apart_by_whom_they_target() {
    let one = |id: &str, group: &str, more: &str| {
        format!(
            r##"{{"id":"{id}","target":{{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"{group}"{more}}}}}"##
        )
    };
    let with = |list: &[String]| format!(r#"{{"id":"1","assignments":[{}]}}"#, list.join(","));
    let plain = with(&[one("x", "g1", ""), one("y", "g2", "")]);
    let zeros = r#","deviceAndAppManagementAssignmentFilterId":"00000000-0000-0000-0000-000000000000","deviceAndAppManagementAssignmentFilterType":"none""#;
    let same = with(&[one("z", "G2", zeros), one("", "g1", "")]);
    assert_eq!(user(&plain, &same), "");
    let filter = r#","deviceAndAppManagementAssignmentFilterId":"f","deviceAndAppManagementAssignmentFilterType":"include""#;
    let filtered = with(&[one("x", "g1", filter), one("y", "g2", "")]);
    assert_eq!(
        user(&plain, &filtered),
        "Modified assignments[group g1]:Item assignments[group g1, filter f]:Item"
    );
}

#[test]
fn members_of_a_dynamic_group_count_only_with_their_rule() {
    let group = |rule: &str, members: &str| {
        format!(
            r#"{{"@odata.context":"x/$metadata#groups","value":[{{"id":"g","name":"g","membershipRule":{rule},"members":[{members}]}}]}}"#
        )
    };
    let told = |before: &str, after: &str| {
        two(&[("groups.json", before)], &[("groups.json", after)]).told("groups")
    };
    let (a, b) = (r#"{"id":"a","name":"x"}"#, r#"{"id":"b"}"#);
    assert_eq!(told(&group("\"r\"", a), &group("\"r\"", b)), "");
    assert_eq!(told(&group("null", a), &group("null", r#""A""#)), "");
    let told_of = told(&group("null", a), &group("null", b));
    assert_eq!(told_of, "Modified members:Item members:Item");
    let told_of = told(&group("\"r\"", a), &group("\"s\"", b));
    assert_eq!(
        told_of,
        "Modified members:Item members:Item membershipRule:Value"
    );
}

#[test]
fn members_that_were_answered_by_themselves_count() {
    let group = r#"{"@odata.context":"x/$metadata#groups","value":[{"id":"g","name":"g"}]}"#;
    let members = |list: &str| {
        format!(r#"{{"@odata.context":"x/$metadata#directoryObjects","value":[{list}]}}"#)
    };
    let (one, two_of) = (
        members(r#"{"id":"a"},{"id":"b"}"#),
        members(r#"{"id":"b"}"#),
    );
    let told = |before: &str, after: &str| {
        let of = |members: &str| {
            [
                ("groups.json", group.to_owned()),
                ("groups/g/members.json", members.to_owned()),
            ]
        };
        let (before, after) = (of(before), of(after));
        let before: Vec<(&str, &str)> = before
            .iter()
            .map(|(path, text)| (*path, text.as_str()))
            .collect();
        let after: Vec<(&str, &str)> = after
            .iter()
            .map(|(path, text)| (*path, text.as_str()))
            .collect();
        two(&before, &after)
    };
    assert_eq!(
        told(&one, &members(r#"{"id":"B"},{"id":"a"}"#)).told("groups"),
        ""
    );
    let changed = told(&one, &two_of);
    assert_eq!(changed.told("groups"), "Modified members:Item");
    let cut = r#"{"@odata.context":"x/$metadata#directoryObjects","value":[{"id":"b"}],"@odata.nextLink":"x"}"#;
    assert_eq!(told(&one, cut).told("groups"), "Unknown members cut true");
    let all = changed.compare();
    let difference = &all["groups"].changes[0].differences[0];
    assert_eq!(difference.path, [Part::Key("members".to_owned())]);
    let found = difference.before.as_ref().unwrap();
    let snapshot = &changed.snapshots[0];
    let table = &snapshot.tables[all["groups"].tables.0];
    let place = table.places[found.row as usize];
    let located = tenet_snapshot::locate(
        &changed.world,
        &changed.roots[0],
        snapshot,
        (place, &found.steps),
    );
    let located = located.unwrap();
    assert_eq!(
        (located.place.file.as_str(), located.pointer.as_str()),
        ("groups/g/members.json", "/value/0")
    );
}

#[test]
fn what_one_alone_has_came_or_went_only_if_the_other_holds_all() {
    let both = users(r#"{"id":"1"},{"id":"2"}"#);
    let one = users(r#"{"id":"1"}"#);
    let bare = r#"[{"id":"1"}]"#;
    let told = |before: &str, after: &str| {
        two(&[("users.json", before)], &[("users.json", after)]).told("users")
    };
    assert_eq!(told(&one, &both), "Added");
    assert_eq!(told(&both, &one), "Removed");
    assert_eq!(told(bare, &both), "OnlyAfter");
    assert_eq!(told(&both, bare), "OnlyBefore");
    let absent = two(&[("users.json", &both)], &[("groups.json", "[]")]);
    let all = absent.compare();
    assert!(all["users"].changes.is_empty());
    assert_eq!(all["users"].before.1, 2);
    assert_eq!(all["users"].after.1, 0);
}

#[test]
fn copies_that_disagree_are_not_compared() {
    let before = users(r#"{"id":"1","a":1,"b":1}"#);
    let after = [
        ("users.json", users(r#"{"id":"1","a":2,"b":1}"#)),
        (
            "more/user.json",
            r#"{"@odata.context":"x/$metadata#users/$entity","id":"1","a":3,"b":1}"#.to_owned(),
        ),
    ];
    let after: Vec<(&str, &str)> = after
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    let told = two(&[("users.json", &before)], &after).told("users");
    assert_eq!(told, "Unknown a disagreed true");
}
