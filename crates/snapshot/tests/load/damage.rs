//! Bad input: always a diagnostic, never a panic, and nothing lost without a word.

use proptest::prelude::*;
use tenet_base::World as _;
use tenet_snapshot::{Options, Root};

use crate::world::{Memory, bytes_with, files, load_roots};

fn root(path: &str) -> Root {
    Root {
        path: path.to_owned(),
        name: path.to_owned(),
        ..Root::default()
    }
}

#[test]
fn a_run_over_nothing_is_an_error() {
    let check = |files: &[(&str, &[u8])], path: &str, codes: &str| {
        let files = files
            .iter()
            .map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()));
        let world = Memory(files.collect());
        let loaded = load_roots(world, vec![root(path)], &Options::default());
        assert_eq!(loaded.codes(), codes, "{path}");
        assert!(loaded.has_error(), "{path}");
    };
    check(&[], "nowhere", "R0001");
    check(&[], "empty", "D0009");
    check(&[("t/a.md", b"x")], "t", "D0009 D0010");
    check(&[("t/a.json", b"{\"settings\":1}")], "t", "D0009 D0011");
    check(&[("t/a.json", b"hello")], "t", "D0001 D0009");
    check(&[("t.zip", b"PK\x03\x04 cut off")], "t.zip", "D0007");
    check(&[("t.json", b"DENIED")], "t.json", "D0006");
}

#[test]
fn a_single_file_is_a_root() {
    let text = br#"{"@odata.context":"x#users","value":[{"id":"a"}]}"#;
    let world = Memory([("d/u.json".to_owned(), text.to_vec())].into());
    let loaded = load_roots(world, vec![root("d/u.json")], &Options::default());
    assert_eq!(loaded.coverage("users"), "Complete 1");
    assert!(loaded.world.kind("d/u.json").is_some());
}

#[test]
fn each_kind_of_damage_has_its_code() {
    let check = |text: &str, codes: &str| {
        let loaded = files(&[("users.json", text)]);
        let found = loaded.codes().replace(" D0009", "");
        assert_eq!(found, codes, "{}", text.get(..40).unwrap_or(text));
    };
    check("", "D0001");
    check(
        "{\"@odata.context\":\"x#users\",\"value\":[{\"id\":\"a\"}",
        "D0001",
    );
    check("[{\"id\":\"a\"},12,\"b\",[],null]", "D0019");
    let deep = format!(
        "[{{\"id\":\"a\",\"x\":{}1{}}}]",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    check(&deep, "D0002");
    let read_deep = deep.replace("\"x\"", "\"tags\"");
    check(&read_deep, "D0002");
    check(&"[".repeat(100_000), "D0001");
    let endless = format!("{{\"@odata.context\":\"{}", "x".repeat(20 << 20));
    check(&endless, "D0001");
    let latin = bytes_with(
        &[("users.json", b"[{\"id\":\"a\"},{\"id\":\"\xFC\"}]")],
        &Options::default(),
    );
    assert_eq!(latin.codes(), "D0004");
    assert_eq!(latin.objects("users"), "id=a note=null");
    let denied = bytes_with(
        &[("users.json", b"DENIED"), ("g.json", b"[]")],
        &Options::default(),
    );
    assert_eq!(denied.codes(), "D0005 D0009 D0011");
    assert_eq!(denied.coverage("users"), "Absent 0 NotExported Damaged");
    assert_eq!(denied.coverage("groups"), "Absent 0 NotExported");
}

/// A few hundred objects in every layout.
fn export() -> Vec<(&'static str, Vec<u8>)> {
    let user = |n: usize| {
        format!(
            "{{\"id\":\"u{n}\",\"upn\":\"u{n}@x\",\"enabled\":{},\"tags\":[\"a\",\"b{n}\"],\"office\":{{\"city\":\"é\",\"floor\":{n}}}}}",
            n.is_multiple_of(2)
        )
    };
    let users: Vec<String> = (0..40).map(user).collect();
    vec![
        ("u.json", format!("{{\"@odata.context\":\"x#users\",\"value\":[{}]}}", users.join(",")).into_bytes()),
        ("users.jsonl", users.join("\n").into_bytes()),
        ("users/one.json", user(7).into_bytes()),
        ("groups/g/members.json", format!("[{}]", users.join(",")).into_bytes()),
        ("g.json", b"{\"@odata.context\":\"x#groups\",\"value\":[{\"id\":\"G\",\"members\":[{\"id\":\"u1\"}]}]}".to_vec()),
        ("e.json", b"{\"error\":{\"code\":\"x\"}}".to_vec()),
    ]
}

fn mutate(bytes: &mut Vec<u8>, kind: u8, at: usize, byte: u8) {
    let at = at % bytes.len().max(1);
    match kind % 3 {
        0 => bytes.truncate(at),
        1 => {
            if let Some(slot) = bytes.get_mut(at) {
                *slot = byte;
            }
        }
        _ => bytes.insert(at, byte),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_damage_panics_or_goes_unnoticed(
        file in 0_usize..6, kind in 0_u8..3, at in 0_usize..10_000, byte in 0_u8..,
    ) {
        let (path, whole) = export().swap_remove(file);
        let mut damaged = whole.clone();
        mutate(&mut damaged, kind, at, byte);
        let before = bytes_with(&[(path, &whole)], &Options::default());
        let after = bytes_with(&[(path, &damaged)], &Options::default());
        // Whatever is lost is told, or the collection is not complete.
        let rows = |loaded: &crate::world::Loaded| {
            let tables = loaded.snapshot.tables.iter();
            tables.map(tenet_snapshot::Table::rows).sum::<usize>()
        };
        if rows(&after) < rows(&before) {
            let told = after.codes() != before.codes();
            let whole = |path: &&str| after.coverage(path).starts_with("Complete");
            prop_assert!(told || !["users", "groups"].iter().any(whole));
        }
    }

    #[test]
    fn threads_and_the_order_of_files_change_nothing(threads in 2_usize..9) {
        let files = export();
        let mut given: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes)| (*path, bytes.as_slice())).collect();
        let one = bytes_with(&given, &Options::default()).everything();
        given.reverse();
        let many = bytes_with(&given, &Options { threads, ..Options::default() }).everything();
        prop_assert_eq!(one, many);
    }
}
