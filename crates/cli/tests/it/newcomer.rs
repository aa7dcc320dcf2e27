//! The way of somebody new: a rule and a scenario, recorded, broken, read, reviewed, accepted.

#![expect(
    clippy::disallowed_methods,
    reason = "a test writes the files that the program reads"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const MANIFEST: &str = r#"[pack]
name = "acme"
version = "0.1.0"

[dependencies]
graph = { bundled = "graph-schema", open = true }
"#;

const RULE: &str = r#"rule ACME-1 "Guests are disabled" {
    duty     customer
    severity high

    for user in User where user.userType == "Guest"

    forbid user.accountEnabled
        message "{user} is a guest and enabled"
}
"#;

const SCENARIO: &str = r#"test "guests: one on, one off" {
    given complete {
        User { id: "u1", userPrincipalName: "ada@acme.com", userType: "Guest", accountEnabled: true }
        User { id: "u2", userPrincipalName: "bob@acme.com", userType: "Guest", accountEnabled: false }
        User { id: "u3", userPrincipalName: "eve@acme.com", userType: "Member", accountEnabled: true }
    }
    expect snapshot
}
"#;

const RECORDING: &str = "snapshots/guests__guests-one-on-one-off.snap";

/// What the command prints, and its status.
fn test(folder: &Path, flags: &[&str], input: &str) -> (String, Option<i32>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tenet"))
        .arg("test")
        .args(flags)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A program that asks for nothing closes the pipe.
    let _ignored = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    (text, output.status.code())
}

fn pack(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("an old folder");
    }
    fs::create_dir_all(folder.join("tests")).expect("a folder");
    fs::write(folder.join("tenet.toml"), MANIFEST).expect("a file");
    fs::write(folder.join("rules.tenet"), RULE).expect("a file");
    fs::write(folder.join("tests/guests.tenet"), SCENARIO).expect("a file");
    folder
}

fn check(told: &(String, Option<i32>), status: i32, words: &[&str]) {
    assert_eq!(told.1, Some(status), "{}", told.0);
    for word in words {
        assert!(told.0.contains(word), "`{word}` is not in\n{}", told.0);
    }
}

#[test]
fn somebody_new_records_breaks_reviews_and_accepts() {
    let folder = pack("newcomer");
    let recording = folder.join(RECORDING);
    let waiting = folder.join(format!("{RECORDING}.new"));

    check(
        &test(&folder, &[], ""),
        1,
        &["never recorded", "0 passed, 1 failed"],
    );
    assert!(waiting.exists() && !recording.exists());
    check(
        &test(&folder, &["--accept"], ""),
        0,
        &["1 recording accepted", "1 passed"],
    );
    assert!(!waiting.exists());
    let text = fs::read_to_string(&recording).expect("a recording");
    assert_eq!(
        text,
        "---\nsource: \"tests/guests.tenet\"\nexpression: \"guests: one on, one off\"\n---\n\
         ACME-1 failed: 2 cases\n  user \"u1\" (ada@acme.com): violated: ada@acme.com is a guest and enabled\n"
    );
    check(&test(&folder, &[], ""), 0, &["1 passed"]);

    fs::write(
        folder.join("rules.tenet"),
        RULE.replace("== \"Guest\"", "!= \"Guest\""),
    )
    .expect("a file");
    let broken = [
        "-ACME-1 failed: 2 cases",
        "+ACME-1 failed: 1 case",
        "eve@acme.com",
    ];
    check(&test(&folder, &[], ""), 1, &broken);
    assert!(waiting.exists());
    check(&test(&folder, &["--review"], "s\n"), 1, &["[a]ccept"]);
    assert!(waiting.exists(), "what is skipped waits");
    check(
        &test(&folder, &["--review"], "r\n"),
        1,
        &["0 passed, 1 failed"],
    );
    assert!(!waiting.exists(), "what is rejected is gone");
    check(
        &test(&folder, &["--review"], "x\na\n"),
        0,
        &["1 recording accepted", "1 passed"],
    );
    assert!(!waiting.exists());

    check(&test(&folder, &["--unreferenced"], ""), 0, &[]);
    fs::rename(
        folder.join("tests/guests.tenet"),
        folder.join("tests/others.tenet"),
    )
    .expect("a file");
    check(&test(&folder, &["--unreferenced"], ""), 1, &[RECORDING]);
}
