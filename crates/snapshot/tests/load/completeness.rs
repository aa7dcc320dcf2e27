//! When a collection is all there.

use crate::world::{DEFAULTS, bytes_with, files};
use tenet_snapshot::Options;

fn page(ids: &[&str], rest: &str) -> String {
    let ids: Vec<String> = ids
        .iter()
        .map(|id| format!("{{\"id\":\"{id}\"}}"))
        .collect();
    format!(
        "{{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#users\",\"value\":[{}]{rest}}}",
        ids.join(",")
    )
}

const NEXT: &str = ",\"@odata.nextLink\":\"https://x?$skiptoken=1\"";

fn check(given: &[(&str, &str)], expected: &str) {
    let loaded = files(given);
    assert_eq!(loaded.coverage("users"), expected, "{given:?}");
}

#[test]
fn a_chain_of_pages_is_all() {
    let (one, more) = (page(&["a"], ""), page(&["b"], NEXT));
    check(&[("users.json", &one)], "Complete 1");
    check(
        &[("users/1.json", &more), ("users/2.json", &one)],
        "Complete 2",
    );
    check(&[("x.json", &one), ("users.json", &one)], "Complete 1");
    check(
        &[("users-1.json", &more), ("users-2.json", &one)],
        "Complete 2",
    );
    check(
        &[("users.json", &more), ("users-2.json", &one)],
        "Complete 2",
    );
    check(
        &[("a/users.json", &one), ("b/users.json", &one)],
        "Complete 1",
    );
    check(
        &[("users.json", &one), ("t2:users.json", &one)],
        "Complete 1",
    );
}

#[test]
fn a_chain_with_a_gap_is_not() {
    let (one, more) = (page(&["a"], ""), page(&["b"], NEXT));
    check(&[("users.json", &more)], "Partial 1 NextPage");
    check(&[("users-2.json", &one)], "Partial 1 NextPage");
    check(
        &[("users-1.json", &more), ("users-3.json", &one)],
        "Partial 2 NextPage",
    );
    check(
        &[("users-1.json", &one), ("users-2.json", &one)],
        "Partial 1 NextPage",
    );
    check(
        &[("a/users.json", &one), ("b/users.json", &more)],
        "Partial 2 NextPage",
    );
    // A file of another name may hold anything: it is not the page that is missing.
    check(
        &[("users.json", &more), ("guests.json", &one)],
        "Partial 2 NextPage",
    );
    let counted = |count: &str, expected: &str| {
        let rest = format!(",\"@odata.count\":{count}");
        check(&[("users.json", &page(&["a"], &rest))], expected);
    };
    counted("\"1\"", "Complete 1");
    counted("\"2\"", "Partial 1 Count");
    counted("-1", "Partial 1 NoChain");
    check(
        &[("users.json", &page(&["a"], ",\"@nextLink\":\"x\""))],
        "Partial 1 NextPage",
    );
    check(
        &[("users.json", &page(&["a"], ",\"@odata.count\":2"))],
        "Partial 1 Count",
    );
    check(
        &[("users.json", &page(&["a"], ",\"@odata.count\":1"))],
        "Complete 1",
    );
}

