//! Whom the rules of dynamic groups make members of a loaded tenant is what the
//! naive reading says of each user and device as it stands in the export.

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::Instant;
use tenet_graph::{Answer, Columns, Graph, Needs, RuleNeeds, dynamic, require};
use tenet_hir::{Computed, Projection};
use tenet_snapshot::{Options, Root, Snapshot, load};
use tenet_testkit::Json;
use tenet_testkit::memory::Memory;
use tenet_testkit::targeting::{About, Asked, Language, Pairs, Truth, judge};

use super::scale::seeds;

const NOW: &str = "2026-03-01T12:00:00Z";

/// Properties that are lists.
const LISTS: [&str; 7] = [
    "businessPhones",
    "imAddresses",
    "otherMails",
    "proxyAddresses",
    "physicalIds",
    "systemLabels",
    "assignedPlans",
];

/// How many rules are asked about how many objects in a tenant.
const EACH: usize = 20;

#[test]
fn rules_about_users() {
    assert_same(About::User, "users");
}

#[test]
fn rules_about_devices() {
    assert_same(About::Device, "devices");
}

/// Where rules stand in for members, whoever may be one is among those that a
/// plan asks: a plan must not lose what is only possible.
#[test]
fn plans_ask_whoever_may_be_a_member() {
    let mut pairs = Pairs::new(Language::Membership, About::User);
    let mut possible = 0;
    for _ in seeds(20) {
        let (rules, objects) = tenant(&mut pairs, About::User);
        let (snapshot, columns) = loaded(&rules, "users", &objects, true);
        let graph = Graph::build(&snapshot, columns);
        let find = |id: String| snapshot.strings.find_folded(&id).expect("it was loaded");
        for group in (0..rules.len()).map(|at| find(format!("r-{at}"))) {
            let members = graph.may_be_members(group);
            for user in (0..objects.len()).map(|at| find(key(at))) {
                let answer = graph.is_member(user, group, false);
                if answer == Answer::No {
                    continue;
                }
                possible += usize::from(answer != Answer::Yes);
                let groups = graph.may_be_groups(user);
                assert!(groups.is_none_or(|groups| groups.contains(&group)));
                assert!(
                    members
                        .as_ref()
                        .is_none_or(|members| members.contains(&user))
                );
            }
        }
    }
    assert!(possible > 100, "{possible}");
}

fn assert_same(about: About, path: &str) {
    let mut pairs = Pairs::new(Language::Membership, about);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut differences = BTreeSet::new();
    for _ in seeds(60) {
        let (rules, objects) = tenant(&mut pairs, about);
        let found = computed(&rules, path, &objects);
        for (rule, found) in rules.iter().zip(found) {
            for (at, object) in objects.iter().enumerate() {
                let expected = naive(about, rule, object);
                *seen.entry(format!("{expected:?}")).or_default() += 1;
                let found = found.get(&key(at)).copied().unwrap_or(Truth::False);
                if found != expected {
                    let text =
                        format!("{rule}\n  {object}\n  expected {expected:?}, found {found:?}");
                    differences.insert((rule.len(), text));
                }
            }
        }
    }
    let shown = differences.iter().take(10).map(|(_, text)| text.as_str());
    let shown: Vec<_> = shown.collect();
    let count = differences.len();
    assert!(count == 0, "{count} differences:\n{}", shown.join("\n"));
    for answer in ["True", "False", "Unknown"] {
        let count = seen.get(answer).copied().unwrap_or(0);
        assert!(count >= 500, "{answer} is seen {count} times: {seen:?}");
    }
}

/// Rules that are about such objects, and objects with ids of their own.
fn tenant(pairs: &mut Pairs, about: About) -> (Vec<String>, Vec<Json>) {
    let (mut rules, mut objects) = (Vec::new(), Vec::new());
    while rules.len() < EACH || objects.len() < EACH {
        pairs.refused(|rule, object| {
            if is_about(rule, about) && rules.len() < EACH {
                rules.push(rule.to_owned());
            }
            if let Some(Json::Object(fields)) = object
                && objects.len() < EACH
            {
                let id = ("id".to_owned(), Json::text(key(objects.len())));
                let others = fields.iter().filter(|(own, _)| own != "id");
                let others = others.cloned().map(spread);
                objects.push(Json::Object([id].into_iter().chain(others).collect()));
            }
            false
        });
    }
    (rules, objects)
}

/// Where a list is expected, what stands alone is a list of one for a loader.
fn spread((key, value): (String, Json)) -> (String, Json) {
    let is_list = LISTS.contains(&key.as_str());
    let stands_alone = matches!(value, Json::Word(_) | Json::Text(_)) && value != Json::null();
    if is_list && stands_alone {
        return (key, Json::List(vec![value]));
    }
    (key, value)
}

