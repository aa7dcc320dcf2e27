//! What changed between two snapshots: nothing of itself, one thing of one mutation, and
//! the reverse the other way round.

use serde_json::Value;
use tenet_engine::RunRequest;
use tenet_report::changes::{Change, Changes, Object};
use tenet_report::request::{SupportRequest, Told, record};
use tenet_snapshot::Layout;
use tenet_testkit::exports::Model;
use tenet_testkit::{Export, Memory, Tenant};

use super::demo::demo;
use super::runs::{add_policies, compile};
use super::scale::seeds;

/// The folder of the older snapshot.
const OLD: &str = "old";
/// That of the newer.
const NEW: &str = "new";

/// Parts of a tenant whose objects have a name that is no key and that nothing refers to.
const NAMED: [&str; 4] = [
    "deviceManagement/configurationPolicies",
    "deviceManagement/deviceConfigurations",
    "identity/conditionalAccess/policies",
    "deviceManagement/deviceCompliancePolicies",
];

#[test]
fn a_snapshot_in_another_order_is_the_same() {
    for files in tenants() {
        let other = map(&files, reordered);
        let changes = diff(&files, &other);
        assert!(!changes.has_changes(), "{:#?}", changed(&changes));
        assert!(!changes.has_unknown());
        assert!(changes.summary.same > 0);
    }
}

#[test]
fn an_export_of_any_tool_is_the_same_as_itself() {
    for seed in seeds(1) {
        let model = Model::new(seed);
        for layout in Layout::ALL {
            let mut world = Memory::default();
            Export::of(layout, &model).add_to(&mut world, "x");
            let files = below(&world, "x/");
            let changes = diff(&files, &files);
            assert!(
                !changes.has_changes(),
                "{layout:?} {:#?}",
                changed(&changes)
            );
        }
    }
}

#[test]
fn one_other_value_is_one_change() {
    let mut tried = 0;
    for files in tenants() {
        for (at, (path, _)) in files.iter().enumerate() {
            let Some(other) = mutated(&files, at, |object| {
                // A policy of the settings catalog has a `name`, the others a `displayName`.
                let mut keys = ["displayName", "name"].into_iter();
                if let Some(key) = keys.find(|key| object.get(key).is_some()) {
                    object[key] = Value::from("another name");
                }
                true
            }) else {
                continue;
            };
            tried += 1;
            let changes = diff(&files, &other);
            let found = changed(&changes);
            let [one] = found.as_slice() else {
                let found: Vec<&String> = found.iter().map(|one| &one.name).collect();
                panic!("{path}: {found:?}");
            };
            assert_eq!(one.change, Change::Modified, "{path}");
            let fields: Vec<&str> = one.fields.iter().map(|it| it.field.as_str()).collect();
            let [field @ ("displayName" | "name")] = fields.as_slice() else {
                panic!("{path}: {fields:?}");
            };
            let place = |place: &Option<tenet_report::changes::Place>| {
                place.as_ref().map(|place| place.pointer.clone())
            };
            let ends = |pointer: Option<String>| {
                pointer.is_some_and(|it| it.ends_with(&format!("/{field}")))
            };
            assert!(ends(place(&one.fields[0].before_at)), "{path}");
            assert!(ends(place(&one.fields[0].after_at)), "{path}");
        }
    }
    assert!(tried > 4, "{tried}");
}

#[test]
fn an_object_that_one_lacks_came_or_went() {
    let mut tried = 0;
    for files in tenants() {
        for at in 0..files.len() {
            let Some(less) = mutated(&files, at, |_| false) else {
                continue;
            };
            tried += 1;
            for (before, after, change) in [
                (&files, &less, Change::Removed),
                (&less, &files, Change::Added),
            ] {
                let changes = diff(before, after);
                let found = changed(&changes);
                let kinds: Vec<Change> = found.iter().map(|one| one.change).collect();
                assert_eq!(kinds, [change], "{}", files[at].0);
            }
        }
    }
    assert!(tried > 4, "{tried}");
}

/// What came one way went the other, whatever the two snapshots are.
#[test]
fn the_other_way_round_is_the_reverse() {
    for seed in seeds(3) {
        let [one, other] = [seed, seed + 1000].map(|seed| of(&Tenant::generate(seed).world()));
        let [there, back] = [diff(&one, &other), diff(&other, &one)];
        let (sums, reverse) = (there.summary, back.summary);
        assert_eq!(sums.added, reverse.removed);
        assert_eq!(sums.removed, reverse.added);
        assert_eq!(sums.only_before, reverse.only_after);
        assert_eq!(sums.only_after, reverse.only_before);
        assert_eq!(sums.modified, reverse.modified);
        assert_eq!(sums.unknown, reverse.unknown);
        assert_eq!(sums.same, reverse.same);
        assert!(there.has_changes());
        let reached = |changes: &Changes| {
            let reach = changes.reached_otherwise.iter().map(|one| {
                let (gained, lost) = (one.reach.gained.len(), one.reach.lost.len());
                (one.policy.key.clone(), gained.max(lost), gained.min(lost))
            });
            let mut reach: Vec<_> = reach.collect();
            reach.sort();
            reach
        };
        assert_eq!(reached(&there), reached(&back));
    }
}

