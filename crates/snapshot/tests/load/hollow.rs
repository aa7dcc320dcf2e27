//! Answers that somebody vouches for and that cannot be whole, and pages that are missing.

use tenet_hir::bare_type;
use tenet_snapshot::{Options, Root, load};

use crate::world::{Memory, files, schema};

const MANIFEST: &str = r#"{"collections":{"groups":{"complete":true,"files":["groups.json"]}}}"#;

fn vouched(answer: &str) -> String {
    files(&[("tenet-snapshot.json", MANIFEST), ("groups.json", answer)]).coverage("groups")
}

#[test]
fn a_manifest_does_not_outweigh_what_is_no_answer() {
    let list = r#"{"@odata.context":"x#groups","value":[{"id":"g"}]}"#;
    assert_eq!(vouched(list), "Complete 1");
    assert_eq!(vouched(r#"[{"id":"g"}]"#), "Complete 1");
    let null = r#"{"@odata.context":"x#groups","value":null}"#;
    assert_eq!(vouched(null), "Partial 0 Damaged");
    let misspelt = r#"{"@odata.context":"x#groups","valu":[{"id":"g"}]}"#;
    assert_eq!(vouched(misspelt), "Partial 1 Damaged");
    let refused = r#"{"error":"invalid_client","error_description":"no"}"#;
    assert_eq!(vouched(refused), "Refused 0 Refused");
}

#[test]
fn whatever_follows_as_a_next_link_says_that_there_is_more() {
    let check = |link: &str, coverage: &str| {
        let text = format!(
            r#"{{"@odata.context":"x#groups","value":[{{"id":"g"}}],"@odata.nextLink":{link}}}"#
        );
        let loaded = files(&[("groups.json", &text)]);
        assert_eq!(loaded.coverage("groups"), coverage, "{link}");
    };
    check("null", "Complete 1");
    check(r#""https://next""#, "Partial 1 NextPage");
    check(r#"["https://next"]"#, "Partial 1 NextPage");
}

#[test]
fn a_tool_that_counts_pages_from_zero_has_a_page_zero() {
    let page = r#"{"@odata.context":"x#users","value":[{"id":"a"}]}"#;
    let path = |number: u32| format!("ZeroTrustReport/zt-export/User/User-{number}.json");
    let coverage = |number: u32| files(&[(&path(number), page)]).coverage("users");
    assert_eq!(coverage(0), "Complete 1");
    assert_eq!(coverage(1), "Partial 1 NextPage");
}

#[test]
fn kinds_that_the_schema_does_not_name_are_counted() {
    let codes = |kind: &str, kinds: &[&str]| {
        let object = format!(r##"{{"@odata.type":"#microsoft.graph.{kind}","id":"p"}}"##);
        let path = "t/p.json".to_owned();
        let world = Memory([(path, object.into_bytes())].into());
        let roots = [Root {
            path: "t".to_owned(),
            name: "t".to_owned(),
            ..Root::default()
        }];
        let mut projection = schema();
        projection.kinds = kinds.iter().map(|it| bare_type(it)).collect();
        let (_, diagnostics) = load(&world, &roots, &projection, &Options::default());
        let told = diagnostics
            .iter()
            .map(|it| format!("{} {}", it.code.id, it.notes.join(" ")));
        told.collect::<Vec<_>>().join(" ")
    };
    let known = ["#microsoft.graph.user", "#microsoft.graph.unreadPolicy"];
    assert_eq!(
        codes("approvalPolicy", &known),
        "D0039 `#microsoft.graph.approvalPolicy` (1)"
    );
    // The schema names it, and what is judged does not ask for it.
    assert_eq!(codes("unreadPolicy", &known), "");
    // Nobody said what the schema names.
    assert_eq!(codes("approvalPolicy", &[]), "");
}
