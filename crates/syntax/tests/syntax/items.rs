//! Items, read whole.

use tenet_syntax::ast::{Expect, Given, Item, LogLine, Status, TestPart, TypeKind};
use tenet_syntax::parse;

use crate::{dump, file_of, told};

/// The items of a correct file.
#[track_caller]
fn items(source: &str) -> Vec<Item> {
    let parsed = parse(file_of(source), source);
    assert_eq!(told(source, &parsed.diagnostics), Vec::<String>::new());
    parsed.file.items
}

macro_rules! one {
    ($source:expr, $kind:ident) => {
        match items($source).remove(0) {
            Item::$kind(item) => item,
            other => panic!("{}", dump::head(&other)),
        }
    };
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads its own fixtures")]
fn every_file_of_the_pack_parses() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pack");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = crate::read(&path.to_string_lossy());
        let parsed = parse(file_of(&text), &text);
        let told = told(&text, &parsed.diagnostics);
        assert_eq!(told, Vec::<String>::new(), "{}", path.display());
        count += parsed.file.items.len();
    }
    assert!(count > 250, "{count}");
}

#[test]
fn an_entity_has_all_its_parts() {
    let source = r#"
        /// A device.
        ///  Managed.
        entity ManagedDevice is graph.Base from "deviceManagement/managedDevices" when "x" {
            key id: String
            /// Its owner.
            volatile device: ref Device | User by deviceId? from "azureADDeviceId" null "0000"
            tags: [String?] absent is null
            key: String
            label: String
            label key
            targeting intune
            log { time at  object a.b  when result == "success" }
        }"#;
    let entity = one!(source, Entity);
    assert_eq!(entity.doc, "A device.\n Managed.");
    assert_eq!(entity.name.text, "ManagedDevice");
    assert_eq!(
        dump::qualified(entity.base.as_ref().unwrap()),
        "graph::Base"
    );
    assert_eq!(entity.label.as_ref().unwrap().text, "key");
    let names: Vec<_> = entity
        .fields
        .iter()
        .map(|field| field.name.text.as_str())
        .collect();
    assert_eq!(names, ["id", "device", "tags", "key", "label"]);
    let device = &entity.fields[1];
    assert_eq!(
        (device.doc.as_str(), device.modifiers.len()),
        ("Its owner.", 1)
    );
    assert!(device.ty.nullable && device.null.is_some());
    let TypeKind::Ref { targets, by } = &device.ty.kind else {
        panic!("{:?}", device.ty.kind)
    };
    assert_eq!(
        (targets.len(), by.as_ref().unwrap().text.as_str()),
        (2, "deviceId")
    );
    assert!(entity.fields[2].absent_is_null.is_some());
    assert!(matches!(&entity.fields[2].ty.kind, TypeKind::List(inner) if inner.nullable));
    let log = entity.log.unwrap();
    assert!(matches!(&log.lines[1], LogLine::Path { path, .. } if path.len() == 2));
    assert!(matches!(&log.lines[2], LogLine::When(_)));
}

#[test]
fn an_enum_keeps_docs_and_wire_names() {
    let item = one!(
        "ordered enum Ring {\n /// First.\n Test, fast = \"quick\", }",
        Enum
    );
    assert!(item.ordered);
    assert_eq!(item.variants[0].doc, "First.");
    assert_eq!(item.variants[1].wire.as_ref().unwrap().text, "quick");
}

#[test]
fn params_defs_and_aliases() {
    assert_eq!(one!("type T = A | b.C", Alias).members.len(), 2);
    assert_eq!(
        dump::expr(&one!("param p: [String] = [\"a\"] // c", Param).value),
        "[\"a\"]"
    );
    let def = one!(
        "def f(x: Change<User>, s: set of User) -> Bool? =\n x in s where x",
        Def
    );
    assert_eq!(dump::expr(&def.body), "(those x: s | x)");
    assert!(def.result.nullable);
    assert!(matches!(def.parameters[0].ty.kind, TypeKind::Change(_)));
    assert!(matches!(def.parameters[1].ty.kind, TypeKind::SetOf(_)));
}

