//! The script that takes a snapshot, run by a shell against a stand-in for `az`
//! which pages, is busy once, refuses, and has a group that is gone.

#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    reason = "a test writes the programs that the script runs and reads what it wrote"
)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A stand-in for `az rest`: it answers as the service does, and fails as the command does.
const AZ: &str = include_str!("script/az.sh");

/// Waits are noted, not waited.
const SLEEP: &str = "#!/bin/sh\necho \"$1\" >>\"$(dirname \"$0\")/waits\"\n";

const PACK: &str = r#"[pack]
name = "taken"
version = "0.1.0"
"#;

const RULES: &str = include_str!("script/rules.tenet");

fn program(path: &Path, text: &str) {
    fs::write(path, text).expect("a program");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("it can be run");
}

fn workshop(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("an old folder");
    }
    fs::create_dir_all(folder.join("bin")).expect("a folder");
    fs::create_dir_all(folder.join("pack")).expect("a folder");
    fs::write(folder.join("pack/tenet.toml"), PACK).expect("a file");
    fs::write(folder.join("pack/rules.tenet"), RULES).expect("a file");
    program(&folder.join("bin/az"), AZ);
    program(&folder.join("bin/sleep"), SLEEP);
    let script = tenet(&folder, &["snapshot", "script", "--pack", "pack"]);
    fs::write(folder.join("take.sh"), &script.stdout).expect("a file");
    folder
}

fn tenet(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenet"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1");
    command.output().expect("the program starts")
}

fn take(folder: &Path, into: &str) -> Output {
    take_with(folder, into, &[("TENET_TRIES", "4")])
}

fn take_with(folder: &Path, into: &str, settings: &[(&str, &str)]) -> Output {
    let path = std::env::var("PATH").unwrap_or_default();
    let bin = folder.join("bin");
    let mut command = Command::new("sh");
    command
        .args(["take.sh", into])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", bin.display()))
        .envs(settings.iter().copied());
    command.output().expect("a shell")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a file that was written")
}

fn told(output: &Output) -> String {
    let texts = [&output.stdout, &output.stderr];
    texts
        .map(|text| String::from_utf8_lossy(text).into_owned())
        .concat()
}

/// Whether all of a collection is there, as the page of the inspection says it.
fn state<'p>(page: &'p str, path: &str) -> &'p str {
    let lines = page.lines().map(str::trim);
    let own = lines.filter_map(|line| line.strip_prefix(path)?.strip_prefix(' '));
    let mut states = own.filter_map(|rest| rest.split_whitespace().nth(2));
    states.next().unwrap_or("not there")
}

#[test]
fn a_snapshot_is_taken_from_a_service_that_pages_is_busy_and_refuses() {
    let folder = workshop("script taken");
    let output = take(&folder, "a snapshot");
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));

    // It is busy twice: the first wait is the script's, the second the one that it was told.
    let waits = read(&folder.join("bin/waits"));
    assert_eq!(
        waits.lines().collect::<Vec<_>>(),
        ["10", "20", "40", "10", "17"]
    );
    let asked = read(&folder.join("bin/asked"));
    assert!(
        asked.contains("/v1.0/users?$select=id,displayName,department&$top=999\n"),
        "{asked}"
    );
    assert!(asked.contains("--debug https://graph.microsoft.com/v1.0/users?$skiptoken=2&x=1\n"));
    assert!(
        !asked.contains("elsewhere.example"),
        "the token stays with Graph"
    );
    assert!(!asked.contains("000000000009"), "a text is no id");

    let manifest = read(&folder.join("a snapshot/tenet-snapshot.json"));
    assert!(manifest.contains(
        r#""users": {"complete": true, "selected": ["id", "displayName", "department"]"#
    ));
    assert!(manifest.contains(r#""devices": {"refused": {"error": "Authorization_RequestDenied""#));
    assert!(
        manifest
            .contains(r#""auditLogs/directoryAudits": {"complete": false, "window": {"from": "#)
    );
    let refused = read(&folder.join("a snapshot/devices-1.json"));
    assert!(
        refused.starts_with(r#"{"error":{"code":"Authorization_RequestDenied""#),
        "{refused}"
    );
    assert!(refused.ends_with("}}\n"), "{refused}");
    assert!(!folder.join("a snapshot/.work").exists());
}

#[test]
fn what_was_taken_is_read_as_what_it_is() {
    let folder = workshop("script read");
    take(&folder, "export");
    let page = told(&tenet(
        &folder,
        &["snapshot", "inspect", "export", "--pack", "pack"],
    ));
    for (path, wanted) in [
        ("users", "complete"),
        ("groups", "complete"),
        ("policies/identitySecurityDefaultsEnforc…", "complete"),
        ("auditLogs/directoryAudits", "partial:"),
        ("devices", "refused:"),
        ("applications", "not there"),
    ] {
        assert_eq!(state(&page, path), wanted, "{path}\n{page}");
    }
    assert!(page.contains("captured 20"), "{page}");
    assert!(page.contains("1 of 4 rules decided"), "{page}");
    let group = told(&tenet(
        &folder,
        &["check", "export", "--pack", "pack", "--rule", "TAKE-2"],
    ));
    assert!(
        group.contains("Gone") && !group.contains("Staff"),
        "one group's list was refused\n{group}"
    );
}

#[test]
fn a_folder_that_is_there_is_left_alone() {
    let folder = workshop("script twice");
    fs::create_dir(folder.join("old")).expect("a folder");
    let output = take(&folder, "old");
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(!folder.join("bin/asked").exists());
    assert!(told(&output).contains("must be a new folder"));
}

#[test]
fn what_is_to_be_left_out_is_not_asked_for() {
    let folder = workshop("script skipped");
    let settings = [
        ("TENET_SKIP", "users groups/members applications"),
        ("TENET_SINCE", "2026-11-01T00:00:00Z"),
    ];
    let output = take_with(&folder, "new", &settings);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    let asked = read(&folder.join("bin/asked"));
    assert!(
        !asked.contains("/users") && !asked.contains("/members"),
        "{asked}"
    );
    assert!(
        asked.contains("activityDateTime%20ge%202026-11-01T00:00:00Z%20and"),
        "{asked}"
    );
    let manifest = read(&folder.join("new/tenet-snapshot.json"));
    assert!(!manifest.contains("users"), "{manifest}");
    let wrong = take_with(&folder, "other", &[("TENET_SINCE", "yesterday")]);
    assert_eq!(wrong.status.code(), Some(2), "{}", told(&wrong));
    assert!(!folder.join("other").exists());
}

/// The paths of the collections that the rules of a pack read, from the list of its rules.
fn paths(rules: &str) -> std::collections::BTreeSet<&str> {
    let lines = rules.lines().map(str::trim);
    let values = lines.filter_map(|line| line.strip_prefix("\"path\": \""));
    values.filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn everything_that_the_bundled_pack_reads_is_asked_for_or_named() {
    let here = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let rules = told(&tenet(here, &["rules", "--format", "json"]));
    let read = paths(&rules);
    assert!(read.len() > 30, "{read:?}");
    for shell in ["sh", "powershell"] {
        let script = told(&tenet(here, &["snapshot", "script", "--shell", shell]));
        for path in &read {
            let asked = script.contains(&format!("'{path}'"));
            let named = script.contains(&format!("#   {path}: "));
            assert!(asked || named, "{shell}: {path}");
        }
    }
}
