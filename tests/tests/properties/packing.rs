//! A packed snapshot: the same reports to the byte, and the same files.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use tenet_engine::{Compiled, RunRequest};
use tenet_eval::Settings;
use tenet_testkit::{Memory, Tenant};

use super::demo::demo;
use super::runs::{EXPORT, add_policies, compile, run_over};
use super::scale::seeds;

/// The packed snapshot in a world.
const PACKED: &str = "tenant.tsnap";

#[test]
fn the_demo_is_reported_as_before() {
    let mut world = Memory::default();
    for (path, text) in demo() {
        world.add(format!("{EXPORT}/{path}"), text);
    }
    let compiled = check(&mut world);
    // Nobody packed the rules of groups, which this run reads in the files.
    assert_ne!(read(&world, &compiled, true), 0);
}

#[test]
fn generated_tenants_are_reported_as_before() {
    for seed in seeds(6) {
        check(&mut Tenant::generate(seed).world());
        check(&mut Tenant::crowded(seed).world());
    }
}

fn check(world: &mut Memory) -> Compiled {
    add_policies(world);
    let compiled = compile(world);
    let packed = pack(world, &compiled, 1);
    assert_eq!(packed, pack(world, &compiled, 3));
    world.add(PACKED, packed);
    let report = |root: &str| run_over(world, &compiled, Settings::default(), root);
    assert_eq!(report(PACKED), report(EXPORT));
    assert_eq!(read(world, &compiled, false), 0);
    unpacked(world);
    compiled
}

fn pack(world: &Memory, compiled: &Compiled, threads: usize) -> Vec<u8> {
    let rules: Vec<_> = compiled.program.rules.ids().collect();
    let mut request = RunRequest::for_rules(&rules);
    request.roots.push(EXPORT.to_owned());
    request.threads = threads;
    tenet_engine::pack(world, compiled, &rules, &request).unwrap()
}

/// How often a run over the packed snapshot reads a piece of its files.
fn read(world: &Memory, compiled: &Compiled, computed: bool) -> usize {
    let rules: Vec<_> = compiled.program.rules.ids().collect();
    let mut request = RunRequest::for_rules(&rules);
    request.roots.push(PACKED.to_owned());
    request.computed_members = computed;
    let pieces = AtomicUsize::new(0);
    let tell = |_, _| {
        pieces.fetch_add(1, Ordering::Relaxed);
    };
    tenet_engine::load(world, compiled, &request, &tell).unwrap();
    pieces.into_inner()
}

fn unpacked(world: &Memory) {
    let files: RefCell<BTreeMap<String, Vec<u8>>> = RefCell::default();
    let count = tenet_snapshot::pack::unpack(world, PACKED, &mut |root, path, piece| {
        assert_eq!(root, (0, 1));
        let mut files = files.borrow_mut();
        let file = files.entry(format!("{EXPORT}/{path}")).or_default();
        file.extend_from_slice(piece);
        Ok(())
    });
    let folder = format!("{EXPORT}/");
    let own = world.files.iter();
    let own = own.filter(|(path, _)| path.starts_with(&folder));
    let own: BTreeMap<_, _> = own
        .map(|(path, bytes)| (path.clone(), bytes.clone()))
        .collect();
    assert_eq!(count, Ok(own.len()));
    assert_eq!(files.into_inner(), own);
}