/// What is drafted can be kept in the register as it is.
#[test]
fn a_draft_is_a_record_of_the_register() {
    for seed in seeds(2) {
        let [one, other] = [seed, seed + 1000].map(|seed| of(&Tenant::generate(seed).world()));
        let changes = diff(&one, &other);
        let request = SupportRequest {
            changes: &changes,
            told: Told {
                row: Some("POL".to_owned()),
                start: Some("2026-12-01T08:00:00Z".to_owned()),
                ..Told::default()
            },
            rings: Vec::new(),
        };
        let mut world = Memory::default();
        world.add("x/registers/support_requests.json", record(&request));
        add_policies(&mut world);
        let compiled = compile(&world);
        let mut schema = RunRequest::for_schema();
        schema.roots.push("x".to_owned());
        let loaded = tenet_engine::load(&world, &compiled, &schema, &|_, _| {}).unwrap();
        let codes = loaded.diagnostics.iter().map(|one| one.code.id);
        let codes: Vec<_> = codes.filter(|code| *code != "D0040").collect();
        assert!(codes.is_empty(), "{codes:?}");
        let objects = loaded.snapshot.tables.iter().map(|it| it.objects.len());
        assert_eq!(objects.sum::<usize>(), 1);
    }
}

type Files = Vec<(String, Vec<u8>)>;

fn tenants() -> Vec<Files> {
    let mut all = vec![
        demo()
            .into_iter()
            .map(|(path, text)| (path, text.into_bytes()))
            .collect(),
    ];
    for seed in seeds(2) {
        all.push(of(&Tenant::generate(seed).world()));
        all.push(of(&Tenant::crowded(seed).world()));
    }
    all
}

fn of(world: &Memory) -> Files {
    below(world, "tenant/")
}

fn below(world: &Memory, folder: &str) -> Files {
    let files = world.files.iter();
    files
        .filter_map(|(path, bytes)| Some((path.strip_prefix(folder)?.to_owned(), bytes.clone())))
        .collect()
}

/// The files with another value in each that is JSON.
fn map(files: &Files, change: impl Fn(Value) -> Value) -> Files {
    let changed = files.iter().map(|(path, bytes)| {
        let value = serde_json::from_slice(bytes).ok().map(&change);
        let bytes = value.map_or_else(|| bytes.clone(), |value| value.to_string().into_bytes());
        (path.clone(), bytes)
    });
    changed.collect()
}

/// The same with the objects of answers in the opposite order, and their keys in that of letters.
fn reordered(mut value: Value) -> Value {
    if let Some(items) = items_of(&mut value) {
        items.reverse();
    }
    value
}

fn items_of(value: &mut Value) -> Option<&mut Vec<Value>> {
    match value {
        Value::Array(items) => Some(items),
        Value::Object(fields) => fields.get_mut("value")?.as_array_mut(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// The files with a mutation of the last object in one, if it holds a whole collection of
/// [`NAMED`], and of its copies in others; what says no is left out.
fn mutated(files: &Files, at: usize, keep: impl Fn(&mut Value) -> bool) -> Option<Files> {
    let (_, bytes) = files.get(at)?;
    let mut value: Value = serde_json::from_slice(bytes).ok()?;
    let context = value.get("@odata.context")?.as_str()?.to_owned();
    let (_, path) = context.split_once("$metadata#")?;
    let path = path.split('(').next()?;
    let whole = value.get("@odata.nextLink").is_none();
    if !whole || !NAMED.contains(&path) {
        return None;
    }
    let id = items_of(&mut value)?.last()?.get("id")?.clone();
    let (own, mut others): (Files, Files) = files
        .iter()
        .cloned()
        .partition(|(file, _)| file.contains(path));
    let own = map(&own, |mut value| {
        if let Some(items) = items_of(&mut value) {
            items.retain_mut(|item| item.get("id") != Some(&id) || keep(item));
        }
        if let Some(count) = value.get_mut("@odata.count") {
            *count = Value::Null;
        }
        value
    });
    others.extend(own);
    Some(others)
}

fn diff(before: &Files, after: &Files) -> Changes {
    let mut world = Memory::default();
    for (folder, files) in [(OLD, before), (NEW, after)] {
        for (path, bytes) in files {
            world.add(format!("{folder}/{path}"), bytes.clone());
        }
    }
    add_policies(&mut world);
    let compiled = compile(&world);
    let request = |folder: &str| {
        let mut request = RunRequest::for_changes();
        request.roots.push(folder.to_owned());
        request
    };
    let (before, after) = (request(OLD), request(NEW));
    let compared =
        tenet_engine::load_two(&world, &compiled, [&before, &after], &|_, _| {}).unwrap();
    tenet_engine::changes(&world, &compiled, &compared, &[]).unwrap()
}

fn changed(changes: &Changes) -> Vec<&Object> {
    let collections = changes.collections.iter();
    collections.flat_map(|one| &one.objects).collect()
}
