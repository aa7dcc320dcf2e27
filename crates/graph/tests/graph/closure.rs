//! Closures and properties of assignments, on tenants at random.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::intune::{assignments, tenant};
use crate::json::Json;
use crate::tenant::Tenant;

const GROUPS: usize = 8;
const USERS: usize = 4;

/// Who each group lists: numbers below `GROUPS` are groups, those above users.
fn nesting() -> impl Strategy<Value = Vec<Vec<usize>>> {
    let members = prop::collection::vec(0..GROUPS + USERS, 0..4);
    prop::collection::vec(members, GROUPS)
}

fn name(number: usize) -> String {
    if number < GROUPS {
        format!("g{number}")
    } else {
        format!("u{number}")
    }
}

fn tenant_of(nesting: &[Vec<usize>]) -> Tenant {
    let group = |(at, members): (usize, &Vec<usize>)| {
        let members = members.iter().map(|member| Json::Text(name(*member)));
        Json::object([
            ("id", Json::Text(name(at))),
            ("members", Json::List(members.collect())),
        ])
    };
    let groups = nesting.iter().enumerate().map(group).collect();
    let users = (GROUPS..GROUPS + USERS).map(|user| Json::object([("id", Json::Text(name(user)))]));
    Tenant::of(&Json::object([
        ("groups", Json::List(groups)),
        ("users", Json::List(users.collect())),
    ]))
}

/// Everybody below a group, walked without any cleverness.
fn walk(nesting: &[Vec<usize>], from: usize, seen: &mut BTreeSet<usize>) {
    for member in nesting.get(from).into_iter().flatten() {
        if seen.insert(*member) {
            walk(nesting, *member, seen);
        }
    }
}

/// Short assignments of the tenant of the Intune tests.
fn short() -> impl Strategy<Value = Vec<&'static str>> {
    let words = vec![
        "+gu", "+gup", "+gd", "+gdp", "+mix", "users", "devices", "-gu", "-gd", "-gd2", "-mix",
    ];
    prop::collection::vec(prop::sample::select(words), 0..5)
}

fn reach(short: &[&str], object: &str) -> String {
    tenant(&assignments(&short.join(" ")))
        .load()
        .reach("p", object)
}

proptest! {
    #[test]
    fn closures_are_what_a_naive_walk_finds(nesting in nesting()) {
        let loaded = tenant_of(&nesting).load();
        let graph = loaded.graph();
        for group in 0..GROUPS {
            let mut expected = BTreeSet::new();
            walk(&nesting, group, &mut expected);
            expected.remove(&group);
            let expected: BTreeSet<String> = expected.into_iter().map(name).collect();
            let found = graph.members(loaded.key(&name(group)));
            let texts = loaded.texts(&found);
            prop_assert_eq!(texts.iter().map(|text| (*text).to_owned()).collect::<BTreeSet<_>>(), expected.clone());
            for member in 0..GROUPS + USERS {
                let Some(key) = loaded.find_key(&name(member)) else { continue };
                let is = graph.is_member(key, loaded.key(&name(group)), false);
                prop_assert_eq!(is == tenet_graph::Answer::Yes, expected.contains(&name(member)));
                let path = graph.prove_member(key, loaded.key(&name(group)));
                prop_assert_eq!(path.is_some(), expected.contains(&name(member)));
                let above = graph.groups_of(key);
                let above = loaded.texts(&above).contains(&name(group).as_str());
                prop_assert_eq!(above, expected.contains(&name(member)));
            }
        }
    }

    #[test]
    fn one_more_exclusion_adds_nobody(short in short(), more in prop::sample::select(vec!["-gu", "-gd", "-mix"])) {
        for object in ["u1", "md1", "md2", "obj1"] {
            let before = reach(&short, object);
            let mut with = short.clone();
            with.push(more);
            let after = reach(&with, object);
            prop_assert!(before != "no" || after == "no", "{:?} {}", short, object);
            prop_assert!(before == "yes" || after != "yes", "{:?} {}", short, object);
        }
    }

    #[test]
    fn one_more_inclusion_takes_nobody_away(short in short(), more in prop::sample::select(vec!["+gu", "users"])) {
        let before = reach(&short, "u1");
        let mut with = short.clone();
        with.push(more);
        let after = reach(&with, "u1");
        prop_assert!(before != "yes" || after == "yes", "{:?} {}", short, more);
    }

    #[test]
    fn the_order_of_assignments_does_not_matter(short in short()) {
        let mut turned = short.clone();
        turned.reverse();
        for object in ["u1", "md1", "md2", "md0", "obj1"] {
            prop_assert_eq!(reach(&short, object), reach(&turned, object));
        }
    }
}