/// Only what a rule names tells what it is about.
fn is_about(rule: &str, about: About) -> bool {
    let rule = rule.to_ascii_lowercase();
    let first = |word| rule.find(word).unwrap_or(usize::MAX);
    let (device, user) = (first("device."), first("user."));
    match about {
        About::Device | About::ManagedDevice | About::ManagedApp => device < user,
        About::User => user <= device,
    }
}

fn key(at: usize) -> String {
    format!("u-{at}")
}

fn naive(about: About, rule: &str, object: &Json) -> Truth {
    let members = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    let groups = BTreeMap::from([
        ("g-1".to_owned(), members(&["u-1"])),
        ("g-2".to_owned(), members(&["u-2", "a"])),
    ]);
    let asked = Asked {
        object: Some(object),
        groups: &groups,
        now: Some(NOW),
    };
    match judge(Language::Membership, about, rule, &asked) {
        // A rule that cannot be read makes nobody a member, and nobody not one.
        Truth::Error => Truth::Unknown,
        answer @ (Truth::True | Truth::False | Truth::Unknown) => answer,
    }
}

/// What is worked out of each rule: those for whom it is not plainly false.
fn computed(rules: &[String], path: &str, objects: &[Json]) -> Vec<BTreeMap<String, Truth>> {
    let (snapshot, columns) = loaded(rules, path, objects, false);
    let graph = Graph::build(&snapshot, columns);
    let text = |key| snapshot.strings.get(key).to_owned();
    let of_rule = |at: usize| {
        let key = snapshot.strings.find_folded(&format!("r-{at}"));
        let found = graph.computed(key.expect("the group was loaded"), Computed::Members);
        let certain = found.certain.iter();
        let certain = certain.map(|node| (text(node.key), Truth::True));
        let possible = found.possible.iter();
        let possible = possible.map(|(node, _)| (text(node.key), Truth::Unknown));
        certain.chain(possible).collect()
    };
    (0..rules.len()).map(of_rule).collect()
}

/// A tenant with a group for each rule; `accept` takes what rules make for members.
fn loaded(rules: &[String], path: &str, objects: &[Json], accept: bool) -> (Snapshot, Columns) {
    let mut world = Memory::default();
    let graph = "https://graph.microsoft.com/beta";
    let answer = |path: &str, more: &str, objects: Vec<String>| {
        let objects = objects.join(",");
        format!(r#"{{"@odata.context":"{graph}/$metadata#{path}",{more}"value":[{objects}]}}"#)
    };
    // A group that a rule names and that is not there is on another page.
    let next = format!(r#""@odata.nextLink":"{graph}/groups?$skiptoken=2","#);
    let said = objects.iter().map(Json::to_string).collect();
    world.add(format!("e/{path}.json"), answer(path, "", said));
    world.add("e/groups.json", answer("groups", &next, groups(rules)));
    let mut needs = Needs {
        membership: true,
        rules: RuleNeeds {
            computed: true,
            accept,
            ..RuleNeeds::default()
        },
        ..Needs::default()
    };
    let root = Root {
        path: "e".to_owned(),
        name: "e".to_owned(),
        ..Root::default()
    };
    let (roots, options) = ([root], Options::default());
    dynamic::ask_rules(&mut needs, &world, &roots, &options);
    let mut projection = Projection::default();
    let columns = require(&needs, &mut projection);
    let (mut snapshot, _) = load(&world, &roots, &projection, &options);
    snapshot.captured_at = Instant::parse(NOW);
    (snapshot, columns)
}

/// A group for each rule, and those that rules name.
fn groups(rules: &[String]) -> Vec<String> {
    let assigned = [("g-1", vec!["u-1"]), ("g-2", vec!["u-2", "a"])];
    let assigned = assigned.into_iter().map(|(id, members)| {
        let members = members
            .into_iter()
            .map(|id| Json::object([("id", Json::text(id))]));
        Json::object([
            ("id", Json::text(id)),
            ("groupTypes", Json::List(Vec::new())),
            ("visibility", Json::null()),
            ("members", Json::List(members.collect())),
        ])
    });
    let dynamic = rules.iter().enumerate().map(|(at, rule)| {
        Json::object([
            ("id", Json::text(format!("r-{at}"))),
            ("groupTypes", Json::texts(&["DynamicMembership"])),
            ("visibility", Json::null()),
            ("membershipRule", Json::Text(escape(rule))),
            ("membershipRuleProcessingState", Json::text("On")),
        ])
    });
    assigned
        .chain(dynamic)
        .map(|group| group.to_string())
        .collect()
}

/// A text as JSON writes it between its quotes.
fn escape(text: &str) -> String {
    let mut written = String::new();
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            c if c.is_control() => written.extend(format!("\\u{:04x}", u32::from(c)).chars()),
            c => written.push(c),
        }
    }
    written
}
