//! Lists of one object that were answered by themselves.

use tenet_hir::{FieldPlan, Projection, Shape};
use tenet_snapshot::{Options, Root, load};

use crate::world::{Loaded, Memory, files};

const GROUPS: &str =
    r#"{"@odata.context":"x#groups","value":[{"id":"G1","name":"one"},{"id":"g2","name":"two"}]}"#;

fn members(ids: &[&str], rest: &str) -> String {
    let user = |id: &&str| {
        format!("{{\"@odata.type\":\"#microsoft.graph.user\",\"id\":\"{id}\",\"upn\":\"{id}@x\"}}")
    };
    let users: Vec<String> = ids.iter().map(user).collect();
    format!(
        "{{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#directoryObjects\",\"value\":[{}]{rest}}}",
        users.join(",")
    )
}

const NEXT: &str = ",\"@odata.nextLink\":\"x\"";

fn check(given: &[(&str, &str)], expected: &str) {
    let mut all = vec![("groups.json", GROUPS)];
    all.extend_from_slice(given);
    let loaded = files(&all);
    let found = loaded
        .objects("groups")
        .replace(":#microsoft.graph.user", "");
    let first = found.lines().next().expect("a group");
    assert_eq!(first, format!("id=G1 name=one{expected}"), "{given:?}");
}

#[test]
fn the_path_says_whose_list_it_is() {
    let (one, two) = (members(&["a"], NEXT), members(&["b"], ""));
    check(&[("groups/g1/members.json", &two)], " members=[->b]");
    check(&[("x/groups_g1_members.json", &two)], " members=[->b]");
    check(
        &[
            ("groups/g1/members-1.json", &one),
            ("groups/g1/members-2.json", &two),
        ],
        " members=[->a,->b]",
    );
    check(
        &[
            ("groups/g1/members-9.json", &one),
            ("groups/g1/members-10.json", &two),
        ],
        " members=[->a,->b...]",
    );
    check(&[("groups/g1/members.json", &one)], " members=[->a...]");
    check(
        &[(
            "groups/g1/members.json",
            two.strip_suffix('}').expect("a brace"),
        )],
        " members=[->b...]",
    );
    check(
        &[("groups/g1/members.json", &members(&[], ""))],
        " members=[]",
    );
    check(&[("groups/g2/members.json", &two)], "");
}

#[test]
fn the_context_or_the_manifest_may_say_it() {
    let two = members(&["b"], "");
    let told = two.replace("#directoryObjects", "#groups('g1')/members");
    check(&[("x.json", &told)], " members=[->b]");
    let manifest = r#"{"collections":{"groups('g1')/members":{"files":["x.json"]}}}"#;
    check(
        &[("x.json", &two), ("tenet-snapshot.json", manifest)],
        " members=[->b]",
    );
}

#[test]
fn what_does_not_show_the_whole_list_leaves_it_open() {
    let two = members(&["b"], "");
    let path = "groups/g1/members.json";
    let with = |context: &str| two.replace("#directoryObjects", context);
    check(&[(path, &with("#directoryObjects(id)"))], " members=[->b]");
    check(&[(path, &with("#groups('G1')/members"))], " members=[->b]");
    check(
        &[(path, &with("#groups('g2')/members"))],
        " members=[->b...]",
    );
    check(&[(path, &with("#users"))], " members=[->b...]");
    let cast = "#groups('g1')/members/microsoft.graph.user";
    check(&[(path, &with(cast))], " members=[->b...]");
    check(&[(path, "{\"value\":[]}")], " members=[...]");
    check(&[(path, "[]")], " members=[...]");
    let lost = two.replace("]}", ",\"@{id=c}\"]}");
    check(&[(path, &lost)], " members=[->b,malformed...]");
    let counted = members(&["b"], ",\"@odata.count\":2");
    check(&[(path, &counted)], " members=[->b...]");
    let changes = members(&["b"], ",\"@odata.deltaLink\":\"x\"");
    check(&[(path, &changes)], " members=[->b...]");
    let refused = r#"{"error":{"code":"Forbidden"}}"#;
    check(&[(path, refused)], "");
}

