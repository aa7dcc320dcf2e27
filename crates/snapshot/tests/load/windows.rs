//! The time that the exports of a collection cover: any may have a window, and logs need one.

use crate::world::files;

const LOG: &str = "users";
const CONTEXT: &str = "https://graph.microsoft.com/v1.0/$metadata#users";

fn page() -> String {
    format!(r#"{{"@odata.context":"{CONTEXT}","value":[]}}"#)
}

fn manifest(window: &str) -> String {
    format!(r#"{{"collections":{{"{LOG}":{{"window":{window}}}}}}}"#)
}

/// The codes, and the window in days of November, or `none`.
fn covered(found: &[(&str, &str)]) -> (String, String) {
    let loaded = files(found);
    let coverage = loaded.snapshot.coverage.get(LOG);
    let window = coverage.and_then(|coverage| coverage.window);
    let window = window.map_or_else(
        || "none".to_owned(),
        |(from, to)| format!("{from} {to}").replace("2026-11-", ""),
    );
    (loaded.codes(), window)
}

fn one(window: &str) -> (String, String) {
    let (page, manifest) = (page(), manifest(window));
    covered(&[("users.json", &page), ("tenet-snapshot.json", &manifest)])
}

fn is((codes, window): (String, String), expected: &str, days: &str) {
    assert_eq!(format!("{codes} {window}"), format!("{expected} {days}"));
}

#[test]
fn a_window_has_two_ends_in_order() {
    is(
        one(r#"{"from":"2026-11-01","to":"2026-11-02"}"#),
        "",
        "01 02",
    );
    is(
        one(r#"{"from":"2026-11-01","to":"2026-11-01"}"#),
        "",
        "01 01",
    );
    is(one("null"), "", "none");
    is(one(r#"{"from":"2026-11-01"}"#), "D0020", "none");
    is(one(r#"{"to":"2026-11-01"}"#), "D0020", "none");
    is(
        one(r#"{"from":"2026-11-02","to":"2026-11-01"}"#),
        "D0020",
        "none",
    );
    is(
        one(r#"{"from":"2026-02-30","to":"2026-11-01"}"#),
        "D0020",
        "none",
    );
    is(
        one(r#"{"from":"2026-11-01","to":"today"}"#),
        "D0020",
        "none",
    );
}

#[test]
fn windows_that_touch_are_one() {
    let page = page();
    let two = |first: &str, second: &str| {
        let (first, second) = (manifest(first), manifest(second));
        covered(&[
            ("users.json", &page),
            ("tenet-snapshot.json", &first),
            ("t2:users.json", &page),
            ("t2:tenet-snapshot.json", &second),
        ])
    };
    let early = r#"{"from":"2026-11-01","to":"2026-11-10"}"#;
    let next = r#"{"from":"2026-11-10","to":"2026-11-20"}"#;
    let late = r#"{"from":"2026-11-11","to":"2026-11-20"}"#;
    let within = r#"{"from":"2026-11-03","to":"2026-11-04"}"#;
    is(two(next, early), "", "01 20");
    is(two(early, within), "", "01 10");
    // What lies between was exported by neither.
    is(two(early, late), "", "11 20");
}

#[test]
fn a_manifest_speaks_of_its_own_root() {
    let (page, claim) = (
        page(),
        manifest(r#"{"from":"2026-11-01","to":"2026-11-10"}"#),
    );
    is(
        covered(&[("tenet-snapshot.json", &claim), ("t2:users.json", &page)]),
        "D0009",
        "none",
    );
    is(covered(&[("tenet-snapshot.json", &claim)]), "D0009", "none");
}

#[test]
fn lines_and_bare_lists_have_a_window_too() {
    let claim = manifest(r#"{"from":"2026-11-01","to":"2026-11-10"}"#);
    let lines = r#"{"id":"a"}
{"id":"b"}"#;
    let window = |path: &str, text: &str| covered(&[(path, text), ("tenet-snapshot.json", &claim)]);
    is(window("users.jsonl", lines), "", "01 10");
    let list = r#"[{"id":"a"},{"id":"b"}]"#;
    is(window("users.json", list), "", "01 10");
}
