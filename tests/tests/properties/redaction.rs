//! A copy without personal data: judged as the snapshot that it is of, the same
//! for the same key, and without a word of it.

use std::collections::BTreeSet;

use serde_json::Value;
use tenet_engine::{Compiled, JudgeRequest, Judged, Loaded, Redaction, RunRequest};
use tenet_snapshot::Layout;
use tenet_snapshot::redact::Key;
use tenet_testkit::exports::{Model, Wrapping, audit};
use tenet_testkit::{Export, Memory, Tenant};

use super::demo::demo;
use super::runs::{EXPORT, add_policies, compile};
use super::scale::seeds;

#[test]
fn the_demo_is_judged_as_before() {
    let mut world = Memory::default();
    for (path, text) in demo() {
        world.add(format!("{EXPORT}/{path}"), text);
    }
    check(&mut world);
}

#[test]
fn generated_tenants_are_judged_as_before() {
    for seed in seeds(4) {
        check(&mut Tenant::generate(seed).world());
        check(&mut Tenant::crowded(seed).world());
    }
}

#[test]
fn exports_of_every_tool_are_judged_as_before() {
    for seed in seeds(1) {
        let model = Model::new(seed);
        let own = Layout::ALL.map(|layout| Export::of(layout, &model));
        let records = Wrapping::ALL.map(|wrapping| audit(&model, wrapping));
        for export in own.iter().chain(&records) {
            let mut world = Memory::default();
            export.add_to(&mut world, EXPORT);
            add_policies(&mut world);
            let compiled = compile(&world);
            let copy = copy(&world, &compiled, b"the key of this test");
            judged_alike(&world, &copy, &compiled);
            nobody_is_named(&world, &copy);
        }
    }
}

#[test]
fn the_same_key_gives_the_same_copy_and_another_gives_another() {
    let mut world = Tenant::generate(2).world();
    add_policies(&mut world);
    let compiled = compile(&world);
    let first = copy(&world, &compiled, b"the key of this test, 1");
    assert_eq!(
        first.files,
        copy(&world, &compiled, b"the key of this test, 1").files
    );
    assert_ne!(
        first.files,
        copy(&world, &compiled, b"the key of this test, 2").files
    );
}

/// Next week's export with the same key: what stands in both has the same pseudonyms.
#[test]
fn a_later_snapshot_has_the_same_pseudonyms() {
    let mut world = Memory::default();
    add_policies(&mut world);
    let compiled = compile(&world);
    let person = r#"{"id":"6755a3d5-0a16-4b4b-8c7a-3d5f6c1e2b90","displayName":"Ada Lovelace"}"#;
    let of = |others: &str| {
        let mut world = world.clone();
        world.add(
            format!("{EXPORT}/users.json"),
            format!("[{others}{person}]"),
        );
        let copy = copy(&world, &compiled, b"the key of this test");
        let text = copy
            .files
            .get(&format!("{EXPORT}/users.json"))
            .expect("a copy");
        let text = String::from_utf8(text.clone()).unwrap();
        text.rsplit_once('{').unwrap().1.to_owned()
    };
    assert_eq!(of(""), of(r#"{"displayName":"Bob Lovelace"},"#));
}

fn check(world: &mut Memory) {
    add_policies(world);
    let compiled = compile(world);
    let copy = copy(world, &compiled, b"the key of this test");
    let lines = |world: &Memory| -> Vec<usize> {
        let files = exported(world).map(|(_, text)| text.lines().count());
        let mut lines: Vec<usize> = files.collect();
        lines.sort_unstable();
        lines
    };
    assert_eq!(lines(world), lines(&copy));
    judged_alike(world, &copy, &compiled);
    nobody_is_named(world, &copy);
}

/// The rules judge both alike, and all that the schema declares is in both.
fn judged_alike(world: &Memory, copy: &Memory, compiled: &Compiled) {
    for computed in [false, true] {
        let (before, after) = (
            judged(world, compiled, computed),
            judged(copy, compiled, computed),
        );
        let contents = tenet_engine::other_contents(&before.1, &after.1);
        let (before, after) = (before.0, after.0);
        let others = tenet_engine::other_verdicts(compiled, &before, &after);
        let others = others.iter().chain(&contents);
        let told: Vec<&str> = others.map(|told| told.message.as_str()).collect();
        assert!(told.is_empty(), "{told:#?}");
    }
    let contents = tenet_engine::other_contents(
        &loaded(world, compiled, RunRequest::for_schema()),
        &loaded(copy, compiled, RunRequest::for_schema()),
    );
    let told: Vec<&str> = contents.iter().map(|told| told.message.as_str()).collect();
    assert!(told.is_empty(), "{told:#?}");
}

/// The files of the export, as text.
fn exported(world: &Memory) -> impl Iterator<Item = (&str, String)> {
    let files = world.files.iter();
    let own = files.filter_map(|(path, bytes)| Some((path.strip_prefix(EXPORT)?, bytes)));
    own.map(|(path, bytes)| (path, String::from_utf8_lossy(bytes).into_owned()))
}

fn copy(world: &Memory, compiled: &Compiled, key: &[u8]) -> Memory {
    let mut copy = Memory::default();
    add_policies(&mut copy);
    let key = Key::new(key).unwrap();
    let redaction = Redaction {
        roots: &[EXPORT.to_owned()],
        key: &key,
    };
    let redacted = tenet_engine::redact(world, compiled, redaction, &mut |root, path, text| {
        assert_eq!(root, 0);
        let file = copy.files.entry(format!("{EXPORT}/{path}")).or_default();
        file.extend_from_slice(text.as_bytes());
        Ok(())
    });
    let redacted = redacted.unwrap();
    assert!(
        redacted.diagnostics.is_empty(),
        "{:?}",
        redacted.diagnostics
    );
    assert_eq!(exported(&copy).count(), redacted.written);
    copy
}

fn judged(world: &Memory, compiled: &Compiled, computed: bool) -> (Judged, Loaded) {
    let rules: Vec<_> = compiled.program.rules.ids().collect();
    let mut request = RunRequest::for_rules(&rules);
    request.computed_members = computed;
    let loaded = loaded(world, compiled, request);
    let judged = tenet_engine::judge(compiled, &loaded, &rules, &JudgeRequest::default());
    (judged, loaded)
}

fn loaded(world: &Memory, compiled: &Compiled, mut request: RunRequest) -> Loaded {
    request.roots.push(EXPORT.to_owned());
    tenet_engine::load(world, compiled, &request, &|_, _| {}).unwrap()
}

/// No id and no mail address is in the copy.
fn nobody_is_named(world: &Memory, copy: &Memory) {
    let mut names = BTreeSet::new();
    for (_, text) in exported(world) {
        if let Ok(json) = serde_json::from_str(&text) {
            gather("", &json, &mut names);
        }
    }
    for (path, text) in exported(copy) {
        for name in &names {
            assert!(!text.contains(name.as_str()), "{name} in {path}");
            assert!(!path.contains(name.as_str()), "{name} in {path}");
        }
    }
}

/// The ids and mail addresses of an export.
fn gather(key: &str, json: &Value, names: &mut BTreeSet<String>) {
    match json {
        Value::Object(fields) => {
            for (key, value) in fields {
                gather(key, value, names);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| gather(key, item, names)),
        Value::String(text) => {
            let mail = text
                .split_once('@')
                .is_some_and(|(_, rest)| rest.contains('.'));
            let id = key == "id" && text.len() == 36 && !text.ends_with("000000000000");
            if (mail && !key.contains('@')) || id {
                names.insert(text.clone());
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