#[test]
#[expect(
    clippy::string_slice,
    reason = "a span that cuts a character fails the test"
)]
fn a_span_ends_with_the_last_token() {
    let source = "set a = b + c // why\n\n";
    let span = one!(source, Set).span;
    assert_eq!(
        &source[span.start as usize..span.end as usize],
        "set a = b + c"
    );
}

#[test]
fn a_rule_has_all_its_parts() {
    let source = r#"rule SVC-C3a.1 "A {{title}}" {
        duty customer severity high cites "a" "b" tags x, y allow L0001
        when on
        for a in C where a.b
        let c = (x in D where x == a)
        forbid c is empty message "{a} has {count(c)} \"x\"" fix "Do {a.b}" severity if a.b then high else low
        require a.b message "no"
    }"#;
    let rule = one!(source, Rule);
    let expected = [
        "SVC-C3a.1 \"A {title}\"",
        "for a: C | (. a b)",
        "let c = (those x: D | (== x a))",
        "Forbid (is c empty) \"<a> has <(call count c)> \\\"x\\\"\" fix \"Do <(. a b)>\" severity (if (. a b) high low)",
        "Require (. a b) \"no\"",
    ];
    assert_eq!(dump::rule(&rule), expected);
    assert_eq!(
        (rule.cites.len(), rule.tags.len(), rule.allow.len()),
        (2, 2, 1)
    );
    assert_eq!(rule.duty.unwrap().text, "customer");
}

#[test]
fn a_template_has_holes_in_ids() {
    let source = "template t(row: Row) {\n/// Doc.\nrule {row}-C1a \"{row}\" { require a message \"m\" }\n}\nuse t(row: NET, lead: 60 days)";
    let all = items(source);
    let [Item::Template(template), Item::Use(instance)] = all.as_slice() else {
        panic!("{all:?}")
    };
    assert_eq!(dump::text(&template.rules[0].id), "<row>-C1a");
    assert_eq!(template.rules[0].doc, "Doc.");
    assert_eq!(dump::expr(&instance.arguments[1].value), "60Days");
}

#[test]
fn a_waiver_has_all_its_parts() {
    let source =
        "waiver SVC-C3c { where a == \"b\" until 2027-03-31 reason \"r\" approved_by \"me\" }";
    let waiver = one!(source, Waiver);
    assert_eq!(
        (waiver.until.text.as_str(), waiver.approved_by.text.as_str()),
        ("2027-03-31", "me")
    );
    assert_eq!(dump::expr(&waiver.condition.unwrap()), "(== a \"b\")");
}

#[test]
fn a_test_has_all_its_parts() {
    let source = r#"test "t" {
        at 2026-11-22
        with p = [1]
        before at 2026-11-20 complete { User { id: "{json}" } g.User { } }
        given { snapshot "f" missing User.a.b missing g.Group window Log 2026-01-01 to 2026-02-01 }
        expect snapshot
        expect A-1 not applicable for { a: "u", } saying "x"
    }"#;
    let test = one!(source, Test);
    let TestPart::Before(before) = &test.parts[2] else {
        panic!()
    };
    assert!(before.at.is_some() && before.complete.is_some());
    assert!(
        matches!(&before.entries[0], Given::Object(o) if dump::object(o) == "User{ id: \"{json}\" }")
    );
    let TestPart::Given(given) = &test.parts[3] else {
        panic!()
    };
    assert!(given.complete.is_none());
    assert!(matches!(&given.entries[1], Given::Missing { path, .. } if path.len() == 2));
    assert!(
        matches!(&given.entries[2], Given::Missing { entity, .. } if entity.qualifier.is_some())
    );
    assert!(matches!(
        &test.parts[4],
        TestPart::Expect(Expect::Snapshot(_))
    ));
    let TestPart::Expect(Expect::Verdict {
        status,
        case,
        saying,
        ..
    }) = &test.parts[5]
    else {
        panic!()
    };
    assert_eq!(*status, Status::NotApplicable);
    assert_eq!((case.as_ref().unwrap().len(), saying.is_some()), (1, true));
}

#[test]
fn contextual_words_are_names_elsewhere() {
    let source = "param rule: String = test\nset set = x in use where entity == type\ndef def(test: Bool) -> Bool =\n    test\n    and rule == \"x\"";
    let heads: Vec<_> = items(source).iter().map(dump::head).collect();
    assert_eq!(heads, ["param rule", "set set", "def def"]);
}