#[test]
fn the_manifest_may_vouch_for_a_list() {
    let with = |entry: &str, expected: &str| {
        let manifest = format!("{{\"collections\":{{\"groups('g1')/members\":{entry}}}}}");
        let files = [
            ("groups/g1/members.json", "[]"),
            ("tenet-snapshot.json", &manifest),
        ];
        check(&files, expected);
    };
    with(r#"{"complete":true}"#, " members=[]");
    with(r#"{"complete":true,"filter":"x"}"#, " members=[...]");
    with("{}", " members=[...]");
}

#[test]
fn an_expanded_list_has_as_many_items_as_is_said() {
    let with = |members: &str, expected: &str| {
        let groups = GROUPS.replace("\"one\"", &format!("\"one\",{members}"));
        let found = files(&[("groups.json", &groups)]).objects("groups");
        let first = found.lines().next().expect("a group");
        assert_eq!(first, format!("id=G1 name=one{expected}"), "{members}");
    };
    with(
        r#""members@odata.count":2,"members":[{"id":"a"}]"#,
        " members=[->a...]",
    );
    with(
        r#""members":[{"id":"a"}],"members@odata.count":1"#,
        " members=[->a]",
    );
    with(r#""members":"@{id=a}""#, " members=malformed");
    with(r#""members":"a b""#, " members=malformed");
    with(r#""members":"""#, " members=malformed");
    with(r#""members":"a""#, " members=[->a]");
    let flat = r#""members":["System.Collections.Hashtable"]"#;
    with(flat, " members=[malformed]");
}

#[test]
fn a_list_alone_does_not_make_a_collection() {
    let loaded = files(&[("groups/g1/members.json", &members(&["a"], ""))]);
    assert_eq!(loaded.coverage("groups"), "Partial 1 NoChain");
}

#[test]
fn a_list_that_belongs_to_nobody_is_told() {
    let loaded = files(&[
        ("groups.json", GROUPS),
        ("members.json", &members(&["a"], "")),
    ]);
    assert_eq!(loaded.codes(), "D0013");
    assert!(!loaded.objects("groups").contains("members"));
    assert_eq!(loaded.objects("users"), "id=a upn=a@x note=null");
    assert_eq!(loaded.coverage("users"), "Partial 1 NoChain");
}

#[test]
fn a_cut_list_gives_way_to_the_whole_one() {
    let expanded: Vec<String> = (0..20).map(|n| format!("{{\"id\":\"m{n}\"}}")).collect();
    let group = format!("{{\"id\":\"g1\",\"members\":[{}]}}", expanded.join(","));
    let ids: Vec<String> = (0..21).map(|n| format!("M{n}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let loaded = files(&[
        ("groups/a.json", &group),
        ("groups/g1/members.json", &members(&ids, "")),
    ]);
    let found = loaded.objects("groups");
    assert!(found.contains("M20") && !found.contains("..."), "{found}");
    assert_eq!(loaded.codes(), "");
}

#[test]
fn what_a_complete_collection_lacks_is_no_object_of_it() {
    let users = |rest: &str| {
        format!("{{\"@odata.context\":\"x#users\",\"value\":[{{\"id\":\"a\"}}]{rest}}}")
    };
    let answer = members(&["A", "b"], "");
    let with = |given: &[(&str, &str)], objects: &str, codes: &str| {
        let mut all = vec![
            ("groups.json", GROUPS),
            ("groups/g1/members.json", &*answer),
        ];
        all.extend_from_slice(given);
        let loaded = files(&all);
        let found = loaded.objects("users").replace(" note=null", "");
        assert_eq!(found.replace('\n', " "), objects, "{given:?}");
        assert_eq!(loaded.codes(), codes, "{given:?}");
        let first = loaded.objects("groups");
        assert!(first.contains("->A:#microsoft.graph.user,->b"), "{first}");
    };
    with(&[("users.json", &users(""))], "id=A upn=A@x", "D0027");
    let empty = users("").replace("{\"id\":\"a\"}", "");
    with(&[("users.json", &empty)], "", "D0027");
    // Where not all of the collection is there, it is one of those that are missing.
    let both = "id=A upn=A@x id=b upn=b@x";
    with(&[("users.json", &users(NEXT))], both, "");
    with(&[], both, "");
    // Whoever vouches for a collection without answers of its own means what is there.
    let manifest = r#"{"collections":{"users":{"complete":true}}}"#;
    with(
        &[("tenet-snapshot.json", manifest)],
        "id=A upn=A@x id=b upn=b@x",
        "",
    );
    // An owner that only its list names is none either.
    let owner = files(&[("groups.json", GROUPS), ("groups/g9/members.json", &answer)]);
    assert!(!owner.objects("groups").contains("g9"));
    assert_eq!(owner.coverage("groups"), "Complete 2");
}

#[test]
fn what_cannot_be_read_of_a_list_opens_it() {
    let expanded = |list: &str| GROUPS.replace("\"one\"", &format!("\"one\",\"members\":{list}"));
    let check = |list: &str, given: &[(&str, &str)], expected: &str| {
        let groups = expanded(list);
        let mut all = vec![("groups.json", &*groups)];
        all.extend_from_slice(given);
        let found = files(&all).objects("groups");
        let found = found.replace(":#microsoft.graph.user", "");
        let first = found.lines().next().expect("a group");
        assert_eq!(
            first,
            format!("id=G1 name=one members={expected}"),
            "{given:?}"
        );
    };
    let path = "groups/g1/members.json";
    let whole = members(&["a"], "");
    let one = r#"["a"]"#;
    check("[]", &[], "[]");
    for damaged in [
        "",
        "{",
        "hello",
        "DENIED",
        r#"{"error":{"code":"Forbidden"}}"#,
    ] {
        check("[]", &[(path, damaged)], "[...]");
        check(one, &[(path, damaged)], "[->a...]");
    }
    let cut = whole.strip_suffix("]}").expect("an end");
    check(one, &[(path, cut)], "[->a...]");
    check(
        one,
        &[(path, &members(&["a"], ",\"@odata.count\":\"?\""))],
        "[->a]",
    );
    check("[]", &[("groups/g2/members.json", "{")], "[]");
    for void in [
        r#"{"@odata.context":"x#directoryObjects","value":null}"#,
        "null",
    ] {
        check("[]", &[(path, void)], "[...]");
        check(one, &[(path, void)], "[->a...]");
    }
    // Whose list it is nobody knows: it may be of any group that has no answer of its own.
    check("[]", &[("members.json", &whole)], "[...]");
    for nothing in [
        "",
        "{",
        "hello",
        "DENIED",
        r#"{"error":{"code":"Forbidden"}}"#,
    ] {
        check("[]", &[("members.json", nothing)], "[...]");
        check("[]", &[("groups/members.json", nothing)], "[...]");
        check(one, &[("x/members.json", nothing)], "[->a...]");
        check("[]", &[("t2:members.json", nothing)], "[]");
    }
    check("[]", &[("t2:members.json", &whole)], "[]");
    check(
        one,
        &[("members.json", &members(&["b"], "")), (path, &whole)],
        "[->a]",
    );
    check(one, &[("other.json", &whole)], "[->a]");
}

#[test]
fn a_list_that_is_shorter_than_its_object_says_is_open() {
    let check = |object: &str, codes: &str, list: &str| {
        let text = format!(r#"{{"@odata.context":"x#policies","value":[{object}]}}"#);
        let loaded = shortened(&text);
        assert_eq!(
            (loaded.0.as_str(), loaded.1.as_str()),
            (codes, list),
            "{object}"
        );
    };
    check(
        r#"{"id":"p","settingCount":1,"settings":["a"]}"#,
        "",
        "settings=[a]",
    );
    check(
        r#"{"id":"p","settingCount":60,"settings":["a"]}"#,
        "D0046",
        "settings=[a...]",
    );
    check(
        r#"{"id":"p","settings":["a"],"SettingCount":60}"#,
        "D0046",
        "settings=[a...]",
    );
    check(
        r#"{"id":"p","settingCount":null,"settings":["a"]}"#,
        "",
        "settings=[a]",
    );
    check(
        r#"{"id":"p","isAssigned":true,"assignments":[]}"#,
        "D0046",
        "assignments=[...]",
    );
    check(
        r#"{"id":"p","isAssigned":true,"assignments":["a"]}"#,
        "",
        "assignments=[a]",
    );
    check(
        r#"{"id":"p","isAssigned":false,"assignments":[]}"#,
        "",
        "assignments=[]",
    );
}

/// The codes and the lists of a policy.
fn shortened(text: &str) -> (String, String) {
    let world = Memory([("t/policies.json".to_owned(), text.as_bytes().to_vec())].into());
    let roots = vec![Root {
        path: "t".to_owned(),
        name: "t".to_owned(),
        ..Root::default()
    }];
    let mut projection = Projection::default();
    let id = projection.require("policies");
    let collection = &mut projection.collections[id];
    let plan = |path: &str, shape: Shape| FieldPlan {
        path: vec![path.to_owned()],
        shape,
        nullable: false,
        absent_is_null: false,
        null_text: None,
    };
    collection.key = Some(collection.require(plan("id", Shape::Text)));
    for list in ["settings", "assignments"] {
        collection.require(plan(list, Shape::List(Box::new(Shape::Text))));
    }
    let (snapshot, diagnostics) = load(&world, &roots, &projection, &Options::default());
    let loaded = Loaded {
        world,
        roots,
        projection,
        snapshot,
        diagnostics,
    };
    let lists = loaded.objects("policies").replace("id=p ", "");
    (loaded.codes(), lists)
}
