//! No input panics: rules and exports that something went through.

use tenet_testkit::{Memory, Random, Tenant};

use super::runs::{EXPORT, PACK, add_policies, compile, run};
use super::scale::seeds;

#[test]
fn no_rules_panic() {
    let tenant = Tenant::generate(6).world();
    let mut judged = 0;
    for seed in seeds(160) {
        let mut random = Random::new(seed);
        let mut world = tenant.clone();
        add_policies(&mut world);
        let files = [
            "common.tenet",
            "device_groups.tenet",
            "service_accounts.tenet",
        ];
        let path = format!("{PACK}/{}", random.word(&files));
        mutate(&mut random, &mut world, &path);
        let compiled = compile(&world);
        if !compiled.has_errors() {
            judged += 1;
            run(&world, &compiled, 1);
        }
    }
    // Most are refused; enough are not for judging to be tried as well.
    assert!(judged >= 10, "{judged}");
}

#[test]
fn no_export_panics() {
    let mut rules = Memory::default();
    add_policies(&mut rules);
    let compiled = compile(&rules);
    let mut reported = 0;
    for seed in seeds(300) {
        let mut random = Random::new(seed);
        let mut world = Tenant::generate(seed % 50).world();
        let paths: Vec<String> = world.files.keys().cloned().collect();
        for path in random.some(&paths, 30) {
            mutate(&mut random, &mut world, &path);
        }
        let written = run(&world, &compiled, 1);
        reported += usize::from(written.starts_with('{'));
    }
    assert!(reported >= 200, "{reported}");
}

/// Breaks a file: a few bytes changed, taken away, repeated or moved.
fn mutate(random: &mut Random, world: &mut Memory, path: &str) {
    assert!(path.starts_with(EXPORT) || path.starts_with(PACK));
    let mut bytes = world.files.get(path).cloned().unwrap_or_default();
    for _ in 0..random.between(1, 3) {
        let start = random.below(bytes.len() + 1);
        let end = (start + random.between(1, 12)).min(bytes.len());
        let part: Vec<u8> = bytes[start..end].to_vec();
        match random.below(8) {
            0 => bytes.truncate(start),
            1 | 2 => drop(bytes.drain(start..end)),
            3 => drop(bytes.splice(start..start, part)),
            4 => {
                let at = random.below(bytes.len() + 1);
                drop(bytes.splice(at..at, part));
            }
            5 => drop(bytes.splice(start..end, random.word(PIECES).bytes())),
            6 => drop(bytes.splice(start..start, random.word(PIECES).bytes())),
            _ => {
                let byte = u8::try_from(random.below(256)).unwrap();
                drop(bytes.splice(start..end.min(start + 1), [byte]));
            }
        }
    }
    world.add(path, bytes);
}

/// What stands at places where it should not.
const PIECES: &[&str] = &[
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "1e999",
    "-0",
    "\\u0000",
    "\\ud800",
    "\u{202e}",
    "é",
    "\u{feff}",
    " not ",
    " and ",
    " or ",
    " every x in User satisfies ",
    "(",
    ")",
    " is present",
    " otherwise null",
    "9223372036854775808",
    " - ",
    " * ",
    "count(",
    "?.",
    "unknown(\"x\")",
    " in ",
    " where ",
    "if true then ",
    "2027-02-30",
    "999999999999 days",
    "Group",
    "now",
    "/",
    "//",
    "\n",
];
