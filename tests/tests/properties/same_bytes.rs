//! Same input, same bytes: whatever the number of threads, and in whatever
//! order folders are listed.

use tenet_testkit::{Memory, Shuffled, Tenant};

use super::demo::demo;
use super::runs::{EXPORT, add_policies, compile, run};
use super::scale::seeds;

#[test]
fn the_demo_is_reported_in_the_same_bytes() {
    let mut world = Memory::default();
    for (path, text) in demo() {
        world.add(format!("{EXPORT}/{path}"), text);
    }
    let written = check(&world);
    for said in ["MsTest@contoso.onmicrosoft.com", "SVC-C3c", "undetermined"] {
        assert!(written.contains(said), "{said}");
    }
}

#[test]
fn generated_tenants_are_reported_in_the_same_bytes() {
    for seed in seeds(16) {
        check(&Tenant::generate(seed).world());
    }
}

/// One report, however it was made.
fn check(world: &Memory) -> String {
    let mut world = world.clone();
    add_policies(&mut world);
    let written = run(&world, &compile(&world), 1);
    for (seed, threads) in [(1, 8), (2, 8), (3, 1), (4, 3)] {
        let world = world.clone();
        let shuffled = Shuffled { world, seed };
        let again = run(&shuffled, &compile(&shuffled), threads);
        assert_same(&written, &again);
    }
    written
}

fn assert_same(one: &str, other: &str) {
    for (line, (one, other)) in one.lines().zip(other.lines()).enumerate() {
        assert_eq!(one, other, "line {}", line + 1);
    }
    assert_eq!(one.len(), other.len());
}
