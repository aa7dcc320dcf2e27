//! Values of every shape, copies, keys.

use crate::world::{bytes_with, files};
use tenet_snapshot::Options;

const CONTEXT: &str = "\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#users\"";

/// One user with this body, beside its key and note.
fn check(body: &str, expected: &str, codes: &str) {
    let text = format!("{{{CONTEXT},\"value\":[{{\"id\":\"u1\",\"note\":\"\",{body}}}]}}");
    let loaded = files(&[("users.json", &text)]);
    let found = loaded.objects("users");
    let found = found
        .strip_prefix("id=u1")
        .expect("the user")
        .replace(" note=", "");
    assert_eq!(
        (found.trim(), loaded.codes().as_str()),
        (expected, codes),
        "{body}"
    );
}

#[test]
fn every_shape_is_read() {
    check(r#""enabled":true"#, "enabled=true", "");
    check(r#""ENABLED":false"#, "enabled=false", "");
    check(
        r#""created":"2026-11-22T08:00:00Z""#,
        "created=2026-11-22T08:00:00Z",
        "",
    );
    check(
        r#""created":"\/Date(1000)\/""#,
        "created=1970-01-01T00:00:01Z",
        "",
    );
    check(r#""created":"0001-01-01T00:00:00Z""#, "created=null", "");
    check(
        r#""created":"0001-01-01T00:00:00.0000000""#,
        "created=null",
        "",
    );
    check(r#""age":3.0"#, "age=3", "");
    check(r#""score":3"#, "score=3", "");
    check(r#""stay":"P1DT1H""#, "stay=25 hours", "");
    check(
        r#""office":{"city":"Köln","floor":null,"x":[{}]}"#,
        "office=(Köln,null)",
        "",
    );
    check(r#""deep":{"down":{"name":"n"}}"#, "deep/down/name=n", "");
    check(
        r#""deep":{"down":null}"#,
        "deep/down/name=null deep/down/tags=null",
        "",
    );
    check(
        r#""device":"00000000-0000-0000-0000-000000000000""#,
        "device=null",
        "",
    );
    check(r#""upn":"\u00e9\/\"""#, "upn=é/\"", "");
}

#[test]
fn what_power_shell_made_of_lists_is_a_list() {
    check(r#""tags":["a","b"]"#, "tags=[a,b]", "");
    check(r#""tags":"a""#, "tags=[a]", "");
    check(r#""tags":null"#, "", "");
    check(
        r#""deep":{"down":{"tags":null}}"#,
        "deep/down/tags=null",
        "",
    );
    check(r#""places":{"city":"a"}"#, "places=[(a)]", "");
    check(r#""places":[{"city":"a"},{}]"#, "places=[(a),(-)]", "");
}

#[test]
fn references_stand_in_three_ways() {
    check(r#""manager":"m1""#, "manager=->m1", "");
    let expanded = r##""manager":{"x":{},"ID":"m1","@odata.type":"#t"}"##;
    check(expanded, "manager=->m1:#t", "");
    check(
        r#""manager":{"@odata.id":"https://x/users('m1')"}"#,
        "manager=->m1",
        "",
    );
    check(r#""manager":{}"#, "manager=malformed", "D0014");
}

#[test]
fn values_of_another_shape_are_malformed() {
    check(r#""enabled":"true""#, "enabled=malformed", "D0014");
    check(r#""age":1.5"#, "age=malformed", "D0014");
    check(r#""age":18446744073709551615"#, "age=malformed", "D0014");
    check(r#""created":"2026-02-30""#, "created=malformed", "D0014");
    check(r#""upn":["a"]"#, "upn=malformed", "D0014");
    check(
        r#""deep":[1]"#,
        "deep/down/name=malformed deep/down/tags=malformed",
        "D0014",
    );
    check(r#""tags":["a",{"b":1}]"#, "tags=[a,malformed]", "D0014");
}

#[test]
fn a_key_that_stands_twice_is_told() {
    check(r#""upn":"a","UPN":"a""#, "upn=a", "D0015");
    check(r#""upn":"a","upn":"b""#, "upn=malformed", "D0016");
    check(
        r#""tags":["a"],"tags":["b"],"age":1"#,
        "age=1 tags=malformed",
        "D0016",
    );
    check(
        r#""office":{"city":"a"},"office":{"city":"a"}"#,
        "office=(a,-)",
        "D0015",
    );
}

#[test]
fn expanded_lists_may_be_cut_off() {
    let members = |count: usize, after: &str| {
        let items: Vec<String> = (0..count).map(|n| format!("{{\"id\":\"m{n}\"}}")).collect();
        let text = format!(
            "{{\"@odata.context\":\"#groups\",\"value\":[{{\"id\":\"g\",\"members\":[{}]{after}}}]}}",
            items.join(",")
        );
        files(&[("groups.json", &text)])
            .objects("groups")
            .contains("...")
    };
    assert!(!members(19, "") && members(20, "") && !members(21, ""));
    assert!(members(2, ",\"members@odata.nextLink\":\"x\""));
}

#[test]
fn copies_are_put_together() {
    let copies = |list: &str, more: &str| {
        let list = format!("{{{CONTEXT},\"value\":[{list}]}}");
        let loaded = files(&[("a.json", &list), ("users/b.json", more)]);
        (loaded.objects("users"), loaded.codes())
    };
    let check = |list: &str, more: &str, expected: &str, codes: &str| {
        let found = copies(list, more);
        let found = (found.0.replace(" note=null", ""), found.1);
        assert_eq!(found, (expected.to_owned(), codes.to_owned()));
    };
    check(
        r#"{"id":"U1","upn":"a","office":{"city":"x"}}"#,
        r#"{"id":"u1","enabled":true,"office":{"city":"x","floor":3}}"#,
        "id=U1 upn=a enabled=true office=(x,3)",
        "",
    );
    check(
        r#"{"id":"u1","upn":"a","tags":["x","y"],"age":null}"#,
        r#"{"id":"u1","upn":"b","tags":["y","x"],"age":1}"#,
        "id=u1 upn=conflict age=conflict tags=[x,y]",
        "D0017",
    );
    check(
        r#"{"upn":"a"},{"id":null},{"id":"u1"}"#,
        r#"{"id":"u1","office":null}"#,
        "upn=a\nid=null\nid=u1 office=null",
        "D0018",
    );
}

#[test]
fn lists_of_records_have_no_order() {
    let check = |one: &str, other: &str, expected: &str| {
        let first = format!("{{{CONTEXT},\"value\":[{{\"id\":\"u1\",\"places\":{one}}}]}}");
        let second = format!("{{\"id\":\"u1\",\"places\":{other}}}");
        let loaded = files(&[("a.json", &first), ("users/b.json", &second)]);
        let found = loaded.objects("users").replace(" note=null", "");
        assert_eq!(found, format!("id=u1 places={expected}"), "{one} {other}");
    };
    let (x, y) = (r#"{"city":"x"}"#, r#"{"city":"y"}"#);
    let list = |items: &[&str]| format!("[{}]", items.join(","));
    check(&list(&[x, y]), &list(&[y, x]), "[(x),(y)]");
    check(&list(&[x, x, y]), &list(&[x, y, x]), "[(x),(x),(y)]");
    check(&list(&[x, x, y]), &list(&[x, y, y]), "conflict");
    check(&list(&[x, y]), &list(&[x]), "conflict");
    check(
        &list(&[x, r#"{"city":null}"#]),
        &list(&["{}", x]),
        "conflict",
    );
    // What nobody knows may be anything.
    check(
        &list(&[x, r#"{"city":1}"#]),
        &list(&[r#"{"city":1}"#, x]),
        "conflict",
    );
}

#[test]
fn encodings_change_nothing() {
    let text = format!("{{{CONTEXT},\"value\":[{{\"id\":\"u1\",\"upn\":\"é€😀\"}}]}}");
    let units = || text.encode_utf16();
    let files: [Vec<u8>; 5] = [
        text.clone().into_bytes(),
        [b"\xEF\xBB\xBF".to_vec(), text.clone().into_bytes()].concat(),
        [0xFEFF]
            .into_iter()
            .chain(units())
            .flat_map(u16::to_le_bytes)
            .collect(),
        [0xFEFF]
            .into_iter()
            .chain(units())
            .flat_map(u16::to_be_bytes)
            .collect(),
        units().flat_map(u16::to_le_bytes).collect(),
    ];
    for bytes in files {
        let loaded = bytes_with(&[("users.json", &bytes)], &Options::default());
        assert_eq!(loaded.objects("users"), "id=u1 upn=é€😀 note=null");
        assert_eq!(loaded.coverage("users"), "Complete 1");
    }
}

#[test]
fn what_was_not_asked_for_is_unknown() {
    let check = |selected: &str, expected: &str| {
        let list = format!("{{{CONTEXT},\"value\":[{{\"id\":\"u1\"}}]}}");
        let manifest = format!("{{\"collections\":{{\"Users\":{{{selected}}}}}}}");
        let loaded = files(&[("users.json", &list), ("tenet-snapshot.json", &manifest)]);
        assert_eq!(loaded.objects("users"), expected, "{selected}");
    };
    let null = "id=u1 note=null";
    check("", null);
    check(r#""selected":null"#, null);
    check(r#""selected":[]"#, null);
    check(r#""selected":["id","Note"]"#, null);
    check(r#""Selected":["id","upn"]"#, "id=u1");
    check(r#""selected":["note/author"]"#, "id=u1");
    // What cannot be understood may say it.
    check(r#""slected":["id"]"#, "id=u1");
    check(r#""selected":7"#, "id=u1");
}

#[test]
fn keys_that_nothing_reads_are_noted() {
    let group = r##"{"@odata.type":"#microsoft.graph.group","id":"g1","mail":null}"##;
    let list = format!(
        "{{{CONTEXT},\"value\":[{{\"id\":\"u1\",\"Upn\":\"a\",\"mail\":1,\"office\":{{\"zip\":1}}}},{group},
        {{\"id\":\"u2\",\"x@odata.type\":\"y\",\"mail\":1,\"faxes\":[]}},{{\"id\":\"u3\",\"@removed\":{{}},\"gone\":1}}]}}"
    );
    let loaded = files(&[
        ("a.json", &list),
        ("users/b.json", r#"{"id":"u1","age":1,"fax":2}"#),
    ]);
    let others = |path: &str| {
        let table = &loaded.snapshot.tables[loaded.collection(path)];
        table
            .others
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        (others("users").as_str(), others("groups").as_str()),
        ("fax faxes mail", "mail")
    );
}