#[test]
fn only_an_answer_of_the_collection_itself_is_all() {
    let one = page(&["a"], "");
    let with = |context: &str| one.replace("#users", context);
    check(&[("users.json", &with("#users(id)"))], "Complete 1");
    check(
        &[("users.json", &with("#users/$delta"))],
        "Partial 1 NoChain",
    );
    check(
        &[("users.json", &with("#groups('g')/members"))],
        "Absent 0 NotExported",
    );
    check(&[("users.json", r#"[{"id":"a"}]"#)], "Partial 1 NoChain");
    check(
        &[("users.ndjson", "{\"id\":\"a\"}\n{\"id\":\"b\"}\n")],
        "Partial 2 NoChain",
    );
    check(&[("users/a.json", r#"{"id":"a"}"#)], "Partial 1 NoChain");
    check(
        &[("users.json", r#"{"value":[{"id":"a"}]}"#)],
        "Partial 1 NoChain",
    );
    let single = r#"{"@odata.context":"x#users/$entity","id":"a"}"#;
    check(&[("a.json", single)], "Partial 1 NoChain");
    check(&[("a.json", single), ("users.json", &one)], "Complete 1");
    check(&[("x.json", "{}")], "Absent 0 NotExported");
    check(&[("deletedItems/users.json", &one)], "Absent 0 NotExported");
    let id = "8fb9c7ff-505d-47f2-87ae-123456789012.json";
    check(&[(id, &one)], "Partial 1 NoChain");
    let lost = one.replace("]}", ",\"@{id=b}\"]}");
    check(&[("users.json", &lost)], "Partial 1 Damaged");
    let twice = one.replace("]}", "],\"@odata.context\":\"x#users/$delta\"}");
    check(&[("users.json", &twice)], "Partial 1 NoChain");
    let late = r#"{"value":[{"id":"a"}],"@odata.context":"x#users"}"#;
    check(&[("x.json", late)], "Complete 1");
    // The members of a group are users, and not all of them.
    check(&[("groups/g/members.json", &one)], "Absent 0 NotExported");
    let typed = one.replace("\"id\"", "\"@odata.type\":\"#microsoft.graph.user\",\"id\"");
    check(&[("groups/g/members.json", &typed)], "Partial 1 NoChain");
}

#[test]
fn what_the_tenant_refused_is_no_absence() {
    let refused = r#"{"error":{"code":"Forbidden","message":"no"}}"#;
    check(&[("users.json", refused)], "Refused 0 Refused");
    assert_eq!(files(&[("users.json", refused)]).codes(), "D0012");
    let one = page(&["a"], "");
    check(
        &[("users.json", refused), ("x.json", &one)],
        "Partial 1 Refused",
    );
}

#[test]
fn a_damaged_file_opens_what_it_may_belong_to() {
    let one = page(&["a"], "");
    let groups = one.replace("#users", "#groups");
    let cut = one.strip_suffix("]}").expect("an end");
    let both = |file: (&str, &str)| {
        let loaded = files(&[("u.json", &one), ("g.json", &groups), file]);
        format!(
            "{} | {}",
            loaded.coverage("users"),
            loaded.coverage("groups")
        )
    };
    assert_eq!(both(("x.json", cut)), "Partial 1 Damaged | Complete 1");
    assert_eq!(
        both(("users-2.json", "{")),
        "Partial 1 Damaged | Complete 1"
    );
    assert_eq!(
        both(("notes.json", "hello")),
        "Partial 1 Damaged | Partial 1 Damaged"
    );
    assert_eq!(both(("t2:notes.json", "hello")), "Complete 1 | Complete 1");
    let typed = "{\"@odata.type\":\"#microsoft.graph.user\",\"id\":";
    assert_eq!(both(("x.json", typed)), "Partial 1 Damaged | Complete 1");
    check(&[("notes.json", "hello")], "Absent 0 NotExported Damaged");
}

#[test]
fn the_manifest_and_the_user_may_vouch() {
    let bare = r#"[{"id":"a"}]"#;
    let manifest = |entry: &str| format!("{{\"collections\":{{\"users\":{entry}}}}}");
    let with = |entry: &str, expected: &str| {
        let manifest = manifest(entry);
        check(
            &[("users.json", bare), ("tenet-snapshot.json", &manifest)],
            expected,
        );
    };
    with(r#"{"complete":true}"#, "Complete 1");
    with(r#"{"complete":true,"files":["users.json"]}"#, "Complete 1");
    with(
        r#"{"complete":true,"files":["users-2.json"]}"#,
        "Partial 1 Manifest",
    );
    with(
        r#"{"complete":true,"filter":"x eq 1"}"#,
        "Partial 1 Manifest",
    );
    with(r#"{"complete":false}"#, "Partial 1 NoChain Manifest");
    with(r#"{"refused":{"code":"x"}}"#, "Partial 1 NoChain Refused");
    let one = page(&["a"], "");
    let beside = |name: &str, manifest: &str, expected: &str| {
        check(&[("e/users.json", &one), (name, manifest)], expected);
    };
    // What cannot be read may say that it is not all.
    let unread = "{\"collections\":{\"users\":{\"complete\":false";
    beside("tenet-snapshot.json", unread, "Partial 1 Manifest");
    // An archive is mostly made of a folder.
    let not_all = manifest(r#"{"complete":false}"#);
    beside("e/tenet-snapshot.json", &not_all, "Partial 1 Manifest");
    let named = manifest(r#"{"complete":true,"files":["users.json"]}"#);
    beside("e/tenet-snapshot.json", &named, "Complete 1");
    let two = [
        ("users.json", one.as_str()),
        ("a/tenet-snapshot.json", &named),
        ("b/tenet-snapshot.json", &not_all),
    ];
    check(&two, "Partial 1 Manifest");
    let lacking = manifest(r#"{"files":["users-2.json"]}"#);
    let loaded = files(&[("users.json", bare), ("tenet-snapshot.json", &lacking)]);
    assert_eq!(loaded.codes(), "D0021");
    let nothing = manifest(r#"{"complete":true}"#);
    check(&[("tenet-snapshot.json", &nothing)], "Absent 0 NotExported");
    let complete = ["Users".to_owned()];
    let options = Options {
        complete: &complete,
        ..Options::default()
    };
    let loaded = bytes_with(&[("users.json", bare.as_bytes())], &options);
    assert_eq!(loaded.coverage("users"), "Complete 1");
}

#[test]
fn keys_of_the_manifest_are_known_in_any_spelling() {
    let one = page(&["a"], "");
    let with = |manifest: &str, codes: &str, expected: &str| {
        let loaded = files(&[("users.json", &one), ("tenet-snapshot.json", manifest)]);
        assert_eq!(
            (loaded.codes(), loaded.coverage("users")),
            (codes.to_owned(), expected.to_owned())
        );
    };
    let open = "Partial 1 Manifest";
    with(r#"{"Collections":{"Users":{"Complete":false}}}"#, "", open);
    with(
        r#"{"collections":{"/v1.0/users":{"complete":false}}}"#,
        "",
        open,
    );
    with(
        r#"{"collections":{"beta/users":{"filter":"x eq 1"}}}"#,
        "",
        open,
    );
    with(r#"{"collections":{"users":{"truncatedAt":999}}}"#, "", open);
    with(
        r#"{"collections":{"users":{"refused":false,"filter":"","truncatedAt":null}}}"#,
        "",
        "Complete 1",
    );
    with(
        r#"{"collections":{"users":{"refused":null,"selected":["id"],"pageCount":1}}}"#,
        "",
        "Complete 1",
    );
    // What nobody knows may have said that it is not all.
    with(
        r#"{"collections":{"users":{"compleet":false}}}"#,
        "D0023",
        open,
    );
    with(
        r#"{"colections":{"users":{"complete":false}}}"#,
        "D0023",
        open,
    );
    with(
        r#"{"collections":{"users":{"complete":false},"/users":{"complete":true}}}"#,
        "D0023",
        "Partial 1 Manifest Manifest",
    );
    // A word of another tool about the whole is no slip.
    with(r#"{"madeWith":"a script"}"#, "D0023", "Complete 1");
}

#[test]
fn the_manifest_says_when_and_whose() {
    let manifest = r#"{"tenantId":"t-1","initialDomain":"c.onmicrosoft.com","capturedAt":"2026-11-22T08:00:00Z",
        "collections":{"users":{"window":{"from":"2026-10-01","to":"2026-11-01"}}}}"#;
    let loaded = files(&[
        ("tenet-snapshot.json", manifest),
        ("users.json", &page(&["a"], "")),
    ]);
    let at = loaded.snapshot.captured_at.expect("a time");
    assert_eq!(at.to_string(), "2026-11-22T08:00:00Z");
    assert_eq!(loaded.snapshot.tenant.as_deref(), Some("c.onmicrosoft.com"));
    assert!(loaded.snapshot.coverage["users"].window.is_some());
    let other = files(&[
        ("tenet-snapshot.json", manifest),
        (
            "t2:tenet-snapshot.json",
            r#"{"initialDomain":"other","capturedAt":"soon"}"#,
        ),
        ("users.json", &page(&["a"], "")),
        ("t2:users.json", &page(&["a"], "")),
    ]);
    assert_eq!(other.codes(), "D0020 D0022");
}

#[test]
fn collections_that_no_rule_reads_are_covered() {
    let one = page(&["a", "b"], "").replace("#users", "#devices");
    let loaded = files(&[("devices.json", &one)]);
    let coverage = &loaded.snapshot.coverage["devices"];
    assert!(coverage.is_complete());
    assert_eq!((coverage.objects, coverage.files), (2, 1));
}

#[test]
fn null_in_the_place_of_objects_is_no_empty_collection() {
    let given = [("users.json", r#"{"@odata.context":"x#users","value":null}"#)];
    assert_eq!(files(&given).coverage("users"), "Partial 0 NoChain");
}

/// One object is all where there is never another; of a collection it is not.
#[test]
fn a_singleton_is_all_of_itself() {
    let one = |context: &str| {
        format!(
            "{{\"@odata.context\":\"https://x/v1.0/$metadata#{context}\",\"id\":\"a\",\"isEnabled\":true}}"
        )
    };
    let check = |path: &str, text: &str, expected: &str| {
        let loaded = files(&[(path, text)]);
        assert_eq!(loaded.coverage(DEFAULTS), expected, "{path}: {text}");
    };
    let whole = one(&format!("{DEFAULTS}/$entity"));
    check("defaults.json", &whole, "Complete 1");
    check("defaults.json", &one(DEFAULTS), "Complete 1");
    let selected = one(&format!("{DEFAULTS}(id,isEnabled)/$entity"));
    check("defaults.json", &selected, "Complete 1");
    let short = one("identitySecurityDefaultsEnforcementPolicy/$entity");
    check(&format!("{DEFAULTS}.json"), &short, "Complete 1");
    // Nothing says what a bare object is, or what stands behind a cut.
    let bare = r#"{"id":"a","isEnabled":true}"#;
    check(&format!("{DEFAULTS}.json"), bare, "Partial 1 NoChain");
    let cut = whole.strip_suffix('}').expect("an end");
    let loaded = files(&[("defaults.json", cut)]);
    assert!(!loaded.coverage(DEFAULTS).starts_with("Complete"));
    let user = one("users/$entity");
    let loaded = files(&[("users.json", &user)]);
    assert_eq!(loaded.coverage("users"), "Partial 1 NoChain");
    let keyed = one(&format!("{DEFAULTS}('a')/$entity"));
    check("defaults.json", &keyed, "Partial 1 NoChain");
}
